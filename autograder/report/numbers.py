"""Numbers about a class and about the grader itself: how points are spread, where time went, which versions."""

import platform
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version

import numpy as np

from autograder.report.student_row import StudentRow
from autograder.store import engine_digest

PARTS = {
    "start": "starting the kernel",
    "imports": "the imports cell",
    "cells": "the notebook's other cells",
    "tests": "hidden tests",
}
SLOWEST = 5


@dataclass(frozen=True)
class Spread:
    """How points are spread. deviation: the standard deviation of the class."""

    count: int
    mean: float
    deviation: float
    low: float
    first_quartile: float
    median: float
    third_quartile: float
    high: float


@dataclass(frozen=True)
class Part:
    """One part of grading. seconds: of all notebooks; mean: of one notebook; share: of the whole."""

    name: str
    seconds: float
    mean: float
    share: float


@dataclass(frozen=True)
class Slow:
    """One notebook that took long. restarts: how often its process had to be started anew."""

    student: str
    notebook: str
    seconds: float
    restarts: int


def spread(points: Sequence[float]) -> Spread | None:
    """The spread of points, or None where there are none."""
    if not points:
        return None
    low, first, median, third, high = (float(q) for q in np.quantile(points, [0, 0.25, 0.5, 0.75, 1]))
    return Spread(len(points), float(np.mean(points)), float(np.std(points)), low, first, median, third, high)


def times(rows: Sequence[StudentRow]) -> list[Part]:
    """Where the time of grading went, in seconds by the clock."""
    all_seconds = [graded.seconds for row in rows for graded in row.graded.values() if graded.seconds.get("all")]
    whole = sum(seconds["all"] for seconds in all_seconds)
    sums = {name: sum(seconds.get(key, 0.0) for seconds in all_seconds) for key, name in PARTS.items()}
    sums["the rest"] = max(0.0, whole - sum(sums.values()))
    return [Part(name, total, total / len(all_seconds), total / whole) for name, total in sums.items() if whole]


def slowest(rows: Sequence[StudentRow]) -> list[Slow]:
    """The notebooks that took longest."""
    found = [
        Slow(row.name, name, graded.seconds["all"], int(graded.seconds.get("restarts", 0)))
        for row in rows
        for name, graded in row.graded.items()
        if graded.seconds.get("all")
    ]
    return sorted(found, key=lambda slow: -slow.seconds)[:SLOWEST]


def levels(rows: Sequence[StudentRow]) -> dict[str, int]:
    """{level of isolation: notebooks that were graded within it}."""
    return dict(Counter(graded.isolation for row in rows for graded in row.graded.values() if graded.isolation))


def versions() -> dict[str, str]:
    """What this machine grades with."""
    found = {"grader": f"{_version('trusted-autograder')} ({engine_digest()})", "Python": platform.python_version()}
    return found | {name: _version(name) for name in ("nbgrader", "numpy")}


def _version(distribution: str) -> str:
    try:
        return version(distribution)
    except PackageNotFoundError:
        return "not installed"
