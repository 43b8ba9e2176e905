"""What lies in the folder that was handed in, and what is left behind for others."""

import os
import shutil

from submissions import NOTEBOOK

from ..case import ALL, DONE, case, folder, to_the_end, top

FILE = f"{NOTEBOOK}.ipynb"
POISON = "import os\nopen('/tmp/poisoned-by-import', 'w').write('x')\nraise SystemExit('poisoned')\n"
ARRAY = "import sys\ndef array(*a): return 1\nallclose = lambda *a: True\n" + POISON


def beside(name, text=POISON):
    """Put a file beside the notebook."""

    def put(place):
        (place / name).parent.mkdir(parents=True, exist_ok=True)
        (place / name).write_text(text)

    return folder(put)


def replaced(make):
    """Put something else in the notebook's place: make(path)."""

    def put(place):
        (place / FILE).unlink()
        make(place / FILE)

    return folder(put)


def whole_folder(make):
    """Put something else in the place of the assignment's folder: make(path)."""

    def put(place):
        shutil.rmtree(place)
        make(place)

    return folder(put)


def rename(name):
    """Hand the notebook in under another name."""
    return folder(lambda place: os.rename(place / FILE, place / name))


def many(place):
    """A thousand and more files whose names come first."""
    for number in range(1_200):
        (place / f"0{number:04}").touch()


def large(place):
    """A notebook of two gigabytes that take no place on the disk."""
    (place / "large.ipynb").touch()
    os.truncate(place / "large.ipynb", 2**31)


def candidates(place):
    """No notebook of the right name, and a hundred others that are none."""
    os.rename(place / FILE, place / "mine.ipynb")
    for number in range(100):
        (place / f"other{number}.ipynb").write_text("[" * 5_000)


def odd_bytes(place):
    """Names that are no text."""
    with open(os.fsencode(place) + b"/caf\xe9.txt", "w"):
        pass
    with open(os.fsencode(place) + b"/new\nline; rm -rf $HOME.ipynb", "w"):
        pass
    (place / "<script>alert(1)<").touch()
    (place / "-rf").touch()
    (place / ("x" * 255)).touch()


LEAVES = """
import os, sys, site
wrote = []
for path in ("{home}/left", "/tmp/left", "/dev/shm/left", "/var/tmp/left", "/srv/left", "/usr/lib/left", "/etc/left", "/run/left", "/left", os.path.expanduser("~/.ipython/profile_default/startup/00-left.py"), os.path.expanduser("~/.local/lib/python3.11/site-packages/sitecustomize.py"), os.path.expanduser("~/.config/matplotlib/matplotlibrc"), np.__file__, sys.prefix + "/left", site.getsitepackages()[0] + "/left.pth", os.path.expanduser("~/selfcheck.py"), "__CANARY__"):
    try:
        os.makedirs(os.path.dirname(path), exist_ok=True)
        open(path, "a").write("raise SystemExit('poisoned')")
        wrote.append(path)
    except OSError: pass
print("wrote", wrote)
import glob
for path in glob.glob("/tmp/mlp-*/**", recursive=True) + ["/proc/sys/kernel/hostname", "/proc/sys/kernel/core_pattern", "/proc/self/oom_score_adj", "/proc/1/oom_score_adj"]:
    try: open(path, "w").write("x")
    except OSError: pass
""".replace("{home}", "/home/student")
CHECKS = "import os\nfor p in ('left', '/tmp/left', '/dev/shm/left', os.path.expanduser('~/left'), os.path.expanduser('~/.local/lib/python3.11/site-packages/sitecustomize.py')):\n    assert not os.path.exists(p), 'FOUND ' + p"

CASES = [
    case("numpy-py", "numpy.py beside the notebook", beside("numpy.py", ARRAY)),
    case("conftest-py", "conftest.py beside the notebook", beside("conftest.py")),
    case("pytest-ini", "pytest.ini and pyproject.toml beside the notebook", beside("pytest.ini", "[pytest]\naddopts = --collect-only\n"), beside("pyproject.toml", "[tool.pytest.ini_options]\naddopts = '--maxfail=0 -k nothing'\n")),
    case("sitecustomize", "sitecustomize.py and usercustomize.py beside the notebook", beside("sitecustomize.py"), beside("usercustomize.py"), beside("x.pth", "import os; os._exit(1)")),
    case("own-selfcheck", "a selfcheck.py of one's own", beside("selfcheck.py"), says=()),
    case("own-config", "nbgrader_config.py and gradebook.db beside the notebook", beside("nbgrader_config.py"), beside("gradebook.db", "not a database"), beside("ipython_config.py"), beside("jupyter_nbconvert_config.py")),
    case("own-templates", "templates and a startup folder beside the notebook", beside("templates/index.html.j2", "<script>alert(1)</script>"), beside(".ipython/profile_default/startup/x.py"), beside("autograder/__init__.py")),
    case("leaves-poison", "poison for the next student in home, scratch and libraries", top(LEAVES), says="wrote"),
    case("looks-for-poison", "looks for what another one left", top(to_the_end(CHECKS)), says=DONE),
    case("symlink-to-secret", "the notebook is a link to the gradebook", replaced(lambda path: os.symlink("../../../gradebook.db", path)), lost=ALL, says="is missing"),
    case("symlink-to-source", "the notebook is a link to the instructor's", replaced(lambda path: os.symlink(f"../../../source/mlp/{FILE}", path)), lost=ALL, says="is missing"),
    case("symlink-to-neighbour", "the notebook is a link to a neighbour's", replaced(lambda path: os.symlink(f"../../files-neighbour/mlp/{FILE}", path)), lost=ALL, says="is missing"),
    case("symlink-dangling", "the notebook is a link to nothing", replaced(lambda path: os.symlink("nowhere", path)), lost=ALL, says="is missing"),
    case("folder-is-a-link", "the folder is a link to a neighbour's", whole_folder(lambda path: os.symlink("../files-neighbour/mlp", path)), lost=ALL, says="is missing"),
    case("folder-is-a-file", "a file where the folder should be", whole_folder(lambda path: path.write_text("x")), lost=ALL, says="is missing"),
    case("folder-is-a-fifo", "a FIFO where the folder should be", whole_folder(os.mkfifo), lost=ALL, says="is missing"),
    case("folder-is-empty", "nothing handed in", whole_folder(lambda path: path.mkdir()), lost=ALL, says="is missing"),
    case("fifo", "the notebook is a FIFO", replaced(os.mkfifo), lost=ALL, says="is missing"),
    case("fifo-beside", "a FIFO and a socket beside the notebook", folder(lambda place: os.mkfifo(place / "a.ipynb")), folder(lambda place: os.mkfifo(place / "timestamp.txt"))),
    case("folder-for-notebook", "the notebook is a folder", replaced(lambda path: path.mkdir()), lost=ALL, says="is missing"),
    case("links-beside", "links to secrets beside the notebook", folder(lambda place: os.symlink("/etc/passwd", place / "passwd.ipynb")), folder(lambda place: os.symlink("/", place / "root"))),
    case("loop-of-links", "links in a circle", folder(lambda place: os.symlink(".", place / "loop")), folder(lambda place: os.symlink("b", place / "a")), folder(lambda place: os.symlink("a", place / "b"))),
    case("odd-names", "files with odd names", folder(odd_bytes)),
    case("many-files", "more than a thousand files whose names come first", folder(many), lost=ALL, says="is missing"),
    case("many-candidates", "a hundred broken notebooks beside the renamed one", folder(candidates)),
    case("renamed", "plainly the one notebook, under another name", rename("My copy (1).ipynb")),
    case("renamed-case", "the name in capitals", rename(FILE.upper())),
    case("two-candidates", "two renamed copies: which one counts is not guessed", rename("one.ipynb"), folder(lambda place: shutil.copy(place / "one.ipynb", place / "two.ipynb")), lost=ALL, says="keep one"),
    case("bad-timestamp", "a timestamp that is no date", beside("timestamp.txt", "tomorrow morning")),
    case("endless-timestamp", "a timestamp that cannot be", beside("timestamp.txt", "0001-01-01 00:00:00 +1400")),
    case("other-timestamp", "a timestamp that is a million lines", beside("timestamp.txt", "2026-01-01 00:00:00 UTC\n" * 10**5)),
    case("deep-folders", "folders hundreds deep beside the notebook", beside("/".join(["d"] * 200) + "/x.txt", "x")),
    case("large-file", "a file of 2 GB beside the notebook", folder(large)),
    case("no-permission", "a notebook that nobody may read", folder(lambda place: (place / FILE).chmod(0))),
]  # fmt: skip
