"""Time and memory of the estimates of the notebooks, on generated tallies of many articles.

    python benchmarks/estimates.py --articles 10000 100000 1000000

Tallies of four frames are drawn as a coder would leave them: articles of two news waves in 40
outlets, 15 % of them copies, most without the frame and some full of it. Each piece is what
notebooks 40 and 45 make of tallies, and runs in a process of its own, so that its peak memory
is its own (Python, its libraries and the tables it reads included); `all` makes all of them in
one process. `tally` counts a table of codings: with --codings 4000000, four million of them.
The same seed gives the same numbers.
"""

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd

from analysis import choices, compare, composition, contracts, measure, specification, timeline
from analysis._resampling import bootstrap_sums

WAVES = {"January": "2031-01-06", "May": "2031-05-05"}
N_DAYS, N_OUTLETS, COPIES = 28, 40, 0.15
FRAMES = {"conflict": (0.30, 0.34), "costs": (0.12, 0.10), "people": (0.22, 0.22),
          "morality": (0.05, 0.07)}  # fmt: skip
ROLES = {"headline": 1, "lead": 2, "body": 37}
OPTIONS = {"level": 0.95, "seed": 2025}
ACROSS = {"across": "wave", "reference": "January", "groups": list(WAVES)}
N_BOOT = 2_000


def documents(n: int, rng: np.random.Generator) -> pd.DataFrame:
    """Draw articles: wave, day, outlet and cluster of copies."""
    ids = pd.Series(np.char.add("article-", np.char.zfill(np.arange(n).astype(str), 8)))
    wave = rng.integers(0, len(WAVES), n)
    of = np.where(rng.random(n) < COPIES, rng.integers(0, max(1, n), n), np.arange(n))
    first = np.minimum(of, np.arange(n))
    first = first[first]
    copied = np.bincount(first, minlength=n)[first] > 1
    starts = pd.to_datetime(list(WAVES.values())).to_numpy("datetime64[s]")
    days = starts[wave] + rng.integers(0, N_DAYS, n).astype("timedelta64[D]")
    role = np.where(first == np.arange(n), "lead", "copy")
    table = pd.DataFrame({
        "doc_id": ids, "source_file": "generated.csv", "source_format": "table",
        "position_in_file": np.arange(n), "text": "x", "words": rng.poisson(600, n),
        "outlet": np.array([f"Outlet {k:02}" for k in range(N_OUTLETS)])[
            np.minimum(rng.geometric(0.08, n) - 1, N_OUTLETS - 1)],
        "text_sha256": ids, "date_source": "header", "published_from": days, "published_to": days,
        "wave": np.array(list(WAVES))[wave], "wave_source": np.where(rng.random(n) < 0.97,
                                                                     "header", "event"),
        "language": np.where(rng.random(n) < 0.5, "en", "nl"),
        "cluster_id": pd.Series(ids.to_numpy()[first]).where(copied, ids),
        "cluster_role": pd.Series(role).where(copied),
    })  # fmt: skip
    return contracts.conform(table, "documents")


def tallies(articles: pd.DataFrame, rng: np.random.Generator) -> pd.DataFrame:
    """Draw tallies by wave, outlet and role: frames cluster in some articles."""
    n, later = len(articles), articles["wave"].eq("May").to_numpy()
    own = ["doc_id", "cluster_id", "wave", "outlet"]
    parts = []
    for frame, rates in FRAMES.items():
        rate = rng.beta(0.5, 0.5 / np.where(later, *rates[::-1]) - 0.5, n)
        for role, size in ROLES.items():
            n_units = np.maximum(1, rng.poisson(size, n)) if size > 1 else np.ones(n, int)
            parts.append(articles[own].assign(
                frame=frame, role=role, n_units=n_units, weight=1.0,
                n_positive=rng.binomial(n_units, rate),
            ))  # fmt: skip
    whole = pd.concat(parts).sort_values(["doc_id", "frame"], kind="stable")
    return contracts.conform(whole, "tallies")


def coded(n: int, rng: np.random.Generator) -> tuple[pd.DataFrame, ...]:
    """Draw n codings of four frames, with their segments and articles."""
    n_units = n // len(FRAMES)
    per = sum(ROLES.values())
    articles = documents(max(1, -(-n_units // per)), rng)
    which, position = np.arange(n_units) // per, np.arange(n_units) % per
    ids = articles["doc_id"].to_numpy()[which]
    numbers = pd.Series(position).astype("str").str.zfill(5)
    segments = contracts.conform(pd.DataFrame({
        "segment_id": pd.Series(ids) + ":sentence:" + numbers,
        "doc_id": ids, "unit": "sentence", "position": position, "start": position * 100,
        "end": position * 100 + 90, "role": np.repeat(list(ROLES), list(ROLES.values()))[position],
        "language": articles["language"].to_numpy()[which],
    }), "segments")  # fmt: skip
    rows = segments[["segment_id", "doc_id"]].loc[segments.index.repeat(len(FRAMES))]
    codings = contracts.conform(rows.assign(
        frame=np.tile(list(FRAMES), n_units), coder="dictionary", coder_kind="dictionary",
        value=rng.integers(0, 2, len(rows)), codebook="frames@1+0",
    ), "codings")  # fmt: skip
    return codings, segments, articles


def pieces(tables: Callable[[str], pd.DataFrame]) -> dict[str, Callable[[], object]]:
    """Name what is measured, and how it is made of the tables."""
    starts = pd.to_datetime(pd.Series(WAVES))
    days = pd.DataFrame({"wave": list(WAVES), "start": starts.to_numpy(),
                         "end": (starts + pd.Timedelta(days=N_DAYS - 1)).to_numpy()})  # fmt: skip
    by = {"level": OPTIONS["level"], "by": ["wave"]}

    def difference(name: str) -> pd.DataFrame:
        return compare.difference(tables("tallies"), measure=name, **ACROSS, **OPTIONS)

    def alike(name: str) -> pd.DataFrame:
        return composition.standardised(tables("tallies"), measure=name, **ACROSS, **OPTIONS)

    def under_each() -> pd.DataFrame:
        main = {"coder": "dictionary", "measure": "salience", "min_units": 1,
                "counting": "visibility", "inferred": True}  # fmt: skip
        every = choices.under_each(
            {"dictionary": tables("tallies")}, tables("documents"), main=main,
            min_units=[1, 2, 3], reference="January", waves=list(WAVES), crossed=False, **OPTIONS,
        )  # fmt: skip
        return specification.verdict(every, within=0.05)

    def resampled() -> None:
        wide = tables("tallies").pivot_table(
            ["n_positive", "n_units"], "doc_id", "frame", aggfunc="sum"
        )
        bootstrap_sums(wide.to_numpy(), n_boot=N_BOOT, seed=OPTIONS["seed"])

    return {
        "prevalence": lambda: measure.prevalence(tables("tallies"), **by),
        "salience": lambda: measure.salience(tables("tallies"), **by),
        "prominence": lambda: measure.prominence(tables("by_role"), **by),
        "dominance": lambda: measure.dominance(tables("tallies"), **by),
        "difference, prevalence": lambda: difference("prevalence"),
        "difference, salience": lambda: difference("salience"),
        "outlets": lambda: composition.outlets(tables("documents"), groups=list(WAVES)),
        "same outlets": lambda: composition.same_outlets(tables("tallies"), groups=list(WAVES)),
        "standardised, prevalence": lambda: alike("prevalence"),
        "standardised, salience": lambda: alike("salience"),
        "articles by day": lambda: timeline.daily(tables("tallies"), tables("documents"), days),
        "rates": lambda: timeline.rates(tables("tallies"), tables("documents"), days, level=0.95),
        "undated": lambda: timeline.undated(tables("tallies"), tables("documents"), days),
        "every choice": under_each,
        f"{N_BOOT:,} bootstrap samples": resampled,
    }  # fmt: skip


def measured(folder: Path, piece: str) -> dict[str, float]:
    """Make one piece, or all: CPU seconds, and the peak memory of this process."""
    held = {path.stem: pd.read_parquet(path) for path in sorted(folder.glob("*.parquet"))}
    if piece == "tally":
        work = [lambda: measure.tally(held["codings"], held["segments"], held["articles"],
                                      by=["wave", "role"])]  # fmt: skip
    else:
        made = pieces(held.__getitem__)
        work = list(made.values()) if piece == "all" else [made[piece]]
    begin = time.process_time()
    for one in work:
        one()
    seconds = time.process_time() - begin
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"seconds": seconds, "peak": peak}


def written(folder: Path, *, articles: int, codings: int, seed: int) -> None:
    """Write the tables that the pieces read."""
    rng = np.random.default_rng(seed)
    if codings:
        names = ("codings", "segments", "articles")
        for name, table in zip(names, coded(codings, rng), strict=True):
            table.to_parquet(folder / f"{name}.parquet")
        return
    known = documents(articles, rng)
    by_role = tallies(known, rng)
    keys = ["doc_id", "frame", "weight", "cluster_id", "wave", "outlet"]
    whole = by_role.groupby(keys, as_index=False, sort=False)[["n_units", "n_positive"]].sum()
    known.to_parquet(folder / "documents.parquet")
    by_role.drop(columns="outlet").to_parquet(folder / "by_role.parquet")
    contracts.conform(whole, "tallies").to_parquet(folder / "tallies.parquet")


def _row(size: int, piece: str, folder: Path) -> str:
    """Measure a piece in a process of its own and write a row of the table."""
    command = [sys.executable, __file__, "--piece", piece, "--folder", str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    found = json.loads(done.stdout)
    return f"| {size:,} | {piece} | {found['seconds']:.2f} | {found['peak']:,.0f} |"


def main() -> None:
    """Print a table of the pieces for each number of articles."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--articles", type=int, nargs="*", default=[10_000, 100_000])
    parser.add_argument("--codings", type=int, nargs="*", default=[4_000_000])
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", nargs="*", help="names of pieces")
    parser.add_argument("--piece", help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.piece:
        print(json.dumps(measured(given.folder, given.piece)))
        return
    print("| size | piece | CPU s | peak MB |\n|---|---|---|---|")
    sizes = [("articles", n) for n in given.articles] + [("codings", n) for n in given.codings]
    for what, size in sizes:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            written(folder, **{"articles": 0, "codings": 0, what: size}, seed=given.seed)
            every = ["tally"] if what == "codings" else [*pieces(lambda _: pd.DataFrame()), "all"]
            for piece in every:
                if not given.only or piece in given.only:
                    print(_row(size, piece, folder), flush=True)


if __name__ == "__main__":
    main()
