"""Every probe of the self-test can fail: where nothing stands around the kernel, it says REACHED."""

import pytest
from submissions import make_course

from autograder.errors import SandboxError
from autograder.sandbox import probes
from autograder.sandbox.levels import Bubblewrap, ProcessOnly
from autograder.sandbox.limits import Limits

pytestmark = pytest.mark.hostile
WATCHED = {"memory"}  # held at every level: whoever exceeds it is seen to, and ended
AS_ROOT_OR_NOT = {"namespaces", "write"}  # depends on who runs the tests


@pytest.fixture(scope="module")
def small():
    """Small limits, so that going beyond them costs little."""
    return Limits(memory_mib=700, processes=40, scratch_mib=8)


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    return make_course(tmp_path_factory.mktemp("probes") / "course")


@pytest.fixture(scope="module")
def open_level(course, small):
    """What the probes say where a kernel is a process like any other: {name: held}."""
    return {p.name: p.held for p in probes.probe(course, ProcessOnly(), small)}


@pytest.fixture(scope="module")
def full_level(course, small):
    """What they say in the sandbox."""
    return {p.name: p.held for p in probes.probe(course, Bubblewrap((course.root,)), small)}


@pytest.mark.parametrize("name", sorted(set(probes.PROBES) - WATCHED - AS_ROOT_OR_NOT))
def test_probe_can_fail(open_level, name):
    """Does the probe succeed where nothing holds it?"""
    assert not open_level[name]


@pytest.mark.parametrize("name", sorted(WATCHED))
def test_what_is_held_at_every_level(open_level, name):
    """Is what is watched from outside held where the kernel is a process like any other, too?"""
    assert open_level[name]


@pytest.mark.parametrize("name", probes.PROBES)
def test_sandbox_holds(full_level, name):
    """Does the sandbox hold each of them?"""
    assert full_level[name]


def test_grading_refuses(course, small, monkeypatch):
    """Does one probe that succeeds stop everything, and say which and why?"""
    broken = [probes.Probe("network", False, "a server on this machine can be reached")]
    monkeypatch.setattr(probes, "probe", lambda *a, **k: broken)
    monkeypatch.setattr(probes, "_ensured", set())
    with pytest.raises(SandboxError, match="nothing was graded: network: a server on this machine can be reached"):
        probes.ensure(course, Bubblewrap((course.root,)))


def test_nothing_left(course, full_level, open_level):
    """Are the secret and the marks of the probes gone?"""
    assert not list((course.root / ".autograder").glob("probe-*"))
