"""What a kernel's processes use, looked at from outside: cheap each time, however many mappings they make."""

import contextlib
import os
import time

import psutil

MAX_SOCKETS = 200  # of all processes together; a kernel has a handful
LOOK_SECONDS = 0.5  # of processor time that one look may take for the exact figures
PAGE = os.sysconf("SC_PAGE_SIZE")


def overuse(pid: int, limits) -> str:
    """Why the processes below `pid` must be ended now, or "" where they keep to their limits."""
    pids = processes(pid)
    most = limits.memory_mib * 2**20
    if sum(map(_resident, pids)) > most and _proportional(pids) > most:
        return f"stopped: it used more than {limits.memory_mib} MiB of memory"
    if _sockets(pids) > MAX_SOCKETS:
        return f"stopped: it had more than {MAX_SOCKETS} sockets open"
    return ""


def processes(pid: int) -> list[int]:
    """A process and its descendants, parents first."""
    found = [pid]
    try:
        for parent in found:  # grows as it is read
            found += _listed_children(parent)
    except FileNotFoundError:  # a system without these files
        with contextlib.suppress(psutil.Error):
            return [pid, *(p.pid for p in psutil.Process(pid).children(recursive=True))]
    return found


def children(pid: int) -> list[int]:
    """The processes that a process is the parent of."""
    try:
        return _listed_children(pid)
    except FileNotFoundError:
        with contextlib.suppress(psutil.Error):
            return [p.pid for p in psutil.Process(pid).children()]
    return []


def sleeps(pid: int) -> bool:
    """Whether a process waits for something: it neither runs nor was it stopped."""
    try:
        with open(f"/proc/{pid}/stat", "rb") as file:
            return file.read().rpartition(b")")[2].split()[0] == b"S"
    except (OSError, IndexError):
        return False


def terms(pid: int) -> tuple:
    """What another process of the same user can set for this one: its limits, priority and processors."""
    try:
        with open(f"/proc/{pid}/limits") as file:
            return file.read(), os.getpriority(os.PRIO_PROCESS, pid), os.sched_getaffinity(pid)
    except OSError:
        return ()


def _listed_children(pid):
    children: list[int] = []
    try:
        tasks = os.listdir(f"/proc/{pid}/task")
    except OSError:
        return children
    for task in tasks:
        try:
            with open(f"/proc/{pid}/task/{task}/children") as file:
                children += map(int, file.read().split())
        except FileNotFoundError:
            if os.path.exists(f"/proc/{pid}/task/{task}"):
                raise
        except OSError:
            continue
    return children


def _resident(pid):
    try:
        with open(f"/proc/{pid}/statm") as file:
            return int(file.read().split()[1]) * PAGE
    except (OSError, IndexError):
        return 0


def _proportional(pids):
    """Bytes with what several processes share divided among them; where that takes long, the rest is counted whole."""
    end, total = time.thread_time() + LOOK_SECONDS, 0
    for pid in pids:
        total += _own_share(pid) if time.thread_time() < end else _resident(pid)
    return total


def _own_share(pid):
    with contextlib.suppress(OSError), open(f"/proc/{pid}/smaps_rollup") as file:
        for line in file:
            if line.startswith("Pss:"):
                return int(line.split()[1]) * 1024
    return _resident(pid)


def _sockets(pids):
    """How many sockets are open: what waits in their buffers is memory that belongs to no process."""
    open_files = [f"/proc/{pid}/fd/{name}" for pid in pids for name in _listed(f"/proc/{pid}/fd")]
    if len(open_files) <= MAX_SOCKETS:
        return 0
    found = set()
    for path in open_files:
        with contextlib.suppress(OSError):
            target = os.readlink(path)
            if target.startswith("socket:"):
                found.add(target)
    return len(found)


def _listed(folder):
    try:
        return os.listdir(folder)
    except OSError:
        return []
