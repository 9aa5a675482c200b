"""Dispersion: published worked examples, an independent calculation, and laws."""

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import dispersion, words
from analysis.contracts import InputError, TableError

# Gries (2020), Analyzing dispersion, doi:10.1007/978-3-030-46216-1_5: five parts, fifty words.
GRIES = ["bamnibeup", "basatbewqn", "bcagabesta", "baghabeaat", "bahaabeaxat"]


def tokens(parts, language="en"):
    rows = [
        {"doc_id": f"d{number:03d}", "language": language, "position": place, "term": term or None}
        for number, words in enumerate(parts)
        for place, term in enumerate(words)
    ]
    columns = ["doc_id", "language", "position", "term"]
    return pd.DataFrame(rows, columns=columns).astype({"term": "str"})


def of(parts, term):
    made = dispersion.measures(words.counts(tokens(parts)))
    return made.set_index("term").loc[term]


def test_the_worked_example_of_gries():
    a = of(GRIES, "a")
    assert (a["n"], a["n_with"], a["n_docs"]) == (15, 5, 5)
    assert a["dp"] == pytest.approx(0.18)
    assert a["dp_norm"] == pytest.approx(0.2195, abs=5e-5)
    assert a["juilland_d"] == pytest.approx(0.785, abs=5e-4)
    assert a["carroll_d2"] == pytest.approx(0.938, abs=5e-4)
    assert a["kld"] == pytest.approx(0.137, abs=5e-4)


@pytest.mark.parametrize(
    ("term", "dp", "dp_norm", "d", "kld"),
    [("b", 0.02, 0.024, 0.968, 0.003), ("i", 0.82, 1, 0, 2.474), ("q", 0.8, 0.976, 0, 2.322),
     ("x", 0.78, 0.951, 0, 2.184)],
)  # fmt: skip
def test_other_words_of_that_example(term, dp, dp_norm, d, kld):
    row = of(GRIES, term)
    found = row[["dp", "dp_norm", "juilland_d", "kld"]].tolist()
    assert found == pytest.approx([dp, dp_norm, d, kld], abs=6e-4)


def test_published_values_of_equal_parts():
    # Carroll (1970), doi:10.1002/j.2333-8504.1970.tb00778.x; Lijffijt & Gries (2012)
    def parts(*counts):
        return ["a" * n + "z" * (10 - n) for n in counts]

    assert of(parts(0, 4, 3, 2, 1), "a")["juilland_d"] == pytest.approx(0.6464, abs=5e-5)
    assert of(parts(2, 1, 1, 1, 0), "a")["carroll_d2"] == pytest.approx(0.8277, abs=5e-5)
    assert of(parts(2, 1, 0), "a")["dp_norm"] == pytest.approx(0.5)
    assert of(parts(3, 3, 3), "a")["dp"] == pytest.approx(0)


PARTS = st.lists(st.text("abc", min_size=1, max_size=12), min_size=2, max_size=6)


@settings(max_examples=40, deadline=None)
@given(PARTS)
def test_an_independent_calculation_agrees(parts):
    made = dispersion.measures(words.counts(tokens(parts))).set_index("term")
    sizes = np.array([len(part) for part in parts])
    for term in sorted(set("".join(parts))):
        v = np.array([part.count(term) for part in parts])
        s, q, p = sizes / sizes.sum(), v / v.sum(), v / sizes
        row = made.loc[term]
        assert row["dp"] == pytest.approx(sum(abs(q - s)) / 2, abs=1e-9)
        d = 1 - np.std(p) / np.mean(p) / math.sqrt(len(parts) - 1)
        assert row["juilland_d"] == pytest.approx(max(d, 0), abs=1e-6)
        r = p[p > 0] / p.sum()
        assert row["carroll_d2"] == pytest.approx(
            -sum(r * np.log2(r)) / math.log2(len(parts)), abs=1e-9
        )
        there = q > 0
        assert row["kld"] == pytest.approx(sum(q[there] * np.log2(q[there] / s[there])), abs=1e-9)


@settings(max_examples=40, deadline=None)
@given(PARTS)
def test_every_measure_stays_within_its_limits_and_the_order_does_not_matter(parts):
    table = tokens(parts)
    made = dispersion.measures(words.counts(table))
    zero_to_one = made[["share_with", "dp", "dp_norm", "juilland_d", "carroll_d2"]]
    assert zero_to_one.ge(0).all(axis=None)
    assert zero_to_one.le(1).all(axis=None)
    shuffled = dispersion.measures(words.counts(table.sample(frac=1, random_state=1)))
    pd.testing.assert_frame_equal(made, shuffled)


@settings(max_examples=25, deadline=None)
@given(PARTS, st.integers(0, 6))
def test_counts_of_parts_give_the_measures_of_the_whole(parts, cut):
    table = tokens(parts)
    first = table["doc_id"] < f"d{cut:03d}"
    joined = pd.concat([words.counts(table[first]), words.counts(table[~first])])
    whole = dispersion.measures(words.counts(table))
    pd.testing.assert_frame_equal(dispersion.measures(joined), whole)


def test_a_word_in_proportion_to_the_articles_is_even():
    row = of(["ab", "aabb", "aaabbb"], "a")
    assert row[["dp", "dp_norm", "kld"]].tolist() == pytest.approx([0, 0, 0])
    assert row[["juilland_d", "carroll_d2"]].tolist() == pytest.approx([1, 1])


def test_articles_without_the_term_are_parts_too():
    assert of(["aa", "bb"], "a")["share_with"] == 0.5
    few = dispersion.measures(words.counts(tokens(["aa", "bb"])), terms=["a", "never"])
    assert few[["term", "n_docs"]].to_numpy().tolist() == [["a", 2]]


def test_languages_are_apart():
    both = pd.concat([tokens(["ab", "a"]), tokens(["a", "cc", "c"], language="nl")])
    both.loc[both["language"] == "nl", "doc_id"] += "-nl"
    made = dispersion.measures(words.counts(both)).set_index(["language", "term"])
    assert made.loc[("en", "a"), "n_docs"] == 2
    assert made.loc[("nl", "a"), "n_docs"] == 3


def test_one_article_and_none():
    row = of(["aab"], "a")
    assert row[["dp", "dp_norm", "juilland_d", "carroll_d2", "kld"]].isna().all()
    assert row["note"] == "One article: spread over articles is not defined."
    assert "too few" in of(["aab", "b"], "a")["note"]
    assert of(["ab"] * 4, "a")["note"] == ""
    assert dispersion.measures(words.counts(tokens([]))).empty


def test_stop_words_fill_the_article_but_are_no_term():
    row = of([["a", "", ""], ["a", "a", "a"]], "a")
    assert row["dp"] == pytest.approx(0.25)  # 1 of 4 against 3 of 6 words
    assert (row["n"], row["n_with"]) == (4, 2)


def test_groups_of_the_counts_are_added_up():
    table = tokens(GRIES).assign(wave="May")
    table.loc[table["position"] > 4, "wave"] = "June"
    apart = dispersion.measures(words.counts(table, ["wave"]))
    pd.testing.assert_frame_equal(apart, dispersion.measures(words.counts(table)))


def test_least_leaves_rare_terms_out():
    made = dispersion.measures(words.counts(tokens(["aab", "ab"])), least=3)
    assert made["term"].tolist() == ["a"]


def test_positions_place_every_occurrence_between_0_and_1():
    made = dispersion.positions(tokens(["xaxa", "xx"]), terms=["a"])
    assert made["place"].fillna(-1).tolist() == [-1, 0.375, 0.875, -1]
    assert made["term"].fillna("").tolist() == ["", "a", "a", ""]
    with pytest.raises(InputError, match=r"Terms named twice: 'a'"):
        dispersion.positions(tokens(["a"]), terms=["a", "a"])


def test_a_wrong_table_is_named():
    with pytest.raises(TableError, match="Table counts lacks 'language', 'term', 'n'; it has"):
        dispersion.measures(pd.DataFrame({"doc_id": ["a"]}))
