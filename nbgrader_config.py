"""nbgrader's configuration of this course: one line loads the grader, the others are yours."""

from autograder import configure

c = configure(get_config(), __file__)  # noqa: F821  (nbgrader provides get_config)

# The grader's own settings, each with its default; take away the mark before a line to change it.
# c.Grading.diagnosis = True  # tell students which named mistake their answers equal, by its hint
# c.Grading.isolation = 'bubblewrap'  # what stands around a submission's kernel; anything but bubblewrap is for code that you trust
# c.Grading.parts = {}  # assignments made of some notebooks of another, with due dates of their own; docs/grading.md shows how
# c.Grading.run_all = False  # run every cell, those that only show something and that nobody edited, too; grades are the same
# c.Grading.seed = 20260901  # seed of the hidden tests' random instances; keep it to yourself
# c.Limits.call_seconds = 10  # seconds for one call of a student's function by a hidden test
# c.Limits.cell_output_kib = 1024  # KiB of output kept of one cell
# c.Limits.cell_seconds = 30  # seconds for one cell
# c.Limits.memory_mib = 2048  # MiB of memory, of all the notebook's processes together
# c.Limits.message_mib = 16  # MiB of one message from the kernel
# c.Limits.notebook_output_kib = 8192  # KiB of output of a notebook; more ends its cell
# c.Limits.notebook_seconds = 120  # seconds for a whole notebook: cells, hidden tests, restarts
# c.Limits.open_files = 512  # open descriptors of one process
# c.Limits.processes = 64  # processes and threads at a time
# c.Limits.scratch_mib = 64  # MiB of files that the notebook may write
# c.Limits.start_seconds = 60  # seconds for the kernel's start
