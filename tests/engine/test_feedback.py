"""A student's feedback folder: the same files by nbgrader and as a pure function, small, and nothing else in it."""

import os
import re

import nbformat
import pytest
from nbgrader.api import Gradebook
from submissions import HERE, NOTEBOOK, cell_of, make_course, solved

from autograder.configuration import load
from autograder.nbgrading.feedback import finish, marks_in
from autograder.report.feedback import student_files
from autograder.report.marks import Mark, Marks
from autograder.settings import Grading
from engine.helpers import BY_NBGRADER


def folder_of(course, student, part="feedback"):
    return course.root / part / student / course.assignment


def gradebook_of(course):
    return Gradebook(f"sqlite:///{course.root / 'gradebook.db'}")


def pure(course, student):
    """The files of a student's feedback, made from the autograded notebook and the marks."""
    notebooks = {NOTEBOOK: nbformat.read(folder_of(course, student, "autograded") / f"{NOTEBOOK}.ipynb", 4)}
    with gradebook_of(course) as gradebook:
        marks = marks_in(gradebook, course, student)
    return student_files(course, student, notebooks, marks, Grading(config=load(course)))


@pytest.mark.parametrize("student", BY_NBGRADER)
def test_nbgraders_command_makes_what_the_pure_function_makes(nbgrader_course, student):
    """Are the files of `nbgrader generate_feedback` those that a worker makes from data, byte by byte?"""
    folder = folder_of(nbgrader_course.course, student)
    by_nbgrader = {path.name: path.read_text(encoding="utf-8") for path in folder.iterdir() if path.suffix != ".txt"}
    assert by_nbgrader == pure(nbgrader_course.course, student)
    assert set(by_nbgrader) == {"index.html", "style.css", f"{NOTEBOOK}.html"}


def test_everybody_can_read_what_nbgrader_wrote(nbgrader_course):
    """Have the files that the hook writes the permissions of the others?"""
    modes = {path.stat().st_mode & 0o777 for path in folder_of(nbgrader_course.course, "right").iterdir()}
    assert modes == {0o644}


def test_what_lay_beside_the_notebook_is_not_in_the_feedback(nbgrader_course):
    """Are the course's support files left out, and is the time stamp, which the exchange needs, still there?"""
    beside = {path.name for path in folder_of(nbgrader_course.course, "loud", "autograded").iterdir()}
    assert {"selfcheck.py", "timestamp.txt"} <= beside
    names = {path.name for path in folder_of(nbgrader_course.course, "loud").iterdir()}
    assert names == {"index.html", "style.css", f"{NOTEBOOK}.html", "timestamp.txt"}


def test_marks_are_those_of_the_gradebook(nbgrader_course):
    """Do points, what waits, and the late penalty come out of the gradebook as they are?"""
    course = nbgrader_course.course
    with gradebook_of(course) as gradebook:
        late = marks_in(gradebook, course, "loud")[NOTEBOOK]
        submission = gradebook.find_submission("mlp", "loud")
        assert (late.score, late.most, late.late) == (submission.score, submission.max_score, submission.score)
        assert late.total == 0 and late.cells["softmax-tests"] == Mark(3, 3)
        assert late.cells["two-layouts"].waiting
        assert marks_in(gradebook, course, "nobody")[NOTEBOOK] == Marks()
    assert "off for handing in late" in pure(course, "loud")["index.html"]


def test_a_comment_on_any_answer_is_in_the_feedback(nbgrader_course, tmp_path):
    """Is a person's comment on a function, which is not graded itself, taken out of the gradebook into both files?"""
    course = nbgrader_course.course
    with gradebook_of(course) as gradebook:
        gradebook.find_comment("softmax", NOTEBOOK, "mlp", "wrong").manual_comment = "mind the <axis>"
        gradebook.db.commit()
        assert marks_in(gradebook, course, "wrong")[NOTEBOOK].cells["softmax"] == Mark(comment="mind the <axis>")
    made = pure(course, "wrong")
    assert all("mind the &lt;axis&gt;" in made[name] for name in ("index.html", f"{NOTEBOOK}.html"))


def test_only_copies_are_taken_away(built, tmp_path):
    """Does finishing a folder keep secret and time stamp, and take away what was copied, a page of the student's too?"""
    course = make_course(tmp_path / "course")
    autograded, folder = folder_of(course, "ada", "autograded"), folder_of(course, "ada")
    for place in (autograded, folder):
        for name in ("submission_secret.txt", "timestamp.txt", "mine.html", "index.html", "data/x.csv"):
            (place / name).parent.mkdir(parents=True, exist_ok=True)
            (place / name).write_text("<script>1</script>")
    (folder / "of_the_instructor.txt").write_text("kept")
    nbformat.write(solved(), autograded / f"{NOTEBOOK}.ipynb")
    finish(course, "ada", autograded, load(course))
    left = {str(path.relative_to(folder)) for path in folder.rglob("*")}
    assert left == {"submission_secret.txt", "timestamp.txt", "index.html", "style.css", "of_the_instructor.txt"}
    assert "<script" not in (folder / "index.html").read_text() and not os.path.exists(folder / "data")


@pytest.fixture(scope="module")
def whole():
    """The feedback of a student who solved all notebooks of the course: made without running anything."""
    notebooks = {name: solved(name) for name in HERE.notebooks()}
    marks = dict.fromkeys(notebooks, Marks())
    return student_files(HERE, "ada", notebooks, marks, Grading())


def test_the_feedback_of_all_notebooks_is_small(whole):
    """Does it take less than half a megabyte, and the style sheet, once for all, less than 10 kB?"""
    sizes = {name: len(text.encode()) for name, text in whole.items()}
    assert len(sizes) == len(HERE.notebooks()) + 2
    assert sum(sizes.values()) < 500_000 and sizes["style.css"] < 10_000


def test_the_folder_needs_no_network_and_no_script(whole):
    """Do all references of all pages lead into the folder or to a link of the text, and is there no script?"""
    for name, text in whole.items():
        if name.endswith(".html"):
            assert "<script" not in text and "http-equiv" not in text
            assert re.findall(r'<link[^>]* href="([^"]*)"', text) == ["style.css"]
            sources = re.findall(r'\ssrc="([^"]{0,30})', text)
            assert all(source.startswith("data:image/png;base64,") for source in sources)
            inside = {link.partition("#")[0] for link in re.findall(r'href="([^":]*)"', text)}
            assert inside <= {"", *whole}
    assert "url(" not in whole["style.css"] and "@import" not in whole["style.css"]


def test_what_to_read_again_is_there(whole):
    """Does each link into a notebook's page lead to a place on it?"""
    ids = {name: set(re.findall(r'\sid="([^"]*)"', text)) for name, text in whole.items()}
    links = {link for text in whole.values() for link in re.findall(r'href="([\w.]+\.html#[^"]*)"', text)}
    assert len(links) > 50
    assert [link for link in links if link.partition("#")[2] not in ids[link.partition("#")[0]]] == []


def test_a_formula_of_the_course_is_rendered(whole):
    """Is there MathML in the pages, and no TeX left of the course's own?"""
    page = whole[f"{NOTEBOOK}.html"]
    assert page.count("<math") > 50 and not re.search(r"\\(mathbf|frac|sum|hat)\b", page)


def test_the_answer_is_shown(whole):
    """Does the page hold the student's answer?"""
    source = cell_of(solved(), "softmax").source
    page = re.sub("<[^>]*>", "", whole[f"{NOTEBOOK}.html"])
    assert source.splitlines()[0] in page
