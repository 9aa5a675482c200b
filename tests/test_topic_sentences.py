"""What is said of topics agrees with the tables, and does not say too much."""

from types import SimpleNamespace

import pandas as pd
import pytest

from analysis import topic_sentences as said

NAMES = {"en": {"0": "0: tax, budget", "1": "1: war, army"}, "nl": {"0": "0: belasting"}}
LABELS = {"theft": "IP theft", "danger": "National security"}


def sizes(language="en", outliers=1):
    return pd.DataFrame({
        "language": language, "topic": [-1, 0, 1], "n_units": [outliers, 7, 2], "n_docs": [1, 3, 1],
        "share": [0.1, 0.7, 0.2],
    })  # fmt: skip


def words(language="en"):
    lists = (["tax", "budget", "at_t", "vote"], ["war"])
    return pd.DataFrame([
        {"language": language, "topic": topic, "rank": rank, "word": word}
        for topic, own in enumerate(lists) for rank, word in enumerate(own, start=1)
    ])  # fmt: skip


def summary(ari, *, seeds=10, language="en"):
    return pd.DataFrame({
        "language": language, "n_seeds": [seeds], "n_pairs": seeds * (seeds - 1) // 2, "n_units": 9,
        "ari": ari, "ari_low": ari - 0.1, "ari_high": ari + 0.1, "jaccard": 0.5,
        "jaccard_low": 0.25, "jaccard_high": 0.75,
    })  # fmt: skip


def back(*shares, language="en"):
    return pd.DataFrame({"language": language, "topic": range(len(shares)), "n_seeds": 10,
                         "n_same": 0, "share": shares, "jaccard": 0.5})  # fmt: skip


def test_the_page_begins_with_what_topics_are_not():
    text = said.no_frames()
    assert text.startswith("**Topics are not frames.**")
    assert "no topic may be reported as a frame" in text


def test_units_are_counted_by_language():
    counts = pd.DataFrame({"language": ["en", "nl", None], "n_units": [1200, 1, 3],
                           "n_short": [7, 0, 0]})  # fmt: skip
    assert said.units(counts, unit="sentence", n_docs=5) == (
        "From 5 articles: English 1,200 sentences, 7 of them too short; Dutch 1 sentence; "
        "Language not known 3 sentences. Each language is modelled apart."
    )
    assert "nothing to model" in said.units(counts.head(0), unit="sentence", n_docs=0)


def model(reason="", n_topics=3):
    return SimpleNamespace(reason=reason, n_topics=n_topics, said="57 units in en.")


def test_a_model_says_what_it_found_or_why_there_is_none():
    text = said.made({"en": model(), "nl": model("No topic model: 12 units.", 0)})
    assert text.split("\n\n") == [
        "**English**: 3 topics. 57 units in en.",
        "**Dutch**: No topic model: 12 units. 57 units in en.",
    ]
    assert "no topic model" in said.made({})


def test_topics_are_told_with_words_and_sizes_and_markdown_is_harmless():
    text = said.about(sizes(), words(), unit="sentence", top=3)
    assert text == (
        "**English**: topic 0 (7 sentences of 3 articles, 70 %) tax, budget and at\\_t; "
        "topic 1 (2 sentences of 1 article, 20 %) war."
    )
    assert said.about(sizes().head(1), words(), unit="sentence") == "**English**: no topic."


@pytest.mark.parametrize(("outliers", "told", "many"), [
    (0, "0 of 9 sentences (0 %) are in no topic.", False),
    (1, "1 of 10 sentences (10 %) is in no topic.", False),
    (9, "9 of 18 sentences (50 %) are in no topic.", True),
])  # fmt: skip
def test_outliers_are_always_told(outliers, told, many):
    text = said.outliers(sizes(outliers=outliers), unit="sentence")
    assert told in text
    assert ("a part of the coverage only" in text) == many


@pytest.mark.parametrize(("ari", "verdict"), [
    (0.9, "can be cut in the same way with every seed"),
    (0.5, "in part: report only those that come back"),
    (0.1, "Do not report them"), (float("nan"), "Nothing can be compared"),
])  # fmt: skip
def test_the_verdict_follows_the_seeds(ari, verdict):
    text = said.stable(summary(ari), back(0.9, 0.2))
    assert verdict in text
    assert "over 45 pairs of 10 seeds" in text
    assert "Topic 0 of 2 comes back" in text
    assert "50 %, from 25 % to 75 %, of their first ten words" in text
    assert "Fewer than" not in text


def test_few_seeds_are_a_hint_and_each_language_has_its_own_verdict():
    both = pd.concat([summary(0.9, seeds=3), summary(0.1, language="nl")])
    english, dutch = said.stable(both, back(1.0, 1.0)).split("\n\n")
    assert "3 pairs of 3 seeds" in english
    assert english.endswith("Fewer than 10 seeds are a hint only.")
    assert "All 2 topics come back" in english
    assert "No topic comes back" in dutch
    assert "Do not report" in dutch


def coherence(values, *, unseen=0, window="unit"):
    return pd.DataFrame({
        "language": "en", "topic": pd.array([*range(len(values)), None], "Int64"),
        "npmi": [*values, sum(values) / max(1, len(values))], "n_pairs": 45, "n_unseen": unseen,
        "n_windows": 1200, "window": window, "top": 10,
    })  # fmt: skip


def test_coherence_states_its_window_and_what_it_is_not_worth():
    text = said.coherent(coherence([0.2, -0.4]))
    assert "mean NPMI of the first 10 words is −.10, from −.40 (topic 1) to .20 (topic 0)" in text
    assert "in the same unit (1,200 units)" in text
    assert "Hoyle et al. 2021" in text
    assert "skipped" not in text
    assert "hardly more often than by chance" in text
    text = said.coherent(coherence([0.2], unseen=1, window="10"))
    assert "hardly more often than by chance" not in text
    assert "in 10 running words (1,200 windows)" in text
    assert "1 word that the texts do not hold as such was skipped" in text


def apart(ami, outlet=float("nan")):
    return pd.DataFrame({"language": "en", "of": ["article", "outlet"], "n_units": 9, "n_topics": 2,
                         "n_groups": 3, "ami": [ami, outlet]})  # fmt: skip


def spread(*shares):
    return pd.DataFrame({"language": "en", "topic": range(-1, len(shares) - 1),
                         "top_share": shares, "top_base": 0.4})  # fmt: skip


@pytest.mark.parametrize(("ami", "verdict"), [
    (0.8, "merely tell the articles apart"), (0.3, "In part the topics"), (0.0, "run through"),
    (float("nan"), "cannot show whether topics follow articles"),
])  # fmt: skip
def test_it_is_said_whether_topics_are_only_articles(ami, verdict):
    text = said.by_article(apart(ami), spread(1.0, 0.9, 0.5))
    assert verdict in text
    assert "Topic 0 comes to three quarters or more from one article" in text
    assert "No topic is the subject of one" in said.by_article(apart(ami), spread(1.0, 0.5))
    long = spread(1.0, 0.9).assign(top_base=0.8)  # nearly all units are of that article
    assert "No topic is the subject of one" in said.by_article(apart(ami), long)
    assert ", with outlet .25 " in said.by_article(apart(0.8, 0.25), spread(1.0))


def times():
    return pd.DataFrame({
        "language": "en", "bin": ["2025-01", "2025-02", "2025-03", None], "topic": 0,
        "n_units": [12, 0, 3, 5], "n_docs": [2, 0, 1, 1], "n_positive": 0, "share": 0.0,
    })  # fmt: skip


def test_bins_are_counted_and_what_is_in_none_is_told():
    assert said.over_time(times(), bins="month", unit="sentence") == (
        "**English**: 2 months with 3 to 12 sentences each, cut before the topics were counted "
        "and not smoothed. 1 month without any article. 1 article (5 sentences) belongs to no "
        "single month and is not in the chart."
    )
    assert "no article can be placed in a week" in said.over_time(
        times().tail(1), bins="week", unit="sentence"
    )


def crossed(n_docs=5):
    return pd.DataFrame({
        "language": "en", "topic": [0, 0, 1, 1, -1], "n_units": 10, "n_docs": n_docs,
        "frame": ["theft", "danger", "theft", "danger", "theft"], "n_positive": [8, 1, 4, 2, 9],
        "share": [0.8, 0.1, 0.4, 0.2, 0.9], "share_rest": 0.2, "lift": [2.0, 0.5, 1.0, 5, 9],
        "log_odds": [1.7, -0.6, 0, 3, 9],
    })  # fmt: skip


def test_frames_that_stand_out_are_told_with_counts_and_no_topic_becomes_a_frame():
    text = said.frames(crossed(), topics=NAMES, labels=LABELS, unit="sentence")
    assert text.startswith(
        "**English**: IP theft in topic 0 (8 of 10 sentences, 80 %, against 20 %"
    )
    assert "National security" not in text  # two sentences are too few, whatever the lift
    assert "description only" not in text
    few = said.frames(crossed(2), topics=NAMES, labels=LABELS, unit="sentence")
    assert "So few articles allow a description only." in few


def assigned():
    return pd.DataFrame({"language": ["en", "en", "en", "nl"], "doc_id": ["a", "b", "a", "c"]})


def test_captions_carry_the_seeds_the_outliers_and_the_warning():
    in_two = {"unit": "sentence", "assigned": assigned()}
    told = said.captions(sizes(), summary(0.1), coherence([0.3]), **in_two)["en"]
    assert told == (
        "English, 2 articles, 10 sentences, 1 of them in no topic. Over 10 seeds the median "
        "adjusted Rand index of these topics is .10: they depend on the seed. Mean NPMI of their "
        "first 10 words is .30. Topics are not frames."
    )
    nothing = coherence([]).head(0)
    without = said.captions(sizes(), summary(0.1).head(0), nothing, **in_two)["en"]
    assert without.endswith("1 of them in no topic. Topics are not frames.")


def test_the_intrusion_test_says_what_guessing_finds():
    items = pd.DataFrame({"item": [1, 2]})
    assert "Guessing finds 17 %" in said.intrusion(items)
    assert "there are none" in said.intrusion(items.head(0))


def test_without_a_model_it_is_said_what_one_would_take():
    text = said.telling({"en": model("No topic model."), "nl": model()}, least=50)
    assert text.startswith("English has no topic model. A model takes 50 units")
    assert "not needed" in said.telling({"en": model(), "nl": model()}, least=50)


@pytest.mark.parametrize("tell", [
    lambda empty: said.about(empty, empty, unit="sentence"),
    lambda empty: said.outliers(empty, unit="sentence"),
    lambda empty: said.stable(empty, empty),
    said.coherent,
    lambda empty: said.by_article(empty, empty),
    lambda empty: said.over_time(empty, bins="month", unit="sentence"),
    lambda empty: said.frames(empty, topics={}, labels=LABELS, unit="sentence"),
    lambda empty: said.each({}),
])  # fmt: skip
def test_without_topics_a_sentence_says_so(tell):
    empty = pd.DataFrame(columns=["language", "topic", "rank", "word", "n_units"])
    assert "topic model" in tell(empty)
    assert said.captions(empty, empty, empty, unit="sentence", assigned=empty) == {}


def test_what_is_said_can_be_asked_for_one_language():
    both = pd.concat([sizes(), sizes("nl")])
    text = said.outliers(both, unit="sentence")
    assert text.of("nl") == "1 of 10 sentences (10 %) is in no topic."
    assert text == f"**English**: {text.of('en')}\n\n**Dutch**: {text.of('nl')}"
    assert text.of("de") == text
    found = said.each({"nl": "**May**: 5 %."})
    assert found.of("nl") == "**May**: 5 %."
