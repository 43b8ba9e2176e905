"""What a case is, and the words in which the tables of cases are written."""

import textwrap
from collections.abc import Callable
from dataclasses import dataclass

from submissions import HERE, NOTEBOOK, cell_of, code, lean, light, place_of, rewritten, text

TASKS = {task.name: task.points for task in HERE.tasks(NOTEBOOK)}  # in the order of the notebook
LIGHT = "hidden-layer", "output-layer", "softmax", "l2-penalty"  # tasks of the quick course
FULL, SOME, ANY, ZERO = "full", "some", "any", 0.0
ALL = dict.fromkeys(TASKS, ZERO)
NOTHING: dict = {}
# Code that finds the agent in its own process, and sends what it likes to the grader.
AGENT = """
import gc, json, struct
agent = next(thing for thing in gc.get_objects() if type(thing).__name__ == "Agent")
def raw(head, *buffers, lengths=None):
    head = head if isinstance(head, bytes) else json.dumps(head | {"sizes": [len(b) for b in buffers]}).encode()
    agent.link._send(struct.pack("!II", *(lengths or (len(head), sum(map(len, buffers))))) + head + b"".join(buffers))
"""
TASK_ZERO, NO_EFFECT, WHOLE_ZERO = "Z", "N", "W"


@dataclass(frozen=True)
class Case:
    """One submission and what must come of it.

    name: the student's folder. what: one phrase for the table. make: functions that change the Work in hand.
    lost: {task: points} where they are not full. says: what must stand in the feedback, each of these words
    in the reason of a lost task or in the notice on top. theme is given by the table the case stands in.
    """

    name: str
    what: str
    make: tuple[Callable, ...] = ()
    lost: dict | None = None
    says: tuple[str, ...] = ()

    @property
    def outcome(self):
        """Z, N or W, as docs/hostile_outcomes.md explains."""
        if self.lost == ALL:
            return WHOLE_ZERO
        return TASK_ZERO if self.lost else NO_EFFECT


@dataclass
class Work:
    """A submission in the making: a solved notebook without figures, what is done to its bytes and its folder."""

    notebook: object
    raw: Callable | None = None
    folder: tuple[Callable, ...] = ()


def work(case, tasks):
    """Do what a case says to a solved notebook of these tasks (None: of all, and nothing left out but figures)."""
    made = Work(light(rewritten(), tasks) if tasks else lean(rewritten()))
    for change in case.make:
        change(made)
    return made


def case(name, what, *make, lost=None, says=()):
    """A case, as the tables write it; `says` may be one word."""
    return Case(name, what, make, lost or {}, (says,) if isinstance(says, str) else tuple(says))


DONE = "went to its end"


def to_the_end(source):
    """Code that says DONE when it has run to its end: an assertion that fails before shows, and so does any mistake in it.

    The words are put together, so that a traceback with the code in it does not say them.
    """
    return source + '\nprint("went to " + "its end")'


def zero(*tasks):
    """These tasks score nothing, all others are full."""
    return dict.fromkeys(tasks, ZERO)


def answer(grade_id, source):
    """Answer a task with this source in place of the right one."""
    source = textwrap.dedent(source).strip()

    def change(made):
        cell_of(made.notebook, grade_id).source = source

    return change


def before(grade_id, source):
    """Put a code cell before a cell of the course."""
    return lambda made: made.notebook.cells.insert(place_of(made.notebook, grade_id), code(source))


def after(grade_id, source):
    """Put a code cell after a cell of the course."""
    return lambda made: made.notebook.cells.insert(place_of(made.notebook, grade_id) + 1, code(source))


def top(source):
    """Put a code cell before everything else, imports excepted."""
    return after("imports", source)


def bottom(source):
    """Put a code cell after everything else."""
    return lambda made: made.notebook.cells.append(code(source))


def words(source):
    """Put a markdown cell at the end."""
    return lambda made: made.notebook.cells.append(text(source))


def cells(change):
    """Change the notebook: change(notebook)."""
    return lambda made: change(made.notebook)


def edit(grade_id, change):
    """Change one cell of the course: change(cell)."""
    return lambda made: change(cell_of(made.notebook, grade_id))


def raw(change):
    """Change the bytes of the file: change(bytes) -> bytes."""

    def remember(made):
        made.raw = change

    return remember


def folder(change):
    """Change the folder that is handed in, after the notebook was written: change(folder)."""

    def remember(made):
        made.folder += (change,)

    return remember
