"""Cut the outputs out of a notebook's file that is too large to be read whole.

It is looked at as bytes, string by string, and nothing of what is cut is copied: a picture of 100 MiB takes no memory.
"""

import re

from autograder.errors import SubmissionError

CUT = {b'"outputs"': b"[]", b'"widgets"': b"{}"}  # keys, and what takes the place of their values
MOST_TOKENS = 5_000_000  # strings and brackets: what a notebook of 200 MiB has, with room
STRING = rb'"[^"\\]*+(?:\\.[^"\\]*+)*+"'  # possessive: long ones leave nothing to come back to
NEXT = re.compile(STRING, re.S)
VALUE = re.compile(rb"\s{0,100}:\s{0,100}(?=[\[{])")
WITHIN = re.compile(STRING + rb"|[\[\]{}]", re.S)
OPEN = (b"[", b"{")


def without_outputs(data, most: int) -> bytes:
    """The file without its outputs. data: bytes, or memory that looks like them; most: bytes that may be left.

    Raises SubmissionError where more is left, or the file is not put together like JSON.
    """
    kept: list[bytes] = []
    size = start = place = tokens = 0
    while (token := NEXT.search(data, place)) is not None:
        place, tokens = token.end(), tokens + 1
        instead = CUT.get(token[0]) if token.end() - token.start() == 9 else None
        value = VALUE.match(data, place) if instead is not None else None
        if value is not None:
            size += value.end() - start
            kept.append(_bounded(data, start, value.end(), size, most) + (instead or b""))
            place, passed = _end(data, value.end())
            start, tokens = place, tokens + passed
        if tokens > MOST_TOKENS:
            raise SubmissionError("has more parts than a notebook has")
    kept.append(_bounded(data, start, len(data), size + len(data) - start, most))
    return b"".join(kept)


def _bounded(data, start: int, end: int, size: int, most: int) -> bytes:
    if size > most:
        raise SubmissionError(f"is larger than {most // 2**20} MiB without its outputs")
    return data[start:end]


def _end(data, place: int) -> tuple[int, int]:
    """Where the list or object that begins at a place ends, and how many tokens it has."""
    depth = tokens = 0
    while (token := WITHIN.search(data, place)) is not None:
        place, tokens = token.end(), tokens + 1
        if token.end() - token.start() == 1:
            depth += 1 if token[0] in OPEN else -1
            if depth == 0:
                return place, tokens
        if tokens > MOST_TOKENS:
            break
    raise SubmissionError("is not a notebook: it is no complete JSON file")
