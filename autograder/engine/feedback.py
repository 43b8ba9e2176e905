"""What a student reads below a test cell: the behaviours tested, passed or not in words, and the reasons."""

from html import escape

from nbformat.v4 import new_output

from autograder.engine.scoring import number


def result_outputs(points, most, outcomes):
    """The outputs of a graded test cell: what was tested as text and HTML, then the score.

    points, most: scored and possible; outcomes: dicts of this task's hidden tests. The score is the only
    `execute_result` of the cell: what nbgrader reads.
    """
    score = new_output("execute_result", data={"text/plain": number(points)}, execution_count=None)
    report = {"text/plain": as_text(points, most, outcomes), "text/html": as_html(points, most, outcomes)}
    return [new_output("display_data", data=report), score]


def headline(points, most, outcomes):
    passed = sum(o["passed"] for o in outcomes)
    return f"{number(points)} of {number(most)} points: {passed} of {len(outcomes)} hidden checks passed"


def as_text(points, most, outcomes):
    """The result as plain text."""
    lines = [headline(points, most, outcomes)]
    for o in outcomes:
        lines.append(f"  {'passed' if o['passed'] else 'FAILED'}  {o['question']}")
        lines += [] if o["passed"] else [f"          {said}" for said in sayings(o)]
    return "\n".join(lines)


def as_html(points, most, outcomes):
    """The result as HTML: no script, nothing of the student's unescaped, words beside every mark."""
    items = []
    for o in outcomes:
        mark = "&#10003; passed:" if o["passed"] else "&#10007; FAILED:"
        told = "" if o["passed"] else "".join(f"<li>{escape(said)}</li>" for said in sayings(o))
        items.append(f"<li><strong>{mark}</strong> {escape(o['question'])}{f'<ul>{told}</ul>' if told else ''}</li>")
    return f"<p><strong>{escape(headline(points, most, outcomes))}</strong></p><ul>{''.join(items)}</ul>"


def sayings(outcome):
    """The sentences told about a failed test: its reason, then a diagnosis where there is one."""
    return [line for line in (outcome["reason"], outcome.get("diagnosis", "")) if line]


def quiet(outputs):
    """Outputs of the student's own code in a test cell, made unable to count: no result, no error, no stderr."""
    kept = []
    for output in outputs:
        if output["output_type"] == "error":
            text = "\n".join(output["traceback"]) or f"{output['ename']}: {output['evalue']}"
            output = new_output("stream", name="stdout", text=text + "\n")
        elif output["output_type"] == "stream":
            output = new_output("stream", name="stdout", text=output["text"])
        else:
            output = new_output("display_data", data=dict(output["data"]))
        kept.append(output)
    return kept
