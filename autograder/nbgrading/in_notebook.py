"""Run a task's hidden tests inside the instructor's notebook: the call in the hidden region of a test cell."""

import os
from functools import cache
from pathlib import Path

from autograder.course import Course, assignments, find, nearest
from autograder.errors import GraderError
from autograder.grading.hidden_tests import collected
from autograder.grading.scoring import score
from autograder.grading.student import InProcess, Student
from autograder.modules import load
from autograder.notebooks import Task
from autograder.report.cell import Result


class HiddenTestsFailed(GraderError):
    """A hidden test failed, or the hidden tests cannot be run here: the cell must not pass."""


def run_in_notebook(task: str, namespace: dict) -> None:
    """Run the hidden tests of one task on the functions in `namespace`; print what came of them.

    Raises HiddenTestsFailed unless every test passed, and where the call is not an instructor's.
    """
    if os.environ.get("NBGRADER_EXECUTION") == "autograde":
        raise HiddenTestsFailed(
            "hidden tests never run inside a student's process; nbgrader_config.py needs the line "
            "c = configure(get_config(), __file__) of autograder, and no other c.Autograde.autograde_preprocessors"
        )
    course, notebook, known = _find_task(task)
    tests, reference = _loaded(course, notebook)
    outcomes = tests.run(Student(InProcess(dict(namespace))), Student(InProcess(reference)), 0, {task})
    points = score(known, outcomes)
    print(Result(points, known.points, outcomes, bonus=known.bonus).as_text())
    if points < known.points:
        raise HiddenTestsFailed(f"{task}: not every hidden test passed")


def _find_task(name: str) -> tuple[Course, str, Task]:
    """The task of this name: of the assignment in whose folder the notebook lies, or else of another of the course."""
    root = nearest(Path.cwd())
    names = sorted(assignments(root), key=lambda assignment: assignment != Path.cwd().name)
    for course in (find(root, assignment) for assignment in names):
        for notebook in course.notebooks():
            for task in course.tasks(notebook):
                if task.name == name:
                    return course, notebook, task
    raise HiddenTestsFailed(f"no notebook of this course has a test cell {name}-tests")


@cache
def _loaded(course: Course, notebook: str):
    """The hidden tests and the reference of one notebook."""
    if not course.solution_file(notebook).is_file():
        raise HiddenTestsFailed("solutions/ is not built: run `autograder build`")
    return collected(course.test_file(notebook)), vars(load(course.solution_file(notebook)))
