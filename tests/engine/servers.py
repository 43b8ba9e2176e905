"""Servers that tests start on this machine and end: PostgreSQL, a dask scheduler, dask workers."""

import os
import shutil
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

from engine.helpers import environment

POSTGRES = sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"))  # where Debian puts it


def free_port():
    """A port of the loopback that nobody has."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        return server.getsockname()[1]


def wait_for(there, seconds=60):
    """Wait until there() is true. Raises TimeoutError."""
    end = time.monotonic() + seconds
    while not there():
        if time.monotonic() > end:
            raise TimeoutError("it did not come")
        time.sleep(0.05)


def _answers(port):
    with socket.socket() as asking:
        return asking.connect_ex(("127.0.0.1", port)) == 0


@contextmanager
def postgres(folder):
    """A PostgreSQL server on the loopback; yields the address of an empty database. Its own user, where this is root."""
    tools, port = POSTGRES[-1].parent, free_port()
    folder.mkdir()
    as_user: dict = {}
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres", "postgres")
        for above in folder.parents:
            if above.stat().st_uid == 0 and len(above.parts) > 2:
                above.chmod(above.stat().st_mode | 0o011)
        as_user = {"user": "postgres", "group": "postgres", "extra_groups": []}
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.STDOUT, "cwd": "/"}
    make = [tools / "initdb", "-D", folder / "data", "-U", "teacher", "--auth=trust", "--no-sync"]
    subprocess.run(make, check=True, timeout=120, **quiet, **as_user)
    line = [tools / "postgres", "-D", folder / "data", "-h", "127.0.0.1", "-p", str(port), "-k", "", "-F"]
    with subprocess.Popen(line, **quiet, **as_user) as server:
        try:
            wait_for(lambda: _answers(port))
            yield f"postgresql+psycopg://teacher@127.0.0.1:{port}/postgres"
        finally:
            server.terminate()
            server.wait(30)


@contextmanager
def scheduler(**settings):
    """A dask scheduler as a process of its own; yields its address."""
    port = free_port()
    line = [sys.executable, "-m", "distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", str(port)]
    with _process([*line, "--no-dashboard"], settings):
        wait_for(lambda: _answers(port))
        yield f"tcp://127.0.0.1:{port}"


@contextmanager
def worker(address, folder):
    """A dask worker as a process of its own, without a nanny, in an empty folder; yields its Popen."""
    folder.mkdir()
    line = [sys.executable, "-m", "distributed.cli.dask_worker", address, "--no-nanny", "--nthreads", "1"]
    with _process([*line, "--no-dashboard", "--memory-limit", "0", "--local-directory", str(folder)], {}) as process:
        yield process


@contextmanager
def _process(line, settings):
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "cwd": "/"}
    with subprocess.Popen(line, env=environment() | settings, **quiet) as process:
        try:
            yield process
        finally:
            process.kill()
            process.wait(30)
