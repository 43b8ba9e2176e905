"""What a class's results say about the tasks: difficulty, discrimination, hidden tests, named mistakes."""

from collections import Counter
from dataclasses import dataclass

import numpy as np


@dataclass
class Item:
    """One task in the class, among the students who handed its notebook in. mean: mean share of its points, its

    difficulty read backwards; full: share of students with full marks; discrimination: correlation of its share with
    the points of all other tasks, None where it cannot be told (nobody differs).
    """

    notebook: str
    task: str
    points: float
    students: int
    mean: float
    full: float
    discrimination: float | None


def tasks(course, rows) -> list[Item]:
    """One Item a task, in the order of the course. rows: report.StudentRow."""
    known = [(notebook, task) for notebook in course.notebooks() for task in course.tasks(notebook)]
    scores = np.array([[_score(row, n, t) for n, t in known] for row in rows]).reshape(len(rows), len(known))
    items = []
    for column, (notebook, task) in enumerate(known):
        here = np.array([bool(row.graded.get(notebook)) for row in rows], dtype=bool)
        shares = scores[here, column] / task.points
        rest = scores[here].sum(axis=1) - scores[here, column]
        mean, full = (float(shares.mean()), float((shares >= 1).mean())) if here.any() else (0.0, 0.0)
        items.append(Item(notebook, task.name, task.points, int(here.sum()), mean, full, _correlation(shares, rest)))
    return items


def tests(course, rows) -> list[tuple]:
    """(notebook, task, question, passed, asked) of every hidden test, the hardest first."""
    passed: Counter[tuple] = Counter()
    asked: Counter[tuple] = Counter()
    order: dict[tuple, int] = {}
    for row in rows:
        for notebook, graded in row.graded.items():
            for o in graded.outcomes:
                key = (notebook, o.task, o.question)
                order.setdefault(key, len(order))
                asked[key] += 1
                passed[key] += o.passed
    return sorted(((*key, passed[key], asked[key]) for key in order), key=lambda row: row[3] / row[4])


def mistakes(course, rows) -> list[tuple]:
    """(function, hint, number of students) of the named mistakes, the commonest first."""
    found: Counter[tuple[str, str]] = Counter()
    for row in rows:
        for graded in row.graded.values():
            for function, entries in graded.mistakes.items():
                found[function, " / or: ".join(entry.hint for entry in entries)] += 1
    return [(function, hint, count) for (function, hint), count in found.most_common()]


def faults(rows) -> list[tuple]:
    """(student, outcome) of the hidden tests that fell over by themselves."""
    return [(row.name, o) for row in rows for g in row.graded.values() for o in g.outcomes if o.fault]


def _score(row, notebook, task):
    return row.graded[notebook].scores.get(task.grade_id, 0.0) if notebook in row.graded else 0.0


def _correlation(one, two):
    if len(one) < 3 or one.std() == 0 or two.std() == 0:
        return None
    return float(np.corrcoef(one, two)[0, 1])
