"""One kernel process for one submission: start it, run cells, call functions, end it. All bounded."""

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from autograder.errors import KernelDied, SandboxError
from autograder.sandbox import replies, usage
from autograder.sandbox.border import frames, wire
from autograder.sandbox.channel import ENDED, Channel
from autograder.sandbox.lent import Lent
from autograder.sandbox.outputs import Collector

BORDER = Path(__file__).parent / "border"
START = "import sys; sys.path.insert(0, {folder!r}); from border.agent import main; main({numbers})"
FLOODED = "stopped: it printed or sent more than is allowed"
PATIENCE = 2.0  # seconds that an interrupted cell has to end
LOOK = 0.2  # seconds between two looks at memory
EACH = 100  # bytes that a frame counts beside its own
END_SECONDS = 5.0  # for the death of a killed process


class Kernel:
    """A student's kernel. Use as a context manager; after KernelDied it is gone.

    limits: Limits. support: the course's own files to put beside the notebook. isolation: a level of
    autograder.sandbox.levels. The thread that makes it must outlive it.
    """

    def __init__(self, limits, support, isolation):
        self.limits = limits
        self.folder = Path(tempfile.mkdtemp(prefix="autograder-"))
        self.kept, self.said = 0, ""
        self.lent, self.watched = Lent((), None), []
        self.process = self.channel = None
        try:
            (self.folder / "work").mkdir()
            shutil.copytree(BORDER, self.folder / "agent" / "border", ignore=shutil.ignore_patterns("__pycache__"))
            for path in support:
                shutil.copy(path, self.folder / "work" / path.name)
            self._start(isolation)
        except BaseException:
            self.close()
            raise

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self.close()

    def _start(self, isolation):
        frame = self.limits.message_mib * 2**20
        most = min(self.limits.cell_output_kib * 1024 + frames.SPARE, frame), min(wire.MAX_BYTES, frame)
        ours, theirs = socket.socketpair()
        said, output = os.pipe()
        try:
            numbers = f"{theirs.fileno()}, {most[0]}, {most[1]}"
            code = START.format(folder=str(self.folder / "agent"), numbers=numbers)
            line = [sys.executable, "-P", "-c", code]
            self.channel = Channel(ours, *most)
            self.process = isolation.start(line, self.folder, self.limits, theirs.fileno(), output)
            theirs.close()
            self._wait_for_start()
        except KernelDied as death:
            os.set_blocking(said, False)
            with contextlib.suppress(BlockingIOError):
                self.said = os.read(said, 2**16)[-2000:].decode(errors="replace")
            raise SandboxError(f"the kernel did not start: {death.reason}\n{self.said}") from None
        finally:
            theirs.close()
            os.close(output)
            os.close(said)

    def _wait_for_start(self):
        end = time.monotonic() + self.limits.start_seconds
        if self.channel.receive(end) is None:
            raise KernelDied(f"nothing came within {self.limits.start_seconds:.3g} s")
        self.pid = self.process.pid
        self.inner = os.pidfd_open(usage.processes(self.pid)[-1])  # an idle agent has no children: it is the last

    def run(self, code, seconds):
        """Run one cell; return (outputs, reason). reason: why it did not end by itself, or "".

        Raises KernelDied where the process is gone afterwards; its attribute `outputs` has what was shown.
        """
        most = min(self.limits.cell_output_kib, self.limits.notebook_output_kib - self.kept // 1024)
        collector = Collector(most * 1024)
        try:
            _, reason = self._request({"kind": "cell", "code": code}, seconds, collector=collector)
        except KernelDied as death:
            death.outputs = collector.outputs
            raise
        finally:
            self.kept += collector.size
        return collector.outputs, reason

    def note(self, watch, freeze, seconds=None):
        """Note which functions are bound now; keep those of `freeze` as the ones that are graded."""
        self.watched = list(watch)
        head = {"kind": "note", "watch": self.watched, "freeze": list(freeze)}
        self._request(head, self.limits.call_seconds if seconds is None else seconds)

    def call(self, name, tree, buffers, seconds):
        """Call a function; return (content, buffers) as border.calling does. Raises KernelDied."""
        self.lent.begin(tree, self.watched)
        frame, _ = self._request({"kind": "call", "name": name, "tree": tree}, seconds, buffers)
        return replies.answer(frame.head.get("content")), frame.buffers

    def lend(self, names, answer):
        """Until lend((), None), have `answer` in the place of the student's functions of these names.

        answer(name, tree, buffers, seconds_left) -> (content, buffers), as border.calling.call. Its tree names only
        things that the call itself sent, or functions that are watched; its arrays are the student's: large, or
        chosen to be costly.
        """
        self.lent = Lent(names, answer)
        self._request({"kind": "lend", "names": list(names)}, self.limits.call_seconds)

    def _request(self, head, seconds, buffers=(), collector=None):
        """Send a request and wait for its reply; interrupt a cell, then kill, where it takes too long."""
        if not self.alive:
            raise KernelDied(ENDED)
        asked, reason, received = os.urandom(8).hex(), "", 0
        looked = time.monotonic()
        deadline = looked + seconds
        try:
            self.channel.send({"id": asked} | head, buffers, deadline)
            while True:
                frame = self.channel.receive(min(deadline, looked + LOOK))
                if frame is not None and frame.head.get("id") == asked:
                    kind = frame.head.get("kind")
                    if kind == "reply":
                        return frame, reason
                    if kind == "ask" and head["kind"] == "call":
                        self.channel.send(*self.lent.answer(frame, deadline), deadline)
                        continue
                    if collector is not None:
                        collector.add(frame.head)
                received += frame.size + EACH if frame is not None else 0
                if received > self.limits.notebook_output_kib * 1024 and not reason:
                    reason, deadline = self._stop(FLOODED, collector)
                now = time.monotonic()
                if now > deadline:
                    if reason:
                        raise KernelDied(reason)
                    reason, deadline = self._stop(f"stopped after {seconds:.3g} s", collector)
                if now > looked + LOOK:
                    self._look()
                    looked = time.monotonic()
        except KernelDied:
            self.close()
            raise

    def _stop(self, reason, collector):
        """Interrupt a cell, which has a moment to end; a call ends with the process, for what it started may run on."""
        if collector is None:
            raise KernelDied(reason)
        with contextlib.suppress(ProcessLookupError):
            signal.pidfd_send_signal(self.inner, signal.SIGINT)
        return reason, time.monotonic() + PATIENCE

    def _look(self):
        overuse = usage.overuse(self.pid, self.limits)
        if overuse:
            raise KernelDied(overuse)
        if os.waitid(os.P_PID, self.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT):  # its number stays taken until close
            raise KernelDied(ENDED)

    def close(self):
        """End the process and everything it started; remove its folder."""
        if self.process is not None:
            with contextlib.suppress(OSError):
                os.killpg(self.process.pid, signal.SIGKILL)
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.process.wait(END_SECONDS)
            self.process = None
        if self.channel is not None:
            self.channel.socket.close()
            self.channel = None
        if hasattr(self, "inner"):
            os.close(self.inner)
            del self.inner
        shutil.rmtree(self.folder, ignore_errors=True)

    @property
    def alive(self):
        """Whether there is still a process to talk to."""
        return self.channel is not None
