"""The command line of the sandbox: what a submission's process sees, and what it may use."""

import os
import random
import shutil
import sys
from functools import cache
from pathlib import Path

import matplotlib

PACKAGE = Path(__file__).resolve().parents[1]
HOME = "/home/student"
SCRATCH = ("/tmp", HOME, "/dev/shm")
SYSTEM = ("/usr", "/lib", "/lib32", "/lib64", "/bin", "/etc/ld.so.cache", "/etc/alternatives", "/etc/localtime")
ENVIRONMENT = {
    "HOME": HOME,
    "PATH": "/usr/bin:/bin",
    "LANG": "C.UTF-8",
    "USER": "student",
    "MPLBACKEND": "module://matplotlib_inline.backend_inline",
    "MPLCONFIGDIR": f"{HOME}/.config/matplotlib",
    "IPYTHONDIR": f"{HOME}/.ipython",
    "PYTHONDONTWRITEBYTECODE": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
}


def command(inner, folder, limits, hidden, seccomp, uid=None):
    """Return the argument list that runs `inner` in the sandbox.

    folder: the sandbox's own folder (parts agent, work). limits: dict of Limits. hidden: folders that
    must not be seen even where they lie below an interpreter. seccomp: descriptor of the filter.
    uid: the throwaway user to become, where this process is root; None: stay an ordinary user.
    """
    scratch = str(limits["scratch_mib"] * 2**20)
    args = ["bwrap", "--unshare-ipc", "--unshare-pid", "--unshare-net", "--unshare-uts", "--unshare-cgroup-try"]
    args += ["--unshare-user", "--disable-userns", "--cap-drop", "ALL"] if uid is None else _root_capabilities()
    args += ["--die-with-parent", "--new-session", "--clearenv", "--hostname", "sandbox"]
    args += ["--perms", "0755", "--dir", "/etc"]
    for path in SYSTEM:
        args += _system(path)
    args += [
        "--proc",
        "/proc",
        "--dev",
        "/dev",
        "--dev-bind",
        "/dev/null",
        "/dev/zero",
    ]  # shared, it is uncounted memory
    for place in SCRATCH:
        args += ["--perms", "1777", "--size", scratch, "--tmpfs", place]
    args += _interpreters(hidden)
    work = Path(folder) / "work"
    for item in sorted(work.iterdir()):
        args += ["--ro-bind", str(item), f"{HOME}/{item.name}"]
    args += _font_list()
    args += [*_parents(f"{folder}/agent"), "--ro-bind", f"{folder}/agent", f"{folder}/agent"]
    args += ["--remount-ro", "/", "--remount-ro", "/dev", "--chdir", HOME, "--seccomp", str(seccomp)]
    for name, value in ENVIRONMENT.items():
        args += ["--setenv", name, value]
    return [*args, "--", *_become(uid), *_limited(limits), *inner]


@cache
def _font_list():
    """Matplotlib's list of fonts, made once by this side, so that no kernel has to search for fonts."""
    import matplotlib.font_manager as fonts

    font_list = Path(matplotlib.get_cachedir()) / f"fontlist-v{fonts.FontManager.__version__}.json"
    place = ENVIRONMENT["MPLCONFIGDIR"]
    folders = ["--perms", "1777", "--dir", str(Path(place).parent), "--perms", "1777", "--dir", place]
    return [*folders, "--ro-bind", str(font_list), f"{place}/{font_list.name}"] if font_list.is_file() else folders


def throwaway_uid():
    """A user that nobody is, for one sandbox; None where this process is no root and stays who it is."""
    return random.SystemRandom().randrange(2**20, 2**30) if os.geteuid() == 0 else None


def _root_capabilities():
    """As root, bubblewrap needs no user namespace; only what changing the user takes is kept until then."""
    return ["--cap-drop", "ALL", "--cap-add", "CAP_SETUID", "--cap-add", "CAP_SETGID", "--cap-add", "CAP_SETPCAP"]


def _become(uid):
    if uid is None:
        return []
    user = [f"--reuid={uid}", f"--regid={uid}", "--clear-groups", "--inh-caps=-all", "--bounding-set=-all"]
    return ["/usr/bin/setpriv", *user, "--no-new-privs", "--"]


def _limited(limits):
    memory = limits["memory_mib"] * 2**20
    seconds = int(limits["notebook_seconds"]) + 1
    return [
        "/usr/bin/prlimit",
        f"--as={memory}",
        f"--nproc={limits['processes'] + 1}",  # the fork server is no process of the notebook's
        f"--nofile={limits['open_files']}",
        f"--fsize={limits['scratch_mib'] * 2**20}",
        f"--cpu={seconds}:{2 * seconds}",
        "--core=0",
        "--memlock=0",
        "--msgqueue=0",
        "--",
    ]


def _system(path):
    if os.path.islink(path):
        return ["--symlink", os.readlink(path), path]
    return ["--ro-bind-try", path, path]


def _interpreters(hidden):
    """The interpreter and its libraries; folders to be hidden are covered, and what lies in them bound again."""
    prefixes = sorted({sys.prefix, sys.base_prefix, sys.exec_prefix, sys.base_exec_prefix}, key=len)
    prefixes = [p for p in prefixes if not Path(p).is_relative_to("/usr")]
    covers = sorted({str(Path(p).resolve()) for p in (*hidden, PACKAGE)}, key=len)
    bound = [*prefixes, *SYSTEM]
    args = [a for p in prefixes for a in (*_parents(p), "--ro-bind", p, p)]
    for cover in covers:
        if any(Path(cover).is_relative_to(p) for p in bound) and cover not in prefixes:
            args += ["--tmpfs", cover]
            args += [a for p in prefixes if Path(p).is_relative_to(cover) for a in (*_parents(p), "--ro-bind", p, p)]
            args += ["--remount-ro", cover]
    return args


def _parents(path):
    """The folders above a path, open to every user: bubblewrap itself makes them for its own."""
    above = [str(p) for p in reversed(Path(path).parents) if str(p) not in ("/", "/tmp")]
    return [a for p in above for a in ("--perms", "0755", "--dir", p)]


def missing():
    """The programs that the sandbox needs and that are not installed."""
    return [name for name in ("bwrap", "setpriv", "prlimit") if shutil.which(name) is None]
