"""Plain data at random, for what crosses the border."""

import math

import numpy as np

DTYPES = ["f8", "f4", "f2", "i8", "i4", "i1", "u8", "u2", "?", ">f8", ">i4"]


def random_leaf(rng):
    """One value that is no container."""
    shape = tuple(rng.integers(0, 4, size=rng.integers(0, 4)))
    array = (100 * rng.normal(size=shape)).astype(rng.choice(DTYPES))
    leaves = [None, True, False, 0, -(2**200), float(rng.normal()), -0.0, math.inf, math.nan, "", "φ′ \n", array]
    leaves += [array.T, array[..., ::-1] if array.ndim else array, np.float32(1.5), np.int8(-3), np.bool_(True)]
    return leaves[rng.integers(len(leaves))]


def random_tree(rng, depth=0):
    """Lists, tuples and dicts of such values, nested at random."""
    kind = rng.integers(5) if depth < 5 else 4
    children = [random_tree(rng, depth + 1) for _ in range(rng.integers(0, 4))] if kind < 3 else []
    if kind == 0:
        return children
    if kind == 1:
        return tuple(children)
    if kind == 2:
        keys = [("k", 7, 2.5, None, True, (1, "b"))[i] for i in range(len(children))]
        return dict(zip(keys, children, strict=True))
    return random_leaf(rng)
