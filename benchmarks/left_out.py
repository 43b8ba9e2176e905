"""What leaving cells out saves, and whether it changes a grade: each notebook graded with every cell run and without.

    python benchmarks/left_out.py [--rounds 3] [--notebook 2_forward_propagation]

Round 0 has the reference's answers; each further one has, for every function, the next right and the next wrong answer
of the library. Outcomes, reasons, scores and named mistakes must be equal, whatever time they take. CPU seconds are those of the grader and of
the sandbox, counted by a control group where one can be made (as root), else not told.
"""

import argparse
import os
import sys
import tempfile
from collections import defaultdict
from contextlib import contextmanager, suppress
from pathlib import Path

from autograder.authoring.filling import fill
from autograder.course import find
from autograder.grading.grade import grade
from autograder.grading.needed import code_ids
from autograder.intake.layout import restore
from autograder.sandbox.levels import Bubblewrap
from autograder.sandbox.limits import Limits
from autograder.sandbox.sandboxes import Sandboxes

GROUPS = Path("/sys/fs/cgroup/cpuacct")  # version 1; a child of bubblewrap's is in no parent's resource usage


@contextmanager
def clock():
    """Give a function that returns the CPU seconds used so far by this process and all that it starts, or NaN."""
    try:
        group = Path(tempfile.mkdtemp(prefix="left-out-", dir=GROUPS))
        (group / "cgroup.procs").write_text(str(os.getpid()))
    except OSError:
        yield lambda: float("nan")
        return
    try:
        yield lambda: int((group / "cpuacct.usage").read_text()) / 1e9
    finally:
        (GROUPS / "cgroup.procs").write_text(str(os.getpid()))
        with suppress(OSError):  # something that was started has not ended
            group.rmdir()


def answers(course, notebook, rounds):
    """Yield (what, answers) a round: the reference's, then the next right and the next wrong one of each function."""
    yield "reference", []
    for kind in ("accepted", "misconceptions"):
        known = defaultdict(list)
        for entry in course.answers(kind, notebook):
            known[entry.target].append(entry)
        for i in range(rounds):
            chosen = [entries[i] for entries in known.values() if i < len(entries)]
            if chosen:
                yield f"{kind} {i + 1}", chosen


def said(graded):
    """All that a person is told."""
    outcomes = [vars(outcome) | {"seconds": 0} for outcome in graded.outcomes]
    return {"outcomes": outcomes, "scores": graded.scores, "mistakes": graded.mistakes}


def main():
    """Grade both ways, print what it took, and exit with 1 where anything differs."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--notebook", help="one notebook only")
    args = parser.parse_args()
    course, tried, differ, total = find(Path(__file__).resolve().parents[1]), 0, 0, [0.0, 0.0]
    isolation, limits = Bubblewrap((course.root,)), Limits(call_seconds=100, cell_seconds=300, notebook_seconds=3600)
    with clock() as cpu:
        for notebook in [args.notebook] if args.notebook else course.notebooks():
            release, source = course.release_notebook(notebook), course.source_notebook(notebook)
            for what, chosen in answers(course, notebook, args.rounds):
                restored, got, took = restore(fill(release, source, chosen), release), [], []
                for also in ((), code_ids(restored.notebook)):
                    began = cpu()
                    with Sandboxes(limits, course.support_files(), isolation) as sandboxes:
                        got.append(grade(course, notebook, restored, sandboxes, 0, also))
                    took.append(cpu() - began)
                count = len(code_ids(restored.notebook))
                same = said(got[0]) == said(got[1])
                tried, differ = tried + max(1, len(chosen)), differ + (not same)
                if not chosen:
                    total = [a + b for a, b in zip(total, took, strict=True)]
                cells = f"{count - len(got[0].left_out)} of {count} cells"
                print(f"{notebook:26} {what:17} {len(chosen):3} answers  {cells:15} {took[0]:6.2f} s for {took[1]:6.2f} s  "
                      f"{'equal' if same else 'DIFFERENT'}", flush=True)  # fmt: skip
                for one, two in zip(*(said(graded)["outcomes"] for graded in got), strict=True):
                    if one != two:
                        print(f"    {one}\n    {two}")
    print(f"{tried} answers, {differ} notebooks graded otherwise; solved: {total[0]:.1f} CPU s for {total[1]:.1f}")
    sys.exit(differ > 0)


if __name__ == "__main__":
    main()
