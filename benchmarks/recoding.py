"""How long it takes to code again after an edit of the codebook, on a corpus that was coded.

    python benchmarks/recoding.py [--articles 100000]

Both ways run in this process, after a first run that compiles what is compiled: from scratch (all
parts of the corpus read, split, coded and written, one after the other) and from the kept words
(the edited codebook read and asked, articles counted). `scaling.py` calls `measured` as well.
"""

import argparse
import shutil
import tempfile
import time
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pandas as pd

MODULE = "analysis.recode"
EDITS = {
    "a word added": lambda listed: [*listed, "government*"],
    "a pattern removed": lambda listed: listed[1:],
    "NEAR added": lambda listed: [*listed, "(company|bedrijf) NEAR/6 (market|markt)"],
    "nothing (the file saved again)": lambda listed: listed,
}


def measured(corpus: Path, study: Path, folder: Path) -> list[dict[str, Any]] | None:
    """Time coding from scratch and coding again after an edit.

    Returns
    -------
    list of dict or None
        For each kind of edit: `edit`, `articles`, `scratch CPU s`, `again CPU s`, `again wall s`,
        `times faster`, `equal` (whether articles and counts are those from scratch), and once
        `keeping CPU s`, what keeping the words took. None where numba is not installed.
    """
    if find_spec("numba") is None:
        return None
    from analysis import codebook, coded, recode
    from analysis import study as studies

    folder.mkdir(parents=True, exist_ok=True)
    plan = studies.load(study)
    book = codebook.load(plan.codebook)
    _from_scratch(corpus, plan, book, folder / "codes")  # compiles
    opened = coded.open(folder / "codes")
    before = time.process_time()
    words = recode.kept(opened, corpus)
    keeping = time.process_time() - before
    words.code(book).tallies()  # compiles, and brings the words into memory
    rows: list[dict[str, Any]] = []
    for edit, change in EDITS.items():
        edited = _edited(study, folder, change)
        other = studies.load(edited)
        again, wall, tallies = _again(words, other.codebook)
        scratch = _from_scratch(corpus, other, codebook.load(other.codebook), folder / "anew")
        expected = coded.open(folder / "anew").tallies()
        names = ["doc_id", "frame", "n_units", "n_positive"]
        rows.append({
            "edit": edit, "articles": opened.made_of.n_articles, "scratch CPU s": scratch,
            "again CPU s": again, "again wall s": wall, "times faster": scratch / again,
            "equal": tallies[names].equals(expected[names]), "keeping CPU s": keeping,
        })  # fmt: skip
    return rows


def _from_scratch(corpus: Path, plan: Any, book: Any, folder: Path) -> float:
    """Code a corpus in this process; gives the CPU seconds."""
    from analysis import coded

    shutil.rmtree(folder, ignore_errors=True)
    before = time.process_time()
    for job in coded.begin(corpus, plan, book, folder).jobs:
        coded.work(job)
    return time.process_time() - before


def _again(words: Any, path: Path) -> tuple[float, float, pd.DataFrame]:
    """Read an edited codebook, ask it of the words and count; the lowest of three runs."""
    from analysis import codebook

    cpu, wall = [], []
    for _ in range(3):
        before, clock = time.process_time(), time.perf_counter()
        tallies = words.code(codebook.load(path)).tallies()
        cpu.append(time.process_time() - before)
        wall.append(time.perf_counter() - clock)
    return min(cpu), min(wall), tallies


def _edited(study: Path, folder: Path, change: Any) -> Path:
    """Write study and codebook again, with one list of patterns changed."""
    import yaml

    plan = yaml.safe_load(study.read_text(encoding="utf-8"))
    book = yaml.safe_load((study.parent / plan["codebook"]).read_text(encoding="utf-8"))
    patterns = book["frames"][0]["indicators"][0]["patterns"]
    patterns["en"] = change(patterns["en"])
    written = yaml.safe_dump(book, allow_unicode=True, sort_keys=False)
    (folder / "edited.yaml").write_text(written, encoding="utf-8")
    plan = {
        **plan,
        "codebook": "edited.yaml",
        "articles": str((study.parent / plan["articles"]).resolve()),
    }
    target = folder / "edited_study.yaml"
    target.write_text(yaml.safe_dump(plan, allow_unicode=True, sort_keys=False), encoding="utf-8")
    return target


def main() -> None:
    import news

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=100_000)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        news.write(folder / "corpus.parquet", chosen.articles)
        study = news.write_study(folder, "small")
        rows = measured(folder / "corpus.parquet", study, folder / "again")
    print(pd.DataFrame(rows or []).to_string(index=False))


if __name__ == "__main__":
    main()
