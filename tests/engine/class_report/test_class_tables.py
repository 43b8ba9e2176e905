"""The tables beside the class report, and the page over all assignments."""

import csv
import re

import pytest
from nbgrader.api import Gradebook

from autograder import gradebook as books
from autograder.configuration import load
from autograder.gradebook import CellRow, Masters, NotebookRows, StudentRows
from autograder.report.changes import changed
from autograder.report.class_data import gather
from autograder.report.class_page import write_report
from autograder.report.class_tables import write_changes, write_tables
from autograder.report.totals import totals
from engine.synthetic import ONE, TWO, odd_run


def rows(path):
    """A table as dictionaries."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_table_of_students(data):
    """Has the table a line for each student with name, state and a column for each task, and nothing that a spreadsheet runs?"""
    write_tables(data)
    table = {row["student"]: row for row in rows(data.course.root / "report" / "stats.csv")}
    tasks = [f"{cell.notebook}/{cell.grade_id}" for cell in data.cells]
    assert list(table["anna"])[-len(tasks) :] == tasks and list(table) == [row.name for row in data.rows]
    assert (table["anna"]["last_name"], table["anna"]["late_penalty"], table["anna"]["hours_late"]) == (
        "Öztürk",
        "2.5",
        "26.5",
    )
    assert sum(float(table["eve"][task]) for task in tasks) == float(table["eve"]["points"])
    assert [table["dora"][f"{c.notebook}/{c.grade_id}"] for c in data.cells if c.written] == [""] * sum(
        c.written for c in data.cells
    )
    assert (table["cem"]["nothing"], table["cem"]["points"], table["eve"]["stranger"]) == ("nothing", "", "stranger")
    assert table["ben"]["first_name"].startswith("'=")


def test_the_tables_of_tests_and_mistakes(data):
    """Do they have how many passed, and a line for each student who made a mistake?"""
    write_tables(data)
    folder = data.course.root / "report"
    tests = rows(folder / "stats-tests.csv")
    assert {(row["passed"], row["asked"]) for row in tests if row["notebook"] == ONE} == {("3", "4")}
    assert {(row["passed"], row["asked"]) for row in tests if row["notebook"] == TWO} == {("3", "3")}
    assert {row["student"] for row in rows(folder / "stats-mistakes.csv")} == {"ben"}
    written = [cell.name for cell in data.cells if cell.written]
    assert set(written) <= {row["task"] for row in rows(folder / "stats-tasks.csv")}


def test_changes_tell_apart_those_that_fell(data):
    """Do page, terminal and table list who lost first, with the points before and now?"""
    assert [(one.student, one.by) for one in changed(data.run)] == [("anna", -1.0), ("dora", 2.0)]
    table = rows(write_changes(data))
    assert [(row["student"], row["change"], row["answer"]) for row in table] == [
        ("anna", "-1.5", "the same"),
        ("anna", "0.5", "the same"),
        ("dora", "2", "another"),
    ]
    data.run.changes = []
    assert write_changes(data) is None


def test_totals_are_those_of_the_class_page(data):
    """Does the database's own sum of an assignment equal what is added up row by row, waiting answers told?"""
    with books.opened(data.course, load(data.course)) as gradebook:
        (grades,) = totals(gradebook)
    assert grades.most == data.max_points
    assert {name: (p.points, bool(p.waiting)) for name, p in grades.students.items()} == {
        row.name: (pytest.approx(row.score), row.waiting) for row in data.scored
    }


def test_the_overview_has_a_column_for_each_assignment(course):
    """Are assignments in the order of their due dates, with totals, links to reports, and a dash for what is missing?"""
    with Gradebook(f"sqlite:///{course.root / 'gradebook.db'}") as gradebook:
        gradebook.update_or_create_assignment("early", duedate="2026-11-01 12:00 UTC")
        gradebook.update_or_create_notebook("n", "early")
        gradebook.update_or_create_grade_cell("t", "n", "early", max_score=10, cell_type="code")
        rows = StudentRows("cem", {"n": NotebookRows({"t": CellRow(auto=8.0)})})
        books.write_rows(gradebook, Masters(gradebook, "early"), rows)
        gradebook.db.commit()
    try:
        write_report(gather(course, odd_run()))
        html = (course.root / "report" / "index.html").read_text(encoding="utf-8")
    finally:
        with Gradebook(f"sqlite:///{course.root / 'gradebook.db'}") as gradebook:
            gradebook.remove_assignment("early")
    assert html.index(">early<") < html.index(">stats<") and 'href="stats.html"' in html and 'href="early' not in html
    cem = html[html.index('class="id">cem<') :]
    cells = re.findall(r"<td[^>]*>(.*?)</td>", cem[: cem.index("</tr>")])
    assert cells[:3] == ["8", "–", "8"]
