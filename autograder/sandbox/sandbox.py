"""One sandbox with its fork server: started once, it gives a kernel to one notebook after the other. All bounded."""

import contextlib
import json
import os
import select
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from autograder.errors import KernelDied, SandboxError
from autograder.sandbox import usage
from autograder.sandbox.border import frames, wire
from autograder.sandbox.channel import ENDED

BORDER = Path(__file__).parent / "border"
START = "import sys; sys.path.insert(0, {folder!r}); from border.forkserver import main; main({arguments})"
MAX_PLACES = 253  # descriptors that one message can carry
LEAVE_SECONDS = 1.0  # that a kernel has to end by itself once its socket is closed
PAUSE = 0.002  # between two looks whether it is gone
END_SECONDS = 5.0  # for the death of a killed process


class Sandbox:
    """A throwaway user, a set of namespaces, and the fork server in them. Close it at the end.

    limits: Limits. support: the course's own files to put beside the notebook. isolation: a level of
    autograder.sandbox.levels. The thread that makes it must outlive it. Raises SandboxError where it does not start.
    """

    def __init__(self, limits, support, isolation):
        self.limits, self.isolation = limits, isolation
        self.max_head = min(limits.cell_output_kib * 1024 + frames.SPARE, limits.message_mib * 2**20)
        self.max_body = min(wire.MAX_BYTES, limits.message_mib * 2**20)
        self.folder = Path(tempfile.mkdtemp(prefix="autograder-"))
        self.process = self.control = None
        self.places: dict[int, tuple] = {}  # descriptor of a folder or file that kernels can change: how it was
        try:
            (self.folder / "work").mkdir()
            shutil.copytree(BORDER, self.folder / "agent" / "border", ignore=shutil.ignore_patterns("__pycache__"))
            for path in support:
                shutil.copy(path, self.folder / "work" / path.name)
            self._start()
        except BaseException:
            self.close()
            raise

    def _start(self):
        self.control, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        said, output = os.pipe()
        try:
            arguments = f"{theirs.fileno()}, {self.max_head}, {self.max_body}, {self.isolation.scratch(self.folder)!r}"
            code = START.format(folder=str(self.folder / "agent"), arguments=arguments)
            line = [sys.executable, "-P", "-c", code]
            self.process = self.isolation.start(line, self.folder, self.limits, theirs.fileno(), output)
            theirs.close()
            self._wait_for_start()
        except KernelDied as death:
            os.set_blocking(said, False)
            text = ""
            with contextlib.suppress(BlockingIOError):
                text = os.read(said, 2**16)[-2000:].decode(errors="replace")
            raise SandboxError(f"the kernel did not start: {death.reason}\n{text}") from None
        finally:
            theirs.close()
            os.close(output)
            os.close(said)

    def _wait_for_start(self):
        self.control.setblocking(False)
        poll = select.poll()
        poll.register(self.control, select.POLLIN)
        if not poll.poll(self.limits.start_seconds * 1000):
            raise KernelDied(f"nothing came within {self.limits.start_seconds:.3g} s")
        try:
            message, places, _, _ = socket.recv_fds(self.control, 64, MAX_PLACES)
        except OSError:
            raise KernelDied(ENDED) from None
        for place in places:
            os.set_inheritable(place, False)
            self.places[place] = _mark(place)
        if not message:
            raise KernelDied(ENDED)
        self.pid = self.process.pid
        self.line = usage.processes(self.pid)  # the fork server has no children yet: it is the last
        self.server = self.line[-1]
        self.terms = usage.terms(self.server)

    def fork(self, descriptor, modules=()):
        """Have the fork server import these modules, then fork a kernel that serves on the socket `descriptor`.

        Raises KernelDied where it cannot be told.
        """
        try:
            socket.send_fds(self.control, [json.dumps(list(modules)).encode()], [descriptor])
        except OSError:
            raise KernelDied(ENDED) from None

    def forked(self):
        """Return a pidfd of the kernel that runs here. Raises KernelDied where there is none, or more than it."""
        with contextlib.suppress(ProcessLookupError):
            if len(found := usage.children(self.server)) == 1:
                pidfd = os.pidfd_open(found[0])
                if usage.children(self.server) == found:  # its number was not taken anew in between
                    return pidfd
                os.close(pidfd)
        raise KernelDied(ENDED)

    def look(self):
        """Raise KernelDied where too much is used, or the sandbox is gone."""
        overuse = usage.overuse(self.pid, self.limits)
        if overuse:
            raise KernelDied(overuse)
        if os.waitid(os.P_PID, self.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT):  # its number stays taken until close
            raise KernelDied(ENDED)

    def left_clean(self, pidfd):
        """Whether the kernel of this pidfd, its socket closed, ends by itself soon and leaves all as it found it.

        Looked at from outside: the processes, whether the fork server waits as it should and under its own limits, and
        the folders and files that could be written to. Their change time tells of all that was done: nobody can set it.
        """
        end = time.monotonic() + LEAVE_SECONDS
        if not self.open or not ended(pidfd, LEAVE_SECONDS):
            return False
        while usage.processes(self.pid) != self.line or not usage.sleeps(self.server):
            if time.monotonic() > end:
                return False
            time.sleep(PAUSE)
        unchanged = all(_mark(place) == mark for place, mark in self.places.items())
        return unchanged and usage.terms(self.server) == self.terms

    def close(self):
        """End everything in it; remove its folder."""
        if self.process is not None:
            with contextlib.suppress(OSError):
                os.killpg(self.process.pid, signal.SIGKILL)
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.process.wait(END_SECONDS)
            self.process = None
        if self.control is not None:
            self.control.close()
            self.control = None
        for place in self.places:
            os.close(place)
        self.places = {}
        shutil.rmtree(self.folder, ignore_errors=True)

    @property
    def open(self):
        """Whether it was not closed."""
        return self.process is not None


def ended(pidfd: int, seconds: float = 0.0) -> bool:
    """Whether a process is gone, or goes within some seconds."""
    poll = select.poll()
    poll.register(pidfd, select.POLLIN)
    return bool(poll.poll(seconds * 1000))


def _mark(place):
    """What changes with any change of a folder or file, except being read."""
    status = os.fstat(place)
    return status.st_mode, status.st_uid, status.st_nlink, status.st_size, status.st_mtime_ns, status.st_ctime_ns
