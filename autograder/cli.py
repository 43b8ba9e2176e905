"""The verbs of `python -m autograder`: each parses its words and calls one function of the engine."""

import argparse
import sys
from pathlib import Path

from traitlets import TraitError
from traitlets.config.loader import ConfigError

from autograder.course import REPOSITORY, Course
from autograder.errors import GraderError


def build(course, args):
    """make release/ and solutions/ from source/"""
    from autograder.authoring.build import build as run

    for change in run(course):
        print(change)
    print(f"built {course.release} and {course.solutions}")


def check(course, args):
    """is the course fit to be released? names every fault"""
    from autograder.authoring.check import check as run

    faults = run(course)
    for fault in faults:
        print(fault)
    print(f"{len(faults)} faults" if faults else "no faults: the course can be released")
    return 1 if faults else 0


def grade(course, args):
    """grade the class in submitted/: gradebook, feedback and report"""
    from autograder.nbgrading.classroom import grade_class
    from autograder.report.class_page import print_grades, write_report

    run = grade_class(course, args.students, args.workers)
    report = write_report(course, run)
    print_grades(course, run)
    print(f"\nfeedback:  {course.root / 'feedback'}\nreport:    {report}")
    return 1 if run.failed else 0


def doctor(course, args):
    """the level of isolation, each probe of it, and what to do where it does not hold"""
    from autograder.sandbox.probes import doctor as run
    from autograder.settings import Grading

    return run(course, Grading(config=_config(course)))


def audit(course, args):
    """measure the grader's errors on the library of wrong and right answers and on mutants; write docs/audit.md"""
    from autograder.authoring import audit as auditing

    chosen = args.notebooks or course.notebooks()
    rows = auditing.audit(course, chosen, args.seeds, args.workers)
    table, failed = auditing.as_markdown(rows, args.seeds), list(auditing.failures(rows))
    print(table)
    for line in failed:
        print(line)
    if not failed and chosen == course.notebooks() and args.write:
        auditing.write_table(table)
    print(f"{len(failed)} failures" if failed else "no failures")
    return 1 if failed else 0


def demo(course, args):
    """grade a class of sample submissions in a course folder of its own"""
    from autograder.authoring.demo import make_class

    course = make_class(course, args.folder)
    args.students, args.workers = (), args.workers
    return grade(course, args)


def settings(course, args):
    """print every setting of the grader with its default, as lines for nbgrader_config.py"""
    from autograder.sandbox.limits import Limits
    from autograder.settings import Grading

    for part in (Grading, Limits):
        for name, trait in sorted(part.class_traits(config=True).items()):
            print(f"c.{part.__name__}.{name} = {trait.default_value!r}  # {trait.help}")


def _config(course):
    from autograder.configuration import load

    return load(course)


VERBS = (build, check, grade, doctor, audit, demo, settings)


def parser():
    """The parser of the command line."""
    main = argparse.ArgumentParser(prog="python -m autograder", description="An auto-graded course and its grader.")
    main.add_argument("--course", type=Path, default=REPOSITORY, help="the course folder (default: this repository)")
    verbs = main.add_subparsers(dest="verb", required=True, metavar="VERB")
    made = {}
    for run in VERBS:
        made[run] = verbs.add_parser(run.__name__, help=run.__doc__, description=run.__doc__)
        made[run].set_defaults(run=run)
    made[grade].add_argument("students", nargs="*", help="students to grade (default: all that submitted)")
    for run in (grade, demo, audit):
        made[run].add_argument("--workers", type=_count, help="processes at a time (default: processors)")
    made[audit].add_argument("notebooks", nargs="*", help="notebooks to audit (default: all)")
    made[audit].add_argument("--seeds", type=int, default=50, help="seeds over which the scores must not differ")
    made[audit].add_argument("--write", action="store_true", help="write the table into docs/audit.md")
    made[demo].add_argument("--folder", type=Path, default=Path("build/demo"), help="where to make the course folder")
    return main


def _count(text):
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text} is not a whole number of at least 1")
    return int(text)


def main(argv=None):
    """Run one verb; return the exit code. What the user can mend is told in one clear line."""
    args = parser().parse_args(argv)
    try:
        if not args.course.is_dir():
            raise GraderError(f"{args.course} is no folder; name the course folder with --course")
        course = Course(args.course.resolve())
        known = getattr(args, "notebooks", None) or []
        unknown = [name for name in known if name not in course.notebooks()]
        if unknown:
            raise GraderError(f"no notebook {', '.join(unknown)}; there are: {', '.join(course.notebooks())}")
        return args.run(course, args) or 0
    except (GraderError, ConfigError, TraitError) as error:
        print(f"autograder: {error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("autograder: stopped; what was graded is kept, run the same command to go on", file=sys.stderr)
        return 130
