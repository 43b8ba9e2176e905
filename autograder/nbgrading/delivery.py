"""The files of one student in autograded/ and feedback/, as nbgrader leaves them: each folder whole, or as it was."""

import os
import shutil
from pathlib import Path

from autograder import store
from autograder.course import SECRET, TIMESTAMP, Course
from autograder.nbgrading.worker import Finished


def folders(course: Course, student: str) -> tuple[Path, Path]:
    """The student's folders for autograded notebooks and feedback."""
    below = Path(student, course.assignment)
    return course.root / "autograded" / below, course.root / "feedback" / below


def complete(course: Course, student: str) -> bool:
    """Whether both folders are there with what belongs in them."""
    graded, feedback = folders(course, student)
    names = course.notebooks()
    return (feedback / "index.html").is_file() and all(
        (graded / f"{name}.ipynb").is_file() and (feedback / f"{name}.html").is_file() for name in names
    )


def autograded(course: Course, student: str) -> dict[str, str]:
    """The autograded notebooks that are there, {file name: text}."""
    graded, _ = folders(course, student)
    paths = [graded / f"{name}.ipynb" for name in course.notebooks()]
    return {path.name: path.read_text(encoding="utf-8") for path in paths if path.is_file()}


def deliver(course: Course, student: str, done: Finished) -> None:
    """Write what is new of a student's files. Raises OSError where they cannot be written."""
    graded, feedback = folders(course, student)
    if done.files:
        files = {name: text.encode() for name, text in done.files.items()}
        _replace(course, graded, {path.name: path.read_bytes() for path in course.support_files()} | files, 0o444)
    pages = {name: text.encode() for name, text in (done.pages or {}).items()}
    pages |= {name: (graded / name).read_bytes() for name in (TIMESTAMP, SECRET) if (graded / name).is_file()}
    _replace(course, feedback, pages, 0o644)


def _replace(course: Course, folder: Path, files: dict[str, bytes], mode: int) -> None:
    """Put a new folder in the place of the old one."""
    new = course.root / store.FOLDER / "incoming" / folder.relative_to(course.root)
    shutil.rmtree(new, ignore_errors=True)
    new.mkdir(parents=True)
    for name, data in files.items():
        path = new / name
        path.write_bytes(data)
        os.chmod(path, mode)
    folder.parent.mkdir(parents=True, exist_ok=True)
    if folder.exists():
        shutil.rmtree(folder)
    os.replace(new, folder)
