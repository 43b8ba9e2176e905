"""One mistake is marked down once: what failed is run again with the reference in the place of earlier, wrong functions.

No solution enters the student's process: there, a lent name is a proxy that asks this side, and this side asks the
reference in a kernel of its own, since the arguments are the student's.
"""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any, Protocol

from autograder.errors import GraderError
from autograder.grading.hidden_tests import HiddenTests
from autograder.grading.outcome import Outcome
from autograder.grading.student import Answer, Backend, InProcess, Student
from autograder.notebooks import Task, defined
from autograder.sandbox.kernel import Kernel
from autograder.sandbox.sandboxes import Sandboxes


class Lender(Protocol):
    """The reference's functions, for what lent names ask."""

    def start(self) -> None:
        """Be ready to answer: a call of the student's has no time to wait for it."""

    def answer(self, name: str, tree: list, buffers: list, seconds: float | None) -> Answer:
        """Call one function of the reference, within the seconds left."""


class InThisProcess:
    """A Lender for answers that are trusted: the audit's."""

    def __init__(self, reference: InProcess):
        self.reference = reference

    def start(self) -> None:
        """It is there."""

    def answer(self, name: str, tree: list, buffers: list, seconds: float | None) -> Answer:
        """Call one function of the reference."""
        return self.reference.call(name, tree, buffers)


def credit(
    tests: HiddenTests,
    backend: Backend,
    reference: Student,
    outcomes: list[Outcome],
    tasks: Sequence[Task],
    brought: Sequence[str],
    lender: Lender,
    seed: int,
) -> None:
    """Turn failed outcomes into passed ones where the tests pass once the wrong functions of earlier tasks are right.

    outcomes: of the first run, changed in place. brought: functions brought along from earlier notebooks, which no
    test here looks at. lender: the reference's answers.
    """
    wrong = list(brought)
    for task in tasks:
        failed = [o for o in outcomes if o.task == task.name and not o.passed]
        if failed and wrong:
            asked: set[str] = set()
            lender.start()
            backend.lend(wrong, partial(_noted, asked, lender.answer))
            again = tests.run(Student(backend), reference, seed, names={o.test for o in failed})
            backend.lend((), None)
            right = {o.test for o in again if o.passed and asked}
            for outcome in failed:
                if outcome.test in right:
                    outcome.passed, outcome.reason, outcome.fault = True, "", ""
                    outcome.lent = [name for name in wrong if name in asked]
        if not all(o.passed for o in failed):
            wrong += task.functions


def _noted(asked: set[str], answer: Callable[..., Answer], name: str, *rest: Any) -> Answer:
    asked.add(name)
    return answer(name, *rest)


class ReferenceKernel:
    """A Lender for submissions: the reference in a sandboxed kernel of its own, started when something is to be lent."""

    def __init__(self, solution: Path, sandboxes: Sandboxes):
        self.solution, self.sandboxes = solution, sandboxes
        self.kernel: Kernel | None = None

    def start(self) -> None:
        """Have a kernel in which the reference is defined."""
        if self.kernel is None or not self.kernel.alive:
            self.kernel = self.sandboxes.kernel()
            source = self.solution.read_text(encoding="utf-8")
            self.kernel.run(source, self.sandboxes.limits.cell_seconds)
            self.kernel.note(defined(source), ())

    def answer(self, name: str, tree: list, buffers: list, seconds: float | None) -> Answer:
        """Call one function of the reference, within the seconds left."""
        try:
            self.start()  # it may have ended over an earlier ask
            assert self.kernel is not None
            return self.kernel.call(name, tree, buffers, seconds)
        except GraderError as error:
            return {"outcome": "raised", "error": "RuntimeError", "message": str(error), "line": ""}, []

    def close(self) -> None:
        """End the kernel."""
        if self.kernel is not None:
            self.kernel.close()
