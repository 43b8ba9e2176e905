"""The grader within nbgrader, by nbgrader's own command line and configuration alone."""

import csv
import html
import re

import nbformat
import pytest
from nbformat.v4 import new_notebook
from nbgrader.api import Gradebook
from nbgrader.utils import determine_grade
from submissions import CODE, HERE, MAX, NOTEBOOK, cell_of, hand_in, lean, solved

from autograder.grading.outcome import Graded
from autograder.nbgrading.autograded import write_results
from autograder.notebooks import MARK_SCHEME, Task
from autograder.settings import Grading
from engine.helpers import scores

SCHEME = MARK_SCHEME.search(cell_of(HERE.source_notebook(NOTEBOOK), "two-layouts-question").source)[0]


@pytest.fixture
def gradebook(nbgrader_course):
    """The gradebook of the class that nbgrader graded."""
    with Gradebook(f"sqlite:///{nbgrader_course.course.root / 'gradebook.db'}") as gradebook:
        yield gradebook


def test_scores_are_those_of_our_own_command(nbgrader_course, graded_course):
    """Does `nbgrader autograde` write the same scores into the gradebook as `python -m autograder grade`?"""
    by_nbgrader, ours = scores(nbgrader_course.course), scores(graded_course[0])
    assert len(by_nbgrader) == 5
    assert by_nbgrader == {student: ours[student] for student in by_nbgrader}


def test_a_warning_on_stderr_costs_nothing(nbgrader_course):
    """Has the student whose functions and cells warn, print to stderr and end in `5.0` exactly full marks?"""
    got = scores(nbgrader_course.course)
    assert got["loud"] == got["right"] and got["loud"]["softmax-tests"] == 3


def test_the_release_is_the_one_that_is_built(nbgrader_course, built):
    """Does `nbgrader generate_assignment` make the release that the build makes?"""
    made = nbgrader_course.course.release / f"{NOTEBOOK}.ipynb"
    assert made.read_bytes() == (built.release / made.name).read_bytes()


def test_the_late_penalty_still_applies(gradebook):
    """Does nbgrader's plugin for late submissions see the timestamp, and take what its method says?"""
    late = gradebook.find_submission("mlp", "loud")
    assert late.total_seconds_late == 3600
    assert late.late_submission_penalty == late.score > 0
    assert gradebook.find_submission("mlp", "right").late_submission_penalty in (0, None)


def test_no_result_means_nothing():
    """Does a test cell for which nothing came back score 0, and not what it shows?"""
    cell = cell_of(solved(), "softmax-tests")
    cell.outputs = [nbformat.v4.new_output("execute_result", data={"text/plain": "3.0"}, execution_count=1)]
    write_results(new_notebook(cells=[cell]), Graded(), [Task("softmax", 3.0, ("softmax",))], Grading())
    assert determine_grade(cell) == (0, 3)


def test_feedback_says_what_was_tested_and_why_it_failed(nbgrader_course):
    """Does the feedback hold the behaviours tested, passed or not in words, the reasons and the points?"""
    page = nbgrader_course.page("wrong")
    for words in ("Is softmax taken over the last axis", "FAILED", "passed", "has the right shape but wrong values"):
        assert words in page
    points = scores(nbgrader_course.course)["wrong"]["softmax-tests"]
    assert f"{points:g} of 3 points" in page and f" of {MAX:g} points</strong>" in page


@pytest.mark.parametrize("student", ["right", "wrong", "active", "truncated"])
def test_feedback_holds_no_hidden_test_and_no_marking_scheme(nbgrader_course, student):
    """Are the hidden tests' code, their call, and the marking scheme absent from every feedback?"""
    page = nbgrader_course.page(student)
    page += html.unescape(re.sub(r"<[^<>]*>", "", page))  # code in colours and text with entities, as they are read
    for words in (
        "run_hidden_tests",
        "HIDDEN TESTS",
        "MARK SCHEME",
        SCHEME[30:90],
        "solution.softmax",
        "rng.permutation(",
    ):
        assert words not in page
    assert "rng.dirichlet" in HERE.test_file(NOTEBOOK).read_text()
    assert "rng.dirichlet" not in page


def test_a_manual_grade_is_kept_when_graded_again(nbgrader_course):
    """Does a grade given by hand, with its comment, survive autograding once more?"""
    url = f"sqlite:///{nbgrader_course.course.root / 'gradebook.db'}"
    with Gradebook(url) as gradebook:
        gradebook.find_grade("two-layouts", NOTEBOOK, "mlp", "right").manual_score = 1.5
        comment = gradebook.find_comment("two-layouts", NOTEBOOK, "mlp", "right")
        comment.manual_comment = "almost"
        gradebook.db.commit()
    nbgrader_course.run("autograde", "mlp", "--force", "--student=right")
    with Gradebook(url) as gradebook:
        assert gradebook.find_grade("two-layouts", NOTEBOOK, "mlp", "right").score == 1.5
        assert gradebook.find_comment("two-layouts", NOTEBOOK, "mlp", "right").comment == "almost"
        assert gradebook.find_submission("mlp", "right").score == CODE + 1.5


def test_export_writes_the_same_points(nbgrader_course):
    """Does `nbgrader export` write each student's points?"""
    nbgrader_course.run("export")
    with (nbgrader_course.course.root / "grades.csv").open() as file:
        rows = {row["student_id"]: row for row in csv.DictReader(file)}
    assert set(rows) == set(scores(nbgrader_course.course))
    assert float(rows["truncated"]["score"]) == 0 and float(rows["active"]["score"]) == CODE
    assert float(rows["active"]["max_score"]) == MAX


@pytest.mark.slow
def test_solved_notebooks_come_from_generate_solution(nbgrader_course):
    """Does `nbgrader generate_solution` write an executed notebook with answers, without hidden tests or scheme?"""
    nbgrader_course.run("generate_solution", "mlp")
    made = nbformat.read(nbgrader_course.course.root / "solutions" / "notebooks" / "mlp" / f"{NOTEBOOK}.ipynb", 4)
    text = nbformat.writes(made)
    assert "run_hidden_tests" not in text and "MARK SCHEME" not in text
    assert "np.exp(o - np.max(o, axis=-1, keepdims=True))" in cell_of(made, "softmax").source
    shown = "".join(o.get("text", "") for o in cell_of(made, "softmax-tests").outputs)
    assert "public checks passed" in shown
    assert all(o.output_type != "error" for cell in made.cells for o in cell.get("outputs", []))


def test_validate_fails_on_a_wrong_answer_and_passes_on_a_right_one(nbgrader_course):
    """Does `nbgrader validate` say so, with the self-check's reason, where a public check fails, and only there?"""
    course = nbgrader_course.course
    wrong = lean(solved())
    cell_of(wrong, "softmax").source = "def softmax(o):\n    return np.exp(o)\n"
    for student, notebook in (("right", lean(solved())), ("false", wrong)):
        folder = hand_in(course, student, notebook)
        for path in course.release.iterdir():  # all that lies beside the notebook
            if path.suffix != ".ipynb":
                (folder / path.name).write_bytes(path.read_bytes())
    said = nbgrader_course.run("validate", f"submitted/right/mlp/{NOTEBOOK}.ipynb")
    assert "Success! Your notebook passes all the tests." in said
    said = nbgrader_course.run("validate", f"submitted/false/mlp/{NOTEBOOK}.ipynb")
    assert "VALIDATION FAILED ON 1 CELL" in said and "2.3 softmax" in said
