"""The events that an article mentions: the quick search finds what the slow one finds."""

import datetime as dt
from bisect import bisect_right

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import _events, patterns, study
from analysis.matching import Matcher
from analysis.study import ANY, Event, cue_parts


def slowly(events):
    """Cut every article into words and look at every cue on every line."""
    parts = {part for event in events for cues in event.cues.values()
             for cue in cues for part in cue_parts(cue)}  # fmt: skip
    matcher = Matcher(sorted(parts))

    def find(text, language):
        lines, start = [], 0
        for line in text.splitlines(keepends=True):
            lines.append((start, start + len(line)))
            start += len(line)
        places = {}
        for match in matcher.find(text, lines):
            line = bisect_right([first for first, _ in lines], match.start) - 1
            places.setdefault(line, {}).setdefault(match.pattern, (match.start, match.end))
        found = []
        for event in sorted(events, key=lambda event: (event.date, event.name)):
            wanted = {ANY, language, (language or "").split("-")[0]}
            cues = [cue for key, listed in event.cues.items()
                    if language is None or key in wanted for cue in listed]  # fmt: skip
            quotes = [
                " … ".join(
                    f"'{text[a:b]}'"
                    for a, b in sorted({places[line][part] for part in cue_parts(cue)})
                )
                for line in sorted(places)
                for cue in cues
                if all(part in places[line] for part in cue_parts(cue))
            ]
            if quotes:
                found.append((event.name, quotes[0]))
        return found

    return find


WORDS = ["steal*", "model*", "=FT", "=R1", "ft", "één", "Straße", "U.S.", "ban?", "*", "café",
         "(memo|letter)", "(wake up|call)", "panel", "house"]  # fmt: skip
SIDES = st.lists(st.sampled_from(WORDS), min_size=1, max_size=3).filter(
    lambda words: words[0] != "*" and words[-1] != "*"
).map(" ".join)  # fmt: skip
PARTS = st.one_of(SIDES, st.tuples(SIDES, st.sampled_from(["NEAR/3", "BEFORE/2"]), SIDES)
                  .map(" ".join))  # fmt: skip
CUES = st.lists(PARTS, min_size=1, max_size=2).map(" AND ".join)
EVENTS = st.lists(
    st.tuples(
        st.dates(dt.date(2031, 5, 1), dt.date(2031, 5, 4)),
        st.dictionaries(
            st.sampled_from(["any", "en", "nl", "nl-BE"]),
            st.lists(CUES, min_size=1, max_size=3).map(tuple),
            min_size=1,
        ),
    ),
    max_size=4,
).map(lambda rows: [Event(f"e{n}", day, cues) for n, (day, cues) in enumerate(rows)])
PIECES = st.sampled_from(
    [
        *("stealing", "STEAL", "models", "model", "FT", "ft", "after", "R1", "r1", "one", "bans"),
        *("memo", "letter", "wake", "up", "call", "panel", "house", "U.S.", "US", "ban", "…", "“"),
        *("één", "e\u0301e\u0301n", "ÉÉN", "Strasse", "STRASSE", "straße", "café", "mo\u00addel"),
        *("ＦＴ", "ﬁne", "İ", "½", "ŉ", "-", ".", "\u0301", "\n", "\r\n", "\u2028", "\x85", "\x1c"),
    ]
)
GAPS = st.sampled_from([" ", "", "-", "\u00a0", "\n"])
TEXTS = st.lists(st.tuples(PIECES, GAPS), max_size=25).map(
    lambda pairs: "".join(word + gap for word, gap in pairs)
)


@settings(max_examples=150, deadline=None)
@given(
    EVENTS, st.lists(TEXTS, min_size=1, max_size=3), st.sampled_from(["en", "nl-BE", "de", None])
)
def test_the_quick_search_finds_what_the_slow_one_finds(events, texts, language):
    quick, slow = _events.finder(events), slowly(events)
    for text in texts:
        found = [(mention.event.name, mention.quote) for mention in quick(text, language)]
        assert found == slow(text, language)


SEEDS = study.load("seeds/study.yaml").events
WORDS_OF_CUES = sorted({word.text.replace("*", "s").replace("?", "e").replace("ft", "FT")
                        for event in SEEDS for cues in event.cues.values() for cue in cues
                        for part in cue_parts(cue)
                        for side in (patterns.parse(part).first, patterns.parse(part).second)
                        for phrase in side for word in phrase})  # fmt: skip
PHRASES = sorted({" ".join(word.text.replace("*", "s") for word in phrase)
                  for event in SEEDS for cues in event.cues.values() for cue in cues
                  for part in cue_parts(cue)
                  for phrase in patterns.parse(part).first[:4]})  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.one_of(st.sampled_from(PHRASES), st.sampled_from(WORDS_OF_CUES),
                  st.sampled_from(["\n", ". ", "R1", "DeepSeek’s", "OpenAI", "2026", "“Ja”"])),
        max_size=40,
    ).map(" ".join),
    st.sampled_from(["en", "nl", None]),
)  # fmt: skip
def test_the_events_of_the_seeds_are_found_as_by_the_slow_search(text, language):
    found = [(mention.event.name, mention.quote) for mention in QUICK(text, language)]
    assert found == SLOW(text, language)


QUICK, SLOW = _events.finder(SEEDS), slowly(SEEDS)


def test_a_sign_that_counts_as_simple_is_folded_to_its_small_form_alone():
    for sign in map(chr, range(0x3000)):
        if _events._SIMPLE.fullmatch(sign) and (spans := patterns.tokens(sign)):
            assert spans == [(0, 1)]
            assert patterns.fold(sign) == sign.casefold()
            assert patterns.fold(sign, exact_case=True) == sign


@pytest.mark.parametrize("text", ["", "\n", "No event here."])
def test_no_event(text):
    assert _events.finder(SEEDS)(text, "en") == []
    assert _events.finder([])(text, "en") == []
