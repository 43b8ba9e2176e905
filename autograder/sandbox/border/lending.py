"""Lent functions: a proxy in the student's namespace that asks the other side for the reference's answer.

The kernel's agent and the in-process backend both use this file. A proxy sends data only; where an argument is
nothing that can be sent, it calls the student's own function instead.
"""

import builtins

import numpy as np

from . import wire
from .references import REFERENCES, Reference, Rng

__builtins__ = dict(vars(builtins))  # the functions below keep the builtins of this moment

DATA = (bool, int, float, str, np.ndarray, np.generic, type(None))
TAGS = frozenset(kind.tag for kind in REFERENCES)
_plain = np.dtype(float)  # stands for the dtype of what has none
_errors = {n: e for n, e in vars(builtins).items() if isinstance(e, type) and issubclass(e, Exception)}


class Unsendable(Exception):
    """An argument that is neither data nor known by a name."""


def proxy(name, own, ask, named):
    """Return a function to stand in for the student's own of this name.

    own: the student's function, or None where there is none. ask(name, tree, buffers) -> (content, buffers): as
    calling.call answers; raises Unsendable where nothing can be asked now. named(thing) -> Reference: how the other
    side knows a thing that is no data, or None.
    """

    def lent(*args, **kwargs):
        try:
            tree, buffers = wire.encode(_sendable((args, kwargs), named))
            content, answer = ask(name, tree, buffers)
        except (Unsendable, wire.WireError):
            if own is None:
                raise NameError(f"name {name!r} is not defined") from None
            return own(*args, **kwargs)
        if content.get("outcome") == "returned":
            return wire.decode(content["value"], answer)
        error, message = content.get("error", ""), content.get("message", "")
        raise _errors.get(error, RuntimeError)(message)

    lent.__name__ = lent.__qualname__ = name
    return lent


class Names:
    """What the arguments of one call were made from, so that they can be named again.

    own: function thing -> name or None, of the student's own functions.
    """

    def __init__(self, own):
        self._own, self._made, self._spent = own, {}, set()

    def remember(self, thing, reference):
        """Note that `thing` was made from `reference`."""
        self._made[id(thing)] = thing, reference
        return thing

    def of(self, thing):
        """Return the Reference of a thing, or None. A generator is named once, and only while nothing was drawn from it."""
        name = self._own(thing)
        if name is not None:
            return REFERENCES[0](name)
        named, reference = self._made.get(id(thing), (None, None))
        if isinstance(reference, Rng):
            fresh = np.random.default_rng(reference.value)
            if id(thing) in self._spent or named.bit_generator.state != fresh.bit_generator.state:
                return None
            self._spent.add(id(thing))
        return reference


def references(tree) -> set:
    """Return every (tag, value) in a tree that names a thing instead of sending it."""
    found, rest = set(), [tree]
    while rest:
        node = rest.pop()
        if isinstance(node, list):
            if len(node) > 1 and isinstance(node[0], str) and node[0] in TAGS:
                found.add((node[0], repr(node[1:])))
            rest.extend(node)
    return found


def _sendable(value, named):
    """The value with whatever has a name replaced by its Reference. Raises Unsendable."""
    if isinstance(value, tuple):
        return tuple(_sendable(item, named) for item in value)
    if isinstance(value, list):
        return [_sendable(item, named) for item in value]
    if isinstance(value, dict):
        return {key: _sendable(item, named) for key, item in value.items()}
    if isinstance(value, DATA) and getattr(value, "dtype", _plain).kind in wire.KINDS:
        return value
    reference = named(value)
    if not isinstance(reference, Reference):
        raise Unsendable
    return reference
