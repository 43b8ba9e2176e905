"""Pages of a course that speak of its notebooks: a table that `build` writes, and names of sections that `check` looks up.

In the README or any page under docs/, with the assignment's name in place of ASSIGNMENT:
`<!-- notebooks ASSIGNMENT -->` … `<!-- end -->` holds a table of the notebooks and their points, written by build;
`<!-- sections ASSIGNMENT -->` says that the page names sections as `2: heading`, each of which must exist, and leaves out no
section with a test cell. The number is the one that the notebook's name begins with, or the whole name.
"""

import re

from autograder.notebooks import is_bonus, meta, section_of, sections, title_of

TABLE = "<!-- notebooks {} -->\n"
END = "<!-- end -->"
SECTIONS = "<!-- sections {} -->"
NAMED = re.compile(r"`(\w+): ([^`]+)`")
BUILD = "run `autograder build`"


def write_tables(course):
    """Write the table of notebooks into every page that has a place for it; return the names of the pages that changed."""
    changed = []
    for path in pages(course):
        before = path.read_text(encoding="utf-8")
        after = with_table(before, course)
        if after != before:
            path.write_text(after, encoding="utf-8")
            changed.append(str(path.relative_to(course.root)))
    return changed


def find(course):
    """Yield one line for every table of notebooks that is out of date, and every section that a page names wrongly or leaves out."""
    for path in pages(course):
        text, name = path.read_text(encoding="utf-8"), path.relative_to(course.root)
        if with_table(text, course) != text:
            yield f"{name}: the table of notebooks and points is not what source/ makes; {BUILD}"
        elif TABLE.format(course.assignment) in text and END not in text.split(TABLE.format(course.assignment))[1]:
            yield f"{name}: the table of notebooks needs the line {END} below it"
        if SECTIONS.format(course.assignment) in text.splitlines():
            yield from (f"{name} {fault}" for fault in section_faults(text, course))


def pages(course):
    """The README and the pages under docs/ that a course has."""
    found = [course.root / "README.md", *sorted((course.root / "docs").glob("**/*.md"))]
    return [path for path in found if path.is_file()]


def with_table(text, course):
    """A page's text with the table of notebooks and points as the sources have it now."""
    mark = TABLE.format(course.assignment)
    head, found, rest = text.partition(mark)
    if not found or END not in rest:
        return text
    return head + mark + table(course) + rest[rest.index(END) :]


def table(course) -> str:
    """The notebooks of an assignment with their points, without bonus points, as a table in Markdown."""
    points = {name: _points(course.source_notebook(name)) for name in course.notebooks()}
    rows = [f"| {title_of(course.source_notebook(name))} | {points[name]:g} |" for name in points]
    return "\n".join(["| notebook | points |", "|---|---|", *rows, f"| all | {sum(points.values()):g} |", ""])


def _points(nb):
    return sum(float(meta(cell, "points") or 0) for cell in nb.cells if meta(cell, "grade") and not is_bonus(cell))


def section_faults(text, course):
    """Yield what is wrong with the sections that a page names: those that do not exist, and those with tasks left out."""
    named = set(NAMED.findall(text))
    books = {name: course.source_notebook(name) for name in course.notebooks()}
    shorts = {name[: len(name) - len(name.lstrip("0123456789"))] or name: name for name in books}
    for short, heading in sorted(named):
        if short not in shorts:
            yield f"names `{short}: {heading}`, and no notebook is called so"
        elif heading not in sections(books[shorts[short]]):
            yield f"names `{short}: {heading}`, and {shorts[short]} has no such section"
    for short, name in shorts.items():
        tasks = {task.grade_id for task in course.tasks(name)}
        graded = {heading: None for grade_id, heading in section_of(books[name]).items() if grade_id in tasks}
        yield from (
            f"leaves out `{short}: {heading}`, which has a task" for heading in graded if (short, heading) not in named
        )
