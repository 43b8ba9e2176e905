"""The command line: python -m autograder VERB."""

import sys

from autograder.cli import main

sys.exit(main())
