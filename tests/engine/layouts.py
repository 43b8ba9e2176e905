"""Submissions whose cells were changed, put into the master's layout and looked over."""

import json
import random

import nbformat
from submissions import cell_of, released

from autograder.intake import file as submission
from autograder.intake.layout import restore
from autograder.notebooks import meta

RELEASE = released()
MASTERS = {meta(cell, "grade_id"): cell for cell in RELEASE.cells if meta(cell, "grade_id")}
CODE_TESTS = [name for name in MASTERS if name.endswith("-tests")]


def restored_in(folder, made):
    """Hand a notebook in, read it, restore its layout, and look whether it is complete."""
    path = folder / "work.ipynb"
    path.write_text(json.dumps(made), encoding="utf-8")  # not nbformat's writer: it mends what is broken
    result = restore(submission.read(path)[0], RELEASE)
    nbformat.validate(result.notebook)
    complete(result)
    return result


def complete(result):
    """Every cell of the course is there once, with its own id, type and metadata, locked ones with their text."""
    there = [meta(cell, "grade_id") for cell in result.notebook.cells if meta(cell, "grade_id")]
    assert sorted(there) == sorted(MASTERS)
    for cell in result.notebook.cells:
        master = MASTERS.get(meta(cell, "grade_id"))
        if master is not None:
            assert (cell["id"], cell.cell_type, cell.metadata) == (master["id"], master.cell_type, master.metadata)
            if not meta(master, "solution"):
                assert cell.source == master.source
        else:
            assert cell.metadata == {}
    assert len({cell["id"] for cell in result.notebook.cells}) == len(result.notebook.cells)


def answers(notebook):
    """{grade_id: text} of all answers."""
    return {name: cell_of(notebook, name).source.strip() for name in MASTERS if meta(MASTERS[name], "solution")}


def stripped(made):
    """An editor that drops all metadata."""
    for cell in made.cells:
        cell.metadata = {}


def new_ids(made):
    """An editor that drops all metadata and numbers the cells anew."""
    for i, cell in enumerate(made.cells):
        cell.metadata, cell["id"] = {}, f"c{i}"


def as_colab(made):
    """Colab: its own metadata and ids; nothing of nbgrader's; outputs collapsed."""
    for i, cell in enumerate(made.cells):
        cell.metadata = {"id": f"x{i:09d}", "colab": {"base_uri": "https://colab"}}
        cell["id"] = f"x{i:09d}"
    made.metadata = {"colab": {"provenance": []}, "kernelspec": {"name": "python3", "display_name": "Python 3"}}


def as_vscode(made):
    """VS Code: ids rewritten, metadata with the language, text with a final newline or CRLF."""
    for i, cell in enumerate(made.cells):
        cell.metadata = {"vscode": {"languageId": "python"}}
        cell["id"] = f"{i:08x}"
        cell.source += "\n"


def as_old_jupyter(made):
    """A classic editor: format 4.4 without cell ids, nbgrader's metadata kept."""
    for cell in made.cells:
        cell["id"] = f"{random.Random(cell['id']).getrandbits(32):08x}"
