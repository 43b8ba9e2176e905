"""docs/benchmarks.md: every number on it is computed from what was measured."""

from pathlib import Path

from benchmarks.classes import KINDS
from benchmarks.figures import Comparison, Figures, Scale
from benchmarks.meter import REPOSITORY
from benchmarks.mooc import paragraph
from benchmarks.plot import draw

PAGE = REPOSITORY / "docs" / "benchmarks.md"
PICTURE = "benchmarks.png"
HEAD = """\
# What grading costs

`python -m benchmarks --write` measures this and writes this page; nothing on it is typed by hand. Figures of another machine differ; the ratios
hold within one run, in which all graders took turns on the same submissions, start of each command included.
"""
PARTS = "What our grader's own clock says, seconds of a notebook:"
SHARES = "And whose processor time it is, seconds of a notebook:"


def write(figures: Figures, notebooks: int, page: Path = PAGE) -> None:
    """Write the page and its picture."""
    draw(figures, page.with_name(PICTURE))
    page.write_text(markdown(figures, notebooks), encoding="utf-8")


def markdown(figures: Figures, notebooks: int) -> str:
    """The page. notebooks: of a student of the whole course."""
    blocks = [HEAD, f"{figures.when}, {figures.machine}. Processor time is counted {figures.counted}.\n"]
    blocks += [f"Left out: {what}.\n" for what in figures.missing]
    blocks.append(f"![{_described(figures)}]({PICTURE})\n")
    for comparison in figures.comparisons:
        blocks.append(_comparison(comparison))
    if figures.comparisons:
        blocks.append("How each was run:\n")
        blocks.append("".join(f"- **{runs.peer}**: {runs.how}.\n" for runs in figures.comparisons[0].runs))
    if figures.scale is not None:
        blocks.append(_scale(figures.scale))
    told = paragraph(figures, notebooks)
    if told:
        blocks += ["## What a course of a hundred thousand would cost\n", f"{told}\n"]
    return "\n".join(blocks)


def table(head: list[str], rows: list[list[str]]) -> str:
    """A Markdown table."""
    lines = [head, ["---"] * len(head), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def _described(figures):
    if not figures.comparisons:
        return "Time, coordinator and memory against the size of the class"
    first = figures.comparisons[0]
    told = ", ".join(f"{runs.peer} {first.a_minute(runs).middle:.0f}" for runs in first.runs)
    return f"Notebooks a minute of {first.kind} students: {told}; time, coordinator and memory against the size of the class"


def _comparison(found: Comparison) -> str:
    rows = [
        [
            runs.peer,
            found.a_minute(runs).text(),
            found.cpu(runs).text(2),
            "" if place == 0 else f"{found.faster(runs).text(2)} times",
            "" if place == 0 else f"{found.used(runs).text(2)} of theirs",
            f"{runs.points[-1]:g}",
        ]
        for place, runs in enumerate(found.runs)
    ]
    turns = len(found.runs[0].seconds)
    most = f"; right answers have {found.full_points:g} points" if found.full_points else ""
    head = ["grader", "notebooks a minute", "CPU s a notebook", "ours is faster", "our CPU is", "points"]
    each = turns * found.notebooks
    parts = [[name, f"{value / each:.3f}"] for name, value in found.parts.items() if name != "restarts"]
    shares = [[name, f"{value / each:.3f}"] for name, value in found.shares.items()]
    return "\n".join(
        [
            f"## {found.kind.capitalize()} students\n",
            f"{KINDS[found.kind]}\n",
            f"Students: {found.students}; notebooks: {found.notebooks}; turns: {turns}. The median, and the least and the most of the turns{most}. "
            f"The first run of a course takes {found.once:.0f} s more, once.\n",
            table(head, rows),
            PARTS + "\n",
            table(["what", "s"], parts),
            SHARES + "\n",
            table(["processes", "CPU s"], shares),
        ]
    )


def _scale(scale: Scale) -> str:
    head = ["students", "notebooks", "seconds", "seconds a student", "coordinator, ms a notebook", "its memory, MiB"]
    rows = [
        [
            str(size.students),
            str(size.notebooks),
            f"{size.seconds:.1f}",
            f"{size.seconds / size.students:.2f}",
            f"{size.milliseconds:.1f}",
            f"{size.peak_mib:.0f}",
            f"{size.report:.1f}",
            f"{size.again:.1f} ({size.again_cpu:.1f} CPU s)",
        ]
        for size in scale.sizes
    ]
    usual, times = scale.proportion()
    workers = [[str(n), f"{seconds:.1f}", f"{share:.0%}"] for n, seconds, share in scale.efficiency()]
    blocks = [
        f"## Against the size of the class: {scale.kind} students\n",
        f"{KINDS[scale.kind]}\n",
        f"Workers: {scale.sizes[0].workers}. For one notebook more the coordinator needs {scale.each():.1f} ms of processor time.\n",
        f"For each student the largest class takes {times:.2f} times as long as the one of {usual}.\n",
        table([*head, "report, s", "nothing changed, s"], rows),
    ]
    if workers:
        told = f"The same class of {scale.others[0].students} students by fewer workers:\n"
        blocks += [told, table(["workers", "seconds", "efficiency"], workers)]
    return "\n".join(blocks)
