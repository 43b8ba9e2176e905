"""Late submissions: what each setting costs, late days over a term, and nbgrader's own autograde with it."""

from datetime import datetime, timedelta

import pytest
from nbgrader.api import Gradebook
from traitlets import TraitError
from traitlets.config import Config

from autograder.errors import CourseError
from autograder.term.extensions import extensions
from autograder.term.lateness import LatePolicy
from engine.helpers import Nbgrader
from engine.second import hand_in_class
from engine.terms import built_course

pytestmark = pytest.mark.filterwarnings("ignore::sqlalchemy.exc.SAWarning")  # nbgrader's add_submission flushes early
DUE = datetime(2026, 11, 1, 12)
HOUR = 3600
DAY = 24 * HOUR


def policy(**settings):
    return LatePolicy(config=Config({"LatePolicy": settings}))


@pytest.mark.parametrize(
    ("settings", "seconds", "lost"),
    [
        ({}, 10 * DAY, 0),
        ({"percent": 10}, 1, 10),
        ({"percent": 10}, DAY, 10),
        ({"percent": 10}, DAY + 1, 20),
        ({"percent": 10}, 100 * DAY, 100),
        ({"percent": 10, "most_percent": 40}, 100 * DAY, 40),
        ({"percent": 1.5, "per": "hour"}, 90 * 60, 3),
        ({"percent": 10, "grace_minutes": 15}, 15 * 60, 0),
        ({"percent": 10, "grace_minutes": 15}, DAY + 14 * 60, 20),
        ({"percent": 10, "extensions": {"anna": 24}}, DAY, 0),
        ({"percent": 10, "extensions": {"anna": 24}}, DAY + 1, 10),
        ({"percent": 10, "extensions": {"ben": 24}}, DAY, 10),
        ({"percent": 10, "late_days": 2}, 2 * DAY, 0),
        ({"percent": 10, "late_days": 2}, 2 * DAY + 1, 10),
        ({"percent": 1, "per": "hour", "late_days": 1}, DAY + 2 * HOUR, 2),
    ],
)
def test_what_each_setting_costs(settings, seconds, lost):
    """Is the part of 80 points that is lost the one that the settings say?"""
    assert (policy(**settings).late_submission_penalty("anna", 80.0, seconds) or 0) == pytest.approx(0.8 * lost)


def test_the_policy_of_nbgrader_still_holds():
    """Does nbgrader's own setting, all points lost, go before?"""
    own = LatePolicy(config=Config({"LateSubmissionPlugin": {"penalty_method": "zero"}, "LatePolicy": {"percent": 1}}))
    assert own.late_submission_penalty("anna", 80.0, 1) == 80


@pytest.mark.parametrize("settings", [{"percent": 101}, {"per": "week"}, {"late_days": -1}, {"grace_minutes": 0.5}])
def test_a_setting_that_makes_no_sense_is_refused(settings):
    """Is a value out of range refused when it is set?"""
    with pytest.raises(TraitError):
        policy(**settings)


@pytest.fixture
def gradebook(tmp_path):
    """A term of three assignments, each due a week after the one before; anna's third was extended by nbgrader."""
    with Gradebook(f"sqlite:///{tmp_path / 'gradebook.db'}") as gradebook:
        for i, name in enumerate(("c", "b", "a")):
            gradebook.add_assignment(name, duedate=DUE + timedelta(weeks=i))
        gradebook.add_student("anna")
        yield gradebook


def submit(gradebook, assignment, **late):
    due = gradebook.find_assignment(assignment).duedate
    gradebook.update_or_create_submission(assignment, "anna", timestamp=due + timedelta(**late))


def test_late_days_are_spent_in_the_order_of_due_dates(gradebook):
    """Do late days run out over a term, each assignment charged for what is left over, whatever is graded first?"""
    submit(gradebook, "a", hours=30)
    submit(gradebook, "c", hours=25)
    submit(gradebook, "b", hours=1)
    late = policy(percent=10, late_days=4)
    found = {name: late.lateness(gradebook, "anna", name) for name in "abc"}
    assert {name: (f.days, f.units, f.percent) for name, f in found.items()} == {
        "c": (2, 0, 0),
        "b": (1, 0, 0),
        "a": (1, 1, 10),
    }
    assert found["a"].told == "handed in 1 d 6 h after the due date; 1 late day spent; 10 % of the points lost"
    assert late.lateness(gradebook, "anna", "never").told == ""


def test_an_extension_spends_no_late_day(gradebook):
    """Do extensions, ours and nbgrader's, come before late days?"""
    submit(gradebook, "c", hours=25)
    submit(gradebook, "b", hours=25)
    gradebook.grant_extension("b", "anna", days=2)
    late = policy(percent=10, late_days=1, extensions={"anna": {"c": 48}})
    assert [late.lateness(gradebook, "anna", name).days for name in "cb"] == [0, 0]


def test_extensions_of_a_table(tmp_path):
    """Is a table read, one for an assignment before the one for all, and the setting before the table?"""
    path = tmp_path / "extensions.csv"
    path.write_text("student;assignment;hours\nanna;;24\nanna;b;48\nben;b;1.5\n")
    found = extensions({"ben": 2}, path)
    assert [found.of("anna", "a"), found.of("anna", "b"), found.of("ben", "a"), found.of("cem", "a")] == [24, 48, 2, 0]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("student,hours\nanna,two\n", "line 2: 'two' is no number of hours"),
        ("student,hours\nanna,-2\n", "line 2"),
        ("student,hours\nanna,2\nanna,3\n", "line 3: anna  has an extension above it already"),
        ("who,hours\nanna,2\n", "line 1: the columns student and hours are needed"),
    ],
)
def test_a_table_that_is_wrong(tmp_path, text, message):
    """Is each fault named with its line?"""
    (tmp_path / "x.csv").write_text(text)
    with pytest.raises(CourseError) as error:
        extensions({}, tmp_path / "x.csv")
    assert message in str(error.value)


@pytest.mark.slow
def test_nbgrader_s_autograde_asks_the_policy(tmp_path):
    """Does nbgrader's own autograde write the penalty that the configuration says, an extension from a table counted?"""
    settings = "c.LatePolicy.percent = 25\nc.LatePolicy.extensions_file = 'extensions.csv'"
    course = built_course(tmp_path / "course", settings)
    (course.root / "extensions.csv").write_text("student,assignment,hours\nben,stats,48\n")
    hand_in_class(course)
    late = f"{DUE + timedelta(hours=30)} UTC"
    for student in ("anna", "ben"):
        (course.root / "submitted" / student / "stats" / "timestamp.txt").write_text(late)
    tool = Nbgrader(course)
    tool.run("generate_assignment", "stats", "--force")
    tool.run("db", "assignment", "add", "stats", f"--duedate={DUE} UTC")
    tool.run("autograde", "stats")
    with Gradebook(f"sqlite:///{course.root / 'gradebook.db'}") as gradebook:
        found = {s.student.id: s for s in gradebook.assignment_submissions("stats")}
        assert found["anna"].late_submission_penalty == found["anna"].score / 2 > 0
        assert found["ben"].total_seconds_late == 30 * HOUR and not found["ben"].late_submission_penalty
        assert not found["cem"].late_submission_penalty
