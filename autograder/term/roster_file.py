"""Read the roster, as it comes from any learning management system.

It is a table in the course's root (c.RosterFile.file, `roster.csv`), one's own or an export as it is. Columns, by the
names that these write (capitals, spaces, `_` and `-` do not matter):

- one's own, as `nbgrader db student import` takes them: id, first_name, last_name, email, lms_user_id;
- Canvas' gradebook (canvas-lms, lib/gradebook_importer.rb): Student, ID, SIS User ID, SIS Login ID, Section;
- Moodle's participants and grades (docs.moodle.org, Grade_export): First name, Last name or Surname, ID number,
  Username, Email address, and Identifier and Full name of an assignment's grading worksheet;
- Blackboard's grade centre: Last Name, First Name, Username, Student ID;
- Gradescope: First Name, Last Name, SID, Email.

c.RosterFile.columns = {"Matrikelnummer": "id"} names others. The student's id, under which nbgrader keeps them, is the
first of these columns that has a value: id, username or login, ID number, Student ID, SID, SIS User ID, e-mail.
"""

import re
from collections.abc import Sequence
from pathlib import Path

from traitlets import Dict, Unicode
from traitlets.config import Configurable

from autograder.configuration import load
from autograder.course import Course, is_student_name
from autograder.errors import CourseError
from autograder.term.roster import FIELDS, LMS, Roster, Student
from autograder.term.tables import Row, Table, read_table

NAMES = {
    "id": "id",
    "studentid": "number",
    "first": "first",
    "firstname": "first",
    "givenname": "first",
    "vorname": "first",
    "last": "last",
    "lastname": "last",
    "surname": "last",
    "familyname": "last",
    "nachname": "last",
    "student": "name",
    "fullname": "name",
    "name": "name",
    "email": "email",
    "emailaddress": "email",
    "mail": "email",
    "username": "login",
    "login": "login",
    "sisloginid": "login",
    "loginid": "login",
    "idnumber": "number",
    "sid": "number",
    "sisuserid": "sis",
    "canvasid": "canvas",
    "canvasuserid": "canvas",
    "moodleid": "moodle",
    "identifier": "participant",
    "blackboardid": "blackboard",
    "lmsuserid": "lms",
    "lmsid": "lms",
    "section": "section",
    "sections": "section",
}
AS_ID = ("id", "login", "number", "sis", "email")  # the first that the table has is the student's id
CANVAS = {"sisuserid", "sisloginid"}  # beside these, `ID` is Canvas' own number of the user
PSEUDO = ("points possible", "student, test")  # rows of Canvas' gradebook that are no students


class RosterFile(Configurable):
    """Where the roster is and how to read it."""

    file = Unicode("roster.csv", help="the roster, a path from the course's root").tag(config=True)
    columns = Dict(
        help=f"columns of the roster under other names: {{'Matrikelnummer': 'id'}}; the fields are {', '.join(FIELDS)}"
    ).tag(config=True)


def roster_of(course: Course) -> Roster:
    """The roster of a course folder; an empty one where there is no file. Raises CourseError where it cannot be read."""
    settings = RosterFile(config=load(course))
    path = course.root / settings.file
    return read_roster(path, settings.columns) if path.is_file() else Roster(path)


def roster_at(course: Course, named: Sequence[str]) -> Roster:
    """The roster in the file that is named, or else the course's own. Raises CourseError where there is none."""
    settings = RosterFile(config=load(course))
    if len(named) > 1:
        raise CourseError(f"one roster at a time, not {' and '.join(named)}")
    return read_roster(Path(named[0]) if named else course.root / settings.file, settings.columns)


def read_roster(path: Path, columns: dict[str, str] | None = None) -> Roster:
    """Read a roster. Raises CourseError that names every line that is wrong."""
    table = read_table(path)
    fields = _fields(table, columns or {})
    key = next((k for k in AS_ID if k in fields.values() and _filled(table, fields, k)), None)
    if key is None:
        raise CourseError(
            f"{path}, line 1: no column tells the students apart; one of these is needed: id, username, ID number, "
            f"SIS Login ID, e-mail. There are: {', '.join(table.header)}. c.RosterFile.columns can name another"
        )
    faults: list[str] = []
    students: dict[str, Student] = {}
    for row in table.rows:
        values = {fields[name]: cell for name, cell in row.cells.items() if name in fields and cell}
        if values.get("name", row.cells.get(table.header[0], "")).casefold() in PSEUDO:
            continue
        fault = _fault(values.get(key, ""), key, row, students)
        if fault:
            faults.append(fault)
        else:
            student = _student(values.get(key, ""), values, row)
            students[student.id] = student
    if faults:
        raise CourseError(f"{path}: " + "; ".join(faults))
    return Roster(path, tuple(students.values()))


def _fields(table: Table, columns: dict[str, str]) -> dict[str, str]:
    """{column: field} of the columns that mean something."""
    unknown = sorted(set(columns) - set(table.header)) + sorted(set(columns.values()) - set(FIELDS))
    if unknown:
        raise CourseError(
            f"c.RosterFile.columns names {', '.join(map(repr, unknown))}, which {table.path} does not have"
        )
    plain = {name: re.sub(r"[^a-z]", "", name.casefold()) for name in table.header}
    canvas = not CANVAS.isdisjoint(plain.values())
    names = NAMES | ({"id": "canvas"} if canvas else {})
    fields = {name: names[short] for name, short in plain.items() if short in names} | columns
    return {name: kind for name, kind in fields.items() if name in columns or kind not in columns.values()}


def _filled(table: Table, fields: dict[str, str], kind: str) -> bool:
    return any(row.cells.get(name) for row in table.rows for name, k in fields.items() if k == kind)


def _fault(name: str, key: str, row: Row, students: dict[str, Student]) -> str:
    """What is wrong with a row, or ""."""
    if not name:
        return f"line {row.line}: no {key}"
    if not is_student_name(name):
        return f"line {row.line}: {name!r} cannot be an id: no slashes, no *?[]{{}}, no dot in front"
    if name in students:
        return f"line {row.line}: {name} is on line {students[name].line}, too"
    return ""


def _student(name: str, values: dict[str, str], row: Row) -> Student:
    first, last = values.get("first", ""), values.get("last", "")
    if not (first or last) and values.get("name"):
        last, comma, first = values["name"].partition(",")
        if not comma:
            first, _, last = values["name"].rpartition(" ")
    lms = {kind: values[kind] for kind in LMS if kind in values}
    if "participant" in lms:
        lms["participant"] = lms["participant"].split(" ")[-1]  # `Participant 4711`
    return Student(name, first.strip(), last.strip(), values.get("email", ""), values.get("section", ""), lms, row.line)
