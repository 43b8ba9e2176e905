"""The student's page, made from data: what was lost comes first, each reason once, then all the rest."""

import re
from html import unescape

from autograder.grading.outcome import Mistake, Outcome
from autograder.intake.notice import Notice
from autograder.report.marks import Mark, Marks
from autograder.report.student_page import page
from autograder.report.views import NotebookView, TaskView


def outcome(question, passed=False, reason="", weight=1.0, **more):
    return Outcome("slope", question, question, weight, passed, reason, **more)


OUTCOMES = [
    outcome("Is it right at 0?", reason="slope(0) is None"),
    outcome("Is it right at 1?", reason="slope(x) is wrong", weight=2),
    outcome("Is it right at 2?", reason="slope(x) is wrong", weight=2),
    outcome("Is it right for <integers>?", passed=True),
]
HALF = {"slope": [Mistake("half", "your slope is half of what is wanted", "1.3 Halves")]}
LOST = TaskView("slope-tests", "1.1 Slopes", Mark(1, 3), outcomes=OUTCOMES, mistakes=HALF)
FULL = TaskView("other-tests", "1.2 Others", Mark(2, 2), outcomes=OUTCOMES[3:])
WORDS = TaskView("words", "1.4 Words", Mark(0, 2, waiting=True))


def notebook(*tasks, late=0.0, notices=(), name="1_functions"):
    """A notebook with these tasks."""
    marks = Marks({task.grade_id: task.mark for task in tasks}, late)
    return NotebookView(name, "1 Functions", marks, list(tasks), list(notices))


def html_of(*notebooks):
    return page("ada", "mlp", list(notebooks))


def read(html, folded=True):
    """The words of a page; folded: those in folded parts, too."""
    html = html if folded else re.sub(r"<details.*?</details>", "", html, flags=re.S)
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]*>", " ", html)))


def test_a_lost_task_leads_with_its_diagnosis_and_then_the_costliest_reason():
    """Do diagnosis, reasons by what they cost, and what to read again come in this order, each once?"""
    html = html_of(notebook(FULL, LOST, WORDS))
    words = read(html, folded=False)
    order = (
        "Where points were lost",
        "1 of 3 points",
        "your slope is half",
        "slope(x) is wrong",
        "slope(0) is None",
        "Read again",
    )
    assert [words.index(part) for part in order] == sorted(words.index(part) for part in order)
    assert (
        words.count("slope(x) is wrong") == 1 and "Is it right at 1? No." in words and "Is it right at 2? No." in words
    )
    assert 'href="1_functions.html#part-1-3-halves">1.3 Halves</a>' in html
    assert 'href="1_functions.html#slope-tests"' in html
    assert words.index("Where points were lost") < words.index("All the rest")


def test_what_passed_is_folded():
    """Is a task without loss, and a test that passed, read only when unfolded?"""
    html = html_of(notebook(FULL, LOST))
    for words in ("Is it right for <integers>?", "1.2 Others"):
        assert words in read(html) and words not in read(html, folded=False)
    assert "passed: 1 of 4 hidden tests" in read(html)


def test_more_than_three_reasons_are_folded():
    """Are the three costliest reasons read at once, and the others on demand?"""
    outcomes = [outcome(f"Is it right at {i}?", reason=f"slope({i}) is wrong", weight=i) for i in range(1, 6)]
    html = html_of(notebook(TaskView("slope-tests", "1.1 Slopes", Mark(0, 3), outcomes=outcomes)))
    assert re.findall(r"slope\((\d)\)", read(html, folded=False)) == ["5", "4", "3"]
    assert re.findall(r"slope\((\d)\)", read(html)) == ["5", "4", "3", "2", "1"] and "2 more reasons" in read(html)


def test_points_are_those_after_the_late_penalty_which_is_named():
    """Is the penalty taken off the notebook's points and the sum, and named in both places?"""
    words = read(html_of(notebook(FULL, LOST, late=0.5), notebook(FULL, name="2_more")))
    assert "4.5 of 7 points , after 0.5 off for handing in late" in words
    assert "−0.5 2.5 of 5" in words and "2 of 2" in words
    assert "late" not in read(html_of(notebook(FULL, LOST))).lower()


def test_a_written_answer_that_waits_is_no_loss():
    """Is what waits said to wait, at the top and at the task?"""
    words = read(html_of(notebook(FULL, WORDS)))
    assert "1 written answer waits to be graded" in words
    assert "Nowhere, so far: written answers wait to be graded" in words
    assert "out of 2 points; a person has not graded it yet" in words


def test_comments_are_read_without_unfolding():
    """Is a person's comment open, on a task that lost points and on one that did not, and no markup in it?"""
    good = TaskView("words", "1.4 Words", Mark(2.5, 2, extra=0.5), comments=("<b>fine</b>", "neat"))
    lost = TaskView("more", "1.5 More", Mark(1, 2), comments=("say\nmore",))
    html = html_of(notebook(good, lost))
    words = read(html, folded=False)
    assert "<b>fine</b>" in words and "<b>fine" not in html and "neat" in words and "say more" in words
    assert "2.5 of 2 points, 0.5 of them extra" in words


def test_bonus_points_are_told_apart():
    """Is a bonus task no loss, and are its points named as such?"""
    bonus = TaskView("bonus-tests", "1.6 Bonus", Mark(0.5, 0, extra=0.5), bonus=1.0)
    words = read(html_of(notebook(bonus)))
    assert "0.5 of 1 bonus points, beyond those of the notebook" in words and "Nowhere" in words


def test_an_untouched_or_unread_notebook_is_one_line():
    """Is there nothing about single tasks where nothing is written, and the reason where nothing could be read?"""
    stub = TaskView(
        "slope-tests", "1.1", Mark(0, 3), outcomes=[outcome("?", reason="slope is not written", unwritten=True)]
    )
    words = read(html_of(notebook(stub)))
    assert "None of its tasks is written" in words and "1.1" not in words
    words = read(html_of(notebook(stub, notices=[Notice("the notebook was not handed in", "missing")])))
    assert words.count("the notebook was not handed in") == 1 and "None of its tasks" not in words


def test_a_task_that_is_not_written_beside_others_is_one_sentence():
    """Is each unwritten task told once, without the questions of its tests?"""
    stub = TaskView(
        "a-tests", "1.1 A", Mark(0, 3), outcomes=[outcome("Why?", reason="a is not written", unwritten=True)] * 3
    )
    words = read(html_of(notebook(FULL, stub)))
    assert words.count("a is not written") == 1 and "Why?" not in words
