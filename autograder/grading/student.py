"""The student's functions as hidden tests see them: `student.softmax(o)` calls across the border."""

import contextlib
import io
from types import SimpleNamespace

from autograder.errors import Wrong
from autograder.sandbox.border import wire
from autograder.sandbox.border.calling import call

NOT_WRITTEN = "is not written yet"


class Student:
    """Attribute access gives a callable for the student's function of that name.

    backend: has `call(name, tree, buffers)` -> (content, buffers), as border.calling.call describes.
    """

    def __init__(self, backend):
        self._backend = backend

    def __getattr__(self, name):
        if name.startswith("_"):
            raise AttributeError(name)
        return Function(self._backend, name)


class Function:
    """One function of the student's. Each call sends fresh copies and brings back plain data."""

    def __init__(self, backend, name):
        self.backend, self.name = backend, name

    def __call__(self, *args, **kwargs):
        """Call it; raise Wrong where it raised, gave no data, or is not defined."""
        return self._call(args, kwargs)[0]

    def unchanged(self, *args, **kwargs):
        """Call it, and raise Wrong also where it changed one of its arguments."""
        value, changed = self._call(args, kwargs)
        if changed:
            places = ", ".join(str(i + 1) for i in changed)
            raise Wrong(f"{self.name} changes its argument {places}; work on a copy instead")
        return value

    def raises(self, *args, error="ValueError", **kwargs):
        """Call it; raise Wrong unless it raises an error of this name."""
        content, _ = self._send(args, kwargs)
        if content["outcome"] == "returned":
            raise Wrong(f"{self.name} should raise a {error} for these arguments, and returned")
        if content["outcome"] != "raised" or content["error"] != error:
            raise Wrong(explain(self.name, content))

    def _send(self, args, kwargs):
        return self.backend.call(self.name, *wire.encode((tuple(args), kwargs)))

    def _call(self, args, kwargs):
        content, buffers = self._send(args, kwargs)
        if content["outcome"] != "returned":
            raise Wrong(explain(self.name, content))
        try:
            return wire.decode(content["value"], buffers), content["changed"]
        except wire.WireError as error:
            raise Wrong(f"{self.name}: {error}") from None


def explain(name, content):
    """Say in the student's terms what a call that did not return came to."""
    outcome, error = content["outcome"], content.get("error", "")
    if outcome == "missing":
        near = content.get("near")
        hint = f"; there is a function called {near}: is that it?" if near else ""
        return f"{name} is not defined in the notebook{hint}"
    if outcome == "died":
        return f"{name}: {content['message']}"
    if error == "NotImplementedError":
        return f"{name} {NOT_WRITTEN}"
    if error == "TooLarge":
        return f"{name}: {content['message']}"
    if error == "StdinNotImplementedError":
        return f"{name} asked for keyboard input; a graded function cannot"
    where = f", in your line: {content['line']}" if content.get("line") else ""
    return f"{name} raised {error}: {content['message']}{where}"


class InProcess:
    """Backend that calls the functions of a module or namespace in this process.

    For the reference, for named wrong answers and for an instructor's own notebook: fast, no isolation.
    """

    def __init__(self, namespace):
        self.namespace = namespace if isinstance(namespace, dict) else vars(namespace)

    def call(self, name, tree, buffers):
        """Call one function; the answer goes through the wire form, as across the border."""
        function = self.namespace.get(name)
        if not callable(function):
            return {"outcome": "missing"}, []
        with contextlib.redirect_stdout(io.StringIO()):  # as silent as across the border
            return call(function, self.namespace.__getitem__, tree, buffers)


def student_of(**functions):
    """Return a Student over the given functions, for trying tests out."""
    return Student(InProcess(SimpleNamespace(**functions)))
