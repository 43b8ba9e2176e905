"""What the exports of grades share: who stands in them, which points count, who is warned of."""

from collections.abc import Sequence
from pathlib import Path

from nbgrader.api import Gradebook
from nbgrader.plugins import ExportPlugin
from traitlets import Bool, Dict, Enum, Integer

from autograder.course import Course
from autograder.errors import CourseError
from autograder.term.enrolment import people
from autograder.term.grades import Grades, Points, grades_of
from autograder.term.roster import Roster, Student
from autograder.term.roster_file import roster_of
from autograder.term.tables import write_table


class LmsExport(ExportPlugin):
    """What the exports share. student_columns: those about the student, filled by student_cells."""

    titles = Dict(help="names of assignments in the LMS: {'homework': 'Homework 1 (4711)'}").tag(config=True)
    waiting = Enum(
        ["leave_out", "count"],
        default_value="leave_out",
        help="points where a written answer is not graded yet: left out, or those that are there",
    ).tag(config=True)
    missing = Enum(
        ["leave_out", "zero"], default_value="leave_out", help="points of who handed in nothing: left out, or zero"
    ).tag(config=True)
    per_task = Bool(False, help="a column for each task beside the one of the assignment").tag(config=True)
    digits = Integer(2, min=0, max=6, help="digits after the point").tag(config=True)

    student_columns: tuple[str, ...] = ()

    def export(self, gradebook: Gradebook) -> None:
        """Write the table; nbgrader calls this."""
        try:
            self.write(gradebook)
        except CourseError as error:
            if hasattr(self.parent, "fail"):
                self.parent.fail(str(error))  # nbgrader's way to end with one line
            raise

    def write(self, gradebook: Gradebook) -> None:
        """Write the table. Raises CourseError where an assignment or the roster is not as it should be."""
        roster = self._roster()
        names = [a.name for a in gradebook.assignments]
        wanted = [str(name) for name in self.assignment] or names
        unknown = sorted({*wanted, *self.titles} - set(names))
        if unknown or not wanted:
            raise CourseError(f"no assignment {', '.join(unknown)} in the gradebook; there are: {', '.join(names)}")
        grades = [grades_of(gradebook, name) for name in sorted(wanted)]
        students = self._students(gradebook, roster)
        self._warn(grades, {student.id for student in students}, roster)
        target = Path(self.to or "grades.csv")
        write_table(target, self.header(grades), self.rows(grades, students))
        self.log.info("%s: %s students, %s", target, len(students), ", ".join(sorted(wanted)))

    def header(self, grades: Sequence[Grades]) -> list[str]:
        """Names of the columns."""
        return [*self.student_columns, *(name for g in grades for name in self.assignment_columns(g))]

    def rows(self, grades: Sequence[Grades], students: Sequence[Student]) -> list[list[str]]:
        """A row for each student."""
        return [
            [*self.student_cells(s), *(cell for g in grades for cell in self.cells(g, g.students.get(s.id)))]
            for s in students
        ]

    def student_cells(self, student: Student) -> list[str]:
        """The cells of `student_columns`."""
        raise NotImplementedError

    def title(self, grades: Grades) -> str:
        """The assignment's name in the LMS."""
        return self.titles.get(grades.assignment, grades.assignment)

    def assignment_columns(self, grades: Grades) -> list[str]:
        """Names of an assignment's columns."""
        return [self.title(grades), *(f"{self.title(grades)}: {task}" for task in self.tasks(grades))]

    def cells(self, grades: Grades, points: Points | None) -> list[str]:
        """One student's cells of an assignment."""
        values = {f"{t.notebook}/{t.task}": t for t in points.tasks} if points else {}
        each = [values.get(name) for name in self.tasks(grades)]
        return [self.points(points), *("" if t is None or t.waiting else self.number(t.points) for t in each)]

    def tasks(self, grades: Grades) -> list[str]:
        """Names of the tasks that have a column."""
        found = {f"{t.notebook}/{t.task}": 0 for points in grades.students.values() for t in points.tasks}
        return list(found) if self.per_task else []

    def points(self, points: Points | None) -> str:
        """The points that count, as text, or "" where they are left out."""
        if points is None:
            return self.number(0) if self.missing == "zero" else ""
        return "" if points.waiting and self.waiting == "leave_out" else self.number(points.points)

    def number(self, value: float) -> str:
        """A number as text, without zeros at its end."""
        text = f"{value:.{self.digits}f}"
        return text.rstrip("0").rstrip(".") if "." in text else text

    def _roster(self) -> Roster:
        coursedir = getattr(self.parent, "coursedir", None)
        root = coursedir.root if coursedir is not None else self.config.CourseDirectory.get("root", ".")
        return roster_of(Course(Path(root), ""))

    def _students(self, gradebook: Gradebook, roster: Roster) -> list[Student]:
        chosen = {str(name) for name in self.student}
        others = [student for name, student in sorted(people(gradebook, roster).items()) if roster.by_id(name) is None]
        return [s for s in (*roster.students, *others) if not chosen or s.id in chosen]

    def _warn(self, grades: Sequence[Grades], students: set[str], roster: Roster) -> None:
        for name in sorted(s for s in students if roster.by_id(s) is None) if roster.students else ():
            self.log.warning("%s is not in the roster: the LMS may not find them", name)
        for g in grades:
            for student, points in sorted(g.students.items()):
                if student in students and points.waiting:
                    told = "left out" if self.waiting == "leave_out" else "counted without"
                    tasks = ", ".join(points.waiting)
                    self.log.warning("%s, %s: %s wait for a person; %s", g.assignment, student, tasks, told)
