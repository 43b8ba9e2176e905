"""What can be tried only where the grader is an ordinary user, and the submission has the same user's number."""

from ..case import before, case

FILLS_DEVICES = """
import os
for place in ("/dev", "/dev/pts", "/", "/home", "/etc", "/proc"):
    try:
        open(place + "/x", "wb").write(b"x")
        print("REACHED", place)
    except OSError:
        pass
"""
FILLS_SHARED = """
import glob, os
for folder in glob.glob("/tmp/mlp-*/**", recursive=True):
    for attempt in (lambda: os.chmod(folder, 0o777), lambda: open(folder + "/x", "wb"), lambda: open(folder, "ab")):
        try:
            attempt()
            print("REACHED", folder)
        except OSError:
            pass
"""
MEDDLES = """
import os, signal
for number in (signal.SIGSTOP, signal.SIGTERM, signal.SIGKILL):
    try: os.kill(1, number)
    except OSError: pass
try:
    with open("/proc/1/mem", "r+b") as memory, open("/proc/1/maps") as maps:
        for line in maps:
            if " r-xp" in line and "bwrap" in line:
                memory.seek(int(line.split("-")[0], 16))
                memory.write(b"\\xcc" * 65536)
except OSError:
    pass
"""

CASES = [
    case("fills-devices", "writes into /dev, which has no size", before("softmax", FILLS_DEVICES)),
    case("fills-shared", "writes into the folder of the border's files", before("softmax", FILLS_SHARED)),
    case("meddles-with-init", "stops and overwrites the sandbox's first process", before("l2-penalty", MEDDLES)),
]
