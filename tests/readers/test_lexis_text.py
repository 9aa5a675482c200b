from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from invented_exports import nexis
from invented_exports.nexis import Piece

from analysis.readers import Article, Claim, Options, Provenance, Rejected, Remark, Source
from analysis.readers.lexis_text import READER

ONE, TWO, THREE = (
    Piece(
        title=f"An invented headline, the {word}",
        paragraphs=(f"Text {word}.", "More of it, " + "and on and on, " * 20 + "to the end."),
        date="January 11, 2010 Monday",
        section="NEWS; Pg. 12",
        load_date="January 12, 2010",
        language="ENGLISH",
        publication_type="Newspaper",
    )
    for word in ("first", "second", "third")
)


def read(content):
    source = Source.of_bytes("export.TXT", content)
    assert READER.recognises(source)
    return list(READER.read(source, Options()))


def articles(items):
    return [item for item in items if isinstance(item, Article)]


def claims(items):
    return {item.by: item.expected for item in items if isinstance(item, Claim)}


def body(article):
    return article.text.split("\n\n")[1:]


def reading(piece, **how):
    (found,) = articles(read(nexis.lexis_txt([piece], **how)))
    return found


def test_bom_crlf_and_wrapped_lines():
    content = nexis.lexis_txt([ONE, TWO, THREE], request="1-3")
    assert content.startswith(b"\xef\xbb\xbf")
    items = read(content)
    found = articles(items)
    assert [part.title for part in found] == [ONE.title, TWO.title, THREE.title]
    assert [body(part) for part in found] == [list(p.paragraphs) for p in (ONE, TWO, THREE)]
    assert not any(isinstance(item, Remark) for item in items)


def test_fields_of_an_article():
    piece = replace(ONE, edition="Final Edition", byline="Ann Invented", dateline="LONDON",
                    graphic="PHOTO: a plan", length=355)  # fmt: skip
    found = reading(piece)
    assert (found.outlet, found.date, found.author) == (ONE.source, ONE.date, "Ann Invented")
    assert (found.section, found.stated_words, found.language) == ("NEWS; Pg. 12", 355, "ENGLISH")
    assert found.remarks == ()
    assert dict(found.raw) == {
        "edition": "Final Edition", "dateline": "LONDON", "page": "12",
        "load_date": "January 12, 2010", "publication_type": "Newspaper",
        "copyright": ONE.copyright, "graphic_captions": ["PHOTO: a plan"],
    }  # fmt: skip


def test_the_cover_gives_query_and_count_but_no_address():
    items = read(nexis.lexis_txt([ONE, TWO], request="1-4, 9"))
    (said,) = [item for item in items if isinstance(item, Provenance)]
    assert said.query == "(invented AND plan)"
    assert "send_to" not in said.facts
    assert claims(items) == {"cover": 5, "numbers of the articles": 2}


def test_a_file_without_cover_claims_the_number_in_its_marks():
    items = read(nexis.lexis_txt([ONE, TWO], count=10))
    assert claims(items)["'of N DOCUMENTS'"] == 10


def test_a_number_that_is_left_out_is_claimed():
    text = nexis.lexis_txt([ONE, TWO], request="1-3").decode("utf-8-sig")
    items = read(text.replace("2 of 2 DOCUMENTS", "3 of 3 DOCUMENTS").encode())
    assert claims(items)["numbers of the articles"] == 3


def test_a_wrapped_headline_is_one_line():
    title = "An invented headline that is so long that it has to go on " + "and on " * 12 + "here"
    assert reading(replace(ONE, title=title)).title == title


@pytest.mark.parametrize("language", ["en", "nl", "de", "fr"])
def test_menus_in_four_languages(language):
    piece = replace(ONE, byline="Ann Invented", length=355)
    one, two = articles(read(nexis.lexis_txt([piece, TWO], language, request="1-2")))
    assert (one.author, one.stated_words, one.language) == ("Ann Invented", 355, "ENGLISH")
    assert one.raw["load_date"] == "January 12, 2010"
    assert [body(one), body(two)] == [list(piece.paragraphs), list(TWO.paragraphs)]


def test_a_german_byline_without_colon():
    text = nexis.lexis_txt([replace(ONE, byline="X")], "de").decode("utf-8-sig")
    (found,) = articles(read(text.replace("AUTOR: X", "VON ANN ERFUNDEN").encode()))
    assert (found.author, found.title) == ("ANN ERFUNDEN", ONE.title)


def test_a_copyright_above_the_outlet():
    text = nexis.lexis_txt([ONE]).decode("utf-8-sig")
    centre = " " * 20
    text = text.replace(f"{ONE.source}\r\n", f"Copyright 2010 X Ltd\r\n{centre}{ONE.source}\r\n", 1)
    (found,) = articles(read(text.encode()))
    assert (found.outlet, found.raw["copyright"]) == (ONE.source, "Copyright 2010 X Ltd")


def test_an_item_with_a_picture_only():
    photo = replace(ONE, length=None, paragraphs=(), graphic="PHOTO: a plan")
    one, two = articles(read(nexis.lexis_txt([photo, TWO])))
    assert (one.has_body, one.raw["graphic"], one.title) == (False, True, ONE.title)
    assert one.raw["graphic_captions"] == ["PHOTO: a plan"]
    assert body(two) == list(TWO.paragraphs)


def test_without_a_length_the_text_is_still_read_and_remarked():
    found = reading(replace(ONE, length=None))
    assert body(found) == list(ONE.paragraphs)
    assert "LENGTH" in found.remarks[0]


def test_a_single_article_without_mark():
    found = reading(ONE, marked=False)
    assert (found.title, body(found), found.remarks) == (ONE.title, list(ONE.paragraphs), ())


def test_an_article_before_the_first_mark_is_not_lost():
    text = nexis.lexis_txt([ONE, TWO], request="1-2").decode("utf-8-sig")
    found = articles(read(text.replace("1 of 2 DOCUMENTS", "").encode()))
    assert [part.title for part in found] == [ONE.title, TWO.title]


def test_an_article_cut_off_at_the_end_of_the_file():
    text = nexis.lexis_txt([ONE, TWO], request="1-2").decode("utf-8-sig")
    cut = text[: text.rindex("and on")]
    one, two = articles(read(cut.encode()))
    assert one.remarks == ()
    assert "cut off" in two.remarks[0]
    assert body(two)[0] == "Text second."


def test_an_error_message_and_an_empty_place_are_rejected_where_they_stand():
    text = nexis.lexis_txt([ONE, Piece(error=nexis.ERROR), THREE, ONE]).decode("utf-8-sig")
    begin, end = text.index("3 of 4 DOCUMENTS") + 16, text.rindex("4 of 4 DOCUMENTS")
    items = read((text[:begin] + "\r\n\r\n" + " " * 30 + text[end:]).encode())
    assert [item.position for item in items if isinstance(item, Rejected)] == [2, 3]
    assert [part.position for part in articles(items)] == [1, 4]


@pytest.mark.parametrize(
    "title", ["12 March 2021", "1 of 10", "2 of 3 DOCUMENTS", "Length: how long?", "Final edition"]
)
def test_a_title_is_a_title_whatever_it_says(title):
    found = reading(replace(ONE, title=title))
    assert (found.title, found.date, body(found)) == (title, ONE.date, list(ONE.paragraphs))


def test_windows_text_keeps_its_accents():
    piece = replace(ONE, title="Déjà vu in São Paulo")
    items = read(nexis.lexis_txt([piece], encoding="cp1252"))
    assert articles(items)[0].title == piece.title


def test_a_text_made_of_a_newer_file():
    lines = ["A title", "The Paper", "July 1, 2019 Monday", "Length: 2 words", "Body", "", "One.",
             "", "Load-Date: July 2, 2019", "End of Document"]  # fmt: skip
    found = articles(read("\r\n".join([*lines, "", *lines]).encode()))
    assert [part.text for part in found] == ["A title\n\nOne."] * 2


@pytest.mark.parametrize(
    "content",
    [b"A text that is 1 of 10 DOCUMENTS in a row.", b"{\\rtf1 1 of 2 DOCUMENTS}", b"PK\x03\x04",
     b"<html>\n\n1 of 2 DOCUMENTS\n\n</html>", b"Title: x\n\nLENGTH: 3 metres\n"],
)  # fmt: skip
def test_other_files_are_left_to_others(content):
    assert not READER.recognises(Source.of_bytes("a.txt", content))


WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cf", "Cs", "Cn", "Co", "Z")),
    min_size=1, max_size=12,
)  # fmt: skip
LINES = st.lists(WORDS, min_size=1, max_size=30).map(" ".join) | st.sampled_from(
    ["12 March 2021", "1 of 10", "Body language matters", "Length: 3 metres", "Por cierto: it is.",
     "De Tweede Kamer debatteert.", "Die Länge: ungewiss.", "Load-Date: never"]
)  # fmt: skip


@settings(deadline=None, max_examples=60)
@given(
    st.lists(
        st.builds(
            Piece, title=LINES, paragraphs=st.lists(LINES, min_size=1, max_size=4),
            date=st.sampled_from(["July 1, 2010 Thursday", "4 oktober 2007 woensdag"]),
            edition=st.none() | st.just("Final Edition"),
            byline=st.none() | st.just("Ann Invented"),
        ),
        min_size=1, max_size=5,
    ),
    st.sampled_from(["en", "nl", "de", "fr"]),
)  # fmt: skip
def test_articles_come_out_as_they_went_in(pieces, language):
    items = read(nexis.lexis_txt(pieces, language))
    found = articles(items)
    assert len(found) == len(pieces) == max(claims(items).values())
    for part, piece in zip(found, pieces, strict=True):
        assert (part.title, body(part)) == (piece.title, list(piece.paragraphs))
        assert (part.outlet, part.date, part.author) == (piece.source, piece.date, piece.byline)
