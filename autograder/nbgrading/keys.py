"""Names for what a student's grading depends on: where they are as they were, there is nothing to do."""

import hashlib
import json

from traitlets.config import Config

from autograder.course import Course
from autograder.gradebook import Masters, StudentRows, seconds_late
from autograder.grading.cache import files_digest
from autograder.intake.parcel import Parcel
from autograder.settings import Grading
from autograder.store import engine_digest


def settings_of(config: Config) -> list[object]:
    """The settings that a notebook's grading depends on, as plain data."""
    settings = Grading(config=config)
    return [settings.as_dict(), settings.limits().as_dict(), str(config.LimitOutput)]


class Keys:
    """Of one run."""

    def __init__(self, course: Course, config: Config, masters: Masters):
        self._masters = masters
        folders = {course.source, course.release, course.solutions, course.content}
        parts: list[object] = [files_digest(folder) for folder in sorted(folders) if folder.is_dir()]
        self._content = json.dumps([*parts, settings_of(config), engine_digest()])

    def work(self, parcel: Parcel) -> str:
        """A name for a submission, the content that grades it, and the settings."""
        return hashlib.sha256(f"{parcel.digest} {self._content}".encode()).hexdigest()[:32]

    def rows(self, rows: StudentRows) -> str:
        """A name for all that the gradebook has of a student: it is on their pages."""
        late = seconds_late(rows, self._masters.due)
        notebooks = sorted((name, found.late, sorted(found.cells.items())) for name, found in rows.notebooks.items())
        return hashlib.sha256(repr((late, notebooks)).encode()).hexdigest()[:32]
