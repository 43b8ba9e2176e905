"""The commands of a term, as an instructor types them."""

import pytest
from nbgrader.api import Gradebook

from autograder import cli
from engine.terms import NOTEBOOKS, term_course, zipped

ONE = f"{NOTEBOOKS[0]}.ipynb"


@pytest.fixture
def course(tmp_path):
    return term_course(tmp_path / "course")


@pytest.fixture
def say(course, capsys):
    """Run one command in the course; return (exit code, what it printed, what it complained of)."""

    def say(verb, *words):
        code = cli.main([verb, "--course", str(course.root), *map(str, words)])
        said = capsys.readouterr()
        return code, said.out, said.err

    return say


def test_roster(course, say):
    """Does `roster` write the students of roster.csv, or of a file that is named, and say who is new?"""
    code, out, _ = say("roster")
    assert code == 0 and "4 students, 4 new in the gradebook" in out and "new: dora" in out
    (course.root / "other.csv").write_text("id,name\nzoe,Zoe Z\n")
    code, out, _ = say("roster", course.root / "other.csv")
    assert "new: zoe" in out and "in the gradebook, not in the roster: anna (left as it is)" in out
    with Gradebook(f"sqlite:///{course.root / 'gradebook.db'}") as gradebook:
        assert len(gradebook.students) == 5


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["roster", "no.csv"], "no.csv cannot be read: No such file"),
        (["roster", "a.csv", "b.csv"], "one roster at a time"),
        (["collect", "stats"], "collect takes an assignment and one download"),
        (["collect", "stats", "a.zip", "b.zip"], "collect takes an assignment and one download"),
        (["collect", "other", "a.zip"], "no assignment other"),
        (["feedback-zip", "stats"], "no feedback on stats"),
        (["export", "--for", "moodle"], "no assignment"),
    ],
)
def test_what_is_wrong_is_told_in_one_line(say, words, message):
    """Is each wrong use told in one line, with the exit code 2?"""
    code, out, error = say(*words)
    assert (code, out) == (2, "") and message in error and error.count("\n") == 1


def test_collect(course, say, tmp_path):
    """Does `collect` say what it took, of whom, and what was nobody's?"""
    files = {f"öztürkanna_11_5_{ONE}": "1", f"eve_99_6_{ONE}": "2"}
    code, out, _ = say("collect", "stats", zipped(tmp_path / "submissions.zip", files))
    assert code == 0 and out.splitlines()[:2] == [
        "names as of canvas; 1 files taken",
        f"anna: {ONE} from öztürkanna_11_5_{ONE}",
    ]
    assert f"  eve_99_6_{ONE}: nobody, or more than one, in the roster has this name or id" in out
    assert "nothing of 3 in the roster: ben, cem, dora" in out
    code, out, _ = say("collect", "stats", tmp_path / "submissions.zip", "--from", "canvas")
    assert code == 0 and f"left: öztürkanna_11_5_{ONE}: unchanged" in out


def test_a_broken_roster_stops_before_anything_is_written(course, say, tmp_path):
    """Is nothing collected while the roster has a wrong line?"""
    with (course.root / "roster.csv").open("a") as file:
        file.write("anna,Again,,,,,\n")
    code, _, error = say("collect", "stats", zipped(tmp_path / "x.zip", {f"öztürkanna_11_5_{ONE}": "1"}))
    assert code == 2 and "line 6: anna is on line 2, too" in error
    assert not (course.root / "submitted").exists()
