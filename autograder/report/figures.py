"""The pictures of the report: labelled, readable without colour; their numbers stand in a table beside them."""

from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

INK, BLUE, ORANGE = "#1a1a1a", "#0072B2", "#D55E00"


def scores(rows, most):
    """How the points are spread: a histogram. rows: report.StudentRow; most: points of the assignment."""
    figure = Figure(figsize=(8, 2.6), layout="constrained")
    ax = figure.subplots()
    ax.hist([row.score for row in rows], bins=[most * i / 20 for i in range(21)], color=BLUE, edgecolor="white")
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


def items(tasks):
    """Every task by its mean share of points and its discrimination. tasks: analysis.Item."""
    told = [item for item in tasks if item.discrimination is not None]
    figure = Figure(figsize=(8, 4.6), layout="constrained")
    ax = figure.subplots()
    for number, marker in zip("123456", "os^DvP", strict=True):
        mine = [item for item in told if item.notebook.startswith(number)]
        if mine:
            x, y = [item.mean for item in mine], [item.discrimination for item in mine]
            ax.plot(x, y, marker, color=BLUE, mec=INK, ms=7, alpha=0.8, ls="none", label=f"notebook {number}")
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
