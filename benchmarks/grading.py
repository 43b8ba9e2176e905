"""What grading one notebook costs, where the time goes, and what the sandbox adds.

    python benchmarks/grading.py [--repeat 5] [--notebook 2_forward_propagation]

Every figure is a ratio within this one run: beside stock nbgrader on the same notebook (its test cells then hold only
the public checks: stock nbgrader would run hidden tests in the student's process), and the sandbox beside none.
"""

import argparse
import shutil
import statistics
import tempfile
import time
from pathlib import Path

import nbformat
from traitlets.config import Config

from autograder.authoring.copying import copy_course
from autograder.authoring.filling import fill
from autograder.configuration import load
from autograder.course import find
from autograder.grading.grade import grade
from autograder.intake.layout import restore
from autograder.nbgrading.commands import run_nbgrader
from autograder.notebooks import HIDDEN, KEY
from autograder.sandbox.levels import Bubblewrap, ProcessOnly
from autograder.sandbox.limits import Limits
from autograder.sandbox.sandboxes import Sandboxes
from autograder.store import FOLDER

REPOSITORY = Path(__file__).resolve().parents[1]


def make_course(folder, notebook, stock):
    """A course folder with one solved submission; stock: without hidden calls, for nbgrader's own Execute."""
    ours = find(REPOSITORY)
    made = copy_course(ours, Path(folder))
    for path in made.source.glob("*.ipynb"):
        if path.stem != notebook:
            path.unlink()
    if stock:
        nb = made.source_notebook(notebook)
        for cell in nb.cells:
            cell.source = HIDDEN.sub("", cell.source)
        nbformat.write(nb, made.source / f"{notebook}.ipynb")
    config = Config() if stock else load(made)
    config.CourseDirectory.root = str(made.root)
    config.ClearMarkScheme.enforce_metadata = False
    run_nbgrader(config, "generate_assignment", made.assignment, force=True)
    place = made.root / "submitted" / "solved" / made.assignment
    place.mkdir(parents=True)
    solved = fill(made.release_notebook(notebook), made.source_notebook(notebook))
    nbformat.write(solved, place / f"{notebook}.ipynb")
    return made, config


def timed_autograde(course, config):
    """Seconds of one `nbgrader autograde`, nothing of an earlier one kept."""
    shutil.rmtree(course.root / FOLDER / "results", ignore_errors=True)
    began = time.perf_counter()
    run_nbgrader(config, "autograde", course.assignment, "solved", force=True)
    return time.perf_counter() - began


def compare_with_stock(notebook, repeat):
    """Print where our time goes, and the ratio to stock nbgrader; both graded in turn."""
    with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as two:
        (course, config), (stock, stock_config) = make_course(one, notebook, False), make_course(two, notebook, True)
        ours, theirs, parts = [], [], []
        for _ in range(repeat):
            ours.append(timed_autograde(course, config))
            theirs.append(timed_autograde(stock, stock_config))
            graded = course.root / "autograded" / "solved" / course.assignment / f"{notebook}.ipynb"
            parts.append(nbformat.read(graded, 4).metadata[KEY].graded.seconds)
    names = ("start", "imports", "cells", "tests")
    total, peer = statistics.median(ours), statistics.median(theirs)
    median = {name: statistics.median(part[name] for part in parts) for name in names}
    median["nbgrader"] = statistics.median(t - sum(p[n] for n in names) for t, p in zip(ours, parts, strict=True))
    what = ("kernel start", "imports", "cells", "hidden tests", "nbgrader's own work and the rest")
    print(f"{notebook}, median of {repeat}, autograde of one submission")
    for name, label in zip(median, what, strict=True):
        print(f"  {label:<34}{median[name]:7.2f} s {median[name] / total:7.0%}")
    print(f"  {'in all':<34}{total:7.2f} s")
    print(f"  {'stock nbgrader, public checks only':<34}{peer:7.2f} s   ratio {total / peer:.2f}")


def cost_of_sandbox(notebook, repeat):
    """Print the ratio of grading with and without the sandbox, in turn, in one process."""
    course = find(REPOSITORY)
    solved = restore(
        fill(course.release_notebook(notebook), course.source_notebook(notebook)), course.release_notebook(notebook)
    )
    levels = {"bubblewrap": Bubblewrap((course.root,)), "process": ProcessOnly()}
    seconds = {name: [] for name in levels}
    for turn in range(repeat + 1):
        for name, isolation in levels.items():
            with Sandboxes(Limits(), course.support_files(), isolation) as sandboxes:
                took = grade(course, notebook, solved, sandboxes, seed=0).seconds["all"]
            if turn:  # the first of each warms the file system's cache
                seconds[name].append(took)
    pairs = [with_it / without for with_it, without in zip(seconds["bubblewrap"], seconds["process"], strict=True)]
    medians = {name: statistics.median(values) for name, values in seconds.items()}
    print(
        f"sandbox: {medians['bubblewrap']:.2f} s with, {medians['process']:.2f} s without, median ratio {statistics.median(pairs):.3f}"
    )


def main():
    """Run both comparisons."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--repeat", type=int, default=5)
    parser.add_argument("--notebook", default="2_forward_propagation")
    args = parser.parse_args()
    compare_with_stock(args.notebook, args.repeat)
    cost_of_sandbox(args.notebook, args.repeat)


if __name__ == "__main__":
    main()
