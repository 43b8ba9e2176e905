"""A class of sample submissions in a course folder of its own: the whole road to look at."""

import shutil

import nbformat
from nbformat.v4 import new_code_cell

from autograder.authoring.copying import copy_course
from autograder.authoring.filling import fill
from autograder.errors import CourseError
from autograder.modules import load
from autograder.notebooks import meta

MARK = ".demo-course"
SETTINGS = "c.Limits.cell_seconds = 10\nc.Grading.parts = {}"
MADE = ("source", "submitted", "autograded", "feedback", "release", "report", "solutions", "autograder", ".autograder")


def make_class(course, folder):
    """Make the course folder with the sample submissions, anew; return its Course.

    Raises CourseError where `folder` holds something that is not a demo course.
    """
    folder = folder.resolve()
    course.notebooks()  # raises where there is nothing to make a class of
    if not (course.content / "samples.py").is_file():
        raise CourseError(
            f"{course.content / 'samples.py'} is missing; it lists the sample students (docs/authoring.md)"
        )
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())) and not (folder / MARK).is_file():
        raise CourseError(f"{folder} is not empty and no demo course; name another folder with --folder")
    for part in MADE:
        shutil.rmtree(folder / part, ignore_errors=True)
    (folder / "gradebook.db").unlink(missing_ok=True)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / MARK).touch()
    filled = copy_course(course, folder, SETTINGS)
    hand_in_samples(filled)
    return filled


def hand_in_samples(course):
    """Put what the assignment's sample students hand in into submitted/."""
    samples = load(course.content / "samples.py").SAMPLES
    unknown = {name for sample in samples for name in sample.mistakes} - _names(course)
    if unknown:
        raise CourseError(f"the samples name mistakes that the library does not have: {sorted(unknown)}")
    for sample in samples:
        _hand_in(course, sample)


def _names(course):
    return {e.name for notebook in course.notebooks() for e in course.answers("misconceptions", notebook)}


def _hand_in(course, sample):
    place = course.root / "submitted" / sample.name / course.assignment
    place.mkdir(parents=True)
    for notebook in course.notebooks():
        number = int(notebook.split("_")[0])
        if sample.only and number not in sample.only:
            continue
        path = place / sample.renamed.get(number, f"{notebook}.ipynb")
        nbformat.write(sample_notebook(course, notebook, number, sample), path)
        if number in sample.truncated:
            data = path.read_bytes()
            path.write_bytes(data[: len(data) // 2])


def sample_notebook(course, notebook, number, sample):
    """One notebook as a sample student hands it in. number: of the notebook, as the samples name it."""
    release = course.release_notebook(notebook)
    if sample.blank:
        return release
    answers = [e for e in course.answers("misconceptions", notebook) if e.name in sample.mistakes]
    if sample.style:
        answers = list({e.target: e for e in course.answers(sample.style, notebook)}.values())
    filled = fill(release, course.source_notebook(notebook), answers)
    if number in sample.extra:
        graded = [i for i, cell in enumerate(filled.cells) if meta(cell, "grade")]
        filled.cells.insert(graded[min(2, len(graded) - 1)] + 1, new_code_cell(sample.extra[number]))
    if sample.stripped:
        for i, cell in enumerate(filled.cells):
            cell.metadata, cell["id"] = {}, f"c{i}"
    return filled
