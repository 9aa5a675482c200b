"""The whole way, as a researcher runs it: `framewaves code`, then `framewaves tally`.

    python benchmarks/end_to_end.py [--articles 10000] [--codebook small] [--workers 1]

Each command runs in a process of its own. CPU seconds are those of that process and all that it
started; peak memory is the most that all of them had at one time, each page that they share
counted once. Starting Python, importing and (the first time) compiling are in the numbers. That
every article came out is counted again here, in the files that were written.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import news
import pandas as pd
import psutil
import pyarrow.compute as pc
import pyarrow.parquet as pq

ROOT = Path(__file__).resolve().parents[1]
STEP = 0.1  # seconds between two looks at the memory
BY = "wave,language"


class Used(NamedTuple):
    """What a command took: seconds, and megabytes at the most."""

    wall: float
    cpu: float
    peak: float
    said: str


def run(*arguments: str | Path) -> Used:
    """Run `framewaves` with these arguments; raises if it fails."""
    command = [sys.executable, "-m", "analysis", *map(str, arguments)]
    with tempfile.TemporaryFile("w+") as output:
        start = time.perf_counter()
        process = subprocess.Popen(command, cwd=ROOT, stdout=output, stderr=subprocess.STDOUT)
        watch = _Watch(process.pid)
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        peak = watch.stop()  # what the system says counts the process that started it
        output.seek(0)
        said = output.read()
    if process.returncode:
        message = f"framewaves {' '.join(command[3:])} ended with {process.returncode}:\n{said}"
        raise SystemExit(message)
    return Used(wall, usage.ru_utime + usage.ru_stime, peak, said)


class _Watch:
    """Looks at the memory of a process and all that it started, until it is stopped."""

    def __init__(self, pid: int) -> None:
        self._pid, self._peak = pid, 0.0
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)
        self._thread.start()

    def _look(self) -> None:
        while not self._done.wait(STEP):
            try:
                root = psutil.Process(self._pid)
                every = [root, *root.children(recursive=True)]
            except psutil.Error:
                continue
            self._peak = max(self._peak, sum(map(_megabytes, every)))

    def stop(self) -> float:
        """Give the most that was seen."""
        self._done.set()
        self._thread.join()
        return self._peak


def _megabytes(process: psutil.Process) -> float:
    """Memory of one process; of what several share, its part (where the system tells it)."""
    try:
        told = process.memory_full_info()
    except psutil.Error:  # it has ended, or may not be looked at
        return 0.0
    return float(getattr(told, "pss", told.rss)) / 2**20


def characters(corpus: Path) -> int:
    """Count the characters of all texts of a corpus."""
    total = 0
    with pq.ParquetFile(corpus) as file:
        for batch in file.iter_batches(batch_size=2_000, columns=["text"]):
            total += pc.sum(pc.utf8_length(batch["text"])).as_py()
    return int(total)


def rows_in(folder: Path) -> int:
    """Count the rows of all Parquet files of a folder."""
    return sum(pq.read_metadata(path).num_rows for path in sorted(folder.glob("*.parquet")))


def measured(
    corpus: Path, study: Path, folder: Path, *, workers: int = 1, engine: str = "local",
    again: Sequence[str] = (),
) -> dict[str, Any]:  # fmt: skip
    """Code and tally a corpus; a row of what it took and what came out."""
    n_articles, size = pq.read_metadata(corpus).num_rows, characters(corpus) / 1e6
    codings, tallies = folder / "codings", folder / "tallies.parquet"
    code = run("code", corpus, "--study", study, "--out", codings, "--workers", str(workers),
               "--engine", engine, *again)  # fmt: skip
    tally = run("tally", codings, "--by", BY, "--out", tallies)
    cpu = code.cpu + tally.cpu
    doc_ids = pq.read_table(sorted((codings / "documents").glob("*.parquet")), columns=["doc_id"])
    n_apart = len(pc.unique(doc_ids["doc_id"]))
    return {
        "articles": n_articles, "MB": size, "codebook": study.stem.removeprefix("study_"),
        "workers": workers, "wall s": code.wall + tally.wall, "CPU s": cpu,
        "code CPU s": code.cpu, "tally CPU s": tally.cpu, "CPU ms/MB": 1000 * cpu / size,
        "MB/s per core": size / cpu, "MB/s": size / (code.wall + tally.wall),
        "peak MB": max(code.peak, tally.peak), "units": rows_in(codings / "units"),
        "hits": rows_in(codings / "hits"),
        "lost or doubled": abs(n_articles - n_apart) + (doc_ids.num_rows - n_apart),
    }  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description="Time framewaves code and tally.")
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--codebook", choices=["small", "large"], default="small")
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--engine", choices=["local", "dask"], default="local")
    parser.add_argument("--rounds", type=int, default=1)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        news.write(folder / "corpus.parquet", chosen.articles)
        study = news.write_study(folder, chosen.codebook)
        rows = [
            measured(folder / "corpus.parquet", study, folder / f"round{number}",
                     workers=chosen.workers, engine=chosen.engine)
            for number in range(chosen.rounds)
        ]  # fmt: skip
    for name, value in pd.DataFrame(rows).iloc[-1].items():
        print(f"{name:16} {value:,.2f}" if isinstance(value, float) else f"{name:16} {value}")


if __name__ == "__main__":
    main()
