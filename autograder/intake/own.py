"""A student's own modules and data beside a notebook: small regular files, for their own kernel alone."""

import contextlib
import importlib.util
import re
from pathlib import PurePosixPath

from autograder.errors import SubmissionError
from autograder.intake import file as submission
from autograder.intake.notice import Notice, plain

OWN = (".py", ".csv", ".tsv", ".txt", ".dat", ".json", ".npy", ".npz")  # nothing that a browser would show
MAX_OWN = 8 * 2**20  # bytes of a student's own files in all
MOST_OWN = 100
OWN_NAME = re.compile(r"\w[\w.-]{0,99}")
STARTS = ("sitecustomize", "usercustomize", "conftest", "border")  # modules that a tool would take for its own


def own_files(files, course, record):
    """{name: content} of the student's own modules and data, taken out of `files`: the notebook may need them."""
    ours, size = {path.name for path in course.source.iterdir()}, 0
    kept: dict[str, bytes] = {}
    for name in sorted(files):
        short = PurePosixPath(name).name
        if (
            not short.lower().endswith(OWN)
            or not OWN_NAME.fullmatch(short)
            or short in {*ours, *kept}
            or _shadows(short)
        ):
            continue
        try:
            content = submission.read_bytes(files[name])
        except SubmissionError:
            continue
        if not content:
            continue
        files.pop(name)
        if size + len(content) > MAX_OWN or len(kept) == MOST_OWN:
            most = f"{MOST_OWN} own files, or {MAX_OWN // 2**20} MiB of them"
            record.notices.append(Notice(f"{plain(name)}: left out, there are more than {most}"))
            continue
        kept[short], size = content, size + len(content)
        record.notices.append(Notice(f"{plain(name)}: an own file, put beside the notebook"))
    return kept


def _shadows(name):
    """Whether a module of this name would stand before one that is installed, or set a tool up."""
    stem, dot, ending = name.partition(".")
    if ending.lower() != "py":
        return False
    with contextlib.suppress(ImportError, ValueError, AttributeError):
        return stem in STARTS or stem.endswith("_config") or importlib.util.find_spec(stem) is not None
    return True
