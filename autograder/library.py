"""The library of named wrong answers, and of right answers in other styles: how an entry is declared.

    @wrong("softmax", hint="the sum runs over the first axis, not the last")
    def softmax_over_first_axis(o):
        e = np.exp(o - o.max(axis=0))
        return e / e.sum(axis=0)

The function's own name is the name of the mistake. Its body may use `np` and, of other functions of the
notebook, whatever the curriculum defines there: an entry runs in a namespace made from the reference's.
"""

import ast
import inspect
import textwrap
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from autograder.modules import load, name_of


@dataclass(frozen=True)
class Entry:
    """One answer of the library. target: the function it answers; name: what was done; hint: said to the student."""

    target: str
    name: str
    hint: str
    answer: Callable
    see: str = ""
    also: tuple[str, ...] = ()

    @property
    def source(self) -> str:
        """Python source that defines `target` as this answer, fit for a notebook cell."""
        definition = ast.parse(textwrap.dedent(inspect.getsource(self.answer))).body[0]
        assert isinstance(definition, ast.FunctionDef | ast.ClassDef)
        definition.decorator_list = []
        if isinstance(definition, ast.ClassDef):
            return f"{ast.unparse(definition)}\n\n\n{self.target} = {definition.name}()"
        definition.name = self.target
        return ast.unparse(definition)

    def namespace(self, reference: dict) -> dict:
        """A copy of the reference's namespace in which `target` is this answer."""
        return self.put_into(dict(reference))

    def put_into(self, names: dict) -> dict:
        """Define `target` as this answer in a namespace; return it."""
        exec(compile(self.source, f"<{self.name}>", "exec"), names)
        return names


_declared: dict[str, list[Entry]] = {}


def _declare(target, hint, see, answer, also=()):
    known = _declared.setdefault(answer.__module__, [])
    if any(entry.name == answer.__name__ for entry in known):
        raise ValueError(f"{answer.__module__} declares {answer.__name__} twice; give one of them another name")
    known.append(Entry(target, answer.__name__, hint, answer, see, tuple(also)))
    return answer


def wrong(target: str, hint: str, see: str = "", also: Sequence[str] = ()) -> Callable:
    """Declare a wrong answer for the function `target`. see: the heading of the notebook to read again.

    also: later tasks that it costs, too, since they hand `target` a function of their own, which cannot be lent.
    """
    return lambda answer: _declare(target, hint, see, answer, also)


def right(target: str, how: str) -> Callable:
    """Declare a right answer in another style (how: which) for `target`: a function, or a class with `__call__`."""
    return lambda answer: _declare(target, how, "", answer)


def task(name: str, weight: float = 1) -> pytest.MarkDecorator:
    """Tie a hidden test to the test cell `name`-tests; weight: its share of the cell's points."""
    return pytest.mark.task(name, weight)


def read_entries(path: Path) -> list[Entry]:
    """Return the entries that a file of the library declares, in the order of its text."""
    _declared.pop(name_of(path), None)
    return _declared.get(load(path).__name__, [])


@dataclass(frozen=True)
class Sample:
    """One student of the sample class that `autograder demo` makes, in `samples.py` beside the hidden tests.

    mistakes: names in the library of wrong answers; style: "accepted" for right answers in other styles;
    extra: {number of a notebook: code of one more cell}; only: numbers of the notebooks handed in (default: all).
    """

    name: str
    what: str
    mistakes: tuple[str, ...] = ()
    style: str = ""
    blank: bool = False
    stripped: bool = False
    extra: dict[int, str] = field(default_factory=dict)
    truncated: tuple[int, ...] = ()
    renamed: dict[int, str] = field(default_factory=dict)
    only: tuple[int, ...] = ()
