"""The command line, `autograder VERB [ASSIGNMENT] …`: each verb reads its words and calls one function of a room."""

import argparse
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from traitlets import TraitError
from traitlets.config.loader import ConfigError

from autograder.configuration import load
from autograder.course import Course, find, whole
from autograder.errors import GraderError


def new(course: None, args: argparse.Namespace) -> int:
    """make a new assignment that builds and grades as it is, and a course around it where there is none"""
    from autograder.authoring.new import course_folder, next_steps
    from autograder.authoring.new import new as run

    root = args.course or course_folder(Path.cwd())
    for path in run(root, args.assignment):
        print(f"made {path}")
    print("\nNext:\n  " + "\n  ".join(next_steps(Course(root, args.assignment))))
    return 0


def build(course: Course, args: argparse.Namespace) -> int:
    """make release/ and solutions/ from source/"""
    from autograder.authoring.build import build as run

    for change in run(course):
        print(change)
    print(f"built {course.release} and {course.solutions}")
    return 0


def check(course: Course, args: argparse.Namespace) -> int:
    """is the assignment fit to be released? names every fault"""
    from autograder.authoring.check import check as run

    faults = run(course)
    for fault in faults:
        print(fault)
    print(f"{len(faults)} faults" if faults else f"no faults: {course.assignment} can be released")
    return 1 if faults else 0


def grade(course: Course, args: argparse.Namespace) -> int:
    """grade the class in submitted/: gradebook, feedback and report"""
    from autograder.nbgrading.classroom import grade_class
    from autograder.report.class_data import gather
    from autograder.report.class_page import outdated, report_of, write_report
    from autograder.report.class_tables import write_changes
    from autograder.report.printing import print_grades
    from autograder.term.roster_file import roster_of

    roster_of(course)  # one that cannot be read is told before anything is graded
    run = grade_class(course, [*args.names, *args.student], args.workers, args.scheduler)
    data = gather(course, run)
    changes = write_changes(data)
    if outdated(data):
        write_report(data)
    print_grades(data)
    print(f"\nfeedback:  {course.root / 'feedback'}\nreport:    {report_of(course)}")
    if changes is not None:
        print(f"changes:   {changes}")
    return 1 if run.failed else 0


def doctor(course: Course, args: argparse.Namespace) -> int:
    """the level of isolation, each probe of it, and what to do where it does not hold"""
    from autograder.sandbox.probes import doctor as run
    from autograder.settings import Grading

    return run(course, Grading(config=load(course)))


def audit(course: Course, args: argparse.Namespace) -> int:
    """measure the grader's errors on the library of wrong and right answers and on mutants"""
    from autograder.authoring import audit as auditing

    unknown = [name for name in args.names if name not in course.notebooks()]
    if unknown:
        raise GraderError(f"no notebook {', '.join(unknown)}; there are: {', '.join(course.notebooks())}")
    chosen = args.names or course.notebooks()
    rows = auditing.audit(course, chosen, args.seeds, args.workers)
    table, failed = auditing.as_markdown(rows, args.seeds), list(auditing.failures(rows))
    print(table)
    for line in failed:
        print(line)
    if not failed and chosen == course.notebooks() and args.write:
        auditing.write_table(course, table)
    print(f"{len(failed)} failures" if failed else "no failures")
    return 1 if failed else 0


def demo(course: Course, args: argparse.Namespace) -> int:
    """grade a class of sample submissions in a course folder of its own"""
    from autograder.authoring.demo import make_class

    return grade(
        make_class(course, args.folder), argparse.Namespace(names=[], student=[], workers=args.workers, scheduler=None)
    )


def roster(course: Course, args: argparse.Namespace) -> int:
    """write the roster's students into the gradebook, and say who is new and who is not in it"""
    from autograder.term.enrolment import enrol
    from autograder.term.roster_file import roster_at

    print("\n".join(enrol(course, roster_at(course, args.names)).lines()))
    return 0


def collect(course: Course, args: argparse.Namespace) -> int:
    """put the download of an LMS (a zip or a folder) into submitted/"""
    from autograder.term.collect import collect as run

    if len(args.names) != 1:
        raise GraderError("collect takes an assignment and one download: autograder collect ASSIGNMENT submissions.zip")
    print("\n".join(run(course, Path(args.names[0]), args.scheme).lines()))
    return 0


def feedback_zip(course: Course, args: argparse.Namespace) -> int:
    """pack the feedback under the names that the LMS's upload of feedback takes"""
    from autograder.term.feedback_zip import pack

    print("\n".join(pack(course, args.kind, args.to).lines()))
    return 0


def export(course: Course, args: argparse.Namespace) -> int:
    """write grades as the LMS imports them"""
    from autograder.term.exporting import export as run

    print("\n".join(run(course, args.kind, args.names, args.to)))
    return 0


def settings(course: None, args: argparse.Namespace) -> int:
    """print every setting of the grader with its default, as lines for nbgrader_config.py"""
    from autograder.settings import described

    print("\n".join(described()))
    return 0


@dataclass(frozen=True)
class Verb:
    """One verb. names: what its further words are; options: of OPTIONS; anywhere: whether it needs no course folder.

    makes: whether the assignment is one that it makes; whole: whether it is about the course, not one assignment.
    """

    run: Callable[..., int]
    names: str = ""
    options: tuple[str, ...] = ()
    anywhere: bool = False
    makes: bool = False
    whole: bool = False


def _count(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text} is not a whole number of at least 1")
    return int(text)


OPTIONS: dict[str, dict] = {
    "student": {
        "action": "append",
        "default": [],
        "help": "a student to grade; may be given several times (default: all)",
    },
    "workers": {"type": _count, "help": "processes at a time (default: processors)"},
    "scheduler": {"help": "address of a dask scheduler whose workers grade (default: processes of this machine)"},
    "seeds": {"type": int, "default": 50, "help": "seeds over which the reference's scores must not differ"},
    "write": {"action": "store_true", "help": "write the table into docs/"},
    "from": {
        "dest": "scheme",
        "default": "",
        "choices": ["canvas", "moodle", "blackboard", "classroom", "folders"],
        "help": "whose names the download's files have (default: told by the names)",
    },
    "for": {"dest": "kind", "default": "", "help": "the LMS that takes the file: canvas, moodle, …; docs/term.md"},
    "to": {"type": Path, "help": "the file to write"},
    "folder": {"type": Path, "default": Path("build/demo"), "help": "where to make the course folder"},
}
VERBS = {
    "new": Verb(new, anywhere=True, makes=True),
    "build": Verb(build),
    "check": Verb(check),
    "grade": Verb(grade, "STUDENT", ("student", "workers", "scheduler")),
    "doctor": Verb(doctor),
    "audit": Verb(audit, "NOTEBOOK", ("workers", "seeds", "write")),
    "demo": Verb(demo, options=("workers", "folder")),
    "roster": Verb(roster, "FILE", whole=True),
    "collect": Verb(collect, "DOWNLOAD", ("from",)),
    "export": Verb(export, "ASSIGNMENT", ("for", "to"), whole=True),
    "feedback-zip": Verb(feedback_zip, options=("for", "to")),
    "settings": Verb(settings, anywhere=True),
}


def usage() -> str:
    """The verbs, a line each."""
    width = max(map(len, VERBS))
    lines = [f"  {name:<{width}}  {verb.run.__doc__}" for name, verb in VERBS.items()]
    return "usage: autograder VERB [ASSIGNMENT] [options]; autograder VERB --help says more\n\n" + "\n".join(lines)


def parser(name: str) -> argparse.ArgumentParser:
    """The parser of one verb's words, with options in any place."""
    verb = VERBS[name]
    verb_parser = argparse.ArgumentParser(prog=f"autograder {name}", description=verb.run.__doc__)
    if verb.makes:
        verb_parser.add_argument("assignment", help="its name: the name of its folders")
        verb_parser.add_argument(
            "--course", type=Path, help="the course folder (default: this one, or the one it lies in)"
        )
    elif not verb.anywhere:
        if not verb.whole:
            verb_parser.add_argument("assignment", nargs="?", help="default: the only one")
        verb_parser.add_argument(
            "--course", type=Path, help="the course folder (default: this one, or the nearest above it)"
        )
    if verb.names:
        said = {"FILE": "default: c.RosterFile.file", "DOWNLOAD": "a zip or a folder, as the browser left it"}
        verb_parser.add_argument("names", nargs="*", metavar=verb.names, help=said.get(verb.names, "default: all"))
    for option in verb.options:
        verb_parser.add_argument(f"--{option}", **OPTIONS[option])
    return verb_parser


def run(argv: Sequence[str]) -> int:
    """Find the verb and run it."""
    name = next((word for word in argv if word in VERBS), None)
    if name is None:
        asked = not argv or "-h" in argv or "--help" in argv
        print(
            usage() if asked else f"autograder: no verb in {' '.join(argv)!r}\n{usage()}",
            file=sys.stdout if asked else sys.stderr,
        )
        return 0 if asked else 2
    words = list(argv)
    words.remove(name)
    args = parser(name).parse_intermixed_args(words)
    verb = VERBS[name]
    if verb.whole:
        return verb.run(whole(args.course), args)
    return verb.run(None if verb.anywhere else find(args.course, args.assignment), args)


def main(argv: Sequence[str] | None = None) -> int:
    """Run one verb; return the exit code. What the user can mend is told in one clear line."""
    try:
        return run(sys.argv[1:] if argv is None else argv)
    except (GraderError, ConfigError, TraitError) as error:
        print(f"autograder: {error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("autograder: stopped; what was graded is kept, run the same command to go on", file=sys.stderr)
        return 130
