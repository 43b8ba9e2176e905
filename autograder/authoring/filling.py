"""Fill a release notebook in, as a student would: with the reference's answers, or with others."""

import copy

from autograder.notebooks import SOLUTION, defined, meta


def fill(release, source, answers=(), only=None):
    """Return a copy of the release notebook with its stubs filled in.

    source: the instructor's notebook, for the reference's answers. answers: misconception.Entry objects
    that take the place of the reference's function of their target. only: names of functions to answer;
    the stubs of others stay. Written answers are filled in unless `only` is given.
    """
    notebook = copy.deepcopy(release)
    reference = {meta(cell, "grade_id"): cell.source for cell in source.cells if meta(cell, "solution")}
    for cell in notebook.cells:
        if not meta(cell, "solution"):
            continue
        names = set(defined(cell.source))
        if only is not None and not names & set(only):
            continue
        cell.source = SOLUTION.sub("", reference[meta(cell, "grade_id")])
        for entry in answers:
            if entry.target in names:
                cell.source += f"\n\n\n{entry.source}\n"
    return notebook
