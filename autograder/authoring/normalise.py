"""Source notebooks as editors leave them, put into the form that is kept: what `build` mends, and `check` asks to build for."""

import json
import re
from collections import Counter

from nbformat import from_dict

from autograder.notebooks import meta

KEPT = {"nbgrader", "tags"}
# What JupyterLab, VS Code and Colab write into cells by themselves; anything else may be a misspelling, and stays for `check`.
EDITORS = {"cellView", "colab", "collapsed", "colab_type", "deletable", "editable", "execution", "ExecuteTime", "id",
           "jp-MarkdownHeadingCollapsed", "jupyter", "outputId", "scrolled", "slideshow", "trusted", "vscode"}  # fmt: skip
EDITORS_OF_NOTEBOOKS = {"accelerator", "celltoolbar", "colab", "toc", "toc-autonumbering", "toc-showcode",
                        "toc-showmarkdowntxt", "toc-showtags", "varInspector", "vscode", "widgets"}  # fmt: skip
METADATA = {
    "kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}
CELL_ID = re.compile(r"[a-zA-Z0-9_-]{1,64}")


def normalise(nb) -> list[str]:
    """Put a source notebook into the form that is kept, in place; return what was changed, one line each.

    A cell with a grade_id gets it as its cell id, as far as it is free and can be one; outputs, execution counts and
    what editors add are removed; the kernel is Python's. Text, points and the kinds of cells are left alone.
    """
    changes = []
    new_ids = _new_ids(nb)
    for place, cell in enumerate(nb.cells):
        if place in new_ids:
            changes.append(f"cell {cell['id']}: its id becomes its grade_id, {new_ids[place]}")
            cell["id"] = new_ids[place]
        changes += [f"cell {cell['id']}: {change}" for change in _clean(cell)]
    wanted = {k: v for k, v in nb.metadata.items() if k not in EDITORS_OF_NOTEBOOKS} | METADATA
    if dict(nb.metadata) != wanted:
        changes.append("kernel and language are set, and what an editor added to the notebook is removed")
        nb.metadata = from_dict(wanted)
    return changes


def repeated_ids(path) -> dict[str, int]:
    """{cell id: how often} of those that stand more than once in a notebook's file; reading it would hide them."""
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    counts = Counter(cell.get("id") for cell in cells)
    return {cell_id: count for cell_id, count in counts.items() if cell_id is not None and count > 1}


def _new_ids(nb):
    """{place: grade_id} of the cells whose id is another, where it can be an id and no other cell has it."""
    named = Counter(meta(cell, "grade_id") for cell in nb.cells)
    new, kept = {}, set()
    for place, cell in enumerate(nb.cells):
        grade_id = meta(cell, "grade_id")
        if (
            isinstance(grade_id, str)
            and CELL_ID.fullmatch(grade_id)
            and named[grade_id] == 1
            and grade_id != cell["id"]
        ):
            new[place] = grade_id
        else:
            kept.add(cell["id"])
    return {place: grade_id for place, grade_id in new.items() if grade_id not in kept}


def _clean(cell):
    """Remove outputs and what editors add to one cell; yield what was removed."""
    if cell.get("outputs") or cell.get("execution_count") is not None:
        cell.outputs, cell.execution_count = [], None
        yield "its outputs are cleared"
    added = sorted(key for key in cell.metadata if key in EDITORS or (key == "tags" and cell.metadata[key] == []))
    for key in added:
        del cell.metadata[key]
    if added:
        yield f"what an editor added is removed: {', '.join(added)}"
