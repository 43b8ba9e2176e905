"""Nothing that students get gives an answer away: every file of the release is read."""

import nbformat
import pytest
from submissions import NOTEBOOK, cell_of

from autograder.authoring import leaks


def test_the_release_leaks_nothing(copy):
    """Is nothing found in the release as it is built?"""
    assert [*leaks.find(copy)] == []


LINE = "    losses = np.log(np.sum(np.exp(shifted), axis=1)) - np.sum(Y * shifted, axis=1)\n"


def add(text):
    return lambda cell: cell.update(source=cell.source + text)


def leaked(copy, *words):
    return [fault for fault in leaks.find(copy) if all(word in fault for word in words)]


def test_solution_text_in_a_released_notebook_is_named(copy):
    """Is a line of a solution found in another cell of the release, however it is indented or commented?"""
    copy.change_release(add("\n" + LINE.strip().replace(" = ", "=") + "   # see below"), "imports")
    assert leaked(
        copy,
        "release/mlp/2_forward_propagation.ipynb, cell imports",
        "2_forward_propagation, cell mean-cross-entropy",
    )


@pytest.mark.parametrize("name", ["selfcheck.py", "notes.txt", "data/more.csv", "mlp.mplstyle"])
def test_solution_text_in_any_released_file_is_named(copy, name):
    """Is a line of a solution found in the self-check module and in every other file that students get?"""
    path = copy.release / name
    path.parent.mkdir(exist_ok=True)
    path.write_text((path.read_text() if path.exists() else "") + "\n" + LINE)
    assert leaked(copy, f"release/mlp/{name}", "gives away a line of", "mean-cross-entropy")


def test_solution_text_in_a_released_output_is_named(copy):
    """Is a line of a solution found in an output of the release?"""
    copy.change_release(lambda c: c.update(outputs=[nbformat.v4.new_output("stream", text=LINE)]), "imports")
    assert leaked(copy, "release/mlp/2_forward_propagation.ipynb")


def test_the_marking_scheme_in_the_release_is_named(copy):
    """Is the marking scheme found in the release, with or without its marks?"""
    scheme = cell_of(copy.source_notebook(NOTEBOOK), "two-layouts-question").source
    copy.change_release(lambda c: c.update(source=scheme), "two-layouts-question")
    assert leaked(copy, "MARK SCHEME") and leaked(copy, "gives away a line of", "two-layouts-question")


def test_hidden_tests_in_the_release_are_named(copy):
    """Is a line of a hidden test, or the call of the hidden region, found in the release?"""
    line = next(v for v in copy.test_file(NOTEBOOK).read_text().splitlines() if "close(student.softmax(" in v)
    (copy.release / "selfcheck.py").write_text(line)
    assert leaked(copy, "release/mlp/selfcheck.py", "test_forward_propagation.py")
    copy.change_release(add('\nrun_hidden_tests("softmax")'), "softmax-tests")
    assert leaked(copy, "cell softmax-tests", "run_hidden_tests")
