"""Functions that are lent: a proxy in the student's place asks for the reference's answer, and sends data only."""

import numpy as np
import pytest

from autograder.errors import KernelDied
from autograder.grading.student import InProcess
from autograder.sandbox import lent
from autograder.sandbox.border import lending, wire
from autograder.sandbox.border.lending import Names, Unsendable, proxy, references
from autograder.sandbox.border.references import Expr, Np, Own, Rng, resolver
from autograder.sandbox.channel import Frame
from autograder.sandbox.kernel import Kernel
from autograder.sandbox.levels import Bubblewrap
from autograder.sandbox.limits import Limits

REFERENCE = InProcess(
    {"softmax": lambda o: np.exp(o) / np.exp(o).sum(), "twice": lambda f, v: f(f(v)), "relu": lambda z: z}
)


def reference(name, tree, buffers, seconds=1.0):
    return REFERENCE.call(name, tree, buffers)


def made(name="softmax", own=None, ask=reference, named=lambda thing: None):
    return proxy(name, own, ask, named)


def test_the_answer_is_the_references():
    """Does a proxy give the reference's answer on the arguments it is called with?"""
    assert made()(np.zeros(4)).tolist() == [0.25] * 4
    assert made(own=lambda o: 0)(o=np.zeros(2)).tolist() == [0.5] * 2


@pytest.mark.parametrize("argument", [object(), lambda z: z, [print], {"a": np.array([object()])}])
def test_what_cannot_be_sent_goes_to_the_students_own(argument):
    """Does an argument that is no data, on its own or inside a list, make the proxy call the student's function?"""
    assert made(own=lambda o: ("own", o))(argument) == ("own", argument)


def test_without_an_own_function_the_name_is_not_defined():
    """Where the student wrote none and the arguments cannot be sent, is the name undefined?"""
    with pytest.raises(NameError, match="'softmax' is not defined"):
        made()(object())


@pytest.mark.parametrize(
    "error, expected",
    [
        ("ValueError", ValueError),
        ("IndexError", IndexError),
        ("LinAlgError", RuntimeError),
        ("SystemExit", RuntimeError),
    ],
)
def test_errors_keep_their_names(error, expected):
    """Does an exception of the reference arrive as itself if Python knows it, and as a RuntimeError otherwise?"""
    content = {"outcome": "raised", "error": error, "message": "no"}
    with pytest.raises(expected, match="no"):
        made(ask=lambda *sent: (content, []))(1.0)


def test_named_things_are_sent_by_their_names():
    """Are functions that the border made, and the student's own, sent as what they are called?"""
    own = {"relu": lambda z: max(z, 0)}
    names = Names(lambda thing: next((n for n, f in own.items() if f is thing), None))
    resolve = resolver(own.__getitem__, names.remember)
    assert [type(names.of(resolve(r.tag, r.value))) for r in (Np("tanh"), Expr("lambda z: z"), Own("relu"))] == [
        Np,
        Expr,
        Own,
    ]
    assert names.of(own["relu"]).value == "relu" and names.of(abs) is None


def test_a_generator_is_named_once_and_fresh():
    """Is a generator sent by its seed the first time only, and not after numbers were drawn from it?"""
    names = Names(lambda thing: None)
    first, second = (names.remember(np.random.default_rng(7), Rng(7)) for _ in range(2))
    second.random()
    assert names.of(first).value == 7 and names.of(first) is None and names.of(second) is None


def frame(name="softmax", value=((1.0,), {}), tree=None):
    encoded, buffers = wire.encode(value)
    return Frame({"name": name, "tree": encoded if tree is None else tree}, buffers, 100)


def answered(what, called=((), {}), names=("softmax", "twice"), answer=reference):
    desk = lent.Lent(names, answer)
    desk.begin(wire.encode(called)[0], ["relu"])
    (head, _) = desk.answer(what, 10**9)
    return head["content"]


def test_an_ask_is_answered():
    """Is an ask for a lent function answered as a call is?"""
    assert answered(frame())["outcome"] == "returned"


EVIL = ["expression", "__import__('os').abort()"]


@pytest.mark.parametrize(
    "what",
    [
        frame("objective"),
        frame(["softmax"]),
        frame(None),
        frame(tree=5),
        frame(tree=["tuple", [["tuple", [EVIL]], ["dict", []]]]),
        frame(tree=["tuple", [["tuple", [["list", [["dict", [[EVIL, EVIL]]]]]]], ["dict", []]]]),
        frame("twice", ((Np("load"), 1.0), {})),
        frame("twice", ((Rng(2**70), 1.0), {})),
        frame("twice", ((Own("__builtins__"), 1.0), {})),
        Frame(frame().head, frame().buffers, lent.MAX_BYTES + 1),
    ],
)
def test_an_ask_beyond_what_is_lent_is_refused(what):
    """Is an ask refused that names another function, a thing the call did not bring, or is too large?"""
    assert answered(what, called=((Np("tanh"),), {}))["outcome"] == "raised"


def test_what_the_call_brought_may_be_named_again():
    """Is an expression that the hidden test itself sent passed on to the reference?"""
    square = Expr("lambda z: z * z")
    assert answered(frame("twice", ((square, 3.0), {})), called=((square,), {}))["outcome"] == "returned"
    assert answered(frame("twice", ((Own("relu"), 3.0), {})))["outcome"] == "returned"


def test_an_answer_that_falls_over_is_a_refusal():
    """Is a fault of the answering side told as an error, without its text?"""
    content = answered(frame(), answer=lambda *sent: 1 / 0)
    assert content == lent.refusal("RuntimeError", "it could not be answered")


def test_asking_without_end_is_stopped():
    """Is a call that asks without end given up?"""
    desk = lent.Lent(("softmax",), lambda *sent: ({"outcome": "raised"}, []))
    desk.begin(["none"], [])
    with pytest.raises(KernelDied, match="10000"):
        for _ in range(10_001):
            desk.answer(frame(), 10**9)


def test_references_in_a_tree():
    """Are all names in a tree found, however deep, and data not taken for names?"""
    tree, _ = wire.encode((["own", "numpy"], {"f": [Np("exp")]}, Own("relu"), "expression"))
    assert references(tree) == {("numpy", "['exp']"), ("own", "['relu']")}
    assert sorted(lending.TAGS) == ["expression", "generator", "numpy", "own"]


NOTEBOOK = """
import numpy as np
def softmax(o): return "own"
def loss(o): return -np.log(softmax(o)[0])
def apply(f, o): return twice(f, o)
def mine(o): return softmax(object())
def relu(z): return max(z, 0)
def many(n):
    for _ in range(n): softmax(np.zeros(2))
    return n
"""


@pytest.fixture(scope="module")
def kernel():
    with Kernel(Limits(), (), Bubblewrap()) as kernel:
        kernel.run(NOTEBOOK, 20)
        kernel.note(["softmax", "loss", "apply", "mine", "relu", "many", "twice"], [])
        yield kernel


def called(kernel, name, *args):
    content, buffers = kernel.call(name, *wire.encode((args, {})), 10)
    return wire.decode(content["value"], buffers) if content["outcome"] == "returned" else content


def test_lent_until_taken_back(kernel):
    """Does a student's function use the reference's answer while it is lent, and their own before and after?"""
    assert called(kernel, "loss", np.zeros(4))["outcome"] == "raised"
    kernel.lend(("softmax", "twice"), reference)
    assert called(kernel, "loss", np.zeros(4)) == pytest.approx(np.log(4))
    assert called(kernel, "apply", Expr("lambda z: z * z"), 3.0) == 81.0
    assert called(kernel, "apply", Own("relu"), 3.0) == 3.0
    assert called(kernel, "mine", 1.0) == "own"
    assert called(kernel, "many", 50) == 50
    kernel.lend((), None)
    assert called(kernel, "softmax", np.zeros(4)) == "own"
    assert called(kernel, "apply", Own("relu"), 3.0)["error"] == "NameError"
    kernel.note(["softmax"], [])
    assert called(kernel, "softmax", np.zeros(4)) == "own"


def test_a_proxy_in_a_cell_is_the_students_own(kernel):
    """Outside of a call, does a lent name answer as the student's own function?"""
    kernel.lend(("softmax",), reference)
    outputs, _ = kernel.run("print(softmax(np.zeros(2)))", 10)
    kernel.lend((), None)
    assert outputs[0].text == "own\n"


def test_unsendable_is_told_apart():
    """Is an ask that cannot be made now answered by the student's own function?"""

    def ask(*sent):
        raise Unsendable

    assert made(own=lambda o: "own", ask=ask)(1.0) == "own"
