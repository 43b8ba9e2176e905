"""Broken, edited and strange notebooks."""

import json

from submissions import cell_of, place_of, released

from ..case import ALL, answer, before, bottom, case, cells, edit, raw, top, words, zero


def whole(name, what, change, says):
    """A file that is no notebook: everything scores 0."""
    return case(name, what, raw(change), lost=ALL, says=says)


def as_json(change):
    """Change the file as a JSON tree."""

    def to_bytes(data):
        tree = json.loads(data)
        return json.dumps(change(tree) or tree).encode()

    return raw(to_bytes)


def every_cell(change):
    """Change every cell of the JSON tree."""

    def all_cells(tree):
        for number, cell in enumerate(tree["cells"]):
            change(cell, number)

    return as_json(all_cells)


def strip(cell, number):
    """Take metadata and id away."""
    cell["metadata"] = {}
    cell.pop("id", None)


def points(made):
    """999 points in every test cell, and more in other keys."""
    for cell in made.cells:
        if cell.metadata.get("nbgrader", {}).get("points"):
            cell.metadata["nbgrader"].update(points=999, grade=True, max_score=999, solution=True, schema_version=99)


def unlocked(made):
    """All cells unlocked, and text turned into graded cells."""
    for number, cell in enumerate(made.cells):
        cell.metadata["nbgrader"] = {"grade": True, "grade_id": f"extra-{number}", "points": 50, "locked": False, "solution": True, "schema_version": 3, "task": True}  # fmt: skip


def duplicate(grade_id, source=None):
    """A copy of a cell, at the end."""

    def copy_cell(made):
        cell = json.loads(json.dumps(cell_of(made, grade_id)))
        from nbformat import from_dict

        made.cells.append(from_dict(cell | ({"source": source} if source else {})))

    return copy_cell


def delete(*grade_ids):
    """Delete cells."""

    def drop(made):
        made.cells = [c for c in made.cells if c.metadata.get("nbgrader", {}).get("grade_id") not in grade_ids]

    return drop


def swap(one, two):
    """Swap two cells."""

    def exchange(made):
        i, j = place_of(made, one), place_of(made, two)
        made.cells[i], made.cells[j] = made.cells[j], made.cells[i]

    return exchange


def kernelspec(made):
    """A kernelspec and metadata that would run something else."""
    made.metadata["kernelspec"] = {"name": "../../evil", "display_name": "<script>", "language": "bash", "argv": ["touch", "/tmp/evil"]}  # fmt: skip
    made.metadata["language_info"] = {"name": "bash", "codemirror_mode": {"name": []}, "pygments_lexer": "<script>"}
    made.metadata["nbgrader"] = {"execution": "off"}
    made.metadata["autograder"] = {"regular": ["softmax-tests"], "scores": {"softmax-tests": 3}}


def old_format(tree):
    """The same notebook in nbformat 3."""
    import nbformat

    return json.loads(nbformat.v3.nbjson.writes(nbformat.convert(nbformat.reads(json.dumps(tree), 4), 3)))


def wrong_types(cell, number):
    """Values of the wrong types wherever a cell can hold one."""
    cell["metadata"]["nbgrader"] = [[], 5, "x", None, {"grade_id": []}, {"grade_id": {}}][number % 6]
    cell["outputs"] = [None, 5, {}, [[]], "x"][number % 5]
    cell["execution_count"] = "<script>"
    cell["attachments"] = [1]


def many_ids(cell, number):
    """The same id everywhere."""
    cell["id"] = "softmax-tests"
    cell["metadata"].pop("nbgrader", None)


CASES = [
    whole("truncated", "truncated JSON", lambda data: data[: len(data) // 2], "no complete JSON"),
    whole("empty-file", "an empty file", lambda data: b"", "no complete JSON"),
    whole("binary", "a picture called .ipynb", lambda data: b"\x89PNG\r\n\x1a\n" + bytes(5000), "no complete JSON"),
    case("utf16", "UTF-16", raw(lambda data: data.decode().encode("utf-16")), says="UTF-16"),
    whole("utf16-cut", "UTF-16, cut off", lambda data: data.decode().encode("utf-16")[:5001], "no complete JSON"),
    whole("json-list", "JSON that is a list", lambda data: b"[1, 2]", "no format version"),
    whole("json-number", "JSON that is a number", lambda data: b"1e999", "no format version"),
    whole("no-cells", "a notebook without cells", lambda data: b'{"nbformat": 4, "nbformat_minor": 5, "metadata": {}}', "not a notebook"),
    whole("cells-no-list", "cells that are no list", lambda data: b'{"nbformat": 4, "cells": {"a": 1}}', "not a notebook"),
    whole("version-99", "format version 99", lambda data: data.replace(b'"nbformat": 4', b'"nbformat": 99'), "notebook format 99"),
    whole("version-text", "a format version that is text", lambda data: data.replace(b'"nbformat": 4', b'"nbformat": "four"'), "no format version"),
    whole("version-true", "a format version that is true", lambda data: data.replace(b'"nbformat": 4', b'"nbformat": true'), "format"),
    whole("deep-json", "JSON nested 100000 deep", lambda data: b"[" * 100_000, "no complete JSON"),
    whole("large-numbers", "a number of a million digits", lambda data: b'{"nbformat": ' + b"4" * 10**6 + b"}", "no complete JSON"),
    whole("json-bomb", "19 MB of empty lists, gigabytes as objects", lambda data: b'{"nbformat": 4, "cells": [' + b"[]," * 6_300_000 + b"0]}", "more parts than a notebook has"),
    whole("too-large", "a notebook of 21 MB", lambda data: data + b" " * 21 * 2**20, "larger than 20 MiB"),
    whole("too-many-cells", "five thousand cells", lambda data: json.dumps({"nbformat": 4, "cells": [{"cell_type": "code", "source": "x"}] * 5000}).encode(), "at most 2000 cells"),
    whole("huge-cell", "a cell of 2 MB", lambda data: json.dumps({"nbformat": 4, "cells": [{"cell_type": "code", "source": "x" * 2**21}]}).encode(), "larger than is graded"),
    whole("too-much-text", "three megabytes of text in many cells", lambda data: json.dumps({"nbformat": 4, "cells": [{"cell_type": "code", "source": "x" * 2**18}] * 12}).encode(), "more than 2 MiB of text"),
    case("byte-order-mark", "a byte-order mark", raw(lambda data: b"\xef\xbb\xbf" + data), says="byte-order mark"),
    case("nbformat-3", "nbformat 3", as_json(old_format), says="older notebook format"),
    case("source-lists", "sources as lists of lines, some no text", every_cell(lambda cell, n: cell.update(source=[*cell["source"].splitlines(True), 5, None] if isinstance(cell["source"], str) else cell["source"]))),
    case("unknown-keys", "keys that no format knows", as_json(lambda tree: tree.update(evil={"a": [1]}, nbformat_minor="x", metadata=[]))),
    case("wrong-types", "values of wrong types in every cell", every_cell(wrong_types)),
    case("cells-that-are-none", "cells that are no objects", as_json(lambda tree: tree["cells"].extend([None, 5, "x", [], {}, {"cell_type": "evil", "source": {}}, {"cell_type": []}]))),
    case("same-id-everywhere", "every cell with the id of a test cell and no metadata", every_cell(many_ids), says="times"),
    case("evil-kernelspec", "a kernelspec that runs something else", cells(kernelspec)),
    case("metadata-stripped", "metadata and ids stripped", every_cell(strip)),
    case("points-999", "points: 999", cells(points)),
    case("all-unlocked", "every cell unlocked and worth 50 points", cells(unlocked)),
    case("deleted-tests", "test cells deleted", cells(delete("softmax-tests", "hidden-layer-tests", "l2-penalty-tests")), says="was missing"),
    case("deleted-answer", "the cell of an answer deleted", cells(delete("softmax")), lost=zero("softmax"), says="not"),
    case("deleted-all", "every cell of the course deleted, own functions kept in one", lambda made: _one_cell(made.notebook), says="was missing"),
    case("no-cells-at-all", "a notebook of no cells", cells(lambda made: made.cells.clear()), lost=ALL, says="not written yet"),
    case("untouched", "the release as it was", cells(lambda made: made.update(cells=released().cells)), lost=ALL, says="not written yet"),
    case("duplicated-tests", "a test cell three times", cells(duplicate("softmax-tests")), cells(duplicate("softmax-tests", "3.0")), says="stands 3 times"),
    case("duplicated-answer", "a wrong answer's copy below", cells(duplicate("softmax", "def softmax(o): return 0"))),
    case("swapped-tests", "two test cells swapped", cells(swap("softmax-tests", "l2-penalty-tests")), says="another place"),
    case("swapped-answers", "two answers swapped", cells(swap("softmax", "l2-penalty"))),
    case("reversed", "every cell in reverse order", cells(lambda made: made.cells.reverse()), says="another place"),
    case("edited-tests", "a test cell rewritten as a claim", edit("softmax-tests", lambda cell: cell.update(source="print('passed')\n3.0")), answer("softmax", "def softmax(o): return o"), lost=zero("softmax"), says="was edited"),
    case("test-as-markdown", "a test cell turned into text", lambda made: _turn(made.notebook, "softmax-tests", "markdown")),
    case("answer-as-markdown", "an answer turned into text", lambda made: _turn(made.notebook, "softmax", "markdown")),
    case("answer-as-raw", "an answer turned into a raw cell", lambda made: _turn(made.notebook, "softmax", "raw")),
    case("parser-bombs", "code that breaks parsers, where a cell is missing", cells(delete("softmax")), bottom("x = " + "-" * 50_000 + "1"), bottom("x = 1" + " + 1" * 50_000), bottom("x" + ".a" * 50_000), bottom("(" * 5_000), bottom("y = '\0'"), lost=zero("softmax"), says="not"),
    case("parser-flood", "200 kB of small syntax, where cells are missing", cells(delete("softmax", "l2-penalty")), bottom("[" + "0," * 100_000 + "]"), lost=zero("softmax", "l2-penalty", "objective"), says="not"),
    case("null-bytes", "null bytes and control characters in code and text", top("x = 'a\0b'"), words("a\0b\x1b[0m\x7f"), before("softmax", "\x0c\x0b x = 1")),
    case("regex-bombs", "text that makes patterns slow", bottom("# END HIDDEN TESTS\n" + "# BEGIN HIDDEN TESTS\n" * 20_000), words("=== BEGIN MARK SCHEME ===\n" * 20_000)),
    case("markdown-bomb-brackets", "markdown of brackets", words("[" * 30_000), words("![" * 15_000), words("*a **a " * 8_000)),
    case("markdown-bomb-nesting", "markdown nested deep", words("> " * 3_000 + "x"), words("<div>" * 15_000), words("- " * 3_000 + "x")),
    case("markdown-bomb-mixed", "markdown of backticks, tables, links and mathematics", words("`" * 20_000 + "a" + "``a" * 10_000), words("|a" * 5_000 + "|\n" + "|-" * 5_000 + "|\n"), words("[a](" * 10_000), words("$" * 20_001 + "\\begin{a}" * 3_000), words("<a b=" * 20_000), words("&" * 50_000)),
    case("terminal-code-bomb", "a hundred thousand terminal codes", top("print('\\x1b[31;1;4m' * 20_000)\nprint('\\x1b[' * 20_000 + '3' * 50_000)")),
    case("long-line", "one line of 200 kB", bottom("x = '" + "a" * 200_000 + "'"), words("a" * 200_000)),
    case("wrong-notebook", "another notebook under this name", cells(lambda made: made.update(cells=released("6_regularization").cells)), lost=ALL, says="was missing"),
    case("two-thousand-cells", "nearly two thousand cells", *[bottom(f"v{n} = {n}") for n in range(0, 1900)]),
]  # fmt: skip


def _turn(made, grade_id, kind):
    cell = cell_of(made, grade_id)
    cell.cell_type = kind
    for key in ("outputs", "execution_count"):
        cell.pop(key, None)


def _one_cell(made):
    from submissions import code

    kept = [c.source for c in made.cells if c.cell_type == "code" and not c.source.startswith("check =")]
    made.cells = [code("\n\n".join(kept))]
