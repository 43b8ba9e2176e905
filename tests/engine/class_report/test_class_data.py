"""Who is in the class report, by which rules, at what cost, and what the terminal says."""

import os

from nbgrader.api import Gradebook
from sqlalchemy import Engine, event

from autograder.nbgrading.class_run import ClassRun
from autograder.report.class_data import gather
from autograder.report.class_page import outdated, report_of, write_report
from autograder.report.overview import write_overview
from autograder.report.printing import print_grades
from engine.synthetic import HOSTILE, TWO, Someone, odd_run, record


def test_everybody_is_there_and_what_they_are_is_said(data):
    """Are roster, gradebook, failures and folders put together, each student with what holds of them?"""
    assert {row.name: list(row.tags) for row in data.rows} == {
        "anna": ["late"],
        "ben": ["risk"],
        "cem": ["nothing", "risk"],
        "dora": ["waiting"],
        "eve": ["stranger"],
        "hal": ["failed", "stranger"],
        "ian": ["ungraded", "stranger"],
    }
    anna, ben = data.rows[:2]
    most = data.max_points
    assert (anna.student.sortable, anna.student.section, anna.score, anna.late) == (
        "Öztürk, Anna",
        "1",
        most - 2.5,
        2.5,
    )
    assert anna.told == ["late by 26.5 h: 2.5 points taken off"]
    assert ben.told == [f"{HOSTILE} is no notebook", f"missing, and scored 0: {TWO}"]


def test_points_that_wait_do_not_make_a_risk(data):
    """Is the half of the points that makes a risk one of those that could be had so far?"""
    dora = next(row for row in data.rows if row.name == "dora")
    written = sum(cell.points for cell in data.cells if cell.written)
    assert written and dora.could == data.max_points - written == dora.score
    dora.score = dora.could / 2
    assert not dora.at_risk
    dora.score -= 0.01
    assert dora.at_risk


def test_without_a_roster_the_gradebooks_students_are_expected(course):
    """Is nobody a stranger where there is no roster, and is who is only in the gradebook said to have handed in nothing?"""
    roster = course.root / "roster.csv"
    kept = roster.read_text()
    try:
        roster.unlink()
        with Gradebook(f"sqlite:///{course.root / 'gradebook.db'}") as gradebook:
            gradebook.update_or_create_student("zoe", first_name="Zoe")
        tags = {row.name: list(row.tags) for row in gather(course, odd_run()).rows}
    finally:
        roster.write_text(kept)
        with Gradebook(f"sqlite:///{course.root / 'gradebook.db'}") as gradebook:
            gradebook.remove_student("zoe")
    assert tags["zoe"] == ["nothing", "risk"] and not any("stranger" in found for found in tags.values())


def test_the_number_of_queries_does_not_grow_with_the_class(course):
    """Do the reports on a class of three more students ask the database as often as before?"""

    def queries():
        asked = []
        listener = lambda *args: asked.append(args[2])
        event.listen(Engine, "before_cursor_execute", listener)
        try:
            gather(course, odd_run())
            write_overview(course)
        finally:
            event.remove(Engine, "before_cursor_execute", listener)
        return len(asked)

    before, more = queries(), [f"more{i}" for i in range(3)]
    record(course, [Someone(name) for name in more])
    try:
        assert queries() == before > 0
    finally:
        with Gradebook(f"sqlite:///{course.root / 'gradebook.db'}") as gradebook:
            for name in more:
                gradebook.remove_student(name)


def test_the_terminal_names_who_is_missing_and_who_is_a_stranger(data, capsys):
    """Does the command print a line for each who handed in, and name those who did not and who is not in the roster?"""
    print_grades(data)
    said = capsys.readouterr().out
    assert not any(line.startswith("cem ") for line in said.splitlines())
    assert "handed in nothing: cem\n" in said and "not in the roster: eve, hal, ian\n" in said
    assert "changed: anna had 3 points before this run, and has 2 now" in said


def test_the_report_is_written_again_when_it_must_be(course):
    """Is a report out of date without a page, after a grading, or after the roster changed, and else not?"""
    write_report(gather(course, odd_run()))
    quiet = gather(course, ClassRun("bubblewrap"))
    now = report_of(course).stat().st_mtime
    os.utime(course.root / "roster.csv", (now - 10, now - 10))
    assert not outdated(quiet)
    os.utime(course.root / "roster.csv", (now + 10, now + 10))
    assert outdated(quiet)
    os.utime(course.root / "roster.csv", (now - 10, now - 10))
    assert outdated(gather(course, ClassRun("bubblewrap", graded=["anna"])))
    report_of(course).unlink()
    assert outdated(quiet)
