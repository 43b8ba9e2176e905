"""An empty virtual environment with the engine's wheel in it, and copies of what the engine depends on."""

import os
import re
import shutil
import subprocess
import sys
import venv
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

from packaging.requirements import Requirement
from submissions import REPOSITORY

NAME = "trusted-autograder"


def build_wheel(folder: Path) -> Path:
    """Build the wheel from a copy of what it is made of, with the setuptools that is here; return its path."""
    source = folder / "repository"
    source.mkdir(parents=True)
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(REPOSITORY / name, source)
    ignore = shutil.ignore_patterns("__pycache__", "*.egg-info")
    shutil.copytree(REPOSITORY / "autograder", source / "autograder", ignore=ignore)
    _pip("wheel", "--no-deps", "--no-build-isolation", "--wheel-dir", str(folder), str(source))
    return next(folder.glob("*.whl"))


def install(wheel: Path, folder: Path) -> Path:
    """Make a virtual environment that holds the wheel and what it depends on; return its folder of commands.

    The dependencies are those that are installed here, file by file: nothing is downloaded, and nothing else gets in.
    """
    venv.create(folder, symlinks=True)
    commands = folder / "bin"
    for package in _dependencies(NAME):
        _link_files(package, folder)
    _pip("--python", str(commands / "python"), "install", "--no-deps", "--no-index", str(wheel))
    return commands


def _dependencies(name: str) -> list[Distribution]:
    """The installed packages that a package needs, and those that they need."""
    found: dict[str, Distribution] = {}
    waiting = [(name, frozenset[str]())]
    while waiting:
        package, extras = waiting.pop()
        for text in distribution(package).requires or []:
            wanted = Requirement(text)
            marker = wanted.marker
            if marker and not any(marker.evaluate({"extra": extra}) for extra in ("", *extras)):
                continue
            key = re.sub(r"[-_.]+", "-", wanted.name).lower()
            if key not in found:
                try:
                    found[key] = distribution(key)
                except PackageNotFoundError:
                    continue  # pip found another way
                waiting.append((key, frozenset(wanted.extras)))
    return list(found.values())


def _link_files(package: Distribution, folder: Path) -> None:
    site, here = next(folder.glob("lib/python*/site-packages")), Path(sys.prefix).resolve()
    for file in package.files or []:
        path = Path(file.locate()).resolve()
        if not path.is_file():
            continue  # a .pyc that was never made; those there are come along, or every kernel would compile them anew
        if ".." not in file.parts:
            target = site / Path(*file.parts)
        elif path.is_relative_to(here):
            target = folder / path.relative_to(here)
        else:
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        if target.parent.name == "bin":
            _own_command(path, target)
        elif not target.exists():
            _link(path, target)


def _own_command(path: Path, target: Path) -> None:
    """A command that runs this environment's interpreter."""
    first, _, rest = path.read_bytes().partition(b"\n")
    if first.startswith(b"#!"):
        target.write_bytes(b"#!" + os.fsencode(target.parent / "python") + b"\n" + rest)
        target.chmod(0o755)


def _link(path: Path, target: Path) -> None:
    try:
        os.link(path, target)
    except OSError:  # on another file system
        shutil.copy2(path, target)


def _pip(*words: str) -> None:
    line = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check", *words]
    done = subprocess.run(line, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stdout + done.stderr
