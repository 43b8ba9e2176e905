"""The command line: wrong use gives one clear line and an exit code, never a traceback."""

import json
import sqlite3

import pytest
from submissions import NOTEBOOK, REPOSITORY, hand_in, make_course, released

from autograder import cli
from autograder.errors import CourseError
from engine.helpers import command

VERBS = list(cli.VERBS)
IN_A_COURSE = [name for name, verb in cli.VERBS.items() if not verb.anywhere]


@pytest.fixture
def course(tmp_path):
    """A course folder of notebook 2 alone, without submissions."""
    return make_course(tmp_path / "course")


@pytest.fixture
def say(capsys):
    """Run the command line in this process; return (exit code, what it said on stderr, on stdout)."""

    def say(*words):
        try:
            code = cli.main([str(word) for word in words])
        except SystemExit as end:
            code = end.code
        said = capsys.readouterr()
        assert "Traceback" not in said.err + said.out
        return code, said.err, said.out

    return say


def one_line(result):
    """The one line of the grader's own that a refusal consists of."""
    code, error, _ = result
    assert code == 2 and error.count("\n") == 1 and error.startswith("autograder: "), error
    return error


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["check", "--course"], "expected one argument"),
        (["grade", "--workers", "0"], "argument --workers: 0 is not a whole number of at least 1"),
        (["grade", "--workers", "two"], "argument --workers: two is not a whole number of at least 1"),
        (["demo", "--workers", "-1"], "--workers"),
        (["audit", "--seeds", "many"], "argument --seeds"),
        (["build", "mlp", "now"], "unrecognized arguments: now"),
        (["check", "--all"], "unrecognized arguments: --all"),
        (["doctor", "mlp", "x"], "unrecognized arguments: x"),
        (["settings", "x"], "unrecognized arguments: x"),
    ],
)
def test_wrong_words_give_usage(say, words, message):
    """Do wrong words give argparse's usage, the reason, and the exit code 2?"""
    code, error, _ = say(*words)
    assert code == 2 and error.startswith(f"usage: autograder {words[0]}") and message in error


@pytest.mark.parametrize("words", [["grades"], ["--course"], ["grades", "--workers", "2"]])
def test_a_word_that_is_no_verb(say, words):
    """Is a missing verb told with all the verbs there are?"""
    code, error, out = say(*words)
    assert (
        code == 2 and out == "" and error.startswith("autograder: no verb in") and all(verb in error for verb in VERBS)
    )


@pytest.mark.parametrize(
    "words",
    [
        ["grade", "--workers", "2", "mlp", "ana"],
        ["--workers", "2", "grade", "mlp", "ana"],
        ["grade", "mlp", "--student", "ana", "--workers", "2"],
    ],
)
def test_options_stand_in_any_place(say, course, words):
    """Are options taken before and after the verb, the assignment and the names?"""
    hand_in(course, "anna", released())
    assert "no submission of ana in" in one_line(say("--course", course.root, *words))


def test_help_names_every_verb(say):
    """Does help name every verb with what it does, and each verb have a help of its own?"""
    code, _, out = say("--help")
    assert code == 0 and all(f"  {verb}" in out for verb in VERBS)
    for verb in VERBS:
        assert say(verb, "--help")[0] == 0


@pytest.mark.parametrize("verb", IN_A_COURSE)
def test_a_course_folder_that_is_not_there(say, tmp_path, verb):
    """Is a missing course folder, or a file in its place, named in one line, whatever the verb?"""
    assert "is no folder; name the course folder with --course" in one_line(say("--course", tmp_path / "no", verb))
    (tmp_path / "file").write_text("x")
    assert "is no folder" in one_line(say("--course", tmp_path / "file", verb))


@pytest.mark.parametrize("verb", ["build", "check", "audit", "demo"])
def test_an_empty_course_folder(say, tmp_path, verb):
    """Is a folder without notebooks named in one line that says what to do?"""
    words = [verb, "--folder", tmp_path / "demo"] if verb == "demo" else [verb]
    line = one_line(say("--course", tmp_path, *words))
    assert "has no source/ASSIGNMENT/*.ipynb" in line and "--course" in line


def test_no_submissions(say, course):
    """Is a class without submissions told, with the place where they are expected?"""
    line = one_line(say("--course", course.root, "grade"))
    assert "no submissions in" in line and "submitted/STUDENT/mlp/NOTEBOOK.ipynb" in line


def test_an_unknown_assignment(say):
    """Is an assignment that is none named, with those there are?"""
    assert "no assignment mpl in" in one_line(say("check", "mpl")) and "there are: mlp" in one_line(say("check", "mpl"))


def test_an_unknown_student(say, course):
    """Is a student who handed nothing in named, with those who did?"""
    hand_in(course, "anna", released())
    line = one_line(say("--course", course.root, "grade", "mlp", "ana", "--student", "zoe"))
    assert "no submission of ana, zoe in" in line and "there are: anna" in line


def test_an_unknown_notebook(say):
    """Is a notebook that is none named, with those there are?"""
    line = one_line(say("audit", "mlp", "7_transformers"))
    assert "no notebook 7_transformers; there are:" in line and NOTEBOOK in line


BROKEN = {
    "syntax": "c = get_config(\n",
    "name": "c = get_config()\nc.Limits.cell_seconds = thirty\n",
    "import": "import no_such_module\n",
    "exit": "import sys\nsys.exit('by mistake')\n",
}


@pytest.mark.parametrize("verb", ["grade", "doctor", "build"])
@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_configuration(say, course, name, verb):
    """Is a configuration that cannot be read named with the reason, in one line?"""
    (course.root / "nbgrader_config.py").write_text(BROKEN[name])
    assert "nbgrader_config.py cannot be read: " in one_line(say("--course", course.root, verb))


WRONG = {
    "c.Limits.cell_seconds = 'thirty'": "cell_seconds",
    "c.Limits.memory_mib = 0.5": "memory_mib",
    "c.Grading.isolation = 'none'": "isolation",
    "c.Grading.seed = None": "seed",
    "c.Limits.call_seconds = -1": "call_seconds",
    "c.Limits.processes = 0": "processes",
}


@pytest.mark.parametrize("setting", WRONG)
def test_a_wrong_setting(say, course, setting):
    """Is a setting of a wrong kind or size named in one line?"""
    hand_in(course, "anna", released())
    with (course.root / "nbgrader_config.py").open("a") as file:
        file.write(f"\n{setting}\n")
    assert WRONG[setting] in one_line(say("--course", course.root, "grade"))


@pytest.mark.parametrize("verb", ["build", "check"])
@pytest.mark.parametrize("content", ["{", "[]", '{"cells": 3}', '{"nbformat": 4}'])
def test_a_broken_source_notebook(say, course, verb, content):
    """Is a source that is no notebook named in one line?"""
    (course.source / f"{NOTEBOOK}.ipynb").write_text(content)
    assert f"{NOTEBOOK}.ipynb" in one_line(say("--course", course.root, verb))


def test_a_broken_file_of_hidden_tests(say, course, monkeypatch, tmp_path):
    """Is a file of hidden tests that is no Python named with the line?"""
    broken = tmp_path / "test_forward_propagation.py"
    broken.write_text("x = 1\ndef test_(:\n")
    monkeypatch.setattr("autograder.course.Course.test_file", lambda self, notebook: broken)
    line = one_line(say("--course", course.root, "check"))
    assert f"{broken} cannot be run: " in line and "line 2" in line


def test_a_release_that_is_not_built(course):
    """Is a course without release told to be built, where the release is needed?"""
    (course.release / f"{NOTEBOOK}.ipynb").unlink()
    with pytest.raises(CourseError, match="is missing; run `autograder build`"):
        course.release_notebook(NOTEBOOK)


def test_faults_are_counted_and_told_by_the_exit_code(say, course):
    """Does `check` print one line a fault, their number, and end with 1?"""
    path = course.source / f"{NOTEBOOK}.ipynb"
    tree = json.loads(path.read_text())
    tree["cells"][1]["metadata"]["nbgrader"]["schema_version"] = 2
    path.write_text(json.dumps(tree))
    code, _, out = say("--course", course.root, "check")
    assert code == 1 and out.splitlines()[-1] == "1 faults" and len(out.splitlines()) == 2


@pytest.mark.parametrize("what", ["another course", "a file"])
def test_the_demo_takes_no_folder_of_yours(say, tmp_path, what):
    """Does the demo refuse a folder that holds something else, or is a file, and leave it as it is?"""
    place = tmp_path / "mine"
    if what == "a file":
        place.write_text("mine")
    else:
        place.mkdir()
        sqlite3.connect(place / "gradebook.db").close()
    before = place.read_text() if place.is_file() else sorted(p.name for p in place.iterdir())
    line = one_line(say("demo", "--folder", place))
    assert "no demo course; name another folder with --folder" in line
    assert before == (place.read_text() if place.is_file() else sorted(p.name for p in place.iterdir()))


def test_settings_stand_in_the_configuration(say):
    """Does `settings` print lines that can be pasted, and does the configuration show every one of them with its default?"""
    code, _, out = say("settings")
    compile(out, "settings", "exec")
    assert code == 0 and "c.Limits.cell_seconds = 30  # seconds for one cell" in out
    shown = [line[2:] for line in (REPOSITORY / "nbgrader_config.py").read_text().splitlines() if line[:4] == "# c."]
    assert shown == out.splitlines()


def test_the_module_is_the_command(tmp_path):
    """Does `python -m autograder` say the same from any folder, with its exit code?"""
    done = command(tmp_path, "grade", cwd=tmp_path)
    assert done.returncode == 2 and "Traceback" not in done.stderr
    assert done.stderr.startswith("autograder: ") and done.stdout == ""
