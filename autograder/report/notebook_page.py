"""The page of one graded notebook: what the student wrote, with points, reasons and comments beside it.

The course's own cells are folded, and their pictures left out: everybody has them. It is made from data, without script.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import escape

from markupsafe import Markup
from nbformat import NotebookNode

from autograder.intake.notice import CELL
from autograder.notebooks import heading_of, is_test_cell, meta, without_hidden
from autograder.report import inert
from autograder.report.outline import Outline
from autograder.report.views import NotebookView, TaskView, environment

LONGEST = 10_000  # characters of one text that a cell of the student's showed
LINES = 10  # of an unchanged code cell of the course: everybody has the rest
SHORT = 1_000  # characters of one text that such a cell showed
PICTURES = 150_000  # of all pictures of a notebook, as they stand in the page
ESCAPES = re.compile(
    r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[@-Z\\-_])|[\x00-\x08\x0b-\x1f\x7f-\x9f]"
)
HEADING = re.compile(r"(#{1,6})[ \t]+([^\n]*)\n*")


@dataclass(frozen=True)
class Output:
    """What a cell showed. kind: "text", "error" or "picture", whose text is its data."""

    kind: str
    text: str


@dataclass
class Cell:
    """One cell. body: its source as inert HTML; code: whether it is no text; more: lines of it that are not shown.

    own: unchanged as the course gave it; answer: written by the student; task: what it is graded for; comment: a
    person's words; left_out: pictures that are not shown.
    """

    grade_id: str
    body: Markup
    code: bool
    more: int
    own: bool
    answer: bool
    task: TaskView | None
    comment: str
    outputs: list[Output] = field(default_factory=list)
    left_out: int = 0


@dataclass
class Part:
    """A stretch of the notebook: a heading (level 0: none), or one cell that stands open, or some that are folded."""

    heading: Markup = Markup()
    level: int = 0
    name: str = ""
    cell: Cell | None = None
    folded: list[Cell] = field(default_factory=list)

    @property
    def summary(self) -> str:
        """What is folded, in words."""
        code = sum(cell.code for cell in self.folded)
        counts = {"text": len(self.folded) - code, "code": code}
        words = [f"{n} {kind} cell{'s' if n > 1 else ''}" for kind, n in counts.items() if n]
        return f"from the course, unchanged: {', '.join(words)}"


def page(notebook: NotebookNode, outline: Outline, view: NotebookView) -> str:
    """The page NOTEBOOK.html of one autograded notebook."""
    tasks = {task.grade_id: task for task in view.tasks}
    parts = list(_parts(notebook, outline, view, tasks))
    cells = [cell for part in parts for cell in [part.cell, *part.folded] if cell]
    left_out = sum(cell.left_out for cell in cells)
    return environment().get_template("notebook.html").render(notebook=view, parts=parts, left_out=left_out)


def _parts(notebook, outline, view, tasks):
    """The notebook in parts: cells of the course's own that follow each other are folded together."""
    left, folded = PICTURES, Part()
    for node in notebook.cells:
        if node["id"] == CELL:
            continue  # the notices, which the page has on top
        own = outline.has(node)
        source = without_hidden(node)
        found = HEADING.match(source) if own and node.cell_type == "markdown" else None
        if found:
            source = source[found.end() :]
            if folded.folded:
                yield folded
                folded = Part()
            if len(found[1]) > 1:
                yield _heading(found)
        cell = _cell(node, source, own, tasks, view)
        left -= _add_outputs(cell, node, left)
        if own and not cell.task and not cell.comment and not cell.answer:
            folded.folded += [cell] if source.strip() else []
            continue
        if folded.folded:
            yield folded
            folded = Part()
        yield Part(cell=cell)
    if folded.folded:
        yield folded


def _heading(found: re.Match) -> Part:
    text = inert.markdown(found[2], shared=True).removeprefix("<p>").removesuffix("</p>\n")
    return Part(Markup(text), min(len(found[1]), 3), heading_of(found[0]))


def _cell(node, source, own, tasks, view):
    grade_id = meta(node, "grade_id") or ""
    answer = bool(meta(node, "solution"))
    more = 0
    if node.cell_type == "markdown":
        body = inert.markdown(source, node.get("attachments"), shared=own)
    elif own and not answer:
        lines = source.splitlines()
        more = max(len(lines) - LINES, 0)
        body = escape("\n".join(lines[:LINES]))
    else:
        body = inert.highlighted(source) if node.cell_type == "code" else escape(source)
    mark = view.marks.cells.get(grade_id)
    comment = mark.comment if mark else ""
    code = node.cell_type != "markdown"
    return Cell(grade_id, Markup(body), code, more, own, answer, tasks.get(grade_id), comment)


def _add_outputs(cell, node, left):
    """Fill in what a cell showed; return how much of the room for pictures it took."""
    taken, most = 0, SHORT if cell.own else LONGEST
    graded = is_test_cell(node)
    for output in node.get("outputs", ()):
        data = output.get("data", {})
        if graded and ("text/html" in data or output.output_type == "execute_result"):
            continue  # what the hidden tests said, which the page says itself, and the score
        if "image/png" in data:
            picture = data["image/png"].replace("\n", "")
            if cell.own or taken + len(picture) > left:
                cell.left_out += 1
                continue
            taken += len(picture)
            cell.outputs.append(Output("picture", picture))
        elif output.output_type == "error":
            text = "\n".join(output.traceback) or f"{output.ename}: {output.evalue}"
            cell.outputs.append(Output("error", _plain(text, most)))
        elif text := output.get("text") or data.get("text/plain"):
            cell.outputs.append(Output("text", _plain(text, most)))
    return taken


def _plain(text: str, most: int) -> str:
    """Text without what a terminal would act on, of bounded length."""
    text = ESCAPES.sub("", text)
    more = len(text) - most
    return text if more <= 0 else f"{text[:most]}\n… {more} more characters are left out"
