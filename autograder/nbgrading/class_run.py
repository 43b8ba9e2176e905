"""What came of grading a class, as typed values."""

from dataclasses import dataclass, field


@dataclass
class Change:
    """A task whose points are others than before this run."""

    student: str
    notebook: str
    task: str
    before: float
    now: float
    same_answer: bool


@dataclass
class ClassRun:
    """What came of a class. failed: {student: why}; refused: folder names; unchanged: students with nothing new to grade;

    graded: students graded in this run; changes: of tasks that had points before.
    """

    isolation: str
    failed: dict[str, str] = field(default_factory=dict)
    refused: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    graded: list[str] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
