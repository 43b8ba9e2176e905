"""The page on the engine shows the rooms as they are, and names files that exist."""

import importlib.util
import re

from submissions import REPOSITORY

PAGE = (REPOSITORY / "docs" / "engine.md").read_text(encoding="utf-8")


def test_the_picture_is_of_this_engine():
    """Is the picture in docs/engine.md the one that docs/picture.py draws now?"""
    spec = importlib.util.spec_from_file_location("picture", REPOSITORY / "docs" / "picture.py")
    picture = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(picture)
    assert picture.with_picture(PAGE) == PAGE
    assert "    cli --> authoring" in PAGE


def test_every_file_that_is_named_exists():
    """Is each file that the page names there, in the room that stands before it?"""
    named = re.findall(r"`((?:\w+/)+\w+\.py)`", PAGE)
    assert len(named) > 15
    assert [
        name
        for name in named
        if not (REPOSITORY / "autograder" / name).is_file()
        and not (REPOSITORY / "autograder" / "sandbox" / name).is_file()
    ] == []
