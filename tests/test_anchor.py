"""Passages are found again by their words, whatever the tool did to the offsets."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis._annotations.anchor import Anchor, Lost, Passages, alike

TEXT = (
    "Tram in town 😀\n\nThe tram costs “too much”, said Ada.\nThe tram is late. The tram — a long "
    "one — stops.\n\nThe end."
)


def utf16(text, place):
    """Offset as JavaScript counts it."""
    return len(text[:place].encode("utf-16-le")) // 2


def spot(text, quote, number=0):
    at = -1
    for _ in range(number + 1):
        at = text.index(quote, at + 1)
    return at


def found(text, quote, start, shown=None, end=None):
    anchor = Passages(text).find(quote, start, end, shown)
    assert isinstance(anchor, Anchor), anchor
    return text[anchor.start : anchor.end], anchor.start, anchor.how


def test_words_at_the_stated_place():
    at = spot(TEXT, "The tram", 1)
    assert found(TEXT, "The tram", at) == ("The tram", at, "as stated")


def test_offsets_counted_in_utf_16():
    at = spot(TEXT, "The tram", 1)
    stated = utf16(TEXT, at)
    assert stated == at + 1
    assert found(TEXT, "The tram", stated) == ("The tram", at, "offsets counted in UTF-16")


@pytest.mark.parametrize("number", range(3))
def test_offsets_in_a_text_with_carriage_returns(number):
    shown = TEXT.replace("\n", "\r\n")
    at, stated = spot(TEXT, "The tram", number), spot(shown, "The tram", number)
    assert found(TEXT, "The tram", stated, shown)[:2] == ("The tram", at)
    # without the words they are read off the text that was shown
    assert found(TEXT, None, stated, shown, stated + 8)[:2] == ("The tram", at)


@pytest.mark.parametrize("number", range(3))
def test_the_article_has_carriage_returns_and_the_tool_dropped_them(number):
    article = TEXT.replace("\n", "\r\n")
    at, stated = spot(article, "The tram", number), spot(TEXT, "The tram", number)
    assert found(article, "The tram", stated, TEXT)[:2] == ("The tram", at)


def test_other_quotation_marks_blanks_and_dashes():
    at = spot(TEXT, "costs")
    how = "by its words, other blanks or marks"
    assert found(TEXT, 'costs "too\u00a0much"', at + 3) == ("costs “too much”", at, how)
    assert found(TEXT, "a long  one - stops", 0)[0] == "a long one — stops"
    assert (
        found("one\u00adtwo th\u200bree four", "onetwo three", 0)[0] == "one\u00adtwo th\u200bree"
    )


def test_offsets_of_html_are_no_use_but_the_words_are():
    shown = f"<p>{TEXT}</p>".replace("\n\n", "</p><p>").replace("costs", "<b>costs</b>")
    assert found(TEXT, "The end", 140, shown)[0] == "The end"


def test_the_nearest_occurrence_only_if_it_is_clearly_the_nearest():
    text = "sea " + "x" * 96 + " sea " + "x" * 95 + " sea"
    near, far = spot(text, "sea", 1), spot(text, "sea", 2)
    assert found(text, "sea", near + 20)[1] == near
    lost = Passages(text).find("sea", (near + far) // 2, None)
    assert lost == Lost("the words 'sea' stand in 3 places, none much nearer than the others")
    assert isinstance(Passages(text).find("sea", None, None), Lost)
    assert found(text + " lake", "lake", None)[0] == "lake"


@pytest.mark.parametrize(
    ("quote", "start", "end", "said"),
    [
        ("bus", 3, 6, "are not in the text"),
        (" \n", 3, 6, "blank"),
        (None, None, None, "neither words nor usable offsets"),
        (None, 5, 5, "neither words nor usable offsets"),
        (None, -4, 3, "neither words nor usable offsets"),
        ("x" * 200, 0, 200, "xxx…' are not in"),
    ],
)
def test_what_cannot_be_found_is_told(quote, start, end, said):
    lost = Passages(TEXT).find(quote, start, end)
    assert isinstance(lost, Lost)
    assert said in lost.reason


def test_offsets_behind_the_text_are_no_passage():
    lost = Passages("short").find(None, 2, 90)
    assert lost == Lost("offset 90 lies behind the text, which has 5 characters")


def test_offsets_alone_behind_an_emoji_count_only_if_one_reading_is_whole_words():
    at = spot(TEXT, "costs")
    assert found(TEXT, None, at, end=at + 5)[0] == "costs"
    stated = utf16(TEXT, at)
    assert found(TEXT, None, stated, end=stated + 5)[0] == "costs"
    text = "😀😀 a b c"  # [5:6] is 'b' in characters and 'a' in UTF-16
    lost = Passages(text).find(None, 5, 6)
    assert isinstance(lost, Lost)
    assert "counted in two ways" in lost.reason


PIECES = st.lists(
    st.sampled_from(["tram", "sea", " ", "\n", "\n\n", "“ja”", "’s", "😀", "—", "…", "é", "a"]),
    min_size=1, max_size=60,
)  # fmt: skip


@given(PIECES, st.data(), st.booleans(), st.booleans())
def test_law_what_is_found_is_what_was_marked(pieces, data, returns, units):
    """Never another place: with any mix of line ends and of ways to count."""
    text = "".join(pieces)
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    quote = text[start:end]
    shown = text.replace("\n", "\r\n") if returns else text
    stated = start + text[:start].count("\n") * returns
    stated = utf16(shown, stated) if units else stated
    anchor = Passages(text).find(
        quote.replace("\n", "\r\n") if returns else quote, stated, None, shown
    )
    if isinstance(anchor, Anchor):
        assert alike(text[anchor.start : anchor.end]) == alike(quote)
        if not units and not returns:
            assert (anchor.start, anchor.end) == (start, end)
    else:
        assert not quote.strip() or "stand" in anchor.reason or not alike(quote)


@given(st.text(max_size=40), st.text(max_size=10), st.integers(-5, 60), st.integers(-5, 60))
def test_law_any_offsets_and_words_give_a_slice_or_a_reason(text, quote, start, end):
    for words in (quote, None):
        found = Passages(text).find(words, start, end, text + quote)
        if isinstance(found, Anchor):
            assert 0 <= found.start < found.end <= len(text)
        else:
            assert found.reason
