"""nbgrader's gradebook, read and written for many students at once: few queries, few transactions, nbgrader's own tables."""

from autograder.gradebook.masters import Masters
from autograder.gradebook.opening import add_indexes, exists, opened
from autograder.gradebook.reading import students_rows
from autograder.gradebook.rows import CellRow, NotebookRows, StudentRows, as_time, seconds_late
from autograder.gradebook.writing import take_marks_by_hand, write_rows

__all__ = [
    "CellRow",
    "Masters",
    "NotebookRows",
    "StudentRows",
    "add_indexes",
    "as_time",
    "exists",
    "opened",
    "seconds_late",
    "students_rows",
    "take_marks_by_hand",
    "write_rows",
]
