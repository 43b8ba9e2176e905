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
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from autograder.modules import load, name_of


@dataclass(frozen=True)
class Entry:
    """One answer of the library. target: the function it answers; name: what was done; hint: said to the student.

    view: what counts when answers to `target` are compared (`seen`). sign: how the mistake is known without running it (`wrong`).
    edit: what to replace in the text of `answer`, and by what (`slips`).
    """

    target: str
    name: str
    hint: str
    answer: Callable
    see: str = ""
    also: tuple[str, ...] = ()
    sign: Callable | None = None
    view: Callable | None = None
    edit: tuple[str, str] | None = None

    @property
    def source(self) -> str:
        """Python source that defines `target` as this answer, fit for a notebook cell."""
        text = inspect.getsource(self.answer)
        definition = ast.parse(textwrap.dedent(text.replace(*self.edit) if self.edit else text)).body[0]
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
_views: dict[str, dict[str, Callable]] = {}


def _declare(entry):
    known = _declared.setdefault(entry.answer.__module__, [])
    if any(other.name == entry.name for other in known):
        raise ValueError(f"{entry.answer.__module__} declares {entry.name} twice; give one of them another name")
    known.append(entry)
    return entry.answer


def wrong(
    target: str, hint: str, see: str = "", also: Sequence[str] = (), sign: Callable[[list], bool] | None = None
) -> Callable:
    """Declare a wrong answer for the function `target`. see: the heading of the notebook to read again.

    also: later tasks that it costs, too, since they hand `target` a function of their own, which cannot be lent.
    sign: for a mistake that can be made in too many ways to compare numbers: sign([(arguments, answer), …]) says, of the calls
    that hidden tests made, whether it was made.
    """
    return lambda answer: _declare(Entry(target, answer.__name__, hint, answer, see, tuple(also), sign))


def slips(target: str, answer: Callable, see: str = "", **wrongs: tuple) -> None:
    """Declare wrong answers to `target` that differ from a right one, `answer`, in one place.

    wrongs: name=(hint, the text that is replaced, the text that stands there instead), and a sign, where `wrong` would have one.
    """
    text = inspect.getsource(answer)
    for name, (hint, old, new, *sign) in wrongs.items():
        if text.count(old) != 1:
            raise ValueError(
                f"{name} replaces {old!r}, which stands {text.count(old)} times in {answer.__name__}, not once"
            )
        _declare(Entry(target, name, hint, answer, see, sign=sign[0] if sign else None, edit=(old, new)))


def seen(target: str) -> Callable:
    """Declare what counts when two answers to `target` are compared for a diagnosis: a function of (answer, *arguments).

    For answers that may differ and mean the same, such as the weights of a network.
    """

    def declare(view: Callable) -> Callable:
        _views.setdefault(view.__module__, {})[target] = view
        return view

    return declare


def right(target: str, how: str) -> Callable:
    """Declare a right answer in another style (how: which) for `target`: a function, or a class with `__call__`."""
    return lambda answer: _declare(Entry(target, answer.__name__, how, answer))


def task(name: str, weight: float = 1) -> pytest.MarkDecorator:
    """Tie a hidden test to the test cell `name`-tests; weight: its share of the cell's points."""
    return pytest.mark.task(name, weight)


def read_entries(path: Path) -> list[Entry]:
    """Return the entries that a file of the library declares, in the order of its text."""
    _declared.pop(name_of(path), None)
    name = load(path).__name__
    views = _views.get(name, {})
    return [replace(entry, view=views.get(entry.target)) for entry in _declared.get(name, [])]


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
