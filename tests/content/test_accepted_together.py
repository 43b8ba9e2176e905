"""Right answers stay right side by side: a notebook made of them alone has full marks."""

import pytest
from submissions import HERE

from autograder.authoring.audit import Bench

COURSE = HERE


@pytest.mark.filterwarnings("ignore")  # a right answer may warn
@pytest.mark.parametrize("notebook", COURSE.notebooks())
@pytest.mark.parametrize("pick", ["first", "last"])
def test_full_marks(notebook, pick):
    """Do the first (the last) right answers in another style of all functions, put together, lose no point?"""
    bench = Bench(COURSE, notebook)
    library = COURSE.answers("accepted", notebook)
    chosen = {entry.target: entry for entry in (library if pick == "last" else reversed(library))}
    names = bench.fresh()
    for entry in chosen.values():
        names = entry.put_into(names)
    assert [(o.test, o.reason, o.fault) for o in bench.graded(names) if not o.passed] == []
