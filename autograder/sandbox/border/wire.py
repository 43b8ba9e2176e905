"""The border's own data form: plain data as a JSON tree beside raw array buffers; no pickle.

Both sides use this file. Every value is a node `[tag, ...]`, so that what crosses describes itself:

    ["none"]  ["bool", true]  ["int", "12"]  ["float", "0x1.8p+1"]  ["str", "text"]
    ["array", dtype, shape, buffer]  ["scalar", dtype, buffer]
    ["tuple", [node, ...]]  ["list", [...]]  ["dict", [[node, node], ...]]
    ["other", kind]                      an object that is no data; only its kind is told

and, on the way to the student's side only, things that are named instead of sent:

    ["own", name]  ["numpy", name]  ["expression", source]  ["generator", seed]
"""

import builtins

import numpy as np

from .references import Reference

__builtins__ = dict(vars(builtins))  # the functions below keep the builtins of this moment

MAX_BYTES = 8 * 2**20
MAX_NODES = 20_000
MAX_DEPTH = 12
MAX_TEXT = 2_000
MAX_INT_BITS = 256
KINDS = "biuf"

# Bound before any other code runs: what is patched later does not reach them.
_ndarray, _generic, _nparray, _frombuffer = np.ndarray, np.generic, np.array, np.frombuffer
_shape, _size, _dtype = np.ndarray.shape.__get__, np.ndarray.size.__get__, np.ndarray.dtype.__get__
_tobytes, _isinstance, _type, _len = np.ndarray.tobytes, isinstance, type, len


class WireError(ValueError):
    """A value or a message that is not plain data, or larger than the border allows."""


class Encoder:
    """Turns one value (or one list of arguments) into a tree and its buffers."""

    def __init__(self):
        self.buffers, self.bytes, self.nodes = [], 0, 0

    def encode(self, value, depth=0):
        """Return the node of a value; raise WireError where it is too large or too deep."""
        self.nodes += 1
        if self.nodes > MAX_NODES:
            raise WireError(f"the answer is too large: more than {MAX_NODES} values")
        if depth > MAX_DEPTH:
            raise WireError(f"the answer is nested more than {MAX_DEPTH} deep")
        if value is None:
            return ["none"]
        if _isinstance(value, bool):
            return ["bool", bool(value)]
        if _isinstance(value, _generic):
            return self._array(_nparray(value, subok=False), scalar=True)
        if _isinstance(value, int):
            if int.bit_length(value) > MAX_INT_BITS:
                raise WireError("the answer holds an integer that is too large")
            return ["int", int.__repr__(value)]
        if _isinstance(value, float):
            return ["float", float.hex(value)]
        if _isinstance(value, str):
            if str.__len__(value) > MAX_TEXT:
                raise WireError(f"the answer holds a text of more than {MAX_TEXT} characters")
            return ["str", str.__str__(value)]
        if _isinstance(value, _ndarray):
            return self._array(value)
        return self._container(value, depth + 1)

    def _container(self, value, depth):
        for kind, tag in ((tuple, "tuple"), (list, "list")):
            if _isinstance(value, kind):
                return [tag, [self.encode(item, depth) for item in kind.__iter__(value)]]
        if _isinstance(value, dict):
            return ["dict", [[self.encode(k, depth), self.encode(v, depth)] for k, v in dict.items(value)]]
        if _isinstance(value, Reference):
            return [value.tag, value.value]
        return ["other", f"a {_type(value).__name__}"[:80]]

    def _array(self, value, scalar=False):
        dtype = _dtype(value)
        if dtype.kind not in KINDS:
            return ["other", f"an array of dtype {dtype}"[:80]]
        if _size(value) * dtype.itemsize + self.bytes > MAX_BYTES:
            raise WireError(f"the answer is too large: more than {MAX_BYTES // 2**20} MiB")
        small = dtype.newbyteorder("<") if dtype.itemsize <= 8 else np.dtype("<f8")
        data = _tobytes(_nparray(value, dtype=small, order="C", copy=True, subok=False))
        self.bytes += len(data)
        self.buffers.append(data)
        if scalar:
            return ["scalar", small.str, len(self.buffers) - 1]
        return ["array", small.str, [int(n) for n in _shape(value)], len(self.buffers) - 1]


class Decoder:
    """Turns a tree and its buffers back into plain data, believing nothing.

    resolve: how to make a thing that is named instead of sent; None refuses such nodes.
    """

    def __init__(self, buffers, resolve=None):
        self.buffers = buffers
        self.resolve = resolve
        self.nodes, self.bytes = 0, 0
        if sum(_len(b) for b in buffers) > MAX_BYTES:
            raise WireError(f"the answer is too large: more than {MAX_BYTES // 2**20} MiB")

    def decode(self, node, depth=0):
        """Return the value of a node; raise WireError where the node is malformed or too large."""
        self.nodes += 1
        if self.nodes > MAX_NODES or depth > MAX_DEPTH:
            raise WireError("the answer is too large or nested too deep")
        try:
            return self._decode(node, depth)
        except (TypeError, ValueError, IndexError, KeyError, OverflowError, AttributeError) as error:
            if isinstance(error, WireError):
                raise
            raise WireError("the answer came back malformed") from None

    def _decode(self, node, depth):
        tag, *rest = node
        if tag == "none":
            return None
        if tag == "bool":
            return rest[0] is True
        if tag == "int":
            if len(rest[0]) > MAX_INT_BITS:
                raise WireError("the answer holds an integer that is too large")
            return int(rest[0])
        if tag == "float":
            return float.fromhex(rest[0])
        if tag == "str":
            return str(rest[0])[:MAX_TEXT]
        if tag == "other":
            return NotData(str(rest[0])[:80])
        if tag in ("tuple", "list"):
            items = [self.decode(item, depth + 1) for item in rest[0]]
            return tuple(items) if tag == "tuple" else items
        if tag == "dict":
            return dict((self.decode(k, depth + 1), self.decode(v, depth + 1)) for k, v in rest[0])
        if tag == "scalar":
            return self._numbers(rest[0], (), rest[1])[()]
        if tag == "array":
            return self._numbers(rest[0], tuple(rest[1]), rest[2])
        if self.resolve is None:
            raise WireError("the answer came back malformed")
        return self.resolve(tag, *rest)

    def _numbers(self, dtype, shape, index):
        dtype = np.dtype(dtype)
        if dtype.kind not in KINDS or not isinstance(index, int) or index < 0:
            raise WireError("the answer came back malformed")
        if any(not isinstance(n, int) or n < 0 for n in shape) or len(shape) > 32:
            raise WireError("the answer came back malformed")
        self.bytes += _len(self.buffers[index])  # counted anew each time: one buffer may be named by many arrays
        if self.bytes > MAX_BYTES:
            raise WireError(f"the answer is too large: more than {MAX_BYTES // 2**20} MiB")
        return _frombuffer(self.buffers[index], dtype=dtype).reshape(shape).copy()


class NotData:
    """Stands, on the trusted side, for an object that is no data. kind: "a Foo"."""

    def __init__(self, kind):
        self.kind = kind


def encode(value):
    """Return (tree, buffers) of one value."""
    encoder = Encoder()
    return encoder.encode(value), encoder.buffers


def decode(tree, buffers, resolve=None):
    """Return the value of (tree, buffers): fresh arrays, nothing shared."""
    return Decoder(buffers, resolve).decode(tree)
