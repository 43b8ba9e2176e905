"""Hidden tests are ordinary pytest: this plugin gives them their fixtures and collects what came of them.

To try a test file on a module of answers: pytest -p autograder.grading.plugin TEST_FILE --answers MODULE.py
"""

import contextlib
import inspect
import io
import os
import sys
import time
import zlib
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import pytest

from autograder.errors import GraderError, Wrong
from autograder.grading.student import InProcess, Student
from autograder.modules import load

UNCHECKED = "this behaviour could not be checked; the instructor is told why"


def task(name, weight=1):
    """Tie a test to the test cell `name`-tests; weight: its share of the cell's points."""
    return pytest.mark.task(name, weight)


@dataclass
class Outcome:
    """What one hidden test said. reason: for the student; fault: the test's own failure, for the instructor."""

    task: str
    test: str
    question: str
    weight: float
    passed: bool
    reason: str = ""
    fault: str = ""
    seconds: float = 0.0

    def as_dict(self):
        """The outcome as plain data."""
        return asdict(self)


class HiddenTests:
    """The plugin: one instance a run. tasks: names of the tasks to run, or None for all."""

    def __init__(self, student, solution, seed, tasks=None):
        self._student, self._solution, self._seed, self._tasks = student, solution, seed, tasks
        self.outcomes = []

    @pytest.fixture
    def student(self):
        return self._student

    @pytest.fixture
    def solution(self):
        return self._solution

    @pytest.fixture
    def rng(self, request):
        return generator(self._seed, request.node.name)

    def pytest_configure(self, config):
        config.addinivalue_line("markers", "task(name, weight): the test cell this hidden test belongs to")

    def pytest_collection_modifyitems(self, config, items):
        unmarked = [item.name for item in items if item.get_closest_marker("task") is None]
        if unmarked:
            raise pytest.UsageError(f"hidden tests without @task: {', '.join(unmarked)}")
        if self._tasks is not None:
            items[:] = [item for item in items if item.get_closest_marker("task").args[0] in self._tasks]

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(self, item, call):
        report = yield
        if call.when == "call" or report.failed:
            self.outcomes.append(self._outcome(item, call))
        return report

    def _outcome(self, item, call):
        error = call.excinfo.value if call.excinfo else None
        ours = error is not None and not isinstance(error, Wrong)
        fault = str(call.excinfo.getrepr(style="short")) if ours else ""  # slow: not for every wrong answer
        return outcome_of(item.function, item.get_closest_marker("task").args, error, fault, call.duration)


def generator(seed, test):
    """The generator of one hidden test: seeded from the private seed and the test's name."""
    return np.random.default_rng([seed, zlib.crc32(test.encode())])


def outcome_of(function, marks, error, fault, seconds):
    """The Outcome of one hidden test. marks: (task, weight); error: what it raised; fault: its traceback."""
    question = " ".join((function.__doc__ or function.__name__).split())
    outcome = Outcome(marks[0], function.__name__, question, marks[1], error is None, seconds=seconds)
    if isinstance(error, Wrong):
        outcome.reason = str(error)
    elif error is not None:
        outcome.reason, outcome.fault = UNCHECKED, fault
    return outcome


def run_directly(module, student, solution, seed, tasks=None, first_failure=False, drawn=False):
    """Run the hidden tests of an imported module without pytest around them; the same Outcomes, much faster.

    For the audit, which runs them thousands of times. first_failure: stop there. drawn: only tests that draw random instances;
    the others are the same whatever the seed.
    """
    outcomes = []
    for name, function in list(vars(module).items()):
        marks = [mark.args for mark in getattr(function, "pytestmark", []) if mark.name == "task"]
        if not name.startswith("test_") or not marks or (tasks is not None and marks[0][0] not in tasks):
            continue
        wanted = inspect.signature(function).parameters
        if drawn and "rng" not in wanted:
            continue
        have = {"student": student, "solution": solution, "rng": generator(seed, name)}
        error, fault, began = None, "", time.perf_counter()
        try:
            function(**{name: have[name] for name in wanted})
        except Exception as raised:
            error, fault = raised, f"{type(raised).__name__}: {raised}"
        outcomes.append(outcome_of(function, marks[0], error, fault, time.perf_counter() - began))
        if error is not None and first_failure:
            break
    return outcomes


def run(test_file, student, solution, seed, tasks=None):
    """Run a file of hidden tests on `student`; return the list of Outcomes.

    Raises GraderError where the file cannot be collected. Nothing of a submission is on pytest's path.
    """
    _forget(test_file)
    plugin = HiddenTests(student, solution, seed, tasks)
    options = [
        "-q",
        "-s",
        "-p",
        "no:cacheprovider",
        "--noconftest",
        "--assert=plain",
        "--import-mode=importlib",
        "--tb=native",
    ]
    where = [f"--rootdir={Path(test_file).parent}", "-c", os.devnull, "-W", "ignore", str(test_file)]
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed), contextlib.redirect_stderr(printed):
        code = pytest.main(options + where, plugins=[plugin])
    if code not in (pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED):
        raise GraderError(f"the hidden tests {test_file} cannot be run:\n{printed.getvalue()}")
    return plugin.outcomes


def _forget(path):
    """Have pytest import a file anew: in a process that lives long, as Formgrader's does, it may have changed."""
    for name in [name for name in sys.modules if name.rpartition(".")[2] == Path(path).stem]:
        del sys.modules[name]


def pytest_addoption(parser):
    """For use with -p: which module holds the answers."""
    parser.addoption("--answers", help="a module of answers to run the hidden tests on (default: the solutions)")
    parser.addoption("--seed", type=int, default=0, help="seed of the hidden tests' random instances")


def pytest_configure(config):
    """For use with -p: make the fixtures from --answers and the solutions of the collected file."""
    files = [Path(arg.split("::")[0]).resolve() for arg in config.args if arg.split("::")[0].endswith(".py")]
    if len(files) != 1:
        raise pytest.UsageError("name one file of hidden tests")
    name = files[0].stem.removeprefix("test_")
    solution = files[0].parents[2] / "solutions" / files[0].parent.name / f"{name}.py"
    answers = config.getoption("--answers") or solution
    backends = [Student(InProcess(load(path))) for path in (answers, solution)]
    config.pluginmanager.register(HiddenTests(*backends, seed=config.getoption("--seed")))
