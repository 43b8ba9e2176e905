"""Nothing that is secret stands in what comes back to a student, or in what a person opens about one."""

import html
import re

import pytest
from submissions import HERE, NOTEBOOK, released, rewritten, solved

from autograder.nbgrading.inert import highlight_code

from . import running

pytestmark = pytest.mark.hostile
TELLING = 30  # characters of a line that nobody writes by chance


def lines(text):
    """The telling lines of a text, without white space."""
    squeezed = {re.sub(r"\s+", "", line) for line in text.splitlines()}
    return {line for line in squeezed if len(line) >= TELLING and re.search(r"\w", line)}


def pages(run, student):
    """All that was made of one submission, as text without white space."""
    made = [run.course.root / part / student for part in ("autograded", "feedback")]
    texts = [
        path.read_text(encoding="utf-8", errors="replace") for top in made for path in top.rglob("*") if path.is_file()
    ]
    assert len(texts) >= 2
    return as_read("\n".join(texts))


def as_read(text):
    """A file's text, and what a person reads of it: without JSON's and HTML's marks, and without white space."""
    plain = text.replace("\\n", "").replace('\\"', '"')
    return re.sub(r"\s+", "", plain + "\n" + html.unescape(re.sub(r"<[^<>]*>", "", plain)))


@pytest.fixture(scope="module")
def secret_lines():
    """Lines of the hidden tests and of the solutions; not those that students are shown or write themselves."""
    known = "".join(cell.source + "\n" for made in (rewritten(), released()) for cell in made.cells)
    questions = re.findall(r'^    """(.*?)"""', HERE.test_file(NOTEBOOK).read_text(), re.M | re.S)
    secret = lines(HERE.test_file(NOTEBOOK).read_text()) | lines(HERE.solution_file(NOTEBOOK).read_text())
    public = lines(known) | lines("\n".join(f'"""{q}"""\n{q}' for q in questions)) | lines(solved().cells[0].source)
    return {line for line in secret if line not in public and line not in re.sub(r"\s+", "", known)}


def test_there_are_secrets(secret_lines):
    """Is there something to look for, in the hidden tests and in the solution?"""
    assert len(secret_lines) > 200 and any("logaddexp" in line for line in secret_lines)


def test_a_line_is_seen_in_colours(secret_lines):
    """Would a line of the hidden tests or the solution be found on a page that shows it in colours?"""
    text = HERE.solution_file(NOTEBOOK).read_text()
    hidden = (line for line in text.splitlines() if re.sub(r"\s+", "", line) in secret_lines)
    line = next(line for line in hidden if line.lstrip().startswith("return "))  # of several colours
    page = highlight_code(line)
    assert line not in page and re.sub(r"\s+", "", line) in as_read(page)


def test_hidden_tests_and_solutions(run, secret_lines):
    """Does no line of them stand in anything that was made of a hostile submission?"""
    for student in run.cases:
        text = pages(run, student) if student in run.rows else ""
        assert [line for line in secret_lines if line in text] == [], student


def test_canary_and_other_submissions(run):
    """Do the secret token and the marks of other students' texts stand nowhere?"""
    marks = {student: re.sub(r"\s+", "", running.mark_of(student)) for student in run.neighbours}
    for student in run.rows:
        text = pages(run, student)
        assert run.token not in text, student
        assert [who for who, mark in marks.items() if mark in text and who != student] == [], student


def test_finds(run):
    """Did no submission report a find?"""
    hits = {student: running.printed(run, student) for student in run.cases if student in run.rows}
    assert {who: text[:500] for who, text in hits.items() if re.search(r"FOUND|REACHED", text)} == {}


def test_marks_are_seen(run):
    """Would a mark be found where it may stand: in its owner's own pages?"""
    owner = run.neighbours[0]
    assert running.mark_of(owner) in pages(run, owner)
