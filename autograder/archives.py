"""Look into zip files that came from outside: regular files under safe names, bounded in number and size.

Nothing is unpacked by name: whoever reads a member decides where it goes. Links, absolute paths, `..` and encrypted
members are refused. No more is written of a member than the archive says it has, and that is bounded.
"""

import shutil
import stat
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from autograder.errors import SubmissionError

NOISE = ("__MACOSX", ".ipynb_checkpoints", "__pycache__")
CHUNK = 2**20
ENCRYPTED = 1
MIB = 2**20


@dataclass(frozen=True)
class Bounds:
    """What an archive may hold. files: in number; file and whole: bytes of one of them and of all, unpacked."""

    files: int = 1_000
    file: int = 200 * MIB
    whole: int = 400 * MIB


@dataclass
class Archive:
    """An open zip file. names: its regular files; refused: {name: why} of what is not taken."""

    file: zipfile.ZipFile
    bounds: Bounds
    members: dict[str, zipfile.ZipInfo] = field(default_factory=dict)
    refused: dict[str, str] = field(default_factory=dict)

    @property
    def names(self) -> list[str]:
        return list(self.members)

    def copy(self, name: str, target: Path) -> None:
        """Write one file to a path. Raises SubmissionError where it is broken."""
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            with self.file.open(self.members[name]) as source, target.open("wb") as out:
                shutil.copyfileobj(source, out, CHUNK)  # at most its file_size
        except (zipfile.BadZipFile, EOFError, OSError, NotImplementedError, RuntimeError, ValueError) as error:
            target.unlink(missing_ok=True)
            raise SubmissionError(f"{name} cannot be unpacked ({error})") from None
        except BaseException:
            target.unlink(missing_ok=True)
            raise


@contextmanager
def opened(path: Path, bounds: Bounds) -> Iterator[Archive]:
    """A zip file, looked through. Raises SubmissionError where it is none, or has too many files."""
    try:
        with zipfile.ZipFile(path) as file:
            yield _looked_through(path.name, Archive(file, bounds))
    except (zipfile.BadZipFile, NotImplementedError, UnicodeDecodeError, OSError) as error:
        raise SubmissionError(f"{path.name} is no zip file that can be read ({error})") from None


def _looked_through(name: str, archive: Archive) -> Archive:
    infos = archive.file.infolist()
    if len(infos) > archive.bounds.files:
        raise SubmissionError(f"{name} has more than {archive.bounds.files} files")
    if sum(info.file_size for info in infos) > archive.bounds.whole:
        raise SubmissionError(f"{name} is larger than {archive.bounds.whole // MIB} MiB unpacked")
    for info in infos:
        why = "" if info.is_dir() else _refusal(info, archive.bounds)
        if why:
            archive.refused[info.filename] = why
        elif not info.is_dir() and not is_noise(PurePosixPath(info.filename)):
            archive.members[info.filename] = info
    return archive


def is_noise(path: PurePosixPath) -> bool:
    """Whether a path is what systems and editors leave behind: hidden files, caches."""
    return any(part in NOISE or part.startswith(".") for part in path.parts)


def _refusal(info: zipfile.ZipInfo, bounds: Bounds) -> str:
    """Why a member is not taken, or ""."""
    path = PurePosixPath(info.filename)
    mode = info.external_attr >> 16
    if path.is_absolute() or ".." in path.parts or "\\" in info.filename or ":" in info.filename:
        return "its path leads out of the archive"
    if any(not ch.isprintable() for ch in info.filename):
        return "its name has characters that cannot be shown"
    if stat.S_IFMT(mode) not in (0, stat.S_IFREG):
        return "it is a link or no regular file"
    if info.file_size > bounds.file:
        return f"it is larger than {bounds.file // MIB} MiB unpacked"
    if info.flag_bits & ENCRYPTED:
        return "it is encrypted"
    return ""
