"""Points as they stand in nbgrader's gradebook: after the late penalty, with the tasks that wait for a person."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime

from nbgrader.api import (
    Assignment,
    BaseCell,
    Grade,
    Gradebook,
    Notebook,
    SubmittedAssignment,
    SubmittedNotebook,
)


@dataclass(frozen=True)
class TaskPoints:
    """One graded cell of one student. waiting: a person has to grade it, and has not."""

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


def is_waiting(grade: Grade) -> bool:
    """Whether a graded cell waits for a person."""
    return bool(grade.needs_manual_grade) and grade.manual_score is None


def grades_of(gradebook: Gradebook, assignment: str) -> Grades:
    """Read the points of all students, in a number of queries that does not grow with the class."""
    found: Assignment = gradebook.find_assignment(assignment)
    submissions = {s.id: s for s in gradebook.db.query(SubmittedAssignment).filter_by(assignment_id=found.id)}
    students = {
        s.student_id: Points(s.student_id, assignment, timestamp=s.timestamp, late=s.total_seconds_late)
        for s in submissions.values()
    }
    penalties: dict[str, float] = defaultdict(float)
    owner = {}
    names = {notebook.id: notebook.name for notebook in found.notebooks}
    query = gradebook.db.query(
        SubmittedNotebook.id,
        SubmittedNotebook.notebook_id,
        SubmittedNotebook.assignment_id,
        SubmittedNotebook.late_submission_penalty,
    ).join(SubmittedAssignment, SubmittedAssignment.id == SubmittedNotebook.assignment_id)
    for id_, notebook, submission, penalty in query.filter(SubmittedAssignment.assignment_id == found.id):
        student = submissions[submission].student_id
        owner[id_] = (student, names[notebook])
        penalties[student] += penalty or 0.0
    cells = {cell.id: cell for cell in _cells(gradebook, found)}
    for grade in gradebook.db.query(Grade).filter(Grade.cell_id.in_(cells)):
        if grade.notebook_id in owner:
            student, notebook = owner[grade.notebook_id]
            cell = cells[grade.cell_id]
            task = TaskPoints(notebook, cell.name, grade.score or 0.0, cell.max_score, is_waiting(grade))
            students[student].tasks.append(task)
    for student, points in students.items():
        points.penalty = penalties[student]
        points.tasks.sort(key=lambda task: (task.notebook, task.task))
    return Grades(assignment, sum(cell.max_score for cell in cells.values()), students)


def _cells(gradebook: Gradebook, assignment: Assignment) -> list[BaseCell]:
    query = gradebook.db.query(BaseCell).join(Notebook, Notebook.id == BaseCell.notebook_id)
    cells = query.filter(Notebook.assignment_id == assignment.id).order_by(Notebook.name, BaseCell.name)
    return [cell for cell in cells if hasattr(cell, "max_score")]
