"""Every fault that nbgrader would let pass is named, with notebook, cell and what to do; a clean course has none."""

import json
from copy import deepcopy

import nbformat
import pytest
from submissions import MAX, NOTEBOOK, cell_of

from autograder.authoring.build import build
from autograder.authoring.check import check


def test_a_clean_course_has_no_fault(copy):
    """Is nothing found where nothing is wrong, drift and leaks included?"""
    assert check(copy) == []


def set_meta(**values):
    return lambda cell: cell.metadata.nbgrader.update(values)


def drop_meta(key):
    return lambda cell: cell.metadata.nbgrader.pop(key)


def replace(old, new):
    def change(cell):
        assert old in cell.source
        cell.source = cell.source.replace(old, new)

    return change


def rename(new):
    def change(cell):
        cell["id"] = new
        cell.metadata.nbgrader["grade_id"] = new

    return change


def show(cell):
    cell.outputs = [nbformat.v4.new_output("stream", text="hi")]


# What is planted, in which cell, and the words that must name it.
CELL_FAULTS = {
    "outputs": (show, "softmax-tests", "its outputs are cleared; run `autograder build`"),
    "execution count": (lambda c: c.update(execution_count=3), "softmax", "its outputs are cleared; run"),
    "misspelled nbgrader": (lambda c: c.metadata.update(nbgarder={}), "imports", "metadata nbgarder would be ignored"),
    "misspelled points": (set_meta(point=1), "softmax-tests", "nbgrader metadata point would be ignored"),
    "no nbgrader metadata": (lambda c: c.metadata.clear(), "softmax", "a solution, hidden or marking region and no"),
    "no schema version": (drop_meta("schema_version"), "softmax", "schema_version must be 3"),
    "old schema version": (set_meta(schema_version=2), "softmax", "schema_version must be 3"),
    "task cell": (set_meta(task=True), "softmax", "task cells are not used"),
    "other grade_id": (set_meta(grade_id="softmaks"), "softmax", "its id becomes its grade_id, softmaks; run"),
    "grade_id that cannot be an id": (set_meta(grade_id="soft max"), "softmax", "its grade_id is 'soft max'; make it"),
    "another cell's id": (set_meta(grade_id="title"), "softmax", "is 'title'; make it the cell id"),
    "what an editor added": (
        lambda c: c.metadata.update(collapsed=True),
        "softmax",
        "added is removed: collapsed; run",
    ),
    "tags that are none": (lambda c: c.metadata.update(tags="show"), "softmax", "tags are 'show'; a list of texts"),
    "no grade_id": (drop_meta("grade_id"), "softmax", "its grade_id is None; make it the cell id"),
    "unlocked test cell": (set_meta(locked=False), "softmax-tests", "grade, solution and locked do not make"),
    "locked stub": (set_meta(locked=True), "softmax", "grade, solution and locked do not make"),
    "missing key": (drop_meta("solution"), "softmax", "grade, solution and locked do not make"),
    "no points": (drop_meta("points"), "softmax-tests", "points are None; a number greater than 0"),
    "zero points": (set_meta(points=0), "softmax-tests", "points are 0; a number greater than 0"),
    "points in words": (set_meta(points="3"), "softmax-tests", "points are '3'; a number greater than 0"),
    "points true": (set_meta(points=True), "softmax-tests", "points are True; a number greater than 0"),
    "points on a stub": (set_meta(points=3), "softmax", "a stub has no points"),
    "no end of the solution": (
        replace("### END SOLUTION", ""),
        "softmax",
        "BEGIN SOLUTION and END SOLUTION do not pair",
    ),
    "no begin of the solution": (
        replace("### BEGIN SOLUTION", ""),
        "softmax",
        "BEGIN SOLUTION and END SOLUTION do not pair",
    ),
    "two begins": (replace("### END SOLUTION", "### BEGIN SOLUTION"), "softmax", "do not pair"),
    "no end of the hidden tests": (
        replace("### END HIDDEN TESTS", ""),
        "softmax-tests",
        "BEGIN HIDDEN TESTS and END HIDDEN TESTS do not pair",
    ),
    "no end of the marking scheme": (
        replace("=== END MARK SCHEME ===", ""),
        "two-layouts-question",
        "BEGIN MARK SCHEME and END MARK SCHEME do not pair",
    ),
    "stub without a region": (
        lambda c: c.update(source="def softmax(o): pass"),
        "softmax",
        "needs a region from ### BEGIN SOLUTION",
    ),
    "solution in a test cell": (
        lambda c: c.update(source=c.source + "\n### BEGIN SOLUTION\nx\n### END SOLUTION"),
        "softmax-tests",
        "a test cell has a solution region",
    ),
    "hidden tests in a stub": (
        lambda c: c.update(source=c.source + "\n### BEGIN HIDDEN TESTS\nx\n### END HIDDEN TESTS"),
        "softmax",
        "a stub has a hidden region",
    ),
    "test code in the hidden region": (
        replace("run_hidden_tests(", "print("),
        "softmax-tests",
        "its hidden region must be the one call run_hidden_tests",
    ),
    "another task's hidden tests": (
        replace('run_hidden_tests("softmax")', 'run_hidden_tests("objective")'),
        "softmax-tests",
        'must be the one call run_hidden_tests("softmax")',
    ),
    "no ending -tests": (rename("softmax-check"), "softmax-tests", "its id ends in -tests"),
}


@pytest.mark.parametrize("name", CELL_FAULTS)
def test_a_fault_in_a_cell_is_named_with_notebook_and_cell(copy, name):
    """Is each fault found, with the notebook, the cell, and what to do?"""
    change, grade_id, words = CELL_FAULTS[name]
    copy.change(change, grade_id)
    found = [fault for fault in check(copy) if words in fault]
    where = "softmax-check" if "ending" in name else grade_id
    assert found and found[0].startswith(f"{NOTEBOOK}: cell {where}: "), check(copy)


def test_tags_are_no_fault(copy):
    """May a cell have tags?"""
    copy.change(lambda cell: cell.metadata.update(tags=["show"]), "softmax", "softmax-tests")
    build(copy)
    assert check(copy) == []


def copy_cell(notebook):
    notebook.cells.append(deepcopy(cell_of(notebook, "softmax-tests")))
    notebook.cells[-1]["id"] = "another"


def heading(old, new):
    def change(notebook):
        cell = next(cell for cell in notebook.cells if old in cell.source)
        cell.source = cell.source.replace(old, new)

    return change


NOTEBOOK_FAULTS = {
    "duplicate grade_id": (copy_cell, "grade_id softmax-tests stands 2 times; give each cell its own"),
    "heading with other points": (
        heading("2.3 Softmax (3 points)", "2.3 Softmax (4 points)"),
        "says (4 points), its cells have 3",
    ),
    "heading without points": (heading("2.3 Softmax (3 points)", "2.3 Softmax"), "says no points, its cells have 3"),
    "points where none are": (heading("## Summary", "## Summary (2 points)"), "says (2 points), its cells have 0"),
    "title with another total": (
        heading(f"({MAX:g} points)", "(99 points)"),
        f"the first cell must be a heading `# … ({MAX:g} points)`",
    ),
    "old format": (lambda nb: nb.update(nbformat_minor=4), "the format is 4.4; save it as 4.5 or newer"),
}


@pytest.mark.parametrize("name", NOTEBOOK_FAULTS)
@pytest.mark.filterwarnings("ignore::nbformat.warnings.MissingIDFieldWarning")
def test_a_fault_of_the_notebook_is_named(copy, name):
    """Is each fault that lies between cells found, with the notebook and what to do?"""
    change, words = NOTEBOOK_FAULTS[name]
    path = copy.source / f"{NOTEBOOK}.ipynb"
    notebook = nbformat.read(path, 4)
    change(notebook)
    path.write_text(json.dumps(notebook), encoding="utf-8")
    found = [fault for fault in check(copy) if words in fault]
    assert found and found[0].startswith(f"{NOTEBOOK}: "), check(copy)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("forward", "forward: a notebook is called N_name"),
        ("3-forward", "3-forward: a notebook is called N_name"),
        ("7_forward_propagation", "2 notebooks are called forward_propagation after their number"),
    ],
)
def test_a_notebook_name_that_cannot_be(copy, name, words):
    """Is a name found that has no number, or that is another's after the number?"""
    (copy.source / f"{name}.ipynb").write_bytes((copy.source / f"{NOTEBOOK}.ipynb").read_bytes())
    assert [fault for fault in check(copy) if words in fault]


def test_a_duplicate_cell_id_is_named(copy):
    """Is a cell id that stands twice found, though reading the notebook mends it silently?"""
    path = copy.source / f"{NOTEBOOK}.ipynb"
    tree = json.loads(path.read_text())
    tree["cells"][3]["id"] = tree["cells"][4]["id"]
    path.write_text(json.dumps(tree))
    assert check(copy) == [f"{NOTEBOOK}: cell id {tree['cells'][4]['id']} stands 2 times; give each cell its own"]


def test_a_test_cell_without_hidden_tests_is_named(copy):
    """Is a test cell found for which no hidden test was written, and a hidden test without its cell?"""
    path = copy.test_file(NOTEBOOK)
    path.write_text(path.read_text().replace('@task("softmax"', '@task("softmaks"'))
    faults = check(copy)
    assert f"{NOTEBOOK}: cell softmax-tests has no hidden test; add one with @task" in faults
    assert f"{NOTEBOOK}: hidden tests name the task softmaks, which has no cell" in faults


def add(text):
    return lambda cell: cell.update(source=cell.source + text)


DRIFT = {
    "release/mlp/2_forward_propagation.ipynb": lambda c: c.change_release(add("\n# by hand"), "imports"),
    "release/mlp/selfcheck.py": lambda c: (c.release / "selfcheck.py").write_text("# other\n"),
    "release/mlp/mlp.mplstyle": lambda c: (c.release / "mlp.mplstyle").unlink(),
    "release/mlp/left_over.txt": lambda c: (c.release / "left_over.txt").write_text("old"),
    "solutions/mlp/forward_propagation.py": lambda c: c.solution_file(NOTEBOOK).write_text("# other\n"),
    "solutions/mlp/left_over.py": lambda c: (c.solutions / "left_over.py").write_text("# old\n"),
}


def test_drift_is_named(copy):
    """Is each generated file found, by name, that is not, or no longer, what source/ makes?"""
    for plant in DRIFT.values():
        plant(copy)
    assert sorted(check(copy)) == [
        f"{name} is not what source/ makes; run `autograder build`" for name in sorted(DRIFT)
    ]


def test_leaks_are_part_of_the_check(copy):
    """Does the check of the whole course find a leak, and name it once where it stands?"""
    copy.change_release(add('\nrun_hidden_tests("softmax")'), "softmax-tests")
    mine = [fault for fault in check(copy) if "cell softmax-tests" in fault]
    assert mine == ["release/mlp/2_forward_propagation.ipynb, cell softmax-tests holds 'run_hidden_tests'; build again"]


def test_a_changed_source_is_drift(copy):
    """Is a source that was changed without a build found as drift of what is made from it?"""
    copy.change(replace("e.sum(axis=-1, keepdims=True)", "np.sum(e, axis=-1, keepdims=True)"), "softmax")
    assert check(copy) == ["solutions/mlp/forward_propagation.py is not what source/ makes; run `autograder build`"]
