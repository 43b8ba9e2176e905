"""The pictures of the report: labelled, readable without colour; their numbers stand in a table beside them."""

import io
import re
from itertools import product
from typing import Any

from matplotlib import rc_context
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

INK, BLUE, ORANGE = "#1a1a1a", "#0072B2", "#D55E00"
SHAPES = "os^DvPX<*>"
COLOURED = ("text.color", "axes.edgecolor", "axes.labelcolor", "xtick.color", "ytick.color")
DRAWN: Any = dict.fromkeys(COLOURED, INK) | {"svg.fonttype": "none", "svg.hashsalt": "report"}
BY_NIGHT = "svg { color: #1a1a1a } @media screen and (prefers-color-scheme: dark) { svg { color: #e6e6e6 } }"
FILLS = (("full", BLUE), ("none", BLUE), ("left", ORANGE), ("top", INK))  # told apart by their fill, without colour too


def as_svg(figure):
    """The figure as the text of an SVG file: ink that turns light on a dark screen, no background, the same each time."""
    file = io.StringIO()
    with rc_context(DRAWN):
        figure.savefig(file, format="svg", transparent=True, metadata={"Date": None})
    text = file.getvalue().replace(INK, "currentColor")
    return text.replace("<defs>", f"<style>{BY_NIGHT}</style><defs>", 1)


@rc_context(DRAWN)
def scores(rows, most):
    """How the points are spread: a histogram. rows: report.StudentRow; most: points of the assignment.

    Who has more than these, by extra credit, counts in the last bar.
    """
    figure = Figure(figsize=(8, 2.6), layout="constrained")
    ax = figure.subplots()
    ax.hist(
        [min(row.score, most) for row in rows], bins=[most * i / 20 for i in range(21)], color=BLUE, edgecolor="white"
    )
    ax.set(xlabel=f"points of {most:g}", ylabel="students", xlim=(0, most))
    ax.set_title("How the points are spread", loc="left")
    ax.yaxis.set_major_locator(MaxNLocator(integer=True))
    ax.spines[["top", "right"]].set_visible(False)
    return figure


def _worth_a_name(told):
    """The tasks that discriminate least and the hardest ones, as far as their names do not overlap."""
    named: list = []
    for item in sorted(told, key=lambda i: i.discrimination)[:3] + sorted(told, key=lambda i: i.mean)[:3]:
        near = (abs(item.mean - n.mean) < 0.25 and abs(item.discrimination - n.discrimination) < 0.1 for n in named)
        if not any(near):
            named.append(item)
    return named


def marker_styles(count):
    """One style of marker for each of `count` notebooks: another shape, then another fill; after 40 they begin again."""
    styles = [
        {"marker": shape, "fillstyle": fill, "color": colour, "mec": INK, "ms": 8, "alpha": 0.8}
        for (fill, colour), shape in product(FILLS, SHAPES)
    ]
    return [styles[i % len(styles)] for i in range(count)]


def _short(notebook):
    """`2_forward_propagation` -> `notebook 2`; a name without a number stays, as far as there is room."""
    number = re.match(r"\d+", notebook)
    return f"notebook {number[0]}" if number else notebook[:24]


@rc_context(DRAWN)
def items(tasks):
    """Every task by its mean share of points and its discrimination. tasks: analysis.Item."""
    told = [item for item in tasks if item.discrimination is not None]
    figure = Figure(figsize=(8, 4.6), layout="constrained")
    ax = figure.subplots()
    notebooks = list(dict.fromkeys(item.notebook for item in tasks))
    for notebook, style in zip(notebooks, marker_styles(len(notebooks)), strict=True):
        mine = [item for item in told if item.notebook == notebook]
        if mine:
            x, y = [item.mean for item in mine], [item.discrimination for item in mine]
            ax.plot(x, y, ls="none", label=_short(notebook), **style)
    for item in _worth_a_name(told):
        place = (item.mean, item.discrimination)
        ax.annotate(item.task, place, xytext=(6, 4), textcoords="offset points", fontsize=8)
    ax.axhline(0, color=INK, lw=0.8, ls="--")
    ax.set(
        xlabel="mean share of the points (right: easier)", ylabel="discrimination", xlim=(-0.03, 1.08), ylim=(-1, 1.05)
    )
    ax.set_title("Hard tasks stand left; tasks that tell students apart stand high", loc="left")
    ax.spines[["top", "right"]].set_visible(False)
    if told:
        figure.legend(frameon=False, fontsize=8, loc="outside right upper")
    else:
        ax.text(0.5, 0, "too few submissions that differ", ha="center")
    return figure
