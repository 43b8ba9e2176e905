"""The student's end of the socket: whole frames only, whatever interrupts, threads and forks do."""

import builtins
import os
import socket
import threading

from . import frames

__builtins__ = dict(vars(builtins))  # the functions below keep the builtins of this moment
_get_ident, _end = threading.get_ident, os._exit


class Link:
    """Sends and receives frames. Where the socket is gone, so is the grader: the process ends.

    max_head, max_body: bytes of a frame that the grader accepts.
    """

    def __init__(self, descriptor, max_head, max_body):
        self.max_head, self.max_body = max_head, max_body
        self._socket = socket.socket(fileno=descriptor)
        self._send, self._receive = self._socket.sendall, self._socket.recv_into
        self._lock, self._main, self._waiting = threading.Lock(), _get_ident(), []
        self.open, self.sending, self.interrupted = True, False, False
        os.register_at_fork(after_in_child=self._close)

    def _close(self):
        """In a fork: the socket stays with the parent."""
        self.open = False
        self._socket.close()

    def send(self, head, buffers=()):
        """Send one frame; in a fork, nothing. Raises WireError where it is too large."""
        if not self.open:
            return
        data = frames.pack(head, buffers, self.max_head, self.max_body)
        if _get_ident() != self._main:
            self._write(data)
        elif self.sending:  # a signal's handler shows something while the frame below it is on its way
            self._waiting.append(data)
        else:
            self._send_whole(data)

    def _send_whole(self, data):
        self.sending = True  # an interrupt is put off: half a frame would be the end
        try:
            self._write(data)
            while self._waiting:
                self._write(self._waiting.pop(0))
        finally:
            self.sending = False
        if self.interrupted:
            self.interrupted = False
            raise KeyboardInterrupt

    def _write(self, data):
        with self._lock:
            try:
                self._send(data)
            except OSError:
                _end(1)

    def receive(self):
        """Wait for a frame; return (head, buffers)."""
        in_head, in_body = frames.LENGTHS.unpack(self._read(frames.LENGTHS.size))
        return frames.unpack(self._read(in_head), self._read(in_body))

    def _read(self, size):
        data = bytearray(size)
        view = memoryview(data)
        while view:
            try:
                got = self._receive(view)
            except OSError:
                got = 0
            if not got:
                _end(0)
            view = view[got:]
        return data
