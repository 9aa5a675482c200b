"""Topics as a reader sees them."""

import re

import pandas as pd
import pytest

from analysis import contracts, topic_tables, wording
from analysis.topic_quality import npmi, spread, stability, telling

HOSTILE = '<script>alert("x")</script> & <b>'
LABELS = {"theft": "IP theft", "danger": "National security"}


def listed(language, *lists):
    return pd.DataFrame([
        {"language": language, "topic": topic, "rank": rank, "word": word, "weight": 1 / rank}
        for topic, words in enumerate(lists) for rank, word in enumerate(words, start=1)
    ])  # fmt: skip


def articles(n=3):
    """Articles a, b, c; the outlet of the first is hostile."""
    return contracts.conform(pd.DataFrame({
        "doc_id": list("abc")[:n], "outlet": [HOSTILE, "Daily", "Herald"][:n],
        "source_file": "x.txt", "source_format": "text", "position_in_file": 0, "text": "x",
        "date_source": "none", "words": 1, "text_sha256": "0", "wave": "May",
    }), "documents")  # fmt: skip


def found():
    """Six English units in two topics and one outlier, two Dutch ones in one topic."""
    units = pd.DataFrame({
        "unit_id": [f"u{n}" for n in range(9)], "doc_id": list("aababccbb"),
        "language": ["en"] * 7 + ["nl"] * 2, "topic": [0, 0, 0, 0, 1, 1, -1, 0, 0],
        "text": ["tax and budget", "tax", "budget", f"a tax {HOSTILE}", "war army", "war", "so",
                 "belasting op begroting", "begroting"],
        "code:theft": [1, 0, 1, 1, 0, 0, 0, 1, None], "code:danger": 0,
    })  # fmt: skip
    words = pd.concat([listed("en", ["tax", "budget"], ["war", "army"]),
                       listed("nl", ["belasting", "begroting"])])  # fmt: skip
    return units, words


def plain(shown):
    return re.sub(r"\s+", " ", re.sub(r"<style>.*?</style>|<[^>]+>", " ", shown._repr_html_(),
                                      flags=re.DOTALL))  # fmt: skip


def test_joined_gives_the_language_of_the_model_and_columns_without_any():
    both = topic_tables.joined({"en": pd.DataFrame({"topic": [0], "language": ["en-GB"]}),
                                "nl": pd.DataFrame({"topic": []})})  # fmt: skip
    assert both["language"].tolist() == ["en"]
    assert {"unit_id", "topic", "word", "share"} <= set(topic_tables.joined({}))


def test_names_are_first_words_of_the_largest_topics_without_outliers():
    words = pd.concat(
        [
            listed("en", *[[f"w{n}", "x", "y", "z"] for n in range(15)]),
            pd.DataFrame([{"language": "en", "topic": -1, "rank": 1, "word": "rest"}]),
        ]
    )
    names = topic_tables.names(words.sample(frac=1, random_state=1))
    assert list(names["en"]) == [str(n) for n in range(12)]
    assert names["en"]["10"] == "10: w10, x, y"


def test_titles_say_number_and_size():
    sizes = pd.DataFrame({"language": "nl", "topic": [-1, 0, 1], "n_units": [1, 2000, 1],
                          "share": [0.0, 0.999, 0.001]})  # fmt: skip
    assert topic_tables.titles(sizes, unit="paragraph")["nl"] == {
        "0": "Topic 0 (2,000 paragraphs, 99.9 %)", "1": "Topic 1 (1 paragraph, 0.1 %)"}  # fmt: skip


def overview():
    units, words = found()
    seeds = pd.concat([units.assign(seed=seed) for seed in (1, 2, 3)])
    other = pd.concat([words.assign(seed=seed) for seed in (1, 2, 3)])
    return topic_tables.overview(
        spread(units, articles()), words, coherence=npmi(words, units),
        stability=stability(seeds, other, reference=words).topics,
    )  # fmt: skip


def test_an_overview_has_a_row_per_topic_and_the_outliers_last():
    table = overview()
    assert table["language"].tolist() == ["English"] * 3 + ["Dutch"]
    english = table[table["language"] == "English"]
    assert english["topic"].tolist() == ["0", "1", "in no topic"]
    assert english["words"].tolist() == ["tax, budget", "war, army", ""]
    assert english["units"].tolist() == ["4 (57 %)", "2 (29 %)", "1 (14 %)"]
    assert english["largest"].tolist() == ["75 %", "50 %", "100 %"]
    assert english["seeds"].tolist() == ["3 of 3", "3 of 3", ""]
    assert english["NPMI"].iloc[2] == ""


def test_passages_are_escaped_named_by_article_and_frame_and_lead_to_it():
    units, _ = found()
    central = pd.DataFrame({"language": "en", "topic": [0, 0, 1], "rank": [2, 1, 1],
                            "unit_id": ["u0", "u3", "u4"], "doc_id": ["a", "a", "b"]})  # fmt: skip
    shown = topic_tables.passages(central, units, articles(), labels=LABELS, linked={"b"},
                                  topics={"en": {"0": "0: tax <i>", "1": "1: war"}})  # fmt: skip
    markup = shown._repr_html_()
    assert "<script" not in markup
    assert "<i>" not in markup
    assert markup.index("a tax &lt;script") < markup.index("tax and budget")  # by rank
    assert markup.count('<span class="fw-frame">IP theft</span>') == 2
    assert markup.count('href="#article-') == 1
    assert '<a href="#article-b">Daily, undated</a>' in markup
    few = topic_tables.passages(central, units, articles(), labels={}, most=1,
                                topics={"en": {"0": "0"}})  # fmt: skip
    assert few._repr_html_().count("<blockquote>") == 1


def test_languages_stand_under_their_names_and_nothing_is_said():
    shown = topic_tables.together({"en": wording.Html("<p>1</p>", "1"),
                                   "nl": wording.Html("<p>2</p>", "2")})  # fmt: skip
    assert plain(shown).split() == ["English", "1", "Dutch", "2"]
    assert repr(shown) == "English\n1\n\nDutch\n2"
    assert plain(topic_tables.together({}, nothing="<None>")).strip() == "&lt;None&gt;"


def crossed():
    return pd.DataFrame({
        "language": "en", "topic": [0, 0, 1, -1], "frame": ["theft", "danger", "theft", "theft"],
        "n_units": [10, 10, 4, 2], "n_positive": [8, 1, 0, 2], "n_docs": 2,
        "share": [0.8, 0.1, 0, 1],
        "ci_low": [0.5, float("nan"), 0, 1], "ci_high": [1.0, float("nan"), 0, 1],
        "share_rest": 0.3, "lift": [2.0, 0.5, 0, 3], "log_odds": [1.7, -0.6, -2, 3], "note": None,
    })  # fmt: skip


def test_topics_by_frames_lists_what_meets_the_strongest_first():
    names = {"en": {"0": "0: tax", "1": "1: war"}}
    table = topic_tables.crossed(crossed(), topics=names, labels=LABELS)
    assert table["frame"].tolist() == ["IP theft", "National security"]
    assert table["units"].tolist() == ["8 of 10", "1 of 10"]
    assert table["interval"].tolist() == ["50 % to 100 %", "–"]
    assert table["log odds"].tolist() == ["1.70", "−.60"]
    assert topic_tables.crossed(crossed().head(0), topics=names, labels=LABELS).empty


def test_telling_words_name_the_group_escaped_and_how_often():
    units, _ = found()
    table = telling(units, articles(), by="doc_id", least=1)
    shown = topic_tables.telling(table, groups=wording.article_labels(articles()))
    assert "<script" not in shown._repr_html_()
    assert "Herald, undated war (1) Dutch" in plain(shown)  # 'so' is a stop word
    assert "Daily, undated" in plain(shown)
    assert "No word is in one group" in plain(topic_tables.telling(table.head(0)))
    assert "2 more groups are not shown" in plain(topic_tables.telling(table, most=1))


def test_answers_of_the_intrusion_test_are_folded_away():
    items = pd.DataFrame(
        {
            "language": "en",
            "item": [2, 1],
            "topic": [0, 1],
            "words": ["<b> · tax", "war · sun"],
            "intruder": ["tax", "sun"],
        }
    )
    markup = topic_tables.intrusion(items, said="A <i>test</i>.")._repr_html_()
    assert "<b>" not in markup
    assert markup.index("war · sun") < markup.index("&lt;b&gt;") < markup.index("<details>")
    assert markup.index("<details>") < markup.index("sun (topic 1)")


@pytest.mark.parametrize(("reason", "shown"), [("", "yes"), ("No topic model.", "No topic model.")])
def test_what_is_left_out_is_listed_with_the_reason(reason, shown):
    counts = pd.DataFrame({"language": ["en", None], "n_units": [9, 1], "n_short": [2, 0]})
    table = topic_tables.left_out(counts, {"en": reason})
    assert table["left"].tolist() == [7, 1]
    assert table["model"].tolist() == [shown, "language not known: no model"]
    assert table["language"].tolist() == ["English", "Language not known"]
