"""Scores against a gold standard: counts by hand, intervals against statsmodels and sklearn."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal
from sklearn.metrics import f1_score
from statsmodels.stats.proportion import proportion_confint

from analysis import contracts, validation
from analysis import gold as gold_files

FRAMES = ["conflict", "economy"]


def make_documents(texts, **columns):
    """Documents d0, d1, ... read from the files d0.txt, d1.txt, ... with these texts."""
    table = pd.DataFrame({
        "doc_id": [f"id-{i}" for i in range(len(texts))],
        "source_file": [f"articles/d{i}.txt" for i in range(len(texts))],
        "source_format": "text", "position_in_file": 0, "text": texts, "date_source": "none",
        "words": 1, "text_sha256": "-", **columns,
    })  # fmt: skip
    return contracts.conform(table, "documents")


def make_hits(rows):
    """Hits from rows document number, frame, start, end, status."""
    table = pd.DataFrame(
        [{"segment_id": f"s{i}", "doc_id": f"id-{doc}", "frame": frame, "indicator": "i",
          "pattern": "p", "start": start, "end": end, "matched": "m", "status": status}
         for i, (doc, frame, start, end, status) in enumerate(rows)]
    )  # fmt: skip
    return contracts.conform(table, "hits") if rows else contracts.empty("hits")


def make_gold(rows):
    """Gold from rows document number, start, end, conflict, economy."""
    return pd.DataFrame(
        [(f"d{doc}.txt", *rest) for doc, *rest in rows],
        columns=["article", "start", "end", *FRAMES],
    )


def scored(hits, gold, documents, **options):
    return validation.score(
        hits, gold, documents, **({"level": 0.95, "seed": 1, "n_boot": 200} | options)
    )


def numbers(table, frame):
    rows = table[table["frame"] == frame]
    return rows.set_index("measure")["estimate"].to_dict()


ONE = make_documents(["The two quarrel. Prices fall. They quarrel on."])
ONE_GOLD = make_gold([(0, 0, 16, 1, 0), (0, 17, 29, 0, 1), (0, 30, 46, 1, 0)])


def test_a_unit_carries_a_frame_where_a_counted_hit_lies_wholly_inside():
    hits = make_hits([
        (0, "conflict", 8, 15, "hit"),       # inside the first unit
        (0, "conflict", 30, 46, "hit"),      # the third unit from its first to its last character
        (0, "conflict", 20, 35, "hit"),      # across two units: in neither
        (0, "economy", 0, 16, "negated"),    # does not count
        (0, "economy", 17, 23, "excluded"),  # does not count
    ])  # fmt: skip
    table = scored(hits, ONE_GOLD, ONE)
    counts = table.drop_duplicates("frame").set_index("frame")[["tp", "fp", "fn", "tn"]]
    assert counts.loc["conflict"].tolist() == [2, 0, 0, 1]
    assert counts.loc["economy"].tolist() == [0, 0, 1, 2]


def test_many_hits_in_a_unit_count_once():
    hits = make_hits([(0, "conflict", i, i + 1, "hit") for i in range(9)])
    table = scored(hits, ONE_GOLD, ONE)
    assert table.loc[table["frame"] == "conflict", "tp"].unique().tolist() == [1]


def corpus(seed, n_docs=8, n_units=12):
    """Articles of ten-letter units, coded at random; gold and hits agree more often than not."""
    rng = np.random.default_rng(seed)
    documents = make_documents(
        ["abcdefghi " * n_units] * n_docs, wave=["May", "June"] * (n_docs // 2),
        language=["en", "en", "nl", None] * (n_docs // 4),
    )  # fmt: skip
    truth = rng.random((n_docs, n_units, 2)) < 0.3
    coded = np.where(rng.random(truth.shape) < 0.15, ~truth, truth)
    gold = make_gold([(d, 10 * u, 10 * u + 10, int(truth[d, u, 0]), int(truth[d, u, 1]))
                      for d in range(n_docs) for u in range(n_units)])  # fmt: skip
    hits = make_hits([(d, frame, 10 * u + 2, 10 * u + 5, "hit") for d in range(n_docs)
                      for u in range(n_units)
                      for f, frame in enumerate(FRAMES) if coded[d, u, f]])  # fmt: skip
    return hits, gold, documents, truth, coded


def test_scores_equal_scikit_learn():
    hits, gold, documents, truth, coded = corpus(1)
    table = scored(hits, gold, documents)
    expected = [f1_score(truth[..., f].ravel(), coded[..., f].ravel()) for f in range(2)]
    assert table.loc[table["measure"] == "f1", "estimate"].tolist() == pytest.approx(expected)
    macro = table[table["measure"] == "macro_f1"].iloc[0]
    assert macro["estimate"] == pytest.approx(np.mean(expected))
    assert pd.isna(macro["frame"])
    assert (macro["n_units"], macro["n_docs"]) == (96, 8)


def test_intervals_are_wilson_and_wilson_mapped():
    hits, gold, documents, truth, coded = corpus(2)
    rows = scored(hits, gold, documents).iloc[:3].set_index("measure")
    tp = int((truth & coded)[..., 0].sum())
    for measure, n in [("precision", coded[..., 0].sum()), ("recall", truth[..., 0].sum())]:
        expected = proportion_confint(tp, int(n), method="wilson")
        assert rows.loc[measure, ["ci_low", "ci_high"]].tolist() == pytest.approx(list(expected))
        assert rows.loc[measure, "estimate"] == pytest.approx(tp / n)
    low, high = proportion_confint(tp, int((truth | coded)[..., 0].sum()), method="wilson")
    expected = [2 * low / (1 + low), 2 * high / (1 + high)]
    assert rows.loc["f1", ["ci_low", "ci_high"]].tolist() == pytest.approx(expected)


def test_macro_interval_resamples_documents():
    """Compared with a plain loop over resampled articles, scored by scikit-learn's formula."""
    hits, gold, documents, truth, coded = corpus(3)
    macro = scored(hits, gold, documents, n_boot=4000).iloc[-1]
    rng, draws = np.random.default_rng(7), []
    for _ in range(600):
        chosen = rng.integers(0, 8, size=8)
        draws.append(np.mean([f1_score(truth[chosen, :, f].ravel(), coded[chosen, :, f].ravel())
                              for f in range(2)]))  # fmt: skip
    assert macro["ci_low"] == pytest.approx(np.quantile(draws, 0.025), abs=0.02)
    assert macro["ci_high"] == pytest.approx(np.quantile(draws, 0.975), abs=0.02)
    assert macro["std_error"] == pytest.approx(np.std(draws), abs=0.006)
    assert "8 documents: the bootstrap interval is rough" in macro["note"]
    assert macro["method"] == "document bootstrap, percentile, n=4000"


def test_groups_are_scored_apart_and_articles_without_a_group_are_told():
    hits, gold, documents, truth, coded = corpus(4)
    by_wave = scored(hits, gold, documents, by=["wave"])
    assert by_wave["wave"].unique().tolist() == ["June", "May"]
    may = by_wave[by_wave["wave"] == "May"]
    expected = f1_score(truth[0::2, :, 0].ravel(), coded[0::2, :, 0].ravel())
    assert numbers(may, "conflict")["f1"] == pytest.approx(expected)
    assert may["n_docs"].unique().tolist() == [4]
    assert not by_wave["note"].str.contains("left out", na=False).any()
    by_language = scored(hits, gold, documents, by=["language"])
    assert by_language["language"].unique().tolist() == ["en", "nl"]
    notes = by_language.loc[by_language["measure"] == "macro_f1", "note"]
    assert notes.str.endswith("2 documents without language left out.").all()


def test_counts_of_the_groups_add_up_to_the_whole():
    hits, gold, documents, *_ = corpus(5)
    whole, parts = (scored(hits, gold, documents, by=by) for by in ([], ["wave"]))
    counts = ["tp", "fp", "fn", "tn", "n_docs"]
    keys = ["measure", "frame"]
    added = parts.dropna(subset="frame").groupby(keys, as_index=False)[counts].sum()
    expected = whole.dropna(subset="frame").sort_values(keys)[[*keys, *counts]]
    assert_frame_equal(added, expected.reset_index(drop=True), check_dtype=False)


def test_a_coder_without_hits_has_no_precision_and_no_recall():
    table = scored(make_hits([]), ONE_GOLD, ONE)
    found = numbers(table, "conflict")
    assert np.isnan(found["precision"])
    assert (found["recall"], found["f1"]) == (0, 0)
    assert table.loc[0, "note"].startswith("The coder found no unit with this frame")


def test_a_frame_that_the_gold_lacks_is_left_out_of_macro_f1_and_named():
    gold = ONE_GOLD.assign(economy=0)
    right = [(0, "conflict", 0, 5, "hit"), (0, "conflict", 31, 35, "hit")]
    table = scored(make_hits(right), gold, ONE)
    economy = table[table["frame"] == "economy"]
    assert economy["estimate"].isna().all()
    assert economy["note"].str.contains("undefined").all()
    macro = table.iloc[-1]
    assert macro["estimate"] == 1
    assert "Left out, no gold unit carries it: economy." in macro["note"]
    false_alarm = scored(make_hits([*right, (0, "economy", 0, 5, "hit")]), gold, ONE)
    assert numbers(false_alarm, "economy")["precision"] == 0
    assert numbers(false_alarm, "economy")["f1"] == 0
    assert false_alarm.iloc[-1]["estimate"] == 1


def test_without_any_gold_positive_macro_f1_is_undefined():
    table = scored(make_hits([]), ONE_GOLD.assign(conflict=0, economy=0), ONE)
    assert table["estimate"].isna().all()


def test_one_document_gives_no_bootstrap_interval():
    macro = scored(make_hits([(0, "conflict", 0, 5, "hit")]), ONE_GOLD, ONE).iloc[-1]
    assert macro[["ci_low", "ci_high", "std_error"]].isna().all()
    assert macro["note"].startswith("1 document: no interval")


def test_frames_that_the_gold_does_not_have_are_named():
    table = scored(make_hits([(0, "sport", 0, 5, "hit")]), ONE_GOLD, ONE)
    assert "sport" not in set(table["frame"])
    assert table.iloc[-1]["note"].endswith("Not in the gold standard, so not scored: sport.")


def test_sentences_of_few_articles_carry_a_warning():
    hits, gold, documents, *_ = corpus(6)
    note = scored(hits, gold, documents).loc[0, "note"]
    assert note == "Interval as for independent units; they lie in 8 documents."


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 10**6))
def test_order_law_and_fixed_seed(seed):
    hits, gold, documents, *_ = corpus(seed % 50)
    tables = [hits, gold, documents]
    kept = [table.copy(deep=True) for table in tables]
    shuffled = [table.sample(frac=1, random_state=seed) for table in tables]
    assert_frame_equal(scored(*shuffled, by=["wave"]), scored(*tables, by=["wave"]))
    for table, copy in zip(tables, kept, strict=True):
        assert_frame_equal(table, copy)


def test_score_of_nothing_is_an_empty_table():
    hits, gold, documents, *_ = corpus(1)
    nothing = scored(hits, gold.head(0), documents, by=["wave"])
    assert nothing.empty
    assert list(nothing.columns) == list(scored(hits, gold, documents, by=["wave"]).columns)


def test_the_coder_is_named():
    table = scored(make_hits([]), ONE_GOLD, ONE, coder="dictionary story@1")
    assert set(table["coder"]) == {"dictionary story@1"}
    assert set(table["ci_level"]) == {0.95}


def test_gold_must_fit_the_articles():
    hits = make_hits([])
    with pytest.raises(
        contracts.InputError, match=r"articles 'd7\.txt' are not among the documents"
    ):
        scored(hits, make_gold([(7, 0, 5, 0, 0)]), ONE)
    with pytest.raises(contracts.InputError, match=r"outside the text .* 'd0\.txt \[40:99\)'"):
        scored(hits, make_gold([(0, 0, 5, 0, 0), (0, 40, 99, 0, 0)]), ONE)
    with pytest.raises(
        contracts.InputError, match=r"says 'Prices rise'; the article has 'Prices fall'"
    ):
        scored(hits, make_gold([(0, 17, 28, 0, 0)]).assign(text="Prices rise"), ONE)
    twins = make_documents(["Same.", "Same."], source_file=["x/d0.txt", "y/d0.txt"])
    gold = make_gold([(0, 0, 4, 1, 0)])
    with pytest.raises(contracts.InputError, match=r"'d0\.txt' stand for several documents"):
        scored(hits, gold, twins)
    table = scored(
        make_hits([(1, "conflict", 0, 4, "hit")]), gold.assign(article="y/d0.txt"), twins
    )
    assert numbers(table, "conflict")["f1"] == 1


def test_gold_text_may_differ_in_blanks_and_accents_only():
    documents = make_documents(["Één  koe\r\nloopt. Meer."])
    gold = make_gold([(0, 0, 16, 1, 0)]).assign(text="E\u0301e\u0301n koe\nloopt.")
    assert scored(make_hits([]), gold, documents)["fn"].iloc[0] == 1
    assert scored(make_hits([]), gold.assign(text=None), documents)["fn"].iloc[0] == 1


def test_columns_that_are_no_frames_are_refused():
    with pytest.raises(contracts.TableError, match=r"gold\.remark holds 'sure'; .* 0, 1 or empty"):
        scored(make_hits([]), ONE_GOLD.assign(remark="sure"), ONE)
    with pytest.raises(contracts.TableError, match=r"gold lacks 'end'; read it with"):
        scored(make_hits([]), ONE_GOLD.drop(columns="end"), ONE)
    with pytest.raises(contracts.InputError, match=r"n_boot must be at least 2"):
        scored(make_hits([]), ONE_GOLD, ONE, n_boot=0)


def test_units_without_a_code_are_not_scored_and_counted():
    """Leaving the rows out gives the same numbers as leaving the codes out."""
    hits, spans, documents, *_ = corpus(7)
    holes = spans.astype(dict.fromkeys(FRAMES, "Int64"))
    holes.loc[[0, 5, 90], "conflict"] = pd.NA
    holes.loc[[5], "economy"] = pd.NA
    table = scored(hits, holes, documents)
    kept = scored(hits, spans.drop([0, 5, 90]), documents)
    numbers = ["estimate", "ci_low", "ci_high", "n_units", "n_docs", "tp", "fp", "fn", "tn"]
    conflict = table["frame"] == "conflict"
    assert_frame_equal(table.loc[conflict, numbers], kept.loc[kept["frame"] == "conflict", numbers])
    assert (
        table.loc[conflict, "note"]
        .str.endswith("3 gold units without a code for this frame not scored.")
        .all()
    )
    assert table.iloc[-1]["n_units"] == 95
    assert not scored(hits, spans, documents)["note"].str.contains("not scored", na=False).any()


def test_a_frame_without_any_gold_code_is_undefined_not_zero():
    spans = ONE_GOLD.astype({"economy": "Int64"}).assign(economy=pd.NA)
    table = scored(make_hits([(0, "economy", 17, 23, "hit")]), spans, ONE)
    economy = table[table["frame"] == "economy"]
    assert economy["estimate"].isna().all()
    assert economy["n_units"].eq(0).all()
    assert economy["note"].str.contains("3 gold units without a code").all()


def test_the_gold_standard_of_the_seeds_scores_itself_as_perfect():
    """The seeds' gold fits the seeds' articles: offsets, names and texts agree."""
    root = Path(__file__).parent.parent / "seeds"
    gold = gold_files.read(
        root / "coding" / "gold.csv",
        ["ip_theft", "hypocrisy", "national_security", "market_impact"],
    )
    files = sorted((root / "articles").glob("*.txt"))
    documents = make_documents(
        [path.read_bytes().decode() for path in files], source_file=[path.name for path in files]
    )
    ids = dict(zip(documents["source_file"], documents["doc_id"], strict=True))
    spans = gold.melt(["article", "start", "end"], list(gold.columns[3:7]), "frame")
    hits = make_hits([(ids[row.article].removeprefix("id-"), row.frame, row.start, row.end, "hit")
                      for row in spans[spans["value"] == 1].itertuples()])  # fmt: skip
    table = scored(hits, gold, documents)
    assert len(gold) == 179
    assert table["estimate"].eq(1).all()
