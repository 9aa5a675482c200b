"""The compiled way of `clean` gives what the plain way gives, to the last character."""

import random
import subprocess
import sys
import textwrap

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analysis import _furniture, _lines, clean, contracts, segment
from analysis._layout import portions

numba = pytest.importorskip("numba")
from analysis._layout import cutting, signs  # noqa: E402 - they need numba

ANY_CASE = [("any case", rule) for rules in _furniture._RULES.values() for rule in rules]
AS_WRITTEN = [("as written", rule) for rules in _furniture._CASED.values() for rule in rules]
IN_SENTENCES = [("sentences", rule) for rules in _furniture._SURE.values() for rule in rules]


def documents(*texts: str, titles: list[str | None] | None = None) -> pd.DataFrame:
    """Make a table of documents 000, 001, ... with these texts."""
    return contracts.conform(
        pd.DataFrame(
            {
                "doc_id": [f"{at:03d}" for at in range(len(texts))],
                "source_file": "invented.txt", "source_format": "txt", "position_in_file": 0,
                "title": pd.Series(titles or [None] * len(texts), dtype="str"),
                "text": pd.Series(list(texts), dtype="str"),
                "date_source": "none", "words": 1, "text_sha256": "",
            }
        ),
        "documents",
    )  # fmt: skip


def both_ways(articles: pd.DataFrame, min_words: int = 5) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Label and mark in both ways, and give the plain result when they agree."""
    made = {}
    for way in ("0", "1"):
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("FRAMEWAVES_COMPILED", way)
            blocks = clean.blocks(articles)
            units = segment.split(articles, blocks, unit="sentence")
            made[way] = blocks, clean.mark_repeats(units, articles, min_words=min_words)
    for plain, compiled in zip(made["0"], made["1"], strict=True):
        pd.testing.assert_frame_equal(plain, compiled)
    return made["0"]


ODD_LINES = st.sampled_from(
    ["Kop van het stuk", "By Jo Doe", "Door", "Lees ook", "Lees ook: een nieuw model", "- punt",
     "-", "•", "• punt", "1. punt", "(a) punt", "12) punt", "123. punt", "1.5 mln", "TR", "DE",
     "De", "Een zin. Nog een zin.", "Een zin van een regel, die verder gaat op de", "en door",
     ", en door", "Wat nu?",
     "Wat nu, na al die jaren van grote beloften en mooie woorden? Niemand. Weet het?",
     "Is dit het einde van alles wat wij weten? Ja! “Het is zo.” Maar wie weet het nog?",
     "‘Een heel mooi woord hier’", "‘Een heel mooi woord hier’ Jan Smit, Gent", "“Ja” – Jan Smit",
     "Een heel mooi woord hier.", "2 uur geleden", "2 uur geledenEDE - Slot.", "", " ", "\u00a0",
     "\u200b", "🇹🇷", "😀 Kop", "Meest gelezen", "date 2026-02-13", " date 2026-02 En door",
     "People Also Ask", "Kern:", "x11 views", "zo visibility 3", "May 11",
     "Jan Smit, 12 mei 2026", "Om 10:30", "Amsterdam, 12 mei 2026 10.30 uur", "\x1c", "\u2028",
     "\r", "\x85", "e\u0301e\u0301n", "İSTANBUL", "ſhare", "ﬁrma", "© 2026", "Een man. ©ANP",
     "Foto: ANP", "Een beurs. Getty Images)", "Een man (Getty Images)", "Een man. AP", "Nieuws",
     "Tech & AI", "a | b | c | d", "thuis › hier", "foto_123456", "foto.jpg", "#ai #chips",
     "Jan Smit is redacteur bij De Krant.", "OpenAI wint", "recommendRelated",
     "Het verhaal gaat verder onder de foto.", "What to read next", "What to know",
     "elke dag nieuws in je mailbox", "K", "…", "“De minister zei dit.”", "a.", "²",
     "Een man bij een ap photo van", "Wij, all rights reserved", "via reuters"]
)  # fmt: skip
BREAKS = st.sampled_from(["\n", "\n\n", "\r\n", "\n \n", "\n  ", " \n", "\u2028", "\v", " "])
TEXTS = st.one_of(
    st.text(max_size=60),
    st.lists(st.tuples(ODD_LINES, BREAKS), max_size=14).map(
        lambda parts: "".join(line + gap for line, gap in parts)
    ),
    st.lists(ODD_LINES, max_size=9).map(" ".join),
)


@settings(max_examples=80, deadline=None)
@given(st.lists(st.tuples(TEXTS, st.one_of(st.none(), ODD_LINES)), max_size=6), st.integers(1, 6))
def test_odd_lines_are_labelled_and_marked_the_same(
    articles: list[tuple[str, str | None]], min_words: int
) -> None:
    texts, titles = [text for text, _ in articles], [title for _, title in articles]
    both_ways(documents(*texts, titles=titles), min_words)


@pytest.mark.parametrize(("rules", "rule"), ANY_CASE + AS_WRITTEN + IN_SENTENCES)
def test_no_line_that_fits_a_rule_for_furniture_is_cleared(rules: str, rule: str) -> None:
    flags = "" if rules == "as written" else "(?i)"
    before, behind = st.sampled_from(["", "• ", "- ", "“"]), st.sampled_from(["", ".", "!", ")"])

    @settings(
        max_examples=12, deadline=None, derandomize=True, database=None,
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(before, st.from_regex(flags + rule, fullmatch=True), behind)
    def none_is_missed(mark: str, line: str, stop: str) -> None:
        lines = (mark + line + stop).splitlines() or [""]
        made = cutting.cut(lines, [0] * len(lines), _furniture.LONGEST, _lines.RUNS_ON)
        cleared = [
            lines[at][begin:end]
            for at, own in enumerate(zip(made.first[:-1], made.first[1:], strict=True))
            for begin, end, sign in zip(
                *(column[slice(*own)] for column in (made.begin, made.end, made.signs)), strict=True
            )
            if not sign & signs.DOUBT
        ]
        assert [line for line in cleared if _furniture.kind(line)] == []

    none_is_missed()


WORDS = st.lists(
    st.sampled_from(
        ["de", "De", "DE", "één", "e\u0301e\u0301n", "straße", "STRASSE", "ﬁrma", "firma", "²", "2",
         "İ", "i\u0307", "ſ", "s", "K", "k", "각", "\u1100\u1161\u11a8", "\u1161", "ａ", "a", "ŉ",
         "x_y", "…", "™", "tm", "½", "١", "'", "“", "”", "´", "-", "\u00a0", "😀", "𝐀", "Σ", "ς",
         "ΐ", "ｶ", "ﾞ", "ガ"]
    ),
    min_size=1, max_size=7,
)  # fmt: skip
ROLES = st.sampled_from(["headline", "heading", "lead", "body", "pullquote", "chrome"])
SHAPES = st.sampled_from(["{}", "“{}”", "‘{}’", '"{}"', "{} de", "de {}"])


@settings(max_examples=80, deadline=None)
@given(
    st.lists(st.lists(st.tuples(WORDS, SHAPES, ROLES), max_size=8), max_size=4),
    st.integers(1, 5), st.booleans(), st.randoms(use_true_random=False),
)  # fmt: skip
def test_letters_that_fold_to_others_repeat_the_same(
    articles: list[list[tuple[list[str], str, str]]], min_words: int, twice: bool,
    shuffled: random.Random,
) -> None:  # fmt: skip
    texts, rows = [], []
    for at, units in enumerate(articles):
        text = ""
        for words, shape, role in units + units[:2] * twice:
            said = shape.format(" ".join(words))
            rows.append((f"{at:03d}", "sentence", len(text), len(text) + len(said) + 1, role))
            text += said + "\n"
        texts.append(text)
    table = pd.DataFrame(rows, columns=["doc_id", "unit", "start", "end", "role"])
    table["segment_id"] = [f"{row}" for row in range(len(table))]
    table["position"] = range(len(table))
    table = table.iloc[shuffled.sample(range(len(table)), len(table))].reset_index(drop=True)
    units = contracts.conform(table, "segments") if len(table) else contracts.empty("segments")
    made = []
    for way in ("0", "1"):
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("FRAMEWAVES_COMPILED", way)
            made.append(clean.mark_repeats(units, documents(*texts), min_words=min_words))
    pd.testing.assert_frame_equal(*made)


LONG = "De makers van het nieuwe model zeggen dat zij niets hebben overgenomen van anderen. "


@pytest.mark.parametrize(
    "text",
    [
        "woord " * 40_000, "x" * 200_000, "a\n" * 4_000, "a b c d e f\n" * 900, "\n" * 5_000,
        "\r\n".join(["Kop van het stuk", LONG * 5, "", LONG * 3]),
        "\u2028".join(["Kop van het stuk", LONG * 5, "", LONG * 3]),
        *("\n".join(textwrap.wrap(LONG * 20, width)) for width in (39, 40, 72, 120, 121)),
        "‘Dit is een mooi stuk tekst’\n" * 300, "Lees ook\n" * 400, "© " * 500, "1. " * 500,
    ],
    ids=range(16),
)  # fmt: skip
def test_hostile_texts_are_labelled_and_marked_the_same(text: str) -> None:
    blocks, _ = both_ways(documents(text, "Kop\n" + text, text + "\nJan Smit"), 3)
    assert set(blocks["doc_id"]) <= {"000", "001", "002"}


def test_what_is_copied_is_found_in_the_compiled_way_too() -> None:
    text = (
        f"Kop van het stuk\n{LONG}Echt waar.\n\n“DE MAKERS van het nieuwe model zeggen.”\n\n{LONG}"
    )
    _, units = both_ways(documents(text))
    assert units["role"].tolist() == ["headline", "lead", "lead", "pullquote", "repeat"]


def test_texts_are_worked_on_in_portions_without_cutting_one() -> None:
    texts = ["x" * 1_500_000, "y" * 1_500_000, "", "z"]
    assert list(portions(texts)) == [slice(0, 2), slice(2, 4)]


def test_many_portions_give_the_same_as_one(monkeypatch: pytest.MonkeyPatch) -> None:
    articles = documents(*[f"Kop {at}\n{LONG * at}\n{LONG}" for at in range(30)])
    whole = both_ways(articles, 2)
    monkeypatch.setattr("analysis._layout._PORTION", 500)
    for one, other in zip(whole, both_ways(articles, 2), strict=True):
        pd.testing.assert_frame_equal(one, other)


def test_the_compiler_is_not_loaded_before_it_is_needed() -> None:
    code = "import sys; from analysis import clean; raise SystemExit('numba' in sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True)
