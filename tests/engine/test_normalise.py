"""A source that an editor saved needs one command: build mends what editors do, and nothing else."""

import nbformat
import pytest
from submissions import HERE, NOTEBOOK, cell_of

from autograder.authoring.build import normalise_sources
from autograder.authoring.check import check
from autograder.authoring.normalise import METADATA, normalise

ADDED = {
    "trusted": True,
    "editable": True,
    "deletable": False,
    "slideshow": {"slide_type": ""},
    "jp-MarkdownHeadingCollapsed": True,
    "jupyter": {"source_hidden": True},
    "collapsed": False,
    "vscode": {"languageId": "python"},
    "id": "x1",
}


@pytest.fixture
def source():
    """The source of a notebook as it is kept."""
    return HERE.source_notebook(NOTEBOOK)


@pytest.mark.parametrize("notebook", HERE.notebooks())
def test_what_is_kept_is_left_alone(notebook):
    """Is nothing changed in a source that is in order?"""
    nb = HERE.source_notebook(notebook)
    assert normalise(nb) == [] and nb == HERE.source_notebook(notebook)


def as_jupyterlab_saves(nb):
    """What JupyterLab does on the way: a new grade_id by Create Assignment, outputs, its own metadata."""
    cell_of(nb, "softmax").metadata.nbgrader.grade_id = "soft-max"
    for number, cell in enumerate(nb.cells):
        cell.metadata.update(ADDED)
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [nbformat.v4.new_output("stream", text="hi")], number
    nb.metadata = nbformat.from_dict(
        {
            "kernelspec": {"display_name": "Python 3", "language": "python", "name": "py311"},
            "language_info": {"name": "python", "version": "3.11.2", "file_extension": ".py"},
            "toc-autonumbering": False,
            "widgets": {"application/vnd.jupyter.widget-state+json": {"state": {}}},
        }
    )


def test_what_an_editor_did_is_undone_and_told(source):
    """Is a saved notebook, but for the grade_id that was changed, the one that was opened, and each change told?"""
    as_jupyterlab_saves(source)
    changes = normalise(source)
    assert "cell softmax: its id becomes its grade_id, soft-max" in changes
    assert "cell soft-max: its outputs are cleared" in changes
    assert f"cell title: what an editor added is removed: {', '.join(sorted(ADDED))}" in changes
    cell = cell_of(source, "soft-max")
    assert cell["id"] == "soft-max"
    cell["id"] = cell.metadata.nbgrader.grade_id = "softmax"
    assert source == HERE.source_notebook(NOTEBOOK)
    assert normalise(source) == []


def test_a_random_id_follows_the_grade_id(source):
    """Does a cell that was made in the editor get its grade_id as id, and a cell without one keep what it has?"""
    cell_of(source, "softmax")["id"] = "0f1e2d3c"
    source.cells[0]["id"] = "a1b2c3d4"
    normalise(source)
    assert cell_of(source, "softmax")["id"] == "softmax" and source.cells[0]["id"] == "a1b2c3d4"


def test_ids_may_change_places(source):
    """Do two cells whose grade_ids were swapped both get their ids?"""
    one, two = cell_of(source, "softmax"), cell_of(source, "l2-penalty")
    one.metadata.nbgrader.grade_id, two.metadata.nbgrader.grade_id = "l2-penalty", "softmax"
    normalise(source)
    assert (one["id"], two["id"]) == ("l2-penalty", "softmax")


@pytest.mark.parametrize("grade_id", ["", "a b", "x" * 65, 5, "title", "l2-penalty"])
def test_an_id_that_cannot_be_is_left_for_check(source, grade_id):
    """Is a grade_id left alone that is no id, another cell's id, or used twice?"""
    cell_of(source, "softmax").metadata.nbgrader.grade_id = grade_id
    normalise(source)
    assert [cell["id"] for cell in source.cells] == [cell["id"] for cell in HERE.source_notebook(NOTEBOOK).cells]


@pytest.mark.parametrize("key", ["nbgarder", "Tags", "jupyterlab"])
def test_what_may_be_a_misspelling_stays(source, key):
    """Is metadata that no editor writes left for check to name?"""
    source.cells[0].metadata[key] = {}
    assert normalise(source) == [] and key in source.cells[0].metadata


def test_tags_stay(source):
    """Are tags kept, and an empty list of them not?"""
    source.cells[0].metadata["tags"], source.cells[1].metadata["tags"] = ["show", "no-recipe"], []
    normalise(source)
    assert source.cells[0].metadata == {"tags": ["show", "no-recipe"]} and "tags" not in source.cells[1].metadata


def test_one_command_after_an_editor(copy):
    """Does check ask for build alone, and does build put the file back as it was, and say so line by line?"""
    copy.change(as_jupyterlab_saves)
    copy.change(lambda cell: cell.metadata.nbgrader.update(grade_id="softmax"), "soft-max")
    faults = check(copy)
    assert faults and all(fault.endswith("; run `autograder build`") for fault in faults)
    mended = normalise_sources(copy)
    assert len(mended) == len(faults) and mended[0].startswith(f"source/mlp/{NOTEBOOK}.ipynb: cell ")
    path = copy.source / f"{NOTEBOOK}.ipynb"
    assert path.read_bytes() == (HERE.source / path.name).read_bytes()
    assert normalise_sources(copy) == []


def test_a_source_with_two_cells_of_one_id_is_not_written(copy):
    """Is a source left as it is where reading it would give a cell another id?"""
    path = copy.source / f"{NOTEBOOK}.ipynb"
    text = path.read_text().replace('"id": "imports"', '"id": "title"').replace('"outputs": []', '"outputs": [ ]')
    path.write_text(text)
    with pytest.warns(match="Non-unique cell id"):
        assert normalise_sources(copy) == []
    assert path.read_text() == text


def test_the_kernel_is_pythons(source):
    """Are kernel and language set as every source has them, and other metadata of the notebook kept?"""
    source.metadata = nbformat.from_dict({"jupytext": {"formats": "ipynb,md"}, "colab": {}})
    assert len(normalise(source)) == 1
    assert source.metadata == METADATA | {"jupytext": {"formats": "ipynb,md"}}
