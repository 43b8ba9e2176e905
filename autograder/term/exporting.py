"""Write grades by command: nbgrader's own export, with one of the plugins of `exports`."""

import logging
from collections.abc import Sequence
from pathlib import Path

from autograder.configuration import load
from autograder.course import Course
from autograder.errors import CourseError
from autograder.gradebook import opened
from autograder.term.exports import EXPORTS


class _Said(logging.Handler):
    """Keeps what a plugin logs, as lines."""

    def __init__(self) -> None:
        super().__init__(logging.INFO)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        mark = "careful: " if record.levelno >= logging.WARNING else ""
        self.lines.append(f"{mark}{record.getMessage()}")


def export(course: Course, kind: str, assignments: Sequence[str], to: Path | None) -> list[str]:
    """Write the grades of some assignments, or of all; return what there is to tell. Raises CourseError."""
    if kind not in EXPORTS:
        raise CourseError(f"no export {kind!r}; say which with --for: {', '.join(EXPORTS)}")
    config = load(course)
    log, said = logging.Logger(__name__, logging.INFO), _Said()
    log.addHandler(said)
    target = to or course.root / f"grades-{kind}.csv"
    plugin = EXPORTS[kind](config=config, log=log, to=str(target), assignment=list(assignments))
    with opened(course, config) as gradebook:
        plugin.export(gradebook)
    return said.lines
