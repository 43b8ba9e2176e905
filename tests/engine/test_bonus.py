"""A bonus task end to end, by nbgrader's own commands: no points to be had, and what was earned as extra credit."""

import csv

import nbformat
import pytest
from nbgrader.api import Gradebook
from submissions import NOTEBOOK, POINTS, cell_of, hand_in, light, make_course, solved

from autograder.authoring.check import notebook_faults
from engine.helpers import Nbgrader

TASKS = ("l2-penalty", "softmax")
BONUS = POINTS["l2-penalty"]
WRONG = "def l2_penalty(W1, W2, lam):\n    return lam * (np.sum(W1**2.0) + np.sum(W2**2.0))\n"


def with_bonus(notebook):
    """Softmax, l2_penalty as a bonus of 1 point, and the written answer."""
    made = light(notebook, TASKS)
    cell_of(made, "l2-penalty-tests").metadata["tags"] = ["bonus"]
    return made


@pytest.fixture(scope="module")
def tool(tmp_path_factory):
    """Two students, one right and one wrong in the bonus task, graded by nbgrader."""
    course = make_course(tmp_path_factory.mktemp("bonus") / "course", change=with_bonus)
    wrong = light(solved(), TASKS)
    cell_of(wrong, "l2-penalty").source = WRONG
    hand_in(course, "right", light(solved(), TASKS))
    hand_in(course, "wrong", wrong)
    made = Nbgrader(course)
    made.run("generate_assignment", "mlp", "--force")
    made.run("autograde", "mlp")
    made.run("generate_feedback", "mlp")
    return made


@pytest.fixture
def gradebook(tool):
    """The gradebook of the two."""
    with Gradebook(f"sqlite:///{tool.course.root / 'gradebook.db'}") as gradebook:
        yield gradebook


def bonus_of(gradebook, student):
    return gradebook.find_grade("l2-penalty-tests", NOTEBOOK, "mlp", student)


def test_a_bonus_task_adds_to_the_score_and_not_to_what_can_be_had(gradebook):
    """Are the points to be had those of the other tasks, and is a right bonus task extra credit?"""
    submission = gradebook.find_submission("mlp", "right")
    assert (submission.score, submission.max_score) == (3 + BONUS, 5)  # the written answer of 2 points waits
    grade = bonus_of(gradebook, "right")
    assert (grade.auto_score, grade.extra_credit, grade.max_score, grade.needs_manual_grade) == (0, BONUS, 0, False)


def test_a_wrong_bonus_task_costs_nothing(gradebook):
    """Has who is wrong in the bonus task less extra credit, and all points elsewhere?"""
    assert 0 <= bonus_of(gradebook, "wrong").extra_credit < BONUS
    assert gradebook.find_grade("softmax-tests", NOTEBOOK, "mlp", "wrong").score == 3


def test_the_feedback_says_bonus(tool):
    """Do both feedback pages say how many of the bonus points were earned?"""
    index = (tool.course.root / "feedback" / "right" / "mlp" / "index.html").read_text()
    for page in (tool.page("right"), index):
        assert f"{BONUS:g} of {BONUS:g} bonus points, beyond those of the notebook" in page


def test_export_has_the_extra_credit(tool):
    """Does nbgrader's export count it into the score, and not into the maximum?"""
    tool.run("export")
    with (tool.course.root / "grades.csv").open() as file:
        rows = {row["student_id"]: (float(row["score"]), float(row["max_score"])) for row in csv.DictReader(file)}
    assert rows["right"] == (3 + BONUS, 5)


def test_extra_credit_by_hand_is_kept_when_graded_again(tool, gradebook):
    """Does what a person set survive autograding, settled while the answer is the same, and is the automatic one renewed?"""
    bonus_of(gradebook, "wrong").extra_credit = 0.75
    gradebook.db.commit()
    tool.run("autograde", "mlp", "--force")
    gradebook.db.expire_all()
    assert (bonus_of(gradebook, "wrong").extra_credit, bonus_of(gradebook, "wrong").needs_manual_grade) == (0.75, False)
    assert (bonus_of(gradebook, "right").extra_credit, bonus_of(gradebook, "right").needs_manual_grade) == (
        BONUS,
        False,
    )


def test_headings_tell_bonus_points_apart():
    """Must a heading name bonus points as such, and does the title leave them out?"""
    cells = [
        nbformat.v4.new_markdown_cell("# 1 A title (3 points)", id="title"),
        nbformat.v4.new_markdown_cell("## 1.1 A task (3 points) (2 bonus points)", id="task"),
    ]
    for name, points, tags in (("a", 3, []), ("b", 2, ["bonus"])):
        data = dict(grade=True, solution=False, locked=True, points=points, schema_version=3, task=False)
        text = f'### BEGIN HIDDEN TESTS\nrun_hidden_tests("{name}")\n### END HIDDEN TESTS'
        cell = nbformat.v4.new_code_cell(text, id=f"{name}-tests")
        cell.metadata = nbformat.from_dict({"nbgrader": data | {"grade_id": f"{name}-tests"}, "tags": tags})
        cells.append(cell)
    nb = nbformat.v4.new_notebook(cells=cells)
    assert [*notebook_faults(nb)] == []
    cells[3].metadata.tags = []
    assert len([*notebook_faults(nb)]) == 3  # the title, and the heading twice
    cells[1].metadata = nbformat.from_dict({"tags": ["bonus"]})
    assert "cell task: it is tagged bonus; only test cells can be" in [*notebook_faults(nb)]
