"""Is the grader right? It is a classifier: this measures its errors on a library of wrong and right answers."""

import os
import signal
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from types import CodeType
from typing import Any

from tqdm import tqdm

from autograder.authoring.lean import differences
from autograder.authoring.mutants import equivalent, mutants
from autograder.course import Course, wholes
from autograder.grading.follow_through import InThisProcess, credit
from autograder.grading.hidden_tests import collected
from autograder.grading.outcome import Outcome
from autograder.grading.scoring import score
from autograder.grading.student import InProcess, Student
from autograder.store import write

SECONDS = 30  # a mutant that runs longer is killed, as a grader's limit would


@dataclass
class Row:
    """One task of the audit's table. Counts; the lists name what is not as it should be."""

    notebook: str
    task: str
    wrong: int = 0
    let_through: list = field(default_factory=list)
    right: int = 0
    rejected: list = field(default_factory=list)
    mutants: int = 0
    alive: list = field(default_factory=list)
    listed: int = 0
    unstable: list = field(default_factory=list)
    elsewhere: int = 0
    problems: list = field(default_factory=list)


class Bench:
    """One notebook's tests and reference, loaded once in a process."""

    def __init__(self, course: Course, notebook: str):
        self.course, self.notebook = course, notebook
        self.tasks = {task.name: task for task in course.tasks(notebook)}
        self.task_of = {function: task.name for task in self.tasks.values() for function in task.functions}
        self.source = course.solution_file(notebook).read_text(encoding="utf-8")
        self.code = compile(self.source, str(course.solution_file(notebook)), "exec")
        self.known = InProcess(self.fresh())
        self.reference = Student(self.known)
        self.tests = collected(course.test_file(notebook))

    def fresh(self, code: CodeType | None = None) -> dict[str, Any]:
        """A new namespace with the reference's functions (or those of other code)."""
        names: dict[str, Any] = {"__name__": "reference"}
        exec(code or self.code, names)
        return names

    def outcomes(self, namespace: dict[str, Any], seed: int = 0, **which: Any) -> list[Outcome]:
        """Run the tests on a namespace of answers. which: as HiddenTests.run takes it."""
        return self.tests.run(Student(InProcess(namespace)), self.reference, seed, **which)

    def graded(self, namespace: dict[str, Any]) -> list[Outcome]:
        """Run the tests and credit what follows from an earlier mistake, as for a submission."""
        outcomes, tasks = self.outcomes(namespace), list(self.tasks.values())
        lender = InThisProcess(self.known)
        credit(self.tests, InProcess(namespace), self.reference, outcomes, tasks, (), lender, 0)
        return outcomes

    def scores(self, outcomes: list[Outcome]) -> dict[str, float]:
        """{task: points}."""
        return {name: score(task, outcomes) for name, task in self.tasks.items()}

    def killed(self, function: str, source: str) -> bool:
        """Does a hidden test notice this mutant of the function?"""
        try:
            with _at_most(SECONDS):
                names = self.fresh(compile(source, "<mutant>", "exec"))
                outcomes = self.outcomes(names, tasks={self.task_of[function]}, first_failure=True)
        except Exception:
            return True
        return not all(o.passed for o in outcomes)


def _reasons(outcomes: list[Outcome]) -> dict[str, str]:
    return {o.task: f"{o.test}: {o.reason}" for o in outcomes if not o.passed}


def _faults(outcomes: list[Outcome]) -> list[str]:
    return [f"{o.test} fell over: {o.fault}" for o in outcomes if o.fault]


@cache
def bench(course, notebook):
    """The Bench of a notebook, one a process."""
    return Bench(course, notebook)


def audit(course, notebooks, seeds=50, workers=None):
    """Return the table: a list of Rows, one a task, in the order of the course. Runs in parallel."""
    jobs = [job for notebook in notebooks for job in jobs_of(course, notebook, seeds)]
    rows = {(n, t.name): Row(n, t.name) for n in notebooks for t in course.tasks(n)}
    with ProcessPoolExecutor(workers or os.cpu_count()) as pool:
        for key, changes in tqdm(pool.map(_do, jobs, chunksize=4), total=len(jobs), desc="audit", unit="answer"):
            for name, value in changes.items():
                setattr(rows[key], name, getattr(rows[key], name) + value)
    return list(rows.values())


def jobs_of(course, notebook, seeds):
    """Every trial of one notebook: (function to call, course, notebook, what)."""
    here = bench(course, notebook)
    yield (_base, course, notebook, None)
    yield (_lean, course, notebook, None)
    yield from ((_stable, course, notebook, list(range(1 + 10 * i, 11 + 10 * i))) for i in range(seeds // 10))
    for kind in ("misconceptions", "accepted"):
        yield from ((_entry, course, notebook, (kind, i)) for i in range(len(course.answers(kind, notebook))))
    known = equivalent(course.content / "equivalent_mutants.toml")
    for function, description, source in mutants(here.source):
        if function in here.task_of:
            yield (_mutant, course, notebook, (function, description, source, (function, description) in known))


def _do(job):
    trial, course, notebook, what = job
    task, changes = trial(bench(course, notebook), what)
    return (notebook, task), changes


def _base(here, _):
    """The reference has full marks, in either order of the tests, and untouched stubs none."""
    problems = []
    for backwards in (False, True):
        outcomes = here.outcomes(here.fresh(), backwards=backwards)
        reasons, order = _reasons(outcomes), ", its tests run backwards" if backwards else ""
        lost = [name for name, points in here.scores(outcomes).items() if points < here.tasks[name].points]
        problems += _faults(outcomes) + [
            f"the reference loses points on {t}{order}: {reasons.get(t, 'no test')}" for t in lost
        ]
    outcomes = here.outcomes(here.fresh() | dict.fromkeys(here.task_of, _stub))
    problems += _faults(outcomes)
    problems += [f"an untouched stub scores {s} on {t}" for t, s in here.scores(outcomes).items() if s]
    return next(iter(here.tasks)), {"problems": problems}


def _lean(here, _):
    """The cells that grading leaves out change nothing."""
    return next(iter(here.tasks)), {"problems": list(differences(here.course, here.notebook))}


def _stable(here, seeds):
    """The reference has the same score whatever the seed."""
    names, lost = here.fresh(), []
    for seed in seeds:
        outcomes = here.outcomes(names, seed, names=here.tests.drawn)
        lost += [f"{o.task}, seed {seed}: {o.test}: {o.reason}" for o in outcomes if not o.passed]
    return next(iter(here.tasks)), {"unstable": lost}


def _entry(here, what):
    """A wrong answer loses points on its own task alone, a right one nowhere."""
    kind, index = what
    entry = here.course.answers(kind, here.notebook)[index]
    own = here.task_of.get(entry.target)
    if own is None:
        return next(iter(here.tasks)), {"problems": [f"{entry.name} answers {entry.target}, which no task asks for"]}
    outcomes = here.graded(entry.put_into(here.fresh()))
    scores, reasons = here.scores(outcomes), _reasons(outcomes)
    lost = {t for t, s in scores.items() if s < here.tasks[t].points}
    problems = [f"{entry.name}: {fault}" for fault in _faults(outcomes)]
    if kind == "accepted":
        return own, {"right": 1, "problems": problems, "rejected": [f"{entry.name}: {reasons[t]}" for t in lost]}
    problems += [f"{entry.name} costs points on {t}, too: {reasons[t]}" for t in lost - {own, *entry.also}]
    return own, {
        "wrong": 1,
        "elsewhere": bool(lost & {*entry.also}),
        "problems": problems,
        "let_through": [] if own in lost else [entry.name],
    }


def _mutant(here, what):
    function, description, source, listed = what
    killed = here.killed(function, source)
    alive = [] if killed or listed else [f"{function}, {description}"]
    problems = [f"{function}, {description} is listed as equivalent, and is killed"] if killed and listed else []
    counted = {"listed": 1} if listed else {"mutants": 1}
    return here.task_of[function], counted | {"alive": alive, "problems": problems}


def _stub(*args, **kwargs):
    raise NotImplementedError


@contextmanager
def _at_most(seconds):
    """Raise TimeoutError in this process's main thread after some seconds."""

    def late(*_):
        raise TimeoutError

    before = signal.signal(signal.SIGALRM, late)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def failures(rows):
    """Everything in the table that must not be, one line each."""
    for row in rows:
        for kind in ("let_through", "rejected", "alive", "unstable", "problems"):
            yield from (f"{row.notebook}, {row.task}: {kind.replace('_', ' ')}: {what}" for what in getattr(row, kind))


def as_markdown(rows, seeds):
    """The table as it stands in docs/audit.md."""
    head = "| notebook | task | wrong answers caught | right answers accepted | mutants killed | equivalent mutants |"
    lines = [head, "|---|---|---|---|---|---|"]
    for r in rows:
        wrong, right = f"{r.wrong - len(r.let_through)} of {r.wrong}", f"{r.right - len(r.rejected)} of {r.right}"
        lines.append(
            f"| {r.notebook} | {r.task} | {wrong} | {right} | {r.mutants - len(r.alive)} of {r.mutants} | {r.listed} |"
        )
    total = {name: sum(getattr(r, name) for r in rows) for name in ("wrong", "right", "mutants", "listed")}
    gone = {name: sum(len(getattr(r, name)) for r in rows) for name in ("let_through", "rejected", "alive", "unstable")}
    lines.append(
        f"| **all** | | **{total['wrong'] - gone['let_through']} of {total['wrong']}** | **{total['right'] - gone['rejected']} of "
        f"{total['right']}** | **{total['mutants'] - gone['alive']} of {total['mutants']}** | **{total['listed']}** |"
    )
    elsewhere = sum(r.elsewhere for r in rows)
    lines.append(
        f"\nWrong answers that cost a later task, too, which hands them a function that cannot be lent: {elsewhere}."
    )
    lines.append(f"\nScores of the reference that differ over {seeds} seeds: {gone['unstable']}.")
    return "\n".join(lines)


INTRODUCTION = """\
# The audit: how often the grader is wrong

A grader is a classifier. `autograder audit --write` measures its errors and writes this table: every named wrong answer
must lose points on its own task and on no other, every right answer in another style must lose none, every mutant of the reference must be noticed
(those that compute the same are listed with the reason in `autograder/{assignment}/equivalent_mutants.toml`), and the reference's score must not depend on the seed.

"""


def write_table(course, table):
    """Write docs/audit.md of the course folder (docs/audit-ASSIGNMENT.md where it has several assignments)."""
    name = "audit.md" if len(wholes(course.root)) == 1 else f"audit-{course.assignment}.md"
    text = INTRODUCTION.format(assignment=course.assignment) + table + "\n"
    write(course.root / "docs" / name, text)
