"""Grade one notebook: run it, run the hidden tests on its functions, credit what earlier mistakes caused, score."""

import contextlib
import re
import time
from collections.abc import Collection

from nbformat import NotebookNode

from autograder.course import Course
from autograder.errors import KernelDied
from autograder.grading.diagnosis import Recorder, diagnose
from autograder.grading.follow_through import InThisProcess, Lender, ReferenceKernel, credit
from autograder.grading.hidden_tests import collected
from autograder.grading.needed import code_ids, left_out
from autograder.grading.outcome import Graded, Mistake
from autograder.grading.runner import Run
from autograder.grading.scoring import score
from autograder.grading.student import InProcess, Student
from autograder.grading.untouched import Stubs, is_untouched
from autograder.intake.layout import Restored
from autograder.library import Entry
from autograder.modules import load
from autograder.notebooks import Task, brought_along, meta
from autograder.sandbox.sandboxes import Sandboxes


def grade(
    course: Course,
    notebook: str,
    restored: Restored,
    sandboxes: Sandboxes,
    seed: int,
    also: Collection[str] = (),
) -> Graded:
    """Grade one notebook in the master's layout; never raises for anything the submission does.

    sandboxes: this student's, for all of their notebooks, with their own files and then the course's support files.
    also: ids of cells to run though nothing graded depends on them.
    """
    began = time.monotonic()
    tasks, tests = course.tasks(notebook), collected(course.test_file(notebook))
    functions = {task.grade_id: task.functions for task in tasks}
    graded = {name for names in functions.values() for name in names}
    namespace = vars(load(course.solution_file(notebook)))
    reference, release = Student(InProcess(namespace)), course.release_notebook(notebook)
    untouched = not also and is_untouched(restored, release, graded)
    out = code_ids(restored.notebook) if untouched else left_out(restored, release, graded) - set(also)
    backend: Run | Stubs
    lender: Lender
    with contextlib.ExitStack() as closed:
        if untouched:
            backend, lender = Stubs(), InThisProcess(InProcess(namespace))
        else:
            backend = Run(restored.notebook, functions, restored.regular, sandboxes, out)
            lender = ReferenceKernel(course.solution_file(notebook), sandboxes.reference)
            closed.callback(lender.close)
            closed.callback(backend.close)
            with contextlib.suppress(KernelDied):  # every test that needs the kernel says so
                backend.ready()
        cells_done = time.monotonic()
        recorder = Recorder(backend)
        outcomes = tests.run(Student(recorder), reference, seed)
        brought = _called(restored.notebook, brought_along(course.source_notebook(notebook)))
        credit(tests, backend, reference, outcomes, tasks, brought, lender, seed)
    seconds = backend.seconds | {"tests": time.monotonic() - cells_done, "all": time.monotonic() - began}
    seconds["cells"] -= seconds["start"] + seconds["imports"]
    scores = {task.grade_id: score(task, outcomes) for task in tasks}
    result = Graded(scores, outcomes, backend.outputs, seconds, sandboxes.isolation.name, left_out=sorted(out))
    for task in tasks:
        if scores[task.grade_id] < task.points:
            result.mistakes |= _named(task, recorder.calls, namespace, course.answers("misconceptions", notebook))
    return result


def _called(notebook: NotebookNode, names: list[str]) -> list[str]:
    """Those of the names that a cell of the notebook calls: lending others would change nothing."""
    cells = [cell for cell in notebook.cells if cell.cell_type == "code" and not meta(cell, "grade")]
    return [name for name in names if any(re.search(rf"(?<!def )\b{name}\s*\(", cell.source) for cell in cells)]


def _named(task: Task, calls: list, reference: dict, entries: list[Entry]) -> dict[str, list[Mistake]]:
    """The named mistakes that explain functions of a task."""
    explained = diagnose(calls, task.functions, reference, entries)
    return {name: [Mistake(e.name, e.hint, e.see) for e in found] for name, found in explained.items()}
