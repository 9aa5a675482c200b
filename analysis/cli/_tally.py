"""`framewaves tally`: count the codes of a folder, article by article, in constant memory."""

import argparse
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from analysis import coded
from analysis.cli import _shared
from analysis.contracts import COUNTED_ROLES, InputError
from analysis.wording import counted

__all__ = ["ABOUT", "EPILOG", "act", "options"]

ABOUT: Final = """\
Count the units that carry each frame, in each article of a folder that 'framewaves code' wrote,
a batch of articles at a time. Every estimate is made from these tallies alone. What was counted
and what was not is printed, and must add up."""
EPILOG: Final = """\
examples:
  framewaves tally codings --by wave --out tallies.parquet
  framewaves tally codings --by wave,role --roles headline,lead --out prominence.parquet
Exit code 0 if the counts add up, 1 if they do not, 2 if the input cannot be used.
"""
_ROWS: Final = 100_000  # of a row group, at least


def options(parser: argparse.ArgumentParser) -> None:
    """Add the options of `framewaves tally`."""
    parser.add_argument(
        "folder", metavar="FOLDER", type=Path, help="a folder that 'framewaves code' wrote"
    )
    parser.add_argument(
        "--by",
        type=_names,
        default=(),
        metavar="NAMES",
        help="columns of the articles to count by, or role, with commas: wave,language",
    )
    parser.add_argument(
        "--roles",
        type=_names,
        default=COUNTED_ROLES,
        metavar="NAMES",
        help=f"roles of units that count ({','.join(COUNTED_ROLES)})",
    )
    parser.add_argument(
        "--out",
        required=True,
        metavar="FILE",
        type=Path,
        help="the tallies to be written, a file that ends in .parquet",
    )
    parser.add_argument(
        "--study", metavar="FILE", help="also say where the waves are not those of this study"
    )


def _names(written: str) -> tuple[str, ...]:
    """Read names with commas between."""
    return tuple(name.strip() for name in written.split(",") if name.strip())


@dataclass
class _Counted:
    """What went into the tallies: articles, rows, units of one frame, articles without a group."""

    articles: int = 0
    rows: int = 0
    units: int = 0
    empty: Counter[str] = field(default_factory=Counter)


def act(chosen: argparse.Namespace) -> int:
    """Count, write, and print what was counted and what was not."""
    _check_target(chosen.out, chosen.folder)
    plan = None if chosen.study is None else _shared.load_study(chosen.study, articles_needed=False)
    opened = coded.open(chosen.folder)
    for remark in [] if plan is None else coded.wave_remarks(chosen.folder, plan):
        print(_shared.plain(f"framewaves: {remark}"), file=sys.stderr)
    made = _written(opened, chosen)
    lines, adds_up = _told(opened, made, chosen.roles)
    for line in lines:
        print(_shared.plain(line))
    print(_shared.plain(f"{'tallies':<8} {chosen.out.as_posix()}"))
    if not adds_up:
        print("framewaves: these counts do not add up; run 'framewaves code' again with this "
              "folder.", file=sys.stderr)  # fmt: skip
    return 0 if adds_up else 1


def _check_target(target: Path, folder: Path) -> None:
    """Raise if the tallies cannot be written there, or would lie among the codes."""
    _shared.check_place(target, "--out", folder=False)
    if target.suffix.lower() != ".parquet":
        message = f"--out {target}: tallies are a Parquet file; let its name end in .parquet."
        raise InputError(message)
    if target.resolve().is_relative_to(folder.resolve()):
        message = f"--out {target}: this lies in the folder of codes. Write it elsewhere."
        raise InputError(message)


def _written(opened: coded.Coded, chosen: argparse.Namespace) -> _Counted:
    """Write the tallies, whole or not at all."""
    made = _Counted()
    batches = opened.tally_batches(by=chosen.by, roles=chosen.roles)
    first = next(batches)
    with (
        _shared.drafted(chosen.out, "tallies") as draft,
        pq.ParquetWriter(draft, first.schema, compression="zstd") as file,
    ):
        for table in _large(batches):
            _count(table, opened.frames[0], chosen.by, made)
            file.write_table(table)
    return made


def _large(batches: Iterator[pa.Table]) -> Iterator[pa.Table]:
    """Put small tables together; an article is never cut."""
    waiting: list[pa.Table] = []
    for table in batches:
        waiting.append(table)
        if sum(one.num_rows for one in waiting) >= _ROWS:
            yield pa.concat_tables(waiting).combine_chunks()
            waiting = []
    if waiting:
        yield pa.concat_tables(waiting).combine_chunks()


def _count(table: pa.Table, frame: str, by: tuple[str, ...], made: _Counted) -> None:
    """Add what a table of tallies holds; every frame was asked of the same units."""
    made.rows += table.num_rows
    made.articles += len(pc.unique(table["doc_id"]))
    made.units += pc.sum(table.filter(pc.equal(table["frame"], frame))["n_units"]).as_py() or 0
    for name in by:
        made.empty[name] += len(pc.unique(table.filter(pc.is_null(table[name]))["doc_id"]))


def _told(
    opened: coded.Coded, made: _Counted, roles: tuple[str, ...]
) -> tuple[list[str], bool]:  # fmt: skip
    """Say what was counted and what was not, and whether it adds up."""
    totals, units = opened.totals, opened.units()
    others = units[~units["role"].isin(roles) & (units["n_asked"] > 0)]
    bare = totals.coded - made.articles
    lines = [
        f"{counted(totals.articles, 'article')} = {made.articles:,} counted + {bare:,} without a "
        f"unit that counts + {totals.not_asked.total():,} not asked + {totals.without_text:,} "
        f"without text",
        f"{counted(totals.units, opened.book.unit)} = {made.units:,} counted + "
        f"{int(others['n_asked'].sum()):,} in other roles + {totals.units_not_asked:,} not asked",
    ]
    if len(others):
        named = zip(others["role"], others["n_asked"], strict=True)
        lines.append(f"in other roles: {', '.join(f'{number:,} {role}' for role, number in named)}")
    lines += [f"without {name}, in no group by it: {counted(number, 'article')}"
              for name, number in made.empty.items() if number]  # fmt: skip
    lines.append(f"{counted(made.rows, 'row')} of {counted(len(opened.frames), 'frame')}")
    sums = made.units + int(others["n_asked"].sum()) + totals.units_not_asked
    return lines, bare >= 0 and sums == totals.units == int(units["n_units"].sum())
