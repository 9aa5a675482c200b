"""Worker processes on this computer, each with one job at a time.

A process of its own (and not a thread) for each worker, started afresh (and not forked), so that
it is the same on Linux, macOS and Windows. A worker that ends in the middle of a job is noticed
by the end of its pipe.
"""

import multiprocessing
import pickle
import signal
import sys
import threading
from collections.abc import Callable, Generator, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from itertools import islice
from multiprocessing import connection, resource_tracker
from multiprocessing.context import SpawnProcess
from typing import Any, Final

from analysis._engines import answers, worker
from analysis.contracts import InputError

__all__ = ["AGAIN", "given_up", "no_interrupt", "run"]

AGAIN: Final = 3
"""So many times a job is done again after its worker ended, before it is given up."""

_MOST: Final = 60 if sys.platform == "win32" else 1_000  # Windows waits for 63 pipes at most
_LOOK: Final = 1.0  # seconds; on Windows, Ctrl-C is felt between two waits only
_PATIENCE: Final = 5.0  # seconds until a worker that was told to end is made to

_SHOWN: Final = 200  # characters of a job in an error

Told = Callable[[str], None]


@dataclass
class _Task:
    """A job, and how often its worker ended before it was done."""

    number: int
    job: Any
    ended: int = 0


@dataclass
class _Worker:
    """A process, the pipe to it, and what it does now."""

    process: SpawnProcess
    pipe: "connection.Connection[bytes, bytes]"
    task: _Task
    ready: bool = False


def run(
    work: Callable[[Any], Any], jobs: Iterator[tuple[int, Any]], *, workers: int, say: Told
) -> Generator[tuple[int, Any], None, None]:
    """Do numbered jobs in worker processes; with one worker, or one job, in this process.

    Gives the number and the result of each job, as they are done. When it is closed, or an
    error leaves it, all workers are stopped.
    """
    wanted = min(workers, _MOST)
    first = list(islice(jobs, wanted))
    if len(first) < 2:  # nothing to do side by side
        for number, job in (*first, *jobs):
            yield number, work(job)
        return
    crew = _Crew(pickle.dumps(work), say)
    tasks = (_Task(number, job) for source in (first, jobs) for number, job in source)
    try:
        for task in islice(tasks, wanted):
            crew.hire(task)
        while crew.members:
            yield from crew.answered(tasks)
    finally:
        crew.stop()


class _Crew:
    """The workers of a run."""

    def __init__(self, work: bytes, say: Told) -> None:
        self.work, self.say = work, say
        self.members: dict[Any, _Worker] = {}
        self.leaving: list[SpawnProcess] = []
        self.false_starts = 0

    def hire(self, task: _Task) -> None:
        """Start a worker, and give it the work and its first job."""
        context = multiprocessing.get_context("spawn")
        here, there = context.Pipe()
        process = context.Process(target=worker.serve, args=(there,), daemon=True)
        with no_interrupt():
            process.start()
            self.members[here] = _Worker(process, here, task)
        there.close()  # so that the pipe ends when the worker does
        with suppress(OSError):  # it has ended already: seen when it is listened to
            here.send_bytes(self.work)
            here.send_bytes(pickle.dumps(task.job))

    def answered(self, tasks: Iterator[_Task]) -> list[tuple[int, Any]]:
        """Wait for workers, give them their next jobs; returns what is done."""
        done = []
        for pipe in connection.wait(list(self.members), _LOOK):
            member = self.members[pipe]
            try:
                said = member.pipe.recv_bytes()
            except (EOFError, OSError):
                self._replace(member)
                continue
            if said == worker.READY:
                member.ready, self.false_starts = True, 0
                continue
            answer: answers.Answer = pickle.loads(said)  # noqa: S301 - from our worker
            done.append((member.task.number, answers.opened(answer)))
            self._go_on(member, next(tasks, None))
        return done

    def _go_on(self, member: _Worker, task: _Task | None) -> None:
        """Give a worker its next job; without one it ends."""
        if task is None:
            del self.members[member.pipe]
            member.pipe.close()
            self.leaving.append(member.process)
            return
        member.task = task
        with suppress(OSError):
            member.pipe.send_bytes(pickle.dumps(task.job))

    def _replace(self, member: _Worker) -> None:
        """Start another worker for the job of one that has ended."""
        del self.members[member.pipe]
        member.pipe.close()
        how = _ending(member.process)
        task = member.task
        if not member.ready:
            self._count_false_start(member.process, how)
        else:
            task.ended += 1
            if task.ended > AGAIN:
                raise given_up(task.number, task.job, task.ended, how)
            self.say(f"A worker {how}; job {task.number} is done again.")
        self.hire(task)

    def _count_false_start(self, process: SpawnProcess, how: str) -> None:
        """Raise if workers cannot even begin."""
        self.false_starts += 1
        if (process.exitcode or 0) > 0 or self.false_starts > AGAIN:
            message = (
                f"Worker processes cannot be started here: one {how} before it could begin. In a "
                f"script of your own, put the call under `if __name__ == '__main__':`; or do all "
                f"in one process, with --workers 1."
            )
            raise InputError(message)

    def stop(self) -> None:
        """End all workers at once: what they were doing is done again by the next run."""
        for member in self.members.values():
            member.process.kill()
            member.pipe.close()
            self.leaving.append(member.process)
        self.members.clear()
        for process in self.leaving:
            process.join(_PATIENCE)
            process.kill()
            process.join()
            process.close()
        self.leaving.clear()


def _ending(process: SpawnProcess) -> str:
    """Say how a worker ended whose pipe is closed."""
    process.join(_PATIENCE)
    process.kill()
    process.join()
    code = process.exitcode or 0
    if code >= 0:
        return f"ended with exit code {code}"
    with suppress(ValueError):
        return f"was ended by {signal.Signals(-code).name}"
    return f"was ended by signal {-code}"


def given_up(number: int, job: Any, times: int, last: str) -> InputError:
    """Make the error for a job that no worker survives."""
    shown = repr(job)
    shown = shown if len(shown) <= _SHOWN else f"{shown[:_SHOWN]}..."
    return InputError(
        f"Job {number} was begun {times} times, and each time its worker process ended before it "
        f"was done; the last one {last}. Most often there is too little memory: use fewer workers, "
        f"or give each more. What other jobs have written is kept. The job: {shown}"
    )


@contextmanager
def no_interrupt() -> Iterator[None]:
    """Hold Ctrl-C back while workers are started, so that none is started and forgotten.

    What is started in this time inherits it: the workers never get a Ctrl-C. A second one is not
    held back.
    """
    pressed: list[bool] = []

    def press(*_: object) -> None:
        if pressed:
            raise KeyboardInterrupt
        pressed.append(True)

    with ExitStack() as stack:
        usual = signal.getsignal(signal.SIGINT)
        if usual is signal.default_int_handler and _in_main_thread():
            signal.signal(signal.SIGINT, press)
            stack.callback(signal.signal, signal.SIGINT, usual)
        if hasattr(signal, "pthread_sigmask"):  # not on Windows
            resource_tracker.ensure_running()  # as it would undo the next line
            before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
            stack.callback(signal.pthread_sigmask, signal.SIG_SETMASK, before)
        yield
    if pressed:
        raise KeyboardInterrupt


def _in_main_thread() -> bool:
    """Whether signals can be handled here."""
    return threading.current_thread() is threading.main_thread()
