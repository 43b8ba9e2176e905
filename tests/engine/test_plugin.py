"""Hidden tests as pytest: fixtures, weights, faults, seeds; and their use from the command line."""

import os
import subprocess
import sys
import textwrap

import pytest
from submissions import HERE, REPOSITORY

from autograder.errors import GraderError
from autograder.grading.hidden_tests import UNCHECKED, HiddenTests
from autograder.grading.student import InProcess, Student, student_of
from autograder.modules import load

HEAD = "from autograder.testing import task, close, check, Wrong\n"


@pytest.fixture
def write(tmp_path):
    """Write a file of hidden tests and return its path."""

    def write(source, name="test_things.py"):
        path = tmp_path / name
        path.write_text(HEAD + textwrap.dedent(source), encoding="utf-8")
        return path

    return write


def ran(path, seed=0, tasks=None, **functions):
    functions = functions or {"double": lambda v: 2 * v}
    outcomes = HiddenTests(path).run(student_of(**functions), student_of(double=lambda v: 2 * v), seed, tasks)
    return {o.test: o for o in outcomes}


TWO = '''
    @task("double", weight=3)
    def test_values(student, solution, rng):
        """Is it twice
        the argument?"""
        close(student.double(2.0), solution.double(2.0), "double(2)")

    @task("half")
    def test_half(student):
        """Is it half?"""
        close(student.half(2.0), 1.0, "half(2)")
'''


def test_an_outcome_tells_task_weight_question_and_reason(write):
    """Does every test say what it belongs to, what it weighs, what it asks, and why it failed?"""
    got = ran(write(TWO))
    values, half = got["test_values"], got["test_half"]
    assert (values.task, values.weight, values.passed) == ("double", 3, True)
    assert values.question == "Is it twice the argument?"
    assert (values.reason, values.fault) == ("", "")
    assert (half.task, half.weight, half.passed) == ("half", 1, False)
    assert (half.reason, half.fault) == ("half is not defined in the notebook", "")


def test_a_wrong_answer_fails_its_test_only(write):
    """Does a wrong answer fail its test, with the comparator's reason?"""
    got = ran(write(TWO), double=lambda v: 3 * v, half=lambda v: v / 2)
    assert not got["test_values"].passed and got["test_half"].passed
    assert got["test_values"].reason == "double(2) has the right shape but wrong values"


def test_only_the_tasks_asked_for(write):
    """Do only the tests of the named tasks run?"""
    assert [*ran(write(TWO), tasks={"half"})] == ["test_half"]


FAULTY = '''
    @task("double")
    def test_bug(student):
        """Is the test itself right?"""
        student.double(1.0)["key"]

    @task("double")
    def test_bare_assert(student):
        """Is it an assert?"""
        assert student.double(1.0) == 7

    @task("double")
    def test_skips(student):
        """Does a skipped test pass?"""
        import pytest
        pytest.skip("later")
'''


def test_a_tests_own_fault_is_for_the_instructor(write):
    """Is a test that falls over not passed, its error told to the instructor and not to the student?"""
    got = ran(write(FAULTY))
    assert len(got) == 3
    for outcome in got.values():
        assert not outcome.passed and outcome.reason == UNCHECKED and outcome.fault
    assert "TypeError" in got["test_bug"].fault or "IndexError" in got["test_bug"].fault


def test_a_test_without_a_task_is_refused(write):
    """Is a hidden test that belongs to no cell refused by name, rather than ignored?"""
    with pytest.raises(GraderError, match="test_forgotten has no @task"):
        ran(write(TWO + "\n    def test_forgotten(student):\n        pass\n"))


@pytest.mark.parametrize("source", ["import no_such_module", "def broken(:", "", "raise SystemExit(0)"])
def test_a_file_that_cannot_run_is_an_error(write, source):
    """Is a file without tests, or one that cannot be imported, an error and never a score?"""
    with pytest.raises(GraderError, match="test_things.py cannot be run"):
        ran(write(source))


FIXTURES = '''
    import pytest

    made = []

    @pytest.fixture(scope="module")
    def pair(student):
        made.append(student.double(1.0))
        return made

    @pytest.fixture(params=[1.0, 2.0])
    def number(request):
        return request.param

    @task("double")
    @pytest.mark.parametrize("sign", [1, -1])
    def test_cases(student, number, sign):
        """Is every case right?"""
        close(student.double(sign * number), 2 * sign * number, "double")

    @task("double")
    def test_pair(student, pair):
        """Is it made for this student?"""
        close(pair[-1], 2.0, "double(1)")

    @task("double")
    def test_pair_again(pair, tmp_path, monkeypatch):
        """Is it made once?"""
        check(len(pair) == 1, "made again")
'''


def test_fixtures_and_parametrize_work(write):
    """Do fixtures of any scope, their parameters and parametrize work, in one run after the other?"""
    tests = HiddenTests(write(FIXTURES))
    for factor, passes in ((2, True), (3, False), (2, True)):
        student = student_of(double=lambda v, factor=factor: factor * v)
        outcomes = {o.test: o for o in tests.run(student, student, 0)}
        assert len(outcomes) == 6 and all(
            outcomes[f"test_cases[{n}-{s}]"].passed is passes for n in ("1.0", "2.0") for s in (1, -1)
        )
        assert outcomes["test_pair"].passed is passes, outcomes["test_pair"].fault
        for module in [m for m in sys.modules.values() if isinstance(getattr(m, "made", None), list)]:
            module.made.clear()


@pytest.mark.parametrize(("source", "message"), [
    ("def test_x(student, nonsense):", "asks for the fixture nonsense, which is not there"),
    ("def test_x(student, caplog):", "asks for the fixture caplog, which is not there"),
    ("import pytest\n@pytest.mark.skip\n{task}\ndef test_x(student):", "has the mark skip"),
    ("import pytest\n@pytest.mark.xfail\n{task}\ndef test_x(student):", "has the mark xfail"),
])  # fmt: skip
def test_what_means_something_else_elsewhere_is_refused(write, source, message):
    """Is a fixture that is not there, or a mark that would skip a test, refused by name?"""
    mark = '@task("double")'
    text = source.format(task=mark) if "{task}" in source else f"{mark}\n{source}"
    with pytest.raises(GraderError, match=message):
        HiddenTests(write(text + "\n    pass\n"))


DRAW = '''
    @task("double")
    def test_one(rng):
        """Which number?"""
        raise Wrong(str(rng.normal()))

    @task("double")
    def test_two(rng):
        """Which other number?"""
        raise Wrong(str(rng.normal()))
'''


def test_random_instances_repeat_with_the_seed(write):
    """Are the random instances the same for a seed, and other for another seed or another test?"""
    path = write(DRAW)
    first, again, other = ran(path, 1), ran(path, 1), ran(path, 2)
    drawn = [got[name].reason for got in (first, other) for name in ("test_one", "test_two")]
    assert len(set(drawn)) == 4
    assert [again[name].reason for name in again] == drawn[:2]


def test_random_instances_do_not_depend_on_other_tests(write):
    """Does a test draw the same instances alone as among others?"""
    alone = ran(write(DRAW[: DRAW.index("    @task", 10)], "test_alone.py"), 1)
    assert alone["test_one"].reason == ran(write(DRAW), 1)["test_one"].reason


def test_nothing_beside_the_tests_is_imported(write, tmp_path):
    """Do a conftest.py, pytest.ini and a numpy.py beside the tests have no part in a run?"""
    (tmp_path / "conftest.py").write_text("raise SystemExit('imported')")
    (tmp_path / "pytest.ini").write_text("[pytest]\naddopts = --collect-only\n")
    (tmp_path / "numpy.py").write_text("raise SystemExit('imported')")
    assert ran(write(TWO))["test_values"].passed


def test_the_reference_passes_its_own_hidden_tests():
    """Does the reference of a real notebook pass every one of its hidden tests?"""
    course = HERE
    reference = Student(InProcess(vars(load(course.solution_file("2_forward_propagation")))))
    outcomes = HiddenTests(course.test_file("2_forward_propagation")).run(reference, reference, seed=3)
    assert [o.test for o in outcomes if not o.passed] == []
    assert {o.task for o in outcomes} == {task.name for task in course.tasks("2_forward_propagation")}


def on_the_command_line(*options, cwd=REPOSITORY):
    command = [sys.executable, "-m", "pytest", "-p", "autograder.grading.plugin", "-q", *map(str, options)]
    environment = os.environ | {"PYTHONDONTWRITEBYTECODE": "1"}
    return subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, timeout=120)


def test_on_the_command_line_the_solutions_are_tried():
    """Does `pytest -p autograder.grading.plugin FILE` try the reference, with all of pytest's options?"""
    done = on_the_command_line("autograder/mlp/test_forward_propagation.py", "--seed", "4", "-k", "softmax")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "passed" in done.stdout and "deselected" in done.stdout


def test_on_the_command_line_a_module_of_answers_is_tried(tmp_path):
    """Does --answers try another module, and say which test it fails and why?"""
    answers = tmp_path / "answers.py"
    text = HERE.solution_file("2_forward_propagation").read_text(encoding="utf-8")
    answers.write_text(text + "\n\ndef output_layer(h, W2):\n    return 2 * (W2 @ h)\n")
    file = HERE.test_file("2_forward_propagation")
    done = on_the_command_line(file, "--answers", answers, "-k", "output_layer or hidden_layer", cwd=tmp_path)
    assert done.returncode == 1
    assert "test_output_layer_values" in done.stdout and "wrong values" in done.stdout
    assert "FAILED" in done.stdout and "test_hidden_layer" not in done.stdout.split("short test summary")[1]


@pytest.mark.parametrize("options", [[], ["a/test_one.py", "b/test_two.py"]])
def test_on_the_command_line_one_file_is_needed(options, tmp_path):
    """Is another number of files refused in one line?"""
    done = on_the_command_line(*options, cwd=tmp_path)
    assert done.returncode != 0 and "name one file of hidden tests" in done.stdout + done.stderr
    assert "Traceback" not in done.stdout + done.stderr
