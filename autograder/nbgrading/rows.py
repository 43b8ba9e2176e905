"""The rows that an autograded notebook asks for in the gradebook: what nbgrader writes, and a person's marks left in peace."""

from dataclasses import replace

from nbformat import NotebookNode
from nbformat.v4 import new_markdown_cell
from nbgrader.utils import compute_checksum, determine_grade, is_grade, is_solution, is_task

from autograder.gradebook import CellRow, NotebookRows
from autograder.grading.kept import Answers
from autograder.grading.outcome import graded_of
from autograder.grading.scoring import number
from autograder.notebooks import Task, meta

BEFORE = "before-"  # begins the ids of cells that show an answer as it was when a person graded it
MOST_SHOWN = 4_000  # characters of such an answer


def rows_of(
    nb: NotebookNode, tasks: list[Task], before: NotebookRows, kept: Answers, keep_higher: bool
) -> tuple[NotebookRows, Answers]:
    """The rows of one autograded notebook, and the answers that they are for.

    before: the rows as the gradebook has them. kept: the answers that those were for. A person's mark stays settled as
    long as the answer is the same; where it is another one, the cell waits for a person again. keep_higher: whether
    points of the same answer never fall.
    """
    answers = Answers(answers_of(nb), {})
    bonus = {task.grade_id for task in tasks if task.bonus}
    scores = graded_of(nb).scores
    rows = NotebookRows({}, before.late)
    for cell in nb.cells:
        name = meta(cell, "grade_id")
        if name is None:
            continue
        row = before.cells.get(name, CellRow(graded=False))
        if is_grade(cell):
            same = name in kept.text and kept.text[name] == answers.text[name]
            row = _graded(cell, replace(row, graded=True), same, keep_higher)
            if name in bonus:
                answers.extra[name] = scores.get(name, 0.0)
                row = _bonus(row, answers.extra[name], kept.extra.get(name), same)
        if is_solution(cell) or is_task(cell):
            silent = meta(cell, "checksum") == compute_checksum(cell) and not is_task(cell)
            row = replace(row, auto_comment="No response." if silent else None)
        if is_grade(cell) or is_solution(cell) or is_task(cell):
            rows.cells[name] = row
    return rows, answers


def answers_of(nb: NotebookNode) -> dict[str, str]:
    """{grade_id of a graded cell: the answers since the graded cell before it, its own included}."""
    found, since = {}, []
    for cell in nb.cells:
        if is_solution(cell):
            since.append(cell.source)
        if is_grade(cell):
            found[meta(cell, "grade_id")] = "\n\n".join(since)
            since = []
    return found


def _graded(cell: NotebookNode, row: CellRow, same: bool, keep_higher: bool) -> CellRow:
    points, _ = determine_grade(cell)
    if keep_higher and same and points is not None and row.auto is not None:
        points = max(points, row.auto)
    by_hand = row.manual is not None
    waiting = (row.waiting if same else True) if by_hand else points is None
    return replace(row, auto=None if points is None else float(points), waiting=waiting)


def _bonus(row: CellRow, earned: float, written: float | None, same: bool) -> CellRow:
    """Extra credit that is not what was written last is a person's: it stays, and is looked at again if the answer changed."""
    if row.extra in (None, written):
        return replace(row, extra=earned)
    return replace(row, waiting=row.waiting if same else True)


def show_changed(nb: NotebookNode, rows: NotebookRows, before: NotebookRows, kept: Answers, answers: Answers) -> None:
    """Above each answer that a person graded and that is another one now, put what it was."""
    nb.cells = without_changed(nb)
    for name, row in rows.cells.items():
        was = kept.text.get(name)
        if row.graded and row.waiting and row.manual is not None and was is not None and was != answers.text.get(name):
            place = next(i for i, cell in enumerate(nb.cells) if meta(cell, "grade_id") == name)
            nb.cells.insert(place, _note(name, row, was))


def without_changed(nb: NotebookNode) -> list[NotebookNode]:
    """The cells without such notes."""
    return [cell for cell in nb.cells if not cell["id"].startswith(BEFORE)]


def _note(name: str, row: CellRow, was: str) -> NotebookNode:
    text = was if len(was) <= MOST_SHOWN else was[:MOST_SHOWN] + " …"
    fence = "~~~"
    while fence in text:
        fence += "~"
    head = f"**Note of the grader**: a person gave {number(row.manual)} points for another answer. It was:"
    return new_markdown_cell(f"{head}\n\n{fence}text\n{text}\n{fence}\n", id=f"{BEFORE}{name}"[:64])
