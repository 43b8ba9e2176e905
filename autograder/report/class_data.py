"""Gather what there is to say of a class: roster, gradebook, and what the grader kept; no query for each student."""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import quote

from autograder import gradebook as books
from autograder.configuration import load
from autograder.course import Course
from autograder.gradebook import Masters, StudentRows
from autograder.grading.kept import Kept, kept_of
from autograder.intake import folder as intake
from autograder.notebooks import TESTS, is_bonus, meta
from autograder.report.student_row import StudentRow
from autograder.term.enrolment import people
from autograder.term.roster import Roster, Student
from autograder.term.roster_file import roster_of


@dataclass(frozen=True)
class GradedCell:
    """One graded cell of the course: a task's test cell, or a written answer."""

    notebook: str
    grade_id: str
    points: float
    bonus: bool = False

    @property
    def key(self) -> tuple[str, str]:
        """As StudentRow.cells has it."""
        return self.notebook, self.grade_id

    @property
    def written(self) -> bool:
        """Whether a person grades it."""
        return not self.grade_id.endswith(TESTS)

    @property
    def name(self) -> str:
        """The task's name."""
        return self.grade_id.removesuffix(TESTS)


@dataclass
class ClassData:
    """One assignment of a class. run: nbgrading.class_run.ClassRun; rows: everybody, by id; max_points: without bonus.

    roster: with everybody who should hand in; it may be empty.
    """

    course: Course
    run: Any
    rows: list[StudentRow]
    max_points: float
    roster: Roster

    @cached_property
    def cells(self) -> list[GradedCell]:
        """The graded cells of the assignment, in its order."""
        return graded_cells(self.course)

    @property
    def scored(self) -> list[StudentRow]:
        """Those who have points of a submission."""
        return [row for row in self.rows if row.scored]


def gather(course: Course, run: Any) -> ClassData:
    """Read all that a report on a class needs. run: nbgrading.class_run.ClassRun."""
    config = load(course)
    roster = roster_of(course)
    with books.opened(course, config) as gradebook:
        masters = Masters(gradebook, course.assignment)
        found = books.students_rows(gradebook, course.assignment)
        known = people(gradebook, roster)
    handed_in, _ = intake.students(course, course.root / config.CourseDirectory.get("submitted_directory", "submitted"))
    expected = {student.id for student in roster.students} or set(known)
    rows = []
    for name in sorted({*expected, *found, *handed_in, *run.failed}):
        stranger = bool(roster.students) and name not in expected
        row = StudentRow(known.get(name, Student(name)), stranger=stranger)
        if name in found:
            _add_points(row, found[name], masters)
        _add_kept(row, course, kept_of(course, name), run)
        if row.failed or not row.scored:
            row.state = "failed" if row.failed else "ungraded" if name in handed_in else "nothing"
        rows.append(row)
    return ClassData(course, run, rows, sum(masters.points.values()), roster)


def graded_cells(course: Course) -> list[GradedCell]:
    """The graded cells of an assignment, in order."""
    return [
        GradedCell(notebook, meta(cell, "grade_id"), float(meta(cell, "points")), is_bonus(cell))
        for notebook in course.notebooks()
        for cell in course.source_notebook(notebook).cells
        if meta(cell, "grade")
    ]


def _add_points(row: StudentRow, found: StudentRows, masters: Masters) -> None:
    """What the gradebook has of one student."""
    row.notebooks = {key: notebook.score for key, notebook in sorted(found.notebooks.items())}
    row.cells = {(key, name): cell for key, book in found.notebooks.items() for name, cell in book.cells.items()}
    row.score, row.waiting = found.points, found.waiting
    row.late = sum(notebook.late or 0.0 for notebook in found.notebooks.values())
    row.seconds_late = books.seconds_late(found, masters.due)
    row.could = sum(most for key, most in masters.points.items() if not (c := row.cells.get(key)) or not c.waiting)


def _add_kept(row: StudentRow, course: Course, kept: Kept, run: Any) -> None:
    """What the grader kept of one student, and where the feedback is."""
    row.notices, row.failed = kept.record.notices, run.failed.get(row.name, kept.failed)
    row.graded = {
        key: g for key, g in kept.graded.items() if kept.record.notebooks.get(key, intake.GRADED) == intake.GRADED
    }
    page = Path("feedback", row.name, course.assignment, "index.html")
    row.page = f"../{quote(page.as_posix())}" if (course.root / page).is_file() else ""
