"""Late penalties, by the plugin that nbgrader is set up with."""

from types import SimpleNamespace

from nbgrader.preprocessors import AssignLatePenalties
from traitlets.config import Config

from autograder.course import Course
from autograder.gradebook import StudentRows


class Penalties:
    """Asks nbgrader's plugin as its preprocessor AssignLatePenalties does."""

    def __init__(self, config: Config, course: Course):
        self._preprocessor = AssignLatePenalties(config=config)
        self._preprocessor.init_plugin()

    def set(self, rows: StudentRows, seconds: float) -> None:
        """Set the penalty of each notebook. seconds: that the submission is late."""
        for found in rows.notebooks.values():
            found.late = None
            if seconds > 0:
                asked = self._preprocessor.plugin_inst.late_submission_penalty(rows.student, found.score, seconds)
                if asked is not None:
                    found.late = self._preprocessor._check_late_penalty(SimpleNamespace(score=found.score), asked)
