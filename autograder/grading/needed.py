"""Which cells must run so that every graded function behaves as if all had run.

The course's own cells that a student left as they are and that only show something, figures and public checks, are left
out: nothing that runs reads a name that they bind or an object that they could change. Whatever a student wrote or edited
runs. What cannot be told by looking at names runs, or makes all run. `autograder audit` proves it on the reference.
"""

from collections.abc import Collection

from nbformat import NotebookNode

from autograder.grading.names import STATELESS, Names
from autograder.grading.reader import names_of
from autograder.intake.layout import Restored
from autograder.notebooks import is_test_cell, meta, without_hidden

LONGEST = 100_000  # characters of the student's cells that are looked at; where there are more, every cell runs
MOST = 300  # cells


def code_cells(notebook: NotebookNode) -> list[NotebookNode]:
    """The code cells that hold anything."""
    return [cell for cell in notebook.cells if cell.cell_type == "code" and cell.source.strip()]


def code_ids(notebook: NotebookNode) -> set[str]:
    """The ids of the code cells that hold anything."""
    return {cell["id"] for cell in code_cells(notebook)}


def left_out(restored: Restored, release: NotebookNode, graded: Collection[str]) -> set[str]:
    """The ids of the cells that need not run. graded: names of the functions that hidden tests call."""
    cells = code_cells(restored.notebook)
    ours = {cell.source.strip() for cell in code_cells(release)}
    shows = {c.source.strip() for c in code_cells(release) if not meta(c, "grade_id")}
    texts = [without_hidden(cell) for cell in cells]
    theirs = [not meta(c, "locked") and c.source.strip() not in ours for c in cells]
    if len(cells) > MOST or sum(len(text) for text, own in zip(texts, theirs, strict=True) if own) > LONGEST:
        return set()
    read = [names_of(text) for text in texts]
    known = STATELESS.union(*(names.imports for c in code_cells(release) if (names := names_of(without_hidden(c)))))
    may = [
        names is not None
        and (is_test_cell(cell) or (not meta(cell, "grade_id") and cell.source.strip() in shows))
        and not (names.imports or names.reaches or names.sets)
        for cell, names in zip(cells, read, strict=True)
    ]
    told: list[Names] = []
    for names, out, own in zip(read, may, theirs, strict=True):
        if names is None or (names.reaches and not out) or (own and not names.imports <= known):
            return set()
        told.append(names)
    running = _fixed_point(told, may, set(graded))
    return {cell["id"] for i, cell in enumerate(cells) if i not in running}


def _fixed_point(cells: list[Names], may: list[bool], graded: set[str]) -> set[int]:
    """The places of the cells that run: those that must, and those that what runs depends on."""
    behind = _united([names.behind for names in cells])
    made_of = _united([names.made_of for names in cells])
    links = _united([behind, made_of])
    modules: set[str] = set().union(*(names.modules for names in cells))
    things: set[str] = set().union(*(names.things | (names.used - modules) for names in cells))
    touched = [_closure(names.now | names.later | names.binds, links) & things for names in cells]
    running = {i for i, out in enumerate(may) if not out}
    while True:
        later = graded.union(*(cells[i].later for i in running))
        found = set()
        for i in range(len(cells)):
            if i not in running:
                reads = _closure(later.union(*(cells[k].now for k in running if k > i)), behind)
                if cells[i].binds & reads or touched[i] & _closure(reads & things, made_of):
                    found.add(i)
        if not found:
            return running
        running |= found


def _united(maps: list[dict[str, set[str]]]) -> dict[str, set[str]]:
    united: dict[str, set[str]] = {}
    for one in maps:
        for name, names in one.items():
            united.setdefault(name, set()).update(names)
    return united


def _closure(names: set[str], links: dict[str, set[str]]) -> set[str]:
    """The names, and all that lie behind them."""
    found, new = set(names), list(names)
    while new:
        more = links.get(new.pop(), set()) - found
        found |= more
        new += more
    return found
