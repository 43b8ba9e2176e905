"""What all suites share: no test reads what another wrote, and none needs a screen."""

import os

os.environ["MPLBACKEND"] = "agg"
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # the tests start many processes on few processors

collect_ignore = ["second_course"]  # a course of its own: its hidden tests are run by the grader
