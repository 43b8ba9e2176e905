"""What stands around a submission's kernel, as levels with a name."""

import os
import shutil
import subprocess
from dataclasses import dataclass, field

from autograder.errors import SandboxError
from autograder.sandbox import bubblewrap, seccomp

OURS = ("MPLBACKEND", "PYTHONDONTWRITEBYTECODE", "OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")


@dataclass
class Bubblewrap:
    """The full level. hidden: folders whose content a submission must never see."""

    hidden: tuple = ()
    name: str = field(default="bubblewrap", init=False)

    def __post_init__(self):
        absent = bubblewrap.missing()
        if absent:
            raise SandboxError(
                f"the sandbox needs {', '.join(absent)}: install the packages bubblewrap and util-linux "
                "(`autograder doctor` says more), or, for code that you trust, set c.Grading.isolation = 'process'"
            )

    def scratch(self, folder) -> list[str]:
        """The folders that a kernel can write to, as it sees them. folder: the sandbox's own."""
        return list(bubblewrap.SCRATCH)

    def start(self, inner, folder, limits, descriptor, output) -> subprocess.Popen:
        """Start `inner` in the sandbox; killing the outer process removes everything inside.

        descriptor: the one that the process inherits. output: the descriptor for its stdout and stderr. The thread
        that calls must outlive the process: bubblewrap ends with it.
        """
        filtered, uid = seccomp.filter_file(), bubblewrap.throwaway_uid()
        line = bubblewrap.command(inner, folder, limits.as_dict(), self.hidden, filtered, uid)
        line[0] = shutil.which("bwrap") or line[0]
        try:
            return _popen(line, folder, {"PATH": os.defpath}, (filtered, descriptor), output)
        finally:
            os.close(filtered)


@dataclass
class ProcessOnly:
    """A weaker level, only for code that is trusted: a process of its own, and the limits that one can watch."""

    name: str = field(default="process", init=False)

    def scratch(self, folder) -> list[str]:
        """The folder that a kernel starts in; what it writes elsewhere is not looked for."""
        return [str(folder / "work")]

    def start(self, inner, folder, limits, descriptor, output) -> subprocess.Popen:
        """Start `inner` as a process like any other; the arguments are those of Bubblewrap.start."""
        environment = os.environ | {name: bubblewrap.ENVIRONMENT[name] for name in OURS}
        return _popen(inner, folder / "work", environment, (descriptor,), output)


Isolation = Bubblewrap | ProcessOnly


def _popen(line, folder, environment, descriptors, output):
    return subprocess.Popen(
        line,
        cwd=folder,
        env=environment,
        pass_fds=descriptors,
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=output,
        start_new_session=True,
    )
