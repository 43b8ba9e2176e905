"""The IPython shell that runs a submission's cells; what it shows goes to a function as plain data."""

import base64
import builtins
import getpass
import io
import sys
import time

from IPython.core import page
from IPython.core.displayhook import DisplayHook
from IPython.core.displaypub import DisplayPublisher
from IPython.core.error import StdinNotImplementedError
from IPython.core.inputtransformer2 import TransformerManager
from IPython.core.interactiveshell import InteractiveShell
from IPython.core.profiledir import ProfileDir
from traitlets import Type
from traitlets.config import Config

__builtins__ = dict(vars(builtins))  # the functions below keep the builtins of this moment

SHOWN = ("text/plain", "image/png")  # the grader keeps nothing else
PIECE = 2**16  # characters of a print that are sent at once
PAUSE = 0.05  # seconds for which prints are gathered
_monotonic = time.monotonic


class Stream(io.TextIOBase):
    """stdout or stderr of a cell."""

    encoding = "utf-8"

    def __init__(self, name, show):
        self.name, self._show = name, show
        self._parts, self._size, self._sent = [], 0, 0.0

    def writable(self):
        return True

    def write(self, text):
        """Send the text, at once or with what follows shortly."""
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text).__name__}")
        self._parts.append(text)
        self._size += len(text)
        if self._size > PIECE or _monotonic() > self._sent + PAUSE:
            self.flush()
        return len(text)

    def flush(self):
        """Send what was gathered."""
        text, self._parts, self._size = "".join(self._parts), [], 0
        for start in range(0, len(text), PIECE):
            self._show("stream", name=self.name, text=_clean(text[start : start + PIECE]))
        self._sent = _monotonic()


class Silence(io.TextIOBase):
    """Where prints inside a graded call go: they would show the hidden inputs."""

    encoding = "utf-8"

    def write(self, text):
        return len(text)


class Publisher(DisplayPublisher):
    """display(...)"""

    def publish(self, data, metadata=None, *, transient=None, update=False, **kwargs):
        """Show new displays; an update of an older one is not followed."""
        if not update:
            self.shell.show_data("display_data", data)

    def clear_output(self, wait=False):
        """Nothing is taken back."""


class Hook(DisplayHook):
    """The value of a cell's last line."""

    def write_output_prompt(self):
        pass

    def write_format_data(self, format_dict, md_dict=None):
        self.shell.show_data("execute_result", format_dict)

    def finish_displayhook(self):
        self._is_active = False


class Shell(InteractiveShell):
    """IPython without a terminal. show(kind, **content) is set before the first cell."""

    displayhook_class = Type(Hook)
    display_pub_class = Type(Publisher)
    show = None

    def show_data(self, kind, data):
        """Show a display as text and PNG."""
        sys.stdout.flush()
        sys.stderr.flush()
        kept = {mime: _text(data[mime]) for mime in SHOWN if mime in data}
        if kept:
            self.show(kind, data=kept)

    def _showtraceback(self, etype, evalue, stb):
        sys.stdout.flush()
        sys.stderr.flush()
        lines = [_clean(line) for line in stb]
        self.show("error", ename=_clean(etype.__name__), evalue=_clean(str(evalue)), traceback=lines)

    def init_hooks(self):
        super().init_hooks()
        self.set_hook("show_in_pager", page.as_hook(lambda *text, **how: None), 99)

    def enable_gui(self, gui=None):
        """There is no screen."""

    def ask_exit(self):
        """A cell with exit() in it ends nothing: the grader ends the process."""


def _show_figures():
    """Show the figures that a cell left open, where there are any: importing what shows them takes its time."""
    pyplot = sys.modules.get("matplotlib.pyplot")
    if pyplot is not None and pyplot.get_fignums():
        from matplotlib_inline.backend_inline import flush_figures

        flush_figures()


def make_shell():
    """Return the shell. It writes nothing to the disk."""
    config = Config()
    config.HistoryManager.enabled = False
    return Shell.instance(config=config, profile_dir=ProfileDir())


class Bench:
    """The shell and what a cell finds around it; put back before each cell, whatever the one before did to it.

    Not a wall: the process is the student's. It keeps one cell from silencing the cells after it.
    """

    def __init__(self, shell, show):
        self.shell = shell
        self.shell.show = show
        self.shell.events.register("post_execute", _show_figures)
        self.streams = Stream("stdout", show), Stream("stderr", show)
        classes = (Shell, InteractiveShell, Hook, DisplayHook, Publisher, DisplayPublisher)
        self._methods = {cls: {n: f for n, f in vars(cls).items() if callable(f)} for cls in classes}
        self._own = dict(vars(self.shell))
        self._parts = {name: getattr(self.shell, name) for name in ("displayhook", "display_pub", "events")}
        self._magics = {kind: dict(known) for kind, known in self.shell.magics_manager.magics.items()}
        self._callbacks = {event: list(known) for event, known in self.shell.events.callbacks.items()}

    def put_back(self):
        """Put everything back."""
        for cls, methods in self._methods.items():
            for name in [n for n, f in vars(cls).items() if callable(f) and n not in methods]:
                delattr(cls, name)
            for name, function in methods.items():
                if vars(cls).get(name) is not function:
                    setattr(cls, name, function)
        for name, thing in list(vars(self.shell).items()):
            if callable(thing) and hasattr(type(self.shell), name) and self._own.get(name) is not thing:
                delattr(self.shell, name)
        vars(self.shell).update({name: thing for name, thing in self._own.items() if callable(thing)})
        for name, part in self._parts.items():
            setattr(self.shell, name, part)
        self.shell.events.callbacks = {event: list(known) for event, known in self._callbacks.items()}
        magics = self.shell.magics_manager.magics
        self.shell.magics_manager.magics = {kind: known | magics.get(kind, {}) for kind, known in self._magics.items()}
        self.shell.ast_transformers, self.shell.input_transformers_post = [], []
        self.shell.input_transformer_manager = TransformerManager()
        sys.stdout, sys.stderr = self.streams
        refuse_input()

    def run(self, code):
        """Run one cell."""
        self.put_back()
        self.shell.run_cell(code, store_history=True)

    def flush(self):
        """Send what is left of the prints."""
        for stream in self.streams:
            stream.flush()


def refuse_input():
    """Make questions fail at once."""
    builtins.input = getpass.getpass = _refuse


def _refuse(*prompt, **options):
    raise StdinNotImplementedError("nobody is there to answer: input is not possible while grading")


def _text(value):
    return base64.b64encode(value).decode() if isinstance(value, bytes) else _clean(str(value))


def _clean(text):
    """Text that every encoding can write."""
    return str.encode(text, "utf-8", "replace").decode("utf-8")
