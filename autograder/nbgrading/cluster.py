"""Workers on dask.distributed: a local cluster, or any scheduler by its address. They end with the run, and within seconds."""

import contextlib
import logging
import shutil
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from multiprocessing import resource_tracker
from pathlib import Path
from typing import Any

import dask
from distributed import Client, Future, LocalCluster, Security, WorkerPlugin, get_worker, wait

from autograder.errors import CourseError
from autograder.gradebook import StudentRows
from autograder.nbgrading.bundle import Bundle
from autograder.nbgrading.commands import uninterrupted
from autograder.nbgrading.worker import Assigned, Finished, Worker

TOPIC = "autograder"
NOISY = ("distributed", "tornado", "asyncio")  # what they say when a cluster ends is no one's business
LOST_SECONDS = 30  # after which a local worker that gives no sign is given up
JOIN_SECONDS = 60  # for the first worker of a scheduler to be there
MOMENT = 1.0  # seconds of one wait for what is done
SETTINGS = {
    "distributed.scheduler.worker-ttl": f"{LOST_SECONDS}s",
    "distributed.scheduler.allowed-failures": 1,  # a submission that ends its worker has one more chance
    "distributed.worker.profile.enabled": False,
    "distributed.admin.system-monitor.gil.enabled": False,
    "distributed.worker.memory.terminate": False,
    "distributed.comm.timeouts.connect": "10s",
    "distributed.admin.large-graph-warning-threshold": "1GB",  # a submission may be large
    "distributed.scheduler.http.routes": [],  # nothing of a class is served to whoever else is on this machine
    "distributed.worker.http.routes": [],
    "distributed.nanny.pre-spawn-environ.DASK_LOGGING__DISTRIBUTED": "critical",
}
_worker: dict[str, Worker] = {}  # of this process, by the digest of the bundle


class Content(WorkerPlugin):
    """Brings the course's content to every worker, those that join later included."""

    def __init__(self, bundle: Bundle):
        self.bundle, self.name = bundle, f"autograder-{bundle.digest}"

    def setup(self, worker: Any) -> None:
        """Lay the content out in the worker's own folder."""
        folder = Path(tempfile.mkdtemp(prefix="course-", dir=worker.local_directory))
        _worker[self.bundle.digest] = Worker(self.bundle, folder, announce)

    def teardown(self, worker: Any) -> None:
        """Remove it."""
        gone = _worker.pop(self.bundle.digest, None)
        if gone is not None:
            shutil.rmtree(gone.course.root, ignore_errors=True)


def announce(student: str, notebook: str) -> None:
    """Tell the coordinator that a notebook is begun, and where."""
    worker = get_worker()
    worker.log_event(TOPIC, {"student": student, "notebook": notebook, "worker": worker.address})


def grade(digest: str, assigned: Assigned) -> Finished:
    """Runs on a worker."""
    return _worker[digest].grade(assigned)


def pages(digest: str, student: str, files: dict[str, str], rows: StudentRows) -> dict[str, str]:
    """Runs on a worker."""
    return _worker[digest].pages_again(student, files, rows)


@dataclass
class Sign:
    """The last sign of a student's grading: the notebook begun, when by this side's clock, and the worker's address."""

    notebook: str = ""
    since: float = field(default_factory=time.monotonic)
    worker: str = ""


class Pool:
    """Submits students to workers. signs: {student: Sign} of those begun."""

    def __init__(self, client: Client, bundle: Bundle):
        self.client, self.digest = client, bundle.digest
        self.signs: dict[str, Sign] = {}
        client.subscribe_topic(TOPIC, self._heard)
        client.register_plugin(Content(bundle))

    def _heard(self, event: tuple) -> None:
        _, said = event
        self.signs[said["student"]] = Sign(said["notebook"], worker=said["worker"])

    @property
    def size(self) -> int:
        """How many submissions can be graded at a time, at least 1."""
        return max(1, sum(self.client.nthreads().values()))

    def grade(self, assigned: Assigned) -> Future:
        """Have one submission graded."""
        return self.client.submit(grade, self.digest, assigned, pure=False)

    def pages(self, student: str, files: dict[str, str], rows: StudentRows) -> Future:
        """Have the feedback of one submission made again."""
        return self.client.submit(pages, self.digest, student, files, rows, pure=False)

    def done(self, futures: list[Future]) -> set[Future]:
        """Those that are done; waits a moment for the first."""
        with self.client.as_current():
            try:
                return wait(futures, timeout=MOMENT, return_when="FIRST_COMPLETED").done
            except TimeoutError:
                return set()

    def give_up(self, student: str, future: Future) -> None:
        """End the worker that a submission keeps busy beyond all limits; another takes its place."""
        future.cancel(force=True)
        sign = self.signs.pop(student, None)
        if sign is not None and sign.worker:
            with contextlib.suppress(Exception):  # it may be gone already
                self.client.restart_workers([sign.worker], timeout=LOST_SECONDS, raise_for_error=False)


@contextmanager
def pool(bundle: Bundle, workers: int, scheduler: str | None) -> Iterator[Pool]:
    """Workers for a run: a local cluster of so many processes, or those of a scheduler. Raises CourseError where none can be had."""
    for name in NOISY:
        logging.getLogger(name).setLevel(logging.CRITICAL)
    with (
        tempfile.TemporaryDirectory(prefix="autograder-run-", ignore_cleanup_errors=True) as scratch,
        dask.config.set(SETTINGS | {"temporary-directory": scratch}),
        _cluster(workers, scratch) if scheduler is None else contextlib.nullcontext(scheduler) as where,
    ):
        try:
            client = Client(where, timeout=JOIN_SECONDS, set_as_default=False)
            client.wait_for_workers(1, timeout=JOIN_SECONDS)
        except (OSError, TimeoutError, ValueError) as error:
            raise CourseError(
                f"no workers at the scheduler {scheduler}: {error}; docs/cluster.md says how to start them"
            ) from None
        with client:
            yield Pool(client, bundle)


@contextmanager
def _cluster(workers: int, scratch: str) -> Iterator[LocalCluster]:
    """Worker processes on this machine, below a nanny each that starts it again where it ends.

    They speak by keys made for this run: who can talk to a scheduler can run code on it, and students may have accounts here.
    """
    options = {"local_directory": scratch, "env": {"TMPDIR": scratch}, "security": Security.temporary()}
    resource_tracker.ensure_running()  # its start would undo what follows
    with uninterrupted():
        cluster = LocalCluster(
            n_workers=workers,
            threads_per_worker=1,
            processes=True,
            memory_limit=0,
            dashboard_address="127.0.0.1:0",
            **options,
        )
    try:
        yield cluster
    finally:
        closing = threading.Thread(target=cluster.close, kwargs={"timeout": 10}, daemon=True)
        closing.start()
        closing.join(20)
