"""Comparators: type, then shape, then values; they say what is wrong, and never the answer."""

import numpy as np
import pytest

from autograder.errors import Wrong
from autograder.grading.compare import check, close, entry, items, numbers, shape
from autograder.sandbox.border.wire import NotData
from autograder.testing import close as close_of_tests

ARRAY = np.array([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]])


def said(call, *args, **kwargs):
    with pytest.raises(Wrong) as caught:
        call(*args, **kwargs)
    return str(caught.value)


def with_entry(value):
    array = ARRAY.copy()
    array[0, 1] = value
    return array


WRONG = {
    "none": (None, "p is None: does the function end with `return`?"),
    "an object": (NotData("a Foo"), "p is a Foo, expected numbers"),
    "a complex array": (NotData("an array of dtype complex128"), "p is an array of dtype complex128, expected numbers"),
    "a text": ("6.0", "p is a str, expected numbers"),
    "a dict": ({"p": 1}, "p is a dict, expected numbers"),
    "a ragged list": ([[1, 2], [3]], "p is a list that spells no array of numbers"),
    "a list with a text": ([["1", "2", "x"], [4, 5, 6]], "p is a list that spells no array of numbers"),
    "a list with an object": (([1, 2, NotData("a Foo")], [4, 5, 6]), "p is a tuple that spells no array of numbers"),
    "a list of texts": ([["1", "2", "3"], ["4", "5", "6"]], "p is a list that spells no array of numbers"),
    "a list with None": ([[1, 2, None], [4, 5, 6]], "p is a list that spells no array of numbers"),
    "an empty array": (np.zeros((0, 3)), "p has shape (0, 3), expected (2, 3)"),
    "a scalar": (1.0, "p has shape (), expected (2, 3)"),
    "an extra axis": (ARRAY[None], "p has shape (1, 2, 3), expected (2, 3)"),
    "a row that would broadcast": (np.ones(3), "p has shape (3,), expected (2, 3)"),
    "a column that would broadcast": (np.ones((2, 1)), "p has shape (2, 1), expected (2, 3)"),
    "the transpose": (ARRAY.T, "p has shape (3, 2), expected (2, 3)"),
    "a nan": (with_entry(np.nan), "p holds nan"),
    "an inf": (with_entry(np.inf), "p holds inf"),
    "one wrong value": (ARRAY + [[0, 0, 1], [0, 0, 0]], "p has the right shape but wrong values in 1 of 6 entries"),
    "all wrong values": (2 * ARRAY, "p has the right shape but wrong values in 6 of 6 entries"),
    "integers that wrap": (np.full((2, 3), 200, np.uint8), "p has the right shape but wrong values in 6 of 6 entries"),
}


@pytest.mark.parametrize("name", WRONG)
def test_every_kind_of_wrong_has_its_message(name):
    """Is the first thing that is wrong told, without the right answer?"""
    got, message = WRONG[name]
    assert said(close, got, ARRAY, "p") == message


@pytest.mark.parametrize(
    "got",
    [
        ARRAY,
        ARRAY.astype(int),
        ARRAY.astype(np.float32),
        ARRAY.tolist(),
        tuple(map(tuple, ARRAY)),
        [ARRAY[0], [np.float64(4), 5, 6.0]],
        ARRAY * (1 + 1e-10),
        np.asfortranarray(ARRAY),
    ],
)
def test_right_values_in_any_form_pass(got):
    """Do right numbers pass as array, integer array, float32, nested list or tuple?"""
    close(got, ARRAY, "p")


@pytest.mark.parametrize(("got", "want"), [(True, 1.0), (3, 3.0), (10**30, 1e30), (np.float32(0.5), 0.5), (-0.0, 0.0)])
def test_single_numbers(got, want):
    """Does a single number pass in any of its types?"""
    close(got, want, "p")


def test_a_single_wrong_number_is_not_counted_in_entries():
    """Does the message for one number speak of no entries?"""
    assert said(close, 1.0, 2.0, "L") == "L has the right shape but wrong values"


def test_one_number_is_not_an_array_of_one():
    """Is an array of one entry told from a number, both ways?"""
    assert said(close, [1.0], 1.0, "L") == "L has shape (1,), expected ()"
    assert said(close, 1.0, [1.0], "o") == "o has shape (), expected (1,)"


def test_empty_arrays():
    """Does the empty array pass where it is right, and only in the right shape?"""
    close(np.zeros((0, 3)), np.zeros((0, 3)), "p")
    close([], np.zeros(0), "p")
    assert said(close, np.zeros((3, 0)), np.zeros((0, 3)), "p") == "p has shape (3, 0), expected (0, 3)"


def test_tolerances_are_relative_and_absolute():
    """Is a deviation allowed relative to the right value, and absolutely near 0?"""
    close(1e6 * (1 + 5e-10), 1e6, "p")
    assert "wrong values" in said(close, 1e6 * (1 + 5e-9), 1e6, "p")
    close(5e-13, 0.0, "p")
    assert "wrong values" in said(close, 5e-12, 0.0, "p")
    close(1.1, 1.0, "p", rtol=0.2)
    close(0.1, 0.0, "p", atol=0.2)


def test_nan_is_wrong_even_where_it_would_compare():
    """Is nan never right, not even against nan?"""
    assert said(close, np.nan, np.nan, "p") == "p holds nan"


def test_items():
    """Are exactly so many values unpacked from tuple or list, and is anything else named?"""
    assert items((1, 2), 2, "pair") == [1, 2]
    assert items([1, 2], 2, "pair") == [1, 2]
    assert said(items, (1, 2, 3), 2, "pair") == "pair has 3 values, expected 2"
    assert said(items, np.zeros(2), 2, "pair") == "pair is a ndarray, expected 2 values"
    assert said(items, NotData("a Foo"), 2, "pair") == "pair is a Foo, expected 2 values"
    assert said(items, None, 2, "pair").startswith("pair is None")
    assert said(items, "ab", 2, "pair") == "pair is a str, expected 2 values"


def test_entry():
    """Is a key read from a dict, and is its lack, or no dict, named?"""
    assert entry({"dW1": 3}, "dW1", "gradients") == 3
    assert said(entry, {}, "dW1", "gradients") == 'gradients lacks the key "dW1"'
    assert said(entry, [1], "dW1", "gradients") == "gradients is a list, expected a dict"
    assert said(entry, NotData("a Foo"), "dW1", "gradients") == "gradients is a Foo, expected a dict"
    assert said(entry, None, "dW1", "gradients").startswith("gradients is None")


def test_shape_numbers_and_check():
    """Do the other comparators return what they looked at, and raise otherwise?"""
    assert shape([[1, 2]], (1, 2), "p").tolist() == [[1, 2]]
    assert said(shape, [1, 2], (1, 2), "p") == "p has shape (2,), expected (1, 2)"
    assert numbers(3, "p").dtype == float
    check(True, "never said")
    assert said(check, False, "the rows do not sum to 1") == "the rows do not sum to 1"


def test_patched_numpy_fools_no_comparator(monkeypatch):
    """Does a wrong answer stay wrong after the student's code replaced NumPy's functions?"""
    with monkeypatch.context() as patch:
        patch.setattr(np, "allclose", lambda *a, **k: True)
        patch.setattr(np, "abs", lambda v: 0 * v)
        patch.setattr(np, "isfinite", lambda v: np.ones(np.shape(v), bool))
        patch.setattr(np, "maximum", lambda a, b: a)
        message = said(close, 2.0, 1.0, "p")
    assert message == "p has the right shape but wrong values"


def test_hidden_tests_have_these_comparators():
    """Is what hidden tests import the same thing as is tested here?"""
    assert close_of_tests is close
