"""Notebooks that came from other editors, or in a state that no one would write: each is put into the master's layout."""

import copy
import random

import nbformat
import pytest
from submissions import MAX, cell_of, code, solved

from autograder.notebooks import meta
from engine.layouts import CODE_TESTS, MASTERS, answers, as_colab, as_old_jupyter, as_vscode, new_ids, stripped

EDITORS = [stripped, new_ids, as_colab, as_vscode, as_old_jupyter]


@pytest.mark.parametrize("editor", EDITORS)
def test_other_editors_cost_nothing(restored, editor):
    """Are all cells found again after another editor rewrote ids and metadata, each answer in its own cell?"""
    made = solved()
    editor(made)
    result = restored(made)
    assert result.missing == [] and result.notices == []
    assert answers(result.notebook) == answers(solved())
    assert set(CODE_TESTS) <= result.regular


@pytest.mark.parametrize("editor", [stripped, new_ids])
def test_the_written_answer_is_found_by_its_place(restored, editor):
    """Is a written answer found without metadata, where it stands below its question?"""
    made = solved()
    cell_of(made, "two-layouts").source = "Row i of X W1ᵀ is W1 x_i."
    editor(made)
    assert cell_of(restored(made).notebook, "two-layouts").source == "Row i of X W1ᵀ is W1 x_i."


def test_claimed_metadata_counts_for_nothing(restored):
    """Is a cell that claims to be a graded one, with points of its own, not taken for it beside the real one?"""
    made = solved()
    claim = dict(grade=True, solution=False, locked=True, points=999, schema_version=3, task=False)
    made.cells.append(code("5.0"))
    made.cells[-1].metadata["nbgrader"] = claim | {"grade_id": "bonus-tests"}
    made.cells.append(code("5.0"))
    made.cells[-1].metadata["nbgrader"] = claim | {"grade_id": "softmax-tests"}
    result = restored(made)
    points = [meta(cell, "points") for cell in result.notebook.cells if meta(cell, "grade")]
    assert sum(points) == MAX
    assert "5.0" in [cell.source for cell in result.notebook.cells if not meta(cell, "grade_id")]


def test_merged_answers_still_count(restored):
    """Are two answers written into one cell found without metadata, the other stub put back empty?"""
    made = solved()
    merged = cell_of(made, "softmax").source + "\n\n\n" + cell_of(made, "cross-entropy").source
    cell_of(made, "softmax").source = merged
    made.cells.remove(cell_of(made, "cross-entropy"))
    new_ids(made)
    result = restored(made)
    assert merged in [cell.source for cell in result.notebook.cells]
    assert result.missing == ["cross-entropy"]


@pytest.mark.parametrize("seed", range(12))
def test_any_shuffling_gives_a_complete_notebook(restored, seed):
    """After deleting, copying, shuffling and blanking at random, is every cell of the course there once?"""
    chance, made = random.Random(seed), solved()
    for _ in range(12):
        i = chance.randrange(len(made.cells))
        chance.choice(
            [
                lambda i=i: made.cells.pop(i),
                lambda i=i: made.cells.insert(chance.randrange(len(made.cells)), copy.deepcopy(made.cells[i])),
                lambda: chance.shuffle(made.cells),
                lambda i=i: made.cells[i].update(source=""),
                lambda i=i: made.cells[i].update(id=f"new-{chance.random()}".replace(".", "")),
                lambda i=i: made.cells[i].update(metadata=nbformat.from_dict({})),
            ]
        )()
    assert restored(made).regular <= {*MASTERS}


@pytest.mark.parametrize(
    "source", ["\0", "(" * 5000, "-" * 50_000 + "1", "x" + ".a" * 30_000, "'\\d'", "[" * 150 + "]" * 150]
)
def test_code_that_cannot_be_parsed_does_no_harm(restored, source):
    """Is a notebook without metadata restored though its code is no Python, or more than the parser bears?"""
    made = solved()
    cell_of(made, "softmax").source = source
    new_ids(made)
    assert restored(made).missing == ["softmax"]
