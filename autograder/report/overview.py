"""The page over all assignments of a course: an assignment a column, students as rows, totals, links to each report."""

from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from autograder import gradebook as books
from autograder.configuration import load
from autograder.course import Course
from autograder.report.numbers import Spread, spread
from autograder.report.page import render
from autograder.report.student_row import AT_RISK
from autograder.report.totals import totals
from autograder.store import write
from autograder.term.enrolment import people
from autograder.term.exports import Total
from autograder.term.grades import Grades, Points
from autograder.term.roster import Student, letters
from autograder.term.roster_file import roster_of

INDEX = "index.html"
FILTERS = {  # of the students' table; {tag: words}
    "nothing": "handed in nothing",
    "stranger": "not in the roster",
    "risk": "at risk",
    "waiting": "an answer waits for you",
}


@dataclass(frozen=True)
class Column:
    """One assignment. page: its report, or "" where there is none; spread: of those who handed in."""

    name: str
    most: float
    page: str
    spread: Spread | None


@dataclass(frozen=True)
class TotalRow:
    """One student. points: {assignment: Points} of what was handed in; percent: the total, what is missing as zero."""

    student: Student
    points: dict[str, Points]
    percent: float
    stranger: bool = False

    @property
    def total(self) -> float:
        """Points of all assignments."""
        return sum(points.points for points in self.points.values())

    @property
    def waiting(self) -> bool:
        """Whether an answer waits for a person."""
        return any(points.waiting for points in self.points.values())

    @property
    def tags(self) -> list[str]:
        """As StudentRow.tags, of the whole course."""
        risk = not self.waiting and self.percent < 100 * AT_RISK
        found = {"nothing": not self.points, "stranger": self.stranger, "risk": risk, "waiting": self.waiting}
        return [tag for tag, holds in found.items() if holds]


def write_overview(course: Course) -> Path:
    """Write report/index.html, and return where it is."""
    config = load(course)
    roster = roster_of(course)
    with books.opened(course, config) as gradebook:
        grades = totals(gradebook)
        known = people(gradebook, roster)
    policy = Total(config=config)
    expected = {student.id for student in roster.students} or set(known)
    rows = []
    for name in expected.union(*(g.students for g in grades)):
        found = {g.assignment: g.students.get(name) for g in grades}
        points = {assignment: p for assignment, p in found.items() if p is not None}
        student, stranger = known.get(name, Student(name)), bool(roster.students) and name not in expected
        rows.append(TotalRow(student, points, policy.percent(grades, found), stranger))
    rows.sort(key=lambda row: (letters(row.student.sortable), row.student.id))
    path = course.root / "report" / INDEX
    page = render(
        "overview.html",
        columns=[_column(g, path.parent) for g in grades],
        rows=rows,
        filters=FILTERS,
        counts={tag: sum(tag in row.tags for row in rows) for tag in FILTERS},
        weights=policy.weights,
        most=sum(g.most for g in grades),
    )
    write(path, page)
    return path


def _column(grades: Grades, folder: Path) -> Column:
    page = quote(f"{grades.assignment}.html") if (folder / f"{grades.assignment}.html").is_file() else ""
    return Column(grades.assignment, grades.most, page, spread([p.points for p in grades.students.values()]))
