"""The command `framewaves`: run the report, score the codebook against gold.

The only module, beside the notebooks, that chains the stages.
"""

import argparse
import ast
import json
import logging
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Final, NamedTuple

import pandas as pd

import analysis
from analysis import (
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
    logging.basicConfig(level=logging.WARNING, format="framewaves: %(message)s")
    try:
        return int(options.command(options))
    except FramewavesError as problem:
        print(f"framewaves: {problem}", file=sys.stderr)
        return 2


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
        help="set a notebook parameter; may be repeated",
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
        help=f"folder for the figures (figures for {SEEDS}, else in the run's folder)",
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


def _settings(pairs: Sequence[str]) -> dict[str, object]:
    """Read ``name=value`` pairs; a value is Python where it can be, else text."""
    settings: dict[str, object] = {}
    for pair in pairs:
        name, equals, written = pair.partition("=")
        if not equals or not name.strip().isidentifier():
            message = f"--set {pair}: write it as NAME=VALUE, such as --set seed=7."
            raise InputError(message)
        try:
            settings[name.strip()] = ast.literal_eval(written.strip())
        except (ValueError, SyntaxError):
            settings[name.strip()] = written.strip()
    return settings


def _report(options: argparse.Namespace) -> int:
    """Run the notebooks."""
    source = Path(options.notebooks)
    if options.parameters:
        listed = report.parameters(report.select(source, options.only))
        print(listed.to_string(index=False, justify="left"))
        return 0
    plan, _ = _load(options.study)
    notebooks = report.select(source, options.only)
    settings = _settings(options.settings)
    files = [path for path in (plan.file, plan.codebook, plan.metadata) if path]
    files += [path for path in plan.articles.rglob("*") if path.is_file()]
    inputs = report.hashes(files, root=plan.file.parent)
    folder = Path(options.reports) / report.run_name(plan.title, settings, inputs)
    shared = options.study == SEEDS
    figures = Path(options.figures or ("figures" if shared else folder / "figures"))
    places = {
        "study_file": options.study,
        "figures_folder": figures.as_posix(),
        "tables_folder": (folder / "tables").as_posix(),
    }
    run = report.Run(
        study=plan.title,
        question=plan.question or "",
        notebooks=notebooks,
        parameters=settings,
        places=places,
        inputs=inputs,
        folder=folder,
        figures=figures,
    )
    outcomes = report.execute(run, say=partial(print, flush=True), bar=report.terminal())
    for made, what in (
        (folder / "index.html", "report"),
        (figures, "figures"),
        (folder / "tables", "tables"),
        (folder / "run.json", "record"),
    ):
        print(f"{what:<8} {made}")
    return 1 if any(outcome.status == "failed" for outcome in outcomes) else 0


def _score(options: argparse.Namespace) -> int:
    """Score the codebook against gold."""
    plan, book = _load(options.study)
    gold = validation.read_gold(options.gold, book.frame_ids)
    coded = _coded(plan, book)
    groups = ((), ("wave",), ("language",))
    parts = [
        validation.score(
            coded.hits, gold, coded.documents, by=by, level=options.level, seed=options.seed
        )
        for by in groups
    ]
    scores = pd.concat(parts, ignore_index=True)
    labels = book.labels("en")
    for by, part in zip(groups, parts, strict=True):
        title = f"Per {by[0]}" if by else "All articles"
        shown = tables.scores(part, labels=labels, by=by)
        print(f"{title}\n{shown.to_string(index=False)}\n")
    for note in dict.fromkeys(parts[0]["note"].dropna()):
        print(f"Note: {note}")
    macro = parts[0].loc[parts[0]["measure"] == "macro_f1", "estimate"].iloc[0]
    print(
        f"macro F1 {macro:.3f} over {len(book.frames)} frames, {len(gold):,} gold units, "
        f"codebook {book.reference}"
    )
    if options.json:
        target = Path(options.json)
        target.parent.mkdir(parents=True, exist_ok=True)
        records = json.loads(scores.to_json(orient="records", double_precision=10))
        text = json.dumps(records, ensure_ascii=False, indent=1)
        target.write_text(text + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
