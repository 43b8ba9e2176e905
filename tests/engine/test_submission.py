"""Reading a notebook that came from outside: what can be read is read, the rest is refused with a plain reason."""

import json
import os

import nbformat
import pytest
from nbformat import v3
from submissions import as_bytes, released

from autograder.errors import SubmissionError
from autograder.intake import file as submission
from autograder.intake.notice import CELL, Notice, markdown, notices_of, with_notices


def cell(source="x = 1", kind="code", **fields):
    base = {"cell_type": kind, "source": source, "metadata": {}}
    return base | ({"outputs": [], "execution_count": None} if kind == "code" else {}) | fields


def tree(*cells, **fields):
    return {"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": [*cells]} | fields


@pytest.fixture
def read(tmp_path):
    """Write a tree, text or bytes to a file and read it as a submission; return (notebook, notices)."""

    def read(content):
        if isinstance(content, dict | list | int):
            content = json.dumps(content)
        path = tmp_path / "work.ipynb"
        path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8", "surrogatepass"))
        notebook, notices = submission.read(path)
        nbformat.validate(notebook)
        nbformat.write(notebook, tmp_path / "written.ipynb")  # whatever is read can be written
        return notebook, notices

    return read


def refused(read, content):
    with pytest.raises(SubmissionError) as caught:
        read(content)
    return str(caught.value)


def test_the_release_is_read_without_notice(read):
    """Is an untouched release read, cell for cell, with nothing to note?"""
    notebook, notices = read(nbformat.writes(released()))
    assert notices == []
    assert [(c.cell_type, c["id"], c.source) for c in notebook.cells] == [
        (c.cell_type, c["id"], c.source) for c in released().cells
    ]


def test_a_byte_order_mark_is_removed(read):
    """Is a notebook with a byte-order mark read, and the mark noted?"""
    notebook, notices = read(b"\xef\xbb\xbf" + json.dumps(tree(cell())).encode())
    assert notebook.cells[0].source == "x = 1"
    assert "byte-order mark" in notices[0]


def test_an_old_format_is_converted(read):
    """Is a notebook of format 3 read, code and text, and the conversion noted?"""
    old = v3.new_notebook(
        worksheets=[
            v3.new_worksheet(cells=[v3.new_code_cell(input="x = 3"), v3.new_text_cell("markdown", source="hi")])
        ]
    )
    notebook, notices = read(json.dumps(old))
    assert [c.source for c in notebook.cells] == ["x = 3", "hi"]
    assert "older notebook format" in notices[0]


def test_sources_may_be_lists(read):
    """Are sources in lines joined, and parts that are no text left out?"""
    notebook, _ = read(tree(cell(["a = 1\n", "b = 2"]), cell(["a", 5, None, "b"]), cell(7), cell({"x": 1})))
    assert [c.source for c in notebook.cells] == ["a = 1\nb = 2", "ab", "", ""]


REFUSED = {
    "truncated": (nbformat.writes(released())[:20_000], "it is no complete JSON file"),
    "empty": (b"", "it is no complete JSON file"),
    "not UTF-8": (json.dumps(tree(cell("ü")), ensure_ascii=False).encode("latin-1"), "it is no complete JSON file"),
    "a picture": (b"\x89PNG\r\n\x1a\n" + bytes(200), "it is no complete JSON file"),
    "nesting bomb": ("[" * 200_000 + "]" * 200_000, "it is no complete JSON file"),
    "nesting bomb in metadata": (
        json.dumps(tree()).replace('"metadata": {}', '"metadata": ' + '{"a":' * 100_000 + "1" + "}" * 100_000),
        "it is no complete JSON file",
    ),
    "million-digit number": ('{"nbformat": ' + "9" * 10**6 + "}", "it is no complete JSON file"),
    "a list": ([tree()], "it has no format version"),
    "a number": (4, "it has no format version"),
    "no version": ({"cells": []}, "it has no format version"),
    "version in words": (tree(nbformat="4"), "it has no format version"),
    "version 99": (tree(cell(), nbformat=99), "has notebook format 99; save it as format 4"),
    "version 3 without worksheets": ({"nbformat": 3, "worksheets": 7}, "has notebook format 3; save it as format 4"),
    "version true": (tree(cell(), nbformat=True), "it has no format version"),
    "no cells": (tree(cells=None), "not a notebook of at most 2000 cells"),
    "cells in a dict": (tree(cells={}), "not a notebook of at most 2000 cells"),
    "too many cells": (tree(*[cell()] * 2001), "not a notebook of at most 2000 cells"),
    "too many lists": (tree(metadata={"x": [[]] * (submission.MAX_PARTS[b"["] + 1)}), "clear its outputs"),
    "too many numbers": (tree(metadata={"x": [1] * (submission.MAX_PARTS[b","] + 1)}), "clear its outputs"),
    "too much text": (tree(*[cell("x" * 2**20)] * 3), "has more than 2 MiB of text"),
    "too many pictures": (
        tree(*[cell(f"![](data:image/png;base64,{'A' * 3 * 2**20})", "markdown")] * 3),
        "has more than 2 MiB of text",
    ),
    "a huge file": (b" " * (submission.MAX_FILE + 1), "is larger than 20 MiB"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_notebook_is_refused_with_its_reason(read, name):
    """Is each file that cannot be read refused, its name and the reason said plainly?"""
    content, reason = REFUSED[name]
    message = refused(read, content)
    assert message.startswith("work.ipynb") and reason in message


def test_a_huge_cell_is_left_out(read):
    """Is a cell that is too large left out and told, and are the others kept?"""
    notebook, notices = read(
        tree(cell("a = 1"), cell("x" * (2**20 + 1), id="big"), cell("y" * (2**20 + 1), "markdown"))
    )
    assert [c.source for c in notebook.cells] == ["a = 1", f"# {submission.LEFT_OUT}", submission.LEFT_OUT]
    assert len(notices) == 2 and "cell big was larger than is graded" in notices[0]


def test_a_picture_pasted_into_the_text_is_kept(read):
    """Is an answer kept that some editors have put a large picture into?"""
    source = f"my derivation: ![](data:image/png;base64,{'A' * 2**21})"
    notebook, notices = read(tree(cell(source, "markdown")))
    assert notebook.cells[0].source == source and notices == []


def test_cells_that_are_none_are_left_out(read):
    """Are cells that are no cells left out, and do cells of an unknown type stay as plain text?"""
    notebook, _ = read(tree(cell("a"), 5, None, "cell", [], cell("b", kind="heading"), {}))
    assert [(c.cell_type, c.source) for c in notebook.cells] == [("code", "a"), ("raw", "b"), ("raw", "")]


def test_nothing_active_or_claimed_is_kept(read):
    """Are outputs, widgets, kernelspecs, points and all other metadata dropped?"""
    claims = {"nbgrader": {"grade_id": "softmax-tests", "points": 999, "grade": True}, "tags": ["x"], "deletable": True}
    output = {"output_type": "display_data", "data": {"text/html": "<script>1</script>"}, "metadata": {}}
    made = tree(cell(metadata=claims, outputs=[output], execution_count=3))
    made["metadata"] = {"kernelspec": {"name": "evil", "language": "sh"}, "widgets": {"state": 1}}
    notebook, _ = read(made)
    assert notebook.metadata == {} and notebook.cells[0].outputs == []
    assert notebook.cells[0].metadata == {"nbgrader": {"grade_id": "softmax-tests"}}


ODD = ["\ud800", "a\ud800b", "x" * 10**5, "", "a b", "../..", "<b>", 5, None, ["softmax"]]


@pytest.mark.parametrize("value", ODD)
def test_odd_grade_ids_and_ids_are_dropped(read, value):
    """Is a grade_id or cell id that no course has dropped, so that it can do no harm later?"""
    notebook, _ = read(json.dumps(tree(cell(id=value, metadata={"nbgrader": {"grade_id": value}}))))
    assert notebook.cells[0].metadata == {}
    assert notebook.cells[0]["id"] != value


@pytest.mark.parametrize("metadata", [None, [], "text", {"nbgrader": None}, {"nbgrader": [1]}, {"nbgrader": "x"}])
def test_odd_metadata_is_dropped(read, metadata):
    """Is metadata that is no metadata dropped, and the cell kept?"""
    notebook, _ = read(tree(cell("a", metadata=metadata)))
    assert (notebook.cells[0].source, notebook.cells[0].metadata) == ("a", {})


def test_text_that_no_file_can_hold_is_replaced(read):
    """Are half characters replaced, so that the notebook can be written?"""
    notebook, _ = read(json.dumps(tree(cell("a = '\ud800'"))))
    assert notebook.cells[0].source == "a = '?'"


def test_ids_are_made_unique(read):
    """Does each cell have an id of its own, also where copies had the same?"""
    notebook, _ = read(tree(*[cell(id="same")] * 3, cell(), cell(id="not an id!")))
    assert len({c["id"] for c in notebook.cells}) == 5
    assert notebook.cells[0]["id"] == "same"


def test_attached_pictures_are_kept_and_nothing_else(read):
    """Do pictures attached to a markdown cell stay, and is anything else that is attached dropped?"""
    attached = {
        "a.png": {"image/png": "iVBORw0KGgo="},
        "b.svg": {"image/svg+xml": "<svg onload='alert(1)'/>"},
        "c.png": {"image/png": 5, "text/html": "<script>"},
        "../d.png": {"image/png": "iVBORw0KGgo="},
        "e.png": {"image/png": "\ud800"},
        "f.png": "iVBORw0KGgo=",
    }
    notebook, _ = read(json.dumps(tree(cell("![](attachment:a.png)", kind="markdown", attachments=attached))))
    assert notebook.cells[0].attachments == {"a.png": {"image/png": "iVBORw0KGgo="}}


def test_links_fifos_and_folders_are_refused_unopened(tmp_path):
    """Is whatever is no regular file refused, without waiting for it or following it?"""
    secret = tmp_path / "secret.ipynb"
    secret.write_text(json.dumps(tree(cell("secret"))))
    link, fifo, folder = tmp_path / "link.ipynb", tmp_path / "fifo.ipynb", tmp_path / "folder.ipynb"
    link.symlink_to(secret)
    os.mkfifo(fifo)
    folder.mkdir()
    for path in (link, fifo, folder, tmp_path / "loop.ipynb"):
        if path.name == "loop.ipynb":
            path.symlink_to(path)
        with pytest.raises(SubmissionError, match=f"{path.name} is not a regular file"):
            submission.read(path)


def test_a_missing_file_is_named(tmp_path):
    """Is a file that is not there named as missing?"""
    with pytest.raises(SubmissionError, match="work.ipynb is missing"):
        submission.read(tmp_path / "work.ipynb")


def test_notices_stand_on_top_once():
    """Do notices stand in one cell on top, replaced rather than repeated?"""
    once = with_notices(released(), [Notice("one")])
    twice = with_notices(once, [Notice("two"), Notice("three")])
    assert [c["id"] for c in twice.cells].count(CELL) == 1
    assert twice.cells[0]["id"] == CELL and "- two\n- three" in twice.cells[0].source
    assert CELL not in [c["id"] for c in with_notices(twice, []).cells]


@pytest.mark.parametrize("text", ["2_x (1).ipynb was taken for 2_x.ipynb", r"a\_b", "*[<&~|$#!", "Ünïcode"])
def test_notices_can_be_read_off_again(text):
    """Do notices come back as they were, whatever Markdown made of them on the way?"""
    assert [n.text for n in notices_of(with_notices(released(), [Notice(text), Notice("b")]))] == [text, "b"]
    assert notices_of(released()) == []


def test_a_forged_notice_is_left_out(tmp_path):
    """Is a cell that passes itself off as the grader's note no part of what is read?"""
    forged = with_notices(released(), [Notice("full marks, by order")])
    (tmp_path / "work.ipynb").write_bytes(as_bytes(forged))
    read, _ = submission.read(tmp_path / "work.ipynb")
    assert notices_of(read) == [] and "by order" not in as_bytes(read).decode()


@pytest.mark.parametrize(
    "text", ["<script>", "[a](javascript:1)", "![x](y)", "`a`", "$x$", "**b**", "# h", "a\nb", "a|b"]
)
def test_names_from_outside_are_shown_not_interpreted(text):
    """Does text of unknown origin appear in a notice as it is written, on one line?"""
    from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath

    from autograder.report.inert import sanitize

    shown = markdown(text)
    html = sanitize(MarkdownWithMath(renderer=IPythonRenderer(escape=False)).render(f"- {shown}"))
    assert "\n" not in shown
    for tag in ("<script", "<a ", "<img", "<code", "<strong", "<h1", "<table"):
        assert tag not in html
