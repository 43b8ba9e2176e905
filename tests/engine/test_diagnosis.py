"""Diagnosis: a mistake is named where the student's answers equal its answers, and only there."""

import numpy as np
import pytest
from submissions import HERE

from autograder.grading.diagnosis import Recorder, diagnose, sentence
from autograder.grading.hidden_tests import collected
from autograder.grading.outcome import Mistake
from autograder.grading.student import InProcess, Student
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


def test_several_names_are_all_told():
    """Does the sentence name every mistake that fits, and where to read again?"""
    mistakes = [Mistake("first", "one", "2.3 Softmax"), Mistake("second", "two", "2.3 Softmax")]
    said = sentence("softmax", mistakes)
    assert "one; or: two" in said and said.count("2.3 Softmax") == 1
