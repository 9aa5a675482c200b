"""What a worker sends back: the result of a job, or the error that it ended with."""

import pickle
import traceback
from collections.abc import Callable
from typing import Any, NamedTuple

__all__ = ["Answer", "failed", "of", "opened", "packed"]


class Answer(NamedTuple):
    """A result, or an error as pickled bytes; exactly one of them counts."""

    result: Any
    error: bytes | None = None


def of(work: Callable[[Any], Any], job: bytes) -> Answer:
    """Do a pickled job, and keep what it gives or raises."""
    try:
        return Answer(work(pickle.loads(job)))  # noqa: S301 - pickled by the parent
    except Exception as error:  # raised again where the jobs come from
        return failed(error)


def failed(error: Exception) -> Answer:
    """Pack an error so that it can be raised in another process, with where it came from."""
    if not isinstance(error, ValueError):  # a ValueError of ours says all in its text
        error.add_note("In a worker:\n" + "".join(traceback.format_exception(error)))
    try:
        kept = pickle.dumps(error)
        pickle.loads(kept)  # noqa: S301 - our own bytes; some errors cannot be made again
    except Exception:  # whatever pickle says, the text is kept
        plain = RuntimeError(f"{type(error).__name__}: {error}")
        for note in getattr(error, "__notes__", []):
            plain.add_note(note)
        kept = pickle.dumps(plain)
    return Answer(None, kept)


def packed(answer: Answer) -> bytes:
    """Pickle an answer; a result that cannot be pickled becomes the error that says so."""
    try:
        return pickle.dumps(answer)
    except Exception as error:  # raised again where the jobs come from
        return pickle.dumps(failed(error))


def opened(answer: Answer) -> Any:
    """Give the result, or raise the error as it was raised in the worker."""
    if answer.error is None:
        return answer.result
    raise pickle.loads(answer.error)  # noqa: S301 - from a worker of this run
