"""`framewaves adjudicate`: a sheet for the adjudicator, and gold from the decisions."""

import argparse
from pathlib import Path
from typing import Final

import pandas as pd

from analysis import adjudication, agreement
from analysis._sheets import cells
from analysis.cli import _agree, _shared
from analysis.contracts import InputError
from analysis.wording import counted

__all__ = ["ABOUT", "EPILOG", "act", "options"]

ABOUT: Final = """\
Bring the codes of several people to one gold standard, in two steps. First a sheet is written
with every unit and frame on which coders differ, or one of them could not decide; it shows the
codes without names. When its column 'decision' is filled in, the same command with --gold
reads it and writes the gold standard: codes that coders agree on, and the decisions. Run
'framewaves agree' before: adjudication takes the disagreement away."""
EPILOG: Final = """\
examples:
  framewaves adjudicate --study my-study --sheet my-study/adjudication.xlsx
  framewaves adjudicate --study my-study --sheet my-study/adjudication.xlsx --update
  framewaves adjudicate --study my-study --sheet my-study/adjudication.xlsx \\
      --gold my-study/coding/gold.csv --rule "two coders"
Decisions are never lost: --update adds new disagreements to a sheet and keeps what was decided,
unless the codes of a unit changed; then the decision stands beside it as an earlier one.
"""
_RULES: Final = ("two coders", "single codes count")


def options(parser: argparse.ArgumentParser) -> None:
    """Add the options of `framewaves adjudicate`."""
    _agree.shared_options(parser)
    add = parser.add_argument
    add("--sheet", required=True, metavar="FILE", help="the adjudicator's file, .xlsx or .csv")
    add("--update", action="store_true", help="bring a sheet that exists up to date")
    add("--named", action="store_true", help="show who gave which code")
    add("--gold", metavar="FILE", help="read the sheet and write the gold standard (CSV)")
    add("--rule", choices=_RULES, help="with --gold: whether the code of one person counts")


def act(chosen: argparse.Namespace) -> int:
    """Write the sheet, or gold from it."""
    path = Path(chosen.sheet)
    _check(chosen, path)
    found = _agree.read(chosen)
    decisions = adjudication.read(path, frames=found.book.frame_ids) if path.exists() else None
    if chosen.gold is not None:
        _write_gold(chosen, found, _undisputed(found, path) if decisions is None else decisions)
    elif decisions is None or chosen.update:
        _write_sheet(chosen, found, path, decisions)
    else:
        print(_state(decisions))
        print(f"{path} was not changed. --update adds new disagreements; --gold FILE makes gold.")
    return 0


def _check(chosen: argparse.Namespace, path: Path) -> None:
    """Raise on options that do not go together, before the work."""
    if path.suffix.lower() not in (".xlsx", ".csv"):
        raise InputError(f"--sheet {path}: name a file that ends in .xlsx or .csv.")
    _shared.check_place(path, "--sheet", folder=False)
    if chosen.gold is None:
        if chosen.rule is not None:
            raise InputError("--rule is about gold: give --gold FILE as well.")
        return
    if chosen.rule is None:
        message = (f"--gold needs --rule: {' or '.join(repr(rule) for rule in _RULES)}. The "
                   f"second makes gold of codes that nobody has checked.")  # fmt: skip
        raise InputError(message)
    target = Path(chosen.gold)
    if target.suffix.lower() != ".csv":
        raise InputError(f"--gold {target}: name a file that ends in .csv.")
    _shared.check_place(target, "--gold", folder=False)
    if target.exists():
        message = f"--gold {target} exists. Name another file, or move this one away first."
        raise InputError(message)


def _write_sheet(
    chosen: argparse.Namespace, found: _agree.Read, path: Path, decisions: pd.DataFrame | None
) -> None:
    """Write the sheet and say what is in it."""
    disputed = _disputed(found)
    if disputed.empty and decisions is None:
        print("No unit has two codes that differ, and nobody who coded with another could not "
              "tell: nothing to adjudicate. Go on with --gold.")  # fmt: skip
        return
    receipt = adjudication.sheet(
        disputed, path=path, form=path.suffix.lower()[1:], seed=chosen.seed,
        blind=not chosen.named, decisions=decisions,
    )  # fmt: skip
    for status, number in receipt["status"].value_counts(sort=False).items():
        print(f"{status}: {number:,}")
    print(f"{counted(len(receipt), 'row')} in {path}. Fill in the column 'decision' with 1 "
          f"(present), 0 (absent) or {cells.CANNOT_TELL} (cannot tell).")  # fmt: skip


def _disputed(found: _agree.Read) -> pd.DataFrame:
    """List where the coders differ; nothing where one person coded."""
    n_coders = found.codings["coder"].nunique()
    if not n_coders:
        listed = "".join(f"\n  {line}" for line in _agree.who(found))
        raise InputError(f"There are no codes of people. In the folder:{listed or ' nothing.'}")
    if n_coders < _agree.LEAST:
        return pd.DataFrame(columns=list(agreement.DISPUTED))
    return agreement.disagreements(
        found.codings, found.units, found.documents, labels=found.book.labels("en")
    )


def _undisputed(found: _agree.Read, path: Path) -> pd.DataFrame:
    """Give no decisions where none is called for; raise where the sheet is lacking."""
    if n := len(_disputed(found)):
        message = (f"--sheet {path} is not there, and {counted(n, 'code')} must be decided. Write "
                   f"it first, without --gold.")  # fmt: skip
        raise InputError(message)
    return pd.DataFrame(columns=["segment_id", "frame", "decision", "status", "codes_id"])


def _state(decisions: pd.DataFrame) -> str:
    """Say how far the adjudicator is."""
    numbers = decisions["status"].value_counts()
    return ", ".join(f"{status}: {int(numbers.get(status, 0)):,}"
                     for status in ("decided", "cannot tell", "open"))  # fmt: skip


def _write_gold(chosen: argparse.Namespace, found: _agree.Read, decisions: pd.DataFrame) -> None:
    """Write gold, and say how it came about and what is left."""
    made = adjudication.gold(
        found.codings, decisions, rule=chosen.rule, codebook=found.book.reference
    )
    if made.empty:
        message = (f"No unit has gold by the rule {chosen.rule!r}: it was coded by "
                   f"{counted(found.codings['coder'].nunique(), 'person')}.")  # fmt: skip
        raise InputError(message)
    other = sorted(set(found.codings["codebook"]) - {found.book.reference})
    if other:
        print(f"Codes made with {', '.join(other)} now stand as gold of {found.book.reference}.")
    left = adjudication.undecided(found.codings, decisions, rule=chosen.rule)
    table = adjudication.gold_table(made, found.units, found.documents, samples=found.sample)
    target = Path(chosen.gold)
    safe = table.assign(text=table["text"].map(_harmless))
    content = safe.to_csv(index=False, lineterminator="\n")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(content, encoding="utf-8")
    except OSError as cause:
        message = f"--gold {target}: it cannot be written ({cause.strerror})."
        raise InputError(message) from cause
    for way, number in made["decided_by"].value_counts().sort_index().items():
        print(f"{way}: {number:,} codes")
    for why, number in left["why"].value_counts().sort_index().items():
        print(f"no gold, {why}: {number:,} codes")
    print(f"{counted(len(table), 'unit')} of gold in {target}.")


def _harmless(text: str) -> str:
    """Keep a spreadsheet from running a text of the articles."""
    return f"'{text}" if cells.runs(text) else text
