"""Copy a course to a folder of its own: what people wrote and what was built, and no submission."""

import shutil
from pathlib import Path

from autograder.configuration import FILE
from autograder.course import Course


def copy_course(course: Course, folder: Path, settings: str = "") -> Course:
    """Copy one assignment into `folder`, which may hold others already; return it there.

    settings: lines for the end of the copy's configuration.
    """
    copied = Course(Path(folder).resolve(), course.assignment)
    for ours, theirs in (
        (course.source, copied.source),
        (course.release, copied.release),
        (course.solutions, copied.solutions),
        (course.content, copied.content),
    ):
        if ours.is_dir():
            shutil.copytree(ours, theirs, ignore=shutil.ignore_patterns("__pycache__", ".*"), dirs_exist_ok=True)
    text = (course.root / FILE).read_text(encoding="utf-8")
    (copied.root / FILE).write_text(f"{text}\n{settings}\n", encoding="utf-8")
    return copied
