"""The audit finds what it is there to find."""

import pytest
from submissions import HERE, cell_of, lean, make_course

from autograder.authoring import audit, mutants
from autograder.authoring.lean import differences
from autograder.grading.hidden_tests import HiddenTests
from autograder.library import Entry

NOTEBOOK = "2_forward_propagation"


@pytest.fixture
def here():
    """The bench of notebook 2."""
    return audit.Bench(HERE, NOTEBOOK)


def plant(here, monkeypatch, answer, kind):
    """Make one entry the whole library; return what the audit says of it."""
    entry = Entry("l2_penalty", "planted", "hint", answer)
    monkeypatch.setattr(type(HERE), "answers", lambda self, asked, notebook: [entry] if asked == kind else [])
    return audit._entry(here, (kind, 0))


def right_penalty(W1, W2, lam):
    return lam / 2 * (np.sum(W1**2.0) + np.sum(W2**2.0))  # noqa: F821


def wrong_penalty(W1, W2, lam):
    return lam * (np.sum(W1**2.0) + np.sum(W2**2.0))  # noqa: F821


def test_a_right_answer_called_wrong_is_let_through(here, monkeypatch):
    """Does the audit complain of a "wrong" answer that keeps full marks?"""
    task, changes = plant(here, monkeypatch, right_penalty, "misconceptions")
    assert task == "l2-penalty" and changes["let_through"] == ["planted"]


def test_a_wrong_answer_called_right_is_rejected(here, monkeypatch):
    """Does the audit complain of a "right" answer that loses points?"""
    _, changes = plant(here, monkeypatch, wrong_penalty, "accepted")
    assert len(changes["rejected"]) == 1


def test_clean_entries_pass(here, monkeypatch):
    """Does the audit keep quiet where all is well?"""
    assert plant(here, monkeypatch, wrong_penalty, "misconceptions")[1]["let_through"] == []
    assert plant(here, monkeypatch, right_penalty, "accepted")[1]["rejected"] == []


def test_mutants_change_one_thing():
    """Does each mutant differ from the source, and from every other?"""
    source = 'def f(x, y=1):\n    """Twice 2."""\n    if x > 0 and not y:\n        return -x * 2 + np.max(y, axis=0)\n    return x.T @ y\n'
    made = list(mutants.mutants(source))
    texts = [text for _, _, text in made]
    assert len(set(texts)) == len(texts) >= 9
    assert all("Twice 2." in text for text in texts)


def test_a_living_mutant_is_reported(here):
    """Is the reference itself, taken for a mutant, reported as alive, and a broken one as killed?"""
    source = here.source
    assert audit._mutant(here, ("softmax", "nothing", source, False))[1]["alive"] == ["softmax, nothing"]
    broken = source.replace("def softmax(o):", "def softmax(o):\n    return o\n\n\ndef unused(o):")
    assert audit._mutant(here, ("softmax", "broken", broken, False))[1]["alive"] == []


ORDERED = '''
from autograder.testing import check, task

seen = {}


@task("l2-penalty")
def test_first(student):
    """Is it there?"""
    seen["first"] = 1


@task("l2-penalty")
def test_second(student):
    """Was the first one first?"""
    check(seen.pop("first", None), "in another order it fails")
'''


def test_tests_that_depend_on_their_order_are_reported(here, tmp_path):
    """Does the audit run the tests backwards, too, and name what then fails?"""
    path = tmp_path / "test_ordered.py"
    path.write_text(ORDERED)
    here.tests = HiddenTests(path)
    _, changes = audit._base(here, None)
    assert [p for p in changes["problems"] if "l2-penalty, its tests run backwards: test_second" in p]


def depending(made):
    """A course whose reference depends on what a cell that only shows something has set, where no name tells it."""
    made = lean(made)
    next(cell for cell in made.cells if cell.source.startswith("x_hand =")).source += "\nplt.switch_backend('agg')"
    cell = cell_of(made, "l2-penalty")
    cell.source = cell.source.replace("return lam", "return (plt.get_backend().lower() == 'agg') * lam")
    return made


def test_a_cell_that_is_left_out_and_matters_is_named(tmp_path):
    """Does the audit find that a left-out cell changes what a hidden test says, and name the cell and the test?"""
    course = make_course(tmp_path / "course", change=depending)
    found = list(differences(course, NOTEBOOK))
    assert found and all(" passes with every cell run, and fails (" in fault for fault in found)
    assert all("without the cell by-hand; " in fault for fault in found)


def test_of_the_course_no_left_out_cell_matters():
    """Does the audit run a notebook both ways, and find nothing to say?"""
    here = audit.Bench(HERE, NOTEBOOK)
    assert (audit._lean, HERE, NOTEBOOK, None) in audit.jobs_of(HERE, NOTEBOOK, 0)
    assert audit._lean(here, None) == ("hidden-layer", {"problems": []})
