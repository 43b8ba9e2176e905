"""Have nbgrader register an assignment: its release made, its cells in the gradebook; where that is done, nothing."""

import contextlib

from traitlets.config import Config

from autograder import gradebook as books
from autograder import store
from autograder.course import Course
from autograder.errors import CourseError
from autograder.gradebook import Masters
from autograder.grading.cache import files_digest
from autograder.nbgrading.commands import run_nbgrader, uninterrupted


def register(course: Course, config: Config) -> None:
    """Have nbgrader make the release and register the assignment, where source or gradebook are not as they were then."""
    mark = course.root / store.FOLDER / "registered" / course.assignment
    state = f"{files_digest(course.source)} {store.engine_digest()}"
    release = files_digest(course.release) if course.release.is_dir() else ""
    with contextlib.suppress(OSError, CourseError):
        if mark.read_text() == f"{state} {release}" and books.exists(course, config):
            with books.opened(course, config) as gradebook:
                if set(Masters(gradebook, course.assignment).notebooks) == set(course.notebooks()):
                    return
    with uninterrupted():  # nbgrader would leave no release behind
        run_nbgrader(config, "generate_assignment", course.assignment, force=True)
    store.write(mark, f"{state} {files_digest(course.release)}")
