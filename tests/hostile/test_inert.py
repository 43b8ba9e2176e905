"""Nothing active in what a person opens in a browser: feedback, Formgrader's view, the report."""

import re
from html.parser import HTMLParser

import pytest
from nbconvert.exporters import HTMLExporter
from nbgrader.server_extensions.formgrader import handlers
from submissions import NOTEBOOK

from autograder.configuration import load
from autograder.report.page import table_script

pytestmark = pytest.mark.hostile
FOREIGN = {"iframe", "object", "embed", "applet", "base", "frame", "frameset", "svg", "math", "template", "video",
           "audio", "source", "portal", "marquee"}  # fmt: skip
LINKS = {"href", "src", "action", "formaction", "data", "srcdoc", "xlink:href", "poster", "background", "srcset"}
SAFE = re.compile(r"(https?:|mailto:|#|/|\.{0,2}/?[\w./-]*(#[\w-]*)?\Z|data:image/(png|jpeg);base64,)")
FORMULA = ([], [("display", "block")])  # attributes of a formula that the page itself has rendered


class Active(HTMLParser):
    """Collects what acts: {(tag, attribute, value)} and the scripts, styles and forms by their text."""

    def __init__(self, page):
        super().__init__(convert_charrefs=True)
        self.found, self.inside = set(), None
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        rendered = tag == "math" and attributes in FORMULA
        if (tag in FOREIGN and not rendered) or tag in (
            "form",
            "input",
            "button",
            "textarea",
            "select",
            "link",
            "meta",
            "script",
            "style",
        ):
            self.found.add((tag, tuple((k, _squeezed(v)) for k, v in attributes)))
        for name, value in attributes:
            value = _squeezed(value)
            if name.startswith("on") or name == "srcdoc" or (name in LINKS and not SAFE.match(value)):
                self.found.add((tag, name, value[:200]))
        self.inside = tag if tag in ("script", "style") else None

    def handle_data(self, data):
        if self.inside:
            self.found.add((self.inside, _squeezed(data)))

    def handle_endtag(self, tag):
        self.inside = None


def _squeezed(text):
    return re.sub(r"[\x00-\x20]+", "", text or "").lower() if text and ":" in text[:30] else (text or "").strip()


@pytest.fixture(scope="module")
def formgrader():
    """A function (course, student) -> the page that Formgrader shows, made as Formgrader makes it."""

    def render(course, student):
        config = load(course)
        config.HTMLExporter.template_name = "formgrade"
        config.HTMLExporter.extra_template_basedirs = [handlers.template_path]
        keys = [
            "assignment_id",
            "notebook_id",
            "submission_id",
            "base_url",
            "student",
            "last_name",
            "first_name",
            "notebook_path",
        ]
        resources = dict.fromkeys(keys, "x") | {"index": 0, "total": 1}
        path = course.root / "autograded" / student / course.assignment / f"{NOTEBOOK}.ipynb"
        return HTMLExporter(config=config).from_filename(str(path), resources=resources)[0]

    return render


def strange(page, plain):
    """What acts in a page and not in an honest student's."""
    return {item for item in Active(page).found - plain if not _is_grading_form(item)}


def _is_grading_form(item):
    """Formgrader's own fields for points and comments carry the ids of rows."""
    return item[0] in ("input", "textarea", "button") and any(name == "id" for name, *_ in item[1:2][0] or ())


def test_it_sees_what_acts():
    """Does the test itself see a script, a handler, a link and a frame?"""
    page = "<script>x</script><a href='java\tscript:x'></a><b onclick=x></b><iframe></iframe><a href='https://x'></a>"
    page += "<math><mi>x</mi></math><math href='x'></math>"
    assert {item[0] for item in Active(page).found} == {"script", "a", "b", "iframe", "math"}
    assert sum(item[0] == "math" for item in Active(page).found) == 1
    assert sum(item[0] == "a" for item in Active(page).found) == 1


@pytest.mark.parametrize("name", [NOTEBOOK, "index"])
def test_feedback(run, name):
    """Is every student's feedback as inert as an honest one's?"""
    plain = Active(run.feedback("aaron", name)).found
    assert {who: found for who in run.rows if (found := strange(run.feedback(who, name), plain))} == {}


def test_formgrader(quick, formgrader):
    """Is Formgrader's view of every display case as inert as that of an honest one?"""
    plain = Active(formgrader(quick.course, "aaron")).found
    looked = [
        who for who in quick.rows if re.match("display|answers-(forged|long)|notebooks-(evil|wrong|metadata)", who)
    ]
    assert len(looked) > 30
    assert {who: found for who in looked if (found := strange(formgrader(quick.course, who), plain))} == {}


def test_outputs_are_text_and_pictures(run):
    """Does an autograded notebook hold only text, PNG, and the grader's own HTML?"""
    for who in run.rows:
        for cell in run.autograded(who).cells:
            for output in cell.get("outputs", []):
                kinds = set(output.get("data", {}))
                own = cell["id"].endswith("-tests") and "text/html" in kinds
                assert kinds <= {"text/plain", "image/png"} | ({"text/html"} if own else set()), (who, cell["id"])


def test_report(run):
    """Does the report hold nothing of a student's that acts?"""
    page = (run.course.root / "report" / f"{run.course.assignment}.html").read_text()
    page = page.replace(f"<script>{table_script()}</script>", "", 1)
    assert not re.search(r"<script|<svg|<iframe|\son\w+=|javascript:", page.replace("&lt;", ""))
