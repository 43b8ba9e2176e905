"""Write the roster's students into nbgrader's gradebook. Nobody is taken out, no grade changes."""

from dataclasses import dataclass, field

from nbgrader.api import Gradebook, MissingEntry
from nbgrader.api import Student as GradebookStudent
from sqlalchemy import select

from autograder.configuration import load
from autograder.course import Course
from autograder.errors import CourseError
from autograder.gradebook import opened
from autograder.term.names import printable
from autograder.term.roster import Roster, Student

FIRST = ("canvas", "moodle", "blackboard", "lms", "sis", "number", "login")  # for nbgrader's one field of such an id


@dataclass
class Enrolment:
    """What came of writing a roster. new: ids; changed: {id: what}; strangers: in the gradebook and not in the roster."""

    roster: Roster
    new: list[str] = field(default_factory=list)
    changed: dict[str, str] = field(default_factory=dict)
    strangers: list[str] = field(default_factory=list)

    def lines(self) -> list[str]:
        """What to tell the instructor."""
        told = [f"{self.roster.path}: {len(self.roster.students)} students, {len(self.new)} new in the gradebook"]
        told += [f"new: {name}" for name in self.new]
        told += [f"changed: {name}: {what}" for name, what in self.changed.items()]
        told += [f"in the gradebook, not in the roster: {name} (left as it is)" for name in self.strangers]
        told += [f"careful: {line}" for line in self.roster.doubles()]
        return [printable(line) for line in told]


def enrol(course: Course, roster: Roster) -> Enrolment:
    """Write the students into the gradebook: new ones, and names and addresses that differ from the roster's."""
    if not roster.students:
        raise CourseError(f"{roster.path} has no students; a line for each is needed below the line of the columns")
    config = load(course)
    done = Enrolment(roster)
    with opened(course, config) as gradebook:
        for student in roster.students:
            _write(gradebook, student, done)
        done.strangers = sorted(set(people(gradebook, roster)) - {s.id for s in roster.students})
    return done


def people(gradebook: Gradebook, roster: Roster) -> dict[str, Student]:
    """{id: student} of the gradebook and of the roster, whose names win."""
    query = select(GradebookStudent.id, GradebookStudent.first_name, GradebookStudent.last_name, GradebookStudent.email)
    known = {
        row.id: Student(row.id, row.first_name or "", row.last_name or "", row.email or "")
        for row in gradebook.db.execute(query)
    }
    return known | {student.id: student for student in roster.students}


def _write(gradebook: Gradebook, student: Student, done: Enrolment) -> None:
    wanted = {"first_name": student.first, "last_name": student.last, "email": student.email}
    wanted["lms_user_id"] = next((student.lms[kind] for kind in FIRST if kind in student.lms), "")
    values = {name: value for name, value in wanted.items() if value}
    try:
        known = gradebook.find_student(student.id)
    except MissingEntry:
        done.new.append(student.id)
        gradebook.add_student(student.id, **values)
        return
    before = {name: getattr(known, name) for name in values}
    other = {name: value for name, value in values.items() if before[name] != value}
    if other:
        gradebook.update_or_create_student(student.id, **other)
    told = [f"{name} {before[name]} is now {value}" for name, value in other.items() if before[name]]
    if told:
        done.changed[student.id] = ", ".join(told)
