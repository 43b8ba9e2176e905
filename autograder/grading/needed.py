"""Which cells must run so that every graded function behaves as if all had run.

The course's own cells that a student left as they are and that only show something, figures and public checks, are left
out where no graded function depends on a name that they bind or on an object that they could change. Whatever a student
wrote or edited runs, and what it shows is there. What names do not tell runs, or makes all run; `autograder audit` proves it
on the reference.
"""

from collections.abc import Collection, Set

from nbformat import NotebookNode

from autograder.grading.names import MODULE, STATELESS, Names
from autograder.grading.reader import names_of
from autograder.intake.layout import Restored
from autograder.notebooks import is_test_cell, meta, without_hidden

LONGEST = 100_000  # characters of the student's cells that are looked at; where there are more, every cell runs
MOST = 200  # cells
SHOW = "show"  # the tag of cells that call the course's own modules only to show something, and change nothing in them


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
    shows = {c.source.strip(): c.metadata.get("tags", ()) for c in code_cells(release) if not meta(c, "grade_id")}
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
    tagged = [SHOW in shows.get(cell.source.strip(), ()) for cell in cells]
    look = _Dependence(told, tagged)
    running = {i for i, out in enumerate(may) if not out}
    relevant = look.behind_graded(set(graded))
    running = look.with_sources(running | relevant, relevant)
    return {cell["id"] for i, cell in enumerate(cells) if i not in running}


class _Dependence:
    """Which cells depend on which, by names. tagged: whether a cell is tagged `show`.

    A name may stand for what it was made of, in whatever cell; a function for all that it reads.
    """

    def __init__(self, cells: list[Names], tagged: list[bool]):
        self.cells = cells
        modules: set[str] = set().union(*(names.modules for names in cells))
        self.calls = _united([names.behind for names in cells])
        made_of = _united([names.made_of for names in cells])
        self.links = _united([self.calls, {name: of for name, of in made_of.items() if name not in modules}])
        self.things: set[str] = set().union(*(names.things | (names.used - modules) for names in cells))
        self.touched = [self._touched(names, shows) for names, shows in zip(cells, tagged, strict=True)]
        self.makers: dict[str, list[int]] = {}  # the places of the cells that bind a name, or tell a module something
        for i, names in enumerate(cells):
            for name in names.binds | {name for name in self.touched[i] if name.startswith(MODULE)}:
                self.makers.setdefault(name, []).append(i)

    def _touched(self, names: Names, shows: bool) -> set[str]:
        """What a cell may change that stands for something with a state: whatever it, or a function it calls, reads."""
        found = _closure(names.now | (names.later - names.own), self.links) & self.things
        return {name for name in found if not (shows and name.startswith(MODULE))} | (names.binds & self.things)

    def behind_graded(self, graded: set[str]) -> set[int]:
        """The places of the cells that could change what the graded functions do."""
        found: set[int] = set()
        reads = _closure(graded, self.links)  # by the graded functions, and by what is found below a cell
        for i, names in reversed([*enumerate(self.cells)]):
            if names.binds & reads or self.touched[i] & reads:
                found.add(i)
                reads |= _closure((names.now | names.later) - reads, self.links, reads)
        return found

    def with_sources(self, running: set[int], relevant: set[int]) -> set[int]:
        """The places of the cells that run, and of those whose variables the others among them show."""
        found, new = set(running), sorted(running - relevant)
        while new:
            more = self._sources(new.pop()) - found
            found |= more
            new += more
        return found

    def _sources(self, place: int) -> set[int]:
        """Where the names that a cell reads were last bound above it, and what its modules were last told."""
        names, found = self.cells[place], set()
        for name in _closure(names.now | names.later, self.calls):
            for i in reversed([i for i in self.makers.get(name, ()) if i < place]):
                found.add(i)
                if name in self.cells[i].own:
                    break
        return found


def _united(maps: list[dict[str, set[str]]]) -> dict[str, set[str]]:
    united: dict[str, set[str]] = {}
    for one in maps:
        for name, names in one.items():
            united.setdefault(name, set()).update(names)
    return united


def _closure(names: set[str], links: dict[str, set[str]], known: Set[str] = frozenset()) -> set[str]:
    """The names, and all that lie behind them; what lies behind those known already is not looked at again."""
    found, new = set(names), list(names)
    while new:
        more = links.get(new.pop(), set()) - found - known
        found |= more
        new += more
    return found
