"""Feedback for a learning management system's upload of many files at once, under the names that it takes.

- Moodle (mod/assign/feedback/file/importziplib.php): the folders of its own download,
  `Full name_4711_assignsubmission_file/`; files in them become the student's feedback files.
- Canvas (app/models/abstract_assignment.rb, infer_comment_context_from_filename): file names that hold the user's and
  an attachment's number, as the download's do. Canvas shows each under the name of that attachment, not its own.
- folders: one of each student, by their id.
"""

import zipfile
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from autograder.configuration import load
from autograder.course import Course
from autograder.errors import CourseError
from autograder.term.kept import Source, collected_of

KINDS = ("moodle", "canvas", "folders")
INDEX = "index.html"


@dataclass
class Packed:
    """What came of packing. path: of the zip; students: ids in it; without: ids that have no feedback."""

    path: Path
    kind: str
    students: list[str] = field(default_factory=list)
    without: list[str] = field(default_factory=list)

    def lines(self) -> list[str]:
        """What to tell the instructor."""
        told = [f"{self.path}: feedback of {len(self.students)} students, names as {self.kind} takes them"]
        if self.without:
            told += [f"not in it, for they have no feedback or did not come from there: {', '.join(self.without)}"]
        if self.kind == "canvas":
            told += ["Canvas shows these files under the names of the files that were handed in"]
        return told


def pack(course: Course, kind: str = "", target: Path | None = None) -> Packed:
    """Write the zip. kind: one of KINDS, default: of the download that was collected, or folders.

    Raises CourseError where there is nothing to pack.
    """
    collected = collected_of(course)
    schemes = Counter(source.scheme for files in collected.students.values() for source in files.values())
    kind = kind or next((scheme for scheme, _ in schemes.most_common() if scheme in KINDS), "folders")
    if kind not in KINDS:
        raise CourseError(f"no names for {kind}; there are: {', '.join(KINDS)}")
    if kind != "folders" and not schemes[kind]:
        raise CourseError(
            f"{course.assignment} was not collected from a download of {kind}, so its names are not known; "
            f"collect the download, or use --for folders"
        )
    feedback = course.root / load(course).CourseDirectory.get("feedback_directory", "feedback")
    everybody = sorted(path.parent.name for path in feedback.glob(f"*/{course.assignment}"))
    packed = Packed(target or course.root / f"feedback-{course.assignment}-{kind}.zip", kind)
    files: dict[str, Path] = {}
    for student in everybody if kind == "folders" else sorted(collected.students):
        pages = _pages(course, feedback / student / course.assignment)
        names = _names(kind, student, collected.students.get(student, {}), list(pages))
        (packed.students if pages and names else packed.without).append(student)
        twice = sorted(set(names.values()) & set(files))
        if twice:
            raise CourseError(f"{twice[0]} is the name of two students' feedback; collect {course.assignment} again")
        files |= {name: pages[page] for page, name in names.items()}
    if not files:
        raise CourseError(f"no feedback on {course.assignment} in {feedback}; grade it first")
    packed.path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(packed.path, "w", zipfile.ZIP_DEFLATED) as file:
        for name, page in files.items():
            file.write(page, name)
    return packed


def _pages(course: Course, place: Path) -> dict[str, Path]:
    """{name: path} of a student's own pages, the index first; nothing through a link."""
    names = [INDEX, *(f"{notebook}.html" for notebook in course.notebooks())]
    if place.is_symlink() or place.parent.is_symlink():
        return {}
    return {name: place / name for name in names if (place / name).is_file() and not (place / name).is_symlink()}


def _names(kind: str, student: str, sources: dict[str, Source], pages: list[str]) -> dict[str, str]:
    """{page: its name in the zip}."""
    if kind == "folders":
        return {page: f"{student}/{page}" for page in pages}
    keys = {n: source.key for n, source in sorted(sources.items()) if source.scheme == kind and "/" not in source.key}
    if not keys:
        return {}
    first = next(iter(keys.values()))
    if kind == "moodle":
        return {page: f"{first}/{page}" for page in pages}
    return {page: f"{keys.get(page.replace('.html', '.ipynb'), first)}_{page}" for page in pages}
