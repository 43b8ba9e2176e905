"""What a grader is to the benchmark, and how the points that it gave are read."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Protocol

from benchmarks.classes import Class
from benchmarks.meter import Lane

WARM = "warm"  # the student whose submission is graded before the clock starts


class Peer(Protocol):
    """A grader. name: as in the table; how: one sentence for the page."""

    name: str
    how: str

    def prepare(self, folder: Path, graded: Class) -> list[Lane]:
        """Lay out in `folder` what is needed to grade the class; return what is to be measured."""

    def points(self, folder: Path) -> float:
        """The points that all students have together."""


def gradebook_points(path: Path) -> float:
    """The sum of the automatic points in an nbgrader gradebook, bonus included."""
    query = """
        select coalesce(sum(coalesce(grade.auto_score, 0) + coalesce(grade.extra_credit, 0)), 0)
        from grade join submitted_notebook on grade.notebook_id = submitted_notebook.id
        join submitted_assignment on submitted_notebook.assignment_id = submitted_assignment.id
        where submitted_assignment.student_id != ?
    """
    with closing(sqlite3.connect(path)) as db:
        return float(db.execute(query, [WARM]).fetchone()[0])
