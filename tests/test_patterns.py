"""The pattern language: what parses, what is refused and in which words."""

import pytest

from analysis import patterns
from analysis.contracts import InputError


def _phrases(text):
    return {" ".join(word.text for word in phrase) for phrase in patterns.parse(text).first}


@pytest.mark.parametrize(
    ("pattern", "phrases"),
    [
        ("Theft", {"theft"}),
        ("free-riding", {"free riding"}),
        ("free‑riding", {"free riding"}),  # non-breaking hyphen
        ("(stole|took over) data", {"stole data", "took over data"}),
        ("export-(ban|control)", {"export ban", "export control"}),
        ("U.S. lawmakers", {"u.s lawmakers"}),
        ("China's", {"china s"}),
        ("R&D", {"r d"}),
        ("organi?e*", {"organi?e*"}),
        ("koekje van * deeg", {"koekje van * deeg"}),
        ("financie\u0308le", {"financiële"}),
    ],
)
def test_reads_phrases(pattern, phrases):
    assert _phrases(pattern) == phrases


def test_reads_operators():
    pattern = patterns.parse("steal* NEAR/5 (model|data)")
    assert (pattern.operator, pattern.within, len(pattern.second)) == ("NEAR", 5, 2)
    assert patterns.parse("a1 BEFORE/2 b1").operator == "BEFORE"


def test_exact_case_keeps_the_case_of_one_word():
    (phrase,) = patterns.parse("=US chips").first
    assert [(word.text, word.exact_case) for word in phrase] == [("US", True), ("chips", False)]


@pytest.mark.parametrize(
    ("pattern", "complaint"),
    [
        ("", "begin and end with letters"),
        ("***", "begin and end with letters"),
        ("* theft", "begin and end with letters"),
        ("a NEAR/5 b BEFORE/3 c", "more than one NEAR or BEFORE"),
        ("a NEAR b", "operator with a distance"),
        ("a NEAR/0 b", "between 1 and 100"),
        ("a NEAR/5", "operator with a distance"),
        ("(a|b", "brackets must come in pairs"),
        ("a|b", "put the alternatives"),
        ("(a||b)", "empty alternative"),
        ("export (ban|control)*", "put a space between a bracket"),
        ("non(proliferation|use)", "put a space between a bracket"),
        ("data AND breach", "'AND' is no operator here"),
        ("a OR b", "alternatives as"),
        ("leak near/5 data", "'near/5' is no operator here"),
        ("a [b]", r"'\[' cannot be matched"),
        ("(a|b|c|d|e|f|g) " * 4 + "z", "more than 2,000 phrases"),
    ],
)
def test_refuses_with_the_reason(pattern, complaint):
    with pytest.raises(InputError, match=complaint):
        patterns.parse(pattern)


def test_tokens_split_where_phrases_split():
    text = "OpenAI’s “free-riding” claim; DeepSeek-V3.1 cost $5.6m, o.a. in the U.S."
    words = [text[start:end] for start, end in patterns.tokens(text)]
    assert words == [
        "OpenAI",
        "s",
        "free",
        "riding",
        "claim",
        "DeepSeek",
        "V3",
        "1",
        "cost",
        "5",
        "6m",
        "o.a",
        "in",
        "the",
        "U.S",
    ]


def test_accents_are_one_word_in_any_unicode_form():
    for text in ("financiële", "financie\u0308le", "finan\u00adciële"):
        ((start, end),) = patterns.tokens(text)
        assert patterns.fold(text[start:end]) == "financiële"
