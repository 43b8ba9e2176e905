"""The instructor's report on a class: one self-contained page, made from the gradebook and the autograded notebooks."""

import base64
import io
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

import nbformat
from nbgrader.api import Gradebook

from autograder.configuration import database, load
from autograder.course import Course
from autograder.grading.outcome import Graded, graded_of
from autograder.grading.scoring import number
from autograder.intake import folder as intake
from autograder.intake.notice import Notice
from autograder.report import analysis, figures
from autograder.report.views import environment
from autograder.store import write


@dataclass
class StudentRow:
    """One student: notebooks {name: (score, max)}, notices, page (feedback, from the report's folder), and graded: what

    was read out of the autograded notebooks, of those notebooks that were handed in. score: after `late`, the points
    that nbgrader's late penalty takes off.
    """

    name: str
    score: float = 0.0
    notebooks: dict = field(default_factory=dict)
    graded: dict = field(default_factory=dict)
    notices: list[Notice] = field(default_factory=list)
    waiting: bool = False
    failed: str = ""
    page: str = ""
    late: float = 0.0

    @property
    def told(self):
        """What an instructor must know about this submission, the worst first."""
        not_handed_in = [notice.notebook for notice in self.notices if notice.kind == "missing"]
        rest = [notice.told for notice in self.notices if notice.kind != "missing"]
        failed = [f"not graded: {self.failed}"] if self.failed else []
        late = [f"late: {number(self.late)} points taken off"] if self.late else []
        return failed + late + rest + ([f"missing, and scored 0: {', '.join(not_handed_in)}"] if not_handed_in else [])


def gather(course, run) -> tuple[list[StudentRow], float]:
    """Return (rows, points of the assignment). run: classroom.ClassRun."""
    url = database(course, load(course))
    rows = {}
    with Gradebook(url) as gradebook:
        max_points = gradebook.find_assignment(course.assignment).max_score
        for submission in gradebook.assignment_submissions(course.assignment):
            late = submission.late_submission_penalty or 0.0
            row = rows[submission.student.id] = StudentRow(submission.student.id, submission.score - late, late=late)
            row.waiting = bool(submission.needs_manual_grade)
            record = intake.record_of(course, row.name)  # of an earlier run, where this one graded others
            row.notices = record.notices if record else []
            for notebook in sorted(submission.notebooks, key=lambda n: n.name):
                row.notebooks[notebook.name] = (notebook.score, notebook.max_score)
                if record is None or record.notebooks.get(notebook.name) == intake.GRADED:
                    row.graded[notebook.name] = _graded(course, row.name, notebook.name)
            page = Path("feedback", row.name, course.assignment, "index.html")
            row.page = f"../{quote(page.as_posix())}" if (course.root / page).is_file() else ""
    for name, record in run.records.items():
        row = rows.setdefault(name, StudentRow(name, notices=record.notices))
        row.failed = run.failed.get(name, "")
    return sorted(rows.values(), key=lambda row: row.name), max_points


def _graded(course, student, notebook):
    path = course.root / "autograded" / student / course.assignment / f"{notebook}.ipynb"
    if not path.is_file():
        return Graded()
    return graded_of(nbformat.read(path, 4))


def write_report(course: Course, run) -> Path:
    """Write report/ASSIGNMENT.html and return its path."""
    rows, max_points = gather(course, run)
    tasks = analysis.tasks(course, rows)
    page = (
        environment()
        .get_template("report.html")
        .render(
            course=course,
            rows=rows,
            max_points=max_points,
            run=run,
            tasks=tasks,
            tests=analysis.tests(course, rows),
            mistakes=analysis.mistakes(course, rows),
            faults=analysis.faults(rows),
            scores=_picture(figures.scores(rows, max_points)),
            items=_picture(figures.items(tasks)),
        )
    )
    path = course.root / "report" / f"{course.assignment}.html"
    write(path, page)
    return path


def _picture(figure):
    file = io.BytesIO()
    figure.savefig(file, format="png", dpi=110)
    return base64.b64encode(file.getvalue()).decode()


def print_grades(course, run):
    """Print one line a student: the points of each notebook and in all."""
    rows, max_points = gather(course, run)
    names = course.notebooks()
    width = max([len("student"), *(len(row.name) for row in rows)])
    heads = [name.split("_", 1)[0] for name in names]
    print(f"\n{'student':<{width}}  " + "".join(f"{head:>8}" for head in heads) + f"{'points':>10}")
    for row in rows:
        cells = "".join(f"{number(row.notebooks.get(name, (0, 0))[0]):>8}" for name in names)
        told = [text.splitlines()[0] for text in row.told]
        note = f"   {told[0]}" + (f" (and {len(told) - 1} more)" if told[1:] else "") if told else ""
        print(f"{row.name:<{width}}  {cells}{number(row.score):>10}{'*' if row.waiting else ' '}{note}")
    for name, (before, now) in run.changed.items():
        print(f"changed: {name} had {number(before)} points before this run, and has {number(now)} now")
    print(
        f"\nout of {number(max_points)}; * = a written answer waits for you in Formgrader; isolation: {run.isolation}"
    )
