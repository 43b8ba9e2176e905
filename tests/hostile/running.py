"""Grade a class of cases by the real command, and watch what it uses and leaves behind."""

import json
import os
import secrets
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

import nbformat
from nbgrader.api import Gradebook
from submissions import HERE, NOTEBOOK, REPOSITORY, as_bytes, hand_in, lean, light, make_course, rewritten, solved

from .case import work
from .watching import Watch

SETTINGS = """\
c.Limits.call_seconds = {call}
c.Limits.cell_seconds = {cell}
c.Limits.notebook_seconds = {notebook}
c.Limits.memory_mib = 1024
c.Limits.processes = 48
c.Limits.open_files = 256
c.Limits.scratch_mib = 16
c.Limits.cell_output_kib = 256
c.Limits.notebook_output_kib = 2048
"""
WORKERS = 3  # on two processors: most of the time a case waits for what it does not get
LIMITS = {"call": 2, "cell": 4, "notebook": 30}
HEAVY_WORKERS = 2
HEAVY_LIMITS = {"call": 4, "cell": 6, "notebook": 60}  # for bombs, which use the processors up
SECONDS = 900  # after which the command itself is taken for hanging


@dataclass
class ClassRun:
    """A class that was graded. token: the secret that must be seen nowhere."""

    course: object
    cases: dict
    neighbours: list
    token: str
    canaries: list
    tasks: tuple | None = None
    code: int = 0
    printed: str = ""
    seconds: float = 0.0
    watch: Watch = field(default_factory=Watch)
    left: list = field(default_factory=list)
    rows: dict = field(default_factory=dict)

    def autograded(self, student):
        """The autograded notebook."""
        return nbformat.read(self._place("autograded", student) / f"{NOTEBOOK}.ipynb", 4)

    def feedback(self, student, name=NOTEBOOK):
        """A page of the feedback, as HTML."""
        return (self._place("feedback", student) / f"{name}.html").read_text(encoding="utf-8")

    def _place(self, part, student):
        return self.course.root / part / student / self.course.assignment


def neighbours(themes):
    """Honest students, by names that stand between those of the cases."""
    return ["aaron", *(f"{theme}-neighbour" for theme in themes), "zoe"]


def grade(folder, cases, honest, tasks=None, words=(), owner=None):
    """Make a course folder with these cases and honest students, grade it, and return the ClassRun.

    tasks: those of the notebook that the course has; None: all. words: to be put before the command; owner: the
    number of the user whom the folder is given.
    """
    folder = Path(folder)
    token = f"canary-{secrets.token_hex(12)}"
    settings = SETTINGS.format(**(LIMITS if tasks else HEAVY_LIMITS))
    course = make_course(folder / "course", settings, change=(lambda made: light(made, tasks)) if tasks else None)
    canaries = [course.root / "canary.txt", folder / "canary.txt"]
    for path in canaries:
        path.write_text(token)
    with socket.create_server(("127.0.0.1", 0)) as server:
        run = ClassRun(course, cases, honest, token, canaries, tasks)
        hand_all_in(run, server.getsockname()[1])
        _command(run, folder, list(words), owner)
    assert (course.root / "gradebook.db").is_file(), f"the command made no gradebook:\n{run.printed[-4000:]}"
    run.rows = rows(course)
    return run


def hand_all_in(run, port):
    """Write everybody's submission."""
    for number, student in enumerate(run.neighbours):
        made = solved() if number % 2 else rewritten()
        made = light(made, run.tasks) if run.tasks else lean(made)
        made.cells[-1].source += f"\n\nThis is the work of {mark_of(student)}."
        hand_in(run.course, student, made)
    known = {
        "__PATHS__": repr([str(path) for path in secret_places(run)]),
        "__ROOT__": repr(str(run.course.root)),
        "__REPOSITORY__": repr(str(REPOSITORY)),
        "__CANARY__": str(run.canaries[1]),
        "__PORT__": str(port),
    }
    for student, (_, case) in run.cases.items():
        made = work(case, run.tasks)
        for cell in made.notebook.cells:
            for key, value in known.items():
                cell.source = cell.source.replace(key, value)
        data = as_bytes(made.notebook)
        place = hand_in(run.course, student, made.raw(data) if made.raw else data)
        for change in made.folder:
            change(place)


def mark_of(student):
    """A text that stands in one student's submission only."""
    return f"mark-{student}-kram"


def secret_places(run):
    """Files that a submission must not be able to read, whatever their names are."""
    root = run.course.root
    return [*run.canaries, root / "gradebook.db", root / "source" / "mlp" / f"{NOTEBOOK}.ipynb",
            HERE.test_file(NOTEBOOK), HERE.solution_file(NOTEBOOK), HERE.content, root / "submitted",
            root / "submitted" / "zoe" / "mlp" / f"{NOTEBOOK}.ipynb"]  # fmt: skip


def _command(run, folder, words, owner):
    temporary = Path(tempfile.mkdtemp(prefix="h", dir="/tmp"))
    temporary.chmod(0o755)
    if owner is not None:
        for path in [folder, temporary, *folder.rglob("*")]:
            os.chown(path, owner, owner, follow_symlinks=False)
    home = {"HOME": str(folder)} if owner is not None else {}
    environment = (
        os.environ | home | {"TMPDIR": str(temporary), "AUTOGRADER_CANARY": run.token, "JPY_API_TOKEN": run.token}
    )
    words += [
        sys.executable,
        "-m",
        "autograder",
        "--course",
        str(run.course.root),
        "grade",
        "--workers",
        str(WORKERS if run.tasks else HEAVY_WORKERS),
    ]
    began = time.monotonic()
    with (folder / "printed.txt").open("w+") as printed:
        process = subprocess.Popen(words, stdout=printed, stderr=subprocess.STDOUT, env=environment, cwd=REPOSITORY)
        with run.watch.on(process.pid):
            run.code = process.wait(SECONDS)
        printed.seek(0)
        run.printed = printed.read()
    run.seconds = time.monotonic() - began
    run.left = [str(path.relative_to(temporary)) for path in temporary.rglob("*")]
    shutil.rmtree(temporary, ignore_errors=True)


def rows(course):
    """{student: everything that the gradebook says about the submission, without times and keys}."""
    found = {}
    with Gradebook(f"sqlite:///{course.root}/gradebook.db") as gradebook:
        for submission in gradebook.assignment_submissions(course.assignment):
            row = found[submission.student.id] = {"score": submission.score, "late": submission.late_submission_penalty}
            for notebook in submission.notebooks:
                for grade in notebook.grades:
                    kept = grade.auto_score, grade.manual_score, grade.extra_credit, grade.needs_manual_grade
                    row[grade.name] = (*kept, grade.max_score)
                row["comments"] = sorted(
                    (c.name, c.auto_comment or "", c.manual_comment or "") for c in notebook.comments
                )
    return found


def scores(run, student):
    """{task: points} of one student, of the gradebook."""
    return {name.removesuffix("-tests"): row[0] for name, row in run.rows[student].items() if name.endswith("-tests")}


def reasons(run, student):
    """All that is said about failures: the reasons of hidden tests that failed, and the notes on top."""
    notebook = run.autograded(student)
    said = [o["reason"] for o in notebook.metadata.autograder["graded"]["outcomes"] if not o["passed"]]
    return "\n".join(said + [cell.source.replace("\\", "") for cell in notebook.cells if cell["id"] == "grader-notice"])


def record(run, student):
    """What intake noted about one student."""
    path = run.course.root / ".autograder" / "records" / run.course.assignment / f"{student}.json"
    return json.loads(path.read_text())["record"]


def shown(run, student):
    """Everything in one student's cells: outputs and text."""
    texts = []
    for cell in run.autograded(student).cells:
        for output in cell.get("outputs", []):
            texts += [output.get("text", ""), *output.get("data", {}).values(), *output.get("traceback", [])]
    return "\n".join(map(str, texts))


def printed(run, student):
    """What one student's code printed and raised, and the reasons; not the text of the code."""
    cells = [cell for cell in run.autograded(student).cells if cell.cell_type == "code"]
    outputs = [output for cell in cells for output in cell.outputs]
    texts = [str(output.get("text", "")) + str(output.get("evalue", "")) for output in outputs]
    return "\n".join(texts) + reasons(run, student)


def faults(run, student):
    """Hidden tests that fell over by themselves."""
    return [o["fault"] for o in run.autograded(student).metadata.autograder["graded"]["outcomes"] if o["fault"]]


def refused(run):
    """Names of folders that were not taken in."""
    path = run.course.root / ".autograder" / "runs" / f"{run.course.assignment}.json"
    return json.loads(path.read_text())["refused"]
