"""What was measured, as plain data: kept in a file, so that the page can be made again without measuring again."""

import json
import os
import platform
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

FILE = Path("build/benchmarks.json")
USUAL = 100  # students of the class that others are measured by, or the largest below


@dataclass
class Spread:
    """The median of repeats, and the least and the most."""

    middle: float
    least: float
    most: float

    def text(self, digits: int = 1) -> str:
        """As in a table."""
        middle, least, most = (f"{value:.{digits}f}" for value in (self.middle, self.least, self.most))
        return middle if least == most else f"{middle} ({least} to {most})"


def spread(values: list[float]) -> Spread:
    """Of at least one value."""
    return Spread(median(values), min(values), max(values))


@dataclass
class Runs:
    """One grader's runs over a class, in the order of the turns; in each turn every grader had one."""

    peer: str
    how: str
    seconds: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)
    points: list[float] = field(default_factory=list)


@dataclass
class Comparison:
    """Graders on one class. parts: our seconds by what they were spent on; shares: our processor seconds by process;

    both of all runs together. once: seconds of the first run of a course, which is not measured.
    """

    kind: str
    students: int
    notebooks: int
    full_points: float
    runs: list[Runs]
    parts: dict[str, float]
    shares: dict[str, float]
    once: float

    def a_minute(self, runs: Runs) -> Spread:
        """Notebooks a minute."""
        return spread([60 * self.notebooks / seconds for seconds in runs.seconds])

    def cpu(self, runs: Runs) -> Spread:
        """Processor seconds a notebook."""
        return spread([used / self.notebooks for used in runs.cpu])

    def faster(self, runs: Runs) -> Spread:
        """How many times the notebooks a minute of another grader ours has, turn by turn."""
        return spread([their / our for their, our in zip(runs.seconds, self.runs[0].seconds, strict=True)])

    def used(self, runs: Runs) -> Spread:
        """Our processor time as a multiple of another's, turn by turn."""
        return spread([our / their for our, their in zip(self.runs[0].cpu, runs.cpu, strict=True)])


@dataclass
class Size:
    """A class of one size. coordinator: its own processor seconds; peak_mib: its memory at most; report: seconds of the

    run that finds all graded and writes the report; again, again_cpu: of one more, with nothing to do.
    """

    students: int
    notebooks: int
    workers: int
    seconds: float
    cpu: float
    coordinator: float
    peak_mib: float
    report: float
    again: float
    again_cpu: float

    @property
    def milliseconds(self) -> float:
        """Of the coordinator's processor time, a notebook."""
        return 1000 * self.coordinator / self.notebooks


@dataclass
class Scale:
    """kind: of notebooks. sizes: graded by as many workers as there are processors; others: by fewer."""

    kind: str
    sizes: list[Size]
    others: list[Size]

    def each(self) -> float:
        """The coordinator's milliseconds for one notebook more: the slope over the sizes, or what there is."""
        least, most = self.sizes[0], self.sizes[-1]
        if most.notebooks == least.notebooks:
            return most.milliseconds
        return 1000 * (most.coordinator - least.coordinator) / (most.notebooks - least.notebooks)

    def proportion(self) -> tuple[int, float]:
        """(students of a class, how many times its seconds a student the largest class takes); usual: at most so many."""
        last = self.sizes[-1]
        chosen = max((s for s in self.sizes if s.students <= USUAL), key=lambda s: s.students, default=self.sizes[0])
        return chosen.students, (last.seconds / last.students) / (chosen.seconds / chosen.students)

    def efficiency(self) -> list[tuple[int, float, float]]:
        """(workers, seconds, share of the speed that so many would have if none were in another's way, beside the fewest)."""
        usual = {size.students for size in self.others}
        runs = [*self.others, *(size for size in self.sizes if size.students in usual)]
        return [(r.workers, r.seconds, self._pace(runs[0]) / self._pace(r)) for r in runs]

    @staticmethod
    def _pace(run: Size) -> float:
        return run.workers * run.seconds


@dataclass
class Figures:
    """All that the page tells. counted: how processor time was counted; missing: what was left out, and why."""

    when: str = ""
    machine: str = ""
    counted: str = ""
    missing: list[str] = field(default_factory=list)
    comparisons: list[Comparison] = field(default_factory=list)
    scale: Scale | None = None


def machine() -> str:
    """Processors and Python, in a few words."""
    names = [line.partition(":")[2].strip() for line in _lines("/proc/cpuinfo") if line.startswith("model name")]
    processors = os.cpu_count() or 1
    name = f"{names[0]}, " if names else ""
    return f"{name}{processors} processor{'s' * (processors > 1)}, Python {platform.python_version()}"


def today() -> str:
    """The date of a measurement."""
    return datetime.now(UTC).strftime("%Y-%m-%d")


def _lines(path):
    try:
        return Path(path).read_text().splitlines()
    except OSError:
        return []


def save(figures: Figures, path: Path) -> None:
    """Keep them."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(asdict(figures), indent=1))


def read(path: Path) -> Figures:
    """What was kept; nothing where there is no such file."""
    if not path.is_file():
        return Figures()
    figures = Figures(**json.loads(path.read_text()))
    figures.comparisons = [
        Comparison(**found | {"runs": [Runs(**runs) for runs in found["runs"]]})
        for found in map(dict, figures.comparisons)
    ]
    if figures.scale is not None:
        kept = dict(figures.scale)
        figures.scale = Scale(kept["kind"], *([Size(**size) for size in kept[name]] for name in ("sizes", "others")))
    return figures
