"""The compiled way to sentences gives what the plain way gives, to the character."""

import re
import sys
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analysis import _abbreviations, clean, contracts, segment
from analysis._codepoints import LETTER, LOWER, UPPER, WORDLIKE, kinds
from analysis._compiled import SWITCH
from analysis._stops import rules, tables
from analysis.contracts import InputError

pytest.importorskip("numba")

ROOT = Path(__file__).parents[1]
LISTED = sorted(
    _abbreviations.NEVER | _abbreviations.CAPITAL | _abbreviations.NUMBER | _abbreviations.MAYBE
    | _abbreviations.PLACES | _abbreviations.CLOSING | _abbreviations.WEEKDAYS
    | _abbreviations.MONTHS | _abbreviations.BRANDS
)  # fmt: skip
SAID = [
    "Het", "zin", "bedrijf", "woensdag", "Vervolgens", "AI", "iPhone", "o3", "mRNA", "'s", "’T",
    "J", "R", "I", "A.B", "U.S", "U.S.A", "Ph.D", "A.-B", "prof.dr", "nos.nl", "Node.js", "3",
    "12", "1234", "5.6", "0,3%", "04", "2025", "IV", "ii", "Smit", "Van", "De Boer", "Den", "één",
    "École", "İ", "\u212a", "ſ", "Ⅷ", "²", "٣", "Ⓐ", "Привет", "中文", "ǅ", "ª", "e\u0301", "n°",
    "et al", "Et AL", "you and I", "Smith asked", "Sam Altman said on", "Yahoo", "(Reuters)",
    "(A.B C/D)", "[1]", "[12][3]", "[1234]", "R-Mich", "Xi’s", "a_b", "x@y.z", "Com", "-" * 32,
    "abcdefghij" * 4, "profs", "xprofs", "wham",
]  # fmt: skip
MARKS = [
    ".", ".", ".", ".", "!", "?", "…", "...", "?!", ". .", "..", "”", '"', "'", "’", "“", "‘", "„",
    "»", "«", ")", "(", "]", "[", "{", "`", ",", ":", "-", "–", "•", "*", "→", "⬤", "$", "#", "/",
]  # fmt: skip
SPACES = [
    " ", " ", " ", " ", "", "  ", "\n", "\n\n", "\r\n", "\n- ", " \n• ", "\u00a0", "\u2028",
    "\u200b", "\x1c", "\t",
]  # fmt: skip
WORDS = st.one_of(
    st.sampled_from(SAID),
    st.sampled_from(LISTED).flatmap(
        lambda word: st.sampled_from((word, word.capitalize(), word.upper()))
    ),
    st.sampled_from(sorted(_abbreviations.STARTERS)),
    st.text(alphabet="abcABC12.'-éÉIvx", max_size=8),
)
MARKED = st.tuples(
    st.sampled_from(["", "", "", *MARKS]),
    WORDS,
    st.lists(st.sampled_from(MARKS), max_size=3).map("".join),
    st.sampled_from(SPACES),
).map("".join)
TEXTS = st.one_of(
    st.lists(MARKED, max_size=20).map("".join),
    st.text(max_size=60),
    st.text(alphabet=" \n.!?…\"'”’)]“‘(Aa1é-İ\u212a", max_size=60),
)


def ways(monkeypatch: pytest.MonkeyPatch, made):
    """Give what a function makes the plain way and the compiled way."""
    both = []
    for switch in ("0", "1"):
        monkeypatch.setenv(SWITCH, switch)
        both.append(made())
    return both


@settings(
    max_examples=1500, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(TEXTS)
def test_both_ways_find_the_same_sentences(monkeypatch, text):
    plain, compiled = ways(monkeypatch, lambda: segment.boundaries(text))
    assert compiled == plain


@settings(
    max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(TEXTS, min_size=1, max_size=5), st.data())
def test_a_stretch_is_split_as_if_it_stood_alone(monkeypatch, texts, data):
    many = data.draw(st.integers(0, 8))
    of = [data.draw(st.integers(0, len(texts) - 1)) for _ in range(many)]
    cuts = [sorted(data.draw(st.tuples(*[st.integers(0, len(texts[at]))] * 2))) for at in of]
    places = np.array(cuts, dtype=np.int64).reshape(-1, 2)
    rows = np.array(of, dtype=np.int64)
    monkeypatch.setattr(segment, "_PORTION", 40)
    expected = [
        (number, start + first, start + last)
        for number, (at, (start, end)) in enumerate(zip(of, cuts, strict=True))
        for first, last in segment.boundaries(texts[at][start:end])
    ]
    for found in ways(monkeypatch, lambda: segment.spans(texts, rows, *places.T)):
        assert list(zip(*(column.tolist() for column in found), strict=True)) == expected


def articles() -> pd.DataFrame:
    """Give the seeds and the invented articles, and each of them changed in six ways."""
    files = sorted(ROOT.glob("seeds/articles/*.txt")) + sorted(
        ROOT.glob("benchmarks/invented/articles/*")
    )
    read = [file.read_bytes().decode() for file in files]
    changes = (
        lambda text: text,
        lambda text: text.translate(str.maketrans("“”‘’„", '""\'\'"')),
        lambda text: re.sub(r"(?<=[.!?]) (?=[A-Z])", "", text),
        lambda text: re.sub(r"\s+", " ", text),
        lambda text: re.sub(r"(.{50,70}) ", r"\1\n", text),
        lambda text: text.upper(),
        lambda text: text.replace(". ", ".\n- ").replace(", ", "...  "),
    )
    texts = [change(text) for text in read for change in changes]
    return contracts.conform(
        pd.DataFrame(
            {
                "doc_id": [f"{number:04d}" for number in range(len(texts))],
                "source_file": "invented.txt",
                "source_format": "txt",
                "position_in_file": range(len(texts)),
                "text": pd.Series(texts, dtype="str"),
                "language": ["nl", None] * (len(texts) // 2) + ["en"] * (len(texts) % 2),
                "date_source": "none",
                "words": 1,
                "text_sha256": "",
            }
        ),
        "documents",
    )


@pytest.mark.parametrize("unit", contracts.UNITS)
def test_whole_articles_give_the_same_table(monkeypatch, unit):
    documents = articles()
    blocks = clean.blocks(documents)
    plain, compiled = ways(monkeypatch, lambda: segment.split(documents, blocks, unit=unit))
    pd.testing.assert_frame_equal(compiled, plain)
    wholes = pd.DataFrame(
        {
            "doc_id": documents["doc_id"],
            "position": 0,
            "start": 0,
            "end": documents["text"].str.len(),
            "role": "body",
        }
    )
    plain, compiled = ways(monkeypatch, lambda: segment.split(documents, wholes, unit=unit))
    pd.testing.assert_frame_equal(compiled, plain)
    assert len(plain) >= len(documents)


@pytest.mark.parametrize("between", [" ", "\n", "\n\n", ""])
def test_a_text_of_a_million_characters(monkeypatch, between):
    texts = articles()["text"].tolist()
    text = between.join(texts * (1 + 1_000_000 // sum(map(len, texts))))[:1_000_000]
    plain, compiled = ways(monkeypatch, lambda: segment.boundaries(text))
    assert compiled == plain
    assert len(plain) > 4_000


@pytest.mark.parametrize(
    "text", [". ", "1. ", "U.S. ", "zin.\n- x ", "a.Bc", "“No!” Smith ", "((!?)) "]
)
def test_a_long_stubborn_text_is_split_at_once(monkeypatch, text):
    """Would take hours were a rule to look back over the whole sentence for each stop."""
    long = text * (400_000 // len(text))
    plain, compiled = ways(monkeypatch, lambda: segment.boundaries(long))
    assert compiled == plain


def test_half_a_surrogate_pair_is_a_character_like_another(monkeypatch):
    text = "Het \ud800. Is dit zo\udfff? Ja."
    plain, compiled = ways(monkeypatch, lambda: segment.boundaries(text))
    assert compiled == plain
    assert [text[start:end] for start, end in plain] == ["Het \ud800.", "Is dit zo\udfff?", "Ja."]


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (0, 4), (2, 1)])
def test_a_stretch_outside_of_its_text_is_an_error(start, end):
    with pytest.raises(InputError, match="0 <= start <= end"):
        segment.spans(["Ja."], np.array([0]), np.array([start]), np.array([end]))


def test_what_the_kernels_take_for_granted_of_characters():
    every = [chr(code) for code in range(128, sys.maxunicode + 1)]
    to_ascii = [sign for sign in every if min(sign.lower()) < "\x80"]
    assert to_ascii == ["İ", "\u212a"]  # lower case of these may be in a list
    table = kinds()
    letters = [code for code in range(0x250) if table[code] & LETTER]
    assert all(chr(code).isalpha() for code in letters if table[code] & (UPPER | LOWER))
    assert not [sign for sign in every if sign.isdigit() and not table[ord(sign)] & WORDLIKE]


def test_the_kernels_know_the_words_and_signs_of_the_rules():
    assert sorted(rules.STOPS) == sorted(".!?…")  # by number in the kernels
    assert all(word[-1].isalpha() or word[-1] == "°" for word in LISTED)
    rows = tables.lists()
    known = {"".join(map(chr, row[2 : row[0] + 2])) for row in rows[rows[:, 0] > 0]}
    brands = _abbreviations.BRANDS  # these are asked of the rules by their last letter
    assert known >= (set(LISTED) - brands) | _abbreviations.STARTERS


def test_articles_need_not_come_in_the_order_of_their_stretches(monkeypatch):
    texts = ["Rekening 301. Tussen 8. De rest.", "Bill 12. Near it. 3. Nee.", "4. Ja. 5. Nee."]
    of = np.array([2, 0, 1, 0])
    starts, ends = np.array([0, 0, 0, 14]), np.array([14, 13, 25, 32])
    found = []
    for way in ("0", "1"):
        monkeypatch.setenv("FRAMEWAVES_COMPILED", way)
        found.append([column.tolist() for column in segment.spans(texts, of, starts, ends)])
    assert found[0] == found[1]
