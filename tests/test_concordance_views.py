"""The KWIC page: what it shows, says and links to, and that article text cannot run."""

from html.parser import HTMLParser

import pandas as pd
import pytest

from analysis import concordance_views
from analysis.contracts import InputError
from analysis.wording import Html

LABELS = {"theft": "Theft", "money": "Money & more"}


class _Checker(HTMLParser):
    """Collects tags and text; fails on tags that are not closed."""

    def __init__(self):
        super().__init__()
        self.open, self.tags, self.text = [], [], ""

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        if tag != "br":
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.text += data


def read(shown):
    checker = _Checker()
    checker.feed(shown.markup.split("</style>")[-1])
    assert checker.open == []
    return checker


def documents(*ids):
    day = pd.to_datetime(["2031-05-03"] * len(ids))
    return pd.DataFrame({"doc_id": ids, "outlet": "Daily <b>", "source_file": "a.txt",
                         "published_from": day, "published_to": day})  # fmt: skip


def lines(*rows):
    names = ["doc_id", "segment_id", "language", "left", "keyword", "right", "frames"]
    return pd.DataFrame(rows, columns=names)


ONE = ("d1", "d1:0", "en", "They ", "copied", " <script>alert(1)</script> it.", "money theft")
TWO = ("d2", "d2:0", None, "", "copy", "", None)


def test_text_of_articles_is_shown_and_cannot_run():
    shown = concordance_views.kwic(lines(ONE, TWO), documents("d1", "d2"), labels=LABELS)
    checked = read(shown)
    assert "script" not in checked.tags
    assert "They copied <script>alert(1)</script> it." in checked.text
    assert "Daily <b>, 3 May 2031" in checked.text
    assert repr(shown) == "2 lines of 2"


def test_frames_are_named_in_the_order_of_the_codebook():
    text = read(concordance_views.kwic(lines(ONE), documents("d1"), labels=LABELS)).text
    assert text.index("Theft") < text.index("Money & more")
    other = read(concordance_views.kwic(lines(TWO), documents("d2"), labels=LABELS)).text
    assert "Theft" not in other


def test_it_says_how_many_of_how_many():
    many = lines(*[ONE] * 5)
    assert "3 lines of 5 shown." in read(
        concordance_views.kwic(many, documents("d1"), labels=LABELS, most=3)
    ).text  # fmt: skip
    assert "5 lines of 1,234 shown." in read(
        concordance_views.kwic(many, documents("d1"), labels=LABELS, found=1234)
    ).text  # fmt: skip
    assert "5 lines." in read(
        concordance_views.kwic(many, documents("d1"), labels=LABELS, said="Drawn.")
    ).text  # fmt: skip


def test_an_article_is_linked_and_the_address_is_free():
    markup = concordance_views.kwic(lines(ONE), documents("d1"), labels=LABELS).markup
    assert 'href="#article-d1"' in markup
    own = concordance_views.kwic(lines(ONE), documents("d1"), labels=LABELS,
                                 address="b.html#{segment_id}").markup  # fmt: skip
    assert 'href="b.html#d1:0"' in own
    assert "<a " not in concordance_views.kwic(
        lines(ONE), documents("d1"), labels=LABELS, address=""
    ).markup  # fmt: skip


def test_a_long_context_is_cut_between_words():
    long = (*ONE[:3], "one two three ", "key", " four five six", "")
    text = read(concordance_views.kwic(lines(long), documents("d1"), labels={}, width=7)).text
    assert "three key four" in text.replace("  ", " ")
    assert "two" not in text
    assert "five" not in text


def test_the_language_is_told_to_screen_readers():
    markup = concordance_views.kwic(lines(ONE, TWO), documents("d1", "d2"), labels=LABELS).markup
    assert markup.count('lang="en"') == 3
    assert 'lang="nan"' not in markup


def test_nothing_to_show():
    shown = concordance_views.kwic(lines(), documents(), labels=LABELS, said="Asked <i>.")
    assert repr(shown) == "No line to show."
    assert "Asked <i>." in read(shown).text


def test_tables_that_do_not_belong_together_are_refused():
    with pytest.raises(InputError, match="articles that documents does not have: 'd1'"):
        concordance_views.kwic(lines(ONE), documents("d2"), labels=LABELS)
    with pytest.raises(InputError, match="Frames without a label: 'money'"):
        concordance_views.kwic(lines(ONE), documents("d1"), labels={"theft": "Theft"})
    with pytest.raises(InputError, match="Table lines lacks 'frames'"):
        concordance_views.kwic(lines(ONE).drop(columns="frames"), documents("d1"), labels=LABELS)


def test_parts_stand_under_their_names():
    shown = concordance_views.together({"nl, <b>": Html("<p>x</p>", "x")})
    assert read(shown).text == "Dutch, <b>x"
    assert repr(shown) == "Dutch, <b>: x"
    assert repr(concordance_views.together({})) == "Nothing to show."
