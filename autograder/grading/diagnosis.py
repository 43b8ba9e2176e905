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

ENOUGH = 3  # numbers that must agree, or two calls where the answer is wrong, so that no accident counts
MOST, FEW = (
    60,
    8,
)  # calls of each kind that are looked at, spread over all of them; where no entry fits all those, a few
MOST_BYTES = 32 * 2**20  # of the answers that are kept
TEXT = 4  # bytes that a character may take
SECONDS = 5.0  # of processor time, for one function; what takes longer stays without a diagnosis
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
    """Stands for the answer of a call that raised. error: the name of its class; message: its text."""

    error: str
    message: str


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
    for name in functions:
        mine = [call for call in calls if call.name == name]
        found = _explanations(mine, reference, [entry for entry in entries if entry.target == name])
        if found:
            explained[name] = found
    return explained


def _explanations(calls: list[Call], reference: dict, entries: list) -> list:
    """Those of one function's entries that explain its calls.

    The strictest comparison that finds some decides: every number; then what the view says of the answers; then only the
    calls whose answer is finite, since others may have a second cause; then a few of them, for the same reason.
    """
    end = time.process_time() + SECONDS
    signs = [entry for entry in entries if entry.sign]
    replayed = [entry for entry in entries if not entry.sign]
    view = next((entry.view for entry in entries if entry.view), None)
    truth = InProcess(reference)
    if replayed or not signs:
        asked = [(call, _ask(truth, call)) for call in calls if time.process_time() < end - SECONDS / 2]
        if all(_same(call, answer, view) for call, answer in asked):
            return []
    asked_for = replayed and any(isinstance(answer[0], Raised) for _, answer in asked if answer)
    found = [e for e in signs if _fits(e.sign, [(_arguments(call)[0], call.value) for call in calls])]
    if found or not replayed:
        return found
    for how, finite, most in dict.fromkeys(
        [(None, False, MOST), (view, False, MOST), (view, True, MOST), (view, True, FEW)]
    ):
        judged = [(call, _same(call, answer, how)) for call, answer in asked if not finite or _finite(call.value)]
        wrong, right = (_spread([call for call, same in judged if same is kind], most) for kind in (False, True))
        found = _replayed(wrong, right, reference, replayed, (how, not asked_for), end)
        if found:
            break
    return found


def _spread(calls: list[Call], most: int) -> list[Call]:
    return [calls[i] for i in sorted({int(i) for i in np.linspace(0, len(calls) - 1, most)})] if calls else []


def _replayed(wrong: list[Call], right: list[Call], reference: dict, entries: list, how: tuple, end: float) -> list:
    """The entries that answer all these calls as the student did.

    how: the view, and whether errors count only with their text: so where all wrong calls raised, and no error is asked for.
    """
    view, by_text = how
    if not wrong or len(wrong) < 2 and sum(_numbers(call.value) for call in wrong + right) < ENOUGH:
        return []
    told = by_text and all(isinstance(call.value, Raised) for call in wrong)
    found = []
    for entry in entries:
        if time.process_time() > end:
            break
        backend = InProcess(entry.namespace(reference))
        if all(_same(call, _ask(backend, call), view, told) for call in wrong + right):
            found.append(entry)
    return found


def sentence(name: str, mistakes: list[Mistake]) -> str:
    """What is told to the student. mistakes: those that explain the function."""
    hints = "; or: ".join(said := list(dict.fromkeys(mistake.hint for mistake in mistakes)))
    places = sorted({mistake.see for mistake in mistakes if mistake.see})
    again = f" Read again: {', '.join(places)}." if places else ""
    which = "this mistake" if len(said) == 1 else "one of these mistakes"
    return f"your {name} gives on the hidden inputs what one gets with {which}: {hints}.{again}"


def _ask(backend, call):
    return _answer(*backend.call(call.name, call.tree, call.buffers))


def _answer(content, buffers):
    if content["outcome"] == "raised":
        return Raised(content["error"], content["message"]), ()
    try:
        return wire.decode(content["value"], buffers), tuple(content["changed"])
    except (wire.WireError, KeyError, TypeError):
        return None


def _same(call, answer, view=None, told=False):
    """Do two answers to one call agree? view: what counts of them, where not every number does. told: compare the text of errors."""
    if answer is None or call.changed != answer[1]:
        return False
    if told and isinstance(answer[0], Raised):
        return call.value == answer[0]
    with np.errstate(all="ignore"):
        return _equal(call.value, answer[0]) or view is not None and _alike(view, call, answer[0])


def _alike(view, call, value):
    if isinstance(call.value, Raised) or isinstance(value, Raised):
        return False
    arguments, named = _arguments(call)
    try:
        return _equal(*(view(one, *arguments, **named) for one in (call.value, value)))
    except Exception:  # an answer so strange that the view cannot read it
        return False


def _fits(sign, calls):
    try:
        with np.errstate(all="ignore"):
            return bool(sign(calls))
    except Exception:  # as above
        return False


def _arguments(call):
    """The arguments and the named arguments of a call; None stands for what was named instead of sent."""
    return wire.decode(call.tree, call.buffers, lambda tag, value: None)


def _finite(value):
    if isinstance(value, Raised):
        return False
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, (tuple, list)):
        return all(map(_finite, value))
    return not np.issubdtype(np.asarray(value).dtype, np.number) or bool(np.isfinite(value).all())


def _numbers(value):
    """How many numbers an answer holds."""
    if isinstance(value, dict):
        value = list(value.values())
    return sum(map(_numbers, value)) if isinstance(value, (tuple, list)) else np.size(value)


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
