"""What the grader has to say about a submission, as typed values that a notebook carries on top and in its metadata."""

import copy
import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Literal

from nbformat import NotebookNode
from nbformat.v4 import new_markdown_cell

from autograder.notebooks import KEY

CELL = "grader-notice"  # the id of the cell on top
SPECIAL = re.compile(r"([\\`*_{}\[\]<>()#!|$&~])")  # what means something in Markdown

Kind = Literal["mended", "missing", "unreadable"]


@dataclass(frozen=True)
class Notice:
    """One remark. kind: "mended" for what still grades; "missing" and "unreadable" for a notebook that scores 0.

    text: one line, made of plain characters; notebook: its name, or "" for the whole submission.
    """

    text: str
    kind: Kind = "mended"
    notebook: str = ""

    @property
    def told(self) -> str:
        """The remark with the name of its notebook."""
        return f"{self.notebook}: {self.text}" if self.notebook else self.text


def with_notices(notebook: NotebookNode, notices: Iterable[Notice]) -> NotebookNode:
    """Return a copy of the notebook with the notices on top and in its metadata (none: without such a cell)."""
    notebook, notices = copy.deepcopy(notebook), list(notices)
    notebook.cells = [cell for cell in notebook.cells if cell["id"] != CELL]
    kept = notebook.metadata.get(KEY, {})
    notebook.metadata[KEY] = {**kept, "notices": [asdict(notice) for notice in notices]}
    if notices:
        lines = "\n".join(f"- {markdown(notice.text)}" for notice in notices)
        notebook.cells.insert(0, new_markdown_cell(source=f"**Note of the grader**\n\n{lines}\n", id=CELL))
    return notebook


def notices_of(notebook: NotebookNode) -> list[Notice]:
    """The notices that a notebook of our own carries."""
    return [Notice(**notice) for notice in notebook.metadata.get(KEY, {}).get("notices", [])]


def plain(text: object) -> str:
    """Text of unknown origin as one line of bounded length."""
    return "".join(ch if ch.isprintable() else "?" for ch in str(text))[:300]


def markdown(text: object) -> str:
    """Text of unknown origin as one line that Markdown shows and does not interpret."""
    return SPECIAL.sub(r"\\\1", plain(text))
