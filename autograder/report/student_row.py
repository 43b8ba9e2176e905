"""What a class report says of one student, and by which rules."""

from dataclasses import dataclass, field
from typing import Literal

from autograder.gradebook import CellRow
from autograder.grading.outcome import Graded
from autograder.grading.scoring import number
from autograder.intake.notice import Notice
from autograder.term.roster import Student

AT_RISK = 0.5  # of the points that could be had so far: who has less is at risk
HOUR = 3600

State = Literal["graded", "failed", "ungraded", "nothing"]


@dataclass
class StudentRow:
    """One student. score: after `late`, the points that nbgrader's late penalty takes off.

    notebooks: {name: points}; graded: what came of those that were handed in; cells: {(notebook, grade_id): row of the
    gradebook}; could: points that could be had so far, without those that wait for a person; state: `ungraded` was
    handed in and not graded yet, `nothing` was not handed in; stranger: handed in, and is not in the roster; page: the
    feedback, from the report's folder.
    """

    student: Student
    score: float = 0.0
    notebooks: dict[str, float] = field(default_factory=dict)
    graded: dict[str, Graded] = field(default_factory=dict)
    notices: list[Notice] = field(default_factory=list)
    waiting: bool = False
    failed: str = ""
    page: str = ""
    late: float = 0.0
    seconds_late: float = 0.0
    cells: dict[tuple[str, str], CellRow] = field(default_factory=dict)
    could: float = 0.0
    state: State = "graded"
    stranger: bool = False

    @property
    def name(self) -> str:
        """The id."""
        return self.student.id

    @property
    def scored(self) -> bool:
        """Whether the gradebook has points of a submission."""
        return bool(self.notebooks)

    @property
    def is_late(self) -> bool:
        """Whether it came after the due date, with a penalty or without."""
        return self.late > 0 or self.seconds_late > 0

    @property
    def at_risk(self) -> bool:
        """Nothing handed in, or less than half of the points that could be had so far."""
        return self.state == "nothing" or (self.scored and self.score < AT_RISK * self.could)

    @property
    def tags(self) -> dict[str, str]:
        """{tag: words for it} of all that holds of this student, the worst first."""
        hours = f" by {self.seconds_late / HOUR:.1f} h" if self.seconds_late else ""
        off = f"{number(self.late)} points taken off" if self.late else "no points taken off"
        all_tags = {
            "failed": (bool(self.failed), "not graded, see below"),
            "ungraded": (self.state == "ungraded", "handed in, not graded yet"),
            "nothing": (self.state == "nothing", "handed in nothing"),
            "stranger": (self.stranger, "not in the roster"),
            "risk": (self.at_risk, "at risk"),
            "late": (self.is_late, f"late{hours}: {off}"),
            "waiting": (self.waiting, "an answer waits for you"),
        }
        return {tag: words for tag, (holds, words) in all_tags.items() if holds}

    @property
    def notes(self) -> list[str]:
        """Why it was not graded, and what intake found, the worst first."""
        not_handed_in = [notice.notebook for notice in self.notices if notice.kind == "missing"]
        failed = [f"not graded: {self.failed}"] if self.failed else []
        missing = [f"missing, and scored 0: {', '.join(not_handed_in)}"] if not_handed_in else []
        return failed + [notice.told for notice in self.notices if notice.kind != "missing"] + missing

    @property
    def told(self) -> list[str]:
        """What an instructor must know about this submission in a line of text."""
        return [self.tags[tag] for tag in ("stranger", "late") if tag in self.tags] + self.notes
