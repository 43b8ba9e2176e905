"""What stands around a submission's kernel, as levels with a name."""

import contextlib
import os
import shutil
from dataclasses import dataclass, field
from pathlib import Path

import psutil

from autograder.errors import SandboxError
from autograder.sandbox import bubblewrap

IO_BYTES, IO_FILES = 2**20, 100
MAX_SOCKETS = 200  # of all processes together; a kernel has about twenty


@dataclass
class Bubblewrap:
    """The full level. hidden: folders whose content a submission must never see."""

    hidden: tuple = ()
    name: str = field(default="bubblewrap", init=False)

    def __post_init__(self):
        gone = bubblewrap.missing()
        if gone:
            raise SandboxError(
                f"the sandbox needs {', '.join(gone)}: install the packages bubblewrap and util-linux "
                "(`autograder doctor` says more), or, for code that you trust, set c.Grading.isolation = 'process'"
            )

    def provisioner(self, folder, limits):
        """The kernelspec's entry that makes Jupyter start the kernel in the sandbox."""
        config = {"folder": str(folder), "limits": limits.as_dict(), "hidden": [str(path) for path in self.hidden]}
        return {"provisioner_name": "autograder-bubblewrap", "config": config}

    def seal(self, folder):
        """After the start: nothing more can be made in the one folder that both sides share."""
        shared = Path(folder) / "io"
        with contextlib.suppress(OSError):
            if os.geteuid() == 0:
                os.chown(shared, 0, 0)
            shared.chmod(0o555)


@dataclass
class ProcessOnly:
    """A weaker level, only for code that is trusted: a process of its own, and the limits that one can watch."""

    name: str = field(default="process", init=False)

    def provisioner(self, folder, limits):
        """Jupyter's own way of starting a kernel."""
        return {"provisioner_name": "local-provisioner"}

    def seal(self, folder):
        """Nothing to seal."""


def log(folder):
    """What the kernel's process said on its own output, for an error message."""
    with contextlib.suppress(OSError), (Path(folder) / "log").open("rb") as file:
        file.seek(max(0, file.seek(0, os.SEEK_END) - 2000))
        return file.read().decode(errors="replace")
    return ""


def overuse(pid, folder, limits):
    """Why the processes below `pid` must be ended now, or "" where they keep to their limits."""
    try:
        root = psutil.Process(pid)
        processes = [root, *root.children(recursive=True)]
    except psutil.Error:
        return ""
    most = limits.memory_mib * 2**20 - _shared(processes)
    if sum(map(_resident, processes)) > most and sum(map(_proportional, processes)) > most:
        return f"stopped: it used more than {limits.memory_mib} MiB of memory"
    if _sockets(processes) > MAX_SOCKETS:
        return f"stopped: it had more than {MAX_SOCKETS} sockets open"
    with contextlib.suppress(OSError):
        io = Path(folder) / "io"
        shared = [Path(top, name) for top, _, names in os.walk(io) for name in ("", *names)]
        if len(shared) > IO_FILES or sum(os.lstat(path).st_size for path in shared) > IO_BYTES:
            return "stopped: it wrote where it must not"
    return ""


def _shared(processes):
    """Bytes of anonymous memory that is shared: a process can let go of its pages and keep them, so the whole counts."""
    sizes: dict = {}
    for process in processes:
        with contextlib.suppress(OSError, ValueError), open(f"/proc/{process.pid}/maps") as maps:
            for line in maps:
                if "/dev/zero" in line:
                    places, _, _, _, inode, *_ = line.split()
                    start, end = (int(place, 16) for place in places.split("-"))
                    sizes.setdefault((inode, places), end - start)
    return sum(sizes.values())


def _sockets(processes):
    """How many sockets are open: what waits in their buffers is memory that belongs to no process."""
    found = set()
    for process in processes:
        with contextlib.suppress(OSError):
            for descriptor in os.scandir(f"/proc/{process.pid}/fd"):
                with contextlib.suppress(OSError):
                    target = os.readlink(descriptor.path)
                    if target.startswith("socket:"):
                        found.add(target)
    return len(found)


def _resident(process):
    try:
        return process.memory_info().rss
    except psutil.Error:
        return 0


def _proportional(process):
    """Memory with what several processes share divided among them: right for forks, slower to read."""
    try:
        return process.memory_full_info().pss
    except psutil.Error:
        return _resident(process)


def remove(folder):
    """Remove a kernel's folder, whatever its permissions have become."""
    for path, _, _ in os.walk(folder):
        with contextlib.suppress(OSError):
            os.chmod(path, 0o700)
    shutil.rmtree(folder, ignore_errors=True)
