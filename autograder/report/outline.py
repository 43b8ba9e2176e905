"""What pages take from the course's own notebooks: titles, headings, tasks, and the cells as they were handed out."""

import re
from dataclasses import dataclass
from functools import lru_cache

from nbformat import NotebookNode

from autograder.course import Course
from autograder.notebooks import Task, section_of, tasks, title_of, without_hidden


@dataclass(frozen=True)
class Outline:
    """One notebook of the course. sections: {grade_id: heading above it}; tasks: {grade_id: Task}.

    own: (type, text) of the cells that students get; who changes one makes it theirs.
    """

    name: str
    title: str
    sections: dict[str, str]
    tasks: dict[str, Task]
    own: frozenset[tuple[str, str]]

    def has(self, cell: NotebookNode) -> bool:
        """Whether a cell is the course's own, unchanged."""
        return _key(cell) in self.own


def outline(course: Course, name: str) -> Outline:
    """The Outline of a notebook; read once, and again where its files have changed."""
    paths = (course.source / f"{name}.ipynb", course.release / f"{name}.ipynb")
    return _outline(course, name, tuple(path.stat().st_mtime_ns if path.is_file() else 0 for path in paths))


@lru_cache(maxsize=256)
def _outline(course: Course, name: str, changed: tuple[int, ...]) -> Outline:
    source, release = course.source_notebook(name), course.release_notebook(name)
    known = {task.grade_id: task for task in tasks(source)}
    return Outline(name, title_of(source), section_of(source), known, as_handed_out(release.cells))


def as_handed_out(cells: list[NotebookNode]) -> frozenset[tuple[str, str]]:
    """What Outline.own holds of these cells."""
    return frozenset(map(_key, cells))


def anchor(heading: str) -> str:
    """The id of a heading of the course on the page of its notebook."""
    return "part-" + re.sub(r"\W+", "-", heading).strip("-").lower()


def _key(cell: NotebookNode) -> tuple[str, str]:
    return cell.cell_type, without_hidden(cell).strip()
