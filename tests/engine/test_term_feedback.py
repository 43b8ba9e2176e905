"""The way back: feedback under the names of the LMS, and through nbgrader's exchange."""

import os
import zipfile

import nbformat
import pytest

from autograder import cli
from autograder.errors import CourseError
from autograder.grading.kept import kept_of
from autograder.term.collect import collect
from autograder.term.exchange import joined, self_contained
from autograder.term.feedback_zip import pack
from engine.helpers import Nbgrader, command, scores
from engine.second import hand_in_class
from engine.terms import NOTEBOOKS, built_course, term_course, zipped

ONE, TWO = NOTEBOOKS
MOODLE = {
    f"Anna Öztürk_4711_assignsubmission_file/{ONE}.ipynb": "1",
    f"Anna Öztürk_4711_assignsubmission_file/{TWO}.ipynb": "2",
    f"Ben de Vries_4712_assignsubmission_file_/{ONE}.ipynb": "1",
    f"Cem Straße_4713_assignsubmission_file/{ONE}.ipynb": "1",
}
CANVAS = {
    f"öztürkanna_11_900_{ONE}.ipynb": "1",
    f"öztürkanna_11_901_{TWO}.ipynb": "2",
    f"devriesben_LATE_12_910_{ONE}.ipynb": "1",
}


@pytest.fixture
def course(tmp_path):
    return term_course(tmp_path / "course")


def give_feedback(course, *students):
    """Feedback as grading leaves it, with what is not for the student beside it."""
    for student in students:
        place = course.root / "feedback" / student / course.assignment
        place.mkdir(parents=True)
        for name in (f"{TWO}.html", f"{ONE}.html", "index.html"):
            (place / name).write_text(f"{student} {name}")
        (place / "submission_secret.txt").write_text("secret")
        (place / "timestamp.txt").write_text("2026-11-01 10:00:00 UTC")


def inside(path):
    """[(name, content)] of a zip, in order."""
    with zipfile.ZipFile(path) as file:
        return [(name, file.read(name).decode()) for name in file.namelist()]


def test_moodle_s_folders_come_back(course, tmp_path):
    """Has each student the folder of the download, the index first, and only their own pages?"""
    collect(course, zipped(tmp_path / "x.zip", MOODLE))
    give_feedback(course, "anna", "ben", "dora")
    packed = pack(course)
    folder = "Anna Öztürk_4711_assignsubmission_file"
    assert inside(packed.path)[:3] == [
        (f"{folder}/{n}", f"anna {n}") for n in ("index.html", f"{ONE}.html", f"{TWO}.html")
    ]
    assert {content.split()[0] for name, content in inside(packed.path) if name.startswith("Ben")} == {"ben"}
    assert packed.students == ["anna", "ben"] and packed.without == ["cem"]
    assert "secret" not in str(inside(packed.path))


def test_canvas_names_hold_user_and_attachment(course, tmp_path):
    """Does each name hold the numbers by which Canvas finds the student, as its own reader takes them?"""
    collect(course, zipped(tmp_path / "x.zip", CANVAS))
    give_feedback(course, "anna", "ben")
    names = dict(inside(pack(course).path))
    assert names[f"öztürkanna_11_901_{TWO}.html"] == f"anna {TWO}.html"
    assert names["devriesben_LATE_12_910_index.html"] == "ben index.html"
    for name, content in names.items():  # infer_comment_context_from_filename: the first two numbers
        user, attachment = [part for part in name.split("_") if part.isdecimal()][:2]
        assert {"11": "anna", "12": "ben"}[user] == content.split()[0] and 900 <= int(attachment) <= 910


def test_a_folder_for_each_student_without_any_download(course, capsys):
    """Can the feedback be packed by ids, where submissions came otherwise, by the command?"""
    give_feedback(course, "anna", "guest")
    target = course.root / "out.zip"
    assert cli.main(["feedback-zip", "--course", str(course.root), "stats", "--to", str(target)]) == 0
    assert [name for name, _ in inside(target)][::3] == ["anna/index.html", "guest/index.html"]
    assert "feedback of 2 students" in capsys.readouterr().out


def test_a_link_to_another_s_feedback_is_not_followed(course, tmp_path):
    """Does nothing of another student come along through a link?"""
    give_feedback(course, "anna", "ben")
    page = course.root / "feedback" / "anna" / "stats" / f"{ONE}.html"
    page.unlink()
    page.symlink_to(course.root / "feedback" / "ben" / "stats" / f"{ONE}.html")
    os.symlink(course.root / "feedback" / "ben", course.root / "feedback" / "eve")
    names = dict(inside(pack(course).path))
    assert f"anna/{ONE}.html" not in names and not any(name.startswith("eve") for name in names)


@pytest.mark.parametrize(
    ("kind", "message"), [("moodle", "not collected from a download of moodle"), ("x", "no names")]
)
def test_names_that_are_not_known(course, kind, message):
    """Is it told where the names of a download are not known?"""
    give_feedback(course, "anna")
    with pytest.raises(CourseError, match=message):
        pack(course, kind)


def test_no_feedback_yet(course, tmp_path):
    """Is it told that nothing is graded?"""
    collect(course, zipped(tmp_path / "x.zip", MOODLE))
    with pytest.raises(CourseError, match="grade it first"):
        pack(course)


def test_index_and_page_become_one(tmp_path):
    """Does the index stand on top of the page, and does each page take its style sheet along?"""
    head = '<html><head><link rel="stylesheet" href="style.css"></head>'
    (tmp_path / "index.html").write_text(f"{head}<body>\n<h1>All</h1></body>")
    (tmp_path / "one.html").write_text(f'{head}<body class="x"><p>One</p></body></html>')
    (tmp_path / "style.css").write_text("a { color: red }")
    index, page = (self_contained(tmp_path / name) for name in ("index.html", "one.html"))
    whole = joined(index, page)
    assert whole.index("<h1>All</h1>") < whole.index("<p>One</p>") and whole.count("<body") == 1
    assert whole.count("<style>a { color: red }</style>") == 1 and "<link" not in whole
    assert joined("no page", page) == page


def use_own_module(course, student):
    """Let an answer import a module of the student's own, which lies beside the notebook."""
    path = course.root / "submitted" / student / "stats" / f"{ONE}.ipynb"
    notebook = nbformat.read(path, 4)
    answer = next(cell for cell in notebook.cells if "def variance" in cell.source)
    answer.source = "from my_helpers import ONE\n" + answer.source
    nbformat.write(notebook, path)
    (path.parent / "my_helpers.py").write_text("ONE = 1\n")


def told_of(course, student):
    """What intake said of a submission."""
    return " ".join(notice.text for notice in kept_of(course, student).record.notices)


@pytest.mark.slow
def test_through_nbgrader_s_exchange_and_back(tmp_path, monkeypatch):
    """Does what a student submits through a real exchange come back by `fetch_feedback`, with the index in it?"""
    exchange, home = tmp_path / "exchange", tmp_path / "home"
    settings = f"c.Exchange.root = {str(exchange)!r}\nc.CourseDirectory.course_id = 'stats101'"
    course = built_course(tmp_path / "course", settings)
    for folder in (exchange, home):
        folder.mkdir()
    exchange.chmod(0o777)
    student = Nbgrader(course)
    student.course = type("Place", (), {"root": home})
    (home / "nbgrader_config.py").write_text(
        f"c = get_config()\nc.Exchange.root = {str(exchange)!r}\nc.CourseDirectory.course_id = 'stats101'\n"
    )
    for name in ("HOME", "JUPYTER_DATA_DIR", "XDG_DATA_HOME"):
        monkeypatch.setenv(name, str(home))
    tool = Nbgrader(course)
    tool.run("generate_assignment", "stats", "--force")
    tool.run("release_assignment", "stats")
    student.run("fetch_assignment", "stats")
    student.run("submit", "stats")
    tool.run("collect", "stats")
    handed_in = list((course.root / "submitted").glob("*/stats/submission_secret.txt"))
    assert len(handed_in) == 1
    hand_in_class(course)  # who handed in otherwise has no secret
    use_own_module(course, "anna")
    graded = command(course, "grade", "stats", "--workers", "2", seconds=900)
    assert graded.returncode == 0, graded.stdout + graded.stderr
    assert scores(course)["anna"]["variance-tests"] == 2 and "an own file" in told_of(course, "anna")
    said = tool.run("release_feedback", "stats")
    assert "anna did not hand in through the exchange" in said
    assert len(list((exchange / "stats101" / "feedback").glob("*.html"))) == 3
    student.run("fetch_feedback", "stats")
    fetched = {path.name: path.read_text() for path in (home / "stats" / "feedback").rglob("*.html")}
    assert set(fetched) == {f"{ONE}.html", f"{TWO}.html"}
    assert '<section id="whole-assignment">' in fetched[f"{ONE}.html"]
    assert '<section id="whole-assignment">' not in fetched[f"{TWO}.html"]
    me = handed_in[0].parts[-3]
    assert (course.root / "feedback" / me / "stats" / "index.html").read_text().count("<h1>Feedback on stats</h1>") == 1
    assert "<h1>Feedback on stats</h1>" in fetched[f"{ONE}.html"]
