"""Grades for learning management systems: their columns, points after penalties, who waits, and totals."""

import csv
import io
import logging
import re
import shutil
from datetime import datetime, timedelta

import pytest
from nbgrader.api import Gradebook

from autograder import cli
from engine.helpers import Nbgrader
from engine.terms import ROSTER, term_course

pytestmark = pytest.mark.filterwarnings("ignore::sqlalchemy.exc.SAWarning")  # nbgrader's add_submission flushes early
DUE = datetime(2026, 11, 1, 12)
# {student: {assignment: (points of the code task, manual points of the written one or None, penalty, hours late)}}
CLASS = {
    "anna": {"homework": (3, 1.5, 0, 0), "project": (10, None, 0, 0)},
    "ben": {"homework": (2, 2, 1.25, 30)},
    "cem": {"homework": (0, 0, 0, 0), "project": (4, 5, 0, 0)},
    "guest": {"homework": (4, 2, 0, 0)},
}
MOST = {"homework": (4, 2), "project": (10, 5)}


@pytest.fixture(scope="session")
def filled(tmp_path_factory):
    """A gradebook as grading leaves it, made once: a path."""
    path = tmp_path_factory.mktemp("filled") / "gradebook.db"
    with Gradebook(f"sqlite:///{path}") as gradebook:
        for name, (code, written) in MOST.items():
            gradebook.add_assignment(name, duedate=DUE)
            gradebook.add_notebook("one", name)
            gradebook.add_grade_cell("sum-tests", "one", name, max_score=code, cell_type="code")
            gradebook.add_grade_cell("essay", "one", name, max_score=written, cell_type="markdown")
        for student, work in CLASS.items():
            gradebook.add_student(student, first_name=student.title(), last_name="=1+1" if student == "guest" else "")
            for name, (code, manual, penalty, late) in work.items():
                submission = gradebook.add_submission(name, student, timestamp=DUE + timedelta(hours=late))
                submission.notebooks[0].late_submission_penalty = penalty
                gradebook.find_grade("sum-tests", "one", name, student).auto_score = code
                gradebook.find_grade("sum-tests", "one", name, student).needs_manual_grade = False
                essay = gradebook.find_grade("essay", "one", name, student)
                essay.manual_score, essay.needs_manual_grade = manual, manual is None
        gradebook.db.commit()
    return path


@pytest.fixture
def course(tmp_path, filled):
    course = term_course(tmp_path / "course", "c.Canvas.titles = {'homework': 'Homework 1 (4711)'}")
    shutil.copy(filled, course.root / "gradebook.db")
    return course


def table(path):
    return list(csv.reader(io.StringIO(path.read_text(encoding="utf-8"))))


def exported(course, kind, capsys, *words, settings=""):
    """The rows that the command writes, and what it says."""
    with (course.root / "nbgrader_config.py").open("a") as file:
        file.write(f"\n{settings}\n")
    code = cli.main(["export", "--course", str(course.root), "--for", kind, *words])
    said = capsys.readouterr()
    assert code == 0, said.err
    return table(course.root / f"grades-{kind}.csv"), said.out


def test_canvas_by_nbgrader_s_own_export(course):
    """Does `nbgrader export` write what Canvas' importer takes: its header, points possible, and points after penalty?"""
    tool = Nbgrader(course)
    said = tool.run("export", "--exporter=autograder.term.exports.Canvas", "--to", "grades.csv")
    rows = table(course.root / "grades.csv")
    header = rows[0]  # the checks of GradebookImporter: header?, update_column_count, title_and_id
    assert len(header) > 3 and "Student" in header[0] and "ID" in header[1]
    assert re.search(r"SIS\s+User\s+ID", header[2]) and re.search(r"SIS\s+Login\s+ID", header[3])
    assert "Section" in header[4] and header[5:] == ["Homework 1 (4711)", "project"]
    assert rows[1] == ["    Points Possible", "", "", "", "", "6", "15"]
    assert rows[2:] == [
        ["Öztürk, Anna", "11", "", "anna01", "1", "4.5", ""],
        ["de Vries, Ben", "12", "", "ben_02", "1", "2.75", ""],
        ["Straße, Cem", "13", "", "cem03", "2", "0", "9"],
        ["Lee, Dora", "14", "", "dora04", "2", "", ""],
        ["'=1+1, Guest", "", "", "guest", "", "6", ""],
    ]
    assert "project, anna: essay wait for a person; left out" in said
    assert "guest is not in the roster" in said


def test_moodle(course, capsys):
    """Has the table for Moodle the columns that its import maps, and an empty grade where there is none?"""
    rows, said = exported(course, "moodle", capsys)
    assert rows[0] == [
        "First name",
        "Last name",
        "ID number",
        "Email address",
        "Assignment: homework (Real)",
        "Assignment: project (Real)",
    ]
    assert rows[1] == ["Anna", "Öztürk", "anna", "anna@example.org", "4.5", ""]
    assert "careful: project, anna: essay wait for a person" in said


def test_gradescope(course, capsys):
    """Has the table the columns of Gradescope's download, with maximum, time and lateness?"""
    rows, _ = exported(course, "gradescope", capsys, "homework")
    assert rows[0][:5] == ["First Name", "Last Name", "SID", "Email", "Sections"]
    ends = ["", " - Max Points", " - Submission Time", " - Lateness (H:M:S)"]
    assert rows[0][5:] == [f"homework{end}" for end in ends]
    assert rows[2][5:] == ["2.75", "6", "2026-11-02 18:00:00 +0000", "30:00:00"]
    assert rows[4][5:] == ["", "6", "", ""]  # dora handed in nothing


def test_a_row_for_each_task(course, capsys):
    """Does `tasks` say each task's points, and which wait?"""
    rows, _ = exported(course, "tasks", capsys)
    anna = [row for row in rows if row[0] == "anna"]
    assert anna == [
        ["anna", "Öztürk", "Anna", "homework", "one", "essay", "1.5", "2", ""],
        ["anna", "Öztürk", "Anna", "homework", "one", "sum-tests", "3", "4", ""],
        ["anna", "Öztürk", "Anna", "project", "one", "essay", "", "5", "yes"],
        ["anna", "Öztürk", "Anna", "project", "one", "sum-tests", "10", "10", ""],
    ]


def test_columns_for_each_task_on_wish(course, capsys):
    """Does the setting add a column for each task, with its points possible?"""
    rows, _ = exported(course, "canvas", capsys, "homework", settings="c.LmsExport.per_task = True")
    assert rows[0][5:] == ["Homework 1 (4711)", *(f"Homework 1 (4711): one/{t}" for t in ("essay", "sum-tests"))]
    assert rows[1][5:] == ["6", "2", "4"] and rows[2][5:] == ["4.5", "1.5", "3"]


@pytest.mark.parametrize(
    ("settings", "percent"),
    [
        ("", {"anna": "", "ben": 100 * 2.75 / 21, "cem": 100 * 9 / 21, "dora": 0}),
        ("c.Total.weights = {'homework': 1}", {"anna": "", "ben": 100 * 2.75 / 6, "cem": 0, "dora": 0}),
        (
            "c.Total.weights = {'homework': 30, 'project': 70}\nc.LmsExport.waiting = 'count'",
            {"anna": 30 * 4.5 / 6 + 70 * 10 / 15, "ben": 30 * 2.75 / 6, "cem": 70 * 9 / 15, "dora": 0},
        ),
    ],
)
def test_the_total_over_assignments(course, capsys, settings, percent):
    """Is the total the sum of points, or of shares by weight, and left out where an answer waits?"""
    rows, _ = exported(course, "total", capsys, settings=settings)
    column = rows[0].index("percent")
    found = {row[0]: row[column] for row in rows[1:] if row[0] in percent}
    assert found == {s: "" if p == "" else f"{p:.2f}".rstrip("0").rstrip(".") or "0" for s, p in percent.items()}


@pytest.mark.parametrize(
    ("words", "settings", "message"),
    [
        (["--for", "canvas", "homewrok"], "", "no assignment homewrok in the gradebook; there are: homework, project"),
        (["--for", "excel"], "", "no export 'excel'; say which with --for: canvas, moodle"),
        ([], "", "say which with --for"),
        (["--for", "canvas"], "c.Canvas.titles = {'homewrok': 'x'}", "no assignment homewrok"),
        (["--for", "total"], "c.Total.weights = {'homewrok': 1}", "c.Total.weights: homewrok"),
    ],
)
def test_a_misspelt_name_is_told_in_one_line(course, capsys, words, settings, message):
    """Is a wrong name told with the right ones, by the command and by nbgrader?"""
    with (course.root / "nbgrader_config.py").open("a") as file:
        file.write(f"\n{settings}\n")
    assert cli.main(["export", "--course", str(course.root), *words]) == 2
    error = capsys.readouterr().err
    assert message in error and error.count("\n") == 1


def test_nbgrader_ends_with_one_line_too(course):
    """Does nbgrader's export end with the reason, and no traceback, where the roster is broken?"""
    (course.root / "roster.csv").write_text(ROSTER + "anna,Again,,,,,\n")
    said = Nbgrader(course).run("export", "--exporter=autograder.term.exports.Moodle", code=1)
    assert "line 6: anna is on line 2, too" in said and "Traceback" not in said


def test_the_command_leaves_logging_as_it_was(course, capsys):
    """Is nothing of an export left behind in the process?"""
    before = list(logging.getLogger().handlers)
    exported(course, "moodle", capsys)
    assert logging.getLogger().handlers == before
