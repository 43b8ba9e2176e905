"""Parts of an assignment: made by build, graded each by itself with its own due date, never beside the whole in one gradebook."""

import shutil
import warnings
from datetime import datetime

import nbformat
import pytest
from nbgrader.api import Gradebook
from sqlalchemy.exc import SAWarning
from submissions import cell_of, hand_in, lean, make_course, solved

from autograder.authoring import parts
from autograder.authoring.build import build
from autograder.authoring.check import check
from autograder.configuration import FILE, load
from autograder.course import Course, find, wholes
from autograder.errors import CourseError
from autograder.grading.kept import kept_of
from autograder.grading.outcome import graded_of
from autograder.intake.folder import GRADED
from autograder.nbgrading.classroom import grade_class
from autograder.nbgrading.commands import run_nbgrader
from autograder.nbgrading.parts import parts_of, prepare
from autograder.notebooks import meta
from autograder.report.class_data import gather
from autograder.report.class_page import write_report
from engine.helpers import IN_TIME, LATE

ONE, TWO = "2_forward_propagation", "3_backprop_quiz"
SETTINGS = f"""c.LateSubmissionPlugin.penalty_method = 'zero'
c.Grading.parts = {{"mlp": {{
    "mlp-1": ["{ONE}"],
    "mlp-2": {{"notebooks": ["{TWO}"], "due": "2026-11-24 12:00 Europe/Berlin"}},
}}}}"""


@pytest.fixture(scope="session")
def built_parts(tmp_path_factory):
    """A course of two notebooks given in two parts, built: (Course of the whole, what build said). Not to be changed."""
    course = make_course(tmp_path_factory.mktemp("parts") / "course", SETTINGS, (ONE, TWO))
    return course, build(course)


@pytest.fixture(scope="session")
def graded_parts(built_parts, tmp_path_factory):
    """The same with one student: both parts handed in at one time, after the second one's due date. Not to be changed."""
    course = copy_of(built_parts[0], tmp_path_factory.mktemp("graded-parts") / "course")
    second = lean(solved(TWO))
    brought = cell_of(second, "bring-along")
    brought.source += "\n\n\ndef softmax(o):\n    return np.exp(o)\n"
    for name, notebook, made in (("mlp-1", ONE, lean(solved(ONE))), ("mlp-2", TWO, second)):
        part = Course(course.root, name)
        (hand_in(part, "ann", made, notebook) / "timestamp.txt").write_text(LATE)
        with nbgraders_warnings():
            run = grade_class(part, workers=1)
        assert not run.failed
        write_report(gather(part, run))
    return course


@pytest.fixture
def copy(built_parts, tmp_path):
    """A copy of the built course, to change."""
    return copy_of(built_parts[0], tmp_path / "course")


def copy_of(course, folder):
    return Course(shutil.copytree(course.root, folder), course.assignment)


def set_parts(course, value):
    """Add a line to the configuration that sets the parts of `mlp`; return the configuration."""
    with (course.root / FILE).open("a") as file:
        file.write(f"c.Grading.parts = {value!r}\n")
    return load(course)


def nbgraders_warnings():
    """Let nbgrader add a submission to the gradebook: SQLAlchemy warns of how it does."""
    return warnings.catch_warnings(action="ignore", category=SAWarning)


def gradebook_of(course):
    return Gradebook(f"sqlite:///{course.root / 'gradebook.db'}")


def submit(course, name):
    """Put a student's submission of an assignment into the gradebook."""
    with nbgraders_warnings(), gradebook_of(course) as gradebook:
        gradebook.update_or_create_assignment(name)
        gradebook.update_or_create_student("ann")
        gradebook.update_or_create_submission(name, "ann")


def test_build_makes_an_assignment_of_each_part(built_parts):
    """Has each part its notebook and the support files, and is the whole still the only assignment that counts?"""
    course, said = built_parts
    assert said == [f"part mlp-1: {ONE}", f"part mlp-2: {TWO}"]
    assert wholes(course.root) == ["mlp"] and find(course.root) == course
    for name, notebook in (("mlp-1", ONE), ("mlp-2", TWO)):
        part = find(course.root, name)
        assert part.notebooks() == [notebook]
        assert {p.name for p in part.support_files()} == {p.name for p in course.support_files()}
        assert {p.name for p in part.release.iterdir()} == {p.name for p in part.source.glob("[!.]*")}
        assert part.test_file(notebook) == course.test_file(notebook)
        assert part.solution_file(notebook) == course.solution_file(notebook)


def test_check_finds_what_is_not_the_wholes(copy):
    """Does check name each file of a part that was edited, added or lost, and a part that is not built?"""
    assert check(Course(copy.root, "mlp-1")) == []
    edited = copy.root / "source" / "mlp-1" / f"{ONE}.ipynb"
    edited.chmod(0o644)
    edited.write_text(edited.read_text().replace("softmax", "softmin"))
    (copy.root / "source" / "mlp-2" / "more.py").write_text("x = 1\n")
    (copy.root / "release" / "mlp-2" / "selfcheck.py").unlink()
    given = {"mlp": {"mlp-1": [ONE], "mlp-2": [TWO], "mlp-3": [TWO]}}
    with pytest.raises(CourseError, match=f"gives {TWO} more than once"):
        parts_of(copy, set_parts(copy, given))
    set_parts(copy, {"mlp": {"mlp-1": [ONE], "mlp-2": [TWO]}})
    assert check(copy) == [
        f"source/mlp-1/{ONE}.ipynb is not what source/mlp has; edit source/mlp, then run `autograder build`",
        "source/mlp-2/more.py is not what source/mlp has; edit source/mlp, then run `autograder build`",
        "release/mlp-2/selfcheck.py is not what release/mlp has; edit source/mlp, then run `autograder build`",
    ]
    config = set_parts(copy, {"mlp": {"mlp-3": [TWO]}})
    assert [line.split(" ")[:2] for line in parts.drift(copy, config)] == [
        ["source/mlp-1", "is"],
        ["source/mlp-2", "is"],
        ["source/mlp-3", "is"],
    ]


def test_points_are_the_parts_own_and_sum_to_the_wholes(graded_parts):
    """Has each part in the gradebook the points of its notebook, and is there no other assignment?"""
    cells = {n: graded_parts.source_notebook(n).cells for n in (ONE, TWO)}
    points = {n: sum(meta(cell, "points") for cell in cells[n] if meta(cell, "grade")) for n in cells}
    with gradebook_of(graded_parts) as gradebook:
        assert {a.name: a.max_score for a in gradebook.assignments} == {"mlp-1": points[ONE], "mlp-2": points[TWO]}


def test_each_part_has_its_own_report_and_feedback(graded_parts):
    """Are there a page and a report of each part, each about its own notebook alone?"""
    for name, ours, other in (("mlp-1", ONE, TWO), ("mlp-2", TWO, ONE)):
        page = (graded_parts.root / "feedback" / "ann" / name / "index.html").read_text()
        assert f"{ours}.html" in page and other not in page
        report = (graded_parts.root / "report" / f"{name}.html").read_text()
        assert f"feedback/ann/{name}/index.html" in report and other not in report
        assert kept_of(Course(graded_parts.root, name), "ann").record.notebooks == {ours: GRADED}


def test_a_late_part_is_penalised_alone(graded_parts):
    """Does what was handed in after the due date of one part, in local time, cost points there and nowhere else?"""
    with gradebook_of(graded_parts) as gradebook:
        assert gradebook.find_assignment("mlp-2").duedate == datetime(2026, 11, 24, 11)
        late, in_time = (gradebook.find_submission(name, "ann") for name in ("mlp-2", "mlp-1"))
        assert late.total_seconds_late == 3600 and late.late_submission_penalty == late.score > 0
        assert in_time.late_submission_penalty in (0, None) and in_time.score > 0


def test_functions_brought_along_keep_working(graded_parts):
    """Does a wrong function of the first part, brought along into the second, cost nothing there?"""
    with gradebook_of(graded_parts) as gradebook:
        grade = gradebook.find_grade("backward-tests", TWO, "mlp-2", "ann")
        assert grade.auto_score == grade.max_score > 0
    graded = nbformat.read(graded_parts.root / "autograded" / "ann" / "mlp-2" / f"{TWO}.ipynb", 4)
    assert any("softmax" in outcome.lent for outcome in graded_of(graded).of("backward"))


def test_grading_leaves_the_parts_as_built(graded_parts):
    """Is nbgrader's own release of a part the one that build makes, and is the mark of a part nowhere else?"""
    assert [*parts.drift(graded_parts, load(graded_parts))] == []
    marks = {p.relative_to(graded_parts.root).as_posix() for p in graded_parts.root.rglob(".part-of")}
    assert marks == {"source/mlp-1/.part-of", "source/mlp-2/.part-of"}


def test_the_whole_is_not_graded_beside_its_parts(copy):
    """Is the whole refused, by our command and by nbgrader's, with nothing written into the gradebook?"""
    (hand_in(copy, "ann", lean(solved(ONE)), ONE) / "timestamp.txt").write_text(IN_TIME)
    with pytest.raises(
        CourseError, match="mlp is given in parts: grade mlp-1, mlp-2. To grade it whole, take it out of"
    ):
        grade_class(copy)
    run_nbgrader(load(copy), "generate_assignment", "mlp", force=True)
    with pytest.raises(CourseError, match="mlp is given in parts: grade mlp-1, mlp-2"):
        run_nbgrader(load(copy), "autograde", "mlp", "ann")
    with gradebook_of(copy) as gradebook:
        assert gradebook.find_assignment("mlp").submissions == []


def test_parts_are_not_graded_beside_the_whole(copy):
    """Is a part refused where the gradebook has submissions of the whole, and is it not built?"""
    submit(copy, "mlp")
    with pytest.raises(CourseError, match="1 submissions of mlp.*nbgrader db assignment remove mlp --force"):
        prepare(Course(copy.root, "mlp-1"), load(copy))
    with pytest.raises(CourseError, match="the gradebook has 1 submissions of mlp"):
        build(copy)


def test_parts_go_with_the_setting(copy):
    """Are parts removed that the setting no longer has, the others kept, but none that the gradebook has submissions of?"""
    config = set_parts(copy, {"mlp": {"mlp-2": [TWO]}})
    said = parts.write(copy, parts.plan(copy, config), config)
    assert said[1:] == [
        "part mlp-1 is removed: c.Grading.parts no longer has it",
        f"{ONE} is in no part of mlp",
    ]
    assert copy.built_parts() == ["mlp-2"] and not (copy.root / "release" / "mlp-1").exists()
    submit(copy, "mlp-2")
    config = set_parts(copy, {})
    with pytest.raises(CourseError, match="no longer has mlp-2, and the gradebook has 1 submissions of it"):
        parts.plan(copy, config)
    assert (copy.root / "source" / "mlp-2").is_dir()
    with nbgraders_warnings(), gradebook_of(copy) as gradebook:
        gradebook.remove_submission("mlp-2", "ann")
    parts.write(copy, parts.plan(copy, config), config)
    prepare(copy, config)  # the whole can be graded again
    assert copy.built_parts() == [] and not (copy.root / "source" / "mlp-2").exists()


WRONG = {
    "there are the assignments: mlp": {"mlp-1": [ONE]},
    r"are \['2_forward'\]; a list of some of these is needed": {"mlp": {"mlp-1": ["2_forward"]}},
    "are '2_forward_propagation'; a list of": {"mlp": {"mlp-1": ONE}},
    "only 'notebooks' and 'due' can be set": {"mlp": {"mlp-1": {"notebooks": [ONE], "date": ""}}},
    "is made of letters": {"mlp": {"../mlp-1": [ONE]}},
    "that `build` did not make": {"mlp": {"mlp": [ONE]}},
    "a time zone are needed": {"mlp": {"mlp-1": {"notebooks": [ONE], "due": "2026-12-01 23:59"}}},
    "No time zone found with key CEST": {"mlp": {"mlp-1": {"notebooks": [ONE], "due": "2026-12-01 23:59 CEST"}}},
}


def test_a_wrong_setting_is_told(tmp_path):
    """Does the error say what is wrong with the setting, and what there is?"""
    course = make_course(tmp_path / "course")
    for words, value in WRONG.items():
        with pytest.raises(CourseError, match=words):
            parts_of(course, set_parts(course, value))
    value = {"mlp": {"mlp-1": {"notebooks": [ONE], "due": "2026-07-01T23:59+02:00"}}}
    assert parts_of(course, set_parts(course, value))[0].due == datetime(2026, 7, 1, 21, 59)
