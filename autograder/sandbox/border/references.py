"""Things an argument can name on the student's side of the border instead of being sent.

Both sides use this file: the trusted side makes these objects, the student's side resolves them.
"""

import builtins
from types import SimpleNamespace

import numpy as np

__builtins__ = dict(vars(builtins))  # the functions below keep the builtins of this moment

_default_rng = np.random.default_rng  # asked for first: NumPy loads np.random only then
_np = SimpleNamespace(**vars(np))  # NumPy as it was before any student's code


class Reference:
    """A thing named by `tag` (what kind) and `value` (which one)."""

    tag = ""

    def __init__(self, value):
        self.value = value

    def __repr__(self):
        return f"{type(self).__name__}({self.value!r})"


class Own(Reference):
    """The student's own function of this name: Own("relu")."""

    tag = "own"


class Np(Reference):
    """NumPy's function of this name: Np("tanh")."""

    tag = "numpy"


class Expr(Reference):
    """A small expression in which `np` is NumPy: Expr("lambda z: 1 - np.tanh(z) ** 2")."""

    tag = "expression"


class Rng(Reference):
    """A fresh numpy Generator with this seed: Rng(7)."""

    tag = "generator"


REFERENCES = (Own, Np, Expr, Rng)


def resolver(find_own, remember=None):
    """Return the function that makes named things; find_own(name) gives the student's own function.

    remember(thing, reference) -> thing: told of each that is made. An expression is evaluated: resolve only trees
    that the trusted side wrote, or whose names it sent itself.
    """
    kinds = {kind.tag: kind for kind in REFERENCES}

    def resolve(tag, value):
        thing = make(tag, value)
        return thing if remember is None else remember(thing, kinds[tag](value))

    def make(tag, value):
        if tag == Own.tag:
            return find_own(value)
        if tag == Np.tag:
            return getattr(_np, value)
        if tag == Expr.tag:
            return eval(value, {"np": _np})  # the trusted side wrote it
        if tag == Rng.tag:
            return _default_rng(value)
        raise ValueError(f"unknown reference {tag!r}")

    return resolve
