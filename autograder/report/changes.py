"""What changed in a run: whose points are others than before, those that fell told apart."""

from dataclasses import dataclass, field
from typing import Any

from autograder.grading.scoring import number


@dataclass
class Changed:
    """One student whose points changed. before, now: of the tasks that changed; tasks: a few words on each."""

    student: str
    before: float = 0.0
    now: float = 0.0
    tasks: list[str] = field(default_factory=list)

    @property
    def by(self) -> float:
        """Points more than before."""
        return self.now - self.before


def changed(run: Any) -> list[Changed]:
    """Those whose points changed in this run, who lost most first. run: nbgrading.class_run.ClassRun."""
    found: dict[str, Changed] = {}
    for change in run.changes:
        one = found.setdefault(change.student, Changed(change.student))
        one.before += change.before
        one.now += change.now
        answer = "" if change.same_answer else ", another answer"
        one.tasks.append(f"{change.task}: {number(change.before)} → {number(change.now)}{answer}")
    return sorted((one for one in found.values() if one.by), key=lambda one: (one.by, one.student))
