"""Collocations: published scores, counts as nltk makes them, and laws."""

import math

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from nltk.collocations import BigramCollocationFinder, TrigramCollocationFinder
from nltk.metrics import BigramAssocMeasures, TrigramAssocMeasures

from analysis import collocations
from analysis.contracts import InputError, TableError


def tokens(*articles, language="en", wave="May"):
    """Articles of sentences of words; a dot is a word that is no term."""
    rows = [
        {"doc_id": f"d{doc}", "segment_id": f"d{doc}:{unit}", "language": language,
         "wave": wave, "term": None if word == "." else word}
        for doc, sentences in enumerate(articles)
        for unit, sentence in enumerate(sentences)
        for word in sentence.split()
    ]  # fmt: skip
    columns = ["doc_id", "segment_id", "language", "wave", "term"]
    table = pd.DataFrame(rows, columns=columns)
    return table.assign(position=table.groupby("doc_id").cumcount()).astype({"term": "str"})


def table(n_both, n_first, n_second, n_words):
    """Counts that give one pair these margins."""
    rows = [("a", "b", n_both, 1), ("a", None, n_first, 1), ("b", None, n_second, 1),
            (None, None, n_words - n_first - n_second, 1)]  # fmt: skip
    made = pd.DataFrame(rows, columns=["first", "second", "n", "n_docs"])
    return made.assign(language="en", places=1)


def score(measure, n_both, n_first, n_second, n_words):
    made = collocations.scores(table(n_both, n_first, n_second, n_words), measures=[measure])
    return made[measure].iloc[0]


@pytest.mark.parametrize(
    ("cells", "published"),
    [((110, 2442, 111, 29114), 270.72), ((29, 13, 123, 31612), 263.90),
     ((31, 23, 139, 31584), 256.84), ((10, 0, 3, 31764), 167.23)],
)  # fmt: skip
def test_likelihood_ratios_of_dunning(cells, published):
    # Dunning (1993): the swiss, can be, previous year, mineral water; a, b, c, d of each table
    both, b, c, _ = cells
    found = score("likelihood_ratio", both, both + b, both + c, sum(cells))
    assert found == pytest.approx(published, abs=0.006)


def test_scores_of_manning_and_schuetze():
    assert score("student_t", 8, 15828, 4675, 14307668) == pytest.approx(0.99993, abs=1e-5)
    assert score("chi_sq", 8, 15828, 4675, 14307668) == pytest.approx(1.54887, abs=1e-5)
    assert score("pmi", 20, 42, 20, 14307668) == pytest.approx(18.37797, abs=1e-5)


def test_log_dice():
    assert score("log_dice", 20, 42, 20, 14307668) == pytest.approx(13.36773, abs=1e-5)
    assert score("log_dice", 8, 15828, 4675, 14307668) == pytest.approx(3.67645, abs=1e-5)
    assert score("log_dice", 20, 20, 20, 100) == 14
    assert score("log_dice", 20, 20, 20, 10**6) == 14  # does not depend on the size


ARTICLES = st.lists(
    st.lists(st.lists(st.sampled_from("abc."), max_size=7).map(" ".join), max_size=3), max_size=3
)


def stream(articles, window):
    """The words of all sentences, with room between that no window crosses."""
    return [
        word
        for sentences in articles
        for sentence in sentences
        for word in [*sentence.split(), *[None] * (window - 1)]
    ]


@settings(max_examples=60, deadline=None)
@given(ARTICLES, st.integers(2, 5))
def test_pairs_are_counted_and_scored_as_nltk_does(articles, window):
    counted = collocations.counts(tokens(*articles), window=window)
    finder = BigramCollocationFinder.from_words(stream(articles, window), window_size=window)
    finder.apply_word_filter(lambda word: word == ".")
    pairs = counted[counted["second"].notna()]
    found = dict(zip(zip(pairs["first"], pairs["second"], strict=True), pairs["n"], strict=True))
    assert found == dict(finder.ngram_fd)
    assert counted.loc[counted["second"].isna(), "n"].sum() == finder.N
    made = collocations.scores(counted, measures=["pmi", "student_t", "likelihood_ratio"], least=1)
    for row in made.itertuples():
        for name in ("pmi", "student_t"):
            rule = getattr(BigramAssocMeasures, name)
            theirs = finder.score_ngram(rule, row.first, row.second)
            assert getattr(row, name) == pytest.approx(theirs)
        try:
            theirs = finder.score_ngram(BigramAssocMeasures.likelihood_ratio, row.first, row.second)
        except (ValueError, ZeroDivisionError):
            assert math.isnan(row.likelihood_ratio)
        else:
            assert abs(row.likelihood_ratio) == pytest.approx(abs(theirs), abs=1e-9)
            assert row.n >= row.expected or row.likelihood_ratio <= 0


@settings(max_examples=40, deadline=None)
@given(ARTICLES)
def test_triples_are_counted_and_scored_as_nltk_does(articles):
    made = collocations.triples(tokens(*articles), measures=["pmi", "student_t"], least=1)
    finder = TrigramCollocationFinder.from_words(stream(articles, 3))
    finder.apply_word_filter(lambda word: word == ".")
    found = {(row.first, row.second, row.third): row for row in made.itertuples()}
    assert {key: row.n for key, row in found.items()} == dict(finder.ngram_fd)
    for key, row in found.items():
        assert row.n_words == finder.N
        for name in ("pmi", "student_t"):
            rule = getattr(TrigramAssocMeasures, name)
            assert getattr(row, name) == pytest.approx(finder.score_ngram(rule, *key))


@settings(max_examples=40, deadline=None)
@given(ARTICLES, st.sampled_from(["a", ["a", "b"], None]))
def test_counts_of_parts_add_up_and_the_order_does_not_matter(articles, node):
    whole = tokens(*articles)
    made = collocations.counts(whole, window=3, node=node)
    halves = [whole[whole["doc_id"] < "d1"], whole[whole["doc_id"] >= "d1"]]
    parts = [collocations.counts(half, window=3, node=node) for half in halves]
    pd.testing.assert_frame_equal(collocations.combine(*parts), made)
    shuffled = collocations.counts(whole.sample(frac=1, random_state=3), window=3, node=node)
    pd.testing.assert_frame_equal(shuffled, made)


@settings(max_examples=40, deadline=None)
@given(ARTICLES)
def test_log_dice_never_passes_14(articles):
    for node in (None, "a"):
        counted = collocations.counts(tokens(*articles), window=4, node=node)
        assert collocations.scores(counted, measures=["log_dice"], least=1)["log_dice"].le(14).all()


def test_neighbours_on_both_sides_of_a_node():
    counted = collocations.counts(
        tokens(["x node y . node", "node x"], ["y"]), window=3, node="node"
    )
    pairs = counted.dropna(subset="second").set_index("second")
    assert set(pairs["first"]) == {"node"}
    assert pairs["n"].to_dict() == {"x": 2, "y": 2}
    assert pairs["n_docs"].to_dict() == {"x": 1, "y": 1}
    assert set(pairs["places"]) == {4}
    made = collocations.scores(counted, least=1)
    row = made.set_index("second").loc["y"]
    assert (row["n_first"], row["n_second"], row["n_words"]) == (3, 2, 8)
    assert row["expected"] == pytest.approx(3 * 2 * 4 / 8)


def test_pairs_do_not_cross_sentences_and_articles_are_counted():
    counted = collocations.counts(tokens(["a b", "c"], ["a b a b"]), window=2)
    pairs = counted.dropna(subset="second").set_index(["first", "second"])
    assert pairs["n"].to_dict() == {("a", "b"): 3, ("b", "a"): 1}
    assert pairs["n_docs"].to_dict() == {("a", "b"): 2, ("b", "a"): 1}


def test_languages_and_groups_are_apart():
    both = pd.concat([
        tokens(["a b"]), tokens(["a b a b"], wave="June").assign(doc_id="d8", segment_id="d8:0"),
        tokens(["a b"], language="nl").assign(doc_id="d9", segment_id="d9:0"),
    ])  # fmt: skip
    counted = collocations.counts(both, window=2, by=["wave"])
    made = collocations.scores(counted, least=1, measures=["log_dice"])
    kept = made[made["first"] == "a"]
    assert kept[["language", "wave", "n", "n_words"]].to_numpy().tolist() == [
        ["en", "June", 2, 4], ["en", "May", 1, 2], ["nl", "May", 1, 2]
    ]  # fmt: skip
    three = collocations.triples(both, by=["wave"], least=1, measures=["pmi"])
    assert three[["wave", "first", "second", "third"]].to_numpy().tolist() == [
        ["June", "a", "b", "a"], ["June", "b", "a", "b"]
    ]  # fmt: skip


def test_filters_and_the_order_of_rows():
    counted = collocations.counts(tokens(["a b", "a b", "c d", "c d"], ["c d"]), window=2)
    made = collocations.scores(counted, measures=["log_dice", "pmi"], least=2)
    assert made[["first", "n"]].to_numpy().tolist() == [["c", 3], ["a", 2]]  # 14 each: then by n
    assert collocations.scores(counted, least=2, least_docs=2)["first"].tolist() == ["c"]
    assert collocations.scores(counted, least=9).empty


def test_a_pair_rarer_than_chance_has_a_negative_likelihood_ratio():
    assert score("likelihood_ratio", 5, 500, 500, 1000) < 0 < score("likelihood_ratio", 9, 9, 9, 99)


def test_pairs_that_chance_would_make_can_be_left_out():
    rare, often = table(5, 500, 500, 1000), table(9, 9, 9, 99)
    assert collocations.scores(rare, above_chance=True).empty
    assert len(collocations.scores(often, above_chance=True)) == 1


def test_a_word_that_follows_itself_has_no_score_in_a_tiny_text():
    made = collocations.scores(
        collocations.counts(tokens(["a a"]), window=2), measures=["likelihood_ratio"], least=1
    )
    assert made["likelihood_ratio"].isna().all()


def test_nothing_in_an_empty_corpus():
    counted = collocations.counts(tokens(), window=2)
    assert counted.empty
    made = collocations.scores(counted)
    assert list(made.columns)[:4] == ["language", "first", "second", "n"]
    assert made.empty
    assert collocations.triples(tokens()).empty


def test_what_cannot_be_asked_is_said():
    with pytest.raises(InputError, match="window=1: a pair needs"):
        collocations.counts(tokens(["a b"]), window=1)
    with pytest.raises(InputError, match=r"no measure 'pmy' of words. Did you mean 'pmi'"):
        collocations.scores(table(2, 3, 4, 9), measures=["pmy"])
    with pytest.raises(InputError, match="give a list with one or more"):
        collocations.scores(table(2, 3, 4, 9), measures="pmi")
    with pytest.raises(InputError, match="no measure 'log_dice' of words"):
        collocations.triples(tokens(["a b c"]), measures=["log_dice"])
    with pytest.raises(TableError, match="Table tokens lacks 'outlet'"):
        collocations.counts(tokens(["a b"]), window=2, by=["outlet"])
