"""One kernel process for one notebook: start it, run cells, call functions, end it. All bounded."""

import contextlib
import os
import signal
import socket
import time

from autograder.errors import KernelDied, SandboxError
from autograder.sandbox import replies
from autograder.sandbox.channel import ENDED, Channel
from autograder.sandbox.lent import Lent
from autograder.sandbox.outputs import Collector
from autograder.sandbox.sandbox import Sandbox, ended

FLOODED = "stopped: it printed or sent more than is allowed"
PATIENCE = 2.0  # seconds that an interrupted cell has to end
LOOK = 0.2  # seconds between two looks at memory
EACH = 100  # bytes that a frame counts beside its own


class Kernel:
    """A student's kernel. Use as a context manager; after KernelDied it is gone.

    limits: Limits. support: the course's own files to put beside the notebook. isolation: a level of
    autograder.sandbox.levels. sandbox: an open one of these, with no kernel in it, which stays open where this kernel
    leaves it as it was; None: a sandbox of its own, which ends with the kernel. modules: for the fork server to import.
    The thread that makes it must outlive it. Raises SandboxError where it does not start.
    """

    def __init__(self, limits, support, isolation, sandbox=None, modules=()):
        self.limits = limits
        self.kept = 0
        self.lent, self.watched = Lent((), None), []
        self.channel = self.process = None  # process: a pidfd
        self.own = sandbox is None
        self.sandbox = sandbox or Sandbox(limits, support, isolation)
        self.clean = False  # whether it waits for a request, and nothing was ever stopped
        self.pid, self.folder = self.sandbox.pid, self.sandbox.folder
        try:
            self._start(modules)
        except KernelDied as death:
            self.close()
            raise SandboxError(f"the kernel did not start: {death.reason}") from None
        except BaseException:
            self.close()
            raise

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self.close()

    def _start(self, modules):
        ours, theirs = socket.socketpair()
        self.channel = Channel(ours, self.sandbox.max_head, self.sandbox.max_body)
        with theirs:
            self.sandbox.fork(theirs.fileno(), modules)
        if self.channel.receive(time.monotonic() + self.limits.start_seconds) is None:
            raise KernelDied(f"nothing came within {self.limits.start_seconds:.3g} s")
        self.process = self.sandbox.forked()
        self.clean = True

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
        """Note which functions are bound now; keep those of `freeze` as the ones that are graded.

        Returns how many threads the process says it has.
        """
        self.watched = list(watch)
        head = {"kind": "note", "watch": self.watched, "freeze": list(freeze)}
        frame, _ = self._request(head, self.limits.call_seconds if seconds is None else seconds)
        content = frame.head.get("content")
        threads = content.get("threads") if isinstance(content, dict) else None
        return threads if isinstance(threads, int) else 1

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
        clean, self.clean = self.clean, False
        try:
            self.channel.send({"id": asked} | head, buffers, deadline)
            while True:
                frame = self.channel.receive(min(deadline, looked + LOOK))
                if frame is not None and frame.head.get("id") == asked:
                    kind = frame.head.get("kind")
                    if kind == "reply":
                        self.clean = clean and not reason
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
            signal.pidfd_send_signal(self.process, signal.SIGINT)
        return reason, time.monotonic() + PATIENCE

    def _look(self):
        self.sandbox.look()
        if ended(self.process):  # what it left behind may hold the socket
            raise KernelDied(ENDED)

    def close(self):
        """End the process and everything it started; end the sandbox unless it can be used again."""
        if self.channel is not None:
            self.channel.socket.close()
            self.channel = None
        if self.sandbox is not None:
            if self.own or not self.clean or not self.sandbox.left_clean(self.process):
                self.sandbox.close()
            self.sandbox = None  # from now on the next kernel's
        if self.process is not None:
            os.close(self.process)
            self.process = None

    @property
    def alive(self):
        """Whether there is still a process to talk to."""
        return self.channel is not None
