"""Where things are: the folders of a course and of its one assignment."""

import importlib
from dataclasses import dataclass
from pathlib import Path

from autograder.errors import CourseError
from autograder.library import entries
from autograder.notebooks import module_name, read, tasks

ASSIGNMENT = "mlp"
PACKAGE = Path(__file__).resolve().parent
REPOSITORY = PACKAGE.parent


@dataclass(frozen=True)
class Course:
    """A course folder as nbgrader lays it out. root: holds source/, release/, submitted/, gradebook.db.

    The hidden tests and named answers are the package's own; `solutions` belongs to the repository.
    """

    root: Path = REPOSITORY
    assignment: str = ASSIGNMENT

    @property
    def source(self) -> Path:
        return self.root / "source" / self.assignment

    @property
    def release(self) -> Path:
        return self.root / "release" / self.assignment

    @property
    def solutions(self) -> Path:
        return REPOSITORY / "solutions" / self.assignment

    @property
    def hidden(self) -> Path:
        return PACKAGE / self.assignment

    def notebooks(self) -> list[str]:
        """Names of the assignment's notebooks, in order. Raises CourseError where there is none."""
        names = sorted(path.stem for path in self.source.glob("*.ipynb"))
        if not names:
            raise CourseError(f"no notebooks in {self.source}; run this in the course folder, or name it with --course")
        return names

    def source_notebook(self, notebook):
        """Read one instructor notebook."""
        return read(self.source / f"{notebook}.ipynb")

    def release_notebook(self, notebook):
        """Read one notebook as students get it. Raises CourseError where it is not built."""
        path = self.release / f"{notebook}.ipynb"
        if not path.is_file():
            raise CourseError(f"{path} is missing; run `python -m autograder build` (or nbgrader generate_assignment)")
        return read(path)

    def tasks(self, notebook):
        """The automatically graded tasks of one notebook."""
        return tasks(self.source_notebook(notebook))

    def test_file(self, notebook) -> Path:
        return self.hidden / f"test_{module_name(notebook)}.py"

    def solution_file(self, notebook) -> Path:
        return self.solutions / f"{module_name(notebook)}.py"

    def answers(self, kind, notebook):
        """The library's entries for one notebook; kind: "misconceptions" or "accepted"."""
        name = f"autograder.{self.assignment}.{kind}.{module_name(notebook)}"
        try:
            return entries(importlib.import_module(name))
        except ModuleNotFoundError as error:
            if error.name != name:
                raise
            return []
