"""Call nbgrader's own commands in this process."""

import contextlib
import io
import logging
import os
import re
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from pathlib import Path

from nbgrader.apps import NbGraderAPI
from nbgrader.coursedir import CourseDirectory

from autograder.errors import CourseError
from autograder.store import FOLDER, write

EXCEPTION = re.compile(r"[\w.]*(?:Error|Exception|Entry|Interrupt)\b.*: ")


def run_nbgrader(config, verb, *args, **kwargs):
    """Call nbgrader's own API quietly. Raises CourseError where it fails: the reason in one line, its log in a file."""
    api = NbGraderAPI(CourseDirectory(config=config), config=config)
    printed = io.StringIO()
    with redirect_stdout(printed), redirect_stderr(printed), _tools_first():
        result = getattr(api, verb)(*args, **kwargs)
    logging.getLogger().handlers.clear()
    if not result["success"]:
        said = "\n".join(str(part) for part in (result.get("log"), result.get("error"), printed.getvalue()) if part)
        path = Path(config.CourseDirectory.root) / FOLDER / "nbgrader.log"
        with contextlib.suppress(OSError):
            write(path, said)
        raise CourseError(f"nbgrader {verb} failed: {_reason(said)} All that it said is in {path}")
    return result


def _reason(said: str) -> str:
    """The line of a log that says most: the last exception, else the last error."""
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    named = [line for line in lines if EXCEPTION.match(line) and "NbGraderException" not in line]
    errors = [line.removeprefix("[ERROR] ") for line in lines if line.startswith("[ERROR]")]
    reason = (named or errors or lines or ["it did not say why"])[-1][:300]
    return reason if reason.endswith(".") else f"{reason}."


@contextmanager
def uninterrupted() -> Iterator[None]:
    """Ctrl-C waits until the end; what is started meanwhile never hears of it."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextmanager
def _tools_first():
    """nbgrader calls alembic by name: for a while, this interpreter's own tools are found first."""
    before = os.environ.get("PATH", os.defpath)
    os.environ["PATH"] = os.pathsep.join([str(Path(sys.executable).parent), before])
    try:
        yield
    finally:
        os.environ["PATH"] = before
