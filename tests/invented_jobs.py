"""Jobs for the tests of `partition`: small, strange and deadly. Workers import this module."""

import os
import signal
import sys
import time
from pathlib import Path
from uuid import uuid4

KILL = getattr(signal, "SIGKILL", signal.SIGTERM)


class StubbornError(Exception):
    """An error that cannot be made again from its text."""

    def __init__(self, where, why):
        super().__init__(f"{where}: {why}")


def squared(number):
    return number * number


def own_process(_):
    time.sleep(0.05)
    return os.getpid()


def written(job):
    """Write a file, whole or not at all, as a stage does; a little slow."""
    folder, number = job
    draft = Path(folder, f".{uuid4().hex}")
    draft.write_text(f"part {number}\n")
    time.sleep(0.02)
    draft.replace(Path(folder, f"{number:03d}"))
    return os.getpid()


def deadly_at_first(job):
    """End the worker the first time; every third job does."""
    folder, number = job
    mark = Path(folder, f"begun-{number}")
    if number % 3 == 0 and not mark.exists():
        mark.touch()
        os.kill(os.getpid(), KILL)
    return number


def deadly(number):
    if number == 2:
        os.kill(os.getpid(), KILL)
    return number


def torn(number):
    if number == 3:
        from analysis.contracts import InputError  # here, so that workers are up soon

        message = f"part {number}: this row group is torn. Write the corpus again."
        raise InputError(message)
    return number


def divided(number):
    return 1 // (number - 3)


def stubborn(number):
    if number == 3:
        raise StubbornError("part 3", "no way")
    return number


def unpicklable(number):
    return lambda: number


def endless(job):
    """Say which process this is, and go on for longer than any test."""
    folder, number = job
    Path(folder, f"pid-{number}").write_text(str(os.getpid()))
    time.sleep(60)


def threads(_):
    """Count the threads that libraries would use here."""
    import numpy as np
    import pyarrow as pa
    from threadpoolctl import threadpool_info

    np.ones((8, 8)) @ np.ones((8, 8))
    return pa.cpu_count(), [library["num_threads"] for library in threadpool_info()]


def listening(_):
    """Addresses at which this worker, and the process that began it, can be reached."""
    import psutil

    processes = [psutil.Process(), psutil.Process(os.getppid())]
    found = [one.laddr.ip for each in processes for one in each.net_connections("inet")]
    return sorted(set(found)), "distributed" in sys.modules
