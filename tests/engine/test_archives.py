"""Zip files that came from outside: nothing leaves its place, nothing grows without bound."""

import stat
import zipfile

import pytest

from autograder.archives import Bounds, opened
from autograder.errors import SubmissionError

BOUNDS = Bounds(files=10, file=1_000, whole=3_000)


def made(path, *members, **flags):
    """A zip of (name or ZipInfo, content)."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in members:
            file.writestr(name, content)
    return path


def link(name):
    info = zipfile.ZipInfo(name)
    info.create_system, info.external_attr = 3, (stat.S_IFLNK | 0o777) << 16
    return info


@pytest.mark.parametrize("name", ["../evil.ipynb", "/etc/evil", "a/../../evil", "..\\evil", "C:evil", "a\x1b[2Jb"])
def test_a_path_that_leads_out_is_refused(tmp_path, name):
    """Is a member whose path leads out, or cannot be shown, refused by name, and the others taken?"""
    with opened(made(tmp_path / "x.zip", (name, "bad"), ("good.ipynb", "good")), BOUNDS) as archive:
        assert archive.names == ["good.ipynb"] and len(archive.refused) == 1
        archive.copy("good.ipynb", tmp_path / "out")
    assert (tmp_path / "out").read_text() == "good"
    assert {path.name for path in tmp_path.iterdir()} == {"x.zip", "out"}


def test_a_link_is_refused(tmp_path):
    """Is a member that is a link refused?"""
    with opened(made(tmp_path / "x.zip", (link("x.ipynb"), "/etc/passwd")), BOUNDS) as archive:
        assert archive.names == [] and archive.refused == {"x.ipynb": "it is a link or no regular file"}


def test_what_systems_leave_behind_is_not_there(tmp_path):
    """Are hidden files, macOS' copies and checkpoints left out without a word?"""
    noise = [("__MACOSX/._a.ipynb", "x"), (".DS_Store", "x"), ("w/.ipynb_checkpoints/a.ipynb", "x"), ("w/a.ipynb", "y")]
    with opened(made(tmp_path / "x.zip", *noise), BOUNDS) as archive:
        assert archive.names == ["w/a.ipynb"] and not archive.refused


def test_too_many_files(tmp_path):
    """Is an archive with more files than allowed refused as a whole?"""
    path = made(tmp_path / "x.zip", *((f"{i}.txt", "") for i in range(11)))
    with pytest.raises(SubmissionError, match="more than 10 files"), opened(path, BOUNDS):
        pass


def test_a_bomb_is_refused_before_it_is_unpacked(tmp_path):
    """Is a file of much more than its packed bytes refused, and an archive of many such as a whole?"""
    with opened(made(tmp_path / "x.zip", ("big", bytes(1_001))), BOUNDS) as archive:
        assert archive.names == [] and "larger" in archive.refused["big"]
    path = made(tmp_path / "y.zip", *((f"{i}", bytes(999)) for i in range(4)))
    with pytest.raises(SubmissionError, match="unpacked"), opened(path, BOUNDS):
        pass


def test_a_bomb_that_lies_about_its_size_is_cut_off(tmp_path):
    """Is no more written than the archive says, where a member holds more, and nothing kept of it?"""
    path = made(tmp_path / "x.zip", ("big", bytes(1_000_000)))
    data = path.read_bytes().replace((1_000_000).to_bytes(4, "little"), (500).to_bytes(4, "little"))
    path.write_bytes(data)
    with opened(path, BOUNDS) as archive:
        assert archive.names == ["big"]
        with pytest.raises(SubmissionError, match="cannot be unpacked"):
            archive.copy("big", tmp_path / "out")
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04 and nothing", b"not a zip"])
def test_what_is_no_zip_is_told(tmp_path, data):
    """Is a file that is no zip told as such?"""
    (tmp_path / "x.zip").write_bytes(data)
    with pytest.raises(SubmissionError, match="x.zip is no zip file"), opened(tmp_path / "x.zip", BOUNDS):
        pass
