"""`nbgrader generate_feedback` with our pages: an exporter makes each notebook's, a hook the rest of the folder."""

import os
from pathlib import Path
from typing import Any

import nbformat
from nbconvert.exporters import Exporter
from nbgrader.api import Comment, Grade, Gradebook, MissingEntry, SubmittedNotebook
from sqlalchemy.orm import joinedload
from traitlets.config import Config
from traitlets.log import get_logger

from autograder import store
from autograder.configuration import database, load
from autograder.course import Course
from autograder.nbgrading.preprocessors import course_root
from autograder.report.feedback import index_files, notebook_file
from autograder.report.marks import Mark, Marks
from autograder.settings import Grading

EXCHANGE = ("submission_secret.txt", "timestamp.txt")  # files of a submission that the exchange wants in its feedback


def marks_of(gradebook: Gradebook, course: Course, student: str, notebook: str) -> Marks:
    """What the gradebook knows of one submitted notebook, manual grades and comments included; nothing if it has none."""
    try:
        submitted = gradebook.find_submission_notebook(notebook, course.assignment, student)
    except MissingEntry:
        return Marks()
    comments = {row.cell.name: row.comment or "" for row in _rows(gradebook, Comment, submitted)}
    cells = {name: Mark(comment=text) for name, text in comments.items() if text}
    for grade in _rows(gradebook, Grade, submitted):
        waiting = bool(grade.needs_manual_grade) and grade.manual_score is None
        comment = comments.get(grade.cell.name, "")
        cells[grade.cell.name] = Mark(grade.score, grade.max_score, waiting, comment, grade.extra_credit or 0.0)
    return Marks(cells, submitted.late_submission_penalty or 0.0)


def _rows(gradebook: Gradebook, kind: Any, submitted: SubmittedNotebook) -> list:
    """Rows of one submitted notebook with their cells, in one query: each by itself would take most of the time."""
    rows = gradebook.db.query(kind).options(joinedload(kind.cell))
    return rows.filter(kind.notebook_id == submitted.id).all()


class FeedbackExporter(Exporter):
    """Makes the page of an autograded notebook, after nbgrader's preprocessors."""

    file_extension = ".html"

    def from_notebook_node(self, nb, resources=None, **kw):
        """Return the page and the resources."""
        nb, resources = super().from_notebook_node(nb, resources, **kw)
        names = resources["nbgrader"]
        course = Course(course_root(self), names["assignment"])
        with Gradebook(names["db_url"]) as gradebook:
            marks = marks_of(gradebook, course, names["student"], names["notebook"])
        return notebook_file(course, names["notebook"], nb, marks, Grading(config=self.config)), resources


def after_feedback(assignment: str, student: str, notebooks: list[str]) -> None:
    """Finish the folders that generate_feedback has filled: c.GenerateFeedback.post_convert_hook. Runs in the course's root.

    nbgrader tells failures of hooks to nobody, so they are logged here.
    """
    course = Course(Path.cwd(), assignment)
    try:
        for folder in sorted({Path(path).parent for path in notebooks}):
            finish(course, folder.parent.name, folder, load(course))
    except Exception as error:
        get_logger().error("the feedback has no index: %s: %s", type(error).__name__, error)
        raise


def finish(course: Course, student: str, autograded: Path, config: Config) -> None:
    """Take away what nbgrader copied beside the pages, and write the student's page and the style sheet."""
    names = [name for name in course.notebooks() if (autograded / f"{name}.ipynb").is_file()]
    notebooks = {name: nbformat.read(autograded / f"{name}.ipynb", 4) for name in names}
    with Gradebook(database(course, config)) as gradebook:
        marks = {name: marks_of(gradebook, course, student, name) for name in names}
    files = index_files(course, student, notebooks, marks, Grading(config=config))
    folder = course.root / config.CourseDirectory.get("feedback_directory", "feedback") / student / course.assignment
    _take_copies_away(autograded, folder, {*EXCHANGE, *(f"{name}.html" for name in names)})
    for name, text in files.items():
        store.write(folder / name, text)
        os.chmod(folder / name, 0o644)


def _take_copies_away(autograded: Path, folder: Path, kept: set[str]) -> None:
    """Remove the files and folders that lie in autograded/ beside the notebooks, and were copied."""
    for path in sorted(autograded.rglob("*"), reverse=True):
        name, copied = path.relative_to(autograded), folder / path.relative_to(autograded)
        if path.is_dir() and copied.is_dir() and not any(copied.iterdir()):
            copied.rmdir()
        elif path.suffix != ".ipynb" and str(name) not in kept and copied.is_file():
            copied.unlink()
