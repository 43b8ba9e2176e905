"""Parts of an assignment with due dates of their own: what the setting says, and what the gradebook may hold.

    c.Grading.parts = {"essay": {"essay-1": ["1_draft"], "essay-2": {"notebooks": ["2_final"], "due": "2026-12-01 23:59 CET"}}}

`build` makes an assignment of each part (authoring.parts). One gradebook holds the whole or its parts, never both.
"""

import re
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from nbgrader.api import MissingEntry
from traitlets.config import Config

from autograder.course import Course, assignments, wholes
from autograder.errors import CourseError
from autograder.gradebook import exists, opened
from autograder.settings import Grading

SETTING = "c.Grading.parts"
NAME = re.compile(r"\w[\w.-]*")


@dataclass(frozen=True)
class Part:
    """An assignment of some notebooks of another. due: in UTC; None leaves the due date to Formgrader."""

    name: str
    notebooks: tuple[str, ...]
    due: datetime | None = None


def parts_of(course: Course, config: Config) -> list[Part]:
    """The parts that the setting makes of an assignment. Raises CourseError where it names what there is not."""
    setting = Grading(config=config).parts
    unknown = sorted(set(setting) - set(wholes(course.root)))
    if unknown:
        raise CourseError(
            f"{SETTING} makes parts of {', '.join(unknown)}; there are the assignments: {', '.join(wholes(course.root))}. "
            "It is written {WHOLE: {PART: [notebooks]}}"
        )
    parts = [_part(name, said, course) for name, said in setting.get(course.assignment, {}).items()]
    twice = [name for name, count in Counter(n for part in parts for n in part.notebooks).items() if count > 1]
    if twice:
        raise CourseError(f"{SETTING} gives {', '.join(twice)} more than once; a notebook is in one part")
    return parts


def _part(name: str, said: object, course: Course) -> Part:
    """Read what the setting says of one part: a list of notebooks, or a dictionary with their due date."""
    where = f"{SETTING}, {name}"
    if not NAME.fullmatch(name):
        raise CourseError(f"{where}: an assignment's name is made of letters, digits, '-', '_' and '.'")
    if name in set(assignments(course.root)) - set(course.built_parts()):
        raise CourseError(f"{where}: source/{name} is an assignment that `build` did not make; choose another name")
    values = said if isinstance(said, dict) else {"notebooks": said}
    if set(values) - {"notebooks", "due"}:
        raise CourseError(f"{where}: only 'notebooks' and 'due' can be set, not {sorted(set(values), key=str)}")
    notebooks, known = values.get("notebooks"), course.notebooks()
    if not isinstance(notebooks, (list, tuple)) or not notebooks or not set(notebooks) <= set(known):
        raise CourseError(f"{where}: the notebooks are {notebooks!r}; a list of some of these is needed: {known}")
    return Part(name, tuple(notebooks), _due(values["due"], where) if values.get("due") else None)


def _due(text: object, where: str) -> datetime:
    """A due date in UTC. Raises CourseError where no time zone is named: nbgrader would take it for UTC."""
    words = str(text).split(" ")
    try:
        zone = ZoneInfo(words.pop()) if len(words) == 3 else None
        due = datetime.fromisoformat(" ".join(words))
        due = due.replace(tzinfo=zone) if zone else due
        if due.tzinfo is None:
            raise ValueError("no time zone")
    except (ValueError, KeyError, OSError) as error:
        raise CourseError(
            f"{where}: due is {text!r} ({error}); a date, a time and a time zone are needed: "
            "'2026-12-01 23:59 Europe/Berlin' or '2026-12-01 23:59+01:00'"
        ) from None
    return due.astimezone(UTC).replace(tzinfo=None)


def prepare(course: Course, config: Config) -> None:
    """Before an assignment is graded: see that whole and parts stay apart, and write a part's due date.

    Raises CourseError where the assignment is given in parts, or is a part of one that was graded whole.
    """
    whole = Course(course.root, course.whole)
    named = {part.name: part for part in parts_of(whole, config)} if Grading(config=config).parts else {}
    names = sorted({*named, *whole.built_parts()})
    if names and course.assignment == whole.assignment:
        raise CourseError(
            f"{whole.assignment} is given in parts: grade {', '.join(names)}. To grade it whole, take it out of {SETTING} "
            "and run `autograder build`"
        )
    if names:
        ensure_not_graded_whole(whole, config)
    if course.assignment in named:
        register(course, named[course.assignment], config)


def ensure_not_graded_whole(whole: Course, config: Config) -> None:
    """Raise CourseError where the gradebook has submissions of an assignment that is now given in parts."""
    count = submissions(whole, config)
    if count:
        raise CourseError(
            f"the gradebook has {count} submissions of {whole.assignment}, and its parts would count the same points again. "
            f"Take it out of {SETTING} and run `autograder build`, or take these submissions out of the gradebook: "
            f"nbgrader db assignment remove {whole.assignment} --force"
        )


def submissions(course: Course, config: Config) -> int:
    """How many submissions of an assignment the gradebook has."""
    if not exists(course, config):
        return 0
    with opened(course, config) as gradebook:
        try:
            return gradebook.find_assignment(course.assignment).num_submissions
        except MissingEntry:
            return 0


def register(course: Course, part: Part, config: Config) -> None:
    """Write a part's due date into the gradebook; without one, nbgrader writes the assignment itself."""
    if part.due is not None:
        with opened(course, config) as gradebook:
            gradebook.update_or_create_assignment(part.name, duedate=part.due)
