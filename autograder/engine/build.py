"""Make release/ (through nbgrader itself) and solutions/ from source/."""

from autograder.engine.notebooks import solution_module


def write_solutions(course):
    """Write solutions/mlp/name.py for every notebook."""
    course.solutions.mkdir(parents=True, exist_ok=True)
    for notebook in course.notebooks():
        text = solution_module(course.source_notebook(notebook), notebook)
        course.solution_file(notebook).write_text(text, encoding="utf-8")


def build(course):
    """Write solutions/ and release/."""
    write_solutions(course)
