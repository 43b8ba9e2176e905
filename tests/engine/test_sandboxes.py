"""The notebooks of one student, one after the other: in one sandbox while they behave, and never in each other's way."""

import contextlib
import os
import time

import pytest

from autograder.errors import KernelDied
from autograder.sandbox.kernel import PATIENCE
from autograder.sandbox.levels import Bubblewrap, ProcessOnly
from autograder.sandbox.limits import Limits
from autograder.sandbox.sandbox import LEAVE_SECONDS
from autograder.sandbox.sandboxes import Sandboxes
from engine.helpers import notebook_of, run_of, student_of

SLACK = 4.0  # for the death of a process on a busy machine
LEVELS = {"bubblewrap": Bubblewrap, "process": ProcessOnly}


@pytest.fixture(params=LEVELS)
def sandboxes(request, tmp_path):
    """Those of one student at either level, with a file of the course's beside the notebook."""
    support = tmp_path / "data.txt"
    support.write_text("numbers")
    with Sandboxes(Limits(), [support], LEVELS[request.param]()) as sandboxes:
        yield sandboxes


@pytest.fixture
def full():
    """Those of one student at the full level."""
    with Sandboxes(Limits(), (), Bubblewrap()) as sandboxes:
        yield sandboxes


def printed(kernel, code):
    """What a cell prints; it must end by itself and raise nothing."""
    outputs, reason = kernel.run(code, 20)
    assert reason == "" and all(o.output_type == "stream" for o in outputs), (outputs, reason)
    return "".join(o.text for o in outputs).strip()


def closed(kernel):
    """Close a kernel, in time; return whether its sandbox is used again."""
    began, sandbox = time.monotonic(), kernel.sandbox
    if sandbox is None:  # it died
        return False
    kernel.close()
    assert time.monotonic() - began < LEAVE_SECONDS + SLACK
    assert sandbox.open or not (os.path.exists(f"/proc/{kernel.pid}") or kernel.folder.exists())
    return sandbox.open


def test_notebooks_that_behave_share_a_sandbox(sandboxes):
    """Do three notebooks run in one sandbox, each in a process of its own, of which nothing is left at the end?"""
    kernels = [sandboxes.kernel() for _ in range(3)]
    assert len({kernel.pid for kernel in kernels}) == 1
    assert [kernel.alive for kernel in kernels] == [False, False, True]
    numbers = [printed(sandboxes.kernel(), "import os; print(os.getpid())") for _ in range(3)]
    assert len(set(numbers)) == 3
    sandboxes.close()
    assert not os.path.exists(f"/proc/{kernels[0].pid}") and not kernels[0].folder.exists()


TRACES = {  # what a notebook does, what the next one prints, and what it has to
    "variable": ("x = 5", "print('x' in globals())", "False"),
    "patched module": ("import numpy as np; np.allclose = None", "import numpy as np; print(np.allclose is None)", "False"),
    "patched builtin": ("import builtins; builtins.abs = None", "print(abs(-1))", "1"),
    "module": ("import sys; sys.modules['ours'] = sys", "import sys; print('ours' in sys.modules)", "False"),
    "path": ("import sys; sys.path.insert(0, '/there')", "import sys; print('/there' in sys.path)", "False"),
    "environment": ("import os; os.environ['OURS'] = '1'", "import os; print('OURS' in os.environ)", "False"),
    "shell": ("get_ipython().run_cell = None", "print('fine')", "fine"),
    "setting": ("import numpy as np; np.seterr(all='raise');", "import numpy as np; print(np.geterr()['invalid'])", "warn"),
    "thread": ("import threading, time; threading.Thread(target=time.sleep, args=(60,)).start()",
               "import threading; print(threading.active_count())", "1"),
    "limit": ("import resource; resource.setrlimit(resource.RLIMIT_NOFILE, (50, 50))",
              "import resource; print(resource.getrlimit(resource.RLIMIT_NOFILE)[0] > 50)", "True"),
    "signal": ("import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN);",
               "import signal; print(signal.getsignal(signal.SIGTERM) == signal.SIG_DFL)", "True"),
}  # fmt: skip


@pytest.mark.parametrize("name", TRACES)
def test_the_next_notebook_sees_nothing_of_it(sandboxes, name):
    """Is what one notebook leaves in its process gone for the next, in the same sandbox?"""
    does, asks, answer = TRACES[name]
    first = sandboxes.kernel()
    assert printed(first, does) == "" and closed(first)
    assert printed(sandboxes.kernel(), asks) == answer


WRITES = {
    "file": "open('x', 'w').write('secret')",
    "file that is gone": "import os; open('x', 'w'); os.remove('x')",
    "folder": "import os; os.makedirs('a/b/c')",
    "link": "import os; os.symlink('/etc', 'x')",
}
ELSEWHERE = {
    "temporary": "import tempfile; tempfile.mkstemp()",
    "shared memory": "open('/dev/shm/x', 'w').write('secret')",
    "settings": "import os; open(os.environ['MPLCONFIGDIR'] + '/x', 'w')",
    "all of the disk": "with contextlib.suppress(OSError), open('/tmp/x', 'wb') as file:\n    while True: file.write(bytes(2**20))",
}
LISTS = "import os; print(sorted(os.listdir()), [p for p in ('/dev/shm', '/tmp') for n in os.listdir(p) if os.path.isfile(p + '/' + n)])"


@pytest.mark.parametrize("name", WRITES)
def test_a_file_costs_a_new_sandbox(sandboxes, name):
    """Is a sandbox in which anything was written not used again, at either level?"""
    first = sandboxes.kernel()
    first.run(WRITES[name], 20)
    assert not closed(first)
    kept = "import os; print([name for name in os.listdir() if name[0] != '.'])"
    assert printed(sandboxes.kernel(), kept) == "['data.txt']"


def test_a_changed_support_file_costs_a_new_sandbox(sandboxes):
    """Is the course's own file as it was for the next notebook, where it could be changed at all?"""
    sandboxes.kernel().run("open('data.txt', 'r+').write('NUMBERS')", 20)
    assert printed(sandboxes.kernel(), "print(open('data.txt').read())") == "numbers"


@pytest.mark.parametrize("name", ELSEWHERE)
def test_a_file_elsewhere_costs_a_new_sandbox(full, name):
    """Is every place watched that can be written to, and does the next notebook have all of the space?"""
    first = full.kernel()
    first.run("import contextlib\n" + ELSEWHERE[name], 20)
    assert not closed(first)
    code = "open('/tmp/y', 'wb').write(bytes(40 << 20))\nimport os; os.remove('/tmp/y')\n" + LISTS
    second = full.kernel()
    assert printed(second, "_ = " + code) == "['.config', '.ipython'] []"


def test_only_folders_are_there_to_be_changed(full):
    """Is there no file that could be written through memory, which no time stamp tells?"""
    sandbox = full.kernel().sandbox
    assert len(sandbox.places) >= 5 and all(os.readlink(f"/proc/self/fd/{place}") for place in sandbox.places)
    assert all(os.path.stat.S_ISDIR(os.fstat(place).st_mode) for place in sandbox.places)


def test_random_numbers_differ(sandboxes):
    """Does every notebook draw numbers of its own, by each of the generators?"""
    code = "import random, numpy as np; print(random.random(), np.random.random(), np.random.default_rng().random())"
    drawn = [printed(sandboxes.kernel(), code).split() for _ in range(3)]
    assert len({number for numbers in drawn for number in numbers}) == 9


LEFT = {
    "fork": "import os, time\nif os.fork() == 0: time.sleep(60)",
    "daemon": "import os, time\nif os.fork() == 0:\n    os.setsid()\n    if os.fork() == 0: time.sleep(60)\n    os._exit(0)\nos.wait()",
    "shell": "import subprocess; subprocess.Popen(['sleep', '60'], start_new_session=True)",
    "stopped": "import os, signal\nif os.fork() == 0: os.kill(os.getpid(), signal.SIGSTOP)",
    "hidden": "import ctypes, time\nif ctypes.CDLL(None).fork() == 0: time.sleep(60)",
    "sibling": "import ctypes, time\nif ctypes.CDLL(None).syscall(56, 0x8000 | 17, 0, 0, 0, 0) == 0: time.sleep(60)",
}  # 56: clone, with CLONE_PARENT: the new process is the fork server's


@pytest.mark.parametrize("name", LEFT)
def test_a_process_left_behind_costs_a_new_sandbox(sandboxes, name):
    """Is a process that a notebook leaves behind ended with its sandbox, and the next notebook's not started beside it?"""
    first = sandboxes.kernel()
    first.run(LEFT[name], 20)
    assert not closed(first)
    second = sandboxes.kernel()
    assert second.pid != first.pid and printed(second, "print('fine')") == "fine"


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


def test_each_notebook_has_its_limits_anew():
    """Do processor time and memory of one notebook not count for the next, and hold for it just so?"""
    with Sandboxes(Limits(notebook_seconds=1, memory_mib=1024), (), Bubblewrap()) as sandboxes:
        burn = "import time\nx = bytearray(400 << 20)\nend = time.process_time() + 1.1\nwhile time.process_time() < end: pass"
        kernels = []
        for _ in range(3):
            kernels.append(sandboxes.kernel())
            assert printed(kernels[-1], burn) == ""
        assert len({kernel.pid for kernel in kernels}) == 1
        outputs, _ = kernels[-1].run("y = bytearray(900 << 20)", 10)
        assert outputs[0].ename == "MemoryError"


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


def test_two_notebooks_of_a_student(full):
    """Does a run that died go on in a sandbox of its own, and the next notebook in the same as that?"""
    cells = "import os\nseen = os.path.exists('trace')\nopen('trace', 'w').write('1')", "@f\ndef f(v): os._exit(1)"
    first = run_of(notebook_of([*cells, "@g\ndef g(v): return seen"]), sandboxes=full)
    student = student_of(first)
    with pytest.raises(Exception, match="the process ended"):
        student.f(1.0)
    assert student.g(1.0) is False and first.seconds["restarts"] == 1
    first.close()
    second = run_of(notebook_of(["@g\ndef g(v): return v"]), sandboxes=full)
    assert student_of(second).g(2.0) == 2.0
