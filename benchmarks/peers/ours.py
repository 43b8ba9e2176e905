"""Our grader: `autograder grade` in a course folder in which nobody was graded before."""

import json
import shutil
import sys
from pathlib import Path

import nbformat

from autograder.course import Course
from autograder.grading.kept import kept_of
from benchmarks.classes import Class, course_folder, hand_in
from benchmarks.meter import REPOSITORY, Lane, Measured, measure
from benchmarks.peers.peer import WARM, gradebook_points

WARM_SECONDS = 600


class Ours:
    """once: what the first run of a course took, each time it was prepared."""

    name = "ours"
    how = (
        "`autograder grade`: gradebook, feedback and report. The course was registered and the sandbox tried before, "
        "by a run over one student who did nothing"
    )

    def __init__(self) -> None:
        self.once: list[Measured] = []

    def prepare(self, folder: Path, graded: Class) -> list[Lane]:
        """A course folder that is registered, with the class handed in."""
        course = course_folder(folder, graded.notebooks)
        self.once.append(warm(course))
        hand_in(course, graded, graded.students)
        return [grading(course, graded.workers, folder / "coordinator.json")]

    def points(self, folder: Path) -> float:
        """Of the gradebook."""
        return gradebook_points(folder / "gradebook.db")

    def coordinator(self, folder: Path) -> dict[str, float]:
        """What benchmarks.watched said of the last run."""
        return json.loads((folder / "coordinator.json").read_text())


def warm(course: Course) -> Measured:
    """Register the course and try the sandbox, by grading one student who did nothing."""
    place = course.root / "submitted" / WARM / course.assignment
    place.mkdir(parents=True)
    first = course.notebooks()[0]
    nbformat.write(course.release_notebook(first), place / f"{first}.ipynb")
    taken = measure([grading(course, 1, course.root / "coordinator.json")], WARM_SECONDS)
    shutil.rmtree(place.parent)
    return taken


def grading(course: Course, workers: int, said: Path, class_only: bool = False) -> Lane:
    """The command, below a watch that writes what the coordinator used into `said`. class_only: without the report."""
    words = [sys.executable, "-m", "benchmarks.watched", str(said), str(course.root), str(workers)]
    return Lane(REPOSITORY, [words + ["--class-only"] * class_only])


def seconds_of(course: Course, students: list[str]) -> dict[str, float]:
    """Seconds of all gradings together, by what they were spent on, as the grader itself counts them."""
    total: dict[str, float] = {}
    for student in students:
        for graded in kept_of(course, student).graded.values():
            for name, seconds in graded.seconds.items():
                total[name] = total.get(name, 0.0) + seconds
    return total
