"""The files of a download as it comes out of the browser: a zip or a folder, zips of students in it opened as well."""

import shutil
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path, PurePosixPath

from autograder.archives import MIB, Bounds, is_noise, opened
from autograder.errors import CourseError, SubmissionError

WHOLE = Bounds(files=50_000, file=1_024 * MIB, whole=64 * 1_024 * MIB)  # of a class
STUDENTS = Bounds()  # of one zip within a submission
ALL_STUDENTS = 32 * 1_024 * MIB
ZIP = ".zip"


@dataclass(frozen=True)
class File:
    """One file. path: within the download; inside: within a student's zip there, or None; copy: writes it to a path."""

    path: PurePosixPath
    copy: Callable[[Path], None]
    inside: PurePosixPath | None = None

    @property
    def shown(self) -> str:
        return f"{self.path} / {self.inside}" if self.inside else str(self.path)


@dataclass
class Download:
    """What was downloaded. files: without the zips that could be opened; refused: {path: why} of what is not taken.

    made: when, as a number that grows: the time of its newest file. unpacked: bytes that students' zips say they hold.
    """

    files: list[File] = field(default_factory=list)
    refused: dict[str, str] = field(default_factory=dict)
    made: int = 0
    unpacked: int = 0


@contextmanager
def download(path: Path) -> Iterator[Download]:
    """Look into a download; its files can be copied while this is open. Raises CourseError where there is none."""
    with ExitStack() as stack:
        found = Download()
        if path.is_dir():
            _folder(path, found)
        elif path.is_file():
            try:
                archive = stack.enter_context(opened(path, WHOLE))
            except SubmissionError as error:
                raise CourseError(f"{error}; a zip or a folder is needed, as the browser downloaded it") from None
            found.refused |= archive.refused
            found.made = max((_number(info.date_time) for info in archive.members.values()), default=0)
            found.files = [File(PurePosixPath(name), partial(archive.copy, name)) for name in archive.names]
        else:
            raise CourseError(f"{path} is not there; name the zip or the folder that was downloaded")
        room = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="autograder-collect-")))
        found.files = [inner for file in found.files for inner in _opened(file, found, room)]
        yield found


def _folder(root: Path, found: Download) -> None:
    for path in sorted(root.rglob("*")):
        relative = PurePosixPath(path.relative_to(root).as_posix())
        if is_noise(relative):
            continue
        if path.is_symlink():
            found.refused[str(relative)] = "it is a link"
        elif path.is_file():
            found.made = max(found.made, _number(time.localtime(path.stat().st_mtime)[:6]))
            found.files.append(File(relative, partial(_copy, path)))


def _number(moment: Sequence[int]) -> int:
    return int("".join(f"{part:02}" for part in moment))


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target, follow_symlinks=False)


def _opened(file: File, found: Download, room: Path) -> list[File]:
    """The files of a student's zip, or the file itself where it is none or cannot be opened."""
    if file.path.suffix.lower() != ZIP:
        return [file]
    place = room / f"{len(list(room.iterdir()))}{ZIP}"
    try:
        file.copy(place)
        with opened(place, STUDENTS) as archive:
            found.unpacked += sum(info.file_size for info in archive.members.values())
            if found.unpacked > ALL_STUDENTS:
                raise SubmissionError(f"the zips of all students are larger than {ALL_STUDENTS // MIB} MiB unpacked")
            found.refused |= {f"{file.path} / {name}": why for name, why in archive.refused.items()}
            return [File(file.path, partial(_unpack, place, name), PurePosixPath(name)) for name in archive.names]
    except SubmissionError as error:
        found.refused[file.shown] = f"kept as it is: {error}"
        return [file]


def _unpack(place: Path, name: str, target: Path) -> None:
    with opened(place, STUDENTS) as archive:
        archive.copy(name, target)
