"""The course's own cells, as the gradebook keeps them."""

from types import SimpleNamespace

from nbgrader.api import Gradebook, MissingEntry

from autograder.errors import CourseError


class Masters:
    """The course's own cells of an assignment as the gradebook keeps them, in the form that OverwriteCells asks for.

    Raises CourseError where the gradebook does not know the assignment.
    """

    def __init__(self, gradebook: Gradebook, assignment: str):
        try:
            found = gradebook.find_assignment(assignment)
        except MissingEntry:
            raise CourseError(
                f"the gradebook has no assignment {assignment}; run nbgrader generate_assignment"
            ) from None
        self.assignment, self.id, self.due = assignment, found.id, found.duedate
        self.notebooks = {notebook.name: notebook.id for notebook in found.notebooks}
        self.kernelspecs = {notebook.name: notebook.kernelspec for notebook in found.notebooks}
        self.cells: dict[tuple[str, str], SimpleNamespace] = {}
        self.points: dict[tuple[str, str], float] = {}
        self.graded: list[tuple[str, str]] = []  # (notebook's name, cell's id) of a row in grade
        self.commented: list[tuple[str, str]] = []  # the same, in comment
        for notebook in found.notebooks:
            for c in notebook.source_cells:
                kept = {name: getattr(c, name) for name in ("name", "cell_type", "locked", "source", "checksum")}
                self.cells[notebook.name, c.name] = SimpleNamespace(**kept)
            for cell in (*notebook.grade_cells, *notebook.task_cells):
                self.points[notebook.name, cell.name] = cell.max_score
                self.graded.append((notebook.name, cell.id))
            self.commented += [(notebook.name, cell.id) for cell in (*notebook.solution_cells, *notebook.task_cells)]

    def find_source_cell(self, name: str, notebook: str, assignment: str) -> SimpleNamespace:
        """As Gradebook.find_source_cell."""
        if (notebook, name) not in self.cells:
            raise MissingEntry(name)
        return self.cells[notebook, name]

    def find_graded_cell(self, name: str, notebook: str, assignment: str) -> SimpleNamespace:
        """As Gradebook.find_graded_cell."""
        return SimpleNamespace(max_score=self.points[notebook, name])
