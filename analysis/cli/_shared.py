"""What several commands need: the study they are about, and a place to write to."""

import argparse
import json
import os
import sys
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import pandas as pd
from tqdm import tqdm

from analysis import codebook, study
from analysis.codebook import Codebook
from analysis.contracts import InputError
from analysis.study import Study

__all__ = [
    "SEEDS",
    "bytes_bar",
    "check_place",
    "drafted",
    "load",
    "load_study",
    "need_seeds",
    "plain",
    "study_option",
    "watched",
    "write_records",
]

SEEDS: Final = "seeds/study.yaml"
"""The study that the project ships with."""


def study_option(parser: argparse.ArgumentParser) -> None:
    """Add the option that names the study."""
    help_text = f"study file, or the folder with it ({SEEDS})"
    parser.add_argument("--study", default=SEEDS, metavar="FILE", help=help_text)


def watched() -> bool:
    """Whether a person watches: a progress bar is of use."""
    return sys.stderr.isatty()


@contextmanager
def bytes_bar(total: int) -> Iterator[Callable[[str, int], None]]:
    """Show how many bytes of so many were read, if a person watches; quiet in logs."""
    with tqdm(total=total, unit="B", unit_scale=True, leave=False, disable=not watched()) as bar:

        def told(name: str, number: int) -> None:
            bar.set_postfix_str(plain(name[-30:]), refresh=False)
            bar.update(number)

        yield told


def plain(text: str) -> str:
    r"""Take out what a terminal would obey instead of showing: names of files can hold it.

    Examples
    --------
    >>> plain("a\x1b[2Jb.txt")
    'a\ufffd[2Jb.txt'
    """
    return "".join(char if char.isprintable() else "\ufffd" for char in text)


def need_seeds(path: str) -> None:
    """Raise in plain words if the study is the shipped one and not here."""
    if path == SEEDS and not Path(path).exists():
        message = (
            f"{SEEDS} is not in this folder. Go to the project's folder, or name your study "
            f"with --study."
        )
        raise InputError(message)


def load_study(path: str, *, articles_needed: bool = True) -> Study:
    """Read a study, so that mistakes in it come before anything else."""
    need_seeds(path)
    return study.load(path, articles_needed=articles_needed)


def load(path: str) -> tuple[Study, Codebook]:
    """Read study and codebook, so that mistakes in them come before anything else."""
    plan = load_study(path)
    return plan, codebook.load(plan.codebook)


def check_place(path: Path, option: str, *, folder: bool) -> None:
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


def write_records(table: pd.DataFrame, target: Path, what: str) -> None:
    """Write a table as JSON records, for the option --json."""
    write_json(json.loads(table.to_json(orient="records", double_precision=10)), target, what)


def write_json(content: object, target: Path, what: str) -> None:
    """Write `what` as JSON, for the option --json."""
    text = json.dumps(content, ensure_ascii=False, indent=1)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text + "\n", encoding="utf-8")
    except OSError as cause:
        message = f"--json {target}: the {what} cannot be written ({cause.strerror})."
        raise InputError(message) from cause


@contextmanager
def drafted(target: Path, what: str) -> Iterator[Path]:
    """Give a place to write `what` to; it becomes `target` when all of it is written."""
    draft = target.with_name(f".{target.name}.{uuid.uuid4().hex}.part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        yield draft
        draft.replace(target)
    except OSError as cause:
        message = f"--out {target}: the {what} cannot be written ({cause.strerror or cause})."
        raise InputError(message) from cause
    finally:
        draft.unlink(missing_ok=True)
