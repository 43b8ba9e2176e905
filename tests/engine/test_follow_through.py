"""One mistake is marked down once: what follows from an earlier one is credited, and nothing else is."""

import pytest

from autograder.grading.follow_through import InThisProcess, credit
from autograder.grading.hidden_tests import HiddenTests
from autograder.grading.student import InProcess, Student
from autograder.notebooks import Task

TESTS = '''
from autograder.testing import Np, close, task


@task("square")
def test_square(student, solution):
    """Is it the square?"""
    close(student.square(3.0), solution.square(3.0), "square(3)")


@task("cube")
def test_cube(student, solution):
    """Is it the cube?"""
    close(student.cube(3.0), solution.cube(3.0), "cube(3)")


@task("twice")
def test_twice(student, solution):
    """Is f applied twice?"""
    close(student.twice(Np("sin"), 0.5), solution.twice(Np("sin"), 0.5), "twice(sin, 0.5)")
'''
TASKS = [Task(name, 1.0, (name,)) for name in ("square", "cube", "twice")]
RIGHT = """
def square(x):
    return x * x

def cube(x):
    return x * square(x)

def twice(f, x):
    return f(f(x)) + 0 * cube(x)
"""
WRONG_SQUARE = RIGHT.replace("return x * x\n", "return x + x\n")


@pytest.fixture(scope="module")
def tests(tmp_path_factory):
    """The hidden tests above."""
    path = tmp_path_factory.mktemp("tests") / "test_powers.py"
    path.write_text(TESTS)
    return HiddenTests(path)


def namespace(source):
    """What a source defines."""
    names = {}
    exec(source, names)
    return names


def graded(tests, backend, brought=()):
    """{test: outcome} after credit."""
    known = InProcess(namespace(RIGHT))
    outcomes = tests.run(Student(backend), Student(known), 0)
    credit(tests, backend, Student(known), outcomes, TASKS, brought, InThisProcess(known), 0)
    return {o.test: o for o in outcomes}


def in_process(source):
    """The functions of a source, in this process."""
    return InProcess(namespace(source))


@pytest.fixture(params=["in this process", "in a kernel"])
def backend(request):
    """Make a backend of either kind from source."""
    if request.param == "in this process":
        return in_process
    make = request.getfixturevalue("notebook_run")
    return lambda source: make(source, "@square", "@cube", "@twice")


def test_what_follows_from_an_earlier_mistake_is_credited(tests, backend):
    """Does a wrong square cost its own task alone, though cube calls it?"""
    got = graded(tests, backend(WRONG_SQUARE))
    assert not got["test_square"].passed and got["test_square"].lent == []
    assert got["test_cube"].passed and got["test_cube"].lent == ["square"]
    assert got["test_twice"].passed and got["test_twice"].lent == []


def test_a_mistake_of_its_own_is_not_credited(tests, backend):
    """Does a cube that is wrong by itself stay wrong, whatever square is?"""
    got = graded(tests, backend(WRONG_SQUARE.replace("return x * square(x)", "return square(x)")))
    assert not got["test_square"].passed and not got["test_cube"].passed


def test_a_later_mistake_excuses_no_earlier_task(tests, backend):
    """Is a square that calls a wrong cube wrong by itself? Only earlier functions are lent."""
    source = RIGHT.replace("return x * square(x)", "return x + x * x").replace("return x * x\n", "return cube(x) / x\n")
    got = graded(tests, backend(source))
    assert not got["test_square"].passed


def test_what_raises_is_credited_too(tests, backend):
    """Is a task credited where the earlier function raises, or was never written?"""
    for body in ("raise NotImplementedError()", "return 1 / 0"):
        got = graded(tests, backend(RIGHT.replace("return x * x\n", f"{body}\n")))
        assert not got["test_square"].passed and got["test_cube"].passed


def test_the_students_own_functions_are_back_afterwards(tests, backend):
    """Are the student's functions their own again once a task was graded with others lent?"""
    made = backend(WRONG_SQUARE)
    graded(tests, made)
    assert Student(made).square(3.0) == 6.0 and Student(made).cube(3.0) == 18.0


def test_functions_brought_along_are_lent(tests, backend):
    """Is a wrong function that was brought along from an earlier notebook no reason to lose points?"""
    got = graded(tests, backend(WRONG_SQUARE), brought=["square"])
    assert got["test_cube"].passed and got["test_square"].passed


def test_a_function_that_is_kept_in_another_name_is_the_students(tests, backend):
    """Is only the name lent? What was bound to another name before stays what the student wrote."""
    got = graded(
        tests,
        backend(
            WRONG_SQUARE.replace("def cube(x):", "kept = square\n\ndef cube(x):").replace(
                "x * square(x)", "x * kept(x)"
            )
        ),
    )
    assert not got["test_cube"].passed
