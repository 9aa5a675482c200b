"""Invented bilingual news of any size, as a corpus file like that of `framewaves ingest`.

Half of the articles are English, half Dutch, about 600 words each (log-normal), in sentences and
paragraphs under a headline, with quotations, names, numbers, abbreviations, accents and the
typographic variants that newspapers have. Words follow Zipf's law and new ones keep coming: names
and numbers, and compounds. Some sentences hold what the codebook looks for, at times negated or
in an excluding context. 15 % are copies of another article, word for word or edited.

    python benchmarks/news.py --articles 10000 --out FOLDER [--seed 1]

writes `corpus.parquet`, `study_small.yaml`, `study_large.yaml` and their codebooks. Each row group
is made by itself from the seed and its number: memory stays flat, the same seed gives the same
bytes (with the same versions of numpy and pyarrow), and a small corpus is the beginning of a large
one.
"""

import argparse
import datetime as dt
import hashlib
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import news_codebook
import news_pieces
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from news_pieces import BODY, COPIES, END, FINAL, HEADING, HEADLINE, PARAGRAPH, QUOTE, Fresh, Pieces

from analysis.contracts import SCHEMAS

ROWS = 2_000
"""Articles in a row group."""

WAVES = {
    "Spring 2025": (dt.date(2025, 1, 20), dt.date(2025, 4, 6)),
    "Spring 2026": (dt.date(2026, 1, 19), dt.date(2026, 4, 5)),
}
SENTENCE, ARTICLE = (17.5, 0.45), (570, 0.42)  # words: mean and sigma of a log-normal
N_NAMES = 8
FOREIGN = 0.05
"""Share of the quotations in Dutch articles that are in English."""
_PLACES = ("Harbour", "Rivier", "North", "Zuider", "City", "Polder", "Lake")
_OUTLETS = tuple(
    f"{place} {kind}" for kind in ("Courier", "Dagblad", "Post", "Nieuws") for place in _PLACES
)
_COPY_KINDS = ("same", "same", "same", "headline", "cut", "words", "words")


class Layout(NamedTuple):
    """Where the pieces of the original articles of a row group lie.

    `article`: first sentence of each article, and at the end the number of sentences; `sentence`:
    first piece of each sentence, likewise; `kind`, `ends`: of each sentence; `dutch`: of each
    article; `owner`: article of each sentence; `speaks_dutch`: of each sentence.
    """

    article: np.ndarray
    sentence: np.ndarray
    kind: np.ndarray
    ends: np.ndarray
    dutch: np.ndarray
    owner: np.ndarray
    speaks_dutch: np.ndarray


class Group(NamedTuple):
    """Pieces of all articles of a row group, copies among them, and what was copied from what."""

    ids: np.ndarray
    starts: np.ndarray
    headline_ends: np.ndarray
    origin: np.ndarray
    copy_kind: np.ndarray
    dutch: np.ndarray


def _lognormal(rng: np.random.Generator, mean: float, sigma: float, size: int) -> np.ndarray:
    return rng.lognormal(np.log(mean) - sigma**2 / 2, sigma, size)


def layout(rng: np.random.Generator, n: int) -> Layout:
    """Draw how many sentences each article has, what they are and how many pieces each takes."""
    words = _lognormal(rng, *ARTICLE, n).clip(60, 6_000)
    per_article = np.maximum(np.rint(words / SENTENCE[0]).astype(np.int64), 3) + 1
    article = np.concatenate([[0], np.cumsum(per_article)])
    total = int(article[-1])
    lengths = _lognormal(rng, *SENTENCE, total).clip(3, 70).astype(np.int64)
    u = rng.random(total, dtype=np.float32)
    ends = np.where(rng.random(total, dtype=np.float32) < 0.35, PARAGRAPH, END)
    kind = np.where(u < 0.10, QUOTE, BODY)
    first, last = article[:-1], article[1:] - 1
    after_paragraph = np.concatenate([[False], ends[:-1] == PARAGRAPH])
    kind[after_paragraph & (u > 0.965)] = HEADING
    kind[last], kind[first] = BODY, HEADLINE
    short = (kind == HEADLINE) | (kind == HEADING)
    lengths[short] = np.where(kind[short] == HEADLINE, 5, 2) + lengths[short] % 5
    ends[short], ends[last] = PARAGRAPH, FINAL
    sentence = np.concatenate([[0], np.cumsum(lengths + 2)])  # an opening and a closing piece
    dutch = np.arange(n) % 2 == 1
    owner = np.repeat(np.arange(n), per_article)
    speaks = dutch[owner] & ~((kind == QUOTE) & (rng.random(total, dtype=np.float32) < FOREIGN))
    return Layout(article, sentence, kind, ends, dutch, owner, speaks)


def group(pieces: Pieces, rng: np.random.Generator, n: int = ROWS) -> tuple[Group, pa.Array]:
    """Make the pieces of one row group; also all pieces there are, the fresh ones included."""
    n_copies = int(n * COPIES)
    plan = layout(rng, n - n_copies)
    fresh = pieces.fresh(rng, N_NAMES * (n - n_copies))
    ids = _words(pieces, rng, plan, fresh)
    _plant(pieces, rng, plan, ids)
    _mark_ends(pieces, rng, plan, ids, fresh)
    return _with_copies(pieces, rng, plan, ids, n_copies), pa.concat_arrays(
        [pieces.texts, fresh.texts]
    )


def _words(pieces: Pieces, rng: np.random.Generator, plan: Layout, fresh: Fresh) -> np.ndarray:
    """Draw a word for each place, then put names, numbers, commas and compounds."""
    total = int(plan.sentence[-1])
    sizes = np.diff(plan.sentence)
    owner = np.repeat(plan.owner.astype(np.int32), sizes)
    dutch = np.repeat(plan.speaks_dutch, sizes)
    ids, content = pieces.draw(rng, dutch)
    u = rng.integers(0, 2**16, total, dtype=np.uint16)
    inner = np.ones(total, bool)  # neither opening or closing, nor the first word or the last
    for offset in (0, 1, -1, -2):
        inner[(plan.sentence[:-1] if offset >= 0 else plan.sentence[1:]) + offset] = False
    named = np.flatnonzero(inner & (u >= 5_000) & (u < 7_500))
    ids[named] = fresh.names + owner[named] * N_NAMES + (u[named] % N_NAMES)
    for low, high, start, size in (
        (7_500, 8_700, fresh.numbers, fresh.n_numbers),
        (8_700, 9_200, pieces.odd, pieces.n_odd),
    ):
        at = np.flatnonzero(inner & (u >= low) & (u < high))
        half = size // 2
        ids[at] = start + dutch[at] * half + rng.integers(0, half, len(at))
    word = content & inner & (ids < pieces.n_words)
    ids[word & (u < 5_000)] += news_pieces.COMMA
    glued = word & (u > np.where(dutch, 64_300, 65_300))
    glued[1:] &= word[:-1] & (u[:-1] >= 5_000) & ~glued[:-1]
    ids[glued] += news_pieces.GLUED
    ids[plan.sentence[:-1] + 1] += news_pieces.CAPITAL
    return ids


def _plant(pieces: Pieces, rng: np.random.Generator, plan: Layout, ids: np.ndarray) -> None:
    """Put into some sentences what a pattern of the codebook finds; some of it negated."""
    lengths = np.diff(plan.sentence) - 2
    u = rng.random(len(lengths), dtype=np.float32)
    chosen = np.flatnonzero((u < news_pieces.PLANTED) & (lengths >= 8) & (plan.kind < HEADLINE))
    dutch = plan.speaks_dutch[chosen]
    entry = pieces.entries.draw(rng, dutch)
    room = lengths[chosen]
    at = 2 + rng.integers(0, 2**31, len(chosen)) % (room - 4)
    place = plan.sentence[chosen] + 1 + at
    ids[place] = pieces.entries.first[entry]
    second = pieces.entries.second[entry]
    both = second >= 0
    reach = np.minimum(pieces.entries.within[entry] - 1, room - 2 - at)
    other = place + 1 + rng.integers(0, 2**31, len(chosen)) % np.maximum(reach, 1)
    ids[other[both]] = second[both]
    negated = rng.random(len(chosen)) < 0.08
    ids[place[negated] - 1] = pieces.negations[dutch[negated].astype(int), at[negated] % 3]
    for behind in (place + 1, other[both] + 1):
        word = ids[behind]
        loose = (word < pieces.n_words) & (word % news_pieces.FORMS == news_pieces.GLUED)
        ids[behind[loose]] -= news_pieces.GLUED


def _mark_ends(
    pieces: Pieces,
    rng: np.random.Generator,
    plan: Layout,
    ids: np.ndarray,
    fresh: Fresh,
) -> None:
    """Open and close each sentence: quotation marks, who said it, stop, blank or new paragraph."""
    dutch = plan.dutch[plan.owner].astype(np.int64)
    pick = rng.integers(0, 2**31, len(dutch))
    quoted = plan.kind == QUOTE
    ids[plan.sentence[:-1]] = np.where(quoted, pieces.opening, pieces.nothing)
    close = pieces.stops + plan.ends * news_pieces.N_STOPS + pick % news_pieces.N_STOPS
    said = fresh.said + (dutch * 3 + plan.ends) * fresh.n_said + pick % fresh.n_said
    close = np.where(quoted, said, close)
    short = (plan.kind == HEADLINE) | (plan.kind == HEADING)
    ids[plan.sentence[1:] - 1] = np.where(short, pieces.paragraph, close)


def _with_copies(
    pieces: Pieces, rng: np.random.Generator, plan: Layout, ids: np.ndarray, n_copies: int
) -> Group:
    """Add the copies, and mix them among the originals."""
    n = len(plan.dutch)
    origin = np.concatenate([np.arange(n), rng.permutation(n)[:n_copies]])
    kind = np.concatenate([np.full(n, -1), rng.integers(0, len(_COPY_KINDS), n_copies)])
    order = rng.permutation(n + n_copies)
    origin, kind = origin[order], kind[order]
    first = plan.sentence[plan.article[origin]]
    kept = plan.article[origin + 1] - plan.article[origin]
    cut = kind == _COPY_KINDS.index("cut")
    kept[cut] = np.maximum(3, (kept[cut] * rng.uniform(0.5, 0.9, int(cut.sum()))).astype(int))
    sizes = plan.sentence[plan.article[origin] + kept] - first
    starts = np.concatenate([[0], np.cumsum(sizes)])
    made = ids[np.repeat(first - starts[:-1], sizes) + np.arange(starts[-1])]
    headline = starts[:-1] + (plan.sentence[plan.article[origin] + 1] - first) - 1
    made[starts[1:][cut] - 1] = pieces.stops + FINAL * news_pieces.N_STOPS
    _edit(pieces, rng, made, starts, headline, kind, plan.dutch[origin])
    lead = np.empty(n, np.int64)
    lead[origin[kind < 0]] = np.flatnonzero(kind < 0)
    return Group(made, starts, headline, lead[origin], kind, plan.dutch[origin])


def _edit(
    pieces: Pieces, rng: np.random.Generator, ids: np.ndarray, starts: np.ndarray,
    headline: np.ndarray, kind: np.ndarray, dutch: np.ndarray,
) -> None:  # fmt: skip
    """Give some copies another headline, and change 4 % of the words of others."""
    for at in np.flatnonzero(kind >= 0):
        name = _COPY_KINDS[kind[at]]
        if name == "headline":
            places = np.arange(starts[at] + 2, headline[at])
        elif name == "words":
            places = headline[at] + np.flatnonzero(rng.random(starts[at + 1] - headline[at]) < 0.04)
            word = ids[places]
            places = places[(word < pieces.n_words) & (word % news_pieces.FORMS == 0)]
        else:
            continue
        ids[places] = pieces.draw(rng, np.full(len(places), dutch[at]))[0]


# The table ------------------------------------------------------------------------


def table(pieces: Pieces, seed: int, number: int) -> pa.Table:
    """Make one row group: contract `documents` and the columns that `ingest` adds."""
    rng = np.random.default_rng([seed, number])
    made, every = group(pieces, rng)
    n = len(made.dutch)
    taken = every.take(pa.array(made.ids))
    bounds = np.frombuffer(taken.buffers()[1], np.int32)
    data = taken.buffers()[2]
    texts = pa.StringArray.from_buffers(n, pa.py_buffer(bounds[made.starts].tobytes()), data)
    both = np.column_stack([bounds[made.starts[:-1]], bounds[made.headline_ends]]).ravel()
    halves = np.append(both, bounds[made.starts[-1]]).astype(np.int32)
    titles = pa.StringArray.from_buffers(2 * n, pa.py_buffer(halves.tobytes()), data)
    source = f"part{number // 25:04d}.csv"
    positions = np.arange(n) + 1 + number % 25 * n
    names, hashes = _hashes(data, bounds[made.starts], source, positions)
    is_copy = made.copy_kind >= 0
    same = is_copy & (made.copy_kind < 3)
    columns: dict[str, Any] = {
        "doc_id": names, "source_file": [source] * n, "source_format": ["table"] * n,
        "position_in_file": positions, "language": np.where(made.dutch, "nl", "en"),
        "title": titles.take(pa.array(np.arange(n) * 2)), "text": texts,
        **_dates(rng, made), "words": pieces.count_words(every, made),
        "text_sha256": hashes, "cluster_id": np.array(names)[made.origin],
        "cluster_role": np.where(is_copy, np.where(same, "copy", "edited"), "lead"),
    }  # fmt: skip
    extra = {
        "has_body": pa.array([True] * n), "language_source": pa.array(["metadata"] * n),
        "language_confidence": pa.nulls(n, pa.float64()),
        "cluster_similarity": pa.array(np.where(is_copy & ~same, 0.85, 1.0)),
    }  # fmt: skip
    schema = SCHEMAS["documents"]
    arrays = [
        pa.array(columns[field.name], field.type) if field.name in columns
        else pa.nulls(n, field.type) for field in schema
    ]  # fmt: skip
    fields = [*schema, *(pa.field(name, column.type) for name, column in extra.items())]
    return pa.table([*arrays, *extra.values()], schema=pa.schema(fields))


def _hashes(
    data: pa.Buffer, bounds: np.ndarray, source: str, positions: np.ndarray
) -> tuple[list[str], list[str]]:
    """Ids and hashes of the texts, as `ingest` makes them."""
    view = memoryview(data)
    names, hashes = [], []
    for start, end, position in zip(bounds[:-1], bounds[1:], positions, strict=True):
        place = hashlib.sha256(f"{source}\0{position}\0".encode())
        place.update(view[start:end])
        names.append(place.hexdigest()[:12])
        hashes.append(hashlib.sha256(view[start:end]).hexdigest())
    return names, hashes


def _dates(rng: np.random.Generator, made: Group) -> dict[str, Any]:
    """Days, waves and outlets; a copy comes up to three days behind and in another outlet."""
    n = len(made.dutch)
    starts = np.array([start for start, _ in WAVES.values()], "datetime64[D]")
    lengths = np.array([(end - start).days + 1 for start, end in WAVES.values()])
    which = rng.integers(0, len(WAVES), n)
    day = starts[which] + (lengths[which] * rng.beta(1.3, 2.2, n) * 1.06).astype(int)
    is_copy = made.copy_kind >= 0
    outlet = rng.integers(0, len(_OUTLETS), n)
    after = rng.integers(0, 4, n)
    day[is_copy] = day[made.origin[is_copy]] + after[is_copy]
    outlet[is_copy] = (outlet[made.origin[is_copy]] + 1 + after[is_copy]) % len(_OUTLETS)
    wave = np.full(n, None, object)
    for name, (start, end) in WAVES.items():
        wave[(day >= np.datetime64(start)) & (day <= np.datetime64(end))] = name
    texts = day.astype(str)
    return {
        "outlet": np.array(_OUTLETS)[outlet], "published_from": day, "published_to": day,
        "date_source": ["metadata"] * n, "wave": wave,
        "date_evidence": [f"metadata: '{text}'" for text in texts],
        "wave_source": np.where(wave == None, None, "metadata"),  # noqa: E711 - each one
        "raw_metadata": [f'{{"date": "{text}"}}' for text in texts],
    }  # fmt: skip


def tables(articles: int, seed: int = 1) -> Iterator[pa.Table]:
    """Make a corpus row group by row group."""
    pieces = Pieces.made()
    for number, start in enumerate(range(0, articles, ROWS)):
        yield table(pieces, seed, number).slice(0, articles - start)


def write(path: Path, articles: int, seed: int = 1) -> int:
    """Write a corpus; gives the bytes of its texts."""
    n_bytes, writer = 0, None
    for part in tables(articles, seed):
        writer = writer or pq.ParquetWriter(path, part.schema, compression="zstd")
        writer.write_table(part)
        n_bytes += pc.sum(pc.binary_length(part["text"])).as_py()
    if writer:
        writer.close()
    return n_bytes


def write_study(folder: Path, size: str) -> Path:
    """Write a study over the corpus with the codebook of a size; gives its path."""
    waves = "".join(
        f"  - {{name: {name}, start: {start}, end: {end}}}\n"
        for name, (start, end) in WAVES.items()
    )
    path = folder / f"study_{size}.yaml"
    book = news_codebook.write(folder, size).name
    path.write_text(
        f"title: Invented news, codebook {size}\nlanguages: [en, nl]\nwaves:\n{waves}"
        f"articles: corpus.parquet\ncodebook: {book}\n"
        "copies: {similarity: 0.7, within_days: 7}\n",
        encoding="utf-8",
    )
    return path


def main() -> None:
    parser = argparse.ArgumentParser(description="Make a corpus of invented news.")
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--out", type=Path, required=True, help="folder to write to")
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    chosen.out.mkdir(parents=True, exist_ok=True)
    start = time.perf_counter()
    n_bytes = write(chosen.out / "corpus.parquet", chosen.articles, chosen.seed)
    for size in news_codebook.SIZES:
        write_study(chosen.out, size)
    took = time.perf_counter() - start
    print(
        f"{chosen.articles:,} articles, {n_bytes / 1e6:,.0f} MB of text, {took:.1f} s",
        file=sys.stderr,
    )


if __name__ == "__main__":
    main()
