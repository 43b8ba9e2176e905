"""The engine as a wheel in an empty virtual environment grades a course in a folder that has nothing else."""

import subprocess
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest

from autograder.course import Course
from engine.helpers import scores
from engine.installing import build_wheel, install
from engine.second import hand_in_class, make_second

pytestmark = pytest.mark.slow


@dataclass(frozen=True)
class Installed:
    """The commands of a virtual environment, run in a course folder without anything of this repository."""

    commands: Path
    course: Course

    def run(self, command: str, *words: str) -> str:
        """Run one command in the course folder; return what it printed. It must end with 0."""
        environment = {"PATH": "/usr/bin:/bin", "HOME": str(self.course.root.parent), "PYTHONDONTWRITEBYTECODE": "1"}
        environment |= {"OPENBLAS_NUM_THREADS": "1", "LANG": "C.UTF-8"}
        line = [str(self.commands / command), *words]
        done = subprocess.run(line, cwd=self.course.root, env=environment, capture_output=True, text=True, timeout=500)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout + done.stderr


@pytest.fixture(scope="session")
def wheel(tmp_path_factory):
    """The wheel."""
    return build_wheel(tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="session")
def installed(wheel, tmp_path_factory):
    """The wheel installed, and the second course in a folder of its own, not built."""
    folder = tmp_path_factory.mktemp("installed")
    return Installed(install(wheel, folder / "venv"), make_second(folder / "course"))


@pytest.fixture(scope="session")
def graded(installed):
    """The course built, checked and its sample class graded by the console script: what `grade` printed."""
    installed.run("autograder", "build")
    assert "no faults: stats can be released" in installed.run("autograder", "check")
    hand_in_class(installed.course)
    return installed.run("autograder", "grade", "--workers", "2")


def test_the_wheel_holds_the_engine_and_no_assignment(wheel):
    """Are the engine's rooms, its templates and the files of a new assignment in the wheel, and no course's content?"""
    names = set(zipfile.ZipFile(wheel).namelist())
    for name in (
        "autograder/py.typed",
        "autograder/sandbox/border/agent.py",
        "autograder/report/templates/report.html",
        "autograder/authoring/template/nbgrader_config.py",
        "autograder/authoring/template/source/1_first.ipynb",
        "autograder/authoring/template/content/misconceptions/first.py",
    ):
        assert name in names
    assert not [name for name in names if name.startswith(("autograder/mlp", "tests", "source", "build"))]


def test_it_grades_by_the_console_script(installed, graded):
    """Has the sample class the points it should, feedback, and a report?"""
    total = {student: sum(filter(None, s.values())) for student, s in scores(installed.course).items()}
    assert total == {"anna": 12, "ben": 8, "cem": 0}
    assert "isolation: bubblewrap" in graded
    assert (installed.course.root / "report" / "stats.html").is_file()
    for student in total:
        folder = installed.course.root / "feedback" / student / "stats"
        assert {"index.html", "1_describe.html", "2_sample.html"} <= {path.name for path in folder.iterdir()}


def test_nothing_of_the_repository_is_used(installed):
    """Does the environment import its own engine, also where the course's folder autograder/ comes first on the path?"""
    said = installed.run("python", "-c", "import autograder, autograder.cli; print(autograder.__file__)").strip()
    assert Path(said).is_relative_to(installed.commands.parent)
    assert "c.Limits.cell_seconds = 30" in installed.run("python", "-m", "autograder", "settings")


def test_the_sandbox_hides_course_and_engine(installed, graded):
    """Can a submission read neither the engine in site-packages, nor the course folder, nor the hidden tests?"""
    probe = (
        "import glob, sys, autograder\n"
        "from pathlib import Path\n"
        "from autograder.course import Course\n"
        "from autograder.sandbox.kernel import Kernel\n"
        "from autograder.sandbox.levels import Bubblewrap\n"
        "from autograder.sandbox.limits import Limits\n"
        "engine, root = Path(autograder.__file__).parent, Path.cwd()\n"
        "with Kernel(Limits(), (), Bubblewrap((root,))) as kernel:\n"
        '    code = f\'import glob, numpy; print(glob.glob({str(engine)!r} + "/*"), glob.glob({str(root)!r} + "/*"))\'\n'
        "    print(kernel.run(code, 30)[0][0]['text'])\n"
    )
    assert installed.run("python", "-c", probe).strip().splitlines()[-1] == "[] []"


def test_nbgraders_commands_use_it(installed, graded):
    """Do nbgrader's own commands grade with the installed engine, to the same points?"""
    before = scores(installed.course)
    installed.run("nbgrader", "generate_assignment", "stats")
    installed.run("nbgrader", "autograde", "stats", "--student=ben", "--force")
    installed.run("python", "-m", "nbgrader", "generate_feedback", "stats", "--student=ben", "--force")
    assert scores(installed.course) == before


def test_a_new_course_is_made_by_it(installed, tmp_path):
    """Does `autograder new` find its files in the installed package?"""
    made = Installed(installed.commands, Course(tmp_path, "trees"))
    assert "autograder build trees" in made.run("autograder", "new", "trees")
    assert "built" in made.run("autograder", "build") and "no faults" in made.run("autograder", "check")
