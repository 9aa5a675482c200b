"""Kill parts of a Dask cluster that was started by hand, at random points; nothing may be lost.

    python benchmarks/kills_dask.py --times 7

The articles of a study are copied many times over, and coded once with the engine 'local'. Then
`framewaves code --engine dask --scheduler ...` codes them again and again on a scheduler and two
workers that run as processes of their own, as on a cluster of computers. At a random moment one of
these is killed (kill -9):

- `worker`: the process that works; Dask's nanny begins another;
- `host`: the worker with its nanny, as when a computer goes down; another comes a moment later;
- `scheduler`: the command must say so and end; it is run again on a new cluster.

Each time the folder must hold the same bytes as the local one. Needs the extra `cluster`.
"""

import argparse
import contextlib
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
from kills import content, corpus

from analysis import coded, study

WORKERS = 2
REFUSED = 2
"""Exit code of a command that ends with an error it explains."""


class Cluster:
    """A scheduler and workers, each a process of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.file = folder, folder / "scheduler.json"
        self.file.unlink(missing_ok=True)
        self.scheduler = self._begin("scheduler", "--dashboard-address", "127.0.0.1:0")
        while not self.file.exists():
            time.sleep(0.05)
        self.workers = [self.worker() for _ in range(WORKERS)]

    def worker(self) -> subprocess.Popen[bytes]:
        """Begin a worker, with its nanny."""
        return self._begin(
            "worker", "--nthreads", "1", "--local-directory", str(self.folder / "scratch")
        )

    def _begin(self, what: str, *options: str) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", f"distributed.cli.dask_{what}", "--no-dashboard", "--host",
                   "127.0.0.1", "--scheduler-file", str(self.file), *options]  # fmt: skip
        return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def kill(self, what: str, chance: random.Random) -> None:
        """Kill a part; in place of a host comes another."""
        if what == "scheduler":
            self.scheduler.kill()
            return
        place = chance.randrange(WORKERS)
        nanny = self.workers[place]
        working = [one for one in psutil.Process(nanny.pid).children(recursive=True)
                   if "spawn_main" in " ".join(one.cmdline())]  # fmt: skip
        if what == "host":
            nanny.kill()
            self.workers[place] = self.worker()
        for one in working:
            with contextlib.suppress(psutil.NoSuchProcess):
                one.kill()

    def end(self) -> None:
        """Kill what is left."""
        for one in (*self.workers, self.scheduler):
            one.kill()
            one.wait()


@contextlib.contextmanager
def cluster(folder: Path) -> Iterator[Cluster]:
    """Begin a cluster, and leave nothing of it."""
    made = Cluster(folder)
    try:
        yield made
    finally:
        made.end()


def code(path: Path, plan: str, out: Path, *options: str) -> subprocess.Popen[bytes]:
    """Begin the command."""
    command = [sys.executable, "-m", "analysis", "code", str(path), "--study", plan, "--out",
               str(out), *options]  # fmt: skip
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)


def on_cluster(path: Path, plan: str, out: Path, made: Cluster) -> subprocess.Popen[bytes]:
    """Begin the command on a cluster."""
    return code(path, plan, out, "--engine", "dask", "--scheduler", str(made.file))


def disturbed(
    what: str, path: Path, plan: str, out: Path, folder: Path, chance: random.Random
) -> tuple[int, bool]:
    """Code while something is killed in the middle; give the parts done then, and if in time."""
    with cluster(folder) as made:
        running = on_cluster(path, plan, out, made)
        wanted, done = chance.randrange(1, 30), out / "done"
        while running.poll() is None and len(list(done.glob("*.json"))) < wanted:
            time.sleep(0.01)
        in_time, kept = running.poll() is None, len(list(done.glob("*.json")))
        time.sleep(chance.uniform(0, 0.2))  # not just after a part is done
        made.kill(what, chance)
        said = running.communicate()[1].decode()
    if what == "scheduler" and running.returncode == REFUSED and "same command" in said:
        with cluster(folder) as another:
            running = on_cluster(path, plan, out, another)
            said = running.communicate()[1].decode()
    if running.returncode:
        raise SystemExit(f"the command failed: {said[-2000:]}")
    return kept, in_time


def main() -> None:
    parser = argparse.ArgumentParser(description="Kill parts of a Dask cluster at random points.")
    parser.add_argument("--times", type=int, default=7, help="kills of each kind (7)")
    parser.add_argument("--articles", type=int, default=400, help="articles of the corpus (400)")
    parser.add_argument("--rows", type=int, default=10, help="articles of a part (10)")
    parser.add_argument("--study", default="seeds/study.yaml", help="the study (seeds)")
    parser.add_argument("--seed", type=int, default=1, help="seed of the moments (1)")
    chosen = parser.parse_args()
    chance = random.Random(chosen.seed)
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        path = corpus(study.load(chosen.study), folder, chosen.articles, chosen.rows)
        if code(path, chosen.study, folder / "local", "--workers", "1").wait():
            raise SystemExit("the undisturbed command failed")
        whole = content(folder / "local")
        print(f"{'killed':<12}{'times':>6}{'in time':>9}{'parts done then':>17}{'same':>6}")
        for what in ("worker", "host", "scheduler"):
            kept = timely = same = 0
            for _ in range(chosen.times):
                out = folder / "codes"
                shutil.rmtree(out, ignore_errors=True)
                found, in_time = disturbed(what, path, chosen.study, out, folder, chance)
                kept, timely = kept + found, timely + in_time
                same += content(out) == whole and not coded.problems(coded.open(out))
            print(f"{what:<12}{chosen.times:>6}{timely:>9}{kept:>17}{same:>6}", flush=True)
            if same < chosen.times:
                raise SystemExit("articles were lost or doubled")


if __name__ == "__main__":
    main()
