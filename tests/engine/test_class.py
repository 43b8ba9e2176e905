"""A class graded by the real command: everybody's points, reasons and neighbours."""

import json

import nbformat
import pytest
from nbgrader.api import Gradebook
from submissions import NOTEBOOK, POINTS, lean, solved

from engine.helpers import PIXEL, scores

TASKS = {f"{name}-tests": points for name, points in POINTS.items()}
NOTHING = dict.fromkeys(TASKS, 0)
EXPECTED = {
    "right": TASKS,
    "loud": TASKS,
    "unnamed": TASKS,
    "active": TASKS,
    "blank": NOTHING,
    "truncated": NOTHING,
    "broken": TASKS | {"softmax-tests": 0},
}


def autograded(course, student):
    return nbformat.read(course.root / "autograded" / student / "mlp" / f"{NOTEBOOK}.ipynb", 4)


def test_case(course, student, grade_id):
    """The autograded test cell: (its outputs, all their text)."""
    cell = next(c for c in autograded(course, student).cells if c["id"] == grade_id)
    return cell.outputs, "\n".join(o.get("text") or o["data"]["text/plain"] for o in cell.outputs)


test_case.__test__ = False


@pytest.mark.parametrize("student", EXPECTED)
def test_everybody_scores_what_works(graded_course, student):
    """Does the gradebook hold, task by task, the points for what works and 0 for the rest?"""
    got = {name: points for name, points in scores(graded_course[0])[student].items() if name in TASKS}
    assert got == EXPECTED[student]


def test_a_wrong_answer_loses_points_on_its_own_task(graded_course):
    """Does a wrong softmax lose some of softmax's points, and nothing elsewhere?"""
    got = scores(graded_course[0])["wrong"]
    assert 0 < got["softmax-tests"] < 3
    assert {k: v for k, v in got.items() if k in TASKS and k != "softmax-tests"} == {
        k: v for k, v in TASKS.items() if k != "softmax-tests"
    }


def test_a_left_out_cell_shows_what_was_handed_in(graded_course):
    """Does a cell that did not run show, marked, the text and picture it came with, and a test cell only its result?"""
    cells = {cell["id"]: cell for cell in autograded(graded_course[0], "right").cells}
    by_hand, tests = cells["by-hand"], cells["softmax-tests"]
    assert by_hand.metadata == {"autograder": {"left_out": True}} and by_hand.execution_count is None
    assert [o.output_type for o in by_hand.outputs] == ["stream", "display_data"]
    assert by_hand.outputs[0].text == "as handed in"
    assert by_hand.outputs[1].data == {"text/plain": "5.0", "image/png": PIXEL}
    assert [sorted(o.data) for o in tests.outputs] == [["text/html", "text/plain"], ["text/plain"]]
    assert tests.outputs[0].data["text/plain"].startswith("3 of 3 points") and tests.outputs[1].data == {
        "text/plain": "3"
    }
    assert all("autograder" not in cells[name].metadata for name in ("softmax", "softmax-tests"))
    assert cells["softmax"].execution_count


def test_written_answers_wait_for_a_grader(graded_course):
    """Does a written answer wait for a person, and an untouched one score 0 by itself?"""
    with Gradebook(f"sqlite:///{graded_course[0].root / 'gradebook.db'}") as gradebook:
        waiting = {s.student.id: s.needs_manual_grade for s in gradebook.assignment_submissions("mlp")}
        blank = gradebook.find_grade("two-layouts", NOTEBOOK, "mlp", "blank")
        assert (blank.score, blank.needs_manual_grade) == (0, False)
    assert waiting["right"] and waiting["wrong"] and not waiting["blank"]


def test_the_reason_stands_below_the_test_cell(graded_course):
    """Does the autograded test cell say which behaviours were tested, which failed, and why?"""
    _, said = test_case(graded_course[0], "wrong", "softmax-tests")
    assert "passed  Is softmax right for one row" in said
    assert "FAILED  Is softmax taken over the last axis, whatever axes lead?" in said
    assert "has the right shape but wrong values" in said


def test_the_mistake_is_named(graded_course):
    """Is a mistake that has a name in the library told by its hint?"""
    _, said = test_case(graded_course[0], "wrong", "softmax-tests")
    assert "your softmax gives on the hidden inputs what one gets with" in said


def test_the_score_is_the_only_result_of_a_test_cell(graded_course):
    """Has every test cell exactly one result, no stderr and no error, whoever the student is?"""
    for student in [*EXPECTED, "wrong"]:
        for grade_id in TASKS:
            outputs, _ = test_case(graded_course[0], student, grade_id)
            assert [o.output_type for o in outputs].count("execute_result") == 1
            assert outputs[-1].output_type == "execute_result"
            assert all(o.output_type != "error" and o.get("name") != "stderr" for o in outputs)


def test_a_file_that_cannot_be_read_has_its_reason_on_top(graded_course):
    """Is the reason why nothing was graded on top of the notebook, and in what the command prints?"""
    course, done = graded_course
    top = autograded(course, "truncated").cells[0].source.replace("\\", "")
    assert "it is no complete JSON file; every task of this notebook scores 0" in top
    line = next(line for line in done.stdout.splitlines() if line.startswith("truncated"))
    assert "no complete JSON file" in line


def test_the_command_prints_the_grades(graded_course):
    """Does the command print one line a student with the points, the places to look at, and no traceback?"""
    _, done = graded_course
    for student in [*EXPECTED, "wrong"]:
        assert any(line.startswith(student) for line in done.stdout.splitlines())
    assert "feedback:" in done.stdout and "report:" in done.stdout and "isolation: bubblewrap" in done.stdout
    assert "Traceback" not in done.stdout + done.stderr


def test_the_run_is_recorded(graded_course):
    """Does the record of the run say which level of isolation graded, and that of a student why nothing could be?"""
    folder = graded_course[0].root / ".autograder"
    kept = json.loads((folder / "runs" / "mlp.json").read_text())
    assert kept["isolation"] == "bubblewrap" and kept["failed"] == {} and kept["refused"] == []
    record = json.loads((folder / "records" / "mlp" / "truncated.json").read_text())["record"]
    assert "no complete JSON file" in record["notebooks"][NOTEBOOK]


def test_what_was_handed_in_is_untouched(graded_course):
    """Are the submitted files, the broken one included, as they came?"""
    course, _ = graded_course
    assert (course.root / "submitted" / "truncated" / "mlp" / f"{NOTEBOOK}.ipynb").read_bytes().startswith(b'{"cells"')
    path = course.root / "submitted" / "right" / "mlp" / f"{NOTEBOOK}.ipynb"
    assert [c.source for c in nbformat.read(path, 4).cells] == [c.source for c in lean(solved()).cells]
