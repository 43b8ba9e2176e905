"""Work already done is not done again: one file for each notebook graded, named by all that it depends on."""

import hashlib
import json

from autograder.grading.grade import grade
from autograder.grading.outcome import Graded
from autograder.notebooks import without_hidden
from autograder.sandbox import probes
from autograder.store import FOLDER, engine_digest, write


def grade_once(course, notebook, restored, settings, own=()) -> Graded:
    """Grade a notebook in the master's layout, or take what came of it before. own: the student's files beside it."""
    path = course.root / FOLDER / "results" / f"{key(course, notebook, restored, settings, own)}.json"
    if path.is_file():
        try:
            return Graded.from_dict(json.loads(path.read_text(encoding="utf-8")))
        except (ValueError, TypeError):
            path.unlink()
    isolation = settings.sandbox([course.root])
    probes.ensure(course, isolation)
    graded = grade(course, notebook, restored, settings.limits(), isolation, settings.seed, own)
    write(path, json.dumps(graded.as_dict()))
    return graded


def key(course, notebook, restored, settings, own=()) -> str:
    """A name for this grading: the notebook's code, the student's own files, the course's tests and files, the settings."""
    code = [[c["id"], without_hidden(c).strip()] for c in restored.notebook.cells if c.cell_type == "code"]
    parts = [notebook, code, sorted(restored.regular), settings.limits().as_dict(), settings.seed, settings.isolation]
    digest = hashlib.sha256(json.dumps(parts).encode())
    named = course.content / "misconceptions" / course.solution_file(notebook).name
    source = course.source / f"{notebook}.ipynb"
    for path in (course.test_file(notebook), course.solution_file(notebook), named, source, *course.support_files()):
        if path.is_file():
            digest.update(path.read_bytes())
    for path in own:
        digest.update(path.name.encode() + hashlib.sha256(path.read_bytes()).digest())
    digest.update(engine_digest().encode())
    return digest.hexdigest()[:32]
