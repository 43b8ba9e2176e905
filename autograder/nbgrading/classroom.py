"""Grade a whole class: submissions by workers, the gradebook by this one process alone."""

import fcntl
import json
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict

from traitlets.config import Config

from autograder import gradebook as books
from autograder import store
from autograder.configuration import database, load
from autograder.course import Course
from autograder.errors import CourseError
from autograder.intake import folder as intake
from autograder.nbgrading.bundle import bundle, machine
from autograder.nbgrading.class_run import ClassRun
from autograder.nbgrading.coordinator import Coordinator
from autograder.nbgrading.late import Penalties
from autograder.nbgrading.parts import prepare
from autograder.nbgrading.registration import register
from autograder.nbgrading.sections import ensure_known
from autograder.sandbox import probes
from autograder.settings import Grading


def grade_class(
    course: Course, students: Sequence[str] = (), workers: int | None = None, scheduler: str | None = None
) -> ClassRun:
    """Take in, grade, and record every submission of a course; feedback is written, too. What was done before is not done again.

    students: names, or all that submitted. workers: submissions graded at a time (default: processors).
    scheduler: address of a dask scheduler whose workers grade, in place of processes of this machine.
    Raises CourseError where there is nothing to grade, SandboxError where isolation cannot be had.
    """
    config = load(course)
    run = ClassRun(_settings(course, config).sandbox([course.root]).name)
    with _alone(course):
        prepare(course, config)
        chosen = _chosen(course, config, students, run)
        if books.exists(course, config):
            with books.opened(course, config) as gradebook:
                books.add_indexes(gradebook)  # and it is told, if it cannot be written
        register(course, config)
        with books.opened(course, config) as gradebook:
            books.add_indexes(gradebook)
            coordinator = Coordinator(course, config, gradebook, run)
            coordinator.look(chosen)
            if coordinator.left:
                _work(course, config, coordinator, workers or os.cpu_count() or 1, scheduler)
        write_run(course, run)
    return run


def _settings(course: Course, config: Config) -> Grading:
    """The settings; what is wrong with the configuration is told before anything is done."""
    ensure_known(config)
    database(course, config)
    Penalties(config, course.assignment)
    settings = Grading(config=config)
    settings.limits()
    return settings


def _work(course: Course, config: Config, coordinator: Coordinator, workers: int, scheduler: str | None) -> None:
    """Have what is left graded."""
    from autograder.nbgrading.cluster import pool  # half a second that a run with nothing to do need not wait for

    probed = []
    if scheduler is None:
        probes.ensure(course, Grading(config=config).sandbox([course.root]))
        probed = [machine()]
    given = bundle(course, config, coordinator.masters, frozenset(probed))
    with pool(given, min(workers, len(coordinator.left)), scheduler) as grading:
        coordinator.work(grading)


def write_run(course: Course, run: ClassRun) -> None:
    """Keep what there is to say of the run itself; what came of each student is kept by grading.kept."""
    store.write(course.root / store.FOLDER / "runs" / f"{course.assignment}.json", json.dumps(asdict(run), indent=1))


def _chosen(course: Course, config: Config, students: Sequence[str], run: ClassRun) -> list[str]:
    submitted = course.root / config.CourseDirectory.get("submitted_directory", "submitted")
    present, run.refused = intake.students(course, submitted)
    unknown = sorted(set(students) - set(present))
    if unknown:
        raise CourseError(
            f"no submission of {', '.join(unknown)} in {submitted}; there are: {', '.join(present) or 'none'}"
        )
    chosen = [s for s in present if not students or s in students]
    if not chosen:
        raise CourseError(
            f"no submissions in {submitted}; expected {submitted}/STUDENT/{course.assignment}/NOTEBOOK.ipynb"
        )
    return chosen


@contextmanager
def _alone(course: Course) -> Iterator[None]:
    """One run at a time in a course. Raises CourseError where another one goes on."""
    path = course.root / store.FOLDER / "running"
    path.parent.mkdir(parents=True, exist_ok=True)
    with open(path, "a+") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.seek(0)
            raise CourseError(
                f"another run is grading in {course.root} (process {file.read().strip() or '?'}); wait for it, or end it"
            ) from None
        file.truncate(0)
        file.write(str(os.getpid()))
        file.flush()
        yield
