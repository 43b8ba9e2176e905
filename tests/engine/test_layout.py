"""The master's layout wins: whatever a student did to the cells, the notebook still grades."""

import random
from itertools import combinations

import nbformat
import pytest
from nbformat.v4 import new_markdown_cell
from submissions import cell_of, code, place_of, released, solved

from autograder.intake.layout import restore
from autograder.notebooks import meta
from engine.layouts import CODE_TESTS, MASTERS, RELEASE, answers, complete, new_ids


def test_an_untouched_layout_stays_as_it_is(restored):
    """Does a solved notebook come through with its answers and order, and nothing to note?"""
    result = restored(solved())
    assert result.notices == [] and result.missing == []
    assert [c["id"] for c in result.notebook.cells] == [c["id"] for c in solved().cells]
    assert answers(result.notebook) == answers(solved())
    assert set(CODE_TESTS) <= result.regular


@pytest.mark.parametrize("grade_id", ["softmax-tests", "imports", "two-layouts-question", "softmax", "two-layouts"])
def test_a_deleted_cell_is_put_back_in_its_place(restored, grade_id):
    """Is a cell that was deleted there again, between its neighbours, and named in a notice?"""
    made = solved()
    made.cells.remove(cell_of(made, grade_id))
    result = restored(made)
    assert result.missing == [grade_id] and grade_id in " ".join(result.notices)
    order = [meta(c, "grade_id") for c in result.notebook.cells if meta(c, "grade_id")]
    assert order == [*MASTERS]
    assert grade_id not in result.regular


def test_a_deleted_answer_becomes_the_stub(restored):
    """Is an answer that was deleted the untouched stub again, not someone else's text?"""
    made = solved()
    made.cells.remove(cell_of(made, "softmax"))
    assert cell_of(restored(made).notebook, "softmax").source == MASTERS["softmax"].source


def test_an_empty_notebook_becomes_the_release(restored):
    """Is a notebook without cells filled with all of the course's, in order?"""
    made = released()
    made.cells = []
    result = restored(made)
    assert [meta(c, "grade_id") for c in result.notebook.cells] == [*MASTERS]


def test_a_duplicated_answer_counts_where_it_was_edited(restored):
    """Does, of a stub and its edited copy, the edited one become the answer, and the other stay as ordinary code?"""
    made = solved()
    place = place_of(made, "softmax")
    made.cells.insert(place, nbformat.from_dict(MASTERS["softmax"]))
    result = restored(made)
    assert cell_of(result.notebook, "softmax").source == cell_of(solved(), "softmax").source
    assert "cell softmax stands 2 times" in " ".join(result.notices)


def test_a_duplicated_test_cell_counts_once(restored):
    """Does a test cell copied five times, last with other text, stay one in its place, the copies ordinary cells?"""
    made = solved()
    made.cells.append(nbformat.from_dict(cell_of(made, "softmax-tests") | {"source": "5.0"}))
    cell = cell_of(made, "softmax-tests")
    for _ in range(5):
        made.cells.insert(place_of(made, "softmax-tests"), nbformat.from_dict(cell))
    result = restored(made)
    assert "cell softmax-tests stands 7 times" in " ".join(result.notices)
    assert "softmax-tests" in result.regular and result.notebook.cells[-1].metadata == {}
    assert len(result.notebook.cells) == len(made.cells)


def test_an_edited_locked_cell_gets_its_text_back(restored):
    """Is the course's own text put back into test cell, import and question, and the cells named once?"""
    made = solved()
    for grade_id in ("softmax-tests", "imports", "two-layouts-question"):
        cell_of(made, grade_id).source = "print('10/10 passed')\n5.0"
    notices = " ".join(restored(made).notices)
    assert "edited" in notices
    assert all(name in notices for name in ("softmax-tests", "imports", "two-layouts-question"))


def test_answers_are_never_rewritten(restored):
    """Does whatever stands in an answer's cell stay, syntax errors and all?"""
    made = solved()
    cell_of(made, "softmax").source = "def softmax(:\n    ### my own try"
    assert cell_of(restored(made).notebook, "softmax").source == "def softmax(:\n    ### my own try"


@pytest.mark.parametrize(
    ("grade_id", "kind"), [("softmax", "markdown"), ("softmax-tests", "raw"), ("two-layouts", "code")]
)
def test_a_changed_type_is_changed_back(restored, grade_id, kind):
    """Does a cell of another type get its own back, an answer its text with it?"""
    made = solved()
    place, cell = place_of(made, grade_id), cell_of(made, grade_id)
    other = {
        "markdown": nbformat.v4.new_markdown_cell,
        "raw": nbformat.v4.new_raw_cell,
        "code": nbformat.v4.new_code_cell,
    }
    made.cells[place] = other[kind](source=cell.source, metadata=cell.metadata, id=cell["id"])
    result = restored(made)
    assert cell_of(result.notebook, grade_id).source == cell.source
    assert f"cell {grade_id} had another type" in result.notices


def test_a_moved_test_cell_is_told_and_not_regular(restored):
    """Is a test cell that stands before its answer told, and left out of those that fix which function counts?"""
    made = solved()
    cell = cell_of(made, "softmax-tests")
    made.cells.remove(cell)
    made.cells.insert(2, cell)
    result = restored(made)
    assert result.notices == ["stands at another place than in the release: softmax-tests"]
    assert {*MASTERS} - result.regular == {"softmax-tests"}


def test_swapped_test_cells_lose_nothing_of_their_own(restored):
    """Are two swapped test cells both told as standing at another place, and do they keep their own text?"""
    made = solved()
    one, two = place_of(made, "softmax-tests"), place_of(made, "objective-tests")
    made.cells[one], made.cells[two] = made.cells[two], made.cells[one]
    result = restored(made)
    assert {"softmax-tests", "objective-tests"}.isdisjoint(result.regular)
    assert cell_of(result.notebook, "softmax-tests").source == MASTERS["softmax-tests"].source


@pytest.mark.parametrize("seed", range(30))
def test_moving_one_cell_moves_one_cell(seed):
    """Is, of the course's cells, at most the one that was moved told, wherever it went, and does no other lose its place?"""
    chance, made = random.Random(seed), solved()
    cell = made.cells.pop(place_of(made, chance.choice([*MASTERS])))
    made.cells.insert(chance.randrange(len(made.cells) + 1), cell)
    result = restore(made, RELEASE)
    moved = {*MASTERS} - result.regular
    before, now = (
        [meta(c, "grade_id") for c in nb.cells if c.cell_type == "code" and meta(c, "grade_id")]
        for nb in (RELEASE, made)
    )
    apart = abs(before.index(cell["id"]) - now.index(cell["id"])) if cell.cell_type == "code" else 0
    assert len(moved) == (apart > 0) and (apart < 2 or moved == {cell["id"]})
    assert result.notices == [f"stands at another place than in the release: {name}" for name in moved]


@pytest.mark.parametrize("seed", range(20))
def test_as_few_cells_as_possible_count_as_moved(seed):
    """After any shuffling, do the cells that keep their place stand in the release's order, and is no larger choice possible?"""
    chance = random.Random(seed)
    names = chance.sample(CODE_TESTS, 6)
    made = solved()
    made.cells = [cell_of(made, name) for name in names]
    kept = [name for name in names if name in restore(made, RELEASE).regular]
    in_order = lambda some: [*some] == sorted(some, key=CODE_TESTS.index)
    longest = max(n for n in range(7) if any(map(in_order, combinations(names, n))))
    assert in_order(kept) and len(kept) == longest


def test_of_two_neighbours_that_changed_places_the_test_cell_keeps_its_own():
    """Is, where one of two cells must count as moved, the test cell the one that stays?"""
    made = solved()
    one, two = place_of(made, "softmax"), place_of(made, "softmax-tests")
    made.cells[one], made.cells[two] = made.cells[two], made.cells[one]
    result = restore(made, RELEASE)
    assert {*MASTERS} - result.regular == {"softmax"}
    assert result.notices == ["stands at another place than in the release: softmax"]


def test_extra_cells_stay_where_they_are(restored):
    """Do a student's own cells stay between the same neighbours, as ordinary cells?"""
    made = solved()
    made.cells.insert(place_of(made, "softmax") + 1, code("note = 'my own'"))
    made.cells.insert(0, new_markdown_cell("# my notes"))
    result = restored(made)
    cells = [cell.source for cell in result.notebook.cells]
    assert cells[0] == "# my notes"
    assert cells.index("note = 'my own'") == place_of(result.notebook, "softmax") + 1
    assert result.notices == [] and set(CODE_TESTS) <= result.regular


def test_restoring_twice_changes_nothing(restored):
    """Is a restored notebook in the layout already?"""
    made = solved()
    made.cells.remove(cell_of(made, "softmax-tests"))
    new_ids(made)
    once = restore(restored(made).notebook, RELEASE)
    assert once.notices == [] and once.missing == []
    complete(once)


def test_an_import_added_to_the_imports_is_kept():
    """Does what a student added to the course's imports run after them, in a cell of its own?"""
    made = solved()
    cell_of(made, "imports").source += "\nimport math"
    restored = restore(made, released())
    place = place_of(restored.notebook, "imports")
    assert "import math" not in restored.notebook.cells[place].source
    assert restored.notebook.cells[place + 1].source.endswith("\nimport math")
    assert restored.regular == restore(solved(), released()).regular
