"""A class without grading: a gradebook, records and a roster as a run leaves them, of as many students as wanted."""

import random
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from autograder import gradebook as books
from autograder.configuration import load
from autograder.course import Course
from autograder.gradebook import CellRow, Masters, NotebookRows, StudentRows, as_time
from autograder.grading.kept import Kept, keep
from autograder.grading.outcome import Graded, Mistake, Outcome
from autograder.intake.folder import GRADED, Record
from autograder.intake.notice import Notice
from autograder.nbgrading.class_run import Change, ClassRun
from autograder.notebooks import meta
from autograder.report.class_data import graded_cells
from engine.second import make_second

DUE = "2026-11-24 11:00:00 UTC"
HOSTILE = "<img src=x onerror=alert(1)>"
FIRST = ("Anna", "Ben", "Cem", "Dora", "Émile", "Fatou", "Goran", "Hana", "İpek", "Jonas")
LAST = ("Öztürk", "de Vries", "Straße", "Lee", "Nowak", "Çelik", "van den Berg-Papadopoulos", "Li", "O'Hara", "Zhang")
SECONDS = {"start": 0.2, "imports": 0.3, "cells": 0.6, "tests": 0.9, "restarts": 0}


@dataclass
class Someone:
    """One student of the class. ability: share of the points; written: by hand, or None where the answer waits.

    late: points taken off; hours: after the due date; missing: notebooks not handed in; mistake: whether their wrong
    answers have a name.
    """

    name: str
    ability: float = 1.0
    written: float | None = 1.0
    late: float = 0.0
    hours: float = -1.0
    missing: tuple[str, ...] = ()
    notices: list[Notice] = field(default_factory=list)
    mistake: bool = True


def register(course: Course) -> None:
    """Write the assignment's cells into the gradebook, as generate_assignment does."""
    with books.opened(course, load(course)) as gradebook:
        gradebook.update_or_create_assignment(course.assignment, duedate=DUE)
        for notebook in course.notebooks():
            gradebook.update_or_create_notebook(notebook, course.assignment)
            for cell in course.source_notebook(notebook).cells:
                place = (meta(cell, "grade_id"), notebook, course.assignment)
                if meta(cell, "grade"):
                    gradebook.update_or_create_grade_cell(
                        *place, max_score=meta(cell, "points"), cell_type=cell.cell_type
                    )
                if meta(cell, "solution"):
                    gradebook.update_or_create_solution_cell(*place)


def record(course: Course, students: list[Someone], seed: int = 1) -> None:
    """Write the gradebook's rows and the grader's records of these students."""
    draw, config = random.Random(seed), load(course)
    cells = graded_cells(course)
    tests = {cell.key: [f"Is {cell.name} right in respect {i}?" for i in (1, 2, 3)] for cell in cells}
    with books.opened(course, config) as gradebook:
        masters = Masters(gradebook, course.assignment)
        for someone in students:
            rows = StudentRows(someone.name, timestamp=as_time(DUE) + timedelta(hours=someone.hours))
            graded = {
                name: Graded(isolation="bubblewrap") for name in course.notebooks() if name not in someone.missing
            }
            for cell in cells:
                book = rows.notebooks.setdefault(cell.notebook, NotebookRows())
                here = cell.notebook in graded
                if cell.written:
                    waiting = here and someone.written is None
                    by_hand = None if waiting or not here else someone.written * cell.points
                    book.cells[cell.grade_id] = CellRow(auto=None if here else 0.0, manual=by_hand, waiting=waiting)
                    continue
                passed = [here and draw.random() < someone.ability ** (0.5 + i) for i in range(3)]
                book.cells[cell.grade_id] = CellRow(auto=round(cell.points * sum(passed) / 3, 2))
                if here:
                    told = graded[cell.notebook]
                    told.scores[cell.grade_id] = book.cells[cell.grade_id].auto
                    told.outcomes += [
                        Outcome(cell.name, f"test_{cell.name}_{i}", question, 1, ok, "" if ok else "it differs")
                        for i, (question, ok) in enumerate(zip(tests[cell.key], passed, strict=True))
                    ]
                    if someone.mistake and not passed[2]:
                        told.mistakes[cell.name] = [Mistake("sign", f"your {cell.name} has the other sign")]
            for told in graded.values():
                told.seconds = SECONDS | {"all": 2.2 + draw.random()}
            if someone.late:
                next(iter(rows.notebooks.values())).late = someone.late
            books.write_rows(gradebook, masters, rows)
            _by_hand(gradebook, course, rows)
            notebooks = {name: GRADED if name in graded else "missing" for name in course.notebooks()}
            keep(course, Kept(Record(someone.name, notebooks, someone.notices), graded, {}, "work", "rows"))
        gradebook.db.commit()


def _by_hand(gradebook, course, rows):
    """The points that a person gave."""
    for notebook, book in rows.notebooks.items():
        for name, row in book.cells.items():
            if row.manual is not None:
                gradebook.find_grade(name, notebook, course.assignment, rows.student).manual_score = row.manual


def enrolled(course: Course, students: list[tuple[str, str, str]]) -> None:
    """Write a roster of (id, first name, last name)."""
    lines = [
        "id,first_name,last_name,section",
        *(f'{i},"{a}","{b}",{1 + n % 3}' for n, (i, a, b) in enumerate(students)),
    ]
    (course.root / "roster.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")


def class_of(course: Course, count: int, seed: int = 1) -> ClassRun:
    """A class of `count` students of every kind, in the gradebook and the roster; what the run said of it."""
    draw = random.Random(seed)
    register(course)
    ids = [f"st{1000 + n}" for n in range(count)]
    enrolled(course, [(name, draw.choice(FIRST), draw.choice(LAST)) for name in ids[: count - 2]])
    students = []
    for n, name in enumerate(ids):
        if n % 17 == 3:
            continue  # handed in nothing
        one = Someone(name, draw.betavariate(5, 1.5), None if n % 9 == 0 else draw.choice((0.5, 1.0)))
        if n % 11 == 5:
            one.hours, one.late = 1 + 30 * draw.random(), 7.35
        if n % 13 == 1:
            one.missing = tuple(course.notebooks()[-1:])
            one.notices = [Notice("it is missing; every task of this notebook scores 0", "missing", one.missing[0])]
        if n % 23 == 7:
            one.notices = [Notice(f"{HOSTILE} is no notebook of this assignment")]
        students.append(one)
    record(course, students, seed)
    first, cell = students[0].name, next(cell for cell in graded_cells(course) if not cell.written)
    changes = [
        Change(first, cell.notebook, cell.grade_id, 2.0, 0.5, True),
        Change(ids[1], cell.notebook, cell.grade_id, 0.0, 2.0, False),
    ]
    failed = {ids[3]: "4_vanishing gave no sign for 200 s, and its worker was ended"}
    return ClassRun("bubblewrap", failed, graded=[one.name for one in students], changes=changes)


ONE, TWO = "1_describe", "2_sample"
ROSTER = [
    ("anna", "Anna", "Öztürk"),
    ("ben", "=cmd|'x'!A1", HOSTILE),
    ("cem", "Cem", "Straße"),
    ("dora", "Dora", "Lee"),
]
ODD = [Notice(f"{HOSTILE} is no notebook"), Notice("it is missing; it scores 0", "missing", TWO)]


def odd_class(folder: Path) -> Course:
    """The second course with one student of each kind; eve, the failed hal and ian are not in the roster."""
    course = make_second(folder)
    register(course)
    enrolled(course, ROSTER)
    anna, ben = Someone("anna", late=2.5, hours=26.5), Someone("ben", 0.0, 0.0, missing=(TWO,), notices=ODD)
    record(course, [anna, ben, Someone("dora", written=None), Someone("eve", written=0.5)])
    keep(course, Kept(Record("hal"), failed="it gave no sign"))
    (course.root / "submitted" / "ian" / "stats").mkdir(parents=True)
    (course.root / "feedback" / "anna" / "stats").mkdir(parents=True)
    (course.root / "feedback" / "anna" / "stats" / "index.html").write_text("feedback")
    return course


def odd_run() -> ClassRun:
    """What a run left of it: hal failed, and three tasks have other points."""
    changes = [
        Change("anna", ONE, "mean-tests", 2.0, 0.5, True),
        Change("anna", TWO, "resample-tests", 1.0, 1.5, True),
        Change("dora", ONE, "mean-tests", 0.0, 2.0, False),
    ]
    return ClassRun("bubblewrap", {"hal": "it gave no sign"}, graded=["anna", "dora"], changes=changes)
