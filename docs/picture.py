"""Draw the rooms of the engine and their arrows into docs/engine.md, from the code itself: python docs/picture.py

An arrow goes from a room to one that it imports; arrows that follow from others are left out.
"""

import sys
from pathlib import Path

import grimp

PAGE = Path(__file__).with_name("engine.md")
BEGIN, END = "<!-- picture: python docs/picture.py -->\n", "<!-- end of the picture -->"
LEFT_OUT = {"__main__", "mlp"}


def arrows() -> dict[str, set[str]]:
    """{room: rooms that it imports}, of the package's direct children."""
    graph = grimp.build_graph("autograder")
    rooms = {name.split(".")[1] for name in graph.modules if name.count(".")} - LEFT_OUT
    found: dict[str, set[str]] = {room: set() for room in rooms}
    for importer in graph.modules:
        for imported in graph.find_modules_directly_imported_by(importer):
            one, two = importer.split(".")[1:2], imported.split(".")[1:2]
            if one and two and one != two and one[0] in rooms and two[0] in rooms:
                found[one[0]].add(two[0])
    return found


def reduced(found: dict[str, set[str]]) -> dict[str, set[str]]:
    """Without the arrows that a longer way makes superfluous."""

    def reach(room: str) -> set[str]:
        return set().union(*({two} | reach(two) for two in found[room]))

    return {one: {two for two in tos if not any(two in reach(other) for other in tos)} for one, tos in found.items()}


def picture() -> str:
    """The drawing, as a Mermaid block."""
    lines = [f"    {one} --> {two}" for one, tos in sorted(reduced(arrows()).items()) for two in sorted(tos)]
    return "\n".join(["```mermaid", "graph TD", *lines, "```", ""])


def with_picture(text: str) -> str:
    """The page with the drawing as it is now."""
    head, _, rest = text.partition(BEGIN)
    return head + BEGIN + picture() + END + rest.partition(END)[2]


if __name__ == "__main__":
    sys.path.insert(0, str(Path.cwd()))
    PAGE.write_text(with_picture(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
