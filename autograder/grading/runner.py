"""Run one notebook in a kernel of its own, and call its functions there."""

import contextlib
import difflib
import time

from nbformat.v4 import new_output

from autograder.errors import KernelDied
from autograder.notebooks import meta, without_hidden
from autograder.sandbox.kernel import FLOODED, Kernel
from autograder.sandbox.sandboxes import Sandboxes

MAX_DEATHS = 2
IMPATIENCE = 4
NOTE_SECONDS = 0.5  # that noting what a cell defined always has
IMPORTS = "imports"  # the id of the cell whose time is told apart
SHARED = ("matplotlib.pyplot",)  # modules that take long to import, and are imported once for all notebooks that do


class Run:
    """A notebook in a kernel, started again after a death; the backend of the student's functions.

    notebook: in the master's layout. functions: {grade_id of a test cell: names that count there}. sandboxes: the
    student's, of whose kernels this uses one at a time. left_out: ids of cells that do not run; test cells among them
    mark their place all the same.
    """

    def __init__(self, notebook, functions, regular, sandboxes: Sandboxes, left_out=()):
        self.cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
        self.functions, self.regular, self.left_out = functions, regular, left_out
        self.watch = [name for names in functions.values() for name in names]
        self.modules = [name for name in SHARED if any(name in cell.source for cell in self.cells)]
        self.sandboxes, self.limits = sandboxes, sandboxes.limits
        self.end = time.monotonic() + self.limits.notebook_seconds
        self.kernel: Kernel | None = None
        self.lent: tuple = ((), None)
        self.fatal: dict[str, str] = {}
        self.deaths: dict[str, int] = {}
        self.starters: list[str] = []  # ids of the cells after which there were more threads
        self.outputs: dict[str, list] = {}
        self.seconds = {"start": 0.0, "imports": 0.0, "cells": 0.0, "restarts": 0}

    def left(self, seconds):
        """The seconds that one step may take within the notebook's budget."""
        return max(0.0, min(seconds, self.end - time.monotonic()))

    def ready(self):
        """Have a kernel in which every cell that can run has run. Raises KernelDied when time is used up."""
        while True:
            if self.left(1) <= 0:
                raise KernelDied(f"the notebook's {self.limits.notebook_seconds:.0f} s were used up before this")
            if self.kernel is not None and self.kernel.alive:
                return self.kernel
            began = time.monotonic()
            self.kernel = self.sandboxes.kernel(self.modules)
            self.seconds["start"] += time.monotonic() - began
            self._run_cells()
            if self.kernel.alive and self.lent[0]:
                self.kernel.lend(*self.lent)
            self.seconds["cells"] += time.monotonic() - began

    def _run_cells(self):
        key, threads, self.starters = None, 1, []
        for cell in self.cells:
            runs = cell.source.strip() and cell["id"] not in self.left_out
            grade_id = meta(cell, "grade_id")
            frozen = self.functions.get(grade_id, ()) if grade_id in self.regular else ()
            if not runs and not frozen:
                continue
            key = cell["id"] if runs or key is None else key  # the last that ran is to blame, should the process end
            if self.left(1) <= 0:
                if runs and key not in self.outputs:
                    self._show(key, [], "not run: the notebook's time was used up")
                continue
            try:
                if runs and key not in self.fatal:
                    self._run_cell(cell)
                before = threads
                threads = self.kernel.note(self.watch, frozen, max(NOTE_SECONDS, self.left(self.limits.call_seconds)))
                if threads > before:
                    self.starters.append(key)
            except KernelDied as death:
                self.fatal[key] = death.reason
                self._show(key, death.outputs or self.outputs.get(key, []), death.reason)
                self.seconds["restarts"] += 1
                return

    def _run_cell(self, cell):
        key, began = cell["id"], time.monotonic()
        outputs, reason = self.kernel.run(without_hidden(cell), self.left(self.limits.cell_seconds))
        if key == IMPORTS:
            self.seconds["imports"] += time.monotonic() - began
        self._show(key, outputs, reason)
        if reason:
            self.fatal[key] = reason  # not again, should the kernel have to start again

    def _blame(self, key, reason):
        """Leave a cell out from now on, in kernels to come."""
        self.fatal[key] = reason
        self._show(key, self.outputs.get(key, []), reason)

    def _show(self, key, outputs, reason):
        if reason:
            outputs = [*outputs, new_output("error", ename="Stopped", evalue=reason, traceback=[f"Stopped: {reason}"])]
        self.outputs[key] = outputs

    def call(self, name, tree, buffers):
        """Call a function across the border; what kills the process costs this call only."""
        if self.deaths.get(name, 0) >= MAX_DEATHS:
            return {"outcome": "died", "message": "stopped twice already; it was not called again"}, []
        try:
            kernel = self.ready()
            # what never ends is not waited for as long again: other tasks need the time
            seconds = self.limits.call_seconds / IMPATIENCE ** self.deaths.get(name, 0)
            content, out = kernel.call(name, tree, buffers, self.left(seconds))
        except KernelDied as death:
            self.seconds["restarts"] += 1
            if death.reason == FLOODED and self.starters:  # a thread did it, and its cell is to pay, not this call
                self._blame(self.starters.pop(), death.reason)
                return self.call(name, tree, buffers)
            content, out = {"outcome": "died", "message": death.reason}, []
        if content["outcome"] == "died":
            self.deaths[name] = self.deaths.get(name, 0) + 1
        if content["outcome"] == "missing":
            names = [n for n in content.get("defined", []) if isinstance(n, str)]
            content["near"] = next(iter(difflib.get_close_matches(name, names, 1, 0.7)), None)
        return content, out

    def lend(self, names, answer):
        """Until lend((), None), have `answer` in the place of these functions, in a kernel started anew, too."""
        self.lent = (tuple(names), answer)
        if self.kernel is not None and self.kernel.alive:
            with contextlib.suppress(KernelDied):  # the next call starts it again
                self.kernel.lend(*self.lent)

    def close(self):
        """End the kernel."""
        if self.kernel is not None:
            self.kernel.close()
