"""Put the names that browsers, editors and learning management systems gave to files back to the assignment's own."""

import re
from pathlib import PurePosixPath

from autograder.course import Course

ENDINGS = re.compile(r"\.ipynb(?:\.txt|\.json|\.ipynb)*$", re.I)
COPY_OF = re.compile(r"^(?:copy of|kopie von|copie de|copia de)[\s_]+", re.I)  # Drive, in four languages
MARKS = re.compile(r"(?:[\s_]*\(\d+\)|-\d+|-copy\d*|[\s_]+copy)$", re.I)  # browsers, Canvas, Jupyter, macOS
LONGEST = 150


def own_name(file: str, course: Course) -> str:
    """The name that a student's file has in the assignment, or else a safe form of its own."""
    name = PurePosixPath(file).name
    known = {_words(notebook): f"{notebook}.ipynb" for notebook in course.notebooks()}
    stem = ENDINGS.sub("", name)
    while stem != name:
        if _words(stem) in known:
            return known[_words(stem)]
        name, stem = stem, MARKS.sub("", COPY_OF.sub("", stem))
    return safe(PurePosixPath(file).name)


def _words(name: str) -> str:
    """A name without case and without what stands between its words: some systems write `_` there."""
    return re.sub(r"[\W_]+", "_", name.casefold()).strip("_")


def exact(file: str, target: str) -> bool:
    """Whether a file has the name of the assignment already."""
    return PurePosixPath(file).name == target


def printable(text: str) -> str:
    """Text of unknown origin as one line that does nothing to a terminal."""
    return "".join(ch if ch.isprintable() else "?" for ch in text)


def safe(name: str) -> str:
    """A file's name as it can stand in any folder: no path, nothing that cannot be shown, not hidden, not too long."""
    plain = "".join(ch if ch.isprintable() and ch not in '/\\:*?"<>|[]{}' else "_" for ch in name).lstrip(".") or "_"
    stem, dot, ending = plain.rpartition(".")
    return f"{stem[: LONGEST - len(ending)]}{dot}{ending}" if len(plain) > LONGEST else plain
