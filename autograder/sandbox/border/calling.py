"""One call of a student's function, made on the student's side of the border.

Used by the kernel's agent and by the in-process backend alike, so that both judge an answer alike.
"""

import builtins
import linecache

import numpy as np

from . import wire
from .references import resolver

_errstate = np.errstate
__builtins__ = dict(vars(builtins))  # the functions below keep the builtins of this moment


def call(function, find_own, tree, buffers, remember=None):
    """Call function on the decoded arguments and describe what came of it, as plain data.

    tree: the node of `(args, kwargs)`. remember: as references.resolver takes it. Returns (content, buffers); content has "outcome":
    "returned" with the node "value" and the list "changed" of argument positions whose arrays are
    no longer what was sent; or "raised" with "error", "message" and the student's "line".
    """
    args, kwargs = wire.decode(tree, buffers, resolver(find_own, remember))
    sent, _ = wire.decode(tree, buffers, resolver(find_own))
    try:
        with _errstate(all="ignore"):  # whatever a cell has set: a warning is no mistake
            value = function(*args, **kwargs)
        changed = [i for i, (a, b) in enumerate(zip(args, sent, strict=True)) if _changed(a, b)]
        node, out = wire.encode(value)
    except wire.WireError as error:
        return {"outcome": "raised", "error": "TooLarge", "message": str(error), "line": ""}, []
    except (Exception, KeyboardInterrupt, SystemExit, GeneratorExit) as error:
        return describe(error), []
    return {"outcome": "returned", "value": node, "changed": changed}, out


def describe(error):
    """Describe an exception as plain data, with the student's own line where it arose."""
    try:
        message = _plain(str(error)[:600])
    except BaseException:
        message = ""
    kinds = [_plain(kind.__name__[:80]) for kind in type(error).__mro__[:10]]
    return {"outcome": "raised", "error": kinds[0], "bases": kinds[1:], "message": message, "line": _line(error)}


def _plain(text):
    """Text that every encoding can write."""
    return str.encode(text, "utf-8", "replace").decode("utf-8")


def _line(error):
    line, trace = "", error.__traceback__
    while trace is not None:
        filename = trace.tb_frame.f_code.co_filename
        if "ipykernel" in filename or filename.startswith(("<ipython-input", "<student")):
            line = linecache.getline(filename, trace.tb_lineno).strip()[:200]
        trace = trace.tb_next
    return line


def _changed(after, before):
    if isinstance(before, np.ndarray):
        return after.shape != before.shape or after.dtype != before.dtype or after.tobytes() != before.tobytes()
    if isinstance(before, (list, tuple)):
        return len(after) != len(before) or any(_changed(a, b) for a, b in zip(after, before, strict=True))
    if isinstance(before, dict):
        return after.keys() != before.keys() or any(_changed(after[k], before[k]) for k in before)
    return False
