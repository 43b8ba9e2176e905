"""What the gradebook has of a student, as typed values: nothing of the database is left in them."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from nbgrader.utils import parse_utc


@dataclass(frozen=True)
class CellRow:
    """What the gradebook has of one graded or answered cell. waiting: a person is to look at it.

    graded: whether it has points at all; answers without are commented on only.
    """

    graded: bool = True
    auto: float | None = None
    manual: float | None = None
    extra: float | None = None
    waiting: bool = False
    auto_comment: str | None = None
    manual_comment: str | None = None

    @property
    def score(self) -> float:
        """Its points, as nbgrader counts them: a person's win over the grader's, and extra credit is added."""
        points = self.manual if self.manual is not None else self.auto
        return 0.0 if points is None else points + (self.extra or 0.0)

    @property
    def comment(self) -> str:
        """What is said of it: a person's words win over the grader's."""
        return (self.manual_comment if self.manual_comment is not None else self.auto_comment) or ""

    @property
    def by_hand(self) -> tuple:
        """What only a person changes."""
        return self.manual, self.extra, self.manual_comment, self.waiting


@dataclass
class NotebookRows:
    """The gradebook's rows of one submitted notebook. late: points that the late penalty takes off."""

    cells: dict[str, CellRow] = field(default_factory=dict)
    late: float | None = None

    @property
    def score(self) -> float:
        """Its points before the late penalty."""
        return sum(row.score for row in self.cells.values())


@dataclass
class StudentRows:
    """The gradebook's rows of one student's submission."""

    student: str
    notebooks: dict[str, NotebookRows] = field(default_factory=dict)
    timestamp: datetime | None = None
    extension: Any = None

    @property
    def points(self) -> float:
        """Points of all notebooks, after the late penalty."""
        return sum(rows.score - (rows.late or 0.0) for rows in self.notebooks.values())

    @property
    def waiting(self) -> bool:
        """Whether an answer waits for a person."""
        return any(row.waiting for rows in self.notebooks.values() for row in rows.cells.values())


def seconds_late(rows: StudentRows, due: datetime | None) -> float:
    """Seconds between the due date, extension included, and the submission; 0 where it was in time."""
    if rows.timestamp is None or due is None:
        return 0.0
    return max(0.0, (rows.timestamp - (due + rows.extension if rows.extension else due)).total_seconds())


def as_time(stamp: str) -> datetime | None:
    """nbgrader's reading of a time stamp, in UTC; None where there is none."""
    return parse_utc(stamp.strip()) if stamp.strip() else None
