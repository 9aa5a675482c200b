"""Workbooks of Excel: the right sheet, days, numbers, hidden rows, damage."""

import datetime as dt
import io
import zipfile

import pytest
from invented_exports import tables

from analysis.readers import Options, Rejected, Remark, Source, Unreadable
from analysis.readers.xlsx_table import READER


def read(content, **options):
    items = list(READER.read(Source.of_bytes("a.xlsx", content), Options(**options)))
    rows = [item for item in items if not isinstance(item, Remark)]
    assert [item.position for item in rows] == list(range(1, len(rows) + 1))
    return rows, [item.text for item in items if isinstance(item, Remark)]


def one_sheet(*rows, **more):
    return tables.workbook({"Sheet": rows}, **more)


def test_articles_of_a_sheet():
    content = one_sheet(tables.HEADER, *tables.ROWS)
    assert READER.recognises(Source.of_bytes("a.bin", content))
    rows, remarks = read(content)
    assert [(row.title, row.text, row.date, row.outlet) for row in rows] == [
        (title, f"{title}\n\n{text}", date, outlet) for title, text, date, outlet in tables.ROWS
    ]
    assert remarks == ["sheet 'Sheet' is read, its header in row 1"]


def test_sheet_with_texts_is_found_behind_others_and_its_header_below_a_heading():
    content = tables.workbook(
        {
            "Notes": [("Exported for the seminar",), ("by A. Zand",)],
            "Artikelen": [
                ("My own",),
                (),
                ("Kop", "Tekst", "Datum"),
                ("A", "B", "C"),
            ],
            "Later": [("title", "text"), ("x", "y")],
        },
        edit=lambda book: book["Artikelen"].merge_cells("A1:C1"),
    )
    rows, remarks = read(content)
    assert [(row.title, row.text, row.date) for row in rows] == [("A", "A\n\nB", "C")]
    assert remarks[:2] == [
        "sheet 'Artikelen' is read, its header in row 3",
        "sheets not read: 'Notes', 'Later'",
    ]


def test_days_become_days_and_whole_numbers_stay_whole():
    def as_days(book):
        book.active["C2"].number_format = "dd-mm-yyyy"
        book.active["C3"].number_format = "dd-mm-yyyy hh:mm"

    content = one_sheet(
        ("title", "text", "date", "id", "page", "share"),
        ("A", "One.", dt.datetime(2025, 1, 20), 2025000017.0, 3.0, 0.5),
        ("B", "Two.", dt.datetime(2025, 1, 20, 9, 5), 2025000018, 4, 1),
        ("C", "Three.", 45678, "BUL-19", "A5", None),
        edit=as_days,
    )
    rows, remarks = read(content)
    assert [row.date for row in rows] == ["2025-01-20", "2025-01-20T09:05:00", "2025-01-21"]
    assert [row.identity for row in rows] == ["2025000017", "2025000018", "BUL-19"]
    assert rows[0].raw == {"page": 3, "share": "0.5"}
    assert rows[2].raw == {"page": "A5", "date_as_written": "45678"}
    assert any("1 dates are numbers" in remark for remark in remarks)


def test_hidden_rows_are_read_and_said():
    rows, remarks = read(one_sheet(tables.HEADER, *tables.ROWS, hidden_rows=(2, 4)))
    assert len(rows) == 3
    assert "2 rows are hidden in Excel; they are read" in remarks


def test_empty_rows_do_not_count_and_empty_names_and_cells_beyond_are_kept_or_said():
    header = ("title", None, "text")
    rows, _ = read(one_sheet(header, ("A", "x", "One."), (), ("B", 7, "Two.", "y")))
    assert [(row.title, row.raw) for row in rows] == [
        ("A", {"column_2": "x"}),
        ("B", {"column_2": 7}),
    ]
    assert rows[1].remarks == ("row 4: 1 cells beyond the last column name are not kept",)


def test_row_without_text_and_title_is_refused_with_its_row():
    rows, _ = read(one_sheet(("title", "text", "url"), (None, None, "https://b.example/1")))
    assert rows == [Rejected(1, "row 2: neither a text nor a title", "https://b.example/1")]


def test_carriage_returns_of_excel_are_line_ends():
    content = one_sheet(("title", "text"), ("A", "One._x000D_\nTwo."))
    assert read(content)[0][0].text == "A\n\nOne.\r\nTwo."


def test_mapping_of_the_study_is_used():
    content = one_sheet(("alpha", "beta"), ("A", "One."))
    rows, _ = read(content, columns={"text": "beta"})
    assert (rows[0].text, rows[0].raw) == ("One.", {"alpha": "A"})
    with pytest.raises(Unreadable, match=r"which column holds the text.*'alpha', 'beta'"):
        read(content)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "old Excel file"),
        (tables.workbook({"Sheet": [("title", "text"), ("A", "B")]})[:-300], "damaged"),
        (tables.workbook({"Sheet": []}), "which column holds the text"),
    ],
)
def test_what_cannot_be_read_is_said(content, reason):
    with pytest.raises(Unreadable, match=reason):
        read(content)


def test_entity_bomb_in_a_workbook_is_refused():
    packed = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(one_sheet(("title", "text"), ("A", "B")))) as old,
        zipfile.ZipFile(packed, "w") as new,
    ):
        for name in old.namelist():
            body = old.read(name)
            if name.endswith("sheet1.xml"):
                body = b'<!DOCTYPE x [<!ENTITY a "aaaa">]>' + body
            new.writestr(name, body)
    with pytest.raises(Unreadable):
        read(packed.getvalue())


def test_other_zips_are_not_workbooks():
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("word/document.xml", "<x/>")
    assert not READER.recognises(Source.of_bytes("a.xlsx", packed.getvalue()))
    assert not READER.recognises(Source.of_bytes("a.xlsx", b"PK\x03\x04 and nothing"))
