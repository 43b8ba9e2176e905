"""Watch a command's processes: the memory of the trusted ones, and which of all are left at the end."""

import contextlib
import threading
import time
from dataclasses import dataclass, field

import psutil

EVERY = 0.05
SANDBOX = "bwrap"


@dataclass
class Watch:
    """peak: bytes of all trusted processes together, shared pages counted once; largest: of any one alone."""

    peak: int = 0
    largest: int = 0
    seen: dict = field(default_factory=dict)

    @contextlib.contextmanager
    def on(self, pid):
        """Watch a process and its descendants while the body runs."""
        over = threading.Event()
        thread = threading.Thread(target=self._look, args=(psutil.Process(pid), over))
        thread.start()
        try:
            yield
        finally:
            over.set()
            thread.join()

    def _look(self, root, over):
        while not over.wait(EVERY):
            trusted = list(self._trusted(root))
            self.largest = max([self.largest, *(_resident(p) for p in trusted)])
            if sum(map(_resident, trusted)) > self.peak:
                self.peak = max(self.peak, sum(map(_proportional, trusted)))

    def _trusted(self, process):
        """A process and those below it, down to the sandboxes; everything is remembered."""
        with contextlib.suppress(psutil.Error):
            if process.name() == SANDBOX:
                self.seen.update((p.pid, p.create_time()) for p in [process, *process.children(recursive=True)])
                return
            self.seen[process.pid] = process.create_time()
            yield process
            for child in process.children():
                yield from self._trusted(child)

    def alive(self, patience=2.0):
        """Processes that were seen and still run, after a moment."""
        end = time.monotonic() + patience
        while (left := [pid for pid, born in self.seen.items() if _runs(pid, born)]) and time.monotonic() < end:
            time.sleep(0.1)
        return left


def _runs(pid, born):
    try:
        process = psutil.Process(pid)
        return process.create_time() == born and process.status() != psutil.STATUS_ZOMBIE
    except psutil.Error:
        return False


def _resident(process):
    try:
        return process.memory_info().rss
    except psutil.Error:
        return 0


def _proportional(process):
    try:
        return process.memory_full_info().pss
    except psutil.Error:
        return _resident(process)
