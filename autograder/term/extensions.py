"""Extensions: hours that a student has beyond the due date, from a setting and a table."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from autograder.errors import CourseError
from autograder.term.tables import read_table

EVERY = ""  # the assignment of an extension that holds for all of them
STUDENT = ("student", "id", "student_id")


@dataclass(frozen=True)
class Extensions:
    """Who has how many hours. hours: {(student, assignment or EVERY): hours}."""

    hours: dict[tuple[str, str], float]

    def of(self, student: str, assignment: str) -> float:
        """A student's hours for an assignment; its own extension goes before the one for every assignment."""
        return self.hours.get((student, assignment), self.hours.get((student, EVERY), 0.0))


def extensions(setting: Mapping[str, object], file: Path | None) -> Extensions:
    """Read both; the setting wins. Raises CourseError where one of them cannot be read."""
    hours = _table(file) if file else {}
    for student, said in setting.items():
        for assignment, value in (said if isinstance(said, Mapping) else {EVERY: said}).items():
            hours[student, str(assignment)] = _hours(value, f"c.LatePolicy.extensions, {student}")
    return Extensions(hours)


def _table(file: Path) -> dict[tuple[str, str], float]:
    table = read_table(file)
    columns = {name.casefold().replace(" ", "_"): name for name in table.header}
    student = next((columns[name] for name in STUDENT if name in columns), None)
    if student is None or "hours" not in columns:
        raise CourseError(f"{file}, line 1: the columns student and hours are needed (and assignment, where it is one)")
    assignment = columns.get("assignment", "")
    hours: dict[tuple[str, str], float] = {}
    for row in table.rows:
        key = (row.cells[student], row.cells.get(assignment, EVERY))
        if key in hours:
            raise CourseError(f"{file}, line {row.line}: {' '.join(key)} has an extension above it already")
        hours[key] = _hours(row.cells[columns["hours"]], f"{file}, line {row.line}")
    return hours


def _hours(value: object, where: str) -> float:
    try:
        hours = float(value)  # type: ignore[arg-type]
    except (TypeError, ValueError):
        hours = -1.0
    if not 0 <= hours <= 24 * 366:
        raise CourseError(f"{where}: {value!r} is no number of hours")
    return hours
