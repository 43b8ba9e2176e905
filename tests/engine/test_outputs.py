"""What a cell showed, kept within bounds and inert: text and PNG pictures, and nothing that acts."""

import base64

import pytest

from autograder.report.cell import quiet
from autograder.sandbox.outputs import PNG, Collector, inert

PICTURE = base64.b64encode(PNG + b"data").decode()


def message(kind, **content):
    return {"kind": kind, "id": "a"} | content


def shown(**data):
    return inert(message("display_data", data=data))


def test_text_and_pictures_are_kept():
    """Do prints, reprs, errors and PNG pictures stay?"""
    assert inert(message("stream", name="stdout", text="hi")).text == "hi"
    data = {"text/plain": "<Figure>", "image/png": PICTURE}
    assert inert(message("display_data", data=data)).data == data
    error = inert(message("error", ename="ValueError", evalue="no", traceback=["line"]))
    assert (error.ename, error.evalue, error.traceback) == ("ValueError", "no", ["line"])


@pytest.mark.parametrize(
    "data",
    [
        {"text/html": "<script>alert(1)</script>"},
        {"application/javascript": "alert(1)"},
        {"image/svg+xml": "<svg onload='alert(1)'/>"},
        {"text/markdown": "[a](javascript:alert(1))"},
        {"text/latex": "$x$"},
        {"application/vnd.jupyter.widget-view+json": {"model_id": "x"}},
        {"application/pdf": PICTURE},
        {"image/png": base64.b64encode(b"<svg onload='alert(1)'/>").decode()},
        {"image/png": '"><script>alert(1)</script>'},
        {"image/png": ["list"]},
        {"image/jpeg": PICTURE},
        {"text/plain": {"a": 1}},
    ],
)
def test_everything_else_is_left_out(data):
    """Is whatever could act in a browser, or lies about what it is, left out?"""
    assert inert(message("display_data", data=data)) is None
    kept = inert(message("display_data", data={"text/plain": "x"} | data))
    assert kept is None or kept.data == {"text/plain": "x"}


def test_a_forged_picture_cannot_break_out_of_its_tag():
    """Is a picture re-encoded, so that nothing beside its bytes remains?"""
    forged = PICTURE + '"><script>alert(1)</script>'
    kept = shown(**{"image/png": forged})
    assert kept is None or not set(kept.data["image/png"]) & set('"<>')


def test_a_result_of_the_students_is_no_result():
    """Is an `execute_result` shown as a display only, so that nbgrader cannot read it as a score?"""
    assert inert(message("execute_result", data={"text/plain": "5.0"}, execution_count=1)).output_type == "display_data"


@pytest.mark.parametrize(
    "odd",
    [
        message("clear_output", wait=True),
        message("update_display_data", data={"text/plain": "5.0"}),
        message("comm_open", data={}),
        message("status", execution_state="idle"),
        message("display_data", data=None),
        message("display_data", data=[1]),
        {"kind": ["stream"], "text": "x"},
        {"kind": None},
        {},
    ],
)
def test_other_messages_show_nothing(odd):
    """Do messages of other kinds and forms leave no output?"""
    assert inert(odd) is None


def test_fields_that_are_no_text_become_none():
    """Are fields of another type taken as empty, and half characters replaced?"""
    error = inert(message("error", ename=5, evalue=None, traceback=["a", 3, "\ud800"]))
    assert (error.ename, error.evalue, error.traceback) == ("", "", ["a", "", "?"])
    assert inert(message("error", ename="E", evalue="", traceback="text")).traceback == []
    assert inert(message("stream", name="other", text={"a": 1})).name == "stdout"


def test_a_flood_is_cut_and_says_so():
    """Are outputs kept up to the bound, with one line that says where the rest went?"""
    collector = Collector(10_000)
    for _ in range(10_000):
        collector.add(message("stream", name="stdout", text="x" * 100))
    kept, last = collector.outputs
    assert kept.text.count("x") == 8_000 and "[more output than is kept: the rest is left out]" in last.text


@pytest.mark.parametrize(
    "large",
    [
        message("stream", name="stdout", text="x" * 20_000),
        message("display_data", data={"text/plain": "x" * 20_000}),
        message("error", ename="x" * 20_000, evalue="", traceback=[]),
        message("error", ename="", evalue="x" * 20_000, traceback=[]),
        message("error", ename="", evalue="", traceback=["x" * 10_000] * 2),
    ],
)
def test_one_large_output_is_cut(large):
    """Is a single output beyond the bound replaced, in whatever field its size lies?"""
    collector = Collector(10_000)
    collector.add(large)
    assert [o.text for o in collector.outputs] == ["\n[more output than is kept: the rest is left out]\n"]


def test_a_million_small_displays_are_bounded():
    """Is the number of outputs bounded, not only the bytes in them?"""
    collector = Collector(1024 * 1024)
    for _ in range(50_000):
        collector.add(message("display_data", data={"text/plain": ""}))
    assert len(collector.outputs) < 600


def test_messages_that_show_nothing_leave_nothing():
    """Does the collector pass over messages that show nothing, and take what follows?"""
    collector = Collector(10_000)
    for kind, content in [("status", {"execution_state": "busy"}), ("stream", {"name": "stdout", "text": "a"})]:
        collector.add(message(kind, **content))
    assert [o.text for o in collector.outputs] == ["a"]


def test_streams_are_joined_by_name():
    """Do prints that follow each other become one output, stdout and stderr kept apart?"""
    collector = Collector(10_000)
    for name, text in [("stdout", "a"), ("stdout", "b"), ("stderr", "c"), ("stdout", "d")]:
        collector.add(message("stream", name=name, text=text))
    assert [(o.name, o.text) for o in collector.outputs] == [("stdout", "ab"), ("stderr", "c"), ("stdout", "d")]


def test_outputs_in_a_test_cell_count_for_nothing():
    """Are results, errors and stderr of the student's made such that nbgrader sees neither score nor failure?"""
    outputs = [
        {"output_type": "execute_result", "data": {"text/plain": "5.0"}},
        {"output_type": "display_data", "data": {"text/plain": "10/10"}},
        {"output_type": "stream", "name": "stderr", "text": "RuntimeWarning: overflow"},
        {"output_type": "error", "ename": "ValueError", "evalue": "no", "traceback": []},
    ]
    kept = quiet(outputs)
    assert [o.output_type for o in kept] == ["display_data", "display_data", "stream", "stream"]
    assert {o.name for o in kept if o.output_type == "stream"} == {"stdout"}
    assert "ValueError: no" in kept[3].text and "overflow" in kept[2].text


def test_many_small_outputs_are_bounded_too():
    """Are outputs of a letter each, and tracebacks of empty lines, counted as what they become?"""
    collector = Collector(100_000)
    for i in range(1_000):
        collector.add(message("stream", name="stdout" if i % 2 else "stderr", text="a"))
    assert len(collector.outputs) == 50 and collector.full
    collector = Collector(100_000)
    collector.add(message("error", ename="E", evalue="", traceback=[""] * 10_000))
    assert [o.output_type for o in collector.outputs] == ["stream"]
