"""The class report: what it says, where its links lead, and that nothing of a student's acts."""

import re
from html.parser import HTMLParser

from autograder.nbgrading.class_run import ClassRun
from autograder.report.class_data import gather
from autograder.report.class_page import page, report_of, write_report
from autograder.report.overview import write_overview
from autograder.report.page import table_script
from engine.second import make_second
from engine.synthetic import HOSTILE, ONE, register


class Texts(HTMLParser):
    """Every text of a page, and every tag with its attributes."""

    def __init__(self, html):
        super().__init__()
        self.texts, self.tags = [], []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data):
        self.texts.append(data)


def test_the_page_says_it(data):
    """Does the page have names, states, statistics, mistakes that lead to rows, versions and times?"""
    html = page(data, {})
    text = " ".join(" ".join(Texts(html).texts).split())
    for words in ("Öztürk, Anna", "handed in nothing", "not in the roster", "not graded: it gave no sign", "Median"):
        assert words in text
    assert "late by 26.5 h: 2.5 points taken off" in text and "handed in, not graded yet" in text
    assert "fell by 1" in text and "rose by 2" in text and "another answer" in text
    assert re.search(r"grader \S+ \([0-9a-f]+\), Python \S+, nbgrader \S+, numpy \d", text)
    assert "hidden tests" in text and "of what is shown: 7 notebooks within bubblewrap" in text
    assert 'href="../feedback/anna/stats/index.html"' in html


def test_links_of_the_page_lead_somewhere(data):
    """Is there a place on the page for each of its links to itself, each id once, and a row for each student?"""
    found = Texts(page(data, {})).tags
    ids = [attrs["id"] for _, attrs in found if "id" in attrs]
    inside = {attrs["href"][1:] for tag, attrs in found if tag == "a" and attrs["href"].startswith("#")}
    assert len(ids) == len(set(ids)) and inside <= set(ids)
    assert {f"s{n}" for n in range(1, 8)} <= set(ids)


def test_named_mistakes_lead_to_their_students(data):
    """Does a mistake lead to the row of who made it?"""
    html = page(data, {})
    place = html.index("has the other sign")
    target = re.search(r'href="#(s\d+)"', html[place:])[1]
    row = html[html.index(f'<tr id="{target}"') :]
    assert 'class="id">ben<' in row[: row.index("</tr>")]


def test_names_and_notices_are_text(data):
    """Is a name or a notice that looks like a page shown as it is, in page and overview, and is ours the only script?"""
    overview = write_overview(data.course).read_text(encoding="utf-8")
    for html in (page(data, {}), overview):
        found = Texts(html)
        assert any(HOSTILE in text for text in found.texts)
        assert not any(tag == "img" or any(name.startswith("on") for name in attrs) for tag, attrs in found.tags)
        assert [tag for tag, _ in found.tags].count("script") == 1
        assert f"<script>{table_script()}</script>" in html
        assert any("script-src 'sha256-" in attrs.get("content", "") for _, attrs in found.tags)


def test_a_weaker_level_is_said_of_what_is_shown(data):
    """Does the page warn where some notebooks were graded without the sandbox, though this run had it?"""
    assert "Weaker isolation" not in page(data, {})
    data.rows[0].graded[ONE].isolation = "process"
    assert "1 notebooks ran at the level process" in page(data, {})


def test_an_empty_class_has_a_page(tmp_path):
    """Is there a page where nobody handed in anything, with no numbers that mean nothing?"""
    course = make_second(tmp_path / "course")
    register(course)
    data = gather(course, ClassRun("bubblewrap"))
    write_report(data)
    html = report_of(course).read_text(encoding="utf-8")
    assert "Median" not in html and "nan" not in html
