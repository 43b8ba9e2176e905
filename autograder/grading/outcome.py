"""What came of a notebook, as typed values: outcomes of hidden tests, named mistakes, scores."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any

from nbformat import NotebookNode

from autograder.notebooks import KEY


@dataclass
class Outcome:
    """What one hidden test said.

    reason: for the student; fault: the test's own failure, for the instructor; unwritten: the function is still the
    stub; lent: names of earlier functions that were the reference's when the test passed.
    """

    task: str
    test: str
    question: str
    weight: float
    passed: bool
    reason: str = ""
    fault: str = ""
    unwritten: bool = False
    lent: list[str] = field(default_factory=list)
    seconds: float = 0.0

    @property
    def remark(self) -> str:
        """What is said below the question: why it failed, or what was lent where it passed."""
        if not self.lent:
            return self.reason
        return f"with a right {', '.join(self.lent)} in place of yours: an earlier mistake is marked down once"


@dataclass(frozen=True)
class Mistake:
    """A named wrong answer that explains a function. see: heading of the notebook to read again."""

    name: str
    hint: str
    see: str = ""


@dataclass
class Graded:
    """What came of one notebook.

    scores: {grade_id of a test cell: points}; outputs: {cell id: list of nbformat outputs}; seconds: where the time
    went; isolation: the level that held; mistakes: {function: named wrong answers that explain it}; left_out: ids of the
    code cells that did not run, since nothing graded depends on them.
    """

    scores: dict[str, float] = field(default_factory=dict)
    outcomes: list[Outcome] = field(default_factory=list)
    outputs: dict[str, list[Any]] = field(default_factory=dict)
    seconds: dict[str, float] = field(default_factory=dict)
    isolation: str = ""
    mistakes: dict[str, list[Mistake]] = field(default_factory=dict)
    left_out: list[str] = field(default_factory=list)

    def of(self, task: str) -> list[Outcome]:
        """The outcomes of one task."""
        return [outcome for outcome in self.outcomes if outcome.task == task]

    def as_dict(self) -> dict[str, Any]:
        """As plain data, for JSON."""
        return asdict(self)

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Graded:
        """Make it again from plain data. Raises TypeError or ValueError where it is of another form."""
        graded = cls(**data)
        graded.outcomes = [Outcome(**outcome) for outcome in data.get("outcomes", [])]
        graded.mistakes = {name: [Mistake(**m) for m in found] for name, found in data.get("mistakes", {}).items()}
        return graded


def graded_of(notebook: NotebookNode) -> Graded:
    """What an autograded notebook carries of its grading; nothing where it was graded by something else."""
    return Graded.from_dict(notebook.metadata.get(KEY, {}).get("graded", {}))
