"""Self-checks as a student meets them in a notebook: what is right, what is wrong and why, in a few lines."""

import json
import sys
import textwrap
from pathlib import Path

import numpy as np
import pytest
from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.capture import capture_output

FOLDER = Path(__file__).parents[2] / "source" / "mlp"
FILES = ("selfcheck", "inwords", "handin")


class Notebook:
    """IPython as in a notebook: run cells, and read what the student sees."""

    def __init__(self, monkeypatch):
        monkeypatch.syspath_prepend(FOLDER)
        for name in FILES:  # what an earlier notebook passed is not known in this one
            monkeypatch.delitem(sys.modules, name, raising=False)
        InteractiveShell.clear_instance()
        self.shell = InteractiveShell.instance(colors="nocolor")
        self.shell.user_ns.update(np=np, __name__="__main__")
        assert self.run("from selfcheck import SelfCheck, before_you_hand_in, needs") == ("", True)

    def run(self, source):
        """Run one cell; return (what it showed, whether it succeeded)."""
        with capture_output() as captured:
            result = self.shell.run_cell(textwrap.dedent(source))
        return captured.stdout + captured.stderr, result.success


@pytest.fixture
def notebook(monkeypatch, tmp_path):
    """A fresh IPython, in an empty folder."""
    monkeypatch.chdir(tmp_path)
    yield Notebook(monkeypatch)
    InteractiveShell.clear_instance()
    for name in FILES:
        sys.modules.pop(name, None)


def checked(notebook, define, *checks):
    """Define a function and run its check cell."""
    notebook.run(define)
    return notebook.run("\n".join(['check = SelfCheck("2.3", "softmax")', *checks, "check.done()"]))


EQUAL = 'check.equal("softmax([0, 0])", lambda: softmax(np.array([0.0, 0.0])), [0.5, 0.5], hint="they sum to 1")'
RETURNS = "def softmax(o):\n    return {}"


def test_right_answers_are_told_and_hidden_checks_remain(notebook):
    """Does a right answer fold its checks into one line, and say that hidden checks remain?"""
    holds = 'check.holds("sums to 1", lambda: np.sum(softmax(0)) == 1)'
    shown, success = checked(notebook, RETURNS.format("np.full(2, 0.5)"), EQUAL, holds)
    assert success
    assert shown == "2.3 softmax: ok, 2 public checks passed, hidden ones remain: softmax([0, 0]); sums to 1\n"
    brought = (
        'check = SelfCheck("bring along", "softmax", graded=False)\ncheck.holds("runs", lambda: True)\ncheck.done()'
    )
    assert notebook.run(brought) == ("bring along softmax: ok, 1 public check passed: runs\n", True)


def test_many_labels_are_cut_and_counted(notebook):
    """Do long lists of labels stay in one line?"""
    checks = [f'check.holds("a property with a name of some length {k}", lambda: softmax(0))' for k in range(9)]
    shown, _ = checked(notebook, RETURNS.format("1"), *checks, f'check.holds("{200 * "l"}", lambda: True)')
    assert "of some length 1; and 8 more" in shown and len(shown.splitlines()[0]) < 160


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
    """Is each kind of wrong answer told in its own words in a few lines, with the hint only where a value is wrong?"""
    shown, success = checked(notebook, RETURNS.format(answer), EQUAL)
    assert not success
    assert WRONG[answer] in shown and "WRONG  softmax([0, 0])" in shown
    assert ("they sum to 1" in shown) == (" at [" in WRONG[answer])
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
    assert "to do  1 check: softmax([0, 0])" in shown and "WRONG" not in shown
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


def test_a_crash_is_told_once(notebook):
    """Is the same error in the same line told once, without hints, and another one on its own?"""
    second = 'check.holds("shifted", lambda: softmax(np.ones(3)) == 1, hint="shift first")'
    third = 'check.holds("whole", lambda: True)'
    shown, _ = checked(notebook, "def softmax(o):\n    return np.ones((5, 4)) @ o", EQUAL, second)
    assert shown.count("raised ValueError") == 1 and "WRONG  all others, for the same reason" in shown
    assert "they sum to 1" not in shown and "shift first" not in shown and "2 of 2 public checks failed" in shown
    shown, _ = checked(notebook, "def softmax(o):\n    return np.ones((5, 4)) @ o", EQUAL, second, third)
    assert "WRONG  shifted, for the same reason\n  ok     1 check: whole" in shown and "gufunc" not in shown
    other = "def softmax(o):\n    if len(o) == 2:\n        return o.nothing\n    return np.ones((5, 4)) @ o"
    shown, _ = checked(notebook, other, EQUAL, second)
    assert "raised AttributeError" in shown and "raised ValueError" in shown
    shown, _ = checked(notebook, "def softmax(o):\n    return 0 * o", EQUAL, second)
    assert "they sum to 1" in shown and "shift first" in shown
    shown, _ = checked(notebook, "def softmax(o):\n    o + 1", EQUAL, EQUAL.replace("[0, 0]", "[1, 1]"))
    assert shown.count("is None: does the function end with `return`?") == 1


CRASHES = {
    "e = e + o\n    return e": "raised UnboundLocalError: the variable e is used before it gets a value",
    "return softmax(o)": "raised RecursionError: the function calls itself without end",
    "return o[2]": "raised IndexError: index 2 lies beyond the end: axis 0 has size 2, and counting starts at 0",
    "return [1, 2][7]": "raised IndexError: an index lies beyond the end of a list",
    "return {}['dW']": "raised KeyError: there is no key 'dW'",
    "return o + None": "raised TypeError: + does not work between float and None",
    "return np.exp(None)": "raised TypeError: np.exp got None in place of numbers",
    "return o(2)": "raised TypeError: numpy.ndarray is called like a function, and is none",
    "return np.zeros[2]": "raised TypeError: a function is followed by [ ]; it is called with ( )",
    "x = None\n    return x[0]": "raised TypeError: None was indexed or looped over, and has no parts",
    "a, b = 1\n    return a": "raised TypeError: int was to be taken apart into several values",
    "return o[0, 0]": "raised IndexError: 2 indices were given to an array of 1 axes",
    "a, b = 1, 2, 3": "raised ValueError: there are more values than the 2 names that take them",
    "return shift(o)": "raised TypeError: shift was called without 'by'",
    "return shift(o, 1, 2)": "raised TypeError: shift takes 2 arguments and was given 3",
    "import math\n    return math.exp(o)": "raised TypeError: a whole array came where one number is needed",
    "o = np.arange(2)\n    o -= 0.5\n    return o": "raised TypeError: an array of integers cannot hold the result in place",
    "return None.T": "raised AttributeError: None has no .T",
    "if o > 0:\n        return o": "raised ValueError: `if`, `and`, `or` or `not` got a whole array",
    "return np.ones((3, 4)) @ np.ones(3)": "raised ValueError: @ got (3, 4) and (3,): the inner sizes 4 and 3 must agree",
    "return np.matmul(o[None], o[None])": "raised ValueError: @ got (1, 2) and (1, 2): the inner sizes 2 and 1 must agree",
    "return W.T @ np.tanh(o @ V)": "raised ValueError: @ got (4, 3) and (4,): the inner sizes 3 and 4 must agree",
    "return [np.ones(3) @ v for v in [o]]": "raised ValueError: @ got (3,) and (2,): the inner sizes 3 and 2 must agree",
    "A = np.ones((3, 4))\n    A @= A": "raised ValueError: @ got arrays whose inner sizes, 4 and 3, do not agree",
    "return o @ 2": "raised ValueError: @ got a single number; a number times an array is written with *",
    "return o.dot(np.ones(3))": "raised ValueError: np.dot got (2,) and (3,): the inner sizes 2 and 3 must agree",
    "return o + np.ones((4, 3))": "raised ValueError: the shapes (2,) and (4, 3) do not fit together",
    "o += np.ones((4, 2))": "raised ValueError: an array of shape (2,) cannot hold in place a result of shape (4, 2)",
    "o[:] = np.ones(3)": "raised ValueError: an array of shape (3,) does not fit into a place of shape (2,)",
    "o[0] = np.ones(3)": "raised ValueError: a place for one number was given a whole array",
    "raise ValueError": "raised ValueError\n",
}


@pytest.mark.parametrize("body", CRASHES)
def test_errors_are_told_in_plain_words(notebook, body):
    """Is each common error told in words, with the student's line, without a traceback or NumPy's own text?"""
    notebook.run("W, V = np.ones((3, 4)), np.ones((2, 4))\ndef shift(o, by):\n    return o - by")
    shown, success = checked(notebook, f"def softmax(o):\n    {body}", EQUAL)
    assert not success and CRASHES[body] in shown
    assert "in the line: " in shown and "gufunc" not in shown and "NoneType" not in shown and "Traceback" not in shown


def test_a_function_of_other_arguments_is_told(notebook):
    """Is a changed signature told as such, and no line of the check cell shown?"""
    shown, _ = checked(notebook, "def softmax(o, axis):\n    return o", EQUAL)
    assert "softmax was called without 'axis'\n         keep the arguments of the stub" in shown
    shown, _ = checked(notebook, "def softmax(o):\n    return None", 'check.holds("a", lambda: softmax(1).sum() == 1)')
    assert "None has no .sum\n         does the function return what its docstring says?" in shown
    assert "in the line" not in shown


def test_the_line_of_a_lambda_or_of_a_class_is_shown(notebook):
    """Is the student's line found in a lambda and in `__call__`, too?"""
    for define in (
        "softmax = lambda o: o.nothing",
        "class S:\n    def __call__(self, o):\n        return o.nothing\nsoftmax = S()",
    ):
        assert "in the line: " in checked(notebook, define, EQUAL)[0]


def test_a_hint_on_condition_is_given_where_all_before_is_right(notebook):
    """Is a hint that begins with "if the checks above pass" held back where they do not, and said without it where they do?"""
    hint = 'hint="if the checks above pass: shift by the largest"'
    large = f'check.equal("large", lambda: softmax(np.ones(3)), [1, 1, 1], {hint})'
    assert "shift by" not in checked(notebook, RETURNS.format("0 * o"), EQUAL, large)[0]
    shown, _ = checked(notebook, RETURNS.format("0.5 + 0 * o"), EQUAL, large)
    assert "\n         shift by the largest" in shown and "if the checks" not in shown


def test_hints_of_shape_checks_are_about_shapes(notebook):
    """Does a check of a shape give its hint, once, and a check of values none for a shape?"""
    shape = 'check.shape("shape", lambda: softmax(np.ones(2)), (2,), hint="one for each logit")'
    shown, _ = checked(notebook, RETURNS.format("np.ones((1, 2))"), shape, EQUAL)
    assert "one for each logit" in shown and "they sum to 1" not in shown
    assert shown.count("shape (1, 2), expected (2,)") == 1 and "WRONG  all others, for the same reason" in shown
    assert "one for each logit" not in checked(notebook, RETURNS.format("None"), shape)[0]


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
        (table, "{'dW': [1.5], 'db': 2.0}", 'the result["dW"] at [0] is 1.5, expected 1\n         right: db'),
        (table, "{'db': 2.0}", "the result lacks the key dW\n         right: db"),
        (
            table,
            "{'dW': [[1.0]], 'db': 3.0}",
            'the result["dW"] has shape (1, 1), expected (1,)\n         the result["db"] is 3',
        ),
        (pair, "(2.0, [2.0, 3.0])", "value 1 of 2 is 2, expected 1\n         right: value 2 of 2"),
    ]
    for check, answer, message in cases:
        shown, success = checked(notebook, RETURNS.format(answer), check)
        assert not success and message in shown, (answer, shown)
    assert checked(notebook, RETURNS.format("[1.0, (2.0, 3.0)]"), pair)[1]
    assert checked(notebook, RETURNS.format("{'db': 2.0, 'dW': [1.0], 'more': 5}"), table)[1]


def test_a_known_mistake_in_some_keys_is_named(notebook):
    """Is a mistake named by its keys where its whole effect is there, also where another key is wrong on its own?"""
    right = {"dW": [1.0], "db": 2.0, "dh": 3.0}
    mistakes = {"φ′ left out": {**right, "dW": [5.0], "db": 6.0}, "a sum": {"dh": 9.0}}
    check = f'check.equal("table", lambda: softmax(1), {right}, hint="look at φ′", mistakes={mistakes})'
    said = "this is what you get with: φ′ left out"
    shown, _ = checked(notebook, RETURNS.format({**right, "dW": [5.0], "db": 6.0}), check)
    assert f"\n         {said}" in shown and "right: dh" in shown and "look at" not in shown
    shown, _ = checked(notebook, RETURNS.format({"dW": [5.0], "db": 6.0, "dh": 7.0}), check)
    assert f"dW, db: {said}" in shown and "a sum" not in shown
    shown, _ = checked(notebook, RETURNS.format({**right, "dW": [5.0]}), check)
    assert said not in shown and "look at φ′" in shown


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
    assert success and "ok, 4 public checks passed, hidden ones remain: rows; sums to 1; o stays; no class" in shown
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


def test_needs_begins_with_the_function_that_the_others_wait_for(notebook):
    """Is the unwritten function named first for which the others wait, in the order of the tasks?"""
    notebook.run("def shift(o):\n    raise NotImplementedError()\ndef loss(o):\n    return softmax(o)")
    checked(notebook, "def softmax(o):\n    return shift(o)", EQUAL)
    assert "waits for shift, softmax (2.3). Begin with shift. Finish" in notebook.run('needs("softmax")')[0]
    notebook.run('check = SelfCheck("2.2", "shift")\ncheck.holds("a", lambda: shift(1))\ncheck.done()')
    notebook.run('check = SelfCheck("2.10", "loss")\ncheck.holds("a", lambda: loss(1))\ncheck.done()')
    shown, _ = notebook.run('needs("loss", "softmax", "shift")')
    assert "waits for shift (2.2), softmax (2.3), loss (2.10). Begin with shift." in shown and shown.count("\n") == 1
    assert "waits for shift (2.2). Finish" in notebook.run('needs("shift")')[0]


def test_needs_begins_with_the_earliest_task(notebook):
    """Is the first task named first, whatever functions later ones, or those of the same task, wait for?"""
    notebook.run("def early(): raise NotImplementedError()\ndef slope(): raise NotImplementedError()")
    notebook.run("def other(): raise NotImplementedError()\ndef late(): return slope()")
    for number, names in {"1.3": ["early"], "1.6": ["other", "slope"], "1.10": ["late"]}.items():
        calls = "".join(f'check.holds("{name}", lambda: {name}())\n' for name in names)
        notebook.run(f'check = SelfCheck("{number}", {str(names)[1:-1]})\n{calls}check.done()')
    shown, _ = notebook.run('needs("slope", "other", "early", "late")')
    assert "waits for early (1.3), slope (1.6), other (1.6), late (1.10). Begin with early." in shown
    assert "waits for slope (1.6). Finish" in notebook.run('needs("slope")')[0]  # other is no part of it


IMPORTS = {
    "import elsewhere": True,
    "import elsewhere as e": True,
    "import elsewhere.part": True,
    "from elsewhere import function": True,
    "from elsewhere import Class": True,
    "from elsewhere import ufunc": True,
    "def f():\n    import elsewhere, json": True,
    "def f():\n    return [lambda: __import__('x') for x in 'a']\ndef g():\n    def h():\n        from elsewhere.part import x": True,
    "import own, json, math, numpy.linalg as la, matplotlib.pyplot as plt, IPython": False,
    "from own import function": False,
    "from explore import explore\nfrom digits import load_digits": False,
    "from mpl_toolkits.mplot3d import Axes3D\nfrom IPython.display import HTML\nfrom functools import cache": False,
    "from numpy.linalg import norm\nfrom math import exp\nrng = np.random.default_rng(0)\nf = np.frompyfunc(abs, 1, 1)": False,
    "class C:\n    def __getattr__(self, name):\n        raise KeyError(name)\nc = C()": False,
}


@pytest.fixture
def elsewhere(tmp_path_factory, tmp_path, monkeypatch):
    """A package that the grader does not have, and a file of the student's beside the notebook."""
    site = tmp_path_factory.mktemp("site")
    lines = "import numpy\nclass Class: pass\ndef function(): pass\nufunc = numpy.frompyfunc(abs, 1, 1)\n"
    (site / "elsewhere").mkdir()
    (site / "elsewhere" / "__init__.py").write_text(lines + "globals()[ufunc.__name__] = ufunc")
    (site / "elsewhere" / "part.py").write_text("")
    (tmp_path / "own.py").write_text("def function(): pass")
    for place in (site, tmp_path):
        monkeypatch.syspath_prepend(place)
    yield
    for name in ("elsewhere", "elsewhere.part", "own", "explore", "digits"):
        sys.modules.pop(name, None)


@pytest.mark.parametrize("source", IMPORTS)
def test_a_module_that_the_grader_lacks_is_told_once(notebook, elsewhere, source):
    """Is an import told that fails where the notebook is graded, once, and no other?"""
    assert notebook.run(source)[1]
    shown, success = checked(notebook, RETURNS.format("np.full(2, 0.5)"), EQUAL)
    assert success and ("elsewhere is not available where this is graded" in shown) == IMPORTS[source]
    assert ("NOTE" in shown) == IMPORTS[source]
    assert "NOTE" not in checked(notebook, RETURNS.format("np.full(2, 0.5)"), EQUAL)[0]


def cell(kind, source, **more):
    """A cell of a saved notebook."""
    return {"cell_type": kind, "source": source, "id": "id", "metadata": {}, **more}


def test_before_handing_in_it_is_told_what_is_missing(notebook, elsewhere, tmp_path):
    """Are unwritten and failing functions, checks that did not run, blank answers and foreign modules listed?"""
    shown, success = notebook.run('before_you_hand_in("2_b")')
    assert success and shown.startswith("Before you hand in 2_b.ipynb:\n  - no check cell has run")
    notebook.run("import elsewhere\ndef shift(o):\n    raise NotImplementedError()")
    notebook.run('check = SelfCheck("2.2", "shift")\ncheck.holds("a", lambda: shift(1))\ncheck.done()')
    checked(notebook, RETURNS.format("None"), EQUAL)
    answer = {"nbgrader": {"solution": True}}
    cells = [
        cell("code", ['check = SelfCheck(\n    "2.3", "softmax", "late",', " graded=True)"]),
        cell("markdown", "write below, in place of YOUR ANSWER HERE", metadata={"nbgrader": {"solution": False}}),
        cell("markdown", "YOUR ANSWER HERE", id="why", metadata=answer),
        cell("markdown", "Because.", id="because", metadata=answer),
    ]
    (tmp_path / "2_b.ipynb").write_text(json.dumps({"cells": cells}))
    shown, success = notebook.run('before_you_hand_in("2_b.ipynb")')
    assert success
    assert shown.splitlines()[1:-1] == [
        "  - not written yet: shift (2.2)",
        "  - public checks have not passed: softmax (2.3)",
        "  - check cell not run since the last restart: late (2.3)",
        "  - the saved file still says YOUR ANSWER HERE in: why",
        "  - elsewhere is not available where this is graded; an answer that needs it will score 0. "
        "Allowed: the standard library, numpy, matplotlib, IPython, ipywidgets.",
    ]
    assert "Restart & Run All" in shown.splitlines()[-1]


@pytest.mark.parametrize(
    "text", [None, "{", "[]", '{"cells": [{}]}', '{"cells": [{"source": ""}]}', '{"cells": []}', '{"cells": 3}']
)
def test_a_finished_notebook_lacks_nothing_whatever_its_file_is(notebook, tmp_path, text):
    """Is a finished notebook told as finished, and is a file that is missing or odd no error?"""
    checked(notebook, RETURNS.format("np.full(2, 0.5)"), EQUAL)
    if text is not None:
        (tmp_path / "2_b.ipynb").write_text(text)
    shown, success = notebook.run('before_you_hand_in("2_b")')
    assert success and shown.splitlines()[1] == "  - nothing is missing: all public checks have passed"


def test_a_large_file_is_told(notebook, tmp_path):
    """Is a file told whose outputs are near what is graded at most?"""
    outputs = [{"text": "x" * 11 * 2**20}]
    (tmp_path / "2_b.ipynb").write_text(json.dumps({"cells": [cell("code", "", outputs=outputs)]}))
    assert "the file is large" in notebook.run('before_you_hand_in("2_b")')[0]


def test_only_numpy_is_needed():
    """Do the modules import nothing that a student may not have?"""
    names = set()
    for name in FILES:
        lines = [
            line.split("#")[0].split() for line in (FOLDER / f"{name}.py").read_text(encoding="utf-8").splitlines()
        ]
        names |= {line[1] for line in lines if line and line[0] in ("import", "from")}
    assert names - set(sys.stdlib_module_names) == {"numpy", "inwords", "handin"}
