"""The fork server in a student's sandbox: what its kernels have of it, and what comes of one that attacks it."""

import contextlib
import os
import time

import pytest

from autograder.errors import KernelDied
from autograder.sandbox.kernel import PATIENCE
from autograder.sandbox.sandbox import LEAVE_SECONDS
from engine.kernels import SLACK, closed, printed


def test_a_notebook_has_processes_like_any_other(sandboxes):
    """Do the exit codes of subprocesses arrive, though the fork server looks after none of its own?"""
    code = "import os, subprocess\nprint(subprocess.run(['false']).returncode, os.system('exit 3') >> 8)"
    assert printed(sandboxes.kernel(), code) == "1 3"


def test_random_numbers_differ(sandboxes):
    """Does every notebook draw numbers of its own, by each of the generators?"""
    code = "import random, numpy as np; print(random.random(), np.random.random(), np.random.default_rng().random())"
    drawn = [printed(sandboxes.kernel(), code).split() for _ in range(3)]
    assert len({number for numbers in drawn for number in numbers}) == 9


ATTACKS = {
    "killed": "os.kill(os.getppid(), signal.SIGKILL)",
    "ended": "os.kill(os.getppid(), signal.SIGTERM)",
    "stopped": "os.kill(os.getppid(), signal.SIGSTOP)",
    "flooded": "for _ in range(10**4):\n    for s in (signal.SIGINT, signal.SIGCHLD, signal.SIGCONT): os.kill(os.getppid(), s)",
    "queued": "for _ in range(200): ctypes.CDLL(None).sigqueue(os.getppid(), signal.SIGRTMIN, None)",
    "no processes": "resource.prlimit(os.getppid(), resource.RLIMIT_NPROC, (0, 0))",
    "no memory": "resource.prlimit(os.getppid(), resource.RLIMIT_AS, (2**20, 2**20))",
    "no files": "resource.prlimit(os.getppid(), resource.RLIMIT_NOFILE, (1, 1))",
    "no time": "resource.prlimit(os.getppid(), resource.RLIMIT_CPU, (0, 0))",
    "no hurry": "os.setpriority(os.PRIO_PROCESS, os.getppid(), 19)",
    "one processor": "os.sched_setaffinity(os.getppid(), [min(os.sched_getaffinity(0))])",
}


@pytest.mark.parametrize("name", ATTACKS)
def test_whatever_is_done_to_the_fork_server(sandboxes, name):
    """Is a fork server that is killed, stopped, flooded or starved noticed in time, and the next kernel a sound one?"""
    first = sandboxes.kernel()
    began = time.monotonic()
    with contextlib.suppress(KernelDied):
        first.run("import ctypes, os, resource, signal\n" + ATTACKS[name], 10)
        first.note([], [], 1)
    assert closed(first) is (name == "flooded")
    assert printed(sandboxes.kernel(), "print('fine')") == "fine"
    assert time.monotonic() - began < LEAVE_SECONDS + 2 * SLACK


def test_a_fork_server_that_is_stopped_as_it_is_asked(full):
    """Does a kernel that is asked for at a stopped fork server come in time, out of a new sandbox?"""
    full.limits.start_seconds = 3
    first = full.kernel()
    first.run("import os, signal; os.kill(os.getppid(), signal.SIGSTOP)", 10)
    first.sandbox.left_clean = lambda pidfd: True  # as if it had not been noticed
    began = time.monotonic()
    second = full.kernel()
    assert time.monotonic() - began < 3 + SLACK
    assert second.pid != first.pid and printed(second, "print('fine')") == "fine"


def test_the_fork_server_cannot_be_looked_into(full):
    """Can a kernel neither write to the fork server's memory nor see its files and environment?"""
    code = """
import contextlib, os
for part, mode in (("mem", "r+b"), ("mem", "rb"), ("environ", "rb"), ("maps", "rb"), ("auxv", "rb")):
    with contextlib.suppress(OSError), open(f"/proc/{os.getppid()}/{part}", mode) as file:
        print("opened", part, mode)
with contextlib.suppress(OSError):
    print(os.listdir(f"/proc/{os.getppid()}/fd"))
open("/proc/self/mem", "r+b").close()
"""
    assert printed(full.kernel(), code) == ""


def test_a_kernel_has_one_socket(sandboxes):
    """Does a kernel hold its own socket and nothing else of the fork server's, and pass none of it on?"""
    code = "import os, stat\nopen_now = [n for n in map(int, os.listdir('/proc/self/fd')) if os.path.exists(f'/proc/self/fd/{n}')]\nprint([stat.S_ISSOCK(os.fstat(n).st_mode) for n in open_now], [os.get_inheritable(n) for n in open_now if n > 2])"
    for _ in range(2):
        sockets = "[False, False, False, True]"
        assert printed(sandboxes.kernel(), code) == f"{sockets} [False]"


def test_the_interrupt_reaches_the_cell(sandboxes):
    """Is a cell stopped that has processes of its own beside it, its variables kept, and the sandbox not used again?"""
    kernel = sandboxes.kernel()
    code = "import os, time\nx = 5\nfor _ in range(3):\n    if os.fork() == 0: time.sleep(30); os._exit(0)\nwhile True: pass"
    began = time.monotonic()
    outputs, reason = kernel.run(code, 1)
    assert reason == "stopped after 1 s" and time.monotonic() - began < 1 + PATIENCE + SLACK
    assert outputs[-1].ename == "KeyboardInterrupt" and printed(kernel, "print(x)") == "5"
    assert not closed(kernel)


def test_what_was_stopped_is_not_used_again(sandboxes):
    """Does a cell or a call that had to be stopped cost its sandbox?"""
    kernel = sandboxes.kernel()
    assert kernel.run("while True: pass", 0.5)[1] and not closed(kernel)
    kernel = sandboxes.kernel()
    kernel.run("def f():\n    while True: pass", 10)
    kernel.note(["f"], [])
    with pytest.raises(KernelDied):
        kernel.call("f", ["tuple", [["tuple", []], ["dict", []]]], [], 0.5)
    assert not os.path.exists(f"/proc/{kernel.pid}") and sandboxes.kernel().pid != kernel.pid


def test_modules_are_imported_once(full):
    """Is a module that is asked for in memory already for the next notebook, and one that is not there no harm?"""
    asked = ("matplotlib.pyplot", "no.such.module")
    known = "import sys; print('matplotlib.pyplot' in sys.modules)"
    assert printed(full.kernel(), known) == "False"
    assert printed(full.kernel(asked), known) == "True"
    second = full.kernel()
    assert printed(second, known) == "True"
    outputs, _ = second.run("import matplotlib.pyplot as plt; plt.plot([1, 2]);", 20)
    assert "image/png" in outputs[0].data and closed(second)
