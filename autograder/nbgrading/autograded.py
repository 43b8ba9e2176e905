"""The autograded notebook: the submission in the master's layout, with what was graded written into its cells."""

import json

from nbformat import NotebookNode, from_dict
from nbgrader.preprocessors import LimitOutput, OverwriteCells
from traitlets.config import Config

from autograder.gradebook import Masters
from autograder.grading.diagnosis import sentence
from autograder.grading.needed import code_ids
from autograder.grading.outcome import Graded
from autograder.intake.layout import Restored, restore
from autograder.intake.notice import Notice, notices_of, with_notices
from autograder.intake.shown import shown
from autograder.notebooks import KEY, Task, is_test_cell, meta, without_hidden
from autograder.report.cell import Result, quiet
from autograder.settings import Grading


def restored_with_notices(nb: NotebookNode, release: NotebookNode) -> tuple[NotebookNode, list[str]]:
    """Put a submission into the release's layout, with a note on top of what was changed; return it and these remarks."""
    restored = restore(nb, release)
    notices = notices_of(nb) + [Notice(text) for text in restored.notices]
    notebook = with_notices(restored.notebook, notices)
    notebook.metadata[KEY]["regular"] = sorted(restored.regular)
    return notebook, restored.notices


def as_restored(nb: NotebookNode) -> Restored:
    """A notebook that restored_with_notices made, as grading takes it."""
    return Restored(nb, set(nb.metadata.get(KEY, {}).get("regular", ())))


def overwrite(nb: NotebookNode, notebook: str, masters: Masters, config: Config) -> None:
    """Put the gradebook's cell texts in, hidden regions included, as nbgrader's OverwriteKernelspec and OverwriteCells do."""
    kernelspec = masters.kernelspecs[notebook]
    if kernelspec and json.loads(kernelspec):
        nb.metadata["kernelspec"] = json.loads(kernelspec)
    overwriting = OverwriteCells(config=config)
    overwriting.gradebook, overwriting.notebook_id, overwriting.assignment_id = masters, notebook, masters.assignment
    for i, cell in enumerate(nb.cells):
        overwriting.preprocess_cell(cell, {}, i)


def write_results(nb: NotebookNode, graded: Graded, tasks: list[Task], settings: Grading) -> None:
    """Write outputs, feedback and scores into the cells, and the rest of what came of the grading into the metadata."""
    known = {task.grade_id: task for task in tasks}
    count = 0
    for cell in nb.cells:
        if cell.cell_type != "code":
            continue
        out, handed_in = cell["id"] in graded.left_out, shown(cell)
        cell.metadata.pop(KEY, None)
        cell.outputs = [from_dict(output) for output in (handed_in if out else graded.outputs.get(cell["id"], []))]
        if out:
            cell.execution_count = None
        elif cell.outputs or cell.source.strip():
            count += 1
            cell.execution_count = count
        if is_test_cell(cell):
            _write_score(cell, graded, known[meta(cell, "grade_id")], settings)
        elif out:
            cell.metadata[KEY] = {"left_out": True}  # what it shows is as it was handed in; pages say so
    nb.metadata[KEY] = {**nb.metadata.get(KEY, {}), "graded": graded.as_dict() | {"outputs": {}}}


def _write_score(cell: NotebookNode, graded: Graded, task: Task, settings: Grading) -> None:
    found = {f: graded.mistakes[f] for f in task.functions if f in graded.mistakes and settings.diagnosis}
    named = [sentence(function, entries) for function, entries in found.items()]
    result = Result(graded.scores.get(task.grade_id, 0.0), task.points, graded.of(task.name), named, task.bonus)
    cell.outputs = quiet(cell.outputs) + result.outputs()
    cell.source = without_hidden(cell)


def cells_to_run(nb: NotebookNode, settings: Grading) -> set[str]:
    """The cells that run whether or not anything graded depends on them."""
    return code_ids(nb) if settings.run_all else set()


def limit_output(nb: NotebookNode, config: Config) -> None:
    """Shorten long outputs, as nbgrader's LimitOutput does."""
    LimitOutput(config=config).preprocess(nb, {})
