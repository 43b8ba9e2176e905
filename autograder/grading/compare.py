"""Comparators for hidden tests: type, then shape, then values; they say what is wrong, never the answer."""

from typing import Any

import numpy as np

from autograder.errors import Wrong
from autograder.sandbox.border.wire import NotData

# Bound when the grader starts, before any student's code: in-process tests cannot be fooled by patches.
_abs, _maximum, _isfinite, _asarray = np.abs, np.maximum, np.isfinite, np.asarray


def close(got: Any, want: Any, what: str, rtol: float = 1e-9, atol: float = 1e-12) -> None:
    """Raise Wrong unless `got` is real numbers of want's shape and |got - want| <= atol + rtol |want|.

    what: the name of the value in the student's terms, for the message. Dtype is not judged, only values.
    """
    got, want = numbers(got, what), _asarray(want, dtype=float)
    shape(got, want.shape, what)
    got = got.astype(float)
    if not _isfinite(got).all():
        bad = "nan" if np.isnan(got).any() else "inf"
        raise Wrong(f"{what} holds {bad}")
    wrong = ~(_abs(got - want) <= atol + rtol * _abs(want))
    if wrong.any():
        share = f" in {int(wrong.sum())} of {wrong.size} entries" if wrong.size > 1 else ""
        raise Wrong(f"{what} has the right shape but wrong values{share}")


def shape(got, expected, what):
    """Raise Wrong unless the numbers `got` have exactly this shape (a tuple of ints); return them."""
    got = numbers(got, what)
    if got.shape != tuple(expected):
        raise Wrong(f"{what} has shape {got.shape}, expected {tuple(expected)}")
    return got


def numbers(got, what):
    """Return `got` as an array; raise Wrong unless it is a number or an array of real numbers."""
    if got is None:
        raise Wrong(f"{what} is None: does the function end with `return`?")
    if isinstance(got, NotData):
        raise Wrong(f"{what} is {got.kind}, expected numbers")
    if isinstance(got, (bool, int, float, np.ndarray, np.generic)):
        return _asarray(got) if not isinstance(got, int) else _asarray(float(got))
    if isinstance(got, (list, tuple)):
        return _array_of(got, what)
    raise Wrong(f"{what} is a {type(got).__name__}, expected numbers")


def _array_of(got, what):
    """A nested list of numbers is taken as the array it spells."""
    try:
        if not _spells_numbers(got):
            raise TypeError
        return np.array(got, dtype=float)
    except (TypeError, ValueError, OverflowError):
        raise Wrong(f"{what} is a {type(got).__name__} that spells no array of numbers") from None


def _spells_numbers(got):
    """Whether a nested list holds nothing but numbers: NumPy would make numbers of texts and of None, too."""
    if isinstance(got, (list, tuple)):
        return all(map(_spells_numbers, got))
    return isinstance(got, (bool, int, float, np.ndarray, np.generic))


def check(condition, message):
    """Raise Wrong with this message unless the condition holds; the message is shown to the student."""
    if not condition:
        raise Wrong(message)


def items(got, count, what):
    """Return the `count` values of a tuple or list; raise Wrong where it is anything else."""
    if not isinstance(got, (tuple, list)):
        raise Wrong(f"{what} is {_kind(got)}, expected {count} values")
    if len(got) != count:
        raise Wrong(f"{what} has {len(got)} values, expected {count}")
    return list(got)


def entry(got, key, what):
    """Return got[key]; raise Wrong where `got` is no dict or lacks the key."""
    if not isinstance(got, dict):
        raise Wrong(f"{what} is {_kind(got)}, expected a dict")
    if key not in got:
        raise Wrong(f'{what} lacks the key "{key}"')
    return got[key]


def _kind(got):
    if got is None:
        return "None"
    return got.kind if isinstance(got, NotData) else f"a {type(got).__name__}"
