"""Parquet: tables of the researcher, and a documents table that comes back as it was."""

import datetime as dt
import json

import pandas as pd
import pytest
from invented_exports import tables

from analysis.contracts import SCHEMAS, conform
from analysis.readers import Article, Options, Rejected, Remark, Source, Unreadable
from analysis.readers.parquet_table import CORPUS, READER


def read(content, reader=READER, **options):
    items = list(reader.read(Source.of_bytes("a.parquet", content), Options(**options)))
    rows = [item for item in items if not isinstance(item, Remark)]
    assert [item.position for item in rows] == list(range(1, len(rows) + 1))
    return rows


def test_articles_of_a_table_of_several_row_groups():
    columns = dict(zip(tables.HEADER, map(list, zip(*tables.ROWS, strict=True)), strict=True))
    content = tables.parquet(columns)
    assert READER.recognises(Source.of_bytes("a.bin", content))
    assert not CORPUS.recognises(Source.of_bytes("a.bin", content))
    assert [(row.title, row.text, row.date, row.outlet) for row in read(content)] == [
        (title, f"{title}\n\n{text}", date, outlet) for title, text, date, outlet in tables.ROWS
    ]


def test_types_of_columns_become_words():
    content = tables.parquet(
        {
            "title": ["A"], "text": ["One."], "date": [dt.date(2025, 1, 20)], "page": [3],
            "share": [0.5], "tags": [["sea", "boats"]], "more": [{"n": 1}], "none": [None],
            "seen": [dt.datetime(2025, 1, 21, 9, 5, tzinfo=dt.UTC)],
        }
    )  # fmt: skip
    (article,) = read(content)
    assert article.date == "2025-01-20"
    assert article.raw == {"page": 3, "share": "0.5", "tags": ["sea", "boats"], "more": '{"n": 1}',
                           "seen": "2025-01-21T09:05:00+00:00"}  # fmt: skip


def test_row_without_text_and_title_is_refused():
    rows = read(tables.parquet({"title": ["A", None], "text": ["One.", None]}))
    assert rows[1] == Rejected(2, "row 2: neither a text nor a title")


def test_mapping_and_metadata():
    assert read(tables.parquet({"x": ["One."]}), columns={"text": "x"})[0].text == "One."
    about = tables.parquet({"article": ["a.txt"], "outlet": ["The Bulletin"]})
    assert not READER.recognises(Source.of_bytes("a.parquet", about))


def test_damaged_file_is_told():
    content = tables.parquet({"title": ["A"], "text": ["One."]})[:-20]
    with pytest.raises(Unreadable, match="damaged or unfinished Parquet"):
        read(content)
    assert not CORPUS.recognises(Source.of_bytes("a.parquet", content))


def documents():
    rows = [
        {
            "doc_id": f"d{number}", "source_file": "in.zip/a.docx", "source_format": "nexis-docx",
            "position_in_file": number, "outlet": outlet, "language": "en", "title": title,
            "text": f"{title}\n\n  {text} \n", "date_source": "none", "words": 9,
            "text_sha256": "0" * 64, "cluster_id": "c1", "cluster_role": "lead",
            "raw_metadata": json.dumps({"date": date, "page": 3, "load_date": "2025-02-01",
                                        "identity": f"BUL{number}", "stated_words": 8}),
            "cluster_similarity": 0.875, "language_source": "detected",
            "language_confidence": 0.99, "has_body": number != 2,
        }
        for number, (title, text, date, outlet) in enumerate(tables.ROWS, start=1)
    ]  # fmt: skip
    return conform(pd.DataFrame(rows), "documents")


def test_documents_table_gives_the_articles_back_as_they_were():
    table = documents()
    content = tables.parquet(table)
    assert CORPUS.recognises(Source.of_bytes("a.bin", content))
    rows = read(content, CORPUS)
    assert [row.text for row in rows] == table["text"].tolist()
    assert [row.date for row in rows] == [date for _, _, date, _ in tables.ROWS]
    assert [row.has_body for row in rows] == [True, False, True]
    assert rows[0].raw == {"page": 3, "load_date": "2025-02-01"}
    assert (rows[0].identity, rows[0].stated_words) == ("BUL1", 8)
    origin = rows[1].origin
    assert {name: origin[name] for name in ("doc_id", "source_file", "source_format",
                                            "position_in_file")} == {
        "doc_id": "d2", "source_file": "in.zip/a.docx", "source_format": "nexis-docx",
        "position_in_file": 2,
    }  # fmt: skip
    assert (origin["cluster_id"], origin["cluster_role"]) == ("c1", "lead")
    assert (origin["cluster_similarity"], origin["language_source"]) == (0.875, "detected")
    assert origin["raw_metadata"] == table["raw_metadata"][1]
    fields = {"text", "title", "outlet", "author", "section", "url", "language"}
    assert set(origin) | fields >= set(table.columns) - set(table.columns[table.isna().all()])


def test_documents_table_with_damaged_rows():
    table = documents()
    table.loc[0, "raw_metadata"] = "{no json"
    table.loc[1, "text"] = " "
    rows = read(tables.parquet(table), CORPUS)
    assert rows[0].raw == {"raw_metadata": "{no json"}
    assert rows[1] == Rejected(2, "row 2: no text", "Eb in de haven")
    assert isinstance(rows[2], Article)
    assert set(SCHEMAS["documents"].names) <= set(table.columns)
