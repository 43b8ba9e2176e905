"""The hidden region's call in an instructor's notebook: it runs the hidden tests there, and fails closed."""

import pytest
from submissions import HERE

from autograder import run_hidden_tests
from autograder.modules import load
from autograder.nbgrading import in_notebook as hidden
from autograder.nbgrading.in_notebook import HiddenTestsFailed, run_in_notebook

REFERENCE = vars(load(HERE.solution_file("2_forward_propagation")))


def test_right_functions_pass_and_the_result_is_shown(capsys):
    """Do the reference's functions pass in the instructor's notebook, with what was tested?"""
    run_in_notebook("softmax", REFERENCE)
    shown = capsys.readouterr().out
    assert shown.startswith("3 of 3 points") and "passed  Is softmax taken over the last axis" in shown


def test_a_wrong_function_fails_the_cell(capsys):
    """Does a wrong function raise, so that the cell does not pass, and say which test failed?"""
    with pytest.raises(HiddenTestsFailed, match="softmax: not every hidden test passed"):
        run_in_notebook("softmax", REFERENCE | {"softmax": lambda o: o})
    assert "FAILED" in capsys.readouterr().out


def test_a_missing_function_fails_the_cell():
    """Does a function that is not there fail the cell?"""
    with pytest.raises(HiddenTestsFailed):
        run_in_notebook("softmax", {})


def test_an_unknown_task_fails_the_cell():
    """Is a misspelled task an error, not a pass?"""
    with pytest.raises(HiddenTestsFailed, match="has a test cell softmaks-tests"):
        run_in_notebook("softmaks", REFERENCE)


def test_never_inside_a_students_process(monkeypatch):
    """Does the call refuse within nbgrader's own autograding, and say which setting is missing?"""
    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")
    with pytest.raises(HiddenTestsFailed, match="no other c.Autograde.autograde_preprocessors"):
        run_in_notebook("softmax", REFERENCE)


def test_without_the_solutions_it_fails(monkeypatch, tmp_path):
    """Does the call fail, and say what to do, where the reference is not built?"""

    monkeypatch.setattr(type(HERE), "solution_file", lambda self, notebook: tmp_path / "missing.py")
    hidden._loaded.cache_clear()
    with pytest.raises(HiddenTestsFailed, match="autograder build"):
        run_in_notebook("softmax", REFERENCE)


def test_the_call_takes_the_functions_of_its_own_notebook(capsys):
    """Does `run_hidden_tests` look at the functions of the notebook that calls it?"""
    names = dict(REFERENCE, run_hidden_tests=run_hidden_tests)
    exec("run_hidden_tests('softmax')", names)
    with pytest.raises(HiddenTestsFailed):
        exec("softmax = lambda o: 2 * o\nrun_hidden_tests('softmax')", names)
