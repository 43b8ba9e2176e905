"""Taking submissions in: regular notebooks under the release's names, whatever was handed in."""

import os
import shutil
import zipfile

import nbformat
import pytest
from submissions import NOTEBOOK, as_bytes, hand_in, make_course, released, solved

from autograder.grading.kept import Kept, keep, kept_of
from autograder.intake import finding
from autograder.intake import folder as intake
from autograder.intake.finding import MAX_FILES


@pytest.fixture
def course(tmp_path):
    """A course folder of notebook 2 alone, without submissions."""
    return make_course(tmp_path / "course")


def clean_copy(course, student="anna"):
    """Where these tests have the clean copy made."""
    return course.root / "taken" / student


def taken(course, student="anna"):
    """Take in one student anew; return the record."""
    shutil.rmtree(clean_copy(course, student), ignore_errors=True)
    submitted = course.root / "submitted" / student / course.assignment
    return intake.take_in(course, submitted, student, clean_copy(course, student))


@pytest.fixture
def take_in(course):
    """Take in one student; return (record, the clean notebook)."""

    def take_in(student="anna"):
        record, folder = taken(course, student), clean_copy(course, student)
        assert {p.name for p in folder.iterdir()} <= {
            f"{NOTEBOOK}.ipynb",
            "timestamp.txt",
            "submission_secret.txt",
            ".own",
        }
        assert all((p.is_file() or p.name == ".own") and not p.is_symlink() for p in folder.iterdir())
        return record, nbformat.read(folder / f"{NOTEBOOK}.ipynb", 4)

    return take_in


def sources(notebook):
    return [cell.source for cell in notebook.cells]


def place(course, student="anna"):
    folder = course.root / "submitted" / student / course.assignment
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def test_an_ordinary_submission_is_taken_as_it_is(course, take_in):
    """Is a regular notebook copied, its record clean, and the original left as it was?"""
    path = hand_in(course, "anna", solved()) / f"{NOTEBOOK}.ipynb"
    before = path.read_bytes()
    record, notebook = take_in()
    assert record.notebooks == {NOTEBOOK: "graded"} and record.notices == []
    assert sources(notebook) == sources(solved())
    assert path.read_bytes() == before


def test_taking_in_again_forgets_what_was_before(course, take_in):
    """Does a second submission take the place of the first, files that are gone included?"""
    hand_in(course, "anna", solved())
    (place(course) / "timestamp.txt").write_text("2026-11-23 10:00:00 UTC")
    take_in()
    (place(course) / "timestamp.txt").unlink()
    hand_in(course, "anna", released())
    _, notebook = take_in()
    assert sources(notebook) == sources(released())
    assert not (clean_copy(course) / "timestamp.txt").exists()


@pytest.mark.parametrize("name", ["2_forward_propagation (1)", "forward", "Kopie von 2_forward_propagation", "ü-2 <b>"])
def test_a_renamed_notebook_is_found(course, take_in, name):
    """Is the one notebook that is plainly the missing one taken for it, and the name told?"""
    hand_in(course, "anna", solved(), name)
    record, notebook = take_in()
    assert record.notebooks == {NOTEBOOK: "graded"}
    assert f"was taken for {NOTEBOOK}.ipynb" in " ".join(n.told for n in record.notices)
    assert sources(notebook) == sources(solved())


def test_two_candidates_are_not_chosen_between(course, take_in):
    """Is it asked for, not guessed, where two files could be the notebook?"""
    hand_in(course, "anna", solved(), "version one")
    hand_in(course, "anna", solved(), "version two")
    record, notebook = take_in()
    assert "2 files could be it: keep one" in record.notebooks[NOTEBOOK]
    assert notebook.cells[0]["id"] == "grader-notice"


def test_the_right_name_wins_over_a_copy(course, take_in):
    """Is the file of the right name graded, a copy beside it ignored and told?"""
    hand_in(course, "anna", solved())
    hand_in(course, "anna", released(), "2_forward_propagation (1)")
    record, notebook = take_in()
    assert sources(notebook) == sources(solved())
    assert "not a notebook of this assignment, ignored" in " ".join(n.told for n in record.notices)


def test_another_notebook_is_not_taken_for_it(course, take_in):
    """Is a notebook that has nothing of the release not taken for it?"""
    hand_in(course, "anna", nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("1")]), "holiday")
    record, _ = take_in()
    assert record.notebooks[NOTEBOOK] == f"{NOTEBOOK}.ipynb is missing"


def unreadable(course):
    hand_in(course, "anna", nbformat.writes(solved()).encode()[:30_000])


def linked(course):
    secret = course.root / "secret.ipynb"
    secret.write_text(nbformat.writes(solved()))
    (place(course) / f"{NOTEBOOK}.ipynb").symlink_to(secret)


def fifo(course):
    os.mkfifo(place(course) / f"{NOTEBOOK}.ipynb")


def folder_for_file(course):
    (place(course) / f"{NOTEBOOK}.ipynb").mkdir()


def linked_folder(course):
    hand_in(course, "other", solved())
    (course.root / "submitted" / "anna").mkdir()
    (course.root / "submitted" / "anna" / course.assignment).symlink_to(course.root / "submitted" / "other" / "mlp")


def file_for_folder(course):
    place(course).rmdir()
    (course.root / "submitted" / "anna" / course.assignment).write_text("x")


def empty(course):
    place(course)


def not_allowed(course):
    (place(course) / f"{NOTEBOOK}.ipynb").write_bytes(b"\xff\xfe" + bytes(100))


@pytest.mark.parametrize(
    "hand_over", [unreadable, linked, fifo, folder_for_file, linked_folder, file_for_folder, empty, not_allowed]
)
def test_what_cannot_be_read_becomes_the_release_with_a_notice(course, take_in, hand_over):
    """Is there, for each submission that cannot be read, the bare release with the reason on top?"""
    hand_over(course)
    record, notebook = take_in()
    reason = record.notebooks[NOTEBOOK]
    assert reason != "graded"
    assert (
        notebook.cells[0]["id"] == "grader-notice"
        and "every task of this notebook scores 0" in notebook.cells[0].source
    )
    assert sources(notebook)[1:] == sources(released())


def test_extra_files_are_told_and_left_behind(course, take_in):
    """Are extra files, links and folders named, and none of them copied?"""
    folder = hand_in(course, "anna", solved())
    (folder / "numpy.py").write_text("raise SystemExit")
    (folder / "data").mkdir()
    (folder / "gradebook").symlink_to(course.root / "gradebook.db")
    (folder / "__pycache__").mkdir()
    (folder / "selfcheck.py").write_text("# changed")
    record, _ = take_in()
    said = " ".join(n.told for n in record.notices)
    for name, kind in [("numpy.py", "not a notebook"), ("data", "is a folder"), ("gradebook", "is a link")]:
        assert name in said.replace("\\", "") and kind in said
    assert "pycache" not in said and "selfcheck" not in said


@pytest.mark.parametrize("name", [f"{NOTEBOOK}.ipynb.txt", f"{NOTEBOOK}.ipynb.json", f"mlp/{NOTEBOOK}.ipynb"])
def test_what_browsers_and_archives_make_of_a_name(course, take_in, name):
    """Is the notebook found under an ending that a browser gave it, or one folder further down?"""
    folder = hand_in(course, "anna", solved())
    (folder / name).parent.mkdir(exist_ok=True)
    (folder / f"{NOTEBOOK}.ipynb").rename(folder / name)
    record, notebook = take_in()
    assert record.notebooks == {NOTEBOOK: intake.GRADED}
    assert [n.text for n in record.notices] == [f"{name} was taken for {NOTEBOOK}.ipynb"]


def test_names_that_are_not_text_do_no_harm(course, take_in):
    """Are file names in another encoding told in letters that can be written, and on one line?"""
    folder = hand_in(course, "anna", solved())
    (folder / os.fsdecode(b"caf\xe9.txt")).write_text("x")
    (folder / "two\nlines").write_text("x")
    record, _ = take_in()
    " ".join(n.told for n in record.notices).encode("utf-8")
    assert len(record.notices) == 2 and "\n" not in "".join(n.told for n in record.notices)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("2026-11-23 10:00:00 UTC", True),
        ("2026-11-23 10:00:00.123456 +0900", True),
        ("yesterday, I swear", False),
        ("", False),
        ("9" * 50, False),
        ("2026-99-99 10:00:00", False),
        ("é", False),
        ("2026-11-23\n; rm -rf", False),
    ],
)
def test_a_timestamp_is_kept_only_if_it_is_one(course, take_in, text, kept):
    """Is nbgrader's timestamp handed on, and anything that it could not read as a date told?"""
    (hand_in(course, "anna", solved()) / "timestamp.txt").write_text(text)
    record, _ = take_in()
    copy = clean_copy(course) / "timestamp.txt"
    assert copy.exists() is kept
    assert ("timestamp.txt is not a date, ignored" in [n.text for n in record.notices]) is not kept


GOOD = ["anna", "Anna Müller", "学生", "o'neil", "a@uni.edu", "x" * 60, "-rf", "a;b", "$(id)", "100%"]
BAD = ["a*", "[a]", "a{b}", "..", ".hidden", "a\\b", "a\nb", "x" * 150]


def test_students_are_found_by_their_folders(course):
    """Are ordinary and unusual names accepted, those that would act as patterns refused, others ignored?"""
    for name in GOOD + [name for name in BAD if name != ".."]:
        hand_in(course, name, b"{}")
    submitted = course.root / "submitted"
    (submitted / "no-assignment").mkdir()
    (submitted / "notes.txt").write_text("x")
    (submitted / "linked").symlink_to(submitted / "anna")
    good, refused = intake.students(course, submitted)
    assert sorted(good) == sorted(GOOD)
    assert sorted(refused) == sorted(["linked", *(name for name in BAD if name != "..")])


def test_a_name_that_is_not_text_is_refused(course):
    """Is a folder whose name is no text refused, rather than breaking the gradebook?"""
    (course.root / "submitted" / os.fsdecode(b"\xff\xfe") / "mlp").mkdir(parents=True)
    good, refused = intake.students(course, course.root / "submitted")
    assert good == [] and len(refused) == 1


def test_without_submissions_there_are_no_students(course):
    """Is a course without submitted/ one without students?"""
    assert intake.students(course, course.root / "submitted") == ([], [])


def test_ten_thousand_files_are_not_all_read(course, take_in):
    """Does the record stay short where a folder holds more files than anyone hands in?"""
    folder = hand_in(course, "anna", solved())
    for i in range(1_100):
        (folder / f"z{i:04}.txt").touch()
    record, _ = take_in()
    assert record.notebooks == {NOTEBOOK: "graded"}
    assert f"more than {MAX_FILES} files; the rest is ignored" in [n.text for n in record.notices]


def test_students_whose_names_extend_each_other(course):
    """Are a student and one called like the other's record both taken in, and what is kept of each told apart?"""
    for student in ("bob", "bob.json", "bob"):
        hand_in(course, student, solved())
        record = taken(course, student)
        assert record.notebooks == {NOTEBOOK: intake.GRADED}
        keep(course, Kept(record, failed=student))
    assert [kept_of(course, student).failed for student in ("bob", "bob.json")] == ["bob", "bob.json"]


def copied(course, student="anna"):
    """The student's own files beside the clean copy."""
    return {p.name: p.read_bytes() for p in intake.own_files_of(clean_copy(course, student))}


def test_a_later_upload_wins(course, take_in):
    """Is Canvas' `name-2` taken, which is later, and the earlier ones told?"""
    hand_in(course, "anna", released())
    hand_in(course, "anna", released(), f"{NOTEBOOK}-1")
    hand_in(course, "anna", solved(), f"{NOTEBOOK}-2")
    record, notebook = take_in()
    assert sources(notebook) == sources(solved())
    assert f"{NOTEBOOK}-2.ipynb was taken for {NOTEBOOK}.ipynb: " in " ".join(n.told for n in record.notices)


def test_a_copy_that_holds_the_work_wins_over_the_untouched_release(course, take_in):
    """Is `…-Copy1` taken where the file of the right name is as it was handed out?"""
    hand_in(course, "anna", released())
    hand_in(course, "anna", solved(), f"{NOTEBOOK}-Copy1")
    record, notebook = take_in()
    assert sources(notebook) == sources(solved())
    assert f"{NOTEBOOK}.ipynb beside it is as it was handed out" in " ".join(n.told for n in record.notices)


def test_two_copies_with_work_are_not_chosen_between(course, take_in):
    """Is nothing guessed where two copies beside the untouched release hold work?"""
    hand_in(course, "anna", released())
    hand_in(course, "anna", solved(), f"{NOTEBOOK}-Copy1")
    hand_in(course, "anna", solved(), "mine")
    _, notebook = take_in()
    assert sources(notebook) == sources(released())


def test_a_broken_file_of_the_right_name_gives_way(course, take_in):
    """Is a copy that can be read taken where the file of the right name cannot?"""
    hand_in(course, "anna", b'{"cells": [')
    hand_in(course, "anna", solved(), "mine")
    record, notebook = take_in()
    assert sources(notebook) == sources(solved()) and record.notebooks == {NOTEBOOK: "graded"}


@pytest.mark.parametrize("inner", [f"{NOTEBOOK}.ipynb", f"work/{NOTEBOOK}.ipynb", "work/final version.ipynb"])
def test_a_zip_around_the_notebook(course, take_in, inner):
    """Is the notebook found in a zip, an own module in it too, and what leads out of it refused?"""
    with zipfile.ZipFile(place(course) / "homework.zip", "w") as file:
        file.writestr(inner, as_bytes(solved()))
        file.writestr("work/my_helpers.py", "ONE = 1")
        file.writestr("../../evil.ipynb", "evil")
    record, notebook = take_in()
    assert record.notebooks == {NOTEBOOK: "graded"} and sources(notebook) == sources(solved())
    said = " ".join(n.told for n in record.notices)
    assert "its path leads out" in said and copied(course) == {"my_helpers.py": b"ONE = 1"}


def test_a_zip_that_is_none(course, take_in):
    """Is a broken zip told, and the notebook beside it graded?"""
    hand_in(course, "anna", solved())
    (place(course) / "homework.zip").write_bytes(b"PK\x03\x04")
    record, _ = take_in()
    assert record.notebooks == {NOTEBOOK: "graded"}
    assert "homework.zip is no zip file" in " ".join(n.told for n in record.notices)


def test_zips_are_bounded_and_files_read_once(course, take_in, monkeypatch):
    """Are no more than three zips opened, few refusals told, and each candidate read a single time?"""
    for i in range(5):
        with zipfile.ZipFile(place(course) / f"{i}.zip", "w") as file:
            file.writestr(f"{i}.ipynb", as_bytes(released() if i else solved()))
            for j in range(30):
                file.writestr(f"../{j}", "x")
    read = []
    monkeypatch.setattr(
        finding.submission, "read", lambda path, real=finding.submission.read: read.append(path) or real(path)
    )
    record, notebook = take_in()
    assert sources(notebook) == sources(solved())
    assert sum("leads out" in notice.text for notice in record.notices) == 30
    assert {"3.zip", "4.zip"} == {n.text.split(":")[0] for n in record.notices if "zip: not a notebook" in n.text}
    assert len(read) == len(set(read)) == 3


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-8-sig"])
def test_other_encodings(course, take_in, encoding):
    """Is a notebook that an editor saved in another encoding read, and that told?"""
    text = as_bytes(solved()).decode()
    mark = {"utf-16-le": b"\xff\xfe", "utf-16-be": b"\xfe\xff"}.get(encoding, b"")
    hand_in(course, "anna", mark + text.encode(encoding))
    record, notebook = take_in()
    assert sources(notebook)[1:] == sources(solved()) and record.notebooks == {NOTEBOOK: "graded"}
    assert "UTF-16" in record.notices[0].text or "byte-order mark" in record.notices[0].text


def test_own_files_come_along(course, take_in):
    """Do a student's module and data come along, but no module that stands before one that is installed, and no page?"""
    folder = hand_in(course, "anna", solved())
    for name in ("my_helpers.py", "data.csv", "numpy.py", "json.py", "sitecustomize.py", "page.html", "selfcheck.py"):
        (folder / name).write_text(name)
    (folder / "linked.py").symlink_to(course.root / "nbgrader_config.py")
    record, _ = take_in()
    assert copied(course) == {name: name.encode() for name in ("data.csv", "my_helpers.py")}
    said = " ".join(n.told for n in record.notices)
    assert "numpy.py: not a notebook of this assignment, ignored" in said and "linked.py is a link" in said
    assert (
        "page.html: not a notebook" in said
        and "my_helpers.py: an own file, put beside the notebook" in said.replace("\\", "")
    )


def test_own_files_are_bounded(course, take_in):
    """Are no more than 8 MiB of own files taken?"""
    folder = hand_in(course, "anna", solved())
    (folder / "a.csv").write_bytes(bytes(6 * 2**20))
    (folder / "b.csv").write_bytes(bytes(6 * 2**20))
    (folder / "c.csv").write_bytes(b"c")
    record, _ = take_in()
    assert sorted(copied(course)) == ["a.csv", "c.csv"]
    assert "b.csv: left out, there are more than" in " ".join(n.told for n in record.notices)


@pytest.mark.parametrize(
    ("text", "kept"), [("a1" * 64, True), ("a1" * 64 + "\n", True), ("x", False), ("<b>" * 20, False)]
)
def test_the_secret_of_the_exchange_goes_along(course, take_in, text, kept):
    """Is the exchange's secret beside the clean copy, where it is one, and told to nobody?"""
    (hand_in(course, "anna", solved()) / "submission_secret.txt").write_text(text)
    record, _ = take_in()
    copy = clean_copy(course) / "submission_secret.txt"
    assert copy.exists() is kept and "secret" not in " ".join(n.told for n in record.notices)
