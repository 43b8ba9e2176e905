"""The pictures of the report show every task and every student, however many notebooks there are."""

import pytest

from autograder.report import figures
from autograder.report.analysis import Item
from autograder.report.student_row import StudentRow
from autograder.term.roster import Student


def tasks_of(names):
    """Two tasks of each notebook."""
    return [
        Item(name, f"task-{i}-{k}", 1.0, 9, 0.1 + 0.06 * i + 0.3 * k, 0.5, 0.05 * i - 0.2 + 0.4 * k)
        for i, name in enumerate(names)
        for k in range(2)
    ]


def markers(figure):
    """[(label, shape, fill, number of tasks)] of the plot of tasks, one for each notebook."""
    lines = [line for line in figure.axes[0].lines if line.get_linestyle() == "None"]
    return [(line.get_label(), line.get_marker(), line.get_fillstyle(), len(line.get_xdata())) for line in lines]


@pytest.mark.parametrize("count", [1, 6, 7, 12, 40])
def test_every_notebook_is_in_the_plot_of_tasks(count):
    """Does each notebook have its tasks, a marker of its own that needs no colour, and a line in the legend?"""
    figure = figures.items(tasks_of([f"{i}_name" for i in range(1, count + 1)]))
    shown = markers(figure)
    assert [label for label, *_ in shown] == [f"notebook {i}" for i in range(1, count + 1)]
    assert len({(shape, fill) for _, shape, fill, _ in shown}) == count
    assert [tasks for *_, tasks in shown] == [2] * count
    assert len(figure.legends[0].get_texts()) == count


def test_a_notebook_without_a_number_is_shown_by_its_name():
    """Is a notebook shown whose name begins with no digit?"""
    assert [label for label, *_ in markers(figures.items(tasks_of(["limits", "series"])))] == ["limits", "series"]


def test_a_notebook_in_which_nobody_differs_takes_no_place_in_the_legend():
    """Is a notebook left out whose tasks have no discrimination, and do the others keep their own?"""
    one, two = tasks_of(["1_a"]), tasks_of(["2_b"])
    for item in one:
        item.discrimination = None
    assert [label for label, *_ in markers(figures.items(one + two))] == ["notebook 2"]


def test_extra_credit_beyond_the_maximum_is_counted():
    """Does the histogram of points count everybody, those with more than all points too?"""
    rows = [StudentRow(Student(str(points)), points) for points in (0.0, 5.0, 10.0, 11.5)]
    bars = figures.scores(rows, 10.0).axes[0].patches
    assert sum(bar.get_height() for bar in bars) == 4 and bars[-1].get_height() == 2


def test_a_figure_can_be_read_by_night():
    """Has the picture's file ink that follows the screen's colours, no background, and the same text each time?"""
    drawn = [figures.as_svg(figures.scores([StudentRow(Student("a"), 3.0)], 10.0)) for _ in range(2)]
    assert drawn[0] == drawn[1] and "prefers-color-scheme: dark" in drawn[0]
    assert "fill: currentColor" in drawn[0] and figures.INK not in drawn[0].replace(figures.BY_NIGHT, "")
    assert "fill: #ffffff" not in drawn[0]
