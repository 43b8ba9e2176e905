"""Kernels for one student's notebooks, one after the other, in as few sandboxes as their behaviour allows."""

from __future__ import annotations

from collections.abc import Iterable

from autograder.errors import SandboxError
from autograder.sandbox.kernel import Kernel
from autograder.sandbox.levels import Isolation
from autograder.sandbox.limits import Limits
from autograder.sandbox.sandbox import Sandbox


class Sandboxes:
    """A context manager that starts a sandbox when a kernel is asked for, and ends what runs at the end.

    For one student: a sandbox is used for the next kernel while every kernel in it ended by itself and left nothing
    behind; otherwise the next kernel has a new one. The thread that asks for a kernel must outlive it.
    """

    def __init__(self, limits: Limits, support: Iterable, isolation: Isolation):
        self.limits, self.support, self.isolation = limits, tuple(support), isolation
        self._sandbox: Sandbox | None = None
        self._kernel: Kernel | None = None
        self._reference: Sandboxes | None = None

    def __enter__(self) -> Sandboxes:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def kernel(self, modules: Iterable[str] = ()) -> Kernel:
        """Return a fresh kernel; the one before it is closed. Raises SandboxError where none can be started.

        modules: what the notebook is going to import, of what is worth importing once for all.
        """
        if self._kernel is not None:
            self._kernel.close()
        if self._sandbox is not None and self._sandbox.open:
            try:
                return self._start(self._sandbox, modules)
            except SandboxError:  # whatever a kernel before did to it: a new one is not affected
                pass
        self._sandbox = Sandbox(self.limits, self.support, self.isolation)
        return self._start(self._sandbox, modules)

    def _start(self, sandbox: Sandbox, modules: Iterable[str]) -> Kernel:
        self._kernel = Kernel(self.limits, self.support, self.isolation, sandbox, modules)
        return self._kernel

    @property
    def reference(self) -> Sandboxes:
        """Sandboxes of the same limits and life for the reference's functions: nothing of the student's is in them."""
        if self._reference is None:
            self._reference = Sandboxes(self.limits, (), self.isolation)
        return self._reference

    def close(self) -> None:
        """End every kernel and sandbox."""
        for part in (self._sandbox, self._kernel, self._reference):
            if part is not None:
                part.close()
