"""Read the rows of all students' submissions, in queries that are as many however large the class is."""

from dataclasses import replace

from nbgrader.api import (
    Assignment,
    BaseCell,
    Comment,
    Grade,
    Gradebook,
    Notebook,
    SubmittedAssignment,
    SubmittedNotebook,
)
from sqlalchemy import select

from autograder.gradebook.rows import CellRow, NotebookRows, StudentRows


def students_rows(gradebook: Gradebook, assignment: str, students: list[str] | None = None) -> dict[str, StudentRows]:
    """Read the rows of an assignment's submissions, in four queries. students: default all."""
    submitted = SubmittedAssignment.__table__
    query = (
        select(submitted.c.id, submitted.c.student_id, submitted.c.timestamp, submitted.c.extension)
        .join(Assignment.__table__, Assignment.__table__.c.id == submitted.c.assignment_id)
        .where(Assignment.__table__.c.name == assignment)
    )
    if students is not None:
        query = query.where(submitted.c.student_id.in_(students))
    of = {row.id: StudentRows(row.student_id, {}, row.timestamp, row.extension) for row in gradebook.db.execute(query)}
    if not of:
        return {}
    books, names = SubmittedNotebook.__table__, Notebook.__table__
    query = (
        select(books.c.id, books.c.assignment_id, names.c.name, books.c.late_submission_penalty)
        .join(names, names.c.id == books.c.notebook_id)
        .join(Assignment.__table__, Assignment.__table__.c.id == names.c.assignment_id)
        .where(Assignment.__table__.c.name == assignment)
    )
    rows: dict[str, NotebookRows] = {}
    for book in gradebook.db.execute(query):
        if book.assignment_id in of:
            made = rows[book.id] = NotebookRows({}, book.late_submission_penalty)
            of[book.assignment_id].notebooks[book.name] = made
    chosen = list(rows) if students is not None else None
    _read_cells(gradebook, assignment, rows, chosen)
    return {found.student: found for found in sorted(of.values(), key=lambda found: found.student)}


def _read_cells(gradebook, assignment, rows, chosen):
    """Fill the rows of submitted notebooks with their grades and comments."""
    of_grade = (Grade.auto_score, Grade.manual_score, Grade.extra_credit, Grade.needs_manual_grade)
    for book, name, auto, manual, extra, waiting in _cells_of(gradebook, assignment, Grade, of_grade, chosen):
        if book in rows:
            rows[book].cells[name] = CellRow(True, auto, manual, extra, bool(waiting))
    of_comment = (Comment.auto_comment, Comment.manual_comment)
    for book, name, auto, manual in _cells_of(gradebook, assignment, Comment, of_comment, chosen):
        if book in rows:
            before = rows[book].cells.get(name)
            if before is None:
                rows[book].cells[name] = CellRow(graded=False, auto_comment=auto, manual_comment=manual)
            elif (auto, manual) != (None, None):
                rows[book].cells[name] = replace(before, auto_comment=auto, manual_comment=manual)


def _cells_of(gradebook, assignment, table, columns, chosen):
    """(id of the submitted notebook, the cell's name, values of the columns) of an assignment's grades or comments."""
    query = (
        select(table.notebook_id, BaseCell.name, *columns)
        .join(BaseCell, BaseCell.id == table.cell_id)
        .join(Notebook, Notebook.id == BaseCell.notebook_id)
        .join(Assignment, Assignment.id == Notebook.assignment_id)
        .where(Assignment.name == assignment)
    )
    if chosen is not None:
        query = query.where(table.notebook_id.in_(chosen))
    return gradebook.db.execute(query)
