"""What an instructor did wrong, or the machine, is told in one line that says what to do; nothing is lost by it."""

import sqlite3

import pytest
from submissions import hand_in, light, make_course, solved

from engine.helpers import command, probed_as
from engine.tables import rows

pytestmark = pytest.mark.slow
TASKS = ("softmax",)


@pytest.fixture
def course(tmp_path, probed):
    """One student's submission."""
    made = make_course(tmp_path / "course", change=lambda notebook: light(notebook, TASKS))
    probed_as(probed, made)
    hand_in(made, "ann", light(solved(), TASKS))
    return made


def refused(course):
    """Run grade, which must fail with one line; return it."""
    done = command(course, "grade")
    assert done.returncode == 2 and "Traceback" not in done.stderr, done.stderr
    said = [line for line in done.stderr.splitlines() if line.startswith("autograder: ")]
    assert len(said) == 1
    return said[0]


def configure(course, line):
    with (course.root / "nbgrader_config.py").open("a") as file:
        file.write(f"\n{line}\n")


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("c.Limit.cell_seconds = 3", "c.Limit is no section of settings; c.Limits is"),
        ("c.Limits.cell_second = 3", "c.Limits.cell_second is no setting; c.Limits.cell_seconds is"),
        ("c.Grading.sed = 3", "c.Grading.sed is no setting; c.Grading.seed is"),
        ("c.Limits.cell_seconds = 'long'", "cell_seconds"),
        ("c.AssignLatePenalties.plugin_class = 'nowhere.Policy'", "nowhere"),
        ("this is no Python", "nbgrader_config.py cannot be read: SyntaxError"),
    ],
)
def test_a_wrong_setting_is_named(course, line, told):
    """Is a misspelt section, setting, value or plugin named before anything is graded?"""
    configure(course, line)
    assert told in refused(course)
    assert not (course.root / "autograded").exists()


def test_a_locked_gradebook_is_named(course):
    """Where another program keeps the gradebook locked, is that said, and does the same command work afterwards?"""
    assert command(course, "grade").returncode == 0
    before = rows(course)
    hand_in(course, "ben", light(solved(), TASKS))
    holding = sqlite3.connect(course.root / "gradebook.db", isolation_level=None)
    holding.execute("BEGIN EXCLUSIVE")
    try:
        assert "the gradebook" in (said := refused(course)) and "locked" in said
    finally:
        holding.execute("ROLLBACK")
        holding.close()
    assert rows(course) == before
    assert command(course, "grade").returncode == 0
    assert set(before) < set(rows(course))


def test_a_failure_of_nbgrader_has_its_reason(course):
    """Is the reason that nbgrader gives in the line, and all that it said in a file?"""
    path = next(course.source.glob("*.ipynb"))
    path.write_text(path.read_text().replace('"softmax-tests"', '"two-layouts"'))
    said = refused(course)
    assert "nbgrader generate_assignment failed: " in said and "ValidationError: Notebook failed to validate" in said
    assert "two-layouts" in (course.root / ".autograder" / "nbgrader.log").read_text()
