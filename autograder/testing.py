"""Everything that hidden tests and the library of answers need, in one import; docs/authoring.md shows how."""

from autograder.engine.border.references import Expr, Np, Own, Rng
from autograder.engine.compare import check, close, entry, items, numbers, shape
from autograder.engine.errors import Wrong
from autograder.engine.misconception import right, wrong
from autograder.engine.plugin import task

__all__ = [
    "Expr", "Np", "Own", "Rng", "Wrong", "check", "close", "entry",
    "items", "numbers", "right", "shape", "task", "wrong",
]  # fmt: skip
