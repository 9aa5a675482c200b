"""What a worker process of the engine 'local' does. Imports little, so that it is up soon."""

import multiprocessing
import os
import pickle
import signal
import threading
from contextlib import suppress
from multiprocessing.connection import Connection
from typing import Final

from analysis._engines import answers, threads

__all__ = ["READY", "serve"]

READY: Final = b"ready"
"""The first word of a worker, once it has loaded what the work needs."""


def serve(pipe: "Connection[bytes, bytes]") -> None:
    """Do the jobs that come through the pipe, one after the other, until it is closed.

    The first thing that comes is the function, then the jobs. Each job is answered.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides what Ctrl-C means
    threading.Thread(target=_end_with_parent, daemon=True).start()
    threads.say_one()
    with suppress(EOFError, OSError):  # the parent has closed the pipe
        given = pipe.recv_bytes()
        try:
            work = pickle.loads(given)  # noqa: S301 - pickled by the parent
            threads.keep_to_one()
        except Exception as error:  # the module of the work cannot be loaded here
            pipe.send_bytes(answers.packed(answers.failed(error)))
            return
        pipe.send_bytes(READY)
        while True:
            pipe.send_bytes(answers.packed(answers.of(work, pipe.recv_bytes())))


def _end_with_parent() -> None:
    """Leave at once, even in the middle of a job, when the parent is gone."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
