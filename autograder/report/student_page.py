"""The student's page: every task of the assignment on one page without script, beside nbgrader's own feedback.

nbgrader calls `after_feedback` (c.GenerateFeedback.post_convert_hook), so every way of making feedback makes it.
"""

import os
from dataclasses import dataclass, field
from pathlib import Path

import jinja2
import nbformat
from nbgrader.api import Gradebook, MissingEntry

from autograder.configuration import database, load
from autograder.course import Course
from autograder.grading.diagnosis import sentence
from autograder.grading.outcome import graded_of
from autograder.grading.scoring import number
from autograder.intake.notice import Notice, notices_of
from autograder.notebooks import meta, section_of, title_of
from autograder.settings import Grading
from autograder.store import write

TEMPLATES = Path(__file__).parent / "templates"


@dataclass
class TaskView:
    """One graded cell as the page shows it. waiting: a written answer that nobody has graded yet.

    bonus: points beyond `most` that can be had by extra credit.
    """

    title: str
    name: str
    points: float
    most: float
    outcomes: list = field(default_factory=list)
    mistakes: list = field(default_factory=list)
    waiting: bool = False
    comment: str = ""
    bonus: float = 0.0

    @property
    def lost(self):
        """Whether points were lost here."""
        return not self.waiting and self.points < self.most


@dataclass
class NotebookView:
    """One notebook as the page shows it."""

    name: str
    title: str
    tasks: list
    notices: list[Notice]

    @property
    def points(self):
        """Points of all its tasks."""
        return sum(task.points for task in self.tasks)

    @property
    def most(self):
        """Points that could be had."""
        return sum(task.most for task in self.tasks)

    @property
    def unread(self):
        """Why nothing of it could be graded, where it was missing or no notebook."""
        return "; ".join(notice.text for notice in self.notices if notice.kind != "mended")

    @property
    def untouched(self):
        """Whether none of its functions is written: then there is nothing to say of each."""
        outcomes = [o for task in self.tasks for o in task.outcomes]
        return bool(outcomes) and all(o.unwritten for o in outcomes)


def after_feedback(assignment, student, notebooks):
    """Write feedback/STUDENT/ASSIGNMENT/index.html for every student whose notebooks these are."""
    course = Course(Path.cwd(), assignment)
    for name in sorted({Path(path).parents[1].name for path in notebooks}):
        write_page(course, name)


def write_page(course, student):
    """Write one student's page; return its path."""
    config = load(course)
    with Gradebook(database(course, config)) as gradebook:
        views = [_notebook(course, student, name, gradebook, Grading(config=config)) for name in course.notebooks()]
    page = (
        environment()
        .get_template("feedback.html")
        .render(student=student, assignment=course.assignment, notebooks=[view for view in views if view])
    )
    path = course.root / "feedback" / student / course.assignment / "index.html"
    write(path, page)
    os.chmod(path, 0o644)
    return path


def environment():
    """Jinja's environment for the pages of people: everything is escaped."""
    jinja = jinja2.Environment(loader=jinja2.FileSystemLoader(TEMPLATES), autoescape=True)
    jinja.filters["number"] = number
    return jinja


def _notebook(course, student, name, gradebook, settings):
    path = course.root / "autograded" / student / course.assignment / f"{name}.ipynb"
    if not path.is_file():
        return None
    nb = nbformat.read(path, 4)
    sections = section_of(course.source_notebook(name))
    functions = {task.grade_id: task.functions for task in course.tasks(name)}
    bonus = {task.grade_id: task.points for task in course.tasks(name) if task.bonus}
    graded = graded_of(nb)
    tasks = []
    for cell in nb.cells:
        if meta(cell, "grade"):
            grade_id = meta(cell, "grade_id")
            view = TaskView(sections.get(grade_id, grade_id), grade_id, 0.0, float(meta(cell, "points")))
            view.bonus = bonus.get(grade_id, 0.0)
            _fill(view, graded, functions.get(grade_id, ()), settings)
            _score(view, gradebook, course, student, name)
            tasks.append(view)
    return NotebookView(name, title_of(course.source_notebook(name)), tasks, notices_of(nb))


def _fill(view, graded, functions, settings):
    task = view.name.removesuffix("-tests")
    view.outcomes = graded.of(task)
    known = graded.mistakes if settings.diagnosis else {}
    view.mistakes = [sentence(f, known[f]) for f in functions if f in known]


def _score(view, gradebook, course, student, notebook):
    try:
        grade = gradebook.find_grade(view.name, notebook, course.assignment, student)
    except MissingEntry:
        return
    view.points = grade.score
    view.waiting = bool(grade.needs_manual_grade) and grade.manual_score is None
    try:
        view.comment = gradebook.find_comment(view.name, notebook, course.assignment, student).comment or ""
    except MissingEntry:
        view.comment = ""
