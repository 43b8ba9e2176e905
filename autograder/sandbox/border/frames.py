"""Frames on the one socket between grader and kernel: a JSON head, and raw array buffers behind it.

Both sides use this file. A frame is two lengths (of the head, of all buffers), the head, the buffers.
"""

import builtins
import json
import struct

from .wire import WireError

__builtins__ = dict(vars(builtins))  # the functions below keep the builtins of this moment

LENGTHS = struct.Struct("!II")
SPARE = 2**20  # bytes that a head may have beside the output it carries
MAX_BUFFERS = 20_000  # arrays in one frame
_dumps, _loads = json.dumps, json.loads
_join, _len, _sum, _isinstance, _memoryview = b"".join, len, sum, isinstance, memoryview


def pack(head, buffers=(), max_head=2**32 - 1, max_body=2**32 - 1):
    """Return the bytes of a frame.

    Raises UnicodeEncodeError where a text of the head cannot be written, WireError where the frame is too large.
    """
    sizes = [_len(b) for b in buffers]
    text = _dumps(head | {"sizes": sizes}, ensure_ascii=False).encode()
    if _len(text) > max_head or _sum(sizes) > max_body:
        raise WireError("the answer is too large to be sent")
    return _join([LENGTHS.pack(_len(text), _sum(sizes)), text, *buffers])


def unpack(text, body):
    """Return (head, buffers) of a frame whose bytes are there. Raises ValueError where they are no frame."""
    try:
        head = _loads(text)
    except RecursionError:
        raise ValueError("nested too deep") from None
    sizes = head.pop("sizes", None) if _isinstance(head, dict) else None
    if not _isinstance(sizes, list) or _len(sizes) > MAX_BUFFERS:
        raise ValueError("no head of a frame")
    if any(type(size) is not int or size < 0 for size in sizes) or _sum(sizes) != _len(body):
        raise ValueError("sizes that are not those of the buffers")
    whole, buffers, start = _memoryview(body), [], 0
    for size in sizes:
        buffers.append(bytes(whole[start : start + size]))
        start += size
    return head, buffers
