"""Run a stage over the parts of a corpus, here or on a cluster.

A job is a small description of a part (a path, the number of a row group). What does it writes
its own file, whole or not at all, so that doing a job twice is harmless: a run that was stopped
goes on where it was, and a job whose worker was killed is done again.
"""

import os
from collections.abc import Callable, Generator, Iterable, Iterator
from typing import Any, Final, TypeVar

from analysis._engines import local
from analysis.contracts import InputError, did_you_mean

__all__ = ["ENGINES", "cores", "run"]

Job = TypeVar("Job")
Result = TypeVar("Result")

ENGINES: Final = ("local", "dask")
"""Ways to get jobs done: processes on this computer, or a Dask cluster."""


def cores() -> int:
    """Count the processor cores that this process may use.

    Examples
    --------
    >>> cores() >= 1
    True
    """
    allowed = getattr(os, "sched_getaffinity", None)  # Linux; a SLURM job has its share
    return len(allowed(0)) if allowed else os.cpu_count() or 1


def run(
    work: Callable[[Job], Result],
    jobs: Iterable[Job],
    *,
    engine: str = "local",
    workers: int | None = None,
    scheduler: str | None = None,
    say: Callable[[str], None] | None = None,
) -> Generator[tuple[int, Result], None, None]:
    """Do jobs side by side, and give the results as they come.

    Parameters
    ----------
    work : callable
        What does one job. It must be a function of a module that workers can import; its result
        should be small. It may be called twice for a job, also at the same time: what it writes
        it must write under a name of its own and then move into place.
    jobs : iterable
        Descriptions of the jobs, which can be pickled. They are taken as they are needed, so
        there may be any number.
    engine : {'local', 'dask'}
        'local': processes on this computer. 'dask': workers of a Dask cluster (the extra
        `cluster`; `docs/cluster.md`).
    workers : int, optional
        How many processes; as many as there are cores unless given. With one, all is done in
        this process. Not together with `scheduler`.
    scheduler : str, optional
        Address of a Dask scheduler, such as ``tcp://10.0.0.5:8786``, or the path of its
        scheduler file (``.json``). Without it, 'dask' starts a cluster on this computer.
    say : callable, optional
        Is told, in a sentence, of what a person would want to know: a worker that is replaced,
        a cluster without workers.

    Yields
    ------
    number : int
        Which job, counted from 0.
    result
        What `work` gave. In any order.

    Raises
    ------
    InputError
        The engine cannot be used; or a job whose worker ended four times.
    Exception
        What `work` raised, as it raised it. The other workers are stopped.

    Notes
    -----
    Leave the loop early with ``close()`` on the generator (`contextlib.closing`): that stops the
    workers at once. They also end with this process, however it ends.

    Examples
    --------
    >>> dict(run(len, ["one", "eleven"], workers=1))
    {0: 3, 1: 6}
    """
    _check(engine, workers, scheduler)
    told = say or _unsaid
    numbered: Iterator[tuple[int, Any]] = enumerate(jobs)
    if engine == "local":
        return local.run(work, numbered, workers=workers or cores(), say=told)
    from analysis._engines import dask

    return dask.run(work, numbered, workers=workers or cores(), scheduler=scheduler, say=told)


def _check(engine: str, workers: int | None, scheduler: str | None) -> None:
    """Raise if the options do not go together."""
    if engine not in ENGINES:
        message = f"engine: {engine!r} is no way to do the jobs."
        raise InputError(f"{message} {did_you_mean(engine, ENGINES)}")
    if workers is not None and (isinstance(workers, bool) or workers < 1):
        message = f"workers: {workers!r} is not a number of processes; give 1 or more."
        raise InputError(message)
    if scheduler is not None and engine != "dask":
        message = f"scheduler: {scheduler!r} is of use with the engine 'dask' only (--engine dask)."
        raise InputError(message)
    if scheduler is not None and workers is not None:
        message = (
            f"workers: the cluster of the scheduler {scheduler!r} has its own workers. Give the "
            f"scheduler, or the number of workers."
        )
        raise InputError(message)


def _unsaid(_: str) -> None:
    """Say nothing."""
