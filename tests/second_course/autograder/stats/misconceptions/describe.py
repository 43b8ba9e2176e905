"""Named wrong answers of notebook 1, describing numbers."""

import numpy as np

from autograder.testing import wrong


@wrong("variance", hint="your sum is divided by n; wanted is n - 1", see="1.1 The variance")
def variance_divided_by_n(x):
    return np.mean((x - np.mean(x)) ** 2)


@wrong("variance", hint="your answer is the standard deviation; wanted is its square", see="1.1 The variance")
def variance_is_the_deviation(x):
    return np.std(x, ddof=1)


@wrong("quantile", hint="your numbers are not sorted; wanted is a place among the sorted ones", see="1.2 Quantiles")
def quantile_without_sorting(x, p):
    return np.interp(p * (len(x) - 1), np.arange(len(x)), x)


@wrong("quantile", hint="your answer is the number below the place; wanted is interpolation", see="1.2 Quantiles")
def quantile_without_interpolation(x, p):
    return np.sort(x)[int(p * (len(x) - 1))]


@wrong("standardize", hint="your mean is that of the whole table; wanted is one a column", see="1.3 Standard scores")
def standardize_the_whole_table(X):
    return (X - np.mean(X)) / np.std(X, ddof=1)


@wrong("standardize", hint="you divide by the variance; wanted is its square root", see="1.3 Standard scores")
def standardize_by_the_variance(X):
    return (X - np.mean(X, axis=0)) / np.var(X, axis=0, ddof=1)
