"""Late submissions by settings: grace, percent for each day or hour, a budget of late days, extensions.

    c.AssignLatePenalties.plugin_class = "autograder.term.lateness.LatePolicy"
    c.LatePolicy.percent = 10

nbgrader asks the plugin once for each notebook of a late submission. What it answers depends on the gradebook and the
settings alone: late days are spent in the order of the due dates. nbgrader's own extensions (Formgrader, `nbgrader db`)
move the due date before the plugin is asked.
"""

import math
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from nbgrader.api import Gradebook, SubmittedAssignment
from nbgrader.plugins import LateSubmissionPlugin
from traitlets import Dict, Enum, Float, Integer, Unicode

from autograder.term.extensions import Extensions, extensions

UNITS = {"day": 86_400, "hour": 3_600}
DAY = UNITS["day"]


@dataclass(frozen=True)
class Lateness:
    """How late one submission is, and what that costs. seconds: after the due date, nbgrader's extensions counted.

    extension: hours of this plugin's; days: late days spent on it; units: started days or hours that cost;
    percent: of the points, that are lost.
    """

    seconds: float = 0.0
    extension: float = 0.0
    days: int = 0
    units: int = 0
    unit: str = "day"
    percent: float = 0.0

    @property
    def told(self) -> str:
        """One sentence for the student, or "" where it was not late."""
        if self.seconds <= 0:
            return ""
        parts = [f"handed in {_span(self.seconds)} after the due date"]
        parts += [f"an extension of {self.extension:g} hours"] if self.extension else []
        parts += [f"{self.days} late {'day' if self.days == 1 else 'days'} spent"] if self.days else []
        parts += [f"{self.percent:g} % of the points lost" if self.percent else "no points lost"]
        return "; ".join(parts)


def _span(seconds: float) -> str:
    minutes = math.ceil(seconds / 60)
    days, hours = divmod(minutes // 60, 24)
    parts = [f"{days} d"] * bool(days) + [f"{hours} h"] * bool(hours) + [f"{minutes % 60} min"] * bool(minutes % 60)
    return " ".join(parts)


class LatePolicy(LateSubmissionPlugin):
    """The penalty of late submissions."""

    grace_minutes = Integer(0, min=0, help="minutes after the due date that do not count as late").tag(config=True)
    percent = Float(
        0.0, min=0.0, max=100.0, help="percent of a submission's points lost for each started day or hour"
    ).tag(config=True)
    per = Enum(["day", "hour"], default_value="day", help="what `percent` is counted for").tag(config=True)
    most_percent = Float(100.0, min=0.0, max=100.0, help="percent of the points lost at most").tag(config=True)
    late_days = Integer(
        0, min=0, help="late days that a student may spend over all assignments before points are lost"
    ).tag(config=True)
    extensions = Dict(
        help="hours beyond the due date: {'anna': 48} for every assignment, {'anna': {'homework': 48}} for one"
    ).tag(config=True)
    extensions_file = Unicode(
        "", help="the same as a table with the columns student, assignment, hours: a path from the course's root"
    ).tag(config=True)

    def late_submission_penalty(self, student_id: str, score: float, total_seconds_late: float) -> float | None:
        """The points that one notebook loses; nbgrader calls this."""
        if self.penalty_method != "none":
            return super().late_submission_penalty(student_id, score, total_seconds_late)
        assignment = getattr(self.parent, "assignment_id", "")
        gradebook = getattr(self.parent, "gradebook", None)
        if gradebook is None:
            found = self._charged(student_id, assignment, total_seconds_late, self.late_days)
        else:
            found = self.lateness(gradebook, student_id, assignment)
        return score * found.percent / 100 if found.percent else None

    def lateness(self, gradebook: Gradebook, student: str, assignment: str) -> Lateness:
        """How late a student's submission is; late days are spent on what was due before it first."""
        left = self.late_days
        for submission in sorted(gradebook.student_submissions(student), key=_due):
            found = self._charged(student, submission.name, submission.total_seconds_late, left)
            if submission.name == assignment:
                return found
            left -= found.days
        return Lateness()

    def _charged(self, student: str, assignment: str, seconds: float, left: int) -> Lateness:
        extension = self._extensions().of(student, assignment)
        late = seconds - extension * UNITS["hour"] - self.grace_minutes * 60
        if late <= 0:
            return Lateness(seconds, extension, unit=self.per)
        late += self.grace_minutes * 60  # past the grace, time is counted from the due date
        days = min(left, math.ceil(late / DAY))
        units = math.ceil(max(0.0, late - days * DAY) / UNITS[self.per])
        return Lateness(seconds, extension, days, units, self.per, min(units * self.percent, self.most_percent))

    def _extensions(self) -> Extensions:
        file = Path(self.config.CourseDirectory.get("root", ".")) / self.extensions_file
        return extensions(self.extensions, file if self.extensions_file else None)


def _due(submission: SubmittedAssignment) -> tuple[datetime, str]:
    return submission.assignment.duedate or datetime.max, submission.name
