"""The sample class: one right, one with mistakes, one blank."""

from autograder.testing import Sample

SAMPLES = [
    Sample("anna", "everything right, in other styles", style="accepted"),
    Sample("ben", "two mistakes", mistakes=("variance_divided_by_n", "interval_too_narrow")),
    Sample("cem", "nothing done: the release as it is", blank=True),
]
