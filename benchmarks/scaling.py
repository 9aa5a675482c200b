"""How time and memory grow with the number of articles, and with the codebook.

    python benchmarks/scaling.py [--sizes 1000 3000 10000] [--seconds 300] [--million] [--docs]

Each size is run as in `end_to_end.py`, on two processes. A size that would take longer than the
seconds that are left is not run, and the last lines say so. The table and a chart go to
`benchmarks/results/bench/`; with --docs also to `docs/`.
"""

import argparse
import shutil
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import end_to_end
import news
import pandas as pd
import recoding

SIZES = (1_000, 3_000, 10_000, 30_000, 100_000)
MILLION = (300_000, 1_000_000)
COMPARED = 10_000
"""Articles from which time and memory must grow no more than they should."""

RESULTS = Path("benchmarks/results/bench")
DOCS = Path("docs")
NAME = "performance-scaling"


def curve(
    sizes: list[int], folder: Path, *, workers: int, seconds: float
) -> tuple[pd.DataFrame, list[str]]:
    """Run the sizes from small to large; a row for each run, and what was not run."""
    rows: list[dict[str, Any]] = []
    left, per_article = seconds, 0.0
    skipped = []
    for size in sorted(sizes):
        books = ("small", "large") if COMPARED <= size <= 10 * COMPARED else ("small",)
        for book in books:
            expected = per_article * size * (1.6 if book == "large" else 1)
            if rows and expected > left:
                skipped.append(f"{size:,} articles, codebook {book}: not run, as it would take "
                               f"about {expected:,.0f} s and {left:,.0f} were left.")  # fmt: skip
                continue
            start = time.perf_counter()
            rows.append(one(folder, size, book, workers=workers))
            took = time.perf_counter() - start
            left, per_article = left - took, took / size if book == "small" else per_article
            told(rows[-1])
        shutil.rmtree(folder / str(size), ignore_errors=True)
    return pd.DataFrame(rows), skipped


def one(folder: Path, size: int, book: str, *, workers: int) -> dict[str, Any]:
    """Make a corpus, unless it is there, and code it."""
    place = folder / str(size)
    place.mkdir(exist_ok=True)
    corpus = place / "corpus.parquet"
    if not corpus.exists():
        news.write(corpus, size)
    study = news.write_study(place, book)
    out = place / book
    out.mkdir()
    row = end_to_end.measured(corpus, study, out, workers=workers)
    shutil.rmtree(out)
    return row


def told(row: dict[str, Any]) -> None:
    """Print a row as soon as it is there."""
    print(f"{row['articles']:>10,} articles  {row['codebook']:<6}{row['wall s']:>8.1f} s wall"
          f"{row['CPU s']:>9.1f} s CPU{row['CPU ms/MB']:>8.0f} ms/MB"
          f"{row['MB/s per core']:>7.2f} MB/s per core{row['peak MB']:>8,.0f} MB"
          f"{row['hits']:>12,} hits  {row['lost or doubled']} lost or doubled",
          flush=True)  # fmt: skip


def marginal(rows: pd.DataFrame, book: str = "small") -> float | None:
    """MB/s per core between the smallest and the largest size, without what starting takes."""
    part = rows[rows["codebook"] == book].sort_values("articles")
    if len(part) < 2:
        return None
    gap = part.iloc[-1][["MB", "CPU s"]] - part.iloc[0][["MB", "CPU s"]]
    return float(gap["MB"] / gap["CPU s"])


def verdicts(rows: pd.DataFrame) -> list[str]:
    """Hold what was measured against the aims."""
    small = rows[rows["codebook"] == "small"].sort_values("articles")
    last = small.iloc[-1]
    rate = last["MB/s per core"]
    said = [_verdict("at least 10 MB/s per core, end to end", rate >= 10,
                     f"{rate:.1f} with {last['articles']:,} articles")]  # fmt: skip
    if (beyond := marginal(rows)) is not None:
        said.append(f"without what starting takes: {beyond:.1f} MB/s per core")
    from_here = small[small["articles"] >= COMPARED]
    if len(from_here) > 1:
        first, top = from_here.iloc[0], from_here.iloc[-1]
        span = f"{first['articles']:,} to {top['articles']:,} articles"
        slower = top["CPU ms/MB"] / first["CPU ms/MB"]
        said.append(_verdict(f"time linear, {span}", slower <= 1.1, f"{slower:.2f} times per MB"))
        more = from_here["peak MB"].max() / first["peak MB"]
        said.append(_verdict(f"memory flat, {span}", more <= 1.2, f"{more:.2f} times"))
    both = rows.pivot_table(index="articles", columns="codebook", values="CPU s").dropna()
    if {"small", "large"} <= set(both) and len(both):
        ratio = both["large"].iloc[-1] / both["small"].iloc[-1]
        said.append(_verdict("ten times the codebook in less than twice the time", ratio < 2,
                             f"{ratio:.2f} times, {both.index[-1]:,} articles"))  # fmt: skip
    lost = int(rows["lost or doubled"].sum())
    return [*said, _verdict("no article lost or doubled", not lost, f"{lost}")]


def _verdict(aim: str, kept: bool, measured: str) -> str:
    return f"{aim}: {'yes' if kept else 'NO'} ({measured})"


def chart(rows: pd.DataFrame, file: Path) -> None:
    """Draw CPU time and peak memory over the number of articles."""
    import matplotlib as mpl
    from matplotlib.figure import Figure
    from matplotlib.ticker import NullFormatter, StrMethodFormatter

    from analysis import style

    looks = style.frames(["small", "large"])
    names = {"small": "codebook of 4 × 60 patterns", "large": "4 × 600 patterns"}
    with mpl.rc_context(style.paper(width="page", height=70)):
        figure = Figure()
        left, right = figure.subplots(1, 2)
        for book, part in rows.sort_values("articles").groupby("codebook", sort=False):
            look = looks[str(book)]
            options = {"color": look.colour, "marker": look.marker, "linestyle": look.linestyle,
                       "label": names[str(book)]}  # fmt: skip
            left.plot(part["articles"], part["CPU s"], **options)
            right.plot(part["articles"], part["peak MB"], **options)
        small = rows[rows["codebook"] == "small"].sort_values("articles")
        ends = small["articles"].iloc[[0, -1]].to_numpy()
        rate = small["CPU s"].iloc[-1] / ends[1]
        left.plot(ends, ends * rate, color=style.MUTED, linewidth=0.6, zorder=0,
                  label="in proportion to the articles")  # fmt: skip
        left.set(xscale="log", yscale="log", xlabel="Articles of 600 words", ylabel="CPU seconds")
        right.set(xscale="log", xlabel="Articles of 600 words", ylabel="Peak memory (MB)")
        right.set_ylim(0, max(1_500, rows["peak MB"].max() * 1.1))
        left.set_title("Time: framewaves code and tally", loc="left")
        right.set_title("Memory: all processes together", loc="left")
        for axis in (left.xaxis, left.yaxis, right.xaxis, right.yaxis):
            axis.set_major_formatter(StrMethodFormatter("{x:,.0f}"))
            axis.set_minor_formatter(NullFormatter())
        left.legend(loc="lower right")
        figure.savefig(file, metadata={"Software": None})


def save(rows: pd.DataFrame, folder: Path, name: str = NAME) -> None:
    """Write the table and the chart."""
    folder.mkdir(parents=True, exist_ok=True)
    rows.round(4).to_csv(folder / f"{name}.csv", index=False)
    chart(rows, folder / f"{name}.png")


def measured(
    sizes: list[int], *, workers: int, seconds: float, folder: Path | None = None
) -> tuple[pd.DataFrame, list[str]]:
    """Run the curve and the edit of a codebook, in a folder that is emptied behind them."""
    with tempfile.TemporaryDirectory(dir=folder) as name:
        place = Path(name)
        rows, said = curve(sizes, place, workers=workers, seconds=seconds)
        news.write(place / "corpus.parquet", COMPARED)
        again = recoding.measured(
            place / "corpus.parquet", news.write_study(place, "small"), place / "codings"
        )
    if again is None:
        said.append(f"Coding again after an edit: not measured ({recoding.MODULE} is not there).")
    else:
        said += ["  ".join(f"{name}: {value}" for name, value in row.items()) for row in again]
    return rows, said


def main() -> None:
    parser = argparse.ArgumentParser(description="Time and memory over the size of the corpus.")
    parser.add_argument("--sizes", type=int, nargs="+", default=list(SIZES))
    parser.add_argument("--million", action="store_true", help="up to a million articles")
    parser.add_argument("--seconds", type=float, default=300, help="for all sizes together")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--folder", type=Path, help="where to work (the system's folder)")
    parser.add_argument("--docs", action="store_true", help="table and chart to docs/ too")
    chosen = parser.parse_args()
    sizes = [*chosen.sizes, *(MILLION if chosen.million else ())]
    seconds = max(chosen.seconds, 7_200) if chosen.million else chosen.seconds
    rows, said = measured(sizes, workers=chosen.workers, seconds=seconds, folder=chosen.folder)
    for place in (RESULTS, *((DOCS,) if chosen.docs else ())):
        save(rows, place)
    print("\n".join([*said, *verdicts(rows)]))


if __name__ == "__main__":
    sys.exit(main())
