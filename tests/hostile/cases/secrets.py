"""Submissions that look for what they must not see, and print what they find: nothing."""

from ..case import DONE, answer, case, to_the_end, top

# Marks of secrets; the text that follows them is never in a submission, so that finding it shows.
MARKS = "canary-", "@task(", "BEGIN SOLUTION", "BEGIN HIDDEN", "BEGIN MARK", "misconception"
LOOK = f"""
import os, re
MARKS = [m.encode() for m in {MARKS!r}]
def look(data, where):
    for mark in MARKS:
        for found in re.finditer(re.escape(mark), data):
            if found.start() and data[found.start() - 1:found.start()] not in (b"'", b'"'):
                print("FOUND", where, data[found.start() - 300 : found.start() + 600])
"""
WALK = """
tops = {tops}
for top in tops:
    for folder, folders, files in os.walk(top):
        if folder.startswith(("/proc", "/sys", "/usr/share", "/usr/lib/x86", "/usr/lib/python", "/usr/lib/gcc")) or any(part in folder for part in ("site-packages", "/lib/python3", "/share/jupyter")):
            folders.clear()  # or the time is up before the rest was looked at
            continue
        for name in files:
            path = os.path.join(folder, name)
            try:
                if os.path.getsize(path) < 2_000_000:
                    look(open(path, "rb").read(), path)
            except OSError:
                pass
"""


def hunt(name, what, source):
    """A cell on top that looks around, everywhere it was told to."""
    return case(name, what, top(to_the_end(LOOK + source)), says=DONE)


CASES = [
    case("imports-grader", "imports the grader and the solutions", top("import importlib, pkgutil\nfor name in ('autograder', 'autograder.mlp.test_forward_propagation', 'solutions', 'forward_propagation', 'autograder.grading.plugin'):\n    try:\n        module = importlib.import_module(name)\n        print('FOUND', open(module.__file__).read())\n    except ImportError as error:\n        print('no', name)"), says="no autograder"),
    hunt("walks-home", "walks home, scratch and the course's place", WALK.replace("{tops}", "['/home', '/tmp', '/work', '/root', '/var', '/etc', '/opt', '/srv', '/mnt', '/run', '/dev/shm']")),
    hunt("walks-everything", "walks the whole file system for tests", WALK.replace("{tops}", "[d for d in ('/' + n for n in os.listdir('/')) if d not in ('/proc', '/sys', '/usr', '/lib', '/lib64', '/bin')]")),
    hunt("opens-by-name", "opens the course's files by their names", "for path in __PATHS__:\n    for p in (path, '/proc/1/root' + path, '/proc/self/root' + path, '/proc/self/cwd/../..' + path, '/..' + path):\n        try: look(open(p, 'rb').read(), p); print('FOUND', open(p).read(500))\n        except OSError: pass\n        try: print('FOUND', os.listdir(p))\n        except OSError: pass"),
    hunt("environment", "reads the environment of everything", "import glob\nlook(repr(dict(os.environ)).encode(), 'environ')\nassert not any('NBGRADER' in n or 'JPY' in n for n in os.environ), list(os.environ)\nfor p in glob.glob('/proc/*/environ'):\n    try: look(open(p, 'rb').read(), p)\n    except OSError: pass"),
    hunt("memory", "reads the memory of every process", "import glob\nfor maps in glob.glob('/proc/[0-9]*/maps'):\n    pid = maps.split('/')[2]\n    if pid == str(os.getpid()): continue\n    try:\n        with open(f'/proc/{pid}/mem', 'rb') as memory:\n            for line in open(maps):\n                low, high = (int(x, 16) for x in line.split()[0].split('-'))\n                memory.seek(low); look(memory.read(min(high - low, 1 << 22)), pid)\n    except (OSError, ValueError, OverflowError): pass"),
    hunt("descriptors", "reads inherited descriptors", "import glob\nfor p in glob.glob('/proc/[0-9]*/fd/*'):\n    try:\n        target = os.readlink(p)\n        if target.startswith(('socket', 'pipe', 'anon')): continue\n        if os.path.isdir(p): print('dir', p, target); look(repr(os.listdir(p)).encode(), p); continue\n        fd = os.open(p, os.O_RDONLY | os.O_NONBLOCK); look(os.pread(fd, 1 << 20, 0), target)\n    except OSError: pass"),
    hunt("neighbours", "looks for other submissions and kernels", "import glob\nfound = [p for p in glob.glob('/tmp/mlp-*') if p + '/' not in repr(os.listdir('/proc/self/cwd')) ]\nassert len(found) <= 1, found\nfor p in glob.glob('/tmp/**', recursive=True) + glob.glob('/proc/[0-9]*/cmdline'):\n    try: look(open(p, 'rb').read(), p)\n    except OSError: pass\nassert len(glob.glob('/proc/[0-9]*')) < 12"),
    hunt("abstract-sockets", "looks for sockets of other processes", "for p in ('/proc/net/unix', '/proc/net/tcp', '/proc/net/vsock'):\n    try: look(open(p, 'rb').read(), p)\n    except OSError: pass\nassert '@' not in open('/proc/net/unix').read()"),
    hunt("kernel-interfaces", "kernel keyrings, dmesg, sysfs, module parameters", "import ctypes\nlibc = ctypes.CDLL(None, use_errno=True)\nassert libc.syscall(250, 11, -3, 0, 0, 0) < 0\nassert libc.syscall(425, 8, 0) < 0\nassert libc.syscall(101, 16, 1, 0, 0) < 0\nfor p in ('/dev/kmsg', '/dev/mem', '/proc/kcore', '/proc/kmsg', '/sys/kernel'):\n    try: print('FOUND', open(p, 'rb').read(100))\n    except OSError: pass"),
    hunt("border-files", "reads the border's own files, which hold no secret", "import sys\nfor name, module in list(sys.modules.items()):\n    if name.startswith('border'): look(open(module.__file__, 'rb').read(), name)"),
    hunt("connection-file", "reads its own connection file, and uses it", "import json, glob\nfor p in glob.glob('/tmp/mlp-*/io/*.json'):\n    info = json.load(open(p)); look(json.dumps(info).encode(), p)\n    for q in glob.glob('/tmp/mlp-*/io/*') + glob.glob('/tmp/mlp-*/*'):\n        look(repr(q).encode(), q)"),
    hunt("git-and-history", "looks for version control and shell history", "for base in ('/root', '/home', os.getcwd(), '/work', __ROOT__, __REPOSITORY__):\n    for name in ('.git/config', '.bash_history', '.ssh/id_rsa', '.netrc', 'gradebook.db', '.autograder/runs/mlp.json', 'source/mlp', 'submitted', 'autograded', 'solutions/mlp'):\n        path = os.path.join(base, name)\n        if os.path.exists(path): print('FOUND', path)"),
    case("hunts-while-called", "looks around from within a call", answer("output-layer", "def output_layer(h, W2):\n    import os\n    for path in __PATHS__:\n        if os.path.exists(path): raise RuntimeError('FOUND ' + path)\n    return W2 @ h")),
]  # fmt: skip
