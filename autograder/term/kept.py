"""What `collect` keeps of a download: which file of which student it came from, and what the LMS called it."""

import json
from dataclasses import asdict, dataclass, field
from pathlib import Path

from autograder.course import Course
from autograder.errors import CourseError
from autograder.store import FOLDER, write


@dataclass
class Source:
    """Where one collected file came from. scheme: whose names; name: in the download; key: of the submission there.

    order: of the attempt, higher is later; digest: of its content.
    """

    scheme: str
    name: str
    key: str
    order: int
    digest: str


@dataclass
class Collected:
    """All that was collected of an assignment. students: {student: {file: Source}}."""

    students: dict[str, dict[str, Source]] = field(default_factory=dict)


def collected_of(course: Course) -> Collected:
    """What was collected so far. Raises CourseError where the record is broken."""
    path = record(course)
    if not path.is_file():
        return Collected()
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        students = {who: {name: Source(**s) for name, s in files.items()} for who, files in data["students"].items()}
        return Collected(students)
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise CourseError(f"{path} is broken ({error}); move it away and collect again") from None


def keep(course: Course, collected: Collected) -> None:
    """Write the record."""
    write(record(course), json.dumps(asdict(collected), indent=1))


def record(course: Course) -> Path:
    """Where the record lies."""
    return course.root / FOLDER / "collected" / f"{course.assignment}.json"
