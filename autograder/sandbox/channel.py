"""Messages of a submission's process, received within bounds: of their own size, and of what they become here."""

import contextlib
import ctypes
import json
import os
import threading
from functools import cache

import psutil

from autograder.sandbox import replies
from autograder.sandbox.border import wire

SPARE = 2**20  # bytes of JSON that a message may have beside the output that is kept
QUEUE = 4  # messages that wait on a channel; more stay with the sender
GROWTH = 160 * 2**20  # bytes by which this process may grow while it serves one kernel
BUFFERS = wire.MAX_BYTES + SPARE  # bytes of array data that one message may bring
LOOK = 0.02  # seconds between two looks at that
M_MMAP_THRESHOLD = -3  # of malloc.h


def receive(session, socket, most):
    """Return (message, bytes on the wire); None for a message that is not to be understood.

    most: bytes of JSON that are read. More would be gigabytes as objects: the content is then {"large": True}.
    """
    frames = socket.recv_multipart()
    size = sum(map(len, frames))
    try:
        _, (_, header, parent, _, content, *buffers) = session.feed_identities(frames)
        if len(header) + len(parent) > SPARE:
            return None, size
        large = len(content) > most or sum(map(len, buffers)) > BUFFERS
        message = {"header": json.loads(header), "parent_header": json.loads(parent)}
        message |= (
            {"content": {"large": True}, "buffers": []}
            if large
            else {"content": json.loads(content), "buffers": buffers}
        )
        return (message if replies.is_message(message) else None), size
    except (ValueError, RecursionError):
        return None, size


class Guard(threading.Thread):
    """Ends a kernel's process where it makes this one grow: nothing else bounds a message of many frames."""

    def __init__(self, pid):
        super().__init__(daemon=True)
        self.pid, self.over, self.tripped = pid, threading.Event(), False
        _give_back()
        self.most = _resident() + GROWTH

    def run(self):
        """Look until told that it is over."""
        while not self.over.wait(LOOK):
            if _resident() > self.most:
                self.tripped = True
                with contextlib.suppress(ProcessLookupError):
                    os.kill(self.pid, 9)
                return


@cache
def _give_back():
    """Have the C library return large blocks to the system as they are freed: by default it keeps ever larger ones."""
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).mallopt(M_MMAP_THRESHOLD, 2**18)


def _resident():
    return psutil.Process().memory_info().rss
