"""Honest but odd: full marks, or nothing lost but what is wrong."""

from submissions import accepted

from ..case import after, answer, before, bottom, case, edit, top, words, zero

NOISY = """
def softmax(o):
    import sys, warnings
    warnings.warn("careful", RuntimeWarning)
    print("computing", o)
    print("to stderr", file=sys.stderr)
    np.log(np.zeros(2))
    e = np.exp(o - np.max(o, -1, keepdims=True))
    return e / e.sum(-1, keepdims=True)
"""
BAR = """
def output_layer(h, W2):
    import sys, time
    for step in range(20):
        sys.stderr.write(f"\\r{step * 5:3d} % |{'#' * step}"); sys.stderr.flush()
    return W2 @ h
"""
STYLES = """
from functools import lru_cache, partial, wraps
def traced(function):
    @wraps(function)
    def inside(*args, **kwargs):
        return function(*args, **kwargs)
    return inside
class Layer:
    def __call__(self, h, W2): return (W2 @ h).astype(np.longdouble)
    def __bool__(self): return False
output_layer = Layer()
"""

CASES = [
    case("warnings", "warnings and prints inside functions", answer("softmax", NOISY)),
    case("progress-bar", "a progress bar inside a function", answer("output-layer", BAR)),
    case("float32", "single precision at the end", answer("hidden-layer", "def hidden_layer(x, W1, phi):\n    z = W1 @ x\n    return [z, phi(z)]")),
    case("callable-object", "a callable object that is false", answer("output-layer", STYLES)),
    case("cached-decorator", "a decorated function", answer("output-layer", "import functools\ndef shown(f):\n    @functools.wraps(f)\n    def inner(*a, **k): return f(*a, **k)\n    return inner\n@shown\ndef output_layer(h, W2): return np.dot(W2, h).tolist()")),
    case("extra-cells", "many extra cells", *[before("softmax", f"extra_{n} = {n}\nprint(extra_{n})") for n in range(40)]),
    case("empty-cells", "empty cells and cells of comments", *[after("softmax", source) for source in ("", "# nothing", "\n\n", "pass")]),
    case("syntax-error", "a syntax error in an unrelated cell", before("softmax", "def attempt(:\n    return")),
    case("failing-cell", "a cell that raises in between", before("softmax", "1 / 0")),
    case("syntax-error-in-answer", "a syntax error in one answer costs what depends on it", answer("l2-penalty", "def l2_penalty(W1, W2, lam)\n    return 0"), lost=zero("l2-penalty"), says="not defined"),
    case("logging", "logging and stderr in cells", top("import logging, sys, warnings\nlogging.basicConfig(level=0)\nlogging.error('an error that is none')\nwarnings.warn('x')\nprint('x', file=sys.stderr)")),
    case("np-errors", "NumPy told to raise", bottom("np.seterr(all='warn')\nnp.set_printoptions(precision=1, threshold=3)")),
    case("helper-cells", "helpers in cells of their own", before("output-layer", "def product(a, b): return a @ b"), answer("output-layer", "def output_layer(h, W2): return product(W2, h)")),
    case("changed-directory", "another working directory and files written", top("import os, tempfile\nos.makedirs('data', exist_ok=True)\nopen('data/notes.txt', 'w').write('x')\nos.chdir(tempfile.mkdtemp())")),
    case("subprocess", "a subprocess that ends", top("import subprocess, sys\nprint(subprocess.run([sys.executable, '-c', 'print(6 * 7)'], capture_output=True, text=True).stdout)")),
    case("multiprocessing", "a pool of processes", top("import multiprocessing\nwith multiprocessing.get_context('fork').Pool(2) as pool:\n    print(pool.map(abs, [-1, -2]))")),
    case("threads", "a thread that ends", top("import threading\nt = threading.Thread(target=lambda: None)\nt.start()\nt.join()")),
    case("async", "await at top level", top("import asyncio\nawait asyncio.sleep(0.01)")),
    case("unicode-names", "Greek names and emoji", top("δ = 1\nπ = '🙂 √2 ﬁ'\nprint(π, δ)"), words("Σ und Übermut 🙂")),
    case("hidden-marker-word", "the words of the hidden markers in a comment", before("softmax", "# BEGIN HIDDEN TESTS is what this comment says\nkept = 1\nassert kept")),
    case("defined-twice", "a function defined twice, the last one right", before("softmax", "def softmax(o): return 0")),
    case("answer-in-text", "dollars and HTML in the written answer", edit("two-layouts", lambda cell: cell.update(source="# x\n$a<b$ <b>bold</b> & more\n\n| a | b |\n|---|---|\n| 1 | 2 |\n"))),
    case("other-order", "softmax written in the cell of its test's neighbour", answer("softmax", "pass"), before("softmax-tests", accepted()["softmax"])),
    case("input-at-end", "input() in a cell of its own", bottom("name = input('your name? ')"), says="input is not possible while grading"),
]  # fmt: skip
