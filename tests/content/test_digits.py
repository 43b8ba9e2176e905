"""The digits that the notebooks learn to read: what their loader promises."""

import sys
from pathlib import Path

import numpy as np
import pytest

FOLDER = Path(__file__).parents[2] / "source" / "mlp"


@pytest.fixture
def load_digits(monkeypatch):
    """The loader, imported as a notebook imports it."""
    monkeypatch.syspath_prepend(FOLDER)
    monkeypatch.delitem(sys.modules, "digits", raising=False)
    from digits import load_digits

    yield load_digits
    sys.modules.pop("digits", None)


def test_shapes_ranges_and_types(load_digits):
    """Are there 1,797 rows of 64 pixels in [0, 1], from white to black, with labels 0 to 9?"""
    X_train, y_train, X_test, y_test = load_digits()
    assert X_train.shape == (1297, 64) and y_train.shape == (1297,)
    assert X_test.shape == (500, 64) and y_test.shape == (500,)
    for X, y in ((X_train, y_train), (X_test, y_test)):
        assert X.dtype == np.float64 and X.min() == 0 and X.max() == 1
        assert np.array_equal(X * 16, np.round(X * 16))  # 17 shades of grey
        assert y.dtype.kind == "i" and set(y.tolist()) == set(range(10))


def test_every_digit_is_about_as_frequent_in_both_parts(load_digits):
    """Does each part hold every digit, none much rarer than the others?"""
    for y in load_digits()[1::2]:
        shares = np.bincount(y, minlength=10) / len(y)
        assert shares.min() > 0.07 and shares.max() < 0.13


def test_parts_are_disjoint_and_the_same_every_time(load_digits):
    """Is the split the same at each call, whatever the global generator, and is every image in one part only?"""
    np.random.seed(1)
    first = load_digits()
    np.random.seed(2)
    for a, b in zip(first, load_digits(), strict=True):
        assert np.array_equal(a, b)
    whole = np.concatenate([first[0], first[2]])
    for held_out in (1, 797):
        X_train, y_train, X_test, y_test = load_digits(held_out)
        assert len(X_test) == len(y_test) == held_out and len(X_train) == len(y_train) == 1797 - held_out
        again = np.concatenate([X_train, X_test])
        assert np.array_equal(again[np.lexsort(again.T)], whole[np.lexsort(whole.T)])


def test_images_are_the_digits_that_their_labels_say(load_digits):
    """Does the nearest mean of a digit's images, a crude reader, read most held-out images?"""
    X_train, y_train, X_test, y_test = load_digits()
    means = np.stack([X_train[y_train == digit].mean(axis=0) for digit in range(10)])
    read = ((X_test[:, None] - means) ** 2).sum(axis=-1).argmin(axis=1)
    assert (read == y_test).mean() > 0.85
