"""Trusted grading on nbgrader: the submission's process holds no secret and no authority."""

import sys

# nbformat brings jsonschema, which builds a grammar of web addresses when it is imported: seconds, at every start, for a
# format that no notebook's schema uses. It does without where this library is not there.
sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]

from autograder.nbgrading.defaults import configure  # noqa: E402


def run_hidden_tests(task: str) -> None:
    """Run the hidden tests of one task on the functions of the calling notebook.

    For the hidden region of a test cell in an instructor's source notebook. Fails closed: where the
    tests cannot be run, or one fails, it raises; a student's notebook never runs it.

    Args:
        task: the grade_id of the test cell without its ending `-tests`.

    Raises:
        autograder.nbgrading.in_notebook.HiddenTestsFailed: a test failed, or could not be run here.
    """
    from autograder.nbgrading.in_notebook import run_in_notebook

    run_in_notebook(task, sys._getframe(1).f_globals)


__all__ = ["configure", "run_hidden_tests"]
