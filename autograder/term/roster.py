"""The roster: who is in the course, under which id, and how to find a student by whatever is known of them."""

import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TypeVar

T = TypeVar("T")
LMS = ("login", "number", "sis", "canvas", "moodle", "participant", "blackboard", "lms")
FIELDS = ("id", "first", "last", "name", "email", "section", *LMS)


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
