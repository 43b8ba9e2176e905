"""Figures with sliders, where ipywidgets is installed and where it is not."""

import subprocess
import sys
import textwrap
import warnings
from pathlib import Path

import matplotlib.pyplot as plt
import numpy as np
import pytest
from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.capture import capture_output

FOLDER = Path(__file__).parents[2] / "source" / "mlp"


@pytest.fixture
def module(monkeypatch):
    """The module, imported as a notebook imports it; the figures it shows are counted in `module.shown`."""
    monkeypatch.syspath_prepend(FOLDER)
    monkeypatch.delitem(sys.modules, "explore", raising=False)
    import explore

    explore.shown = []
    monkeypatch.setattr(plt, "show", lambda: (explore.shown.append(len(plt.get_fignums())), plt.close("all")))
    yield explore
    plt.close("all")
    sys.modules.pop("explore", None)


@pytest.fixture
def without(monkeypatch):
    """No ipywidgets."""
    monkeypatch.setitem(sys.modules, "ipywidgets", None)


@pytest.fixture
def widgets(monkeypatch):
    """ipywidgets in an IPython, with every interact kept: a list of them."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        ipywidgets = pytest.importorskip("ipywidgets")
    InteractiveShell.clear_instance()
    InteractiveShell.instance(colors="nocolor")
    made, interact = [], ipywidgets.interact
    monkeypatch.setattr(ipywidgets, "interact", lambda f, **kw: made.append(interact(f, **kw)) or made[-1])
    yield made
    InteractiveShell.clear_instance()


class Drawing:
    """A draw that keeps what it was called with."""

    def __init__(self):
        self.calls = []

    def __call__(self, w, b):
        self.calls.append((w, b))
        _, ax = plt.subplots()
        ax.plot(np.tanh(w * np.arange(3.0) + b))


def test_without_widgets_one_still_figure_is_drawn(module, without, capsys):
    """Is the figure drawn once at the starting values, and said so?"""
    draw = Drawing()
    module.explore(draw, w=(-5.0, 5.0, 0.5, 2.0), b=(0, 3, 1, 1))
    assert draw.calls == [(2.0, 1)] and module.shown == [1]
    assert capsys.readouterr().out.startswith("A still figure, at w = 2, b = 1; with ipywidgets")


def test_with_widgets_the_figure_follows_the_sliders(module, widgets):
    """Is the figure drawn at the start, and drawn anew when a slider moves, one figure at a time?"""
    draw = Drawing()
    with capture_output():
        module.explore(draw, w=(-5.0, 5.0, 0.001, 2.0), b=(0, np.int64(3), 1, 1))
        w, b = widgets[0].widget.children[:2]
        w.value = -1.5
        b.value = 3
    assert draw.calls == [(2.0, 1), (-1.5, 1), (-1.5, 3)] and module.shown == [1, 1, 1]
    assert type(w).__name__ == "FloatSlider" and type(b).__name__ == "IntSlider"
    assert (w.min, w.max, w.step, w.readout_format) == (-5, 5, 0.001, ".3f") and not w.continuous_update


@pytest.mark.parametrize("case", ["without", "widgets"])
def test_an_error_of_the_first_figure_stops_the_cell(module, request, case):
    """Does a draw that fails at the start raise, so that the cell does not seem to have run?"""
    request.getfixturevalue(case)

    def draw(w):
        plt.subplots()
        raise NotImplementedError("not written")

    with capture_output(), pytest.raises(NotImplementedError, match="not written"):
        module.explore(draw, w=(0, 3, 1, 1))
    assert module.shown == []


@pytest.mark.parametrize("values", [(0, 3, 1, 4), (3, 0, 1, 1), (0.0, 1.0, 0.0, 0.5)])
def test_odd_ranges_are_refused(module, without, values):
    """Is a slider that cannot be told, with what a slider needs?"""
    with pytest.raises(ValueError, match=r"w=\(.*low <= start <= high"):
        module.explore(Drawing(), w=values)


def test_a_guess_is_put_beside_what_came(module, capsys):
    """Is the guess told beside the result, and a missing one, zero being a guess?"""
    module.compare_guess("loss", 0, "2.30")
    module.compare_guess("loss", None, "2.30")
    told, missing = capsys.readouterr().out.splitlines()
    assert told == "loss: you guessed 0; it came to 2.30."
    assert missing.startswith("loss: it came to 2.30. You wrote down no guess")


def test_it_runs_on_matplotlibs_own_backend_without_a_screen():
    """Does a plain Python without widgets and screen draw, with Agg?"""
    code = """
        import sys
        sys.modules["ipywidgets"] = None
        from explore import explore
        import matplotlib.pyplot as plt
        explore(lambda k: plt.plot([k, 2 * k]), k=(1, 5, 1, 2))
        print(plt.gca().lines[0].get_ydata().tolist())
    """
    done = subprocess.run(
        [sys.executable, "-W", "ignore::UserWarning", "-c", textwrap.dedent(code)],
        cwd=FOLDER,
        env={"MPLBACKEND": "agg", "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0 and "[2, 4]" in done.stdout, done.stderr
