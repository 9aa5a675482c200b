"""Tables of the researcher as CSV: whatever the separator, encoding, quotes and damage."""

import csv

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from invented_exports import tables

from analysis.readers import (
    Article,
    Options,
    Rejected,
    Remark,
    Source,
    Unreadable,
    _delimited,
    _streamed,
)
from analysis.readers.csv_table import READER


def read(content, name="a.csv", **options):
    """Read a table, its name as it may be; give articles and refusals, and the remarks."""
    source = Source.of_bytes(name, content if isinstance(content, bytes) else content.encode())
    items = list(READER.read(source, Options(**options)))
    rows = [item for item in items if not isinstance(item, Remark)]
    assert [item.position for item in rows] == list(range(1, len(rows) + 1))
    return rows, [item.text for item in items if isinstance(item, Remark)]


def recognised(content, name="a.txt"):
    return READER.recognises(
        Source.of_bytes(name, content if isinstance(content, bytes) else content.encode())
    )


# One table, many ways to write it ---------------------------------------------------


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_the_same_articles_however_the_table_is_written(delimiter, encoding, end):
    content = tables.delimited(delimiter=delimiter, encoding=encoding, end=end)
    assert recognised(content)
    rows, _ = read(content)
    assert [(row.title, row.text, row.date, row.outlet) for row in rows] == [
        (title, f"{title}\n\n{text}", date, outlet) for title, text, date, outlet in tables.ROWS
    ]


CELL = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], include_characters='\n",;\t|\'"'), max_size=40
)


@settings(max_examples=60, deadline=None)
@given(
    cells=st.lists(st.tuples(CELL, CELL, CELL), min_size=1, max_size=6),
    delimiter=st.sampled_from(",;\t|"),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
    quoting=st.sampled_from([csv.QUOTE_ALL, csv.QUOTE_MINIMAL]),
)
def test_what_is_written_is_read(cells, delimiter, encoding, quoting):
    rows = [(f"T{number}", *row) for number, row in enumerate(cells)]
    header = ("title", "text", "page", "kicker")
    content = tables.delimited(rows, header, delimiter, encoding, quoting)
    found, _ = read(content)
    assert [
        (item.title, item.text.partition("\n\n")[2], item.raw.get("page"), item.raw.get("kicker"))
        for item in found
    ] == [
        (title, text.strip(), page if page.strip() else None, kicker if kicker.strip() else None)
        for title, text, page, kicker in rows
    ]


def test_line_ends_and_spaces_within_a_text_stay():
    rows, _ = read(b'title,text\r\nA,"One.\r\n\r\n  Two\xc2\xa0words.\nThree."\r\n')
    assert rows[0].text == "A\n\nOne.\r\n\r\n  Two\u00a0words.\nThree."


def test_first_line_of_excel_that_states_the_separator():
    rows, _ = read("sep=;\ntitle;text\nTides, and more;They rise, they fall\n")
    assert rows[0].title == "Tides, and more"


def test_one_column_of_texts():
    rows, _ = read('text\n"First, then second."\n"Another one."\n')
    assert [row.text for row in rows] == ["First, then second.", "Another one."]


# Names of columns -------------------------------------------------------------------


@pytest.mark.parametrize(
    "header",
    [
        ("Headline", "Full text", "Publication date", "Newspaper", "Link", "Byline", "Word count"),
        ("Titel", "Tekst", "Datum", "Krant", "URL", "Auteur", "Aantal woorden"),
        ("Überschrift", "Volltext", "Erscheinungsdatum", "Quelle", "Link", "Autor", "Wortzahl"),
        ("Titre", "Texte intégral", "Date de publication", "Source", "Lien", "Auteur", "Mots"),
    ],
)
def test_column_names_of_four_languages(header):
    row = (
        "Tides",
        "They rise.",
        "20-1-2025",
        "The Bulletin",
        "https://b.example/1",
        "A. Zand",
        "1.234",
    )
    (article,), remarks = read(tables.delimited([row], header))
    assert (article.title, article.text) == ("Tides", "Tides\n\nThey rise.")
    assert (article.date, article.outlet, article.url) == ("20-1-2025", "The Bulletin", row[4])
    assert (article.author, article.stated_words) == ("A. Zand", 1234)
    assert any(f"text from {header[1]!r}" in remark for remark in remarks)


def test_mapping_wins_over_names():
    content = "text,headline,lead,when\nnot this,Tides,They rise.,2025-01-20\n"
    (article,), _ = read(content, columns={"text": "lead", "date": "when"})
    assert article.text == "Tides\n\nThey rise."
    assert (article.date, article.raw) == ("2025-01-20", {"text": "not this"})


def test_mapped_column_that_is_not_there_is_told_with_those_that_are():
    with pytest.raises(Unreadable, match=r"no column 'boddy'.*'title', 'body'.*mean 'body'"):
        read("title,body\nTides,They rise.\n", columns={"text": "boddy"})


def test_field_that_is_none_is_told():
    with pytest.raises(Unreadable, match=r"'txt'.*Did you mean 'text'"):
        read("title,body\nTides,They rise.\n", columns={"txt": "body"})


def test_table_whose_text_cannot_be_told_asks_for_a_mapping():
    with pytest.raises(Unreadable, match=r"which column holds the text\? .*'alpha', 'beta'"):
        read("alpha,beta\n1,2\n")


def test_titles_alone_are_said_once():
    rows, remarks = read("title,url\nTides,https://b.example/1\nEbb,https://b.example/2\n")
    assert [(row.text, row.has_body, row.remarks) for row in rows] == [
        ("Tides", False, ()),
        ("Ebb", False, ()),
    ]
    assert remarks == ["the table has no column of texts: titles are read alone"]


def test_other_columns_are_kept_under_their_names_and_none_overwrites_another():
    content = "title,text,Page,,Page,pub date,date\nTides,Rise.,A1,x,A2,2025-01-20,2025-02-01\n"
    (article,), remarks = read(content)
    assert article.date == "2025-01-20"
    assert article.raw == {
        "Page": "A1",
        "column_4": "x",
        "Page_2": "A2",
        "date_column": "2025-02-01",
    }
    assert "the date is taken from 'pub date', not from 'date'" in remarks


def test_other_days_are_not_the_date():
    header = "title,text,seendate,indexed_date,date_modify,date_download\n"
    (article,), _ = read(header + "Tides,Rise.,20250120T010000Z,2025-01-21,2025-01-22,2025-01-23\n")
    assert article.date is None
    assert article.raw == {"seen_date": "20250120T010000Z", "indexed_date": "2025-01-21",
                           "update_date": "2025-01-22", "crawl_date": "2025-01-23"}  # fmt: skip


@pytest.mark.parametrize(
    ("written", "date"),
    [
        ("45678", "2025-01-21"),
        ("45678,5", "2025-01-21T12:00:00"),
        ("45678.25", "2025-01-21T06:00:00"),
        ("1737417600", "2025-01-21T00:00:00+00:00"),
        ("20250121", "20250121"),
        ("2025", "2025"),
        ("21-1-2025", "21-1-2025"),
    ],
)
def test_days_kept_as_numbers(written, date):
    # Excel shows serial 45678 as 21 January 2025 (days from 30 December 1899).
    (article,), remarks = read(f"title;text;date\nTides;Rise.;{written}\n")
    assert article.date == date
    assert article.raw.get("date_as_written") == (written if date != written else None)
    assert any("dates are numbers" in remark for remark in remarks) == (date != written)


def test_number_of_a_row_is_no_identity_but_the_number_of_an_article_is():
    rows, _ = read("id,title,text\n1,Tides,Rise.\nBUL-2025-000017,Ebb,Fall.\n")
    assert [row.identity for row in rows] == [None, "BUL-2025-000017"]
    assert rows[0].raw == {"id": "1"}


def test_languages_by_name_become_tags():
    rows, _ = read("title,text,taal\nA,B,Nederlands\nC,D,nl-BE\nE,F,Klingon\n")
    assert [row.language for row in rows] == ["nl", "nl-BE", None]
    assert rows[2].raw == {"language_as_written": "Klingon"}


# Damage -----------------------------------------------------------------------------


def test_row_with_too_many_or_too_few_cells_is_refused_with_its_line():
    rows, _ = read('title,text\nA,"One\nline"\nB,two,three\nC\nD,Four.\n')
    assert [type(row) for row in rows] == [Article, Rejected, Rejected, Article]
    assert rows[1].reason.startswith("line 4: 3 cells, but the header names 2 columns")
    assert rows[2].reason.startswith("line 5: 1 cells")
    assert rows[1].quote == "B two three"


def test_empty_rows_do_not_count_and_empty_cells_at_the_end_do_no_harm():
    rows, _ = read("title;text;;\nA;One.;;\n;;;\n\nB;Two.;;\n")
    assert [row.title for row in rows] == ["A", "B"]


def test_row_without_text_keeps_its_title_and_row_without_both_is_refused():
    rows, _ = read("title,text,url\nA,,u1\n,,https://b.example/2\n")
    assert (rows[0].text, rows[0].has_body) == ("A", False)
    assert rows[0].remarks == ("line 2: a title without a text",)
    assert rows[1] == Rejected(2, "line 3: neither a text nor a title", "https://b.example/2")


@pytest.mark.parametrize("texts", ["Rest, and end", "Two\n\nlines, here"])
def test_quote_that_is_never_closed_costs_one_row(texts):
    good = [(f"T{number}", texts, "x") for number in range(5)]
    body = tables.delimited(good, ("title", "text", "page"), quoting=csv.QUOTE_ALL).decode()
    head, rest = body.split('"T2"', 1)
    rows, _ = read(f'{head}"T1b","never closed,"x"\n"T2"{rest}')
    refused = [row for row in rows if isinstance(row, Rejected)]
    assert [row.title for row in rows if isinstance(row, Article)] == ["T0", "T1", "T2", "T3", "T4"]
    assert len(refused) == 1


def test_unclosed_quote_that_swallows_to_the_end_of_the_file_costs_one_row():
    lines = [f"T{number},plain text,x" for number in range(200)]
    lines[3] = 'T3,"never closed,x'
    rows, _ = read("title,text,page\n" + "\n".join(lines) + "\n")
    assert [row.position for row in rows if isinstance(row, Rejected)] == [4]
    assert rows[3].reason == "line 5: a quote that opens there is never closed"
    assert len(rows) == 200


def test_table_that_is_cut_off_in_a_text():
    rows, _ = read('title,text\nA,"One."\nB,"Two that is cut\nin its second li')
    assert rows[0].title == "A"
    assert rows[1].reason.endswith("is never closed; is the file cut off?")
    assert len(rows) == 2


def test_quote_within_a_cell_that_is_not_doubled_is_read_with_a_remark():
    rows, _ = read('title,text\nA,"He said "no" and left"\nB,"Two"\n')
    assert rows[0].text == 'A\n\nHe said no" and left"'
    assert rows[0].remarks == ("line 2: a quote within a cell is not doubled",)
    assert rows[1].text == "B\n\nTwo"


@pytest.fixture
def short_lines(monkeypatch):
    """Lower the longest line to 1,000 characters."""
    monkeypatch.setattr(_delimited, "MOST_CHARACTERS", 1_000)
    monkeypatch.setattr(_streamed.Lines.__init__, "__defaults__", (1_000,))


@pytest.mark.usefixtures("short_lines")
@pytest.mark.parametrize(
    "long",
    [
        "B," + "x" * 5_000,
        'B,"' + "x, y " * 1_000 + '"',
        'B,"' + "x, y " * 1_000 + '\nsecond line, of it\n"',
        'B,"' + "a line of text\n" * 500 + '"',
    ],
)
def test_row_that_is_too_long_is_refused_and_those_behind_it_are_read(long):
    rows, _ = read(f"title,text\nA,One.\n{long}\nC,Three.\nD,Four.\nE,Five.\n")
    assert [row.title for row in rows if isinstance(row, Article)] == ["A", "C", "D", "E"]
    (refused,) = (row for row in rows if isinstance(row, Rejected))
    assert refused.position == 2
    assert refused.reason == "line 3: a row of more than 1,000 characters; not read"


def test_a_few_wrong_bytes_do_not_spoil_the_accents_of_the_rest():
    good = "title,text\n" + "Café,Één idee voor de crèche\n" * 30
    rows, remarks = read(good.encode() + b"Caf\xe9,x\n")
    assert rows[0].text == "Café\n\nÉén idee voor de crèche"
    assert rows[-1].title == "Café"
    assert remarks == [
        "1 byte is not UTF-8 like the rest, and read as Windows-1252; check the accents"
    ]


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_rows_of_windows_behind_rows_of_utf8_keep_their_accents(mark):
    utf8, windows = "title,text\nCafé,Één en één\n" * 6, "Plan,De “crèche” sloot\n"
    rows, (remark,) = read(mark + utf8.encode() + windows.encode("cp1252"))
    assert rows[0].text == "Café\n\nÉén en één"
    assert rows[-1].text == "Plan\n\nDe “crèche” sloot"
    assert remark.startswith("3 bytes are not UTF-8")


def test_tabs_without_quoting_keep_a_quote_that_opens_a_cell():
    texts = ['"Yes" he said', '"Never closed', '"In ""quotes"" all"', "Text"]
    rows, _ = read("title\ttext\tpage\n" + "".join(f"A\t{text}\tx\n" for text in texts))
    assert [row.text.removeprefix("A\n\n") for row in rows] == [
        *texts[:2], 'In "quotes" all', "Text"]  # fmt: skip
    assert "read as it stands" in rows[0].remarks[0]
    assert "read as it stands" in rows[1].remarks[0]


def test_wrong_byte_behind_the_head_of_a_windows_table():
    content = b"title,text\n" + b"A,plain words\n" * 8_000 + "Café,één\n".encode("cp1252")
    rows, remarks = read(content)
    assert rows[-1].text == "Café\n\néén"
    assert remarks == ["read as Windows-1252; check the accents"]


def test_encoding_of_the_study_replaces_the_guess():
    rows, _ = read("title,text\nKávé,Őrült\n".encode("cp1250"), encoding="cp1250")
    assert rows[0].text == "Kávé\n\nŐrült"
    with pytest.raises(Unreadable, match="not text in the encoding 'utf-8'"):
        read("title,text\nKávé,Őrült\n".encode("cp1250"), encoding="utf-8")
    with pytest.raises(Unreadable, match="'latin9000' of the study is not known"):
        read("title,text\na,b\n", encoding="latin9000")


@pytest.mark.parametrize(
    "content", [b"", b"  \n ", b"title,text\nA,\x00\x01\n" + bytes(100), b"one"]
)
def test_what_is_no_table_is_said(content):
    with pytest.raises(Unreadable):
        read(content)


def test_text_that_excel_cut_and_text_with_tags_are_remarked_on():
    rows, remarks = read(f"title,text\nA,{'x' * 32_767}\nB,<p>One</p><p>Two</p>\n")
    assert "cut off" in rows[0].remarks[0]
    assert any("1 texts hold HTML tags" in remark for remark in remarks)


# Recognising ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "name", "expected"),
    [
        ("title,text\nA,One.\n", "a.txt", True),
        ("alpha;beta\n1;2\n", "a.csv", True),
        ("alpha;beta;gamma\n1;2;3\n4;5;6\n7;8;9\n", "a.dat", True),
        ("Storm, wind and rain\n\nThe text, of course, goes on, and on.\n", "a.txt", False),
        ("A title\n\nProse, with a comma.\nMore, with a comma.\nAnd, again.\n", "a.txt", False),
        ("<html><head><title>a,b</title>", "a.csv", False),
        ('{"title": "a", "text": "b"}\n', "a.csv", False),
        ("article,outlet,date\na.txt,The Bulletin,2025-01-20\n", "metadata.csv", False),
        ("bestand;krant\nmap/a.txt;De Bode\n", "metadata.csv", False),
        ("", "a.csv", False),
    ],
)
def test_a_table_is_told_from_other_files(content, name, expected):
    assert recognised(content, name) is expected


def test_column_named_article_may_hold_the_texts():
    text = "The tide turns and the boats lie on the sand. " * 6
    content = f"headline,article\nTides,{text}\nEbb,{text}\n"
    assert recognised(content)
    rows, _ = read(content)
    assert rows[0].text == f"Tides\n\n{text.strip()}"
