"""The compiled way to hits gives, to the letter, what the plain way gives."""

import itertools
import re

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_matching import _pattern, _slow_find, _text

from analysis import _compiled, coding, contracts, matching, patterns
from analysis._coding import many
from analysis._dictionary import kernel, vocabulary
from analysis._tokens import types as types_module
from analysis._tokens.stream import read
from analysis._tokens.types import Types
from analysis.codebook import ANY, Codebook, Exclusion, Frame, Indicator, Negation
from analysis.patterns import Word

pytest.importorskip("numba")

_CHARACTERS = "aBé1٣_.U -–—'’ʼʹ\u0301\u00ad\u200b\u00a0&/\n,;:!?()»*ǅ𝒜\u2028"
_CLAUSE_END = re.compile(r"[,;:!?()]|\s[-–—]\s|—")


def _words_of(text):
    spans = patterns.tokens(text)
    for number, (start, end) in enumerate(spans):
        flag = 0
        if number:
            before, after = spans[number - 1]
            gap = text[after:start]
            stops = gap.startswith(".") and "." not in text[before:after]
            flag = (patterns.GAP.fullmatch(gap) is not None and not stops) * 1
            flag += 2 * bool(_CLAUSE_END.search(gap))
        yield start, end, text[start:end], flag


@settings(deadline=None, max_examples=120)
@given(st.lists(st.text(st.sampled_from(_CHARACTERS), max_size=30) | st.text(max_size=20)))
def test_words_and_what_stands_between_them_are_those_of_the_plain_way(texts):
    types = Types()
    tokens = read(texts, types)
    known = types.words(0)
    expected = [
        (start + base, end + base, word, flag)
        for text, base in zip(texts, tokens.texts.tolist(), strict=False)
        for start, end, word, flag in _words_of(text)
    ]
    words = [known[number] for number in tokens.types]
    columns = (tokens.first.tolist(), tokens.last.tolist(), words, tokens.flags.tolist())
    assert list(zip(*columns, strict=True)) == expected
    assert len(set(known)) == len(known)


def test_types_keep_their_numbers_while_the_tables_grow(monkeypatch):
    monkeypatch.setattr(types_module, "_FIRST_TYPES", 4)
    monkeypatch.setattr(types_module, "_FIRST_ARENA", 8)
    types = Types()
    words = [f"woord{number % 700}" for number in range(2_000)] + ["x" * 5_000]
    tokens = read([" ".join(words)], types)
    assert tokens.types.tolist() == [*(number % 700 for number in range(2_000)), 700]
    assert types.words(0) == [*(f"woord{number}" for number in range(700)), "x" * 5_000]
    again = read(["woord9 nieuw woord699"], types)
    assert again.types.tolist() == [9, 701, 699]


@settings(deadline=None, max_examples=120)
@given(
    st.lists(_pattern, min_size=1, max_size=4),
    st.lists(st.tuples(_text, st.lists(st.integers(0, 90), max_size=4)), max_size=3),
)
def test_finds_equal_the_slow_matcher(written, articles):
    types, matcher = Types(), matching.Matcher(written)
    tokens = read([text for text, _ in articles], types)
    bounds = []
    for (text, cuts), base in zip(articles, tokens.texts.tolist(), strict=False):
        edges = sorted({0, len(text), *(cut for cut in cuts if cut < len(text))})
        own = [pair for pair in itertools.pairwise(edges) if pair[0] < pair[1]]
        bounds += [(base + low, base + high) for low, high in own]
    starts, ends = np.array(bounds, dtype=np.int64).reshape(-1, 2).T
    low, high = many.places(tokens, starts, ends)
    found = matcher.find_all(tokens, types, low, high)
    assert (np.diff(found.unit) >= 0).all()
    for number, pattern in enumerate(matcher.texts):
        own = found.pattern == number
        begun, ended = tokens.first[found.first[own]], tokens.last[found.last[own]]
        expected = set()
        for (text, _), base in zip(articles, tokens.texts.tolist(), strict=False):
            within = [(a - base, b - base) for a, b in bounds if base <= a < base + len(text)]
            expected |= {(a + base, b + base) for a, b in _slow_find(pattern, text, within)}
        assert set(zip(begun.tolist(), ended.tolist(), strict=True)) == expected, pattern


def _book(frames, negation):
    languages = ("en", "nl")
    return Codebook(
        name="b", version="1", level="nominal", unit="sentence", languages=languages,
        negation=dict.fromkeys(languages, negation), digest="0",
        frames=tuple(
            Frame(id=f"f{number}", label={"en": "F"}, short="f", definition="f",
                  indicators=tuple(
                      Indicator(id=f"i{place}", question="?", patterns=found, exclude=out,
                                counts_negated=counts)
                      for place, (found, out, counts) in enumerate(indicators)))
            for number, indicators in enumerate(frames)
        ),
    )  # fmt: skip


_listed = st.lists(_pattern, min_size=1, max_size=3, unique=True).map(tuple)
_exclusions = st.lists(
    st.builds(Exclusion, _pattern, st.sampled_from(["match", "unit"])), max_size=2
).map(tuple)
_indicator = st.tuples(
    st.dictionaries(st.sampled_from(["en", "nl", ANY]), _listed, min_size=1),
    st.dictionaries(st.sampled_from(["en", "nl", ANY]), _exclusions),
    st.booleans(),
)
_books = st.builds(
    _book,
    st.lists(st.lists(_indicator, min_size=1, max_size=2), min_size=1, max_size=3),
    st.builds(
        Negation, words=st.just(("één", "x", "don't")), before=st.integers(0, 4),
        after=st.integers(0, 3), but_not=st.sampled_from([(), ("x data",), ("één x", "x R1")]),
    ),
)  # fmt: skip
_languages = st.sampled_from(["en", "nl", "nl-BE", "de", None])
_articles = st.lists(
    st.tuples(_text, st.lists(st.tuples(st.integers(0, 90), _languages))), max_size=4
)


def _tables(articles):
    documents, segments = [], []
    for number, (text, cuts) in enumerate(articles):
        doc_id = f"d{9 - number}"  # not in the order of the ids
        documents.append({"doc_id": doc_id, "text": text})
        language_at = {0: "en", **dict(cuts)}
        edges = sorted(cut for cut in language_at if cut < len(text))
        for position, (start, end) in enumerate(itertools.pairwise([*edges, len(text)])):
            segments.append({
                "segment_id": f"{doc_id}:{position}", "doc_id": doc_id, "unit": "sentence",
                "position": position, "start": start, "end": end, "role": "body",
                "language": language_at[start],
            })  # fmt: skip
    names = contracts.SCHEMAS["segments"].names
    return (
        pd.DataFrame(documents, columns=["doc_id", "text"]).astype("str"),
        contracts.conform(pd.DataFrame(segments, columns=names), "segments"),
    )


@settings(deadline=None, max_examples=120)
@given(_books, _articles)
def test_hits_are_those_of_the_plain_way(book, articles):
    documents, segments = _tables(articles)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(_compiled.SWITCH, "0")
        plain = coding.hits(documents, segments, book)
        patch.setenv(_compiled.SWITCH, "1")
        pd.testing.assert_frame_equal(coding.hits(documents, segments, book), plain)
        patch.setattr(coding, "_AT_ONCE", 20)
        pd.testing.assert_frame_equal(coding.hits(documents, segments, book), plain)


def test_a_unit_with_very_many_finds_is_searched_all_the_same():
    text = "steal model " * 5_000
    types, matcher = Types(), matching.Matcher(["steal", "model", "steal NEAR/1 model"])
    tokens = read([text], types)
    found = matcher.find_all(tokens, types, np.array([0]), np.array([10_000]))
    assert np.bincount(found.pattern).tolist() == [5_000, 5_000, 5_000]


def test_a_unit_of_too_many_words_goes_the_plain_way(monkeypatch):
    monkeypatch.setenv(_compiled.SWITCH, "1")
    monkeypatch.setattr(many, "MOST_WORDS", 3)
    documents, segments = _tables([("steal data steal data", []), ("steal", [])])
    book = _book([[({"en": ("steal",)}, {}, False)]], Negation())
    assert len(coding.hits(documents, segments, book)) == 3
    assert kernel.MOST_WORDS > 2_000_000


def test_words_that_no_longer_fit_are_forgotten_and_nothing_else_changes(monkeypatch):
    monkeypatch.setenv(_compiled.SWITCH, "1")
    monkeypatch.setattr("analysis._coding.asked._MOST_TYPES", 2)
    documents, segments = _tables([("steal data of a model", []), ("a model", [])])
    book = _book([[({"en": ("steal", "model")}, {}, False)]], Negation())
    first = coding.hits(documents, segments, book)
    pd.testing.assert_frame_equal(coding.hits(documents, segments, book), first)
    assert first["matched"].tolist() == ["model", "steal", "model"]


_letters = st.text(st.sampled_from("abAß*?é"), min_size=1, max_size=5)


@settings(deadline=None, max_examples=200)
@given(
    st.lists(st.builds(Word, _letters.map(patterns.fold), st.booleans()), max_size=6),
    st.lists(st.text(st.sampled_from("abABßéſ"), min_size=1, max_size=6), unique=True),
    st.booleans(),
)
def test_words_matched_all_at_once_are_those_matched_one_by_one(words, raws, few):
    known = vocabulary.Vocabulary(words)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(vocabulary, "_FEW", 2_000 if few else 0)
        place, number = known.all(vocabulary.Folded(raws))
    expected = [(at, one) for at, raw in enumerate(raws) for one in known.lookup_some(raw)]
    assert list(zip(place.tolist(), number.tolist(), strict=True)) == expected


def test_many_new_words_at_once_give_the_same_finds(monkeypatch):
    text = " ".join(f"steal{number} a model{number}" for number in range(400))
    found = []
    for least in (1, 10**9):
        monkeypatch.setattr("analysis._dictionary.classes._AT_ONCE", least)
        types, matcher = Types(), matching.Matcher(["steal* * model?", "*7", "a"])
        tokens = read([text, "steal1 a model2"], types)
        found.append(matcher.find_all(tokens, types, np.array([0, 1200]), np.array([1200, 1203])))
    assert len(found[0].unit) == 80 + 401 + 11
    for one, other in zip(*found, strict=True):
        np.testing.assert_array_equal(one, other)
