"""Open the course's gradebook, with an error that says what to do where that is not possible."""

from collections.abc import Iterator
from contextlib import contextmanager

from nbgrader.api import Gradebook
from sqlalchemy import inspect, text
from sqlalchemy.exc import OperationalError
from traitlets.config import Config

from autograder.configuration import database
from autograder.course import Course
from autograder.errors import CourseError

# nbgrader looks these up for every sum of points and has no index for them: in a large class that takes most of the time.
INDEXED = (("grade", "notebook_id"), ("comment", "notebook_id"), ("submitted_notebook", "assignment_id"))


@contextmanager
def opened(course: Course, config: Config) -> Iterator[Gradebook]:
    """The course's gradebook. Raises CourseError where the database cannot be used."""
    url = database(course, config)
    try:
        with Gradebook(url, config.CourseDirectory.get("course_id", "")) as gradebook:
            yield gradebook
    except OperationalError as error:
        raise CourseError(
            f"the gradebook {url.rpartition('@')[2]} cannot be used: {error.orig}. See that its folder can be written, that the disk "
            "is not full, that no other program keeps it locked, and run the command again"
        ) from error


def exists(course: Course, config: Config) -> bool:
    """Whether there is a gradebook yet: opening one makes it."""
    return "db_url" in config.CourseDirectory or (course.root / "gradebook.db").is_file()


def add_indexes(gradebook: Gradebook) -> None:
    """Add the indexes that nbgrader's tables lack; nothing else about them changes."""
    known = inspect(gradebook.engine)
    for table, column in INDEXED:
        name = f"ix_{table}_{column}"
        if name not in {index["name"] for index in known.get_indexes(table)}:
            gradebook.db.execute(text(f"CREATE INDEX IF NOT EXISTS {name} ON {table} ({column})"))
    gradebook.db.commit()
