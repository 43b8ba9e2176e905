"""The master's layout wins: find each of the course's cells in a submission and put right what was changed.

Cells are recognised by grade_id, by cell id, by unchanged text, by the functions they define, or by
standing where the cell should stand; so notebooks that came back from other editors still grade.
"""

import copy
import re
from dataclasses import dataclass, field

from nbformat import NotebookNode
from nbformat.v4 import new_code_cell

from autograder.intake.notice import CELL
from autograder.notebooks import KEY, defined, meta

# What a student's code defines, as its text shows: a parser can be made to fail or to fill the memory.
DEFINES = re.compile(r"^(?:async[ \t]+)?(?:def|class)[ \t]+(\w+)", re.M)
ELSEWHERE = "# The answer stands in another cell."


@dataclass
class Restored:
    """A submission in the master's layout. regular: grade_ids of the cells that keep their place in the release's order;
    missing: of cells that were put back."""

    notebook: NotebookNode
    regular: set = field(default_factory=set)
    notices: list = field(default_factory=list)
    missing: list = field(default_factory=list)


def restore(submitted, release) -> Restored:
    """Return the submitted notebook (as submission.read gives it) in the layout of the release.

    The student's cells keep their order; the course's cells get their metadata, and those that are
    locked their text back; missing ones are put where they belong; copies become ordinary cells.
    """
    masters = [cell for cell in release.cells if meta(cell, "grade_id")]
    by_id = {meta(cell, "grade_id"): cell for cell in masters}
    cells = [copy.deepcopy(cell) for cell in submitted.cells if cell["id"] != CELL]
    result = Restored(copy.deepcopy(submitted))
    found = _identify(cells, masters, by_id, result.notices)
    present = [grade_id for grade_id in found if grade_id]
    _adopt(cells, found, masters)
    edited: list[str] = []
    theirs = [cell.source for cell in cells]
    for cell, grade_id in zip(cells, found, strict=True):
        _dress(cell, by_id.get(grade_id), edited, result.notices)
    _keep_additions(cells, found, by_id, edited, theirs)
    if edited:
        result.notices.append(f"was edited, and the course's own text put back: {', '.join(edited)}")
    result.missing = _insert_missing(cells, found, masters)
    if result.missing:
        result.notices.append(f"was missing, and put back: {', '.join(result.missing)}")
    moved = _moved(present, masters)
    result.regular = set(present) - moved
    if moved:
        listed = ", ".join(name for name in present if name in moved)
        result.notices.append(f"stands at another place than in the release: {listed}")
    result.notebook.cells = cells
    result.notebook.metadata = copy.deepcopy(release.metadata)
    _unique(cells)
    return result


def _identify(cells, masters, by_id, notices):
    """The grade_id of every cell, or None: by metadata, by cell id, by unchanged text of a locked cell."""
    texts = {cell.source.strip(): meta(cell, "grade_id") for cell in masters if not meta(cell, "solution")}
    claims: dict[str, list[int]] = {}
    found: list[str | None] = [None] * len(cells)
    for i, cell in enumerate(cells):
        named = (meta(cell, "grade_id"), cell["id"], texts.get(cell.source.strip()))
        grade_id = next((name for name in named if name in by_id), None)
        if grade_id:
            claims.setdefault(grade_id, []).append(i)
    for grade_id, places in claims.items():
        master = by_id[grade_id]
        edited = [i for i in places if cells[i].source.strip() != master.source.strip()]
        best = edited[0] if meta(master, "solution") and edited else places[0]
        found[best] = grade_id
        if len(places) > 1:
            notices.append(f"cell {grade_id} stands {len(places)} times; copies count as ordinary cells")
    return found


def _adopt(cells, found, masters):
    """Give a missing solution cell to the student's cell that defines its function or stands in its place."""
    names = [meta(cell, "grade_id") for cell in masters]
    for i, master in enumerate(masters):
        if names[i] in found or not meta(master, "solution"):
            continue
        if master.cell_type == "code":
            wanted = set(defined(master.source))
            places = [k for k, c in enumerate(cells) if not found[k] and wanted & set(DEFINES.findall(c.source))]
        else:
            low = max((found.index(n) for n in names[:i] if n in found), default=-1)
            high = min((found.index(n) for n in names[i + 1 :] if n in found), default=len(cells))
            heads = ("#", "**Note")
            between = [k for k in range(low + 1, high) if not found[k] and cells[k].cell_type == "markdown"]
            places = [k for k in between if cells[k].source.strip() and not cells[k].source.lstrip().startswith(heads)]
        if places:
            found[places[0]] = names[i]


def _dress(cell, master, edited, notices):
    """Give a cell the metadata of its master, and a locked one its text; one of the student's keeps what it showed."""
    cell.metadata = {KEY: cell.metadata[KEY]} if KEY in cell.metadata and master is None else {}
    if master is None:
        return
    cell.metadata = copy.deepcopy(master.metadata)
    if cell.cell_type != master.cell_type:
        notices.append(f"cell {meta(master, 'grade_id')} had another type")
        fresh = copy.deepcopy(master)
        fresh.source = cell.source
        cell.clear()
        cell.update(fresh)
    if not meta(master, "solution"):
        if cell.source.strip() != master.source.strip():
            edited.append(meta(master, "grade_id"))
        cell.source = master.source
    cell["id"] = master["id"]


def _keep_additions(cells, found, by_id, edited, theirs):
    """After a read-only code cell that was edited, such as the imports, the student's version runs as a cell of its own."""
    for i in reversed(range(len(cells))):
        if found[i] in edited and cells[i].cell_type == "code" and not meta(by_id[found[i]], "grade"):
            cells.insert(i + 1, new_code_cell(theirs[i]))
            found.insert(i + 1, None)


def _insert_missing(cells, found, masters):
    """Put the missing cells where they belong; return their grade_ids."""
    missing = []
    names = [meta(cell, "grade_id") for cell in masters]
    given = {name for cell in cells if cell.cell_type == "code" for name in DEFINES.findall(cell.source)}
    for i, master in enumerate(masters):
        if names[i] in found:
            continue
        before = [found.index(name) for name in names[:i] if name in found]
        place = before[-1] + 1 if before else 0
        cells.insert(place, copy.deepcopy(master))
        if meta(master, "solution") and given & set(defined(master.source)):
            cells[place].source = ELSEWHERE  # a stub would take the place of what the student wrote
        found.insert(place, names[i])
        missing.append(names[i])
    return missing


def _moved(present, masters):
    """The code cells to take out so that the others stand in the release's order: as few as possible.

    present: grade_ids in the submission's order. Markdown cells may stand anywhere. Of several choices as small,
    one that keeps more test cells in place, then one that keeps the earlier cells.
    """
    code = [cell for cell in masters if cell.cell_type == "code"]
    rank = {meta(cell, "grade_id"): i for i, cell in enumerate(code)}
    tests = {meta(cell, "grade_id") for cell in code if meta(cell, "grade")}
    names = [name for name in present if name in rank]
    kept: list[tuple[int, int, tuple[str, ...]]] = [(0, 0, ())] * len(
        names
    )  # (cells, test cells, names) of the best increasing run that begins here
    for i, name in reversed([*enumerate(names)]):
        later = [kept[k] for k in range(i + 1, len(names)) if rank[names[k]] > rank[name]]
        size, graded, run = max(later, key=lambda best: best[:2], default=(0, 0, ()))
        kept[i] = (size + 1, graded + (name in tests), (name, *run))
    in_order = max(kept, key=lambda best: best[:2], default=(0, 0, ()))[2]
    return set(names) - set(in_order)


def _unique(cells):
    """Cell ids are unique, and the course's own keep theirs."""
    taken = {cell["id"] for cell in cells if meta(cell, "grade_id")}
    for i, cell in enumerate(cells):
        if not meta(cell, "grade_id"):
            if cell["id"] in taken:
                cell["id"] = f"extra-{i}"
            taken.add(cell["id"])
