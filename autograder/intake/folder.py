"""Take submissions in before nbgrader touches them: regular notebooks only, under the release's names.

What was handed in stays as it was; a clean copy goes where the caller says.
"""

import contextlib
import os
import re
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

import nbformat
from nbgrader.utils import parse_utc

from autograder.course import SECRET, TIMESTAMP, is_student_name
from autograder.errors import MissingNotebook, SubmissionError
from autograder.intake import file as submission
from autograder.intake.finding import files_in, notebook_file, reader
from autograder.intake.notice import Kind, Notice, plain, with_notices
from autograder.intake.own import own_files

GRADED = "graded"
OWN_FOLDER = ".own"  # beside the clean copies


@dataclass
class Record:
    """What came of taking in one submission. notebooks: {name: GRADED or why not}."""

    student: str
    notebooks: dict = field(default_factory=dict)
    notices: list[Notice] = field(default_factory=list)


def students(course, submitted):
    """Names of the students with a submission, and the folders refused for their names."""
    good: list[str] = []
    refused: list[str] = []
    if not submitted.is_dir():
        return good, refused
    for item in sorted(os.scandir(submitted), key=lambda item: item.name):
        if item.is_dir(follow_symlinks=False) and os.path.lexists(Path(item.path) / course.assignment):
            (good if is_student_name(item.name) else refused).append(item.name)
        elif item.is_symlink():
            refused.append(item.name)
    return good, refused


def take_in(course, place: Path, student: str, target: Path) -> Record:
    """Make the clean copy of what lies in `place` in the new folder `target`; never raises for what is in it."""
    record = Record(student)
    target.mkdir(parents=True)
    with tempfile.TemporaryDirectory(prefix="autograder-intake-") as room:
        _copy(course, files_in(place, Path(room), record), target, record)
    return record


def _copy(course, files, target, record):
    """Write the clean copy of a submission's files."""
    read_once = reader()
    for notebook in course.notebooks():
        release = course.release_notebook(notebook)
        try:
            path = notebook_file(notebook, files, release, course, record, read_once)
            read, mended = read_once(path)
            notices = [Notice(text, notebook=notebook) for text in mended]
            record.notebooks[notebook] = GRADED
        except SubmissionError as error:
            read, notices = release, [unread(error, notebook)]
            record.notebooks[notebook] = str(error)
        record.notices += notices
        nbformat.write(with_notices(read, notices), target / f"{notebook}.ipynb")
    _timestamp(files.pop(TIMESTAMP, None), target, record)
    _secret(files.pop(SECRET, None), target)
    for name, content in own_files(files, course, record).items():
        (target / OWN_FOLDER).mkdir(exist_ok=True)
        (target / OWN_FOLDER / name).write_bytes(content)
    ours = {path.name for path in course.source.iterdir()}
    strangers = [plain(name) for name in files if name not in ours]
    record.notices += [Notice(f"{name}: not a notebook of this assignment, ignored") for name in strangers]


def unread(error: SubmissionError, notebook: str) -> Notice:
    """What is said of a notebook that is missing or cannot be read."""
    kind: Kind = "missing" if isinstance(error, MissingNotebook) else "unreadable"
    return Notice(f"{error}; every task of this notebook scores 0", kind, notebook)


def own_files_of(place: Path) -> list[Path]:
    """A student's own files, in the folder of their clean copy."""
    return sorted((place / OWN_FOLDER).glob("*"))


def _timestamp(path, target, record):
    """nbgrader's timestamp of the submission, if it is one."""
    if path is None:
        return
    try:
        text = submission.read_bytes(path).decode("ascii")[:60]
    except (SubmissionError, UnicodeDecodeError):
        text = ""
    if _is_date(text):
        (target / TIMESTAMP).write_text(text, encoding="ascii")
    else:
        record.notices.append(Notice(f"{TIMESTAMP} is not a date, ignored"))


def _secret(path, target):
    """The secret of nbgrader's exchange, by which it gives feedback to who handed in; it is never shown to a kernel."""
    with contextlib.suppress(SubmissionError, UnicodeDecodeError):
        text = submission.read_bytes(path).decode("ascii") if path else ""
        if re.fullmatch(r"[0-9A-Za-z]{16,256}\s*", text):
            (target / SECRET).write_text(text, encoding="ascii")


def _is_date(text):
    """Whether nbgrader will read a text as a date."""
    try:
        return bool(re.fullmatch(r"[0-9A-Za-z :.+-]{8,60}\s*", text)) and parse_utc(text.strip()) is not None
    except (ValueError, OverflowError, TypeError):
        return False
