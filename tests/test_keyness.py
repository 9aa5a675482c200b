"""Keyness: which groups are compared, what is counted, and what may be concluded."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import sparse, stats

from analysis import keyness
from analysis._keyness import groups, sample
from analysis.contracts import InputError, TableError

OPTIONS = {"level": 0.95, "seed": 1}
TERMS = ["model", "theft", "chip", None]


def corpus(sizes, *, seed=1, language="en", shift=0.0):
    """Make counts of four terms (one of them no term) in groups of documents."""
    rng, rows, documents = np.random.default_rng(seed), [], []
    for group, size in sizes.items():
        for number in range(size):
            doc_id = f"{group}-{language}-{number:03}"
            documents.append((doc_id, language, group, f"outlet {number % 2}"))
            rates = [6, 6 + shift * (group == "June"), 4, 84]
            rows += [(doc_id, language, term, int(rng.poisson(rate)) + (term is None))
                     for term, rate in zip(TERMS, rates, strict=True)]  # fmt: skip
    counts = pd.DataFrame(rows, columns=["doc_id", "language", "term", "n"])
    counts = counts[counts["n"] > 0].reset_index(drop=True)
    names = ["doc_id", "language", "wave", "outlet"]
    return counts, pd.DataFrame(documents, columns=names)


def compared(counts, documents, **options):
    options = {"across": "wave", "target": "June", "reference": "May", **OPTIONS, **options}
    return keyness.compare(counts, documents, **options)


def by_term(table):
    return table.set_index("term").sort_index()


def test_raw_counts_stand_beside_the_scores():
    counts, documents = corpus({"May": 9, "June": 7})
    row = by_term(compared(counts, documents)).loc["chip"]
    chips = counts[counts["term"] == "chip"].merge(documents[["doc_id", "wave"]])
    june = counts["doc_id"].str.startswith("June")
    assert row["n_target"] == chips.loc[chips["wave"] == "June", "n"].sum()
    assert row["n_docs_with_reference"] == (chips["wave"] == "May").sum()
    assert row["words_target"] == counts.loc[june, "n"].sum()
    assert row["per_10k_target"] == pytest.approx(1e4 * row["n_target"] / row["words_target"])
    assert (row["n_docs_target"], row["n_docs_reference"]) == (7, 9)


def test_p_is_that_of_welch_over_articles():
    counts, documents = corpus({"May": 30, "June": 25}, shift=3)
    found = by_term(compared(counts, documents))
    wide = counts.fillna({"term": ""}).pivot_table(
        index="doc_id", columns="term", values="n", fill_value=0
    )
    shares = wide.div(wide.sum(axis=1), axis=0)
    june = shares.index.str.startswith("June")
    for term in ("model", "theft", "chip"):
        welch = stats.ttest_ind(shares.loc[june, term], shares.loc[~june, term], equal_var=False)
        assert found.loc[term, "p_value"] == pytest.approx(welch.pvalue, rel=1e-9)
    assert found["method"].unique().tolist() == ["Welch's t; Benjamini & Hochberg"]
    assert found.loc["theft", "p_adjusted"] < 0.01 < found.loc["model", "p_adjusted"]


def test_few_articles_are_exchanged_and_fewer_only_described():
    counts, documents = corpus({"May": 5, "June": 4}, shift=40)
    found = by_term(compared(counts, documents))
    assert found.loc["theft", "p_value"] == pytest.approx(1 / 126)
    assert found["method"].unique().tolist() == [
        "documents exchanged, exact; Benjamini & Hochberg"
    ]  # fmt: skip
    few = compared(*corpus({"May": 5, "June": 3}, shift=40))
    assert few["p_value"].isna().all()
    assert few["ci_low"].isna().all()
    assert few["note"].unique().tolist() == ["3 against 5 documents: description only."]
    assert (few["method"] == "description only").all()


def test_drawn_exchanges_have_a_seed_and_come_near_welch():
    counts, documents = corpus({"May": 15, "June": 14}, shift=1.5)
    first, again = compared(counts, documents), compared(counts, documents)
    assert first.equals(again)
    assert first["method"].str.contains("n=9,999").all()
    other = by_term(compared(counts, documents, seed=2))["p_value"]
    assert (by_term(first)["p_value"] - other).abs().max() < 0.02


def test_copies_of_one_article_are_one_of_the_sample():
    counts, documents = corpus({"May": 6, "June": 6}, shift=10)
    copied = documents.assign(
        cluster_id=documents["doc_id"].where(documents["wave"] == "May", "June-en-000")
    )
    found = compared(counts, copied)
    assert found["n_sample_target"].unique().tolist() == [1]
    assert found["n_docs_target"].unique().tolist() == [6]
    assert found["p_value"].isna().all()
    assert found["note"].iloc[0] == (
        "6 against 6 documents in 1 and 6 clusters of copies: description only."
    )
    same = compared(counts, documents.assign(cluster_id=documents["doc_id"]))
    assert same.equals(compared(counts, documents))


def test_each_language_is_compared_apart():
    english, dutch = corpus({"May": 5, "June": 5}), corpus({"June": 4}, language="nl")
    both = [pd.concat(pair, ignore_index=True) for pair in zip(english, dutch, strict=True)]
    found = compared(*both)
    assert found["language"].unique().tolist() == ["en"]
    assert found.equals(compared(*english))
    sizes = keyness.sizes(*both, across="wave", target="June", reference="May")
    assert sizes[["language", "n_docs_target", "n_docs_reference"]].to_numpy().tolist() == [
        ["en", 5, 5], ["nl", 4, 0],
    ]  # fmt: skip


def test_words_in_another_language_than_their_article_are_left_out_and_counted():
    counts, documents = corpus({"May": 4, "June": 4})
    stray = pd.DataFrame({"doc_id": ["June-en-000"], "language": "nl", "term": "diefstal", "n": 9})
    mixed = pd.concat([counts, stray], ignore_index=True)
    assert compared(mixed, documents).equals(compared(counts, documents))
    marked = documents.assign(language=["nl-BE" if i else "en" for i in range(len(documents))])
    sizes = keyness.sizes(counts, marked, across="wave", target="June", reference="May")
    assert sizes["words_left_out"].sum() > 0


def test_without_a_target_each_group_is_compared_with_the_rest():
    counts, documents = corpus({"May": 4, "June": 4})
    found = keyness.compare(counts, documents, across="outlet", **OPTIONS)
    assert found["contrast"].unique().tolist() == [
        "outlet 0 - all others", "outlet 1 - all others",
    ]  # fmt: skip
    first, second = (by_term(part) for _, part in found.groupby("target"))
    assert np.allclose(first["g2"], -second["g2"])


def test_languages_share_names_but_no_small_words():
    rows = [("a", "en", "openai", 9), ("a", "en", "in", 9), ("a", "en", "theft", 9),
            ("b", "nl", "openai", 4), ("b", "nl", "in", 9), ("b", "nl", "diefstal", 9)]  # fmt: skip
    counts = pd.DataFrame(rows, columns=["doc_id", "language", "term", "n"])
    documents = pd.DataFrame({"doc_id": ["a", "b"], "language": ["en", "nl"]})
    found = keyness.compare(counts, documents, across="language", **OPTIONS)
    assert found["term"].tolist() == ["openai"]
    assert found["note"].iloc[0].startswith("Words that both nl and en use")
    assert found["words_target"].tolist() == [22]
    with pytest.raises(InputError, match="Two languages are compared"):
        keyness.compare(counts, documents, across="language", target="nl", **OPTIONS)


def framed(n_docs, *, extra=0):
    """Tokens and codings of documents with two sentences, one of which carries the frame."""
    tokens, codings = [], []
    for number in range(n_docs):
        doc_id = f"d{number:02}"
        for at, carries in enumerate((1, 0)):
            codings.append((f"{doc_id}:{at}", doc_id, "theft", "dictionary", carries))
            said = (
                ["theft"] * (2 * carries + extra * (number % 3 == 0)) + ["model"] * 3 + [None] * 4
            )
            tokens += [(doc_id, f"{doc_id}:{at}", "en", term) for term in said]
    names = ["segment_id", "doc_id", "frame", "coder", "value"]
    return (
        pd.DataFrame(tokens, columns=["doc_id", "segment_id", "language", "term"]),
        pd.DataFrame(codings, columns=names).astype({"value": "Int64"}),
        pd.DataFrame({"doc_id": [f"d{n:02}" for n in range(n_docs)], "language": "en"}),
    )


def test_a_frame_is_compared_within_articles():
    tokens, codings, documents = framed(7, extra=1)
    counts = keyness.by_frame(tokens, codings)
    assert counts["n"].sum() == len(tokens)
    found = by_term(keyness.compare(counts, documents, across="frame", **OPTIONS))
    assert found.loc["theft", "p_value"] == pytest.approx(2 / 2**7)
    assert found.loc["theft", "contrast"] == "theft - sentences without it"
    assert found.loc["theft", ["n_target", "n_reference"]].tolist() == [17, 3]
    assert found.loc["theft", "method"].startswith("sides exchanged, exact")
    few = keyness.compare(keyness.by_frame(*framed(5)[:2]), framed(5)[2], across="frame", **OPTIONS)
    assert few["p_value"].isna().all()
    assert few["note"].unique().tolist() == [
        "5 articles with both kinds of sentences: description only."
    ]  # fmt: skip


def test_many_articles_with_a_frame_take_the_t_of_pairs():
    rng = np.random.default_rng(4)
    tokens, codings, documents = framed(40, extra=1)
    tokens = tokens[rng.random(len(tokens)) < 0.8]
    found = by_term(
        keyness.compare(keyness.by_frame(tokens, codings), documents, across="frame", **OPTIONS)
    )
    values = codings.set_index("segment_id")["value"]
    own = tokens.assign(carries=tokens["segment_id"].map(values).astype(int))
    shares = own.assign(hit=own["term"] == "model").groupby(["doc_id", "carries"])["hit"].mean()
    pairs = (
        shares.reset_index().pivot_table(index="doc_id", columns="carries", values="hit").dropna()
    )
    expected = stats.ttest_rel(pairs[1], pairs[0]).pvalue
    assert found.loc["model", "p_value"] == pytest.approx(expected, rel=1e-9)


def test_units_that_nobody_decided_are_not_counted_for_the_frame():
    tokens, codings, _ = framed(2)
    undecided = codings.assign(value=codings["value"].mask(codings["segment_id"] == "d00:0"))
    counts = keyness.by_frame(tokens, undecided)
    assert counts.loc[counts["doc_id"] == "d00", "carries"].tolist() == [False] * 2
    two = pd.concat([codings, codings.assign(coder="anna")])
    with pytest.raises(TableError, match="holds 2 coders"):
        keyness.by_frame(tokens, two)


@pytest.mark.parametrize("paired", [False, True])
def test_the_interval_holds_the_ratio_as_often_as_it_says(paired):
    rng, sides = np.random.default_rng(2), []
    own = rng.gamma(4, 1, (25, 1_000))  # some articles use a term often, others hardly
    for rate in (3, 1):
        words = rng.integers(200, 600, 25).astype(float)
        liking = own if paired else rng.gamma(4, 1, own.shape)
        uses = rng.poisson(rate * liking * words[:, None] / 400)
        sides.append(groups.Side(sparse.csr_array(uses), words, uses[0], 25))
    columns = np.arange(1_000)
    low, high = sample.log_ratio_interval(*sides, columns, paired=paired, level=0.95)
    truth = np.log2(3)
    assert 0.92 < ((low < truth) & (truth < high)).mean() < 0.975


def test_a_term_of_one_side_has_a_ratio_but_no_interval_nor_percentage():
    rows = [(f"{w}{i}", "en", t, n) for w in ("June", "May") for i in range(5)
            for t, n in (("only", 2 * (w == "June")), (None, 50))]  # fmt: skip
    counts = pd.DataFrame(rows, columns=["doc_id", "language", "term", "n"])
    documents = pd.DataFrame({"doc_id": counts["doc_id"].unique(), "language": "en"})
    documents["wave"] = documents["doc_id"].str[:-1]
    row = compared(counts[counts["n"] > 0], documents).iloc[0]
    assert row["log_ratio"] == pytest.approx(np.log2((10 / 260) / (0.5 / 250)))
    assert row[["ci_low", "ci_high", "percent_difference"]].isna().all()
    assert row["g2"] > 0


def test_where_the_mean_of_articles_points_the_other_way_the_note_says_so():
    counts, documents = corpus({"May": 30, "June": 30})
    loud = pd.DataFrame({"doc_id": ["May-en-000"], "language": "en", "term": [None], "n": [40_000]})
    some = pd.concat([counts, loud, loud.assign(term="theft", n=9_000)], ignore_index=True)
    cut = some.copy()
    cut.loc[cut["doc_id"].str.startswith("June") & (cut["term"] == "theft"), "n"] += 4
    found = by_term(compared(cut, documents))
    assert found.loc["theft", "log_ratio"] < 0
    assert found.loc["theft", "note"] == "The mean of the articles points the other way."
    assert found.loc["chip", "note"] != found.loc["theft", "note"]


def test_a_stop_list_changes_no_number():
    counts, documents = corpus({"May": 9, "June": 7}, shift=2)
    stopped = counts.assign(term=counts["term"].where(counts["term"] != "model"))
    both = by_term(compared(counts, documents)), by_term(compared(stopped, documents))
    numbers = [name for name in both[0] if name != "p_adjusted" and both[0][name].dtype != "str"]
    shared = both[0].loc[both[1].index, numbers]
    assert np.allclose(shared.astype(float), both[1][numbers].astype(float), equal_nan=True)


@pytest.mark.parametrize("adjust", ["bh", "holm"])
def test_p_is_adjusted_for_the_terms_of_a_contrast(adjust):
    found = compared(*corpus({"May": 30, "June": 25}, shift=1), adjust=adjust)
    assert (found["p_adjusted"] >= found["p_value"]).all()
    assert found["p_adjusted"].max() <= 1
    smallest = found["p_value"].min()
    assert found.loc[found["p_value"].idxmin(), "p_adjusted"] <= 3 * smallest * (1 + 1e-12)


def test_nothing_to_compare_is_an_empty_table_with_its_columns():
    counts, documents = corpus({"May": 3, "June": 2})
    whole = compared(counts, documents)
    for some, of in (
        (counts.iloc[:0], documents), (counts.iloc[:0], documents.iloc[:0]),
        (counts[counts["doc_id"].str.startswith("May")], documents),
    ):  # fmt: skip
        found = compared(some, of)
        assert found.empty
        assert found.dtypes.equals(whole.dtypes)
    assert compared(counts, documents, least=10_000).empty
    nothing = keyness.by_frame(*[table.iloc[:0] for table in framed(1)[:2]])
    assert keyness.compare(nothing, documents, across="frame", **OPTIONS).empty
    assert keyness.compare(counts.iloc[:0], documents, across="language", **OPTIONS).empty


def test_errors_say_what_to_do():
    counts, documents = corpus({"May": 3, "June": 2})
    for options, error, words in (
        ({"across": "waves"}, TableError, r"no column 'waves'. Did you mean 'wave'\?"),
        ({"reference": "June"}, InputError, "both 'June'"),
        ({"prior": "flat"}, InputError, "no prior 'flat'"),
        ({"prior_size": 0}, InputError, "above 0 pseudo-words"),
        ({"least": 0}, InputError, "least must be a whole number"),
        ({"adjust": "hb"}, InputError, "no adjust 'hb'"),
        ({"correction": "yate"}, InputError, r"Did you mean 'yates'\?"),
        ({"level": 95}, InputError, "between 0 and 1"),
    ):
        with pytest.raises(error, match=words):
            compared(counts, documents, **options)
    with pytest.raises(TableError, match=r"doc_id that documents lacks \('May-en-001'"):
        compared(counts, documents.drop(index=[1, 2]))
    with pytest.raises(TableError, match="several rows for one doc_id"):
        compared(counts, pd.concat([documents, documents]))
    with pytest.raises(InputError, match="leave reference out"):
        keyness.compare(keyness.by_frame(*framed(1)[:2]), framed(1)[2], across="frame",
                        reference="may", **OPTIONS)  # fmt: skip


SMALL = st.dictionaries(st.sampled_from(["May", "June"]), st.integers(1, 5), min_size=2)


@settings(max_examples=20, deadline=None)
@given(SMALL, st.integers(0, 10**6), st.sampled_from(["none", "yates", "williams"]))
def test_swapping_the_sides_turns_the_signs(sizes, seed, correction):
    counts, documents = corpus(sizes, seed=seed, shift=4)
    found = by_term(compared(counts, documents, correction=correction))
    turned = by_term(
        compared(counts, documents, correction=correction, target="May", reference="June")
    )
    for name in ("g2", "chi2", "z", "log_ratio"):
        assert np.allclose(found[name], -turned[name])
    assert np.allclose(found["ci_low"], -turned["ci_high"], equal_nan=True)
    assert np.allclose(found["p_value"], turned["p_value"], equal_nan=True)


@settings(max_examples=20, deadline=None)
@given(SMALL, st.integers(0, 10**6))
def test_doubling_all_counts_doubles_g2_and_chi2_and_leaves_the_rest(sizes, seed):
    counts, documents = corpus(sizes, seed=seed, shift=4)
    once = by_term(compared(counts, documents, least=1))
    twice = by_term(compared(counts.assign(n=2 * counts["n"]), documents, least=1))
    assert np.allclose(2 * once[["g2", "chi2"]], twice[["g2", "chi2"]])
    both = (once["n_target"] > 0) & (once["n_reference"] > 0)
    assert np.allclose(once.loc[both, "log_ratio"], twice.loc[both, "log_ratio"])
    assert np.allclose(once["p_value"], twice["p_value"], equal_nan=True)


@settings(max_examples=20, deadline=None)
@given(SMALL, st.integers(0, 10**6))
def test_order_and_kind_of_columns_change_nothing(sizes, seed):
    counts, documents = corpus(sizes, seed=seed)
    found = compared(counts, documents)
    mixed = counts.sample(frac=1, random_state=seed).astype(
        {"term": "category", "doc_id": "category", "language": "category"}
    )
    assert compared(mixed, documents.iloc[::-1]).equals(found)
