"""Builders of tables as researchers and media databases give them; all texts are invented."""

import csv
import io
import json

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq

HEADER = ("title", "text", "date", "outlet")
ROWS = (
    ("The tide turns", "Water goes.\nBoats lie on the sand.", "2025-01-20", "The Bulletin"),
    ("Eb in de haven", 'De schipper zei: "Wij wachten", en zweeg.', "2025-01-21", "De Bode"),
    ("Ebbe im Hafen", "Das Wasser geht, die Möwen bleiben.", "2025-01-22", "Der Bote"),
)  # fmt: skip


def delimited(
    rows=ROWS, header=HEADER, delimiter=",", encoding="utf-8", quoting=csv.QUOTE_MINIMAL, end="\n"
):
    """Write a CSV or TSV."""
    quoting = csv.QUOTE_ALL if end == "\r" else quoting  # else a line break stays bare
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=delimiter, quoting=quoting, lineterminator=end)
    writer.writerow(header)
    writer.writerows(rows)
    return out.getvalue().encode(encoding)


def workbook(sheets, hidden_rows=(), edit=None):
    """Write an XLSX from a mapping of a sheet name to its rows."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
        for number in hidden_rows:
            sheet.row_dimensions[number].hidden = True
    if edit is not None:
        edit(book)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def lines(records, encoding="utf-8"):
    """Write JSONL: one object in each line; a text stands as it is."""
    written = [
        item if isinstance(item, str) else json.dumps(item, ensure_ascii=False) for item in records
    ]
    return ("\n".join(written) + "\n").encode(encoding)  # fmt: skip


def parquet(columns, rows_in_group=2):
    """Write Parquet from a mapping of a column name to its values, or from a DataFrame."""
    table = pa.table(columns) if isinstance(columns, dict) else pa.Table.from_pandas(columns)
    out = io.BytesIO()
    pq.write_table(table, out, row_group_size=rows_in_group)
    return out.getvalue()


MEDIA_CLOUD = (
    b"id,indexed_date,language,media_name,media_url,publish_date,title,url\n"
    b"f3a1b2c4d5e6,2025-01-23 04:05:06.789,en,bulletin.example,bulletin.example,2025-01-20,"
    b"The tide turns,https://bulletin.example/tide\n"
    b"a9b8c7d6e5f4,2025-01-24 04:05:06.789,nl,bode.example,bode.example,2025-01-21,"
    b'"Eb, zegt men",https://bode.example/eb\n'
)

GDELT = (
    b"url,url_mobile,title,seendate,socialimage,domain,language,sourcecountry\n"
    b"https://bulletin.example/tide,,The tide turns,20250120T091500Z,,bulletin.example,English,"
    b"United Kingdom\n"
    b"https://bode.example/eb,,,20250121T091500Z,,bode.example,Dutch,Netherlands\n"
)

RIS = (
    "TY  - NEWS\nTI  - The tide turns\nAU  - Zand, Anna\nAU  - Slib, Bram\nJO  - The Bulletin\n"
    "DA  - 2025/01/20/\nLA  - en\nAB  - Water leaves\nthe harbour.\nKW  - sea\nKW  - boats\n"
    "UR  - https://bulletin.example/tide;v=1\nN1  - a note\nAN  - BUL0001\nER  - \n\n"
    "TY  - NEWS\nT1  - Eb in de haven\nT2  - De Bode\nPY  - 2025\nLA  - Nederlands\nER  - \n"
)
