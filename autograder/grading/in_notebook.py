"""The hidden region's call, in an instructor's own notebook: the hidden tests on the notebook's functions."""

import os
from functools import cache

from autograder.course import Course
from autograder.errors import GraderError
from autograder.grading.plugin import load, run_directly
from autograder.grading.scoring import score
from autograder.grading.student import InProcess, Student
from autograder.report.cell import Result


class HiddenTestsFailed(GraderError):
    """A hidden test failed, or the hidden tests cannot be run here: the cell must not pass."""


def run_in_notebook(task, namespace):
    """Run the hidden tests of one task on the functions in `namespace`; print what came of them.

    Raises HiddenTestsFailed unless every test passed, and where the call is not an instructor's.
    """
    if os.environ.get("NBGRADER_EXECUTION") == "autograde":
        raise HiddenTestsFailed(
            "hidden tests never run inside a student's process; in nbgrader_config.py, set "
            "c.Autograde.autograde_preprocessors to the list that holds autograder.nbgrading.preprocessors.HiddenTests"
        )
    if task not in _tasks():
        raise HiddenTestsFailed(f"no notebook of this assignment has a test cell {task}-tests")
    notebook, known = _tasks()[task]
    tests, reference = _loaded(notebook)
    student = Student(InProcess(dict(namespace)))
    outcomes = run_directly(tests, student, Student(InProcess(reference)), 0, {task})
    points = score(known, outcomes)
    print(Result(points, known.points, [o.as_dict() for o in outcomes], bonus=known.bonus).as_text())
    if points < known.points:
        raise HiddenTestsFailed(f"{task}: not every hidden test passed")


@cache
def _tasks():
    """{name: (notebook, task)} of the whole assignment."""
    course = Course()
    return {task.name: (notebook, task) for notebook in course.notebooks() for task in course.tasks(notebook)}


@cache
def _loaded(notebook):
    """The hidden tests and the reference of one notebook."""
    course = Course()
    if not course.solution_file(notebook).is_file():
        raise HiddenTestsFailed("solutions/ is not built: run `python -m autograder build`")
    return load(course.test_file(notebook)), vars(load(course.solution_file(notebook)))
