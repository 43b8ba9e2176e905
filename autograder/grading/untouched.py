"""A notebook that nobody wrote anything into: its stubs say so without a kernel."""

import ast
from collections.abc import Callable, Collection, Iterable
from typing import Any

from nbformat import NotebookNode

from autograder.grading.needed import code_cells
from autograder.grading.student import Answer
from autograder.intake.layout import Restored
from autograder.notebooks import meta, without_hidden
from autograder.sandbox.border.calling import describe


def is_untouched(restored: Restored, release: NotebookNode, graded: Collection[str]) -> bool:
    """Whether a submission has no code but the release's, and the graded functions are stubs there."""
    theirs, ours = (
        {without_hidden(cell).strip() for cell in code_cells(notebook)} for notebook in (restored.notebook, release)
    )
    return theirs <= ours and set(graded) <= _stubs(release)


def _stubs(release: NotebookNode) -> set[str]:
    """Names of the functions in solution cells that do nothing but raise NotImplementedError."""
    bodies = [node for cell in code_cells(release) if meta(cell, "solution") for node in ast.parse(cell.source).body]
    return {node.name for node in bodies if isinstance(node, ast.FunctionDef) and _is_stub(node)}


def _is_stub(function: ast.FunctionDef) -> bool:
    *rest, last = function.body
    said = [node for node in rest if not (isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant))]
    return not said and isinstance(last, ast.Raise) and ast.unparse(last) == "raise NotImplementedError()"


class Stubs:
    """Backend in which every function is not written yet, unless it is lent. outputs, seconds: as of a runner's Run."""

    def __init__(self) -> None:
        self.lent: tuple[set[str], Any] = (set(), None)
        self.outputs: dict[str, list] = {}
        self.seconds = {"start": 0.0, "imports": 0.0, "cells": 0.0, "restarts": 0}

    def call(self, name: str, tree: list, buffers: list) -> Answer:
        """Say that the function is not written yet, or have a lent one answer."""
        names, answer = self.lent
        return answer(name, tree, buffers, None) if name in names else (describe(NotImplementedError()), [])

    def lend(self, names: Iterable[str], answer: Callable[..., Answer] | None) -> None:
        """Until lend((), None), have `answer` in the place of these functions."""
        self.lent = (set(names), answer)
