"""Write collected files into submitted/: each whole or not at all, never an older attempt over a newer one."""

import hashlib
import os
import tempfile
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from nbgrader.utils import parse_utc

from autograder.course import TIMESTAMP
from autograder.errors import SubmissionError
from autograder.term.download import File
from autograder.term.kept import Collected, Source
from autograder.term.names import printable
from autograder.term.schemes import Named

UNCHANGED = "unchanged"


@dataclass
class Chosen:
    """One file of a student that is to be taken."""

    named: Named
    file: File

    @property
    def name(self) -> str:
        """The student's own name for it."""
        return self.file.inside.name if self.file.inside else self.named.file


@dataclass
class Report:
    """What came of a download, a line each. unknown: the folder of what belongs to nobody."""

    scheme: str
    unknown: Path
    taken: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    strangers: list[str] = field(default_factory=list)
    absent: list[str] = field(default_factory=list)

    def lines(self) -> list[str]:
        """What to tell the instructor."""
        told = [f"names as of {self.scheme}; {len(self.taken)} files taken", *self.taken]
        told += [f"left: {line}" for line in self.left]
        if self.strangers:
            told += [f"of nobody in the roster, put into {self.unknown}:", *(f"  {line}" for line in self.strangers)]
        if self.absent:
            told += [f"nothing of {len(self.absent)} in the roster: {', '.join(self.absent)}"]
        return [printable(line) for line in told]


def hand_in(
    place: Path, student: str, files: dict[str, Chosen], zone: ZoneInfo, kept: Collected, report: Report
) -> None:
    """Write a student's files into their folder `place`; files: {name there: what to take}."""
    known = kept.students.setdefault(student, {})
    times = []
    for name, chosen in sorted(files.items()):
        when = chosen.named.when.replace(tzinfo=zone).astimezone(UTC) if chosen.named.when else None
        try:
            why = _take(place, name, chosen, when, known, report.scheme)
        except SubmissionError as error:
            why = str(error)
        if why:
            report.left.append(f"{chosen.file.shown}: {why}")
            continue
        times += [when] if when else []
        said = [f", {when:%Y-%m-%d %H:%M:%S} UTC"] if when else []
        said += [", late by the LMS"] if chosen.named.late else []
        report.taken.append(f"{student}: {name} from {chosen.file.shown}{''.join(said)}")
    if times:
        latest = max([*times, *filter(None, [_time_of(place)])])
        (place / TIMESTAMP).write_text(f"{latest:%Y-%m-%d %H:%M:%S} UTC", encoding="ascii")


def _take(place: Path, name: str, chosen: Chosen, when: datetime | None, known: dict[str, Source], scheme: str) -> str:
    """Take one file; return why it was left, or ""."""
    place.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=place.parent, prefix=".collect-") as room:
        fresh = Path(room) / "file"
        chosen.file.copy(fresh)
        source = Source(scheme, str(chosen.file.path), chosen.named.key, chosen.named.attempt, _digest(fresh))
        why = _stays(place / name, source, when, known.get(name))
        if not why or (why == UNCHANGED and name not in known):
            known[name] = source
        if not why:
            os.replace(fresh, place / name)
            (place / name).chmod(0o644)
    return why


def _stays(path: Path, new: Source, when: datetime | None, known: Source | None) -> str:
    """Why the file that is there stays, or "" where the new one takes its place."""
    if not os.path.lexists(path):
        return ""
    there = _digest(path) if path.is_file() and not path.is_symlink() else ""
    if there == new.digest and (known is None or known.order == new.order):
        return UNCHANGED
    if known is not None and there == known.digest and known.scheme == new.scheme:
        return "what is there is a later attempt" if known.order > new.order else ""
    old = _time_of(path.parent)
    if old is None or when is None:
        return f"{path} is there and came another way; move it away to take this one"
    return "what is there is newer" if old >= when else ""


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _time_of(place: Path) -> datetime | None:
    try:
        return parse_utc((place / TIMESTAMP).read_text(encoding="ascii").strip()).replace(tzinfo=UTC)
    except (OSError, ValueError, AttributeError):
        return None
