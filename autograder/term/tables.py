"""Tables as spreadsheets and learning management systems write them: any usual encoding, comma, semicolon or tab."""

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from autograder.errors import CourseError
from autograder.store import write

MOST = 20 * 2**20
DELIMITERS = ",;\t"
FORMULA = ("=", "+", "@", "-", "\t", "\r")  # what a spreadsheet takes for a formula


@dataclass(frozen=True)
class Row:
    """One row. line: where it ends in the file, as an editor counts."""

    line: int
    cells: dict[str, str]


@dataclass(frozen=True)
class Table:
    """A table with a header. rows: without empty ones."""

    path: Path
    header: tuple[str, ...]
    rows: tuple[Row, ...]


def read_table(path: Path) -> Table:
    """Read a table. Raises CourseError, with the line, where it is none."""
    lines = io.StringIO(_text(path), newline="")
    start = 0
    if lines.read(4).lower() == "sep=":  # what Excel writes on top
        lines.readline()
        start = 1
    else:
        lines.seek(0)
    rest = lines.read()
    reader = csv.reader(io.StringIO(rest, newline=""), delimiter=_delimiter(rest))
    try:
        header = tuple(name.strip() for name in next(reader, []))
        rows = [
            Row(reader.line_num + start, _cells(path, header, cells, reader.line_num + start))
            for cells in reader
            if any(cell.strip() for cell in cells)
        ]
    except csv.Error as error:
        raise CourseError(f"{path}, line {reader.line_num + start}: {error}") from None
    if not any(header):
        raise CourseError(f"{path} is empty; its first line must name the columns")
    twice = sorted({name for name in header if name and header.count(name) > 1})
    if twice:
        raise CourseError(f"{path}, line {1 + start}: the column {', '.join(twice)} is there more than once")
    return Table(path, header, tuple(rows))


def _text(path: Path) -> str:
    try:
        with path.open("rb") as file:
            data = file.read(MOST + 1)
    except OSError as error:
        raise CourseError(f"{path} cannot be read: {error.strerror}") from None
    if len(data) > MOST:
        raise CourseError(f"{path} is larger than {MOST // 2**20} MiB; is it a table?")
    return decoded(data, path)


def decoded(data: bytes, path: Path) -> str:
    """The text of a file: UTF-16 by its mark or its zero bytes, UTF-8, or else what Windows writes in western Europe."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ["utf-16"]
    elif b"\0" in data[:200]:
        encodings = ["utf-16-le" if data[1:2] == b"\0" else "utf-16-be"]
    else:
        encodings = ["utf-8-sig", "cp1252", "latin-1"]
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise CourseError(f"{path} is no text that can be read; save it as CSV in UTF-8")


def _delimiter(text: str) -> str:
    first = next((line for line in text.splitlines() if line.strip()), "")
    return max(DELIMITERS, key=lambda mark: len(next(csv.reader([first], delimiter=mark), [])))


def _cells(path: Path, header: Sequence[str], cells: Sequence[str], line: int) -> dict[str, str]:
    if any(cell.strip() for cell in cells[len(header) :]):
        raise CourseError(f"{path}, line {line}: it has {len(cells)} columns, the header {len(header)}")
    padded = [*cells, *[""] * (len(header) - len(cells))]
    return {name: cell.strip() for name, cell in zip(header, padded, strict=False) if name}


def write_table(path: Path, header: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Write a table as CSV in UTF-8, whole or not at all; no text in it acts as a formula in a spreadsheet."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(header)
    writer.writerows([_harmless(cell) for cell in row] for row in rows)
    write(path, out.getvalue())


def _harmless(cell: object) -> object:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA) else cell
