"""Make submissions from the release, as students would: untouched, solved, and changed in any way."""

import copy
import json
import textwrap
from functools import cache
from pathlib import Path

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell

from autograder.authoring.copying import copy_course
from autograder.authoring.filling import fill
from autograder.course import Course, find
from autograder.notebooks import defined, meta, module_name

NOTEBOOK = "2_forward_propagation"
REPOSITORY = Path(__file__).resolve().parents[1]
HERE = find(REPOSITORY, "mlp")


POINTS = {task.name: task.points for task in HERE.tasks(NOTEBOOK)}  # of the tasks that tests grade
CODE = sum(POINTS.values())
WRITTEN = next(meta(c, "points") for c in HERE.source_notebook(NOTEBOOK).cells if c["id"] == "two-layouts")
MAX = CODE + WRITTEN


def make_course(folder, settings="", notebooks=(NOTEBOOK,), change=None) -> Course:
    """Make a course folder with some of the notebooks and nobody's submission.

    settings: lines of configuration. change: a function that changes a notebook of the course's own.
    """
    made = copy_course(HERE, folder, settings)
    for other in set(HERE.notebooks()) - set(notebooks):
        paths = [part / f"{other}.ipynb" for part in (made.source, made.release)]
        library = [made.content / kind / f"{module_name(other)}.py" for kind in ("misconceptions", "accepted")]
        for path in (*paths, *library, made.solution_file(other), made.test_file(other)):
            path.unlink(missing_ok=True)
    for notebook in notebooks if change else ():
        for path in (part / f"{notebook}.ipynb" for part in (made.source, made.release)):
            nbformat.write(change(nbformat.read(path, 4)), path)
    return made


@cache
def _released(notebook):
    return HERE.release_notebook(notebook)


def released(notebook=NOTEBOOK):
    """The notebook as students get it."""
    return copy.deepcopy(_released(notebook))


def solved(notebook=NOTEBOOK):
    """The notebook with the reference's answers."""
    return fill(_released(notebook), HERE.source_notebook(notebook))


@cache
def accepted(notebook=NOTEBOOK) -> dict[str, str]:
    """{function: source of a right answer in another style}; nothing of it stands in the reference."""
    library = HERE.answers("accepted", notebook)
    return {entry.target: entry.source for entry in reversed(library)}


def rewritten(notebook=NOTEBOOK):
    """The notebook with right answers that are not the reference's: no text of the solution stands in it."""
    made = released(notebook)
    for cell in made.cells:
        if meta(cell, "solution") and cell.cell_type == "code":
            reference = cell_of(
                solved(notebook), meta(cell, "grade_id")
            ).source  # of ungraded tools, which have no other
            cell.source = "\n\n\n".join(accepted(notebook).get(name, reference) for name in defined(cell.source))
        elif meta(cell, "solution"):
            cell.source = "An answer in words."
    return made


def lean(made):
    """Leave out what no task needs: figures, worked examples and text."""
    made.cells = [c for c in made.cells if meta(c, "grade_id") or c.source.startswith("x_hand =")]
    return made


def light(made, tasks):
    """Leave in only these tasks and the written answer, and import no matplotlib: quick to grade."""
    kept = {"imports", "two-layouts-question", "two-layouts", *tasks, *(f"{task}-tests" for task in tasks)}
    made.cells = [c for c in lean(made).cells if meta(c, "grade_id") in {None, *kept}]
    cell_of(made, "imports").source = "import numpy as np\nfrom selfcheck import SelfCheck, needs"
    return made


def cell_of(made, grade_id):
    """The cell of this grade_id."""
    return next(cell for cell in made.cells if meta(cell, "grade_id") == grade_id)


def place_of(made, grade_id) -> int:
    """The index of the cell of this grade_id."""
    return made.cells.index(cell_of(made, grade_id))


def code(source):
    """A code cell of a student's own."""
    return new_code_cell(textwrap.dedent(source).strip())


def text(source):
    """A markdown cell of a student's own."""
    return new_markdown_cell(textwrap.dedent(source).strip())


def as_bytes(made) -> bytes:
    """The notebook as a file, with whatever is wrong with it: nbformat would mend some of it."""
    return json.dumps(made, indent=1).encode()


def hand_in(course, student, made, name=NOTEBOOK) -> Path:
    """Put a notebook (or bytes) into a student's folder under submitted/; return the folder."""
    folder = course.root / "submitted" / student / course.assignment
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}.ipynb"
    if isinstance(made, bytes):
        path.write_bytes(made)
    else:
        path.write_bytes(as_bytes(made))
    return folder
