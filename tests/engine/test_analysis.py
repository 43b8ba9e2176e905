"""The class view: difficulty, discrimination, and counts are what they should be."""

from types import SimpleNamespace

from autograder.grading.outcome import Graded, Mistake, Outcome
from autograder.intake.notice import Notice
from autograder.notebooks import Task
from autograder.report import analysis
from autograder.report.class_page import StudentRow

COURSE = SimpleNamespace(
    notebooks=lambda: ["1_one"],
    tasks=lambda notebook: [Task("easy", 1.0, ("f",)), Task("hard", 2.0, ("g",)), Task("odd", 1.0, ())],
)


def row(name, easy, hard, odd, mistakes=()):
    """One student's row."""
    outcomes = [Outcome("hard", "test_g", "Is g right?", 1, hard == 2)]
    scores = {"easy-tests": easy, "hard-tests": hard, "odd-tests": odd}
    named = {"g": [Mistake("m", hint) for hint in mistakes]} if mistakes else {}
    return StudentRow(name, graded={"1_one": Graded(scores, outcomes, mistakes=named)})


ROWS = [row("a", 1, 2, 0), row("b", 1, 1, 0, ["sign"]), row("c", 1, 0, 1, ["sign"]), row("d", 1, 0, 1)]


def test_difficulty_and_discrimination():
    """Is the mean share right, and discrimination the correlation with the other tasks' points?"""
    easy, hard, odd = analysis.tasks(COURSE, ROWS)
    assert (easy.mean, easy.full, easy.discrimination) == (1.0, 1.0, None)
    assert (hard.mean, hard.full) == (0.375, 0.25)
    assert odd.discrimination < 0 and abs(hard.discrimination - odd.discrimination) < 1e-12


def test_pass_rates_and_mistakes():
    """Are tests listed with how many passed, and mistakes by how common they are?"""
    assert analysis.tests(COURSE, ROWS) == [("1_one", "hard", "Is g right?", 1, 4)]
    assert analysis.mistakes(COURSE, ROWS) == [("g", "sign", 2)]


def test_who_handed_nothing_in_does_not_count():
    """Does a student without the notebook leave the task's difficulty and the tests' pass rates as they were?"""
    away = StudentRow("e", notebooks={"1_one": (0, 4)})
    assert analysis.tasks(COURSE, [*ROWS, away]) == analysis.tasks(COURSE, ROWS)
    assert analysis.tests(COURSE, [*ROWS, away]) == analysis.tests(COURSE, ROWS)
    assert {item.students for item in analysis.tasks(COURSE, [*ROWS, away])} == {4}


def test_nobody_handed_in():
    """Does an empty class give a table without numbers that mean nothing?"""
    assert [(item.mean, item.full, item.discrimination) for item in analysis.tasks(COURSE, [])] == [(0, 0, None)] * 3


def test_missing_notebooks_are_told_in_one_breath():
    """Are many missing notebooks one remark, after what is worse and what was read in another way?"""
    gone = [
        Notice(f"{n}_x.ipynb is missing; every task of this notebook scores 0", "missing", f"{n}_x") for n in (3, 4)
    ]
    row = StudentRow("a", notices=[gone[0], Notice("b was taken for a"), gone[1]], failed="no")
    assert row.told == ["not graded: no", "b was taken for a", "missing, and scored 0: 3_x, 4_x"]
    assert StudentRow("b").told == []
