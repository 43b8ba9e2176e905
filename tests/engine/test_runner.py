"""A notebook in its kernel: whatever one cell or one function does costs what depends on it, and no more."""

import numpy as np
import psutil
import pytest

from autograder.errors import Wrong
from engine.helpers import student_of

F = "def f(v):\n    return v + 1"


def said(call):
    with pytest.raises(Wrong) as caught:
        call()
    return str(caught.value)


def text(run, key):
    """Everything that a cell showed."""
    return "".join(o.get("text", "") + o.get("evalue", "") for o in run.outputs[key])


def test_a_function_is_called_across_the_border(notebook_run):
    """Do functions of the notebook answer with arrays, tuples and keyword arguments?"""
    run = notebook_run("import numpy as np\ndef f(v, shift=0):\n    return v + shift, np.zeros(2)", "@f")
    value, zeros = student_of(run).f(np.array([1.0, 2.0]), shift=3)
    assert value.tolist() == [4, 5] and zeros.tolist() == [0, 0]
    assert run.seconds["restarts"] == 0


ENDLESS = "def f(v):\n    while True:\n        pass"
STUBBORN = """def f(v):
    while True:
        try:
            while True:
                pass
        except BaseException:
            pass"""


@pytest.mark.parametrize("loop", [ENDLESS, STUBBORN])
def test_an_endless_loop_in_a_function_costs_that_function(notebook_run, loop):
    """Is a function that does not end stopped, one that swallows the interrupt too, and its neighbour still called?"""
    run = notebook_run(loop, "@f", "def g(v):\n    return 2 * v", "@g")
    student = student_of(run)
    assert said(lambda: student.f(1.0)).startswith("f: stopped after")
    assert student.g(2.0) == 4.0
    assert said(lambda: student.f(1.0)).startswith("f: stopped after")
    assert said(lambda: student.f(1.0)) == "f: stopped twice already; it was not called again"
    assert student.g(2.0) == 4.0


def test_a_function_that_did_not_end_is_waited_for_less_the_next_time(notebook_run):
    """Does a second endless call cost a quarter of the first, so that others have their time?"""
    student = student_of(notebook_run("def f(v):\n    while True:\n        pass", "@f"))
    assert said(lambda: student.f(1.0)) == "f: stopped after 1.5 s"
    assert said(lambda: student.f(1.0)) == "f: stopped after 0.375 s"


def test_a_test_cell_that_was_left_out_still_marks_its_place(notebook_run):
    """Is the function of a test cell that never ends the one that was bound there, also after a restart?"""
    die = "def g(v):\n    import os\n    os._exit(1)"
    run = notebook_run("def f(v):\n    return 2 * v", "@f\nwhile True:\n    pass", die, "@g", "def f(v):\n    return 0")
    student = student_of(run)
    assert student.f(2.0) == 4.0
    assert said(lambda: student.g(1.0)) == "g: the process ended"
    assert student.f(2.0) == 4.0


@pytest.mark.parametrize(
    "loop", ["while True:\n    pass", STUBBORN.replace("def f(v)", "if True").replace("return", "")]
)
def test_an_endless_loop_in_a_cell_costs_that_cell(notebook_run, loop):
    """Is a cell that does not end stopped, with the reason in its place, and do the cells after it run?"""
    run = notebook_run("def g(v):\n    return 2 * v", "@g", loop, F, "@f")
    assert student_of(run).f(1.0) == 2.0 and student_of(run).g(1.0) == 2.0
    assert "stopped after 2 s" in text(run, "c2")


def test_a_process_that_ends_itself_in_a_cell(notebook_run):
    """After os._exit in a cell, is all graded that does not need what never ran, in a new process?"""
    run = notebook_run("def g(v):\n    return 2 * v", "@g", "x = 1\nimport os; os._exit(1)", F, "@f")
    student = student_of(run)
    assert student.g(1.0) == 2.0 and student.f(1.0) == 2.0
    assert "the process ended" in text(run, "c2")
    assert run.seconds["restarts"] == 1


@pytest.mark.parametrize("end", ["os._exit(0)", "os.kill(os.getpid(), 9)", "os.kill(os.getpid(), 11)"])
def test_a_process_that_ends_itself_in_a_function(notebook_run, end):
    """Does os._exit or a crash in a function cost its call, and the next task get a live process?"""
    run = notebook_run(f"import os\ndef f(v):\n    {end}", "@f", "def g(v):\n    return 2 * v", "@g")
    student = student_of(run)
    assert said(lambda: student.f(1.0)) == "f: the process ended"
    assert student.g(1.0) == 2.0


def test_exceptions_that_end_programs_end_nothing(notebook_run):
    """Do sys.exit in a cell and in a function end neither the kernel nor the grading?"""
    run = notebook_run("import sys; sys.exit(3)", "def f(v):\n    sys.exit(3)", "@f", "def g(v):\n    return v", "@g")
    student = student_of(run)
    assert said(lambda: student.f(1.0)).startswith("f raised SystemExit: 3")
    assert student.g(1.0) == 1.0 and run.seconds["restarts"] == 0


def test_a_name_that_is_used_again_counts_as_it_was_at_its_test_cell(notebook_run):
    """Does the function count that was bound at its test cell, though the name becomes a number or a wrong one later?"""
    run = notebook_run(F, "@f", "f = f(3)", "def g(v):\n    return v", "@g", "def g(v):\n    return -v")
    student = student_of(run)
    assert student.f(1.0) == 2.0 and student.g(1.0) == 1.0


def test_the_last_definition_before_the_test_cell_counts(notebook_run):
    """Of several definitions above the test cell, does the last one count?"""
    run = notebook_run("def f(v):\n    return -v", F, "@f")
    assert student_of(run).f(1.0) == 2.0


def test_a_function_defined_below_its_test_cell_still_counts(notebook_run):
    """Is a function found that stands below its test cell, where nothing was bound above it?"""
    run = notebook_run("@f", "def f(v):\n    return -v", F)
    assert student_of(run).f(1.0) == 2.0


def test_without_a_regular_test_cell_the_last_definition_counts(notebook_run):
    """Where the test cell was moved or deleted, does the last function bound by the end count?"""
    run = notebook_run("def f(v):\n    return -v", "@f", F, "f_value = f(1)", regular=False)
    assert student_of(run).f(1.0) == 2.0


def test_a_number_under_the_name_is_no_function(notebook_run):
    """Is a name that was only ever a number told as not defined?"""
    assert said(lambda: student_of(notebook_run("f = 5", "@f")).f(1.0)) == "f is not defined in the notebook"


def test_a_misspelled_function_is_named(notebook_run):
    """Is the function named that is plainly meant, and none where none is near?"""
    run = notebook_run("def sofmax(o):\n    return o", "@softmax", "@objective")
    student = student_of(run)
    assert said(lambda: student.softmax(1.0)).endswith("there is a function called sofmax: is that it?")
    assert said(lambda: student.objective(1.0)) == "objective is not defined in the notebook"


def test_an_error_in_one_cell_costs_what_depends_on_it(notebook_run):
    """Do a syntax error and an exception in cells leave the other cells as they are?"""
    run = notebook_run("def broken(:", "1 / 0", F, "@f")
    assert student_of(run).f(1.0) == 2.0
    assert "SyntaxError" in run.outputs["c0"][0]["ename"] and run.outputs["c1"][0]["ename"] == "ZeroDivisionError"


def test_what_a_call_prints_is_shown_nowhere(notebook_run):
    """Does what a function prints during a hidden call, stderr and plots included, reach no cell?"""
    loud = """import sys
from IPython.display import display
def f(v):
    print("secret input", v)
    sys.stderr.write("secret error")
    display("secret display")
    return v
print("said in the cell")"""
    run = notebook_run(loud, "@f", "x = 2")
    assert student_of(run).f(7.0) == 7.0
    assert "said in the cell" in text(run, "c0") and "secret" not in repr(run.outputs)


@pytest.mark.parametrize("ask", ["input()", "getpass.getpass()"])
def test_keyboard_input_is_refused(notebook_run, ask):
    """Do questions in a cell and in a function fail at once, with the reason?"""
    run = notebook_run("x = input()", f"import getpass\ndef f(v):\n    return {ask}", "@f")
    assert said(lambda: student_of(run).f(1.0)) == "f asked for keyboard input; a graded function cannot"
    assert run.outputs["c0"][0]["ename"] == "StdinNotImplementedError"


def test_the_notebooks_time_is_a_budget(notebook_run):
    """Once the notebook's time is used up, is the rest not run, and is it said, cell and function?"""
    run = notebook_run("import time", "time.sleep(1.5)", "time.sleep(1.5)", F, "@f", notebook_seconds=3)
    assert said(lambda: student_of(run).f(1.0)) == "f: the notebook's 3 s were used up before this"
    assert text(run, "c3") == "not run: the notebook's time was used up"


def test_the_state_of_the_notebook_is_there_after_a_restart(notebook_run):
    """After a death, does the next function find the variables of the cells that ran?"""
    run = notebook_run(
        "base = 40", "import os\ndef f(v):\n    os._exit(0)", "@f", "def g(v):\n    return base + v", "@g"
    )
    student = student_of(run)
    said(lambda: student.f(1.0))
    assert student.g(2.0) == 42.0


def test_background_threads_do_not_answer_for_another(notebook_run):
    """Does a thread that a cell left running neither answer the next call nor outlive the notebook?"""
    thread = """import threading, time
def spin():
    while True:
        time.sleep(0.01)
        print("still here")
threading.Thread(target=spin, daemon=True).start()"""
    before = set(psutil.Process().children(recursive=True))
    run = notebook_run(thread, F, "@f")
    assert student_of(run).f(1.0) == 2.0
    started = set(psutil.Process().children(recursive=True)) - before
    run.close()
    run.sandboxes.close()
    assert started and psutil.wait_procs(started, timeout=5)[1] == []


def test_arguments_that_name_the_students_own_functions(notebook_run):
    """Can a hidden test pass the student's own function to another one?"""
    from autograder.sandbox.border.references import Expr, Own

    run = notebook_run("def relu(z):\n    return max(z, 0)", "@relu", "def f(v, phi):\n    return phi(v)", "@f")
    student = student_of(run)
    assert student.f(-2.0, Own("relu")) == 0
    assert student.f(-2.0, Expr("lambda z: z * z")) == 4.0


def test_what_a_cell_changes_in_the_shell_does_not_reach_the_next(notebook_run):
    """Do input and AST transformers, or a replaced run_cell, leave later cells as they are written?"""
    blank = """ip = get_ipython()
ip.input_transformers_cleanup.append(lambda lines: ["pass\\n"])
ip.run_cell = type(ip).run_cell = lambda *a, **k: None
type(ip).write_format_data = lambda *a, **k: None
ip.events.register("pre_run_cell", lambda *a: 1 / 0)
ip.displayhook = ip.display_pub = print"""
    run = notebook_run(blank, F, "@f")
    assert student_of(run).f(1.0) == 2.0


@pytest.mark.parametrize("answer", ["return '\\ud800'", "raise ValueError('\\ud800')"])
def test_text_that_cannot_be_sent_costs_no_time(notebook_run, answer):
    """Is an answer with half a character told at once, rather than as one that never came?"""
    student = student_of(notebook_run(f"def f(v):\n    {answer}", "@f"))
    assert said(lambda: student.f(1.0)).startswith("f raised ")
