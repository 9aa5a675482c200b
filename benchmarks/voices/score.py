"""How well the kit finds who speaks: precision, recall and F1 per language.

On invented articles and on those of `seeds/`. The articles with odd numbers of
`benchmarks/voices_unseen/` are the test: nobody has read their errors. All others were read while
the rules were mended, so their scores say little. Run from the project root:

    python benchmarks/voices/score.py [--seeds] [--errors]

With --seeds only those of `seeds/` are scored. With --errors their units that differ are listed
too; those of the invented articles never are.
"""

import argparse
import re
import sys
from pathlib import Path

import pandas as pd

from analysis import actors, codebook, material, study, voice_scores

FRESH = Path("benchmarks/voices_unseen")
READ = Path("benchmarks/voices")
SETS = (
    ("unread articles, the test", FRESH / "study.yaml", FRESH / "codes.csv", (1,)),
    ("articles of the same set whose errors were read", FRESH / "study.yaml",
     FRESH / "codes.csv", (0,)),
    ("older articles whose errors were read", READ / "study.yaml", READ / "codes.csv", (0, 1)),
    ("seeds", Path("seeds/study.yaml"), Path("seeds/coding/voices.csv"), (0, 1)),
)  # fmt: skip
"""Name, study, sheet, and the remainders by two of the articles' numbers."""

LISTED = "seeds"
ACTORS = Path("seeds/voices.yaml")


def compared(
    study_file: Path, sheet: Path, remainders: tuple[int, ...]
) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame, pd.DataFrame]:  # fmt: skip
    """Voices found in the articles of a study, the coded sheet, segments and documents."""
    from analysis import voices  # the sheet can be read without it

    plan = study.load(study_file)
    whole = material.read(plan, codebook.load(plan.codebook))
    gold = voice_scores.read(sheet)
    names = {name for name in gold["article"] if numbered(name) % 2 in remainders}
    own = whole.documents["source_file"].isin(names)
    (tables,) = whole.each(whole.documents[own])  # a small study comes at one time
    found = voices.find(tables.documents, tables.segments, actors.load(ACTORS))
    return found, gold[gold["article"].isin(names)], tables.segments, tables.documents


def numbered(name: str) -> int:
    """Give the number in the name of an article's file: '003_ab.txt' is 3, 'x_nl_03.txt' too."""
    return int(re.search(r"(?<![0-9a-z])\d+", name.removeprefix("voices_"))[0])


def shown(scores: pd.DataFrame) -> str:
    """Lay the scores out, a line for each language and task."""
    together = scores["language"].fillna("together")
    scores = scores.assign(language=together, place=range(len(scores)))
    lines = []
    for (language, task), part in scores.groupby(["language", "task"], sort=False):
        row = part.set_index("measure")
        low, high = row["ci_low"], row["ci_high"]
        cells = [f"{row['estimate'][name]:.3f} ({low[name]:.2f}-{high[name]:.2f})"
                 for name in ("precision", "recall", "f1")]  # fmt: skip
        first = part.iloc[0]
        lines.append(f"{language:<9}{task:<11}{cells[0]:>19}{cells[1]:>19}{cells[2]:>19}"
                     f"{first['tp']:>6}{first['fp']:>5}{first['fn']:>5}")  # fmt: skip
    head = (f"{'language':<9}{'task':<11}{'precision':>19}{'recall':>19}{'f1':>19}"
            f"{'tp':>6}{'fp':>5}{'fn':>5}")  # fmt: skip
    return "\n".join([head, *lines])


def main(arguments: list[str]) -> int:
    """Print the scores."""
    parser = argparse.ArgumentParser(description="How well the kit finds who speaks.")
    parser.add_argument("--errors", action="store_true", help=f"list the errors on {LISTED}")
    parser.add_argument("--seeds", action="store_true", help=f"score {LISTED} alone")
    options = parser.parse_args(arguments)
    for name, study_file, sheet, remainders in SETS:
        if options.seeds and name != LISTED:
            continue
        tables = compared(study_file, sheet, remainders)
        scores = voice_scores.score(*tables, level=0.95)
        last = scores.iloc[-1]
        print(f"\n{name}: {last['n_units']} units of {last['n_docs']} articles, "
              f"intervals of 95 % as for independent units\n")  # fmt: skip
        print(shown(scores))
        if options.errors and name == LISTED:
            for row in voice_scores.errors(*tables).itertuples():
                print(f"\n{row.article} [{row.start}:{row.end}) {row.wrong}\n  {row.text}"
                      f"\n  said:  {row.said}\n  found: {row.found}")  # fmt: skip
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
