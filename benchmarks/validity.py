"""Coverage of corrected intervals of a wave difference, where the machine errs differently.

Two invented waves whose truth is known, a machine that errs otherwise in each, gold codes of a
sample: how often do the 95 % intervals of the difference hold the true one? All methods of
`correct.differences`, and the usual pooled correction (Rogan-Gladen) beside them. Run from the
project root:

    python benchmarks/validity.py [--long] [--runs N] [--out FOLDER] [--processes 2]

The quick form makes 400 runs, the long one 2,000. The tables and a chart go to the
folder. It ends with 1 if the default method holds less often than it must, or if the
uncorrected one holds where it should fail.
"""

import argparse
import math
import multiprocessing
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

for _name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(_name, "1")  # the runs are spread over the cores, each on one

import numpy as np  # noqa: E402
import pandas as pd  # noqa: E402
import validity_scenarios as made  # noqa: E402
from scipy import stats  # noqa: E402

from analysis import correct  # noqa: E402

SEED = 20260213
LEVEL = 0.95
DEFAULT = "post-stratified"
POOLED = "rogan-gladen, pooled"
PPI_PYTHON = "ppi-python"
QUICK, LONG = 400, 2000
OPTIONS: dict[str, Any] = {
    "across": "wave", "reference": "A", "level": LEVEL, "n_draws": 4000, "seen": False,
}  # fmt: skip


class Design(NamedTuple):
    """How corpora are made and sampled, for which scenarios; `n` units or documents per wave.

    Where the sample does not hang on the machine's codes, the runs of a part are frames of one
    corpus (`apart` is False): the same documents are drawn, the codes are drawn anew.
    `strict`: the default may not cover too often either.
    """

    name: str
    corpus: Callable[..., made.Corpus]
    draw: Callable[..., pd.DataFrame]
    n: int
    scenarios: dict[str, dict[str, made.Errors]]
    apart: bool = False
    strict: bool = False


def _each(*starts: str) -> dict[str, dict[str, made.Errors]]:
    """Scenarios whose name begins so, with one frame."""
    return {name: {"frame": errors} for name, errors in made.SCENARIOS.items()
            if name.startswith(starts)}  # fmt: skip


ALL = ("S0", "S1", "S2", "S3", "S4")
DESIGNS = (
    Design("100 random documents per wave", made.documents_of, made.simple, 100, _each(*ALL),
           strict=True),
    Design("50 per wave and machine code", made.documents_of, made.by_code, 100, _each(*ALL),
           apart=True),
    Design("30 random documents per wave", made.documents_of, made.simple, 30, _each("S1", "S3")),
    Design("four frames, 100 per wave", made.documents_of, made.balanced, 100,
           {"four frames": made.FRAMES}, apart=True),
    Design("100 per wave, copies", made.copies_of, made.simple, 100, _each("S1", "S3")),
    Design("sentences of 20 whole documents per wave", made.sentences_of, made.whole_documents, 20,
           _each("S1", "S2", "S3")),
    Design("one sentence of 100 documents per wave", made.sentences_of, made.one_each, 100,
           _each("S1", "S3")),
)  # fmt: skip


class Task(NamedTuple):
    """Some runs of one scenario in one design."""

    design: int
    scenario: str
    runs: range


def run(task: Task) -> pd.DataFrame:
    """Rows frame, method, estimate, ci_low, ci_high of each run."""
    design = DESIGNS[task.design]
    frames = design.scenarios[task.scenario]
    if design.apart:
        tables = [once(task, number, frames) for number in task.runs]
    else:
        (errors,) = frames.values()
        every = once(task, task.runs.start, {f"run {number}": errors for number in task.runs})
        tables = [every.assign(frame="frame")]
    table = pd.concat(tables, ignore_index=True)
    return table.assign(design=design.name, scenario=task.scenario)


def once(task: Task, number: int, frames: dict[str, made.Errors]) -> pd.DataFrame:
    """Make a corpus, draw the gold sample, and estimate the difference with all methods."""
    design = DESIGNS[task.design]
    place = list(design.scenarios).index(task.scenario)
    rng = np.random.default_rng([SEED, task.design, place, number])
    corpus = design.corpus(rng, frames)
    drawn = design.draw(corpus, design.n, int(rng.integers(2**31)))
    gold = made.gold_of(corpus, drawn)
    found = correct.differences(corpus.machine, gold, drawn, corpus.documents, seed=number,
                                **OPTIONS)  # fmt: skip
    columns = ["frame", "method", "estimate", "ci_low", "ci_high"]
    return pd.concat([found[columns], others(corpus, drawn, gold)], ignore_index=True)


def others(corpus: made.Corpus, drawn: pd.DataFrame, gold: pd.DataFrame) -> pd.DataFrame:
    """Give what others do: one confusion matrix for both waves, and ppi-python if it is there."""
    wave = corpus.machine["doc_id"].map(corpus.documents.set_index("doc_id")["wave"])
    universe = corpus.machine.assign(wave=wave)
    seen = gold[["segment_id", "frame", "value"]].merge(
        universe[["segment_id", "frame", "value", "wave"]], on=["segment_id", "frame"],
        suffixes=("", "_machine")
    )  # fmt: skip
    chances = drawn.set_index("unit_id")["inclusion_prob"]
    seen = seen.assign(inclusion_prob=seen["segment_id"].map(chances))
    rows = []
    for frame, part in seen.groupby("frame"):
        every = universe[universe["frame"] == frame]
        rows.append({"frame": frame, "method": POOLED, **pooled(every, part)})
        if np.ptp(part["inclusion_prob"]) == 0 and (ends := ppi_python(every, part)):
            rows.append({"frame": frame, "method": PPI_PYTHON, **ends})
    return pd.DataFrame(rows)


def pooled(every: pd.DataFrame, seen: pd.DataFrame) -> dict[str, float]:
    """Correct both waves with one sensitivity and specificity; interval by the delta method."""
    weight, truth = 1 / seen["inclusion_prob"], seen["value"].astype(float)
    right = (seen["value"] == seen["value_machine"]).astype(float)
    rates, errors = [], []
    for value in (1, 0):
        w = weight * (truth == value)
        rate = float((w * right).sum() / w.sum()) if w.sum() else math.nan
        rates.append(rate)
        errors.append(rate * (1 - rate) / (w.sum() ** 2 / (w**2).sum()) if w.sum() else math.nan)
    shares = every.groupby("wave")["value"].mean().astype(float)
    sizes = every.groupby("wave").size()
    if not sum(rates) > 1:
        return dict.fromkeys(("estimate", "ci_low", "ci_high"), math.nan)
    both = [made.rogan_gladen(shares[wave], *rates) for wave in made.WAVES]
    gap, scale = both[1] - both[0], sum(rates) - 1
    naive = float((shares * (1 - shares) / sizes).sum())
    reach = stats.norm.ppf((1 + LEVEL) / 2) * math.sqrt(naive + gap**2 * sum(errors)) / scale
    return {"estimate": gap, "ci_low": gap - reach, "ci_high": gap + reach}


def ppi_python(every: pd.DataFrame, seen: pd.DataFrame) -> dict[str, float] | None:
    """PPI++ of the package ppi-python for each wave; None where it is not installed."""
    try:
        from ppi_py import ppi_mean_ci, ppi_mean_pointestimate
    except ImportError:
        return None
    found = []
    for wave in made.WAVES:
        gold = seen[seen["wave"] == wave]
        rest = every[(every["wave"] == wave) & ~every["segment_id"].isin(gold["segment_id"])]
        arrays = [part.to_numpy(float) for part in (gold["value"], gold["value_machine"],
                                                    rest["value"])]  # fmt: skip
        low, high = ppi_mean_ci(*arrays, alpha=1 - LEVEL)
        found.append((float(ppi_mean_pointestimate(*arrays)[0]), float(high[0] - low[0]) / 2))
    gap, reach = found[1][0] - found[0][0], math.hypot(found[0][1], found[1][1])
    return {"estimate": gap, "ci_low": gap - reach, "ci_high": gap + reach}


def summary(table: pd.DataFrame) -> pd.DataFrame:
    """One row for each design, scenario, frame and method.

    coverage, bias, rmse, width and power (intervals without 0) are over the runs in which the
    method was given; `given` is their share.
    """
    rows = []
    keys = ["design", "scenario", "frame", "method"]
    for key, part in table.groupby(keys, sort=False):
        errors = scenario_errors(*key[:3])
        true = errors.share[1] - errors.share[0]
        held = part.dropna(subset=["ci_low", "ci_high"])
        off = held["estimate"] - true
        inside = (held["ci_low"] <= true) & (true <= held["ci_high"])
        rows.append({
            **dict(zip(keys, key, strict=True)), "true": true, "rare": min(errors.share) < 0.2,
            "runs": len(part), "given": len(held) / len(part), "coverage": inside.mean(),
            "bias": off.mean(), "rmse": math.sqrt((off**2).mean()) if len(held) else math.nan,
            "width": (held["ci_high"] - held["ci_low"]).mean(),
            "power": ((held["ci_low"] > 0) | (held["ci_high"] < 0)).mean(),
        })  # fmt: skip
    return pd.DataFrame(rows)


def scenario_errors(design: str, scenario: str, frame: str) -> made.Errors:
    """Look up the truth of a row."""
    frames = {one.name: one.scenarios for one in DESIGNS}[design][scenario]
    return frames[frame]


def failures(rows: pd.DataFrame, *, runs: int) -> list[str]:
    """Say where the default method does not hold, or the uncorrected one does."""
    low, high = (0.93, 0.97) if runs >= LONG else (0.915, 0.985)
    strict = {design.name for design in DESIGNS if design.strict}
    found = []
    for row in rows[rows["method"] == DEFAULT].itertuples():
        most = high if row.design in strict and not row.rare else 1.0
        if not low <= row.coverage <= most:
            found.append(f"{row.design}, {row.scenario}, {row.frame}: {DEFAULT} covers "
                         f"{row.coverage:.1%}; it must be {low:.1%} to {most:.1%}.")  # fmt: skip
    differential = rows["scenario"].str.startswith(("S1", "S2")) & rows["design"].isin(strict)
    for row in rows[(rows["method"] == "naive") & differential].itertuples():
        if row.coverage >= 0.1:
            found.append(f"{row.design}, {row.scenario}: naive covers {row.coverage:.1%}; "
                         f"that machine errs too little to show anything.")  # fmt: skip
    return found


def markdown(rows: pd.DataFrame, *, runs: int) -> str:
    """Coverage and bias of all methods, a table for each design."""
    lines = [f"# Corrected wave differences, {runs:,} runs", "",
             "Coverage of 95 % intervals in %, and in brackets the bias. In italics: given in that "
             "share of the runs only, since the gold sample was too small in the others.",
             ""]  # fmt: skip
    methods = [name for name in (*correct.METHODS, POOLED, PPI_PYTHON)
               if (rows["method"] == name).any()]  # fmt: skip
    for what, title in ((_coverage, "Coverage (bias)"), (_width, "Mean width / power")):
        for design, part in rows.groupby("design", sort=False):
            lines += [f"## {title}: {design}", "", "| | " + " | ".join(methods) + " |",
                      "|---" * (len(methods) + 1) + "|"]  # fmt: skip
            for key, cells in part.groupby(["scenario", "frame"], sort=False):
                name = key[0] if key[1] == "frame" else f"{key[1]} frame"
                by = {row.method: row for row in cells.itertuples()}
                texts = [what(by[method]) if method in by else "" for method in methods]
                lines.append(f"| {name} | " + " | ".join(texts) + " |")
            lines.append("")
    return "\n".join(lines)


def _coverage(row: Any) -> str:
    """Coverage with the bias."""
    if row.given == 0:
        return "not given"
    text = f"{100 * row.coverage:.1f} ({row.bias:+.3f})"
    return text if row.given > 0.995 else f"{text} *{100 * row.given:.0f} %*"


def _width(row: Any) -> str:
    """Mean width of the intervals, and how often they leave out 0."""
    return "not given" if row.given == 0 else f"{row.width:.3f} / {100 * row.power:.0f} %"


def chart(rows: pd.DataFrame, file: Path, *, runs: int) -> None:
    """Draw the coverage of each method in each scenario, with a line at 95 %."""
    import matplotlib as mpl
    from matplotlib.figure import Figure

    from analysis import style

    methods = [name for name in (*correct.METHODS, POOLED) if (rows["method"] == name).any()]
    looks = style.frames(methods)
    parts = [part for _, part in rows.groupby("design", sort=False)]
    lines = [len(part.drop_duplicates(["scenario", "frame"])) for part in parts]
    line, title, head, foot = 8.5, 9.5, 17.0, 14.0  # millimetres
    width, height = 183.0, head + foot + line * sum(lines) + title * len(parts)
    with mpl.rc_context(style.paper(width="page")):
        figure = Figure(figsize=(width / 25.4, height / 25.4), layout="none")
        top = height - head
        for part, n in zip(parts, lines, strict=True):
            top -= title + line * n
            ax = figure.add_axes((0.27, top / height, 0.7, line * n / height))
            _panel(ax, part, methods, looks)
            ax.set_title(part["design"].iloc[0], loc="left", fontweight="bold")
            if part is parts[0]:
                figure.legend(*ax.get_legend_handles_labels(), loc="upper left", ncols=3,
                              bbox_to_anchor=(0.01, 1 - 9 / height), frameon=False)  # fmt: skip
        ax.set_xlabel("Intervals that hold the true difference (%); below 80 compressed")
        figure.text(0.02, 1 - 6 / height, fontweight="bold", s=f"Do 95 % intervals of the wave "
                    f"difference hold? {runs:,} runs; grey: 93 to 97 %")  # fmt: skip
        figure.savefig(file, dpi=160, metadata={"Software": None})


def _panel(ax: Any, rows: pd.DataFrame, methods: list[str], looks: dict[str, Any]) -> None:
    """Draw one design."""
    places = list(dict.fromkeys(zip(rows["scenario"], rows["frame"], strict=True)))
    ax.set_xscale("function", functions=(_compressed, _expanded))
    ax.axvspan(93, 97, color="#EDEDED", zorder=0)
    ax.axvline(95, color="#595959", linewidth=0.8, zorder=1)
    for method in methods:
        part = rows[rows["method"] == method].dropna(subset=["coverage"])
        offset = (methods.index(method) - (len(methods) - 1) / 2) * 0.13
        y = [places.index(key) + offset
             for key in zip(part["scenario"], part["frame"], strict=True)]  # fmt: skip
        look = looks[method]
        ax.plot(100 * part["coverage"], y, look.marker, color=look.colour, label=method,
                markersize=5.5 if method == DEFAULT else 4, clip_on=False, zorder=3,
                linestyle="none")  # fmt: skip
    ax.set_yticks(range(len(places)), [name if frame == "frame" else f"{frame} frame"
                                       for name, frame in places])  # fmt: skip
    ax.set_ylim(len(places) - 0.5, -0.5)
    ax.set_xlim(0, 100)
    ax.set_xticks([0, 40, 80, 85, 90, 95, 100])
    ax.tick_params(axis="y", length=0)
    for between in range(1, len(places)):
        ax.axhline(between - 0.5, color="#E4E4E4", linewidth=0.5, zorder=0)


def _compressed(x: np.ndarray) -> np.ndarray:
    """Give the parts below 80 an eighth of their length."""
    x = np.asarray(x, float)
    return np.where(x < 80, x / 8, x - 70)


def _expanded(x: np.ndarray) -> np.ndarray:
    """Turn `_compressed` round."""
    x = np.asarray(x, float)
    return np.where(x < 10, x * 8, x + 70)


def tasks(runs: int, designs: Sequence[int], size: int = 25) -> list[Task]:
    """Cut the runs of some designs (counted from 1; none: all) into parts."""
    return [
        Task(number, scenario, range(start, min(start + size, runs)))
        for number, design in enumerate(DESIGNS)
        if not designs or number + 1 in designs
        for scenario in design.scenarios
        for start in range(0, runs, size)
    ]


def measured(runs: int, processes: int, designs: Sequence[int] = ()) -> pd.DataFrame:
    """Make all runs; the summary."""
    work, tables, told = tasks(runs, designs), [], None
    context = multiprocessing.get_context("spawn")
    with context.Pool(processes) as pool:
        for task, table in zip(work, pool.imap(run, work), strict=True):
            if told != task[:2]:
                told = task[:2]
                print(f"{DESIGNS[task.design].name}: {task.scenario}", flush=True)
            tables.append(table)
    return summary(pd.concat(tables, ignore_index=True))


def _numbered() -> list[str]:
    """Name the designs with their numbers."""
    return [f"{number} {design.name}" for number, design in enumerate(DESIGNS, start=1)]


def main(arguments: list[str] | None = None) -> int:
    """Run, write, and say whether the bounds hold."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--long", action="store_true", help=f"{LONG:,} runs instead of {QUICK}")
    parser.add_argument("--runs", type=int, help="another number of runs")
    parser.add_argument("--out", type=Path, default=Path("benchmarks/results/validity"))
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--designs", type=int, nargs="*", default=[],
                        help=f"only these, by number: {', '.join(_numbered())}")  # fmt: skip
    options = parser.parse_args(arguments)
    runs = options.runs or (LONG if options.long else QUICK)
    rows = measured(runs, options.processes, options.designs)
    options.out.mkdir(parents=True, exist_ok=True)
    rows.round(6).to_csv(options.out / "validity.csv", index=False)
    text = markdown(rows, runs=runs)
    (options.out / "validity.md").write_text(text + "\n", encoding="utf-8")
    chart(rows, options.out / "validity.png", runs=runs)
    print(f"\n{text}")
    wrong = failures(rows, runs=runs)
    print("\n".join(wrong) or f"All bounds hold. Written: {options.out}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
