"""nbgrader's configuration of the second course: one line loads the grader."""

from autograder import configure

c = configure(get_config(), __file__)  # noqa: F821  (nbgrader provides get_config)
