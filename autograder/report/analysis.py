"""What a class's results say about the tasks: difficulty, discrimination, hidden tests, named mistakes."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from autograder.grading.outcome import Outcome
from autograder.report.class_data import GradedCell
from autograder.report.student_row import StudentRow


@dataclass
class Item:
    """One task in the class, among the students who handed its notebook in and whose answer does not wait.

    mean: mean share of its points (high = easy); full: share of students with full marks; discrimination: correlation
    of its points with those of all other tasks, None where it cannot be told (nobody differs).
    """

    notebook: str
    task: str
    points: float
    students: int
    mean: float
    full: float
    discrimination: float | None
    written: bool = False


@dataclass(frozen=True)
class TestRate:
    """How many submissions passed one hidden test, of those that it was asked of."""

    __test__ = False

    notebook: str
    task: str
    question: str
    passed: int
    asked: int

    @property
    def share(self) -> float:
        """Share that passed."""
        return self.passed / self.asked


@dataclass(frozen=True)
class NamedMistake:
    """A named wrong answer, and the ids of the students whose answers equal it on the hidden inputs."""

    function: str
    hint: str
    students: tuple[str, ...]


def tasks(cells: Sequence[GradedCell], rows: Sequence[StudentRow]) -> list[Item]:
    """One Item for each graded cell, written answers included, in the order of the course."""
    scores = np.array([[_score(row, cell) for cell in cells] for row in rows]).reshape(len(rows), len(cells))
    items = []
    for column, cell in enumerate(cells):
        here = np.array([_counts(row, cell) for row in rows], dtype=bool)
        shares = scores[here, column] / (cell.points or 1.0)
        rest = scores[here].sum(axis=1) - scores[here, column]
        mean, full = (float(shares.mean()), float((shares >= 1).mean())) if here.any() else (0.0, 0.0)
        found = _correlation(shares, rest)
        items.append(Item(cell.notebook, cell.name, cell.points, int(here.sum()), mean, full, found, cell.written))
    return items


def tests(rows: Sequence[StudentRow]) -> list[TestRate]:
    """Every hidden test, the hardest first."""
    passed: Counter[tuple[str, str, str]] = Counter()
    asked: Counter[tuple[str, str, str]] = Counter()
    for row in rows:
        for notebook, graded in row.graded.items():
            for o in graded.outcomes:
                asked[notebook, o.task, o.question] += 1
                passed[notebook, o.task, o.question] += o.passed
    return sorted((TestRate(*key, passed[key], asked[key]) for key in asked), key=lambda rate: rate.share)


def mistakes(rows: Sequence[StudentRow]) -> list[NamedMistake]:
    """The named mistakes, the commonest first."""
    found: dict[tuple[str, str], list[str]] = {}
    for row in rows:
        for graded in row.graded.values():
            for function, entries in graded.mistakes.items():
                found.setdefault((function, " / or: ".join(entry.hint for entry in entries)), []).append(row.name)
    named = [NamedMistake(function, hint, tuple(students)) for (function, hint), students in found.items()]
    return sorted(named, key=lambda mistake: -len(mistake.students))


def faults(rows: Sequence[StudentRow]) -> list[tuple[str, Outcome]]:
    """(student, outcome) of the hidden tests that fell over by themselves."""
    return [(row.name, o) for row in rows for g in row.graded.values() for o in g.outcomes if o.fault]


def _score(row: StudentRow, cell: GradedCell) -> float:
    return row.cells[cell.key].score if cell.key in row.cells else 0.0


def _counts(row: StudentRow, cell: GradedCell) -> bool:
    """Whether a student handed the notebook in, and nobody has to look at this answer."""
    return cell.notebook in row.graded and not (cell.key in row.cells and row.cells[cell.key].waiting)


def _correlation(one: npt.NDArray[np.float64], two: npt.NDArray[np.float64]) -> float | None:
    if len(one) < 3 or one.std() == 0 or two.std() == 0:
        return None
    return float(np.corrcoef(one, two)[0, 1])
