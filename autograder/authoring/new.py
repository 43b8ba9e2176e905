"""Make a new assignment from the files of template/, and the course around it where there is none."""

import re
import secrets
from pathlib import Path

from autograder.configuration import FILE
from autograder.course import SOLVED_NOTEBOOKS, Course
from autograder.errors import CourseError

TEMPLATE = Path(__file__).parent / "template"
NAME = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,49}")
SEED = "20260901"  # as the template has it; every course gets one of its own


def course_folder(here: Path) -> Path:
    """The folder of the course that `here` lies in: the nearest at or above it with nbgrader_config.py; else `here`."""
    return next((folder for folder in (here, *here.parents) if (folder / FILE).is_file()), here)


def new(root: Path, assignment: str) -> list[Path]:
    """Write the files of a new assignment, and nbgrader_config.py where there is none; return their paths.

    Raises CourseError, and writes nothing, where the name cannot be used or anything of that name is there already.
    """
    course = Course(root.resolve(), assignment)
    _refuse_name(assignment)
    _refuse_overwriting(course)
    files = {
        course.source / path.name: path.read_text(encoding="utf-8") for path in (TEMPLATE / "source").glob("*.ipynb")
    }
    for path in sorted((TEMPLATE / "content").rglob("*.py")):
        files[course.content / path.relative_to(TEMPLATE / "content")] = path.read_text(encoding="utf-8")
    if not (course.root / FILE).exists():
        text = (TEMPLATE / FILE).read_text(encoding="utf-8")
        files[course.root / FILE] = text.replace(SEED, str(10**8 + secrets.randbelow(9 * 10**8)))
    for path, text in files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8") as file:  # never over a file that is there
            file.write(text)
    return list(files)


def next_steps(course: Course) -> list[str]:
    """What to do with a new assignment, a line each."""
    name = course.assignment
    steps = [
        f"edit source/{name}/ in JupyterLab, then the tests and answers in autograder/{name}/",
        f"autograder build {name}    makes what students get (release/{name}/) and the reference functions",
        f"autograder check {name}    names every fault; autograder audit {name} tries the library of answers",
        f"autograder demo {name}     grades the sample students in a folder of its own, build/demo",
        f"autograder grade {name}    grades submitted/STUDENT/{name}/",
    ]
    if "configure(" not in (course.root / FILE).read_text(encoding="utf-8"):
        line = "c = configure(get_config(), __file__)"
        steps.insert(0, f"put `from autograder import configure` and `{line}` into {FILE}: it does not load the grader")
    return steps


def _refuse_name(name: str) -> None:
    if not NAME.fullmatch(name):
        raise CourseError(
            f"{name!r} cannot be the name of an assignment; it begins with a letter and has letters, digits, - and _, "
            "at most 50"
        )
    if name == SOLVED_NOTEBOOKS:
        raise CourseError(f"{name!r} cannot be the name of an assignment: solutions/{name}/ is nbgrader's")


def _refuse_overwriting(course: Course) -> None:
    if course.root.exists() and not course.root.is_dir():
        raise CourseError(f"{course.root} is no folder; name the course folder with --course")
    places = (course.source, course.content, course.release, course.solutions)
    there = [str(place.relative_to(course.root)) for place in places if place.exists() or place.is_symlink()]
    if there:
        raise CourseError(
            f"{', '.join(there)} in {course.root}: there already; nothing was written. Choose another name"
        )
