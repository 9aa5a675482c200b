"""Kill `framewaves code`, or one of its workers, at random points; nothing is lost or doubled.

    python benchmarks/kills.py --times 20 --engines local,dask

The articles of a study are copied many times over, under other ids, and coded once in peace. Then
they are coded again and again with kill -9 at a random moment: of the command itself, which is then
run again until it is done, or of one of its workers, which the command replaces. Each time
the folder must hold the same bytes as the undisturbed one. Needs the extra `cluster` (psutil
comes with it).
"""

import argparse
import contextlib
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psutil
import pyarrow as pa
import pyarrow.parquet as pq

from analysis import coded, ingest, study

MOST_RUNS = 50
"""Times that a command is begun again before it is given up."""


def corpus(plan: study.Study, folder: Path, articles: int, rows: int) -> Path:
    """Write the articles of the study again and again, with ids of their own."""
    ingest.ingest(plan, [], folder / "once.parquet")
    once, path = pq.read_table(folder / "once.parquet"), folder / "corpus.parquet"
    copies = []
    for number in range(-(-articles // len(once))):
        ids = [f"{number:05x}{doc_id}"[:12] for doc_id in once["doc_id"].to_pylist()]
        copies.append(once.set_column(0, once.schema.field(0), pa.array(ids)))
    pq.write_table(pa.concat_tables(copies)[:articles], path, row_group_size=rows)
    return path


def content(folder: Path) -> dict[str, bytes]:
    """Every file of a folder by its name."""
    return {path.relative_to(folder).as_posix(): path.read_bytes()
            for path in sorted(folder.rglob("*")) if path.is_file()}  # fmt: skip


def start(path: Path, plan: str, out: Path, engine: str) -> subprocess.Popen[bytes]:
    """Begin the command."""
    command = [sys.executable, "-m", "analysis", "code", str(path), "--study", plan, "--out",
               str(out), "--engine", engine, "--workers", "2"]  # fmt: skip
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)


def workers(running: subprocess.Popen[bytes]) -> list[psutil.Process]:
    """Find the processes below the command that work, and not those that look after others."""
    try:
        below = psutil.Process(running.pid).children(recursive=True)
        return [one for one in below if "spawn_main" in " ".join(one.cmdline())]
    except psutil.NoSuchProcess:
        return []


def strike(running: subprocess.Popen[bytes], whom: str, delay: float, chance: random.Random) -> int:
    """Kill the command or one of its workers after a delay; say how many were killed."""
    end = time.monotonic() + delay
    while time.monotonic() < end:
        if running.poll() is not None:
            return 0
        time.sleep(0.01)
    if whom == "command":
        running.send_signal(signal.SIGKILL)
        return 1
    for one in chance.sample(found := workers(running), k=min(1, len(found))):
        with contextlib.suppress(ProcessLookupError):
            os.kill(one.pid, signal.SIGKILL)
            return 1
    return 0


def disturbed(
    path: Path, plan: str, out: Path, engine: str, whom: str, took: float, chance: random.Random
) -> tuple[int, int, int]:
    """Code with one kill; give the kills, the commands begun, the parts done before the last."""
    kills = before = 0
    for runs in range(1, MOST_RUNS):
        before = len(list(out.glob("done/*.json")))
        running = start(path, plan, out, engine)
        if not kills:
            kills = strike(running, whom, chance.uniform(0.2, took), chance)
        _, said = running.communicate()
        if running.returncode == 0:
            return kills, runs, before
        if running.returncode != -signal.SIGKILL:
            raise SystemExit(f"the command failed: {said.decode()[-2000:]}")
    raise SystemExit("the command never came to its end")


def main() -> None:
    parser = argparse.ArgumentParser(description="Kill the coding of a corpus at random points.")
    parser.add_argument("--times", type=int, default=20, help="kills for each engine (20)")
    parser.add_argument("--engines", default="local,dask", help="engines (local,dask)")
    parser.add_argument("--articles", type=int, default=400, help="articles of the corpus (400)")
    parser.add_argument("--rows", type=int, default=10, help="articles of a part (10)")
    parser.add_argument("--study", default="seeds/study.yaml", help="the study (seeds)")
    parser.add_argument("--seed", type=int, default=1, help="seed of the moments (1)")
    chosen = parser.parse_args()
    chance = random.Random(chosen.seed)
    print(f"{'engine':<8}{'killed':<10}{'times':>6}{'kills':>6}{'runs':>6}{'kept':>7}{'same':>6}")
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        plan = study.load(chosen.study)
        path = corpus(plan, folder, chosen.articles, chosen.rows)
        for engine in chosen.engines.split(","):
            began = time.monotonic()
            if start(path, chosen.study, folder / "peace", engine).wait():
                raise SystemExit("the undisturbed command failed")
            took, whole = time.monotonic() - began, content(folder / "peace")
            for whom in ("command", "worker"):
                times = chosen.times // 2 + (chosen.times % 2 if whom == "command" else 0)
                kills = runs = kept = same = 0
                for _ in range(times):
                    out, told = folder / "codes", (0, 0, 0)
                    while not told[0]:  # at times all is done before the moment comes
                        shutil.rmtree(out, ignore_errors=True)
                        told = disturbed(path, chosen.study, out, engine, whom, took, chance)
                    kills, runs, kept = kills + told[0], runs + told[1], kept + told[2]
                    opened = coded.open(out)
                    right = content(out) == whole and not coded.problems(opened)
                    same += right and opened.totals.articles == chosen.articles
                print(f"{engine:<8}{whom:<10}{times:>6}{kills:>6}{runs:>6}{kept:>7}{same:>6}",
                      flush=True)  # fmt: skip
                if same < times:
                    raise SystemExit("articles were lost or doubled")
            shutil.rmtree(folder / "peace")


if __name__ == "__main__":
    main()
