"""nbgrader's gradebook, read and written for many students at once: few queries, few transactions, nbgrader's own tables."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from types import SimpleNamespace
from typing import Any

from nbgrader.api import (
    Assignment,
    BaseCell,
    Comment,
    Grade,
    Gradebook,
    MissingEntry,
    Notebook,
    Student,
    SubmittedAssignment,
    SubmittedNotebook,
    new_uuid,
)
from nbgrader.utils import parse_utc
from sqlalchemy import inspect, select, text, update
from sqlalchemy.exc import OperationalError
from traitlets.config import Config

from autograder.configuration import database
from autograder.course import Course
from autograder.errors import CourseError

# nbgrader looks these up for every sum of points and has no index for them: with a thousand students it takes a minute.
INDEXED = (("grade", "notebook_id"), ("comment", "notebook_id"), ("submitted_notebook", "assignment_id"))


@dataclass(frozen=True)
class CellRow:
    """What the gradebook has of one graded or answered cell. waiting: a person is to look at it.

    graded: whether it has points at all; answers without are commented on only.
    """

    graded: bool = True
    auto: float | None = None
    manual: float | None = None
    extra: float | None = None
    waiting: bool = False
    auto_comment: str | None = None
    manual_comment: str | None = None

    @property
    def score(self) -> float:
        """Its points, as nbgrader counts them: a person's win over the grader's, and extra credit is added."""
        points = self.manual if self.manual is not None else self.auto
        return 0.0 if points is None else points + (self.extra or 0.0)

    @property
    def comment(self) -> str:
        """What is said of it: a person's words win over the grader's."""
        return (self.manual_comment if self.manual_comment is not None else self.auto_comment) or ""

    @property
    def by_hand(self) -> tuple:
        """What only a person changes."""
        return self.manual, self.extra, self.manual_comment, self.waiting


@dataclass
class NotebookRows:
    """The gradebook's rows of one submitted notebook. late: points that the late penalty takes off."""

    cells: dict[str, CellRow] = field(default_factory=dict)
    late: float | None = None

    @property
    def score(self) -> float:
        """Its points before the late penalty."""
        return sum(row.score for row in self.cells.values())


@dataclass
class StudentRows:
    """The gradebook's rows of one student's submission."""

    student: str
    notebooks: dict[str, NotebookRows] = field(default_factory=dict)
    timestamp: datetime | None = None
    extension: Any = None

    @property
    def points(self) -> float:
        """Points of all notebooks, after the late penalty."""
        return sum(rows.score - (rows.late or 0.0) for rows in self.notebooks.values())

    @property
    def waiting(self) -> bool:
        """Whether an answer waits for a person."""
        return any(row.waiting for rows in self.notebooks.values() for row in rows.cells.values())


@contextmanager
def opened(course: Course, config: Config) -> Iterator[Gradebook]:
    """The course's gradebook. Raises CourseError where the database cannot be used."""
    url = database(course, config)
    try:
        with Gradebook(url, config.CourseDirectory.get("course_id", "")) as gradebook:
            yield gradebook
    except OperationalError as error:
        raise CourseError(
            f"the gradebook {url.rpartition('@')[2]} cannot be used: {error.orig}. See that its folder can be written, that the disk "
            "is not full, that no other program keeps it locked, and run the command again"
        ) from error


def exists(course: Course, config: Config) -> bool:
    """Whether there is a gradebook yet: opening one makes it."""
    return "db_url" in config.CourseDirectory or (course.root / "gradebook.db").is_file()


def add_indexes(gradebook: Gradebook) -> None:
    """Add the indexes that nbgrader's tables lack; nothing else about them changes."""
    known = inspect(gradebook.engine)
    for table, column in INDEXED:
        name = f"ix_{table}_{column}"
        if name not in {index["name"] for index in known.get_indexes(table)}:
            gradebook.db.execute(text(f"CREATE INDEX IF NOT EXISTS {name} ON {table} ({column})"))
    gradebook.db.commit()


class Masters:
    """The course's own cells of an assignment as the gradebook keeps them, in the form that OverwriteCells asks for.

    Raises CourseError where the gradebook does not know the assignment.
    """

    def __init__(self, gradebook: Gradebook, assignment: str):
        try:
            found = gradebook.find_assignment(assignment)
        except MissingEntry:
            raise CourseError(
                f"the gradebook has no assignment {assignment}; run nbgrader generate_assignment"
            ) from None
        self.assignment, self.id, self.due = assignment, found.id, found.duedate
        self.notebooks = {notebook.name: notebook.id for notebook in found.notebooks}
        self.kernelspecs = {notebook.name: notebook.kernelspec for notebook in found.notebooks}
        self.cells: dict[tuple[str, str], SimpleNamespace] = {}
        self.points: dict[tuple[str, str], float] = {}
        self.graded: list[tuple[str, str]] = []  # (notebook's name, cell's id) of a row in grade
        self.commented: list[tuple[str, str]] = []  # the same, in comment
        for notebook in found.notebooks:
            for c in notebook.source_cells:
                kept = {name: getattr(c, name) for name in ("name", "cell_type", "locked", "source", "checksum")}
                self.cells[notebook.name, c.name] = SimpleNamespace(**kept)
            for cell in (*notebook.grade_cells, *notebook.task_cells):
                self.points[notebook.name, cell.name] = cell.max_score
                self.graded.append((notebook.name, cell.id))
            self.commented += [(notebook.name, cell.id) for cell in (*notebook.solution_cells, *notebook.task_cells)]

    def find_source_cell(self, name: str, notebook: str, assignment: str) -> SimpleNamespace:
        """As Gradebook.find_source_cell."""
        if (notebook, name) not in self.cells:
            raise MissingEntry(name)
        return self.cells[notebook, name]

    def find_graded_cell(self, name: str, notebook: str, assignment: str) -> SimpleNamespace:
        """As Gradebook.find_graded_cell."""
        return SimpleNamespace(max_score=self.points[notebook, name])


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


def seconds_late(rows: StudentRows, due: datetime | None) -> float:
    """Seconds between the due date, extension included, and the submission; 0 where it was in time."""
    if rows.timestamp is None or due is None:
        return 0.0
    return max(0.0, (rows.timestamp - (due + rows.extension if rows.extension else due)).total_seconds())


def as_time(stamp: str) -> datetime | None:
    """nbgrader's reading of a time stamp, in UTC; None where there is none."""
    return parse_utc(stamp.strip()) if stamp.strip() else None
