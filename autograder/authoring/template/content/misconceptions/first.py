"""Named wrong answers of notebook 1, first steps."""

import numpy as np

from autograder.testing import wrong


@wrong(
    "spread",
    hint="your answer is the largest number alone; wanted is its distance to the smallest",
    see="1.1 The range",
)
def spread_is_the_largest(x):
    return np.max(x)


@wrong(
    "spread",
    hint="your numbers were taken in the order in which they came; wanted are the largest and the smallest",
    see="1.1 The range",
)
def spread_from_first_to_last(x):
    return abs(x[-1] - x[0])


@wrong("spread", hint="your answer sorts the numbers in place; work on a copy", see="1.1 The range")
def spread_sorts_in_place(x):
    x.sort()
    return x[-1] - x[0]
