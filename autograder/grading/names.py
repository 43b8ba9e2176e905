"""Which global names a cell reads, binds and changes; the words that say more than a name does."""

import re
from dataclasses import dataclass, field

# Modules whose functions keep nothing from call to call. Figures are for people: what matplotlib keeps is not graded.
STATELESS = frozenset(
    [
        "IPython",
        "__future__",
        "abc",
        "cmath",
        "collections",
        "copy",
        "dataclasses",
        "enum",
        "fractions",
        "functools",
        "itertools",
        "math",
        "matplotlib",
        "numbers",
        "numpy",
        "operator",
        "re",
        "statistics",
        "string",
        "time",
        "typing",
    ]
)
# What reaches a name without writing it, or what another cell showed.
REACHING = frozenset(
    [
        "In",
        "Out",
        "__builtins__",
        "__import__",
        "__main__",
        "breakpoint",
        "builtins",
        "delattr",
        "eval",
        "exec",
        "gc",
        "get_ipython",
        "globals",
        "importlib",
        "inspect",
        "locals",
        "modules",
        "setattr",
        "vars",
    ]
)
HISTORY = re.compile(r"_+|_i*\d*|_[oid]h")  # what IPython keeps of earlier cells
DUNDER = re.compile(r"__(?!(?:call|class|doc|init|len|name|repr|version)__)\w+__")
# What sets a state that other code depends on, or writes a file.
SETTING = frozenset(
    [
        "chdir",
        "environ",
        "filterwarnings",
        "rc",
        "rcParams",
        "rcdefaults",
        "seed",
        "set_printoptions",
        "set_state",
        "setbufsize",
        "seterr",
        "seterrcall",
        "setrecursionlimit",
        "simplefilter",
        "style",
        "use",
        "mkdir",
        "open",
        "save",
        "savefig",
        "savetxt",
        "savez",
        "savez_compressed",
        "tofile",
        "unlink",
        "write",
        "write_bytes",
        "write_text",
    ]
)
MODULE = "import "  # before a module's name: what it keeps for its functions
DRAWS = "numpy.random"  # stands for NumPy's one global generator
GENERATORS = frozenset(("BitGenerator", "Generator", "PCG64", "SeedSequence", "default_rng"))


@dataclass
class Names:
    """What one cell does with global names.

    now: read while it runs, where it has not surely bound them itself; later: read by functions that it makes, whenever
    they are called. binds: bound, deleted, or changed through an item or attribute; own: surely bound at its end. things: names that may stand for
    something with a state, more than a function, a number or a text; used: names of which items or attributes are looked
    at, things unless they are modules. behind: {function: names that it reads}; made_of: {name: names in its value}.
    imports: modules. reaches: what it reads or changes cannot be told; sets: it changes what no name shows.
    """

    now: set[str] = field(default_factory=set)
    later: set[str] = field(default_factory=set)
    binds: set[str] = field(default_factory=set)
    own: set[str] = field(default_factory=set)
    things: set[str] = field(default_factory=set)
    used: set[str] = field(default_factory=set)
    modules: set[str] = field(default_factory=set)
    behind: dict[str, set[str]] = field(default_factory=dict)
    made_of: dict[str, set[str]] = field(default_factory=dict)
    imports: set[str] = field(default_factory=set)
    reaches: bool = False
    sets: bool = False
