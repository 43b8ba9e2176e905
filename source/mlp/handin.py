"""What will not do where the notebook is graded: modules that are missing there, a notebook that is not finished."""

import dis
import json
import re
import sys
from pathlib import Path
from types import FunctionType, ModuleType

import numpy as np

ANSWER = "YOUR ANSWER HERE"

_HERE = Path(__file__).parent
# Modules that are there, and not worth telling.
_KNOWN = {*sys.stdlib_module_names, "__main__", "mpl_toolkits", "ipykernel", "autograder"}
_CHECKS = re.compile(r'SelfCheck\(\s*"([^"]*)"((?:\s*,\s*"\w+")+)')


def report(notebook_name, tasks, passed, unwritten, lacking):
    """Tell in a short list what is missing in a notebook.

    tasks: {function: task} of those whose check cell has run; passed: {function: bool}; unwritten: {function:
    functions not written yet that its check met}; lacking: further lines.
    """
    file = Path(f"{notebook_name.removesuffix('.ipynb')}.ipynb")
    asked, blank, size = saved(file)
    names = list(dict.fromkeys([*asked, *tasks]))
    told = {name: f"{name} ({tasks.get(name) or asked[name]})" for name in names}
    stubs = [name for name in names if name in unwritten.get(name, ())]
    failed = [name for name in names if name in tasks and not passed[name] and name not in stubs]
    unrun = [name for name in names if name not in tasks]
    found = {
        "not written yet": stubs,
        "public checks have not passed": failed,
        "check cell not run since the last restart": unrun,
    }
    lines = [f"{what}: {_some([told[name] for name in group])}" for what, group in found.items() if group]
    lines += ["no check cell has run since the last restart"] * (not names)
    lines += [f"the saved file still says {ANSWER} in: {', '.join(blank)}"] * bool(blank)
    lines += ["the file is large, and at most 20 MiB are graded: clear its outputs"] * (size > 10 * 2**20)
    lines += lacking
    return "\n".join(
        [
            f"Before you hand in {file}" + (f" (last saved with {size / 1e3:,.0f} kB):" if size else ":"),
            *[f"  - {line}" for line in lines or ["nothing is missing: all public checks have passed"]],
            "Last of all: Restart & Run All, see that no cell stops with an error, save, hand in the saved file.",
        ]
    )


def _some(items, most=8):
    return ", ".join(items[:most]) + (f" and {len(items) - most} more" if len(items) > most else "")


def foreign(variables, allowed):
    """The modules, sorted, that these variables or the student's functions come from and the grader does not have."""
    names = set()
    for value in [value for name, value in variables.items() if not name.startswith("_")]:
        if isinstance(value, ModuleType):
            names.add(value.__name__)
        elif isinstance(value, np.ufunc):  # says of itself only that it is one
            owned = {n for n, m in list(sys.modules.items()) if getattr(m, "__dict__", {}).get(value.__name__) is value}
            names.add(min(owned - {"__main__"}, default="numpy"))
        elif isinstance(value, type) or callable(value):
            names.add(str(getattr(value, "__module__", None) or "numpy"))
        if isinstance(value, FunctionType) and value.__globals__ is variables:
            names |= _imported(value.__code__)
    roots = {name.partition(".")[0] for name in names} - _KNOWN - set(allowed)
    beside = lambda root: any((place / root).is_dir() or (place / f"{root}.py").exists() for place in (_HERE, Path()))
    return sorted(root for root in roots if not beside(root))


def _imported(code):
    """The modules that a function's own lines import when it is called."""
    found = {step.argval for step in dis.get_instructions(code) if step.opname == "IMPORT_NAME"}
    return found.union(*(_imported(inner) for inner in code.co_consts if isinstance(inner, type(code))))


def saved(file):
    """({function: task} of the checks, ids of blank written answers, bytes) of the notebook as it was last saved."""
    asked, blank = {}, []
    try:
        text = file.read_text(encoding="utf-8")
        for cell in json.loads(text)["cells"]:
            source = "".join(cell["source"])
            if cell["cell_type"] == "code":
                for task, names in _CHECKS.findall(source):
                    asked.update(dict.fromkeys(re.findall(r"\w+", names), task))
            elif ANSWER in source and cell["metadata"].get("nbgrader", {}).get("solution", True):
                blank.append(cell.get("id", "a cell"))
    except (OSError, ValueError, KeyError, TypeError, AttributeError):  # no notebook, or none that can be read
        return {}, [], 0
    return asked, blank, len(text.encode())


def unavailable(module, allowed):
    """Say that an import will fail where the notebook is graded."""
    listed = f"the standard library, {', '.join(allowed)}"
    return f"{module} is not available where this is graded; an answer that needs it will score 0. Allowed: {listed}."
