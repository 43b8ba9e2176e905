"""The figures of the page, drawn: graders side by side, and time, coordinator and memory against the size of the class."""

from pathlib import Path

import matplotlib
from matplotlib.figure import Figure

from benchmarks.figures import Comparison, Figures, Scale

matplotlib.use("agg")
COLOURS = ("#0072B2", "#E69F00", "#009E73")  # told apart by colour-blind readers, too
HATCHES = ("", "//", "..")


def draw(figures: Figures, path: Path) -> None:
    """Draw what there is into a PNG."""
    fig = Figure(figsize=(10, 7), layout="constrained")
    axes = fig.subplots(2, 2)
    _graders(axes[0, 0], figures.comparisons)
    if figures.scale is not None:
        _against_size(axes[0, 1], figures.scale)
        _coordinator(axes[1, 0], figures.scale)
        _memory(axes[1, 1], figures.scale)
    fig.savefig(path, dpi=110, metadata={"Software": None})


def _graders(ax, comparisons: list[Comparison]):
    height = 0.8 / max(1, len(comparisons))
    for i, comparison in enumerate(comparisons):
        for place, runs in enumerate(comparison.runs):
            found = comparison.a_minute(runs)
            error = [[found.middle - found.least], [found.most - found.middle]]
            look = {"color": COLOURS[i], "hatch": HATCHES[i], "edgecolor": "white"}
            label = f"{comparison.kind} students" if place == 0 else None
            ax.barh(place + i * height, found.middle, height, xerr=error, capsize=3, label=label, **look)
    if comparisons:
        middle = height * (len(comparisons) - 1) / 2
        ax.set_yticks([k + middle for k in range(len(comparisons[0].runs))], [r.peer for r in comparisons[0].runs])
        ax.invert_yaxis()
        ax.legend(loc="upper center", bbox_to_anchor=(0.5, -0.16), ncols=2, frameon=False)
    ax.set(xlabel="notebooks a minute", title="Graders on the same submissions")


def _against_size(ax, scale: Scale):
    students = [size.students for size in scale.sizes]
    ax.loglog(students, [size.seconds for size in scale.sizes], "o-", color=COLOURS[0], label="first run")
    ax.loglog(students, [size.again for size in scale.sizes], "s--", color=COLOURS[1], label="nothing changed")
    last = scale.sizes[-1]
    ideal = [last.seconds * n / last.students for n in students]
    ax.loglog(students, ideal, ":", color="grey", label="in proportion to the largest")
    _students(ax, scale)
    ax.set(ylabel="seconds", title="Time against the size of the class")
    ax.legend()


def _coordinator(ax, scale: Scale):
    _line(ax, scale, [size.milliseconds for size in scale.sizes])
    ax.set(ylabel="ms of processor time", title="Coordinator, for each notebook")


def _memory(ax, scale: Scale):
    _line(ax, scale, [size.peak_mib for size in scale.sizes])
    ax.set(ylabel="MiB at most", title="Coordinator's memory")


def _line(ax, scale, values):
    ax.semilogx([size.students for size in scale.sizes], values, "o-", color=COLOURS[0])
    ax.set_ylim(0, 1.1 * max(values))
    _students(ax, scale)


def _students(ax, scale):
    """The sizes themselves as marks, in plain numbers."""
    students = [size.students for size in scale.sizes]
    ax.set_xticks(students, [str(n) for n in students])
    ax.set_xticks([], minor=True)
    ax.set_xlabel("students")
