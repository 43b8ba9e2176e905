"""The class in the terminal: a line for each student."""

from autograder.grading.scoring import number
from autograder.report.changes import changed
from autograder.report.class_data import ClassData

MOST_NAMES = 20


def print_grades(data: ClassData) -> None:
    """Print one line a student: the points of each notebook and in all; then who is missing, and what changed."""
    names, run = data.course.notebooks(), data.run
    handed_in = [row for row in data.rows if row.state != "nothing"]
    width = max([len("student"), *(len(row.name) for row in handed_in)])
    heads = [name.split("_", 1)[0] for name in names]
    print(f"\n{'student':<{width}}  " + "".join(f"{head:>8}" for head in heads) + f"{'points':>10}")
    for row in handed_in:
        cells = "".join(f"{number(row.notebooks.get(name, 0)):>8}" for name in names)
        told = [text.splitlines()[0] for text in row.told]
        note = f"   {told[0]}" + (f" (and {len(told) - 1} more)" if told[1:] else "") if told else ""
        print(f"{row.name:<{width}}  {cells}{number(row.score):>10}{'*' if row.waiting else ' '}{note}")
    _print_names("handed in nothing", [row.name for row in data.rows if row.state == "nothing"])
    _print_names("not in the roster", [row.name for row in data.rows if row.stranger])
    for one in changed(run):
        print(f"changed: {one.student} had {number(one.before)} points before this run, and has {number(one.now)} now")
    if run.unchanged:
        print(f"nothing new to grade of {len(run.unchanged)} submissions")
    print(
        f"\nout of {number(data.max_points)}; * = a written answer waits for you in Formgrader; "
        f"isolation: {run.isolation}"
    )


def _print_names(what: str, names: list[str]) -> None:
    if names:
        more = f" and {len(names) - MOST_NAMES} more" if len(names) > MOST_NAMES else ""
        print(f"{what}: {', '.join(names[:MOST_NAMES])}{more}")
