"""Take submissions in before nbgrader touches them: regular notebooks only, under the release's names.

What was handed in stays as it was; a clean copy goes to .autograder/intake/STUDENT/ASSIGNMENT/.
"""

import contextlib
import json
import os
import re
import shutil
from dataclasses import asdict, dataclass, field
from itertools import islice
from pathlib import Path

import nbformat
from nbgrader.utils import parse_utc

from autograder.course import is_student_name
from autograder.errors import MissingNotebook, SubmissionError
from autograder.intake import file as submission
from autograder.intake.layout import restore
from autograder.intake.notice import Kind, Notice, plain, with_notices
from autograder.notebooks import meta
from autograder.store import FOLDER, write

GRADED = "graded"
IGNORED = ("__pycache__", ".ipynb_checkpoints")
SECRET = "submission_secret.txt"
MAX_FILES = 1_000
MAX_CANDIDATES = 20  # files that are looked into for a notebook under another name
ENDINGS = (".ipynb", ".ipynb.txt", ".ipynb.json", ".json")  # what browsers make of a notebook's name


@dataclass
class Record:
    """What came of taking in one submission. notebooks: {name: GRADED or why not}."""

    student: str
    notebooks: dict = field(default_factory=dict)
    notices: list[Notice] = field(default_factory=list)


def folder(course) -> Path:
    """Where the clean copies lie."""
    return course.root / FOLDER / "intake"


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


def record_of(course, student) -> Record | None:
    """What came of taking in a student's submission, in this run or an earlier one; None where it was not taken in."""
    try:
        data = json.loads(_record_file(course, student).read_text(encoding="utf-8"))
        return Record(data["student"], data["notebooks"], [Notice(**notice) for notice in data["notices"]])
    except (OSError, ValueError, TypeError, KeyError):
        return None


def _record_file(course, student) -> Path:
    """Beside the folder of the clean copies: a student may be called anything, `bob.json` too."""
    return course.root / FOLDER / "records" / course.assignment / f"{student}.json"


def take_in(course, submitted, student) -> Record:
    """Make the clean copy of one student's submission; never raises for what is in it."""
    record = Record(student)
    place = submitted / student / course.assignment
    target = folder(course) / student / course.assignment
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir(parents=True)
    files = _files(place, record)
    for notebook in course.notebooks():
        release = course.release_notebook(notebook)
        try:
            path = files.pop(f"{notebook}.ipynb", None) or _renamed(notebook, files, release, course, record)
            read, mended = submission.read(path)
            notices = [Notice(text, notebook=notebook) for text in mended]
            record.notebooks[notebook] = GRADED
        except SubmissionError as error:
            kind: Kind = "missing" if isinstance(error, MissingNotebook) else "unreadable"
            read, notices = release, [Notice(f"{error}; every task of this notebook scores 0", kind, notebook)]
            record.notebooks[notebook] = str(error)
        record.notices += notices
        nbformat.write(with_notices(read, notices), target / f"{notebook}.ipynb")
    _timestamp(files.pop("timestamp.txt", None), target, record)
    _secret(files.pop(SECRET, None), target)
    ours = {path.name for path in course.source.iterdir()}
    strangers = [plain(name) for name in files if name not in ours]
    record.notices += [Notice(f"{name}: not a notebook of this assignment, ignored") for name in strangers]
    write(_record_file(course, student), json.dumps(asdict(record), indent=1))
    return record


def _files(place, record):
    """{name: path} of the regular files in a folder; links and anything else are refused unopened."""
    files: dict[str, Path] = {}
    if place.is_symlink():
        record.notices.append(Notice("the submission is a link to another folder, which is not followed"))
        return files
    if not place.is_dir():
        record.notices.append(Notice("the submission is no folder"))
        return files
    for count, item in enumerate(sorted(os.scandir(place), key=lambda item: item.name)):
        if count >= MAX_FILES:
            record.notices.append(Notice(f"more than {MAX_FILES} files; the rest is ignored"))
            break
        if item.is_file(follow_symlinks=False):
            files[item.name] = Path(item.path)
        elif item.name in IGNORED:
            continue
        elif item.is_dir(follow_symlinks=False) and (inside := _notebooks_in(Path(item.path))):
            files |= inside
        else:
            kind = "a link" if item.is_symlink() else "a folder" if item.is_dir() else "no regular file"
            record.notices.append(Notice(f"{plain(item.name)} is {kind}, ignored"))
    return files


def _notebooks_in(place):
    """{name: path} of the notebooks in a folder within the submission, as unpacking an archive makes it."""
    with contextlib.suppress(OSError):
        inside = sorted(islice(os.scandir(place), MAX_FILES), key=lambda item: item.name)
        found = [item for item in inside if item.is_file(follow_symlinks=False) and item.name.endswith(ENDINGS)]
        return {f"{place.name}/{item.name}": Path(item.path) for item in found}
    return {}


def _renamed(notebook, files, release, course, record):
    """The one file that is plainly this notebook under another name. Raises SubmissionError where none is."""
    taken = {f"{name}.ipynb" for name in course.notebooks()}
    others = [name for name in files if name.lower().endswith(ENDINGS) and name not in taken][:MAX_CANDIDATES]
    matches = [name for name in others if _is_notebook(files[name], release)]
    if len(matches) != 1:
        several = f"; {len(matches)} files could be it: keep one" if matches else ""
        raise MissingNotebook(f"{notebook}.ipynb is missing{several}")
    record.notices.append(Notice(f"{plain(matches[0])} was taken for {notebook}.ipynb", notebook=notebook))
    return files.pop(matches[0])


def _is_notebook(path, release):
    """Whether most of the release's cells can be found again in a file."""
    try:
        read, _ = submission.read(path)
    except SubmissionError:
        return False
    masters = [meta(cell, "grade_id") for cell in release.cells if meta(cell, "grade_id")]
    return len(restore(read, release).missing) < len(masters) / 2


def _timestamp(path, target, record):
    """nbgrader's timestamp of the submission, if it is one."""
    if path is None:
        return
    try:
        text = submission.read_bytes(path).decode("ascii")[:60]
    except (SubmissionError, UnicodeDecodeError):
        text = ""
    if _is_date(text):
        (target / "timestamp.txt").write_text(text, encoding="ascii")
    else:
        record.notices.append(Notice("timestamp.txt is not a date, ignored"))


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
