"""Grading by the workers of a scheduler: other processes, which have the package and nothing else; some die, some freeze."""

import os
import signal
import subprocess
import sys
from contextlib import ExitStack

import pytest
from submissions import REPOSITORY, cell_of, hand_in, light, make_course, solved

from engine.helpers import command, environment, probed_as
from engine.servers import scheduler, wait_for, worker
from engine.tables import rows

pytestmark = pytest.mark.slow
TASKS = ("softmax",)
STUDENTS = [f"student{number}" for number in range(6)]
SLOW = "\nimport time\ntime.sleep(2)  # so that somebody is at work when a worker ends"


@pytest.fixture
def course(tmp_path, probed):
    """Six students' submissions, a moment's work each."""
    made = make_course(tmp_path / "course", change=lambda notebook: light(notebook, TASKS))
    probed_as(probed, made)
    for student in STUDENTS:
        answer = light(solved(), TASKS)
        cell_of(answer, "softmax").source += SLOW
        hand_in(made, student, answer)
    return made


def full_marks(course):
    """The students with full marks in softmax."""
    return {
        key[0]
        for key, row in rows(course).items()
        if len(key) == 4 and key[2:] == ("softmax-tests", "grade") and row[0] == 3
    }


def test_workers_elsewhere_get_the_course_and_grade(course, tmp_path):
    """Does a class come out right whose workers have neither the course's folder nor the gradebook?"""
    with ExitStack() as stack:
        address = stack.enter_context(scheduler())
        places = [tmp_path / f"worker{number}" for number in range(2)]
        for place in places:
            stack.enter_context(worker(address, place))
        done = command(course, "grade", "--scheduler", address)
        assert done.returncode == 0, done.stderr
        assert full_marks(course) == set(STUDENTS)
        assert [path for place in places for path in place.rglob("gradebook.db")] == []


def test_a_worker_that_dies_and_one_that_freezes_cost_a_retry(course, tmp_path):
    """With one worker killed and one stopped in the midst of a run, is everybody graded by the third?"""
    with ExitStack() as stack:
        address = stack.enter_context(scheduler(DASK_DISTRIBUTED__SCHEDULER__WORKER_TTL="8s"))
        workers = [stack.enter_context(worker(address, tmp_path / f"worker{number}")) for number in range(3)]
        line = [sys.executable, "-m", "autograder", "--course", str(course.root), "grade", "--scheduler", address]
        pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
        with subprocess.Popen(line, cwd=REPOSITORY, env=environment(), **pipes) as process:
            wait_for(lambda: any(tmp_path.glob("worker0/**/submitted-*")) or process.poll() is not None, 120)
            workers[0].kill()
            os.kill(workers[1].pid, signal.SIGSTOP)
            out, error = process.communicate(timeout=300)
        assert process.returncode == 0, error
    assert full_marks(course) == set(STUDENTS)


def test_a_scheduler_that_is_not_there_is_named(course):
    """Is a wrong address told in one line, with what to do, and nothing graded?"""
    done = command(course, "grade", "--scheduler", "tcp://127.0.0.1:1", seconds=200)
    assert done.returncode == 2
    assert "no workers at the scheduler tcp://127.0.0.1:1" in done.stderr and "Traceback" not in done.stderr
