"""`framewaves voices`: list every sentence with who speaks in it."""

import argparse
import dataclasses
from collections import Counter
from pathlib import Path
from typing import Final

import pandas as pd
from tqdm import tqdm

from analysis import actors, codebook, export, material, voice_tallies, voices
from analysis.actors import Actors
from analysis.cli import _shared
from analysis.contracts import InputError
from analysis.material import Material
from analysis.study import Study
from analysis.wording import counted

__all__ = ["ABOUT", "EPILOG", "act", "options"]

ABOUT: Final = """\
Find who speaks in each sentence (direct and reported speech, quotations that go on, pull quotes,
'reportedly'), by the list of actors of the study (voices: voices.yaml in study.yaml), and write
a table: a row for each sentence that counts, with its actor types, speakers, forms and frames,
and where it stands in its article. How many there are of each is printed."""
EPILOG: Final = """\
examples:
  framewaves voices --study my-study --out voices.csv
  framewaves voices Downloads/articles --study my-study --out voices.csv --no-text
Column actors: types of the list, 'unlisted' (a speaker of no type), 'unattributed' (nobody is
named) or 'journalist' (nobody speaks). Several speakers of a sentence are joined by '; '. The
texts are those of the publishers: leave them out (--no-text) of what you share.
"""


def options(parser: argparse.ArgumentParser) -> None:
    """Add the options of `framewaves voices`."""
    parser.add_argument(
        "articles", nargs="?", metavar="ARTICLES", type=Path,
        help="file or folder to read instead of the articles of the study",
    )  # fmt: skip
    _shared.study_option(parser)
    parser.add_argument(
        "--out", required=True, metavar="FILE", type=Path, help="the table to be written, a .csv"
    )
    parser.add_argument("--no-text", action="store_true", help="leave the sentences' texts out")


def act(chosen: argparse.Namespace) -> int:
    """Find the voices, write the table, and print counts."""
    plan = _shared.load_study(chosen.study, articles_needed=chosen.articles is None)
    if chosen.articles is not None:
        plan = dataclasses.replace(plan, articles=_there(chosen.articles))
    if plan.voices is None:
        message = (
            f"{chosen.study}: the study has no list of actors. Copy seeds/voices.yaml beside "
            f"study.yaml, change its names, and add the line 'voices: voices.yaml'."
        )
        raise InputError(message)
    _check_target(chosen.out, plan)
    listed = actors.load(plan.voices)
    whole = material.read(plan, codebook.load(plan.codebook))
    if not len(whole.documents):
        message = f"{plan.articles}: no article could be read. 'framewaves check' says why."
        raise InputError(message)
    found = _written(whole, listed, chosen.out, text=not chosen.no_text)
    _tell(found, listed, len(whole.documents))
    print(_shared.plain(f"{'voices':<8} {chosen.out.as_posix()}"))
    return 0


def _there(path: Path) -> Path:
    """Return the path of the articles, if it leads anywhere."""
    try:
        there = path.exists()
    except OSError:
        there = False
    if not there:
        raise InputError(f"{path}: there is no such file or folder. Check the path.")
    return path


def _check_target(target: Path, plan: Study) -> None:
    """Raise if the table cannot be written there, or would be read by the next run."""
    _shared.check_place(target, "--out", folder=False)
    if target.suffix.lower() != ".csv":
        raise InputError(f"--out {target}: the table is a CSV file; let its name end in .csv.")
    here, source = target.resolve(), plan.articles.resolve()
    if here == source or (source.is_dir() and here.is_relative_to(source)):
        message = (f"--out {target}: this lies in what is read ({plan.articles}), and the next run "
                   f"would read it as articles. Write it elsewhere.")  # fmt: skip
        raise InputError(message)


def _written(whole: Material, listed: Actors, target: Path, *, text: bool) -> Counter[str]:
    """Write the table part by part, whole or not at all; count units by actor and others."""
    found: Counter[str] = Counter()
    bar = tqdm(total=len(whole.documents), unit=" articles", leave=False,
               disable=not _shared.watched())  # fmt: skip
    with (
        _shared.drafted(target, "table") as draft,
        draft.open("w", encoding="utf-8", newline="") as file,
        bar,
    ):
        for number, part in enumerate(whole.each(whole.documents)):
            heard = voices.find(part.documents, part.segments, listed)
            table = voice_tallies.sentences(heard, part.segments, part.documents, part.codings)
            _count(table, found)
            shown = table if text else table.drop(columns="text")
            rows = export.table_text(shown)
            file.write(rows if number == 0 else rows.partition("\n")[2])
            bar.update(len(part.documents))
    return found


def _count(table: pd.DataFrame, found: Counter[str]) -> None:
    """Add up how many units there are, and in how many each actor speaks."""
    spoken = table["actors"].str.split("; ")
    found["units"] += len(table)
    found["several"] += int(spoken.map(len).gt(1).sum())
    for names in spoken:
        found.update(f"actor {name}" for name in names)


def _tell(found: Counter[str], listed: Actors, n_docs: int) -> None:
    """Print how many units there are, and in how many each actor speaks."""
    units, own = found["units"], found["actor journalist"]
    print(f"{counted(units, 'sentence')} of {counted(n_docs, 'article')} = {own:,} the "
          f"journalist's own words + {units - own:,} with a voice")  # fmt: skip
    names = [*listed.keys, *voice_tallies.APART[:-1]]
    parts = ", ".join(f"{found[f'actor {name}']:,} {name}" for name in names)
    both = (f" ({counted(found['several'], 'sentence')} with more than one count for each)"
            if found["several"] else "")  # fmt: skip
    print(_shared.plain(f"with a voice: {parts}{both}"))
    print(_shared.plain(f"{'actors':<8} {listed.reference}"))
