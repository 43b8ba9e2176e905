"""Grade one notebook: run it, run the hidden tests on its functions, credit what earlier mistakes caused, score."""

import contextlib
import re
import time
from collections.abc import Iterable
from pathlib import Path

from nbformat import NotebookNode

from autograder.course import Course
from autograder.errors import KernelDied
from autograder.grading.diagnosis import Recorder, diagnose
from autograder.grading.follow_through import ReferenceKernel, credit
from autograder.grading.hidden_tests import collected
from autograder.grading.outcome import Graded, Mistake
from autograder.grading.runner import Run
from autograder.grading.scoring import score
from autograder.grading.student import InProcess, Student
from autograder.intake.layout import Restored
from autograder.library import Entry
from autograder.modules import load
from autograder.notebooks import Task, brought_along, meta
from autograder.sandbox.levels import Isolation
from autograder.sandbox.limits import Limits


def grade(
    course: Course,
    notebook: str,
    restored: Restored,
    limits: Limits,
    isolation: Isolation,
    seed: int,
    own: Iterable[Path] = (),
) -> Graded:
    """Grade one notebook in the master's layout; never raises for anything the submission does.

    own: the student's own files beside it; the course's of the same name win.
    """
    began = time.monotonic()
    tasks, tests = course.tasks(notebook), collected(course.test_file(notebook))
    functions = {task.grade_id: task.functions for task in tasks}
    namespace = vars(load(course.solution_file(notebook)))
    reference = Student(InProcess(namespace))
    support = [*own, *course.support_files()]
    run = Run(restored.notebook, functions, restored.regular, limits, support, isolation)
    with contextlib.closing(run):
        with contextlib.suppress(KernelDied):  # every test that needs the kernel says so
            run.ready()
        cells_done = time.monotonic()
        recorder = Recorder(run)
        outcomes = tests.run(Student(recorder), reference, seed)
        with contextlib.closing(ReferenceKernel(course.solution_file(notebook), limits, isolation)) as lender:
            brought = _called(restored.notebook, brought_along(course.source_notebook(notebook)))
            credit(tests, run, reference, outcomes, tasks, brought, lender, seed)
    seconds = run.seconds | {"tests": time.monotonic() - cells_done, "all": time.monotonic() - began}
    seconds["cells"] -= seconds["start"] + seconds["imports"]
    scores = {task.grade_id: score(task, outcomes) for task in tasks}
    graded = Graded(scores, outcomes, run.outputs, seconds, isolation.name)
    for task in tasks:
        if scores[task.grade_id] < task.points:
            graded.mistakes |= _named(task, recorder.calls, namespace, course.answers("misconceptions", notebook))
    return graded


def _called(notebook: NotebookNode, names: list[str]) -> list[str]:
    """Those of the names that a cell of the notebook calls: lending others would change nothing."""
    cells = [cell for cell in notebook.cells if cell.cell_type == "code" and not meta(cell, "grade")]
    return [name for name in names if any(re.search(rf"(?<!def )\b{name}\s*\(", cell.source) for cell in cells)]


def _named(task: Task, calls: list, reference: dict, entries: list[Entry]) -> dict[str, list[Mistake]]:
    """The named mistakes that explain functions of a task."""
    explained = diagnose(calls, task.functions, reference, entries)
    return {name: [Mistake(e.name, e.hint, e.see) for e in found] for name, found in explained.items()}
