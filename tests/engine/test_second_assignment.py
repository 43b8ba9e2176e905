"""An assignment of another subject, alone in a course folder and beside `mlp` in one: nothing of one gets into the other."""

import csv

import pytest
from nbgrader.api import Gradebook
from submissions import hand_in, light, make_course, released, solved

from autograder.course import Course, assignments
from engine.helpers import Nbgrader, probed_as, scores
from engine.second import SECOND, hand_in_class, make_second, run

pytestmark = pytest.mark.slow
FULL = {"variance": 2, "quantile": 2, "standardize": 2, "standard-error": 2, "bootstrap": 2, "interval": 2}
LOST = {"anna": (), "ben": ("variance", "interval"), "cem": tuple(FULL)}  # by the mistakes of samples.py
CUT_OFF = b'{"cells": [{"cell_type": "code", "sou'


@pytest.fixture(scope="session")
def alone(tmp_path_factory):
    """The second course, built by the command in its own folder: (Course, what the commands printed)."""
    course = make_second(tmp_path_factory.mktemp("alone") / "course")
    return course, [run(course, "build"), run(course, "check")]


def contents(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.fixture(scope="session")
def built_release(alone):
    """The release as the command built it."""
    return contents(alone[0].release)


@pytest.fixture(scope="session")
def by_nbgrader(alone, built_release):
    """The same course with its sample class, graded by nbgrader's own commands: an Nbgrader."""
    tool = Nbgrader(hand_in_class(alone[0]))
    assert (alone[0].release / "1_describe.ipynb").is_file()  # and no gradebook yet, as in a fresh clone
    for verb in ("generate_assignment", "autograde", "generate_feedback"):
        tool.run(verb, "stats")
    return tool


@pytest.fixture(scope="session")
def both(tmp_path_factory, by_nbgrader):
    """One course folder with both assignments, graded one after the other: (the mlp Course, the stats Course)."""
    mlp = make_course(tmp_path_factory.mktemp("both") / "course")
    stats = make_second(mlp.root)
    probed_as(by_nbgrader.course, mlp)
    run(stats, "build", "stats")
    hand_in_class(stats)
    hand_in(mlp, "anna", light(solved(), ("softmax",)))
    hand_in(mlp, "ben", CUT_OFF)
    hand_in(mlp, "dora", light(released(), ("softmax",)))
    run(mlp, "grade", "mlp", "--workers", "2")
    run(stats, "grade", "--workers", "2", "stats")
    run(mlp, "grade", "mlp", "anna")  # once more: what is known of ben must be what came of his mlp
    return mlp, stats


def expected(student):
    return {f"{task}-tests": 0.0 if task in LOST[student] else points for task, points in FULL.items()}


def automatic(course):
    """{student: {grade_id: points}} of the test cells."""
    return {
        student: {name: points for name, points in graded.items() if name.endswith("-tests")}
        for student, graded in scores(course).items()
    }


def test_the_second_course_is_built_and_checked(alone):
    """Is it built by the conventions alone, and has it no fault?"""
    course, (built, checked) = alone
    names = {path.name for path in course.release.iterdir()}
    assert names == {"1_describe.ipynb", "2_sample.ipynb", "heights.csv"}
    assert {path.name for path in course.solutions.glob("*.py")} == {"describe.py", "sample.py"}
    assert "built" in built and checked == "no faults: stats can be released\n"


def test_the_second_course_is_audited(alone):
    """Is every wrong answer caught, every right one accepted, every mutant killed?"""
    said = run(alone[0], "audit", "--seeds", "10")
    assert said.endswith("no failures\n") and "| **12 of 12** | **7 of 7** | **31 of 31** |" in said


def test_content_holds_no_package(alone):
    """Are tests and answers of both courses found by path, without being packages?"""
    assert not [*SECOND.rglob("__init__.py"), *alone[0].root.rglob("__init__.py")]


def test_nbgraders_commands_grade_it(by_nbgrader):
    """Does nbgrader alone give the points that the mistakes cost, and no task its neighbour's?"""
    assert automatic(by_nbgrader.course) == {student: expected(student) for student in LOST}


def test_a_release_that_is_there_is_registered(by_nbgrader, built_release):
    """Does `nbgrader generate_assignment` register an assignment whose release was built, and leave that as it was?"""
    assert "Skipping" not in by_nbgrader.printed["generate_assignment"]
    assert contents(by_nbgrader.course.release) == built_release
    with Gradebook(f"sqlite:///{by_nbgrader.course.root / 'gradebook.db'}") as gradebook:
        assert gradebook.find_assignment("stats").max_score == 13


def test_nbgraders_feedback_says_why(by_nbgrader):
    """Do nbgrader's page and ours name the behaviour that failed and the mistake?"""
    folder = by_nbgrader.course.root / "feedback" / "ben" / "stats"
    assert "Is the variance right for numbers whose mean is not 0?" in (folder / "1_describe.html").read_text()
    page = (folder / "index.html").read_text()
    assert "your sum is divided by n; wanted is n - 1" in page and "1.1 The variance" in page


def test_grade_gives_the_same_points_beside_another_assignment(both):
    """Has the class the same points by `grade`, with the other assignment in the same gradebook?"""
    assert automatic(both[1]) == {student: expected(student) for student in LOST}


def test_one_gradebook_holds_both(both):
    """Are both assignments in the gradebook, each with its own notebooks and students?"""
    mlp, stats = both
    assert assignments(mlp.root) == ["mlp", "stats"]
    assert set(scores(mlp)) == {"anna", "ben", "dora"} and set(scores(stats)) == {"anna", "ben", "cem"}
    assert scores(mlp)["anna"]["softmax-tests"] == 3 and not any(scores(mlp)["ben"].values())
    with Gradebook(f"sqlite:///{mlp.root / 'gradebook.db'}") as gradebook:
        found = {a.name: {n.name for n in a.notebooks} for a in gradebook.assignments}
    assert found == {course.assignment: set(course.notebooks()) for course in both}


def pages(course: Course):
    """Every page made of one assignment, as text: the report, and each student's feedback."""
    paths = [course.root / "report" / f"{course.assignment}.html"]
    paths += sorted((course.root / "feedback").glob(f"*/{course.assignment}/*.html"))
    assert len(paths) > 3
    return {path: path.read_text() for path in paths}


def test_pages_hold_nothing_of_the_other_assignment(both):
    """Does no page of one assignment name the other, its tasks, or what was said of it?"""
    words = {
        "mlp": ("to stats", "heights", "1_describe", "1 describe", "bootstrap_means"),
        "stats": ("softmax", "2_forward", "complete JSON"),
    }
    for course in both:
        for path, text in pages(course).items():
            assert not [word for word in words[course.assignment] if word in text], path


def test_each_report_has_its_own_class(both):
    """Does each report list its own students, mistakes and notices, also after the other assignment was graded?"""
    mlp, stats = (next(iter(pages(course).values())) for course in both)
    assert "dora" in mlp and "cem" not in mlp and "no complete JSON file" in mlp
    assert "your sum is divided by n" in stats
    cem, dora = (stats[stats.index(f'data-v="{name}"') :].partition("</tr>")[0] for name in ("cem", "dora"))
    assert "handed in nothing" in dora and "handed in nothing" not in cem  # the gradebook knows her by now


def test_written_answers_wait_in_their_own_assignment(both):
    """Does the answer in words reach the autograded notebook of its own assignment, and wait for a grade?"""
    with Gradebook(f"sqlite:///{both[1].root / 'gradebook.db'}") as gradebook:
        assert gradebook.find_submission("stats", "anna").needs_manual_grade
    for course in both[1:]:
        text = (course.root / "autograded" / "anna" / "stats" / "1_describe.ipynb").read_text()
        assert "The answer of anna to stats." in text


def test_export_lists_both(both):
    """Does `nbgrader export` write every student's points in both?"""
    Nbgrader(both[0]).run("export")
    with (both[0].root / "grades.csv").open() as file:
        rows = {(row["assignment"], row["student_id"]): float(row["score"]) for row in csv.DictReader(file)}
    assert rows["stats", "anna"] == 12 and rows["stats", "ben"] == 8 and rows["mlp", "anna"] == 3
