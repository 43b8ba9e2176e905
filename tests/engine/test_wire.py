"""The border's data form: what is sent comes back as it was, and nothing that comes is believed."""

import math
import sys

import numpy as np
import pytest

from autograder.sandbox.border import wire
from autograder.sandbox.border.references import Expr, Np, Own, Rng, resolver
from engine.trees import random_tree


def there_and_back(value):
    return wire.decode(*wire.encode(value))


def same(one, two):
    """Equal in type, shape, dtype (byte order aside) and bits."""
    if isinstance(one, np.ndarray | np.generic):
        one_type, two_type = one.dtype.newbyteorder("="), np.asarray(two).dtype.newbyteorder("=")
        return (
            type(one) is type(two) and one_type == two_type and np.array_equal(one, two, equal_nan=one_type.kind == "f")
        )
    if isinstance(one, dict):
        return type(two) is dict and [*one] == [*two] and all(same(one[k], two[k]) for k in one)
    if isinstance(one, (list, tuple)):
        return type(one) is type(two) and len(one) == len(two) and all(map(same, one, two))
    if isinstance(one, float) and math.isnan(one):
        return isinstance(two, float) and math.isnan(two)
    return type(one) is type(two) and one == two


@pytest.mark.parametrize("seed", range(150))
def test_random_trees_come_back(seed):
    """Does whatever plain data one can nest come back with its types, shapes and bits?"""
    tree = random_tree(np.random.default_rng(seed))
    assert same(tree, there_and_back(tree))


def test_what_is_sent_is_a_copy():
    """Is the array that arrives another one, writable, and not the sender's memory?"""
    sent = np.zeros(3)
    got = there_and_back(sent)
    got += 1
    assert sent.tolist() == [0, 0, 0]


def test_long_double_arrives_as_double():
    """Does an extended float, which has no portable form, arrive as an ordinary one?"""
    assert there_and_back(np.array([1.5], dtype=np.longdouble)).dtype == np.float64


@pytest.mark.parametrize("value", [np.float64(2.5), np.int32(7), np.bool_(False)])
def test_numpy_scalars_stay_scalars(value):
    """Does a NumPy scalar stay one, rather than turn into an array of no axes?"""
    assert isinstance(there_and_back(value), np.generic)


class Lying(np.ndarray):
    """An array that says that it is something else."""

    shape = property(lambda self: (99,))
    dtype = property(lambda self: np.dtype("O"))
    size = property(lambda self: -1)

    def tobytes(self, *args):
        return b""

    def __array__(self, *args, **kwargs):
        return np.zeros(2)

    def __eq__(self, other):
        return True


def test_a_lying_array_is_taken_as_its_data():
    """Is an array judged by its memory, whatever its class says about it?"""
    got = there_and_back(np.array([1.0, 2.0, 3.0]).view(Lying))
    assert type(got) is np.ndarray and got.tolist() == [1, 2, 3]


class Three(int):
    def __repr__(self):
        return "1000000"

    def __index__(self):
        return 1000000


class Text(str):
    def __str__(self):
        return "other"

    def __len__(self):
        return 0


class Items(list):
    def __iter__(self):
        return iter([7, 7])


class Table(dict):
    def items(self):
        return [("k", 7)]


@pytest.mark.parametrize(
    ("value", "truth"),
    [(Three(3), 3), (Text("mine"), "mine"), (Items([1, 2]), [1, 2]), (Table(k=1), {"k": 1})],
)
def test_lying_subclasses_are_taken_as_their_data(value, truth):
    """Are int, str, list and dict judged by what they hold, whatever their methods say?"""
    assert same(there_and_back(value), truth)


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        (object(), "a object"),
        (lambda: 0, "a function"),
        (1j, "a complex"),
        ({1, 2}, "a set"),
        (b"bytes", "a bytes"),
        (np.array([1j]), "an array of dtype complex128"),
        (np.array(["a"]), "an array of dtype <U1"),
        (np.array([object()]), "an array of dtype object"),
        (np.array(["2026"], dtype="M8[Y]"), "an array of dtype datetime64[Y]"),
        (type("N" * 500, (), {})(), "a " + "N" * 78),
    ],
)
def test_what_is_no_data_only_tells_its_kind(value, kind):
    """Does anything else cross as no more than what it is?"""
    got = there_and_back([value])[0]
    assert isinstance(got, wire.NotData) and got.kind == kind


def deep(levels):
    value = 0
    for _ in range(levels):
        value = [value]
    return value


def cyclic():
    value = []
    value.append(value)
    return value


TOO_LARGE = {
    "bytes": lambda: np.zeros(wire.MAX_BYTES // 8 + 1),
    "bytes, zero strides": lambda: np.broadcast_to(np.float64(0), (2**31,)),
    "bytes in many arrays": lambda: [np.zeros(wire.MAX_BYTES // 16), np.zeros(wire.MAX_BYTES // 16), np.zeros(1)],
    "values": lambda: [0] * wire.MAX_NODES,
    "depth": lambda: deep(wire.MAX_DEPTH + 1),
    "cycle": cyclic,
    "bomb": lambda: [[[[[[0] * 50] * 50] * 50] * 50] * 50] * 50,
    "integer": lambda: 10**100_000,
    "text": lambda: "x" * (wire.MAX_TEXT + 1),
}


@pytest.mark.parametrize("name", TOO_LARGE)
def test_too_large_is_refused_on_the_way_out(name):
    """Is an answer beyond each bound refused before it is copied?"""
    with pytest.raises(wire.WireError, match="too large|nested|more than"):
        wire.encode(TOO_LARGE[name]())


def test_the_bounds_themselves_are_allowed():
    """Does an answer just within each bound still cross?"""
    within = [np.zeros(wire.MAX_BYTES // 8), deep(wire.MAX_DEPTH), 2**wire.MAX_INT_BITS - 1, "x" * wire.MAX_TEXT]
    for value in (*within, [0] * (wire.MAX_NODES - 1)):
        assert same(value, there_and_back(value))


def test_patched_numpy_does_not_reach_the_border(monkeypatch):
    """Does an answer cross unchanged after the student replaced NumPy's functions and the builtins?"""
    lie = lambda *args, **kwargs: np.ones(3)
    value = [np.array([1.0, 2.0]), 3, "text"]
    with monkeypatch.context() as patch:
        for name in ("array", "asarray", "frombuffer", "allclose", "dtype", "ascontiguousarray"):
            patch.setattr(np, name, lie)
        for name in ("isinstance", "type", "len", "repr"):
            patch.setitem(sys.modules["builtins"].__dict__, name, lie)
        tree, buffers = wire.encode(value)
    assert same(value, wire.decode(tree, buffers))


@pytest.mark.parametrize(
    ("reference", "argument", "result"),
    [
        (Np("tanh"), 0.0, 0.0),
        (Expr("lambda z: 3 * z"), 2.0, 6.0),
        (Expr("lambda z: np.maximum(z, 0)"), -2.0, 0.0),
        (Own("mine"), 5.0, 4.0),
    ],
)
def test_named_things_are_made_on_the_other_side(reference, argument, result):
    """Does an argument that is named arrive as the function it names?"""
    tree, buffers = wire.encode(((reference,), {}))
    (function,), _ = wire.decode(tree, buffers, resolver({"mine": lambda z: z - 1}.__getitem__))
    assert function(argument) == result


def test_a_generator_arrives_fresh_with_its_seed():
    """Is a named generator a new one, with that seed, each time?"""
    tree, buffers = wire.encode(Rng(7))
    made = [wire.decode(tree, buffers, resolver(None)) for _ in range(2)]
    assert made[0] is not made[1]
    assert made[0].normal() == made[1].normal() == np.random.default_rng(7).normal()
