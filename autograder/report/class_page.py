"""The instructor's report on a class: one self-contained page, made from the gradebook and from what the grader kept."""

import base64
from pathlib import Path

from autograder.course import Course
from autograder.report import analysis, numbers
from autograder.report.changes import changed
from autograder.report.class_data import ClassData
from autograder.report.class_tables import write_tables
from autograder.report.overview import write_overview
from autograder.report.page import render
from autograder.store import write
from autograder.term.roster import letters

FILTERS = {  # of the students' table; {tag: words}
    "failed": "not graded, with a reason",
    "ungraded": "handed in, not graded yet",
    "nothing": "handed in nothing",
    "stranger": "not in the roster",
    "risk": "at risk",
    "late": "late",
    "waiting": "an answer waits for you",
}


def report_of(course: Course) -> Path:
    """Where the report is written."""
    return course.root / "report" / f"{course.assignment}.html"


def outdated(data: ClassData) -> bool:
    """Whether the report is to be written again: something was graded, the roster is newer, or there is none."""
    page, roster = report_of(data.course), data.roster.path
    if data.run.graded or data.run.failed or not page.is_file():
        return True
    return roster.is_file() and roster.stat().st_mtime > page.stat().st_mtime


def write_report(data: ClassData) -> None:
    """Write the report on a class, its tables as CSV, and the page over all assignments."""
    write_tables(data)
    write(report_of(data.course), page(data, pictures(data)))
    write_overview(data.course)


def page(data: ClassData, images: dict[str, str]) -> str:
    """The page. images: what `pictures` gives; without them it has none."""
    rows = sorted(data.rows, key=lambda row: (letters(row.student.sortable), row.name))
    return render(
        "report.html",
        data=data,
        course=data.course,
        run=data.run,
        rows=rows,
        anchors={row.name: f"s{number}" for number, row in enumerate(rows, 1)},
        by_id={row.name: row for row in rows},
        spread=numbers.spread([row.score for row in data.scored]),
        counts={tag: sum(tag in row.tags for row in rows) for tag in FILTERS},
        filters=FILTERS,
        changed=changed(data.run),
        tasks=analysis.tasks(data.cells, rows),
        tests=analysis.tests(rows),
        mistakes=analysis.mistakes(rows),
        faults=analysis.faults(rows),
        times=numbers.times(rows),
        slowest=numbers.slowest(rows),
        levels=numbers.levels(rows),
        versions=numbers.versions(),
        images=images,
    )


def pictures(data: ClassData) -> dict[str, str]:
    """The pictures of the page, as addresses that hold them."""
    from autograder.report import figures  # matplotlib takes a moment, and a run with nothing new draws nothing

    drawn = {
        "scores": figures.scores(data.scored, data.max_points),
        "tasks": figures.items(analysis.tasks(data.cells, data.rows)),
    }
    return {name: _address(figures.as_svg(figure)) for name, figure in drawn.items()}


def _address(svg: str) -> str:
    return f"data:image/svg+xml;base64,{base64.b64encode(svg.encode()).decode()}"
