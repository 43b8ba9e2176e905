"""What a course of a hundred thousand students would cost, computed from what was measured."""

from benchmarks.figures import Comparison, Figures, Scale

STUDENTS = 100_000
PROCESSORS = (16, 64, 256)


def cost(comparison: Comparison, scale: Scale, notebooks: int) -> dict[str, float]:
    """Core hours, hours of the one writer, and minutes on so many processors; notebooks: of a student.

    The processors grade side by side as well as those of the measurement did; the writer is one process beside them.
    """
    all_notebooks = STUDENTS * notebooks
    seconds = all_notebooks * comparison.cpu(comparison.runs[0]).middle
    writer = all_notebooks * scale.each() / 1000
    efficiency = min([1.0, *(share for _, _, share in scale.efficiency())])
    found = {"core hours": seconds / 3600, "writer minutes": writer / 60, "efficiency": efficiency}
    found["most processors"] = seconds / writer if writer > 0 else float("inf")
    for processors in PROCESSORS:
        found[f"minutes on {processors}"] = max(seconds / processors / efficiency, writer) / 60
    return found


def paragraph(figures: Figures, notebooks: int) -> str:
    """The same in words, for each class that was measured."""
    if figures.scale is None or not figures.comparisons:
        return ""
    found = {c.kind: cost(c, figures.scale, notebooks) for c in figures.comparisons}
    kind, first = next(iter(found.items()))
    hours = " and ".join(f"{cost['core hours']:,.0f} core hours ({name} students)" for name, cost in found.items())
    minutes = ", ".join(f"{first[f'minutes on {n}']:,.0f} minutes on {n} processors" for n in PROCESSORS)
    return (
        f"{STUDENTS:,} students with {notebooks} notebooks each need {hours}. Of {kind} students that is {minutes}, "
        f"where workers are as little in each other's way as here (efficiency {first['efficiency']:.0%}). The one writer of the gradebook needs "
        f"{first['writer minutes']:,.0f} minutes of one processor ({figures.scale.each():.1f} ms a notebook): beyond "
        f"{first['most processors']:,.0f} processors it would be what the run waits for."
    )
