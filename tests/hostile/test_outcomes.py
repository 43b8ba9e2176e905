"""Every case ends as its table says: a task at 0 with its reason, no effect, or the whole notebook at 0."""

import pytest

from . import running
from .case import ANY, FULL, SOME, TASKS
from .cases import BOMBS, CLASS, named

pytestmark = pytest.mark.hostile


def misses(run, student):
    """{task: (points, what was expected)} for the tasks of one case that do not score as they should."""
    case, got = run.cases[student][1], running.scores(run, student)
    expected = {task: case.lost.get(task, FULL) for task in (run.tasks or TASKS)}
    return {task: (got.get(task), want) for task, want in expected.items() if not _is(got.get(task), want, TASKS[task])}


def _is(points, want, most):
    if want == FULL:
        return points == most
    if want == ANY:
        return 0 <= points <= most
    return 0 < points < most if want == SOME else points == want


@pytest.mark.parametrize("student", named(CLASS))
def test_light_case(quick, student):
    """Do the tasks score as expected, is the reason named, and did the grader itself not fall over?"""
    judge(quick, student)


@pytest.mark.parametrize("student", named(BOMBS))
def test_heavy_case(ordinary, student):
    """The same, for cases with all tasks."""
    judge(ordinary, student)


def judge(run, student):
    """Assert the outcome of one case."""
    assert student in run.rows, f"not in the gradebook; the command said:\n{run.printed[-3000:]}"
    said = running.reasons(run, student)
    assert not misses(run, student), said[:1500]
    shown = said + running.shown(run, student)
    unsaid = [words for words in run.cases[student][1].says if words not in shown]
    assert not unsaid, shown[:3000]
    assert not running.faults(run, student)
