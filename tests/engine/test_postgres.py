"""The gradebook in PostgreSQL, a real server: graded, marked by hand, graded again."""

import pytest
from nbgrader.api import Gradebook
from submissions import NOTEBOOK, hand_in, light, make_course, solved

from engine.helpers import Nbgrader, command, probed_as
from engine.servers import POSTGRES, postgres
from engine.tables import rows

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not POSTGRES, reason="POSTGRES TESTS NOT RUN: apt-get install postgresql"),
]


@pytest.fixture(scope="module")
def served(tmp_path_factory, probed):
    """A class graded into PostgreSQL: (Course, address of the database)."""
    folder = tmp_path_factory.mktemp("postgres")
    with postgres(folder / "server") as url:
        setting = f"c.CourseDirectory.db_url = {url!r}\nc.CourseDirectory.course_id = 'nets'"
        course = make_course(folder / "course", setting, change=lambda notebook: light(notebook, ("softmax",)))
        probed_as(probed, course)
        hand_in(course, "ann", light(solved(), ("softmax",)))
        hand_in(course, "ben", light(solved(), ("softmax",)))
        done = command(course, "grade")
        assert done.returncode == 0, done.stderr
        yield course, url


def test_a_course_without_a_name_is_told(served, tmp_path):
    """Is what nbgrader needs with PostgreSQL, and not with SQLite, said in one line?"""
    course = make_course(tmp_path / "course", f"c.CourseDirectory.db_url = {served[1]!r}")
    hand_in(course, "ann", light(solved(), ("softmax",)))
    done = command(course, "grade")
    assert done.returncode == 2 and "c.CourseDirectory.course_id" in done.stderr and "Traceback" not in done.stderr


def test_the_class_is_in_the_database(served):
    """Are the points in PostgreSQL, and is no SQLite file made?"""
    course, url = served
    found = rows(course, url)
    assert [found[student, NOTEBOOK, "softmax-tests", "grade"][0] for student in ("ann", "ben")] == [3, 3]
    assert not (course.root / "gradebook.db").exists()


def test_nothing_new_is_nothing_to_do(served):
    """Is a second run without work, and does a mark by hand stay?"""
    course, url = served
    with Gradebook(url) as gradebook:
        grade = gradebook.find_grade("two-layouts", NOTEBOOK, "mlp", "ann")
        grade.manual_score, grade.needs_manual_grade = 2.0, False
        gradebook.db.commit()
    assert "nothing new to grade of 1 submissions" in command(course, "grade").stdout
    assert "nothing new to grade of 2 submissions" in command(course, "grade").stdout
    assert rows(course, url)["ann", NOTEBOOK, "two-layouts", "grade"][1:4] == (2.0, None, False)


def test_nbgraders_own_commands_work_beside_it(served):
    """Do nbgrader's own autograde and export take the same database?"""
    course, url = served
    before = rows(course, url)
    tool = Nbgrader(course)
    tool.run("autograde", "mlp", "--student=ben", "--force")
    tool.run("export")
    assert rows(course, url) == before
