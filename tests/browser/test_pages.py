"""The pages that people open, in a real browser: a student's feedback, and the report."""

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
    """Does the lost task lead to its place in the notebook, and is an untouched notebook one line?"""
    open_page(page, feedback(course, "wrong"))
    page.click("section.lost:has(h4:has-text('l2-penalty')) a:has-text('in your notebook')")
    assert page.evaluate("document.querySelector(location.hash).innerText").startswith("l2-penalty: 0 of")
    open_page(page, feedback(course, "blank"))
    assert "None of its tasks is written" in page.inner_text("main") and page.locator("h4").count() == 0


def test_feedback_of_a_right_answer(page, course):
    """Does a right task show all its tests as passed, once it is unfolded?"""
    open_page(page, feedback(course, "right", NOTEBOOK))
    page.click("#l2-penalty-tests summary:has-text('passed')")
    mine = page.locator("#l2-penalty-tests details.passed li")
    assert mine.count() >= 3 and mine.first.is_visible()
    assert "FAILED" not in page.inner_text("main")


@pytest.mark.parametrize("name", ["index", NOTEBOOK])
def test_feedback_has_structure_for_a_screen_reader(page, course, name):
    """Are there one h1, no skipped levels, a language, table headers, texts for pictures, ids once, and no script?"""
    open_page(page, feedback(course, "wrong", name))
    levels = page.evaluate("[...document.querySelectorAll('h1,h2,h3,h4,h5,h6')].map(h => +h.tagName[1])")
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(b - a <= 1 for a, b in zip(levels, levels[1:], strict=False))
    assert page.evaluate("document.documentElement.lang") == "en"
    assert page.locator("th:not([scope])").count() == page.locator("img[src]:not([alt])").count() == 0
    ids = page.evaluate("[...document.querySelectorAll('[id]')].map(e => e.id)")
    assert len(ids) == len(set(ids))
    assert page.locator("script").count() == 0


CONTRAST = """() => {
  const parts = colour => colour.match(/[\\d.]+/g).map(Number);
  const light = colour => parts(colour).slice(0, 3).map(v => v / 255)
    .map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
    .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  const behind = e => { while (e) { const c = getComputedStyle(e).backgroundColor; if (parts(c)[3] !== 0) return c; e = e.parentElement; } return "rgb(255, 255, 255)"; };
  const texts = [...document.querySelectorAll("body *")].filter(e => [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim()));
  return texts.map(e => { const [a, b] = [light(getComputedStyle(e).color), light(behind(e))];
    return [(Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05), e.outerHTML.slice(0, 80)]; }).sort((a, b) => a[0] - b[0])[0];
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", ["index", NOTEBOOK])
def test_feedback_can_be_read_by_day_and_by_night(page, course, name, scheme):
    """Has every text enough contrast (4.5 to 1), and fits the page, all of it unfolded?"""
    page.emulate_media(color_scheme=scheme)
    open_page(page, feedback(course, "wrong", name))
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    ratio, where = page.evaluate(CONTRAST)
    assert ratio >= 4.5, where
    dark = page.evaluate("getComputedStyle(document.body).backgroundColor") != "rgb(255, 255, 255)"
    assert dark == (scheme == "dark")
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_feedback_prints(page, course):
    """Is nothing cut off on paper: no text in a box that would have to be scrolled?"""
    page.emulate_media(media="print")
    open_page(page, feedback(course, "wrong", NOTEBOOK))
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    wide = page.evaluate(
        "[...document.querySelectorAll('pre')].filter(e => e.scrollWidth > e.clientWidth + 1 || e.scrollHeight > e.clientHeight + 1).length"
    )
    assert page.locator("pre").count() > 3 and wide == 0


def test_nothing_of_the_student_acts(page, course):
    """Is a student's script, handler or link inert on the page of the notebook, and the matrix drawn as one?"""
    open_page(page, feedback(course, "wrong", NOTEBOOK))
    assert "taken" not in page.title()
    assert page.locator("a[href^='javascript']").count() == 0
    assert page.locator("[onerror], [onload], svg").count() == 0
    assert page.locator("math mtr").count() == 2
    assert page.evaluate("document.querySelector('math mtable').getBoundingClientRect().height > 25")


def test_feedback_is_one_folder(page, course):
    """Does a page load nothing but the style sheet beside it?"""
    loaded = []
    page.on("request", lambda request: loaded.append(request.url))
    open_page(page, feedback(course, "wrong", NOTEBOOK))
    folder = feedback(course, "wrong").parent.as_uri()
    assert [url.removeprefix(f"{folder}/") for url in loaded] == [f"{NOTEBOOK}.html", "style.css"]


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
