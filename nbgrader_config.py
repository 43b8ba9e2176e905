"""nbgrader's configuration: everything that makes the grader part of nbgrader stands here."""

from pathlib import Path

c = get_config()  # noqa: F821  (nbgrader provides it)

c.CourseDirectory.root = str(Path(__file__).resolve().parent)
c.CourseDirectory.solution_directory = "solutions/notebooks"  # beside the generated modules
c.ClearSolutions.code_stub = {"python": "# YOUR CODE HERE\nraise NotImplementedError()"}
c.ClearMarkScheme.enforce_metadata = (
    False  # marking schemes stand in the locked question cells; our check looks after them
)

# Submissions are read with care, put into the master's layout, run in a kernel apart and tested from outside.
c.Autograde.exporter_class = "autograder.engine.preprocessors.SubmissionExporter"
c.Autograde.sanitize_preprocessors = [
    "nbgrader.preprocessors.ClearOutput",
    "autograder.engine.preprocessors.RestoreLayout",
    "nbgrader.preprocessors.OverwriteKernelspec",
    "nbgrader.preprocessors.OverwriteCells",
    "nbgrader.preprocessors.CheckCellMetadata",
]
c.Autograde.autograde_preprocessors = [
    "autograder.engine.preprocessors.HiddenTests",
    "nbgrader.preprocessors.LimitOutput",
    "nbgrader.preprocessors.SaveAutoGrades",
    "nbgrader.preprocessors.AssignLatePenalties",
    "nbgrader.preprocessors.CheckCellMetadata",
]

# Nothing of a submission acts in a person's browser, in feedback or in Formgrader.
c.HTMLExporter.sanitize_html = True
c.HTMLExporter.filters = {
    "markdown2html": "autograder.engine.inert.markdown2html",
    "highlight_code": "autograder.engine.inert.highlight_code",
}
c.GenerateFeedback.post_convert_hook = "autograder.engine.pages.after_feedback"
c.GenerateFeedback.preprocessors = [
    "nbgrader.preprocessors.GetGrades",
    "autograder.engine.inert.HideMarkScheme",
    "nbconvert.preprocessors.CSSHTMLHeaderPreprocessor",
]

# Solved notebooks for after the deadline: without the calls that only work here.
c.GenerateSolution.preprocessors = [
    "nbgrader.preprocessors.LockCells",
    "nbgrader.preprocessors.ClearOutput",
    "nbgrader.preprocessors.ClearMarkScheme",
    "nbgrader.preprocessors.Execute",
    "nbgrader.preprocessors.ClearHiddenTests",
]

# The grader's own settings, with their defaults: python -m autograder settings prints them all.
c.Grading.isolation = "bubblewrap"
