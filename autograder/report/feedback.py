"""Everything of a student's feedback folder, made from data alone: by a worker, or by nbgrader's generate_feedback."""

from nbformat import NotebookNode

from autograder.course import Course
from autograder.report import notebook_page, student_page
from autograder.report.marks import Marks
from autograder.report.outline import outline
from autograder.report.views import STYLE, NotebookView, style, view
from autograder.settings import Grading

INDEX = "index.html"


def student_files(
    course: Course, student: str, notebooks: dict[str, NotebookNode], marks: dict[str, Marks], settings: Grading
) -> dict[str, str]:
    """{file name: text} of one student's feedback.

    notebooks: {name: autograded notebook} of those that there are; marks: what each of these earned.
    """
    made = {}
    for name, notebook in notebooks.items():
        made[f"{name}.html"] = notebook_file(course, name, notebook, marks[name], settings)
    return made | index_files(course, student, notebooks, marks, settings)


def notebook_file(course: Course, name: str, notebook: NotebookNode, marks: Marks, settings: Grading) -> str:
    """The page of one notebook."""
    return notebook_page.page(notebook, outline(course, name), _view(course, name, notebook, marks, settings))


def index_files(
    course: Course, student: str, notebooks: dict[str, NotebookNode], marks: dict[str, Marks], settings: Grading
) -> dict[str, str]:
    """The page that leads to those of the notebooks, and the style sheet of all."""
    names = [name for name in course.notebooks() if name in notebooks]
    views = [_view(course, name, notebooks[name], marks[name], settings) for name in names]
    return {INDEX: student_page.page(student, course.assignment, views), STYLE: style()}


def _view(course: Course, name: str, notebook: NotebookNode, marks: Marks, settings: Grading) -> NotebookView:
    return view(notebook, marks, outline(course, name), settings.diagnosis)
