"""`autograder new`: an assignment that builds, checks and grades as it comes, and that overwrites nothing."""

import re

import pytest
from submissions import REPOSITORY, make_course

from autograder import cli
from autograder.course import Course
from autograder.grading.hidden_tests import collected
from engine.helpers import scores
from engine.second import run

MADE = {
    "nbgrader_config.py",
    "source/trees/1_first.ipynb",
    "autograder/trees/test_first.py",
    "autograder/trees/misconceptions/first.py",
    "autograder/trees/accepted/first.py",
    "autograder/trees/samples.py",
}


def guide():
    """The commands of docs/authoring.md that make a course, and those that add an assignment: lists of words."""
    text = (REPOSITORY / "docs" / "authoring.md").read_text(encoding="utf-8")
    blocks = re.findall(r"```console\n(.*?)```", text.partition("## A new assignment, a second course")[2], re.S)
    return [[line.removeprefix("autograder ").split() for line in block.splitlines()] for block in blocks]


@pytest.fixture(scope="session")
def made(tmp_path_factory):
    """A course made in an empty folder, built, checked, audited and tried: (Course, {verb: what it printed})."""
    course = Course(tmp_path_factory.mktemp("new").resolve(), "trees")
    said = {}
    for verb, *words in guide()[0]:
        said[verb] = run(course, verb, *words)
        said.setdefault("files", {str(path.relative_to(course.root)) for path in files(course.root)})
    return course, said


@pytest.fixture
def say(capsys, tmp_path, monkeypatch):
    """Run the command line in this process, in an empty folder; return (exit code, what it said)."""
    monkeypatch.chdir(tmp_path)

    def say(*words):
        try:
            code = cli.main([str(word) for word in words])
        except SystemExit as end:
            code = end.code
        said = capsys.readouterr()
        return code, said.err + said.out

    return say


def files(folder):
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.slow
def test_a_new_course_is_complete(made):
    """Does an empty folder become a course with one notebook, its tests, answers, samples and configuration?"""
    _, said = made
    assert said["files"] == MADE
    assert all(f"{name}\n" in said["new"] for name in MADE)


@pytest.mark.slow
def test_a_new_course_has_no_fault(made):
    """Is it built and found without fault, and does the audit find no failure?"""
    _, said = made
    assert said["check"] == "no faults: trees can be released\n"
    assert said["audit"].endswith("no failures\n") and "| **3 of 3** | **3 of 3** | **3 of 3** |" in said["audit"]


@pytest.mark.slow
def test_a_new_course_grades(made):
    """Do its sample students have the points that they should, and is there a report?"""
    course, _ = made
    demo = Course(course.root / "build" / "demo", "trees")
    points = {student: graded["spread-tests"] for student, graded in scores(demo).items()}
    assert points == {"right": 2, "wrong": 0, "blank": 0}
    page = (demo.root / "feedback" / "wrong" / "trees" / "index.html").read_text()
    assert "your answer is the largest number alone; wanted is its distance to the smallest" in page
    assert "Report on trees" in (demo.root / "report" / "trees.html").read_text()


@pytest.mark.slow
def test_a_second_assignment_beside_it(made):
    """Does `new` add an assignment to the course, from any folder in it, that is built and checked beside the first?"""
    course, _ = made
    other = Course(course.root, "forests")
    before = {path: text for path, text in files(course.root).items() if "build" not in path.parts}
    inside = Course(course.source, "forests")  # the commands run there
    said = [run(inside, *words) for words in guide()[1]]
    assert before.items() <= files(course.root).items()
    assert said[-1] == "no faults: forests can be released\n"
    assert run(course, "check", "trees").endswith("trees can be released\n")
    tests = [collected(place.test_file("1_first")) for place in (course, other)]
    assert [test.path for test in tests] == [course.test_file("1_first"), other.test_file("1_first")]


def test_the_next_steps_are_told(say):
    """Are the verbs to run next named, with the assignment, each of them a verb that there is?"""
    code, said = say("new", "trees")
    assert code == 0
    verbs = re.findall(r"autograder (\w+) trees", said)
    assert set(verbs) == {"build", "check", "audit", "demo", "grade"} <= set(cli.VERBS)


def test_each_course_has_a_seed_of_its_own(say, tmp_path):
    """Do two new courses differ in the seed of their hidden tests?"""
    seeds = set()
    for name in ("one", "two"):
        assert say("new", "trees", "--course", tmp_path / name)[0] == 0
        seeds.add(
            re.search(r"^c\.Grading\.seed = (\d+)", (tmp_path / name / "nbgrader_config.py").read_text(), re.M)[1]
        )
    assert len(seeds) == 2


@pytest.mark.parametrize("there", ["source", "autograder", "release", "solutions"])
def test_nothing_is_overwritten(say, tmp_path, there):
    """Is an assignment of which any part is there refused in one line, and nothing written?"""
    (tmp_path / there / "trees").mkdir(parents=True)
    (tmp_path / there / "trees" / "mine.txt").write_text("mine")
    before = files(tmp_path)
    code, said = say("new", "trees")
    assert (
        code == 2 and said.count("\n") == 1 and f"{there}/trees in {tmp_path}" in said and "nothing was written" in said
    )
    assert files(tmp_path) == before


def test_twice_is_refused(say, tmp_path):
    """Is the same name refused the second time, with all files as they were?"""
    say("new", "trees")
    before = files(tmp_path)
    assert say("new", "trees")[0] == 2
    assert files(tmp_path) == before


@pytest.mark.parametrize(
    "name", ["", ".", "..", "../up", "a/b", "a b", "1st", "ä", "a+b", "_x", "a.b", "notebooks", "x" * 51, "a\n"]
)
def test_a_name_that_cannot_be(say, tmp_path, name):
    """Is a name that nbgrader or a folder cannot have refused, and nothing written?"""
    code, said = say("new", name)
    assert code == 2 and "cannot be the name of an assignment" in said
    assert not list(tmp_path.iterdir())


def test_a_name_is_needed(say):
    """Is the missing name told?"""
    code, said = say("new")
    assert code == 2 and "the following arguments are required: assignment" in said


def test_a_configuration_that_is_there_is_kept(say, tmp_path):
    """Does an nbgrader course keep its configuration, and is the line that it lacks told?"""
    (tmp_path / "nbgrader_config.py").write_text("c = get_config()\n")
    code, said = say("new", "trees")
    assert code == 0 and "c = configure(get_config(), __file__)" in said
    assert (tmp_path / "nbgrader_config.py").read_text() == "c = get_config()\n"


def test_a_new_assignment_in_this_course(say, tmp_path):
    """Is one added to a copy of this repository's course, without a word on its configuration?"""
    course = make_course(tmp_path / "course")
    code, said = say("new", "trees", "--course", course.root)
    assert code == 0 and "does not load the grader" not in said and "nbgrader_config.py" not in said
