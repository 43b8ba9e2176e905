"""The notebooks of one student, one after the other: in one sandbox while they behave, and never in each other's way."""

import os

import psutil
import pytest
from submissions import NOTEBOOK, REPOSITORY, cell_of, lean, solved

from autograder.course import find
from autograder.errors import Wrong
from autograder.grading.follow_through import ReferenceKernel
from autograder.grading.grade import grade
from autograder.sandbox.border import wire
from autograder.sandbox.levels import Bubblewrap
from autograder.sandbox.limits import Limits
from autograder.sandbox.sandboxes import Sandboxes
from engine.helpers import notebook_of, run_of, student_of
from engine.kernels import closed, printed


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


def test_the_reference_has_a_sandbox_of_its_own(full, tmp_path):
    """Is the reference's sandbox started when it is asked for first, used by all notebooks, and ended with the student's?"""
    solution = tmp_path / "solution.py"
    solution.write_text("def square(x):\n    return x * x\n")
    student, me = full.kernel(), psutil.Process()
    running, pids = len(me.children()), set()
    for _ in range(2):
        lender = ReferenceKernel(solution, full.reference)
        assert len(me.children()) == running + len(pids)
        lender.start()
        content, _ = lender.answer("square", *wire.encode(((3.0,), {})), 5.0)
        assert wire.decode(content["value"], []) == 9.0
        pids.add(lender.kernel.pid)
        lender.close()
    assert len(pids) == 1 and student.pid not in pids and student.alive
    full.close()
    assert len(me.children()) == running - 1


def test_grading_in_a_used_sandbox(full, restored):
    """Does a notebook with a mistake that others are credited for get the same in a fresh sandbox and in a used one?"""
    course = find(REPOSITORY)
    wrong = lean(solved())
    cell_of(wrong, "output-layer").source = "def output_layer(h, W2):\n    return h @ W2 + 1"
    wrong = restored(wrong)
    fresh, used = (grade(course, NOTEBOOK, wrong, full, 0) for _ in range(2))
    for outcome in (*fresh.outcomes, *used.outcomes):
        outcome.seconds = 0.0
    assert fresh.scores == used.scores and fresh.outcomes == used.outcomes and fresh.mistakes == used.mistakes
    assert any(o.lent for o in used.outcomes) and not all(o.passed for o in used.outcomes)
    assert used.seconds["start"] < fresh.seconds["start"] / 2


def test_two_notebooks_of_a_student(full):
    """Does a run that died go on in a sandbox of its own, and the next notebook in the same as that?"""
    cells = "import os\nseen = os.path.exists('trace')\nopen('trace', 'w').write('1')", "@f\ndef f(v): os._exit(1)"
    first = run_of(notebook_of([*cells, "@g\ndef g(v): return seen"]), sandboxes=full)
    student = student_of(first)
    with pytest.raises(Wrong, match="the process ended"):
        student.f(1.0)
    assert student.g(1.0) is False and first.seconds["restarts"] == 1
    first.close()
    second = run_of(notebook_of(["@g\ndef g(v): return v"]), sandboxes=full)
    assert student_of(second).g(2.0) == 2.0
