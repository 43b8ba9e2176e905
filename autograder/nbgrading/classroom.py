"""Grade a whole class: submissions by workers, the gradebook by this one process alone."""

import contextlib
import fcntl
import hashlib
import json
import os
import time
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from nbgrader.api import Gradebook
from tqdm import tqdm
from traitlets.config import Config

from autograder import gradebook as books
from autograder import store
from autograder.configuration import database, load
from autograder.course import Course
from autograder.errors import CourseError, GraderError
from autograder.gradebook import Masters, StudentRows
from autograder.grading.cache import files_digest
from autograder.grading.kept import Kept, keep, kept_of
from autograder.intake import folder as intake
from autograder.intake.parcel import Parcel, pack
from autograder.nbgrading import delivery
from autograder.nbgrading.commands import run_nbgrader, uninterrupted
from autograder.nbgrading.late import Penalties
from autograder.nbgrading.parts import prepare
from autograder.nbgrading.worker import Assigned, Finished, bundle, machine
from autograder.sandbox import probes
from autograder.settings import Grading

if TYPE_CHECKING:
    from distributed import Future

    from autograder.nbgrading.cluster import Pool

BATCH = 10  # students whose rows are written in one transaction
BATCH_SECONDS = 2.0  # after which a smaller batch is written
AHEAD = 2  # submissions that lie ready for each worker
MARGIN_SECONDS = 60.0  # beyond all limits of a notebook, after which its worker is given up


@dataclass
class Change:
    """A task whose points are others than before this run."""

    student: str
    notebook: str
    task: str
    before: float
    now: float
    same_answer: bool


@dataclass
class ClassRun:
    """What came of a class. failed: {student: why}; refused: folder names; unchanged: students with nothing new to grade;

    graded: students graded in this run; changes: of tasks that had points before.
    """

    isolation: str
    failed: dict[str, str] = field(default_factory=dict)
    refused: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    graded: list[str] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)


def grade_class(course: Course, students=(), workers: int | None = None, scheduler: str | None = None) -> ClassRun:
    """Take in, grade, and record every submission of a course; feedback is written, too. What was done before is not done again.

    students: names, or all that submitted. workers: submissions graded at a time (default: processors).
    scheduler: address of a dask scheduler whose workers grade, in place of processes of this machine.
    Raises CourseError where there is nothing to grade, SandboxError where isolation cannot be had.
    """
    config = load(course)
    settings = Grading(config=config)
    settings.limits()  # a wrong setting is told before anything is done
    database(course, config)
    isolation = settings.sandbox([course.root])
    run = ClassRun(isolation.name)
    with _alone(course):
        prepare(course, config)
        submitted = course.root / config.CourseDirectory.get("submitted_directory", "submitted")
        chosen = _chosen(course, submitted, students, run)
        register(course, config)
        with books.opened(course, config) as gradebook:
            books.add_indexes(gradebook)
            room = Room(course, config, settings, gradebook, submitted, run)
            room.look(chosen)
            if room.left:
                from autograder.nbgrading.cluster import (
                    pool,
                )  # half a second that a run with nothing to do need not wait for

                if scheduler is None:
                    probes.ensure(course, isolation)
                given = bundle(course, config, room.masters, frozenset([machine()] if scheduler is None else []))
                with pool(given, min(workers or os.cpu_count() or 1, len(room.left)), scheduler) as grading:
                    room.work(grading)
        write_run(course, run)
    return run


def write_run(course: Course, run: ClassRun) -> None:
    """Keep what there is to say of the run itself; what came of each student is kept by grading.kept."""
    said = {name: getattr(run, name) for name in ("isolation", "failed", "refused", "unchanged", "graded")}
    store.write(course.root / store.FOLDER / "runs" / f"{course.assignment}.json", json.dumps(said, indent=1))


def _chosen(course, submitted, students, run):
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


def register(course: Course, config: Config) -> None:
    """Have nbgrader make the release and register the assignment, where source or gradebook are not as they were then."""
    mark = course.root / store.FOLDER / "registered" / course.assignment
    state = f"{files_digest(course.source)} {store.engine_digest()}"
    release = files_digest(course.release) if course.release.is_dir() else ""
    with contextlib.suppress(OSError, CourseError):
        if mark.read_text() == f"{state} {release}" and books.exists(course, config):
            with books.opened(course, config) as gradebook:
                if set(Masters(gradebook, course.assignment).notebooks) == set(course.notebooks()):
                    return
    with uninterrupted():  # nbgrader would leave no release behind
        run_nbgrader(config, "generate_assignment", course.assignment, force=True)
    store.write(mark, f"{state} {files_digest(course.release)}")


class Room:
    """The coordinator of one run: what is left to grade, what is being graded, what is to be written."""

    def __init__(
        self, course: Course, config: Config, settings: Grading, gradebook: Gradebook, submitted: Path, run: ClassRun
    ):
        self.course, self.settings, self.gradebook, self.submitted, self.run = (
            course,
            settings,
            gradebook,
            submitted,
            run,
        )
        self.masters = Masters(gradebook, course.assignment)
        self.penalties = Penalties(config, course.assignment)
        self.content = self._content(config)
        self.left: deque[str] = deque()
        self.rows: dict[str, StudentRows] = {}
        self.parcels: dict[str, str] = {}  # {student: a name for its work}
        self.running: dict[Future, str] = {}
        self.finished: dict[str, Finished] = {}
        self.batch: list[tuple[StudentRows, Kept]] = []
        self.written = time.monotonic()

    def _content(self, config):
        """A name for all that gradings of this run depend on beside the submission."""
        folders = {self.course.source, self.course.release, self.course.solutions, self.course.content}
        parts: list[object] = [files_digest(folder) for folder in sorted(folders) if folder.is_dir()]
        parts += [
            self.settings.as_dict(),
            self.settings.limits().as_dict(),
            str(config.LimitOutput),
            store.engine_digest(),
        ]
        return json.dumps(parts)

    # What there is to do

    def look(self, students):
        """Leave out whose submission, content and rows are as they were when they were graded."""
        known = books.students_rows(self.gradebook, self.course.assignment)
        for student in students:
            self.rows[student] = known.get(student, StudentRows(student))
            kept = kept_of(self.course, student)
            if self._unchanged(student, kept, known):
                self.run.unchanged.append(student)
            else:
                self.left.append(student)

    def _unchanged(self, student, kept, known):
        if student not in known or kept.failed or not kept.work or kept.rows != self._rows_key(known[student]):
            return False
        if not delivery.complete(self.course, student):
            return False
        return kept.work == self._work_key(pack(self._place(student)))

    def _place(self, student):
        return self.submitted / student / self.course.assignment

    def _work_key(self, parcel: Parcel) -> str:
        return hashlib.sha256(f"{parcel.digest} {self.content}".encode()).hexdigest()[:32]

    def _rows_key(self, rows: StudentRows) -> str:
        late = books.seconds_late(rows, self.masters.due)
        notebooks = sorted((name, found.late, sorted(found.cells.items())) for name, found in rows.notebooks.items())
        return hashlib.sha256(repr((late, notebooks)).encode()).hexdigest()[:32]

    # Doing it

    def work(self, grading: "Pool"):
        """Grade what is left; write what comes, and name what does not."""
        with tqdm(total=len(self.left), desc="submissions", unit="student") as bar:
            try:
                while self.left or self.running or self.batch:
                    while self.left and len(self.running) < AHEAD * grading.size:
                        self._begin(grading, self.left.popleft(), bar)
                    self._collect(grading, bar)
                    self._write(everything=not self.running)
            except BaseException:
                grading.client.cancel(list(self.running), force=True)
                self._write(everything=True)
                raise

    def _begin(self, grading, student, bar):
        try:
            parcel = pack(self._place(student))
            kept = kept_of(self.course, student)
            work = self.parcels[student] = self._work_key(parcel)
            if kept.work == work and delivery.complete(self.course, student) and self._same_points(student, kept):
                done = Finished(kept.record, self.rows[student], kept.graded, kept.answers, {})
                self._after_grading(grading, student, done, bar)
                return
            old = delivery.autograded(self.course, student) if kept.work else {}
            assigned = Assigned(student, parcel, self.rows[student], kept.answers, old)
            self.running[grading.grade(assigned)] = student
        except OSError as error:
            self._fail(student, f"{type(error).__name__}: {error}", bar)

    def _same_points(self, student, kept):
        """Whether the gradebook has the grader's points of what was kept; a person's may be others."""
        rows = self.rows[student].notebooks
        return bool(rows) and all(
            rows[name].cells.get(grade_id) is not None and rows[name].cells[grade_id].auto is not None
            for name, graded in kept.graded.items()
            for grade_id in graded.scores
            if name in rows
        )

    def _collect(self, grading, bar):
        """Take what is done; give up what gives no sign."""
        if not self.running:
            return
        done = grading.done(list(self.running))
        if not done:
            self._look_at_clocks(grading, bar)
        for future in done:
            student = self.running.pop(future)
            grading.signs.pop(student, None)
            try:
                result = future.result()
            except GraderError as error:
                self._fail(student, str(error), bar)
            except Exception as error:  # whatever one submission does to a worker, the others are graded
                self._fail(student, _told(error), bar)
            else:
                if isinstance(result, Finished):
                    self._after_grading(grading, student, result, bar)
                else:
                    self.finished[student].pages = result
                    self._deliver(student, self.finished.pop(student), bar)

    def _after_grading(self, grading, student, done, bar):
        """Set the late penalty; then the pages, where the worker could not make them."""
        rows = done.rows
        rows.timestamp = rows.timestamp or self.rows[student].timestamp
        late = books.seconds_late(rows, self.masters.due)
        if late:  # the penalty may depend on all that the gradebook has of the student
            books.write_rows(self.gradebook, self.masters, rows)
            self.gradebook.db.commit()
        self.penalties.set(self.gradebook, rows, late)
        if done.pages is None:
            files = done.files or delivery.autograded(self.course, student)
            notebooks = {name: text for name, text in files.items() if name.endswith(".ipynb")}
            self.finished[student] = done
            self.running[grading.pages(student, notebooks, rows)] = student
        else:
            self._deliver(student, done, bar)

    def _deliver(self, student, done, bar):
        """Lay the files of one student down; its rows go with the next batch."""
        before = self.rows[student]
        try:
            delivery.deliver(self.course, student, done)
        except OSError as error:
            self._fail(student, f"{error}; see that the disk is not full and the course's folders can be written", bar)
            return
        self.run.changes += list(_changes(student, before, done.rows, kept_of(self.course, student), done))
        kept = Kept(done.record, done.graded, done.answers, self.parcels[student], self._rows_key(done.rows))
        self.batch.append((done.rows, kept))
        self.run.graded.append(student)
        bar.update()

    def _fail(self, student, why, bar):
        self.run.failed[student] = why
        kept = kept_of(self.course, student)
        kept.failed = why
        keep(self.course, kept)
        tqdm.write(f"{student}: not graded: {why}")
        bar.update()

    def _look_at_clocks(self, grading, bar):
        limits = self.settings.limits()
        most = limits.notebook_seconds + 2 * limits.start_seconds + MARGIN_SECONDS
        for future, student in list(self.running.items()):
            sign = grading.signs.get(student)
            if sign is not None and time.monotonic() - sign.since > most:
                del self.running[future]
                grading.give_up(student, future)
                self._fail(student, f"{sign.notebook} gave no sign for {most:.0f} s, and its worker was ended", bar)

    def _write(self, everything=False):
        """Write the rows of a batch in one transaction; then, that it is done."""
        due = everything or len(self.batch) >= BATCH or time.monotonic() - self.written > BATCH_SECONDS
        if not self.batch or not due:
            return
        for rows, _ in self.batch:
            books.write_rows(self.gradebook, self.masters, rows)
        self.gradebook.db.commit()
        for _, kept in self.batch:
            keep(self.course, kept)
        self.batch.clear()
        self.written = time.monotonic()


def _told(error: Exception) -> str:
    """An exception of a worker in one line."""
    name = type(error).__name__
    if name == "KilledWorker":
        return "it ended its worker twice; see that the machine has memory enough, and grade it again"
    return f"{name}: {error}".splitlines()[0]


def _changes(student, before, now, kept, done):
    """The tasks that had points before and have others now."""
    for notebook, rows in now.notebooks.items():
        known = before.notebooks.get(notebook)
        for name, row in rows.cells.items():
            was = known.cells.get(name) if known else None
            if was is not None and row.graded and was.auto is not None and was.score != row.score:
                texts = kept.answers.get(notebook), done.answers.get(notebook)
                same = all(texts) and texts[0].text.get(name) == texts[1].text.get(name)
                yield Change(student, notebook, name, was.score, row.score, bool(same))
