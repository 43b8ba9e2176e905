"""Messages that the encoder would not have sent: every one is refused, none is believed."""

import numpy as np
import pytest

from autograder.sandbox.border import wire
from engine.trees import random_tree

ONE = [b"\0" * 8]
MALFORMED = {
    "nothing": (None, []),
    "a number": (5, []),
    "no node": ([], []),
    "unknown tag": (["pickle", "x"], []),
    "a tag that is no text": ([["none"]], []),
    "a reference": (["expression", "__import__('os').getcwd()"], []),
    "own function": (["own", "softmax"], []),
    "no value": (["int"], []),
    "int of words": (["int", "twelve"], []),
    "int that is a number": (["int", 12], []),
    "int of a million digits": (["int", "9" * 10**6], []),
    "float of words": (["float", "1.5.5"], []),
    "float beyond range": (["float", "0x1p+99999"], []),
    "list of a number": (["list", 7], []),
    "dict of triples": (["dict", [[["none"], ["none"], ["none"]]]], []),
    "dict with a key that cannot be one": (["dict", [[["list", []], ["none"]]]], []),
    "object array": (["array", "|O", [1], 0], ONE),
    "structured array": (["array", "f4,f4", [1], 0], ONE),
    "text array": (["array", "<U2", [1], 0], ONE),
    "dtype of words": (["array", "float-ish", [1], 0], ONE),
    "shape larger than the buffer": (["array", "<f8", [2], 0], ONE),
    "shape smaller than the buffer": (["array", "<f8", [0], 0], ONE),
    "negative shape": (["array", "<f8", [-1], 0], ONE),
    "shape of fractions": (["array", "<f8", [1.0], 0], ONE),
    "shape of many axes": (["array", "<f8", [1] * 200, 0], ONE),
    "shape beyond integers": (["array", "<f8", [2**70], 0], ONE),
    "no such buffer": (["array", "<f8", [1], 1], ONE),
    "buffer from the end": (["array", "<f8", [1], -1], ONE),
    "buffer by name": (["array", "<f8", [1], "0"], ONE),
    "buffer cut off": (["array", "<f8", [1], 0], [b"\0" * 7]),
    "scalar of two": (["scalar", "<f8", 0], [b"\0" * 16]),
    "depth": ("deep", []),
    "values": (["list", [["none"]] * wire.MAX_NODES], []),
    "bytes": (["none"], [b"\0" * (wire.MAX_BYTES + 1)]),
    "one buffer taken many times": (["list", [["array", "<f8", [2**17], 0]] * 100], [b"\0" * 2**20]),
}


@pytest.mark.parametrize("name", MALFORMED)
def test_malformed_or_forged_is_refused(name):
    """Is everything that the encoder would not have sent refused as such, never believed?"""
    tree, buffers = MALFORMED[name]
    if tree == "deep":
        tree = ["none"]
        for _ in range(wire.MAX_DEPTH + 1):
            tree = ["list", [tree]]
    with pytest.raises(wire.WireError):
        wire.decode(tree, buffers)


@pytest.mark.parametrize("seed", range(40))
def test_random_forgeries_are_refused_or_harmless(seed):
    """Does a message with parts replaced at random give plain data or a WireError, and nothing else?"""
    rng = np.random.default_rng(seed)
    junk = [None, -1, 2**80, 1.5, "x", [], {}, ["none"], ["own", "f"], [[[]]], True, "<f8", "|O"]
    for _ in range(25):
        tree, buffers = wire.encode(random_tree(rng))
        place = tree
        while isinstance(place, list) and place:
            i = rng.integers(len(place))
            if rng.random() < 0.4 or not isinstance(place[i], list):
                place[i] = junk[rng.integers(len(junk))]
                break
            place = place[i]
        try:
            value = wire.decode(tree, buffers)
        except wire.WireError:
            continue
        wire.encode(value)
