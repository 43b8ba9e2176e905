"""What all suites share: no test reads what another wrote, none needs a screen, and costly fixtures are made once."""

import os

import pytest

os.environ["MPLBACKEND"] = "agg"
for threads in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS"):  # the tests start many processes on few processors
    os.environ.setdefault(threads, "1")

collect_ignore = ["second_course"]  # a course of its own: its hidden tests are run by the grader
COSTLY = {"graded_course", "nbgrader_course", "built", "wheel", "browser", "notebook_run", "built_parts"}
SLOW = {"test_plugin.py", "test_audit.py", "test_diagnosis.py"}  # they run pytest, or whole libraries of answers
# Minutes each, and beside other tests that see the same: `make long` runs them.
LONG = {
    "quick_run",  # the benchmark's quick mode
    "test_a_run_that_was_killed_goes_on",
    "test_a_changed_test_changes_its_own_points_and_lists_who_lost",
    "test_marks_by_hand_stay_settled_with_nbgraders_own_command",
    "test_a_scheduler_that_is_not_there_is_named",
    "test_an_untouched_notebook_is_graded_without_a_kernel",
    "test_the_higher_points_are_kept_on_wish",
    "test_through_nbgrader_s_exchange_and_back",
}
# Files whose tests share a costly fixture, and so one of pytest-xdist's processes.
TOGETHER = {
    "test_class.py": "class",
    "test_nbgrader.py": "class",
    "test_inert.py": "class",
    "test_feedback.py": "class",
    "test_build.py": "built",
    "test_check.py": "built",
    "test_leaks.py": "built",
    "test_packaging.py": "wheel",
    "test_new.py": "new",
    "test_second_assignment.py": "second",
    "test_wheel.py": "installed",
    "test_parts.py": "parts",
    "test_formgrader.py": "formgrader",
    "test_pages.py": "pages",
    "test_equal_to_nbgrader.py": "class",
    "test_postgres.py": "postgres",
    "test_benchmarks.py": "benchmarks",
}


def pytest_collection_modifyitems(items):
    """Mark the slow tests by their fixtures; hostile ones run alone, their class takes every processor."""
    for item in items:
        if "hostile" in item.path.parts:
            item.add_marker(pytest.mark.alone)
        if LONG.intersection(item.fixturenames) or item.name.partition("[")[0] in LONG:
            item.add_marker(pytest.mark.long)
        if COSTLY.intersection(item.fixturenames) or item.path.name in SLOW:
            item.add_marker(pytest.mark.slow)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config, log):
    """Spread the tests over pytest-xdist's processes; its own --dist loadgroup does not see groups under pytest 9.2."""
    from xdist.scheduler import LoadScopeScheduling

    class Together(LoadScopeScheduling):
        def _split_scope(self, nodeid):
            name = nodeid.partition("::")[0].rpartition("/")[2]
            return TOGETHER.get(name, nodeid)

    return Together(config, log)
