"""Run a file of hidden tests on a module of answers, by hand:

pytest -p autograder.grading.plugin autograder/ASSIGNMENT/test_NAME.py --answers MODULE.py
"""

from pathlib import Path

import pytest

from autograder.grading.hidden_tests import Answers, fixtures
from autograder.grading.student import InProcess, Student
from autograder.modules import load


def pytest_addoption(parser: pytest.Parser) -> None:
    """Which module holds the answers."""
    parser.addoption("--answers", help="a module of answers to run the hidden tests on (default: the solutions)")
    parser.addoption("--seed", type=int, default=0, help="seed of the hidden tests' random instances")


def pytest_configure(config: pytest.Config) -> None:
    """Make the fixtures from --answers and the solutions of the file that is named."""
    files = [Path(arg.split("::")[0]).resolve() for arg in config.args if arg.split("::")[0].endswith(".py")]
    if len(files) != 1:
        raise pytest.UsageError("name one file of hidden tests")
    name = files[0].stem.removeprefix("test_")
    solution = files[0].parents[2] / "solutions" / files[0].parent.name / f"{name}.py"
    answers = config.getoption("--answers") or solution
    student, reference = (Student(InProcess(vars(load(path)))) for path in (answers, solution))
    config.pluginmanager.register(fixtures(Answers(student, reference, config.getoption("--seed"))))
