"""Answers to what a lent function asks during a call: the asking process is the student's, and is not believed."""

import time

from autograder.errors import KernelDied
from autograder.sandbox.border.lending import references
from autograder.sandbox.replies import text

MAX_ASKS = 10_000  # of one call
MAX_BYTES = 2**21  # of one ask


def refusal(error, message):
    """The answer to an ask that is not answered."""
    return {"outcome": "raised", "error": error, "message": message, "line": ""}


class Lent:
    """The names that are lent, and who answers for them; begin() starts each call."""

    def __init__(self, names, answer):
        self.names, self._answer = frozenset(names), answer
        self._asks, self._known = 0, set()

    def begin(self, tree, watched):
        """Note what a call names: an ask may name nothing else but the functions in `watched`."""
        self._asks = 0
        self._known = references(tree) | {("own", repr([name])) for name in watched} if self.names else set()

    def answer(self, frame, deadline):
        """Return (head, buffers) of the frame that answers an ask. Raises KernelDied where it asks without end."""
        self._asks += 1
        if self._asks > MAX_ASKS:
            raise KernelDied(f"stopped: it asked for other functions more than {MAX_ASKS} times")
        content, buffers = self._content(frame, deadline)
        return {"kind": "answer", "content": content}, buffers

    def _content(self, frame, deadline):
        name, tree = text(frame.head.get("name")), frame.head.get("tree")
        if name not in self.names:
            return refusal("NameError", "no such function is lent"), []
        if frame.size > MAX_BYTES:
            return refusal("ValueError", "the arguments are too large"), []
        if not references(tree) <= self._known:
            return refusal("ValueError", "the arguments name what was not passed"), []
        try:
            return self._answer(name, tree, frame.buffers, max(0.0, deadline - time.monotonic()))
        except Exception:  # whatever the student's process sent
            return refusal("RuntimeError", "it could not be answered"), []
