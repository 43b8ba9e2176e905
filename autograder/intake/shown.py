"""What a cell showed when it was handed in: text and PNG pictures, bounded and inert, for readers alone.

It lies in the cell's metadata until the notebook is graded: there it counts for nothing, whatever it says.
"""

import base64
import binascii
import struct
from typing import Any

from nbformat import NotebookNode

from autograder.notebooks import KEY
from autograder.sandbox.outputs import PNG, Collector

MAX_SHOWN = 2 * 2**20  # characters of all cells, pictures as base64
MAX_PICTURE = 256 * 1024  # bytes of one picture
MAX_PIXELS = 20_000_000  # a small file can unfold into gigabytes
MAX_TEXT = 20_000  # characters of one cell
MAX_OUTPUTS = 50  # of one cell


def keep_shown(cell: NotebookNode, outputs: Any, room: int) -> int:
    """Keep what is left of a cell's outputs, in at most `room` characters; return how many were used.

    Errors are left out, and everything that could act.
    """
    collector, words = Collector(room), MAX_TEXT
    for output in outputs[:MAX_OUTPUTS] if isinstance(outputs, list) else ():
        message = _message(output) if isinstance(output, dict) else None
        if message is None:
            continue
        words -= len(message.get("text", "")) + len(message.get("data", {}).get("text/plain", ""))
        if words < 0:
            collector.cut()
        collector.add(message)
    if collector.outputs:
        cell.metadata[KEY] = {"shown": [dict(output) for output in collector.outputs]}
    return collector.size


def shown(cell: NotebookNode) -> list[Any]:
    """The outputs that were kept with a cell."""
    return list(cell.metadata.get(KEY, {}).get("shown", ()))


def _message(output: dict[str, Any]) -> dict[str, Any] | None:
    """An output of a file in the form that a kernel sends, where it is text or a picture."""
    kind = output.get("output_type")
    if kind == "stream":
        text = _joined(output.get("text"))
        return {"kind": kind, "name": output.get("name"), "text": text} if text else None
    data = output.get("data")
    if kind not in ("display_data", "execute_result") or not isinstance(data, dict):
        return None
    kept = {"text/plain": _joined(data["text/plain"])} if "text/plain" in data else {}
    picture = "".join(_joined(data.get("image/png")).split())
    return {"kind": "display_data", "data": kept | ({"image/png": picture} if _is_picture(picture) else {})}


def _joined(text: Any) -> str:
    """Text as notebooks hold it: in one piece or as a list of lines."""
    parts = text if isinstance(text, list) else [text]
    return "".join(part for part in parts if isinstance(part, str))


def _is_picture(text: str) -> bool:
    """Whether this is base64 of a PNG of ordinary size."""
    if not 0 < len(text) <= MAX_PICTURE * 4 // 3 + 4:
        return False
    try:
        raw = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        return False
    if not raw.startswith(PNG) or raw[12:16] != b"IHDR" or len(raw) < 24:
        return False
    width, height = struct.unpack(">II", raw[16:24])
    return 0 < width * height <= MAX_PIXELS
