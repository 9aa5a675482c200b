"""Coding: statuses with evidence, explicit zeros, and the laws of the tables."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import codebook, coding, contracts
from analysis.contracts import TableError

BOOK = """\
name: toy
version: 1.0
level: nominal
unit: sentence
languages: [en, nl]
negation:
  en: {words: [not, no], before: 2, but_not: [not only]}
  nl: {words: [niet], before: 2, after: 2}
frames:
  - id: theft
    label: {en: Theft}
    short: s
    definition: d
    indicators:
      - id: taking
        question: q
        patterns: {en: [steal*, stolen, stole NEAR/3 data], nl: [stelen, gestolen], any: [=DMCA]}
        exclude:
          en: [steal the show, {pattern: baseball, scope: unit}]
      - id: denial
        question: q
        counts_negated: true
        patterns: {en: [theft]}
  - id: money
    label: {en: Money}
    short: s
    definition: d
    indicators:
      - {id: price, question: q, patterns: {en: [price*], nl: [prijs]}}
"""


@pytest.fixture(scope="module")
def book(tmp_path_factory):
    path = tmp_path_factory.mktemp("book") / "codebook.yaml"
    path.write_text(BOOK, encoding="utf-8")
    return codebook.load(path)


def tables(sentences, *, language="en", doc_id="d1"):
    """Documents and segments of one invented article, one sentence per line."""
    text = "\n".join(sentences)
    starts = [sum(len(line) + 1 for line in sentences[:n]) for n in range(len(sentences))]
    documents = pd.DataFrame({"doc_id": [doc_id], "text": [text]})
    segments = pd.DataFrame(
        {
            "segment_id": [f"{doc_id}:sentence:{n:05d}" for n in range(len(sentences))],
            "doc_id": doc_id,
            "unit": "sentence",
            "position": range(len(sentences)),
            "start": starts,
            "end": [start + len(line) for start, line in zip(starts, sentences, strict=True)],
            "role": "body",
            "language": language,
        }
    )
    return documents, contracts.conform(segments, "segments")


def statuses(book, sentence, language="en"):
    documents, segments = tables([sentence], language=language)
    hits = coding.hits(documents, segments, book)
    return [(row.frame, row.matched, row.status, row.because) for row in hits.itertuples()]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("They steal models.", [("theft", "steal", "hit", "")]),
        ("They did not steal models.", [("theft", "steal", "negated", "not")]),
        ("They not only steal models.", [("theft", "steal", "hit", "")]),
        ("They did not, as far as we know, steal.", [("theft", "steal", "hit", "")]),
        ("They steal the show.", [("theft", "steal", "excluded", "steal the show")]),
        (
            "They steal the show and steal data.",
            [("theft", "steal", "excluded", "steal the show"), ("theft", "steal", "hit", "")],
        ),
        ("Baseball players steal.", [("theft", "steal", "excluded", "baseball")]),
        ("Not true; steal is the word.", [("theft", "steal", "hit", "")]),
        ("They stole no data.", [("theft", "stole no data", "negated", "no")]),
        ("They stole the data.", [("theft", "stole the data", "hit", "")]),
        ("It was no theft.", [("theft", "theft", "hit", "")]),
        ("A DMCA notice, no dmca.", [("theft", "DMCA", "hit", "")]),
        ("De prijs is gestolen.", []),
    ],
)
def test_says_what_counts_and_why_not(book, sentence, expected):
    assert statuses(book, sentence) == expected


def test_dutch_negation_may_follow(book):
    assert statuses(book, "Zij stelen dat niet.", "nl") == [("theft", "stelen", "negated", "niet")]
    assert statuses(book, "DMCA", "nl") == [("theft", "DMCA", "hit", "")]


def test_codings_write_zeros_and_skip_what_was_not_asked(book):
    documents, segments = tables(["They steal.", "Rain.", "The price of theft."])
    codes = coding.codings(coding.hits(documents, segments, book), segments, book)
    wide = codes.pivot_table(index="segment_id", columns="frame", values="value")
    assert wide.to_numpy().tolist() == [[0, 1], [0, 0], [1, 1]]
    assert set(codes["codebook"]) == {book.reference}
    german = segments.assign(language="de")
    assert coding.codings(coding.hits(documents, german, book), german, book).empty
    assert coding.not_asked(german, book).to_dict("records") == [
        {"doc_id": "d1", "language": "de", "n_units": 3}
    ]


def test_a_regional_language_is_coded_with_its_base_language(book):
    documents, segments = tables(["Zij stelen.", "Niets."], language="nl-BE")
    codes = coding.codings(coding.hits(documents, segments, book), segments, book)
    assert codes.loc[codes["frame"] == "theft", "value"].tolist() == [1, 0]
    assert coding.not_asked(segments, book).empty


def test_a_negated_or_excluded_hit_is_no_code(book):
    documents, segments = tables(["They did not steal.", "They steal the show."])
    codes = coding.codings(coding.hits(documents, segments, book), segments, book)
    assert codes["value"].sum() == 0


def test_overlapping_units_and_strangers_are_refused(book):
    documents, segments = tables(["They steal.", "Rain."])
    with pytest.raises(TableError, match="'d1' overlap at character 5"):
        coding.hits(documents, segments.assign(start=[0, 5]), book)
    with pytest.raises(TableError, match="documents that are not there: 'd9'"):
        coding.hits(documents, segments.assign(doc_id="d9"), book)


_sentence = st.lists(
    st.sampled_from(["steal", "stolen", "not", "price", "baseball", "show", "the", "DMCA", "niet"]),
    min_size=1,
    max_size=6,
).map(" ".join)
_corpus = st.lists(st.lists(_sentence, min_size=1, max_size=3), max_size=4)


def _joined(parts):
    if not parts:
        return contracts.empty("documents")[["doc_id", "text"]], contracts.empty("segments")
    documents, segments = zip(*parts, strict=True)
    return pd.concat(documents, ignore_index=True), pd.concat(segments, ignore_index=True)


@settings(deadline=None, max_examples=40)
@given(_corpus, st.randoms(use_true_random=False))
def test_laws_of_offsets_parts_order_and_zeros(book, corpus, random):
    parts = [tables(lines, doc_id=f"d{n}") for n, lines in enumerate(corpus)]
    documents, segments = _joined(parts)
    hits = coding.hits(documents, segments, book)
    texts = dict(zip(documents["doc_id"], documents["text"], strict=True))
    for row in hits.itertuples():
        assert texts[row.doc_id][row.start : row.end] == row.matched
    codes = coding.codings(hits, segments, book)
    assert len(codes) == len(segments) * len(book.frames)
    in_parts = [
        coding.codings(coding.hits(*part, book), part[1], book) for part in [*parts, _joined([])]
    ]
    pd.testing.assert_frame_equal(pd.concat(in_parts, ignore_index=True), codes)
    order = list(range(len(segments)))
    random.shuffle(order)
    shuffled = segments.iloc[order]
    pd.testing.assert_frame_equal(coding.hits(documents.iloc[::-1], shuffled, book), hits)
    pd.testing.assert_frame_equal(coding.codings(hits, shuffled, book), codes)
