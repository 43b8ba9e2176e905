"""From hidden tests to points, and how points are written so that nbgrader reads the same number."""

import pytest
from nbformat.v4 import new_code_cell
from nbgrader.utils import determine_grade

from autograder.grading.outcome import Outcome
from autograder.grading.scoring import number, score
from autograder.notebooks import Task
from autograder.report.cell import Result

TASK = Task("softmax", 3.0, ("softmax",))


def outcomes(*results, task="softmax"):
    return [Outcome(task, f"test_{i}", "Is it?", weight, passed) for i, (weight, passed) in enumerate(results)]


@pytest.mark.parametrize(
    ("results", "points"),
    [
        ([(1, True), (1, True)], 3.0),
        ([(1, False), (1, False)], 0.0),
        ([(2, True), (1, False)], 2.0),
        ([(1, True), (2, False)], 1.0),
        ([(1, True)] * 5 + [(2, False)], 2.14),
        ([(0.1, True)] * 3, 3.0),
        ([(1, True), (0, False)], 3.0),
        ([(0, True)], 0.0),
        ([], 0.0),
    ],
)
def test_points_are_the_weight_passed(results, points):
    """Are points the task's points times the share of the weight that passed, to a hundredth?"""
    assert score(TASK, outcomes(*results)) == points


def test_other_tasks_do_not_count():
    """Do hidden tests of another task neither add nor take?"""
    mine, others = outcomes((1, True), (1, False)), outcomes((50, True), (50, False), task="objective")
    assert score(TASK, mine + others) == score(TASK, mine) == 1.5


def test_points_are_clamped():
    """Do points stay between 0 and the task's, whatever rounding or strange weights give?"""
    third = Task("softmax", 0.333, ())
    assert score(third, outcomes((1, True))) == 0.33
    assert score(Task("softmax", 0.666, ()), outcomes((1, True))) <= 0.666
    assert score(TASK, outcomes((5, True), (-4, False))) == 3.0
    assert score(TASK, outcomes((-1, True), (3, False))) == 0.0


@pytest.mark.parametrize("points", [0.0, 0, 0.01, 0.33, 0.5, 1, 1.5, 2.14, 2.67, 3])
def test_nbgrader_reads_the_number_that_is_written(points):
    """Does nbgrader read each score, 0 above all, back as exactly that number?"""
    cell = new_code_cell("tests", outputs=Result(float(points), 3.0, []).outputs())
    cell.metadata["nbgrader"] = dict(
        grade=True, solution=False, locked=True, points=3, schema_version=3, task=False, grade_id="softmax-tests"
    )
    assert determine_grade(cell) == (points, 3.0)


def test_numbers_are_written_as_people_do():
    """Are points written without digits that say nothing?"""
    assert [number(p) for p in (2.0, 1.5, 0.67, 16)] == ["2", "1.5", "0.67", "16"]
    assert float(number(0.0)) == 0 and "(" not in number(0.0)
