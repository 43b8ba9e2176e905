"""The notebooks of two editions, side by side: words, cells, lines of code, and the processor time of a solved run.

    python benchmarks/editions.py [--old COMMIT] [--new COMMIT] [--only 2_forward_propagation]

Prints the table of docs/second_edition.md. Words: of the students' markdown, hints and tables included. Lines: of code cells, blank ones
left out. Seconds: processor time of a kernel that runs the solved notebook from start to end, without hidden tests.
"""

import argparse
import os
import re
import subprocess
import tempfile
from pathlib import Path

import nbformat
from nbclient import NotebookClient

REPOSITORY = Path(__file__).resolve().parents[1]
FIRST = "d3fbd04"  # the first edition, as its last commit left it
HIDDEN = re.compile(r"### BEGIN HIDDEN TESTS.*?### END HIDDEN TESTS", re.DOTALL)
SECONDS = 300  # that one notebook may take


def edition(commit, folder):
    """Write the notebooks of a commit into a folder."""
    archive = subprocess.run(
        ["git", "archive", commit, "source/mlp", "release/mlp"], cwd=REPOSITORY, capture_output=True, check=True
    )
    subprocess.run(["tar", "x", "-C", folder], input=archive.stdout, check=True)
    return Path(folder)


def size(path):
    """(words, cells, lines of code) of a student's notebook."""
    cells = nbformat.read(path, as_version=4).cells
    words = sum(len(cell.source.split()) for cell in cells if cell.cell_type == "markdown")
    lines = sum(bool(line.strip()) for cell in cells if cell.cell_type == "code" for line in cell.source.splitlines())
    return words, len(cells), lines


def seconds(path):
    """Processor seconds of a run of the instructor's notebook, its kernel's start included."""
    notebook = nbformat.read(path, as_version=4)
    for cell in notebook.cells:
        cell.source = HIDDEN.sub("", cell.source)
    before = os.times()
    resources = {"metadata": {"path": str(path.parent)}}
    NotebookClient(notebook, timeout=SECONDS, kernel_name="python3", resources=resources).execute()
    after = os.times()
    return after.children_user + after.children_system - before.children_user - before.children_system


def main():
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--old", default=FIRST)
    parser.add_argument("--new", default="HEAD")
    parser.add_argument("--only", default="")
    options = parser.parse_args()
    print("| notebook | words | cells | lines of code | processor seconds |\n|---|---|---|---|---|")
    total = [[0, 0], [0, 0], [0, 0], [0.0, 0.0]]
    with tempfile.TemporaryDirectory() as first, tempfile.TemporaryDirectory() as second:
        old, new = edition(options.old, first), edition(options.new, second)
        for path in sorted(new.glob(f"release/mlp/{options.only or '*'}.ipynb")):
            pairs = list(zip(size(old / path.relative_to(new)), size(path), strict=True))
            pairs.append(tuple(seconds(root / "source/mlp" / path.name) for root in (old, new)))
            total = [[a + b for a, b in zip(sums, pair, strict=True)] for sums, pair in zip(total, pairs, strict=True)]
            print(f"| {path.stem} | " + " | ".join(_pair(pair) for pair in pairs) + " |")
    print("| **all** | " + " | ".join(_pair(pair) for pair in total) + " |")


def _pair(pair):
    return " → ".join(f"{value:,.1f}" if isinstance(value, float) else f"{value:,}" for value in pair)


if __name__ == "__main__":
    main()
