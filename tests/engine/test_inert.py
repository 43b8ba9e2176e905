"""What people see of a submission in a browser: nothing of it acts, in feedback and in Formgrader."""

import re
from html.parser import HTMLParser

import pytest
from nbconvert.exporters import HTMLExporter
from nbgrader.server_extensions.formgrader import handlers
from submissions import NOTEBOOK

from autograder.configuration import load
from autograder.nbgrading.inert import highlight_code, markdown2html
from autograder.report.inert import COLOURED, MOST_TAGS, sanitize
from engine.helpers import ACTIVE


class Page(HTMLParser):
    """Collects what acts in a page: handlers, active links, and the text of scripts."""

    def __init__(self, html):
        super().__init__()
        self.active, self.scripts, self._script = [], [], False
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        self._script = tag == "script"
        for name, value in attributes:
            link = re.sub(r"[\s\x00-\x1f]", "", value or "").lower()
            if name.startswith("on") or link.startswith(("javascript:", "vbscript:", "data:text")):
                self.active.append((tag, name, value))
        if tag in ("iframe", "object", "embed", "base", "meta", "form") and "hacked" in str(attributes):
            self.active.append((tag, attributes))

    def handle_endtag(self, tag):
        self._script = False

    def handle_data(self, data):
        if self._script:
            self.scripts.append(data)


def inert(html):
    """Assert that nothing of the submission acts in a page."""
    page = Page(html)
    assert not [script for script in page.scripts if "hacked" in script]
    assert not [item for item in page.active if "hacked" in str(item)]
    assert "<iframe" not in html and "example.org" not in re.sub(r"&lt;.*?&gt;", "", html, flags=re.S)


def test_the_page_that_is_parsed_would_show_what_acts():
    """Does this file's own parser see script, handler and link where they are?"""
    page = Page(ACTIVE)
    assert page.scripts == ["window.hacked = 1"] and [tag for tag, *_ in page.active] == ["img"]
    assert Page('<a href="java\nscript:x">').active


def test_feedback_is_inert(nbgrader_course):
    """Does nothing of a submission's markdown, outputs or errors act in the feedback, and is its text still there?"""
    html = nbgrader_course.page("active")
    inert(html)
    assert "a plain answer" in html


@pytest.fixture(scope="session")
def formgrader(nbgrader_course):
    """Render an autograded notebook as Formgrader's handler does."""
    config = load(nbgrader_course.course)
    config.HTMLExporter.template_name = "formgrade"
    config.HTMLExporter.extra_template_basedirs = [handlers.template_path]
    exporter = HTMLExporter(config=config)
    resources = dict(assignment_id="mlp", notebook_id=NOTEBOOK, submission_id="x", index=0, total=1, base_url="/")
    resources |= dict(student="s", last_name="L", first_name="F", notebook_path="autograded/s")

    def render(student):
        path = nbgrader_course.course.root / "autograded" / student / "mlp" / f"{NOTEBOOK}.ipynb"
        return exporter.from_filename(str(path), resources=dict(resources))[0]

    return render


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_formgrader_is_inert(formgrader):
    """Does nothing of a submission act in the grader's browser, and is what was tested readable there?"""
    html = formgrader("active")
    inert(html)
    assert "a plain answer" in html and "hidden checks passed" in html
    assert not re.search(r"&lt;/?(p|div|ul|li|strong)&gt;", html), "markup of our own is shown as text"


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_formgrader_still_has_its_own_controls(formgrader):
    """Does Formgrader's page keep its fields for points, extra credit and comments, and the marking scheme for the grader?"""
    html = formgrader("wrong")
    for field in ('id="softmax-tests"', 'id="softmax-tests_extra_credit"', 'id="two-layouts"'):
        assert re.search(rf'<input class="[a-z -]*\btabbable" {field}', html)
    assert re.search('<textarea [^>]*id="two-layouts-comment"', html) and "MARK SCHEME" in html


@pytest.mark.parametrize(
    "source",
    [
        "<script>x</script>",
        "<img src=x onerror=x>",
        "<img src='https://example.org/pixel.png'>",
        "<a href='javascript:x'>a</a>",
        "<a href=' jAvA\tscript:x'>a</a>",
        "<a href='data:text/html,x'>a</a>",
        "<svg onload=x></svg>",
        "<math><mi//xlink:href='data:x,<script>x</script>'>",
        "<iframe srcdoc='<script>x</script>'></iframe>",
        "<style>body { display: none }</style>",
        "<p style='position: fixed; inset: 0'>x</p>",
        "<form action='https://example.org'><input></form>",
        "<meta http-equiv='refresh' content='0; url=https://example.org'>",
        "<base href='https://example.org'>",
        "<img src='data:image/svg+xml;base64,PHN2Zy8+'>",
        "<details open ontoggle=x>",
    ],
)
def test_active_markup_does_not_survive(source):
    """Is each way of acting in a page removed or shown as text?"""
    clean = sanitize(source)
    page = Page(clean)
    assert page.active == [] and page.scripts == []
    assert not re.search(
        r"<(script|svg|math|iframe|style|form|input|meta|base)|\sstyle=|src=.https|src=.data:image/svg", clean
    )


@pytest.mark.parametrize(
    "source",
    [
        "<p>a <strong>b</strong> <em>c</em> <code>d</code></p>",
        "<table><tbody><tr><td>1</td></tr></tbody></table>",
        '<a href="https://example.org">a</a>',
        '<img src="data:image/png;base64,iVBORw0KGgo=" alt="plot">',
        "<ul><li>a</li></ul>",
    ],
)
def test_ordinary_markup_survives(source):
    """Does what an honest answer holds stay as it is?"""
    assert sanitize(source) == source


def test_a_long_cell_is_shown_without_colours():
    """Is code that would take long to colour shown as escaped text, and a short cell in colours?"""
    long = highlight_code("x = '<script>'" + ".a" * COLOURED)
    assert "&lt;script&gt;" in long and "<span" not in long and long.count(".a") == COLOURED
    assert "<span" in highlight_code("x = 1")


def test_text_with_thousands_of_tags_is_shown_as_it_is():
    """Is markup too deep to be sanitised in time shown as escaped text, whatever stands in it?"""
    shown = markdown2html({}, "<div>" * (MOST_TAGS + 1) + "<script>x</script>")
    assert shown.startswith("<pre>") and "<script" not in shown and "<div" not in shown
    assert markdown2html({}, "<b>x</b>") == "<p><b>x</b></p>\n"


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("a list<T> and f<g and g>h", "a list&lt;T&gt; and f&lt;g and g&gt;h"),
        ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"),
        ("a <!-- b --> c", "a  c"),
    ],
)
def test_what_is_no_markup_is_shown_as_text(source, shown):
    """Is a tag that is not allowed shown to the grader, not dropped with the words in it?"""
    assert sanitize(source) == shown
