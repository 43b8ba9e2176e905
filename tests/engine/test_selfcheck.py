"""Self-checks as a student meets them in a notebook: what is right, what is wrong and why, in a few lines."""

import textwrap

import numpy as np
import pytest
from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.capture import capture_output
from submissions import HERE

from autograder.modules import load

FILE = HERE.source / "selfcheck.py"


class Notebook:
    """IPython as in a notebook: run cells, and read what the student sees."""

    def __init__(self):
        InteractiveShell.clear_instance()
        self.shell = InteractiveShell.instance(colors="nocolor")
        self.shell.user_ns.update(np=np, __name__="__main__")
        module = load(FILE)
        self.shell.user_ns.update(SelfCheck=module.SelfCheck, needs=module.needs)

    def run(self, source):
        """Run one cell; return (what it showed, whether it succeeded)."""
        with capture_output() as captured:
            result = self.shell.run_cell(textwrap.dedent(source))
        return captured.stdout + captured.stderr, result.success


@pytest.fixture
def notebook():
    """A fresh IPython."""
    yield Notebook()
    InteractiveShell.clear_instance()


def checked(notebook, define, *checks):
    """Define a function and run its check cell."""
    notebook.run(define)
    return notebook.run("\n".join(['check = SelfCheck("2.3", "softmax")', *checks, "check.done()"]))


EQUAL = 'check.equal("softmax([0, 0])", lambda: softmax(np.array([0.0, 0.0])), [0.5, 0.5], hint="they sum to 1")'
RETURNS = "def softmax(o):\n    return {}"


def test_right_answers_are_told_and_hidden_checks_remain(notebook):
    """Does a right answer show each check as ok, and say that hidden checks remain?"""
    shown, success = checked(notebook, RETURNS.format("np.full(2, 0.5)"), EQUAL)
    assert success
    assert shown.splitlines() == [
        "2.3 softmax: public checks",
        "  ok     softmax([0, 0]) = [0.5, 0.5]",
        "All 1 public checks passed. Hidden checks, on other inputs, remain: they run when this is graded.",
    ]


WRONG = {
    "None": "is None: does the function end with `return`?",
    "[0.5, 0.4]": "the result at [1] is 0.4, expected 0.5 (1 of 2 entries differ)",
    "[0.1, 0.4]": "the result at [0] is 0.1, expected 0.5 (2 of 2 entries differ)",
    "np.array([[0.5, 0.5]])": "the result has shape (1, 2), expected (2,)",
    "0.5": "the result has shape (), expected (2,)",
    "np.array([])": "the result has shape (0,), expected (2,)",
    "[np.nan, 0.5]": "the result at [0] is nan, expected 0.5",
    "[0.5, np.inf]": "the result at [1] is inf, expected 0.5",
    "'a text'": "the result is a str, expected numbers",
    "{'p': 1}": "the result is a dict, expected numbers",
    "np.abs": "the result is a ufunc, expected numbers",
    "np.array(['a', 'b'])": "the result has dtype <U1, expected real numbers",
    "np.array([0.5, 0.5j])": "the result has dtype complex128, expected real numbers",
    "np.array([0.5, None])": "the result has dtype object, expected real numbers",
    "[[1, 2], [3]]": "of unequal parts, expected numbers",
    "object()": "the result has dtype object, expected real numbers",
    "1 / 0": "raised ZeroDivisionError: division by zero",
    "o.nothing": "raised AttributeError",
    "undefined_name": "name 'undefined_name' is not defined. Run the cell that defines it first",
}


@pytest.mark.parametrize("answer", WRONG)
def test_each_kind_of_wrong_answer_says_why(notebook, answer):
    """Is each kind of wrong answer told in its own words, with the hint, in a few lines without a traceback?"""
    shown, success = checked(notebook, RETURNS.format(answer), EQUAL)
    assert not success
    assert WRONG[answer] in shown and "WRONG  softmax([0, 0])" in shown
    assert ("they sum to 1" in shown) == (answer != "undefined_name")
    assert "Traceback" not in shown and len(shown.splitlines()) <= 6
    assert "SelfCheckFailed: 2.3 softmax: 1 of 1 public checks failed." in shown


def test_the_students_own_line_is_shown(notebook):
    """Does an exception show the line of the student's cell in which it arose, and no library's?"""
    define = "def softmax(o):\n    W = np.ones((3, 4))\n    return W @ o"
    shown, _ = checked(notebook, define, EQUAL)
    assert "in the line: return W @ o" in shown


def test_an_untouched_stub_is_to_do_not_wrong(notebook):
    """Is a stub told as not written yet, with what to do, and not as wrong?"""
    shown, success = checked(notebook, "def softmax(o):\n    raise NotImplementedError()", EQUAL)
    assert not success
    assert "to do  softmax([0, 0])" in shown and "WRONG" not in shown
    assert "2.3 softmax is not written yet" in shown and "`raise NotImplementedError()`" in shown
    assert "Traceback" not in shown


def test_the_function_that_is_not_written_is_named(notebook):
    """Is the unwritten function named, also where another one of the student's calls it, or one of two is done?"""
    notebook.run("def shift(o):\n    raise NotImplementedError()")
    calls = "def softmax(o):\n    return [shift(e) for e in o]"
    assert "2.3 softmax waits for shift, not written yet" in checked(notebook, calls, EQUAL)[0]
    notebook.run('SelfCheck("2.2", "shift").done()')
    assert "2.3 softmax waits for shift (2.2), not written yet; replace" in checked(notebook, calls, EQUAL)[0]
    two = 'check = SelfCheck("2.3", "softmax", "shift")\ncheck.holds("a", lambda: {}(1) == 1)\ncheck.holds("b", shift)'
    notebook.run("def softmax(o):\n    return 1\ndef shift():\n    raise NotImplementedError()")
    assert "2.3 softmax, shift: shift is not written yet" in notebook.run(two.format("softmax") + "\ncheck.done()")[0]
    notebook.run("class softmax:\n    def __call__(self, o):\n        raise NotImplementedError()\nsoftmax = softmax()")
    assert "2.3 softmax, shift are not written yet" in notebook.run(two.format("softmax") + "\ncheck.done()")[0]


def test_a_missing_function_is_named(notebook):
    """Is a function that is not defined named, with what to do?"""
    shown, success = checked(notebook, "x = 1", EQUAL)
    assert not success and "name 'softmax' is not defined. Run the cell that defines it first" in shown


def test_a_known_mistake_is_named(notebook):
    """Is the mistake named that gives just these numbers, and no other?"""
    mistakes = 'mistakes={"not divided by the sum": [1.0, 1.0], "zeros": [0.0, 0.0]}'
    check = EQUAL[:-1] + f", {mistakes})"
    shown, _ = checked(notebook, RETURNS.format("np.ones(2)"), check)
    assert "this is what you get with: not divided by the sum" in shown and "zeros" not in shown
    assert "they sum to 1" not in shown  # the name says more than the hint
    shown, _ = checked(notebook, RETURNS.format("np.full(2, 0.7)"), check)
    assert "this is what you get with" not in shown and "they sum to 1" in shown


def test_a_mistake_of_many_values_is_known_by_a_function(notebook):
    """May a mistake be a function of the result, one that falls over on a strange result included?"""
    check = EQUAL[:-1] + ', mistakes={"all alike": lambda got: np.isclose(got[0], got[1])})'
    for answer, known in {"np.full(2, 0.7)": True, "[0.3, 0.7]": False, "0.5": False}.items():
        shown, _ = checked(notebook, RETURNS.format(answer), check)
        assert ("this is what you get with: all alike" in shown) == known


def test_numbers_that_print_alike_are_told_apart(notebook):
    """Is the difference shown, and what is allowed, where 6 digits do not tell the numbers apart?"""
    shown, _ = checked(notebook, RETURNS.format("[0.5, 0.5 + 4e-9]"), EQUAL)
    assert "at [1] is 0.5, expected 0.5, off by 4e-09, allowed 1e-09 (1 of 2 entries differ)" in shown


def test_the_hint_comes_with_the_first_of_equal_errors(notebook):
    """Is the hint of a later check held back where the same line of the student's raised the same kind of error?"""
    second = 'check.holds("shifted", lambda: softmax(np.ones(3)) == 1, hint="shift first")'
    shown, _ = checked(notebook, "def softmax(o):\n    return np.ones((5, 4)) @ o", EQUAL, second)
    assert shown.count("raised ValueError") == 2 and "they sum to 1" in shown and "shift first" not in shown
    other = "def softmax(o):\n    if len(o) == 2:\n        return o.nothing\n    return np.ones((5, 4)) @ o"
    shown, _ = checked(notebook, other, EQUAL, second)
    assert "they sum to 1" in shown and "shift first" in shown
    shown, _ = checked(notebook, "def softmax(o):\n    return 0 * o", EQUAL, second)
    assert "they sum to 1" in shown and "shift first" in shown


def test_what_was_found_is_told_where_a_property_does_not_hold(notebook):
    """Does a property say what was found, where it is asked to, and only where it does not hold?"""
    check = 'check.holds("sums to 1", lambda: sum(softmax(1)) == 1, got=lambda: f"the sum is {sum(softmax(1))}")'
    assert "sums to 1: this does not hold: the sum is 3" in checked(notebook, RETURNS.format("(1, 2)"), check)[0]
    assert "the sum is" not in checked(notebook, RETURNS.format("(1, 0)"), check)[0]


def test_tuples_and_dicts_are_compared_part_by_part(notebook):
    """Is the wrong part of a tuple or dict named, a missing one, or a wrong number of them?"""
    pair = 'check.equal("pair", lambda: softmax(1), (1.0, [2.0, 3.0]))'
    table = 'check.equal("table", lambda: softmax(1), {"dW": [1.0], "db": 2.0})'
    cases = [
        (pair, "(1.0, [2.0, 4.0])", "value 2 of 2 at [1] is 4, expected 3"),
        (pair, "1.0", "the result is a float, expected 2 values"),
        (pair, "3", "the result is an int, expected 2 values"),
        (pair, "np.ones(3)", "the result is an ndarray, expected 2 values"),
        (pair, "(1.0,)", "the result is a tuple of 1, expected 2 values"),
        (table, "[1.0]", "the result is a list, expected a dict with keys dW, db"),
        (table, "{'dW': [1.0]}", "the result lacks the key db"),
        (table, "{'dW': [1.5], 'db': 2.0}", 'the result["dW"] at [0] is 1.5, expected 1'),
    ]
    for check, answer, message in cases:
        shown, success = checked(notebook, RETURNS.format(answer), check)
        assert not success and message in shown, (answer, shown)
    assert checked(notebook, RETURNS.format("[1.0, (2.0, 3.0)]"), pair)[1]
    assert checked(notebook, RETURNS.format("{'db': 2.0, 'dW': [1.0], 'more': 5}"), table)[1]


def test_shapes_properties_errors_and_arguments(notebook):
    """Do the other kinds of check pass what is right and say what is not?"""
    checks = [
        'check.shape("rows", lambda: softmax(np.ones((2, 3))), (2, 3))',
        'check.holds("sums to 1", lambda: softmax(np.ones(2)).sum() == 1, hint="divide by the sum")',
        'check.unchanged("o stays", lambda: softmax, np.array([1.0, 2.0]))',
        'check.raises("no class", lambda: softmax(np.zeros(0)), ValueError)',
    ]
    good = "def softmax(o):\n    if o.size == 0:\n        raise ValueError\n    return np.ones_like(o) / o.shape[-1]"
    shown, success = checked(notebook, good, *checks)
    assert success and shown.count("  ok     ") == 4
    shown, success = checked(notebook, "def softmax(o):\n    o *= 2\n    return o[..., :1]", *checks)
    assert not success
    for message in (
        "rows: shape (2, 1), expected (2, 3)",
        "sums to 1: this does not hold\n         divide by the sum",
        "o stays: an argument was changed; work on a copy",
        "no class: expected a ValueError, and none was raised",
        "4 of 4 public checks failed",
    ):
        assert message in shown


def test_numpys_own_warnings_and_settings_do_not_matter(notebook):
    """Do a print precision or an errstate of the student's change nothing of the result?"""
    notebook.run("np.set_printoptions(precision=1); np.seterr(all='raise')")
    try:
        shown, success = checked(notebook, RETURNS.format("[np.nan, 0.5]"), EQUAL)
    finally:
        np.set_printoptions(precision=8)
        np.seterr(all="warn", under="ignore")
    assert not success and "is nan, expected 0.5" in shown


def test_needs_waits_until_the_checks_have_passed(notebook):
    """Does a cell that needs a task wait, in one clear line, until its checks passed, and again after they fail?"""
    waiting = 'needs("softmax")\nprint("drawn")'
    shown, success = notebook.run(waiting)
    assert not success and "drawn" not in shown and "Traceback" not in shown
    assert shown.strip().startswith("NotYet: this cell waits for softmax.") and len(shown.splitlines()) <= 2
    checked(notebook, RETURNS.format("None"), EQUAL)
    shown, success = notebook.run(waiting)
    assert not success and "waits for softmax (2.3)." in shown  # the task is known once its check cell has run
    checked(notebook, RETURNS.format("[0.5, 0.5]"), EQUAL)
    assert notebook.run(waiting) == ("drawn\n", True)
    checked(notebook, RETURNS.format("None"), EQUAL)
    assert not notebook.run(waiting)[1]


def test_needs_names_every_task_that_is_missing(notebook):
    """Are all the functions named for which a cell waits, and none that is done?"""
    checked(notebook, RETURNS.format("[0.5, 0.5]"), EQUAL)
    assert "waits for hidden_layer, objective." in notebook.run('needs("hidden_layer", "softmax", "objective")')[0]


def test_only_numpy_is_needed():
    """Does the module import nothing that a student may not have?"""
    lines = [line.split("#")[0].strip() for line in FILE.read_text(encoding="utf-8").splitlines()]
    imports = {line for line in lines if line.startswith(("import ", "from "))}
    assert imports == {"import numpy as np", "import linecache"}
