"""Sentences and tables of concordance, collocations and dispersion agree with their numbers."""

import numpy as np
import pandas as pd
import pytest

from analysis import dispersion, lexis_sentences, lexis_tables, words

LABELS = {"theft": "Theft", "money": "Money"}


def lines(*rows):
    return pd.DataFrame(rows, columns=["doc_id", "segment_id", "language", "wave", "frames"])


def test_concordance_tells_hits_articles_waves_and_frames():
    twice = ("a", "a:0", "en", "May", "money theft")
    found = lines(twice, twice, ("a", "a:1", "en", "May", ""), ("b", "b:0", "en", None, "theft"),
                  ("c", "c:0", "nl", "June", None))  # fmt: skip
    said = lexis_sentences.concordance(found, labels=LABELS, query=["co_py", "x"],
                                       order=["June", "May"])  # fmt: skip
    english, dutch = said.split("\n\n")
    assert english == (
        "**English**: 4 hits of *co\\_py* and *x* in 2 articles (3 in May and 1 in no wave); "
        "of the 3 coded sentences with it 2 carry a frame (Theft 2 and Money 1)."
    )
    assert dutch == "**Dutch**: 1 hit of *co\\_py* and *x* in 1 article (1 in June)."


def test_concordance_without_a_hit():
    said = lexis_sentences.concordance(lines(), labels=LABELS, query=["copy"])
    assert said == "*copy* was not found in any counted sentence."


def scored(**changes):
    table = pd.DataFrame({
        "language": ["en", "en", "nl"], "wave": ["May", "May", None], "first": "steal",
        "second": ["data", "model", "chip"], "n": [7, 3, 2], "n_docs": [2, 1, 1],
        "n_first": 9, "n_second": [7, 4, 2], "n_words": 99, "expected": [0.5, 0.25, 0.1],
        "log_dice": [12.34, 11.0, np.nan],
    })  # fmt: skip
    return table.assign(**changes)


def test_collocations_tell_scores_counts_and_articles():
    said = lexis_sentences.collocations(scored(), measure="log_dice", most=1)
    assert said == (
        "**English, May**, highest by logDice: *steal data* (12.3; 7 times in 2 articles). "
        "1 of the 2 pairs stands in one article only."
    )
    alone = lexis_sentences.collocations(scored(n_docs=1), measure="log_dice")
    assert alone.endswith("All of them stand in one article only.")
    none = lexis_sentences.collocations(scored().head(0), measure="log_dice")
    assert none == "No two words stand together often enough to be scored."


def test_table_of_collocations_keeps_the_first_of_each_group():
    shown = lexis_tables.collocations(scored(), most=1)
    assert shown["neighbour"].tolist() == ["data", "chip"]
    assert shown["times"].tolist() == [7, 2]
    assert shown["logDice"].tolist() == ["12.34", "–"]
    assert "n_words" not in shown


def counts(*texts):
    table = pd.DataFrame([
        {"doc_id": f"d{number}", "language": "en", "position": at, "term": term}
        for number, text in enumerate(texts) for at, term in enumerate(text)
    ])  # fmt: skip
    return table, words.counts(table)


def test_dispersion_tells_the_most_and_the_least_even_term():
    _, counted = counts("ab", "aabz", "aab", "ab")
    said = lexis_sentences.dispersion(dispersion.measures(counted))
    assert said == (
        "**English**: of 3 terms *a* (DPnorm .07, in 4 of 4 articles) is spread most evenly, "
        "*z* (DPnorm .78, in 1 of 4 articles) least."
    )
    assert "*a*" not in lexis_sentences.dispersion(dispersion.measures(counted), terms=["z", "b"])
    none = lexis_sentences.dispersion(dispersion.measures(counted), terms=["q"])
    assert none == "None of the terms occurs in these articles."


def test_dispersion_of_one_article_says_why_it_is_undefined():
    _, counted = counts("ab")
    said = lexis_sentences.dispersion(dispersion.measures(counted))
    assert said == "**English**: One article: spread over articles is not defined."


def test_table_of_dispersion_has_the_terms_in_the_order_given():
    _, counted = counts("ab", "abb")
    shown = lexis_tables.dispersion(dispersion.measures(counted), terms=["b", "a"])
    assert shown["term"].tolist() == ["b", "a"]
    assert shown["articles"].tolist() == ["2 of 2", "2 of 2"]
    assert shown["DP"].tolist() == ["0.07", "0.10"]


def documents(*outlets, waves):
    n = len(outlets)
    day = pd.to_datetime([f"2031-05-{number + 1:02d}" for number in range(n)])
    table = pd.DataFrame({"doc_id": [f"d{k}" for k in range(n)], "outlet": outlets, "wave": waves})
    return table.assign(source_file="x", published_from=day, published_to=day)


def test_rows_of_the_plot_are_articles_in_order():
    table, _ = counts("xa", "ax", "xx")
    found = dispersion.positions(table, terms=["a"])
    about = documents("B", "A", "C", waves=["May", "May", "June"])
    rows = lexis_tables.dispersion_rows(found, about)
    assert rows["doc_id"].tolist() == ["d0", "d0", "d1", "d1", "d2"]
    assert rows["date_label"].iloc[0] == "1 May 2031"
    assert rows["place"].dropna().tolist() == [0.75, 0.25]


def test_many_articles_are_outlets_in_a_wave_with_nothing_lost():
    table, _ = counts("xa", "ax", "xx", "aa", "xa")
    found = dispersion.positions(table, terms=["a"])
    about = documents("A", "A", "B", "C", "A", waves=["May", "May", "May", None, "June"])
    rows = lexis_tables.dispersion_rows(found, about, most=4, most_rows=6)
    first = rows.drop_duplicates("doc_id")
    assert first[["outlet", "n_docs"]].to_numpy().tolist() == [
        ["A", 2],
        ["B", 1],
        ["A", 1],
        ["C", 1],
    ]
    assert first["wave"].isna().tolist() == [False, False, False, True]
    assert (rows["per_article"] * rows["n_docs"]).sum() == found["term"].notna().sum()
    assert len(rows) == 4 * 10
    pooled = lexis_tables.dispersion_rows(found, about, most=4, most_rows=3)
    assert pooled.drop_duplicates("doc_id")["outlet"].tolist() == ["other outlets", "A", "C"]


@pytest.mark.parametrize("stop", ["library", "none"])
def test_reading_tells_words_and_terms(stop):
    counted = pd.DataFrame({"doc_id": ["a", "a", "a"], "language": ["en", "en", "nl"],
                            "term": ["deal", None, "rel"], "n": [2, 3, 4]})  # fmt: skip
    about = pd.DataFrame({"doc_id": ["a"], "language": ["en"]})
    said = lexis_sentences.read(counted, about, form="lemma", stop=stop)
    assert said.startswith("1 article in English with 5 words, of which 2 are terms (1 different")
    assert "4 words in another language" in said
    assert ("no word left out" in said) == (stop == "none")
