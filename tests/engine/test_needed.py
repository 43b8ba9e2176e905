"""Which cells are left out: those alone without which every graded function behaves the same."""

import pytest
from nbformat.v4 import new_code_cell, new_notebook
from submissions import HERE, NOTEBOOK, cell_of, lean, released, solved

from autograder.grading.grade import grade
from autograder.grading.needed import LONGEST, MOST, code_cells, code_ids, left_out
from autograder.grading.untouched import is_untouched
from autograder.intake.layout import Restored, restore
from autograder.nbgrading.autograded import cells_to_run
from autograder.sandbox.levels import Bubblewrap
from autograder.sandbox.limits import Limits
from autograder.sandbox.sandboxes import Sandboxes
from autograder.settings import Grading
from engine.helpers import student_of

PLAIN = "def f(v, x=1):\n    return v + x"
DEMO = "x = np.arange(3)\nfor k in range(3):\n    print(f(x[k]))"
TEST = "print(check('f', f(table[0])))"
IMPORTS = "import numpy as np\nfrom tools import check, needs\ntable = np.zeros(3)"
LOCKED = {"grade": False, "solution": False, "locked": True}
KINDS = {
    "imports": LOCKED,
    "f": {"grade": False, "solution": True, "locked": False},
    "f-tests": LOCKED | {"grade": True, "points": 1},
}


def made(**sources):
    """A notebook of these cells in order; of those named in KINDS, with nbgrader's metadata."""
    cells = []
    for name, source in sources.items():
        cell = new_code_cell(source, id=name.replace("_", "-"))
        if cell["id"] in KINDS:
            cell.metadata["nbgrader"] = {"grade_id": cell["id"], **KINDS[cell["id"]]}
        cells.append(cell)
    return new_notebook(cells=cells)


def runs(answer=PLAIN, demo=DEMO, before="", after="", **course):
    """The ids of the course's cells that run though they could be left out."""
    release = made(imports=IMPORTS, f="raise NotImplementedError()", demo=demo, f_tests=TEST, **course)
    theirs = made(imports=IMPORTS, before=before, f=answer, demo=demo, f_tests=TEST, **course, after=after)
    out = left_out(Restored(theirs), release, {"f"})
    assert out <= {"demo", "f-tests", *course}, "whatever a student wrote runs"
    return {"demo", "f-tests", *course} - out


def test_what_only_shows_is_left_out():
    """Do a figure and a test cell not run where the answer is an ordinary function?"""
    assert runs() == set()


ALONE = {
    "arguments of the same name": {"answer": "def f(v, table):\n    x, k = v, table\n    return [x for x in v]"},
    "a number of its own": {"answer": "TINY = 1e-12\ndef f(v):\n    return v + TINY"},
    "a lambda": {"answer": "f = lambda v: v + 1"},
    "a cell of one's own above": {"before": "x = 5\nprint(x)"},
    "a cell of one's own with its own names": {"after": "x = np.ones(2)\nx[0] = 5\nprint(x, [k for k in x])"},
    "an array of the course's, shown below": {"after": "print(table)"},
    "figures set up": {"after": "%matplotlib inline\nprint(1)"},
    "modules without a state": {"after": "import math\nfrom numpy.random import default_rng\nrng = default_rng(0)"},
}


@pytest.mark.parametrize("case", ALONE)
def test_what_others_cannot_see_changes_nothing(case):
    """Are the course's cells left out beside what has nothing to do with them?"""
    assert runs(**ALONE[case]) == set()


NEEDED = {
    "a constant of the figure": ({"answer": "def f(v):\n    return v + scale", "demo": "scale = 3"}, {"demo"}),
    "a function of the figure": ({"answer": "def f(v):\n    return g(v)", "demo": "def g(v):\n    return v"}, {"demo"}),
    "its variable, below": ({"after": "print(x)"}, {"demo"}),
    "its loop's variable, below": ({"after": "if k:\n    k = 3"}, {"demo"}),
    "what a later cell of one's own hands on": ({"after": "keep = x", "answer": "def f(v):\n    return keep"}, {"demo", "f-tests"}),
    "the last of several": ({"demo": "y = 1", "second": "y = 2", "after": "print(y)"}, {"second"}),
    "one of several that may not bind it": ({"demo": "y = 1", "second": "if table[0]:\n    y = 2", "after": "print(y)"}, {"demo", "second"}),
    "the answer bound again": ({"demo": "f = f(3)"}, {"demo", "f-tests"}),
    "the answer deleted": ({"demo": "del f"}, {"demo", "f-tests"}),
    "a builtin bound": ({"answer": "def f(v):\n    return max(v)", "demo": "max = min"}, {"demo", "f-tests"}),
    "an array changed": ({"answer": "def f(v):\n    return table", "demo": "table[0] = 3"}, {"demo", "f-tests"}),
    "a view of it changed": ({"before": "view = table[1:]", "answer": "def f(v):\n    return view", "demo": "table += 3"}, {"demo", "f-tests"}),
    "a module changed": ({"answer": "def f(v):\n    return np.pi", "demo": "np.pi = 3"}, {"demo", "f-tests"}),
    "a seed": ({"demo": "np.random.seed(0)\nx = 1"}, {"demo"}),
    "warnings and figures set up": ({"demo": "np.seterr(all='raise')\n"}, {"demo"}),
    "a file": ({"demo": "np.save('x.npy', 1)"}, {"demo"}),
    "an import": ({"demo": "import math"}, {"demo"}),
    "setting up figures": ({"demo": "%matplotlib inline"}, {"demo"}),
}  # fmt: skip


@pytest.mark.parametrize("case", NEEDED)
def test_what_an_answer_depends_on_runs(case):
    """Does a cell run that binds or could change what an answer, or a cell of one's own, reads?"""
    given, wanted = NEEDED[case]
    assert runs(**given) == wanted


CALLED = {
    "a dictionary": "memo = {}\ndef f(v):\n    memo[v] = 1\n    return len(memo)",
    "a dictionary behind a helper": "memo = {}\ndef g(v):\n    memo[v] = 1\ndef f(v):\n    return g(v)",
    "a global number": "n = 0\ndef f(v):\n    global n\n    n += 1\n    return n",
    "a default that changes": "def f(v, seen=[]):\n    seen.append(v)\n    return seen",
    "a default that is kept elsewhere": "seen = []\ndef f(v, seen=seen):\n    seen.append(v)\n    return seen",
    "an attribute of itself": "def f(v):\n    f.n = v\n    return v",
    "a decorator": "from functools import lru_cache\n@lru_cache\ndef f(v):\n    return v",
    "an object": "class F:\n    def __call__(self, v):\n        self.n = v\nf = F()",
    "a closure": "def make():\n    n = 0\n    def f(v):\n        nonlocal n\n        n += 1\n    return f\nf = make()",
    "NumPy's generator": "def f(v):\n    return np.random.normal()",
    "the course's module": "def f(v):\n    return check('f', v)",
}


@pytest.mark.parametrize("case", CALLED)
def test_an_answer_that_remembers_calls_is_called_as_often(case):
    """Do all cells run that call an answer which keeps something from call to call?"""
    assert runs(CALLED[case]) == {"demo", "f-tests"}


UNKNOWN = [
    "exec('f = 3')",
    "globals()['f'] = 3",
    "%timeit f(1)",
    "f?",
    "def f(:",
    "_",
    "print(Out[3])",
    "import os",
    "import random",
    "from numpy.random import normal",
    "from mine import *",
    "f.__code__ = 3",
    "def g():\n    np.seterr(all='raise')",
    "match table:\n    case x:\n        pass",
    "x = 1" + " + 1" * 6_000,
    "(" * 300,
    "-" * 9_000 + "1",
]


@pytest.mark.parametrize("source", UNKNOWN, ids=lambda source: source[:20])
def test_what_cannot_be_told_makes_all_run(source):
    """Does every cell run beside code whose names do not say what it reads?"""
    assert runs(after=source) == {"demo", "f-tests"}


def test_a_figure_that_runs_brings_what_it_needs():
    """Does a cell that runs for its variable bring the checks that its first line asks for, and the cells it reads?"""
    answer = "def f(v):\n    return v + scale"
    course = {"first": "y = 2", "second": "needs('f')\nscale = 2\nprint(y)", "third": "print(scale, y)"}
    assert runs(answer, **course) == {"first", "second", "f-tests"}


@pytest.mark.parametrize("tags, wanted", [([], {"demo", "first", "f-tests"}), (["show"], {"f-tests"})])
def test_a_cell_that_says_so_changes_nothing_in_the_courses_modules(tags, wanted):
    """Where an experiment was edited, do the checks run that it waits for, and no figure tagged `show` that waits, too?"""
    course = {"demo": "needs('f')", "first": "needs('f')\nprint(f(1))", "f_tests": TEST}
    release = made(imports=IMPORTS, f="", **course, last="x = 3\nneeds('f')")
    theirs = made(imports=IMPORTS, f=PLAIN, **course, last="x = 4\nneeds('f')")
    for cell in release.cells:
        if cell["id"] in ("demo", "first"):
            cell.metadata["tags"] = tags
    assert {"demo", "first", "f-tests"} - left_out(Restored(theirs), release, {"f"}) == wanted


def test_an_edited_cell_runs_and_a_moved_one_does_not():
    """Does a cell of the course run once it was edited, and none that stands elsewhere or lost its id?"""
    release = made(imports=IMPORTS, f="", demo=DEMO, more="y = 3\nprint(y)", f_tests=TEST)
    theirs = made(imports=IMPORTS, f=PLAIN, f_tests=TEST, x1="y = 4\nprint(y)", x2=DEMO + "\n")
    assert left_out(Restored(theirs), release, {"f"}) == {"f-tests", "x2"}


def test_much_code_is_not_looked_at():
    """Does everything run where there are too many cells, or too much of them, to look at?"""
    release = made(imports=IMPORTS, f="", demo=DEMO, f_tests=TEST)
    for more in (
        {f"c{i}": "1" for i in range(MOST)},
        {f"c{i}": "'" + "x" * 9_000 + "'" for i in range(LONGEST // 9_000 + 1)},
    ):
        assert (
            left_out(Restored(made(imports=IMPORTS, f=PLAIN, demo=DEMO, f_tests=TEST, **more)), release, {"f"}) == set()
        )


@pytest.mark.parametrize("notebook", HERE.notebooks())
def test_of_the_course_little_runs(notebook):
    """Of a solved notebook, do only its imports and answers run, and what has an import of its own?"""
    release, names = HERE.release_notebook(notebook), {f for t in HERE.tasks(notebook) for f in t.functions}
    restored = restore(solved(notebook), release)
    running = code_ids(restored.notebook) - left_out(restored, release, names)
    assert running == {
        cell["id"]
        for cell in code_cells(restored.notebook)
        if cell.metadata.get("nbgrader", {}).get("solution") or "import " in cell.source
    }


def test_a_left_out_test_cell_marks_its_place(notebook_run):
    """Is the function of a test cell that is left out the one bound there, and is the process asked no more than needed?"""
    cells = ("def f(v):\n    return 2 * v", "@f", "print(1)", "def f(v):\n    return 0", "f = 3")
    run = notebook_run(*cells, left_out={"c1", "c2"})
    assert student_of(run).f(2.0) == 4.0 and set(run.outputs) == {"c0", "c3", "c4"}


def graded(notebook, every=False):
    """What came of a submission of notebook 2, with the cells that are needed alone or with every one."""
    restored = restore(notebook, released())
    also = code_ids(restored.notebook) if every else ()
    with Sandboxes(Limits(), HERE.support_files(), Bubblewrap((HERE.root,))) as sandboxes:
        return grade(HERE, NOTEBOOK, restored, sandboxes, 0, also)


def said(result):
    """All that a person may read of a result."""
    outcomes = [vars(outcome) | {"seconds": 0} for outcome in result.outcomes]
    return outcomes, result.scores, result.mistakes


def test_the_setting_runs_every_cell_and_keeps_its_results_apart():
    """Does run_all ask for every code cell, under another name than what is kept without it?"""
    restored = restore(solved(), released())
    lean, every = Grading(), Grading(run_all=True)
    assert cells_to_run(restored.notebook, lean) == set()
    assert cells_to_run(restored.notebook, every) == code_ids(restored.notebook)
    assert lean.as_dict() != every.as_dict()


def by_hand(made):
    """An answer that takes a number from a cell of the course's, which only shows something."""
    source = "def l2_penalty(W1, W2, lam):\n    return lam / x_hand.size * (np.sum(W1**2.0) + np.sum(W2**2.0))"
    cell_of(made, "l2-penalty").source = source
    return made


@pytest.mark.slow
def test_a_notebook_grades_alike_with_and_without():
    """Does an answer that uses a variable of a figure's cell grade as with every cell run, and only that cell run, too?"""
    some, every = graded(by_hand(solved())), graded(by_hand(solved()), every=True)
    assert said(some) == said(every) and some.scores["l2-penalty-tests"] > 0
    assert every.left_out == [] and "by-hand" in some.outputs and "softmax-figure" in some.left_out
    assert set(some.outputs) | set(some.left_out) == set(every.outputs) >= {"softmax-figure"}


def test_what_is_untouched():
    """Is a notebook untouched whose cells were deleted, copied and moved, and none with a word of one's own?"""
    release, names = released(), {f for task in HERE.tasks(NOTEBOOK) for f in task.functions}
    less, more = lean(released()), released()
    more.cells = more.cells[::-1] + released().cells[5:9]
    own, answered = released(), released()
    own.cells.append(new_code_cell("1"))
    cell_of(answered, "softmax").source = "def softmax(o):\n    raise NotImplementedError()"
    untouched = [is_untouched(restore(made, release), release, names) for made in (release, less, more, own, answered)]
    assert untouched == [True, True, True, False, False]
    assert not is_untouched(restore(release, release), release, names | {"no_stub"})


@pytest.mark.slow
@pytest.mark.parametrize("notebook", HERE.notebooks())
def test_an_untouched_notebook_is_graded_without_a_kernel(notebook, monkeypatch):
    """Does the bare release, or one of which nothing came, say the same as in a kernel, and start none?"""
    restored = restore(released(notebook), released(notebook))
    with Sandboxes(Limits(), HERE.support_files(), Bubblewrap((HERE.root,))) as sandboxes:
        kernel = grade(HERE, notebook, restored, sandboxes, 0, also=code_ids(restored.notebook))
        monkeypatch.setattr(sandboxes, "kernel", None)
        monkeypatch.setattr(sandboxes.reference, "kernel", None)
        here = grade(HERE, notebook, restored, sandboxes, 0)
    assert said(here) == said(kernel) and set(here.left_out) == set(kernel.outputs)
    assert all(o.unwritten for o in here.outcomes)
