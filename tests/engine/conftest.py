"""Fixtures of the engine's tests: a notebook in a sandboxed kernel, and expensive runs that are made once."""

import pytest
from submissions import make_course

from autograder.authoring.build import build
from autograder.sandbox import probes
from autograder.sandbox.levels import Bubblewrap
from autograder.sandbox.limits import Limits
from autograder.sandbox.sandboxes import Sandboxes
from engine.copies import copy_of, make_copy
from engine.helpers import BY_NBGRADER, DUE, PENALTY, Nbgrader, command, hand_in_class, notebook_of, probed_as, run_of
from engine.kernels import LEVELS
from engine.layouts import restored_in


@pytest.fixture
def notebook_run():
    """Make a runner.Run of some cells in a sandboxed kernel; closed at the end."""
    made = []

    def make(*cells, regular=True, functions=None, left_out=(), **limits):
        made.append(run_of(notebook_of(cells), regular, functions, limits, left_out=left_out))
        return made[-1]

    yield make
    for run in made:
        run.close()
        run.sandboxes.close()


@pytest.fixture(params=LEVELS)
def sandboxes(request, tmp_path):
    """Those of one student at either level, with a file of the course's beside the notebook."""
    support = tmp_path / "data.txt"
    support.write_text("numbers")
    with Sandboxes(Limits(), [support], LEVELS[request.param]()) as sandboxes:
        yield sandboxes


@pytest.fixture
def full():
    """Those of one student at the full level."""
    with Sandboxes(Limits(), (), Bubblewrap()) as sandboxes:
        yield sandboxes


@pytest.fixture
def restored(tmp_path):
    """Hand a notebook in, read it and restore its layout."""
    return lambda made: restored_in(tmp_path, made)


@pytest.fixture(scope="session")
def built(tmp_path_factory):
    """A repository of notebook 2 alone, built once; not to be changed."""
    course = make_copy(tmp_path_factory.mktemp("built") / "course")
    (course.release / "left_over.txt").write_text("old")
    (course.release / "left").mkdir()
    (course.source / "__pycache__").mkdir()
    (course.source / "__pycache__" / "x.pyc").write_bytes(b"x")
    build(course)
    return course


@pytest.fixture
def copy(built, tmp_path):
    """A copy of that repository, to plant a fault in."""
    return copy_of(built, tmp_path / "course")


@pytest.fixture(scope="session")
def probed(tmp_path_factory):
    """A course whose sandbox was probed a moment ago: helpers.probed_as lets others count as it."""
    course = make_course(tmp_path_factory.mktemp("probed") / "course")
    probes.ensure(course, Bubblewrap((course.root,)))
    return course


@pytest.fixture(scope="session")
def graded_course(tmp_path_factory, probed):
    """A class that the real command graded: (Course, what the command printed)."""
    course = make_course(tmp_path_factory.mktemp("graded") / "course", PENALTY)
    probed_as(probed, course)
    Nbgrader(course).run("db", "assignment", "add", "mlp", f"--duedate={DUE}")
    hand_in_class(course)
    done = command(course, "grade", "--workers", "2")
    assert done.returncode == 0, done.stdout + done.stderr
    return course, done


@pytest.fixture(scope="session")
def nbgrader_course(tmp_path_factory, probed):
    """Some of the same class, graded by nbgrader's own command line only: an Nbgrader, with what each verb printed."""
    course = make_course(tmp_path_factory.mktemp("nbgrader") / "course", PENALTY)
    hand_in_class(course, BY_NBGRADER)
    probed_as(probed, course)
    tool = Nbgrader(course)
    tool.run("generate_assignment", "mlp", "--force")
    tool.run("db", "assignment", "add", "mlp", f"--duedate={DUE}")
    tool.run("autograde", "mlp")
    tool.run("generate_feedback", "mlp")
    return tool
