"""One kernel process for one submission: start it, run cells, call functions, end it. All bounded."""

import contextlib
import shutil
import sys
import tempfile
import time
from pathlib import Path

import zmq
from jupyter_client.kernelspec import KernelSpec, KernelSpecManager
from jupyter_client.manager import KernelManager

from autograder.errors import KernelDied, SandboxError
from autograder.sandbox import channel as messages
from autograder.sandbox import levels as sandbox
from autograder.sandbox import replies
from autograder.sandbox.outputs import Collector

BORDER = Path(__file__).parent / "border"
START = "import sys; sys.path.insert(0, {agent!r}); from border.agent import main; main()"
SILENT = ("call_request", "note_request")  # they show nothing, so no end of what they show is waited for
ENDED = "the process ended"
FLOODED = "stopped: it printed or sent more than is allowed"
PATIENCE = 2.0  # seconds after the reply to a cell in which the rest of what it shows must come
JOIN = 0.2  # seconds until a channel that is connected anew is heard
LOOK = 0.2  # seconds between two looks at memory


class _OneSpec(KernelSpecManager):
    """The only kernel there is: what a notebook says about its kernel is not asked."""

    spec: KernelSpec

    def get_kernel_spec(self, kernel_name):
        return self.spec


class Kernel:
    """A student's kernel. Use as a context manager; after KernelDied it is gone.

    limits: Limits. support: the course's own files to put beside the notebook. isolation: a level of
    autograder.sandbox.levels.
    """

    def __init__(self, limits, support, isolation):
        self.limits, self.isolation = limits, isolation
        self.folder = Path(tempfile.mkdtemp(prefix="autograder-"))
        for part in ("io", "work"):
            (self.folder / part).mkdir()
        shutil.copytree(BORDER, self.folder / "agent" / "border", ignore=shutil.ignore_patterns("__pycache__"))
        for path in support:
            shutil.copy(path, self.folder / "work" / path.name)
        self.output_bytes = self.kept = 0
        self.patience = PATIENCE
        self.most = limits.cell_output_kib * 1024 + messages.SPARE
        self.manager = self.guard = None
        try:
            self._start()
        except BaseException:
            self.close()
            raise

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self.close()

    def _start(self):
        spec = KernelSpec(
            argv=[sys.executable, "-P", "-c", START.format(agent=str(self.folder / "agent")), "-f", "{connection_file}"]
            + ["--HistoryManager.enabled=False", "--Application.log_level=50"],
            language="python",
            interrupt_mode="message",
            metadata={"kernel_provisioner": self.isolation.provisioner(self.folder, self.limits)},
        )
        self.context = zmq.Context()
        self.context.maxmsgsize = self.limits.message_mib * 2**20
        self.context.rcvhwm = messages.QUEUE
        specs = _OneSpec()
        specs.spec = spec
        self.manager = KernelManager(
            kernel_name="python3",
            kernel_spec_manager=specs,
            context=self.context,
            transport="ipc",
            ip=str(self.folder / "io" / "k"),
            connection_file=str(self.folder / "io" / "connection.json"),
            shutdown_wait_time=0,
        )
        self.manager.start_kernel(cwd=str(self.folder / "work"))
        self.pid = self.manager.provisioner.pid
        self.guard = messages.Guard(self.pid)
        self.guard.start()
        self.session = self.manager.session
        self.shell = self.manager.connect_shell()
        self.iopub = self.manager.connect_iopub()
        self.control = self.manager.connect_control()
        self.poller = zmq.Poller()
        self.poller.register(self.shell, zmq.POLLIN)
        self.poller.register(self.iopub, zmq.POLLIN)
        try:
            self._joined(self.limits.start_seconds)
            self._request("kernel_info_request", {}, self.limits.start_seconds)
        except KernelDied as error:
            raise SandboxError(f"the kernel did not start: {error.reason}\n{self.said}") from None
        self.isolation.seal(self.folder)

    def run(self, code, seconds):
        """Run one cell; return (outputs, reason). reason: why it did not end by itself, or "".

        Raises KernelDied where the process is gone afterwards; its attribute `outputs` has what was shown.
        """
        most = min(self.limits.cell_output_kib, self.limits.notebook_output_kib - self.kept // 1024)
        collector = Collector(most * 1024)
        content = {"code": code, "silent": False, "store_history": True, "allow_stdin": False, "stop_on_error": False}
        try:
            _, reason = self._request("execute_request", content, seconds, collector=collector)
        except KernelDied as error:
            error.outputs = collector.outputs
            raise
        finally:
            self.kept += collector.size
        return collector.outputs, reason

    def note(self, watch, freeze):
        """Note which functions are bound now; keep those of `freeze` as the ones that are graded."""
        self._request("note_request", {"watch": list(watch), "freeze": list(freeze)}, self.limits.call_seconds)

    def call(self, name, tree, buffers, seconds):
        """Call a function; return (content, buffers) as border.calling does. Raises KernelDied."""
        reply, reason = self._request("call_request", {"name": name, "tree": tree}, seconds, buffers=buffers)
        if reason:
            self._die(reason)  # what it started may run on
        return replies.answer(reply["content"]), [bytes(buffer) for buffer in reply["buffers"]]

    def _request(self, kind, content, seconds, buffers=None, collector=None):
        """Send a request on the shell channel and wait; interrupt, then kill, what takes too long."""
        message = self.session.msg(kind, content)
        self.session.send(self.shell, message, buffers=buffers)
        asked, reason = message["header"]["msg_id"], ""
        deadline, interrupted, reply, idle = time.monotonic() + seconds, False, None, False
        seen, looked = self.output_bytes, time.monotonic()
        while reply is None or not (idle or kind in SILENT):
            if time.monotonic() > deadline:
                if reply is not None:  # the closing status got lost in a flood, and the channel may be gone
                    if collector is not None:
                        collector.cut()
                    self._listen_anew()
                    break
                if interrupted:
                    self._die(reason)
                reason = reason or f"stopped after {seconds:.3g} s"
                interrupted, deadline = True, time.monotonic() + 2
                self.session.send(self.control, "interrupt_request", {})
            for socket in self._ready(kind):
                received, size = messages.receive(self.session, socket, self.most)
                if received is None or received["parent_header"].get("msg_id") != asked:
                    continue
                if socket is self.shell and received["header"]["msg_type"] == kind.replace("_request", "_reply"):
                    reply, deadline = received, min(deadline, time.monotonic() + self.patience)
                elif socket is self.iopub:
                    self.output_bytes += size
                    idle = idle or received["content"].get("execution_state") == "idle"
                    if collector is not None:
                        collector.add(received)
            if self.output_bytes - seen > self.limits.notebook_output_kib * 1024 and not interrupted:
                reason, deadline = FLOODED, 0
            if time.monotonic() > looked + LOOK:
                looked = time.monotonic()
                overuse = sandbox.overuse(self.pid, self.folder, self.limits)
                if overuse:
                    self._die(overuse)
            if reply is None and not self.manager.is_alive():
                self._die(FLOODED if self.guard.tripped else ENDED)
        return reply, reason

    def _ready(self, kind):
        """The sockets that have something for us; while nothing is shown, a flood of it is left where it is."""
        if kind in SILENT:
            return [self.shell] if self.shell.poll(100) else []
        return [socket for socket, _ in self.poller.poll(100)]

    def _joined(self, seconds):
        """Wait until the kernel says that it heard our subscription: what it shows before is lost."""
        end = time.monotonic() + seconds
        while time.monotonic() < end and self.manager.is_alive():
            if self.iopub.poll(20):
                received, _ = messages.receive(self.session, self.iopub, self.most)
                if received is not None and received["header"]["msg_type"] == "iopub_welcome":
                    return

    def _listen_anew(self):
        self.patience = JOIN  # it will lose more
        self.poller.unregister(self.iopub)
        self.iopub.close(linger=0)
        self.iopub = self.manager.connect_iopub()
        self.poller.register(self.iopub, zmq.POLLIN)
        self._joined(JOIN)

    def _die(self, reason):
        self.said = sandbox.log(self.folder)
        self.close()
        raise KernelDied(reason)

    def close(self):
        """End the process and everything it started; remove its folder."""
        if self.guard is not None:
            self.guard.over.set()
        if self.manager is not None:
            with contextlib.suppress(Exception):
                self.manager.shutdown_kernel(now=True)
            for name in ("shell", "iopub", "control"):
                if hasattr(self, name):
                    getattr(self, name).close(linger=0)
            self.manager.cleanup_resources()
            self.manager = None
            self.context.destroy(linger=0)
        sandbox.remove(self.folder)

    @property
    def alive(self):
        """Whether there is still a process to talk to."""
        return self.manager is not None
