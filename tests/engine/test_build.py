"""release/ and solutions/ are made from source/, the same each time, and hold nothing that they must not."""

import os

import pytest
from submissions import HERE, NOTEBOOK

from autograder.authoring.build import build
from autograder.errors import CourseError
from autograder.modules import load
from autograder.notebooks import meta, tasks


def contents(course):
    files = [p for part in (course.release, course.solutions) for p in part.rglob("*") if p.is_file()]
    return {str(p.relative_to(course.root)): p.read_bytes() for p in files}


def test_building_twice_changes_nothing(built):
    """Is the second build, byte for byte, the first, and does a program that builds keep its environment?"""
    before, environment = contents(built), dict(os.environ)
    build(built)
    assert contents(built) == before
    assert dict(os.environ) == environment  # Formgrader's server lives on


def test_what_is_built_is_complete_and_no_more(built):
    """Are notebook, self-check and style there, and what no longer belongs gone?"""
    support = {path.name for path in HERE.source.iterdir() if path.is_file() and path.suffix != ".ipynb"}
    names = {f"release/mlp/{name}" for name in (f"{NOTEBOOK}.ipynb", *support)}
    assert set(contents(built)) == names | {"solutions/mlp/forward_propagation.py"}
    assert not (built.release / "left").exists()


def test_the_course_folder_stays_clean(built):
    """Does building leave no gradebook and no other folder behind?"""
    assert set(os.listdir(built.root)) == {"source", "release", "solutions", "autograder", "nbgrader_config.py"}


def test_the_release_has_stubs_and_no_answers(built):
    """Does each stub keep its signature and docstring, and each test cell its public checks, and no more?"""
    for cell in built.release_notebook(NOTEBOOK).cells:
        assert "SOLUTION" not in cell.source and "HIDDEN" not in cell.source and "MARK SCHEME" not in cell.source
        if meta(cell, "solution") and cell.cell_type == "code":
            assert cell.source.rstrip().endswith("raise NotImplementedError()") and '"""' in cell.source
        elif meta(cell, "grade") and cell.cell_type == "code":
            assert "check.done()" in cell.source and "run_hidden_tests" not in cell.source


def test_tasks_and_points_are_the_sources(built):
    """Does the release have the tasks and points of the source?"""
    assert tasks(built.release_notebook(NOTEBOOK)) == built.tasks(NOTEBOOK)


def test_the_solution_module_has_every_function_documented(built):
    """Can the module of reference functions be imported, each function with its docstring?"""
    module = load(built.solution_file(NOTEBOOK))
    assert module.__doc__.startswith("Reference functions of notebook 2 Forward propagation.")
    for task in built.tasks(NOTEBOOK):
        for name in task.functions:
            assert getattr(module, name).__doc__


def test_what_nbgrader_refuses_is_told(copy):
    """Is a source that nbgrader refuses an error with its own words, and is the release as it was?"""
    copy.change(lambda cell: cell.update(source=cell.source.replace("### END SOLUTION", "")), "softmax")
    before = (copy.release / f"{NOTEBOOK}.ipynb").read_bytes()
    with pytest.raises(CourseError, match="nbgrader generate_assignment failed:"):
        build(copy)
    assert (copy.release / f"{NOTEBOOK}.ipynb").read_bytes() == before
