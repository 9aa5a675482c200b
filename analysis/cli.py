"""The command `framewaves`: run the report, score the codebook against gold.

The only module, beside the notebooks, that chains the stages.
"""

import argparse
import ast
import io
import json
import logging
import os
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Final, NamedTuple

import pandas as pd

import analysis
from analysis import (
    _intervals,
    clean,
    codebook,
    coding,
    corpus,
    dating,
    report,
    segment,
    study,
    tables,
    validation,
)
from analysis.codebook import Codebook
from analysis.contracts import FramewavesError, InputError
from analysis.study import Study

__all__ = ["main"]

SEEDS: Final = "seeds/study.yaml"
_ABOUT_REPORT: Final = """\
Run the notebooks through papermill. Leaves executed notebooks, HTML pages that open
without a network, tables, figures and run.json in a folder named after the study and a
hash of all that goes in. A notebook that fails leaves what it made until then, the
others still run, and the exit code is 1; input that cannot be used is told before
anything runs, with exit code 2."""
_EPILOG: Final = """\
examples:
  framewaves report
  framewaves report --study my-study/study.yaml
  framewaves report --only 40 --set min_units=2 --set include_inferred=False
  framewaves score --study seeds/study.yaml --gold seeds/coding/gold.csv --json scores.json
"""


class Coded(NamedTuple):
    """A study read, dated, segmented and searched."""

    documents: pd.DataFrame
    segments: pd.DataFrame
    hits: pd.DataFrame


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what the command line says; returns the exit code.

    0: all went well; 1: a notebook failed; 2: the input cannot be used as it is.
    """
    options = _parser().parse_args(arguments)
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")  # any file name can be told
    logging.basicConfig(level=logging.WARNING, format="framewaves: %(message)s")
    try:
        code = int(options.command(options))
        sys.stdout.flush()
    except BrokenPipeError:  # the reader, such as `head`, has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except FramewavesError as problem:
        print(f"framewaves: {problem}", file=sys.stderr)
        return 2
    return code


def _parser() -> argparse.ArgumentParser:
    """Describe the command line."""
    parser = argparse.ArgumentParser(
        prog="framewaves",
        description="Charts of how news coverage frames a story, over news waves.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"framewaves {analysis.__version__}")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    _report_options(
        commands.add_parser(
            "report",
            help="run the notebooks on a study; write pages, tables and figures",
            description=_ABOUT_REPORT,
            epilog=_EPILOG,
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
    )
    _score_options(
        commands.add_parser(
            "score",
            help="score the codebook against gold: precision, recall, F1",
            description="Apply the codebook to the articles of a study and compare with human "
            "codes. A gold unit carries a frame where a counted hit lies inside its span, so it "
            "does not matter how sentences are split. Per frame, and over all frames (macro F1), "
            "for all articles, per wave and per language, with intervals.",
        )
    )
    return parser


def _report_options(parser: argparse.ArgumentParser) -> None:
    """Options of `framewaves report`."""
    parser.set_defaults(command=_report)
    parser.add_argument("--study", default=SEEDS, metavar="FILE", help=f"study file ({SEEDS})")
    parser.add_argument(
        "--only",
        action="append",
        default=[],
        metavar="NOTEBOOK",
        help="run only this notebook, by number or name; may be repeated",
    )
    parser.add_argument(
        "--set",
        action="append",
        default=[],
        metavar="NAME=VALUE",
        dest="settings",
        help="set a notebook parameter; may be repeated; the figures of such a variant go "
        "into the run's folder",
    )
    parser.add_argument(
        "--parameters", action="store_true", help="list the notebook parameters and stop"
    )
    parser.add_argument(
        "--notebooks",
        default="notebooks",
        metavar="FOLDER",
        help="folder of the notebooks (notebooks)",
    )
    parser.add_argument(
        "--reports",
        default="reports",
        metavar="FOLDER",
        help="folder in which the run's folder is made (reports)",
    )
    parser.add_argument(
        "--figures",
        metavar="FOLDER",
        help=f"folder for the figures (figures for {SEEDS} without --set, else in the run's "
        "folder)",
    )


def _score_options(parser: argparse.ArgumentParser) -> None:
    """Options of `framewaves score`."""
    parser.set_defaults(command=_score)
    parser.add_argument("--study", default=SEEDS, metavar="FILE", help=f"study file ({SEEDS})")
    parser.add_argument(
        "--gold",
        required=True,
        metavar="CSV",
        help="human codes: article, start, end, and a 0/1 column per frame",
    )
    parser.add_argument("--json", metavar="FILE", help="also write the scores as JSON records")
    parser.add_argument("--level", type=float, default=0.95, help="confidence level (0.95)")
    parser.add_argument("--seed", type=int, default=2025, help="seed of the bootstrap (2025)")


def _load(path: str) -> tuple[Study, Codebook]:
    """Read study and codebook, so that mistakes in them come before anything else."""
    if path == SEEDS and not Path(path).exists():
        message = (
            f"{SEEDS} is not in this folder. Go to the project's folder, or name your study "
            f"with --study."
        )
        raise InputError(message)
    plan = study.load(path)
    return plan, codebook.load(plan.codebook)


def _coded(plan: Study, book: Codebook) -> Coded:
    """Take a study from files to hits."""
    found, _ = corpus.read(plan)
    documents = dating.date(found, plan)
    units = segment.split(documents, clean.blocks(documents), unit=book.unit)
    segments = clean.mark_repeats(units, documents)
    return Coded(documents, segments, coding.hits(documents, segments, book))


def _settings(pairs: Sequence[str], kinds: Mapping[str, str]) -> dict[str, object]:
    """Read ``name=value`` pairs; a value is text for a `str`, else Python where it can be."""
    settings: dict[str, object] = {}
    for pair in pairs:
        name, equals, written = (part.strip() for part in pair.partition("="))
        if not equals or not name.isidentifier():
            message = f"--set {pair}: write it as NAME=VALUE, such as --set seed=7."
            raise InputError(message)
        value = _literal(written)
        settings[name] = written if kinds.get(name) == "str" and value != written[1:-1] else value
        try:
            json.dumps(settings[name], ensure_ascii=False).encode()
        except (TypeError, ValueError) as cause:
            message = (f"--set {name}: the value must be a text, a number, True or False, or a "
                       f"list of these, in characters that can be written.")  # fmt: skip
            raise InputError(message) from cause
    return settings


def _literal(written: str) -> object:
    """Read a value as Python, else give it as the text that it is."""
    try:
        return ast.literal_eval(written)
    except (ValueError, SyntaxError, TypeError, MemoryError, RecursionError):
        return written


def _check_place(path: Path, option: str, *, folder: bool) -> None:
    """Raise unless a file or folder can be written there; nothing is made yet."""
    try:
        if path.exists() and path.is_dir() != folder:
            found, wanted = ("file", "folder") if folder else ("folder", "file")
            message = f"{option} {path}: this is a {found}; name a {wanted}."
            raise InputError(message)
        nearest = next(place for place in (path, *path.parents) if place.exists())
    except OSError as cause:
        message = f"{option}: nothing can be written to this path ({cause.strerror})."
        raise InputError(message) from cause
    if (nearest != path and not nearest.is_dir()) or not os.access(nearest, os.W_OK):
        message = f"{option} {path}: nothing can be written there, because of {nearest}."
        raise InputError(message)


def _report(options: argparse.Namespace) -> int:
    """Run the notebooks."""
    if options.parameters:
        listed = report.parameters(report.select(Path(options.notebooks), options.only))
        print(listed.to_string(index=False, justify="left"))
        return 0
    run = _planned(options)
    kept = {
        "report": run.folder / "index.html",
        "figures": run.figures,
        "tables": run.folder / "tables",
        "record": run.folder / "run.json",
    }
    before = {what: _written(path) for what, path in kept.items()}
    outcomes = report.execute(run, say=partial(print, flush=True), bar=report.terminal())
    for what, path in kept.items():
        if _written(path) != before[what]:
            print(f"{what:<8} {path}")
    return 1 if any(outcome.status == "failed" for outcome in outcomes) else 0


def _planned(options: argparse.Namespace) -> report.Run:
    """Say what is run and where its results go, after checking all that can be checked."""
    plan, _ = _load(options.study)
    notebooks = report.select(Path(options.notebooks), options.only)
    settings = _settings(options.settings, report.kinds(notebooks))
    report.check_parameters(notebooks, settings)
    inputs = study.hashes(plan)
    folder = Path(options.reports) / report.run_name(plan.title, settings, inputs)
    shared = plan.file.resolve() == Path(SEEDS).resolve() and not settings
    figures = Path(options.figures or ("figures" if shared else folder / "figures"))
    _check_place(Path(options.reports), "--reports", folder=True)
    _check_place(figures, "--figures", folder=True)
    places = {
        "study_file": options.study,
        "figures_folder": figures.as_posix(),
        "tables_folder": (folder / "tables").as_posix(),
    }
    return report.Run(
        study=plan.title,
        question=plan.question or "",
        notebooks=notebooks,
        parameters=settings,
        places=places,
        inputs=inputs,
        folder=folder,
        figures=figures,
    )


def _written(path: Path) -> dict[str, int]:
    """Files at or in a place, with the time each was written, to tell what a run has made."""
    files = [path] if path.is_file() else sorted(path.glob("*"))
    return {file.name: file.stat().st_mtime_ns for file in files if file.is_file()}


def _score(options: argparse.Namespace) -> int:
    """Score the codebook against gold."""
    _intervals.check_level(options.level)
    if options.seed < 0:
        message = f"--seed must be a whole number from 0; found {options.seed}."
        raise InputError(message)
    target = None if options.json is None else Path(options.json)
    if target is not None:
        _check_place(target, "--json", folder=False)
    plan, book = _load(options.study)
    gold = validation.read_gold(options.gold, book.frame_ids)
    coded = _coded(plan, book)
    parts: dict[tuple[str, ...], pd.DataFrame] = {
        by: validation.score(
            coded.hits, gold, coded.documents, by=by, level=options.level, seed=options.seed
        )
        for by in ((), ("wave",), ("language",))
    }
    if target is not None:
        _write_scores(pd.concat(parts.values(), ignore_index=True), target)
    for by, part in parts.items():
        print(_shown(part, by, book) + "\n")
    for note in dict.fromkeys([*_notes(parts), *_not_asked(coded.segments, book)]):
        print(f"Note: {note}")
    print(f"{_macro(parts[()])}, {len(gold):,} gold units, codebook {book.reference}")
    return 0


def _write_scores(scores: pd.DataFrame, target: Path) -> None:
    """Write scores as JSON records."""
    records = json.loads(scores.to_json(orient="records", double_precision=10))
    text = json.dumps(records, ensure_ascii=False, indent=1)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text + "\n", encoding="utf-8")
    except OSError as cause:
        message = f"--json {target}: the scores cannot be written ({cause.strerror})."
        raise InputError(message) from cause


def _shown(part: pd.DataFrame, by: Sequence[str], book: Codebook) -> str:
    """Write the scores of one grouping under a heading, or say that there are none."""
    if not by:
        title = "All articles"
    elif part.empty:
        return f"Per {by[0]}: no scored article has a {by[0]}."
    else:
        title = f"Per {by[0]}"
    table = tables.scores(part, labels=book.labels("en"), by=by)
    return f"{title}\n{table.to_string(index=False)}"


def _notes(parts: Mapping[tuple[str, ...], pd.DataFrame]) -> Iterator[str]:
    """Give the notes of the first table; of the others, how many articles are left out."""
    for by, part in parts.items():
        for note in part["note"].dropna():
            sentences = re.split(r"(?<=\.) ", note) if by else [note]
            yield from (one for one in sentences if not by or one.endswith(" left out."))


def _not_asked(segments: pd.DataFrame, book: Codebook) -> Iterator[str]:
    """Remark on articles in a language that the codebook lacks: no frame can be found there."""
    left = coding.not_asked(segments, book)
    if len(left):
        languages = ", ".join(sorted(left["language"].fillna("not known").unique()))
        yield (f"not asked, since the codebook lacks the language ({languages}): "
               f"{int(left['n_units'].sum()):,} units in {len(left):,} articles.")  # fmt: skip


def _macro(part: pd.DataFrame) -> str:
    """Write macro F1 and over how many frames it is the mean."""
    estimate = part.loc[part["measure"] == "macro_f1", "estimate"].iloc[0]
    f1 = part[part["measure"] == "f1"]
    n_frames = int((f1["tp"] + f1["fn"] > 0).sum())
    shown = "undefined" if pd.isna(estimate) else f"{estimate:.3f}"
    return f"macro F1 {shown} over {n_frames} frames"


if __name__ == "__main__":
    sys.exit(main())
