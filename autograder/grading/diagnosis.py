"""What went wrong, where it has a name: the student's answers equal those of a named wrong answer.

Every call that hidden tests make is recorded. A named wrong answer explains a function where it gives, on
the very same arguments, what the student's gave: on every recorded call, some of which the reference
answers otherwise.
"""

import json
import time
from dataclasses import dataclass

import numpy as np

from autograder.grading.outcome import Mistake
from autograder.grading.student import InProcess
from autograder.sandbox.border import wire

ENOUGH = 4  # calls that must agree, or two where the answer is wrong, so that no accident counts
MOST = 8  # calls of each kind that are looked at
MOST_BYTES = 32 * 2**20  # of the answers that are kept
TEXT = 4  # bytes that a character may take
SECONDS = 5.0  # for one notebook; what takes longer stays without a diagnosis
RTOL, ATOL = 1e-9, 1e-11


@dataclass(frozen=True)
class Call:
    """One recorded call: the function, its arguments on the wire, what came back, and the changed arguments."""

    name: str
    tree: list
    buffers: list
    value: object
    changed: tuple


@dataclass(frozen=True)
class Raised:
    """Stands for the answer of a call that raised. error: the name of its class."""

    error: str


class Recorder:
    """A backend that passes calls on and keeps those that returned or raised."""

    def __init__(self, backend):
        self.backend, self.calls, self.bytes = backend, [], 0

    def call(self, name, tree, buffers):
        """Pass one call on."""
        content, out = self.backend.call(name, tree, buffers)
        self.bytes += sum(map(len, out)) + TEXT * len(json.dumps(content))
        answer = _answer(content, out) if self.bytes <= MOST_BYTES else None
        if answer is not None:
            self.calls.append(Call(name, tree, buffers, *answer))
        return content, out

    def lend(self, names, answer):
        """Pass on which functions are lent."""
        self.backend.lend(names, answer)


def diagnose(calls, functions, reference, entries):
    """Return {function: [entries that explain it]} for the functions whose answers differ from the reference's.

    calls: of a Recorder. functions: names to look at. reference: namespace of the solutions.
    """
    explained: dict[str, list] = {}
    end = time.monotonic() + SECONDS
    known = InProcess(reference)
    for name in functions:
        mine = [call for call in calls if call.name == name]
        wrong: list[Call] = []
        right: list[Call] = []
        for call in mine:
            if len(wrong) >= MOST and len(right) >= MOST or time.monotonic() > end:
                break
            (right if _same(call, _ask(known, call)) else wrong).append(call)
        wrong, right = wrong[:MOST], right[:MOST]
        if all(isinstance(call.value, Raised) for call in wrong):
            continue
        if len(wrong) < 2 and len(wrong + right) < ENOUGH:
            continue
        for entry in (e for e in entries if e.target == name):
            if time.monotonic() > end:
                break
            backend = InProcess(entry.namespace(reference))
            if all(_same(call, _ask(backend, call)) for call in wrong + right):
                explained.setdefault(name, []).append(entry)
    return explained


def sentence(name: str, mistakes: list[Mistake]) -> str:
    """What is told to the student. mistakes: those that explain the function."""
    hints = "; or: ".join(mistake.hint for mistake in mistakes)
    places = sorted({mistake.see for mistake in mistakes if mistake.see})
    again = f" Read again: {', '.join(places)}." if places else ""
    which = "this mistake" if len(mistakes) == 1 else "one of these mistakes"
    return f"your {name} gives on the hidden inputs what one gets with {which}: {hints}.{again}"


def _ask(backend, call):
    return _answer(*backend.call(call.name, call.tree, call.buffers))


def _answer(content, buffers):
    if content["outcome"] == "raised":
        return Raised(content["error"]), ()
    try:
        return wire.decode(content["value"], buffers), tuple(content["changed"])
    except (wire.WireError, KeyError, TypeError):
        return None


def _same(call, answer):
    if answer is None:
        return False
    with np.errstate(invalid="ignore"):
        return call.changed == answer[1] and _equal(call.value, answer[0])


def _equal(one, two):
    if isinstance(one, Raised) or isinstance(two, Raised):
        return isinstance(one, Raised) and isinstance(two, Raised) and one.error == two.error
    if isinstance(one, dict) or isinstance(two, dict):
        keys = isinstance(one, dict) and isinstance(two, dict) and two.keys() <= one.keys()
        return keys and all(_equal(one[key], two[key]) for key in two)
    if isinstance(one, (tuple, list)) and isinstance(two, (tuple, list)):
        return len(one) == len(two) and all(_equal(a, b) for a, b in zip(one, two, strict=True))
    if isinstance(one, str) or isinstance(two, str):
        return bool(type(one) is type(two) and one == two)
    try:
        one, two = np.asarray(one, dtype=float), np.asarray(two, dtype=float)
    except (TypeError, ValueError):
        return False
    return one.shape == two.shape and bool(np.allclose(one, two, RTOL, ATOL, equal_nan=True))
