"""A submission as one value that can travel to a worker: what lies in a student's folder, nothing followed, all bounded."""

import hashlib
import os
import shutil
import stat
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

MAX_FILES = 1_100  # more than intake looks at, so that it says so
MAX_DEPTH = 3
MAX_BYTES = 256 * 2**20  # of all files; what goes beyond is told by its size alone


@dataclass(frozen=True)
class Parcel:
    """Everything in a student's folder. files: {relative name: content}; large: {name: bytes} of files too large to carry;

    folders, links, others: names of what is no regular file. whole: what the submission itself is: a "folder", or not.
    """

    files: dict[str, bytes] = field(default_factory=dict)
    large: dict[str, int] = field(default_factory=dict)
    folders: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    whole: str = "folder"

    @property
    def digest(self) -> str:
        """A name for the content."""
        made = hashlib.sha256(
            repr((self.whole, self.large, self.folders, self.links, self.others)).encode("utf-8", "replace")
        )
        for name, data in self.files.items():
            made.update(f"{name!r} {len(data)}\n".encode())
            made.update(data)
        return made.hexdigest()[:32]


def pack(place: Path) -> Parcel:
    """Read a student's folder. Links are named and not followed; sockets, pipes and devices are not opened."""
    if place.is_symlink():
        return Parcel(whole="link")
    if not place.is_dir():
        return Parcel(whole="file")
    packer = _Packer(place)
    packer.walk("", 1)
    return Parcel(packer.files, packer.large, tuple(packer.folders), tuple(packer.links), tuple(packer.others))


class _Packer:
    """Walks one folder."""

    def __init__(self, place: Path):
        self.place = place
        self.files: dict[str, bytes] = {}
        self.large: dict[str, int] = {}
        self.folders: list[str] = []
        self.links: list[str] = []
        self.others: list[str] = []
        self.bytes, self.count = 0, 0

    def walk(self, folder: str, depth: int) -> None:
        """Take in one folder; the files of a folder before those of the folders in it."""
        inner = []
        for item in sorted(islice(os.scandir(self.place / folder), MAX_FILES), key=lambda item: item.name):
            name = f"{folder}{item.name}"
            self.count += 1
            if self.count > MAX_FILES:
                return
            if item.is_symlink():
                self.links.append(name)
            elif item.is_dir(follow_symlinks=False):
                self.folders.append(name)
                inner.append(f"{name}/")
            elif item.is_file(follow_symlinks=False):
                self._file(name)
            else:
                self.others.append(name)
        if depth < MAX_DEPTH:
            for below in inner:
                self.walk(below, depth + 1)

    def _file(self, name):
        try:
            descriptor = os.open(self.place / name, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
        except OSError:
            self.others.append(name)
            return
        with os.fdopen(descriptor, "rb") as file:
            status = os.fstat(descriptor)
            if not stat.S_ISREG(status.st_mode):
                self.others.append(name)
            elif self.bytes + status.st_size > MAX_BYTES:
                self.large[name] = status.st_size
            else:
                self.files[name] = file.read(status.st_size)
                self.bytes += len(self.files[name])


def unpack(parcel: Parcel, place: Path) -> None:
    """Lay a parcel out as it was: links lead nowhere, files too large to carry are empty space of the same size."""
    shutil.rmtree(place, ignore_errors=True)
    place.parent.mkdir(parents=True, exist_ok=True)
    if parcel.whole != "folder":
        place.symlink_to("nowhere") if parcel.whole == "link" else place.touch()
        return
    place.mkdir()
    for name in parcel.folders:
        (place / name).mkdir(parents=True)
    for name, data in parcel.files.items():
        (place / name).write_bytes(data)
    for name, size in parcel.large.items():
        with open(place / name, "wb") as file:
            file.truncate(size)
    for name in parcel.links:
        (place / name).symlink_to("nowhere")
    for name in parcel.others:
        os.mkfifo(place / name)
