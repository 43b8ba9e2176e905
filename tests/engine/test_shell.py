"""What cells can do and show: as in JupyterLab, as far as text and pictures go."""

import pytest

from autograder.sandbox.kernel import Kernel
from autograder.sandbox.levels import Bubblewrap, ProcessOnly
from autograder.sandbox.limits import Limits


@pytest.fixture(scope="module", params=[Bubblewrap, ProcessOnly])
def kernel(request):
    with Kernel(Limits(), (), request.param()) as kernel:
        kernel.run("import matplotlib.pyplot as plt", 30)
        yield kernel


@pytest.fixture
def shown(kernel):
    """Run a cell to its end; return [(kind, text or mime types)]."""

    def run(code):
        outputs, reason = kernel.run(code, 30)
        assert reason == ""
        return [(o.output_type, o.get("text") or o.get("ename") or sorted(o.data)) for o in outputs]

    return run


TEXT = ("display_data", ["text/plain"])
FIGURE = ("display_data", ["image/png", "text/plain"])
CELLS = {
    "print": ("print('a', end=''); print('b')", [("stream", "ab\n")]),
    "stderr": ("import sys; print('a', file=sys.stderr)", [("stream", "a\n")]),
    "last value": ("1 + 1", [TEXT]),
    "no value": ("None", []),
    "semicolon": ("1 + 1;", []),
    "display": ("display(1, 'a')", [TEXT, TEXT]),
    "order": ("print('a'); display(1); print('b'); 5", [("stream", "a\n"), TEXT, ("stream", "b\n"), TEXT]),
    "figure": ("import matplotlib.pyplot as plt\nfig, ax = plt.subplots()\nax.plot([1, 2]);", [FIGURE]),
    "show": ("plt.plot([1, 2]); plt.show(); print('after')", [FIGURE, ("stream", "after\n")]),
    "two figures": ("for _ in range(2): plt.subplots()", [FIGURE, FIGURE]),
    "closed figure": ("plt.figure(); plt.close('all')", []),
    "inline magic": ("%matplotlib inline\nplt.plot([1]);", [FIGURE]),
    "shell escape": ("!echo hello", [("stream", "hello\r\n")]),
    "cell magic": ("%%bash\necho hello", [("stream", "hello\n")]),
    "captured": ("%%capture kept\nprint('a'); 5", []),
    "await": ("import asyncio\nawait asyncio.sleep(0)\n3", [TEXT]),
    "error": ("print('a')\n1 / 0", [("stream", "a\n"), ("error", "ZeroDivisionError")]),
    "syntax": ("def f(:", [("error", "SyntaxError")]),
    "input": ("input('name? ')", [("error", "StdinNotImplementedError")]),
    "widgets": ("import ipywidgets\nipywidgets.IntSlider()", [TEXT]),
    "exit": ("exit()\nquit()", []),
    "still there": ("get_ipython() is not None", [TEXT]),
    "thread": ("import threading\nt = threading.Thread(target=print, args=('a',)); t.start(); t.join()", [("stream", "a\n")]),
    "subprocess": ("import subprocess\nprint(subprocess.run(['echo', 'a'], capture_output=True).stdout)", [("stream", "b'a\\n'\n")]),
    "fork": ("import os\nif os.fork(): os.wait(); print('parent')\nelse: print('child')", [("stream", "parent\n")]),
    "processes": ("import multiprocessing as m\nwith m.get_context('fork').Pool(1) as p: print(p.map(abs, [-1]))", [("stream", "[1]\n")]),
    "main": ("def f(): pass\nprint(f.__module__, __name__)", [("stream", "__main__ __main__\n")]),
    "help": ("abs?", []),
    "interrupt": ("raise KeyboardInterrupt", [("error", "KeyboardInterrupt")]),
    "large display": ("from IPython.display import publish_display_data\npublish_display_data({'text/plain': 'x' * 10**7})",
                      [("stream", "\n[more output than is kept: the rest is left out]\n")]),
}  # fmt: skip


@pytest.mark.parametrize("name", CELLS)
def test_cell(shown, name):
    """Does the cell show what it does in JupyterLab?"""
    code, expected = CELLS[name]
    assert shown(code) == expected


def test_the_traceback_points_to_the_cell(kernel):
    """Does a traceback show the line of the cell that failed?"""
    outputs, _ = kernel.run("def g():\n    return {}['key']\ng()", 10)
    assert "return {}['key']" in (said := "".join(outputs[-1].traceback)) or "KeyError" in said
    assert "Cell" in said


def test_prints_before_a_stop_are_shown(kernel):
    """Are the prints of a cell that is stopped kept?"""
    outputs, reason = kernel.run("import time\nprint('one')\nprint('two')\ntime.sleep(60)", 1)
    assert reason == "stopped after 1 s" and outputs[0].text == "one\ntwo\n"
