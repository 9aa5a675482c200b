"""Concordance: exact slices, queries, contexts, frames, and laws."""

import re

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import concordance, contracts, words
from analysis.contracts import InputError, TableError

TEXTS = {
    "a": "DeepSeek copied OpenAI’s models. The open-source model of DeepSeek was copied.\n"
         "US officials told us that AI-models are new.",
    "b": "Open source models help.\nDe AI-modellen van DeepSeek zijn gekopieerd.",
}  # fmt: skip


def tables(texts=TEXTS, *, nl=("De AI",)):
    documents = pd.DataFrame(
        {"doc_id": list(texts), "text": list(texts.values()), "language": "en", "wave": "May",
         "outlet": "Daily"}
    )  # fmt: skip
    rows = []
    for doc_id, text in texts.items():
        for number, found in enumerate(re.finditer(r"[^.\n]+\.?", text)):
            start = found.start() + len(found[0]) - len(found[0].lstrip())
            if start == found.end():
                continue
            language = "nl" if text.startswith(tuple(nl), start) else "en"
            rows.append((f"{doc_id}:{number}", doc_id, "sentence", number, start, found.end(),
                         "body", language))  # fmt: skip
    segments = pd.DataFrame(rows, columns=contracts.SCHEMAS["segments"].names)
    return documents, segments


def codings(*rows):
    table = pd.DataFrame(
        [
            {"segment_id": unit, "doc_id": unit[0], "frame": frame, "coder": "dictionary",
             "coder_kind": "dictionary", "value": value, "codebook": "b@1"}
            for unit, frame, value in rows
        ]
    )  # fmt: skip
    return contracts.conform(table, "codings") if rows else contracts.empty("codings")


def lines(query, texts=TEXTS, *, codes=(), form="lemma", **options):
    documents, segments = tables(texts)
    tokens = words.read(documents, segments, form=form, stop="library")
    return concordance.lines(tokens, documents, segments, codings(*codes), query=query, **options)


def keywords(query, **options):
    return lines(query, **options)["keyword"].tolist()


def test_a_word_is_found_in_any_case_with_its_place_and_its_neighbours():
    made = lines("deepseek")
    assert made["doc_id"].tolist() == ["a", "a", "b"]
    assert made["keyword"].tolist() == ["DeepSeek"] * 3
    assert made["l1"].tolist() == ["", "of", "van"]
    assert made["r1"].tolist() == ["copied", "was", "zijn"]
    assert made["left"].tolist() == ["", "The open-source model of ", "De AI-modellen van "]
    assert made["wave"].tolist() == ["May"] * 3
    assert list(made.columns) == list(concordance.COLUMNS)


def test_wildcards_alternatives_and_phrases():
    assert keywords("copi*") == ["copied", "copied"]
    assert keywords("model?") == ["models", "models"]
    assert keywords("(copied|help) (openai|us)") == ["copied OpenAI’s"]
    assert keywords("DeepSeek was") == ["DeepSeek was"]
    assert keywords(["help", "officials"]) == ["officials", "help"]
    assert keywords("nowhere") == []


def test_a_space_and_a_hyphen_are_the_same():
    assert keywords("open source") == ["open-source", "Open source"]
    assert keywords("open-source model*") == ["open-source model", "Open source models"]
    assert keywords("ai model*") == ["AI-models", "AI-modellen"]
    assert keywords("openai's models") == ["OpenAI’s models"]


def test_capitals_count_where_they_are_asked_for():
    assert keywords("us") == ["US", "us"]
    assert keywords("=US") == ["US"]
    assert keywords("=US officials") == ["US officials"]
    assert keywords("=us officials") == []
    assert keywords("=OpenAI") == ["OpenAI’s"]
    assert keywords("=openai") == []


def test_terms_find_all_their_words():
    assert keywords("copy") == []
    assert keywords("copy", on="term") == ["copied", "copied"]
    assert keywords("models", on="term") == ["models", "model", "models"]
    assert keywords("model", on="term") == ["models", "model", "models"]
    assert keywords("told us", on="term") == ["told us"]  # a stop word has no term


def test_a_phrase_does_not_cross_sentences():
    assert keywords("models the") == []
    assert keywords("help de") == []


def test_where_queries_overlap_the_longer_counts_once():
    made = lines(["models", "openai's models", "openai"])
    assert made["keyword"].tolist() == ["OpenAI’s models", "models"]
    assert made["query"].tolist() == ["openai's models", "models"]


def test_the_context_is_cut_between_words():
    made = lines("copied", width=12).iloc[1]
    assert (made["left"], made["right"]) == ("was ", ".")
    made = lines("model", width=14).iloc[0]
    assert (made["left"], made["right"]) == ("open-source ", " of DeepSeek")
    assert lines("model", width=0)[["left", "right"]].to_numpy().tolist() == [["", ""]]


def test_the_context_may_reach_over_sentences_of_a_line():
    made = lines("The", context="paragraph", width=200).iloc[0]
    assert made["left"] == "DeepSeek copied OpenAI’s models. "
    assert made["right"] == " open-source model of DeepSeek was copied."


def test_one_language_alone():
    assert keywords("deepseek", language="nl") == ["DeepSeek"]
    assert set(lines("deepseek", language="en")["language"]) == {"en"}


def test_frames_of_the_sentence():
    made = lines("deepseek", codes=[("a:0", "theft", 1), ("a:0", "costs", 1), ("a:1", "theft", 0)])
    assert made["frames"].iloc[:2].tolist() == ["costs theft", ""]
    assert made["frames"].isna().tolist() == [False, False, True]


@settings(max_examples=40, deadline=None)
@given(
    st.dictionaries(
        st.sampled_from("abcd"),
        st.lists(st.sampled_from(["cat", "Cat", "dog", "cat-dog", "2", "é", "."]), max_size=9).map(
            " ".join
        ),
        max_size=4,
    ),
    st.sampled_from(["cat", "c*", "cat dog", "cat-dog", "dog c?t", "é"]),
    st.integers(0, 20),
)
def test_every_line_is_an_exact_slice_and_parts_make_the_whole(texts, query, width):
    made = lines(query, texts, width=width)
    for row in made.itertuples():
        text = texts[row.doc_id]
        assert text[row.start : row.end] == row.keyword
        assert text[row.left_start : row.start] == row.left
        assert text[row.end : row.right_end] == row.right
        assert len(row.left) <= width
        assert len(row.right) <= width
    parts = [lines(query, {key: text}, width=width) for key, text in sorted(texts.items())]
    joined = pd.concat([part for part in parts if len(part)] or [made], ignore_index=True)
    pd.testing.assert_frame_equal(made, joined)


def test_every_word_is_found_where_a_plain_search_finds_it():
    made = lines("deepseek")
    plain = [(key, found.start()) for key, text in TEXTS.items()
             for found in re.finditer("deepseek", text, re.IGNORECASE)]  # fmt: skip
    assert list(zip(made["doc_id"], made["start"], strict=True)) == plain


def test_lines_are_arranged_by_their_neighbours():
    found = lines("model*")
    right = concordance.arrange(found, order="right")
    assert right["right"].str.strip().tolist() == [".", "help.", "of DeepSeek was copied."]
    left = concordance.arrange(found, order="left")
    assert left["left"].str.split().str[-1].tolist() == ["OpenAI’s", "source", "open-source"]
    assert len(concordance.arrange(found, most=2)) == 2


def test_a_random_choice_does_not_depend_on_the_order_of_the_articles():
    found = lines("(deepseek|model*|copied)")
    first = concordance.arrange(found, order="random", most=3, seed=7)
    again = concordance.arrange(
        found.sample(frac=1, random_state=2), order="random", most=3, seed=7
    )
    pd.testing.assert_frame_equal(first, again)
    every = concordance.arrange(found, order="random", most=99)
    pd.testing.assert_frame_equal(every, found)
    others = [concordance.arrange(found, order="random", most=3, seed=seed) for seed in range(5)]
    assert any(not first.equals(other) for other in others)


def test_nothing_in_an_empty_corpus():
    made = lines("deepseek", {})
    assert made.empty
    assert list(made.columns) == list(concordance.COLUMNS)
    assert concordance.arrange(made, order="left").empty


def test_input_is_not_changed():
    documents, segments = tables()
    tokens = words.read(documents, segments, form="word", stop="none")
    before = [table.copy(deep=True) for table in (documents, segments, tokens)]
    concordance.lines(tokens, documents, segments, codings(), query="model")
    for table, own in zip((documents, segments, tokens), before, strict=True):
        pd.testing.assert_frame_equal(table, own)


@pytest.mark.parametrize(
    ("query", "options", "says"),
    [
        ("a NEAR/5 b", {}, "not for words at a distance. Leave NEAR out"),
        ("", {}, "must begin and end with letters"),
        ("model", {"on": "lemma"}, "on='lemma' is not known"),
        ("model", {"context": "page"}, "context='page' is not known"),
        ("model", {"width": -1}, "width=-1 is no number of letters"),
    ],
)
def test_what_cannot_be_asked_is_said(query, options, says):
    with pytest.raises(InputError, match=re.escape(says)):
        lines(query, **options)


def test_wrong_tables_are_named():
    documents, segments = tables()
    tokens = words.read(documents, segments, form="word", stop="none")
    with pytest.raises(TableError, match=r"Table tokens lacks 'word'"):
        concordance.lines(tokens.drop(columns="word"), documents, segments, codings(), query="x")
    with pytest.raises(TableError, match=r"tokens.segment_id holds 'a:0'"):
        concordance.lines(tokens, documents, segments.iloc[1:], codings(), query="deepseek")
    two = pd.concat([codings(("a:0", "x", 1)), codings(("a:0", "x", 1)).assign(coder="gold")])
    with pytest.raises(TableError, match=r"codes of 'dictionary', 'gold'"):
        concordance.lines(tokens, documents, segments, two, query="model")
    with pytest.raises(InputError, match=r"order='up' is no order"):
        concordance.arrange(pd.DataFrame(), order="up")
