"""Whatever one submission does, everyone and everything else stays as it was."""

import pytest
from submissions import CODE, WRITTEN

from . import running
from .case import TASKS

pytestmark = pytest.mark.hostile


def test_command_ends_well(run):
    """Does the command grade everybody, and end with 0?"""
    assert run.code == 0, run.printed[-3000:]
    assert set(run.rows) == {*run.cases, *run.neighbours} - set(running.refused(run))


def test_neighbours_keep_full_marks(run):
    """Has every honest student, wherever between the others, all points that are graded automatically?"""
    full = {task: TASKS[task] for task in run.tasks or TASKS}
    assert {student: running.scores(run, student) for student in run.neighbours} == dict.fromkeys(run.neighbours, full)


def test_gradebook_rows_of_others(run, peaceful):
    """Are the gradebook's rows of the honest students those of a class without the others?"""
    alone = peaceful[run.tasks].rows
    assert {student: run.rows[student] for student in run.neighbours} == alone


def test_points_of_notebook_two(ordinary):
    """Are the full marks those of all tasks, with the written answer's points left to a person?"""
    row = ordinary.rows["zoe"]
    assert row["score"] == CODE and row["two-layouts"][3:] == (True, WRITTEN)


def test_canaries(run):
    """Are the files beside the gradebook and outside the course as they were?"""
    assert [path.read_text() for path in run.canaries] == [run.token] * 2


def test_processes(run):
    """Is no process left over of all that ran?"""
    assert len(run.watch.seen) > 2 * len(run.cases) and run.watch.alive() == []


def test_temporary_folder(run):
    """Is nothing left in the temporary folder?"""
    assert run.left == []


def test_memory_of_trusted_processes(run):
    """Did each trusted process, and all three together, keep within their bounds?"""
    largest, peak = run.watch.largest >> 20, run.watch.peak >> 20
    print(f"\nlargest trusted process {largest} MiB, all together {peak} MiB")
    assert largest < 400 and peak < 1000  # coordinator, pool and three workers
