"""Each limit is enforced by itself, and named to the student."""

import contextlib

import pytest

from autograder.errors import KernelDied
from autograder.sandbox.kernel import Kernel
from autograder.sandbox.levels import Bubblewrap
from autograder.sandbox.limits import Limits

pytestmark = pytest.mark.hostile

# name of the limit -> (its value here, code that goes beyond it, what is shown or said for it)
BEYOND = {
    "memory_mib": (1024, "held = bytearray(1200 << 20)", "MemoryError"),
    "processes": (30, "import os, time\nfor _ in range(60):\n    if os.fork() == 0: time.sleep(20); os._exit(0)", "BlockingIOError"),
    "open_files": (100, "held = [open('/dev/null') for _ in range(120)]", "Too many open files"),
    "scratch_mib": (4, "with open('x', 'wb') as file:\n    for _ in range(6): file.write(bytes(1 << 20)); file.flush()", "OSError"),
    "cell_output_kib": (16, "print('x' * 40_000)", "more output than is kept"),
    "notebook_output_kib": (64, "for _ in range(400): print('x' * 1000, flush=True)", "printed or sent more than is allowed"),
    "message_mib": (2, "print('x' * 3_000_000)", "more output than is kept"),
    "cell_seconds": (1, "while True: pass", "stopped after 1 s"),
}  # fmt: skip


def outcome(kernel, code, seconds):
    """All that is shown and said for one cell."""
    try:
        outputs, reason = kernel.run(code, seconds)
    except KernelDied as death:
        outputs, reason = death.outputs, death.reason
    return f"{outputs} {reason}"


@pytest.mark.parametrize("name", BEYOND)
def test_limit(name):
    """Is what goes beyond the limit stopped, and what keeps to it not?"""
    value, code, said = BEYOND[name]
    limits = Limits(**{name: value})
    with Kernel(limits, (), Bubblewrap()) as kernel:
        assert "fine" in outcome(kernel, "print('fine')", 10)
        shown = outcome(kernel, code, limits.cell_seconds)
        assert said in shown, shown[-600:]


def test_message_limit_leaves_the_channel_usable():
    """After a message that is too large, is the next cell's output seen again?"""
    with Kernel(Limits(message_mib=2), (), Bubblewrap()) as kernel:
        outcome(kernel, "print('x' * 3_000_000)", 10)
        assert "again" in outcome(kernel, "print('again')", 10)


def test_memory_of_many_processes():
    """Do processes that keep to the limit one by one count together?"""
    code = "import os, time\nfor _ in range(12):\n    if os.fork() == 0:\n        held = bytearray(b'x') * (110 << 20); time.sleep(20); os._exit(0)\ntime.sleep(20)"
    with Kernel(Limits(memory_mib=1024), (), Bubblewrap()) as kernel:
        assert "more than 1024 MiB of memory" in outcome(kernel, code, 20)


def test_call_seconds():
    """Is a call that does not end stopped, and the process with it?"""
    with Kernel(Limits(), (), Bubblewrap()) as kernel:
        kernel.run("def f():\n    while True: pass", 10)
        kernel.note(["f"], ["f"])
        with contextlib.suppress(KernelDied):
            pytest.fail(str(kernel.call("f", ["tuple", [["tuple", []], ["dict", []]]], [], 1)))
        assert not kernel.alive


def test_processor_time():
    """Does a process that is deaf to signals use up no more than the notebook's seconds of processor time?"""
    limits = Limits(notebook_seconds=1)
    with Kernel(limits, (), Bubblewrap()) as kernel:
        code = "import signal\nsignal.signal(signal.SIGXCPU, signal.SIG_IGN)\nwhile True: pass"
        assert "ended" in outcome(kernel, code, 25)


def test_limits_cannot_be_raised():
    """Can code in the sandbox raise its own limits again?"""
    code = """
    import resource
    for name in ("AS", "NPROC", "NOFILE", "FSIZE", "CPU", "CORE"):
        soft, hard = resource.getrlimit(getattr(resource, "RLIMIT_" + name))
        assert hard != resource.RLIM_INFINITY, name
        try:
            resource.setrlimit(getattr(resource, "RLIMIT_" + name), (hard + 1, hard + 1))
        except (ValueError, PermissionError):
            continue
        print("RAISED", name)
    print("tried")
    """
    with Kernel(Limits(), (), Bubblewrap()) as kernel:
        shown = outcome(kernel, "if True:" + code, 10)
    assert "tried" in shown and "RAISED" not in shown and "AssertionError" not in shown
