"""The content of an assignment as one value that travels to workers, wherever they are."""

import contextlib
import hashlib
import socket
from dataclasses import dataclass
from pathlib import Path

from traitlets.config import Config

from autograder.course import Course
from autograder.gradebook import Masters


@dataclass(frozen=True)
class Bundle:
    """The content of an assignment that travels to workers. files: {path from the course's root: content}.

    probed: names of the machines whose sandbox was seen to hold.
    """

    assignment: str
    files: dict[str, bytes]
    config: Config
    masters: Masters
    probed: frozenset[str]

    @property
    def digest(self) -> str:
        """A name for the files."""
        made = hashlib.sha256()
        for name, data in sorted(self.files.items()):
            made.update(f"{name} {len(data)}\n".encode())
            made.update(data)
        return made.hexdigest()[:32]


def bundle(course: Course, config: Config, masters: Masters, probed: frozenset[str]) -> Bundle:
    """Gather what workers need of a course."""
    files = {}
    for folder in {course.source, course.release, course.solutions, course.content}:
        for path in sorted(folder.rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts and ".ipynb_checkpoints" not in path.parts:
                files[str(path.relative_to(course.root))] = path.read_bytes()
    return Bundle(course.assignment, files, config, masters, probed)


def machine() -> str:
    """A name for this machine since it was started."""
    with contextlib.suppress(OSError):
        return Path("/proc/sys/kernel/random/boot_id").read_text().strip()
    return socket.gethostname()
