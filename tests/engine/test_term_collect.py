"""Downloads of learning management systems: each scheme, attempts, times, names, what belongs to nobody, hostile zips."""

import io
import json
import os
import re
import stat
import zipfile

import pytest
from nbgrader.plugins import FileNameCollectorPlugin
from submissions import REPOSITORY

from autograder.errors import CourseError
from autograder.term.collect import collect
from autograder.term.kept import collected_of
from engine.terms import NOTEBOOKS, term_course, unzipped, zipped

ONE, TWO = (f"{name}.ipynb" for name in NOTEBOOKS)

CANVAS = {
    f"öztürkanna_11_900_{ONE}": "anna 1, old",
    f"öztürkanna_11_905_{NOTEBOOKS[0]}-1.ipynb": "anna 1, new",
    f"öztürkanna_11_901_{TWO}": "anna 2",
    f"devriesben_LATE_12_910_{ONE}": "ben 1",
    "devriesben_LATE_12_text.html": "Sorry!",
    f"straßecem_13_920_{NOTEBOOKS[1]}-2.ipynb": "cem 2",
    f"nobodyeve_99_930_{ONE}": "eve 1",
    f"anon_Ab3dE_940_{ONE}": "whose?",
}
MOODLE = {
    f"Anna Öztürk_4711_assignsubmission_file/{ONE}": "anna 1, new",
    f"Anna Öztürk_4711_assignsubmission_file/work/{TWO}": "anna 2",
    f"Ben de Vries_4712_assignsubmission_file_/{ONE}": "ben 1",
    "Ben de Vries_4712_assignsubmission_onlinetext_/onlinetext.html": "Sorry!",
    f"Cem Straße_4713_assignsubmission_file_{NOTEBOOKS[1]}(1).ipynb": "cem 2",
    f"Eve Nobody_4714_assignsubmission_file/{ONE}": "eve 1",
}
BLACKBOARD = {
    f"Home_work_anna01_attempt_2026-11-01-10-00-00_{ONE}": "anna 1, old",
    "Home_work_anna01_attempt_2026-11-01-10-00-00.txt": "Name: Anna (anna01)",
    "Home_work_anna01_attempt_2026-11-01-10-00-00_draft.ipynb": "anna, draft",
    f"Home_work_anna01_attempt_2026-11-01-12-30-00_{ONE}": "anna 1, new",
    f"Home_work_anna01_attempt_2026-11-01-12-30-00_{TWO}": "anna 2",
    f"Home_work_ben_02_attempt_2026-11-02-01-02-03_{ONE}": "ben 1",
    f"Home_work_cem03_attempt_2026-11-01-09-00-00_{TWO}": "cem 2",
    f"Home_work_eve99_attempt_2026-11-01-09-00-00_{ONE}": "eve 1",
}
CLASSROOM = {
    f"Homework 1/Anna Öztürk - {ONE}": "anna 1, new",
    f"Homework 1/Anna Öztürk - Copy of {TWO}": "anna 2",
    f"Homework 1/Copy of {NOTEBOOKS[0]} Ben de Vries.ipynb": "ben 1",
    f"Homework 1/Cem Straße - Kopie von {NOTEBOOKS[1]} (1).ipynb": "cem 2",
    f"Homework 1/Eve Nobody - {ONE}": "eve 1",
}
FOLDERS = {
    f"all/anna/{ONE}": "anna 1, new",
    f"all/anna/deep/{TWO}": "anna 2",
    f"all/ben@example.org/{ONE}": "ben 1",
    f"all/Straße, Cem/{NOTEBOOKS[1]}-Copy1.ipynb": "cem 2",
    f"all/eve/{ONE}": "eve 1",
}
SCHEMES = {
    "canvas": CANVAS,
    "moodle": MOODLE,
    "blackboard": BLACKBOARD,
    "classroom": CLASSROOM,
    "folders": FOLDERS,
}


@pytest.fixture
def course(tmp_path):
    return term_course(tmp_path / "course", "c.Collecting.timezone = 'Europe/Berlin'")


def submitted(course):
    """{student: {file: content}} of what is handed in."""
    found = {}
    for path in sorted((course.root / "submitted").glob(f"*/{course.assignment}/*")):
        found.setdefault(path.parts[-3], {})[path.name] = path.read_text(encoding="utf-8")
    return found


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("as_folder", [False, True])
def test_each_download_as_it_comes_out_of_the_browser(course, tmp_path, scheme, as_folder):
    """Does everybody get their newest files under the assignment's names, by the scheme that the names show?"""
    path = zipped(tmp_path / "submissions.zip", SCHEMES[scheme])
    report = collect(course, unzipped(path, tmp_path / "unpacked") if as_folder else path)
    found = submitted(course)
    times = {student: files.pop("timestamp.txt", "") for student, files in found.items()}
    assert report.scheme == scheme
    assert found == {
        "anna": {ONE: "anna 1, new", TWO: "anna 2"},
        "ben": {ONE: "ben 1"},
        "cem": {TWO: "cem 2"},
    }
    if scheme == "blackboard":  # in winter Berlin is an hour ahead of UTC
        assert times == {
            "anna": "2026-11-01 11:30:00 UTC",
            "ben": "2026-11-02 00:02:03 UTC",
            "cem": "2026-11-01 08:00:00 UTC",
        }
    else:
        assert set(times.values()) == {""}
    assert report.absent == ["dora"]
    lost = [p for p in report.unknown.rglob("*") if p.is_file()]
    assert {p.read_text() for p in lost} == {"eve 1"} | ({"whose?"} if scheme == "canvas" else set())
    assert all("eve" in line.lower() or "anon" in line for line in report.strangers)


def test_the_report_says_who_which_file_which_time_and_what_was_left(course, tmp_path):
    """Does the report name each file taken, and each that was left with the reason?"""
    lines = "\n".join(collect(course, zipped(tmp_path / "x.zip", BLACKBOARD)).lines())
    assert f"ben: {ONE} from Home_work_ben_02_attempt_2026-11-02-01-02-03_{ONE}, 2026-11-02 00:02:03 UTC" in lines
    assert f"left: Home_work_anna01_attempt_2026-11-01-10-00-00_{ONE}: an older attempt of" in lines
    assert "left: Home_work_anna01_attempt_2026-11-01-10-00-00_draft.ipynb: of an older attempt" in lines
    assert "left: Home_work_anna01_attempt_2026-11-01-10-00-00.txt: text that anna typed into the LMS" in lines
    assert "nothing of 1 in the roster: dora" in lines


def test_an_older_attempt_never_takes_the_place_of_a_newer(course, tmp_path):
    """Does a download of an earlier day change nothing, and a later one bring the new attempt?"""
    day1 = {f"Hw_anna01_attempt_2026-11-01-10-00-00_{ONE}": "first"}
    day2 = {f"Hw_anna01_attempt_2026-11-02-10-00-00_{ONE}": "second"}
    collect(course, zipped(tmp_path / "1.zip", day1))
    collect(course, zipped(tmp_path / "2.zip", day1 | day2))
    assert submitted(course)["anna"] == {ONE: "second", "timestamp.txt": "2026-11-02 09:00:00 UTC"}
    report = collect(course, tmp_path / "1.zip")
    assert submitted(course)["anna"] == {ONE: "second", "timestamp.txt": "2026-11-02 09:00:00 UTC"}
    assert report.taken == [] and "a later attempt" in report.left[0]
    assert collect(course, tmp_path / "2.zip").left[-1].endswith("unchanged")


def test_what_came_otherwise_is_not_overwritten(course, tmp_path):
    """Does a submission of the exchange stay, unless the download's is plainly later?"""
    place = course.root / "submitted" / "anna" / course.assignment
    place.mkdir(parents=True)
    (place / ONE).write_text("by the exchange")
    (place / "timestamp.txt").write_text("2026-11-01 10:00:00 UTC")
    report = collect(course, zipped(tmp_path / "c.zip", {f"öztürkanna_11_1_{ONE}": "by Canvas"}))
    assert "came another way" in report.left[0] and submitted(course)["anna"][ONE] == "by the exchange"
    collect(course, zipped(tmp_path / "b.zip", {f"Hw_anna01_attempt_2026-11-01-11-30-00_{ONE}": "later"}))
    assert submitted(course)["anna"] == {ONE: "later", "timestamp.txt": "2026-11-01 10:30:00 UTC"}


def test_of_downloads_without_times_the_later_one_counts(course, tmp_path):
    """Does an older download of a system that writes no times leave what a newer one brought?"""
    for day, text in ((1, "first"), (2, "second")):
        info = zipfile.ZipInfo(f"Anna Öztürk_{day}_assignsubmission_file/{ONE}", (2026, 11, day, 10, 0, 0))
        with zipfile.ZipFile(tmp_path / f"{day}.zip", "w") as file:
            file.writestr(info, text)
    for day, text in ((1, "first"), (2, "second"), (1, "second")):
        report = collect(course, tmp_path / f"{day}.zip")
        assert submitted(course)["anna"] == {ONE: text}
    assert "a later attempt" in report.left[0]


def test_by_hand_after_a_download(course, tmp_path):
    """Does a folder of one student's, collected after a download, leave what came by the download and its names?"""
    collect(course, zipped(tmp_path / "x.zip", MOODLE))
    (tmp_path / "hand" / "eve2").mkdir(parents=True)
    (tmp_path / "hand" / "ben").mkdir()
    (tmp_path / "hand" / "ben" / ONE).write_text("ben 1, by mail")
    (tmp_path / "hand" / "ben" / TWO).write_text("ben 2, by mail")
    report = collect(course, tmp_path / "hand")
    assert submitted(course)["ben"] == {ONE: "ben 1", TWO: "ben 2, by mail"}
    assert "came another way; move it away" in report.left[0]
    assert collected_of(course).students["ben"][ONE].scheme == "moodle"


def bundle(*members):
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in members:
            file.writestr(name, content)
    return data.getvalue()


def link(name):
    info = zipfile.ZipInfo(name)
    info.create_system, info.external_attr = 3, (stat.S_IFLNK | 0o777) << 16
    return info


def test_a_zip_within_a_submission_is_opened(course, tmp_path):
    """Are a student's zip's files taken under the assignment's names, and its hostile ones refused?"""
    hostile = bundle(
        ("work/" + ONE, "one"),
        ("../../../../evil.ipynb", "evil"),
        ("/tmp/evil2.ipynb", "evil"),
        (link(TWO), "/etc/passwd"),
        ("__MACOSX/._x", "noise"),
    )
    report = collect(course, zipped(tmp_path / "x.zip", {"öztürkanna_11_5_homework.zip": hostile}))
    assert submitted(course) == {"anna": {ONE: "one"}}
    assert sum("leads out" in line or "link" in line for line in report.left) == 3
    assert not list(tmp_path.rglob("evil*"))


def test_a_bomb_is_kept_as_it_is_and_told(course, tmp_path):
    """Is a zip that would unpack to more than the bound left packed, and the class collected?"""
    bomb = bundle(*((f"{i}.bin", bytes(2**20)) for i in range(401)))
    files = {"öztürkanna_11_5_bomb.zip": bomb, f"devriesben_12_6_{ONE}": "ben 1"}
    report = collect(course, zipped(tmp_path / "x.zip", files))
    assert (course.root / "submitted" / "ben" / course.assignment / ONE).read_text() == "ben 1"
    assert (course.root / "submitted" / "anna" / course.assignment / "bomb.zip").read_bytes() == bomb
    assert any("400 MiB" in line for line in report.left)


def test_hostile_names_of_the_download_itself(course, tmp_path):
    """Does nothing leave the course's folders, whatever the outer zip's names are?"""
    files = {f"../öztürkanna_11_5_{ONE}": "out", f"öztürkanna_11_6_{ONE}": "in", "öztürkanna_11_7_..": "dots"}
    collect(course, zipped(tmp_path / "x.zip", files), "canvas")
    assert submitted(course)["anna"] == {ONE: "in", "_": "dots"}
    assert not (tmp_path / f"öztürkanna_11_5_{ONE}").exists()


def test_names_do_nothing_to_a_terminal(course, tmp_path):
    """Are control characters and what is no text shown as question marks, from a folder and from a zip?"""
    place = tmp_path / "download" / "anna"
    place.mkdir(parents=True)
    for name in (b"a\x1b[2J.ipynb", b"caf\xe9.ipynb"):
        (tmp_path / "download" / "anna" / os.fsdecode(name)).write_text("x")
        (tmp_path / "download" / os.fsdecode(b"\x1b[2Jeve")).mkdir(exist_ok=True)
        (tmp_path / "download" / os.fsdecode(b"\x1b[2Jeve") / os.fsdecode(name)).write_text("x")
    first = collect(course, tmp_path / "download").lines()
    second = collect(course, zipped(tmp_path / "x.zip", {"anna/a\x1b[2J.ipynb": "x", "ben/b.ipynb": "y"})).lines()
    said = "\n".join(first + second)
    said.encode("utf-8")
    assert "\x1b" not in said and "a?[2J.ipynb" in said and "caf?.ipynb" in said


def test_without_a_roster_nothing_is_collected(course, tmp_path):
    """Is a missing roster told, and nothing written?"""
    (course.root / "roster.csv").unlink()
    with pytest.raises(CourseError, match="without a roster"):
        collect(course, zipped(tmp_path / "x.zip", CANVAS))
    assert not (course.root / "submitted").exists()


def test_names_that_fit_nothing_are_asked_about(course, tmp_path):
    """Is an unknown kind of download refused with the choices, and can it be named?"""
    path = zipped(tmp_path / "x.zip", {"a.ipynb": "a", "b.ipynb": "b"})
    with pytest.raises(CourseError, match="say which with --from: canvas, moodle, blackboard"):
        collect(course, path)
    report = collect(course, path, "canvas")
    assert len(report.strangers) == 2 and sorted(p.read_text() for p in report.unknown.iterdir()) == ["a", "b"]


@pytest.mark.parametrize(("name", "message"), [("none.zip", "is not there"), ("text.zip", "is no zip file")])
def test_a_download_that_is_none(course, tmp_path, name, message):
    """Is a missing or broken download told in one line?"""
    (tmp_path / "text.zip").write_text("no zip")
    with pytest.raises(CourseError, match=message):
        collect(course, tmp_path / name)


def test_two_students_of_one_name_get_nobody_s_file(tmp_path):
    """Is a file whose name fits two students given to neither, unless the worksheet tells them apart?"""
    twins = "id,Full name,Identifier\na1,Anna Lee,Participant 7\na2,Anna Lee,Participant 8\n"
    course = term_course(tmp_path / "course", roster=twins)
    files = {f"Anna Lee_8_assignsubmission_file/{ONE}": "second", f"Anna Lee_9_assignsubmission_file/{ONE}": "?"}
    report = collect(course, zipped(tmp_path / "x.zip", files))
    assert submitted(course) == {"a2": {ONE: "second"}} and len(report.strangers) == 1


def test_the_names_are_kept_for_the_way_back(course, tmp_path):
    """Is it kept what the system called each submission, as plain data?"""
    collect(course, zipped(tmp_path / "x.zip", CANVAS))
    kept = collected_of(course)
    assert kept.students["ben"][ONE].scheme == "canvas" and kept.students["ben"][ONE].key == "devriesben_LATE_12_910"
    path = course.root / ".autograder" / "collected" / f"{course.assignment}.json"
    json.loads(path.read_text())
    path.write_text("{")
    with pytest.raises(CourseError, match="broken"):
        collected_of(course)


def documented(system):
    """The expression for plain nbgrader that docs/term.md gives."""
    page = (REPOSITORY / "docs" / "term.md").read_text(encoding="utf-8")
    return re.search(rf'# {system}\n    c\.FileNameCollectorPlugin\.named_regexp = r"(.*)"', page)[1]


@pytest.mark.parametrize(
    ("system", "name", "found"),
    [
        ("Canvas", f"doejane_LATE_11_900_{NOTEBOOKS[0]}-1.ipynb", {"student_id": "11", "file_id": NOTEBOOKS[0]}),
        ("Moodle", f"Jane Doe_4711_assignsubmission_file_/{ONE}", {"student_id": "Jane Doe", "file_id": NOTEBOOKS[0]}),
        (
            "Blackboard",
            f"Home_work_jdoe_attempt_2026-11-01-10-00-00_{ONE}",
            {"student_id": "jdoe", "timestamp": "2026-11-01-10-00-00", "file_id": NOTEBOOKS[0]},
        ),
    ],
)
def test_the_expressions_for_plain_nbgrader(system, name, found):
    """Does nbgrader's own collector read the names by the expressions that the guide gives?"""
    plugin = FileNameCollectorPlugin(named_regexp=documented(system))
    assert plugin.collect(f"/course/downloaded/stats/extracted/submissions/{name}") == found
