"""Messages from the kernel, which is the student's: only what is well formed passes, bounded."""

import pytest

from autograder.sandbox import replies

RETURNED = {"outcome": "returned", "value": ["none"], "changed": [0, 2]}


def test_well_formed_answers_pass():
    """Do the three kinds of answer pass as they are?"""
    raised = {"outcome": "raised", "error": "KeyError", "message": "'a'", "line": "d['a']"}
    for content in (RETURNED, raised, {"outcome": "missing", "defined": ["sofmax"]}):
        assert replies.answer(content) == content


@pytest.mark.parametrize(
    "change",
    [
        {"outcome": "passed"},
        {"outcome": ["returned"]},
        {"outcome": None},
        {"changed": None},
        {"changed": 3},
        {"changed": ["0"]},
        {"changed": [True]},
        {"changed": [-1]},
        {"changed": [10**9]},
    ],
)
def test_forged_answers_count_as_malformed(change):
    """Is an answer of another form taken for none at all?"""
    assert replies.answer(RETURNED | change) == replies.MALFORMED


def test_an_answer_without_a_value_is_malformed():
    """Is a return without anything returned refused?"""
    assert replies.answer({"outcome": "returned", "changed": []}) == replies.MALFORMED


def test_what_is_not_known_is_dropped():
    """Are fields that nobody asked for left behind?"""
    assert replies.answer(RETURNED | {"score": 3, "near": "x"}) == RETURNED


def test_texts_are_bounded_and_can_be_written():
    """Are error, message and names text of bounded length that a file can hold?"""
    forged = {"outcome": "raised", "error": "E" * 10**6, "message": "\ud800" + "m" * 10**6, "line": {"a": 1}}
    got = replies.answer(forged)
    assert [len(got[key]) for key in ("error", "message", "line")] == [80, 600, 0]
    assert got["message"].encode("utf-8").startswith(b"?m")
    names = replies.answer({"outcome": "missing", "defined": ["a", 5, "n" * 10**5] * 1000})["defined"]
    assert len(names) <= 200 and max(map(len, names)) == 80


GOOD = {"header": {"msg_type": "stream"}, "parent_header": {}, "content": {}}


def test_a_message_of_jupyter_is_one():
    """Does an ordinary message pass?"""
    assert replies.is_message(GOOD)


@pytest.mark.parametrize("part", ["header", "parent_header", "content"])
@pytest.mark.parametrize("value", [None, [], "text", 5])
def test_a_message_with_another_form_is_none(part, value):
    """Is a message refused whose parts are no dicts?"""
    assert not replies.is_message(GOOD | {part: value})


@pytest.mark.parametrize("header", [{}, {"msg_type": None}, {"msg_type": ["stream"]}])
def test_a_message_without_a_type_is_none(header):
    """Is a message refused that does not say what it is?"""
    assert not replies.is_message(GOOD | {"header": header})
