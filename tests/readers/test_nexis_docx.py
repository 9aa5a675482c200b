import io
import zipfile
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
    docx_text,
    nexis_docx,
)

ONE, TWO, THREE = (
    Piece(title=f"An invented headline, the {word}", paragraphs=(f"Text {word}.", "More of it."))
    for word in ("first", "second", "third")
)


def read(content, reader=nexis_docx.READER):
    source = Source.of_bytes("export.DOCX", content)
    assert reader.recognises(source)
    return list(reader.read(source, Options()))


def articles(items):
    return [item for item in items if isinstance(item, Article)]


def claims(items):
    return {item.by: item.expected for item in items if isinstance(item, Claim)}


def body(article):
    return article.text.split("\n\n")[1:]


def reading(piece, **how):
    (found,) = articles(read(nexis.docx([piece], **how)))
    return found


# The whole file ---------------------------------------------------------------------


def test_the_first_article_is_read_and_the_rest_in_order():
    found = articles(read(nexis.docx([ONE, TWO, THREE])))
    assert [(part.position, part.title) for part in found] == [
        (number, piece.title) for number, piece in enumerate((ONE, TWO, THREE), start=1)
    ]
    assert [body(part) for part in found] == [list(p.paragraphs) for p in (ONE, TWO, THREE)]


def test_fields_of_an_article():
    piece = replace(
        ONE, edition="Andalucía Edición", byline="Ann Invented", dateline="LONDON",
        highlight="What it is about", section="NEWS; Pg. 12", length=1234, urn="7Y2J-V420-00",
    )  # fmt: skip
    found = reading(piece)
    assert found.outlet == piece.source
    assert found.date == "July 1, 2019 Monday 9:20 AM GMT"
    assert (found.author, found.section) == ("Ann Invented", piece.section)
    assert found.stated_words == 1234
    assert found.identity == "urn:contentItem:7Y2J-V420-00"
    assert found.remarks == ()
    assert dict(found.raw) == {
        "edition": "Andalucía Edición", "copyright": piece.copyright, "dateline": "LONDON",
        "highlight": "What it is about", "page": "12", "load_date": "July 2, 2019",
    }  # fmt: skip


def test_the_cover_gives_the_query_and_counts_but_not_the_user():
    items = read(nexis.docx([ONE, TWO], terms='"a plan" AND (b OR c)', count=5))
    (said,) = [item for item in items if isinstance(item, Provenance)]
    assert said.query == '"a plan" AND (b OR c)'
    assert said.facts["job_number"] == "12345678"
    assert said.facts["search_type"] == "Natural Language"
    assert claims(items) == {
        "cover": 5, "contents list": 2, "lines 'Body'": 2, "lines 'End of Document'": 2,
    }  # fmt: skip


@pytest.mark.parametrize("language", ["en", "nl", "de", "fr"])
@pytest.mark.parametrize("bookmarks", [True, False])
@pytest.mark.parametrize("nbsp", [True, False])
def test_menus_in_four_languages(language, bookmarks, nbsp):
    piece = replace(ONE, byline="Ann Invented", dateline="BERLIN", graphic="A photo of a plan")
    items = read(nexis.docx([piece, TWO], language, bookmarks=bookmarks, nbsp=nbsp))
    one, two = articles(items)
    assert (one.title, two.title) == (piece.title, TWO.title)
    assert (one.author, one.stated_words, one.raw["dateline"]) == ("Ann Invented", 10, "BERLIN")
    assert one.raw["load_date"] == "July 2, 2019"
    assert one.raw["graphic_captions"] == ["A photo of a plan"]
    assert (body(one), body(two)) == (list(piece.paragraphs), list(TWO.paragraphs))
    assert set(claims(items).values()) == {2}
    (said,) = [item for item in items if isinstance(item, Provenance)]
    assert said.query == "invented AND plan"


def test_a_mix_of_english_and_dutch_labels():
    labels = {**nexis.WORDS["nl"], "body": "Body", "end": "End of Document", "byline": "Byline"}
    nexis.WORDS["mix"] = labels
    try:
        found = reading(replace(ONE, byline="Ann Invented"), language="mix")
    finally:
        del nexis.WORDS["mix"]
    assert (found.author, found.stated_words) == ("Ann Invented", 10)


def test_a_single_article_without_a_cover():
    found = reading(ONE, with_cover=False, bookmarks=False)
    assert (found.title, body(found)) == (ONE.title, list(ONE.paragraphs))


@pytest.mark.parametrize("sections", [True, False])
@pytest.mark.parametrize("listed", [True, False])
def test_a_cover_without_bookmarks_is_not_an_article(sections, listed):
    items = read(nexis.docx([ONE, TWO], bookmarks=False, sections=sections, listed=listed))
    assert [part.title for part in articles(items)] == [ONE.title, TWO.title]


def test_identity_from_the_contents_list_when_the_title_is_no_link():
    pieces = [replace(ONE, urn="AA-1"), replace(TWO, urn="BB-2")]
    found = articles(read(nexis.docx(pieces, linked=False)))
    assert [part.identity for part in found] == ["urn:contentItem:AA-1", "urn:contentItem:BB-2"]


def plain(*texts):
    return "".join(f"<w:p>{nexis.run(text)}</w:p>" for text in texts)


def test_a_cover_with_a_table_of_filters_and_titles_numbered_by_word():
    links = [nexis.address("AA-1"), nexis.address("BB-2")]
    entries = "".join(
        f'<w:p><w:hyperlink r:id="rId{n}">{nexis.run(title)}</w:hyperlink></w:p>'
        for n, title in enumerate((ONE.title, TWO.title), start=1)
    )
    cells = "".join(f"<w:tc>{plain(text)}</w:tc>" for text in ("Content Type", "Narrowed by"))
    front = plain("User Name: Somebody", "Job Number: 7", "Documents (2)")
    filters = f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>"
    with_bookmarks = nexis.docx([ONE, TWO], with_cover=False)
    with zipfile.ZipFile(io.BytesIO(with_bookmarks)) as archive:
        xml = archive.read("word/document.xml").decode()
    rest = xml[xml.index("<w:body>") + 8 : xml.index("<w:sectPr/></w:body>")]
    items = read(nexis.word_file(f"{front}{entries}{filters}{rest}", links))
    found = articles(items)
    assert [part.identity for part in found] == ["urn:contentItem:AA-1", "urn:contentItem:BB-2"]
    assert claims(items)["contents list"] == claims(items)["cover"] == 2
    (said,) = [item for item in items if isinstance(item, Provenance)]
    assert "Somebody" not in str(said)


def test_an_old_lexis_file_that_was_saved_as_docx():
    texts = ("1 of 2 DOCUMENTS", "The Invented Gazette", "July 1, 2010 Thursday", "A title",
             "LENGTH: 2 words", "One two.", "LANGUAGE: ENGLISH")  # fmt: skip
    second = ("2 of 2 DOCUMENTS", *texts[1:3], "Another title", *texts[4:])
    found = articles(read(nexis.word_file(plain(*texts, *second))))
    assert [part.text for part in found] == ["A title\n\nOne two.", "Another title\n\nOne two."]
    assert found[0].date == "July 1, 2010 Thursday"


# Titles, dates and labels that mislead ----------------------------------------------


@pytest.mark.parametrize(
    "title",
    ["12 March 2021", "Body", "1 of 10 DOCUMENTS", "Length: how long is a war?", "Classification",
     "Gewinnplus sollen in 2000 um 4,5 Prozent klettern", "Copyright 2019 is over", "1. First"],
)  # fmt: skip
def test_a_title_is_a_title_whatever_it_says(title):
    found = reading(replace(ONE, title=title, edition="Final Edition"))
    assert (found.title, found.outlet) == (title, ONE.source)
    assert (found.date, found.raw["edition"]) == (ONE.date, "Final Edition")
    assert body(found) == list(ONE.paragraphs)


@pytest.mark.parametrize(
    "line",
    ["Por cierto: nobody knew.", "Length: 3 metres", "Body", "Text", "End of Document",
     "Classification", "Load-Date: never, says the minister", "Language: a history",
     "Body language matters", "Graphic: it was not", "12 March 2021", "Copyright 2019 is over"],
)  # fmt: skip
@pytest.mark.parametrize("last", [True, False])
def test_lines_of_the_text_are_not_taken_for_marks(line, last):
    text = ("It began well.", line) if last else ("It began well.", line, "It ended well.")
    found = articles(read(nexis.docx([replace(ONE, paragraphs=text), TWO])))
    assert [body(part) for part in found] == [list(text), list(TWO.paragraphs)]


@pytest.mark.parametrize(
    "date",
    ["March 22, 2010 Monday", "1. Juli 2019 Montag", "4 oktober 2017 woensdag",
     "lundi 1 juillet 2019", "Montag 1. Maerz 2021", "2 mars 2020", "March 2019", "2019-07-01"],
)  # fmt: skip
def test_dates_keep_their_words(date):
    assert reading(replace(ONE, date=date, edition="Late Edition")).date == date


def test_a_line_made_to_be_slow_is_read_at_once():
    line = "July 1, 2019 " + "AM MON " * 2000 + "!"
    found = reading(replace(ONE, edition=line))
    assert (found.date, found.raw["edition"]) == (ONE.date, line)


def test_without_an_outlet_the_date_is_still_the_date():
    found = reading(replace(ONE, source=""))
    assert (found.outlet, found.date) == (None, ONE.date)


def test_copyright_may_be_absent_and_stay_unmixed_with_labels():
    found = reading(replace(ONE, copyright=None))
    assert "copyright" not in found.raw
    assert found.section == ONE.section


# Behind the text ---------------------------------------------------------------------


def test_classification_is_kept_apart_from_the_text():
    lines = ("Language: ENGLISH", "Publication-Type: Newspaper", "Subject: PLANS (90%)",
             "Load-Date: July 3, 2019")  # fmt: skip
    found = reading(replace(ONE, classification=lines, load_date=None))
    assert body(found) == list(ONE.paragraphs)
    assert (found.language, found.raw["publication_type"]) == ("ENGLISH", "Newspaper")
    assert (found.raw["load_date"], found.raw["subject"]) == ("July 3, 2019", "PLANS (90%)")
    assert len(found.raw["classification"]) == 4


def test_an_item_with_a_picture_and_no_text():
    found = reading(replace(ONE, paragraphs=(), graphic="A photo of a plan"))
    assert (found.has_body, found.text) == (False, ONE.title)
    assert (found.raw["graphic"], found.raw["graphic_captions"]) == (True, ["A photo of a plan"])
    assert found.remarks == ("no text below the line 'Body'",)


def test_captions_below_a_heading_are_no_text_and_that_is_said():
    found = reading(replace(ONE, paragraphs=(*ONE.paragraphs, "Graphic", "A photo of a plan")))
    assert body(found) == list(ONE.paragraphs)
    assert found.raw["graphic_captions"] == ["A photo of a plan"]
    assert "'Graphic'" in found.remarks[0]


# Text that a reader of paragraphs alone would lose ------------------------------------


def test_tables_and_text_boxes_are_part_of_the_text():
    piece = replace(ONE, table=(("Party", "Seats"), ("A", "12")), box="A boxed remark")
    assert body(reading(piece)) == ["Text first.", "Party | Seats", "A | 12", "A boxed remark",
                                    "More of it."]  # fmt: skip


def test_search_terms_in_bold_are_joined_and_spaces_between_runs_stay():
    runs = nexis.run("A") + nexis.run(" ") + nexis.run("plan", bold=True) + nexis.run(" works.")
    marks = "".join(
        f"<w:p>{nexis.run(text)}</w:p>"
        for text in ("Title", "Paper", "July 1, 2019", "Length: 3 words", "Body")
    )
    end = f"<w:p>{nexis.run('End of Document')}</w:p>"
    (found,) = articles(read(nexis.word_file(f"{marks}<w:p>{runs}</w:p>{end}")))
    assert body(found) == ["A plan works."]


def test_deleted_text_is_left_out_and_inserted_text_read():
    changed = (
        f"<w:p>{nexis.run('One ')}<w:del><w:r><w:delText>no </w:delText></w:r></w:del>"
        f"<w:ins>{nexis.run('yes')}</w:ins></w:p>"
    )
    content = nexis.docx([replace(ONE, paragraphs=("MARK",))])
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        xml = archive.read("word/document.xml").decode()
    inner = xml[xml.index("<w:body>") + 8 : xml.index("<w:sectPr/></w:body>")]
    marked = f'<w:p><w:pPr><w:pStyle w:val="Normal"/></w:pPr>{nexis.run("MARK")}</w:p>'
    assert marked in inner
    (found,) = articles(read(nexis.word_file(inner.replace(marked, changed))))
    assert body(found) == ["One yes"]


# Damaged files ------------------------------------------------------------------------


def test_an_article_cut_off_at_the_end_of_the_file():
    items = read(nexis.docx([ONE, replace(TWO, end=False, load_date=None)], count=3))
    one, two = articles(items)
    assert (one.remarks, body(two)) == ((), list(TWO.paragraphs))
    assert two.remarks == ("ends without 'End of Document'; it may be cut off",)
    assert claims(items)["lines 'End of Document'"] == 1
    assert claims(items)["cover"] == 3


@pytest.mark.parametrize("bookmarks", [True, False])
def test_a_missing_end_mark_does_not_glue_two_articles(bookmarks):
    pieces = [ONE, replace(TWO, end=False), THREE]
    found = articles(read(nexis.docx(pieces, bookmarks=bookmarks)))
    assert [part.title for part in found] == [piece.title for piece in pieces]
    assert [body(part)[0] for part in found] == ["Text first.", "Text second.", "Text third."]
    assert "cut off" in found[1].remarks[0]


def test_without_the_line_body_the_text_is_found_behind_the_labels():
    piece = replace(ONE, body=False, byline="Ann Invented")
    one, two = articles(read(nexis.docx([piece, TWO])))
    assert (body(one), one.author) == (list(ONE.paragraphs), "Ann Invented")
    assert "no line 'Body'" in one.remarks[0]
    assert (two.position, two.remarks) == (2, ())


def test_without_body_and_labels_an_article_is_rejected_in_its_place():
    lost = replace(TWO, body=False, section=None, length=None)
    items = read(nexis.docx([ONE, lost, THREE]))
    (refused,) = [item for item in items if isinstance(item, Rejected)]
    assert refused.position == 2
    assert "'Body'" in refused.reason
    assert refused.quote.startswith("An invented headline, the second")
    assert [part.position for part in articles(items)] == [1, 3]


@pytest.mark.parametrize("bookmarks", [True, False])
def test_an_error_message_among_articles_is_rejected(bookmarks):
    items = read(nexis.docx([ONE, Piece(error=nexis.ERROR), THREE], bookmarks=bookmarks))
    (refused,) = [item for item in items if isinstance(item, Rejected)]
    assert (refused.position, refused.quote[:12]) == (2, "We are sorry")
    assert [part.position for part in articles(items)] == [1, 3]


def test_an_error_message_as_the_text_of_an_article_is_rejected():
    items = read(nexis.docx([replace(ONE, paragraphs=(nexis.ERROR,)), TWO]))
    assert [item.position for item in items if isinstance(item, Rejected)] == [1]


def test_a_file_that_is_an_error_page():
    (refused,) = [
        item
        for item in read(nexis.word_file(f"<w:p>{nexis.run(nexis.ERROR)}</w:p>"))
        if isinstance(item, Rejected)
    ]
    assert refused.position == 1


def test_a_cover_without_articles_keeps_its_claim():
    items = read(nexis.docx([], count=3))
    assert claims(items)["cover"] == 3
    assert articles(items) == []


def test_a_damaged_zip_is_unreadable_in_plain_words():
    content = nexis.docx([ONE])
    half = Source.of_bytes("half.docx", content[: len(content) // 2])
    assert not nexis_docx.READER.recognises(half)
    with pytest.raises(Unreadable, match="damaged"):
        list(nexis_docx.READER.read(half, Options()))


def test_entities_in_the_xml_are_refused():
    bomb = nexis.docx([ONE])
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(bomb)) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "word/document.xml":
                part = part.replace(b"<w:document", b'<!DOCTYPE x [<!ENTITY a "b">]><w:document', 1)
            new.writestr(name, part)
    with pytest.raises(Unreadable):
        list(nexis_docx.READER.read(Source.of_bytes("a.docx", made.getvalue()), Options()))


# Any other Word file --------------------------------------------------------------------


def test_other_word_files_are_one_article():
    inner = "".join(f"<w:p>{nexis.run(text)}</w:p>" for text in ("", "A title", "One.", "Two."))
    core = "<dc:creator>Ann Invented</dc:creator><dcterms:created>2020-01-02</dcterms:created>"
    content = nexis.word_file(inner, core=core)
    assert not nexis_docx.READER.recognises(Source.of_bytes("a.docx", content))
    (found,) = articles(read(content, docx_text.READER))
    assert (found.text, found.author) == ("A title\n\nOne.\n\nTwo.", "Ann Invented")
    assert dict(found.raw) == {"file_created": "2020-01-02"}


def test_a_heading_is_the_title_of_another_word_file():
    inner = (
        f"<w:p>{nexis.run('The Paper')}</w:p>"
        f'<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr>{nexis.run("A title")}</w:p>'
        f"<w:p>{nexis.run('One.')}</w:p>"
    )
    (found,) = articles(read(nexis.word_file(inner), docx_text.READER))
    assert (found.title, found.text) == ("A title", "A title\n\nThe Paper\n\nOne.")


def test_a_word_file_without_text_is_unreadable():
    with pytest.raises(Unreadable, match="no text"):
        read(nexis.word_file("<w:p/>"), docx_text.READER)


def test_a_generic_file_that_says_end_of_document_is_not_nexis():
    inner = "".join(f"<w:p>{nexis.run(text)}</w:p>" for text in ("Report", "End of Document"))
    assert not nexis_docx.READER.recognises(Source.of_bytes("a.docx", nexis.word_file(inner)))


# Law: what goes in comes out ----------------------------------------------------------------

WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn", "Co", "Z")),
    min_size=1, max_size=12,
)  # fmt: skip
SENTENCES = st.lists(WORDS, min_size=1, max_size=8).map(" ".join)
ODD = st.sampled_from(
    ["12 March 2021", "Body", "Text", "1 of 10", "Body language matters", "Por cierto: it is.",
     "Length: 3 metres long", "De Tweede Kamer debatteert.", "Die Länge: ungewiss.",
     "Longueur: inconnue", "Section: unknown", "Classification", "End of Document"]
)  # fmt: skip
LINES = SENTENCES | ODD
DATES = st.sampled_from(
    ["July 1, 2019 Monday", "4 oktober 2017 woensdag", "1. Juli 2019 Montag", "lundi 1 mars 2021"]
)
PIECES = st.lists(
    st.builds(
        Piece,
        title=LINES,
        paragraphs=st.lists(LINES, min_size=1, max_size=4),
        date=DATES,
        edition=st.none() | st.just("Final Edition"),
        copyright=st.none() | st.just("Copyright 2019 Invented Newspapers"),
        byline=st.none() | st.just("Ann Invented"),
        load_date=st.none() | st.just("July 2, 2019"),
        urn=st.none() | st.uuids().map(str),
    ),
    min_size=1, max_size=5,
)  # fmt: skip


@settings(deadline=None, max_examples=60)
@given(PIECES, st.sampled_from(["en", "nl", "de", "fr"]), st.booleans())
def test_articles_come_out_as_they_went_in(pieces, language, with_cover):
    items = read(nexis.docx(pieces, language, with_cover=with_cover))
    found = articles(items)
    assert len(found) == len(pieces) == max(claims(items).values())
    for part, piece in zip(found, pieces, strict=True):
        assert (part.title, body(part)) == (piece.title, list(piece.paragraphs))
        assert (part.outlet, part.date, part.author) == (piece.source, piece.date, piece.byline)
        assert part.raw.get("edition") == piece.edition
        assert part.identity == (piece.urn and f"urn:contentItem:{piece.urn}")
