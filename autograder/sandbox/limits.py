"""What one submitted notebook may use: traitlets, set in nbgrader_config.py as `c.Limits.cell_seconds = 60`."""

from traitlets import Float, Integer
from traitlets.config import Configurable


class Limits(Configurable):
    """Budgets of one submitted notebook. A task that exceeds one of them scores 0 and the reason is told."""

    call_seconds = Float(10, min=0.1, help="seconds for one call of a student's function by a hidden test").tag(
        config=True
    )
    cell_seconds = Float(30, min=0.1, help="seconds for one cell").tag(config=True)
    notebook_seconds = Float(120, min=0.1, help="seconds for a whole notebook: cells, hidden tests, restarts").tag(
        config=True
    )
    start_seconds = Float(60, min=0.1, help="seconds for the kernel's start").tag(config=True)
    memory_mib = Integer(2048, min=1, help="MiB of memory, of all the notebook's processes together").tag(config=True)
    processes = Integer(64, min=1, help="processes and threads at a time").tag(config=True)
    open_files = Integer(512, min=1, help="open descriptors of one process").tag(config=True)
    scratch_mib = Integer(64, min=1, help="MiB of files that the notebook may write").tag(config=True)
    cell_output_kib = Integer(1024, min=1, help="KiB of output kept of one cell").tag(config=True)
    notebook_output_kib = Integer(8192, min=1, help="KiB of output of a notebook; more ends its cell").tag(config=True)
    message_mib = Integer(16, min=1, help="MiB of one message from the kernel").tag(config=True)

    def as_dict(self):
        """The limits as plain data; Limits(**data) makes them again."""
        return {name: getattr(self, name) for name in self.trait_names(config=True)}
