"""nbgrader's configuration of this course: one line loads the grader, the others are yours."""

from autograder import configure

c = configure(get_config(), __file__)  # noqa: F821  (nbgrader provides get_config)

# The grader's own settings, each with its default; take away the mark before a line to change it.
# c.Grading.diagnosis = True  # tell students which named mistake their answers equal, by its hint
# c.Grading.isolation = 'bubblewrap'  # what stands around a submission's kernel; anything but bubblewrap is for code that you trust
# c.Grading.keep_higher = False  # where tests changed and the answer did not: keep the points of before, if they were more
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
# c.RosterFile.columns = {}  # columns of the roster under other names: {'Matrikelnummer': 'id'}; the fields are id, first, last, name, email, section, login, number, sis, canvas, moodle, participant, blackboard, lms
# c.RosterFile.file = 'roster.csv'  # the roster, a path from the course's root
# c.Collecting.timezone = 'UTC'  # time zone of the time stamps in a download's names, as the LMS shows times to you: 'Europe/Berlin'
# c.LatePolicy.extensions = {}  # hours beyond the due date: {'anna': 48} for every assignment, {'anna': {'homework': 48}} for one
# c.LatePolicy.extensions_file = ''  # the same as a table with the columns student, assignment, hours: a path from the course's root
# c.LatePolicy.grace_minutes = 0  # minutes after the due date that do not count as late
# c.LatePolicy.late_days = 0  # late days that a student may spend over all assignments before points are lost
# c.LatePolicy.most_percent = 100.0  # percent of the points lost at most
# c.LatePolicy.per = 'day'  # what `percent` is counted for
# c.LatePolicy.percent = 0.0  # percent of a submission's points lost for each started day or hour
# c.LmsExport.digits = 2  # digits after the point
# c.LmsExport.missing = 'leave_out'  # points of who handed in nothing: left out, or zero
# c.LmsExport.per_task = False  # a column for each task beside the one of the assignment
# c.LmsExport.titles = {}  # names of assignments in the LMS: {'homework': 'Homework 1 (4711)'}
# c.LmsExport.waiting = 'leave_out'  # points where a written answer is not graded yet: left out, or those that are there
# c.Total.weights = {}  # weight of each assignment in the total: {'homework': 30, 'project': 70}; without it, points are added up
