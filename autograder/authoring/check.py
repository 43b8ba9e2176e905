"""Is the course fit to be released? Every fault names the notebook, the cell, and what to do."""

import filecmp
import re
import tempfile
import warnings
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

from nbformat.warnings import DuplicateCellId

from autograder.authoring import leaks, pages, parts
from autograder.authoring.build import write_release, write_solutions
from autograder.authoring.normalise import KEPT, normalise, repeated_ids
from autograder.authoring.pages import BUILD
from autograder.configuration import load
from autograder.grading.hidden_tests import collected
from autograder.notebooks import TESTS, is_bonus, is_test_cell, meta

KEYS = {"grade", "solution", "locked", "task", "grade_id", "points", "schema_version", "cell_type"}
KINDS = {
    # grade, solution, locked: what such a cell is
    (True, False, True): "test cell",
    (False, True, False): "stub",
    (True, True, False): "written answer",
    (False, False, True): "read-only cell",
}
POINTS = re.compile(r"\((\d+(?:\.\d+)?) points?\)")
BONUS_POINTS = re.compile(r"\((\d+(?:\.\d+)?) bonus points?\)")
REGIONS = ("SOLUTION", "HIDDEN TESTS", "MARK SCHEME")


def check(course, progress=lambda items: items):
    """Return the list of faults, one line each; an empty list means the course can be released.

    course: a part stands for its whole.
    """
    course = replace(course, assignment=course.whole)
    faults = []
    names: Counter[str] = Counter()
    for notebook in progress(course.notebooks()):
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DuplicateCellId)  # told below
            nb = course.source_notebook(notebook)
        copies = [f"{notebook}: {fault}" for fault in id_faults(course.source / f"{notebook}.ipynb")]
        faults += copies
        if copies:
            continue
        faults += [f"{notebook}: {change}; {BUILD}" for change in normalise(nb)]
        faults += [f"{notebook}: {fault}" for fault in notebook_faults(nb)]
        tested = _tested(course.test_file(notebook))
        if not faults:
            graded = {task.name for task in course.tasks(notebook)}
            names.update(graded)
            faults += [f"{notebook}: cell {n}{TESTS} has no hidden test; add one with @task" for n in graded - tested]
            faults += [f"{notebook}: hidden tests name the task {n}, which has no cell" for n in tested - graded]
    faults += [
        f"the name {n} is used by {k} test cells; names are unique in the course" for n, k in names.items() if k > 1
    ]
    if not faults:
        faults += leaks.find(course)
        faults += drift(course)
        faults += parts.drift(course, load(course))
        faults += pages.find(course)
    return faults


def id_faults(path):
    """Yield the cell ids that stand twice in a notebook's file: reading it with nbformat would give one a random id."""
    for cell_id, count in repeated_ids(path).items():
        yield f"cell id {cell_id} stands {count} times; give each cell its own"


def notebook_faults(nb):
    """Yield what is wrong with one source notebook."""
    seen = Counter(meta(cell, "grade_id") for cell in nb.cells if meta(cell, "grade_id"))
    if (nb.nbformat, nb.nbformat_minor) < (4, 5):
        yield f"the format is {nb.nbformat}.{nb.nbformat_minor}; save it as 4.5 or newer"
    for grade_id, count in seen.items():
        if count > 1:
            yield f"grade_id {grade_id} stands {count} times; give each cell its own"
    for cell in nb.cells:
        for fault in cell_faults(cell):
            yield f"cell {cell['id']}: {fault}"
    yield from heading_faults(nb)


def cell_faults(cell):
    """Yield what is wrong with one cell of a source notebook."""
    unknown = set(cell.metadata) - KEPT
    if unknown:
        yield f"metadata {', '.join(sorted(unknown))} would be ignored by nbgrader; remove it, or mend its spelling"
    tags = cell.metadata.get("tags", [])
    if not isinstance(tags, list) or not all(isinstance(tag, str) for tag in tags):
        yield f"tags are {tags!r}; a list of texts is needed"
    elif is_bonus(cell) and not is_test_cell(cell):
        yield "it is tagged bonus; only test cells can be"
    yield from _region_faults(cell)
    if "nbgrader" not in cell.metadata:
        if re.search(r"BEGIN (SOLUTION|HIDDEN TESTS|MARK SCHEME)", cell.source):
            yield "it has a solution, hidden or marking region and no nbgrader metadata: it would be released as it is"
        return
    data = cell.metadata.nbgrader
    unknown = set(data) - KEYS
    if unknown:
        yield f"nbgrader metadata {', '.join(sorted(unknown))} would be ignored; remove it, or mend its spelling"
    if data.get("schema_version") != 3:
        yield "schema_version must be 3; nbgrader would not grade the cell"
    if data.get("task"):
        yield "task cells are not used in this course; use a question cell and a written answer"
    if data.get("grade_id") != cell["id"]:
        yield f"its grade_id is {data.get('grade_id')!r}; make it the cell id"
    kind = KINDS.get(tuple(data.get(key) for key in ("grade", "solution", "locked")))
    if kind is None:
        yield "grade, solution and locked do not make a test cell, a stub, a written answer or a read-only cell"
    else:
        yield from _kind_faults(cell, kind)


def _region_faults(cell):
    for region in REGIONS:
        marks = re.findall(rf"(BEGIN|END) {region}", cell.source)
        if marks != ["BEGIN", "END"] * (len(marks) // 2):
            yield f"BEGIN {region} and END {region} do not pair; nbgrader would release what is between"


def _kind_faults(cell, kind):
    points, source = meta(cell, "points"), cell.source
    if kind in ("test cell", "written answer"):
        if not isinstance(points, (int, float)) or isinstance(points, bool) or points <= 0:
            yield f"points are {points!r}; a number greater than 0 is needed"
    elif points is not None:
        yield f"a {kind} has no points; remove them"
    if kind == "test cell":
        name = cell["id"].removesuffix(TESTS)
        if cell.cell_type != "code" or not cell["id"].endswith(TESTS):
            yield f"a test cell is code, and its id ends in {TESTS}"
        calls = re.findall(r'run_hidden_tests\("([^"]*)"\)', source)
        if calls != [name] or "BEGIN HIDDEN TESTS" not in source:
            yield f'its hidden region must be the one call run_hidden_tests("{name}")'
    elif "BEGIN HIDDEN TESTS" in source:
        yield f"a {kind} has a hidden region; only test cells have one, elsewhere it would not be graded"
    if kind in ("stub", "written answer") and "BEGIN SOLUTION" not in source:
        yield f"a {kind} needs a region from ### BEGIN SOLUTION to ### END SOLUTION"
    if kind in ("test cell", "read-only cell") and "BEGIN SOLUTION" in source:
        yield f"a {kind} has a solution region; nbgrader would refuse or release it"
    if kind == "written answer" and cell.cell_type != "markdown":
        yield "a written answer is a markdown cell"


def heading_faults(nb):
    """Yield where the points in headings disagree with those of the cells below them."""
    total = 0.0
    sections: list[Any] = []
    for cell in nb.cells:
        head = cell.source.splitlines()[0] if cell.source.strip() else ""
        if cell.cell_type == "markdown" and head.startswith("## "):
            sections.append((head, cell["id"], Counter()))
        if meta(cell, "grade"):
            points = meta(cell, "points")
            points = float(points) if isinstance(points, (int, float)) else 0.0
            total += 0.0 if is_bonus(cell) else points
            if sections:
                sections[-1][2][is_bonus(cell)] += points
    for head, cell_id, points in sections:
        for bonus, pattern in ((False, POINTS), (True, BONUS_POINTS)):
            said = pattern.search(head)
            if (float(said[1]) if said else 0.0) != points[bonus]:
                word = "bonus points" if bonus else "points"
                yield f"cell {cell_id}: the heading {head!r} says {said[0] if said else f'no {word}'}, its cells have {points[bonus]:g}"
    title = nb.cells[0].source.splitlines()[0] if nb.cells else ""
    said = POINTS.search(title)
    if not title.startswith("# ") or not said or float(said[1]) != total:
        yield f"the first cell must be a heading `# … ({total:g} points)`, and is {title!r}"


def drift(course):
    """Yield where release/ or solutions/ are not what source/ makes."""
    with tempfile.TemporaryDirectory(prefix="autograder-check-") as scratch:
        made = Path(scratch)
        write_solutions(course, made / "solutions")
        write_release(course, made / "release")
        for ours, kept in ((made / "solutions", course.solutions), (made / "release", course.release)):
            pattern = "*.py" if kept == course.solutions else "*"
            names = {p.name for folder in (ours, kept) if folder.is_dir() for p in folder.glob(pattern) if p.is_file()}
            for name in sorted(names):
                one, two = ours / name, kept / name
                if not (one.is_file() and two.is_file() and filecmp.cmp(one, two, shallow=False)):
                    yield f"{kept.parent.name}/{kept.name}/{name} is not what source/ makes; {BUILD}"


def _tested(path):
    """Names of the tasks that a file of hidden tests has tests for. Raises GraderError where pytest cannot run it."""
    return collected(path).tasks if path.is_file() else set()
