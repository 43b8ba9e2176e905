"""Settings that nobody reads: traitlets passes over a section or a name that it does not know."""

from difflib import get_close_matches

from traitlets.config import Config

from autograder.errors import CourseError
from autograder.sandbox.limits import Limits
from autograder.settings import Grading
from autograder.term.collect import Collecting
from autograder.term.lateness import LatePolicy
from autograder.term.roster_file import RosterFile

OURS = {part.__name__: part for part in (Grading, Limits, LatePolicy, Collecting, RosterFile)}


def ensure_known(config: Config) -> None:
    """Raise CourseError where the configuration sets what is nearly the name of one of our sections or settings."""
    for section, values in config.items():
        if section in OURS:
            names = OURS[section].class_trait_names(config=True)
            for name in values:
                if name not in names:
                    raise CourseError(f"c.{section}.{name} is no setting{_meant(f'c.{section}.', name, names)}")
        elif get_close_matches(section, OURS, 1, 0.75):
            raise CourseError(f"c.{section} is no section of settings{_meant('c.', section, list(OURS))}")


def _meant(before: str, name: str, known: list[str]) -> str:
    near = get_close_matches(name, known, 1)
    return f"; {before}{near[0]} is" if near else f"; there are: {', '.join(sorted(known))}"
