"""Points of all assignments of a gradebook, added up by the database: three queries, however many students there are."""

from datetime import datetime

from nbgrader.api import (
    Assignment,
    Grade,
    Gradebook,
    GradeCell,
    Notebook,
    SubmittedAssignment,
    SubmittedNotebook,
    TaskCell,
)
from sqlalchemy import case, func, select

from autograder.term.grades import Grades, Points, TaskPoints

ALL = "all tasks"


def totals(gradebook: Gradebook) -> list[Grades]:
    """The Grades of each assignment that somebody handed in, by due date; each student's tasks are one sum."""
    waits = case((Grade.needs_manual_grade.is_(True), 1), else_=0)
    submission = (SubmittedAssignment.assignment_id, SubmittedAssignment.student_id)
    sums = (
        select(*submission, func.sum(Grade.score), func.sum(waits))
        .join(SubmittedNotebook, SubmittedNotebook.assignment_id == SubmittedAssignment.id)
        .join(Grade, Grade.notebook_id == SubmittedNotebook.id)
        .group_by(*submission)
    )
    late = (
        select(*submission, func.sum(func.coalesce(SubmittedNotebook.late_submission_penalty, 0.0)))
        .join(SubmittedNotebook, SubmittedNotebook.assignment_id == SubmittedAssignment.id)
        .group_by(*submission)
    )
    penalties = {(key, student): penalty for key, student, penalty in gradebook.db.execute(late)}
    most = _most(gradebook)
    found: dict[str, dict[str, Points]] = {}
    for key, student, earned, waiting in gradebook.db.execute(sums):
        all_tasks = TaskPoints("", ALL, earned, most.get(key, 0.0), bool(waiting))
        one = Points(student, "", [all_tasks], penalties[key, student])
        found.setdefault(key, {})[student] = one
    assignments = gradebook.db.execute(select(Assignment.id, Assignment.name, Assignment.duedate)).all()
    in_order = sorted(assignments, key=lambda a: (a.duedate or datetime.max, a.name))
    return [Grades(a.name, most.get(a.id, 0.0), found[a.id]) for a in in_order if a.id in found]


def _most(gradebook: Gradebook) -> dict[str, float]:
    """{id of an assignment: points that can be had}."""
    most: dict[str, float] = {}
    for cell in (GradeCell, TaskCell):
        query = select(Notebook.assignment_id, func.sum(cell.max_score)).join(Notebook, Notebook.id == cell.notebook_id)
        for key, points in gradebook.db.execute(query.group_by(Notebook.assignment_id)):
            most[key] = most.get(key, 0.0) + points
    return most
