"""The command line: python -m autograder VERB."""

import sys

from autograder.engine.cli import main

sys.exit(main())
