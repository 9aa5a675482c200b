"""What is measured of topics: coherence, stability, articles, frames and time."""

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.metrics import adjusted_mutual_info_score

from analysis import compare, contracts, measure
from analysis import topic_quality as quality
from analysis._topics import agreement, coherence
from analysis.contracts import InputError, TableError

TOY = [
    "War and army want peace.",
    "War! The army...",
    "War, then peace",
    "An army costs tax",
    "Tax in the budget",
    "A budget of tax.",
]


def listed(*lists, language="en"):
    """Words of topics 0, 1, ..."""
    return pd.DataFrame(
        [
            {"language": language, "topic": topic, "rank": rank, "word": word}
            for topic, words in enumerate(lists)
            for rank, word in enumerate(words, start=1)
        ]
    )


def texts(*written, language="en"):
    return pd.DataFrame({"language": language, "text": list(written)})


def put(topics, docs=None, language="en"):
    """Units u0, u1, ... with their topics, in articles."""
    return pd.DataFrame(
        {
            "language": language,
            "unit_id": [f"{language}{n}" for n in range(len(topics))],
            "doc_id": list(docs or ["a"] * len(topics)),
            "topic": topics,
        }
    )


def articles(**columns):
    known = pd.DataFrame({"cluster_id": None, "outlet": "Daily", **columns})
    fixed = {"source_file": "x", "source_format": "text", "position_in_file": 0, "text": "x",
             "date_source": "none", "words": 1, "text_sha256": "0"}  # fmt: skip
    return contracts.conform(known.assign(**fixed), "documents")


# Coherence


@pytest.mark.parametrize(
    ("words", "expected"),
    [(["war", "army"], 0.2619), (["tax", "budget"], 0.6309), (["war", "army", "peace"], 0.2976)],
)
def test_npmi_has_the_reference_values(words, expected):
    found = quality.npmi(listed(words), texts(*TOY))
    assert found["npmi"].round(4).tolist() == [expected, expected]  # the topic, and the mean
    assert found["window"].unique().tolist() == ["unit"]


def test_npmi_is_the_mean_over_topics_and_skips_and_counts_words_that_are_not_there():
    found = quality.npmi(listed(["war", "army", "unicorn"], ["tax", "budget"]), texts(*TOY))
    assert found["topic"].tolist()[:2] == [0, 1]
    assert found["topic"].isna().tolist() == [False, False, True]
    assert found["npmi"].round(4).tolist() == [0.2619, 0.6309, round((0.26186 + 0.63093) / 2, 4)]
    assert found["n_unseen"].tolist() == [1, 0, 1]
    assert found["n_pairs"].tolist() == [1, 1, 2]


def test_words_that_never_meet_have_minus_one_and_words_of_every_unit_one():
    found = quality.npmi(listed(["war", "budget"], ["the", "army"]),
                         texts("War the army", "The army's budget"))  # fmt: skip
    assert found["npmi"].tolist()[:2] == [-1.0, 1.0]


def test_a_topic_with_one_known_word_has_no_value_and_does_not_enter_the_mean():
    found = quality.npmi(listed(["war", "unicorn"], ["tax", "budget"]), texts(*TOY))
    assert found["npmi"].isna().tolist() == [True, False, False]
    assert found["npmi"].iloc[1] == found["npmi"].iloc[2]


def test_a_window_counts_running_words_and_a_short_unit_is_one_window():
    unit = texts("tax one two three budget", "tax budget")
    found = quality.npmi(listed(["tax", "budget"]), unit, window=3)
    # windows: tax-one-two, one-two-three, two-three-budget, tax-budget
    assert found["n_windows"].iloc[0] == 4
    assert found["npmi"].iloc[0] == pytest.approx(coherence.pair(1, 2, 2, 4))
    assert quality.npmi(listed(["tax", "budget"]), unit, window=5)["npmi"].iloc[0] == 1.0


@settings(max_examples=40, deadline=None)
@given(st.lists(st.lists(st.sampled_from("abcd"), max_size=9), min_size=1, max_size=6),
       st.integers(2, 5))  # fmt: skip
def test_windows_are_counted_as_by_hand(split, window):
    words = [[letter * 2 for letter in unit] for unit in split]
    told = coherence.counted(words, ["aa", "bb"], window=window)
    slices = [set(unit[at : at + window]) for unit in words
              for at in range(max(1, len(unit) - window + 1))]  # fmt: skip
    assert told.n == len(slices)
    assert told.both[0, 1] == sum({"aa", "bb"} <= part for part in slices)
    assert told.both[0, 0] == sum("aa" in part for part in slices)


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 30), st.integers(1, 30), st.data())
def test_npmi_lies_between_minus_one_and_one_and_does_not_depend_on_the_order(n, first, data):
    first = min(first, n)
    second = data.draw(st.integers(1, n))
    both = data.draw(st.integers(max(0, first + second - n), min(first, second)))
    value = coherence.pair(both, first, second, n)
    assert -1 <= value <= 1 + 1e-12
    assert value == pytest.approx(coherence.pair(both, second, first, n))


def test_languages_are_apart_and_phrases_are_found():
    words = pd.concat([listed(["tax", "budget"]), listed(["tax", "new budget"], language="nl")])
    units = pd.concat([texts("tax budget", "war"), texts("tax", "new budget", language="nl")])
    found = quality.npmi(words, units).set_index(["language", "topic"])
    assert found.loc[("en", 0), "npmi"] == 1.0
    assert found.loc[("nl", 0), "npmi"] == -1.0


@pytest.mark.parametrize("window", [1, "units", 2.5, True])
def test_a_window_that_is_none_is_told(window):
    with pytest.raises(InputError, match="window is 'unit' or a number of running words"):
        quality.npmi(listed(["a"]), texts("a"), window=window)


# Stability


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ([0, 0, 1, 2], [0, 0, 1, 1], 0.5714286),
        ([0, 0, 0, 0], [0, 1, 2, 3], 0.0),
        ([1, 1, 2, 2, 3, 3], [1, 2, 1, 2, 3, 3], 0.1666667),
    ],
)
def test_adjusted_rand_has_the_reference_values(first, second, expected):
    assert round(agreement.adjusted_rand(first, second), 7) == expected
    found = seeded({1: first, 2: second})
    words = pd.concat([listed(["a"]).assign(seed=seed) for seed in (1, 2)])
    assert round(quality.stability(found, words).summary["ari"].iloc[0], 7) == expected


def seeded(of, language="en"):
    """Assignments of each seed."""
    return pd.concat(
        [put(topics, language=language).assign(seed=seed) for seed, topics in of.items()]
    )


def test_topics_are_matched_by_their_words_and_told_one_by_one():
    first = listed(["tax", "budget", "vote"], ["war", "army", "peace"])
    other = listed(["war", "army", "truce"], ["sun", "rain", "wind"])
    model = listed(["war", "army", "peace"], ["tax", "budget", "vote"])
    words = pd.concat([first.assign(seed=1), other.assign(seed=2)])
    found = quality.stability(seeded({1: [0, 1, 1], 2: [1, 0, 0]}), words, reference=model)
    told = found.topics.set_index("topic")
    assert told["n_seeds"].tolist() == [2, 2]
    assert told["n_same"].to_dict() == {0: 2, 1: 1}  # war comes back with both, tax with one
    assert told.loc[0, "jaccard"] == pytest.approx((1 + 0.5) / 2)
    assert found.pairs["jaccard"].iloc[0] == pytest.approx((0.5 + 0) / 2)
    assert found.summary.loc[0, ["ari", "ari_low", "ari_high"]].tolist() == [1, 1, 1]


def test_a_match_is_the_best_for_all_topics_together_and_nobody_is_matched_twice():
    shares = np.array([[0.9, 0.8, 0.0], [0.8, 0.1, 0.0]])
    assert agreement.matched(shares).tolist() == [0.8, 0.8]
    assert agreement.mean_match(shares) == pytest.approx(1.6 / 3)  # the third has no partner
    assert math.isnan(agreement.mean_match(np.zeros((0, 0))))


def test_outliers_are_one_group_and_also_left_out():
    found = quality.stability(
        seeded({1: [-1, -1, 0, 1], 2: [-1, 0, 0, 1]}),
        pd.concat([listed(["a"], ["b"]).assign(seed=seed) for seed in (1, 2)]),
    ).pairs.iloc[0]
    assert found["n_units"] == 4
    assert found["n_both"] == 2
    assert found["ari_both"] == 1.0
    assert found["ari"] < 1


def test_ten_seeds_make_forty_five_pairs_and_no_language_is_compared_with_another():
    seeds = {seed: [0, 0, 1, 1] for seed in range(10)}
    words = pd.concat([listed(["a"], ["b"], language=tag).assign(seed=seed)
                       for seed in seeds for tag in ("en", "nl")])  # fmt: skip
    both = pd.concat([seeded(seeds), seeded(seeds, language="nl")])
    found = quality.stability(both, words)
    assert found.summary["n_pairs"].tolist() == [45, 45]
    assert found.summary["jaccard"].tolist() == [1.0, 1.0]
    assert found.topics["share"].tolist() == [1.0] * 4


def test_one_seed_shows_no_stability_and_no_seed_at_all_is_empty():
    with pytest.raises(InputError, match="at least 2 seeds, better 10; found \\[1\\]"):
        quality.stability(seeded({1: [0]}), listed(["a"]).assign(seed=1))
    nothing = pd.DataFrame(columns=["language", "seed", "unit_id", "topic", "rank", "word"])
    assert [len(table) for table in quality.stability(nothing, nothing)] == [0, 0, 0]


def test_a_unit_twice_in_a_seed_is_told():
    with pytest.raises(TableError, match="units twice for one seed"):
        quality.stability(pd.concat([seeded({1: [0]})] * 2), listed(["a"]).assign(seed=1))


# Topics or articles


def test_topics_that_are_the_articles_have_one_and_outliers_are_left_out():
    topics, docs = [0, 0, 0, 1, 1, 1, -1, -1], list("aaabbbab")
    known = articles(doc_id=["a", "b"], outlet=["Daily", "Herald"])
    found = quality.tells_articles_apart(put(topics, docs), known).set_index("of")
    assert found["ami"].tolist() == [1.0, 1.0]
    assert found["n_units"].tolist() == [6, 6]


def test_adjusted_mutual_information_is_that_of_scikit_learn():
    draw = np.random.default_rng(3)
    topics, docs = draw.integers(0, 4, 90).tolist(), [f"d{n}" for n in draw.integers(0, 7, 90)]
    known = articles(doc_id=[f"d{n}" for n in range(7)], outlet=list("xxyyzzz"))
    found = quality.tells_articles_apart(put(topics, docs), known).set_index("of")["ami"]
    outlets = [dict(zip(known["doc_id"], known["outlet"], strict=True))[doc] for doc in docs]
    assert found["article"] == pytest.approx(adjusted_mutual_info_score(topics, docs))
    assert found["outlet"] == pytest.approx(adjusted_mutual_info_score(topics, outlets))
    assert abs(found["article"]) < 0.1


def test_copies_are_one_article_and_one_article_shows_nothing():
    known = articles(doc_id=["a", "b"], cluster_id=["a", "a"])
    assigned = put([0, 0, 1, 1], list("aabb"))
    assert quality.tells_articles_apart(assigned, known)["ami"].isna().all()
    found = quality.spread(assigned, known)
    assert found["n_clusters"].tolist() == [1, 1]
    assert found["top_share"].tolist() == [1.0, 1.0]


def test_spread_names_the_article_with_most_of_a_topic():
    found = quality.spread(put([0, 0, 0, -1], list("abba")), articles(doc_id=["a", "b"]))
    row = found.set_index("topic").loc[0]
    assert (row["top_doc"], row["n_units"], row["n_docs"]) == ("b", 3, 2)
    assert row["top_share"] == pytest.approx(2 / 3)
    assert row["top_base"] == 0.5
    assert found["share"].tolist() == [0.25, 0.75]


# Counting


def wavy(n=8):
    """Articles in two waves, four units each; topic 0 grows from a quarter to three."""
    ids = [f"d{place}" for place in range(n)]
    known = articles(doc_id=ids, wave=["May"] * (n // 2) + ["June"] * (n - n // 2))
    docs = [doc for doc in ids for _ in range(4)]
    topics = [0, 1, 1, -1] * (n // 2) + [0, 0, 0, 1] * (n - n // 2)
    topics[1] = 0  # or all articles of a wave would be alike
    topics[-1] = 0
    return put(topics, docs), known


def test_tallies_have_every_topic_of_every_article_and_make_shares_with_intervals():
    assigned, known = wavy()
    tallies = quality.tallies(assigned, known, by=["wave"])
    assert len(tallies) == 8 * 3
    assert tallies.loc[tallies["doc_id"] == "d7", ["frame", "n_positive"]].to_numpy().tolist() == [
        ["-1", 0], ["0", 4], ["1", 0]]  # fmt: skip
    assert tallies.groupby("doc_id")["n_positive"].sum().tolist() == [4] * 8
    shares = measure.salience(tallies, level=0.95, by=["wave"]).set_index(["wave", "frame"])
    assert shares.loc[("June", "0"), "estimate"] == pytest.approx(13 / 16)
    assert shares.loc[("June", "0"), "n_docs"] == 4
    assert shares.loc[("June", "0"), "ci_high"] > 13 / 16
    sums = shares.groupby("wave")["estimate"].sum()
    assert sums.tolist() == pytest.approx([1, 1])
    changed = compare.difference(tallies, across="wave", reference="May", measure="salience",
                                 level=0.95, seed=1)  # fmt: skip
    row = changed.set_index("frame").loc["0"]
    assert row["estimate"] == pytest.approx(13 / 16 - 5 / 16)
    assert row["p_value"] == pytest.approx(2 / 70)


@settings(max_examples=20, deadline=None)
@given(st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_no_number(random):
    assigned, known = wavy()
    rows = list(range(len(assigned)))
    random.shuffle(rows)
    mixed = assigned.iloc[rows]
    codes = assigned[["unit_id"]].assign(**{"code:theft": [1, 0] * 16})
    for count in (
        lambda table: quality.tallies(table, known, by=["wave"]),
        lambda table: quality.crossed(table, codes, level=0.95),
        lambda table: quality.over_time(table, known, bins="wave"),
        lambda table: quality.spread(table, known),
    ):
        pd.testing.assert_frame_equal(count(mixed), count(assigned))


def test_languages_have_their_own_topics():
    assigned = pd.concat([put([0, 1], ["a", "a"]), put([0, 5], ["a", "b"], language="nl")])
    found = quality.tallies(assigned, articles(doc_id=["a", "b"]), by=["outlet", "language"])
    assert found.groupby("language")["frame"].unique().map(list).to_dict() == {
        "en": ["0", "1"], "nl": ["0", "5"]}  # fmt: skip
    assert found.loc[found["language"] == "nl", "n_units"].tolist() == [1, 1, 1, 1]


def test_units_twice_or_of_unknown_articles_are_told():
    known = articles(doc_id=["a"])
    with pytest.raises(TableError, match="units twice"):
        quality.tallies(pd.concat([put([0])] * 2), known)
    with pytest.raises(TableError, match="1 articles that are not in documents \\('z'\\)"):
        quality.tallies(put([0], ["z"]), known)
    with pytest.raises(TableError, match=r"lacks 'language'.*model.assigned.assign"):
        quality.tallies(put([0]).drop(columns="language"), known)
    with pytest.raises(TableError, match=r"no column 'wafe'.*Did you mean 'wave'"):
        quality.tallies(put([0]), known, by=["wafe"])


# Frames


def coded(values, **more):
    units = pd.DataFrame({"unit_id": [f"en{n}" for n in range(len(values))], "code:theft": values})
    return units.assign(**more)


def test_topics_and_frames_are_counted_with_zeros_and_against_the_rest():
    assigned = put([0, 0, 0, 1, 1, -1], list("abcabc"))
    found = quality.crossed(assigned, coded([1, 1, 0, 0, 0, 1]), level=0.95).set_index("topic")
    assert found["n_positive"].to_dict() == {-1: 1, 0: 2, 1: 0}
    assert found.loc[1, ["share", "n_units", "n_rest", "n_rest_positive"]].tolist() == [0, 2, 4, 3]
    assert found.loc[0, "lift"] == pytest.approx((2 / 3) / (3 / 6))
    assert found.loc[0, "log_odds"] == pytest.approx(math.log(2.5 * 2.5 / (1.5 * 1.5)))
    assert found.loc[0, "note"] == "3 articles: description only."
    assert "p_value" not in found


def test_intervals_of_frames_in_topics_take_articles_as_the_sample():
    assigned = put([0] * 20, [doc for doc in "abcde" for _ in range(4)])
    alike = coded([1, 1, 1, 1] + [0] * 16)
    spread = coded([1, 0, 0, 0] * 4 + [0] * 4)
    wide, narrow = (
        quality.crossed(assigned, units, level=0.95).iloc[0] for units in (alike, spread)
    )
    assert wide["share"] == narrow["share"] == 0.2
    assert wide["ci_high"] > narrow["ci_high"]
    assert pd.isna(wide["note"])


def test_a_unit_without_a_decision_does_not_count_for_that_frame():
    units = coded([1, None, 0], **{"code:danger": [1, 1, 1]})
    found = quality.crossed(put([0, 0, 0]), units, level=0.95).set_index("frame")
    assert found["n_units"].to_dict() == {"theft": 2, "danger": 3}


def test_without_codes_or_units_this_is_told_or_empty():
    with pytest.raises(TableError, match="no column code:<frame>"):
        quality.crossed(put([0]), pd.DataFrame({"unit_id": ["en0"]}), level=0.95)
    found = quality.crossed(put([]), coded([]), level=0.95)
    assert len(found) == 0
    assert "lift" in found


# Time


def dated(*spans):
    first, last = ([pd.Timestamp(span[end]) if span[end] else pd.NaT for span in spans]
                   for end in (0, 1))  # fmt: skip
    return articles(doc_id=list("abcdef"[: len(spans)]), published_from=first, published_to=last)


def test_months_are_made_first_and_empty_ones_are_zeros_without_a_share():
    known = dated(("2025-01-29", "2025-01-31"), ("2025-03-02", "2025-03-02"))
    found = quality.over_time(put([0, 0, 1], list("aab")), known, bins="month")
    assert found["bin"].unique().tolist() == ["2025-01", "2025-02", "2025-03"]
    cells = found.set_index(["bin", "topic"])
    assert cells["n_positive"].tolist() == [2, 0, 0, 0, 0, 1]
    assert cells["n_units"].tolist() == [2, 2, 0, 0, 1, 1]
    assert cells["share"].isna().tolist() == [False, False, True, True, False, False]
    assert cells.loc[("2025-01", 1), "share"] == 0  # nothing of March seeps into January


def test_weeks_begin_on_monday_and_an_article_across_two_is_counted_apart():
    known = dated(("2025-01-26", "2025-01-26"), ("2025-01-27", "2025-02-01"),
                  ("2025-01-26", "2025-01-27"), (None, "2025-01-27"))  # fmt: skip
    found = quality.over_time(put([0, 0, 0, 0], list("abcd")), known, bins="week")
    assert found["bin"].tolist()[:2] == ["2025-01-20", "2025-01-27"]
    assert found["n_docs"].tolist() == [1, 1, 2]
    assert pd.isna(found["bin"].iloc[2])


def test_a_year_ends_in_a_week():
    known = dated(("2024-12-30", "2025-01-05"))
    assert quality.over_time(put([0]), known, bins="week")["bin"].tolist() == ["2024-12-30"]


def test_waves_stand_in_order_with_those_that_have_no_article():
    assigned, known = wavy()
    found = quality.over_time(assigned, known, bins="wave", order=["April", "May", "June"])
    assert found["bin"].unique().tolist() == ["April", "May", "June"]
    assert found.loc[found["bin"] == "April", "n_docs"].tolist() == [0, 0, 0]
    assert quality.over_time(assigned, known, bins="wave")["n_units"].sum() == 3 * 32
    with pytest.raises(InputError, match="order lacks the waves 'May'"):
        quality.over_time(assigned, known, bins="wave", order=["June"])
    with pytest.raises(InputError, match="bins='day' is none"):
        quality.over_time(assigned, known, bins="day")


def test_undated_articles_alone_are_counted_and_not_lost():
    found = quality.over_time(put([0, 1]), dated((None, None)), bins="month")
    assert found["bin"].isna().all()
    assert found["n_positive"].tolist() == [1, 1]


# Words without a model, and a test for readers


def test_telling_words_are_those_that_are_not_everywhere():
    units = pd.DataFrame({
        "language": ["en", "en", "nl"], "doc_id": ["a", "b", "c"],
        "text": ["The chips, chips and OpenAI OpenAI 2025", "tariffs tariffs for OpenAI OpenAI",
                 "het auteursrecht en het auteursrecht"]})  # fmt: skip
    known = pd.DataFrame({"doc_id": list("abc"), "wave": ["May", "June", "June"]})
    found = quality.telling(units, known, by="wave")
    assert found[["language", "group", "word", "n"]].to_numpy().tolist() == [
        ["en", "June", "tariffs", 2], ["en", "May", "chips", 2], ["nl", "June", "auteursrecht", 2],
    ]  # fmt: skip
    assert found["weight"].tolist()[0] == pytest.approx(2 / 4 * math.log(2))
    by_article = quality.telling(units, known, by="doc_id", least=1)
    assert "openai" not in by_article["word"].tolist()
    assert len(quality.telling(units.head(0), known, by="wave")) == 0


def test_an_intruder_is_of_another_topic_and_the_same_seed_gives_the_same_test():
    words = listed(["tax", "budget", "vote"], ["war", "army", "tax"], ["sun", "rain", "wind"])
    found = quality.intruders(words, seed=4, top=3)
    assert sorted(found["topic"]) == [0, 1, 2]
    assert found["item"].tolist() == [1, 2, 3]
    for row in found.itertuples():
        own = words.loc[words["topic"] == row.topic, "word"].tolist()
        assert row.intruder not in own
        assert sorted(row.words.split(" · ")) == sorted([*own, row.intruder])
    pd.testing.assert_frame_equal(found, quality.intruders(words.sample(frac=1, random_state=1),
                                                           seed=4, top=3))  # fmt: skip
    assert len(quality.intruders(listed(["tax"]), seed=1)) == 0
