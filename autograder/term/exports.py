"""Grades for a learning management system, as nbgrader export plugins.

    nbgrader export --exporter=autograder.term.exports.Canvas --to grades.csv

The columns are those that each system documents, or reads:

- `Canvas` (canvas-lms, lib/gradebook_importer.rb): Student, ID, SIS User ID, SIS Login ID, Section, then a column for
  each assignment, `Title (number)` or the title alone; the second row has the points possible.
- `Moodle` (docs.moodle.org, Grade_import): any columns, mapped when they are imported; here those of its own export,
  First name, Last name, ID number, Email address, `Assignment: name (Real)`. An empty grade changes nothing.
- `Gradescope`: the columns of its "Download Grades" (First Name, Last Name, SID, Email, Sections, then `name`,
  `name - Max Points`, `name - Submission Time`, `name - Lateness (H:M:S)`), for what reads these.
- `Tasks`: a row for each student and task. `Total`: a row for each student, with weights.

Points are those after the late penalty. Where a written answer waits for a person, the points are left out, and a
warning says of whom. Who is in the roster stands in the order of the roster, others of the gradebook after them.
"""

from collections.abc import Sequence

from traitlets import Dict

from autograder.errors import CourseError
from autograder.term.export_base import LmsExport
from autograder.term.grades import Grades, Points
from autograder.term.roster import Student


class Canvas(LmsExport):
    """For Canvas: Grades, Import."""

    student_columns = ("Student", "ID", "SIS User ID", "SIS Login ID", "Section")

    def student_cells(self, student: Student) -> list[str]:
        ids = [student.lms.get(kind, "") for kind in ("canvas", "sis", "login")]
        return [student.sortable, *(ids if any(ids) else ["", "", student.id]), student.section]

    def rows(self, grades: Sequence[Grades], students: Sequence[Student]) -> list[list[str]]:
        possible = ["    Points Possible", "", "", "", ""]
        for g in grades:
            most = {f"{t.notebook}/{t.task}": t.most for p in g.students.values() for t in p.tasks}
            possible += [self.number(g.most), *(self.number(most[name]) for name in self.tasks(g))]
        return [possible, *super().rows(grades, students)]


class Moodle(LmsExport):
    """For Moodle: Grades, Import, CSV file."""

    student_columns = ("First name", "Last name", "ID number", "Email address")

    def student_cells(self, student: Student) -> list[str]:
        return [student.first, student.last, student.lms.get("number", student.id), student.email]

    def title(self, grades: Grades) -> str:
        return self.titles.get(grades.assignment, f"Assignment: {grades.assignment} (Real)")


class Gradescope(LmsExport):
    """Gradescope's own columns."""

    student_columns = ("First Name", "Last Name", "SID", "Email", "Sections")

    def student_cells(self, student: Student) -> list[str]:
        return [student.first, student.last, student.lms.get("number", student.id), student.email, student.section]

    def assignment_columns(self, grades: Grades) -> list[str]:
        title = self.title(grades)
        ends = ("", " - Max Points", " - Submission Time", " - Lateness (H:M:S)")
        return [title + end for end in ends]

    def cells(self, grades: Grades, points: Points | None) -> list[str]:
        when = f"{points.timestamp:%Y-%m-%d %H:%M:%S} +0000" if points and points.timestamp else ""
        hours, rest = divmod(int(points.late) if points else 0, 3600)
        late = f"{hours:02}:{rest // 60:02}:{rest % 60:02}" if points else ""
        return [self.points(points), self.number(grades.most), when, late]


class Tasks(LmsExport):
    """A row for each student and task."""

    def header(self, grades: Sequence[Grades]) -> list[str]:
        return [
            "student",
            "last_name",
            "first_name",
            "assignment",
            "notebook",
            "task",
            "points",
            "max_points",
            "waiting",
        ]

    def rows(self, grades: Sequence[Grades], students: Sequence[Student]) -> list[list[str]]:
        rows = []
        for student in students:
            for g in grades:
                for t in g.students[student.id].tasks if student.id in g.students else ():
                    points = "" if t.waiting and self.waiting == "leave_out" else self.number(t.points)
                    cells = [g.assignment, t.notebook, t.task, points, self.number(t.most), "yes" if t.waiting else ""]
                    rows.append([student.id, student.last, student.first, *cells])
        return rows


class Total(LmsExport):
    """A row for each student: points of every assignment, and the total. What was not handed in counts zero."""

    weights = Dict(
        help="weight of each assignment in the total: {'homework': 30, 'project': 70}; without it, points are added up"
    ).tag(config=True)

    def header(self, grades: Sequence[Grades]) -> list[str]:
        unknown = sorted(set(self.weights) - {g.assignment for g in grades})
        if unknown or any(not isinstance(w, (int, float)) or w < 0 for w in self.weights.values()):
            raise CourseError(f"c.Total.weights: {', '.join(unknown) or 'a weight'} is no assignment or no number")
        titles = [name for g in grades for name in (self.title(g), f"{self.title(g)} of")]
        return ["student", "last_name", "first_name", "email", *titles, "percent", "waiting"]

    def rows(self, grades: Sequence[Grades], students: Sequence[Student]) -> list[list[str]]:
        rows = []
        for student in students:
            found = {g.assignment: g.students.get(student.id) for g in grades}
            each = [cell for g in grades for cell in (self.points(found[g.assignment]), self.number(g.most))]
            waiting = ", ".join(name for name, points in found.items() if points and points.waiting)
            leave_out = waiting and self.waiting == "leave_out"
            total = "" if leave_out else self.number(self.percent(grades, found))
            rows.append([student.id, student.last, student.first, student.email, *each, total, waiting])
        return rows

    def percent(self, grades: Sequence[Grades], found: dict[str, Points | None]) -> float:
        """The total in percent of what could be had."""
        weights = {g.assignment: float(self.weights.get(g.assignment, 0) if self.weights else g.most) for g in grades}
        shares = [
            (weights[g.assignment], p.points / g.most if (p := found[g.assignment]) and g.most else 0) for g in grades
        ]
        whole = sum(weight for weight, _ in shares)
        return 100 * sum(weight * share for weight, share in shares) / whole if whole else 0.0


EXPORTS: dict[str, type[LmsExport]] = {
    "canvas": Canvas,
    "moodle": Moodle,
    "gradescope": Gradescope,
    "tasks": Tasks,
    "total": Total,
}
