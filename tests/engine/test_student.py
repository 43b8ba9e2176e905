"""What a student is told when a call of their function does not give data."""

from collections import namedtuple

import numpy as np
import pytest

from autograder.errors import Wrong
from autograder.grading.student import Student, explain, student_of
from autograder.sandbox.border import wire


def said(call):
    """The message of the Wrong that a call raises."""
    with pytest.raises(Wrong) as caught:
        call()
    return str(caught.value)


def raising(error):
    def f():
        raise error

    return f


MESSAGES = {
    "not written": (raising(NotImplementedError()), "f is not written yet"),
    "raised": (raising(ValueError("bad shape")), "f raised ValueError: bad shape"),
    "exit": (raising(SystemExit(0)), "f raised SystemExit: 0"),
    "too large": (lambda: np.zeros(2**23), f"f: the answer is too large: more than {wire.MAX_BYTES // 2**20} MiB"),
    "too deep": (lambda: eval("[" * 40 + "]" * 40), "f: the answer is nested more than 12 deep"),
    "huge integer": (lambda: 10**400, "f: the answer holds an integer that is too large"),
    "long text": (lambda: "x" * 5000, "f: the answer holds a text of more than 2000 characters"),
}


@pytest.mark.parametrize("name", MESSAGES)
def test_a_call_that_gives_no_data_says_why(name):
    """Is each reason told in the student's terms, beginning with the function's name?"""
    function, message = MESSAGES[name]
    assert said(student_of(f=function).f) == message


def test_a_missing_function_is_named():
    """Is a function that is not there named, with the misspelled one where there is one?"""
    assert said(student_of().softmax) == "softmax is not defined in the notebook"
    near = {"outcome": "missing", "near": "sofmax"}
    assert (
        explain("softmax", near)
        == "softmax is not defined in the notebook; there is a function called sofmax: is that it?"
    )


def test_a_death_and_a_question_are_told():
    """Are the end of the process and a call of input() told plainly?"""
    assert explain("f", {"outcome": "died", "message": "stopped after 10 s"}) == "f: stopped after 10 s"
    asked = {"outcome": "raised", "error": "StdinNotImplementedError", "message": "raw_input was called"}
    assert explain("f", asked) == "f asked for keyboard input; a graded function cannot"


def test_the_students_line_is_told():
    """Does the reason hold the line where it arose, where it is known?"""
    content = {"outcome": "raised", "error": "KeyError", "message": "'a'", "line": "return d['a']"}
    assert explain("f", content) == "f raised KeyError: 'a', in your line: return d['a']"


def test_changed_arguments_are_told_only_where_asked():
    """Does unchanged() name the changed argument, and does a plain call let it pass?"""

    def f(a, b):
        b += 1
        return a + b

    student = student_of(f=f)
    assert student.f(1.0, np.zeros(2)).tolist() == [2, 2]
    assert said(lambda: student.f.unchanged(1.0, np.zeros(2))) == "f changes its argument 2; work on a copy instead"
    assert student_of(f=lambda a: a + 1).f.unchanged(np.zeros(1)).tolist() == [1]


def test_every_call_gets_fresh_copies():
    """Does an argument that one call spoiled arrive unspoiled in the next, and at the test itself?"""

    def f(a):
        a += 1
        return a

    student, a = student_of(f=f), np.zeros(2)
    assert [student.f(a).tolist() for _ in range(3)] == [[1, 1]] * 3
    assert a.tolist() == [0, 0]


def test_expected_errors():
    """Does raises() accept that error only, and say what came instead?"""
    student = student_of(right=raising(ValueError("no")), other=raising(TypeError("oh")), none=lambda: 1)
    student.right.raises()
    assert said(student.other.raises) == "other raised TypeError: oh"
    assert said(student.none.raises) == "none should raise a ValueError for these arguments, and returned"
    assert said(lambda: student.right.raises(error="KeyError")) == "right raised ValueError: no"


@pytest.mark.parametrize("outcome", ["missing", "died"])
def test_raising_is_not_being_absent(outcome):
    """Is a function that is not there, or died, no function that raises the right error?"""

    class Backend:
        def call(self, name, tree, buffers):
            return {"outcome": outcome, "message": "the process ended"}, []

    message = said(Student(Backend()).f.raises)
    assert ("not defined" if outcome == "missing" else "the process ended") in message


def test_tuples_lists_and_their_like_arrive_as_plain_data():
    """Do a named tuple, a dict's subclass and a list arrive as tuple, dict and list?"""

    class Cache(dict):
        pass

    Pair = namedtuple("Pair", "z h")
    student = student_of(f=lambda: [Pair(1, 2.0), Cache(k=1)])
    assert student.f() == [(1, 2.0), {"k": 1}]
    assert [type(part) for part in student.f()] == [tuple, dict]


def test_prints_of_an_answer_stay_unseen(capsys):
    """Is what a function prints kept away from whoever runs the hidden tests?"""
    student_of(f=lambda: print("secret input")).f()
    assert "secret" not in capsys.readouterr().out


def test_private_names_are_no_functions():
    """Does looking for a private attribute, as libraries do, not become a call of the student's?"""
    assert not hasattr(student_of(), "__wrapped__")
    assert not hasattr(student_of(), "_repr_html_")
