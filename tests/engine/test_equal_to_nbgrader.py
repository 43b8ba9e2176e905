"""What `autograder grade` leaves behind is what nbgrader's own commands leave: the same rows, the same files."""

import os

from engine.helpers import BY_NBGRADER
from engine.tables import files, rows


def test_the_gradebook_has_the_same_rows(graded_course, nbgrader_course):
    """Are all rows of submissions, notebooks, grades and comments equal, late penalties and time stamps too?"""
    ours = rows(graded_course[0], students=BY_NBGRADER)
    theirs = rows(nbgrader_course.course)
    assert len(ours) > 50 and ours == theirs
    assert any(values[0] for key, values in ours.items() if len(key) == 2), "nobody is late: the test sees no penalty"


def test_the_files_are_the_same(graded_course, nbgrader_course):
    """Have autograded/ and feedback/ the same files with the same content, and the same permissions?"""
    ours, theirs = (files(course, BY_NBGRADER) for course in (graded_course[0], nbgrader_course.course))
    assert ours.keys() == theirs.keys() and len(ours) > 20
    assert [name for name in ours if ours[name] != theirs[name]] == []
    for name in ours:
        modes = [os.stat(course.root / name).st_mode for course in (graded_course[0], nbgrader_course.course)]
        assert modes[0] == modes[1], name
