"""Messages from the kernel, which is the student's: only what is well formed passes, bounded."""

import pytest

from autograder.sandbox import replies

RETURNED = {"outcome": "returned", "value": ["none"], "changed": [0, 2]}


def test_well_formed_answers_pass():
    """Do the three kinds of answer pass as they are?"""
    raised = {"outcome": "raised", "error": "KeyError", "bases": ["LookupError"], "message": "'a'", "line": "d['a']"}
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


@pytest.mark.parametrize("content", [None, [], "text", 5])
def test_a_content_that_is_no_dict_is_malformed(content):
    """Is a reply refused whose content is no dict?"""
    assert replies.answer(content) == replies.MALFORMED


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
