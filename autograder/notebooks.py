"""What the grader reads out of the instructor's notebooks: tasks, functions, points, solution cells."""

import ast
import re
from dataclasses import dataclass
from pathlib import Path

import nbformat

from autograder.errors import CourseError

SOLUTION = re.compile(r"^[ \t]*#+ (?:BEGIN|END) SOLUTION[ \t]*\n?", re.M)
HIDDEN = re.compile(r"^[ \t]*#+ BEGIN HIDDEN TESTS.*?^[ \t]*#+ END HIDDEN TESTS[^\n]*\n?", re.M | re.S)
MARK_SCHEME = re.compile(r"=== BEGIN MARK SCHEME ===.*?=== END MARK SCHEME ===\n?", re.S)
KEY = "autograder"  # what the grader keeps in the metadata of a submitted notebook
TESTS = "-tests"
BONUS = "bonus"  # the tag of a test cell whose points are extra credit
BRING = "bring-"  # stubs for functions of an earlier notebook: they belong to no task


@dataclass(frozen=True)
class Task:
    """One test cell: its name (grade_id without `-tests`), points, and the functions its stubs define.

    bonus: the points are extra credit, and do not count into those that can be had.
    """

    name: str
    points: float
    functions: tuple[str, ...]
    bonus: bool = False

    @property
    def grade_id(self) -> str:
        """The grade_id of the test cell."""
        return self.name + TESTS


def meta(cell, key):
    """One value of a cell's nbgrader metadata, or None."""
    return cell.metadata.get("nbgrader", {}).get(key)


def is_test_cell(cell) -> bool:
    """Whether a cell is a task's test cell: graded, and no answer."""
    return cell.cell_type == "code" and bool(meta(cell, "grade")) and not meta(cell, "solution")


def is_bonus(cell) -> bool:
    """Whether a cell is tagged as a bonus task's test cell."""
    return BONUS in cell.metadata.get("tags", ())


def without_hidden(cell):
    """The cell's source without the hidden region and the marking scheme that the course's own cells have."""
    return MARK_SCHEME.sub("", HIDDEN.sub("", cell.source)) if meta(cell, "locked") else cell.source


def defined(source):
    """Names of the functions and classes that Python source defines at its top level."""
    try:
        body = ast.parse(source).body
    except SyntaxError:
        return []
    return [n.name for n in body if isinstance(n, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef))]


def tasks(nb) -> list[Task]:
    """The automatically graded tasks of a source or release notebook, in order."""
    found, functions = [], []
    for cell in nb.cells:
        if cell.cell_type != "code":
            continue
        if meta(cell, "solution") and not meta(cell, "grade_id").startswith(BRING):
            functions += defined(cell.source)
        elif is_test_cell(cell):
            name = meta(cell, "grade_id").removesuffix(TESTS)
            found.append(Task(name, float(meta(cell, "points")), tuple(functions), is_bonus(cell)))
            functions = []
    return found


def brought_along(nb) -> list[str]:
    """Names of the functions that students bring along from earlier notebooks."""
    stubs = [c for c in nb.cells if c.cell_type == "code" and (meta(c, "grade_id") or "").startswith(BRING)]
    return [name for cell in stubs for name in defined(cell.source)]


def section_of(nb):
    """{grade_id: the `##` heading above it, without its points} of a source notebook."""
    found, heading = {}, ""
    for cell in nb.cells:
        if cell.cell_type == "markdown" and cell.source.startswith("## "):
            heading = _heading(cell)
        if meta(cell, "grade"):
            found[meta(cell, "grade_id")] = heading
    return found


def sections(nb) -> list[str]:
    """The `##` headings of a notebook, without their points."""
    return [_heading(cell) for cell in nb.cells if cell.cell_type == "markdown" and cell.source.startswith("## ")]


def title_of(nb):
    """The title of a source notebook, without its points."""
    return _heading(nb.cells[0])


def _heading(cell):
    return heading_of(cell.source)


def heading_of(text: str) -> str:
    """The words of a heading, without its points: the first line of a text that begins with one."""
    return re.sub(r"(\s*\([\d.]+ (bonus )?points?\))+\s*$", "", text.splitlines()[0].lstrip("# "))


def module_name(notebook: str) -> str:
    """`2_forward_propagation` -> `forward_propagation`."""
    return re.sub(r"^\d+_", "", notebook)


def read(path):
    """Read a notebook of the course's own. Raises CourseError where it is none."""
    try:
        notebook = nbformat.read(Path(path), as_version=4)
        notebook.cells[0].source  # noqa: B018  (a file may be valid JSON and no notebook)
    except Exception as error:
        raise CourseError(f"{path} is not a notebook ({type(error).__name__}: {error})") from error
    return notebook


def solution_module(nb, place: str) -> str:
    """The text of the module `solutions/ASSIGNMENT/name.py`: the functions of the solution cells, in order. place: of the source notebook."""
    title = title_of(nb)
    cells = [SOLUTION.sub("", c.source).strip() for c in nb.cells if c.cell_type == "code" and meta(c, "solution")]
    head = f'"""Reference functions of notebook {title}.\n\nGenerated from {place}; edit that, then `autograder build`.\n"""'
    return "\n\n\n".join([head + "\n\nimport numpy as np", *cells]) + "\n"
