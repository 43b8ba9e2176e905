"""The classes that are graded: files STUDENT/NOTEBOOK.ipynb, no two alike, made from the course's own answers."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import nbformat

from autograder.authoring.copying import copy_course
from autograder.authoring.demo import sample_notebook
from autograder.authoring.filling import fill
from autograder.course import Course, find
from autograder.modules import load
from autograder.notebooks import meta
from benchmarks.meter import REPOSITORY

MARK = "@STUDENT@"
PERFECT, MIXED, LIGHT = "perfect", "mixed", "light"
KINDS = {
    PERFECT: "Every task is answered with the reference's answer; a comment makes each file another one.",
    MIXED: "The course's sample students, one after the other, whose files every grader can take: everything right, right in other "
    "styles, named wrong answers, nothing done, not everything handed in; a comment makes each file another one.",
    LIGHT: "As perfect students, without the cells that no task needs, so that the coordinator has more to do than the workers.",
}


@dataclass(frozen=True)
class Class:
    """A class in a folder. notebooks: of the course, that were set; workers: how many processes grade at a time."""

    folder: Path
    notebooks: tuple[str, ...]
    workers: int

    @property
    def students(self) -> list[str]:
        """Their names."""
        return sorted(place.name for place in self.folder.iterdir())

    @property
    def files(self) -> list[Path]:
        """All that was handed in."""
        return sorted(self.folder.glob("*/*.ipynb"))

    @property
    def limit(self) -> float:
        """Seconds after which a run over the class is given up."""
        return 600 + 120 * len(self.files)


def course_folder(folder: Path, notebooks: tuple[str, ...]) -> Course:
    """A copy of the repository's course with only these notebooks, and nobody's submission."""
    made = copy_course(find(REPOSITORY), folder, "c.Grading.parts = {}")
    for path in (*made.source.glob("*.ipynb"), *made.release.glob("*.ipynb")):
        if path.stem not in notebooks:
            path.unlink()
    return made


def hand_in(course: Course, graded: Class, students: list[str]) -> None:
    """Put what these students of a class hand in into submitted/."""
    for student in students:
        shutil.copytree(graded.folder / student, course.root / "submitted" / student / course.assignment)


def make_class(kind: str, folder: Path, notebooks: tuple[str, ...], students: int, workers: int) -> Class:
    """Make a class of a kind: perfect, mixed, or light (perfect, and without the cells that no task needs)."""
    patterns = list(_patterns(kind, find(REPOSITORY), notebooks))
    for number in range(students):
        name = f"s{number:05}"
        (folder / name).mkdir(parents=True)
        for notebook, text in patterns[number % len(patterns)].items():
            (folder / name / f"{notebook}.ipynb").write_text(text.replace(MARK, name), encoding="utf-8")
    return Class(folder, notebooks, workers)


def _patterns(kind, course, notebooks) -> Iterator[dict[str, str]]:
    """{notebook: its text with MARK where the student's name belongs}, of one student after the other."""
    if kind == MIXED:
        for sample in _honest(course):
            numbered = {name: int(name.split("_")[0]) for name in notebooks}
            chosen = {n: k for n, k in numbered.items() if not sample.only or k in sample.only}
            if chosen:
                yield {n: _marked(sample_notebook(course, n, k, sample)) for n, k in chosen.items()}
        return
    made = {name: fill(course.release_notebook(name), course.source_notebook(name)) for name in notebooks}
    for notebook in made.values() if kind == LIGHT else ():
        notebook.cells = [c for c in notebook.cells if meta(c, "grade_id") or c["id"] == "imports"]
    yield {name: _marked(notebook) for name, notebook in made.items()}


def _honest(course):
    """The sample students whose files every grader can take: whole, under their names, ending no process."""
    samples = load(course.content / "samples.py").SAMPLES
    return [s for s in samples if not (s.extra or s.truncated or s.renamed or s.stripped)]


def _marked(notebook) -> str:
    answer = next(c for c in notebook.cells if c.cell_type == "code" and meta(c, "solution"))
    answer.source += f"\n# handed in by {MARK}"
    return nbformat.writes(notebook)
