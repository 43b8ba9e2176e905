"""Everything a hidden test needs, in one import. docs/authoring.md shows how to write one."""

from autograder.engine.border.references import Expr, Np, Own, Rng
from autograder.engine.compare import check, close, entry, items, numbers, shape
from autograder.engine.errors import Wrong
from autograder.engine.plugin import task

__all__ = ["Expr", "Np", "Own", "Rng", "Wrong", "check", "close", "entry", "items", "numbers", "shape", "task"]
