"""Stock nbgrader: its own Execute runs the notebook, and the hidden tests in the student's process with it."""

import sys
from pathlib import Path

import nbformat

from autograder.configuration import FILE
from autograder.course import Course
from autograder.notebooks import HIDDEN, TESTS, is_test_cell, meta
from benchmarks.classes import Class, course_folder, hand_in
from benchmarks.hidden import call
from benchmarks.meter import Lane, measure
from benchmarks.peers.peer import gradebook_points

HIDDEN_REGION = "### BEGIN HIDDEN TESTS\nfrom benchmarks.hidden import points_of\n\n{call}\n### END HIDDEN TESTS\n"
NBGRADER = [sys.executable, "-m", "nbgrader"]
REGISTER_SECONDS = 600


class Stock:
    """Each process has a course folder and a gradebook of its own with its share of the class."""

    name = "stock nbgrader"
    how = (
        "`nbgrader autograde`, then `nbgrader generate_feedback`, as nbgrader sets them: the same hidden tests run in the "
        "student's process. It grades one notebook at a time, so each processor grades a share of the class into a "
        "gradebook of its own. `generate_assignment` ran before"
    )

    def prepare(self, folder: Path, graded: Class) -> list[Lane]:
        """A course folder for each process."""
        lanes = min(graded.workers, len(graded.students))
        return [self._lane(folder / str(i), graded, graded.students[i::lanes]) for i in range(lanes)]

    def points(self, folder: Path) -> float:
        """Of all gradebooks."""
        return sum(gradebook_points(path) for path in folder.glob("*/gradebook.db"))

    def _lane(self, folder, graded, students):
        course = course_folder(folder, graded.notebooks)
        (course.root / FILE).unlink()
        for notebook in graded.notebooks:
            call_hidden_tests(course, notebook)
        register = ["generate_assignment", course.assignment, "--force", "--ClearMarkScheme.enforce_metadata=False"]
        measure([Lane(course.root, [[*NBGRADER, *register]])], REGISTER_SECONDS)
        hand_in(course, graded, students)
        return Lane(course.root, [[*NBGRADER, verb, course.assignment] for verb in ("autograde", "generate_feedback")])


def call_hidden_tests(course: Course, notebook: str) -> None:
    """Have the test cells of a source notebook call the hidden tests in their own process; the value is the points."""
    tasks = {task.grade_id: task for task in course.tasks(notebook)}
    nb = course.source_notebook(notebook)
    for cell in nb.cells:
        if is_test_cell(cell) and meta(cell, "grade_id").endswith(TESTS):
            region = HIDDEN_REGION.format(call=call(course, notebook, tasks[meta(cell, "grade_id")], "globals()"))
            cell.source = HIDDEN.sub("", cell.source).rstrip("\n") + "\n" + region
    nbformat.write(nb, course.source / f"{notebook}.ipynb")
