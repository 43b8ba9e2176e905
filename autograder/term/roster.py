"""The roster: who is in the course, under which id, and by which names the learning management systems know them.

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
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from traitlets import Dict, Unicode
from traitlets.config import Configurable

from autograder.configuration import load
from autograder.course import Course, is_student_name
from autograder.errors import CourseError
from autograder.term.tables import Row, Table, read_table

T = TypeVar("T")
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
LMS = ("login", "number", "sis", "canvas", "moodle", "participant", "blackboard", "lms")
FIELDS = ("id", "first", "last", "name", "email", "section", *LMS)
AS_ID = ("id", "login", "number", "sis", "email")  # the first that the table has is the student's id
CANVAS = {"sisuserid", "sisloginid"}  # beside these, `ID` is Canvas' own number of the user
PSEUDO = ("points possible", "student, test")  # rows of Canvas' gradebook that are no students


class RosterFile(Configurable):
    """Where the roster is and how to read it."""

    file = Unicode("roster.csv", help="the roster, a path from the course's root").tag(config=True)
    columns = Dict(
        help=f"columns of the roster under other names: {{'Matrikelnummer': 'id'}}; the fields are {', '.join(FIELDS)}"
    ).tag(config=True)


@dataclass(frozen=True)
class Student:
    """One student. lms: {field of LMS: their id there}; line: in the roster."""

    id: str
    first: str = ""
    last: str = ""
    email: str = ""
    section: str = ""
    lms: dict[str, str] = field(default_factory=dict)
    line: int = 0

    @property
    def name(self) -> str:
        """First name and last name, or the id where there is no name."""
        return f"{self.first} {self.last}".strip() or self.id

    @property
    def sortable(self) -> str:
        """Last name, first name."""
        return ", ".join(part for part in (self.last, self.first) if part) or self.id


@dataclass(frozen=True)
class Roster:
    """The students, and ways to find one. path: the file; it may be missing, then nobody is in it."""

    path: Path
    students: tuple[Student, ...] = ()

    def by_id(self, name: str) -> Student | None:
        """The student of nbgrader's id."""
        return self._ids.get(name)

    def by_email(self, address: str) -> Student | None:
        """The only student of an e-mail address, capitals apart."""
        return _only(self._emails[address.casefold()]) if address.casefold() in self._emails else None

    def by_lms(self, value: str, kind: str = "") -> Student | None:
        """The only student whom a learning management system knows by an id. kind: one of LMS; default: any."""
        found = self._lms.get(value.casefold(), [])
        return _only({s.id: s for at, s in found if kind in ("", at)}.values())

    def named(self, text: str) -> list[Student]:
        """The students of a full name, first or last name first; case, accents and what is no letter do not count."""
        return self._names.get(letters(text), [])

    def by_name(self, text: str) -> Student | None:
        """The only student of a full name."""
        return _only(self.named(text))

    def find(self, text: str) -> Student | None:
        """The only student of an id, an e-mail address, an id of a learning management system, or a name."""
        return self.by_id(text) or self.by_email(text) or self.by_lms(text) or self.by_name(text)

    def doubles(self) -> list[str]:
        """What two students share that should tell them apart, a line each."""
        told = []
        kept: dict[tuple[str, str], list[Student]] = defaultdict(list)
        for student in self.students:
            for kind, value in [*student.lms.items(), ("e-mail", student.email), ("name", student.name)]:
                kept[kind, letters(value) if kind == "name" else value.casefold()].append(student)
        for (kind, value), students in kept.items():
            if value and len(students) > 1:
                who = ", ".join(f"{s.id} (line {s.line})" for s in students)
                told.append(f"{who} have the same {kind}; it cannot tell them apart")
        return told

    @cached_property
    def _ids(self) -> dict[str, Student]:
        return {student.id: student for student in self.students}

    @cached_property
    def _emails(self) -> dict[str, list[Student]]:
        return _grouped((student.email.casefold(), student) for student in self.students if student.email)

    @cached_property
    def _lms(self) -> dict[str, list[tuple[str, Student]]]:
        pairs = ((value, (kind, s)) for s in self.students for kind, value in s.lms.items())
        return _grouped((value.casefold(), found) for value, found in pairs)

    @cached_property
    def _names(self) -> dict[str, list[Student]]:
        both = [(letters(name), s) for s in self.students for name in {s.first + s.last, s.last + s.first} if name]
        return _grouped(both)


def letters(text: str) -> str:
    """A name as it is compared: letters and digits alone, without case and accents."""
    plain = unicodedata.normalize("NFKD", text.replace("ß", "ss").casefold())
    return "".join(ch for ch in plain if ch.isalnum())


def _only(students: Iterable[Student]) -> Student | None:
    several = list(students)
    return several[0] if len(several) == 1 else None


def _grouped(pairs: Iterable[tuple[str, T]]) -> dict[str, list[T]]:
    grouped: dict[str, list[T]] = defaultdict(list)
    for key, value in pairs:
        if value not in grouped[key]:
            grouped[key].append(value)
    return dict(grouped)


def roster_of(course: Course) -> Roster:
    """The roster of a course folder; an empty one where there is no file. Raises CourseError where it cannot be read."""
    settings = RosterFile(config=load(course))
    path = course.root / settings.file
    return read_roster(path, settings.columns) if path.is_file() else Roster(path)


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
