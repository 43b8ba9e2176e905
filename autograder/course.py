"""Where things are: the folders of a course and of one of its assignments, found by convention from the course's root."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from nbformat import NotebookNode

from autograder.errors import CourseError
from autograder.library import Entry, read_entries
from autograder.notebooks import Task, module_name, read, tasks

# Beside the notebooks of a submission, its autograded copy and its feedback, as nbgrader's exchange needs them.
TIMESTAMP, SECRET = "timestamp.txt", "submission_secret.txt"
SOLVED_NOTEBOOKS = "notebooks"  # the folder below solutions/ where nbgrader puts solved notebooks
STUDENT = re.compile(r"[^/\\*?\[\]{}\x00-\x1f.][^/\\*?\[\]{}\x00-\x1f]{0,99}")
MAX_NAME = 200  # bytes of a student's id
PART_OF = ".part-of"  # in the folder of a part that `build` made: the name of the whole


@dataclass(frozen=True)
class Course:
    """One assignment in a course folder as nbgrader lays it out. root: holds source/, release/, submitted/, gradebook.db.

    Beside nbgrader's folders, `solutions/ASSIGNMENT/` holds the generated reference modules, and
    `autograder/ASSIGNMENT/` the hidden tests and the library of named wrong and right answers. A part of an
    assignment has those of the whole.
    """

    root: Path
    assignment: str

    @property
    def source(self) -> Path:
        return self.root / "source" / self.assignment

    @property
    def release(self) -> Path:
        return self.root / "release" / self.assignment

    @property
    def whole(self) -> str:
        """The assignment that this one is a part of, or else its own name."""
        mark = self.source / PART_OF
        return mark.read_text(encoding="utf-8").strip() if mark.is_file() else self.assignment

    def built_parts(self) -> list[str]:
        """Names of the parts of this assignment that have a folder under source/."""
        marked = sorted(mark.parent.name for mark in (self.root / "source").glob(f"*/{PART_OF}"))
        return [name for name in marked if Course(self.root, name).whole == self.assignment]

    @property
    def solutions(self) -> Path:
        return self.root / "solutions" / self.whole

    @property
    def content(self) -> Path:
        """The folder of hidden tests and named answers."""
        return self.root / "autograder" / self.whole

    def notebooks(self) -> list[str]:
        """Names of the assignment's notebooks, in order. Raises CourseError where there is none."""
        names = sorted(path.stem for path in self.source.glob("*.ipynb"))
        if not names:
            raise CourseError(f"no notebooks in {self.source}; run this in the course folder, or name it with --course")
        return names

    def source_notebook(self, notebook: str) -> NotebookNode:
        """Read one instructor notebook."""
        return read(self.source / f"{notebook}.ipynb")

    def release_notebook(self, notebook: str) -> NotebookNode:
        """Read one notebook as students get it. Raises CourseError where it is not built."""
        path = self.release / f"{notebook}.ipynb"
        if not path.is_file():
            raise CourseError(f"{path} is missing; run `autograder build` (or nbgrader generate_assignment)")
        return read(path)

    def tasks(self, notebook: str) -> list[Task]:
        """The automatically graded tasks of one notebook."""
        return tasks(self.source_notebook(notebook))

    def test_file(self, notebook: str) -> Path:
        return self.content / f"test_{module_name(notebook)}.py"

    def solution_file(self, notebook: str) -> Path:
        return self.solutions / f"{module_name(notebook)}.py"

    def support_files(self) -> list[Path]:
        """The files that go to students beside the notebooks: modules, data, styles."""
        return sorted(p for p in self.source.iterdir() if p.is_file() and p.suffix != ".ipynb" and p.name[0] != ".")

    def answers(self, kind: str, notebook: str) -> list[Entry]:
        """The library's entries for one notebook, in the order of its file. kind: "misconceptions" or "accepted"."""
        path = self.content / kind / f"{module_name(notebook)}.py"
        return list(_entries(path, path.stat().st_mtime_ns)) if path.is_file() else []


@cache
def _entries(path: Path, changed: int) -> list[Entry]:
    return read_entries(path)


def assignments(root: Path) -> list[str]:
    """Names of the assignments that have a folder with notebooks under source/."""
    return sorted(folder.name for folder in (root / "source").glob("*") if any(folder.glob("*.ipynb")))


def wholes(root: Path) -> list[str]:
    """Names of the assignments that people wrote: without the parts that `build` made of them."""
    return [name for name in assignments(root) if Course(root, name).whole == name]


def whole(root: Path | None = None) -> Course:
    """A course folder, found as `find` does, for what is about no assignment. Raises CourseError where there is none."""
    root = (root or nearest(Path.cwd())).resolve()
    if not root.is_dir():
        raise CourseError(f"{root} is no folder; name the course folder with --course")
    if not assignments(root):
        raise CourseError(
            f"{root} has no source/ASSIGNMENT/*.ipynb; run this in the course folder, or name it with --course"
        )
    return Course(root, "")


def find(root: Path | None = None, assignment: str | None = None) -> Course:
    """Return a course folder's assignment. root: default is the nearest folder at or above this one that holds source/.

    assignment: default is the only one, parts not counted. Raises CourseError, which names what there is to choose from.
    """
    root = whole(root).root
    known = assignments(root)
    if assignment is None:
        written = wholes(root)
        if len(written) != 1:
            raise CourseError(f"{root} has several assignments; name one of {', '.join(written or known)}")
        assignment = written[0]
    if assignment is not None and assignment not in known:
        raise CourseError(f"no assignment {assignment} in {root / 'source'}; there are: {', '.join(known)}")
    return Course(root, assignment)


def nearest(folder: Path) -> Path:
    """The course folder that a folder lies in: it holds source/."""
    return next((place for place in (folder, *folder.parents) if (place / "source").is_dir()), folder)


def is_student_name(name: str) -> bool:
    """Whether a text can be a student's id in the gradebook and in the names of files."""
    try:
        return STUDENT.fullmatch(name) is not None and len(name.encode("utf-8")) <= MAX_NAME
    except UnicodeEncodeError:
        return False
