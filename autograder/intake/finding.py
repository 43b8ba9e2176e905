"""Find the files of a submission, under whatever names and in whatever wrapping, and the one that is a given notebook.

Which file is taken for a notebook, where several could be: of those that hold work, the one with the highest number of
an upload (`name-2.ipynb`, as Canvas marks them), else the one of the exact name, else the only one. Where none holds
work, the same of those that are as they were handed out.
"""

import contextlib
import os
import re
from itertools import islice
from pathlib import Path, PurePosixPath

from autograder.archives import MIB, Bounds, opened
from autograder.errors import MissingNotebook, SubmissionError
from autograder.intake import file as submission
from autograder.intake.layout import restore
from autograder.intake.notice import Notice, plain
from autograder.intake.own import OWN
from autograder.notebooks import meta

IGNORED = ("__pycache__", ".ipynb_checkpoints")
MAX_FILES = 1_000
MAX_CANDIDATES = 20  # files that are looked into for a notebook under another name
ENDINGS = (".ipynb", ".ipynb.txt", ".ipynb.json", ".json")  # what browsers make of a notebook's name
ZIP = ".zip"
ZIPPED = Bounds(files=MAX_FILES, whole=256 * MIB)  # of each zip
MOST_ZIPS = 3
MOST_REFUSED = 10  # that are told of each zip


def files_in(place, room, record):
    """{name: path} of the regular files in a folder; links and anything else are refused unopened.

    room: a folder for what zips hold.
    """
    files: dict[str, Path] = {}
    zips = 0
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
            is_zip = item.name.lower().endswith(ZIP) and zips < MOST_ZIPS
            zips += is_zip
            inside = _unpacked(Path(item.path), room, record) if is_zip else {}
            files |= inside or {item.name: Path(item.path)}
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


def _unpacked(path, room, record):
    """{name: path} of the notebooks and data in a zip, or nothing where the file is none that can be opened."""
    found: dict[str, Path] = {}
    try:
        with opened(path, ZIPPED) as archive:
            told = list(archive.refused.items())[:MOST_REFUSED]
            record.notices += [Notice(f"{plain(path.name)}/{plain(name)}: {why}") for name, why in told]
            for name in (name for name in archive.names if name.lower().endswith((*ENDINGS, *OWN))):
                target = room / str(len(list(room.iterdir())))
                archive.copy(name, target)
                found[f"{path.name}/{name}"] = target
    except SubmissionError as error:
        record.notices.append(Notice(plain(error)))
    return found


def reader():
    """submission.read, which looks at each file once."""
    done: dict[Path, tuple | SubmissionError] = {}

    def read(path):
        if path not in done:
            try:
                done[path] = submission.read(path)
            except SubmissionError as error:
                done[path] = error
        found = done[path]
        if isinstance(found, SubmissionError):
            raise found
        return found

    return read


def notebook_file(notebook, files, release, course, record, read=submission.read):
    """Take the file that is this notebook out of `files`. Raises MissingNotebook where there is none, or no telling."""
    exact = f"{notebook}.ipynb"
    taken = {f"{name}.ipynb" for name in course.notebooks()}
    others = [name for name in files if name.lower().endswith(ENDINGS) and name not in taken][:MAX_CANDIDATES]
    if not others and exact in files:
        return files.pop(exact)
    work = {name: _holds_work(files[name], release, read) for name in ([exact] if exact in files else []) + others}
    pool = [n for n, holds in work.items() if holds] or [n for n, holds in work.items() if holds is not None]
    chosen = _choice(notebook, pool, exact)
    if chosen is None and exact in files:
        chosen = exact
    if chosen is None:
        several = f"; {len(pool)} files could be it: keep one" if pool else ""
        raise MissingNotebook(f"{exact} is missing{several}")
    if chosen != exact:
        why = f": {exact} beside it {_other(notebook, chosen, work[exact])}" if exact in work else ""
        record.notices.append(Notice(f"{plain(chosen)} was taken for {exact}{why}", notebook=notebook))
        files.pop(exact, None)
    return files.pop(chosen)


def _other(notebook, chosen, work):
    """What is to be said of the file of the exact name, which was not taken."""
    if work is None:
        return "cannot be read"
    return "is an earlier upload" if work and _upload(notebook, chosen) else "is as it was handed out"


def _choice(notebook, pool, exact):
    """The one of several files, or None where there is no telling."""
    uploads = [name for name in pool if _upload(notebook, name)]
    if uploads:
        return max(uploads, key=lambda name: _upload(notebook, name))
    if exact in pool:
        return exact
    named = [name for name in pool if PurePosixPath(name).name == exact] or pool
    return named[0] if len(named) == 1 else None


def _upload(notebook, name):
    """The number of a later upload of the same name, or 0."""
    match = re.fullmatch(rf"{re.escape(notebook)}-(\d{{1,4}})\.ipynb", PurePosixPath(name).name)
    return int(match[1]) if match else 0


def _holds_work(path, release, read):
    """Whether a file is this notebook with answers in it; None where it is not this notebook, or none at all."""
    try:
        notebook, _ = read(path)
    except SubmissionError:
        return None
    masters = {meta(cell, "grade_id"): cell for cell in release.cells if meta(cell, "grade_id")}
    restored = restore(notebook, release)
    if len(restored.missing) >= len(masters) / 2:
        return None
    answers = [cell for cell in restored.notebook.cells if meta(cell, "solution")]
    return any(cell.source.strip() != masters[meta(cell, "grade_id")].source.strip() for cell in answers)
