"""Whatever a submission does to its own end of the socket, the grader's end comes back in time and says why."""

import contextlib
import os
import time

import pytest

from autograder.errors import KernelDied
from autograder.sandbox.border.frames import LENGTHS
from autograder.sandbox.kernel import PATIENCE, Kernel
from autograder.sandbox.levels import Bubblewrap, ProcessOnly
from autograder.sandbox.limits import Limits

NO_ARGUMENTS = ["tuple", [["tuple", []], ["dict", []]]], []
SECONDS = 1.0  # that a cell or a call may take here
SLACK = 4.0  # for the death of a process on a busy machine
DEEDS = {
    "closes": "import os; os.closerange(3, 250)",
    "writes": "import os\nfor n in range(3, 512):\n    with contextlib.suppress(OSError): os.write(n, b'x' * 99)",
    "duplicates": "import os\nfor n in range(3, 512): os.dup2(os.pipe()[0], n)",
    "floods": "import os\nwhile True:\n    for n in range(3, 512):\n        with contextlib.suppress(OSError): os.write(n, bytes(8))",
    "claims": f"import os\nos.write(SOCKET, {LENGTHS.pack(2**32 - 1, 0)!r})\nwhile True: pass",
    "half a frame": f"import os\nos.write(SOCKET, {LENGTHS.pack(50, 0)!r})\nwhile True: pass",
    "half of many": f"import os, time\nos.write(SOCKET, {LENGTHS.pack(50000, 0)!r})\nwhile True: os.write(SOCKET, b' '); time.sleep(0.01)",
    "stops": "import os, signal; os.kill(os.getpid(), signal.SIGSTOP)",
    "stops all": "import os, signal\nfor pid in (1, -1, os.getpid()):\n    with contextlib.suppress(OSError): os.kill(pid, signal.SIGSTOP)",
    "deaf": "import signal\nsignal.pthread_sigmask(signal.SIG_BLOCK, range(1, 65))\nwhile True: pass",
    "locks": "import threading; k = threading.Lock(); k.acquire(); k.acquire(timeout=3600)",
    "no reader": "import signal, time\nsignal.signal(signal.SIGINT, signal.SIG_IGN)\ntime.sleep(3600)",
}
HEAD = """
import contextlib, os, stat
def _is_socket(n):
    with contextlib.suppress(OSError): return stat.S_ISSOCK(os.fstat(n).st_mode)
SOCKET = next(n for n in range(3, 512) if _is_socket(n))
def deed():
    {body}
"""


@pytest.fixture
def kernel():
    with Kernel(Limits(), (), Bubblewrap()) as kernel:
        yield kernel


def prepared(kernel, deed):
    body = DEEDS[deed].replace("\n", "\n    ")
    outputs, reason = kernel.run(HEAD.replace("{body}", body), 20)
    assert (outputs, reason) == ([], "")
    kernel.note(["deed"], [])


@contextlib.contextmanager
def ends(kernel, seconds):
    """The body must raise KernelDied in time, and leave neither process nor folder."""
    began = time.monotonic()
    with pytest.raises(KernelDied) as caught:
        yield caught
    assert time.monotonic() - began < seconds + SLACK
    assert caught.value.reason and not kernel.alive and not kernel.folder.exists()
    assert not os.path.exists(f"/proc/{kernel.pid}")


@pytest.mark.parametrize("deed", DEEDS)
def test_in_a_call(kernel, deed):
    """Does a call that breaks, floods or stops its process end in time?"""
    prepared(kernel, deed)
    with ends(kernel, SECONDS):
        kernel.call("deed", *NO_ARGUMENTS, SECONDS)


@pytest.mark.parametrize("deed", sorted(set(DEEDS) - {"floods", "claims", "half a frame", "locks"}))
def test_in_a_cell(kernel, deed):
    """Does the same in a cell end in time, at the latest with the request after it?"""
    prepared(kernel, deed)
    with ends(kernel, 2 * SECONDS + PATIENCE):
        kernel.run("deed()", SECONDS)
        kernel.note(["deed"], ["deed"], SECONDS)


@pytest.mark.parametrize("deed", ["closes", "writes", "stops", "deaf", "half a frame"])
def test_between_requests_and_at_the_end(kernel, deed):
    """Does a kernel that a thread breaks while nothing is asked end in time, asked again or closed?"""
    prepared(kernel, deed)
    with contextlib.suppress(KernelDied):
        kernel.run("import threading; threading.Timer(0.2, deed).start()", 10)
        time.sleep(0.5)
    began = time.monotonic()
    with contextlib.suppress(KernelDied):
        kernel.note([], [], SECONDS)
    kernel.close()
    assert time.monotonic() - began < SECONDS + SLACK and not os.path.exists(f"/proc/{kernel.pid}")


def test_a_request_that_nobody_reads(kernel):
    """Does sending an argument larger than the socket's buffer to a stopped process end in time?"""
    prepared(kernel, "stops")
    kernel.run("import threading; threading.Timer(0.2, deed).start()", 10)
    time.sleep(0.5)
    with ends(kernel, SECONDS):
        kernel.call("deed", ["tuple", []], [bytes(2**23)], SECONDS)


def test_a_dead_kernel_says_so_at_once(kernel):
    """Is a request to a kernel that is gone refused without waiting?"""
    kernel.close()
    with pytest.raises(KernelDied, match="the process ended"):
        kernel.run("1", 5)


@pytest.mark.parametrize(
    "head", ["b'[]'", "b'{}'", "b'5'", "b''", "b'[' * 10**6", "b'{\"sizes\": [' + b'9' * 10**4 + b']}'"]
)
def test_a_frame_that_is_none(kernel, head):
    """Is whatever is no frame the end of the kernel, with the reason?"""
    code = f"import os, struct\nhead = {head}\ndef f():\n    data = struct.pack('!II', len(head), 0) + head\n    while data: data = data[os.write(SOCKET, data):]"
    prepared(kernel, "stops")
    kernel.run(code, 10)
    kernel.note(["f"], [])
    with ends(kernel, SECONDS) as caught:
        kernel.call("f", *NO_ARGUMENTS, 10)
    assert caught.value.reason == "the answer came back malformed"


def test_a_stubborn_child_of_the_weaker_level():
    """Where nothing stands around the kernel, does its end still not wait for a child that holds the socket?"""
    with Kernel(Limits(), (), ProcessOnly()) as kernel:
        kernel.run("import ctypes, os, time\nif ctypes.CDLL(None).fork() == 0: time.sleep(30)", 10)
        kernel.run("def f(): os._exit(1)", 10)
        kernel.note(["f"], [])
        with ends(kernel, 1):
            kernel.call("f", *NO_ARGUMENTS, 10)
