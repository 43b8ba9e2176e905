"""The master's layout wins: whatever another editor or a student did to the cells, the notebook still grades."""

import copy
import json
import random

import nbformat
import pytest
from nbformat.v4 import new_markdown_cell
from submissions import cell_of, code, place_of, released, solved

from autograder.engine import submission
from autograder.engine.layout import restore
from autograder.engine.notebooks import meta

RELEASE = released()
MASTERS = {meta(cell, "grade_id"): cell for cell in RELEASE.cells if meta(cell, "grade_id")}
CODE_TESTS = [name for name in MASTERS if name.endswith("-tests")]
STUBS = [name for name, cell in MASTERS.items() if meta(cell, "solution") and cell.cell_type == "code"]


@pytest.fixture
def restored(tmp_path):
    """Hand a notebook in, read it and restore its layout."""

    def restored(made):
        path = tmp_path / "work.ipynb"
        path.write_text(json.dumps(made), encoding="utf-8")  # not nbformat's writer: it mends what is broken
        result = restore(submission.read(path)[0], RELEASE)
        nbformat.validate(result.notebook)
        complete(result)
        return result

    return restored


def complete(result):
    """Every cell of the course is there once, with its own id, type and metadata, locked ones with their text."""
    there = [meta(cell, "grade_id") for cell in result.notebook.cells if meta(cell, "grade_id")]
    assert sorted(there) == sorted(MASTERS)
    for cell in result.notebook.cells:
        master = MASTERS.get(meta(cell, "grade_id"))
        if master is not None:
            assert (cell["id"], cell.cell_type, cell.metadata) == (master["id"], master.cell_type, master.metadata)
            if not meta(master, "solution"):
                assert cell.source == master.source
        else:
            assert cell.metadata == {}
    assert len({cell["id"] for cell in result.notebook.cells}) == len(result.notebook.cells)


def answers(notebook):
    return {name: cell_of(notebook, name).source.strip() for name in MASTERS if meta(MASTERS[name], "solution")}


def test_an_untouched_layout_stays_as_it_is(restored):
    """Does a solved notebook come through with its answers and order, and nothing to note?"""
    result = restored(solved())
    assert result.notices == [] and result.missing == []
    assert [c["id"] for c in result.notebook.cells] == [c["id"] for c in solved().cells]
    assert answers(result.notebook) == answers(solved())
    assert set(CODE_TESTS) <= result.regular


def stripped(made):
    for cell in made.cells:
        cell.metadata = {}


def new_ids(made):
    for i, cell in enumerate(made.cells):
        cell.metadata, cell["id"] = {}, f"c{i}"


def as_colab(made):
    """Colab: its own metadata and ids; nothing of nbgrader's; outputs collapsed."""
    for i, cell in enumerate(made.cells):
        cell.metadata = {"id": f"x{i:09d}", "colab": {"base_uri": "https://colab"}}
        cell["id"] = f"x{i:09d}"
    made.metadata = {"colab": {"provenance": []}, "kernelspec": {"name": "python3", "display_name": "Python 3"}}


def as_vscode(made):
    """VS Code: ids rewritten, metadata with the language, text with a final newline or CRLF."""
    for i, cell in enumerate(made.cells):
        cell.metadata = {"vscode": {"languageId": "python"}}
        cell["id"] = f"{i:08x}"
        cell.source += "\n"


def as_old_jupyter(made):
    """A classic editor: format 4.4 without cell ids, nbgrader's metadata kept."""
    for cell in made.cells:
        cell["id"] = f"{random.Random(cell['id']).getrandbits(32):08x}"


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
    """Does a test cell copied five times stay one, the copies ordinary cells?"""
    made = solved()
    cell = cell_of(made, "softmax-tests")
    for _ in range(5):
        made.cells.insert(place_of(made, "softmax-tests"), nbformat.from_dict(cell))
    result = restored(made)
    assert "cell softmax-tests stands 6 times" in " ".join(result.notices)
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
    assert "cell softmax-tests stands at another place than in the release" in result.notices
    assert "softmax-tests" not in result.regular
    assert set(CODE_TESTS) - result.regular <= {"softmax-tests", "hidden-layer-tests", "output-layer-tests"}


def test_swapped_test_cells_lose_nothing_of_their_own(restored):
    """Are two swapped test cells both told as standing at another place, and do they keep their own text?"""
    made = solved()
    one, two = place_of(made, "softmax-tests"), place_of(made, "objective-tests")
    made.cells[one], made.cells[two] = made.cells[two], made.cells[one]
    result = restored(made)
    assert {"softmax-tests", "objective-tests"}.isdisjoint(result.regular)
    assert cell_of(result.notebook, "softmax-tests").source == MASTERS["softmax-tests"].source


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
    assert sum(points) == 16
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


def test_restoring_twice_changes_nothing(restored):
    """Is a restored notebook in the layout already?"""
    made = solved()
    made.cells.remove(cell_of(made, "softmax-tests"))
    new_ids(made)
    once = restore(restored(made).notebook, RELEASE)
    assert once.notices == [] and once.missing == []
    complete(once)


@pytest.mark.parametrize(
    "source", ["\0", "(" * 5000, "-" * 50_000 + "1", "x" + ".a" * 30_000, "'\\d'", "[" * 150 + "]" * 150]
)
def test_code_that_cannot_be_parsed_does_no_harm(restored, source):
    """Is a notebook without metadata restored though its code is no Python, or more than the parser bears?"""
    made = solved()
    cell_of(made, "softmax").source = source
    new_ids(made)
    assert restored(made).missing == ["softmax"]
