"""The instructor's pages in a real browser: sorted and searched by clicks and keys, read by night, on a phone, on paper."""

import re

import pytest
from engine.second import make_second
from engine.synthetic import class_of

from autograder.report.class_data import gather
from autograder.report.class_page import report_of, write_report
from autograder.term.roster import letters
from tests.browser.test_pages import CONTRAST, open_page

STUDENTS = 40
SHOWN = "[...document.querySelectorAll('#class tbody tr')].filter(row => !row.hidden)"


@pytest.fixture(scope="module")
def reports(tmp_path_factory):
    """The folder of a class's report."""
    course = make_second(tmp_path_factory.mktemp("report") / "course")
    write_report(gather(course, class_of(course, STUDENTS)))
    return report_of(course).parent


@pytest.fixture(params=[390, 1200], ids=["phone", "desk"])
def page(browser, request):
    """An empty page as wide as a phone or a desk."""
    made = browser.new_page(viewport={"width": request.param, "height": 900})
    yield made
    made.close()


@pytest.fixture
def report(page, reports):
    """The class report, open."""
    assert open_page(page, reports / "stats.html") == []
    return page


def column(page, number):
    """What stands in a column of the students' table, of the rows that are shown."""
    return page.evaluate(f"{SHOWN}.map(row => row.cells[{number}].textContent.trim())")


@pytest.mark.parametrize("name", ["stats", "index"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_can_be_read(page, reports, name, scheme):
    """Does it fit the screen, load nothing, and has every text enough contrast, by day and by night?"""
    loaded = []
    page.on("request", lambda request: loaded.append(request.url.split(":")[0]))
    page.emulate_media(color_scheme=scheme)
    assert open_page(page, reports / f"{name}.html") == []
    page.evaluate("document.querySelectorAll('details').forEach(part => { part.open = true; })")
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    ratio, where = page.evaluate(CONTRAST)
    assert ratio >= 4.5, where
    assert loaded.count("file") == 1 and set(loaded) <= {"file", "data"}
    assert page.evaluate("[...document.images].every(i => i.complete && i.naturalWidth > 100 && i.alt)")


def test_it_has_structure_for_a_screen_reader(report):
    """Are there one h1, no skipped levels, table headers with scopes, captions, labels, and each id once?"""
    levels = report.evaluate("[...document.querySelectorAll('h1,h2,h3,h4,h5,h6')].map(h => +h.tagName[1])")
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(b - a <= 1 for a, b in zip(levels, levels[1:], strict=False))
    assert report.locator("th:not([scope])").count() == report.locator("table:not(:has(caption))").count() == 0
    assert report.evaluate("[...document.querySelectorAll('input, select')].every(field => field.labels.length === 1)")
    ids = report.evaluate("[...document.querySelectorAll('[id]')].map(e => e.id)")
    assert len(ids) == len(set(ids))


def test_a_click_sorts_and_another_turns_it_round(report):
    """Does a head sort by numbers, say so to a screen reader, and keep those without points last both ways?"""
    head = report.get_by_role("columnheader", name="Points").first
    head.get_by_role("button").click()
    assert head.get_attribute("aria-sort") == "ascending"
    up = column(report, 2)
    points = [float(text) for text in up if text]
    assert points == sorted(points) and len(points) > 30 and up[-1] == ""
    head.get_by_role("button").click()
    assert head.get_attribute("aria-sort") == "descending"
    down = column(report, 2)
    assert [float(text) for text in down if text] == points[::-1] and down[-1] == ""
    assert report.locator("[aria-sort]").count() == 1


def test_keys_sort_by_name(report):
    """Can a head be reached and pressed with the keyboard, and are names in the order of a dictionary, not of their codes?"""
    report.get_by_role("columnheader", name="Points").first.get_by_role("button").click()
    report.get_by_role("columnheader", name="Student").first.get_by_role("button").focus()
    report.keyboard.press("Enter")
    names = report.evaluate(f"{SHOWN}.map(row => row.cells[0].dataset.v)")
    assert names == sorted(names, key=letters) != sorted(names)


def test_words_search(report):
    """Are only the rows shown that have all words, accents and capitals apart, and is their number said?"""
    report.get_by_label("Search students").fill("OZTURK section")
    assert column(report, 0) == []
    report.get_by_label("Search students").fill("ozturk")
    names = column(report, 0)
    assert names and all("Öztürk" in name for name in names)
    assert report.get_by_role("status").inner_text() == f"{len(names)} of {STUDENTS} shown"
    report.get_by_label("Search students").fill("")
    assert len(column(report, 0)) == STUDENTS


def test_one_kind_can_be_chosen(report):
    """Does a choice show those alone, as many as it says, and a link to a hidden row bring the row back?"""
    told = report.locator("select option[value=nothing]").inner_text()
    report.get_by_label("Show").select_option("nothing")
    assert len(column(report, 0)) == int(re.search(r"\((\d+)\)", told)[1]) > 0
    assert all("handed in nothing" in text for text in column(report, 5))
    report.locator("#mistakes ~ .scroll details summary").first.click()
    report.locator("#mistakes ~ .scroll details[open] a").first.click()
    assert len(column(report, 0)) == STUDENTS
    assert report.evaluate("document.querySelector(location.hash).matches('#class tr')")
    assert report.locator(report.evaluate("location.hash")).is_visible()


def test_it_works_without_script(browser, reports):
    """Is everything there without script, and nothing that would need it?"""
    page = browser.new_page(java_script_enabled=False)
    page.goto((reports / "stats.html").as_uri())
    assert page.locator("#class tbody tr").count() == STUDENTS and page.locator("thead button").count() == 0
    assert not page.locator("input").first.is_visible()
    page.close()


def test_it_prints(report):
    """Are controls left out on paper, what is folded unfolded, nothing cut off, and is it as before afterwards?"""
    report.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    report.emulate_media(media="print")
    assert report.locator("main > details:not([open])").count() == 0
    assert not report.locator(".search").first.is_visible() and not report.locator("nav").is_visible()
    assert report.evaluate(
        "[...document.querySelectorAll('.scroll')].every(e => getComputedStyle(e).overflowX === 'visible')"
    )
    report.evaluate("window.dispatchEvent(new Event('afterprint'))")
    assert report.locator("main > details:not([open])").count() == 1


def test_the_overview_leads_to_the_report(page, reports):
    """Does the page over all assignments lead to the report, and the report back?"""
    open_page(page, reports / "index.html")
    page.click("th a:has-text('stats')")
    assert page.inner_text("h1") == "Report on stats"
    page.click("a:has-text('All assignments')")
    assert page.inner_text("h1") == "All assignments"
