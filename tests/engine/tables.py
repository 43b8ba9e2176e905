"""A gradebook as plain values that two runs can be compared by: every row, without the random names of rows."""

import json
from pathlib import Path

from nbgrader.api import Gradebook

from autograder.course import Course

VARIES = ("seconds",)  # of what an autograded notebook keeps


def rows(course: Course, url: str | None = None, students=None) -> dict:
    """Every row of the gradebook that belongs to the assignment's submissions, {what it is of: its values}."""
    found: dict = {}
    with Gradebook(url or f"sqlite:///{course.root / 'gradebook.db'}") as gradebook:
        for submission in gradebook.assignment_submissions(course.assignment):
            student = submission.student.id
            if students is not None and student not in students:
                continue
            found[student] = (submission.timestamp, submission.extension, submission.score, submission.max_score)
            for book in submission.notebooks:
                found[student, book.name] = (book.late_submission_penalty, book.flagged, book.needs_manual_grade)
                for g in book.grades:
                    values = (g.auto_score, g.manual_score, g.extra_credit, g.needs_manual_grade, g.max_score)
                    found[student, book.name, g.cell.name, "grade"] = values
                for c in book.comments:
                    found[student, book.name, c.cell.name, "comment"] = (c.auto_comment, c.manual_comment)
    return found


def files(course: Course, students) -> dict[str, object]:
    """{path: content} of these students' autograded notebooks and feedback, without what varies from run to run."""
    found: dict[str, object] = {}
    for kind in ("autograded", "feedback"):
        for student in students:
            folder = course.root / kind / student / course.assignment
            for path in sorted(path for path in folder.rglob("*") if path.is_file()):
                found[str(path.relative_to(course.root))] = _content(path)
    return found


def _content(path: Path) -> object:
    if path.suffix != ".ipynb":
        return path.read_bytes()
    notebook = json.loads(path.read_text())
    kept = notebook["metadata"].get("autograder", {})
    kept.pop("key", None)
    for outcome in kept.get("graded", {}).get("outcomes", []):
        outcome["seconds"] = 0
    kept.get("graded", {}).pop("seconds", None)
    return notebook
