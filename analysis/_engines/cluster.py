"""Reach a Dask cluster, or begin one on this computer; leave it as it was, and quietly."""

import asyncio
import importlib
import json
import logging
import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from analysis._engines.local import no_interrupt
from analysis.contracts import InputError

__all__ = ["client_of", "library", "local_cluster", "place", "quiet"]

_CONNECT: Final = 10  # seconds
_HASTE: Final = 1.0  # seconds in which a worker on this computer may end by itself
_ADDRESS: Final = re.compile(r"(?:(?P<scheme>[a-z]+)://)?[^/\s]+:\d{1,5}/?")
_SCHEMES: Final = ("tcp", "tls", "ucx", "ws", "wss")
_LOGGERS: Final = ("distributed", "tornado")


def library(name: str = "distributed") -> Any:
    """Import Dask's distributed, or what comes with it; raise in plain words if it is missing."""
    try:
        return importlib.import_module(name)
    except ModuleNotFoundError as cause:
        message = (
            "The engine 'dask' needs the package distributed, which is not installed here. "
            "Install it with: pip install 'framewaves[cluster]' (or: pip install distributed)."
        )
        raise InputError(message) from cause


def place(scheduler: str) -> dict[str, str]:
    """Check the address of a scheduler, or its scheduler file; gives options of a client.

    Examples
    --------
    >>> place("tcp://10.0.0.5:8786")
    {'address': 'tcp://10.0.0.5:8786'}
    """
    if scheduler.endswith(".json"):
        if not Path(scheduler).is_file():
            message = (
                f"scheduler {scheduler}: there is no such file. `dask scheduler --scheduler-file "
                f"{scheduler}` writes it, a moment after it has begun."
            )
            raise InputError(message)
        return {"scheduler_file": scheduler}
    found = _ADDRESS.fullmatch(scheduler)
    if found is None or (found["scheme"] or "tcp") not in _SCHEMES:
        message = (
            f"scheduler {scheduler!r}: this is not the address of a Dask scheduler. It looks like "
            f"tcp://10.0.0.5:8786, as `dask scheduler` tells when it begins (not the address of "
            f"its dashboard, http://...); or give its scheduler file (.json)."
        )
        raise InputError(message)
    return {"address": scheduler}


@contextmanager
def client_of(where: dict[str, str]) -> Iterator[Any]:
    """Connect to a scheduler for a while; what was handed to it is dropped at the end."""
    named = where.get("address") or where["scheduler_file"]
    try:
        with ThreadPoolExecutor(1) as thread:  # a notebook has a loop running in its own
            thread.submit(asyncio.run, _greet(where)).result()
        client = library().Client(**where, timeout=_CONNECT, set_as_default=False)
    except Exception as cause:  # time-outs, names that are unknown, another protocol
        message = (
            f"scheduler {named}: no Dask scheduler answers there ({_told(cause)}). See that it "
            f"runs, that this computer can reach it, and that address and port are right."
        )
        raise InputError(message) from cause
    try:
        yield client
    finally:
        client.close(timeout=_CONNECT)


async def _greet(where: dict[str, str]) -> None:
    """Ask a scheduler what it is: Dask's client itself waits for ever for one that is silent."""
    distributed = library()
    address = where.get("address") or _address_in(where["scheduler_file"])
    how = distributed.Security().get_connection_args("client")
    async with (
        asyncio.timeout(_CONNECT),
        distributed.rpc(address, timeout=_CONNECT, connection_args=how) as there,
    ):
        kind = (await there.identity())["type"]
    if kind != "Scheduler":
        message = f"there is a {kind} of Dask"
        raise ValueError(message)


def _address_in(file: str) -> str:
    """Read the address of a scheduler from its file."""
    told = json.loads(Path(file).read_text(encoding="utf-8"))
    return str(told["address"])


@contextmanager
def local_cluster(workers: int) -> Iterator[dict[str, str]]:
    """Begin a scheduler and worker processes that only this computer sees; end them after."""
    try:
        try:
            cluster = _begun(workers)
        except RuntimeError:  # a worker was killed while it began
            cluster = _begun(workers)
    except Exception as cause:
        message = (
            f"A Dask cluster cannot be started on this computer ({_told(cause)}). In a script of "
            f"your own, put the call under `if __name__ == '__main__':`; or use the engine "
            f"'local', which does the same."
        )
        raise InputError(message) from cause
    try:
        yield {"address": cluster.scheduler_address}
    finally:
        cluster.close(timeout=_CONNECT)


def _begun(workers: int) -> Any:
    """Begin a cluster on this computer."""
    with no_interrupt():  # inherited by the threads and processes that this starts
        return library().LocalCluster(
            n_workers=workers,
            worker_class=_nanny(),
            threads_per_worker=1,
            memory_limit=0,
            host="127.0.0.1",
            dashboard_address=None,
            scheduler_kwargs={"dashboard_address": "127.0.0.1:0"},  # 8787 may be taken
            silence_logs=logging.CRITICAL,
        )


def _nanny() -> Any:
    """Make Dask's keeper of a worker process one that does not wait for a job it must end."""

    class Hasty(library().Nanny):  # type: ignore[misc]
        async def kill(self, **options: Any) -> None:
            await super().kill(**{**options, "timeout": _HASTE})

    return Hasty


@contextmanager
def quiet() -> Iterator[None]:
    """Keep what Dask logs of its own doings from the screen: errors are raised, not logged."""
    names = [
        name
        for name, logger in logging.root.manager.loggerDict.items()
        if name.split(".")[0] in _LOGGERS and isinstance(logger, logging.Logger)
    ]
    before = {name: logging.getLogger(name).level for name in {*_LOGGERS, *names}}
    for name in before:
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        for name, level in before.items():
            logging.getLogger(name).setLevel(level)


def _told(cause: Exception) -> str:
    """Give the first line of an error, or its kind if it says nothing."""
    lines = str(cause).strip().splitlines()
    return lines[0] if lines else type(cause).__name__
