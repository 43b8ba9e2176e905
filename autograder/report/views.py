"""What the pages of one student show, put together from an autograded notebook, its marks and the course's outline."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

import jinja2
from nbformat import NotebookNode

from autograder.grading.outcome import Graded, Mistake, Outcome, graded_of
from autograder.grading.scoring import number
from autograder.intake.notice import Notice, notices_of
from autograder.notebooks import TESTS, meta
from autograder.report.marks import Mark, Marks
from autograder.report.outline import Outline, anchor

TEMPLATES = Path(__file__).parent / "templates"
STYLE = "style.css"


@dataclass(frozen=True)
class Reason:
    """Why hidden tests failed: what was found, and the questions that it answers with no."""

    text: str
    questions: list[str]


@dataclass(frozen=True)
class TaskView:
    """One graded cell. bonus: points that can be had beyond `mark.most`; mistakes: {function: named mistakes}.

    comments: a person's, on it and on the answers above it that it tests.
    """

    grade_id: str
    section: str
    mark: Mark
    bonus: float = 0.0
    outcomes: list[Outcome] = field(default_factory=list)
    mistakes: dict[str, list[Mistake]] = field(default_factory=dict)
    comments: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """What the task is called beside its section."""
        return self.grade_id.removesuffix(TESTS) if self.grade_id.endswith(TESTS) else "written answer"

    @property
    def lost(self) -> bool:
        """Whether points were lost here."""
        return not self.mark.waiting and self.mark.points < self.mark.most

    @property
    def unwritten(self) -> bool:
        """Whether nothing is written here."""
        return bool(self.outcomes) and all(outcome.unwritten for outcome in self.outcomes)

    @property
    def passed(self) -> list[Outcome]:
        """The hidden tests that passed."""
        return [outcome for outcome in self.outcomes if outcome.passed]

    @property
    def reasons(self) -> list[Reason]:
        """Why tests failed, each reason once: first the one that cost most."""
        weights: dict[str, float] = {}
        questions: dict[str, list[str]] = {}
        for outcome in self.outcomes:
            if not outcome.passed:
                weights[outcome.remark] = weights.get(outcome.remark, 0.0) + outcome.weight
                questions.setdefault(outcome.remark, []).append(outcome.question)
        return [Reason(text, questions[text]) for text in sorted(weights, key=lambda text: -weights[text])]

    @property
    def again(self) -> list[str]:
        """Headings to read again: those that the mistakes name, or else the task's own."""
        named = {mistake.see: None for found in self.mistakes.values() for mistake in found if mistake.see}
        return list(named) or [self.section]


@dataclass(frozen=True)
class NotebookView:
    """One notebook."""

    name: str
    title: str
    marks: Marks
    tasks: list[TaskView]
    notices: list[Notice]

    @property
    def unread(self) -> str:
        """Why nothing of it could be graded, where it was missing or no notebook."""
        return "; ".join(notice.text for notice in self.notices if notice.kind != "mended")

    @property
    def mended(self) -> list[Notice]:
        """What was not as it should be, and was graded."""
        return [notice for notice in self.notices if notice.kind == "mended"]

    @property
    def untouched(self) -> bool:
        """Whether none of its functions is written: then there is nothing to say of each."""
        tested = [task for task in self.tasks if task.outcomes]
        return bool(self.unread) or bool(tested) and all(task.unwritten for task in tested)


def view(notebook: NotebookNode, marks: Marks, outline: Outline, diagnosis: bool = True) -> NotebookView:
    """What there is to say of one autograded notebook. diagnosis: whether named mistakes are told."""
    graded = graded_of(notebook)
    tasks: list[TaskView] = []
    comments: list[str] = []
    for cell in notebook.cells:
        mark = marks.cells.get(meta(cell, "grade_id"))
        comments += [mark.comment] if mark and mark.comment else []
        if meta(cell, "grade"):
            tasks.append(_task(cell, graded, marks, outline, diagnosis, tuple(comments)))
            comments = []
    return NotebookView(outline.name, outline.title, marks, tasks, notices_of(notebook))


def _task(
    cell: NotebookNode, graded: Graded, marks: Marks, outline: Outline, diagnosis: bool, comments: tuple[str, ...]
) -> TaskView:
    grade_id = meta(cell, "grade_id")
    mark = marks.cells.get(grade_id) or Mark(most=float(meta(cell, "points")))
    task = outline.tasks.get(grade_id)
    known = graded.mistakes if task and diagnosis else {}
    return TaskView(
        grade_id,
        outline.sections.get(grade_id, outline.title),
        mark,
        task.points if task and task.bonus else 0.0,
        graded.of(task.name) if task else [],
        {function: known[function] for function in (task.functions if task else ()) if function in known},
        comments,
    )


@lru_cache(maxsize=1)
def environment() -> jinja2.Environment:
    """Jinja's environment for the pages of people: everything is escaped."""
    jinja = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES), autoescape=True, trim_blocks=True, lstrip_blocks=True
    )
    jinja.filters |= {"number": number, "anchor": anchor}
    return jinja


@lru_cache(maxsize=1)
def style() -> str:
    """The style sheet of a student's pages."""
    return (TEMPLATES / STYLE).read_text(encoding="utf-8")
