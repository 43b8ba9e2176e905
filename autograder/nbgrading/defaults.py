"""What the grader sets in nbgrader's configuration: everything that makes it part of nbgrader."""

from pathlib import Path

from traitlets.config import Config

from autograder.course import PART_OF, SOLVED_NOTEBOOKS

ROOM = "autograder.nbgrading"


def configure(c: Config, file: str | Path) -> Config:
    """Set up nbgrader to grade with this grader, and return the configuration. file: of the nbgrader_config.py that asks.

    Settings that follow in the file win over these.
    """
    c.CourseDirectory.root = str(Path(file).resolve().parent)
    c.CourseDirectory.solution_directory = f"solutions/{SOLVED_NOTEBOOKS}"  # beside the generated modules
    c.CourseDirectory.ignore.append(PART_OF)
    c.GenerateAssignment.force = True  # release/ is generated: where it is there and not registered, it is made again
    c.ClearSolutions.code_stub = {"python": "# YOUR CODE HERE\nraise NotImplementedError()"}
    c.ClearMarkScheme.enforce_metadata = False  # marking schemes stand in locked question cells; our check sees to them

    # The student version: sources as an editor left them are put in order, test cells folded away, bonus tasks set
    # apart; the rest is nbgrader's own.
    c.GenerateAssignment.preprocessors = [
        "autograder.authoring.student_version.StudentVersion",
        "nbgrader.preprocessors.IncludeHeaderFooter",
        "nbgrader.preprocessors.InstantiateTests",
        "nbgrader.preprocessors.LockCells",
        "nbgrader.preprocessors.ClearSolutions",
        "nbgrader.preprocessors.ClearOutput",
        "nbgrader.preprocessors.CheckCellMetadata",
        "nbgrader.preprocessors.ComputeChecksums",
        "nbgrader.preprocessors.SaveCells",
        "nbgrader.preprocessors.ClearHiddenTests",
        "nbgrader.preprocessors.ClearMarkScheme",
        "nbgrader.preprocessors.ComputeChecksums",
        "nbgrader.preprocessors.CheckCellMetadata",
    ]

    # Submissions are read with care, put into the master's layout, run in a kernel apart and tested from outside.
    c.Autograde.exporter_class = f"{ROOM}.preprocessors.SubmissionExporter"
    c.Autograde.sanitize_preprocessors = [
        "nbgrader.preprocessors.ClearOutput",
        f"{ROOM}.preprocessors.RestoreLayout",
        "nbgrader.preprocessors.OverwriteKernelspec",
        "nbgrader.preprocessors.OverwriteCells",
        "nbgrader.preprocessors.CheckCellMetadata",
    ]
    c.Autograde.autograde_preprocessors = [
        f"{ROOM}.preprocessors.HiddenTests",
        "nbgrader.preprocessors.LimitOutput",
        f"{ROOM}.preprocessors.SaveGrades",
        "nbgrader.preprocessors.AssignLatePenalties",
        "nbgrader.preprocessors.CheckCellMetadata",
    ]

    # Late submissions, extensions and the way back to students, see docs/term.md.
    c.AssignLatePenalties.plugin_class = "autograder.term.lateness.LatePolicy"
    c.ExchangeFactory.release_feedback = "autograder.term.exchange.ReleaseFeedback"

    # Nothing of a submission acts in a person's browser, in Formgrader or in feedback, whose pages are our own.
    c.HTMLExporter.sanitize_html = True
    c.HTMLExporter.filters = {
        "markdown2html": f"{ROOM}.inert.markdown2html",
        "highlight_code": f"{ROOM}.inert.highlight_code",
    }
    c.GenerateFeedback.exporter_class = f"{ROOM}.feedback.FeedbackExporter"
    c.GenerateFeedback.post_convert_hook = f"{ROOM}.feedback.after_feedback"
    c.GenerateFeedback.preprocessors = []  # the pages take points and comments from the gradebook themselves

    # Solved notebooks for after the deadline: without the calls that only work here.
    c.GenerateSolution.preprocessors = [
        "nbgrader.preprocessors.LockCells",
        "nbgrader.preprocessors.ClearOutput",
        "nbgrader.preprocessors.ClearMarkScheme",
        "nbgrader.preprocessors.Execute",
        "nbgrader.preprocessors.ClearHiddenTests",
    ]
    return c
