import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from invented_exports import factiva
from invented_exports.factiva import Item

from analysis.readers import (
    Article,
    Claim,
    Options,
    Provenance,
    Rejected,
    Remark,
    Source,
    Unreadable,
)
from analysis.readers.factiva_rtf import READER

ODD = st.sampled_from(
    ("HD", "TD", "AN", "LP", "a | b", "\\cell", "{x}", "\\page", "\\u8217?", "C:\\row", "é€😀",
     "HYPERLINK", "\\\\cell")
)  # fmt: skip
WORDS = st.text(st.characters(categories=("L", "N", "P", "S"), include_characters=" "), min_size=1)
LINE = (ODD | WORDS).map(lambda text: " ".join(text.split())).filter(bool)


def read(content):
    return list(READER.read(Source.of_bytes("a.rtf", content), Options()))


def only(items, kind):
    return [item for item in items if isinstance(item, kind)]


def recognised(content):
    return READER.recognises(Source.of_bytes("a", content))


@pytest.mark.parametrize("between", ["\\page\n", "\f", "\\sect\n", ""])
def test_every_code_gets_its_place_whatever_parts_the_articles(between):
    items = read(factiva.rtf([Item(1), Item(2, title="Second", td=())], between=between))
    first, second = only(items, Article)
    assert first.text == "Dike holds\n\nThe dike held on Monday.\n\nNobody was hurt."
    assert (first.outlet, first.author, first.section, first.language) == (
        "The Dyke Reporter", "A. Writer", "News", "en"
    )  # fmt: skip
    assert (first.stated_words, first.date) == (1295, "29 December 2011 10:15")
    assert first.identity == "DYKE010020111229e7ct00001"
    assert first.raw["regions"] == ["neth : Netherlands", "eurz : Europe"]
    assert (second.title, second.text) == ("Second", "Second\n\nThe dike held on Monday.")
    assert only(items, Claim) == [Claim(2, "accession numbers")]


def test_language_is_read_from_its_name():
    found = [only(read(factiva.rtf([Item(language=tag)])), Article)[0].language
             for tag in ("fr", "nl", "de")]  # fmt: skip
    assert found == ["fr", "nl", "de"]


def test_characters_beyond_16_bits_are_whole():
    (article,) = only(read(factiva.rtf([Item(title="Flood 😀 – l’été")])), Article)
    assert article.title == "Flood 😀 – l’été"
    article.text.encode("utf-8")


def test_a_bar_in_the_text_is_not_the_end_of_a_cell():
    (article,) = only(read(factiva.rtf([Item(lead=("One | two | three",))])), Article)
    assert "One | two | three" in article.text


def test_the_address_of_a_link_is_not_text():
    linked = factiva.rtf([Item(lead=("LINK",))]).replace(
        b"LINK", b'{\\field{\\*\\fldinst{HYPERLINK "http://example.org/x"}}{\\fldrslt{here}}}'
    )
    (article,) = only(read(linked), Article)
    assert article.text.split("\n\n")[1] == "here"


def test_a_table_within_an_article_stays_in_it():
    table = "\\trowd\\cellx1\\cellx2\\pard\\intbl Dam\\cell 12 m\\cell\\row\n"
    written = factiva.rtf_article(Item())
    at = written.index("\\trowd", written.index("Nobody was hurt."))
    (article,) = only(read(factiva.rtf_file([written[:at] + table + written[at:]])), Article)
    assert article.text.endswith("Nobody was hurt.\n\nDam | 12 m")


def test_a_page_that_breaks_within_a_text_ends_no_paragraphs_and_no_article():
    written = factiva.rtf_article(Item(td=("One.", "Two.", "Three.")))
    broken = written.replace("One.\\par Two", "One.\\page Two")
    (article,) = only(read(factiva.rtf_file([broken])), Article)
    assert article.text.split("\n\n")[2:] == ["One.", "Two.", "Three."]
    assert article.identity == Item().accession


def test_codes_at_the_start_of_lines_are_read_without_a_table():
    item = Item(1, lead=("HD", "A lead."), td=("PD", "A text."))
    parts = [factiva.rtf_lines(item), factiva.rtf_lines(Item(2))]
    first, second = only(read(factiva.rtf_file(parts, between="\f")), Article)
    assert first.text.split("\n\n") == ["Dike holds", "HD", "A lead.", "PD", "A text."]
    assert (second.position, second.identity) == (2, Item(2).accession)


def test_without_indexing_each_article_is_refused_with_what_to_do():
    content = factiva.rtf_file([factiva.rtf_unindexed(item) for item in factiva.articles(2)])
    assert recognised(content)
    items = read(content)
    assert only(items, Claim) == [Claim(2, "accession numbers")]
    assert [refused.position for refused in only(items, Rejected)] == [1, 2]
    assert "Full Article/Report plus Indexing" in only(items, Rejected)[0].reason
    assert only(items, Rejected)[1].quote.startswith("Invented title 2")


def test_without_indexing_an_article_without_its_last_line_is_refused_too():
    long = Item(2, lead=("word " * 40,))
    parts = [factiva.rtf_unindexed(Item(1)), factiva.rtf_unindexed(long).rpartition("Document")[0]]
    assert [refused.position for refused in only(read(factiva.rtf_file(parts)), Rejected)] == [1, 2]


def test_a_file_that_ends_within_a_text_keeps_the_whole_articles():
    content = factiva.rtf(factiva.articles(3))
    items = read(content[: content.index(b"Text 3.")])
    assert [article.title for article in only(items, Article)] == [
        "Invented title 1", "Invented title 2"
    ]  # fmt: skip
    (refused,) = only(items, Rejected)
    assert (refused.position, "ends within" in refused.reason) == (3, True)


def test_a_file_that_ends_after_its_last_article_keeps_it():
    content = factiva.rtf(factiva.articles(2)).removesuffix(b"}")
    last = only(read(content), Article)[-1]
    assert (last.identity, last.remarks) == (factiva.articles(2)[1].accession, ())


def test_words_behind_the_end_of_the_document_show_in_the_claim():
    # two files in one: what stands behind the closing brace is not RTF, and not read
    content = factiva.rtf([Item(1)]) + factiva.rtf([Item(2)])
    items = read(content)
    assert (only(items, Claim)[0].expected, len(only(items, Article))) == (2, 1)


def test_text_outside_the_tables_is_not_dropped_in_silence():
    stray = "\\pard " + "stray words here " * 20 + "\\par\n"
    items = read(factiva.rtf_file([factiva.rtf_article(Item()), stray]))
    (remark,) = only(items, Remark)
    assert "60 words outside the tables" in remark.text


def test_the_search_summary_is_provenance():
    rows = "".join(factiva.rtf_row(key, [value]) for key, value in factiva.SUMMARY.items())
    (found,) = only(read(factiva.rtf_file([factiva.rtf_article(Item()), rows])), Provenance)
    assert (found.query, found.facts["Date"]) == ("flood and dike", "01/01/2011 to 31/12/2011")


@pytest.mark.parametrize("damage", [b"\\uc\\u1", b"\\u99999999999 ", b"\\u999999999 ?"])
def test_damaged_rtf_is_refused_in_plain_words(damage):
    content = factiva.rtf([Item(lead=("HERE",))]).replace(b"HERE", damage)
    with pytest.raises(Unreadable, match="damaged RTF: a control word"):
        read(content)


def test_a_character_that_cannot_be_decoded_is_remarked_on():
    content = factiva.rtf([Item(lead=("HERE",))]).replace(b"HERE", b"HE\\'81RE")
    items = read(content)
    assert "HE\ufffdRE" in only(items, Article)[0].text
    assert "could not be decoded" in only(items, Remark)[0].text


def test_many_fields_on_one_line_take_no_time():
    hostile = "{\\field{\\*\\fldinst{" * 20_000
    content = factiva.rtf([Item(lead=("HERE",))]).replace(b"HERE", hostile.encode())
    read(content)  # quadratic in striprtf's own search for links, were they not taken out


@pytest.mark.parametrize(
    "content",
    [
        b"{\\rtf1\\ansi The Guardian\\par Length: 12 words\\par Body\\par End of Document}",
        b"{\\rtf1\\ansi A report in two parts.}",
        b"<html><title>Factiva</title></html>",
        b"\x00\xff" * 50,
        b"",
    ],
)
def test_other_files_are_not_claimed(content):
    assert not recognised(content)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(LINE, st.lists(LINE, min_size=1, max_size=3), st.lists(LINE, max_size=3)),
                min_size=1, max_size=3))  # fmt: skip
def test_what_is_written_is_what_is_read(articles):
    items = [Item(n, title, lead, td) for n, (title, lead, td) in enumerate(articles, start=1)]
    content = factiva.rtf(items)
    assert recognised(content)
    assert [(item.title, item.text, item.identity) for item in only(read(content), Article)] == [
        (item.title, "\n\n".join([item.title, *item.lead, *item.td]), item.accession)
        for item in items
    ]


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 20_000))
def test_a_file_cut_anywhere_loses_no_article_in_silence(place):
    content = factiva.rtf(factiva.articles(3))
    first = content.index(b"Invented title 1")
    cut = content[: first + place % (len(content) - first)]
    try:
        found = read(cut)
    except Unreadable:
        assert b"Invented title 1\\cell" not in cut
        return
    handled = [item.position for item in found if isinstance(item, Article | Rejected)]
    assert handled in (
        list(range(1, cut.count(b"\\b SE}\\cell") + 1)),
        list(range(1, cut.count(b"\\b HD}\\cell") + 1)),
    )
