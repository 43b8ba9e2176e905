"""The exceptions of the grader, in one place."""


class GraderError(Exception):
    """Anything an instructor can mend: the message says what came, what is allowed, what to do next."""


class CourseError(GraderError):
    """The course folder is not as the grader needs it."""


class SubmissionError(GraderError):
    """A submission cannot be read; it scores 0 and the class goes on."""


class MissingNotebook(SubmissionError):
    """A notebook was not handed in."""


class SandboxError(GraderError):
    """The isolation asked for cannot be had, or does not hold."""


class KernelDied(GraderError):
    """The student's process ended, or had to be ended. reason: plain words for the student."""

    def __init__(self, reason):
        super().__init__(reason)
        self.reason = reason
        self.outputs: list[dict] = []  # what the cell that ended had shown


class Wrong(AssertionError):
    """A student's answer is wrong. The message is shown to the student: it never tells the answer."""


class Unwritten(Wrong):
    """The function is still the stub that was handed out."""
