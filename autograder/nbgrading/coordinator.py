"""The coordinator of a run: hands submissions to workers, lays down what comes back, and alone writes the gradebook."""

import time
from collections import deque
from typing import TYPE_CHECKING

from nbgrader.api import Gradebook
from tqdm import tqdm
from traitlets.config import Config

from autograder import gradebook as books
from autograder.course import Course
from autograder.errors import GraderError
from autograder.gradebook import Masters, StudentRows
from autograder.grading.kept import Kept, keep, kept_of
from autograder.intake.parcel import pack
from autograder.nbgrading import delivery
from autograder.nbgrading.keys import Keys
from autograder.nbgrading.late import Penalties
from autograder.nbgrading.outcome import Change, ClassRun
from autograder.nbgrading.worker import Assigned, Finished
from autograder.sandbox.limits import Limits

if TYPE_CHECKING:
    from distributed import Future

    from autograder.nbgrading.cluster import Pool

BATCH = 10  # students whose rows are written in one transaction
BATCH_SECONDS = 2.0  # after which a smaller batch is written
AHEAD = 2  # submissions that lie ready for each worker
MARGIN_SECONDS = 60.0  # beyond all limits of a notebook, after which its worker is given up


class Coordinator:
    """What is left to grade, what is being graded, what is to be written."""

    def __init__(self, course: Course, config: Config, gradebook: Gradebook, run: ClassRun):
        self.course, self.gradebook, self.run = course, gradebook, run
        self.submitted = course.root / config.CourseDirectory.get("submitted_directory", "submitted")
        self.limits = Limits(config=config)
        self.masters = Masters(gradebook, course.assignment)
        self.penalties = Penalties(config, course.assignment)
        self.keys = Keys(course, config, self.masters)
        self.left: deque[str] = deque()
        self.rows: dict[str, StudentRows] = {}
        self.work_keys: dict[str, str] = {}
        self.running: dict[Future, str] = {}
        self.finished: dict[str, Finished] = {}  # what waits for its pages
        self.batch: list[tuple[StudentRows, Kept]] = []
        self.written = time.monotonic()

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
        if student not in known or kept.failed or not kept.work or kept.rows != self.keys.rows(known[student]):
            return False
        if not delivery.complete(self.course, student):
            return False
        return kept.work == self.keys.work(pack(self._place(student)))

    def _place(self, student):
        return self.submitted / student / self.course.assignment

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
            work = self.work_keys[student] = self.keys.work(parcel)
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
        kept = Kept(done.record, done.graded, done.answers, self.work_keys[student], self.keys.rows(done.rows))
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
        limits = self.limits
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
        self.gradebook.db.rollback()  # what is read next is what is there now
        now = books.students_rows(self.gradebook, self.course.assignment, [rows.student for rows, _ in self.batch])
        for rows, kept in self.batch:
            if books.take_marks_by_hand(rows, self.rows[rows.student], now.get(rows.student)):
                kept.rows = ""  # the next run brings them to the student's page
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
