"""The student's functions as hidden tests see them: `student.softmax(o)` calls across the border."""

import contextlib
import io
from collections.abc import Callable, Iterable
from functools import partial
from typing import Any, Protocol

from autograder.errors import Unwritten, Wrong
from autograder.sandbox.border import wire
from autograder.sandbox.border.calling import call
from autograder.sandbox.border.lending import Names, proxy

Answer = tuple[dict, list]  # content and buffers, as border.calling.call describes


class Backend(Protocol):
    """Where a student's functions are: in a kernel, or in this process."""

    def call(self, name: str, tree: list, buffers: list) -> Answer:
        """Call one function on arguments in the wire form."""

    def lend(self, names: Iterable[str], answer: Callable[..., Answer] | None) -> None:
        """Until lend((), None), have answer(name, tree, buffers, seconds) in the place of these functions."""


class Student:
    """Attribute access gives a callable for the student's function of that name."""

    def __init__(self, backend: Backend):
        self._backend = backend

    def __getattr__(self, name: str) -> "Function":
        if name.startswith("_"):
            raise AttributeError(name)
        return Function(self._backend, name)


class Function:
    """One function of the student's. Each call sends fresh copies and brings back plain data."""

    def __init__(self, backend: Backend, name: str):
        self.backend, self.name = backend, name

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Call it; raise Wrong where it raised, gave no data, or is not defined."""
        return self._call(args, kwargs)[0]

    def unchanged(self, *args: Any, **kwargs: Any) -> Any:
        """Call it, and raise Wrong also where it changed one of its arguments."""
        value, changed = self._call(args, kwargs)
        if changed:
            places = ", ".join(str(i + 1) for i in changed)
            raise Wrong(f"{self.name} changes its argument {places}; work on a copy instead")
        return value

    def raises(self, *args: Any, error: str = "ValueError", **kwargs: Any) -> None:
        """Call it; raise Wrong unless it raises an error of this name, or a subclass of it."""
        content, _ = self._send(args, kwargs)
        if content["outcome"] == "returned":
            raise Wrong(f"{self.name} should raise a {error} for these arguments, and returned")
        if content["outcome"] != "raised" or error not in (content["error"], *content.get("bases", ())):
            raise _wrong(self.name, content)

    def _send(self, args: tuple, kwargs: dict) -> Answer:
        return self.backend.call(self.name, *wire.encode((tuple(args), kwargs)))

    def _call(self, args: tuple, kwargs: dict) -> tuple[Any, list[int]]:
        content, buffers = self._send(args, kwargs)
        if content["outcome"] != "returned":
            raise _wrong(self.name, content)
        try:
            return wire.decode(content["value"], buffers), content["changed"]
        except wire.WireError as error:
            raise Wrong(f"{self.name}: {error}") from None


def _wrong(name: str, content: dict) -> Wrong:
    unwritten = content["outcome"] == "raised" and content.get("error") == "NotImplementedError"
    return (Unwritten if unwritten else Wrong)(explain(name, content))


def explain(name: str, content: dict) -> str:
    """Say in the student's terms what a call that did not return came to."""
    outcome, error = content["outcome"], content.get("error", "")
    if outcome == "missing":
        near = content.get("near")
        hint = f"; there is a function called {near}: is that it?" if near else ""
        return f"{name} is not defined in the notebook{hint}"
    if outcome == "died":
        return f"{name}: {content['message']}"
    if error == "NotImplementedError":
        return f"{name} is not written yet"
    if error == "TooLarge":
        return f"{name}: {content['message']}"
    if error == "StdinNotImplementedError":
        return f"{name} asked for keyboard input; a graded function cannot"
    where = f", in your line: {content['line']}" if content.get("line") else ""
    return f"{name} raised {error}: {content['message']}{where}"


def _ask(answer: Callable[..., Answer], name: str, tree: list, buffers: list) -> Answer:
    return answer(name, tree, buffers, None)  # in this process there is no clock


class InProcess:
    """Backend that calls the functions of a module or namespace in this process.

    For the reference, for named wrong answers and for an instructor's own notebook: fast, no isolation.
    """

    def __init__(self, namespace: dict[str, Any]):
        self.namespace = namespace
        self._own: dict[str, Any] = {}

    def call(self, name: str, tree: list, buffers: list) -> Answer:
        """Call one function; the answer goes through the wire form, as across the border."""
        function = self.namespace.get(name)
        if not callable(function):
            return {"outcome": "missing"}, []
        with contextlib.redirect_stdout(io.StringIO()):  # as silent as across the border
            self._names = Names(self._name_of)
            return call(function, self.namespace.__getitem__, tree, buffers, self._names.remember)

    def lend(self, names: Iterable[str], answer: Any) -> None:
        """Put proxies into the namespace, or the own functions back."""
        self.namespace.update(self._own)
        self._own = {name: self.namespace[name] for name in names if name in self.namespace}
        for name, own in self._own.items():
            self.namespace[name] = proxy(name, own, partial(_ask, answer), lambda thing: self._names.of(thing))

    def _name_of(self, thing: Any) -> str | None:
        name = getattr(thing, "__name__", None)
        return name if isinstance(name, str) and self.namespace.get(name) is thing else None


def student_of(**functions: Callable) -> Student:
    """Return a Student over the given functions, for trying tests out."""
    return Student(InProcess(functions))
