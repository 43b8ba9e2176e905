"""Diagnosis: a mistake is named where the student's answers equal its answers, and only there."""

import numpy as np
import pytest
from submissions import HERE

from autograder.errors import CourseError
from autograder.grading.diagnosis import Recorder, diagnose, sentence
from autograder.grading.hidden_tests import collected
from autograder.grading.outcome import Mistake
from autograder.grading.student import InProcess, Student
from autograder.library import read_entries
from autograder.modules import load

NOTEBOOK = "2_forward_propagation"
COURSE = HERE
REFERENCE = vars(load(COURSE.solution_file(NOTEBOOK)))
LIBRARY = COURSE.answers("misconceptions", NOTEBOOK)
TESTS = collected(COURSE.test_file(NOTEBOOK))


def named(function, answer):
    """Names of the entries that explain an answer, after the hidden tests have called it."""
    recorder = Recorder(InProcess(REFERENCE | {function: answer}))
    TESTS.run(Student(recorder), Student(InProcess(REFERENCE)), 0)
    found = diagnose(recorder.calls, [function], REFERENCE, LIBRARY)
    return [entry.name for entry in found.get(function, [])]


def entry(name):
    """The library's entry of this name."""
    return next(e for e in LIBRARY if e.name == name)


@pytest.mark.parametrize("name", ["l2_penalty_without_the_half", "cross_entropy_with_epsilon", "softmax_in_place"])
def test_a_known_mistake_is_named(name):
    """Is a mistake of the library named, and nothing else?"""
    mistake = entry(name)
    assert named(mistake.target, mistake.namespace(REFERENCE)[mistake.target]) == [name]


def test_the_same_mistake_in_other_words():
    """Is a mistake named that was written in another style than the library's?"""

    def mine(W1, W2, lam):
        total = 0.0
        for W in (W1, W2):
            total += sum(float(w) * float(w) for w in W.ravel())
        return total * lam

    assert named("l2_penalty", mine) == ["l2_penalty_without_the_half"]


def test_a_right_answer_has_no_name():
    """Is nothing said of a right answer?"""
    assert named("softmax", REFERENCE["softmax"]) == []


def test_an_unknown_mistake_has_no_name():
    """Is nothing said of a wrong answer that the library does not know?"""
    assert named("softmax", lambda o: np.full(np.shape(o), 0.123456)) == []


def test_an_error_alone_has_no_name():
    """Is nothing said where every call raises?"""
    assert named("softmax", lambda o: 1 / None) == []


def test_the_same_error_has_a_name():
    """Is a mistake named that raises on every wrong call, where the text of the errors is the same, and only there?"""

    def mine(o):
        top = o.max(axis=-1)
        return np.exp(o - top) / np.exp(o - top).sum(axis=-1, keepdims=True)

    def by_an_error_of_its_own(o):
        if o.ndim > 1:
            raise ValueError("one row, please")
        return REFERENCE["softmax"](o)

    assert "softmax_maximum_without_keepdims" in named("softmax", mine)
    assert named("softmax", by_an_error_of_its_own) == []


def test_a_hint_is_said_once():
    """Do two mistakes with one hint make one sentence, with no "or"?"""
    said = sentence("softmax", [Mistake("first", "one", ""), Mistake("second", "one", "")])
    assert "; or: " not in said and "with this mistake: one." in said


LIBRARY_OF_ITS_OWN = """
from autograder.testing import seen, slips, wrong
import numpy as np

@seen("ends")
def _sorted(answer, x):
    return sorted(answer)

def right(x):
    low, high = min(x), max(x)
    return [low, high]

slips("ends", right, "1.1 Ends", high_lost=("your high end is lost", "low, high]", "low, low]"))

@wrong("ends", hint="your ends are those of the first call", sign=lambda calls: len({tuple(a) for _, a in calls}) == 1)
def same_for_all(x):
    return [0, 1]
"""


def test_views_signs_and_slips(tmp_path):
    """Are answers compared by what the view says of them, signs asked about all calls, and slips read as edits?"""
    path = tmp_path / "ends.py"
    path.write_text(LIBRARY_OF_ITS_OWN)
    entries = read_entries(path)
    assert "return [low, low]" in entries[0].source and entries[0].view is not None

    def names(answer):
        recorder = Recorder(InProcess({"ends": answer}))
        for x in (np.array([3.0, 1.5]), np.array([2.0, 7.5, -1.0])):
            Student(recorder).ends(x)
        found = diagnose(recorder.calls, ["ends"], {"ends": lambda x: [x.min(), x.max()]}, entries)
        return [entry.name for entry in found.get("ends", [])]

    assert names(lambda x: [x.max(), x.min()]) == []  # right, in the other order: the view sees no difference
    assert names(lambda x: [x.min(), x.min()]) == ["high_lost"]
    assert names(lambda x: [5.0, 6.0]) == ["same_for_all"]
    assert names(lambda x: [x.max(), x.max()]) == []


def test_a_slip_must_fit_once(tmp_path):
    """Is a slip refused whose text stands elsewhere, too, or nowhere?"""
    path = tmp_path / "ends.py"
    path.write_text(LIBRARY_OF_ITS_OWN.replace('"low, high]"', '"high"'))
    with pytest.raises(CourseError, match="stands 2 times in right, not once"):
        read_entries(path)


def test_several_names_are_all_told():
    """Does the sentence name every mistake that fits, and where to read again?"""
    mistakes = [Mistake("first", "one", "2.3 Softmax"), Mistake("second", "two", "2.3 Softmax")]
    said = sentence("softmax", mistakes)
    assert "one; or: two" in said and said.count("2.3 Softmax") == 1
