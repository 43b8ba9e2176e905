"""The class that the tests of the report look at: nobody graded it, and it has one student of each kind."""

import pytest

from autograder.report.class_data import gather
from engine.synthetic import odd_class, odd_run


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """The course; a test may change its gradebook."""
    return odd_class(tmp_path_factory.mktemp("class") / "course")


@pytest.fixture
def data(course):
    """What there is to say of it."""
    return gather(course, odd_run())
