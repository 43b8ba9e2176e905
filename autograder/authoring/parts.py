"""Make assignments of parts of one: copies under source/ and release/, which `build` writes, `check` compares, and nobody edits."""

import filecmp
import shutil
from dataclasses import dataclass
from pathlib import Path

from traitlets.config import Config

from autograder.course import PART_OF, Course
from autograder.errors import CourseError
from autograder.nbgrading.parts import SETTING, Part, ensure_not_graded_whole, parts_of, register, submissions

BUILD = "run `autograder build`"


@dataclass(frozen=True)
class Plan:
    """What `build` does. wanted: parts to write; old: names of those that the setting no longer has, to remove."""

    wanted: list[Part]
    old: list[str]


def plan(course: Course, config: Config) -> Plan:
    """Compare the setting with the parts that are there.

    Raises CourseError where the setting is wrong, and where the gradebook would hold whole and parts.
    """
    wanted = parts_of(course, config)
    old = _old(course, wanted)
    if wanted:
        ensure_not_graded_whole(course, config)
    for name in old:
        count = submissions(Course(course.root, name), config)
        if count:
            raise CourseError(
                f"{SETTING} no longer has {name}, and the gradebook has {count} submissions of it. Put it back, or take "
                f"these submissions out of the gradebook: nbgrader db assignment remove {name} --force"
            )
    return Plan(wanted, old)


def write(course: Course, planned: Plan, config: Config) -> list[str]:
    """Write the parts of an assignment that is built, anew, and remove the old ones; return what to tell, one line each."""
    for name in [part.name for part in planned.wanted] + planned.old:
        for folder in _folders(Course(course.root, name)):
            shutil.rmtree(folder, ignore_errors=True)
    for part in planned.wanted:
        _copy(course, part)
        register(Course(course.root, part.name), part, config)
    given = {notebook for part in planned.wanted for notebook in part.notebooks}
    left = [name for name in course.notebooks() if given and name not in given]
    return [
        *(f"part {part.name}: {', '.join(part.notebooks)}" for part in planned.wanted),
        *(f"part {name} is removed: {SETTING} no longer has it" for name in planned.old),
        *(f"{name} is in no part of {course.assignment}" for name in left),
    ]


def drift(course: Course, config: Config):
    """Yield where the parts that are there are not what the setting and the whole make."""
    wanted = parts_of(course, config)
    for name in _old(course, wanted):
        yield f"source/{name} is a part that {SETTING} no longer has; {BUILD}"
    for part in wanted:
        made = Course(course.root, part.name)
        if made.assignment not in course.built_parts():
            yield f"source/{part.name} is missing, a part that {SETTING} has; {BUILD}"
            continue
        for ours, kept in zip(_folders(course), _folders(made), strict=True):
            wanted_files, files = _files(ours, part), [p.relative_to(kept) for p in kept.rglob("*") if p.is_file()]
            for path in sorted({*wanted_files, *filter(_is_kept, files)}):
                one, two = ours / path, kept / path
                same = path in wanted_files and two.is_file() and filecmp.cmp(one, two, shallow=False)
                if not same:
                    place, whole = two.relative_to(course.root), ours.relative_to(course.root)
                    yield f"{place} is not what {whole} has; edit source/{course.assignment}, then {BUILD}"


def _old(course: Course, wanted: list[Part]) -> list[str]:
    return [name for name in course.built_parts() if name not in {part.name for part in wanted}]


def _folders(course: Course) -> tuple[Path, Path]:
    return course.source, course.release


def _files(folder: Path, part: Part) -> list[Path]:
    """What a part takes out of a folder of the whole: its notebooks and every support file."""
    names = [path.relative_to(folder) for path in folder.rglob("*") if path.is_file()]
    given = {Path(f"{notebook}.ipynb") for notebook in part.notebooks}
    return [path for path in names if _is_kept(path) and (path in given or path.suffix != ".ipynb")]


def _is_kept(path: Path) -> bool:
    return not any(name.startswith(".") or name == "__pycache__" for name in path.parts)


def _copy(course: Course, part: Part) -> None:
    """Copy the files of a part; its notebooks under source/ are read-only, so that an editor says where not to write."""
    made = Course(course.root, part.name)
    for ours, copy in zip(_folders(course), _folders(made), strict=True):
        for path in _files(ours, part):
            (copy / path).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ours / path, copy / path)
    for notebook in part.notebooks:
        (made.source / f"{notebook}.ipynb").chmod(0o444)
    (made.source / PART_OF).write_text(f"{course.assignment}\n", encoding="utf-8")
