"""Collect a download of a learning management system into submitted/: newest attempts, the assignment's names, nothing lost."""

from dataclasses import replace
from pathlib import Path
from zoneinfo import ZoneInfo

from traitlets import TraitError, Unicode, validate
from traitlets.config import Configurable

from autograder.configuration import load
from autograder.course import Course
from autograder.errors import CourseError, SubmissionError
from autograder.term.download import Download, File, download
from autograder.term.handing_in import Chosen, Report, hand_in
from autograder.term.kept import collected_of, keep
from autograder.term.names import exact, own_name, safe
from autograder.term.roster import Roster
from autograder.term.roster_file import roster_of
from autograder.term.schemes import SCHEMES, detect


class Collecting(Configurable):
    """How downloads are read."""

    timezone = Unicode(
        "UTC", help="time zone of the time stamps in a download's names, as the LMS shows times to you: 'Europe/Berlin'"
    ).tag(config=True)

    @validate("timezone")
    def _known(self, proposal):
        try:
            ZoneInfo(proposal["value"])
        except (KeyError, ValueError, OSError):
            raise TraitError(f"timezone: no time zone {proposal['value']!r}; write one as 'Europe/Berlin'") from None
        return proposal["value"]


def collect(course: Course, path: Path, scheme: str = "") -> Report:
    """Collect a download; scheme: one of SCHEMES, or told by the names. Raises CourseError where it cannot be read."""
    config = load(course)
    zone = ZoneInfo(Collecting(config=config).timezone)
    submitted = course.root / config.CourseDirectory.get("submitted_directory", "submitted")
    roster, kept = roster_of(course), collected_of(course)
    if not roster.students:
        raise CourseError(f"{roster.path} has nobody in it: without a roster it is not known whose files these are")
    with download(path) as found:
        _inside_one_folder(found, roster)
        scheme = scheme or detect([file.path for file in found.files], roster)
        report = Report(scheme, course.root / "downloaded" / course.assignment / "unknown")
        report.left += [f"{name}: {why}" for name, why in found.refused.items()]
        for student, files in _sorted(found, scheme, roster, course, report).items():
            newest = _newest(files, course, report)
            hand_in(submitted / student / course.assignment, student, newest, zone, kept, report)
    keep(course, kept)
    report.absent = [s.id for s in roster.students if not (submitted / s.id / course.assignment).is_dir()]
    return report


def _inside_one_folder(found: Download, roster: Roster) -> None:
    """Forget the one folder that is around everything, unless it is a student's."""
    tops = {file.path.parts[0] for file in found.files if len(file.path.parts) > 1}
    around = len(tops) == 1 and all(len(file.path.parts) > 1 for file in found.files)
    top = next(iter(tops), "")
    if around and not roster.find(top) and not any(SCHEMES["moodle"](file.path, roster) for file in found.files):
        found.files = [File(f.path.relative_to(top), f.copy, f.inside) for f in found.files]


def _sorted(found: Download, scheme: str, roster: Roster, course: Course, report: Report):
    """{student: {target: Chosen}} of the newest attempts; what belongs to nobody is copied aside."""
    students: dict[str, dict[str, Chosen]] = {}
    for file in found.files:
        named = SCHEMES[scheme](file.path, roster)
        if named is None:
            _aside(file, "its name is not one of this kind", report)
        elif named.student is None:
            _aside(file, "nobody, or more than one, in the roster has this name or id", report)
        elif named.remark:
            report.left.append(f"{file.shown}: text that {named.student.id} typed into the LMS")
        else:
            ordered = replace(named, attempt=named.attempt or found.made)
            _choose(students.setdefault(named.student.id, {}), Chosen(ordered, file), course, report)
    return students


def _aside(file: File, why: str, report: Report) -> None:
    whole = [*file.path.parts, *(file.inside.parts if file.inside else ())]
    try:
        file.copy(report.unknown.joinpath(*map(safe, whole)))
        report.strangers.append(f"{file.shown}: {why}")
    except SubmissionError as error:
        report.left.append(f"{file.shown}: {error}")


def _choose(files: dict[str, Chosen], new: Chosen, course: Course, report: Report) -> None:
    """Take a file, unless a later attempt has it. Of one attempt, the exact name has it, the other keeps its own."""
    target = own_name(new.name, course)
    old = files.get(target)
    if old is None:
        files[target] = new
        return
    order = {id(chosen): (chosen.named.attempt, exact(chosen.name, target)) for chosen in (old, new)}
    first, last = (old, new) if order[id(new)] > order[id(old)] else (new, old)
    files[target] = last
    if first.named.attempt < last.named.attempt:
        report.left.append(f"{first.file.shown}: an older attempt of {last.file.shown}")
        return
    other = safe(first.name)
    while other in files:
        other = f"other-{other}"
    files[other] = first


def _newest(files: dict[str, Chosen], course: Course, report: Report) -> dict[str, Chosen]:
    """Without what stands under a name of its own in an attempt before the last: the last has it under another."""
    last = max((chosen.named.when for chosen in files.values() if chosen.named.when), default=None)
    ours = {f"{notebook}.ipynb" for notebook in course.notebooks()}
    old = [n for n, c in files.items() if c.named.when and last and c.named.when < last and n not in ours]
    report.left += [f"{files[name].file.shown}: of an older attempt" for name in old]
    return {name: chosen for name, chosen in files.items() if name not in old}
