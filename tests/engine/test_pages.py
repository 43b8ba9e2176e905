"""Pages that speak of the notebooks: the table that build writes, and the sections that check looks up."""

import pytest
from submissions import MAX

from autograder.authoring import pages
from autograder.authoring.build import build
from autograder.authoring.check import check

README = "# A course\n\n<!-- notebooks mlp -->\n<!-- end -->\n\nMore.\n"


def write(course, name, text):
    path = course.root / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def map_of(course, leave_out="", more=""):
    """A map that names every section with a task, but one."""
    books = [course.source_notebook(name) for name in course.notebooks()]
    named = [f"`2: {heading}`" for nb in books for heading in pages.sections(nb) if heading != leave_out]
    return write(course, "docs/map.md", "<!-- sections mlp -->\n" + "\n".join([*named, more]))


DRIFT = "README.md: the table of notebooks and points is not what source/ makes; run `autograder build`"


def test_the_table_is_written_between_its_marks(copy):
    """Is the table written, the rest of the page left alone, and the page written once?"""
    path = write(copy, "README.md", README)
    assert pages.write_tables(copy) == ["README.md"] and pages.write_tables(copy) == []
    table = f"| notebook | points |\n|---|---|\n| 2 Forward propagation | {MAX:g} |\n| all | {MAX:g} |\n"
    assert path.read_text() == README.replace("<!-- end -->", table + "<!-- end -->")


def test_a_table_out_of_date_is_found_and_built_again(copy):
    """Does check tell points that are no longer the source's, and does build mend them?"""
    path = write(copy, "README.md", README)
    pages.write_tables(copy)
    right = path.read_text()
    path.write_text(right.replace(f"| {MAX:g} |", "| 18 |"))
    assert check(copy) == [DRIFT]
    assert build(copy) == ["README.md: the table of notebooks and points is new"]
    assert path.read_text() == right


@pytest.mark.parametrize("text", ["# A course\n", README.replace("mlp", "other")])
def test_a_page_without_a_table_of_this_assignment_is_left_alone(copy, text):
    """Is a README that has no table, or another assignment's, neither changed nor a fault?"""
    path = write(copy, "README.md", text)
    assert pages.write_tables(copy) == [] and [*pages.find(copy)] == [] and path.read_text() == text


def test_a_table_without_an_end_is_a_fault_and_costs_nothing(copy):
    """Is a table whose end is not marked told, and nothing below it written over?"""
    path = write(copy, "README.md", README.replace("<!-- end -->\n", ""))
    before = path.read_text()
    assert [*pages.find(copy)] == ["README.md: the table of notebooks needs the line <!-- end --> below it"]
    pages.write_tables(copy)
    assert path.read_text() == before


def test_a_complete_map_has_no_fault(copy):
    """Is nothing said of a map that names every section as it is?"""
    map_of(copy)
    assert [*pages.find(copy)] == []


MORE = {
    "names `2: 2.3 Softmaks`, and 2_forward_propagation has no such section": "`2: 2.3 Softmaks`",
    "names `7: Transformers`, and no notebook is called so": "`7: Transformers`",
}


@pytest.mark.parametrize("fault", MORE)
def test_a_section_that_does_not_exist_is_a_fault(copy, fault):
    """Is a section, or a notebook, that does not exist named?"""
    map_of(copy, more=MORE[fault])
    assert [*pages.find(copy)] == [f"docs/map.md {fault}"]


def test_a_task_that_is_left_out_is_a_fault(copy):
    """Is a section with a task told that the map does not name?"""
    map_of(copy, leave_out="2.3 Softmax")
    assert [*pages.find(copy)] == ["docs/map.md leaves out `2: 2.3 Softmax`, which has a task"]


def test_other_pages_may_say_what_they_like(copy):
    """Is text that looks like a section's name no fault in a page that claims to be no map?"""
    write(copy, "docs/other.md", "`7: Transformers`, `time: 3`")
    assert [*pages.find(copy)] == []
