"""`framewaves share`: make an archive of a run without article texts."""

import argparse
from pathlib import Path
from typing import Final

from analysis import run_record, share, study
from analysis._share import citation
from analysis.cli import _shared
from analysis.contracts import InputError
from analysis.study import Study

__all__ = ["ABOUT", "EPILOG", "act", "options"]

ABOUT: Final = """\
Make a zip of a run for others to check and rerun, without the texts of articles: ids,
hashes, offsets, codes, counts, tables, figures, notebooks, codebook, versions, and what
repositories and reviewers ask for (README, data availability, CITATION.cff, codecheck.yml,
RO-Crate, data package, checksums). Every file is looked through before anything is written:
secrets, paths of this machine and more than --quote-limit words in a row of an article are
refused, each named with file and line. The same run gives the same bytes. docs/sharing.md
says more."""
EPILOG: Final = """\
examples:
  framewaves share reports/my-study-1a2b3c4d --out my-study.zip
  framewaves share reports/my-study-1a2b3c4d --out review.zip --blind
"""


def options(parser: argparse.ArgumentParser) -> None:
    """Add the options of `framewaves share`."""
    parser.add_argument("run", metavar="RUN", help="folder of the run, such as reports/<run>")
    parser.add_argument(
        "--out", required=True, metavar="FILE", help="the zip; replaced if it is there"
    )
    parser.add_argument(
        "--blind",
        action="store_true",
        help="for an anonymous review: leave author names out everywhere, and refuse what is left",
    )
    parser.add_argument(
        "--quote-limit",
        type=int,
        default=share.QUOTE_LIMIT,
        metavar="WORDS",
        help=f"words of an article that may stand in a row ({share.QUOTE_LIMIT})",
    )
    parser.add_argument(
        "--allow",
        action="append",
        default=[],
        metavar="NAME",
        help="with --blind: a word that is also the name of somebody else; may be repeated",
    )
    parser.add_argument(
        "--study", metavar="FILE", help="study file of the run (the one that the run names)"
    )


def act(chosen: argparse.Namespace) -> int:
    """Make the archive."""
    folder, target = Path(chosen.run), Path(chosen.out)
    _shared.check_place(target, "--out", folder=False)
    if target.suffix.lower() != ".zip":
        message = f"--out {target}: give the archive the ending .zip."
        raise InputError(message)
    plan = _plan(folder, chosen.study)
    with _shared.drafted(target, "archive") as draft:
        made = share.share(
            folder, draft, plan, blind_review=chosen.blind, quote_limit=chosen.quote_limit,
            allowed=chosen.allow, then=_say if _shared.watched() else None,
        )  # fmt: skip
    size = target.stat().st_size / 1e6
    print(f"archive  {target}: {made.n_files:,} files, {size:.1f} MB, "
          f"{made.n_articles:,} articles without their texts")  # fmt: skip
    n_files = made.left_out["file"].nunique()
    print(f"left out of {n_files:,} files, named in LEFT_OUT.md and left_out.csv in the archive")
    failed = [entry["name"] for entry in run_record.read(folder)["notebooks"]
              if entry["status"] == "failed"]  # fmt: skip
    if failed:
        print(f"this run is not whole: {', '.join(failed)} failed in it")
    if made.missing:
        print(f"not stated, since the study file does not say it: {', '.join(made.missing)}")
        print("to state it, add to the study file:")
        print("\n".join(f"    {line}" for line in citation.to_add(made.missing).split("\n")))
    return 0


def _say(line: str) -> None:
    """Tell a person who watches what is being done."""
    print(f"{_shared.plain(line)} ...", flush=True)


def _plan(folder: Path, named: str | None) -> Study:
    """Read the study of a run."""
    if named is not None:
        return study.load(named)
    told = str(run_record.read(folder)["study_file"])
    places = [Path(told), folder / told] if told else []
    for place in places:
        if place.is_file():
            return study.load(place)
    message = f"The study file {told!r} of this run is not here. Name it with --study."
    raise InputError(message)
