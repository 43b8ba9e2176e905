"""Does leaving cells out change what hidden tests say? Tried on the reference, with every cell run and with those needed."""

from collections.abc import Collection, Iterator

from autograder.authoring.filling import fill
from autograder.configuration import load
from autograder.course import Course
from autograder.grading.grade import grade
from autograder.grading.needed import code_cells, code_ids
from autograder.grading.outcome import Graded
from autograder.intake.layout import restore
from autograder.sandbox.levels import ProcessOnly
from autograder.sandbox.sandboxes import Sandboxes
from autograder.settings import Grading

PATIENCE = 20  # times the limits of a submission


def differences(course: Course, notebook: str) -> Iterator[str]:
    """Yield where the solved notebook grades otherwise with every cell run, with the cells that make the difference."""
    release = course.release_notebook(notebook)
    restored = restore(fill(release, course.source_notebook(notebook)), release)
    limits = Grading(config=load(course)).limits()
    for name in ("call_seconds", "cell_seconds", "notebook_seconds"):  # how long it takes is another question
        setattr(limits, name, PATIENCE * getattr(limits, name))

    def graded(also: Collection[str]) -> Graded:
        with Sandboxes(limits, course.support_files(), ProcessOnly()) as sandboxes:
            return grade(course, notebook, restored, sandboxes, 0, also)

    lean, every = graded(()), graded(code_ids(restored.notebook))
    before, after = _said(lean), _said(every)
    differ = [test for test in after if before[test] != after[test]]
    if not differ:
        return
    cells = [cell["id"] for cell in code_cells(restored.notebook) if cell["id"] in lean.left_out]
    while part := next((half for half in _halves(cells) if _said(graded(half)) == after), None):
        cells = part
    for test in differ:
        yield (
            f"{test} {after[test]} with every cell run, and {before[test]} as submissions are graded, without the cell "
            f"{', '.join(cells)}; define in the task's own cell what its functions use, or set c.Grading.run_all = True"
        )


def _halves(cells: list[str]) -> list[list[str]]:
    middle = len(cells) // 2
    return [cells[:middle], cells[middle:]] if middle else []


def _said(graded: Graded) -> dict[str, str]:
    """{test: what came of it, in words}."""
    return {o.test: "passes" if o.passed else f"fails ({o.reason})" for o in graded.outcomes}
