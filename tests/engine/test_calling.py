"""One call on the student's side of the border: what came of it, as plain data, and what it changed."""

import numpy as np
import pytest

from autograder.sandbox.border import wire
from autograder.sandbox.border.calling import call
from autograder.sandbox.border.references import Own


def called(function, *args, **kwargs):
    return call(function, {"twice": lambda v: 2 * v}.__getitem__, *wire.encode((args, kwargs)))


def changed(function, *args):
    return called(function, *args)[0]["changed"]


def test_an_answer_comes_back():
    """Is what the function returned in the reply, keyword arguments included?"""
    content, buffers = called(lambda a, b=0: a - b, np.array([5.0, 7.0]), b=2)
    assert content["outcome"] == "returned" and content["changed"] == []
    assert wire.decode(content["value"], buffers).tolist() == [3, 5]


def test_an_argument_can_be_the_students_own_function():
    """Does a named argument reach the function as the student's own?"""
    content, buffers = called(lambda f, v: f(v), Own("twice"), 4.0)
    assert wire.decode(content["value"], buffers) == 8.0


def set_item(place, key, value):
    place[key] = value


CHANGES = {
    "an entry": (lambda a, b: set_item(a, 0, 9.0), [0]),
    "the second argument": (lambda a, b: set_item(b, 0, 9.0), [1]),
    "a nan in place of a number": (lambda a, b: set_item(a, 0, np.nan), [0]),
    "minus zero for zero": (lambda a, b: set_item(a, 1, -0.0), [0]),
    "the shape": (lambda a, b: a.resize((2, 1), refcheck=False), [0]),
    "nothing": (lambda a, b: a + b, []),
}


@pytest.mark.parametrize("name", CHANGES)
def test_changed_arrays_are_told(name):
    """Are exactly those arguments named that are no longer what was sent, bit for bit?"""
    function, places = CHANGES[name]
    assert changed(function, np.array([1.0, 0.0]), np.array([3.0, 4.0])) == places


@pytest.mark.parametrize(
    "function",
    [
        lambda parts: set_item(parts[0], 0, 9.0),
        lambda parts: parts.append(1),
        lambda parts: parts.pop(),
        lambda parts: set_item(parts, 1, np.zeros(1)),
    ],
)
def test_changes_inside_lists_are_told(function):
    """Is a change inside a list of arrays, or of the list itself, seen?"""
    assert changed(function, [np.zeros(2), np.ones(3)]) == [0]


def test_changes_inside_dicts_are_told():
    """Is a change inside a dict of arrays, or a key more or less, seen?"""
    cache = {"Z": np.zeros(2)}
    assert changed(lambda c: set_item(c["Z"], 0, 1.0), cache) == [0]
    assert changed(lambda c: c.clear(), cache) == [0]
    assert changed(lambda c: c["Z"] + 1, cache) == []


def test_an_exception_is_described():
    """Does an exception come back as its name and text?"""
    content, _ = called(lambda: [][3])
    assert (content["outcome"], content["error"], content["message"]) == (
        "raised",
        "IndexError",
        "list index out of range",
    )


class Unspeakable(Exception):
    def __str__(self):
        raise SystemExit


@pytest.mark.parametrize("error", [KeyboardInterrupt, SystemExit, GeneratorExit, Unspeakable, ValueError("x" * 10**6)])
def test_no_exception_escapes(error):
    """Is every exception, those that end programs included, described and bounded?"""

    def function():
        raise error

    content, buffers = called(function)
    assert content["outcome"] == "raised" and len(content["message"]) <= 600 and buffers == []


def test_too_large_an_answer_is_told_as_such():
    """Is an answer beyond the bounds told as too large, not sent?"""
    content, buffers = called(lambda: np.zeros(wire.MAX_BYTES))
    assert (content["error"], buffers) == ("TooLarge", [])
    assert "too large" in content["message"]


def test_the_students_own_line_is_told():
    """Is the line told in which the student's code fell over, not one of a library?"""
    import linecache

    source = "def f(a):\n    return np.linalg.inv(a)\n"
    linecache.cache["<student cell>"] = (len(source), None, source.splitlines(True), "<student cell>")
    names = {"np": np}
    exec(compile(source, "<student cell>", "exec"), names)
    content, _ = called(names["f"], np.zeros((2, 2)))
    assert content["error"] == "LinAlgError" and content["line"] == "return np.linalg.inv(a)"
