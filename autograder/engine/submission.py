"""Read a notebook that came from outside: believe nothing, keep code and text, drop everything active."""

import copy
import json
import os
import re
import stat
from pathlib import Path

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_raw_cell

from autograder.engine.errors import SubmissionError

MAX_FILE = 20 * 2**20
MAX_CELLS = 2_000
MAX_PARTS = 500_000  # lists and objects: as Python objects, they take twenty times their bytes
MAX_SOURCE = 2**20
MAX_SOURCES = 2 * 2**20  # of all cells: showing a megabyte in colours takes many seconds
NOTICE = "grader-notice"
NEW = {"code": new_code_cell, "markdown": new_markdown_cell, "raw": new_raw_cell}
PICTURES = ("image/png", "image/jpeg")
ID = re.compile(r"[a-zA-Z0-9_-]{1,64}")
BASE64 = re.compile(r"[A-Za-z0-9+/=\s]*")
SPECIAL = re.compile(r"([\\`*_{}\[\]<>()#!|$&~])")  # what means something in Markdown
ESCAPED = re.compile(r"\\(\W|_)")


def read_bytes(path) -> bytes:
    """Read a regular file of bounded size without following a link; raise SubmissionError otherwise."""
    path = Path(path)
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    except FileNotFoundError:
        raise SubmissionError(f"{path.name} is missing") from None
    except OSError as error:
        raise SubmissionError(f"{path.name} is not a regular file ({error.strerror})") from None
    status = os.fstat(descriptor)
    if not stat.S_ISREG(status.st_mode):
        os.close(descriptor)
        raise SubmissionError(f"{path.name} is not a regular file")
    with os.fdopen(descriptor, "rb") as file:
        if status.st_size > MAX_FILE:
            raise SubmissionError(f"{path.name} is larger than {MAX_FILE // 2**20} MiB")
        return file.read(MAX_FILE)


def read(path):
    """Return (notebook, notices): a fresh nbformat 4 notebook with only what is graded, and what was mended.

    A cell that passes itself off as the grader's own note is left out.

    Raises SubmissionError, with a plain reason, where there is no notebook to be had.
    """
    notices = []
    data = read_bytes(path)
    if data.startswith(b"\xef\xbb\xbf"):
        notices.append("the file began with a byte-order mark, which was removed")
    name = Path(path).name
    if data.count(b"[") + data.count(b"{") > MAX_PARTS:
        raise SubmissionError(f"{name} is not a notebook of at most {MAX_PARTS} parts")
    try:
        tree = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise SubmissionError(f"{name} is not a notebook: it is no complete JSON file") from None
    if not isinstance(tree, dict) or type(tree.get("nbformat")) is not int:
        raise SubmissionError(f"{name} is not a notebook: it has no format version")
    if tree["nbformat"] != 4:
        tree = _upgrade(tree, name)
        notices.append("the file was in an older notebook format and was converted")
    cells = tree.get("cells")
    if not isinstance(cells, list) or len(cells) > MAX_CELLS:
        raise SubmissionError(f"{name} is not a notebook of at most {MAX_CELLS} cells")
    made = [_cell(cell, name) for cell in cells if isinstance(cell, dict) and cell.get("id") != NOTICE]
    if sum(len(cell.source) for cell in made) > MAX_SOURCES:
        raise SubmissionError(f"{name} has more than {MAX_SOURCES // 2**20} MiB of text")
    _unique_ids(made)
    return new_notebook(cells=made), notices


def _upgrade(tree, name):
    try:
        node = nbformat.from_dict(tree)
        return json.loads(json.dumps(nbformat.convert(node, 4)))
    except (Exception, RecursionError):
        raise SubmissionError(f"{name} has notebook format {tree['nbformat']!r:.20}; save it as format 4") from None


def _cell(cell, name):
    kind = cell.get("cell_type")
    kind = kind if isinstance(kind, str) and kind in NEW else "raw"
    source = cell.get("source", "")
    if isinstance(source, list):
        source = "".join(part for part in source if isinstance(part, str))
    if not isinstance(source, str):
        source = ""
    if len(source) > MAX_SOURCE:
        raise SubmissionError(f"{name} has a cell of more than {MAX_SOURCE // 2**20} MiB")
    source = source.encode("utf-8", "replace").decode("utf-8")
    fresh = NEW[kind](source=source)
    if isinstance(cell.get("id"), str) and ID.fullmatch(cell["id"]):
        fresh["id"] = cell["id"]
    grade_id = _grade_id(cell)
    if grade_id:
        fresh.metadata["nbgrader"] = {"grade_id": grade_id}
    if kind == "markdown" and isinstance(cell.get("attachments"), dict):
        pictures = _pictures(cell["attachments"])
        if pictures:
            fresh["attachments"] = pictures
    return fresh


def _grade_id(cell):
    metadata = cell.get("metadata")
    mine = metadata.get("nbgrader") if isinstance(metadata, dict) else None
    grade_id = mine.get("grade_id") if isinstance(mine, dict) else None
    return grade_id if isinstance(grade_id, str) and ID.fullmatch(grade_id) else None


def _pictures(attachments):
    kept = {}
    for name, data in attachments.items():
        data = data if isinstance(data, dict) else {}
        good = {k: v for k, v in data.items() if k in PICTURES and isinstance(v, str) and BASE64.fullmatch(v)}
        if good and re.fullmatch(r"[\w. ()-]{1,100}", name):
            kept[name] = good
    return kept


def _unique_ids(cells):
    seen = set()
    for index, cell in enumerate(cells):
        if cell["id"] in seen:
            cell["id"] = f"cell-{index}-{len(seen)}"
        seen.add(cell["id"])


def with_notice(notebook, notices):
    """Return a copy of the notebook with the notices in a markdown cell on top (none: unchanged)."""
    if not notices:
        return notebook
    notebook = copy.deepcopy(notebook)
    lines = "\n".join(f"- {markdown(notice)}" for notice in notices)
    cell = new_markdown_cell(source=f"**Note of the grader**\n\n{lines}\n", id=NOTICE)
    notebook.cells = [cell] + [c for c in notebook.cells if c["id"] != NOTICE]
    return notebook


def notices_of(notebook):
    """The notices that stand on top of a notebook, as they were before they became Markdown."""
    cells = [cell.source for cell in notebook.cells if cell["id"] == NOTICE]
    return [ESCAPED.sub(r"\1", line[2:]) for source in cells for line in source.splitlines() if line.startswith("- ")]


def plain(text):
    """Text of unknown origin as one line of bounded length."""
    return "".join(ch if ch.isprintable() else "?" for ch in str(text))[:300]


def markdown(text):
    """Text of unknown origin as one line that Markdown shows and does not interpret."""
    return SPECIAL.sub(r"\\\1", plain(text))
