"""What several of the engine's tests need: notebooks of a few cells, a small class, and the command lines."""

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

from nbformat.v4 import new_code_cell, new_notebook, new_output
from nbgrader.api import Gradebook
from submissions import NOTEBOOK, REPOSITORY, cell_of, code, hand_in, lean, place_of, released, solved

from autograder.grading.runner import Run
from autograder.grading.student import Student
from autograder.sandbox.levels import Bubblewrap
from autograder.sandbox.limits import Limits
from autograder.sandbox.sandboxes import Sandboxes

SHORT = {"call_seconds": 1.5, "cell_seconds": 2, "notebook_seconds": 30}
PIXEL = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg=="
SHOWN = [  # beside a cell as it was handed in
    new_output("stream", text="as handed in"),
    new_output("execute_result", {"text/plain": "5.0", "image/png": PIXEL, "text/html": "<b>x</b>"}),
]
WRONG_SOFTMAX = "def softmax(o):\n    e = np.exp(o - o.max(axis=0))\n    return e / e.sum(axis=0)\n"


def notebook_of(cells):
    """A notebook of code cells; a text that begins with `@name` is the test cell of that task."""
    made = []
    for i, source in enumerate(cells):
        cell = new_code_cell(source, id=f"c{i}")
        if source.startswith("@"):
            name, _, cell.source = source.partition("\n")
            cell.source = cell.source or "print('public checks')"
            cell.metadata["nbgrader"] = {"grade_id": f"{name[1:]}-tests", "grade": True, "locked": True}
        made.append(cell)
    return new_notebook(cells=made)


def run_of(notebook, regular=True, functions=None, limits=None, sandboxes=None, left_out=()):
    """A Run of a notebook; functions: names that count, by task (default: the task's own name)."""
    ids = [cell.metadata["nbgrader"]["grade_id"] for cell in notebook.cells if "nbgrader" in cell.metadata]
    functions = functions or {grade_id: (grade_id.removesuffix("-tests"),) for grade_id in ids}
    known = set(ids) if regular else set()
    own = sandboxes or Sandboxes(Limits(**SHORT | (limits or {})), (), Bubblewrap())
    return Run(notebook, functions, known, own, left_out)


def student_of(run):
    """The functions of a Run as hidden tests see them."""
    return Student(run)


def submissions():
    """The class of the engine's tests: {student: notebook}."""
    made = {
        "right": solved(),
        "blank": released(),
        "wrong": solved(),
        "loud": solved(),
        "unnamed": solved(),
        "broken": solved(),
        "active": solved(),
    }
    cell_of(made["wrong"], "softmax").source = WRONG_SOFTMAX
    by_hand = next(cell for cell in made["right"].cells if cell.source.startswith("x_hand ="))
    by_hand.outputs = [*SHOWN, new_output("error", ename="E", evalue="9 of 9 points", traceback=[])]
    cell_of(made["right"], "softmax-tests").outputs = SHOWN
    loud = cell_of(made["loud"], "softmax")
    loud.source += (
        "\nimport sys, warnings\nprint('to stderr', file=sys.stderr)\nwarnings.warn('careful')\nnp.log(0.0)\n5.0"
    )
    made["loud"].cells.insert(
        place_of(made["loud"], "softmax-tests") + 1, code("import sys\nprint('again', file=sys.stderr)")
    )
    for i, cell in enumerate(made["unnamed"].cells):
        cell.metadata, cell["id"] = {}, f"x{i}"
    cell_of(made["broken"], "softmax").source = "def softmax(o:\n    return"
    cell_of(made["active"], "two-layouts").source = ACTIVE
    made["active"].cells.append(code(SHOWS_SCRIPT))
    return {name: lean(notebook) if name != "unnamed" else notebook for name, notebook in made.items()}


ACTIVE = """<script>window.hacked = 1</script><img src=x onerror="window.hacked = 1">
[link](javascript:window.hacked=1) <iframe src="https://example.org"></iframe> a plain answer"""
SHOWS_SCRIPT = """from IPython.display import HTML, SVG, Javascript, Markdown, display
display(HTML("<script>window.hacked = 2</script>"), Javascript("window.hacked = 2"))
display(Markdown("[x](javascript:window.hacked=2)"))
print("<script>window.hacked = 3</script>")
raise ValueError("<img src=x onerror='window.hacked = 4'>")"""
IN_TIME, DUE, LATE = (f"2026-11-24 {hour}:00:00 UTC" for hour in (10, 11, 12))
PENALTY = "c.Limits.cell_seconds = 8\nc.LateSubmissionPlugin.penalty_method = 'zero'"
BY_NBGRADER = ("right", "wrong", "loud", "active", "truncated")


def hand_in_class(course, students=()):
    """Hand the submissions of these students in (default: everybody's); one of them is late."""
    everybody = submissions() | {"truncated": b'{"cells": [{"cell_type": "code", "sou'}
    for student in students or everybody:
        folder = hand_in(course, student, everybody[student])
        (folder / "timestamp.txt").write_text(LATE if student == "loud" else IN_TIME)


def probed_as(course, other):
    """Let another course folder count as probed: the sandbox of this machine was, a moment ago."""
    (other.root / ".autograder").mkdir(exist_ok=True)
    shutil.copy2(course.root / ".autograder" / "probed", other.root / ".autograder" / "probed")


def environment():
    """The environment of a command: this interpreter's tools first."""
    tools = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    return os.environ | {"PATH": tools, "PYTHONDONTWRITEBYTECODE": "1", "PYTHONPATH": str(REPOSITORY)}


def command(course, *words, cwd=None, seconds=300):
    """Run `python -m autograder --course FOLDER ...`; course: a Course, a path, or None for the default."""
    where = [] if course is None else ["--course", str(getattr(course, "root", course))]
    line = [sys.executable, "-m", "autograder", *where, *map(str, words)]
    return subprocess.run(
        line, cwd=cwd or REPOSITORY, env=environment(), capture_output=True, text=True, timeout=seconds
    )


def interrupted(course, until, *words, seconds=120):
    """Run the command as from a terminal and press Ctrl-C once until() is true; return (code, stdout, stderr)."""
    line = [sys.executable, "-m", "autograder", "--course", str(course.root), *words]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    with subprocess.Popen(line, cwd=REPOSITORY, env=environment(), start_new_session=True, **pipes) as process:
        try:
            while process.poll() is None and not until():
                try:
                    process.wait(0.05)
                except subprocess.TimeoutExpired:
                    continue
            os.killpg(process.pid, signal.SIGINT)
            out, error = process.communicate(timeout=seconds)
        finally:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
    return process.returncode, out, error


def scores(course):
    """{student: {grade_id: auto score}} out of the gradebook."""
    with Gradebook(f"sqlite:///{course.root / 'gradebook.db'}") as gradebook:
        return {
            submission.student.id: {g.cell.name: g.auto_score for n in submission.notebooks for g in n.grades}
            for submission in gradebook.assignment_submissions(course.assignment)
        }


class Nbgrader:
    """nbgrader's own command line in a course folder. printed: {verb: the last output}."""

    def __init__(self, course):
        self.course, self.printed = course, {}

    def run(self, verb, *words, code=0):
        """Run one verb; its exit code must be `code`."""
        line = [sys.executable, "-m", "nbgrader", verb, *words]
        done = subprocess.run(
            line, cwd=self.course.root, env=environment(), capture_output=True, text=True, timeout=300
        )
        self.printed[verb] = done.stdout + done.stderr
        assert done.returncode == code, self.printed[verb]
        return self.printed[verb]

    def page(self, student, folder="feedback"):
        """The feedback of a student, as HTML."""
        return (self.course.root / folder / student / "mlp" / f"{NOTEBOOK}.html").read_text(encoding="utf-8")
