"""The classes that are graded once a session, and looked at by every test of the suite."""

import os
import shutil

import pytest

from autograder.sandbox import bubblewrap

from . import running, table
from .case import LIGHT
from .cases import BOMBS, CLASS, named

MISSING = """\
the hostile suite needs the sandbox, and this machine has no {}: apt-get install bubblewrap util-linux libseccomp2.
Nothing of it was tested."""
GRADED = []  # the classes of this session


@pytest.fixture(scope="session", autouse=True)
def sandbox():
    """Without the sandbox the suite fails, with one clear message; it never skips."""
    gone = bubblewrap.missing()
    if gone:
        pytest.exit(MISSING.format(", ".join(gone)), returncode=1)


@pytest.fixture(scope="session")
def ordinary(sandbox, tmp_path_factory):
    """All tasks, by the cases whose resources or libraries make them heavy."""
    yield from _graded(tmp_path_factory, "bombs", BOMBS, None)


@pytest.fixture(scope="session")
def quick(sandbox, tmp_path_factory):
    """Five tasks and no matplotlib, by most of the cases."""
    yield from _graded(tmp_path_factory, "class", CLASS, LIGHT)


@pytest.fixture(scope="session")
def peaceful(sandbox, tmp_path_factory):
    """Both courses again, handed in by the honest students alone: {tasks: ClassRun}."""
    place = tmp_path_factory.mktemp("peaceful")
    honest = running.neighbours({**CLASS, **BOMBS})
    runs = {}
    for tasks in (LIGHT, None):
        folder = place / ("quick" if tasks else "all")
        folder.mkdir()
        runs[tasks] = running.grade(folder, {}, honest, tasks)
    yield runs
    shutil.rmtree(place, ignore_errors=True)


@pytest.fixture(params=["quick", "ordinary"])
def run(request):
    """Each of the two classes."""
    return request.getfixturevalue(request.param)


def _graded(factory, name, themes, tasks):
    place = factory.mktemp(name)
    run = running.grade(place, named(themes), running.neighbours({**CLASS, **BOMBS}), tasks)
    GRADED.append(run)
    yield run
    shutil.rmtree(place, ignore_errors=True)


def pytest_sessionfinish(session):
    """Write the table of outcomes where it is asked for, and both classes were graded."""
    if os.environ.get("HOSTILE_TABLE") and len(GRADED) == 2:
        table.write(GRADED)
