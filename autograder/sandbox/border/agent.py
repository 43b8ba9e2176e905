"""The agent in the student's process: answers the grader's requests, one after the other.

`cell` runs a cell; `note` notes which functions are bound, so that a later reuse of a name does not hide them;
`call` calls one of them on arguments that came as data; `lend` puts proxies in the place of some. Only a cell goes
through IPython, so nothing that a cell changes there changes how functions are called.
"""

import builtins
import os
import signal
import sys
import threading

from . import frames
from .calling import call, describe
from .lending import Names, Unsendable, proxy
from .link import Link
from .shell import Bench, Silence, refuse_input
from .wire import WireError

__builtins__ = dict(vars(builtins))  # the functions below keep the builtins of this moment

TIMERS = (signal.ITIMER_REAL, signal.ITIMER_VIRTUAL, signal.ITIMER_PROF)
ABSENT = object()
_set_signal, _set_timer, _get_ident, _end = signal.signal, signal.setitimer, threading.get_ident, os._exit
_active_count = threading.active_count


class Agent:
    """Serves requests. aside: bytes that other threads may still show in the cell that runs."""

    def __init__(self, link, shell):
        self.link, self.main = link, _get_ident()
        self.bench = Bench(shell, self.show)
        self.names = self.bench.shell.user_ns
        self.cell = self.called = None  # the ids of the cell and of the call that run now
        self.aside = 0
        self.latest, self.frozen, self.watched, self.lent, self.replaced = {}, {}, [], {}, {}
        self.remembered = None

    def serve(self):
        """Answer one request."""
        head, buffers = self.link.receive()
        try:
            content, out = self._answer(head, buffers)
        except BaseException as error:
            content, out = describe(error), []
        self.cell = self.called = None
        if not self.link.open:  # a fork that came back from the student's code
            _end(0)
        for timer in TIMERS:  # those of this request: the next is not to pay for them
            _set_timer(timer, 0)
        try:
            self._reply(head["id"], content, out)
        except WireError as error:
            self._reply(head["id"], describe(error) | {"error": "TooLarge"}, [])
        except (ValueError, TypeError) as error:  # text that no encoding can write
            self._reply(head["id"], describe(error), [])

    def _answer(self, head, buffers):
        if head["kind"] == "call":
            return self._call(head, buffers)
        content = {"cell": self._cell, "note": self._note, "lend": self._lend}[head["kind"]](head)
        return content or {}, []

    def _reply(self, asked, content, buffers):
        self.link.send({"kind": "reply", "id": asked, "content": content}, buffers)

    def show(self, kind, **content):
        """Send an output of the cell that runs; of threads, a bounded part."""
        if self.cell is None:
            return
        size = sum(_length(part) for part in content.values())
        if _get_ident() != self.main:
            self.aside -= size + 100
            if self.aside < 0:
                return
        if size > self.link.max_head - frames.SPARE:
            content = {"large": True}
        self.link.send({"kind": kind, "id": self.cell, **content})

    def _cell(self, head):
        self.aside = self.link.max_head // 4
        self.cell = head["id"]
        try:
            _set_signal(signal.SIGINT, self._interrupt)
            self.bench.run(head["code"])
        except KeyboardInterrupt:
            pass  # it came as the cell ended
        finally:
            _set_signal(signal.SIGINT, signal.SIG_IGN)
            self.bench.flush()

    def _interrupt(self, number, frame):
        if self.link.sending:
            self.link.interrupted = True
        else:
            raise KeyboardInterrupt

    def _note(self, head):
        """Note the callables bound to head["watch"]; keep those of head["freeze"] for good. Tell how many threads there are."""
        self.watched = head["watch"]
        for name in self.watched:
            thing = self.names.get(name)
            if callable(thing) and thing is not self.lent.get(name):
                self.latest[name] = thing
        for name in head["freeze"]:
            if name in self.latest:
                self.frozen.setdefault(name, self.latest[name])
        return {"threads": _active_count()}

    def _call(self, head, buffers):
        """Call the function head["name"] on the arguments in head["tree"] and the buffers."""
        try:
            function = self._find(head["name"])
        except KeyError:
            return {"outcome": "missing", "defined": self._defined()}, []
        streams = sys.stdout, sys.stderr
        sys.stdout = sys.stderr = Silence()
        refuse_input()
        self.remembered, self.called = Names(self._name_of), head["id"]
        try:
            return call(function, self._find, head["tree"], buffers, self.remembered.remember if self.lent else None)
        finally:
            sys.stdout, sys.stderr = streams

    def _find(self, name):
        for known in (self.lent, self.frozen):
            if name in known:
                return known[name]
        return self.latest[name]

    def _name_of(self, thing):
        """The watched name of one of the student's own functions, or None."""
        for name in self.watched:
            if any(known.get(name) is thing for known in (self.lent, self.frozen, self.latest) if name in known):
                return name
        return None

    def _lend(self, head):
        """Put proxies in the place of these names; first put back what an earlier request replaced."""
        for name, own in self.replaced.items():
            if self.names.get(name) is self.lent[name]:
                self.names.pop(name) if own is ABSENT else self.names.update({name: own})
        self.lent, self.replaced = {}, {}
        for name in head["names"]:
            own = self.frozen.get(name, self.latest.get(name))
            self.replaced[name] = self.names.get(name, ABSENT)
            self.lent[name] = self.names[name] = proxy(name, own, self._ask, lambda thing: self.remembered.of(thing))

    def _ask(self, name, tree, buffers):
        """Ask the grader for the answer of a lent function."""
        if self.called is None or _get_ident() != self.main or not self.link.open:
            raise Unsendable
        self.link.send({"kind": "ask", "id": self.called, "name": name, "tree": tree}, buffers)
        head, out = self.link.receive()
        return head["content"], out

    def _defined(self):
        return [n for n, v in self.names.items() if callable(v) and getattr(v, "__module__", "") == "__main__"][:200]


def _length(part):
    """Characters of an output's part."""
    if isinstance(part, str):
        return len(part)
    return sum(map(len, part.values() if isinstance(part, dict) else part))


def serve(descriptor, max_head, max_body, shell):
    """Serve until the socket closes. shell: of make_shell."""
    agent = Agent(Link(descriptor, max_head, max_body), shell)
    _set_signal(signal.SIGINT, signal.SIG_IGN)
    agent._reply("ready", {}, [])
    while True:
        agent.serve()
