"""Voices: who speaks in each unit, and the laws of the table."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from invented_voices import LIST

from analysis import contracts, segment, voices
from analysis._voices.article import Unit
from analysis._voices.article import voices as article_voices
from analysis._voices.quotations import quotations
from analysis.contracts import TableError


def tables(*articles, language="en", roles=None):
    """Documents and their sentences; a blank line parts paragraphs."""
    documents, rows = [], []
    for number, text in enumerate(articles):
        documents.append({"doc_id": f"d{number}", "text": text, "language": language})
        for position, (start, end) in enumerate(segment.boundaries(text)):
            rows.append(
                {
                    "segment_id": f"d{number}:sentence:{position:05d}",
                    "doc_id": f"d{number}",
                    "unit": "sentence",
                    "position": position,
                    "start": start,
                    "end": end,
                    "role": (roles or {}).get(position, "body"),
                    "language": language,
                }
            )
    segments = pd.DataFrame(rows) if rows else contracts.empty("segments")
    frame = pd.DataFrame(documents, columns=["doc_id", "text", "language"])
    return frame, contracts.conform(segments, "segments")


def said(*articles, language="en", roles=None):
    """Speaker, form and status of each row, with the position of its unit."""
    documents, segments = tables(*articles, language=language, roles=roles)
    found = voices.find(documents, segments, LIST)
    places = dict(zip(segments["segment_id"], segments["position"], strict=True))
    return [
        (places[row.segment_id], None if pd.isna(row.speaker) else row.speaker, row.form,
         row.status)
        for row in found.itertuples()
    ]  # fmt: skip


ENGLISH = (
    "OpenAI accused DeepSeek of theft. It also said it had proof.\n\n"
    "“We did it ourselves,” said Liang Wen of DeepSeek. “Nobody helped. Nobody.”\n\n"
    "The price reportedly fell. According to Reuters, OpenAI claims damages."
)
DUTCH = (
    "OpenAI beschuldigt DeepSeek van diefstal. Het bedrijf zegt bewijs te hebben.\n\n"
    "“Wij deden het zelf”, zegt Jan Smit van DeepSeek. “Niemand hielp ons.”\n\n"
    "Volgens Reuters eist OpenAI geld. Naar verluidt komt er een zaak."
)


def test_a_quotation_goes_on_over_sentences_and_its_speaker_may_come_last():
    text = "“First. Second,” said President Donald Trump. “Third. Fourth.”"
    assert [(row[0], row[2]) for row in said(text)] == [
        (0, "direct"), (1, "direct"), (2, "continued"), (3, "continued")
    ]  # fmt: skip
    assert {row[1] for row in said(text)} == {"Donald Trump"}


def test_a_quotation_goes_on_over_paragraphs_that_open_it_again():
    text = (
        "“The first part is long,” said Donald Trump. “It does not end here.\n\n"
        "“It goes on in a new paragraph.\n\n“And it ends.” The market closed."
    )
    assert [row[:2] for row in said(text)] == [
        (position, "Donald Trump") for position in range(4)
    ]  # fmt: skip


def test_a_medium_relays_what_another_says_and_speaks_alone():
    both = said("Reuters reports that OpenAI claims to have proof.")
    assert both == [(0, "Reuters", "reported", "relays"), (0, "OpenAI", "reported", "speaks")]
    assert said("According to Reuters, the shares fell.") == [(0, "Reuters", "reported", "speaks")]


def test_a_pull_quote_has_the_speaker_of_its_byline():
    text = "OpenAI krijgt een koekje van eigen deeg.\n\n‘Dit is diefstal’ Jan Smit, KU Leuven"
    found = said(text, language="nl", roles={1: "pullquote"})
    assert found == [(1, "Jan Smit", "pullquote", "speaks")]


def test_a_headline_that_quotes_is_given_to_who_says_it_below():
    text = "‘This is simply theft’\n\n“This is simply theft,” said Donald Trump."
    found = said(text, roles={0: "headline"})
    assert [row[1] for row in found] == ["Donald Trump", "Donald Trump"]


@pytest.mark.parametrize(
    ("headline", "speaker"),
    [
        ("OpenAI: DeepSeek stole our data", "OpenAI"),
        ("DeepSeek stole our data, says OpenAI", "OpenAI"),
        ("DeepSeek stole our data – OpenAI", "OpenAI"),
        ("OpenAI Accuses DeepSeek of Theft", "OpenAI"),
    ],
)
def test_headlines(headline, speaker):
    assert [row[1] for row in said(headline, roles={0: "headline"})] == [speaker]


def test_units_of_other_roles_are_not_asked():
    assert said("OpenAI said so.", roles={0: "chrome"}) == []
    assert said("OpenAI said so.", roles={0: "repeat"}) == []


def test_units_in_a_language_without_rules_are_read_in_that_of_the_article():
    documents, segments = tables("OpenAI said that it was theft.")
    found = voices.find(documents, segments.assign(language="xx"), LIST)
    assert found["speaker"].tolist() == ["OpenAI"]


def test_nothing_to_read():
    documents, segments = tables()
    assert len(voices.find(documents, segments, LIST)) == 0
    documents, segments = tables("")
    assert list(voices.find(documents, segments, LIST).columns) == contracts.SCHEMAS["voices"].names


def test_a_unit_without_its_article_is_told():
    documents, segments = tables(ENGLISH)
    with pytest.raises(TableError, match="not there: 'd0'"):
        voices.find(documents.iloc[:0], segments, LIST)


def test_overlapping_units_are_told():
    documents, segments = tables(ENGLISH)
    twice = pd.concat([segments, segments.iloc[:1].assign(segment_id="d0:document:0")])
    with pytest.raises(TableError, match="Units overlap"):
        voices.find(documents, twice, LIST)


def test_the_input_is_left_as_it_is():
    documents, segments = tables(ENGLISH, DUTCH)
    before = documents.copy(), segments.copy()
    voices.find(documents, segments, LIST)
    pd.testing.assert_frame_equal(documents, before[0])
    pd.testing.assert_frame_equal(segments, before[1])


PIECES = [
    "OpenAI said ", "“", "”", "‘", "’", '"', "'", "«", "»", "volgens ", "Donald Trump", ". ", ", ",
    "\n\n", "zei hij", "he said", "according to ", "Reuters ", " claims that ", "the lawmakers' ",
    "’s avonds ", "heeft gezegd dat ", "zouden ", "It ", ": ", "– ", "the company ", "word ", "? ",
]  # fmt: skip
TEXTS = st.lists(st.sampled_from(PIECES), min_size=1, max_size=14).map("".join)


@settings(max_examples=60, deadline=None)
@given(TEXTS, st.sampled_from(["en", "nl"]))
def test_cues_and_mentions_are_exact_slices_within_their_unit(text, language):
    documents, segments = tables(text, language=language)
    found = voices.find(documents, segments, LIST)
    bounds = segments.set_index("segment_id")
    for row in found.itertuples():
        unit = bounds.loc[row.segment_id]
        assert text[row.cue_start : row.cue_end] == row.cue
        assert unit["start"] <= row.cue_start < row.cue_end <= unit["end"]
        if pd.notna(row.mention):
            assert text[row.mention_start : row.mention_end] == row.mention
            assert unit["start"] <= row.mention_start < row.mention_end <= unit["end"]


@settings(max_examples=60, deadline=None)
@given(TEXTS)
def test_quotations_do_not_overlap_and_lie_in_their_paragraph(text):
    sentences = segment.boundaries(text)
    paragraphs = [[sentence] for sentence in sentences]
    found = quotations(text, paragraphs) if sentences else []
    ends = [0]
    for one in found:
        assert one.start >= ends[-1]
        assert one.start < one.begins <= one.closes <= one.end
        assert any(start <= one.start and one.end <= end for start, end in sentences)
        ends.append(one.end)


@settings(max_examples=20, deadline=None)
@given(st.lists(st.sampled_from([ENGLISH, DUTCH, "", *PIECES]), min_size=2, max_size=4),
       st.randoms(use_true_random=False))  # fmt: skip
def test_order_and_partition(texts, random):
    documents, segments = tables(*texts)
    whole = voices.find(documents, segments, LIST)
    order = list(range(len(segments)))
    random.shuffle(order)
    shuffled = voices.find(documents.iloc[::-1], segments.iloc[order], LIST)
    pd.testing.assert_frame_equal(whole, shuffled)
    parts = [
        voices.find(documents[documents["doc_id"] == doc_id],
                    segments[segments["doc_id"] == doc_id], LIST)
        for doc_id in documents["doc_id"]
    ]  # fmt: skip
    joined = pd.concat(parts, ignore_index=True).sort_values(["segment_id", "position"])
    pd.testing.assert_frame_equal(whole, joined.reset_index(drop=True))


def test_media_may_have_another_key_or_none():
    documents, segments = tables("Reuters reports that OpenAI claims to have proof.")
    found = voices.find(documents, segments, LIST, media="press")
    assert found["status"].tolist() == ["speaks", "speaks"]


LONG = {"en": ("Jan Smit said that it was so, ", "OpenAI said so."),
        "nl": ("Jan Smit zegt dat het zo is, ", "maar volgens OpenAI niet.")}  # fmt: skip


@pytest.mark.parametrize("language", ["en", "nl"])
def test_a_very_long_unit_is_read_to_its_end(language):
    often, last = LONG[language]
    text = often * 200 + last
    unit = Unit(0, len(text), "body", language)
    speakers = {voice.speaker for voice in article_voices(text, [unit], language, LIST)[0]}
    assert speakers >= {"Jan Smit", "OpenAI"}


def test_answers_of_an_interview_belong_to_who_stands_before_them():
    text = "Priya Raman teaches law.\n\nPR: It is a contract. That matters.\n\nWho pays?"
    assert [row[:2] for row in said(text)] == [(1, "Priya Raman"), (2, "Priya Raman")]
