"""The sample class of `autograder demo`: what each student hands in. Mistakes are named as in misconceptions/."""

from autograder.testing import Sample

SAMPLES = [
    Sample("right", "everything right"),
    Sample("wrong", "a typical mistake", mistakes=("spread_is_the_largest",)),
    Sample("blank", "nothing done: the release as it is", blank=True),
]
