"""Import a Python file by its path, under a name of its own."""

import hashlib
import importlib.util
import sys
from pathlib import Path
from types import ModuleType

from autograder.errors import CourseError


def name_of(path: Path) -> str:
    """The name under which a file is imported: like no other module's."""
    return f"_course_{Path(path).stem}_{hashlib.sha256(str(Path(path).resolve()).encode()).hexdigest()[:12]}"


def load(path: Path) -> ModuleType:
    """Import the file anew and return its module; nothing has to lie on Python's path.

    Raises CourseError where it cannot be imported.
    """
    path = Path(path).resolve()
    name = name_of(path)
    spec = importlib.util.spec_from_file_location(name, path)
    if spec is None or spec.loader is None:
        raise CourseError(f"{path} is no Python file")
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module  # inspect finds the source of a class through its module
    try:
        spec.loader.exec_module(module)
    except Exception as error:
        raise CourseError(f"{path} cannot be imported: {type(error).__name__}: {error}") from error
    return module
