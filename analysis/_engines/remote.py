"""What a worker of a cluster does. Imports little, so that it is up soon."""

import pickle
import threading
from typing import Final

from analysis._engines import answers, threads
from analysis._engines.versions import differences, versions

__all__ = ["REMEDY", "do"]

REMEDY: Final = (
    "Install the same versions there, best from the same requirements.lock, and start the workers "
    "again (docs/cluster.md)."
)

_ONE_AT_A_TIME: Final = threading.Lock()  # a stage is not asked to share its process


def do(work: bytes, job: bytes, wanted: dict[str, str]) -> bytes:
    """Do one pickled job, if the versions here are those that are wanted.

    Gives the pickled answer: what is raised is told to the one who waits, not to Dask.
    """
    differing = differences(wanted, versions()) if wanted else []
    if differing:
        return answers.packed(answers.failed(_unlike(differing)))
    with _ONE_AT_A_TIME:
        threads.say_one()
        try:
            called = pickle.loads(work)  # noqa: S301 - from the client of this cluster
        except Exception as error:  # a module that only the computer with the jobs has
            return answers.packed(answers.failed(error))
        threads.keep_to_one()
        return answers.packed(answers.of(called, job))


def _unlike(differing: list[str]) -> Exception:
    """Make the error for a worker with other versions."""
    from analysis.contracts import InputError  # loads pandas: only if there is need

    return InputError(f"A worker of the cluster has {', '.join(differing)}. {REMEDY}")
