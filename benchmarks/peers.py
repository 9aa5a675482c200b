"""Peers side by side: the same patterns in the same texts, on one core, in alternating runs.

    python benchmarks/peers.py [--corpus FILE] [--articles 2000] [--rounds 3] [--large]

Engines that are not installed are named and left out; `pip install -r benchmarks/peers.txt` gets
them, into any environment where framewaves is installed. CPU time counts, that of all threads;
the table gives the median of the rounds and the fastest. Making an engine ready is timed apart.
"""

import argparse
import gc
import os
import statistics
import sys
import tempfile
import time
import unicodedata
from collections import Counter
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

for _name in ("POLARS_MAX_THREADS", "OMP_NUM_THREADS", "NUMBA_NUM_THREADS"):
    os.environ.setdefault(_name, "1")

import news_codebook  # noqa: E402
import pandas as pd  # noqa: E402
import pyarrow.parquet as pq  # noqa: E402
from peers_engines import ENGINES, OURS, PLAIN  # noqa: E402
from peers_patterns import Engine, Frames, Ready, Texts  # noqa: E402

_SAMPLE = 400  # articles on which counts are compared
_PLAIN = str.maketrans({"\u2011": " ", "-": " ", "\u00a0": " ", "\u00ad": None,
                        **dict.fromkeys("“”‘’'")})  # fmt: skip
COLUMNS = ["codebook", "engine", "MB/s", "best", "ours/it", "ready s", "offsets", "counts",
           "counts, plain signs", "why"]  # fmt: skip


class Timed(NamedTuple):
    """An engine, made ready, and the seconds of each round."""

    engine: Engine
    ready: Ready
    made_in: float
    seconds: list[float]


def load(corpus: Path, articles: int) -> Texts:
    """Read the first articles of a corpus."""
    texts, languages = [], []
    with pq.ParquetFile(corpus) as file:
        for batch in file.iter_batches(batch_size=2_000, columns=["text", "language"]):
            texts += batch["text"].to_pylist()
            languages += batch["language"].to_pylist()
            if len(texts) >= articles:
                break
    return Texts(texts[:articles], languages[:articles])


def frames_of(size: str, *, wildcards: bool) -> Frames:
    """Plain patterns of each frame: words, phrases and, if wanted, wildcards."""
    items = news_codebook.items(size, plain=True)
    kept = [item for item in items if wildcards or "*" not in item.pattern]
    return [
        list(dict.fromkeys(item.pattern for item in kept if item.frame == frame))
        for frame in news_codebook.FRAMES
    ]


def plain(texts: Texts) -> Texts:
    """Write texts without the signs that many engines cannot see through."""
    return texts._replace(
        texts=[unicodedata.normalize("NFC", text).translate(_PLAIN) for text in texts.texts]
    )


def timed(engines: list[Engine], frames: Frames, texts: Texts, rounds: int) -> list[Timed]:
    """Run the engines in turns."""
    every = []
    for engine in engines:
        start = time.process_time()
        ready = engine.make(frames)
        every.append(Timed(engine, ready, time.process_time() - start, []))
        ready.search(Texts(texts.texts[:50], texts.languages[:50]))  # what is done once, is done
    for _ in range(rounds):
        for one in every:
            gc.collect()
            start = time.process_time()
            one.ready.search(texts)
            one.seconds.append(time.process_time() - start)
    return every


def compared(one: Timed, frames: Frames, sample: Texts, expected: Counter[Any]) -> str:
    """Say whether an engine counts as this kit does."""
    if one.ready.counts is None:
        return "no counts"
    found = one.ready.counts(sample)
    if one.engine.by_frame:
        expected = Counter(
            {n: sum(expected[pattern] for pattern in patterns) for n, patterns in enumerate(frames)}
        )
    keys = set(found) | set(expected)
    differing = sum(found[key] != expected[key] for key in keys)
    if not differing:
        return "equal"
    more = sum(max(found[key] - expected[key], 0) for key in keys)
    less = sum(max(expected[key] - found[key], 0) for key in keys)
    what = "frames" if one.engine.by_frame else "patterns"
    return f"+{more} -{less} of {sum(expected.values())}, in {differing} {what}"


def rows(
    engines: list[Engine], size: str, texts: Texts, *, wildcards: bool, rounds: int,
    sample: int = _SAMPLE,
) -> pd.DataFrame:  # fmt: skip
    """Measure engines on one codebook; a row for each, the fastest first."""
    frames = frames_of(size, wildcards=wildcards)
    every = timed(engines, frames, texts, rounds)
    written = Texts(texts.texts[:sample], texts.languages[:sample])
    samples = {"counts": written, "counts, plain signs": plain(written)}
    ours = next(one for one in every if one.engine is OURS)
    expected = {name: _expected(frames, given) for name, given in samples.items()}
    size_mb = sum(map(len, texts.texts)) / 1e6
    n_patterns = sum(map(len, frames))
    made = []
    for one in every:
        middle = statistics.median(one.seconds)
        says = {name: compared(one, frames, given, expected[name])
                for name, given in samples.items()}  # fmt: skip
        differs = set(says.values()) != {"equal"}
        made.append({
            "codebook": f"{size}, {n_patterns:,} {'with' if wildcards else 'without'} wildcards",
            "engine": one.engine.name, "MB/s": size_mb / middle,
            "best": size_mb / min(one.seconds),
            "ours/it": middle / statistics.median(ours.seconds), "ready s": one.made_in,
            "offsets": one.engine.offsets, **says, "why": one.engine.why if differs else "",
        })  # fmt: skip
    return pd.DataFrame(made, columns=COLUMNS).sort_values(
        "MB/s", ascending=False, ignore_index=True
    )


def _expected(frames: Frames, given: Texts) -> Counter[Any]:
    """Count with the plain form of this kit's matcher."""
    counts = PLAIN.make(frames).counts
    return counts(given) if counts else Counter()


def installed() -> tuple[list[Engine], list[str]]:
    """Engines that are there, and the names of the packages that are not."""
    there = [engine for engine in ENGINES if find_spec(engine.package)]
    absent = dict.fromkeys(e.package for e in ENGINES if e not in there)
    return there, list(absent)


def markdown(table: pd.DataFrame) -> str:
    """Write a table as Markdown, numbers short."""
    lines = ["| " + " | ".join(table.columns) + " |", "|---" * len(table.columns) + "|"]
    for row in table.itertuples(index=False):
        lines.append("| " + " | ".join(map(_cell, row)) + " |")
    return "\n".join(lines)


def _cell(value: object) -> str:
    if not isinstance(value, float):
        return f"{value:,}" if isinstance(value, int) else str(value)
    if abs(value) >= 20:
        return f"{value:,.0f}"
    return f"{value:.2g}" if abs(value) < 1 else f"{value:.1f}"


def verdicts(table: pd.DataFrame) -> list[str]:
    """Hold the ratios against the aims, as far as the peers are there."""
    said = []
    for name, wanted in (("spaCy PhraseMatcher", 20), ("scikit-learn CountVectorizer", 5)):
        for ratio in table.loc[table["engine"] == name, "ours/it"].tolist()[:1]:
            kept = "yes" if ratio >= wanted else "NO"
            said.append(f"at least {wanted} times {name}: {kept} ({ratio:.1f})")
    bare = {engine.name for engine in ENGINES if engine.bare}
    for codebook, part in table.groupby("codebook", sort=False):
        engines = part[part["engine"].isin(bare)]
        if len(engines):
            top = engines.loc[engines["MB/s"].idxmax()]
            slower = 1 / top["ours/it"]
            kept = "yes" if slower <= 3 else "NO"
            said.append(f"within 3 times the fastest bare engine ({top['engine']}; {codebook}): "
                        f"{kept} ({slower:.2f})")  # fmt: skip
    return said


def measured(corpus: Path, articles: int, rounds: int, *, large: bool = False) -> pd.DataFrame:
    """Measure all engines that are there."""
    texts = load(corpus, articles)
    there, absent = installed()
    print(f"{len(texts.texts):,} articles, {sum(map(len, texts.texts)) / 1e6:.1f} MB, one core, "
          f"{rounds} rounds in turns; CPU time.", flush=True)  # fmt: skip
    print("Not installed: " + (", ".join(absent) or "none") + ".", flush=True)
    wild = [engine for engine in there if engine.wildcards]
    tables = [
        rows(wild, "small", texts, wildcards=True, rounds=rounds),
        rows(there, "small", texts, wildcards=False, rounds=rounds),
    ]
    if large:
        quick = ("hyperscan", "ahocorasick_rs", "ahocorasick", "analysis")
        chosen = [one for one in wild if one.package in quick and one is not PLAIN]
        tables.append(rows(chosen, "large", texts, wildcards=True, rounds=rounds))
    return pd.concat(tables, ignore_index=True)


def main() -> None:
    parser = argparse.ArgumentParser(description="Compare engines that look for many patterns.")
    parser.add_argument("--corpus", type=Path, help="a corpus file (else one is made)")
    parser.add_argument("--articles", type=int, default=2_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--large", action="store_true", help="the large codebook too")
    parser.add_argument("--out", type=Path, help="write the table to this CSV file")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        corpus = chosen.corpus
        if corpus is None:
            import news

            corpus = Path(folder) / "corpus.parquet"
            news.write(corpus, chosen.articles)
        table = measured(corpus, chosen.articles, chosen.rounds, large=chosen.large)
    for _, part in table.groupby("codebook", sort=False):
        print(f"\n{markdown(part)}")
    print("\n" + "\n".join(verdicts(table)))
    if chosen.out:
        table.round(4).to_csv(chosen.out, index=False)


if __name__ == "__main__":
    sys.exit(main())
