"""A repository of one notebook, to plant faults in: sources, hidden tests and all that is generated from them."""

import shutil
from dataclasses import dataclass
from pathlib import Path

import nbformat
from submissions import HERE, NOTEBOOK, cell_of, make_course

from autograder.course import Course


@dataclass(frozen=True)
class Copy(Course):
    """A course whose solutions and hidden tests are its own."""

    def change(self, change, *grade_ids):
        """Change the source notebook: change(notebook), or change(cell) of each grade_id."""
        path = self.source / f"{NOTEBOOK}.ipynb"
        notebook = nbformat.read(path, 4)
        for thing in [cell_of(notebook, grade_id) for grade_id in grade_ids] or [notebook]:
            change(thing)
        path.write_text(nbformat.writes(notebook), encoding="utf-8")

    def change_release(self, change, grade_id):
        """Change one cell of the release as it is kept: change(cell)."""
        path = self.release / f"{NOTEBOOK}.ipynb"
        notebook = nbformat.read(path, 4)
        change(cell_of(notebook, grade_id))
        path.write_text(nbformat.writes(notebook), encoding="utf-8")


def make_copy(folder):
    """Make the copy in `folder`; what is generated is not built yet."""
    made = Copy(make_course(folder).root, HERE.assignment)
    shutil.rmtree(made.release)
    shutil.rmtree(made.solutions)
    made.release.mkdir()
    return made


def copy_of(copy, folder):
    """A copy of the copy, to plant a fault in."""
    return Copy(Path(shutil.copytree(copy.root, folder)), copy.assignment)
