"""What a student reads below a test cell: the behaviours tested, passed or not in words, and the reasons."""

from dataclasses import dataclass, field
from html import escape

from nbformat.v4 import new_output

from autograder.grading.outcome import Outcome
from autograder.grading.scoring import number


@dataclass(frozen=True)
class Result:
    """What came of one test cell. outcomes: of its hidden tests; mistakes: sentences that name them.

    bonus: the points are extra credit, and not the cell's score.
    """

    points: float
    most: float
    outcomes: list[Outcome]
    mistakes: list = field(default_factory=list)
    bonus: bool = False

    @property
    def headline(self):
        """The score in one line."""
        passed = sum(o.passed for o in self.outcomes)
        score = f"{number(self.points)} of {number(self.most)} {'bonus points' if self.bonus else 'points'}"
        return f"{score}: {passed} of {len(self.outcomes)} hidden checks passed"

    def as_text(self):
        """The result as plain text."""
        lines = [self.headline]
        for o in self.outcomes:
            lines.append(f"  {'passed' if o.passed else 'FAILED'}  {o.question}")
            lines += [f"          {o.remark}"] if o.remark else []
        return "\n".join(lines + self.mistakes)

    def as_html(self):
        """The result as HTML for Formgrader: no script, nothing of the student's unescaped, words beside every mark.

        Without <p>, which nbconvert's clean_html shows as text.
        """
        items = []
        for o in self.outcomes:
            mark = "&#10003; passed:" if o.passed else "&#10007; FAILED:"
            told = f"<ul><li>{escape(o.remark)}</li></ul>" if o.remark else ""
            items.append(f"<li><strong>{mark}</strong> {escape(o.question)}{told}</li>")
        named = "".join(f"<div><strong>Diagnosis:</strong> {escape(mistake)}</div>" for mistake in self.mistakes)
        return f"<div><strong>{escape(self.headline)}</strong></div><ul>{''.join(items)}</ul>{named}"

    def outputs(self):
        """The outputs of the cell: what was tested, then the score as its only `execute_result`: nbgrader reads it."""
        points = number(0.0 if self.bonus else self.points)
        score = new_output("execute_result", data={"text/plain": points}, execution_count=None)
        return [new_output("display_data", data={"text/plain": self.as_text(), "text/html": self.as_html()}), score]


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
