"""What a cell showed, made bounded and inert: text and PNG pictures, nothing that acts in a browser."""

import base64
import binascii

from nbformat.v4 import new_output

from autograder.sandbox.replies import text

EACH = 2_000  # bytes that an output takes beside its text, here, in the notebook and on its page
LINE = 100  # that a line of a traceback takes
MAX_LINES = 20_000  # of a traceback: more are not looked at
CUT = "more output than is kept: the rest is left out"
PNG = b"\x89PNG\r\n\x1a\n"


class Collector:
    """Gathers the outputs of one cell up to a number of bytes; says where it stopped."""

    def __init__(self, max_bytes):
        self.left, self.size, self.outputs, self.full = max_bytes, 0, [], False

    def add(self, message):
        """Take the head of one frame that shows something."""
        if self.full:
            return
        output = inert(message)
        if output is None:
            return
        merged = self._continues(output)
        size = _size(output) + (0 if merged else EACH)
        if size > self.left or "large" in message:
            self.cut()
            return
        self.left, self.size = self.left - size, self.size + size
        if merged:
            self.outputs[-1].text += output.text
        else:
            self.outputs.append(output)

    def cut(self):
        """Say that the rest is left out, and leave it out."""
        if not self.full:
            self.full = True
            self.outputs.append(new_output("stream", name="stdout", text=f"\n[{CUT}]\n"))

    def _continues(self, output):
        """Whether this is more text on the stream that was written to last."""
        last = self.outputs[-1] if self.outputs else None
        return last is not None and output.output_type == last.output_type == "stream" and output.name == last.name


def inert(message):
    """The nbformat output of one message, without anything active; None where nothing is left.

    message: {"kind": as Jupyter calls it, ...the fields of its content}; {"large": ...} in place of what was too large.
    """
    kind, content = message.get("kind"), message
    if kind == "stream":
        name = "stderr" if content.get("name") == "stderr" else "stdout"
        return new_output("stream", name=name, text=text(content.get("text")))
    if kind == "error":
        lines = content.get("traceback")
        lines = [text(line) for line in lines[:MAX_LINES]] if isinstance(lines, list) else []
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
        return len(output.ename) + len(output.evalue) + sum(LINE + len(line) for line in output.traceback)
    return sum(map(len, output.data.values()))
