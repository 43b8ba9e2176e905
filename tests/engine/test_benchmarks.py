"""The benchmark runs, its figures are of work that was done, and the page says what was measured."""

import subprocess
import sys

import pytest
from submissions import NOTEBOOK, POINTS, REPOSITORY

sys.path.append(str(REPOSITORY))  # benchmarks/ is no part of the package

from benchmarks import figures as kept
from benchmarks.classes import LIGHT, MIXED, PERFECT, make_class
from benchmarks.figures import Comparison, Figures, Runs, Scale, Size
from benchmarks.meter import BY_CGROUP, BY_RUSAGE, Lane, how_counted, measure
from benchmarks.mooc import PROCESSORS, STUDENTS, cost
from benchmarks.page import write


def comparison(seconds=(2.0, 4.0), theirs=(10.0, 12.0)):
    """Ours and another grader, two turns over 10 notebooks."""
    runs = [Runs("ours", "so", list(seconds), [10.0, 10.0], [1.0] * 2), Runs("other", "so", list(theirs), [40.0, 20.0])]
    runs[1].points = [1.0] * 2
    return Comparison(PERFECT, 5, 10, 1.0, runs, {"cells": 8.0}, {"coordinator": 1.0}, 7.0)


def size(students, coordinator, workers=2, seconds=10.0):
    """A class of two notebooks a student."""
    return Size(students, 2 * students, workers, seconds, 2 * seconds, coordinator, 150.0, 1.0, 0.5, 0.4)


@pytest.fixture(scope="module")
def quick_run(tmp_path_factory):
    """The figures of the quick mode, by the real command."""
    path = tmp_path_factory.mktemp("benchmark") / "figures.json"
    words = [sys.executable, "-m", "benchmarks", "--quick", "--figures", str(path)]
    done = subprocess.run(words, cwd=REPOSITORY, capture_output=True, text=True, timeout=900)
    assert done.returncode == 0, done.stdout + done.stderr
    return kept.read(path), done.stdout


@pytest.mark.slow
def test_every_grader_gives_right_answers_all_points(quick_run):
    """Did each grader grade, and run the hidden tests?"""
    found = quick_run[0].comparisons[0]
    assert [runs.peer for runs in found.runs] == ["ours", "stock nbgrader", "bare limit"]
    assert found.full_points == sum(POINTS.values()) * found.notebooks > 0
    assert [runs.points for runs in found.runs] == [[found.full_points]] * 3


@pytest.mark.slow
def test_measured_figures_agree_with_each_other(quick_run):
    """Are they of one run: a part is no more than the whole?"""
    figures, _ = quick_run
    found, ours = figures.comparisons[0], figures.comparisons[0].runs[0]
    assert all(value > 0 for runs in found.runs for value in (*runs.seconds, *runs.cpu))
    assert min(found.shares["coordinator"], found.shares["workers"]) > 0
    if figures.counted == BY_CGROUP:
        assert sum(found.shares.values()) == pytest.approx(ours.cpu[0])
        assert found.shares["sandboxes"] > 0
    assert 0 < found.parts["cells"] + found.parts["tests"] < ours.seconds[0] * 2
    (one,) = figures.scale.sizes
    assert (one.students, one.notebooks) == (2, 2)
    assert 0 < one.coordinator < one.cpu
    assert one.peak_mib > 50
    assert 0 < one.again_cpu < one.cpu


@pytest.mark.slow
def test_the_page_of_the_quick_mode_names_what_was_left_out(quick_run):
    """Is a grader that could not run told, and every other in the table?"""
    _, said = quick_run
    assert "Left out: Otter" in said
    assert "| bare limit |" in said


def test_no_two_students_hand_in_the_same(tmp_path):
    """Is each file of a class another one, and does a mixed class have wrong answers?"""
    for kind in (PERFECT, MIXED, LIGHT):
        graded = make_class(kind, tmp_path / kind, (NOTEBOOK,), 4, 2)
        texts = [path.read_text() for path in graded.files]
        assert len(set(texts)) == len(texts) == 4
        without_names = {text.replace(path.parent.name, "") for text, path in zip(texts, graded.files, strict=True)}
        assert len(without_names) == (4 if kind == MIXED else 1)


def test_processor_time_of_grandchildren_is_counted(tmp_path):
    """Is what a process used counted that its parent never waited for?"""
    burn = "import time\nwhile time.process_time() < 0.5: pass"
    until_it_ends = (
        f"import subprocess, sys; subprocess.Popen([sys.executable, '-c', {burn!r}], stdout=-1).stdout.read()"
    )
    taken = measure([Lane(tmp_path, [[sys.executable, "-c", until_it_ends]])] * 2, 60)
    if how_counted() == BY_RUSAGE:
        pytest.skip("no control group can be made here, and the page says what is missed")
    assert taken.cpu > 1.0


def test_a_command_that_fails_or_never_ends_is_told(tmp_path):
    """Does the benchmark stop, with what the command said?"""
    with pytest.raises(RuntimeError, match="no such luck"):
        measure([Lane(tmp_path, [[sys.executable, "-c", "raise SystemExit('no such luck')"]])], 60)
    with pytest.raises(RuntimeError, match="not done after"):
        measure([Lane(tmp_path, [["sleep", "60"]])], 1)


def test_ratios_are_taken_turn_by_turn():
    """Is a slow turn of the machine divided out?"""
    found = comparison()
    faster, used = found.faster(found.runs[1]), found.used(found.runs[1])
    assert (faster.least, faster.middle, faster.most) == (3, 4, 5)
    assert (used.least, used.most) == (0.25, 0.5)


def test_the_cost_of_a_large_course_is_computed():
    """Do core hours, the writer's time and minutes follow from the figures?"""
    scale = Scale(PERFECT, [size(10, 0.5), size(100, 2.3)], [size(100, 2.0, workers=1, seconds=16.0)])
    assert scale.each() == pytest.approx(10)
    assert scale.efficiency() == [(1, 16.0, 1.0), (2, 10.0, 0.8)]
    found = cost(comparison(), scale, 6)
    assert found["core hours"] == pytest.approx(STUDENTS * 6 / 3600)
    assert found["writer minutes"] == pytest.approx(100)
    assert found["minutes on 16"] == pytest.approx(STUDENTS * 6 / 16 / 0.8 / 60)
    assert found[f"minutes on {PROCESSORS[-1]}"] == pytest.approx(100)  # the writer is what is waited for


def test_the_page_and_its_picture_are_made_of_kept_figures(tmp_path):
    """Is what was kept read as it was, and the page written from it, with nothing left open?"""
    scale = Scale(PERFECT, [size(10, 0.5), size(100, 2.3)], [size(100, 2.0, workers=1, seconds=16.0)])
    figures = Figures("2026-01-02", "a machine", "so", ["this"], [comparison()], scale)
    kept.save(figures, tmp_path / "figures.json")
    assert kept.read(tmp_path / "figures.json") == figures
    write(figures, 6, tmp_path / "benchmarks.md")
    text = (tmp_path / "benchmarks.md").read_text()
    assert "| other | 55.0 (50.0 to 60.0) |" in text
    assert "4.00 (3.00 to 5.00) times" in text
    assert f"{STUDENTS:,} students" in text
    assert (tmp_path / "benchmarks.png").read_bytes().startswith(b"\x89PNG")
