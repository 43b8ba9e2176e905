"""Run commands side by side; say how long they took and what processor time they and all that they started used."""

import contextlib
import os
import resource
import shlex
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[1]
TAIL = 3000  # characters of what a failed command said
LEAVE_SECONDS = 5  # for processes that have ended to leave their group

# Where a group can be made, which file of it tells the time, and how that file reads.
CGROUPS = (
    (Path("/sys/fs/cgroup/cpuacct"), "cpuacct.usage", lambda text: int(text) / 1e9),
    (Path("/sys/fs/cgroup"), "cpu.stat", lambda text: int(text.split("usage_usec")[1].split()[0]) / 1e6),
)
BY_CGROUP = "by a control group of all processes of the run"
BY_RUSAGE = (
    "by the resource usage of ended children, since no control group could be made: processes of the sandbox whose parent "
    "did not wait for them are missed, so what our grader used is told too low"
)


@dataclass(frozen=True)
class Lane:
    """Commands that run one after the other; several lanes run side by side. python: its folder is the first on PATH."""

    folder: Path
    steps: list[list[str]]
    python: str = sys.executable


@dataclass(frozen=True)
class Measured:
    """Seconds of a clock, and of processors."""

    seconds: float
    cpu: float


@dataclass
class Group:
    """Counts processor time. enter: a shell command by which a process joins."""

    folder: Path | None = None
    file: str = ""
    read: object = None
    enter: str = ":"
    began: float = field(default_factory=lambda: _children_seconds())

    def seconds(self) -> float:
        """Processor seconds so far."""
        if self.folder is None:
            return _children_seconds() - self.began
        return self.read((self.folder / self.file).read_text())


def _children_seconds() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


@contextmanager
def group() -> Iterator[Group]:
    """A control group of its own, version 1 or 2, or else the usage of children."""
    for root, file, read in CGROUPS:
        folder = root / f"benchmark-{os.getpid()}-{time.monotonic_ns()}"
        try:
            folder.mkdir()
        except OSError:
            continue
        try:
            if os.access(folder / "cgroup.procs", os.W_OK) and (folder / file).is_file():
                yield Group(folder, file, read, f"echo $$ > {shlex.quote(str(folder / 'cgroup.procs'))}")
                return
        finally:
            _remove(folder)
    yield Group()


def _remove(folder):
    end = time.monotonic() + LEAVE_SECONDS
    while time.monotonic() < end:
        with contextlib.suppress(OSError):
            folder.rmdir()
            return
        time.sleep(0.1)


def how_counted() -> str:
    """How processor time is counted here."""
    with group() as made:
        return BY_CGROUP if made.folder else BY_RUSAGE


def measure(lanes: list[Lane], limit: float) -> Measured:
    """Run the lanes to their end. Raises RuntimeError where a command fails, or is not done after `limit` seconds."""
    with group() as counted, tempfile.TemporaryFile("w+") as said:
        began = time.monotonic()
        running = [_start(lane, counted, said) for lane in lanes]
        try:
            codes = [process.wait(max(0.1, began + limit - time.monotonic())) for process in running]
        except subprocess.TimeoutExpired:
            codes = [f"not done after {limit:.0f} s"]
        finally:
            _end(running)
        taken = Measured(time.monotonic() - began, counted.seconds())
        if any(codes):
            said.seek(0)
            raise RuntimeError(f"{lanes[0].steps} ended with {codes}:\n{said.read()[-TAIL:]}")
    return taken


def _start(lane, counted, said):
    path = os.pathsep.join([str(Path(lane.python).parent), os.environ.get("PATH", os.defpath)])
    words = " && ".join([counted.enter, *map(shlex.join, lane.steps)])
    return subprocess.Popen(
        [shutil.which("sh") or "/bin/sh", "-c", words],
        cwd=lane.folder,
        env=os.environ | {"PYTHONPATH": str(REPOSITORY), "PATH": path},
        stdin=subprocess.DEVNULL,
        stdout=said,
        stderr=said,
        start_new_session=True,
    )


def _end(running):
    for process in running:
        if process.poll() is None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait(LEAVE_SECONDS)
