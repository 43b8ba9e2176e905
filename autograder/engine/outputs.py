"""What a cell showed, made bounded and inert: text and PNG pictures, nothing that acts in a browser."""

import base64
import binascii

from nbformat.v4 import new_output

from autograder.engine.replies import text

EACH = 100  # bytes that an output takes beside its text
CUT = "more output than is kept: the rest is left out"
PNG = b"\x89PNG\r\n\x1a\n"


class Collector:
    """Gathers the outputs of one cell up to a number of bytes; says where it stopped."""

    def __init__(self, max_bytes):
        self.left, self.size, self.outputs, self.full = max_bytes, 0, [], False

    def add(self, message):
        """Take one message of the iopub channel."""
        if self.full:
            return
        output = inert(message)
        if output is None:
            return
        size = _size(output)
        if size > self.left or "large" in message["content"]:
            self.cut()
            return
        self.left, self.size = self.left - size, self.size + size
        self._append(output)

    def cut(self):
        """Say that the rest is left out, and leave it out."""
        if not self.full:
            self.full = True
            self._append(new_output("stream", name="stdout", text=f"\n[{CUT}]\n"))

    def _append(self, output):
        last = self.outputs[-1] if self.outputs else None
        if last is not None and output.output_type == last.output_type == "stream" and output.name == last.name:
            last.text += output.text
        else:
            self.outputs.append(output)


def inert(message):
    """The nbformat output of one message, without anything active; None where nothing is left."""
    content = message.get("content")
    kind = message.get("header", {}).get("msg_type")
    if not isinstance(content, dict):
        return None
    if kind == "stream":
        name = "stderr" if content.get("name") == "stderr" else "stdout"
        return new_output("stream", name=name, text=text(content.get("text")))
    if kind == "error":
        lines = content.get("traceback")
        lines = [text(line) for line in lines] if isinstance(lines, list) else []
        return new_output(
            "error", ename=text(content.get("ename")), evalue=text(content.get("evalue")), traceback=lines
        )
    if kind in ("display_data", "execute_result"):
        data = _safe(content.get("data")) if "large" not in content else {"text/plain": ""}
        return new_output("display_data", data=data) if data else None
    return None


def _safe(data):
    if not isinstance(data, dict):
        return {}
    safe = {}
    if isinstance(data.get("text/plain"), str):
        safe["text/plain"] = text(data["text/plain"])
    picture = data.get("image/png")
    if isinstance(picture, str):
        try:
            raw = base64.b64decode(picture, validate=False)
        except (binascii.Error, ValueError):
            raw = b""
        if raw.startswith(PNG):
            safe["image/png"] = base64.b64encode(raw).decode()
    return safe


def _size(output):
    if output.output_type == "stream":
        return len(output.text)
    if output.output_type == "error":
        return EACH + len(output.ename) + len(output.evalue) + sum(map(len, output.traceback))
    return EACH + sum(map(len, output.data.values()))
