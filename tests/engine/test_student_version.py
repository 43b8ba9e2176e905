"""What students get: test cells folded away, tags kept; the same from build and from nbgrader's own command."""

from submissions import NOTEBOOK, cell_of

from autograder.notebooks import is_test_cell
from engine.helpers import Nbgrader


def test_test_cells_are_folded_and_nothing_else(built):
    """Is each test cell, and no other cell, folded for JupyterLab and Colab in the release, and in the source none?"""
    for cell in built.release_notebook(NOTEBOOK).cells:
        folded = (cell.metadata.get("jupyter"), cell.metadata.get("cellView"))
        assert folded == (({"source_hidden": True}, "form") if is_test_cell(cell) else (None, None))
    source = built.source_notebook(NOTEBOOK).cells
    assert any(map(is_test_cell, source)) and all(set(cell.metadata) <= {"nbgrader", "tags"} for cell in source)


def test_nbgraders_own_command_makes_the_same(copy, built):
    """Does `nbgrader generate_assignment` make, of a source that an editor saved, what build makes of it, tags included?"""

    def saved(notebook):
        cell_of(notebook, "softmax")["id"] = "0f1e2d3c"
        for cell in notebook.cells:
            cell.metadata["trusted"] = True
        cell_of(notebook, "softmax").metadata["tags"] = ["show", "no-recipe"]

    copy.change(saved)
    config = copy.root / "nbgrader_config.py"
    config.write_text(config.read_text().replace(str(built.root), str(copy.root)))
    Nbgrader(copy).run("generate_assignment", "mlp", "--force")
    made = copy.release_notebook(NOTEBOOK)
    assert cell_of(made, "softmax").metadata.pop("tags") == ["show", "no-recipe"]
    assert made == built.release_notebook(NOTEBOOK)
