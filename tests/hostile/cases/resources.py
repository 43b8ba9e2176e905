"""Bombs, each bounded: they end in their own task, and clean up after themselves."""

from ..case import AGENT, ANY, DONE, TASKS, answer, before, case, to_the_end, top, zero

AFTER_SOFTMAX = dict.fromkeys(list(TASKS)[list(TASKS).index("softmax") + 1 :], ANY)


def softmax(name, what, body, says):
    """A bomb inside softmax, which scores 0; the next task gets a live process."""
    body = body.strip().replace("\n", "\n    ")
    return case(name, what, answer("softmax", f"def softmax(o):\n    {body}"), lost=zero("softmax"), says=says)


FORKS = "import os, time\nmade = 0\ntry:\n    for _ in range(3000):\n        if os.fork() == 0: time.sleep(60); os._exit(0)\n        made += 1\nfinally:\n    print('made', made)"
FORK_TREE = "import os, time\nend = time.time() + 3\nwhile time.time() < end:\n    try: os.fork()\n    except OSError: time.sleep(0.1)\ntime.sleep(60)"
BUSY_FORKS = "import os\nfor _ in range(40):\n    if os.fork() == 0:\n        while True: pass\nwhile True: pass"
SHARED = """
import mmap, os, time
def hold(mib, at=0):
    kept = mmap.mmap(-1, mib * 2**20)
    for at in range(0, mib * 2**20, 10 * 2**20):
        kept[at:at + 10 * 2**20] = b"x" * (10 * 2**20)
        kept.madvise(mmap.MADV_DONTNEED, at, 10 * 2**20)
    time.sleep(20)
for _ in range(3):
    if os.fork() == 0:
        hold(900)
        os._exit(0)
time.sleep(20)
"""
SOCKETS = """
import socket
kept = []
for _ in range(200):
    pair = socket.socketpair()
    kept.append(pair)
    for end in pair:
        end.setblocking(False)
        try:
            while True: end.send(bytes(2**15))
        except BlockingIOError: pass
import time; time.sleep(20)
"""
FRAMES = (
    AGENT
    + """
old = agent._reply
def reply(asked, content, buffers):
    old(asked, content, [bytes(15 * 2**20)] * 9 if agent.link._waiting == [] and content.get("outcome") else buffers)
agent._reply = reply
agent.link.max_body = 2**31
"""
)
ALTERNATE = (
    AGENT
    + """
import time
for i in range(14000):
    raw({"kind": "stream", "id": agent.cell, "name": "stdout" if i % 2 else "stderr", "text": "a"})
    if i % 500 == 0: time.sleep(0.03)
"""
)
EMPTY_LINES = AGENT + 'for i in range(3): raw({"kind": "error", "id": agent.cell, "traceback": [""] * 250_000})'
MANY_FRAMES = AGENT + "part = bytes(20 * 2**20)\nraw({'kind': 'stream', 'id': agent.cell}, *[part] * 20)"
JSON_BOMB = AGENT + 'raw(b\'{"kind": "stream", "sizes": [], "more": [\' + b\'[],\' * 13_000_000 + b\'0]}\')'
SMALL_JSON_BOMBS = (
    AGENT + 'for _ in range(12): raw(b\'{"kind": "stream", "sizes": [], "more": [\' + b\'{},\' * 400_000 + b\'0]}\')'
)
ENAME = (
    AGENT
    + "for _ in range(4): raw({'kind': 'error', 'id': agent.cell, 'ename': 'E' * 20_000_000, 'evalue': '', 'traceback': []})"
)
TINY = "from IPython.display import publish_display_data\nfor _ in range(1_000_000): publish_display_data({'text/plain': ''})"
CLAIMS = AGENT + "raw(b'', lengths=(2**32 - 1, 2**32 - 1))"
PARALLEL_FLOOD = """
import threading
def flood():
    while True: print("x" * 2**20)
threading.Thread(target=flood, daemon=True).start()
"""
RAW_FLOOD = (
    AGENT
    + """
import threading
def flood():
    while True:
        with agent.link._lock: raw({"kind": "stream", "id": "none", "text": "x" * 2**19})
threading.Thread(target=flood, daemon=True).start()
"""
)
LOG = "import os\nfor fd in (1, 2):\n    for path in (f'/proc/1/fd/{fd}',):\n        try:\n            with open(path, 'wb') as file:\n                for _ in range(200): file.write(b'\\xff' * 2**20)\n        except OSError: pass\nos._exit(1)"
MEMFD = "import os, mmap\nheld = []\ntry:\n    for _ in range(60):\n        fd = os.memfd_create('m'); held.append(fd)\n        for _ in range(15): os.write(fd, bytes(2**20))\nexcept OSError as error:\n    print('stopped at', len(held), error)\nassert len(held) < 3, 'held ' + str(len(held))"
SHM = "import ctypes\nlibc = ctypes.CDLL(None, use_errno=True)\nids = [libc.shmget(0, 2**20, 0o1600) for _ in range(20)]\nassert all(i < 0 for i in ids), ids"
QUEUES = "import ctypes\nlibc = ctypes.CDLL(None, use_errno=True)\nassert libc.msgget(0, 0o1600) < 0\nassert libc.semget(0, 10, 0o1600) < 0"
MAPPINGS = """
import ctypes, os, time
libc = ctypes.CDLL(None)
libc.mmap.restype = ctypes.c_void_p
libc.mmap.argtypes = [ctypes.c_void_p, ctypes.c_size_t] + [ctypes.c_int] * 3 + [ctypes.c_long]
for n in range(20_000):
    place = libc.mmap(None, 4096, 1 + 2 * (n % 2), 0x22, -1, 0)
for _ in range(30):
    if os.fork() == 0:
        time.sleep(20)
        os._exit(0)
time.sleep(20)
"""

CASES = [
    softmax("memory-numpy", "a memory bomb of NumPy", "parts = []\nwhile True: parts.append(np.ones(2**22))", "softmax"),
    softmax("memory-list", "a memory bomb of lists", "parts = []\nwhile True: parts.append([0] * 2**20)", "softmax"),
    softmax("memory-processes", "memory of many processes together", "import os, time\nfor _ in range(12):\n    if os.fork() == 0:\n        held = np.ones(2**24); time.sleep(60); os._exit(0)\ntime.sleep(60)", "MiB of memory"),
    softmax("fork-bomb", "a fork bomb", FORKS, "softmax"),
    softmax("fork-tree", "forks that fork", FORK_TREE, "stopped after"),
    case("busy-forks", "forty processes that compute: what they slow down is the student's own", answer("softmax", "def softmax(o):\n    " + BUSY_FORKS.replace("\n", "\n    ")), lost=zero("softmax") | AFTER_SOFTMAX, says="softmax"),
    softmax("thread-bomb", "a thread bomb", "import threading, time\nfor _ in range(5000): threading.Thread(target=time.sleep, args=(60,), daemon=True).start()", "can't start new thread"),
    softmax("descriptors", "every descriptor used up", "held = []\nwhile True: held.append(open('/dev/null'))", "Too many open files"),
    softmax("full-disk", "a full disk", "with open('full', 'wb') as file:\n    while True: file.write(bytes(2**20))", "softmax raised OSError"),
    softmax("many-files", "a full disk of many files", "import os\nn = 0\nwhile True:\n    n += 1\n    with open(f'/tmp/f{n}', 'wb') as file: file.write(bytes(2**20))", "No space left"),
    softmax("many-inodes", "a million empty files", "import os\nn = 0\nwhile True:\n    n += 1\n    os.close(os.open(f'/dev/shm/{n}', os.O_CREAT))", "softmax"),
    softmax("sparse-file", "a sparse file of a terabyte", "import os\nwith open('sparse', 'wb') as file: os.ftruncate(file.fileno(), 2**40)", "softmax raised OSError"),
    case("full-home", "a full home folder leaves later tasks alone", before("hidden-layer", "try:\n    with open('full', 'wb') as file:\n        while True: file.write(bytes(2**20))\nexcept OSError as error: print(error)")),
    case("one-display", "one display of 400 MB", before("softmax", "from IPython.display import publish_display_data\npublish_display_data({'text/plain': 'x' * 400_000_000})")),
    case("one-print", "one print of 60 MB", before("softmax", "print('y' * 60_000_000)")),
    case("million-displays", "a million small displays", before("softmax", TINY)),
    case("million-prints", "a million lines", before("softmax", "for n in range(1_000_000): print(n, flush=n % 100 == 0)")),
    case("endless-prints", "prints without end", before("softmax", "while True: print('z' * 1000)")),
    case("large-traceback", "an error of 30 MB", before("softmax", "raise ValueError('t' * 30_000_000)")),
    case("large-error-name", "an error whose name has 20 MB", before("softmax", ENAME)),
    case("many-large-cells", "output of every cell just below the limit", *[top("print('q' * 200_000)") for _ in range(60)]),
    case("many-frames", "one message of 400 MiB in twenty buffers", before("softmax", MANY_FRAMES)),
    case("json-bomb", "a message of 39 MB that would be gigabytes as objects", before("softmax", JSON_BOMB)),
    case("small-json-bombs", "a dozen messages of 1.2 MB that are many objects each", before("softmax", SMALL_JSON_BOMBS)),
    case("claims-gigabytes", "a frame that says it has four gigabytes", before("softmax", CLAIMS)),
    case("raw-flood", "a thread that floods the channel behind the agent's back", before("softmax", RAW_FLOOD)),
    case("background-flood", "a thread that prints without end beside the cells", before("softmax", PARALLEL_FLOOD)),
    case("log-flood", "the process's own log filled up", before("softmax", LOG)),
    case("raw-descriptors", "writes to descriptor 1 behind Python's back", before("softmax", "import os\nfor _ in range(300): os.write(1, b'\\xff' * 2**16)")),
    case("anonymous-files", "memory in files without a name", before("softmax", to_the_end(MEMFD)), says=DONE),
    case("shared-memory", "memory in System V segments", before("softmax", to_the_end(SHM)), says=DONE),
    case("message-queues", "memory in message queues", before("softmax", to_the_end(QUEUES)), says=DONE),
    case("shared-mappings", "memory that is kept and that no process is seen to hold", before("softmax", SHARED)),
    softmax("many-mappings", "twenty thousand mappings in thirty processes", MAPPINGS, "stopped after"),
    case("socket-buffers", "memory that waits in the buffers of sockets", before("softmax", SOCKETS)),
    case("frames-in-replies", "nine frames of 15 MiB with every answer", top(FRAMES), lost=zero(*TASKS), says="the answer is too large"),
    case("alternating-streams", "a letter at a time, to one stream and the other", before("softmax", ALTERNATE)),
    case("empty-traceback", "a traceback of two million empty lines", before("softmax", EMPTY_LINES)),
    softmax("large-answer-flood", "16 MiB of answers in every call", "return [np.zeros(2**20) for _ in range(2)]", "softmax"),
    case("cpu-everywhere", "threads that compute beside everything", top("import threading\ndef spin():\n    while True: sum(range(1000))\nthreading.Thread(target=spin, daemon=True).start()")),
]  # fmt: skip
CASES += [
    case(
        "hidden-marker-storm",
        "fifty thousand markers that begin and never end",
        before("softmax", "# END HIDDEN TESTS\n" + "# BEGIN HIDDEN TESTS\n" * 45_000),
    )
]
