"""What the kernels of one student's notebooks cost to start: each in a sandbox of its own, or all in one.

    python benchmarks/starts.py [--repeat 5] [--notebooks 6]

CPU seconds of everything, counted by a control group (version 1, so it takes root): what ran in a sandbox is in no
parent's resource usage. Both ways are taken in turn, without and with a cell that imports pyplot.
"""

import argparse
import contextlib
import os
import statistics
import time
from pathlib import Path

from autograder.grading.runner import SHARED
from autograder.sandbox.kernel import Kernel
from autograder.sandbox.levels import Bubblewrap
from autograder.sandbox.limits import Limits
from autograder.sandbox.sandboxes import Sandboxes

GROUPS = Path("/sys/fs/cgroup/cpuacct")
CELLS = {"nothing": "", "pyplot": "import matplotlib.pyplot as plt"}


@contextlib.contextmanager
def counted():
    """Yield a function that gives the CPU seconds used in the body so far, by all processes."""
    group = GROUPS / f"starts-{os.getpid()}"
    group.mkdir()
    try:
        (group / "cgroup.procs").write_text(str(os.getpid()))
        yield lambda: int((group / "cpuacct.usage").read_text()) / 1e9
    finally:
        (GROUPS / "cgroup.procs").write_text(str(os.getpid()))
        time.sleep(0.5)  # the last processes leave
        group.rmdir()


def alone(notebooks, cell):
    """Each kernel in a sandbox of its own."""
    for _ in range(notebooks):
        with Kernel(Limits(), (), Bubblewrap()) as kernel:
            kernel.run(cell, 60)


def together(notebooks, cell):
    """All in one sandbox, as a student's notebooks are graded."""
    with Sandboxes(Limits(), (), Bubblewrap()) as sandboxes:
        kernels = []
        for _ in range(notebooks):
            kernels.append(sandboxes.kernel([name for name in SHARED if name in cell]))
            kernels[-1].run(cell, 60)
        assert len({kernel.pid for kernel in kernels}) == 1


def main():
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--repeat", type=int, default=5)
    parser.add_argument("--notebooks", type=int, default=6)
    args = parser.parse_args()
    for name, cell in CELLS.items():
        seconds = {alone: [], together: []}
        for _ in range(args.repeat + 1):
            for way, taken in seconds.items():
                with counted() as used:
                    way(args.notebooks, cell)
                    taken.append(used())
        one, all_in_one = (statistics.median(taken[1:]) for taken in seconds.values())  # the first fills caches
        print(f"{args.notebooks} kernels, {name:<8} {one:6.2f} CPU s each alone {all_in_one:6.2f} in one sandbox")


if __name__ == "__main__":
    main()
