"""The class view: difficulty, discrimination, and counts are what they should be."""

from autograder.gradebook import CellRow
from autograder.grading.outcome import Graded, Mistake, Outcome
from autograder.intake.notice import Notice
from autograder.report import analysis
from autograder.report.class_data import GradedCell
from autograder.report.student_row import StudentRow
from autograder.term.roster import Student

POINTS = {"easy-tests": 1.0, "hard-tests": 2.0, "odd-tests": 1.0, "why": 2.0}
CELLS = [GradedCell("1_one", name, points) for name, points in POINTS.items()]


def row(name, easy, hard, odd, mistakes=(), why=None):
    """One student's row. why: points of the written answer, or None where it waits."""
    outcomes = [Outcome("hard", "test_g", "Is g right?", 1, hard == 2)]
    named = {"g": [Mistake("m", hint) for hint in mistakes]} if mistakes else {}
    scores = dict(zip(POINTS, (easy, hard, odd), strict=False))
    cells = {("1_one", key): CellRow(auto=points) for key, points in scores.items()}
    cells["1_one", "why"] = CellRow(manual=why, waiting=why is None)
    return StudentRow(Student(name), graded={"1_one": Graded(scores, outcomes, mistakes=named)}, cells=cells)


ROWS = [row("a", 1, 2, 0), row("b", 1, 1, 0, ["sign"]), row("c", 1, 0, 1, ["sign"]), row("d", 1, 0, 1)]


def test_difficulty_and_discrimination():
    """Is the mean share right, and discrimination the correlation with the other tasks' points?"""
    easy, hard, odd, _ = analysis.tasks(CELLS, ROWS)
    assert (easy.mean, easy.full, easy.discrimination) == (1.0, 1.0, None)
    assert (hard.mean, hard.full) == (0.375, 0.25)
    assert odd.discrimination < 0 and abs(hard.discrimination - odd.discrimination) < 1e-12


def test_pass_rates_and_mistakes():
    """Are tests listed with how many passed, and mistakes by how common they are?"""
    assert analysis.tests(ROWS) == [analysis.TestRate("1_one", "hard", "Is g right?", 1, 4)]
    assert analysis.mistakes(ROWS) == [analysis.NamedMistake("g", "sign", ("b", "c"))]


def test_written_answers_count_once_they_are_graded():
    """Is a written answer a task like others among those whose answer no longer waits?"""
    graded = [row("a", 1, 2, 0, why=2.0), row("b", 1, 1, 0, why=1.0), row("c", 0, 0, 0, why=0.0), row("d", 1, 2, 1)]
    *_, why = analysis.tasks(CELLS, graded)
    assert (why.task, why.written, why.students, why.mean, why.full) == ("why", True, 3, 0.5, 1 / 3)
    assert why.discrimination > 0.9


def test_who_handed_nothing_in_does_not_count():
    """Does a student without the notebook leave the task's difficulty and the tests' pass rates as they were?"""
    away = StudentRow(Student("e"), notebooks={"1_one": 0.0})
    assert analysis.tasks(CELLS, [*ROWS, away]) == analysis.tasks(CELLS, ROWS)
    assert analysis.tests([*ROWS, away]) == analysis.tests(ROWS)
    assert [item.students for item in analysis.tasks(CELLS, [*ROWS, away])] == [4, 4, 4, 0]


def test_nobody_handed_in():
    """Does an empty class give a table without numbers that mean nothing?"""
    assert [(item.mean, item.full, item.discrimination) for item in analysis.tasks(CELLS, [])] == [(0, 0, None)] * 4


def test_missing_notebooks_are_told_in_one_breath():
    """Are many missing notebooks one remark, after what is worse and what was read in another way?"""
    gone = [
        Notice(f"{n}_x.ipynb is missing; every task of this notebook scores 0", "missing", f"{n}_x") for n in (3, 4)
    ]
    row = StudentRow(Student("a"), notices=[gone[0], Notice("b was taken for a"), gone[1]], failed="no")
    assert row.told == ["not graded: no", "b was taken for a", "missing, and scored 0: 3_x, 4_x"]
    assert StudentRow(Student("b")).told == []
