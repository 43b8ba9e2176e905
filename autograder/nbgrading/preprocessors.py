"""Where the grader meets nbgrader: an exporter that reads with care and two preprocessors."""

from pathlib import Path

from nbconvert.exporters import NotebookExporter
from nbformat import from_dict
from nbgrader.converters.base import NbGraderException
from nbgrader.preprocessors import NbGraderPreprocessor

from autograder.course import Course
from autograder.errors import CourseError, SubmissionError
from autograder.grading import cache as results
from autograder.grading.diagnosis import sentence
from autograder.intake import file as submission
from autograder.intake import folder as intake
from autograder.intake.layout import Restored, restore
from autograder.intake.notice import Notice, notices_of, with_notices
from autograder.nbgrading.parts import prepare
from autograder.notebooks import KEY, meta, without_hidden
from autograder.report.cell import Result, quiet
from autograder.settings import Grading


class SubmissionExporter(NotebookExporter):
    """Reads submitted notebooks as autograder.intake.file does; a broken one becomes the bare release."""

    def __init__(self, **kw):
        """Refuse a whole beside its parts before nbgrader has written anything."""
        super().__init__(**kw)
        coursedir = getattr(self.parent, "coursedir", None)
        if coursedir is not None:
            try:
                prepare(Course(Path(coursedir.root), coursedir.assignment_id), self.config)
            except CourseError as error:
                self.log.error("%s", error)
                raise NbGraderException(str(error)) from None

    def from_filename(self, filename, resources=None, **kw):
        """Read and convert; what is autograded or was taken in is our own and read as it is."""
        coursedir = self.parent.coursedir
        course = Course(Path(coursedir.root), coursedir.assignment_id)
        ours = (course.root / coursedir.autograded_directory, intake.folder(course))
        if any(Path(filename).resolve().is_relative_to(folder.resolve()) for folder in ours):
            return super().from_filename(filename, resources=resources, **kw)
        try:
            notebook, mended = submission.read(filename)
            notices = [Notice(text) for text in mended]
        except SubmissionError as error:
            notebook = course.release_notebook(Path(filename).stem)
            notices = [Notice(f"{error}; nothing could be graded", "unreadable")]
        return self.from_notebook_node(with_notices(notebook, notices), resources=resources, **kw)


class RestoreLayout(NbGraderPreprocessor):
    """Sanitizing: put the submission into the master's layout and note on top what was changed."""

    def preprocess(self, nb, resources):
        """Restore the layout; OverwriteCells, which comes next, then puts the gradebook's cell texts in."""
        course = Course(course_root(self), resources["nbgrader"]["assignment"])
        restored = restore(nb, course.release_notebook(resources["nbgrader"]["notebook"]))
        for notice in restored.notices:
            self.log.warning("%s: %s", resources["nbgrader"]["student"], notice)
        notices = notices_of(nb) + [Notice(text) for text in restored.notices]
        notebook = with_notices(restored.notebook, notices)
        notebook.metadata[KEY]["regular"] = sorted(restored.regular)
        return notebook, resources


class HiddenTests(NbGraderPreprocessor):
    """Autograding, in place of nbgrader's Execute: run in a kernel apart, test from outside, write the scores."""

    def preprocess(self, nb, resources):
        """Grade the notebook and write outputs, feedback and scores into its cells."""
        names = resources["nbgrader"]
        course = Course(course_root(self), names["assignment"])
        settings = Grading(config=self.config)
        restored = Restored(nb, set(nb.metadata.get(KEY, {}).get("regular", ())))
        own = intake.own_files_of(intake.folder(course) / names["student"] / course.assignment)
        graded = results.grade_once(course, names["notebook"], restored, settings, own)
        tasks = {task.grade_id: task for task in course.tasks(names["notebook"])}
        count = 0
        for cell in nb.cells:
            if cell.cell_type != "code":
                continue
            cell.outputs = [dict_to_output(o) for o in graded.outputs.get(cell["id"], [])]
            if cell.outputs or cell.source.strip():
                count += 1
                cell.execution_count = count
            if meta(cell, "grade") and not meta(cell, "solution"):
                self._write(cell, graded, tasks[meta(cell, "grade_id")], settings)
        kept = graded.as_dict() | {"outputs": {}}
        nb.metadata[KEY] = {**nb.metadata.get(KEY, {}), "graded": kept}
        return nb, resources

    def _write(self, cell, graded, task, settings):
        outcomes = graded.of(task.name)
        known = {f: graded.mistakes[f] for f in task.functions if f in graded.mistakes and settings.diagnosis}
        named = [sentence(function, entries) for function, entries in known.items()]
        result = Result(graded.scores.get(task.grade_id, 0.0), task.points, outcomes, named, task.bonus)
        cell.outputs = quiet(cell.outputs) + result.outputs()
        cell.source = without_hidden(cell)


def dict_to_output(output):
    """An output that was kept as plain data."""
    return from_dict(output)


def course_root(preprocessor) -> Path:
    """The course folder of the nbgrader run that a preprocessor belongs to."""
    thing = preprocessor
    while thing is not None:
        if getattr(thing, "coursedir", None) is not None:
            return Path(thing.coursedir.root)
        thing = thing.parent
    raise RuntimeError("a grader's preprocessor runs only within nbgrader")
