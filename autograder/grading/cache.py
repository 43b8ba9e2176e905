"""Work already done is not done again: one file for each notebook graded, named by all that it depends on."""

import hashlib
import json

from autograder.grading.grade import grade
from autograder.grading.needed import code_ids
from autograder.grading.outcome import Graded
from autograder.notebooks import without_hidden
from autograder.sandbox import probes
from autograder.store import FOLDER, engine_digest, write


def grade_once(course, notebook, restored, settings) -> Graded:
    """Grade a notebook in the master's layout, or take what came of it before."""
    path = course.root / FOLDER / "results" / f"{key(course, notebook, restored, settings)}.json"
    if path.is_file():
        try:
            return Graded.from_dict(json.loads(path.read_text(encoding="utf-8")))
        except (ValueError, TypeError):
            path.unlink()
    isolation = settings.sandbox([course.root])
    probes.ensure(course, isolation)
    also = code_ids(restored.notebook) if settings.run_all else ()
    graded = grade(course, notebook, restored, settings.limits(), isolation, settings.seed, also)
    write(path, json.dumps(graded.as_dict()))
    return graded


def key(course, notebook, restored, settings) -> str:
    """A name for this grading: the notebook's code, the course's tests and files, and the settings."""
    code = [[c["id"], without_hidden(c).strip()] for c in restored.notebook.cells if c.cell_type == "code"]
    parts = [notebook, code, sorted(restored.regular), settings.limits().as_dict(), settings.seed, settings.isolation]
    parts.append(settings.run_all)
    digest = hashlib.sha256(json.dumps(parts).encode())
    named = course.content / "misconceptions" / course.solution_file(notebook).name
    source = course.source / f"{notebook}.ipynb"
    release = course.release / f"{notebook}.ipynb"
    files = (course.test_file(notebook), course.solution_file(notebook), named, source, release)
    for path in (*files, *course.support_files()):
        if path.is_file():
            digest.update(path.read_bytes())
    digest.update(engine_digest().encode())
    return digest.hexdigest()[:32]
