"""Where the grader meets nbgrader: an exporter that reads with care and three preprocessors."""

from pathlib import Path

from nbconvert.exporters import NotebookExporter
from nbgrader.api import Gradebook
from nbgrader.converters.base import NbGraderException
from nbgrader.preprocessors import NbGraderPreprocessor

from autograder.course import Course
from autograder.errors import CourseError, SubmissionError
from autograder.gradebook import Masters, StudentRows, students_rows, write_rows
from autograder.grading.grade import grade
from autograder.grading.kept import Answers, keep, kept_of
from autograder.grading.outcome import graded_of
from autograder.intake import file as submission
from autograder.intake.folder import unread
from autograder.intake.notice import Notice, with_notices
from autograder.nbgrading.autograded import as_restored, cells_to_run, restored_with_notices, write_results
from autograder.nbgrading.parts import prepare
from autograder.nbgrading.rows import rows_of, show_changed
from autograder.sandbox import probes
from autograder.sandbox.sandboxes import Sandboxes
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
        """Read and convert; what is autograded is our own and read as it is."""
        coursedir = self.parent.coursedir
        course = Course(Path(coursedir.root), coursedir.assignment_id)
        ours = course.root / coursedir.autograded_directory
        if Path(filename).resolve().is_relative_to(ours.resolve()):
            return super().from_filename(filename, resources=resources, **kw)
        name = Path(filename).stem
        try:
            notebook, mended = submission.read(filename)
            notices = [Notice(text, notebook=name) for text in mended]
        except SubmissionError as error:
            notebook, notices = course.release_notebook(name), [unread(error, name)]
        return self.from_notebook_node(with_notices(notebook, notices), resources=resources, **kw)


class RestoreLayout(NbGraderPreprocessor):
    """Sanitizing: put the submission into the master's layout and note on top what was changed."""

    def preprocess(self, nb, resources):
        """Restore the layout; OverwriteCells, which comes next, then puts the gradebook's cell texts in."""
        course = course_of(self, resources)
        notebook, remarks = restored_with_notices(nb, course.release_notebook(resources["nbgrader"]["notebook"]))
        for remark in remarks:
            self.log.warning("%s: %s", resources["nbgrader"]["student"], remark)
        return notebook, resources


class HiddenTests(NbGraderPreprocessor):
    """Autograding, in place of nbgrader's Execute: run in a kernel apart, test from outside, write the scores."""

    def preprocess(self, nb, resources):
        """Grade the notebook and write outputs, feedback and scores into its cells."""
        course, name = course_of(self, resources), resources["nbgrader"]["notebook"]
        settings = Grading(config=self.config)
        isolation = settings.sandbox([course.root])
        probes.ensure(course, isolation)
        with Sandboxes(settings.limits(), course.support_files(), isolation) as sandboxes:
            graded = grade(course, name, as_restored(nb), sandboxes, settings.seed, cells_to_run(nb, settings))
        write_results(nb, graded, course.tasks(name), settings)
        return nb, resources


class SaveGrades(NbGraderPreprocessor):
    """Autograding, in place of nbgrader's SaveAutoGrades: the same rows, and a person's marks stay while the answer does."""

    def preprocess(self, nb, resources):
        """Write the rows of one notebook."""
        names = resources["nbgrader"]
        course, name, student = course_of(self, resources), names["notebook"], names["student"]
        settings = Grading(config=self.config)
        kept = kept_of(course, student)
        answers = kept.answers.get(name, Answers())
        with Gradebook(names["db_url"]) as gradebook:
            masters = Masters(gradebook, course.assignment)
            before = students_rows(gradebook, course.assignment, [student])[student].notebooks[name]
            rows, kept.answers[name] = rows_of(nb, course.tasks(name), before, answers, settings.keep_higher)
            show_changed(nb, rows, before, answers, kept.answers[name])
            write_rows(gradebook, masters, StudentRows(student, {name: rows}))
            gradebook.db.commit()
        kept.graded[name], kept.work = graded_of(nb), ""
        keep(course, kept)
        return nb, resources


def course_of(preprocessor, resources) -> Course:
    """The course and assignment of the nbgrader run that a preprocessor belongs to."""
    thing = preprocessor
    while thing is not None:
        if getattr(thing, "coursedir", None) is not None:
            return Course(Path(thing.coursedir.root), resources["nbgrader"]["assignment"])
        thing = thing.parent
    raise RuntimeError("a grader's preprocessor runs only within nbgrader")
