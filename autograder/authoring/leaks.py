"""Does anything under release/ give an answer away? Every file is read, not only notebooks."""

import json
import re

from autograder.notebooks import MARK_SCHEME, meta

MARKS = ("BEGIN SOLUTION", "END SOLUTION", "BEGIN HIDDEN TESTS", "END HIDDEN TESTS", "MARK SCHEME", "run_hidden_tests")
REGION = re.compile(r"BEGIN SOLUTION[^\n]*\n(.*?)^[^\n]*END SOLUTION", re.M | re.S)
COMMON = re.compile(r"[^A-Za-z]*\Z|def|import|from|rng=np\.random\.default_rng\(")  # says nothing about an answer
TELLING = 22  # a line with as many characters that are no white space is one that nobody writes by chance


def find(course):
    """Yield one line for every place under release/ that holds solution text, a marking scheme or a hidden test."""
    secrets = {}
    for notebook in course.notebooks():
        for cell in course.source_notebook(notebook).cells:
            secrets.update(dict.fromkeys(_secrets(cell), f"{notebook}, cell {cell['id']}"))
        if course.test_file(notebook).is_file():
            lines = _lines(course.test_file(notebook).read_text(encoding="utf-8"))
            secrets.update((line, course.test_file(notebook).name) for line in lines)
    for path in sorted(course.release.rglob("*")):
        if path.is_file():
            for where, text in _texts(path):
                place = f"{path.relative_to(course.root)}{where}"
                yield from (f"{place} holds {mark!r}; build again" for mark in MARKS if mark in text)
                for line in _lines(text):
                    if line in secrets:
                        yield f"{place} gives away a line of {secrets[line]}: {line[:60]!r}; write it differently, or build again"


def _secrets(cell):
    regions = MARK_SCHEME.findall(cell.source)
    if meta(cell, "solution"):
        regions += REGION.findall(cell.source)
    return [line for region in regions for line in _lines(region)]


def _lines(text):
    """The telling lines of a text, without white space and comments."""
    squeezed = (re.sub(r"\s+#.*$|\s+", "", line) for line in text.splitlines())
    return [line for line in squeezed if len(line) >= TELLING and not COMMON.match(line)]


def _texts(path):
    """(place, text) of all that a file says."""
    raw = path.read_bytes().decode("utf-8", "replace")
    if path.suffix != ".ipynb":
        return [("", raw)]
    tree = json.loads(raw)
    sources = [(f", cell {c.get('id')}", "".join(c.pop("source", ""))) for c in tree["cells"]]
    return [*sources, ("", "\n".join(_strings(tree)))]


def _strings(tree):
    """All text in a JSON tree: outputs, metadata, attachments."""
    if isinstance(tree, str):
        yield tree
    elif isinstance(tree, (list, dict)):
        for item in tree.values() if isinstance(tree, dict) else tree:
            yield from _strings(item)
