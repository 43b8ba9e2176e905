"""The lecture map names sections that exist, and leaves none of the tasks out."""

import re

import pytest
from submissions import HERE, REPOSITORY

COURSE = HERE
TEXT = (REPOSITORY / "docs" / "lecture_map.md").read_text(encoding="utf-8")
NAMED = re.findall(r"`(\d): ([^`]+)`", TEXT)


def headings(number):
    """The `##` headings of one notebook, without their points."""
    notebook = next(name for name in COURSE.notebooks() if name.startswith(f"{number}_"))
    cells = COURSE.source_notebook(notebook).cells
    lines = [cell.source.splitlines()[0] for cell in cells if cell.source.startswith("## ")]
    return [re.sub(r"\s*\([\d.]+ points?\)$", "", line[3:]) for line in lines]


@pytest.mark.parametrize(("number", "heading"), sorted(set(NAMED)))
def test_section_exists(number, heading):
    """Is there a section of this name?"""
    assert heading in headings(number)


@pytest.mark.parametrize("number", "123456")
def test_every_task_is_named(number):
    """Is every numbered task in the map?"""
    tasks = {head for head in headings(number) if re.match(r"\d\.\d", head) and "ritten answer" not in head}
    assert tasks <= {heading for n, heading in NAMED if n == number}
