"""The second course of the tests, of another subject than this repository's, and new courses: built, handed in, graded."""

import shutil
from pathlib import Path

import nbformat
from submissions import REPOSITORY

from autograder.authoring.demo import hand_in_samples
from autograder.course import Course
from autograder.notebooks import meta
from engine.helpers import command

SECOND = REPOSITORY / "tests" / "second_course"
LEAVE = shutil.ignore_patterns("__pycache__", ".*")


def make_second(folder: Path) -> Course:
    """Copy the second course into `folder`, which may hold another course already: then its configuration is kept."""
    for part in ("source", "autograder"):
        shutil.copytree(SECOND / part, folder / part, ignore=LEAVE, dirs_exist_ok=True)
    if not (folder / "nbgrader_config.py").exists():
        shutil.copy(SECOND / "nbgrader_config.py", folder)
    return Course(folder.resolve(), "stats")


def run(course: Course, *words: object) -> str:
    """Run the command in the course folder, without naming it; return what it printed. It must end with 0."""
    done = command(None, *words, cwd=course.root, seconds=900)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def hand_in_class(course: Course) -> Course:
    """Hand in the course's own sample class, as text written by each; return the course."""
    hand_in_samples(course)
    for path in sorted((course.root / "submitted").glob(f"*/{course.assignment}/*.ipynb")):
        notebook = nbformat.read(path, 4)
        for cell in notebook.cells:
            if cell.cell_type == "markdown" and meta(cell, "solution"):
                cell.source = f"The answer of {path.parts[-3]} to {course.assignment}."
        nbformat.write(notebook, path)
    return course
