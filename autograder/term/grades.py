"""Points as they stand in nbgrader's gradebook: after the late penalty, with the tasks that wait for a person."""

from dataclasses import dataclass, field
from datetime import datetime

from nbgrader.api import Gradebook

from autograder.gradebook import Masters, seconds_late, students_rows


@dataclass(frozen=True)
class TaskPoints:
    """One graded cell of one student. waiting: a person has to look at it."""

    notebook: str
    task: str
    points: float
    most: float
    waiting: bool


@dataclass
class Points:
    """One student's submission. penalty: points lost for being late; late: seconds."""

    student: str
    assignment: str
    tasks: list[TaskPoints] = field(default_factory=list)
    penalty: float = 0.0
    timestamp: datetime | None = None
    late: float = 0.0

    @property
    def points(self) -> float:
        """What counts: after the penalty, never below zero."""
        return max(0.0, sum(task.points for task in self.tasks) - self.penalty)

    @property
    def waiting(self) -> list[str]:
        """Names of the tasks that wait for a person."""
        return [task.task for task in self.tasks if task.waiting]


@dataclass(frozen=True)
class Grades:
    """The points of one assignment. most: what can be had; students: {id: Points} of those who handed in."""

    assignment: str
    most: float
    students: dict[str, Points]


def grades_of(gradebook: Gradebook, assignment: str) -> Grades:
    """Read the points of all students, in a number of queries that does not grow with the class."""
    masters = Masters(gradebook, assignment)
    students = {}
    for name, rows in students_rows(gradebook, assignment).items():
        tasks = [
            TaskPoints(notebook, task, row.score, masters.points[notebook, task], row.waiting)
            for notebook, book in sorted(rows.notebooks.items())
            for task, row in sorted(book.cells.items())
            if row.graded
        ]
        penalty = sum(book.late or 0.0 for book in rows.notebooks.values())
        late = seconds_late(rows, masters.due)
        students[name] = Points(name, assignment, tasks, penalty, rows.timestamp, late)
    return Grades(assignment, sum(masters.points.values()), students)
