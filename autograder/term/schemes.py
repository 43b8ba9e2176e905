"""What learning management systems call the files of a download: who handed one in, which attempt it is, and when.

Each scheme is one function of a path within the download. Sources:

- Canvas, canvas-lms, lib/content_zipper.rb (add_submission, get_filename): sortable name in lower case without what is
  no word character, `_LATE` where it is late, the user's number, the attachment's number, the file's own name:
  `doejane_LATE_4711_98765_2_notebook-1.ipynb`; `_text.html` and `_link.html` for what is no file. A later upload has
  the higher attachment's number; `-1` before the ending is Canvas' mark on a name that was used before.
- Moodle, mod/assign/classes/downloader.php: `Jane Doe_4711_assignsubmission_file/…` (from 4.1 on; `…file_/` before), or,
  without folders, `Jane Doe_4711_assignsubmission_file_name.ipynb`. The number is the participant's in this one
  assignment, so it is the name that tells who it is (or `Identifier` of the assignment's grading worksheet).
- Blackboard, as its tools read it (nbgrader's plugins/zipcollect.py; vangef/BBGradebookOrganiser, utils/organiser.py):
  `Homework_jdoe_attempt_2026-11-01-12-00-00_name.ipynb`, and the same without a name, `.txt`, for the student's remarks.
- Google Classroom has no scheme: the folder in Drive holds files as students named them, `Jane Doe - Copy of name.ipynb`
  where a copy was made for each. So the only student of the roster whose full name is part of a file's name has it.
- One folder a student, called by any id, e-mail address or name of the roster.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePosixPath

from autograder.errors import CourseError
from autograder.term.roster import Roster, Student, letters


@dataclass(frozen=True)
class Named:
    """What a file's name says. file: the student's own name for it; key: what the LMS calls the submission.

    when: without a time zone, as the LMS writes it; attempt: a higher one is later; late: as the LMS marks it;
    remark: it is no file of the student's, but text that was typed into the LMS.
    """

    student: Student | None
    key: str
    file: str
    when: datetime | None = None
    attempt: int = 0
    late: bool = False
    remark: bool = False


CANVAS = re.compile(
    r"(?P<key>(?P<name>\w+?)_(?P<late>LATE_)?(?P<user>\d+)(?:_(?P<number>\d+)(?=_.)|(?=_text\.html|_link\.html)))_(?P<file>.+)"
)
CANVAS_ANONYMOUS = re.compile(r"(?P<key>(?P<late>LATE_)?anon_(?P<user>\w+?)_(?P<number>\d+))_(?P<file>.+)")
MOODLE = re.compile(r"(?P<key>(?P<name>[^_]+)_(?P<user>\d+)_assignsubmission_(?P<plugin>[a-z]+))(?:_(?P<file>.+)|_?)")
BLACKBOARD = re.compile(r"(?P<who>.+)_attempt_(?P<when>\d{4}(?:-\d\d){5})(?:_(?P<file>.+)|(?P<note>\.txt))")


def canvas(path: PurePosixPath, roster: Roster) -> Named | None:
    """Read one file of Canvas' `submissions.zip`."""
    anonymous = CANVAS_ANONYMOUS.fullmatch(path.name)
    match = anonymous or CANVAS.fullmatch(path.name)
    if match is None:
        return None
    student = None if anonymous else roster.by_lms(match["user"], "canvas") or roster.by_lms(match["user"], "lms")
    if student is None and not anonymous:
        named = roster.by_name(match["name"])
        student = named if named and "canvas" not in named.lms else None
    attempt, late, remark = int(match["number"] or 0), bool(match["late"]), match["number"] is None
    return Named(student, match["key"], match["file"], None, attempt, late, remark)


def moodle(path: PurePosixPath, roster: Roster) -> Named | None:
    """Read one file of Moodle's "Download all submissions", with folders or without."""
    match = next((m for part in path.parts if (m := MOODLE.fullmatch(part))), None)
    if match is None:
        return None
    named = roster.named(match["name"])
    numbered = roster.by_lms(match["user"], "participant")
    student = named[0] if len(named) == 1 else numbered if numbered in named or not named else None
    return Named(student, match["key"], match["file"] or path.name, remark=match["plugin"] != "file")


def blackboard(path: PurePosixPath, roster: Roster) -> Named | None:
    """Read one file of Blackboard's "Assignment File Download"; a user name may hold underscores itself."""
    match = BLACKBOARD.fullmatch(path.name)
    if match is None:
        return None
    parts = match["who"].split("_")
    ends = ["_".join(parts[i:]) for i in range(len(parts))]
    student = next((s for end in ends if (s := roster.by_id(end) or roster.by_lms(end))), None)
    try:
        when = datetime.strptime(match["when"], "%Y-%m-%d-%H-%M-%S")
    except ValueError:
        return None
    key = f"{match['who']}_attempt_{match['when']}"
    return Named(
        student, key, match["file"] or path.name, when, int(match["when"].replace("-", "")), remark=bool(match["note"])
    )


def classroom(path: PurePosixPath, roster: Roster) -> Named | None:
    """Read one file of an assignment's folder in Drive."""
    squashed = letters(path.stem)
    inside = {s.id: s for s in roster.students if letters(s.first + s.last) and _holds(squashed, s)}
    student = next(iter(inside.values())) if len(inside) == 1 else None
    return Named(student, path.stem, _without_name(path.name, student) if student else path.name)


def _holds(squashed: str, student: Student) -> bool:
    both = (student.first + student.last, student.last + student.first)
    return bool(student.first and student.last) and any(letters(name) in squashed for name in both)


def _without_name(file: str, student: Student) -> str:
    """A file's name without the student's and the dash after it."""
    for first, second in ((student.first, student.last), (student.last, student.first)):
        name = rf"[\s_]*{re.escape(first)}[\s_,]*{re.escape(second)}[\s_]*(?:-\s)?\s*"
        file = re.sub(name, "", file, count=1, flags=re.I)
    return file


def folders(path: PurePosixPath, roster: Roster) -> Named | None:
    """Read one file of a download with a folder for each student."""
    if len(path.parts) < 2:
        return None
    return Named(roster.find(path.parts[0]), path.parts[0], path.name)


SCHEMES: dict[str, Callable[[PurePosixPath, Roster], Named | None]] = {
    "canvas": canvas,
    "moodle": moodle,
    "blackboard": blackboard,
    "folders": folders,
    "classroom": classroom,
}
STRICT = ("canvas", "moodle", "blackboard")


def detect(paths: Iterable[PurePosixPath], roster: Roster) -> str:
    """The scheme of a download. Raises CourseError where the names fit none, or several as well."""
    names = list(paths)
    fits = {scheme: sum(SCHEMES[scheme](path, roster) is not None for path in names) for scheme in STRICT}
    best = max(STRICT, key=lambda scheme: fits[scheme])
    if names and fits[best] > len(names) / 2:
        return best
    if names and all(len(path.parts) > 1 for path in names):
        return "folders"
    known = sum(bool((named := classroom(path, roster)) and named.student) for path in names)
    if known > len(names) / 2:
        return "classroom"
    example = f", as {names[0].name}," if names else ""
    raise CourseError(
        f"the names of the {len(names)} files{example} are those of no learning management system that is known; "
        f"say which with --from: {', '.join(SCHEMES)}"
    )
