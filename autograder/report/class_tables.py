"""The class report as CSV beside the page: students, tasks, hidden tests, named mistakes, changes."""

from collections.abc import Sequence
from pathlib import Path

from autograder.course import Course
from autograder.report import analysis
from autograder.report.class_data import ClassData
from autograder.report.student_row import StudentRow
from autograder.term.tables import write_table

STUDENT = ("student", "last_name", "first_name", "section", "points", "of", "late_penalty", "hours_late")
TAGS = ("failed", "ungraded", "nothing", "stranger", "risk", "late", "waiting")


def table_path(course: Course, name: str = "") -> Path:
    """Where a table is written: report/ASSIGNMENT.csv, or with a name report/ASSIGNMENT-NAME.csv."""
    return course.root / "report" / f"{course.assignment}{f'-{name}' if name else ''}.csv"


def write_tables(data: ClassData) -> None:
    """Write the tables of students, tasks, hidden tests and named mistakes."""
    course, rows = data.course, data.rows
    tasks = [f"{cell.notebook}/{cell.grade_id}" for cell in data.cells]
    write_table(table_path(course), [*STUDENT, *TAGS, "notes", *tasks], [_student(row, data) for row in rows])
    items = [
        [i.notebook, i.task, value(i.points), i.students, value(i.mean), value(i.full), value(i.discrimination)]
        for i in analysis.tasks(data.cells, rows)
    ]
    heads = ["notebook", "task", "points", "students", "mean_share", "full_marks", "discrimination"]
    write_table(table_path(course, "tasks"), heads, items)
    rates = [[t.notebook, t.task, t.question, t.passed, t.asked, value(t.share)] for t in analysis.tests(rows)]
    write_table(table_path(course, "tests"), ["notebook", "task", "question", "passed", "asked", "share"], rates)
    names = {row.name: row.student for row in rows}
    made = [
        [mistake.function, mistake.hint, name, names[name].last, names[name].first]
        for mistake in analysis.mistakes(rows)
        for name in mistake.students
    ]
    write_table(table_path(course, "mistakes"), ["function", "mistake", *STUDENT[:3]], made)


def write_changes(data: ClassData) -> Path | None:
    """Write report/ASSIGNMENT-changes.csv, the tasks whose points changed in this run, those that fell first.

    Returns None where nothing changed; the table of an earlier run is left.
    """
    if not data.run.changes:
        return None
    rows = [
        [c.student, c.notebook, c.task, value(c.before), value(c.now), value(c.now - c.before), _answer(c.same_answer)]
        for c in sorted(data.run.changes, key=lambda c: (c.now - c.before, c.student))
    ]
    path = table_path(data.course, "changes")
    write_table(path, ["student", "notebook", "task", "before", "now", "change", "answer"], rows)
    return path


def value(number: float | None) -> float | int | str:
    """A number as a cell: 2, 1.5, 0.333333; nothing for None."""
    if number is None:
        return ""
    return int(number) if number == int(number) else round(number, 6)


def _answer(same: bool) -> str:
    return "the same" if same else "another"


def _student(row: StudentRow, data: ClassData) -> Sequence[object]:
    scored = (value(row.score), value(data.max_points), value(row.late)) if row.scored else ("", "", "")
    who = (row.name, row.student.last, row.student.first, row.student.section)
    hours = value(round(row.seconds_late / 3600, 2)) if row.seconds_late else ""
    tags = [tag if tag in row.tags else "" for tag in TAGS]
    return [*who, *scored, hours, *tags, "; ".join(row.told), *(_points(row, cell.key) for cell in data.cells)]


def _points(row: StudentRow, key: tuple[str, str]) -> float | int | str:
    """The points of a task; nothing where it waits for a person or was never graded."""
    cell = row.cells.get(key)
    return "" if cell is None or cell.waiting else value(cell.score)
