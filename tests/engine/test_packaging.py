"""The wheel: the engine alone, with all that it needs to grade a course folder elsewhere."""

import shutil
import subprocess
import sys
import zipfile

import pytest
from submissions import REPOSITORY

PARTS = ("pyproject.toml", "README.md", "LICENSE", "autograder")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """The wheel of this repository, built offline from a copy: {name of a file: its text}."""
    place, leave = tmp_path_factory.mktemp("wheel"), {"ignore": shutil.ignore_patterns("__pycache__")}
    for part in PARTS:
        copy = shutil.copytree if (REPOSITORY / part).is_dir() else shutil.copy
        copy(REPOSITORY / part, place / part, **leave if copy is shutil.copytree else {})
    line = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation", "--no-index"]
    done = subprocess.run([*line, "--wheel-dir", place, place], capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stdout + done.stderr
    (path,) = place.glob("*.whl")
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def test_every_module_and_template_of_the_engine_is_in_the_wheel(wheel):
    """Does the wheel hold each file of the engine's packages, its templates, and the marker of its types?"""
    folder = REPOSITORY / "autograder"
    rooms = [folder, *(path.parent for path in folder.rglob("__init__.py") if "mlp" not in path.parts)]
    wanted = {path.relative_to(REPOSITORY).as_posix() for room in rooms for path in room.glob("*.py")}
    templates = (folder / "report" / "templates").iterdir()
    wanted |= {path.relative_to(REPOSITORY).as_posix() for path in templates} | {"autograder/py.typed"}
    assert wanted <= set(wheel)


def test_nothing_else_is_in_the_wheel(wheel):
    """Is no content of a course, no test and nothing that was compiled in the wheel?"""
    own = [name for name in wheel if ".dist-info/" not in name]
    assert all(name.startswith("autograder/") for name in own)
    engine = [name for name in own if not name.startswith("autograder/authoring/template/")]
    assert not [name for name in engine if "mlp" in name or "/test_" in name or name.endswith(".pyc")]


def test_the_command_is_declared(wheel):
    """Does installing the wheel bring the command?"""
    (entries,) = (text for name, text in wheel.items() if name.endswith(".dist-info/entry_points.txt"))
    assert "[console_scripts]\nautograder = autograder.cli:main" in entries


def test_the_metadata_names_ranges(wheel):
    """Has every library that the engine needs a lower and an upper bound, and does no line pin one?"""
    (metadata,) = (text for name, text in wheel.items() if name.endswith(".dist-info/METADATA"))
    needed = [line for line in metadata.splitlines() if line.startswith("Requires-Dist:") and "extra ==" not in line]
    assert needed and all(">=" in line and "<" in line and "==" not in line for line in needed)


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-dev.lock"])
def test_a_lock_pins_everything_and_names_no_place(name):
    """Is each line of a lock one exact version, without an address, a path, or a package that needs a GPU?"""
    lines = [line for line in (REPOSITORY / name).read_text().splitlines() if line and not line.startswith("#")]
    assert lines and all("==" in line.split("#")[0].split(";")[0] for line in lines)
    assert not [line for line in lines if "://" in line or " /" in line or "nvidia" in line or "+cpu" in line]
