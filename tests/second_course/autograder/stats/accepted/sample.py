"""Right answers to notebook 2 in other styles."""

import numpy as np

from autograder.testing import right


@right("standard_error", how="by the sum of squares")
def standard_error_by_squares(x):
    n = len(x)
    return float(np.sqrt(np.sum((x - x.mean()) ** 2) / (n - 1) / n))


@right("bootstrap_means", how="a list that grows")
def bootstrap_by_list(x, count, rng):
    means = []
    for _ in range(count):
        places = rng.integers(0, len(x), size=len(x))
        means.append(float(np.mean(x[places])))
    return means


@right("percentile_interval", how="both quantiles at once")
def interval_at_once(means, level):
    return list(np.quantile(means, [(1 - level) / 2, (1 + level) / 2]))
