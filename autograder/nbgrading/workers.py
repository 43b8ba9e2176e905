"""A pool of worker processes that stops within seconds: what runs is interrupted and cleans up, what waits is left."""

import os
import signal
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager, suppress
from multiprocessing import get_context
from typing import Any

_state = {"stopped": False, "busy": False}  # of this worker


@contextmanager
def workers(count: int) -> Iterator[ProcessPoolExecutor]:
    """A pool of `count` processes. Where the body is left by an exception, Ctrl-C included, nothing more is started."""
    with ProcessPoolExecutor(count, mp_context=get_context("spawn"), initializer=_listen) as pool:
        try:
            yield pool
        except BaseException:
            for pid in list(pool._processes or ()):
                with suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGINT)
            pool.shutdown(wait=False, cancel_futures=True)
            raise


def work(function: Callable[..., Any], *arguments: Any) -> Any:
    """Call the function in a worker, unless the worker was stopped. Raises KeyboardInterrupt where it is, or was."""
    if _state["stopped"]:
        raise KeyboardInterrupt
    _state["busy"] = True
    try:
        return function(*arguments)
    finally:
        _state["busy"] = False


def _listen() -> None:
    signal.signal(signal.SIGINT, _stop)


def _stop(*_: Any) -> None:
    """Interrupt what runs, once: what it does to clean up is not interrupted. What the pool has queued is not begun."""
    first, _state["stopped"] = not _state["stopped"], True
    if first and _state["busy"]:
        raise KeyboardInterrupt
