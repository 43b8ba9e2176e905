"""Right answers to notebook 1 in other styles."""

import numpy as np

from autograder.testing import right


@right("variance", how="np.var")
def variance_by_numpy(x):
    return np.var(x, ddof=1)


@right("variance", how="a loop")
def variance_by_loop(x):
    mean = sum(x) / len(x)
    total = 0.0
    for number in x:
        total += (number - mean) ** 2
    return total / (len(x) - 1)


@right("quantile", how="np.quantile")
def quantile_by_numpy(x, p):
    return np.quantile(x, p)


@right("standardize", how="np.std by columns")
def standardize_by_numpy(X):
    return (X - X.mean(axis=0)) / X.std(axis=0, ddof=1)
