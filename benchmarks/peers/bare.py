"""The bare limit: each notebook's cells once, and the hidden tests, in a fork of a warm interpreter."""

import json
import sys
from pathlib import Path

from benchmarks.classes import Class, course_folder
from benchmarks.meter import Lane


class Bare:
    """drawn: whether figures are drawn as notebooks show them."""

    def __init__(self, drawn: bool):
        self.drawn = drawn
        self.name = "bare limit, figures drawn" if drawn else "bare limit"
        self.how = (
            "cells executed once and the same hidden tests run, in a fork of an interpreter that has NumPy, Matplotlib and "
            f"the tests loaded, as many at a time as there are processors; figures are {'' if drawn else 'not '}drawn, nothing is kept"
        )

    def prepare(self, folder: Path, graded: Class) -> list[Lane]:
        """A course folder for the support files and the tests."""
        course = course_folder(folder / "course", graded.notebooks)
        tasks = {name: [(task.name, task.points) for task in course.tasks(name)] for name in graded.notebooks}
        job = {
            "root": str(course.root),
            "assignment": course.assignment,
            "tasks": tasks,
            "files": [str(path) for path in graded.files],
            "workers": graded.workers,
            "drawn": self.drawn,
        }
        (folder / "job.json").write_text(json.dumps(job))
        return [Lane(course.source, [[sys.executable, "-m", "benchmarks.peers.bare_run", str(folder / "job.json")]])]

    def points(self, folder: Path) -> float:
        """Of all forks."""
        return float(sum(json.loads((folder / "points.json").read_text()).values()))
