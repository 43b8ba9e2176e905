"""Grade a whole class: notebooks in parallel, the gradebook by this one process alone."""

import json
import os
from collections import Counter
from concurrent.futures import as_completed
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field

import nbformat
from nbgrader.api import Gradebook, MissingEntry
from tqdm import tqdm
from traitlets.config import Config

from autograder import store
from autograder.configuration import database, load
from autograder.errors import CourseError
from autograder.grading import cache as results
from autograder.intake import folder as intake
from autograder.intake.layout import restore
from autograder.nbgrading.commands import run_nbgrader
from autograder.nbgrading.parts import prepare
from autograder.nbgrading.workers import work
from autograder.nbgrading.workers import workers as pool_of
from autograder.sandbox import probes
from autograder.settings import Grading


@dataclass
class ClassRun:
    """What came of a class. records: intake.Record a student; failed: {student: why}; refused: folder names;

    changed: {student: (points before, points now)} of those who were graded before and have other points now.
    """

    isolation: str
    records: dict = field(default_factory=dict)
    failed: dict = field(default_factory=dict)
    refused: list = field(default_factory=list)
    changed: dict = field(default_factory=dict)


def grade_class(course, students=(), workers=None) -> ClassRun:
    """Take in, grade, and record every submission of a course; feedback is written, too.

    students: names, or all that submitted. workers: notebooks graded at a time (default: processors).
    Raises CourseError where there is nothing to grade, SandboxError where isolation cannot be had.
    """
    config = load(course)
    settings = Grading(config=config)
    settings.limits()  # a wrong setting is told before anything is done
    isolation = settings.sandbox([course.root])
    run = ClassRun(isolation.name)
    prepare(course, config)
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
    probes.ensure(course, isolation)
    before = points(course, config)
    run_nbgrader(config, "generate_assignment", course.assignment, force=True)
    for student in list(chosen):
        try:
            run.records[student] = intake.take_in(course, submitted, student)
        except Exception as error:  # whatever one submission is, the others are graded
            run.records[student], run.failed[student] = intake.Record(student), f"{type(error).__name__}: {error}"
            chosen.remove(student)
    inside = Config(config)
    inside.CourseDirectory.submitted_directory = str(intake.folder(course).relative_to(course.root))

    def record(student):
        try:
            run_nbgrader(inside, "autograde", course.assignment, student, force=True)
            run_nbgrader(inside, "generate_feedback", course.assignment, student, force=True)
        except Exception as error:  # whatever one submission does to nbgrader, the next one is graded
            run.failed[student] = str(error) or type(error).__name__

    recorded = _grade_notebooks(course, chosen, config, workers or os.cpu_count(), record)
    left = [student for student in chosen if student not in recorded]
    for student in tqdm(left, desc="one by one", unit="student", disable=not left):
        record(student)
    now = points(course, config)
    run.changed = {s: (before[s], now[s]) for s in chosen if s in before and s in now and before[s] != now[s]}
    write_run(course, run)
    return run


def points(course, config) -> dict[str, float]:
    """{student: points} as the gradebook has them, manual grades included, before any late penalty."""
    if "db_url" not in config.CourseDirectory and not (course.root / "gradebook.db").is_file():
        return {}
    with Gradebook(database(course, config)) as gradebook:
        try:
            return {s.student.id: s.score for s in gradebook.assignment_submissions(course.assignment)}
        except MissingEntry:
            return {}


def _grade_notebooks(course, students, config, workers, record):
    """Grade every notebook that was not graded before; results land in the results folder.

    record: called with each student whose notebooks are done, while others are still being graded. Returns these students.
    """
    jobs = [(course, s, n, config) for s in students for n in course.notebooks()]
    left, recorded = Counter(job[1] for job in jobs), set()
    with pool_of(workers) as pool:
        futures = {pool.submit(work, grade_one, *job): job for job in jobs}
        for future in tqdm(as_completed(futures), total=len(jobs), desc="notebooks", unit="notebook"):
            student, notebook = futures[future][1:3]
            try:
                future.result()
            except BrokenProcessPool:
                tqdm.write("a worker ended; what it had not graded is graded one by one")
                break
            except (
                Exception
            ) as error:  # it is graded once more when it is recorded, and named there should it fail again
                tqdm.write(f"{student}, {notebook}: {type(error).__name__}: {error}")
            left[student] -= 1
            if not left[student]:
                record(student)
                recorded.add(student)
    return recorded


def grade_one(course, student, notebook, config):
    """Grade one notebook that was taken in. A pure function of it and of the course; kept by results."""
    path = intake.folder(course) / student / course.assignment / f"{notebook}.ipynb"
    release = course.release_notebook(notebook)
    restored = restore(nbformat.read(path, 4), release)
    results.grade_once(course, notebook, restored, Grading(config=config), intake.own_files_of(path.parent))


def write_run(course, run):
    """Keep a record of the run beside the results."""
    records = {
        name: {"notebooks": r.notebooks, "notices": [n.told for n in r.notices]} for name, r in run.records.items()
    }
    kept = {name: getattr(run, name) for name in ("isolation", "failed", "refused", "changed")} | {"records": records}
    store.write(course.root / store.FOLDER / "run.json", json.dumps(kept, indent=1))
