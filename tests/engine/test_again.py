"""Grading again: nothing new costs nothing, what changed is graded, a person's marks stay, and what was stopped goes on."""

import copy
import csv
import os
import random
import signal
import subprocess
import sys
import time

import nbformat
import pytest
from nbgrader.api import Gradebook
from submissions import NOTEBOOK, REPOSITORY, cell_of, hand_in, light, make_course, released, solved

from autograder.configuration import load
from autograder.gradebook import Masters, opened, students_rows, take_marks_by_hand, write_rows
from engine.helpers import command, environment, interrupted, probed_as
from engine.tables import files, rows

pytestmark = pytest.mark.slow
TASKS = ("softmax", "l2-penalty")
STUDENTS = {"ann": "a first answer", "ben": "another answer", "cem": "a third answer"}
WRONG = "def l2_penalty(W1, W2, lam):\n    return lam * (np.sum(W1**2.0) + np.sum(W2**2.0))\n"


def lighter(notebook):
    """Two tasks and the written answer."""
    return light(notebook, TASKS)


def answer(text, wrong=False):
    """A submission with this written answer."""
    made = light(solved(), TASKS)
    cell_of(made, "two-layouts").source = text
    if wrong:
        cell_of(made, "l2-penalty").source = WRONG
    return made


@pytest.fixture
def course(tmp_path, probed):
    """Three students' submissions in a course of one notebook, not graded yet."""
    made = make_course(tmp_path / "course", change=lighter)
    probed_as(probed, made)
    for student, text in STUDENTS.items():
        hand_in(made, student, answer(text, wrong=student == "ben"))
    return made


def grade(course, *words):
    """Run the command; return what it printed."""
    done = command(course, "grade", "--workers", "2", *words)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def times(course):
    """{file: when it was written} of the students' folders."""
    paths = [*(course.root / "autograded").rglob("*"), *(course.root / "feedback").rglob("*")]
    return {path: path.stat().st_mtime_ns for path in paths if path.is_file()}


def by_hand(course, student, points, comment="seen"):
    """Grade a written answer as Formgrader does."""
    with Gradebook(f"sqlite:///{course.root / 'gradebook.db'}") as gradebook:
        found = gradebook.find_grade("two-layouts", NOTEBOOK, "mlp", student)
        found.manual_score, found.needs_manual_grade = points, False
        gradebook.find_comment("two-layouts", NOTEBOOK, "mlp", student).manual_comment = comment
        gradebook.db.commit()


def written(course, student):
    """The row of the written answer: (points by hand, whether it waits)."""
    _, manual, _, waits, _ = rows(course)[student, NOTEBOOK, "two-layouts", "grade"]
    return manual, waits


def test_nothing_new_changes_nothing(course):
    """Does a second run grade nobody, write no file and no row, and say so?"""
    grade(course)
    before, known = times(course), rows(course)
    said = grade(course)
    assert "nothing new to grade of 3 submissions" in said
    assert times(course) == before and rows(course) == known


def test_a_new_submission_alone_is_graded(course):
    """Is only the student graded again who handed in something new?"""
    grade(course)
    before = times(course)
    hand_in(course, "ben", answer("another answer"))
    said = grade(course)
    changed = {path for path, stamp in times(course).items() if before.get(path) != stamp}
    assert changed and all("ben" in path.parts for path in changed)
    assert "nothing new to grade of 2 submissions" in said and "changed: ben had" in said
    table = list(csv.DictReader((course.root / "report" / "mlp-changes.csv").open()))
    assert [(row["student"], row["task"], row["answer"]) for row in table] == [("ben", "l2-penalty-tests", "another")]


def test_marks_by_hand_stay_settled_and_reach_the_page(course):
    """Does a written answer graded by hand stay graded, and does the student's page get the points, without grading again?"""
    grade(course)
    by_hand(course, "ann", 1.5)
    notebooks = {path: stamp for path, stamp in times(course).items() if path.suffix == ".ipynb"}
    grade(course)
    assert written(course, "ann") == (1.5, False)
    assert {path: stamp for path, stamp in times(course).items() if path.suffix == ".ipynb"} == notebooks
    page = (course.root / "feedback" / "ann" / "mlp" / "index.html").read_text()
    assert "1.5 of 2 points" in page and "seen" in page


def test_an_answer_that_changed_is_graded_by_hand_again(course):
    """Does an answer that is another one wait again, with what it was before it in the notebook, until a person saw it?"""
    grade(course)
    by_hand(course, "ann", 1.5)
    hand_in(course, "ann", answer("a better answer"))
    grade(course)
    assert written(course, "ann") == (1.5, True)
    cells = nbformat.read(course.root / "autograded" / "ann" / "mlp" / f"{NOTEBOOK}.ipynb", 4).cells
    place = next(i for i, cell in enumerate(cells) if cell["id"] == "two-layouts")
    assert "a first answer" in cells[place - 1].source and "1.5 points" in cells[place - 1].source
    by_hand(course, "ann", 2)
    grade(course)
    assert written(course, "ann") == (2, False)


def test_marks_by_hand_stay_settled_with_nbgraders_own_command(course):
    """Does nbgrader's own autograde keep a settled mark settled, too?"""
    grade(course)
    by_hand(course, "ann", 1.5)
    line = [sys.executable, "-m", "nbgrader", "autograde", "mlp", "--student=ann", "--force"]
    done = subprocess.run(line, cwd=course.root, env=environment(), capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr
    assert written(course, "ann") == (1.5, False)


def strict(course):
    """Let softmax's tests fail whatever the answer, as a mended test that finds more."""
    path = course.content / "test_forward_propagation.py"
    text = (
        path.read_text()
        + '\n\n@task("softmax", 4)\ndef test_more(student):\n    """Is it more?"""\n    raise Wrong("no")\n'
    )
    path.write_text(
        text.replace("from autograder.testing import (", "from autograder.testing import (\n    Wrong,")
        if "Wrong" not in text
        else text
    )


def test_a_changed_test_changes_its_own_points_and_lists_who_lost(course):
    """After a test changed: are the points new, those of before in the list, marks by hand kept, and whose points fell named?"""
    grade(course)
    by_hand(course, "ann", 1.5)
    strict(course)
    grade(course)
    table = list(csv.DictReader((course.root / "report" / "mlp-changes.csv").open()))
    assert {(row["student"], row["task"], row["answer"]) for row in table} == {
        (student, "softmax-tests", "the same") for student in STUDENTS
    }
    assert all(float(row["change"]) < 0 and float(row["before"]) == 3 for row in table)
    assert written(course, "ann") == (1.5, False)


def test_the_higher_points_are_kept_on_wish(course):
    """With c.Grading.keep_higher, do points not fall where the answer is the same?"""
    grade(course)
    strict(course)
    with (course.root / "nbgrader_config.py").open("a") as file:
        file.write("\nc.Grading.keep_higher = True\n")
    grade(course)
    assert all(rows(course)[student, NOTEBOOK, "softmax-tests", "grade"][0] == 3 for student in STUDENTS)


def test_one_run_at_a_time(course):
    """Does a second run in the same course say that one goes on, and by which process, and leave it alone?"""
    line = [sys.executable, "-m", "autograder", "--course", str(course.root), "grade", "--workers", "1"]
    with subprocess.Popen(
        line, cwd=REPOSITORY, env=environment(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as first:
        mark = course.root / ".autograder" / "running"
        wait_until(lambda: mark.is_file() and mark.read_text())
        second = command(course, "grade")
        assert second.returncode == 2 and f"(process {first.pid})" in second.stderr
        assert first.wait(300) == 0
    assert len(rows(course)) > 10


def wait_until(there, seconds=120):
    """Wait until there() is true; fail after so many seconds."""
    end = time.monotonic() + seconds
    while not there():
        assert time.monotonic() < end, "it did not come"
        time.sleep(0.02)


def test_a_run_that_was_stopped_goes_on(course):
    """After Ctrl-C, is what was graded kept, one line said, and does the same command do only the rest?"""
    records = course.root / ".autograder" / "records" / "mlp"
    code, _, error = interrupted(course, lambda: [*records.glob("*.json")], "grade", "--workers", "1", seconds=60)
    kept = {path.name for path in records.glob("*.json")}
    assert code == 130 and 1 <= len(kept) < 3
    assert error.splitlines()[-1] == "autograder: stopped; what was graded is kept, run the same command to go on"
    assert "Traceback" not in error
    assert f"nothing new to grade of {len(kept)} submissions" in grade(course)
    assert len([key for key in rows(course) if isinstance(key, str)]) == 3


def test_a_run_that_was_killed_goes_on(course, tmp_path):
    """Killed at random moments, does the next run end with the rows and files of a run that nothing disturbed?"""
    grade(course)
    wanted = rows(course), files(course, STUDENTS)
    for kind in ("autograded", "feedback", ".autograder/records", ".autograder/registered"):
        subprocess.run(["rm", "-rf", course.root / kind], check=True)
    (course.root / "gradebook.db").unlink()
    chance = random.Random(7)
    line = [sys.executable, "-m", "autograder", "--course", str(course.root), "grade", "--workers", "2"]
    for _ in range(4):
        pipes = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "start_new_session": True}
        with subprocess.Popen(line, cwd=REPOSITORY, env=environment(), **pipes) as process:
            try:
                process.wait(chance.uniform(2, 14))
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
    grade(course)
    assert rows(course) == wanted[0]
    assert files(course, STUDENTS) == wanted[1]


def test_a_release_untouched_is_no_answer(course):
    """Is a submission of the bare release recorded with 0 and waits for nobody?"""
    hand_in(course, "dan", light(released(), TASKS))
    grade(course, "mlp", "dan")
    assert written(course, "dan") == (None, False)
    assert rows(course)["dan"][2] == 0


def test_a_mark_given_while_a_class_is_graded_stands(course):
    """Does a mark by hand stand that a person gave between the reading of the gradebook and the writing?"""
    grade(course)
    config = load(course)
    with opened(course, config) as gradebook:
        before = students_rows(gradebook, "mlp", ["ann"])["ann"]
    by_hand(course, "ann", 1.5)
    wanted = copy.deepcopy(before)
    with opened(course, config) as gradebook:
        now = students_rows(gradebook, "mlp", ["ann"])["ann"]
        assert take_marks_by_hand(wanted, before, now) and not take_marks_by_hand(wanted, now, now)
        write_rows(gradebook, Masters(gradebook, "mlp"), wanted)
        gradebook.db.commit()
    assert written(course, "ann") == (1.5, False)
