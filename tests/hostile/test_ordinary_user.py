"""The sandbox for an ordinary user: user namespaces, and a submission that has the grader's own number."""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from submissions import REPOSITORY

from . import running
from .case import LIGHT, TASKS
from .cases import CLASS, named, ordinary
from .test_outcomes import judge

pytestmark = pytest.mark.hostile
SOMEBODY = 12_345
FROM_CLASS = ["files-leaves-poison", "processes-exit-in-a-call", "processes-daemons", "secrets-opens-by-name",
              "secrets-memory", "secrets-descriptors", "secrets-neighbours", "subverting-fake-result"]  # fmt: skip
CASES = named({"ordinary": ordinary.CASES}) | {name: named(CLASS)[name] for name in FROM_CLASS}


def closed_folder(path):
    """The highest folder above a path that others may not enter, or None."""
    above = [*reversed(Path(path).resolve().parents), Path(path).resolve()]
    return next((folder for folder in above if not folder.stat().st_mode & 0o001), None)


def as_somebody(made):
    """Words before a command that run it as an ordinary user, who can read this Python and this repository.

    Where they lie in a folder that is closed to others, a private view of it is made that holds only them;
    made: a folder for that.
    """
    lines = ["set -e"]
    needed = sorted({str(Path(p).resolve()) for p in (sys.base_prefix, sys.prefix, REPOSITORY)}, key=len)
    closed = {path: closed_folder(path) for path in needed if closed_folder(path)}
    for number, path in enumerate(closed):
        lines += [f"mkdir -p '{made}/{number}'", f"mount --bind '{path}' '{made}/{number}'"]
    lines += [f"mount -t tmpfs -o mode=755 none '{folder}'" for folder in sorted(set(map(str, closed.values())))]
    for number, path in enumerate(closed):
        lines += [f"mkdir -p '{path}'", f"mount --bind '{made}/{number}' '{path}'"]
    lines.append(f'exec setpriv --reuid={SOMEBODY} --regid={SOMEBODY} --clear-groups "$@"')
    return ["unshare", "--mount", "sh", "-c", "\n".join(lines), "sh"]


def why_not(words):
    """Why a command cannot be run as an ordinary user here, or ""."""
    tried = subprocess.run(
        [*words, "bwrap", "--unshare-user", "--ro-bind", "/", "/", "true"], capture_output=True, text=True
    )
    return tried.stderr.strip() if tried.returncode else ""


@pytest.fixture(scope="module")
def somebody():
    """The class, graded as an ordinary user."""
    view = Path(tempfile.mkdtemp(prefix="view", dir="/tmp"))
    words = as_somebody(view) if os.geteuid() == 0 else []
    reason = why_not(words)
    if reason:
        pytest.skip(f"NOT TESTED: grading as an ordinary user; it cannot be tried on this machine: {reason}")
    place = Path(tempfile.mkdtemp(prefix="ordinary", dir="/tmp"))
    place.chmod(0o755)
    yield running.grade(place, CASES, ["aaron", "zoe"], LIGHT, words, SOMEBODY if words else None)
    shutil.rmtree(place, ignore_errors=True)
    shutil.rmtree(view, ignore_errors=True)


@pytest.mark.parametrize("student", CASES)
def test_case(somebody, student):
    """Does each case end as it does for root?"""
    judge(somebody, student)
    assert "REACHED" not in running.printed(somebody, student) and "FOUND" not in running.printed(somebody, student)


def test_others(somebody):
    """Do honest students keep full marks, and is nothing left, changed or told?"""
    full = {task: TASKS[task] for task in LIGHT}
    assert [running.scores(somebody, student) for student in somebody.neighbours] == [full, full]
    assert somebody.code == 0 and somebody.left == [] and somebody.watch.alive() == []
    assert [path.read_text() for path in somebody.canaries] == [somebody.token] * 2
