"""The verbs of `python -m autograder`."""

import argparse
import sys
from pathlib import Path

from autograder.engine.course import REPOSITORY, Course
from autograder.engine.errors import GraderError


def audit(args):
    from autograder.engine.audit import audit_notebook

    course, wrong = Course(args.course), 0
    for notebook in args.notebooks or course.notebooks():
        for line in audit_notebook(course, notebook, args.seed):
            print(line)
            wrong += 1
        print(f"{notebook}: audited")
    return 1 if wrong else 0


def build(args):
    from autograder.engine.build import build as run

    run(Course(args.course))
    return 0


def parser():
    main = argparse.ArgumentParser(prog="python -m autograder", description=__doc__)
    main.add_argument("--course", type=Path, default=REPOSITORY, help="the course folder (default: this repository)")
    verbs = main.add_subparsers(dest="verb", required=True, metavar="VERB")
    p = verbs.add_parser("audit", help="run the hidden tests on the library of wrong and right answers")
    p.add_argument("notebooks", nargs="*")
    p.add_argument("--seed", type=int, default=0)
    p.set_defaults(run=audit)
    p = verbs.add_parser("build", help="make release/ and solutions/ from source/")
    p.set_defaults(run=build)
    return main


def main(argv=None):
    """Run one verb; return the exit code. An error the user can mend is one clear line."""
    args = parser().parse_args(argv)
    try:
        return args.run(args)
    except GraderError as error:
        print(f"autograder: {error}", file=sys.stderr)
        return 2
