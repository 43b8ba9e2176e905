"""The lecture map names sections that exist, and leaves none of the tasks out."""

from submissions import HERE as COURSE

from autograder.authoring import pages

TEXT = (COURSE.root / "docs" / "lecture_map.md").read_text(encoding="utf-8")


def test_the_map_is_part_of_the_check():
    """Does the map carry the mark by which `check` knows it, and name sections of every notebook?"""
    assert pages.SECTIONS.format(COURSE.assignment) in TEXT
    assert {number for number, _ in pages.NAMED.findall(TEXT)} == {name[0] for name in COURSE.notebooks()}


def test_sections_exist_and_no_task_is_left_out():
    """Is there a section for every name in the map, and a name for every section with a task?"""
    assert [*pages.section_faults(TEXT, COURSE)] == []


def test_the_readme_is_up_to_date():
    """Does the README have the table of notebooks, with the points of the sources?"""
    text = (COURSE.root / "README.md").read_text(encoding="utf-8")
    assert pages.table(COURSE) in text and pages.with_table(text, COURSE) == text
