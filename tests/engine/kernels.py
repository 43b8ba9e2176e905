"""What tests of a student's kernels need."""

import os
import time

from autograder.sandbox.levels import Bubblewrap, ProcessOnly
from autograder.sandbox.sandbox import LEAVE_SECONDS

SLACK = 4.0  # for the death of a process on a busy machine
LEVELS = {"bubblewrap": Bubblewrap, "process": ProcessOnly}


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
