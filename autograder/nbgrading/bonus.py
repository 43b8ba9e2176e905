"""Bonus tasks in nbgrader's gradebook: no points to be had, and what was earned as extra credit."""

import json
from pathlib import Path

from nbgrader.api import Gradebook
from nbgrader.preprocessors import NbGraderPreprocessor

from autograder import store
from autograder.course import Course
from autograder.grading.outcome import graded_of
from autograder.nbgrading.preprocessors import course_root


class SaveBonus(NbGraderPreprocessor):
    """Autograding, after SaveAutoGrades: write the points of bonus tasks as extra credit of their test cells.

    Extra credit that a person changed in Formgrader is kept, and asks to be looked at again.
    """

    def preprocess(self, nb, resources):
        """Write the extra credit of one notebook."""
        names = resources["nbgrader"]
        course = Course(course_root(self), names["assignment"])
        scores = graded_of(nb).scores
        earned = {t.grade_id: scores.get(t.grade_id, 0.0) for t in course.tasks(names["notebook"]) if t.bonus}
        if earned:
            path = _record(course, names["student"], names["notebook"])
            before = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
            with Gradebook(names["db_url"]) as gradebook:
                for grade_id, points in earned.items():
                    where = (grade_id, names["notebook"], names["assignment"], names["student"])
                    _write(gradebook.find_grade(*where), points, before.get(grade_id))
                gradebook.db.commit()
            store.write(path, json.dumps(earned))
        return nb, resources


def _write(grade, points, before):
    """Set a grade's extra credit, but where it is not what was written before: then a person set it."""
    if grade.extra_credit in (None, before):
        grade.extra_credit = points
    else:
        grade.needs_manual_grade = True


def _record(course, student, notebook) -> Path:
    """Where the extra credit stands that was written last, so that a person's own can be told from it."""
    return course.root / store.FOLDER / "bonus" / course.assignment / student / f"{notebook}.json"
