"""The student's page: what was lost in an assignment and why, then all the rest; made from data, without script."""

from autograder.report.views import NotebookView, environment


def page(student: str, assignment: str, notebooks: list[NotebookView]) -> str:
    """The page index.html of one student's feedback. notebooks: those that were graded, in order."""
    template = environment().get_template("student.html")
    return template.render(student=student, assignment=assignment, notebooks=notebooks)
