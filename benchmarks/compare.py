"""Graders on the same submissions, in turns, so that whatever else the machine does meets all of them alike."""

import tempfile
from pathlib import Path

from autograder.course import Course, find
from benchmarks.classes import PERFECT, Class
from benchmarks.figures import Comparison, Runs, spread
from benchmarks.meter import REPOSITORY, measure
from benchmarks.peers.ours import Ours, seconds_of
from benchmarks.peers.peer import Peer


def compare(kind: str, graded: Class, ours: Ours, others: list[Peer], repeat: int) -> Comparison:
    """Let each grader grade the class `repeat` times. Raises RuntimeError where one fails."""
    peers: list[Peer] = [ours, *others]
    runs = {peer.name: Runs(peer.name, peer.how) for peer in peers}
    parts: dict[str, float] = {}
    shares: dict[str, float] = {}
    for turn in range(repeat):
        for peer in peers[turn % len(peers) :] + peers[: turn % len(peers)]:
            with tempfile.TemporaryDirectory(prefix="benchmark-") as place:
                folder = Path(place).resolve()
                taken = measure(peer.prepare(folder, graded), graded.limit)
                mine = runs[peer.name]
                mine.seconds.append(taken.seconds)
                mine.cpu.append(taken.cpu)
                mine.points.append(peer.points(folder))
                if peer is ours:
                    _add(parts, seconds_of(Course(folder, find(REPOSITORY).assignment), graded.students))
                    _add(shares, _by_process(ours.coordinator(folder), taken.cpu))
                print(f"{kind}, turn {turn + 1}, {peer.name}: {taken.seconds:.1f} s, {taken.cpu:.1f} CPU s", flush=True)
    once = spread([taken.seconds for taken in ours.once[-repeat:]]).middle
    full = _full_points(graded) if kind == PERFECT else 0.0
    return Comparison(kind, len(graded.students), len(graded.files), full, list(runs.values()), parts, shares, once)


def _by_process(used, cpu):
    rest = max(0.0, cpu - used["coordinator"] - used["workers"])
    return {"coordinator": used["coordinator"], "workers": used["workers"], "sandboxes": rest}


def _add(total, more):
    for name, value in more.items():
        total[name] = total.get(name, 0.0) + value


def _full_points(graded):
    """The automatic points that right answers have together."""
    course = find(REPOSITORY)
    return sum(task.points for path in graded.files for task in course.tasks(path.stem))
