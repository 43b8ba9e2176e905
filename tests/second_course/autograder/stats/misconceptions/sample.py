"""Named wrong answers of notebook 2, sampling."""

import numpy as np

from autograder.testing import wrong


@wrong("standard_error", hint="your variance has n in its denominator; wanted is n - 1", see="2.1 The standard error")
def standard_error_with_n(x):
    return np.std(x) / np.sqrt(len(x))


@wrong("standard_error", hint="your answer is the standard deviation of one number; wanted is that of the mean")
def standard_error_is_the_deviation(x):
    return np.std(x, ddof=1)


@wrong("bootstrap_means", hint="your samples are drawn without replacement", see="2.2 The bootstrap")
def bootstrap_by_shuffling(x, count, rng):
    return np.array([np.mean(rng.permutation(x)) for _ in range(count)])


@wrong("bootstrap_means", hint="your answer has one mean alone; wanted are `count` of them", see="2.2 The bootstrap")
def bootstrap_once(x, count, rng):
    return np.array([np.mean(x[rng.integers(0, len(x), size=len(x))])])


@wrong("percentile_interval", hint="your ends leave out 1 - level on each side; wanted is half of it on each side")
def interval_too_narrow(means, level):
    return np.quantile(means, 1 - level), np.quantile(means, level)


@wrong("percentile_interval", hint="your ends are the wrong way round; wanted is the low one first")
def interval_high_end_first(means, level):
    return np.quantile(means, 0.5 + level / 2), np.quantile(means, 0.5 - level / 2)
