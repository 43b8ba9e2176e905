"""The pages that people open, in a real browser: feedback, report, nbgrader's feedback, Formgrader's view."""

import subprocess
import sys

import pytest

from tests.submissions import HERE, NOTEBOOK, code, hand_in, light, make_course, released, solved, text

ACTIVE = """
<script>document.title = "taken"</script>
<img src="x" onerror="document.title = 'taken'">
<a id="trap" href="javascript:document.title='taken'">here</a>
<svg onload="document.title = 'taken'"></svg>
$\\begin{pmatrix} a & b \\\\ c & d \\end{pmatrix}$
"""
WRONG = "def l2_penalty(W1, W2, lam):\n    return lam * (np.sum(W1**2) + np.sum(W2**2))"


HINT = next(e.hint for e in HERE.answers("misconceptions", NOTEBOOK) if e.name == "l2_penalty_without_the_half")


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """A course graded once: one right submission, one with a mistake and active text, one blank."""
    made = make_course(tmp_path_factory.mktemp("pages") / "course")
    tasks = ("l2-penalty",)
    hand_in(made, "right", light(solved(), tasks))
    wrong = light(solved(), tasks)
    place = next(i for i, cell in enumerate(wrong.cells) if cell["id"] == "l2-penalty")
    wrong.cells[place].source = WRONG
    show = 'from IPython.display import HTML, display\ndisplay(HTML("<script>document.title = 1</script><b>bold</b>"))'
    wrong.cells += [text(ACTIVE), code(show)]
    folder = hand_in(made, "wrong", wrong)
    (folder / "<img src=x onerror=alert(1)>").touch()
    hand_in(made, "blank", light(released(), tasks))
    command = [sys.executable, "-m", "autograder", "--course", str(made.root), "grade", "--workers", "2"]
    subprocess.run(command, check=True, capture_output=True)
    return made


@pytest.fixture(params=[390, 1200], ids=["phone", "desk"])
def page(browser, request):
    """An empty page as wide as a phone or a desk."""
    made = browser.new_page(viewport={"width": request.param, "height": 900})
    yield made
    made.close()


def open_page(page, path):
    """Load a file; return what the browser complained of."""
    complaints = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(path.as_uri())
    return complaints


def feedback(course, student, name="index"):
    """A student's feedback page."""
    return course.root / "feedback" / student / course.assignment / f"{name}.html"


def test_feedback_fits_the_screen(page, course):
    """Is the student's page no wider than the screen, and free of errors?"""
    assert open_page(page, feedback(course, "wrong")) == []
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_feedback_says_it_in_words(page, course):
    """Does a failed task say what failed, why, and which mistake it is, in visible words?"""
    open_page(page, feedback(course, "wrong"))
    words = page.inner_text("main")
    assert "FAILED" in words and HINT in words and "Read again" in words


def test_feedback_leads_to_what_was_lost(page, course):
    """Does the list at the top lead to the task that lost points, and is an untouched notebook one line in it?"""
    open_page(page, feedback(course, "wrong"))
    page.click("h2:has-text('Where points were lost') + ul a:has-text('l2-penalty')")
    assert page.evaluate("document.querySelector(location.hash).innerText").endswith("l2-penalty")
    open_page(page, feedback(course, "blank"))
    assert "none of its tasks is written" in page.inner_text("main") and page.locator("h3").count() == 0


def test_feedback_of_a_right_answer(page, course):
    """Does a right task show all its tests as passed?"""
    open_page(page, feedback(course, "right"))
    mine = page.locator("h3:has-text('l2-penalty') + p + ul")
    assert mine.locator("li").count() >= 3
    assert mine.locator("li.passed").count() == mine.locator("li").count()


def test_feedback_has_structure_for_a_screen_reader(page, course):
    """Are there one h1, no skipped levels, a language, table headers, and no script?"""
    open_page(page, feedback(course, "wrong"))
    levels = page.evaluate("[...document.querySelectorAll('h1,h2,h3')].map(h => +h.tagName[1])")
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(b - a <= 1 for a, b in zip(levels, levels[1:], strict=False))
    assert page.evaluate("document.documentElement.lang") == "en"
    assert page.locator("th:not([scope])").count() == 0
    assert page.locator("script").count() == 0


def test_nothing_of_the_student_acts(page, course):
    """Is a student's script, handler or link inert in nbgrader's feedback, and the matrix whole?"""
    open_page(page, feedback(course, "wrong", NOTEBOOK))
    assert "taken" not in page.title()
    assert page.locator("a[href^='javascript']").count() == 0
    assert page.locator("[onerror], [onload], svg").count() == 0
    assert "a & b" in page.inner_text("body")


def test_report_reads_on_its_own(page, course):
    """Does the report fit, name the class, the mistake and the level of isolation, with texts for its pictures?"""
    assert open_page(page, course.root / "report" / "mlp.html") == []
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    words = page.inner_text("main")
    assert all(part in words for part in ("right", "wrong", "blank", "bubblewrap", HINT))
    assert page.locator("img:not([alt])").count() == 0
    assert "<img src=x onerror=alert(1)>" in words, "a file's name is shown as it is, and does nothing"
    assert page.evaluate("[...document.images].every(i => i.complete && i.naturalWidth > 100)")
    page.click("th a:has-text('wrong')")
    assert page.inner_text("h1") == "Feedback on mlp" and "For wrong." in page.inner_text("header")
