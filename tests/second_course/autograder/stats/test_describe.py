"""Hidden tests of notebook 1, describing numbers."""

import numpy as np
import pytest

from autograder.testing import check, close, task


@pytest.fixture
def numbers_far_from_zero(rng):
    """Seven numbers whose mean is not 0."""
    return 20 + 3 * rng.normal(size=7)


@task("variance", weight=2)
def test_variance_of_many_numbers(student, solution, numbers_far_from_zero):
    """Is the variance right for numbers whose mean is not 0?"""
    close(student.variance(numbers_far_from_zero), solution.variance(numbers_far_from_zero), "variance(x)")


@task("variance")
def test_variance_of_two_numbers(student):
    """Is the variance of two integers right, with x unchanged?"""
    close(student.variance.unchanged(np.array([4, 7])), 4.5, "variance([4, 7])")


@task("quantile", weight=2)
@pytest.mark.parametrize("p", [0.1, 0.35, 0.5, 0.9])
def test_quantile_between_numbers(student, rng, p):
    """Is a quantile interpolated between the sorted numbers?"""
    x = rng.normal(size=8)
    close(student.quantile.unchanged(x, p), np.quantile(x, p), f"quantile(x, {p})")


@task("quantile")
def test_quantile_at_the_ends(student, rng):
    """Are the 0-quantile and the 1-quantile the smallest and the largest number?"""
    x = 5 + rng.normal(size=6)
    close(student.quantile(x, 0.0), x.min(), "quantile(x, 0)")
    close(student.quantile(x, 1.0), x.max(), "quantile(x, 1)")


@task("standardize", weight=2)
def test_standardize_by_columns(student, rng):
    """Has every column the mean 0 and the sample variance 1?"""
    X = np.array([3.0, -40.0, 500.0]) + rng.normal(size=(6, 3)) * [1, 7, 50]
    scores = student.standardize.unchanged(X)
    close(np.mean(scores, axis=0), np.zeros(3), "the means of the scores", atol=1e-9)
    close(np.var(scores, axis=0, ddof=1), np.ones(3), "the variances of the scores")


@task("standardize")
def test_standardize_keeps_the_order(student, rng):
    """Do the scores of a column rise and fall with its numbers?"""
    X = rng.normal(size=(5, 2))
    scores = student.standardize(X)
    close(np.argsort(scores, axis=0), np.argsort(X, axis=0), "the order of the scores")
    check(np.all(np.abs(scores) > 0), "a score is 0 although no number equals the mean of its column")
