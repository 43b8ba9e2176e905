"""The fork server: imports once what every notebook needs, then forks a kernel for each socket that it is sent.

It runs in the student's sandbox, as the student's throwaway user, and holds no secret. It runs none of the student's
code and cannot be traced or written to, but a kernel may kill it, stop it or lower its limits. The grader looks for
that, and at worst it costs the same student's later notebooks: every student has a sandbox of their own.
"""

import contextlib
import ctypes
import gc
import importlib
import json
import os
import signal
import socket
import sys

import numpy

from .agent import serve
from .shell import make_shell

PR_SET_DUMPABLE, PR_SET_CHILD_SUBREAPER = 4, 36
_prctl = ctypes.CDLL(None).prctl


def main(descriptor, max_head, max_body, folders):
    """Serve until the control socket closes.

    descriptor: of the control socket. max_head, max_body: as Link takes them. folders: those that kernels can write
    to; descriptors of all that is in them now go to the grader, which looks whether it stays as it is.
    """
    control = socket.socket(fileno=descriptor)
    control.set_inheritable(False)
    shell = make_shell()
    _prctl(PR_SET_DUMPABLE, 0)
    _prctl(PR_SET_CHILD_SUBREAPER, 1)  # what a kernel leaves behind stays below this process, and is seen there
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})  # whoever started this may have it blocked
    _settle()
    _send_places(control, folders)
    nothing = os.open(os.devnull, os.O_RDWR)
    for number in (1, 2):  # what the start had to say was said; nobody reads on
        os.dup2(nothing, number)
    os.close(nothing)
    while True:
        message, descriptors, _, _ = socket.recv_fds(control, 2**12, 1)
        if not descriptors:
            os._exit(0)
        os.set_inheritable(descriptors[0], False)
        _import(json.loads(message))
        try:
            forked = os.fork()
        except OSError:
            forked = -1  # the grader sees its socket close
        if forked == 0:
            _become_kernel(control, descriptors[0], max_head, max_body, shell)
        os.close(descriptors[0])


def _become_kernel(control, descriptor, max_head, max_body, shell):
    """Be a kernel until the end: nothing of the fork server is left to it but its imports."""
    try:
        control.close()
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        _prctl(PR_SET_DUMPABLE, 1)
        numpy.random.seed()  # or every notebook would draw the same numbers; `random` sees to itself
        sys.path.insert(0, os.getcwd())  # the course's own modules lie beside the notebook
        serve(descriptor, max_head, max_body, shell)
    finally:
        os._exit(1)


def _import(modules):
    """Import modules that notebooks to come will have in memory already."""
    missing = [name for name in modules if name not in sys.modules]
    for name in missing:
        with contextlib.suppress(Exception):  # the notebook that asked for it will see the error
            importlib.import_module(name)
    if missing:
        _settle()


def _settle():
    """Have the garbage collection of kernels leave alone what is there now: it would copy every page."""
    gc.collect()
    gc.freeze()


def _send_places(control, folders):
    """Send descriptors of every folder and file that kernels could change, as they are before any kernel."""
    places = [os.open(path, os.O_RDONLY | os.O_NOFOLLOW) for folder in folders for path in _below(folder)]
    socket.send_fds(control, [b"ready"], places)
    for place in places:
        os.close(place)


def _below(folder):
    """The folder and all below it on the same file system: what was bound into it is read-only."""
    device = os.lstat(folder).st_dev
    for path, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if os.lstat(os.path.join(path, name)).st_dev == device]
        yield path
        yield from (p for name in files if os.lstat(p := os.path.join(path, name)).st_dev == device)
