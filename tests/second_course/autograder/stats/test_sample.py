"""Hidden tests of notebook 2, sampling."""

import numpy as np

from autograder.testing import Rng, close, items, task


@task("standard-error")
def test_standard_error(student, solution, rng):
    """Is the standard error right for samples of several lengths?"""
    for n in (2, 5, 17):
        x = 30 + rng.normal(size=n)
        close(student.standard_error(x), solution.standard_error(x), "standard_error(x)")


@task("bootstrap", weight=2)
def test_bootstrap_means(student, solution, rng):
    """Is every mean that of one sample, drawn with replacement by the generator?"""
    x = rng.normal(size=9)
    for seed in (3, 11):
        want = solution.bootstrap_means(x, 6, Rng(seed))
        close(student.bootstrap_means.unchanged(x, 6, Rng(seed)), want, "bootstrap_means(x, 6, rng)")


@task("bootstrap")
def test_bootstrap_of_equal_numbers(student):
    """Is every mean of equal numbers that number, and is there one a sample?"""
    close(student.bootstrap_means(np.full(4, 2.5), 7, Rng(0)), np.full(7, 2.5), "bootstrap_means of equal numbers")


@task("interval")
def test_interval_ends(student, rng):
    """Are both ends right, for several levels?"""
    means = rng.normal(size=40)
    for level in (0.5, 0.8, 0.95):
        low, high = items(student.percentile_interval(means, level), 2, "the interval")
        close(low, np.quantile(means, 0.5 - level / 2), "the low end")
        close(high, np.quantile(means, 0.5 + level / 2), "the high end")
