"""The grader's own settings, traitlets of nbgrader_config.py: `c.Grading.seed = 7`."""

from traitlets import Bool, Dict, Enum, Integer
from traitlets.config import Configurable

from autograder.sandbox.levels import Bubblewrap, ProcessOnly
from autograder.sandbox.limits import Limits


class Grading(Configurable):
    """How hidden tests are run."""

    seed = Integer(20260901, help="seed of the hidden tests' random instances; keep it to yourself").tag(config=True)
    run_all = Bool(
        False, help="run every cell, those that only show something and that nobody edited, too; grades are the same"
    ).tag(config=True)
    diagnosis = Bool(True, help="tell students which named mistake their answers equal, by its hint").tag(config=True)
    isolation = Enum(
        ["bubblewrap", "process"],
        default_value="bubblewrap",
        help="what stands around a submission's kernel; anything but bubblewrap is for code that you trust",
    ).tag(config=True)

    keep_higher = Bool(
        False, help="where tests changed and the answer did not: keep the points of before, if they were more"
    ).tag(config=True)
    parts = Dict(
        help="assignments made of some notebooks of another, with due dates of their own; docs/grading.md shows how"
    ).tag(config=True)

    def limits(self):
        """The budgets of one notebook."""
        return Limits(config=self.config)

    def as_dict(self) -> dict:
        """What a notebook's grading depends on, as plain data."""
        return {name: getattr(self, name) for name in ("seed", "diagnosis", "isolation", "keep_higher", "run_all")}

    def sandbox(self, hidden=()):
        """The isolation asked for; hidden: folders it must cover. Raises SandboxError where it cannot be had."""
        return Bubblewrap(tuple(hidden)) if self.isolation == "bubblewrap" else ProcessOnly()


def described() -> list[str]:
    """Every setting of the grader with its default and meaning, as lines for nbgrader_config.py."""
    from autograder.term.collect import Collecting  # what grades a notebook needs none of these
    from autograder.term.exports import LmsExport, Total
    from autograder.term.lateness import LatePolicy
    from autograder.term.roster_file import RosterFile

    return [
        f"c.{part.__name__}.{name} = {trait.default()!r}  # {trait.help}"
        for part in (Grading, Limits, RosterFile, Collecting, LatePolicy, LmsExport, Total)
        for name, trait in sorted(part.class_own_traits(config=True).items())
    ]
