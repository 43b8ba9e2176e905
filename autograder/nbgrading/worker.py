"""What a worker does: grade one student's submission, a pure function of what it is given and of the course's content.

It needs the package and the bundle of the course; no gradebook, no folder of the coordinator's.
"""

import hashlib
import json
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from autograder.course import SECRET, TIMESTAMP, Course
from autograder.gradebook import NotebookRows, StudentRows, as_time, seconds_late
from autograder.grading.cache import content_key
from autograder.grading.grade import grade
from autograder.grading.kept import Answers
from autograder.grading.outcome import Graded, graded_of
from autograder.intake import folder as intake
from autograder.intake.parcel import Parcel, unpack
from autograder.nbgrading.autograded import (
    as_restored,
    cells_to_run,
    limit_output,
    overwrite,
    restored_with_notices,
    write_results,
)
from autograder.nbgrading.bundle import Bundle, machine
from autograder.nbgrading.feedback import marks_of
from autograder.nbgrading.keys import settings_of
from autograder.nbgrading.rows import rows_of, show_changed, without_changed
from autograder.notebooks import KEY, meta
from autograder.report.feedback import student_files
from autograder.sandbox import probes
from autograder.sandbox.sandboxes import Sandboxes
from autograder.settings import Grading


@dataclass(frozen=True)
class Assigned:
    """One student's submission to grade. before: the gradebook's rows; answers: that those are for; old: autograded

    notebooks of an earlier run, taken where nothing they depend on has changed.
    """

    student: str
    parcel: Parcel
    before: StudentRows
    answers: dict[str, Answers] = field(default_factory=dict)
    old: dict[str, str] = field(default_factory=dict)


@dataclass
class Finished:
    """What came of it. files: of the student's autograded folder; pages: of the feedback folder, or None where the

    late penalty is to be known first.
    """

    record: intake.Record
    rows: StudentRows
    graded: dict[str, Graded]
    answers: dict[str, Answers]
    files: dict[str, str]
    pages: dict[str, str] | None = None


class Worker:
    """The course in a folder of the worker's own. announce(student, notebook) is called before each notebook."""

    def __init__(
        self, given: Bundle, folder: Path, announce: Callable[[str, str], None] = lambda student, notebook: None
    ):
        self.course, self.config, self.masters = Course(folder, given.assignment), given.config, given.masters
        self.settings = Grading(config=given.config)
        self.limits = self.settings.limits()
        self.announce = announce
        for name, data in given.files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        self.isolation = self.settings.sandbox([folder])
        if machine() not in given.probed:
            probes.ensure(self.course, self.isolation)

    def grade(self, given: Assigned) -> Finished:
        """Grade one submission. Raises GraderError where the course's content does not let it."""
        with tempfile.TemporaryDirectory(dir=self.course.root, prefix="submitted-") as place:
            submitted, taken = Path(place, "submitted"), Path(place, "taken")
            unpack(given.parcel, submitted)
            record = intake.take_in(self.course, submitted, given.student, taken)
            return self._grade_taken(given, record, taken)

    def _grade_taken(self, given: Assigned, record: intake.Record, taken: Path) -> Finished:
        """Grade the clean copy of a submission."""
        rows = StudentRows(given.student, extension=given.before.extension)
        done = Finished(record, rows, {}, {}, {})
        notebooks = {}
        own = intake.own_files_of(taken)
        with Sandboxes(self.limits, [*own, *self.course.support_files()], self.isolation) as sandboxes:
            for name in self.course.notebooks():
                self.announce(given.student, name)
                nb = nbformat.read(taken / f"{name}.ipynb", 4)
                notebooks[name] = self._autograded(name, nb, given.old.get(f"{name}.ipynb"), own, sandboxes)
        for name, nb in notebooks.items():
            before, kept = given.before.notebooks.get(name, NotebookRows()), given.answers.get(name, Answers())
            tasks = self.course.tasks(name)
            rows.notebooks[name], done.answers[name] = rows_of(nb, tasks, before, kept, self.settings.keep_higher)
            show_changed(nb, rows.notebooks[name], before, kept, done.answers[name])
            done.graded[name] = graded_of(nb)
            done.files[f"{name}.ipynb"] = nbformat.writes(nb)
        for name in (TIMESTAMP, SECRET):
            if (taken / name).is_file():
                done.files[name] = (taken / name).read_text(encoding="ascii")
        rows.timestamp = as_time(done.files.get(TIMESTAMP, ""))
        if not seconds_late(rows, self.masters.due):
            done.pages = self.pages(given.student, notebooks, rows)
        return done

    def _autograded(
        self, name: str, taken: NotebookNode, old: str | None, own: list[Path], sandboxes: Sandboxes
    ) -> NotebookNode:
        """Grade one notebook that was taken in, or take the autograded one of an earlier run."""
        nb, _ = restored_with_notices(taken, self.course.release_notebook(name))
        overwrite(nb, name, self.masters, self.config)
        key = self._key(name, nb, own)
        if old is not None:
            before = nbformat.reads(old, 4)
            if before.metadata.get(KEY, {}).get("key") == key:
                before.cells = without_changed(before)
                return before
        graded = grade(
            self.course, name, as_restored(nb), sandboxes, self.settings.seed, cells_to_run(nb, self.settings)
        )
        write_results(nb, graded, self.course.tasks(name), self.settings)
        limit_output(nb, self.config)
        nb.metadata[KEY]["key"] = key
        return nb

    def _key(self, name: str, nb: NotebookNode, own: list[Path]) -> str:
        """A name for all that an autograded notebook depends on: its text and the notes on it, the course, the settings."""
        cells = [(cell["id"], cell.cell_type, cell.source, meta(cell, "checksum")) for cell in nb.cells]
        kept = nb.metadata[KEY]
        files = [(path.name, hashlib.sha256(path.read_bytes()).hexdigest()) for path in own]
        parts = [cells, files, kept.get("regular"), settings_of(self.config)]
        return content_key(self.course, name, json.dumps(parts))

    def pages(self, student: str, notebooks: dict[str, NotebookNode], rows: StudentRows) -> dict[str, str]:
        """The files of the student's feedback folder."""
        marks = {name: marks_of(name, rows.notebooks[name], self.masters) for name in notebooks}
        return student_files(self.course, student, notebooks, marks, self.settings)

    def pages_again(self, student: str, files: dict[str, str], rows: StudentRows) -> dict[str, str]:
        """The same, from autograded notebooks that are there: points were given by hand, or a penalty."""
        return self.pages(
            student, {name.removesuffix(".ipynb"): nbformat.reads(text, 4) for name, text in files.items()}, rows
        )
