"""The roster: read as it comes from any system, written into the gradebook, and asked for one student."""

import pytest
from nbgrader.api import Gradebook

from autograder.errors import CourseError
from autograder.term.enrolment import enrol
from autograder.term.roster_file import read_roster, roster_of
from engine.terms import ROSTER, term_course

CANVAS = (
    "Student,ID,SIS User ID,SIS Login ID,Section,Homework 1 (4711)\n"
    "    Points Possible,,,,,10.00\n"
    '"Öztürk, Anna",11,S-1,anna01,A and B,9\n'
    '"Student, Test",99,,abcdef,A,\n'
    '"de Vries, Ben",12,S-2,ben_02,A,8\n'
)
MOODLE = (
    "First name,Surname,ID number,Email address\nAnna,Öztürk,S-1,anna@example.org\nBen,de Vries,S-2,ben@example.org\n"
)
WORKSHEET = (
    "Identifier,Full name,Email address,Status,Grade\n"
    "Participant 4711,Anna Öztürk,anna@example.org,Submitted,\n"
    "Participant 4712,Ben de Vries,ben@example.org,,\n"
)
BLACKBOARD = '"Last Name"\t"First Name"\t"Username"\t"Student ID"\n"Öztürk"\t"Anna"\t"anna01"\t"S-1"\n'
GRADESCOPE = "First Name,Last Name,SID,Email,Role\nAnna,Öztürk,S-1,anna@example.org,Student\n"
GERMAN = "Vorname;Nachname;Matrikelnummer;E-Mail\nAnna;Öztürk;0471;anna@example.org\n"


def read(tmp_path, text, encoding="utf-8", **columns):
    path = tmp_path / "roster.csv"
    path.write_bytes(text.encode(encoding))
    return read_roster(path, columns)


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        (ROSTER, ["anna", "ben", "cem", "dora"]),
        (CANVAS, ["anna01", "ben_02"]),
        (MOODLE, ["S-1", "S-2"]),
        (WORKSHEET, ["anna@example.org", "ben@example.org"]),
        (BLACKBOARD, ["anna01"]),
        (GRADESCOPE, ["S-1"]),
    ],
)
def test_exports_are_read_as_they_are(tmp_path, text, ids):
    """Does each system's table give its students, under the id that it has for them, and no row that is none?"""
    roster = read(tmp_path, text)
    assert [student.id for student in roster.students] == ids
    assert roster.students[0].name == "Anna Öztürk" and roster.students[0].sortable == "Öztürk, Anna"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "latin-1"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_encodings_and_delimiters(tmp_path, encoding, delimiter):
    """Is a table read whatever program saved it?"""
    roster = read(tmp_path, "sep=,\n".replace(",", delimiter) + ROSTER.replace(",", delimiter), encoding)
    assert roster.by_id("cem").last == "Straße" and len(roster.students) == 4


def test_a_column_of_another_name(tmp_path):
    """Can a setting say which column is the id, leading zeros kept?"""
    roster = read(tmp_path, GERMAN, Matrikelnummer="id")
    assert roster.students[0].id == "0471"
    with pytest.raises(CourseError, match="'Matrikel', which .* does not have"):
        read(tmp_path, GERMAN, Matrikel="id")


def test_a_student_is_found_by_whatever_is_known(tmp_path):
    """Is a student found by id, e-mail address, ids of systems and full name, in any spelling of it?"""
    roster = read(tmp_path, ROSTER)
    for words in (
        "anna",
        "ANNA@example.org",
        "11",
        "anna01",
        "Anna Öztürk",
        "ozturk, anna",
        "OeztuerkAnna".replace("e", ""),
    ):
        found = roster.find(words)
        assert found is not None and found.id == "anna", words
    assert roster.by_name("strasse cem").id == "cem"
    assert roster.by_lms("11", "canvas").id == "anna" and roster.by_lms("11", "login") is None
    assert roster.find("nobody") is None and roster.find("") is None


def test_doubles_are_told_and_find_nobody(tmp_path):
    """Is one name of two students told, with the lines, and nobody found by it?"""
    roster = read(tmp_path, ROSTER + "anna2,Anna,Öztürk,anna2@example.org,15,anna05,2\n")
    assert roster.by_name("Anna Öztürk") is None and len(roster.named("Anna Öztürk")) == 2
    assert roster.doubles() == ["anna (line 2), anna2 (line 6) have the same name; it cannot tell them apart"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "is empty"),
        ("colour,size\nred,3\n", "line 1: no column tells the students apart"),
        (ROSTER + "anna,Again,,,,,\n", "line 6: anna is on line 2, too"),
        (ROSTER + ",Without,Id,,,,\n../x,Evil,,,,,\n", "line 6: no id; line 7: '../x' cannot be an id"),
        (ROSTER + "eve,E,F,e@x,16,eve,1,too,many\n", "line 6: it has 9 columns, the header 7"),
        ("id,first,first\na,b,c\n", "line 1: the column first is there more than once"),
    ],
)
def test_faults_are_named_with_their_lines(tmp_path, text, message):
    """Does each fault name its line, and what to do?"""
    with pytest.raises(CourseError) as error:
        read(tmp_path, text)
    assert message in str(error.value)


def test_the_gradebook_gets_the_roster_and_keeps_what_it_has(tmp_path):
    """Are new students written, changed names told, strangers kept, and does a second time change nothing?"""
    course = term_course(tmp_path / "course")
    url = f"sqlite:///{course.root / 'gradebook.db'}"
    with Gradebook(url) as gradebook:
        gradebook.add_student("anna", first_name="Ana", email="anna@example.org")
        gradebook.add_student("guest", first_name="G")
    done = enrol(course, roster_of(course))
    assert done.new == ["ben", "cem", "dora"] and done.strangers == ["guest"]
    assert done.changed == {"anna": "first_name Ana is now Anna"}
    with Gradebook(url) as gradebook:
        assert {s.id for s in gradebook.students} == {"anna", "ben", "cem", "dora", "guest"}
        ben = gradebook.find_student("ben")
        assert (ben.last_name, ben.email, ben.lms_user_id) == ("de Vries", "ben@example.org", "12")
    again = enrol(course, roster_of(course))
    assert (again.new, again.changed) == ([], {})
