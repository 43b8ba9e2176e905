"""Time and memory against the size of the class, and against workers."""

import json
import sys
import tempfile
from pathlib import Path

from autograder.store import FOLDER as STORE
from benchmarks.classes import Class, course_folder, hand_in, make_class
from benchmarks.figures import USUAL, Scale, Size
from benchmarks.meter import REPOSITORY, Lane, measure
from benchmarks.peers.ours import grading, warm


def scale(kind: str, notebooks: tuple[str, ...], sizes: list[int], workers: list[int]) -> Scale:
    """Grade classes of these sizes by the most workers; one of them by the other numbers of workers, too."""
    usual = max((size for size in sizes if size <= USUAL), default=min(sizes))
    done = [_graded(kind, notebooks, size, max(workers)) for size in sorted(sizes)]
    fewer = [_graded(kind, notebooks, usual, number) for number in sorted(workers)[:-1]]
    return Scale(kind, done, fewer)


def _graded(kind, notebooks, students, workers):
    with tempfile.TemporaryDirectory(prefix="benchmark-") as place:
        folder = Path(place).resolve()
        graded = make_class(kind, folder / "class", notebooks, students, workers)
        size = _measured(graded, folder / "course")
    print(
        f"{students} students, {workers} workers: {size.seconds:.1f} s, {size.milliseconds:.1f} ms a notebook for the "
        f"coordinator, {size.peak_mib:.0f} MiB, again {size.again:.1f} s",
        flush=True,
    )
    return size


def _measured(graded: Class, folder: Path) -> Size:
    """Grade the class, write the report, and run once more with nothing to do."""
    course = course_folder(folder, graded.notebooks)
    warm(course)
    hand_in(course, graded, graded.students)
    said = folder / "coordinator.json"
    taken = measure([grading(course, graded.workers, said, class_only=True)], graded.limit)
    used = json.loads(said.read_text())
    command = [sys.executable, "-m", "autograder", "grade", "--course", str(course.root)]
    report, again = (measure([Lane(REPOSITORY, [command])], graded.limit) for _ in range(2))
    if regraded := json.loads((folder / STORE / "runs" / f"{course.assignment}.json").read_text())["graded"]:
        raise RuntimeError(f"nothing had changed, and these were graded again: {regraded}")
    return Size(
        students=len(graded.students),
        notebooks=len(graded.files),
        workers=graded.workers,
        seconds=taken.seconds,
        cpu=taken.cpu,
        coordinator=used["coordinator"],
        peak_mib=used["peak_mib"],
        report=report.seconds,
        again=again.seconds,
        again_cpu=again.cpu,
    )
