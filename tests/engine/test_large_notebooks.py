"""Notebooks that are large by their outputs: read without them, in bounded memory, nothing else lost."""

import json
import subprocess
import sys

import pytest
from submissions import REPOSITORY, as_bytes, hand_in, make_course, solved

from autograder.errors import SubmissionError
from autograder.intake import file as submission
from autograder.intake import folder as intake
from autograder.intake import outputs
from autograder.intake.outputs import without_outputs

MOST = 10_000
PICTURE = {"output_type": "display_data", "metadata": {}, "data": {"image/png": "A" * MOST}}
TEXT = {"output_type": "stream", "name": "stdout", "text": ['a "quoted" ] } line\n', "\\", 'ends in \\"'] * MOST}
SOURCE = ['"outputs": [1, 2]\n', "'outputs' : [", "\\", 'x = {"outputs": ["]"]}']


def cell(*outputs, **more):
    return {"cell_type": "code", "id": "a", "metadata": {}, "source": SOURCE, "outputs": list(outputs)} | more


def tree(*cells):
    return {
        "cells": list(cells),
        "metadata": {"widgets": {"state": {"x": "]" * MOST}}},
        "nbformat": 4,
        "nbformat_minor": 5,
    }


@pytest.mark.parametrize("layout", [{}, {"indent": 1}, {"separators": (",", ":")}, {"ensure_ascii": False}])
def test_only_outputs_are_cut(layout):
    """Is the rest of the notebook what it was, whatever stands in outputs and sources, in any layout of the file?"""
    before = tree(cell(PICTURE, TEXT), cell(), cell(PICTURE, nested={"outputs": [[["]"]]]}), cell(source="ü\u2028"))
    after = json.loads(without_outputs(json.dumps(before, **layout).encode(), MOST))
    for one in before["cells"]:
        one["outputs"] = []
    before["cells"][2]["nested"]["outputs"] = []
    before["metadata"]["widgets"] = {}
    assert after == before


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b'{"a": "' + b"x" * MOST + b'", "outputs": []}', "is larger than 0 MiB without its outputs"),
        (b'{"outputs": [' + b"x" * MOST, "no complete JSON file"),
        (b'{"outputs": ["' + b"x" * MOST, "no complete JSON file"),
        (b'{"outputs": [' + b"[" * MOST, "no complete JSON file"),
        (b'{"outputs": [' + b"[]," * 60_000 + b"1]}", "no complete JSON file"),
        (b'"",' * 100_001, "has more parts than a notebook has"),
    ],
)
def test_what_is_not_put_together_like_a_notebook_is_refused(monkeypatch, data, reason):
    """Is each refused with its reason, after a number of steps that is bounded?"""
    monkeypatch.setattr(outputs, "MOST_TOKENS", 100_000)
    with pytest.raises(SubmissionError, match=reason):
        without_outputs(data, MOST)


def test_a_notebook_with_30_mb_of_outputs_is_taken_as_it_is(tmp_path):
    """Is a solved notebook with large pictures in it graded, its answers all there?"""
    course = make_course(tmp_path / "course")
    made = solved()
    large = json.loads(as_bytes(made))
    for one in large["cells"]:
        if one["cell_type"] == "code":
            one["outputs"] = [{"output_type": "display_data", "metadata": {}, "data": {"image/png": "A" * 10**6}}]
    data = json.dumps(large).encode()
    name = course.notebooks()[0]
    assert len(data) > submission.MAX_FILE
    hand_in(course, "anna", data, name)
    record = intake.take_in(
        course, course.root / "submitted" / "anna" / course.assignment, "anna", course.root / "taken"
    )
    assert record.notebooks == {name: intake.GRADED}
    read, _ = submission.read(course.root / "submitted" / "anna" / course.assignment / f"{name}.ipynb")
    assert [c.source for c in read.cells] == [c.source for c in made.cells]


def test_memory_does_not_grow_with_the_outputs(tmp_path):
    """Does reading 60 MiB with one picture take no more memory of its own than reading a small file?"""
    path = tmp_path / "large.ipynb"
    code = (
        "import sys; from autograder.intake import file; file.read(sys.argv[1]); "
        "print(next(l.split()[1] for l in open('/proc/self/status') if l.startswith('RssAnon')), len(file.read(sys.argv[1])[0].cells))"
    )
    took = {}
    for size in (10, 60 * 2**20):
        picture = {"output_type": "display_data", "metadata": {}, "data": {"image/png": "A" * size}}
        path.write_text(json.dumps(tree(cell(picture))))
        line = [
            sys.executable,
            "-c",
            f"import resource; resource.setrlimit(resource.RLIMIT_DATA, (200 * 2**20,) * 2); {code}",
            path,
        ]
        done = subprocess.run(line, cwd=REPOSITORY, capture_output=True, text=True, timeout=120)
        assert done.returncode == 0, done.stderr
        took[size], cells = map(int, done.stdout.split())
        assert cells == 1
    small, large = took.values()
    assert large - small < 20 * 1024


def test_more_than_200_mib_is_refused(tmp_path):
    """Is a file of more than the bound refused unread?"""
    path = tmp_path / "huge.ipynb"
    path.touch()
    with path.open("r+b") as file:
        file.truncate(submission.MAX_WITH_OUTPUTS + 1)
    with pytest.raises(SubmissionError, match=r"huge.ipynb is larger than 200 MiB; clear its outputs"):
        submission.read(path)
