"""What the tests of a term share: a small course with a roster, and downloads as learning management systems make them."""

import shutil
import zipfile
from pathlib import Path

from autograder.authoring.build import build
from autograder.course import Course
from engine.second import make_second

ROSTER = (
    "id,first_name,last_name,email,Canvas ID,username,section\n"
    "anna,Anna,Öztürk,anna@example.org,11,anna01,1\n"
    "ben,Ben,de Vries,ben@example.org,12,ben_02,1\n"
    "cem,Cem,Straße,cem@example.org,13,cem03,2\n"
    "dora,Dora,Lee,dora@example.org,14,dora04,2\n"
)
NOTEBOOKS = ("1_describe", "2_sample")


def term_course(folder: Path, settings: str = "", roster: str = ROSTER) -> Course:
    """The second course, with a roster and lines of configuration; the release is a copy of the source."""
    course = make_second(folder)
    shutil.copytree(course.source, course.release)
    (course.root / "roster.csv").write_text(roster, encoding="utf-8")
    with (course.root / "nbgrader_config.py").open("a", encoding="utf-8") as file:
        file.write(f"\n{settings}\n")
    return course


def built_course(folder: Path, settings: str = "") -> Course:
    """The same, built as `autograder build` does."""
    course = term_course(folder, settings)
    shutil.rmtree(course.release)
    build(course)
    return course


def zipped(path: Path, files: dict[str, bytes | str]) -> Path:
    """A zip of files: {name: content}."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in files.items():
            file.writestr(name, content)
    return path


def unzipped(path: Path, folder: Path) -> Path:
    """The zip as a folder, as some browsers leave it."""
    with zipfile.ZipFile(path) as file:
        file.extractall(folder)
    return folder
