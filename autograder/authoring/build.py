"""Make release/ (through nbgrader itself), solutions/ and tables of notebooks from source/."""

import shutil
import tempfile
from dataclasses import replace
from pathlib import Path

import nbformat
from traitlets.config import Config

from autograder.authoring import parts
from autograder.authoring.normalise import normalise, repeated_ids
from autograder.authoring.pages import write_tables
from autograder.configuration import load
from autograder.nbgrading.commands import run_nbgrader
from autograder.notebooks import solution_module


def write_solutions(course, folder):
    """Write name.py, the reference functions, for every notebook."""
    folder.mkdir(parents=True, exist_ok=True)
    for notebook in course.notebooks():
        text = solution_module(course.source_notebook(notebook), f"source/{course.assignment}/{notebook}.ipynb")
        (folder / course.solution_file(notebook).name).write_text(text, encoding="utf-8")


def write_release(course, folder):
    """Have nbgrader make the student version into `folder`, in a course folder of its own."""
    with tempfile.TemporaryDirectory(prefix="autograder-build-") as scratch:
        config = load(course)
        config.merge(Config({"CourseDirectory": {"root": scratch, "db_url": f"sqlite:///{scratch}/gradebook.db"}}))
        shutil.copytree(course.source, Path(scratch) / "source" / course.assignment, ignore=_no_leftovers)
        run_nbgrader(config, "generate_assignment", course.assignment)
        built = Path(scratch) / "release" / course.assignment
        folder.mkdir(parents=True, exist_ok=True)
        for old in folder.iterdir():
            if not (built / old.name).exists():
                shutil.rmtree(old) if old.is_dir() else old.unlink()
        shutil.copytree(built, folder, dirs_exist_ok=True)


def build(course) -> list[str]:
    """Put the sources into the form that is kept, write release/, solutions/, the tables and the parts; return what was changed.

    course: a part stands for its whole. Raises CourseError with nbgrader's own log where it refuses; then nothing is written but the sources.
    """
    course = replace(course, assignment=course.whole)
    config = load(course)
    planned = parts.plan(course, config)
    mended = normalise_sources(course)
    write_release(course, course.release)
    write_solutions(course, course.solutions)
    tables = [f"{name}: the table of notebooks and points is new" for name in write_tables(course)]
    return mended + tables + parts.write(course, planned, config)


def normalise_sources(course) -> list[str]:
    """Normalise every source notebook in its file; return what was changed, one line each."""
    mended = []
    books = {name: course.source_notebook(name) for name in course.notebooks()}  # raises where a source is no notebook
    for notebook, nb in books.items():
        path = course.source / f"{notebook}.ipynb"
        if repeated_ids(path):
            continue  # a fault that `check` names: which of the cells keeps the id is for a person to say
        changes = normalise(nb)
        if changes:
            nbformat.write(nb, path)
            mended += [f"source/{course.assignment}/{notebook}.ipynb: {change}" for change in changes]
    return mended


def _no_leftovers(folder, names):
    return [name for name in names if name == "__pycache__" or name.startswith(".")]
