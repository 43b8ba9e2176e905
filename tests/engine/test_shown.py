"""What a cell showed when it was handed in: kept for readers, as text and pictures, and it counts for nothing."""

import base64
import struct
import zlib

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_output
from submissions import as_bytes, cell_of, released, solved

from autograder.intake import file as submission
from autograder.intake import shown as keeping
from autograder.intake.layout import restore
from autograder.intake.shown import MAX_PICTURE, MAX_TEXT, keep_shown, shown
from autograder.notebooks import KEY, meta


def png(width=2, height=2, padding=0):
    """A PNG of this size as base64; its pixels are missing where it is large."""
    parts = {b"IHDR": struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0), b"tEXt": b"c\0" + b"x" * padding}
    parts |= {b"IDAT": zlib.compress(b"\0" * (width + 1) * min(height, 9)), b"IEND": b""}
    chunks = (struct.pack(">I", len(d)) + n + d + struct.pack(">I", zlib.crc32(n + d)) for n, d in parts.items())
    return base64.b64encode(b"\x89PNG\r\n\x1a\n" + b"".join(chunks)).decode()


def picture(data=None, **others):
    """An output with a picture."""
    return new_output("display_data", {"image/png": data or png(), **others})


def kept(*outputs, room=10**9):
    """What is kept of these outputs: (kind, what is in it) each."""
    cell = new_code_cell("x")
    keep_shown(cell, list(outputs), room)
    assert cell.outputs == [] and nbformat.validator.isvalid(
        {"cells": [cell], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    )
    return [(o["output_type"], o.get("text") or o["data"]) for o in shown(cell)]


def test_text_and_pictures_are_kept():
    """Are prints, values and pictures kept in their order, values as what is only displayed, text in one piece?"""
    lines = {"output_type": "stream", "name": "stdout", "text": ["a\n", "b\n"]}
    split = {"output_type": "display_data", "data": {"image/png": [png()[:20] + "\n", png()[20:] + "\n"]}}
    value = new_output("execute_result", {"text/plain": "5.0"}, execution_count=3)
    wanted = [("stream", "a\nb\n"), ("display_data", {"image/png": png()}), ("display_data", {"text/plain": "5.0"})]
    assert kept(lines, split, value) == wanted


ACTIVE = [
    new_output("error", ename="E", evalue="5 of 5 points", traceback=["x"]),
    new_output("display_data", {"text/html": "<script>1</script>", "image/svg+xml": "<svg/>", "text/latex": "$x$"}),
    new_output("display_data", {"application/vnd.jupyter.widget-view+json": {"model_id": "x"}}),
    picture("iVBORw0KGgo="),
    picture("no base64 <script>"),
    picture(base64.b64encode(b"GIF89a" + b"x" * 100).decode()),
    picture(png(50_000, 50_000)),
    picture(png(0, 5)),
    picture(png(padding=MAX_PICTURE)),
    {"output_type": "update_display_data", "data": {"text/plain": "x"}},
    {"output_type": "stream", "text": 5},
    {"output_type": "stream", "text": [5, None]},
    {"output_type": "display_data", "data": ["text/plain"]},
    {"output_type": ["stream"]},
    {},
    None,
    "text",
]


@pytest.mark.parametrize("output", ACTIVE, ids=lambda output: str(output)[:60])
def test_nothing_else_is_kept(output):
    """Is whatever acts, is no picture, unfolds into gigabytes or is no output at all left out, its neighbour kept?"""
    last = ("display_data", {"text/plain": "y"})
    assert kept(output, picture("none", **{"text/plain": "y"})) == [last]


@pytest.mark.parametrize("outputs", [None, "text", 5, {"a": 1}])
def test_outputs_that_are_no_list(outputs):
    """Is a cell whose outputs are no list read as one without?"""
    cell = new_code_cell("x")
    assert keep_shown(cell, outputs, 10**6) == 0 and cell.metadata == {}


def test_it_is_bounded():
    """Is text cut, are outputs counted, and does the notebook's room end what is kept?"""
    assert sum(len(o[1]) for o in kept(*[new_output("stream", text="x" * 5_000)] * 9)) < MAX_TEXT + 100
    assert len(kept(*[picture()] * 1_000)) <= keeping.MAX_OUTPUTS
    big = picture(png(padding=MAX_PICTURE // 2))
    assert [kind for kind, _ in kept(big, big, big, room=MAX_PICTURE)] == ["display_data", "stream"]


@pytest.fixture
def handed_in(tmp_path):
    """Read a notebook as it was handed in, and restore its layout."""

    def read(made):
        path = tmp_path / "work.ipynb"
        path.write_bytes(as_bytes(made))
        return restore(submission.read(path)[0], released()).notebook

    return read


def test_a_notebook_keeps_a_bounded_part(handed_in):
    """Is of a notebook with many pictures a part kept, and never that of a test cell or an answer?"""
    made = solved()
    for cell in made.cells:
        if cell.cell_type == "code":
            cell.outputs = [picture(png(padding=MAX_PICTURE // 2))] * 2
    made.cells += [new_code_cell(f"c{i}", outputs=[picture(png(padding=MAX_PICTURE // 2))]) for i in range(20)]
    read = handed_in(made)
    having = [cell for cell in read.cells if shown(cell)]
    pictures = [output for cell in having for output in shown(cell) if "data" in output]
    assert 5 < len(pictures) < 20 and not any(meta(cell, "grade_id") for cell in having)
    assert "more output than is kept" in shown(having[-1])[0]["text"]
    assert len(as_bytes(read)) < keeping.MAX_SHOWN + 2**20
    assert all(not cell.outputs for cell in read.cells if cell.cell_type == "code")


def test_metadata_of_ones_own_passes_for_nothing(handed_in):
    """Is what a submission itself puts where the grader keeps its own dropped, in a test cell, too?"""
    made = solved()
    forged = {"shown": [{"output_type": "execute_result", "data": {"text/plain": "3"}}], "left_out": True}
    for cell in made.cells:
        cell.metadata[KEY] = forged
    cell_of(made, "softmax-tests").outputs = [picture()]
    assert not any(KEY in cell.metadata for cell in handed_in(made).cells)
