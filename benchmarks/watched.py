"""Grade a class in this process as the coordinator, and write down what it used: python -m benchmarks.watched FILE FOLDER WORKERS"""

import argparse
import contextlib
import json
import os
import sys
import threading
import time
from pathlib import Path

from autograder.cli import main as command
from autograder.course import find
from autograder.nbgrading.classroom import grade_class

LOOK_SECONDS = 0.2
TICKS = os.sysconf("SC_CLK_TCK")


class Watch(threading.Thread):
    """Looks at the processes that this one has started itself, the workers. used: {pid: processor seconds of its own}."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.used: dict[int, float] = {}
        self.done = threading.Event()

    def run(self) -> None:
        while not self.done.wait(LOOK_SECONDS):
            for task in Path("/proc/self/task").iterdir():
                with contextlib.suppress(OSError, ValueError):
                    for pid in map(int, (task / "children").read_text().split()):
                        self.used[pid] = own_seconds(pid)


def own_seconds(pid: int) -> float:
    """Processor seconds of a process without those of its children."""
    words = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(words[11]) + int(words[12])) / TICKS


def peak_mib() -> float:
    """The most memory that this process has had."""
    line = next(line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM"))
    return int(line.split()[1]) / 1024


def main() -> int:
    """Grade, then write coordinator, workers (processor seconds, each without children) and peak_mib."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("said", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("workers", type=int)
    parser.add_argument("--class-only", action="store_true", help="grade, without the report")
    args = parser.parse_args()
    watch = Watch()
    watch.start()
    if args.class_only:
        run = grade_class(find(args.folder), workers=args.workers)
        failed = bool(run.failed)
        print(run.failed)
    else:
        failed = bool(command(["grade", "--course", str(args.folder), "--workers", str(args.workers)]))
    watch.done.set()
    used = {"coordinator": time.process_time(), "workers": sum(watch.used.values()), "peak_mib": peak_mib()}
    args.said.write_text(json.dumps(used))
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
