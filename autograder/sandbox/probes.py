"""Does the sandbox hold here and now? Attempts from inside, each of which must fail before anything is graded."""

import contextlib
import json
import os
import secrets
import socket
import subprocess
import sys
import time
from dataclasses import dataclass

from autograder.errors import GraderError, KernelDied, SandboxError
from autograder.sandbox.kernel import Kernel
from autograder.sandbox.limits import Limits
from autograder.store import FOLDER, engine_digest, write

VALID_SECONDS = 600
HELD, REACHED = "held", "REACHED"
_ensured: set = set()  # courses whose sandbox this process has seen to hold

# What is tried: name -> (what it means where it succeeds, code that prints REACHED or held).
PROBES = {
    "secret": ("a file beside the gradebook can be read", "attempt(lambda: TOKEN in open(SECRET).read())"),
    "network": ("a server on this machine can be reached", "attempt(lambda: connect() is None)"),
    "processes": ("processes of this machine can be seen", "attempt(lambda: TOKEN in all_commands())"),
    "fork": ("more processes can be started than the limit", "attempt(lambda: fork(PROCESSES + 8) > PROCESSES)"),
    "write": ("files outside the scratch folder can be written", "attempt(lambda: write_outside())"),
    "disk": ("more can be written than the scratch limit", "attempt(lambda: fill(SCRATCH + 8))"),
    "memory": ("more memory can be had than the limit", "attempt(lambda: hold((MEMORY + 64) << 20))"),
    "namespaces": ("new user namespaces can be made", "attempt(lambda: new_namespace())"),
    "debugger": ("processes can be traced", "attempt(lambda: libc().ptrace(0, 0, 0, 0) == 0)"),
}
TOOLS = """
import ctypes, glob, os, socket, sys, time

def attempt(try_it):
    try:
        print("REACHED" if try_it() else "held")
    except BaseException as error:
        print("held", type(error).__name__)

def connect():
    socket.create_connection(("127.0.0.1", PORT), timeout=1)

def all_commands():
    return "".join(open(path, errors="replace").read() for path in glob.glob("/proc/[0-9]*/cmdline"))

def fork(count):
    made = []
    try:
        for _ in range(count):
            pid = os.fork()
            if pid == 0:
                time.sleep(5)
                os._exit(0)
            made.append(pid)
    finally:
        for pid in made:
            os.kill(pid, 9)
            os.waitpid(pid, 0)
    return len(made)

def write_outside():
    for folder in [os.path.dirname(SECRET), "/", "/dev", "/usr", "/etc", "/var/tmp", sys.prefix, sys.base_prefix]:
        try:
            path = os.path.join(folder, "probe-" + TOKEN)
            with open(path, "w"):
                os.unlink(path)
            return True
        except OSError:
            continue
    return False

def fill(mib):
    name, done = "probe-disk", 0
    try:
        for part in range(2):
            with open(name + str(part), "wb") as file:
                for _ in range(mib // 2 + 1):
                    done += file.write(bytes(1 << 20)) >> 20
                file.flush()
        return done >= mib
    finally:
        for part in glob.glob(name + "*"):
            os.unlink(part)

def hold(size):
    data = bytearray(size)
    time.sleep(1)  # a level that looks from outside has its turn
    return len(data) == size

def new_namespace():
    pid = os.fork()  # a process with threads is refused for another reason
    if pid == 0:
        os._exit(0 if libc().unshare(0x10000000) == 0 else 1)
    return os.waitpid(pid, 0)[1] == 0

def libc():
    return ctypes.CDLL(None, use_errno=True)
"""


@dataclass
class Probe:
    """One attempt: its name, whether the sandbox held, and what it means where it did not."""

    name: str
    held: bool
    meaning: str


def probe(course, isolation, limits=None):
    """Try everything from inside a kernel at this level of isolation; return the list of Probes."""
    limits = limits or Limits()
    token = secrets.token_hex(12)
    folder = course.root / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    secret = folder / f"probe-{token[:8]}"
    secret.write_text(token)
    sentinel = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)", token], start_new_session=True)
    with contextlib.ExitStack() as stack:
        stack.callback(secret.unlink)
        stack.callback(sentinel.wait)
        stack.callback(sentinel.kill)
        server = stack.enter_context(socket.create_server(("127.0.0.1", 0)))
        facts = {"TOKEN": token, "SECRET": str(secret), "PORT": server.getsockname()[1], "MEMORY": limits.memory_mib}
        facts |= {"PROCESSES": limits.processes, "SCRATCH": limits.scratch_mib}
        head = "".join(f"{name} = {value!r}\n" for name, value in facts.items()) + TOOLS
        results, kernel = [], None
        for name, (meaning, code) in PROBES.items():
            if kernel is None or not kernel.alive:
                kernel = stack.enter_context(Kernel(limits, (), isolation))
            results.append(Probe(name, _held(kernel, head + code), meaning))
        return results


def _held(kernel, code):
    try:
        outputs, reason = kernel.run(code, 30)
    except KernelDied:
        return True  # the process was ended for it
    said = "".join(output.get("text", "") for output in outputs)
    if HELD not in said and REACHED not in said and not reason:
        raise SandboxError(f"a probe of the sandbox said nothing: {json.dumps(outputs)[:500]}")
    return REACHED not in said


def ensure(course, isolation):
    """Refuse to grade where the full level does not hold; a probe of the last minutes is not repeated.

    Raises SandboxError, which says which attempt succeeded and what that means.
    """
    if isolation.name != "bubblewrap" or course.root in _ensured:
        return
    mark = course.root / FOLDER / "probed"
    stamp = f"{os.uname().release} {engine_digest()}"
    with contextlib.suppress(OSError):
        if mark.read_text() == stamp and time.time() - mark.stat().st_mtime < VALID_SECONDS:
            _ensured.add(course.root)
            return
    broken = [p for p in probe(course, isolation) if not p.held]
    if broken:
        listed = "; ".join(f"{p.name}: {p.meaning}" for p in broken)
        raise SandboxError(f"the sandbox does not hold, nothing was graded: {listed}. Run `autograder doctor`")
    write(mark, stamp)
    _ensured.add(course.root)


REMEDIES = """\
To have the full level:
  Debian, Ubuntu     apt-get install bubblewrap util-linux libseccomp2
  Fedora             dnf install bubblewrap util-linux libseccomp
  Ubuntu 24.04       AppArmor restricts user namespaces; either run as root (each sandbox then is a throwaway
                     user), or allow bwrap with a profile /etc/apparmor.d/bwrap:
                       abi <abi/4.0>,
                       include <tunables/global>
                       profile bwrap /usr/bin/bwrap flags=(unconfined) { userns, }
                     and `systemctl reload apparmor`
  macOS              grade in a Linux virtual machine or container that allows user namespaces
  Windows            grade in WSL 2 with one of the distributions above
Without it, for code that you trust: c.Grading.isolation = "process" in nbgrader_config.py; every report says so."""


def doctor(course, settings):
    """Print the level of isolation, every probe, and the remedies; return 0 where the level asked for holds."""
    print(f"isolation asked for: {settings.isolation}")
    try:
        isolation = settings.sandbox([course.root])
        probes = probe(course, isolation, settings.limits())
    except GraderError as error:
        print(f"not to be had: {error}\n\n{REMEDIES}")
        return 1
    for p in probes:
        print(f"  {'held   ' if p.held else 'REACHED'}  {p.name:<11} {'attempt failed' if p.held else p.meaning}")
    if isolation.name != "bubblewrap":
        print(f"\nThis level is weaker by your choice; submissions run as your own user.\n\n{REMEDIES}")
        return 0
    if not all(p.held for p in probes):
        print(f"\nThe sandbox does not hold here; grading refuses.\n\n{REMEDIES}")
        return 1
    print("\nThe sandbox holds: every attempt from inside failed.")
    return 0
