"""The command `framewaves`: begin a study, check it, code it, report, score.

The only package, beside the notebooks, that chains the stages. One module for each command.
"""

import argparse
import importlib
import io
import logging
import os
import sys
from collections.abc import Sequence
from typing import Final

import analysis
from analysis.cli._shared import plain
from analysis.contracts import FramewavesError

__all__ = ["main"]

_EPILOG: Final = """\
examples:
  framewaves init my-study
  framewaves check my-study
  framewaves ingest Downloads/ --study my-study --out my-study/corpus.parquet
  framewaves code my-study/corpus.parquet --study my-study --out my-study/codings
  framewaves tally my-study/codings --by wave --out my-study/tallies.parquet
  framewaves voices --study my-study --out voices.csv
  framewaves report --study my-study
  framewaves plan --study my-study
  framewaves sample --study my-study --units 400 --unit sentence --coders anna,bram --overlap 0.2
      --development 0.3 --out my-study/coding
  framewaves agree --study my-study
  framewaves score --study seeds/study.yaml --gold seeds/coding/gold.csv --json scores.json
  framewaves train headlines.csv --text headline --labels labels --out classifier.zip
"""
_COMMANDS: Final = {
    "init": "begin a study of your own: a folder that runs at once",
    "check": "say what is missing or odd in a study before a long run",
    "ingest": "read exports of any size into one corpus file, with a receipt",
    "code": "code a corpus of any size into a folder, on all cores; goes on where it stopped",
    "tally": "count the codes of a folder, article by article",
    "voices": "list every sentence with who speaks in it",
    "report": "run the notebooks on a study; write pages, tables and figures",
    "figures": "draw the figures of a run for a journal, and check every file",
    "verify": "run a report again and compare every table and figure",
    "diff": "say which printed numbers differ between two runs, and why",
    "share": "make an archive of a run without article texts, for others to rerun",
    "rehydrate": "join an archive with your own copy of the articles, and rerun it",
    "plan": "say how many units people must code, before anyone codes",
    "sample": "draw the units to code, with a coding sheet for each coder",
    "agree": "compare the coders: alpha, AC1, percent agreement",
    "adjudicate": "settle where coders differ; write the gold codes",
    "score": "score the codebook against gold: precision, recall, F1",
    "train": "cross-validate a classifier on texts and labels, and save it",
    "classify": "label further texts with a trained model",
}
"""Each is a module of this package by its name, loaded only when it is asked for."""
_STOPPED: Final = 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what the command line says; returns the exit code.

    0: all went well; 1: a notebook failed, or something in the study must be mended (`check`);
    2: the input cannot be used as it is; 130: stopped from the keyboard.
    """
    given = list(sys.argv[1:] if arguments is None else arguments)
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")  # any file name can be told
    logging.basicConfig(level=logging.WARNING, format="framewaves: %(message)s")
    try:
        chosen = _parser(given).parse_args(given)
        code = int(chosen.command(chosen))
        sys.stdout.flush()
    except BrokenPipeError:  # the reader, such as `head`, has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except FramewavesError as problem:
        said = "\n".join(plain(line) for line in str(problem).splitlines())
        print(f"framewaves: {said}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("framewaves: stopped.", file=sys.stderr)
        return _STOPPED
    return code


def _parser(given: Sequence[str]) -> argparse.ArgumentParser:
    """Describe the command line, and of its commands the one that is given."""
    parser = argparse.ArgumentParser(
        prog="framewaves",
        description="Charts of how news coverage frames a story, over news waves.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"framewaves {analysis.__version__}")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for name, what in _COMMANDS.items():
        command = commands.add_parser(
            name, help=what, formatter_class=argparse.RawDescriptionHelpFormatter
        )
        if name in given:
            module = importlib.import_module(f"{__name__}._{name}")
            command.description, command.epilog = module.ABOUT, module.EPILOG
            command.set_defaults(command=module.act)
            module.options(command)
    return parser
