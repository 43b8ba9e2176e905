"""Late penalties, by the plugin that nbgrader is set up with."""

from types import SimpleNamespace

from nbgrader.api import Gradebook
from nbgrader.preprocessors import AssignLatePenalties
from traitlets.config import Config

from autograder.gradebook import StudentRows


class Penalties:
    """Asks nbgrader's plugin as its preprocessor AssignLatePenalties does."""

    def __init__(self, config: Config, assignment: str):
        self._preprocessor = AssignLatePenalties(config=config)
        self._preprocessor.init_plugin()
        self._preprocessor.assignment_id = assignment

    def set(self, gradebook: Gradebook, rows: StudentRows, seconds: float) -> None:
        """Set the penalty of each notebook. seconds: that the submission is late, which the gradebook knows already."""
        self._preprocessor.gradebook, self._preprocessor.student_id = gradebook, rows.student
        for name, found in rows.notebooks.items():
            found.late = None
            if seconds > 0:
                self._preprocessor.notebook_id = name
                asked = self._preprocessor.plugin_inst.late_submission_penalty(rows.student, found.score, seconds)
                if asked is not None:
                    found.late = self._preprocessor._check_late_penalty(SimpleNamespace(score=found.score), asked)
