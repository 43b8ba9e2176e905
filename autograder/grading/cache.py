"""Names for what a grading depends on: work already done is not done again."""

import hashlib
from pathlib import Path

from autograder.course import Course
from autograder.store import engine_digest


def content_key(course: Course, notebook: str, rest: str) -> str:
    """A name for the content that one notebook is graded by, the engine's own state, and `rest`."""
    digest = hashlib.sha256(rest.encode("utf-8", "surrogatepass"))
    named = course.content / "misconceptions" / course.solution_file(notebook).name
    source = course.source / f"{notebook}.ipynb"
    release = course.release / f"{notebook}.ipynb"
    files = (course.test_file(notebook), course.solution_file(notebook), named, source, release)
    for path in (*files, *course.support_files()):
        if path.is_file():
            digest.update(f"{path.name} {path.stat().st_size}\n".encode())
            digest.update(path.read_bytes())
    digest.update(engine_digest().encode())
    return digest.hexdigest()[:32]


def files_digest(folder: Path) -> str:
    """A name for the files of a folder."""
    digest = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts):
        digest.update(f"{path.relative_to(folder)} {path.stat().st_size}\n".encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:32]
