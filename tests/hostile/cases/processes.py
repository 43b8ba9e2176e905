"""Processes that end, do not end, or wait for somebody."""

from ..case import AGENT, ALL, answer, before, bottom, case, top, zero


def softmax(name, what, body, says):
    """A softmax that does not come back; it scores 0, and the next task gets a live process."""
    return case(name, what, answer("softmax", f"def softmax(o):\n    {body}"), lost=zero("softmax"), says=says)


DAEMON = """
import os, time
for _ in range(3):
    if os.fork() == 0:
        os.setsid()
        if os.fork() == 0:
            import signal
            for number in range(1, 32):
                try: signal.signal(number, signal.SIG_IGN)
                except (OSError, ValueError): pass
            while True: time.sleep(1)
        os._exit(0)
    os.wait()
"""
THREADS = "import threading, time\ndef spin():\n    while True: time.sleep(0.05)\nfor _ in range(5): threading.Thread(target=spin).start()"
IGNORES = "import signal\nfor n in range(1, 65):\n    try: signal.signal(n, signal.SIG_IGN)\n    except (OSError, ValueError): pass\nwhile True:\n    try:\n        while True: pass\n    except BaseException: pass"

WRITES = "import os\nfor number in range(3, 250):\n    try: os.write(number, b'x' * 4000)\n    except OSError: pass"
DUPLICATES = "import os\nend, _ = os.pipe()\nfor number in range(3, 60): os.dup2(end, number)"
HALF = "raw(b'', lengths=(100, 0))"
HOLDS = "import ctypes, os, time\nif ctypes.CDLL(None).fork() == 0: time.sleep(600)\nos._exit(1)"


def indented(source):
    """The source as the body of a function."""
    return source.replace("\n", "\n    ")


CASES = [
    case("exit-at-top", "os._exit at top level: the rest runs without that cell", before("softmax", "import os\nos._exit(0)")),
    case("exit-in-an-answer", "os._exit in the cell of an answer: what it defined before counts", answer("l2-penalty", "def l2_penalty(W1, W2, lam):\n    return lam / 2 * (np.sum(W1.astype(float)**2) + np.sum(W2.astype(float)**2))\nimport os\nos._exit(3)"), lost=zero("l2-penalty"), says="not defined"),
    case("exit-everywhere", "os._exit in the imports' next cell and after each test", top("import os, signal\nos.kill(os.getpid(), signal.SIGKILL)"), before("softmax", "import os; os.abort()"), before("l2-penalty", "import ctypes; ctypes.string_at(0)")),
    softmax("exit-in-a-call", "os._exit inside a function", "import os; os._exit(0)", "the process ended"),
    softmax("segfault", "a segmentation fault inside a function", "import ctypes; ctypes.string_at(0)", "the process ended"),
    softmax("kills-itself", "SIGKILL to everything inside a function", "import os, signal\n    try: os.kill(-1, signal.SIGKILL)\n    except OSError: pass\n    os.kill(os.getpid(), 9)", "the process ended"),
    softmax("stops-itself", "SIGSTOP to itself", "import os, signal; os.kill(os.getpid(), signal.SIGSTOP)", "stopped after"),
    softmax("endless", "an endless loop in a function", "while True: pass", "stopped after"),
    softmax("endless-and-deaf", "a loop that swallows the interrupt", IGNORES.replace("\n", "\n    "), "stopped after"),
    softmax("sleeps", "sleeps for an hour", "import time; time.sleep(3600)", "stopped after"),
    softmax("deadlock", "a lock taken twice", "import threading; l = threading.Lock(); l.acquire(); l.acquire()", "stopped after"),
    softmax("catastrophic-regex", "a regular expression that never ends, deaf to interrupts", "import re; re.match(r'(a+)+$', 'a' * 60 + 'b')", "stopped after"),
    softmax("huge-power", "an integer power that holds the interpreter's lock", "return 7 ** 10 ** 9", "stopped after"),
    softmax("recursion", "deep recursion", "return softmax(o)", "RecursionError"),
    softmax("recursion-unlimited", "deep recursion without a limit", "import sys; sys.setrecursionlimit(10**9); f = lambda: f(); return [f() for _ in [0]] and eval('f()')", "softmax"),
    softmax("asks", "input() in a function", "return input('answer? ')", "asked for keyboard input"),
    softmax("asks-secretly", "getpass in a function", "import getpass; return getpass.getpass()", "asked for keyboard input"),
    softmax("debugger", "pdb in a function", "import pdb; pdb.set_trace(); return o", "softmax"),
    softmax("breakpoint", "breakpoint() in a function", "breakpoint(); return o", "softmax"),
    softmax("exits-thread", "sys.exit and _thread.exit in a function", "import _thread; _thread.exit()", "SystemExit"),
    softmax("reads-stdin", "waits for its standard input", "import sys; return sys.__stdin__.read() or os", "softmax"),
    softmax("forks-away", "two processes answer", "import os; os.fork(); return np.zeros(np.shape(o))", "softmax"),
    case("asks-at-top", "input() at top level", before("softmax", "name = input()")),
    case("debugger-at-top", "pdb at top level", before("softmax", "import pdb\npdb.set_trace()")),
    case("debug-magic", "%debug after an error", before("softmax", "1 / 0"), before("softmax", "%debug\n%pdb on")),
    case("daemons", "daemons that ignore every signal and outlive their cell", top(DAEMON)),
    case("threads", "threads that outlive their cell", top(THREADS)),
    case("subprocess-sleeps", "a subprocess that sleeps on", top("import subprocess\nsubprocess.Popen(['sleep', '3000'], start_new_session=True)")),
    case("at-exit", "an exit handler that never ends", top("import atexit\ndef linger():\n    while True: pass\natexit.register(linger)")),
    case("endless-cell", "an endless loop in a cell", before("softmax", "while True: pass")),
    case("deaf-cell", "a cell that ignores signals and interrupts", before("softmax", IGNORES)),
    case("slow-cells", "a notebook that uses its time up in cells", *[top("import time\ntime.sleep(3)") for _ in range(12)], lost=ALL, says="used up"),
    case("interrupts-parent", "signals to its parents and its group", top("import os, signal\nfor pid in (os.getppid(), 1, 0, -1):\n    for n in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP, signal.SIGCONT):\n        signal.signal(n, signal.SIG_IGN) if pid in (0, -1) else None\n        try: os.kill(pid, n)\n        except OSError: pass")),
    softmax("closes-in-a-call", "closes every descriptor inside a function", "import os; os.closerange(0, 250)", "the process ended"),
    softmax("writes-in-a-call", "writes to every descriptor inside a function", indented(WRITES), "the answer"),
    softmax("duplicates-in-a-call", "puts another file in the place of every descriptor inside a function", indented(DUPLICATES), "the process ended"),
    softmax("holds-the-socket", "ends while a fork holds the socket", indented(HOLDS), "the process ended"),
    case("half-a-frame-in-a-call", "half a frame, and then nothing", answer("softmax", AGENT + f"def softmax(o):\n    {HALF}\n    import time; time.sleep(3600)"), lost=zero("softmax"), says="stopped after"),
    case("half-a-frame-and-on", "half a frame, and then the answer", answer("softmax", AGENT + f"def softmax(o):\n    {HALF}\n    return o"), lost=zero("softmax"), says="softmax"),
    case("writes-to-descriptors", "writes to every descriptor at the start and at the end", top(WRITES), bottom(WRITES)),
    case("duplicates-descriptors", "puts another file in the place of every descriptor", before("softmax", DUPLICATES)),
    case("half-a-frame", "half a frame in a cell", before("softmax", AGENT + HALF)),
    case("stops-in-a-cell", "SIGSTOP to itself in a cell, and at the end", before("softmax", "import os, signal\nos.kill(os.getpid(), signal.SIGSTOP)"), bottom("import os, signal\nos.kill(os.getpid(), signal.SIGSTOP)")),
    case("timer", "a timer that raises, left behind", before("softmax", "import signal\nsignal.signal(signal.SIGALRM, lambda *a: 1 / 0)\nsignal.setitimer(signal.ITIMER_REAL, 0.001, 0.001)")),
    case("closes-descriptors", "closes every descriptor", before("softmax", "import os\nos.closerange(0, 250)")),
    case("stops-kernel", "asks the kernel to shut down", before("softmax", "get_ipython().ask_exit()\nget_ipython().exit_now = True\nexit()\nquit()")),
    case("stops-loop", "stops the kernel's event loop", before("softmax", "import asyncio\nasyncio.get_event_loop().stop()")),
    case("ends-the-interpreter", "Py_Finalize in a cell", before("softmax", "import ctypes\nctypes.pythonapi.Py_FinalizeEx()")),
    case("raises-in-thread", "SystemExit and KeyboardInterrupt raised in cells", before("softmax", "raise SystemExit(1)"), before("softmax", "raise KeyboardInterrupt"), bottom("raise GeneratorExit")),
]  # fmt: skip
