"""What `autograder grade` leaves behind is what nbgrader's own commands leave: the same rows, the same files."""

import os

from engine.tables import files, rows

STUDENTS = ("loud", "active", "truncated")  # of the others, tests of this class change marks


def test_the_gradebook_has_the_same_rows(graded_course, nbgrader_course):
    """Are all rows of submissions, notebooks, grades and comments equal, late penalties and time stamps too?"""
    ours = rows(graded_course[0], students=STUDENTS)
    theirs = rows(nbgrader_course.course, students=STUDENTS)
    assert len(ours) > 30 and ours == theirs
    assert any(values[0] for key, values in ours.items() if len(key) == 2), "nobody is late: the test sees no penalty"


def test_the_files_are_the_same(graded_course, nbgrader_course):
    """Have autograded/ and feedback/ the same files with the same content, and the same permissions?"""
    ours, theirs = (files(course, STUDENTS) for course in (graded_course[0], nbgrader_course.course))
    assert ours.keys() == theirs.keys() and len(ours) > 15
    assert [name for name in ours if ours[name] != theirs[name]] == []
    for name in ours:
        modes = [os.stat(course.root / name).st_mode for course in (graded_course[0], nbgrader_course.course)]
        assert modes[0] == modes[1], name
