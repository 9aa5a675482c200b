"""`framewaves rehydrate`: join an archive with one's own articles, and run it again."""

import argparse
from pathlib import Path
from typing import Final

from analysis import rehydrate, report, run_record
from analysis.cli import _shared
from analysis.rehydrate import Rehydrated

__all__ = ["ABOUT", "EPILOG", "act", "options"]

ABOUT: Final = """\
Join an archive that `framewaves share` made with your own copy of the articles: files are
found by their SHA-256, whatever they are called and in whatever folder they lie; else the
exports are read and articles are found by the SHA-256 of their texts. Writes a study with its
notebooks, runs them, and compares every table and figure with the run in the archive. The
notebooks are code that came with the archive: run them only if you trust who made it, or
write the study with --no-run and read them first. docs/sharing.md says more."""
EPILOG: Final = """\
examples:
  framewaves rehydrate my-study.zip --articles Downloads/exports --out my-study
  framewaves rehydrate my-study.zip --articles Downloads/exports --out my-study --no-run
"""


def options(parser: argparse.ArgumentParser) -> None:
    """Add the options of `framewaves rehydrate`."""
    parser.add_argument("archive", metavar="ARCHIVE", help="zip that framewaves share made")
    parser.add_argument(
        "--articles", required=True, metavar="FOLDER", help="your own copy of the articles"
    )
    parser.add_argument("--out", required=True, metavar="STUDY", help="new folder for the study")
    parser.add_argument(
        "--no-run", action="store_true", help="write the study, and do not run its notebooks"
    )
    parser.add_argument(
        "--anyway", action="store_true", help="go on if articles are missing; tables will differ"
    )


def act(chosen: argparse.Namespace) -> int:
    """Write the study, run it, and compare."""
    out, articles = Path(chosen.out), Path(chosen.articles)
    _shared.check_place(out, "--out", folder=True)
    with _shared.bytes_bar(_n_bytes(articles)) as told:
        made = rehydrate.rehydrate(
            Path(chosen.archive), articles, out, anyway=chosen.anyway, say=told
        )
    _tell(made)
    if chosen.no_run:
        print(f"study    {out}; to run it: framewaves report --study {out}")
        return 0
    compared = rehydrate.run(made, out, say=_say, bar=_shared.watched())
    print(f"study    {out}")
    print(_shared.plain(str(compared)))
    if not compared.all_equal:
        _tell_why(made)
    return 0 if compared.all_equal else 1


def _n_bytes(articles: Path) -> int:
    """Bytes that may be read, for the progress bar."""
    paths = articles.rglob("*") if articles.is_dir() else [articles]
    return sum(path.stat().st_size for path in paths if path.is_file())


def _tell(made: Rehydrated) -> None:
    """Say what was found, and what was not."""
    print(made.said())
    if len(made.missing):
        print("not found, so tables will differ:")
        print("\n".join(map(_shared.plain, rehydrate.missing_lines(made.missing))))
    if made.rows_out:
        print(f"{made.rows_out:,} rows of coders' files are of missing articles and were left out")
    if made.changed:
        listed = ", ".join(made.changed[:5])
        more = f" and {len(made.changed) - 5:,} more" if len(made.changed) > 5 else ""
        print(f"not as they were in the run: {_shared.plain(listed)}{more}")


def _tell_why(made: Rehydrated) -> None:
    """Say what may have made a difference."""
    changes = run_record.of_mapping("version", made.record["versions"], report.versions())
    if changes:
        pairs = ", ".join(f"{one.name} {one.before or 'none'} then, {one.after or 'none'} now"
                          for one in changes)  # fmt: skip
        print(f"versions differ: {pairs}")
    if made.changed:
        print("files of the study differ from those of the run (see above)")


def _say(line: str) -> None:
    """Print a line at once; what an article holds must not command the terminal."""
    print(_shared.plain(line), flush=True)
