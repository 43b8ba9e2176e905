"""Is the grader right? Wrong answers must lose points on their task, right ones none, on any seed."""

from autograder.engine import plugin
from autograder.engine.plugin import load
from autograder.engine.scoring import score
from autograder.engine.student import InProcess, Student


def grade_namespace(course, notebook, namespace, seed=0, tasks=None):
    """Score the functions of a namespace in this process: ({task name: points}, outcomes)."""
    reference = Student(InProcess(load(course.solution_file(notebook))))
    outcomes = plugin.run(course.test_file(notebook), Student(InProcess(namespace)), reference, seed, tasks)
    return {task.name: score(task, outcomes) for task in course.tasks(notebook)}, outcomes


def audit_notebook(course, notebook, seed=0, progress=lambda entries: entries):
    """Yield one line of text for everything that is not as it should be in one notebook's library."""
    tasks = course.tasks(notebook)
    full = {task.name: task.points for task in tasks}
    of = {function: task.name for task in tasks for function in task.functions}
    reference = vars(load(course.solution_file(notebook)))

    def trial(namespace):
        scores, outcomes = grade_namespace(course, notebook, namespace, seed)
        faults = sorted({o.test for o in outcomes if o.fault})
        reasons = {o.task: o.reason for o in outcomes if not o.passed}
        return scores, faults, reasons

    scores, faults, reasons = trial(reference)
    untested = [name for name in full if scores[name] != full[name]]
    if untested or faults:
        yield f"{notebook}: the reference loses points on {untested}, or tests fall over {faults}: {reasons}"
    stubs = {name: _stub for name in of} | {"np": reference["np"]}
    scores, faults, _ = trial(stubs)
    if any(scores.values()) or faults:
        yield f"{notebook}: untouched stubs score {scores}, tests falling over: {faults}"
    for kind in ("misconceptions", "accepted"):
        for entry in progress(course.answers(kind, notebook)):
            if entry.target not in of:
                yield f"{kind}: {entry.name} answers {entry.target}, which no task of {notebook} asks for"
                continue
            scores, faults, reasons = trial(entry.namespace(reference))
            lost = {name for name in full if scores[name] < full[name]}
            own = {of[entry.target]} if kind == "misconceptions" else set()
            if faults:
                yield f"{kind}: {entry.name} makes hidden tests fall over: {faults}"
            if own - lost:
                yield f"{kind}: {entry.name} keeps full marks on {of[entry.target]}"
            if lost - own:
                yield f"{kind}: {entry.name} loses points on {sorted(lost - own)}: {reasons}"


def _stub(*args, **kwargs):
    raise NotImplementedError
