"""Honest but odd submissions that use matplotlib, and what takes all tasks to see."""

from ..case import after, answer, bottom, case, top, zero

PLOTS = """
def softmax(o):
    fig, ax = plt.subplots()
    ax.plot(np.ravel(o))
    plt.close(fig)
    e = np.exp(o - np.max(o, -1, keepdims=True))
    return e / e.sum(-1, keepdims=True)
"""

CASES = [
    case("plots", "a plot inside a function", answer("softmax", PLOTS)),
    case("magics", "magics and shell escapes", top("%matplotlib inline\n%time x = 1\n!echo hello\n%pip --version"), after("softmax", "%%time\ny = 1"), after("softmax", "%%bash\necho from bash")),
    case("matplotlib-figures", "figures of many kinds shown", top("fig, ax = plt.subplots()\nax.plot([1, 2])\nplt.show()\nplt.imshow(np.eye(3))")),
    case("numpy-broken-later", "numpy broken after the functions were written", bottom("np.exp = np.log = np.sum = None"), lost=zero("softmax", "objective"), says="NoneType"),
]  # fmt: skip
