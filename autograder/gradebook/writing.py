"""Write what the grader says of one student; a person's scores and comments stay."""

from dataclasses import replace

from nbgrader.api import (
    BaseCell,
    Comment,
    Grade,
    Gradebook,
    Notebook,
    Student,
    SubmittedAssignment,
    SubmittedNotebook,
    new_uuid,
)
from sqlalchemy import select, update

from autograder.gradebook.masters import Masters
from autograder.gradebook.rows import NotebookRows, StudentRows


def take_marks_by_hand(rows: StudentRows, before: StudentRows, now: StudentRows | None) -> bool:
    """Let marks that a person gave while the submission was graded stand in what is to be written; say whether there are any.

    before: the gradebook's rows when the grading began; now: those that it has by now.
    """
    found = False
    for name, notebook in now.notebooks.items() if now is not None else ():
        old = before.notebooks.get(name, NotebookRows()).cells
        for cell, row in notebook.cells.items():
            wanted = rows.notebooks[name].cells.get(cell) if name in rows.notebooks else None
            if wanted is not None and cell in old and row.by_hand != old[cell].by_hand:
                found = True
                rows.notebooks[name].cells[cell] = replace(wanted, waiting=row.waiting, extra=row.extra)
    return found


def write_rows(gradebook: Gradebook, masters: Masters, rows: StudentRows) -> None:
    """Write what the grader says of one student, within the session's transaction; the caller commits.

    Of each cell its automatic score and comment, extra credit, and whether it waits; a person's score and comment stay.
    What is as it was is not written.
    """
    db = gradebook.db
    submission = db.execute(
        select(SubmittedAssignment.id, SubmittedAssignment.timestamp).where(
            SubmittedAssignment.assignment_id == masters.id, SubmittedAssignment.student_id == rows.student
        )
    ).one_or_none()
    if submission is None:
        _add_submission(db, masters, rows)
    elif rows.timestamp is not None and rows.timestamp != submission.timestamp:
        db.execute(
            update(SubmittedAssignment).where(SubmittedAssignment.id == submission.id), {"timestamp": rows.timestamp}
        )
    query = (
        select(SubmittedNotebook.id, Notebook.name, SubmittedNotebook.late_submission_penalty)
        .join(SubmittedAssignment, SubmittedAssignment.id == SubmittedNotebook.assignment_id)
        .join(Notebook, Notebook.id == SubmittedNotebook.notebook_id)
        .where(SubmittedAssignment.assignment_id == masters.id, SubmittedAssignment.student_id == rows.student)
    )
    for book in db.execute(query).all():
        wanted = rows.notebooks.get(book.name)
        if wanted is None:
            continue
        if wanted.late != book.late_submission_penalty:
            db.execute(
                update(SubmittedNotebook).where(SubmittedNotebook.id == book.id),
                {"late_submission_penalty": wanted.late},
            )
        _write_changed(
            db, Grade, book.id, wanted, {"auto": "auto_score", "waiting": "needs_manual_grade", "extra": "extra_credit"}
        )
        _write_changed(db, Comment, book.id, wanted, {"auto_comment": "auto_comment"})


def _write_changed(db, table, book, wanted, columns):
    """Update the rows of one submitted notebook that are not as wanted. columns: {field of CellRow: column}."""
    named = [getattr(table, column) for column in columns.values()]
    query = select(table.id, BaseCell.name, *named).join(BaseCell, BaseCell.id == table.cell_id)
    changed = []
    for key, name, *now in db.execute(query.where(table.notebook_id == book)).all():
        row = wanted.cells.get(name)
        values = [getattr(row, field) for field in columns] if row is not None else now
        if values != now:
            changed.append({"id": key} | dict(zip(columns.values(), values, strict=True)))
    if changed:
        db.execute(update(table), changed)


def _add_submission(db, masters, rows):
    """Add a student's submission with empty rows for all that is graded or commented, as Gradebook.add_submission does."""
    if db.get(Student, rows.student) is None:
        db.add(Student(id=rows.student))
        db.flush()
    submission = SubmittedAssignment(
        id=new_uuid(), assignment_id=masters.id, student_id=rows.student, timestamp=rows.timestamp
    )
    db.add(submission)
    db.flush()
    books = {
        name: SubmittedNotebook(id=new_uuid(), notebook_id=key, assignment_id=submission.id)
        for name, key in masters.notebooks.items()
    }
    db.add_all(books.values())
    db.flush()
    db.add_all(Grade(cell_id=cell, notebook_id=books[name].id) for name, cell in masters.graded)
    db.add_all(Comment(cell_id=cell, notebook_id=books[name].id) for name, cell in masters.commented)
    db.flush()
