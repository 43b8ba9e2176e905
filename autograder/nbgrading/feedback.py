"""`nbgrader generate_feedback` with our pages: an exporter makes each notebook's, a hook the rest of the folder."""

import os
from pathlib import Path

import nbformat
from nbconvert.exporters import Exporter
from nbgrader.api import Gradebook
from traitlets.config import Config
from traitlets.log import get_logger

from autograder import store
from autograder.configuration import database, load
from autograder.course import SECRET, TIMESTAMP, Course
from autograder.gradebook import Masters, NotebookRows, students_rows
from autograder.nbgrading.preprocessors import course_of
from autograder.report.feedback import index_files, notebook_file
from autograder.report.marks import Mark, Marks
from autograder.settings import Grading


def marks_of(notebook: str, rows: NotebookRows, masters: Masters) -> Marks:
    """What the gradebook's rows say of one submitted notebook, manual grades and comments included."""
    cells = {}
    for name, row in rows.cells.items():
        if row.graded:
            waiting = row.waiting and row.manual is None
            cells[name] = Mark(row.score, masters.points[notebook, name], waiting, row.comment, row.extra or 0.0)
        elif row.comment:
            cells[name] = Mark(comment=row.comment)
    return Marks(cells, rows.late or 0.0)


def marks_in(gradebook: Gradebook, course: Course, student: str) -> dict[str, Marks]:
    """The same of every notebook of a student, read from the gradebook; of who is not in it, nothing."""
    found = students_rows(gradebook, course.assignment, [student]).get(student)
    if found is None:
        return {name: Marks() for name in course.notebooks()}
    masters = Masters(gradebook, course.assignment)
    return {name: marks_of(name, found.notebooks.get(name, NotebookRows()), masters) for name in masters.notebooks}


class FeedbackExporter(Exporter):
    """Makes the page of an autograded notebook, after nbgrader's preprocessors."""

    file_extension = ".html"

    def from_notebook_node(self, nb, resources=None, **kw):
        """Return the page and the resources."""
        nb, resources = super().from_notebook_node(nb, resources, **kw)
        names = resources["nbgrader"]
        course = course_of(self, resources)
        with Gradebook(names["db_url"]) as gradebook:
            marks = marks_in(gradebook, course, names["student"])[names["notebook"]]
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
        marks = marks_in(gradebook, course, student)
    files = index_files(course, student, notebooks, marks, Grading(config=config))
    folder = course.root / config.CourseDirectory.get("feedback_directory", "feedback") / student / course.assignment
    _take_copies_away(autograded, folder, {SECRET, TIMESTAMP, *(f"{name}.html" for name in names)})
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
