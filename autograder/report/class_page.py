"""The instructor's report on a class: one self-contained page, made from the gradebook and the autograded notebooks."""

import base64
import csv
import io
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

from autograder import gradebook as books
from autograder.configuration import load
from autograder.course import Course
from autograder.grading.kept import kept_of
from autograder.grading.scoring import number
from autograder.intake.folder import GRADED
from autograder.intake.notice import Notice
from autograder.report import analysis
from autograder.report.views import environment
from autograder.store import write


@dataclass
class StudentRow:
    """One student: notebooks {name: score}, notices, page (feedback, from the report's folder), and graded: what came of

    those notebooks that were handed in. score: after `late`, the points that nbgrader's late penalty takes off.
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
    config = load(course)
    rows = {}
    with books.opened(course, config) as gradebook:
        masters = books.Masters(gradebook, course.assignment)
        for name, found in books.students_rows(gradebook, course.assignment).items():
            late = sum(notebook.late or 0.0 for notebook in found.notebooks.values())
            row = rows[name] = StudentRow(name, found.points, late=late, waiting=found.waiting)
            row.notebooks = {key: notebook.score for key, notebook in sorted(found.notebooks.items())}
    for name in sorted({*rows, *run.failed}):
        row = rows.setdefault(name, StudentRow(name))
        kept = kept_of(course, name)
        row.notices, row.failed = kept.record.notices, run.failed.get(name, "")
        row.graded = {key: g for key, g in kept.graded.items() if kept.record.notebooks.get(key, GRADED) == GRADED}
        page = Path("feedback", name, course.assignment, "index.html")
        row.page = f"../{quote(page.as_posix())}" if (course.root / page).is_file() else ""
    return sorted(rows.values(), key=lambda row: row.name), sum(masters.points.values())


def report_of(course: Course) -> Path:
    """Where the report is written."""
    return course.root / "report" / f"{course.assignment}.html"


def write_report(course: Course, run, rows: list[StudentRow], max_points: float) -> None:
    """Write the report on a class."""
    from autograder.report import figures  # pyplot takes a moment, and a run with nothing new draws nothing

    tasks = analysis.tasks(course, rows)
    page = (
        environment()
        .get_template("report.html")
        .render(
            course=course,
            rows=rows,
            max_points=max_points,
            run=run,
            changed=changed(run),
            tasks=tasks,
            tests=analysis.tests(course, rows),
            mistakes=analysis.mistakes(course, rows),
            faults=analysis.faults(rows),
            scores=_picture(figures.scores(rows, max_points)),
            items=_picture(figures.items(tasks)),
        )
    )
    write(report_of(course), page)


def changed(run) -> dict[str, tuple[float, float]]:
    """{student: points before and now of the tasks that changed}, of those whose points changed, in this run."""
    found: dict[str, tuple[float, float]] = {}
    for change in run.changes:
        before, now = found.get(change.student, (0.0, 0.0))
        found[change.student] = (before + change.before, now + change.now)
    return {name: points for name, points in found.items() if points[0] != points[1]}


def write_changes(course, run) -> Path | None:
    """Write report/ASSIGNMENT-changes.csv, the tasks whose points changed in this run, those that fell first.

    Returns None where nothing changed.
    """
    if not run.changes:
        return None
    text = io.StringIO()
    table = csv.writer(text, lineterminator="\n")
    table.writerow(["student", "notebook", "task", "before", "now", "change", "answer"])
    for c in sorted(run.changes, key=lambda c: (c.now - c.before, c.student)):
        answer = "the same" if c.same_answer else "another"
        table.writerow(
            [c.student, c.notebook, c.task, number(c.before), number(c.now), number(c.now - c.before), answer]
        )
    path = course.root / "report" / f"{course.assignment}-changes.csv"
    write(path, text.getvalue())
    return path


def _picture(figure):
    file = io.BytesIO()
    figure.savefig(file, format="png", dpi=110)
    return base64.b64encode(file.getvalue()).decode()


def print_grades(course, run, rows: list[StudentRow], max_points: float) -> None:
    """Print one line a student: the points of each notebook and in all."""
    names = course.notebooks()
    width = max([len("student"), *(len(row.name) for row in rows)])
    heads = [name.split("_", 1)[0] for name in names]
    print(f"\n{'student':<{width}}  " + "".join(f"{head:>8}" for head in heads) + f"{'points':>10}")
    for row in rows:
        cells = "".join(f"{number(row.notebooks.get(name, 0)):>8}" for name in names)
        told = [text.splitlines()[0] for text in row.told]
        note = f"   {told[0]}" + (f" (and {len(told) - 1} more)" if told[1:] else "") if told else ""
        print(f"{row.name:<{width}}  {cells}{number(row.score):>10}{'*' if row.waiting else ' '}{note}")
    for name, (before, now) in changed(run).items():
        print(f"changed: {name} had {number(before)} points before this run, and has {number(now)} now")
    if run.unchanged:
        print(f"nothing new to grade of {len(run.unchanged)} submissions")
    print(
        f"\nout of {number(max_points)}; * = a written answer waits for you in Formgrader; isolation: {run.isolation}"
    )
