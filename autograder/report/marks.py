"""Points and comments of one notebook, as plain data: pages are made of it, wherever it came from."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Mark:
    """What one cell earned. points: `extra` credit included; most: points to be had.

    waiting: a written answer that nobody has graded yet; comment: a person's words. A cell that is not graded has a
    Mark where it has a comment.
    """

    points: float = 0.0
    most: float = 0.0
    waiting: bool = False
    comment: str = ""
    extra: float = 0.0


@dataclass(frozen=True)
class Marks:
    """What one notebook earned. cells: {grade_id: Mark}; late: points that the late penalty takes off."""

    cells: dict[str, Mark] = field(default_factory=dict)
    late: float = 0.0

    @property
    def score(self) -> float:
        """Points before the late penalty, manual grades included."""
        return sum(mark.points for mark in self.cells.values())

    @property
    def most(self) -> float:
        """Points to be had."""
        return sum(mark.most for mark in self.cells.values())

    @property
    def total(self) -> float:
        """Points after the late penalty: what counts."""
        return self.score - self.late
