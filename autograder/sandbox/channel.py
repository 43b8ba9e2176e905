"""The grader's end of the socket to a kernel: every send and receive has a deadline and a bound."""

import select
import time
from dataclasses import dataclass

from autograder.errors import KernelDied
from autograder.sandbox.border import frames, wire

ENDED = "the process ended"
MALFORMED = "the answer came back malformed"
LARGE = f"the answer is too large: more than {wire.MAX_BYTES // 2**20} MiB"
PIECE = 2**18  # bytes of one send or receive


@dataclass
class Frame:
    """One frame from the kernel. size: bytes on the wire."""

    head: dict
    buffers: list[bytes]
    size: int


class Channel:
    """Sends and receives frames on a socket whose other end is the student's.

    max_head, max_body: bytes that a received frame may have; never more than these are kept.
    """

    def __init__(self, socket, max_head: int, max_body: int):
        self.socket, self.max_head, self.max_body = socket, max_head, max_body
        socket.setblocking(False)
        self._parts = self._reading()
        self._part, self._filled = next(self._parts), 0

    def send(self, head: dict, buffers, deadline: float):
        """Send a frame. Raises KernelDied where the other end is gone or does not read before the deadline."""
        rest = memoryview(frames.pack(head, buffers))
        while rest:
            try:
                rest = rest[self.socket.send(rest[:PIECE]) :]
            except BlockingIOError:
                if not self._wait(select.POLLOUT, deadline):
                    raise KernelDied("stopped: it did not take what was sent to it") from None
            except OSError:
                raise KernelDied(ENDED) from None

    def receive(self, deadline: float) -> Frame | None:
        """Return the next frame, or None where it is not complete at the deadline.

        Raises KernelDied where the other end is gone, or what it sent is no frame or too large.
        """
        while True:
            while self._filled == len(self._part):
                part, self._filled = next(self._parts), 0
                if isinstance(part, Frame):
                    self._part = next(self._parts)
                    return part
                self._part = part
            try:
                got = self.socket.recv_into(memoryview(self._part)[self._filled :])
            except BlockingIOError:
                if not self._wait(select.POLLIN, deadline):
                    return None
                continue
            except OSError:
                raise KernelDied(ENDED) from None
            if got == 0:
                raise KernelDied(ENDED)
            self._filled += got
            if self._filled < len(self._part) and time.monotonic() > deadline:
                return None

    def _reading(self):
        """Yield the parts of a frame one after the other, each to be filled by the caller; then the Frame."""
        while True:
            lengths = bytearray(frames.LENGTHS.size)
            yield lengths
            in_head, in_body = frames.LENGTHS.unpack(lengths)
            if in_head > self.max_head or in_body > self.max_body:
                raise KernelDied(LARGE)
            text, body = bytearray(in_head), bytearray(in_body)
            yield text
            yield body
            try:
                head, buffers = frames.unpack(text, body)
            except ValueError:
                raise KernelDied(MALFORMED) from None
            yield Frame(head, buffers, len(lengths) + in_head + in_body)

    def _wait(self, event, deadline):
        poll = select.poll()
        poll.register(self.socket, event)
        return bool(poll.poll(max(0.0, deadline - time.monotonic()) * 1000))
