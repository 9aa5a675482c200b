from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from invented_exports import nexis
from invented_exports.nexis import Piece

from analysis.readers import (
    Article,
    Claim,
    Options,
    Provenance,
    Rejected,
    Source,
    Unreadable,
    rtf_text,
)
from analysis.readers.lexis_rtf import READER

ONE, TWO, THREE = (
    Piece(
        title=f"An invented headline, the {word}",
        paragraphs=(f"Text {word}, “déjà vu” in Zürich – {{sic}} \\ 5 €.", "A line\nof two. 😀"),
        language="ENGLISH",
        urn=f"{number}AA-BB",
    )
    for number, word in enumerate(("first", "second", "third"))
)
OLD = [replace(piece, paragraphs=(piece.paragraphs[0], "More " * 40 + "of it."), urn=None)
       for piece in (ONE, TWO, THREE)]  # fmt: skip


def read(content, reader=READER):
    source = Source.of_bytes("export.doc", content)
    assert reader.recognises(source)
    return list(reader.read(source, Options()))


def articles(items):
    return [item for item in items if isinstance(item, Article)]


def body(article):
    return article.text.split("\n\n")[1:]


@pytest.mark.parametrize("bookmarks", [True, False])
@pytest.mark.parametrize("with_cover", [True, False])
@pytest.mark.parametrize("language", ["en", "nl", "de", "fr"])
def test_nexis_since_2019(bookmarks, with_cover, language):
    pieces = [replace(ONE, byline="Ann Invented", graphic="A photo"), TWO, THREE]
    items = read(nexis.rtf(pieces, language, bookmarks=bookmarks, with_cover=with_cover))
    found = articles(items)
    assert [part.title for part in found] == [piece.title for piece in pieces]
    assert [body(part) for part in found] == [list(piece.paragraphs) for piece in pieces]
    assert [part.identity for part in found] == [f"urn:contentItem:{p.urn}" for p in pieces]
    assert (found[0].author, found[0].stated_words) == ("Ann Invented", 10)
    assert {item.expected for item in items if isinstance(item, Claim)} == {3}


@pytest.mark.parametrize("blanks", [True, False])
@pytest.mark.parametrize("language", ["en", "nl", "de", "fr"])
def test_lexis_until_2019(blanks, language):
    pieces = [replace(OLD[0], byline="Ann Invented", edition="Final Edition"), *OLD[1:]]
    items = read(nexis.lexis_rtf(pieces, language, request="1-3", blanks=blanks))
    found = articles(items)
    assert [part.title for part in found] == [piece.title for piece in pieces]
    assert [body(part) for part in found] == [list(piece.paragraphs) for piece in pieces]
    assert (found[0].author, found[0].raw["edition"]) == ("Ann Invented", "Final Edition")
    assert {part.date for part in found} == {ONE.date}
    (said,) = [item for item in items if isinstance(item, Provenance)]
    assert said.query == "(invented AND plan)"


def test_old_rtf_with_short_paragraphs_keeps_them_apart():
    piece = replace(ONE, paragraphs=("One.", "Two.", "Three."))
    for blanks in (True, False):
        (found,) = articles(read(nexis.lexis_rtf([piece], blanks=blanks)))
        assert body(found) == ["One.", "Two.", "Three."]


def test_an_error_message_is_rejected_in_its_place():
    items = read(nexis.rtf([ONE, Piece(error=nexis.ERROR), THREE], bookmarks=False))
    assert [item.position for item in items if isinstance(item, Rejected)] == [2]
    assert [part.position for part in articles(items)] == [1, 3]


def test_a_file_cut_off_is_read_to_where_it_goes():
    content = nexis.rtf([ONE, TWO])
    items = read(content[: content.rindex(b"A line")])
    one, two = articles(items)
    assert (one.remarks, body(two)) == ((), [TWO.paragraphs[0]])
    assert "cut off" in two.remarks[0]


def test_a_backslash_before_a_word_is_text():
    (found,) = articles(read(nexis.rtf([replace(ONE, paragraphs=(r"C:\line\page\qc\pard",))])))
    assert body(found) == [r"C:\line\page\qc\pard"]


def test_a_file_made_to_be_slow_is_read_at_once():
    # striprtf 0.0.35 by itself needs minutes for the first part of this.
    hostile = r'{\field{\*\fldinst{ HYPERLINK "a"' * 2000 + r"\u-556?" * 3000
    content = nexis.rtf([ONE]).decode().replace("Text first", "Text " + hostile)
    assert articles(read(content.encode()))[0].title == ONE.title


def test_tables_in_the_text_are_kept():
    marker = "\\pard MARK\\par\n"
    content = nexis.rtf([replace(ONE, paragraphs=("MARK", "End."))]).decode()
    assert marker in content
    row = "\\trowd\\cellx1\\cellx2\\intbl Party\\cell Seats\\cell\\row\\pard\n"
    (found,) = articles(read(content.replace(marker, row).encode()))
    assert [" ".join(part.split("|")).split() for part in body(found)] == [
        ["Party", "Seats"], ["End."]
    ]  # fmt: skip


@pytest.mark.parametrize(
    "content",
    [rb"{\rtf1 A report. Length: short.\par}", rb"{\rtf1 Document FACTIVA020100111\par HD A\par}",
     b"1 of 2 DOCUMENTS\n\n", b"PK\x03\x04"],
)  # fmt: skip
def test_other_files_are_left_to_others(content):
    assert not READER.recognises(Source.of_bytes("a.rtf", content))


def test_other_rtf_is_one_article():
    items = read(nexis.rtf_file(r"A title\par\par One {\b two}.\par Three.\par"), rtf_text.READER)
    assert [part.text for part in articles(items)] == ["A title\n\nOne two.\n\nThree."]


def test_rtf_without_text_is_unreadable():
    with pytest.raises(Unreadable, match="no text"):
        read(nexis.rtf_file(r"\par\par"), rtf_text.READER)


WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cf", "Cs", "Cn", "Co", "Z")),
    min_size=1, max_size=12,
)  # fmt: skip
LINES = st.lists(WORDS, min_size=1, max_size=8).map(" ".join) | st.sampled_from(
    ["12 March 2021", "Body", "1 of 10", "Body language matters", "Length: 3 metres",
     "De Tweede Kamer debatteert.", "Die Länge: ungewiss.", "Load-Date: never", "End of Document"]
)  # fmt: skip


@settings(deadline=None, max_examples=60)
@given(
    st.lists(
        st.builds(
            Piece, title=LINES, paragraphs=st.lists(LINES, min_size=1, max_size=4),
            edition=st.none() | st.just("Final Edition"),
            urn=st.none() | st.uuids().map(str),
        ),
        min_size=1, max_size=4,
    ),
    st.sampled_from(["en", "nl", "de", "fr"]),
)  # fmt: skip
def test_articles_come_out_as_they_went_in(pieces, language):
    found = articles(read(nexis.rtf(pieces, language)))
    assert [(part.title, body(part)) for part in found] == [
        (piece.title, list(piece.paragraphs)) for piece in pieces
    ]
    assert [part.raw.get("edition") for part in found] == [piece.edition for piece in pieces]
