"""nbgrader's configuration: everything that makes the grader part of nbgrader stands here."""

from pathlib import Path

c = get_config()  # noqa: F821  (nbgrader provides it)

c.CourseDirectory.root = str(Path(__file__).resolve().parent)
c.CourseDirectory.solution_directory = "solutions/notebooks"  # beside the generated modules
c.ClearSolutions.code_stub = {"python": "# YOUR CODE HERE\nraise NotImplementedError()"}
c.ClearMarkScheme.enforce_metadata = (
    False  # marking schemes stand in the locked question cells; our check looks after them
)

# The student version: sources as an editor left them are put in order, and test cells folded away, bonus tasks set apart; the rest is nbgrader's own.
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
c.Autograde.exporter_class = "autograder.nbgrading.preprocessors.SubmissionExporter"
c.Autograde.sanitize_preprocessors = [
    "nbgrader.preprocessors.ClearOutput",
    "autograder.nbgrading.preprocessors.RestoreLayout",
    "nbgrader.preprocessors.OverwriteKernelspec",
    "nbgrader.preprocessors.OverwriteCells",
    "nbgrader.preprocessors.CheckCellMetadata",
]
c.Autograde.autograde_preprocessors = [
    "autograder.nbgrading.preprocessors.HiddenTests",
    "nbgrader.preprocessors.LimitOutput",
    "nbgrader.preprocessors.SaveAutoGrades",
    "autograder.nbgrading.bonus.SaveBonus",
    "nbgrader.preprocessors.AssignLatePenalties",
    "nbgrader.preprocessors.CheckCellMetadata",
]

# Nothing of a submission acts in a person's browser, in feedback or in Formgrader.
c.HTMLExporter.sanitize_html = True
c.HTMLExporter.filters = {
    "markdown2html": "autograder.nbgrading.inert.markdown2html",
    "highlight_code": "autograder.nbgrading.inert.highlight_code",
}
c.GenerateFeedback.post_convert_hook = "autograder.report.student_page.after_feedback"
c.GenerateFeedback.preprocessors = [
    "nbgrader.preprocessors.GetGrades",
    "autograder.nbgrading.inert.HideMarkScheme",
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

# The grader's own settings, each with its default; take away the mark before a line to change it.
# c.Grading.diagnosis = True  # tell students which named mistake their answers equal, by its hint
# c.Grading.isolation = 'bubblewrap'  # what stands around a submission's kernel; anything but bubblewrap is for code that you trust
# c.Grading.seed = 20260901  # seed of the hidden tests' random instances; keep it to yourself
# c.Limits.call_seconds = 10  # seconds for one call of a student's function by a hidden test
# c.Limits.cell_output_kib = 1024  # KiB of output kept of one cell
# c.Limits.cell_seconds = 30  # seconds for one cell
# c.Limits.memory_mib = 2048  # MiB of memory, of all the notebook's processes together
# c.Limits.message_mib = 16  # MiB of one message from the kernel
# c.Limits.notebook_output_kib = 8192  # KiB of output of a notebook; more ends its cell
# c.Limits.notebook_seconds = 120  # seconds for a whole notebook: cells, hidden tests, restarts
# c.Limits.open_files = 512  # open descriptors of one process
# c.Limits.processes = 64  # processes and threads at a time
# c.Limits.scratch_mib = 64  # MiB of files that the notebook may write
# c.Limits.start_seconds = 60  # seconds for the kernel's start
