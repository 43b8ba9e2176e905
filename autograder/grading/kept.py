"""What the grader keeps of each student beside the gradebook: what was taken in, what came of it, which answers were graded."""

import json
from dataclasses import asdict, dataclass, field
from pathlib import Path

from autograder.course import Course
from autograder.grading.outcome import Graded
from autograder.intake.folder import Record
from autograder.intake.notice import Notice
from autograder.store import FOLDER, write


@dataclass
class Answers:
    """Of one notebook, {grade_id: the answer that its points are for}, and {grade_id: extra credit that the grader gave}."""

    text: dict[str, str] = field(default_factory=dict)
    extra: dict[str, float] = field(default_factory=dict)


@dataclass
class Kept:
    """Of one student's submission. work: a name for all that its grading depends on; rows: for the gradebook's rows as they

    were written; failed: why it could not be graded, or "".
    """

    record: Record
    graded: dict[str, Graded] = field(default_factory=dict)
    answers: dict[str, Answers] = field(default_factory=dict)
    work: str = ""
    rows: str = ""
    failed: str = ""


def path_of(course: Course, student: str) -> Path:
    """A folder of its own: a student may be called anything, `bob.json` too."""
    return course.root / FOLDER / "records" / course.assignment / f"{student}.json"


def kept_of(course: Course, student: str) -> Kept:
    """What was kept of a student's submission; nothing where there is no such file, or one of another form."""
    try:
        data = json.loads(path_of(course, student).read_text(encoding="utf-8"))
        record = Record(**data["record"])
        record.notices = [Notice(**notice) for notice in data["record"]["notices"]]
        graded = {name: Graded.from_dict(found) for name, found in data["graded"].items()}
        answers = {name: Answers(**found) for name, found in data["answers"].items()}
        return Kept(record, graded, answers, data["work"], data["rows"], data["failed"])
    except (OSError, ValueError, TypeError, KeyError):
        return Kept(Record(student))


def keep(course: Course, kept: Kept) -> None:
    """Write it, whole or not at all."""
    write(path_of(course, kept.record.student), json.dumps(asdict(kept)))
