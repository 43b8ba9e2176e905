"""Call nbgrader's own commands in this process."""

import io
import logging
import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from pathlib import Path

from nbgrader.apps import NbGraderAPI
from nbgrader.coursedir import CourseDirectory

from autograder.errors import CourseError


def run_nbgrader(config, verb, *args, **kwargs):
    """Call nbgrader's own API quietly; raise CourseError with its log where it fails."""
    api = NbGraderAPI(CourseDirectory(config=config), config=config)
    printed = io.StringIO()
    with redirect_stdout(printed), redirect_stderr(printed), _tools_first():
        result = getattr(api, verb)(*args, **kwargs)
    logging.getLogger().handlers.clear()
    if not result["success"]:
        raise CourseError(f"nbgrader {verb} failed:\n{result.get('log') or result.get('error') or printed.getvalue()}")
    return result


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
