"""The student's kernel: an IPython kernel that also answers two messages of the grader.

`call_request` calls one of the student's functions on arguments that came as data; `note_request` notes
which functions are bound, so that a later reuse of a name does not hide them. Neither goes through
IPython's way of running a cell, so nothing that a cell changes there changes how functions are called.
"""

import builtins
import os
import sys

from ipykernel.ipkernel import IPythonKernel
from ipykernel.kernelapp import IPKernelApp
from ipykernel.zmqshell import ZMQInteractiveShell
from IPython.core.interactiveshell import InteractiveShell

from .calling import call, describe
from .tampering import Shelter

__builtins__ = dict(vars(builtins))  # the functions below keep the builtins of this moment


class _Silence:
    """Where prints inside a graded call go: they would show the hidden inputs."""

    encoding = "utf-8"

    def write(self, text):
        return len(text)

    def flush(self):
        pass

    def isatty(self):
        return False


class BorderKernel(IPythonKernel):
    """IPython's kernel and the two messages of the border."""

    msg_types = [*IPythonKernel.msg_types, "call_request", "note_request"]

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self._latest, self._frozen = {}, {}
        self.shell.unobserve_all("exit_now")  # a cell with exit() in it ends nothing: the grader ends the process
        self._shelter = Shelter(self, self.shell, (BorderKernel, IPythonKernel, ZMQInteractiveShell, InteractiveShell))

    def note_request(self, stream, ident, parent):
        """Note the callables bound to content["watch"]; keep those of content["freeze"] for good."""
        self._shelter.restore()
        content = parent["content"]
        for name in content["watch"]:
            if callable(self.shell.user_ns.get(name)):
                self._latest[name] = self.shell.user_ns[name]
        for name in content["freeze"]:
            if name in self._latest:
                self._frozen.setdefault(name, self._latest[name])
        self.session.send(stream, "note_reply", {"status": "ok"}, parent, ident)

    def call_request(self, stream, ident, parent):
        """Call the function content["name"] on the arguments in content["tree"] and the buffers."""
        self._forward_input(allow_stdin=False)
        streams = sys.stdout, sys.stderr
        sys.stdout = sys.stderr = _Silence()
        try:
            content, buffers = self._call(parent)
        except BaseException as error:
            content, buffers = describe(error), []
        finally:
            sys.stdout, sys.stderr = streams
            self._restore_input()
        try:
            self.session.send(stream, "call_reply", content, parent, ident, buffers=buffers)
        except (ValueError, TypeError) as error:  # text that no encoding can write
            self.session.send(stream, "call_reply", describe(error), parent, ident)

    def _call(self, parent):
        content = parent["content"]
        try:
            function = self._find(content["name"])
        except KeyError:
            return {"outcome": "missing", "defined": self._defined()}, []
        buffers = [bytes(buffer) for buffer in parent["buffers"]]
        return call(function, self._find, content["tree"], buffers)

    def _find(self, name):
        return self._frozen[name] if name in self._frozen else self._latest[name]

    def _defined(self):
        names = self.shell.user_ns.items()
        return [n for n, v in names if callable(v) and getattr(v, "__module__", "") == "__main__"][:200]


def main():
    """Run the kernel; arguments as ipykernel takes them. The course's own modules lie beside the notebook."""
    sys.path.insert(0, os.getcwd())
    IPKernelApp.launch_instance(kernel_class=BorderKernel)
