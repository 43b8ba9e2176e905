"""nbgrader's configuration of this course: one line loads the grader, the others are yours."""

from autograder import configure

c = configure(get_config(), __file__)  # noqa: F821  (nbgrader provides get_config)

# `autograder settings` prints every setting of the grader with its default, as lines that can be put here.
c.Grading.seed = 20260901  # seed of the hidden tests' random instances; keep it to yourself
