"""Undo what a cell did to the machinery that runs the next one, so that later cells still run as written."""

from IPython.core.inputtransformer2 import TransformerManager


class Shelter:
    """Remembers the kernel's and the shell's own methods and puts them back.

    Not a wall: the process is the student's. It keeps one cell from silencing the cells after it.
    """

    def __init__(self, kernel, shell, classes):
        self.kernel, self.shell = kernel, shell
        self.methods = [(cls, name, f) for cls in classes for name, f in vars(cls).items() if callable(f)]
        self.names = {cls: set(vars(cls)) for cls in classes}
        self.own = {id(thing): set(vars(thing)) for thing in (kernel, shell)}
        self.handlers = dict(kernel.shell_handlers)

    def restore(self):
        """Put everything back; called between cells."""
        for cls, name, function in self.methods:
            if vars(cls).get(name) is not function:
                setattr(cls, name, function)
        for cls, names in self.names.items():
            for name in [n for n, f in vars(cls).items() if n not in names and callable(f)]:
                delattr(cls, name)
        for thing in (self.kernel, self.shell):
            for name in [n for n in vars(thing) if n not in self.own[id(thing)]]:
                if callable(getattr(type(thing), name, None)):
                    delattr(thing, name)
        self.kernel.shell_handlers = dict(self.handlers)
        self.shell.ast_transformers = []
        self.shell.input_transformer_manager = TransformerManager()
        self.shell.input_transformers_post = []
