"""Coding sheets through a real spreadsheet program: opened, filled and saved by LibreOffice.

LibreOffice runs without a window, with a profile of its own and the locale of the test. A macro
types the codes as a coder would, in the language of the locale, and saves.
"""

import os
import shutil
import subprocess

import openpyxl
import pandas as pd
import pytest
from invented_sheets import make_study

from analysis import sheets

SOFFICE = shutil.which("soffice") or shutil.which("libreoffice")
pytestmark = pytest.mark.skipif(SOFFICE is None, reason="needs LibreOffice")

XLSX, ODS, CSV = "Calc MS Excel 2007 XML", "calc8", "Text - txt - csv (StarCalc)"
UTF8, WINDOWS = "59,34,76,1,,0,false,true,false", "59,34,1,1,,0,false,true,false"

MACRO = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Coder"
 script:language="StarBasic">
Function Named(name, value)
  Dim made As New com.sun.star.beans.PropertyValue
  made.Name = name
  made.Value = value
  Named = made
End Function
Sub Code()
  handle = FreeFile
  Open Environ("FRAMEWAVES_ORDERS") For Input As #handle
  Line Input #handle, source
  Line Input #handle, readfilter
  Line Input #handle, readoptions
  Line Input #handle, count
  Dim saves(20)
  For number = 1 To 3 * CInt(count)
    Line Input #handle, saves(number)
  Next
  Dim how(2)
  how(0) = Named("Hidden", True)
  how(1) = Named("FilterName", readfilter)
  how(2) = Named("FilterOptions", readoptions)
  doc = StarDesktop.loadComponentFromURL(ConvertToURL(source), "_blank", 0, how())
  page = doc.Sheets.getByIndex(0)
  Do While Not Eof(handle)
    Line Input #handle, order
    parts = Split(order, "|")
    If UBound(parts) = 3 Then
      cell = page.getCellByPosition(CInt(parts(1)), CInt(parts(0)))
      cell.FormulaLocal = parts(3)
      If parts(2) &lt;&gt; "" Then
        Dim spoken As New com.sun.star.lang.Locale
        key = doc.NumberFormats.queryKey(parts(2), spoken, False)
        If key = -1 Then key = doc.NumberFormats.addNew(parts(2), spoken)
        cell.NumberFormat = key
      End If
    End If
  Loop
  Close #handle
  For number = 1 To 3 * CInt(count) Step 3
    doc.storeToURL(ConvertToURL(saves(number)), Array(Named("FilterName", saves(number + 1)), _
      Named("FilterOptions", saves(number + 2))))
  Next
  doc.close(True)
End Sub
</script:module>
"""

SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry"
 xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Setup/L10N"><prop oor:name="ooSetupSystemLocale" oor:op="fuse">
<value>{locale}</value></prop></item>
</oor:items>
"""

LIBRARY = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:library PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "library.dtd">
<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard"
 library:readonly="false" library:passwordprotected="false">
 <library:element library:name="Coder"/>
</library:library>
"""


class Office:
    """LibreOffice with a profile of its own."""

    def __init__(self, folder, locale):
        self.folder, self.profile = folder, folder / f"profile {locale}"
        self.orders = folder / "orders.txt"
        (self.profile / "user").mkdir(parents=True)
        (self.profile / "user" / "registrymodifications.xcu").write_text(
            SETTINGS.format(locale=locale), encoding="utf-8"
        )
        self.run("--terminate_after_init")  # makes the rest of the profile
        basic = self.profile / "user" / "basic" / "Standard"
        (basic / "Coder.xba").write_text(MACRO, encoding="utf-8")
        (basic / "script.xlb").write_text(LIBRARY, encoding="utf-8")

    def run(self, *arguments):
        done = subprocess.run(
            [SOFFICE, f"-env:UserInstallation={self.profile.as_uri()}", "--headless",
             "--norestore", *map(str, arguments)],
            capture_output=True, text=True, check=False, timeout=180,
            env={**os.environ, "HOME": str(self.folder), "FRAMEWAVES_ORDERS": str(self.orders)},
        )  # fmt: skip
        assert done.returncode == 0, done.stderr

    def save(self, source, reads, targets, orders=()):
        """Open `source`, type `orders` (row, column, number format, text), save as each target."""
        lines = [source, *reads, len(targets), *(part for target in targets for part in target)]
        lines += [f"{row}|{column}|{kind}|{text}" for row, column, kind, text in orders]
        self.orders.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
        self.run("macro:///Standard.Coder.Code")
        assert all(target.exists() for target, *_ in targets)


LOCALES = ("nl-NL", "de-DE")


@pytest.fixture(scope="module")
def study(tmp_path_factory):
    """Sheets in both forms, and the sample with its texts."""
    folder = tmp_path_factory.mktemp("study")
    book, documents, segments, samples = make_study(folder)
    assigned = sheets.assign(samples, coders=["Anna", "Ben"], overlap=0.25, seed=7)
    made = samples, assigned, documents, segments, book
    sheets.write(*made, folder=folder / "x", form="xlsx")
    sheets.write(*made, folder=folder / "c", form="csv", label_language="nl")
    texts = documents.set_index("doc_id")["text"]
    samples["text"] = [
        texts[row.doc_id][row.start : row.end] for row in samples.itertuples(index=False)
    ]
    return folder, book, samples, assigned


def typed():
    """What a coder may type with a comma for decimals, with its number format and its code."""
    return [("", "1", 1), ("", "0", 0), ("", "?", None), ("0,0", "1,0", 1), ("0,00", "0,00", 0),
            ("", "=TRUE()", 1), ("", "=FALSE()", 0), ("", "'1", 1)]  # fmt: skip


def orders_of(assigned, first=4):
    """Codes for all of Anna's units but the last, and what is expected of them."""
    mine = assigned[assigned["coder"] == "Anna"].sort_values("position")["unit_id"].tolist()
    orders, expected = [], {}
    for number, unit_id in enumerate(mine[:-1]):
        for step, frame in enumerate(("theft", "market")):
            kind, text, value = typed()[(number + 3 * step) % len(typed())]
            orders.append((number + 1, first + step, kind, text))
            expected[unit_id, frame] = value
    return orders, expected


@pytest.fixture(scope="module", params=LOCALES)
def saved(request, study, tmp_path_factory):
    """Anna's sheet in both forms, filled and saved by LibreOffice in all ways."""
    folder, _, _, assigned = study
    out = tmp_path_factory.mktemp("saved")
    office = Office(tmp_path_factory.mktemp("office"), request.param)
    orders, _ = orders_of(assigned)
    office.save(
        folder / "x" / "coding_anna.xlsx", (XLSX, ""),
        [(out / "x.xlsx", XLSX, ""), (out / "x.ods", ODS, ""), (out / "x-utf8.csv", CSV, UTF8),
         (out / "x-windows.csv", CSV, WINDOWS)],
        orders,
    )  # fmt: skip
    office.save(out / "x.ods", (ODS, ""), [(out / "ods.xlsx", XLSX, "")])
    office.save(
        folder / "c" / "coding_anna.csv", (CSV, "59,34,76,1"),
        [(out / "c-utf8.csv", CSV, UTF8), (out / "c-windows.csv", CSV, WINDOWS),
         (out / "c.xlsx", XLSX, "")],
        orders,
    )  # fmt: skip
    return out


FILES = ("x.xlsx", "ods.xlsx", "x-utf8.csv", "x-windows.csv", "c-utf8.csv", "c-windows.csv",
         "c.xlsx")  # fmt: skip


@pytest.mark.parametrize("name", FILES)
def test_a_sheet_filled_and_saved_by_libreoffice_comes_back_unchanged(saved, study, name):
    _, book, samples, assigned = study
    _, expected = orders_of(assigned)
    codings, receipt = sheets.read(saved / name, samples, book, assigned=assigned)
    keys = zip(codings["segment_id"], codings["frame"], strict=True)
    values = [None if pd.isna(value) else int(value) for value in codings["value"]]
    assert dict(zip(keys, values, strict=True)) == expected
    assert set(codings["coder"]) == {"Anna"}
    assert set(codings["codebook"]) == {book.reference}
    assert receipt.loc[0, ["n_rejected", "n_absent", "n_blank"]].tolist() == [0, 0, 2]


def test_the_locale_was_in_force_and_the_windows_table_did_lose_letters(saved):
    table = (saved / "x-windows.csv").read_text(encoding="cp1252")
    assert ";WAAR;" in table or ";WAHR;" in table
    assert "?ukasz" in table


def test_libreoffice_keeps_the_texts_the_protection_and_the_drop_downs(saved, study):
    folder, *_ = study
    before, after = (openpyxl.load_workbook(path).worksheets[0]
                     for path in (folder / "x" / "coding_anna.xlsx", saved / "x.xlsx"))  # fmt: skip
    texts = [[row[at].value for row in page.iter_rows(min_row=2) for at in (0, 1, 2, 3)]
             for page in (before, after)]  # fmt: skip
    unescaped = [str(text).replace("_x005F_", "_") for text in texts[0]]
    assert [str(text).replace("_x005F_", "_") for text in texts[1]] == unescaped
    assert after.protection.sheet
    assert after["D2"].protection.locked
    assert not after["E2"].protection.locked
    assert '"1,0,?"' in {rule.formula1 for rule in after.data_validations.dataValidation}
