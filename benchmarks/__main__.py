"""Measure and tell: python -m benchmarks [class] [scale] [page] [--write]; docs/benchmarks.md says what is measured."""

import argparse
import os
import sys
import tempfile
from pathlib import Path

from autograder.course import find
from benchmarks import figures as kept
from benchmarks import page
from benchmarks.classes import LIGHT, MIXED, PERFECT, make_class
from benchmarks.compare import compare
from benchmarks.meter import REPOSITORY, how_counted
from benchmarks.peers.bare import Bare
from benchmarks.peers.otter import Otter
from benchmarks.peers.ours import Ours
from benchmarks.peers.stock import Stock
from benchmarks.scale import scale

NO_OTTER = "Otter, since no environment with it was named (--otter)"


def numbers(text: str) -> list[int]:
    """Whole numbers with commas between them."""
    return [int(word) for word in text.split(",")]


def parser() -> argparse.ArgumentParser:
    """The words of the command."""
    made = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    made.add_argument("parts", nargs="*", metavar="PART", help="class, scale, page (default: class and scale)")
    made.add_argument("--students", type=numbers, default=[8, 7], help="of the perfect and the mixed class")
    made.add_argument("--repeat", type=int, default=3, help="turns of each grader")
    made.add_argument(
        "--otter",
        type=Path,
        help="the Python of an environment with otter-grader[grading], matplotlib, pytest and psutil",
    )
    made.add_argument("--sizes", type=numbers, default=[10, 30, 100], help="of the classes in `scale`")
    made.add_argument("--workers", type=numbers, help="numbers of workers in `scale` (default: 1 and all processors)")
    made.add_argument("--light", action="store_true", help="in `scale`, notebooks without the cells that no task needs")
    made.add_argument("--notebooks", help="names with commas between them (default: all of the course)")
    made.add_argument("--quick", action="store_true", help="one student, one notebook, one turn: does it still run?")
    made.add_argument("--figures", type=Path, default=kept.FILE, help="where what was measured is kept")
    made.add_argument("--write", action="store_true", help="write docs/benchmarks.md and its picture")
    return made


def main(words: list[str] | None = None) -> int:
    """Measure the parts that were asked for, keep the figures, print the page."""
    args = parser().parse_args(words)
    course = find(REPOSITORY)
    notebooks = tuple(args.notebooks.split(",")) if args.notebooks else tuple(course.notebooks())
    processors = os.cpu_count() or 1
    workers = args.workers or sorted({1, processors})
    if args.quick:
        notebooks, args.students, args.repeat, args.sizes, workers = notebooks[1:2] or notebooks, [1], 1, [2], [1]
    parts = args.parts or ["class", "scale"]
    figures = kept.read(args.figures)
    if {"class", "scale"} & set(parts):
        figures.when, figures.machine, figures.counted = kept.today(), kept.machine(), how_counted()
    if "class" in parts:
        peers = [Stock(), *([Otter(args.otter)] if args.otter else []), Bare(False)]
        peers += [] if args.quick else [Bare(True)]
        figures.missing = [] if args.otter else [NO_OTTER]
        figures.comparisons = []
        for kind, students in zip((PERFECT, MIXED), args.students, strict=False):
            with tempfile.TemporaryDirectory(prefix="class-") as folder:
                graded = make_class(kind, Path(folder), notebooks, students, processors)
                figures.comparisons.append(compare(kind, graded, Ours(), peers, args.repeat))
            kept.save(figures, args.figures)
    if "scale" in parts:
        figures.scale = scale(LIGHT if args.light or args.quick else PERFECT, notebooks, args.sizes, workers)
        kept.save(figures, args.figures)
    print(page.markdown(figures, len(course.notebooks())))
    if args.write:
        page.write(figures, len(course.notebooks()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
