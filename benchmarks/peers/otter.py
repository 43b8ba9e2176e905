"""Otter: its local runner on the same notebooks, with a test file for each task that runs the same hidden tests."""

import json
import zipfile
from pathlib import Path

from benchmarks.classes import Class, course_folder
from benchmarks.hidden import call
from benchmarks.meter import Lane

TEST_FILE = """\
OK_FORMAT = False

from benchmarks.hidden import points_of
from otter.test_files import test_case

name = {name!r}
points = {points!r}


@test_case(points={points!r}, hidden=True)
def hidden_tests(env):
    assert {call} >= {points!r}
"""


class Otter:
    """python: of the environment that Otter is installed in, with the versions of NumPy and Matplotlib that we have."""

    name = "Otter"
    how = (
        "`otter.run` of Otter 7, called for one notebook after the other by as many processes as there are processors, "
        "with exception-based test files that run the same hidden tests in the student's process, all or nothing for a "
        "task; no gradebook, no feedback page"
    )

    def __init__(self, python: Path):
        self.python = str(python.absolute())  # a link that is followed leads out of its environment

    def prepare(self, folder: Path, graded: Class) -> list[Lane]:
        """An archive for each notebook, and a list of what each process grades."""
        course = course_folder(folder / "course", graded.notebooks)
        for notebook in graded.notebooks:
            self._archive(course, notebook, folder / f"{notebook}.zip")
        students, lanes = graded.students, []
        for i in range(min(graded.workers, len(students))):
            files = [path for path in graded.files if path.parent.name in students[i :: graded.workers]]
            jobs = [(str(path), str(folder / f"{path.stem}.zip"), self._place(folder, path)) for path in files]
            (folder / f"jobs-{i}.json").write_text(json.dumps(jobs))
            steps = [[self.python, "-m", "benchmarks.peers.otter_run", f"jobs-{i}.json"]]
            lanes.append(Lane(folder, steps, self.python))
        return lanes

    def points(self, folder: Path) -> float:
        """Of all results."""
        found = [json.loads(path.read_text())["tests"] for path in folder.glob("results/*/*/results.json")]
        return float(sum(test.get("score", 0) for tests in found for test in tests))

    def _place(self, folder, path):
        place = folder / "results" / path.parent.name / path.stem
        place.mkdir(parents=True)
        return str(place)

    def _archive(self, course, notebook, path):
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("otter_config.json", json.dumps({"show_hidden": True, "print_summary": False}))
            for support in course.support_files():
                archive.write(support, f"files/{support.name}")
            for task in course.tasks(notebook):
                said = call(course, notebook, task, "env")
                text = TEST_FILE.format(name=task.name, points=task.points, call=said)
                archive.writestr(f"tests/{task.name}.py", text)
