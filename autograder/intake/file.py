"""Read a notebook that came from outside: believe nothing, keep code, text and pictures, drop everything active."""

import codecs
import json
import mmap
import os
import re
import stat
from pathlib import Path

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_raw_cell

from autograder.errors import MissingNotebook, SubmissionError
from autograder.intake.notice import CELL
from autograder.intake.outputs import without_outputs
from autograder.intake.shown import MAX_SHOWN, keep_shown

MAX_FILE = 20 * 2**20
MAX_WITH_OUTPUTS = 200 * 2**20  # of a larger one, the outputs are cut before it is read
MAX_CELLS = 2_000
MAX_PARTS = {b"[": 500_000, b"{": 500_000, b",": 1_500_000}  # as Python objects, they take twenty times their bytes
MAX_SOURCE = 2**20
MAX_SOURCES = 2 * 2**20  # of all cells: showing a megabyte in colours takes many seconds
MAX_PICTURES = 8 * 2**20  # of all cells, in their text: some editors put pictures there
LEFT_OUT = "This cell was larger than is graded, and is left out."
CLEAR = "clear its outputs, save it, and hand it in again"
NEW = {"code": new_code_cell, "markdown": new_markdown_cell, "raw": new_raw_cell}
PICTURES = ("image/png", "image/jpeg")
ID = re.compile(r"[a-zA-Z0-9_-]{1,64}")
BASE64 = re.compile(r"[A-Za-z0-9+/=\s]*")
PICTURE = re.compile(r"data:image/(?:png|jpeg);base64,[A-Za-z0-9+/=]+")


def read_bytes(path) -> bytes:
    """Read a regular file of bounded size without following a link; raise SubmissionError otherwise."""
    path = Path(path)
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    except FileNotFoundError:
        raise MissingNotebook(f"{path.name} is missing") from None
    except OSError as error:
        raise SubmissionError(f"{path.name} is not a regular file ({error.strerror})") from None
    status = os.fstat(descriptor)
    if not stat.S_ISREG(status.st_mode):
        os.close(descriptor)
        raise SubmissionError(f"{path.name} is not a regular file")
    with os.fdopen(descriptor, "rb") as file:
        if status.st_size > MAX_WITH_OUTPUTS:
            raise SubmissionError(f"{path.name} is larger than {MAX_WITH_OUTPUTS // 2**20} MiB; {CLEAR}")
        return file.read(MAX_FILE) if status.st_size <= MAX_FILE else _lean(path.name, file)


def _lean(name, file) -> bytes:
    """A file that is large, without its outputs."""
    try:
        with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
            return without_outputs(data, MAX_FILE)
    except (SubmissionError, ValueError, OSError) as error:
        raise SubmissionError(f"{name} {error}; {CLEAR}") from None


def read(path):
    """Return (notebook, notices): a fresh nbformat 4 notebook with only what is graded, and what was mended.

    A cell that passes itself off as the grader's own note is left out. What cells showed is kept beside them, as shown.py
    says, and is no output.

    Raises SubmissionError, with a plain reason, where there is no notebook to be had.
    """
    notices: list[str] = []
    data, name = _as_utf8(read_bytes(path), notices), Path(path).name
    if any(data.count(mark) > most for mark, most in MAX_PARTS.items()):
        raise SubmissionError(f"{name} has more parts than a notebook has; {CLEAR}")
    try:
        tree = json.loads(data)
    except (ValueError, RecursionError):
        raise SubmissionError(f"{name} is not a notebook: it is no complete JSON file") from None
    del data
    if not isinstance(tree, dict) or type(tree.get("nbformat")) is not int:
        raise SubmissionError(f"{name} is not a notebook: it has no format version")
    if tree["nbformat"] != 4:
        tree = _upgrade(tree, name)
        notices.append("the file was in an older notebook format and was converted")
    cells = tree.get("cells")
    if not isinstance(cells, list) or len(cells) > MAX_CELLS:
        raise SubmissionError(f"{name} is not a notebook of at most {MAX_CELLS} cells")
    cells = [cell for cell in cells if isinstance(cell, dict) and cell.get("id") != CELL]
    cells_read = [_cell(cell) for cell in cells]
    _keep_shown(cells, cells_read)
    notices += [
        f"cell {cell['id']} was larger than is graded, and is left out" for cell in cells_read if _lighten(cell)
    ]
    if (
        sum(_length(cell) for cell in cells_read) > MAX_SOURCES
        or sum(len(cell.source) for cell in cells_read) > MAX_PICTURES
    ):
        raise SubmissionError(f"{name} has more than {MAX_SOURCES // 2**20} MiB of text, pictures in it not counted")
    _unique_ids(cells_read)
    return new_notebook(cells=cells_read), notices


def _as_utf8(data, notices):
    """The bytes of a file as UTF-8 without a mark; what it was goes into the notices."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        notices.append("the file was in UTF-16 and was converted")
        return data.decode("utf-16", "replace").encode("utf-8", "replace")
    if data.startswith(codecs.BOM_UTF8):
        notices.append("the file began with a byte-order mark, which was removed")
        return data.removeprefix(codecs.BOM_UTF8)
    return data


def _upgrade(tree, name):
    try:
        return json.loads(json.dumps(nbformat.convert(nbformat.from_dict(_bare(tree)), 4)))
    except (Exception, RecursionError):
        raise SubmissionError(f"{name} has notebook format {tree['nbformat']!r:.20}; save it as format 4") from None


def _bare(tree):
    """A notebook of format 3 without its outputs and metadata: converting them would take much memory."""
    keys = ("cell_type", "input", "source", "language", "level")
    cells = [cell for sheet in tree.get("worksheets", []) for cell in sheet["cells"]]
    bare = [{key: cell[key] for key in keys if key in cell} | {"outputs": [], "metadata": {}} for cell in cells]
    return {
        "nbformat": tree["nbformat"],
        "nbformat_minor": 0,
        "metadata": {"name": ""},
        "worksheets": [{"cells": bare, "metadata": {}}],
    }


def _length(cell):
    """Characters of a cell, pictures in the text of markdown not counted."""
    return len(cell.source) if cell.cell_type == "code" else len(PICTURE.sub("", cell.source))


def _lighten(cell):
    """Leave out the text of a cell that is too large; say whether that was so."""
    if len(cell.source) <= MAX_SOURCE or (_length(cell) <= MAX_SOURCE and len(cell.source) <= MAX_PICTURES):
        return False
    cell.source = f"# {LEFT_OUT}" if cell.cell_type == "code" else LEFT_OUT
    return True


def _cell(cell):
    kind = cell.get("cell_type")
    kind = kind if isinstance(kind, str) and kind in NEW else "raw"
    source = cell.get("source", "")
    if isinstance(source, list):
        source = "".join(part for part in source if isinstance(part, str))
    if not isinstance(source, str):
        source = ""
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


def _keep_shown(cells, fresh):
    """Keep what the cells showed that may turn out to be the course's own and unchanged: those without a grade_id."""
    room = MAX_SHOWN
    for cell, mine in zip(cells, fresh, strict=True):
        if mine.cell_type == "code" and not mine.metadata:
            room -= keep_shown(mine, cell.get("outputs"), room)


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
    seen: set[str] = set()
    for index, cell in enumerate(cells):
        if cell["id"] in seen:
            cell["id"] = f"cell-{index}-{len(seen)}"
        seen.add(cell["id"])
