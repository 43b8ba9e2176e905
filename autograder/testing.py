"""Everything that hidden tests and the library of answers need, in one import; docs/authoring.md shows how."""

from autograder.errors import Wrong
from autograder.grading.compare import check, close, entry, items, numbers, shape
from autograder.library import Sample, right, seen, slips, task, wrong
from autograder.sandbox.border.references import Expr, Np, Own, Rng

__all__ = [
    "Expr", "Np", "Own", "Rng", "Sample", "Wrong", "check", "close", "entry",
    "items", "numbers", "right", "seen", "shape", "slips", "task", "wrong",
]  # fmt: skip
