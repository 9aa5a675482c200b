"""The matcher: hits and offsets, compared with a slow and obvious matcher."""

import itertools
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import patterns
from analysis.matching import Match, Matcher


def _found(pattern, text, bounds=None):
    return [text[match.start : match.end] for match in Matcher([pattern]).find(text, bounds)]


@pytest.mark.parametrize(
    ("pattern", "text", "found"),
    [
        (
            "national security",
            "National\u00a0Security and national‑security",
            ["National\u00a0Security", "national‑security"],
        ),
        ("national security", "international security; national. Security", []),
        (
            "taste of its own medicine",
            "a “taste of its own” medicine",
            ["taste of its own” medicine"],
        ),
        ("u.s. lawmakers", "U.S. lawmakers and us lawmakers", ["U.S. lawmakers"]),
        ("=US chips", "US chips, us chips", ["US chips"]),
        ("openai's model", "OpenAIʼs model, OpenAI′s model", ["OpenAIʼs model", "OpenAI′s model"]),
        ("trade secrets", "trade-\r\nsecrets", ["trade-\r\nsecrets"]),
        ("china", "China’s and China's", ["China", "China"]),
        ("steal*", "stealing, steals, outsteal", ["stealing", "steals"]),
        ("*model*", "taalmodellen en AI-model", ["taalmodellen", "model"]),
        ("wom?n", "women woman womn", ["women", "woman"]),
        ("koekje van * deeg", "koekje van eigen deeg, koekje van deeg", ["koekje van eigen deeg"]),
        ("steal* NEAR/3 model*", "models that they steal", ["models that they steal"]),
        ("steal* NEAR/2 model*", "models that they steal", []),
        ("steal* BEFORE/3 model*", "models that they steal", []),
        ("steal* BEFORE/3 model*", "steal all models", ["steal all models"]),
        ("(theft|theft of data)", "theft of data and theft", ["theft of data", "theft"]),
        ("geheim", "het geheím", []),
        ("trade secret", "trade, secret", []),
        ("free ride", "free\nride", ["free\nride"]),
        ("cafe\u0301", "CAFÉ", ["CAFÉ"]),
        ("straße", "STRASSE", ["STRASSE"]),
    ],
)
def test_hard_cases(pattern, text, found):
    assert _found(pattern, text) == found


def test_each_left_side_takes_the_closest_right_side():
    text = "data theft and data data"
    assert _found("theft NEAR/5 data", text) == ["data theft"]


def test_a_find_stays_within_one_bound():
    text = "They steal. Models fall."
    assert _found("steal NEAR/5 models", text) == ["steal. Models"]
    assert _found("steal NEAR/5 models", text, [(0, 11), (12, 24)]) == []
    assert _found("models", text, [(0, 11)]) == []


def test_equal_patterns_count_once():
    assert len(Matcher(["theft", "theft"]).find("theft")) == 1


# A slow matcher, written from the description of the language and not from the engine:
# every word pattern is tried at every word with one regular expression.
def _is(word, raw):
    folded = patterns.fold(raw, exact_case=word.exact_case)
    shape = re.escape(word.text).replace(r"\*", ".*").replace(r"\?", ".")
    return re.fullmatch(shape, folded, re.DOTALL) is not None


def _phrase_ends(phrases, text, words, first, bound):
    for phrase in phrases:
        last = first + len(phrase) - 1
        if last >= len(words) or bound[first] is None or bound[first] != bound[last]:
            continue
        fits = all(_is(word, text[slice(*words[first + n])]) for n, word in enumerate(phrase))
        gaps = [text[words[n][1] : words[n + 1][0]] for n in range(first, last)]
        stops = [
            gap.startswith(".") and "." not in text[slice(*words[first + n])]
            for n, gap in enumerate(gaps)
        ]
        if fits and all(patterns.GAP.fullmatch(gap) for gap in gaps) and not any(stops):
            yield last


def _side(phrases, text, words, bound):
    finds, free = [], 0
    for first in range(len(words)):
        ends = list(_phrase_ends(phrases, text, words, first, bound))
        if ends and first >= free:
            finds.append((first, max(ends)))
            free = max(ends) + 1
    return finds


def _slow_find(pattern_text, text, bounds):
    pattern = patterns.parse(pattern_text)
    words = patterns.tokens(text)
    bound = [
        next((n for n, (low, high) in enumerate(bounds) if low <= start and end <= high), None)
        for start, end in words
    ]
    left = _side(pattern.first, text, words, bound)
    if not pattern.operator:
        return {(words[first][0], words[last][1]) for first, last in left}
    joined = {}
    for first, last in left:
        near = []
        for low, high in _side(pattern.second, text, words, bound):
            if low > last:
                near.append((low - last, 0, first, high))
            elif high < first and pattern.operator == "NEAR":
                near.append((first - high, 1, low, last))
        near = [
            item for item in near if item[0] <= pattern.within and bound[item[2]] == bound[item[3]]
        ]
        if near:
            _, _, low, high = min(near)
            joined.setdefault(low, []).append(high)
    return {(words[low][0], words[min(highs)][1]) for low, highs in joined.items()}


_WORDS = [
    "steal",
    "stole",
    "model",
    "models",
    "Model",
    "taalmodel",
    "data",
    "U.S.",
    "één",
    "een",
    "e\u0301e\u0301n",
    "R1",
    "don’t",
    "x",
]
_PATTERN_WORDS = [
    "steal",
    "st?le",
    "model*",
    "*model",
    "data",
    "u.s.",
    "één",
    "=Model",
    "don't",
    "?",
]
_word = st.sampled_from(_PATTERN_WORDS[:-1])
_phrase = st.one_of(
    _word,
    st.tuples(_word, _word).map(" ".join),
    st.just("steal * data"),
    st.tuples(_word, _word).map("({0[0]}|{0[1]} data)".format),
)
_pattern = st.one_of(
    _phrase,
    st.tuples(_phrase, st.sampled_from(["NEAR/1", "NEAR/3", "BEFORE/2"]), _phrase).map(" ".join),
)
_text = st.lists(
    st.tuples(
        st.sampled_from(_WORDS),
        st.sampled_from([" ", " ", " ", "-", "\u00a0", ". ", ", ", "” ", "\n", " – "]),
    ),
    max_size=14,
).map(lambda pairs: "".join(word + gap for word, gap in pairs))


@settings(deadline=None, max_examples=300)
@given(st.lists(_pattern, min_size=1, max_size=4), _text, st.lists(st.integers(0, 90), max_size=4))
def test_equals_the_slow_matcher(written, text, cuts):
    edges = sorted({0, len(text), *(cut for cut in cuts if cut < len(text))})
    bounds = [pair for pair in itertools.pairwise(edges) if pair[0] < pair[1]]
    found = Matcher(written).find(text, bounds)
    for pattern in set(written):
        fast = {(match.start, match.end) for match in found if match.pattern == pattern}
        assert fast == _slow_find(pattern, text, bounds), pattern


@settings(deadline=None, max_examples=100)
@given(st.text(max_size=200))
def test_any_unicode_text_gives_exact_slices(text):
    for match in Matcher(["a*", "e NEAR/3 a*"]).find(text):
        assert isinstance(match, Match)
        assert 0 <= match.start < match.end <= len(text)
        assert text[match.start : match.end].strip() == text[match.start : match.end]
