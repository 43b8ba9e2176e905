"""Hidden tests of notebook 1, first steps."""

import numpy as np

from autograder.testing import close, task


@task("spread", weight=2)
def test_spread_of_many_numbers(student, solution, rng):
    """Is the range right for many numbers, positive and negative?"""
    for n in (2, 5, 40):
        x = 10 * rng.normal(size=n)
        close(student.spread(x), solution.spread(x), "spread(x)")


@task("spread")
def test_spread_of_numbers_far_from_zero(student):
    """Is the range right where all numbers have the same sign?"""
    close(student.spread(np.array([105.0, 101.0, 102.0])), 4, "spread([105, 101, 102])")
    close(student.spread(np.array([-101.0, -105.0])), 4, "spread([-101, -105])")


@task("spread")
def test_spread_leaves_its_argument_alone(student):
    """Are integers right, too, and does the argument stay as it was?"""
    close(student.spread.unchanged(np.array([7, 2, 9, 4])), 7, "spread([7, 2, 9, 4])")
