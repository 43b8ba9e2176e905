"""What all suites share: no test reads what another wrote, none needs a screen, and costly fixtures are made once.

pytest-xdist runs the tests of one group in one process: each group is named here by the fixture that its tests share.
"""

import os

import pytest

os.environ["MPLBACKEND"] = "agg"
for threads in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS"):  # the tests start many processes on few processors
    os.environ.setdefault(threads, "1")

GROUPS = {
    "graded_course": "class",
    "nbgrader_course": "class",
    "built": "built",
    "wheel": "wheel",
    "browser": "browser",
}
SLOW = {"test_plugin.py", "test_audit.py", "test_diagnosis.py"}  # they run pytest, or whole libraries of answers


def pytest_collection_modifyitems(items):
    """Group the tests by their costly fixtures; hostile ones run alone, their class takes every processor."""
    for item in items:
        if "hostile" in item.path.parts:
            item.add_marker(pytest.mark.alone)
        for fixture, group in GROUPS.items():
            if fixture in item.fixturenames:
                item.add_marker(pytest.mark.xdist_group(group))
                item.add_marker(pytest.mark.slow)
                break
        else:
            if "notebook_run" in item.fixturenames or item.path.name in SLOW:
                item.add_marker(pytest.mark.slow)
