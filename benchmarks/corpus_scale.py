"""Speed and memory of reading, dating and clustering a generated corpus.

    python benchmarks/corpus_scale.py --articles 100000
    python benchmarks/corpus_scale.py --articles 1000000 --stages ingest

Short invented articles, half English and half Dutch, are written as CSV and JSONL; each
stage then runs in a process of its own, so that its peak memory is its own; at the end the
command `framewaves ingest` does all of it. What was a
copy is known, so that what the search for copies misses or invents is counted too.
"""

import argparse
import contextlib
import csv
import datetime as dt
import io
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections import deque
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

PER_FILE, ROWS = 20_000, 2_000
COMMON = {
    "en": (
        "the of to and a in that is was for on it with as at by from has be are this said will "
        "have not he they but which their an or were would been its more than after who also"
    ),
    "nl": (
        "de van het een en in is dat op te voor met zijn die niet aan er om ook als bij door naar "
        "maar uit nog over was heeft worden wordt hij zei meer kan tot deze werd hun onder zegt"
    ),
}
SYLLABLES = {
    "en": "ing er ment tion al pro con ter port mar ket vest com pa ny go vern re lea der",
    "nl": "ing en lijk heid ver be ge schap koers beur zen be drijf ka der lei ding min is",
}
MONTHS = {
    "en": "January February March April May June July August September October November December",
    "nl": "januari februari maart april mei juni juli augustus september oktober november december",
}
STUDY = """\
title: "A generated corpus"
languages: [en, nl]
timezone: Europe/Amsterdam
waves:
  - {name: January, start: 2031-01-06, end: 2031-02-02}
  - {name: May, start: 2031-05-05, end: 2031-06-01}
articles: articles
codebook: codebook.yaml
copies: {similarity: 0.7, within_days: 7}
events:
  - {name: a report, date: 2031-01-08, cues: {en: ["ter NEAR/8 market"], nl: ["koers AND zen*"]}}
"""


# The corpus -----------------------------------------------------------------------


class Generator:
    """Makes articles one by one; only the latest originals are remembered, to be copied."""

    def __init__(self, seed: int) -> None:
        self.chance = np.random.default_rng(seed)
        self.latest: deque[tuple[str, str, list[str], dt.date]] = deque(maxlen=2000)
        weights = 1 / np.arange(1, 30_001)
        self.cumulative = np.cumsum(weights / weights.sum())
        self.vocabulary = {language: self._words(language) for language in COMMON}

    def _words(self, language: str) -> np.ndarray:
        """Make the words of a language, the most frequent first."""
        parts = np.array(SYLLABLES[language].split())
        made = dict.fromkeys(COMMON[language].split())
        while len(made) < 30_000:
            made["".join(self.chance.choice(parts, self.chance.integers(2, 6)))] = None
        return np.array(list(made), dtype=object)

    def words(self, language: str, size: int) -> list[str]:
        """Draw words by Zipf's law."""
        places = np.searchsorted(self.cumulative, self.chance.random(size))
        return self.vocabulary[language][np.minimum(places, 29_999)].tolist()

    def article(self, number: int) -> tuple[dict[str, str], str]:
        """Make one article; the second value is the article it copies, or nothing."""
        if self.latest and self.chance.random() < 0.15:
            origin, language, words, day = self.latest[self.chance.integers(len(self.latest))]
            words = self._edited(list(words), language)
            day += dt.timedelta(days=int(self.chance.integers(4)))
        else:
            origin, language = "", ("en", "nl")[number % 2]
            words = self.words(language, int(self.chance.integers(120, 320)))
            start = dt.date(2031, (1, 5)[int(self.chance.integers(2))], 6)
            day = start + dt.timedelta(days=int(self.chance.integers(25)))
            self.latest.append((str(number), language, words, day))
        title, body = " ".join(words[:8]).capitalize(), self._sentences(words[8:])
        row = {
            "id": str(number), "title": title, "text": body,
            "outlet": f"outlet {self.chance.integers(40)}", "date": self._date(day, language),
            "url": f"https://news.invalid/{number}", "language": language,
        }  # fmt: skip
        return row, origin

    def _edited(self, words: list[str], language: str) -> list[str]:
        """Edit agency copy: not at all, another headline, a cut, an insertion, some words."""
        kind = self.chance.integers(8)
        if kind == 3:
            words[:8] = self.words(language, 8)
        elif kind == 4:
            words = words[: int(len(words) * self.chance.uniform(0.5, 0.9))]
        elif kind == 5:
            words[40:40] = self.words(language, 50)
        elif kind >= 6:
            for place in np.flatnonzero(self.chance.random(len(words)) < 0.04).tolist():
                words[place] = self.words(language, 1)[0]
        return words

    def _sentences(self, words: list[str]) -> str:
        """Set full stops and paragraphs."""
        ends = range(0, len(words), 14)
        made = [" ".join(words[end : end + 14]).capitalize() + "." for end in ends]
        return "\n\n".join(" ".join(made[at : at + 4]) for at in range(0, len(made), 4))

    def _date(self, day: dt.date, language: str) -> str:
        """Write a day in one of several forms; now and then not at all."""
        month = MONTHS[language].split()[day.month - 1]
        forms = [
            day.isoformat(), f"{day.day} {month} {day.year}", f"{day:%d-%m-%Y}", f"{day:%Y%m%d}",
            f"{month} {day.day}, {day.year}" if language == "en" else f"{day:%d/%m/%Y}",
            f"{day.isoformat()}T10:30:00Z", f"{month} {day.year}", "",
        ]  # fmt: skip
        return forms[self.chance.choice(8, p=[0.2, 0.2, 0.15, 0.1, 0.15, 0.15, 0.03, 0.02])]


def generate(folder: Path, articles: int, seed: int) -> int:
    """Write the corpus and what is a copy of what; a file at a time."""
    generator = Generator(seed)
    (folder / "articles").mkdir()
    (folder / "study.yaml").write_text(STUDY, encoding="utf-8")
    (folder / "codebook.yaml").write_text("", encoding="utf-8")
    with (folder / "truth.csv").open("w", encoding="utf-8", newline="") as truth:
        for start in range(0, articles, PER_FILE):
            rows = (generator.article(n) for n in range(start, min(start + PER_FILE, articles)))
            name = f"part{start // PER_FILE:04}"
            with (folder / "articles" / f"{name}.{('csv', 'jsonl')[start // PER_FILE % 2]}").open(
                "w", encoding="utf-8", newline=""
            ) as file:
                table = csv.writer(file, delimiter=";")
                for place, (row, origin) in enumerate(rows):
                    truth.write(f"{row['id']},{origin}\n")
                    if file.name.endswith("csv"):
                        if place == 0:
                            table.writerow(row)
                        table.writerow(row.values())
                    else:
                        file.write(json.dumps(row, ensure_ascii=False) + "\n")
    return articles


# The stages -----------------------------------------------------------------------


def write(parts, path: Path) -> int:
    """Write tables as row groups of one file; give the number of articles."""
    writer, articles = None, 0
    for part in parts:
        if part.empty:
            continue
        table = pa.Table.from_pandas(part, preserve_index=False)
        table = table if writer is None else table.cast(writer.schema)
        writer = writer or pq.ParquetWriter(path, table.schema)
        writer.write_table(table)
        articles += len(part)
    if writer:
        writer.close()
    return articles


def tables(path: Path):
    """Give the row groups of a file as tables."""
    from analysis import contracts

    with pq.ParquetFile(path) as file:
        for number in range(file.num_row_groups):
            yield contracts.conform(file.read_row_group(number).to_pandas(), "documents")


def read(folder: Path) -> int:
    """Read the CSV and JSONL files."""
    from analysis import corpus, study

    plan = study.load(folder / "study.yaml")
    parts = (documents for documents, _ in corpus.parts(plan, rows=ROWS))
    return write(parts, folder / "read.parquet")


def date(folder: Path) -> int:
    """Date the articles."""
    from analysis import dating, study

    plan = study.load(folder / "study.yaml")
    parts = (dating.date(part, plan) for part in tables(folder / "read.parquet"))
    return write(parts, folder / "dated.parquet")


def cluster(folder: Path) -> int:
    """Find the copies, and write them into the table."""
    from analysis import duplicates, study

    plan = study.load(folder / "study.yaml")
    with duplicates.planned(plan, folder=folder) as clusterer:
        for part in tables(folder / "dated.parquet"):
            clusterer.add(part)
        found = clusterer.found()
    return write(joined(folder / "dated.parquet", found), folder / "clustered.parquet")


def joined(path: Path, found):
    """Give the row groups of a file with their clusters."""
    from analysis import duplicates

    first = 0
    for part in tables(path):
        yield duplicates.join(part, found.table(first, first + len(part)))
        first += len(part)


def ingest(folder: Path) -> int:
    """Run the command `framewaves ingest`, which does all of this in one go."""
    from analysis import cli

    target = folder / "corpus.parquet"
    options = ["--study", str(folder / "study.yaml"), "--out", str(target)]
    with contextlib.redirect_stdout(io.StringIO()):
        code = cli.main(["ingest", str(folder / "articles"), *options])
    if code:
        raise SystemExit(code)
    return pq.read_metadata(target).num_rows


STAGES = {"read": read, "date": date, "cluster": cluster, "ingest": ingest}


def quality(clustered: Path, folder: Path) -> str:
    """Compare what was found with what is known to be a copy."""
    names = ["url", "doc_id", "cluster_id", "cluster_role", "published_from"]
    found = pq.read_table(clustered, columns=names).to_pandas()
    found.index = found["url"].str.rpartition("/")[2].astype(int)
    truth = pd.read_csv(folder / "truth.csv", names=["id", "origin"], index_col="id")["origin"]
    copies = truth.loc[found.index].dropna().astype(int)
    copies = copies[copies.isin(found.index)]
    together = found.loc[copies.index, "cluster_id"].to_numpy() == found.loc[
        copies.to_numpy(), "cluster_id"].to_numpy()  # fmt: skip
    family = truth.fillna(pd.Series(truth.index, truth.index)).astype(int)
    lead = pd.Series(found.index, found["doc_id"])[found["cluster_id"]].to_numpy()
    wrong = family.loc[found.index].to_numpy() != family.loc[lead].to_numpy()
    dated = found["published_from"].notna().mean()
    return (
        f"{len(copies):,} copies, {together.mean():.2%} with their original; {wrong.sum():,} "
        f"of {len(found):,} articles with a lead of another story; {dated:.1%} dated; "
        f"{len(truth) - len(found):,} were the same text, outlet and day twice"
    )


# The runs -------------------------------------------------------------------------


def run_stage(name: str, folder: Path, articles: int, seed: int) -> None:
    """Run one stage in this process and print what it took."""
    if name in STAGES:
        from analysis import corpus, dating, duplicates  # noqa: F401 - imports are not timed
    if name == "ingest":
        from analysis import cli  # noqa: F401 - nor these
    start, cpu = time.perf_counter(), time.process_time()
    done = STAGES[name](folder) if name in STAGES else generate(folder, articles, seed)
    usage = resource.getrusage(resource.RUSAGE_SELF)
    told = {"articles": done, "wall": time.perf_counter() - start,
            "cpu": time.process_time() - cpu, "peak": usage.ru_maxrss / 1024}  # fmt: skip
    print(json.dumps(told))


def main() -> None:
    parser = argparse.ArgumentParser(description="Time the stages on a generated corpus.")
    parser.add_argument("--articles", type=int, default=100_000, help="how many (100000)")
    parser.add_argument("--seed", type=int, default=1, help="seed of the generator (1)")
    parser.add_argument(
        "--folder",
        type=Path,
        help="a folder to work in, kept; what was generated there is used again",
    )
    parser.add_argument(
        "--stages",
        default=",".join(STAGES),
        help="which of read, date, cluster (each needs those before it) and ingest (all)",
    )
    parser.add_argument("--stage", help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.stage:
        run_stage(chosen.stage, chosen.folder, chosen.articles, chosen.seed)
        return
    with tempfile.TemporaryDirectory() as temporary:
        folder = chosen.folder or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        print("stage       articles  articles/s  per CPU s    CPU s   wall s  peak MB")
        stages = chosen.stages.split(",")
        for stage in [*([] if (folder / "truth.csv").exists() else ["generate"]), *stages]:
            command = [sys.executable, __file__, "--stage", stage, "--folder", str(folder),
                       "--articles", str(chosen.articles), "--seed", str(chosen.seed)]  # fmt: skip
            done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
            told = json.loads(done.stdout.splitlines()[-1])
            articles, cpu, wall = told["articles"], told["cpu"], told["wall"]
            print(
                f"{stage:<10}{articles:>10,}{articles / wall:>12,.0f}{articles / cpu:>11,.0f}"
                f"{cpu:>9.1f}{wall:>9.1f}{told['peak']:>9,.0f}",
                flush=True,
            )
        size = sum(path.stat().st_size for path in (folder / "articles").iterdir())
        for name in ("corpus", "clustered"):
            if (clustered := folder / f"{name}.parquet").exists():
                print(f"{size / 1e6:,.0f} MB of text files. {quality(clustered, folder)}.")
                break


if __name__ == "__main__":
    main()
