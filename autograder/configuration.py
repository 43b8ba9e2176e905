"""Load nbgrader_config.py as nbgrader does, for the verbs that do not go through nbgrader's command line."""

from traitlets.config import PyFileConfigLoader

from autograder.errors import CourseError

FILE = "nbgrader_config.py"


def database(course, config):
    """The address of the course's gradebook, as nbgrader chooses it.

    Raises CourseError where nbgrader needs one more setting: SQLite does not mind a course without a name, others do.
    """
    url = config.CourseDirectory.get("db_url", f"sqlite:///{course.root / 'gradebook.db'}")
    if not url.startswith("sqlite") and not config.CourseDirectory.get("course_id", ""):
        raise CourseError("this gradebook needs a course with a name: set c.CourseDirectory.course_id in " + FILE)
    return url


def load(course):
    """The configuration of a course folder, as a traitlets Config. Raises CourseError where its file cannot be read."""
    path = course.root / FILE
    if not path.is_file():
        raise CourseError(f"{path} is missing; it needs the line c = configure(get_config(), __file__) of autograder")
    try:
        config = PyFileConfigLoader(path.name, path=str(path.parent)).load_config()
    except (Exception, SystemExit) as error:
        raise CourseError(f"{path} cannot be read: {type(error).__name__}: {error}") from error
    config.CourseDirectory.root = str(course.root)
    return config
