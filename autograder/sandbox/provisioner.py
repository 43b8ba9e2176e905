"""Jupyter's own place for saying how a kernel's process is made: in a bubblewrap sandbox."""

import os
import shutil
from pathlib import Path

from jupyter_client.provisioning.local_provisioner import LocalProvisioner
from traitlets import Dict, List, Unicode

from autograder.sandbox import bubblewrap, seccomp


class BubblewrapProvisioner(LocalProvisioner):
    """Starts the kernel inside bubblewrap; killing the outer process removes everything inside."""

    folder = Unicode(help="the kernel's own folder").tag(config=True)
    limits = Dict(help="autograder.sandbox.limits.Limits as a dict").tag(config=True)
    hidden: List = List(help="folders that must not be seen").tag(config=True)
    _log = None
    _filter = None

    async def pre_launch(self, **kwargs):
        """Wrap the kernel's command; give the throwaway user the folder it talks through."""
        kwargs = await super().pre_launch(**kwargs)
        uid = bubblewrap.throwaway_uid()
        folder = Path(self.folder)
        if uid is not None:
            folder.chmod(0o711)
            (folder / "io").chmod(0o700)
            for path in [folder / "io", *(folder / "io").iterdir()]:
                os.chown(path, uid, uid)
        self._filter = seccomp.filter_file()
        self._log = (folder / "log").open("wb")  # closed once the process has it
        kwargs["cmd"] = bubblewrap.command(kwargs["cmd"], folder, self.limits, self.hidden, self._filter, uid)
        kwargs |= {"env": {"PATH": os.defpath}, "cwd": str(folder), "pass_fds": (self._filter,)}
        return kwargs | {"stdout": self._log, "stderr": self._log}

    async def launch_kernel(self, cmd, **kwargs):
        """Start the process; the descriptors of this side are closed again."""
        cmd[0] = shutil.which("bwrap") or cmd[0]
        try:
            return await super().launch_kernel(cmd, **kwargs)
        finally:
            os.close(self._filter)
            self._log.close()
