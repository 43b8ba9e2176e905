"""What grading costs: beside other graders and the bare limit, and against the size of the class. `python -m benchmarks`."""
