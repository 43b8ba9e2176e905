"""The first step of the student version: the source as it is kept, test cells folded away, bonus tasks beyond the points."""

from nbformat import from_dict
from nbgrader.preprocessors import NbGraderPreprocessor

from autograder.authoring.normalise import normalise
from autograder.notebooks import is_bonus, is_test_cell

# JupyterLab folds the text of a cell by the first key, Colab by the second. VS Code keeps folding in its own workspace:
# no key of a file folds a cell there (microsoft/vscode#158716).
FOLDED = {"jupyter": {"source_hidden": True}, "cellView": "form"}


class StudentVersion(NbGraderPreprocessor):
    """Generating an assignment, before nbgrader's own steps."""

    def preprocess(self, nb, resources):
        """Put the source into the form that is kept, and fold its test cells; tags stay.

        A bonus task's test cell has no points that count: what it earns becomes extra credit (nbgrading.bonus).
        """
        normalise(nb)
        for cell in nb.cells:
            if is_test_cell(cell):
                cell.metadata.update(from_dict(FOLDED))
                if is_bonus(cell):
                    cell.metadata.nbgrader["points"] = 0
        return nb, resources
