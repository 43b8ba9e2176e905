"""The coordinator of a run: hands submissions to workers, lays down what comes back, and alone writes the gradebook."""

import time
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from nbgrader.api import Gradebook
from tqdm import tqdm
from traitlets.config import Config

from autograder import gradebook as books
from autograder.course import Course
from autograder.errors import GraderError
from autograder.gradebook import Masters, NotebookRows, StudentRows
from autograder.grading.kept import Answers, Kept, keep, kept_of
from autograder.intake.parcel import pack
from autograder.nbgrading import delivery
from autograder.nbgrading.class_run import Change, ClassRun
from autograder.nbgrading.keys import Keys
from autograder.nbgrading.late import Penalties
from autograder.nbgrading.worker import Assigned, Finished
from autograder.sandbox.limits import Limits

if TYPE_CHECKING:
    from distributed import Future

    from autograder.nbgrading.cluster import Pool

BATCH = 10  # students whose rows are written in one transaction
BATCH_SECONDS = 2.0  # after which a smaller batch is written
AHEAD = 2  # submissions that lie ready for each worker
MARGIN_SECONDS = 60.0  # beyond all limits of a notebook, after which its worker is given up


@dataclass
class Job:
    """One student's submission on its way through a run. before: the gradebook's rows; kept: of an earlier run;

    work: a name for all that its grading depends on; done: what came of it, while it waits for its pages.
    """

    student: str
    before: StudentRows
    kept: Kept
    work: str = ""
    done: Finished | None = None


class Coordinator:
    """What is left to grade, what is being graded, what is to be written."""

    def __init__(self, course: Course, config: Config, gradebook: Gradebook, run: ClassRun):
        self.course, self.gradebook, self.run = course, gradebook, run
        self.submitted = course.root / config.CourseDirectory.get("submitted_directory", "submitted")
        self.limits = Limits(config=config)
        self.masters = Masters(gradebook, course.assignment)
        self.penalties = Penalties(config, course.assignment)
        self.keys = Keys(course, config, self.masters)
        self.left: deque[tuple[str, StudentRows]] = deque()
        self.running: dict[Future, Job] = {}
        self.batch: list[tuple[Job, Finished]] = []
        self.written = time.monotonic()

    def look(self, students):
        """Leave out whose submission, content and rows are as they were when they were graded."""
        known = books.students_rows(self.gradebook, self.course.assignment)
        for student in students:
            rows = known.get(student)
            if rows is not None and self._unchanged(student, rows):
                self.run.unchanged.append(student)
            else:
                self.left.append((student, rows or StudentRows(student)))

    def _unchanged(self, student, rows):
        kept = kept_of(self.course, student)
        if kept.failed or not kept.work or kept.rows != self.keys.rows(rows):
            return False
        return delivery.complete(self.course, student) and kept.work == self.keys.work(pack(self._place(student)))

    def _place(self, student):
        return self.submitted / student / self.course.assignment

    def work(self, grading: "Pool"):
        """Grade what is left; write what comes, and name what does not."""
        with tqdm(total=len(self.left), desc="submissions", unit="student") as bar:
            try:
                while self.left or self.running or self.batch:
                    while self.left and len(self.running) < AHEAD * grading.size:
                        self._begin(grading, *self.left.popleft(), bar)
                    self._collect(grading, bar)
                    self._write(everything=not self.running)
            except BaseException:
                grading.client.cancel(list(self.running), force=True)
                self._write(everything=True)
                raise

    def _begin(self, grading, student, before, bar):
        job = Job(student, before, kept_of(self.course, student))
        try:
            parcel = pack(self._place(student))
            job.work = self.keys.work(parcel)
            if job.kept.work == job.work and delivery.complete(self.course, student) and _has_points(job):
                done = Finished(job.kept.record, before, job.kept.graded, job.kept.answers, {})
                self._after_grading(grading, job, done, bar)
                return
            old = delivery.autograded(self.course, student) if job.kept.work else {}
        except OSError as error:
            self._fail(job, f"{type(error).__name__}: {error}", bar)
            return
        self.running[grading.grade(Assigned(student, parcel, before, job.kept.answers, old))] = job

    def _collect(self, grading, bar):
        """Take what is done; give up what gives no sign."""
        if not self.running:
            return
        done = grading.done(list(self.running))
        if not done:
            self._look_at_clocks(grading, bar)
        for future in done:
            job = self.running.pop(future)
            grading.signs.pop(job.student, None)
            try:
                result = future.result()
            except GraderError as error:
                self._fail(job, str(error), bar)
            except Exception as error:  # whatever one submission does to a worker, the others are graded
                self._fail(job, _told(error), bar)
            else:
                if isinstance(result, Finished):
                    self._after_grading(grading, job, result, bar)
                elif job.done is not None:
                    job.done.pages = result
                    self._deliver(job, job.done, bar)

    def _after_grading(self, grading, job, done, bar):
        """Set the late penalty; then the pages, where the worker could not make them."""
        rows = done.rows
        rows.timestamp = rows.timestamp or job.before.timestamp
        late = books.seconds_late(rows, self.masters.due)
        if late:  # the penalty may depend on all that the gradebook has of the student
            books.write_rows(self.gradebook, self.masters, rows)
            self.gradebook.db.commit()
        self.penalties.set(self.gradebook, rows, late)
        if done.pages is None:
            files = done.files or delivery.autograded(self.course, job.student)
            notebooks = {name: text for name, text in files.items() if name.endswith(".ipynb")}
            job.done = done
            self.running[grading.pages(job.student, notebooks, rows)] = job
        else:
            self._deliver(job, done, bar)

    def _deliver(self, job, done, bar):
        """Lay the files of one student down; its rows go with the next batch."""
        try:
            delivery.deliver(self.course, job.student, done)
        except OSError as error:
            self._fail(job, f"{error}; see that the disk is not full and the course's folders can be written", bar)
            return
        self.run.changes += _changes(job, done)
        self.run.graded.append(job.student)
        self.batch.append((job, done))
        bar.update()

    def _fail(self, job, why, bar):
        self.run.failed[job.student] = why
        keep(self.course, replace(job.kept, failed=why))
        tqdm.write(f"{job.student}: not graded: {why}")
        bar.update()

    def _look_at_clocks(self, grading, bar):
        most = self.limits.notebook_seconds + 2 * self.limits.start_seconds + MARGIN_SECONDS
        for future, job in list(self.running.items()):
            sign = grading.signs.get(job.student)
            if sign is not None and time.monotonic() - sign.since > most:
                del self.running[future]
                grading.give_up(job.student, future)
                self._fail(job, f"{sign.notebook} gave no sign for {most:.0f} s, and its worker was ended", bar)

    def _write(self, everything=False):
        """Write the rows of a batch in one transaction; then, that it is done."""
        due = everything or len(self.batch) >= BATCH or time.monotonic() - self.written > BATCH_SECONDS
        if not self.batch or not due:
            return
        self.gradebook.db.rollback()  # what is read next is what is there now
        now = books.students_rows(self.gradebook, self.course.assignment, [job.student for job, _ in self.batch])
        kept = []
        for job, done in self.batch:
            name = self.keys.rows(done.rows)
            if books.take_marks_by_hand(done.rows, job.before, now.get(job.student)):
                name = ""  # the next run brings them to the student's page
            books.write_rows(self.gradebook, self.masters, done.rows)
            kept.append(Kept(done.record, done.graded, done.answers, job.work, name))
        self.gradebook.db.commit()
        for one in kept:
            keep(self.course, one)
        self.batch.clear()
        self.written = time.monotonic()


def _has_points(job: Job) -> bool:
    """Whether the gradebook has the grader's points of what was kept; a person's may be others."""
    rows = job.before.notebooks
    return bool(rows) and all(
        grade_id in rows[name].cells and rows[name].cells[grade_id].auto is not None
        for name, graded in job.kept.graded.items()
        for grade_id in graded.scores
        if name in rows
    )


def _told(error: Exception) -> str:
    """An exception of a worker in one line."""
    name = type(error).__name__
    if name == "KilledWorker":
        return "it ended its worker twice; see that the machine has memory enough, and grade it again"
    return f"{name}: {error}".splitlines()[0]


def _changes(job: Job, done: Finished) -> Iterator[Change]:
    """The tasks that had points before and have others now."""
    for notebook, rows in done.rows.notebooks.items():
        before = job.before.notebooks.get(notebook, NotebookRows()).cells
        old, new = (answers.get(notebook, Answers()).text for answers in (job.kept.answers, done.answers))
        for name, row in rows.cells.items():
            was = before.get(name)
            if was is not None and row.graded and was.auto is not None and was.score != row.score:
                same = name in old and old[name] == new.get(name)
                yield Change(job.student, notebook, name, was.score, row.score, same)
