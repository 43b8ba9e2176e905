"""The hidden tests of one task inside the process that holds the student's functions, as other graders run them.

It does what `run_hidden_tests` does in an instructor's own notebook; that one refuses where a submission is graded.
"""

from functools import cache
from pathlib import Path

from autograder.course import Course
from autograder.grading.hidden_tests import HiddenTests, collected
from autograder.grading.scoring import score
from autograder.grading.student import InProcess, Student
from autograder.modules import load
from autograder.notebooks import Task


@cache
def loaded(root: str, assignment: str, notebook: str) -> tuple[HiddenTests, dict]:
    """The hidden tests of a notebook, collected, and the reference's functions."""
    course = Course(Path(root), assignment)
    return collected(course.test_file(notebook)), vars(load(course.solution_file(notebook)))


def points_of(root: str, assignment: str, notebook: str, task: str, most: float, namespace: dict) -> float:
    """The points of one task. most: those that can be had; namespace: where the student's functions are."""
    tests, reference = loaded(root, assignment, notebook)
    outcomes = tests.run(Student(InProcess(dict(namespace))), Student(InProcess(reference)), 0, {task})
    return float(score(Task(task, most, ()), outcomes))


def call(course: Course, notebook: str, task: Task, namespace: str) -> str:
    """Source of the expression that gives a task's points."""
    words = (str(course.root), course.assignment, notebook, task.name, task.points)
    return f"points_of({', '.join(map(repr, words))}, {namespace})"
