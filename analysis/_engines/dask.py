"""Workers of a Dask cluster: one that is named by its scheduler, or one on this computer.

Dask decides who does what, and has the job of a worker that is gone done again. Here it is handed
no more jobs than there are workers: so memory stays flat, and a worker that ends is held against
the one job that it did.
"""

import asyncio
import concurrent.futures
import pickle
import queue
import time
from collections.abc import Callable, Generator, Iterator
from contextlib import ExitStack
from itertools import chain, islice
from typing import Any, Final
from uuid import uuid4

from analysis._engines import answers, cluster, remote
from analysis._engines.local import given_up
from analysis._engines.versions import differences, versions
from analysis.contracts import InputError, first_five

__all__ = ["run"]

_LOOK: Final = 1.0  # seconds between two looks at how many workers there are
_ALONE: Final = 10  # looks without a worker until this is told
_CANCELLED: Final = (asyncio.CancelledError, concurrent.futures.CancelledError)

Told = Callable[[str], None]


def run(
    work: Callable[[Any], Any],
    jobs: Iterator[tuple[int, Any]],
    *,
    workers: int,
    scheduler: str | None,
    say: Told,
) -> Generator[tuple[int, Any], None, None]:
    """Do numbered jobs on a cluster; gives number and result of each, as they are done."""
    cluster.library()
    where = None if scheduler is None else cluster.place(scheduler)
    return _connected(work, jobs, workers, where, say)


def _connected(
    work: Callable[[Any], Any],
    jobs: Iterator[tuple[int, Any]],
    workers: int,
    where: dict[str, str] | None,
    say: Told,
) -> Generator[tuple[int, Any], None, None]:
    """Reach the cluster if there is anything to do, and see that its workers are fit."""
    first = list(islice(jobs, workers))
    if not first:
        return
    with ExitStack() as stack:
        stack.enter_context(cluster.quiet())
        if where is None:
            where = stack.enter_context(cluster.local_cluster(min(workers, len(first))))
            wanted: dict[str, str] = {}  # the workers run what this process runs
        else:
            wanted = versions()
        client = stack.enter_context(cluster.client_of(where))
        if wanted:
            _check_workers(client, wanted)
        yield from _Jobs(client, work, wanted, say).done(chain(first, jobs))


class _Jobs:
    """The jobs of one run that Dask has in hand."""

    def __init__(
        self, client: Any, work: Callable[[Any], Any], wanted: dict[str, str], say: Told
    ) -> None:
        self.client, self.wanted, self.say = client, wanted, say
        self.work, self.do = _pickled(work), _by_value()
        self.name = f"framewaves-{uuid4().hex}"
        self.ended: queue.SimpleQueue[Any] = queue.SimpleQueue()
        self.at_work: dict[Any, tuple[int, Any]] = {}
        self.n_workers = self.alone = 0
        self.looked = float("-inf")

    def done(self, jobs: Iterator[tuple[int, Any]]) -> Iterator[tuple[int, Any]]:
        """Hand out jobs as workers are free, and give the results."""
        self._hand_out(jobs)
        while self.at_work:
            try:
                future = self.ended.get(timeout=_LOOK)
            except queue.Empty:
                self._hand_out(jobs)
                continue
            number, job = self.at_work.pop(future)
            result = _result(future, number, job)
            self._hand_out(jobs)
            yield number, result

    def _hand_out(self, jobs: Iterator[tuple[int, Any]]) -> None:
        """Give Dask a job for each worker; one if there is none, so that it asks for workers."""
        if time.monotonic() - self.looked >= _LOOK:
            self._look()
        for number, job in islice(jobs, max(max(self.n_workers, 1) - len(self.at_work), 0)):
            key = f"{self.name}-{number}"
            future = self.client.submit(self.do, self.work, _pickled(job), self.wanted, key=key)
            self.at_work[future] = (number, job)
            future.add_done_callback(self.ended.put)

    def _look(self) -> None:
        """Count the workers, as some come and go."""
        self.looked = time.monotonic()
        try:
            self.n_workers = len(self.client.nthreads())
        except (OSError, *_CANCELLED) as cause:
            raise _lost() from cause
        self.alone = 0 if self.n_workers else self.alone + 1
        if self.alone == _ALONE:
            self.say("The scheduler has no workers now; waiting for them.")


def _by_value() -> Callable[[bytes, bytes, dict[str, str]], bytes | None]:
    """Make a function that Dask takes along whole: scheduler and workers may lack the kit."""

    def do(work: bytes, job: bytes, wanted: dict[str, str]) -> bytes | None:
        try:
            from analysis._engines import remote
        except ImportError:
            return None
        return remote.do(work, job, wanted)

    return do


def _pickled(thing: Any) -> bytes:
    """Pickle a function or a job, opaque to Dask, which would look into lists and tuples."""
    pickled: bytes = cluster.library("cloudpickle").dumps(thing)
    return pickled


def _result(future: Any, number: int, job: Any) -> Any:
    """Give the result of a job that has ended, or raise what it ended with."""
    try:
        given = future.result()
    except cluster.library().KilledWorker as cause:
        last = f"at {cause.last_worker.address}"
        raise given_up(number, job, cause.allowed_failures + 1, last) from cause
    except _CANCELLED as cause:
        raise _lost() from cause
    if given is None:
        raise _without_kit(["a worker that has just come"])
    answer: answers.Answer = pickle.loads(given)  # noqa: S301 - from a worker of our cluster
    return answers.opened(answer)


def _check_workers(client: Any, wanted: dict[str, str]) -> None:
    """Raise if a worker that is there now has other versions; later ones see for themselves."""

    def found() -> dict[str, str] | None:  # goes there by value: the kit may be missing
        try:
            from analysis._engines.versions import versions
        except ImportError:
            return None
        return versions()

    there = client.run(found, on_error="ignore")
    without = sorted(name for name, has in there.items() if has is None)
    if without:
        raise _without_kit(without)
    differing = {name: differences(wanted, has) for name, has in sorted(there.items())}
    unlike = [name for name, has in differing.items() if has]
    if unlike:
        message = (
            f"{len(unlike)} of {len(there)} workers have other versions than this computer, so "
            f"results could differ: {first_five(unlike)}. The first has "
            f"{', '.join(differing[unlike[0]])}. {remote.REMEDY}"
        )
        raise InputError(message)


def _without_kit(names: list[str]) -> InputError:
    """Make the error for workers without this package."""
    return InputError(
        f"framewaves is not installed, or is older, where these workers of the cluster run: "
        f"{first_five(names)}. {remote.REMEDY}"
    )


def _lost() -> InputError:
    """Make the error for a scheduler that is gone in the middle."""
    return InputError(
        "The scheduler of the cluster is gone, or cannot be reached any more. What was done is "
        "kept: start the scheduler and its workers again, and give the same command."
    )
