import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from invented_exports import proquest
from invented_exports.proquest import Item

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
from analysis.readers.proquest_text import READER

ODD = st.sampled_from(
    ("Author: who?", "Subject: they said nothing.", "Location: Utrecht.", "Title: none",
     "Publisher: unknown", "Copyright: mine", "Full text: on page 3", "Mayor: we will act.",
     "_" * 59, "_" * 61, "Section: B", "Links: none", "Document 1 of 3", "ISSN: 1", "Database: x",
     "Bibliography", "Terms and Conditions apply")
)  # fmt: skip
WORDS = st.text(st.characters(categories=("L", "N", "P", "S"), include_characters=" "), min_size=1)
LINE = (ODD | WORDS).map(lambda text: " ".join(text.split())).filter(bool)
TITLE = LINE.filter(lambda text: not text.startswith("Document "))


def read(content):
    return list(READER.read(Source.of_bytes("a.txt", content), Options()))


def only(items, kind):
    return [item for item in items if isinstance(item, kind)]


def recognised(content):
    return READER.recognises(Source.of_bytes("a", content))


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_every_field_gets_its_place(newline):
    items = read(proquest.text([Item(1), Item(2, title="Second")], newline=newline))
    first, second = only(items, Article)
    assert first.text == "Dike holds\n\nThe dike held on Monday.\n\nNobody was hurt."
    assert (first.title, first.outlet, first.author, first.section) == (
        "Dike holds", "The Dyke Reporter", "Writer, Anna", "News"
    )  # fmt: skip
    assert (first.date, first.language, first.identity) == ("Mar 5, 2024", "en", "2900000001")
    assert first.url == "https://www.proquest.com/docview/2900000001"
    assert first.raw["update_date"] == "2024-03-06"
    assert first.raw["identifier_keyword"] == "water"
    assert "title" not in first.raw
    assert (second.position, second.title) == (2, "Second")
    assert only(items, Claim) == [Claim(2, "ProQuest document IDs")]
    assert only(items, Remark) == only(items, Rejected) == []


def test_a_sentence_with_a_colon_is_not_a_field():
    text = ("Mayor: we will act.", "Author: unknown, said the mayor.", "Location: Utrecht.", "End.")
    (article,) = only(read(proquest.text([Item(text=text)])), Article)
    assert article.text.split("\n\n")[1:] == list(text)
    assert article.author == "Writer, Anna"
    assert article.raw["location"] == "Netherlands"


def test_a_sentence_like_a_field_that_the_document_lacks_is_text_if_text_follows():
    text = ("Dateline: nowhere.", "It went on.")
    (article,) = only(read(proquest.text([Item(text=text)])), Article)
    assert article.text.split("\n\n")[1:] == list(text)


def test_a_document_without_full_text_keeps_its_abstract():
    content = proquest.text([Item(text=None, abstract="A dike.\n\nIt held."), Item(2, text=None)])
    first, second = only(read(content), Article)
    assert (first.text, first.has_body) == ("Dike holds\n\nA dike.\n\nIt held.", False)
    assert first.raw["abstract"] == "A dike.\n\nIt held."
    assert first.remarks == ("no full text in the export, only title and abstract",)
    assert (second.text, second.has_body) == ("Dike holds", False)


def test_a_full_text_that_is_not_available_is_no_text():
    (article,) = only(read(proquest.text([Item(text=("Not available.",))])), Article)
    assert (article.text, article.has_body) == ("Dike holds", False)


def test_an_abstract_is_not_text_if_there_is_a_full_text():
    (article,) = only(read(proquest.text([Item(abstract="In short.")])), Article)
    assert "In short." not in article.text
    assert article.raw["abstract"] == "In short."


def test_an_abstract_of_several_blocks_behind_the_text_is_not_text():
    more = {"Abstract": None, "Subject": "Floods\n\nAbstract: In short.\n\nAnd again."}
    (article,) = only(read(proquest.text([Item(more=more)])), Article)
    assert article.text.endswith("Nobody was hurt.")
    assert article.raw["abstract"] == "In short.\n\nAnd again."


def test_a_title_that_looks_like_a_field_and_one_that_is_missing():
    content = proquest.text([Item(title="Author: a life"), Item(2, title="Gone")]).decode()
    content = content.replace("\n\nGone\n\nAuthor", "\n\nAuthor")
    first, second = only(read(content.encode()), Article)
    assert (first.title, second.title) == ("Author: a life", "Gone")
    assert second.text.startswith("Gone\n\n")


def test_a_year_stands_in_for_a_date():
    (article,) = only(read(proquest.text([Item(more={"Publication date": None})])), Article)
    assert article.date == "2024"


def test_a_line_of_underscores_of_another_length_is_text():
    text = ("One.", "_" * 59, "_" * 61, "Two.")
    (article,) = only(read(proquest.text([Item(text=text)])), Article)
    assert article.text.split("\n\n")[1:] == list(text)


def test_the_cover_counts_and_is_provenance():
    items = read(proquest.with_cover(proquest.documents(2), listed=3))
    assert Claim(3, "table of contents") in items
    assert Claim(3, "'Document 1 of ...'") in items
    (found,) = only(items, Provenance)
    assert "25 January 2024 13:46" in found.facts["cover"]
    assert [article.title for article in only(items, Article)] == [
        "Invented title 1", "Invented title 2"
    ]  # fmt: skip
    assert only(items, Rejected) == []


def test_a_file_that_ends_within_a_text_keeps_the_whole_documents():
    content = proquest.text(proquest.documents(3))
    items = read(content[: content.index(b"Second 3.") + 3])
    assert [article.position for article in only(items, Article)] == [1, 2]
    (refused,) = only(items, Rejected)
    assert (refused.position, "ends within" in refused.reason) == (3, True)
    assert "is the file whole?" in only(items, Remark)[0].text


def test_a_file_that_ends_behind_a_text_keeps_the_document_with_a_remark():
    content = proquest.text(proquest.documents(2))
    items = read(content[: content.rindex(b"ISSN")])
    last = only(items, Article)[-1]
    assert last.text.endswith("Second 2.")
    assert "after its text" in last.remarks[0]


def test_a_title_alone_at_the_end_and_a_block_without_fields_are_refused():
    content = proquest.text(proquest.documents(1), closing=False).decode()
    broken = f"{content}\n{proquest.LINE}\n\nAn error occurred.\n{proquest.LINE}\n\nThird title"
    refused = only(read(broken.encode()), Rejected)
    assert [item.position for item in refused] == [2, 3]
    assert "none of the fields" in refused[0].reason
    assert refused[0].quote == "An error occurred."


def test_a_file_of_other_keys_is_unreadable():
    with pytest.raises(Unreadable, match="export it again as 'Text only'"):
        read(f"{proquest.LINE}\n\nNothing here.\n".encode())


@pytest.mark.parametrize(
    "content",
    [
        b"A letter\n" + b"_" * 60 + b"\n\nAuthor: me\n\nTitle: you\n",
        b"Title\n\nProQuest document ID: 1\n",
        b"TY  - NEWS\nER  - \n",
        b"",
        b"\x00\xff" * 50,
    ],
)
def test_other_text_is_not_claimed(content):
    assert not recognised(content)


def test_recognised_with_and_without_a_cover():
    assert recognised(proquest.text([Item()], newline="\r\n"))
    assert recognised(proquest.with_cover([Item()]))


def test_many_lines_like_fields_take_no_time():
    text = ("Location: Utrecht.",) * 30_000
    (article,) = only(read(proquest.text([Item(text=text)])), Article)
    assert article.text.count("Utrecht") == 30_000


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(TITLE, st.lists(LINE, min_size=1, max_size=4)), min_size=1, max_size=4))
def test_what_is_written_is_what_is_read(articles):
    items = [Item(n, title, text) for n, (title, text) in enumerate(articles, start=1)]
    found = read(proquest.text(items))
    assert only(found, Rejected) == []
    assert [(item.title, item.text, item.identity) for item in only(found, Article)] == [
        (item.title, "\n\n".join([item.title, *item.text]), item.identity) for item in items
    ]


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 20_000))
def test_a_file_cut_anywhere_loses_no_document_in_silence(place):
    content = proquest.text(proquest.documents(3))
    cut = content[: place % len(content)]
    try:
        found = read(cut)
    except Unreadable:
        assert b"Author:" not in cut
        return
    handled = [item.position for item in found if isinstance(item, Article | Rejected)]
    begun = cut.count(f"{proquest.LINE}\n\nI".encode())
    assert handled == list(range(1, begun + 1))
