"""Grade notebooks with Otter, in the environment that it is installed in: python -m benchmarks.peers.otter_run JOBS"""

import json
import sys
from pathlib import Path

from otter.run import main as run

for submission, archive, place in json.loads(Path(sys.argv[1]).read_text()):
    run(submission, autograder=archive, output_dir=place, no_logo=True)
