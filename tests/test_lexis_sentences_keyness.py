"""Sentences and tables of keyness say what the numbers say, and what they do not show."""

import numpy as np
import pandas as pd
import pytest

from analysis import keyness, lexis_sentences, lexis_tables, tables

OPTIONS = {"level": 0.95, "seed": 1}
WAVES = {"across": "wave", "target": "June", "reference": "May"}


def corpus(n_may, n_june, *, theft=(1, 5), language="en", term="theft"):
    """Make counts in which an article of June uses a term more often."""
    rows, documents = [], []
    for wave, size, uses in (("May", n_may, theft[0]), ("June", n_june, theft[1])):
        for number in range(size):
            doc_id = f"{language}-{wave}-{number:02}"
            documents.append((doc_id, language, wave))
            numbers = {term: uses + number % 2, "model": 4 + number % 3, None: 90}
            rows += [(doc_id, language, word, n) for word, n in numbers.items()]
    counts = pd.DataFrame(rows, columns=["doc_id", "language", "term", "n"])
    return counts[counts["n"] > 0], pd.DataFrame(documents, columns=["doc_id", "language", "wave"])


def both(counts, documents, **options):
    where = {**WAVES, **options}
    return (
        keyness.compare(counts, documents, **where, **OPTIONS),
        keyness.sizes(counts, documents, **where),
    )


def test_the_words_come_with_counts_articles_and_rates():
    said = lexis_sentences.keyness(*both(*corpus(9, 8)))
    assert said.startswith(
        "**English**, June (8 articles, 803 words) against May (9 articles, 868 words); rates are "
        "per 10,000 words. More in June: *theft* (44 uses in 8 articles, 548 against 150)"
    )


def test_what_a_test_bears_out_is_named_and_the_rest_is_not():
    said = lexis_sentences.keyness(*both(*corpus(9, 8)))
    assert "The ranking is description. With articles as the sample 1 of 2 terms passes" in said
    assert said.endswith("(p below 0.05; documents exchanged, n=9,999, adjusted after "
                         "Benjamini & Hochberg): *theft*.")  # fmt: skip
    alike = lexis_sentences.keyness(*both(*corpus(9, 8, theft=(3, 3))))
    assert "With articles as the sample none of 2 terms pass" in alike
    assert "*theft*." not in alike


def test_few_articles_allow_no_test():
    said = lexis_sentences.keyness(*both(*corpus(2, 1)))
    assert said.endswith("2 terms compared. So few articles allow no test: the ranking describes "
                         "these articles and nothing beyond them.")  # fmt: skip
    assert "pass" not in said


def test_a_language_without_an_article_in_a_wave_is_told():
    parts = [corpus(2, 3, language="nl"), corpus(0, 2)]
    counts, documents = (pd.concat(pair) for pair in zip(*parts, strict=True))
    said = lexis_sentences.keyness(*both(counts, documents)).split("\n\n")
    assert said[0] == (
        "**English**, June against May: no article in May, so nothing to compare (2 articles in "
        "June)."
    )
    assert said[1].startswith("**Dutch**, June (3 articles")


def test_nothing_counted_and_nothing_frequent_are_told():
    counts, documents = corpus(2, 2)
    empty = lexis_sentences.keyness(*both(counts.iloc[:0], documents))
    assert empty == "There is nothing to compare: no word was counted in any group."
    scored = keyness.compare(counts, documents, **WAVES, **OPTIONS, least=1_000)
    rare = lexis_sentences.keyness(scored, keyness.sizes(counts, documents, **WAVES))
    assert rare.endswith("no term is used often enough to be compared.")
    assert lexis_tables.keyness(scored).empty


def test_a_frame_is_called_by_its_name_with_the_warning_that_patterns_are_key():
    tokens = pd.DataFrame({
        "doc_id": "a", "segment_id": np.repeat(["a:0", "a:1"], 6), "language": "en",
        "term": ["theft"] * 6 + ["model"] * 6,
    })  # fmt: skip
    codings = pd.DataFrame({"segment_id": ["a:0", "a:1"], "doc_id": "a", "frame": "ip_theft",
                            "coder": "dictionary", "value": [1, 0]})  # fmt: skip
    counts = keyness.by_frame(tokens, codings)
    documents = pd.DataFrame({"doc_id": ["a"], "language": "en"})
    found = both(counts, documents, across="frame", target="ip_theft", reference=None)
    said = lexis_sentences.keyness(*found, names={"ip_theft": "IP theft"})
    assert "More in IP theft: *theft* (6 uses in 1 article, 10,000 against 0)" in said
    assert "a pattern of the codebook is key to its frame by construction" in said


def test_languages_are_no_ranking():
    parts = [corpus(2, 2, language="nl", term="openai"), corpus(2, 2, term="openai")]
    counts, documents = (pd.concat(pair) for pair in zip(*parts, strict=True))
    said = lexis_sentences.keyness(
        *both(counts, documents, across="language", target="nl", reference="en")
    )
    assert said.startswith("**Dutch and English**, Dutch (4 articles")
    assert "only words that both use are compared" in said


@pytest.mark.parametrize("term", ["<script>alert(1)</script>", "a_b*c`d`"])
def test_terms_are_harmless_in_sentences_and_tables(term):
    scored, sizes = both(*corpus(5, 5, term=term))
    said = lexis_sentences.keyness(scored, sizes)
    assert "<script" not in said
    assert "*c`" not in said
    assert "<script" not in tables.show(lexis_tables.keyness(scored)).markup


def test_the_table_has_counts_beside_scores_on_the_side_that_has_more():
    scored, _ = both(*corpus(9, 8))
    shown = lexis_tables.keyness(scored).set_index("term")
    row = shown.loc["theft"]
    assert row[["language", "more in", "than in"]].tolist() == ["English", "June", "May"]
    assert row[["uses there", "uses elsewhere"]].tolist() == ["44 (8 of 8)", "13 (9 of 9)"]
    assert row["times as often"].startswith("3.7 (")
    assert row["adjusted p"].startswith("p ")
    turned = lexis_tables.keyness(
        keyness.compare(*corpus(9, 8), across="wave", target="May", reference="June", **OPTIONS)
    ).set_index("term")
    same = ["more in", "uses there", "uses elsewhere", "times as often"]
    assert turned.loc["theft", same].tolist() == row[same].tolist()


def test_a_term_of_one_side_is_only_there():
    counts, documents = corpus(5, 5)
    gone = counts[~((counts["term"] == "theft") & counts["doc_id"].str.contains("May"))]
    scored, _ = both(gone, documents)
    shown = lexis_tables.keyness(scored).set_index("term")
    assert shown.loc["theft", "times as often"] == "only there"
