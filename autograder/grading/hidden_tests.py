"""Hidden tests are pytest: a file of them is collected once, and run as often as wanted on one answer after the other.

The same runner serves submissions in the sandbox, the audit's answers in this process, and an instructor's notebook.
"""

import contextlib
import io
import os
import sys
import warnings
import zlib
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import zip_longest
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import pytest
from _pytest.config import Config, _prepareconfig
from _pytest.main import Session
from _pytest.runner import runtestprotocol

from autograder.errors import GraderError, Unwritten, Wrong
from autograder.grading.outcome import Outcome
from autograder.grading.student import Student

UNCHECKED = "this behaviour could not be checked; the instructor is told why"
MARKS = {"task", "parametrize", "usefixtures"}
LEFT_OUT = [
    "cacheprovider",
    "debugging",
    "doctest",
    "faulthandler",
    "junitxml",
    "logging",
    "pastebin",
    "setuponly",
    "setupplan",
    "skipping",
    "stepwise",
    "subtests",
    "terminal",
    "threadexception",
    "unraisableexception",
    "warnings",
]
OPTIONS = [
    "-s",
    "--noconftest",
    "--disable-plugin-autoload",
    "--assert=plain",
    "--import-mode=importlib",
    "-c",
    os.devnull,
]


@dataclass
class Answers:
    """What the fixtures of a run give: the student's functions, the reference's, the private seed."""

    student: Student | None = None
    solution: Student | None = None
    seed: int = 0


def fixtures(answers: Answers) -> ModuleType:
    """Make the pytest plugin that gives hidden tests `student`, `solution` and `rng`.

    student and solution last for the whole run, so that fixtures of wider scope may use them; rng is seeded from the
    private seed and the test's name.
    """

    def rng(request: pytest.FixtureRequest) -> np.random.Generator:
        return np.random.default_rng([answers.seed, zlib.crc32(request.node.name.encode())])

    def pytest_configure(config: Config) -> None:
        config.addinivalue_line("markers", "task(name, weight): the test cell this hidden test belongs to")

    plugin = ModuleType("hidden_test_fixtures")
    given = pytest.fixture(scope="session", name="student")(lambda: answers.student)
    wanted = pytest.fixture(scope="session", name="solution")(lambda: answers.solution)
    vars(plugin).update(student=given, solution=wanted, rng=pytest.fixture(rng), pytest_configure=pytest_configure)
    return plugin


class Watcher:
    """The pytest plugin that keeps the first error of the running test, and what could not be collected."""

    def __init__(self) -> None:
        self.call: pytest.CallInfo[None] | None = None
        self.uncollected: list[str] = []

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_makereport(self, item: pytest.Item, call: pytest.CallInfo[None]) -> pytest.TestReport:
        """Report without a traceback: formatting one for every wrong answer would take most of the time."""
        if self.call is None or self.call.excinfo is None:
            self.call = call
        when: Any = call.when
        outcome: Any = "failed" if call.excinfo else "passed"
        return pytest.TestReport(item.nodeid, item.location, {}, outcome, None, when, duration=call.duration)

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        if report.failed:
            lines = [line.removeprefix("E  ").strip() for line in str(report.longrepr).splitlines() if line[:2] == "E "]
            self.uncollected.append("; ".join(lines) or str(report.longrepr))


class HiddenTests:
    """A collected file of hidden tests. Raises GraderError where pytest cannot collect it, or where it asks for

    what would not mean the same wherever it runs: a fixture that is not there, a mark that skips.
    """

    def __init__(self, path: Path):
        self.path = Path(path)
        self._answers, self._watcher = Answers(), Watcher()
        for name in [name for name in sys.modules if name.rpartition(".")[2] == self.path.stem]:
            del sys.modules[name]  # of another course, or an older state of this file
        without = [word for plugin in LEFT_OUT for word in ("-p", f"no:{plugin}")]
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed), contextlib.redirect_stderr(printed):
            try:
                words = [*OPTIONS, *without, f"--rootdir={self.path.parent}", str(self.path)]
                config = _prepareconfig(words, [fixtures(self._answers), self._watcher])
                config._do_configure()
                self._session = Session.from_config(config)
                config.hook.pytest_sessionstart(session=self._session)
                self.items: list[Any] = list(self._session.perform_collect())
            except (Exception, SystemExit) as error:
                raise GraderError(f"the hidden tests {self.path} cannot be run: {error!r}") from None
        if self._watcher.uncollected:
            raise GraderError(f"the hidden tests {self.path} cannot be run: {self._watcher.uncollected[0]}")
        faults = [fault for item in self.items for fault in _item_faults(item)] or ["it has no test"] * (not self.items)
        if faults:
            raise GraderError(f"the hidden tests {self.path} cannot be run: {'; '.join(faults)}")

    @property
    def tasks(self) -> set[str]:
        """Names of the tasks that have a test."""
        return {_task(item)[0] for item in self.items}

    @property
    def drawn(self) -> set[str]:
        """Names of the tests that draw random instances; the others are the same whatever the seed."""
        return {item.name for item in self.items if "rng" in item.fixturenames}

    def run(
        self,
        student: Student,
        solution: Student,
        seed: int,
        tasks: Collection[str] | None = None,
        names: Collection[str] | None = None,
        first_failure: bool = False,
        backwards: bool = False,
    ) -> list[Outcome]:
        """Run the tests on `student` and return their outcomes.

        tasks, names: only the tests of these tasks, only these tests. first_failure: stop there.
        """
        self._answers.student, self._answers.solution, self._answers.seed = student, solution, seed
        chosen = [item for item in self.items if tasks is None or _task(item)[0] in tasks]
        chosen = [item for item in chosen if names is None or item.name in names]
        chosen = chosen[::-1] if backwards else chosen
        outcomes = []
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed), contextlib.redirect_stderr(printed), warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what an answer warns of is no mistake
            try:
                for item, following in zip_longest(chosen, chosen[1:]):
                    outcomes.append(self._run_item(item, following))
                    if first_failure and not outcomes[-1].passed:
                        break
            finally:
                self._session._setupstate.teardown_exact(None)  # fixtures of wider scope are made anew for the next
        return outcomes

    def _run_item(self, item: Any, following: Any) -> Outcome:
        item._initrequest()  # a test that ran already is set up as new
        self._watcher.call = None
        runtestprotocol(item, log=False, nextitem=following)
        call: Any = self._watcher.call  # the hook has set it
        error = call.excinfo.value if call.excinfo else None
        task, weight = _task(item)
        question = " ".join((item.function.__doc__ or item.name).split())
        outcome = Outcome(task, item.name, question, weight, error is None, seconds=call.duration)
        if isinstance(error, Wrong):
            outcome.reason, outcome.unwritten = str(error), isinstance(error, Unwritten)
        elif call.excinfo is not None:
            outcome.reason, outcome.fault = UNCHECKED, str(call.excinfo.getrepr(style="short"))
        return outcome


@cache
def _collected(path: Path, changed: int) -> HiddenTests:
    return HiddenTests(path)


def collected(path: Path) -> HiddenTests:
    """The file's hidden tests, collected once in this process as long as the file does not change.

    Raises GraderError where there is no such file or it cannot be collected.
    """
    if not path.is_file():
        raise GraderError(f"{path} is missing; every notebook needs a file of hidden tests")
    return _collected(path, path.stat().st_mtime_ns)


def _task(item: Any) -> tuple[str, float]:
    mark = item.get_closest_marker("task")
    return mark.args[0], mark.args[1]


def _item_faults(item: Any) -> Iterator[str]:
    if item.get_closest_marker("task") is None:
        yield f"{item.name} has no @task"
    for mark in item.iter_markers():
        if mark.name not in MARKS:
            yield f"{item.name} has the mark {mark.name}, which means nothing here; allowed are {', '.join(sorted(MARKS))}"
    for name in item.fixturenames:
        if name != "request" and name not in item._fixtureinfo.name2fixturedefs:
            yield f"{item.name} asks for the fixture {name}, which is not there"
