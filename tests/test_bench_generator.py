"""The benchmarks' invented news is what it says it is, and the comparison with peers is fair."""

import hashlib
import sys
from collections import Counter
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq
import pytest

from analysis import codebook, coding, contracts, language, segment, study
from analysis.clean import blocks

BENCHMARKS = Path(__file__).resolve().parents[1] / "benchmarks"
N = 400


@pytest.fixture(scope="module")
def benchmarks():
    """Make the modules of the benchmarks importable, as they are when they are run."""
    sys.path.insert(0, str(BENCHMARKS))
    yield
    sys.path.remove(str(BENCHMARKS))


@pytest.fixture(scope="module")
def corpus(benchmarks, tmp_path_factory):
    import news

    folder = tmp_path_factory.mktemp("news")
    news.write(folder / "corpus.parquet", N)
    news.write_study(folder, "small")
    return folder


@pytest.fixture(scope="module")
def documents(corpus):
    return pq.read_table(corpus / "corpus.parquet").to_pandas()


def test_the_corpus_is_one_as_ingest_writes_it(corpus, documents):
    known = contracts.conform(documents, "documents")
    assert len(known) == known["doc_id"].nunique() == N
    assert set(documents.columns[-4:]) == {
        "has_body", "language_source", "language_confidence", "cluster_similarity",
    }  # fmt: skip
    for row in known.head(50).itertuples():
        assert hashlib.sha256(row.text.encode()).hexdigest() == row.text_sha256
        assert row.text.startswith(f"{row.title}\n\n")
        assert row.words == len(contracts_words(row.text))
    plan = study.load(corpus / "study_small.yaml")
    waves = {wave.name: wave for wave in plan.waves}
    dated = known.dropna(subset=["wave"])
    assert set(dated["wave"]) == set(waves)
    assert len(dated) > 0.95 * N
    for row in dated.itertuples():
        assert waves[row.wave].start <= row.published_from.date() <= waves[row.wave].end


def contracts_words(text):
    """Count as `ingest` does."""
    import re

    return re.findall(r"\w+", text)


def test_the_same_seed_gives_the_same_bytes_and_a_small_corpus_begins_a_large_one(
    corpus, benchmarks, tmp_path
):
    import news

    for name, articles, seed in (("again", N, 1), ("more", N + 10, 1), ("other", N, 2)):
        news.write(tmp_path / name, articles, seed)
    assert (tmp_path / "again").read_bytes() == (corpus / "corpus.parquet").read_bytes()
    first, more, other = (
        pq.read_table(path)["text"].to_pylist()
        for path in (corpus / "corpus.parquet", tmp_path / "more", tmp_path / "other")
    )
    assert more[:N] == first
    assert not set(other) & set(first)


def test_the_texts_have_the_rates_of_news(documents):
    lengths = documents["text"].str.len()
    assert 3_400 < lengths.mean() < 4_300
    assert lengths.max() > 2 * lengths.mean()
    dutch = documents["language"].eq("nl").mean()
    assert 0.4 < dutch < 0.6
    assert 0.1 < documents["cluster_role"].ne("lead").mean() < 0.2
    leads = documents.set_index("doc_id")["language"]
    assert (leads.reindex(documents["cluster_id"]).dropna().isin(["en", "nl"])).all()
    signs = Counter("".join(documents["text"]))
    for sign in "“”’\u00a0\u2011\u0301\u00adéï€$%":
        assert signs[sign] or sign == "€", sign


def test_words_follow_zipf_and_new_ones_keep_coming(documents):
    words = [word for text in documents["text"] for word in text.lower().split()]
    counts = np.sort(np.array(list(Counter(words).values())))[::-1]
    ranks = np.arange(1, len(counts) + 1)
    middle = slice(9, 3_000)
    slope = np.polyfit(np.log(ranks[middle]), np.log(counts[middle]), 1)[0]
    assert -1.3 < slope < -0.7
    half = len(words) // 2
    assert len(set(words[half:]) - set(words[:half])) > 0.2 * len(set(words[:half]))


def test_sentences_hold_what_the_codebook_looks_for(corpus, documents):
    known = contracts.conform(documents.head(60), "documents")
    plan = study.load(corpus / "study_small.yaml")
    book = codebook.load(plan.codebook)
    units = segment.split(known, blocks(known), unit="sentence")
    told = language.sentences(units, known, languages=plan.languages)
    found = coding.hits(known, told, book)
    share = found["segment_id"].nunique() / len(units)
    assert 0.03 < share < 0.15
    assert {"hit", "negated", "excluded"} == set(found["status"])
    assert set(found["frame"]) == set(book.frame_ids)
    own = told.merge(known[["doc_id", "language"]], on="doc_id")
    foreign = (own["language_x"] != own["language_y"]).mean()
    assert 0 < foreign < 0.02


def test_the_large_codebook_is_ten_times_the_small_one_and_holds_it(benchmarks, tmp_path):
    import news_codebook

    books = {
        size: codebook.load(news_codebook.write(tmp_path, size)) for size in news_codebook.SIZES
    }
    patterns = {
        size: {
            p for _, one in book.indicators() for listed in one.patterns.values() for p in listed
        }
        for size, book in books.items()
    }
    assert patterns["small"] < patterns["large"]
    assert 9 < len(patterns["large"]) / len(patterns["small"]) < 11
    assert 50 <= len(patterns["small"]) / len(books["small"].frames) <= 70
    assert any("NEAR" in pattern for pattern in patterns["small"])
    assert any("BEFORE" in pattern for pattern in patterns["small"])


@pytest.mark.parametrize("wildcards", [True, False])
def test_engines_that_are_here_count_the_same_in_texts_without_rare_signs(
    corpus, benchmarks, wildcards
):
    import peers
    import peers_engines

    texts = peers.load(corpus / "corpus.parquet", 40)
    wanted = {"framewaves", "framewaves without numba", "re, one alternation", "pandas str.count"}
    if not wildcards:
        wanted.add("scikit-learn CountVectorizer")
    chosen = [engine for engine in peers_engines.ENGINES if engine.name in wanted]
    table = peers.rows(chosen, "small", texts, wildcards=wildcards, rounds=1, sample=40)
    assert set(table["engine"]) == wanted
    assert set(table["counts, plain signs"]) == {"equal"}
    ours = table[table["engine"].str.startswith("framewaves")]
    assert set(ours["counts"]) == {"equal"}


def test_a_wrong_engine_is_seen_to_be_wrong(corpus, benchmarks):
    import peers
    import peers_engines
    from peers_patterns import Engine, Ready

    texts = peers.load(corpus / "corpus.parquet", 40)

    def forgetful(frames):
        ready = peers_engines.framewaves_plain(frames)
        return Ready(
            ready.search, lambda given: Counter(dict(ready.counts(given).most_common()[:-1]))
        )

    wrong = Engine("forgetful", forgetful, "analysis", why="it forgets")
    table = peers.rows([peers_engines.OURS, wrong], "small", texts, wildcards=True, rounds=1)
    row = table.set_index("engine").loc["forgetful"]
    assert row["counts"].startswith("+0 -")
    assert row["why"] == "it forgets"
