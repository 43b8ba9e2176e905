"""Points as they stand in nbgrader's gradebook: after the late penalty, with the tasks that wait for a person."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

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


def is_waiting(needs_manual_grade: bool, manual_score: float | None) -> bool:
    """Whether a graded cell waits for a person."""
    return bool(needs_manual_grade) and manual_score is None


def grades_of(gradebook: Gradebook, assignment: str) -> Grades:
    """Read the points of all students, in a number of queries that does not grow with the class.

    Columns alone are read: nbgrader's objects sum up points of their own for each row.
    """
    found: Assignment = gradebook.find_assignment(assignment)
    cells = {cell.id: cell for cell in _cells(gradebook, found)}
    names = {notebook.id: notebook.name for notebook in found.notebooks}
    submissions, students = _submissions(gradebook, found), {}
    for points in submissions.values():
        students[points.student] = points
    notebooks = {}
    columns = (
        SubmittedNotebook.notebook_id,
        SubmittedNotebook.assignment_id,
        SubmittedNotebook.late_submission_penalty,
    )
    query = gradebook.db.query(SubmittedNotebook.id, *columns)
    for id_, notebook, submission, penalty in query.filter(SubmittedNotebook.notebook_id.in_(names)):
        submissions[submission].penalty += penalty or 0.0
        notebooks[id_] = (submissions[submission], names[notebook])
    grades = (Grade.notebook_id, Grade.cell_id, Grade.score, Grade.needs_manual_grade, Grade.manual_score)
    for id_, cell, score, needs, manual in gradebook.db.query(*grades).filter(Grade.cell_id.in_(cells)):
        points, notebook = notebooks[id_]
        task = TaskPoints(notebook, cells[cell].name, score or 0.0, cells[cell].max_score, is_waiting(needs, manual))
        points.tasks.append(task)
    for points in students.values():
        points.tasks.sort(key=lambda task: (task.notebook, task.task))
    return Grades(assignment, sum(cell.max_score for cell in cells.values()), students)


def _submissions(gradebook: Gradebook, assignment: Assignment) -> dict[str, Points]:
    """{nbgrader's number of a submission: Points without tasks}."""
    columns = (SubmittedAssignment.student_id, SubmittedAssignment.timestamp, SubmittedAssignment.extension)
    query = gradebook.db.query(SubmittedAssignment.id, *columns)
    found = {}
    for id_, student, timestamp, extension in query.filter(SubmittedAssignment.assignment_id == assignment.id):
        late = 0.0
        if timestamp and assignment.duedate:
            late = max(0.0, (timestamp - assignment.duedate - (extension or timedelta())).total_seconds())
        found[id_] = Points(student, assignment.name, timestamp=timestamp, late=late)
    return found


def _cells(gradebook: Gradebook, assignment: Assignment) -> list[BaseCell]:
    query = gradebook.db.query(BaseCell).join(Notebook, Notebook.id == BaseCell.notebook_id)
    cells = query.filter(Notebook.assignment_id == assignment.id).order_by(Notebook.name, BaseCell.name)
    return [cell for cell in cells if hasattr(cell, "max_score")]
