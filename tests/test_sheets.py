"""Coding sheets: who gets what, what a coder sees, and what survives the way back."""

import csv
import html
import io
import itertools
import re
import zipfile
from collections import Counter
from datetime import datetime

import openpyxl
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from invented_sheets import (
    BOOK,
    SENTENCES,
    make_book,
    make_documents,
    make_samples,
    make_segments,
    make_study,
)
from pandas.testing import assert_frame_equal

from analysis import contracts, sheets
from analysis._sheets import cells, layout, order
from analysis.contracts import InputError, TableError


@pytest.fixture(scope="module")
def study(tmp_path_factory):
    return make_study(tmp_path_factory.mktemp("book"))


@pytest.fixture
def made(study, tmp_path):
    """Give a function that writes sheets, and one that reads what came back."""
    return Made(study, tmp_path)


class Made:
    def __init__(self, study, folder):
        self.book, self.documents, self.segments, self.samples = study
        self.folder = folder / "sheets"
        self.assigned = sheets.assign(self.samples, coders=["Anna", "Ben"], overlap=0.25, seed=7)

    def write(self, form="xlsx", **options):
        return sheets.write(
            self.samples, self.assigned, self.documents, self.segments,
            options.pop("book", self.book), **{"folder": self.folder, "form": form} | options,
        )  # fmt: skip

    def read(self, path=None, **options):
        options = {"assigned": self.assigned} | options
        return sheets.read(path or self.folder, options.pop("units", self.samples),
                           options.pop("book", self.book), **options)  # fmt: skip

    def units(self, coder="Anna"):
        mine = self.assigned[self.assigned["coder"] == coder].sort_values("position")
        return mine["unit_id"].tolist()

    def rows(self, name="coding_anna.csv"):
        text = (self.folder / name).read_text(encoding="utf-8-sig")
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=";"))

    def store(self, rows, name="coding_anna.csv", mark=";", encoding="utf-8-sig"):
        target = io.StringIO(newline="")
        csv.writer(target, delimiter=mark, lineterminator="\r\n").writerows(rows)
        (self.folder / name).write_bytes(target.getvalue().encode(encoding, "replace"))
        return self.folder / name

    def fill(self, change, form="csv", **options):
        """Write tables, let `change` work on Anna's rows (header first), and store them."""
        self.write(form)
        rows = self.rows()
        return self.store(change(rows) or rows, **options)


def values(codings):
    keys = zip(codings["segment_id"], codings["frame"], strict=True)
    given = [None if pd.isna(value) else int(value) for value in codings["value"]]
    return dict(zip(keys, given, strict=True))


def put(*given):
    """Make a change that writes codes into the first cells below 'theft'."""

    def change(rows):
        for row, value in zip(rows[1:], given, strict=False):
            row[4] = value

    return change


# Who gets what


def test_every_unit_has_a_coder_and_a_share_of_each_cell_has_all(study):
    _, documents, segments, _ = study
    samples = pd.concat([
        make_samples(documents.iloc[:4], segments[segments["doc_id"] < "d04"]),
        make_samples(documents.iloc[4:], segments[segments["doc_id"] >= "d04"], "development"),
    ], ignore_index=True)  # fmt: skip
    table = sheets.assign(samples, coders=["Anna", "Ben", "Cor"], overlap=0.25, seed=1)
    times = samples["unit_id"].map(table["unit_id"].value_counts())
    assert set(times) == {1, 3}
    cells_of = times.groupby([samples["wave"], samples["language"], samples["part"]])
    assert cells_of.size().tolist() == [8] * 4
    assert cells_of.apply(lambda cell: (cell == 3).sum()).tolist() == [2] * 4
    loads = table["coder"].value_counts()
    assert loads.max() - loads.min() <= 1


def test_a_cell_has_an_overlap_however_small_the_share(study):
    samples = study[3]
    table = sheets.assign(samples, coders=["Anna", "Ben"], overlap=0.001, seed=1)
    shared = table[table.duplicated("unit_id")]["unit_id"]
    cells_of = samples[samples["unit_id"].isin(shared)].groupby(["wave", "language"])
    assert cells_of.size().tolist() == [1] * 4


def test_two_of_three_coders_can_share_a_unit_and_loads_stay_even(study):
    table = sheets.assign(
        study[3], coders=["Anna", "Ben", "Cor"], overlap=1, seed=1, overlap_coders=2
    )
    assert set(table["unit_id"].value_counts()) == {2}
    loads = table["coder"].value_counts()
    assert loads.max() - loads.min() <= 1


def test_the_order_differs_by_coder_mixes_the_waves_and_is_seeded(study):
    samples = study[3]
    table = sheets.assign(samples, coders=["Anna", "Ben"], overlap=1, seed=1)
    anna, ben = (table[table["coder"] == name]["unit_id"].tolist() for name in ("Anna", "Ben"))
    assert sorted(anna) == sorted(ben)
    assert anna != ben
    wave = samples.set_index("unit_id")["wave"]
    changes = sum(wave[one] != wave[two] for one, two in itertools.pairwise(anna))
    assert changes > 8
    again = sheets.assign(samples.iloc[::-1], coders=["Ben", "Anna"], overlap=1, seed=1)
    assert_frame_equal(table, again)
    other = sheets.assign(samples, coders=["Anna", "Ben"], overlap=1, seed=2)
    assert not table.equals(other)


@settings(deadline=None)
@given(st.lists(st.integers(0, 5), min_size=1, max_size=30), st.integers(0, 99))
def test_neighbours_are_as_few_as_they_can_be(groups, seed):
    units = [f"u{number}" for number in range(len(groups))]
    group = dict(zip(units, groups, strict=True))
    placed = order.spread(units, [group], order.generator(seed))
    beside = sum(group[one] == group[two] for one, two in itertools.pairwise(placed))
    most = max(Counter(groups).values())
    assert sorted(placed) == sorted(units)
    assert beside == max(0, most - (len(groups) - most) - 1)


def test_copies_of_an_article_count_as_one_article(study):
    samples = study[3].assign(cluster_id=lambda made: [
        "c1" if doc in ("d00", "d04") else doc for doc in made["doc_id"]
    ])  # fmt: skip
    table = sheets.assign(samples, coders=["Anna"], overlap=0, seed=4)
    cluster = samples.set_index("unit_id")["cluster_id"]
    placed = [cluster[unit] for unit in table["unit_id"]]
    assert all(one != two for one, two in itertools.pairwise(placed))


def test_coders_get_only_the_languages_they_code(study):
    samples = study[3]
    table = sheets.assign(
        samples, coders={"Anna": ["en", "nl"], "Ben": ["nl"]}, overlap=0.5, seed=1
    )
    language = samples.set_index("unit_id")["language"]
    assert {language[unit] for unit in table[table["coder"] == "Ben"]["unit_id"]} == {"nl"}
    assert set(table["unit_id"]) == set(samples["unit_id"])
    with pytest.raises(InputError, match="No coder codes the language 'en'"):
        sheets.assign(samples, coders={"Ben": ["nl"]}, overlap=0, seed=1)


@pytest.mark.parametrize(("options", "told"), [
    ({"coders": ["Anna", "anna "]}, "Begin with a letter"),
    ({"coders": ["=cmd|x"]}, "Begin with a letter"),
    ({"coders": ["Gold", "Ben"]}, "'Gold' is a name that the program uses"),
    ({"coders": ["Zoe", "Zoë"]}, "same file name"),
    ({"coders": []}, "Names of coders: none"),
    ({"coders": "Anna"}, "give a list"),
    ({"overlap": 20}, "share from 0 to 1"),
    ({"coders": ["Anna"]}, "needs two coders; there is 'Anna' alone"),
    ({"overlap_coders": 3}, "must be 2 to 2"),
])  # fmt: skip
def test_an_impossible_assignment_is_refused(study, options, told):
    with pytest.raises(InputError, match=told):
        sheets.assign(study[3], **{"coders": ["Anna", "Ben"], "overlap": 0.2, "seed": 1} | options)


# What a coder sees


def everything(path):
    """All text of a workbook, in all its parts."""
    with zipfile.ZipFile(path) as archive:
        parts = [archive.read(name).decode("utf-8") for name in archive.namelist()]
    return html.unescape("".join(parts))


@pytest.mark.parametrize("form", ["xlsx", "csv"])
def test_a_sheet_tells_nothing_of_where_a_text_comes_from(made, form):
    made.write(form)
    path = made.folder / f"coding_anna.{form}"
    seen = everything(path) if form == "xlsx" else path.read_text(encoding="utf-8-sig")
    for secret in ("Tulpenbode", "tulpenbode", "spring", "autumn", "2025-01", "d00", "sentence:",
                   "census", "all<"):  # fmt: skip
        assert secret not in seen, secret
    assert "mayor’s wife" in seen


def page_of(made, coder="anna"):
    return openpyxl.load_workbook(made.folder / f"coding_{coder}.xlsx").worksheets[0]


def test_a_workbook_shows_text_context_frames_and_nothing_else_is_open(made):
    made.write()
    page = page_of(made)
    assert [cell.value for cell in page[1]] == [
        "unit", "before", "text", "after", "Theft\n[theft]", "Market impact\n[market]", "note",
        "coder", "round", "codebook",
    ]  # fmt: skip
    unlocked = {cell.column_letter for row in page for cell in row if not cell.protection.locked}
    assert unlocked == {"E", "F", "G"}
    assert page.protection.sheet
    assert not page.protection.password
    assert page.protection.autoFilter is False  # not among what is forbidden
    assert page.freeze_panes == "B2"
    assert page.auto_filter.ref == f"A1:G{page.max_row}"
    offered = {str(rule.sqref): rule.formula1 for rule in page.data_validations.dataValidation}
    assert offered[f"E2:F{page.max_row}"] == '"1,0,?"'
    assert page["C2"].alignment.wrap_text
    assert [page.column_dimensions[name].hidden for name in "GHIJ"] == [False, True, True, True]


def test_the_text_is_the_unit_and_its_context_are_its_neighbours(made):
    made.write()
    text_of = made.documents.set_index("doc_id")["text"]
    for unit_id, row in zip(made.units(), page_of(made).iter_rows(min_row=2), strict=True):
        place = made.segments[made.segments["segment_id"] == unit_id].iloc[0]
        near = made.segments[made.segments["doc_id"] == place["doc_id"]].set_index("position")
        said = {at: text_of[place["doc_id"]][near.loc[at, "start"] : near.loc[at, "end"]]
                for at in near.index}  # fmt: skip
        shown = [cells.unescaped(cell.value or "") for cell in row[1:4]]
        at = place["position"]
        assert shown == [said.get(at - 1, ""), said[at], said.get(at + 1, "")]


def test_a_text_that_looks_like_a_formula_is_a_text_and_reads_the_same(made):
    made.write()
    page = page_of(made)
    formulas = [cell for row in page.iter_rows(min_row=2) for cell in row
                if str(cell.value).startswith("=")]  # fmt: skip
    assert formulas
    assert {cell.data_type for cell in formulas} <= {"s", "f"}  # openpyxl guesses when it reads
    sheet = everything(made.folder / "coding_anna.xlsx")
    assert "<f>" not in sheet
    assert "=HYPERLINK(" in sheet


def test_a_table_keeps_a_spreadsheet_from_calculating_a_text_or_making_it_a_date(made):
    made.write("csv")
    for row in made.rows()[1:]:
        assert not any(cell.startswith(("=", "+", "-", "@")) for cell in row)
    texts = {row[2] for row in made.rows()[1:]} | {row[2] for row in made.rows("coding_ben.csv")}
    assert "'1-2-2025." in texts
    assert "'- Nee, dat is geen één januari." in texts


def test_the_instructions_hold_all_that_the_codebook_says(made):
    made.write()
    made.write("csv", folder=made.folder / "t", label_language="nl")
    page = openpyxl.load_workbook(made.folder / "coding_anna.xlsx").worksheets[1]
    shown = " ".join(str(cell.value) for row in page for cell in row if cell.value)
    text = " ".join((made.folder / "t/coding_instructions.txt").read_text("utf-8-sig").split())
    for told in ("Something is taken without leave, and told as a wrong.", "stealing tulips",
                 "=cheating at cards", "borrowing with leave", "Is something taken?",
                 "The tulips were lent.", "lent is not stolen", made.book.reference):  # fmt: skip
        assert told in shown
        assert told in text
    assert "cannot tell" in shown
    assert "niet te zeggen" in text
    assert "Anna" in shown
    assert "Anna" not in text


def test_fixed_words_and_labels_follow_the_language(made):
    made.write(label_language="nl-BE")
    assert [cell.value for cell in page_of(made)[1]][:7] == [
        "eenheid", "ervoor", "tekst", "erna", "Diefstal\n[theft]",
        "Gevolgen voor de markt\n[market]", "opmerking",
    ]  # fmt: skip
    with pytest.raises(InputError, match="no labels in 'fr'"):
        made.write(label_language="fr")


@pytest.mark.parametrize("form", ["xlsx", "csv"])
def test_the_same_sheet_has_the_same_bytes_whatever_the_clock_says(made, form):
    made.write(form)
    made.write(form, folder=made.folder / "again")
    first, second = (
        folder / f"coding_ben.{form}" for folder in (made.folder, made.folder / "again")
    )
    assert first.read_bytes() == second.read_bytes()
    if form == "xlsx":
        with zipfile.ZipFile(first) as archive:
            assert {info.date_time[0] for info in archive.infolist()} == {1980}
        assert not re.search(rf"{datetime.now().year}-\d\d-\d\dT", everything(first))


@pytest.mark.parametrize("form", ["xlsx", "csv"])
def test_a_long_article_stands_in_several_rows_and_is_whole(tmp_path, form):
    texts = ["\n\n".join(" ".join(SENTENCES) * 2 for _ in range(12)), "Kort.", "x" * 40_000]
    book, documents, segments, samples = make_study(tmp_path, unit="document", texts=texts)
    assigned = sheets.assign(samples, coders=["Anna"], overlap=0, seed=1)
    listed = sheets.write(samples, assigned, documents, segments, book, folder=tmp_path / "s",
                          form=form)  # fmt: skip
    assert listed.loc[0, ["n_units", "n_split"]].tolist() == [3, 2]
    text_of = samples.set_index("unit_id")["doc_id"].map(documents.set_index("doc_id")["text"])
    for unit_id, text in text_of.items():
        assert "".join(row.text for row in layout.rows([unit_id], text_of, {})) == text
    if form == "xlsx":
        page = openpyxl.load_workbook(tmp_path / "s/coding_anna.xlsx").worksheets[0]
        parts = [row[1].value for row in page.iter_rows(min_row=2)]
        assert max(len(row[2].value) for row in page.iter_rows(min_row=2)) < 32_767
        opened = [not row[3].protection.locked for row in page.iter_rows(min_row=2)]
        last = [part is None or part.split()[0] == part.split()[-1] for part in parts]
        assert opened == last
        assert sum(opened) == 3
        assert all(page.row_dimensions[row].height <= 409 for row in range(2, page.max_row + 1))
    codings, receipt = sheets.read(tmp_path / "s", samples, book, assigned=assigned)
    assert len(codings) == 0
    assert receipt.loc[0, ["n_units", "n_blank"]].tolist() == [3, 6]


def test_codes_of_a_long_article_count_in_whichever_row_they_stand(tmp_path):
    texts = ["\n\n".join(" ".join(SENTENCES) for _ in range(9))]
    book, documents, segments, samples = make_study(tmp_path, unit="document", texts=texts)
    assigned = sheets.assign(samples, coders=["Anna"], overlap=0, seed=1)
    sheets.write(samples, assigned, documents, segments, book, folder=tmp_path / "s", form="csv")
    path = tmp_path / "s/coding_anna.csv"
    rows = list(csv.reader(io.StringIO(path.read_text("utf-8-sig"), newline=""), delimiter=";"))
    assert len(rows) > 3
    rows[1][3], rows[-1][4] = "1", "0"
    with path.open("w", encoding="utf-8", newline="") as target:
        csv.writer(target).writerows([rows[0], *reversed(rows[1:])])
    codings, _ = sheets.read(path, samples, book)
    assert values(codings) == {(samples.loc[0, "unit_id"], "theft"): 1,
                               (samples.loc[0, "unit_id"], "market"): 0}  # fmt: skip


@settings(max_examples=40, deadline=None)
@given(st.text(alphabet="ab. \n\r\t“é", max_size=4000))
def test_pieces_are_the_text_and_each_fits_a_row(text):
    parts = layout.pieces(text)
    assert "".join(parts) == text
    assert all(layout.height(part, layout.TEXT_WIDTH) <= layout.MOST_LINES for part in parts)


def test_control_characters_are_told_and_the_workbook_still_opens(tmp_path):
    texts = ["One\x07 two\x00.\uffff Next\x0b one."]
    book, documents, segments, samples = make_study(tmp_path, texts=texts)
    assigned = sheets.assign(samples, coders=["Anna"], overlap=0, seed=1)
    made = samples, assigned, documents, segments, book
    for form in ("xlsx", "csv"):
        listed = sheets.write(*made, folder=tmp_path / form, form=form, context=0)
        assert listed.loc[0, "n_replaced"] == 4
        _, receipt = sheets.read(tmp_path / form, samples, book)
        assert receipt.loc[0, "n_rejected"] == 0


def test_a_sheet_that_holds_a_code_is_never_overwritten(made):
    made.write()
    made.write()  # the same bytes
    made.write(context=0)  # nobody has filled anything in
    path = made.folder / "coding_ben.xlsx"
    filled = openpyxl.load_workbook(path)
    filled.worksheets[0]["C2"].value = 0
    filled.save(path)
    before = path.read_bytes()
    with pytest.raises(InputError, match=r"'coding_ben.xlsx' in 'sheets' holds codes"):
        made.write()
    assert path.read_bytes() == before
    assert page_of(made)["B1"].value == "text"  # nor is Anna's written
    made.write(coding_round=2)
    assert (made.folder / "coding_ben_round2.xlsx").exists()


@pytest.mark.parametrize(("options", "error", "told"), [
    ({"form": "ods"}, InputError, "form is 'ods'"),
    ({"context": -1}, InputError, "context counts from 0"),
])  # fmt: skip
def test_an_unknown_option_is_refused(made, options, error, told):
    with pytest.raises(error, match=told):
        made.write(**options)


def test_an_assignment_of_another_sample_is_refused(made):
    made.assigned = made.assigned.assign(unit_id=lambda table: "x" + table["unit_id"])
    with pytest.raises(TableError, match="units that are not in the sample"):
        made.write()


# What survives the way back


def test_a_filled_workbook_gives_codes_notes_and_a_receipt(made):
    made.write()
    path = made.folder / "coding_anna.xlsx"
    book = openpyxl.load_workbook(path)
    page = book.worksheets[0]
    page["E2"].value, page["F2"].value, page["G2"].value = (
        1,
        "0",
        " twijfel\x0b?".replace("\x0b", ""),
    )
    page["E3"].value = "?"
    book.save(path)
    codings, receipt = made.read()
    one, two = made.units()[:2]
    assert values(codings) == {(one, "theft"): 1, (one, "market"): 0, (two, "theft"): None}
    row = codings.iloc[0]
    assert row[["coder", "coder_kind", "codebook", "round", "source_file"]].tolist() == [
        "Anna", "human", made.book.reference, 1, "coding_anna.xlsx"
    ]  # fmt: skip
    assert set(codings.loc[codings["segment_id"] == one, "note"]) == {"twijfel?"}
    assert codings.loc[codings["segment_id"] == two, "note"].isna().all()
    assert list(codings.columns[:9]) == contracts.SCHEMAS["codings"].names
    counted = receipt.set_index("file")
    n_anna, n_ben = len(made.units()), len(made.units("Ben"))
    columns = ["n_rows", "n_units", "n_coded", "n_cannot_tell", "n_blank", "n_rejected", "n_absent"]
    assert counted.loc["coding_anna.xlsx", columns].tolist() == [
        n_anna, n_anna, 2, 1, 2 * n_anna - 3, 0, 0
    ]  # fmt: skip
    assert counted.loc["coding_ben.xlsx", columns].tolist() == [n_ben, n_ben, 0, 0, 2 * n_ben, 0, 0]


SPELT = {
    1: [1, 1.0, True, "1", "1.0", "1,0", "1,", " 1\u00a0", "'1", "TRUE", "waar", "Wahr", "JA",
        "x", "=TRUE()"],
    0: [0, 0.0, False, "0", "0,00", "FALSE", "ONWAAR", "Falsch", "no", "Nee", "nein", "n"],
    None: ["?", " ? ", "??", "cannot tell", "Can’t  tell", "niet te zeggen"],
    "blank": [None, "", "  ", "\u00a0", float("nan"), "'"],
    "refused": [2, -1, 0.5, "10", "01.5", "maybe", "1?", "o", "#N/A", "-", datetime(2025, 1, 1),
                "1-jan", float("inf")],
}  # fmt: skip


@pytest.mark.parametrize(("meaning", "written"), [
    (meaning, written) for meaning, listed in SPELT.items() for written in listed
])  # fmt: skip
def test_a_code_is_read_as_any_spreadsheet_may_have_kept_it(meaning, written):
    expected = {1: "1", 0: "0", None: "?", "blank": "", "refused": None}[meaning]
    assert cells.code_of(written) == expected


@settings(deadline=None)
@given(st.text(max_size=60), st.text(max_size=60))
def test_an_id_is_of_letters_that_no_spreadsheet_takes_for_anything_else(unit_id, text):
    made = cells.sheet_id(unit_id, text)
    assert re.fullmatch(r"([bcdfghjkmnpqrtvw]{4}-){3}[bcdfghjkmnpqrtvw]{4}", made)
    assert cells.read_id(made.upper()) == (cells.unit_letters(unit_id), cells.text_letters(text))


@pytest.mark.parametrize(("mark", "encoding"), [
    (";", "utf-8-sig"), (",", "utf-8"), ("\t", "utf-16"), (";", "cp1252"), ("\t", "cp1252"),
])  # fmt: skip
def test_any_table_that_a_program_saves_is_read(made, mark, encoding):
    path = made.fill(put("1", "0", "?"), mark=mark, encoding=encoding)
    codings, receipt = made.read(path)
    assert list(values(codings).values()).count(None) == 1
    assert sorted(codings["value"].dropna()) == [0, 1]
    told = receipt.loc[0, "reason"]
    assert ("Windows-1252" in str(told)) == (encoding == "cp1252")


def expected_of(made, *given):
    return dict(zip(((unit, "theft") for unit in made.units()), given, strict=False))


def shuffled(rows):
    rows[1:] = sorted(rows[1:], key=lambda row: row[2])


def with_more(rows):
    """A counter in front, a remark behind, in a header of other letters and blanks."""
    rows[0] = [f"  {name.upper()} " for name in rows[0]]
    rows[:] = [[str(number), *row, "fine"] for number, row in enumerate(rows)]
    rows[0][0], rows[0][-1] = "no.", "My idea"


def with_blank_lines(rows):
    rows[3:3] = [[], [""] * len(rows[0])]
    rows.append(["", "", "end of the sheet"])


def without_context(rows):
    rows[:] = [[row[0], *row[4:]] for row in rows]  # the text itself is gone as well


def turned_round(rows):
    rows[:] = [row[::-1] for row in rows]


def retyped(rows):
    for row in rows[1:]:
        row[2] = row[2].replace("’", "'").replace("“", '"').replace(" ", "\u00a0", 1) + "\n"
        row[0] = row[0].upper() + " "


def led(rows):
    rows[:0] = [["sep=;"], ["Codes of Anna"], []]


def named_plainly(rows):
    rows[0] = ["theft" if name.startswith("Theft") else name for name in rows[0]]
    rows[0] = ["gevolgen VOOR de markt" if name.startswith("Market") else name for name in rows[0]]


@pytest.mark.parametrize("change", [shuffled, with_more, with_blank_lines, without_context,
                                    turned_round, retyped, led, named_plainly])  # fmt: skip
def test_what_coders_and_programs_do_to_a_table_does_no_harm(made, change):
    def both(rows):
        put("1", "0", "?", "1")(rows)
        change(rows)

    codings, receipt = made.read(made.fill(both))
    assert values(codings) == expected_of(made, 1, 0, None, 1)
    assert receipt.loc[0, "n_rejected"] == 0
    if change is with_more:
        assert "columns not read: 'no.', 'My idea'" in receipt.loc[0, "reason"]
    if change is without_context:
        assert "without all of their text" in receipt.loc[0, "reason"]


def change_cell(row, column, value):
    def change(rows):
        rows[row][column] = value

    return change


def cut_frame(rows):
    rows[:] = [row[:5] + row[6:] for row in rows]


def slip(rows):
    """Sort the column of texts alone."""
    texts = sorted(row[2] for row in rows[1:])
    for row, text in zip(rows[1:], texts, strict=True):
        row[2] = text


def same_twice(rows):
    rows.append([*rows[1]])
    rows[1][4], rows[-1][4] = "1", "0"


def no_id(rows):
    rows[2][0], rows[2][4] = "", "1"


def no_codebook(rows):
    rows[:] = [row[:-1] for row in rows]


def two_alike(rows):
    for row in rows:
        row.append(row[4])


@pytest.mark.parametrize(("change", "told"), [
    (change_cell(2, 4, "maybe"), r"row 3, column 'theft': 'maybe'\. Write 1, 0 or \?"),
    (change_cell(2, 0, "bcdf-ghjk-mnpq-rtvw"), r"not in this sample: row 3: 'bcdf-ghjk-mnpq-rtvw'"),
    (change_cell(2, 0, "1E+05"), r"may have changed them: row 3: '1E\+05'"),
    (change_cell(2, 7, "Ben"), r"units were not given to this coder: row 3|named for 'Anna'"),
    (change_cell(2, 7, "Zoe"), r"row 3: 'Zoe' got no units"),
    (change_cell(2, 8, "two"), r"row 3: 'two'\. Write 1, 2"),
    (change_cell(2, 9, "other@1.0.0+12345678"), r"row 3: 'other@1.0.0\+12345678'.*toy@1.0.0"),
    (cut_frame, r"none is headed \[market\]"),
    (slip, r"texts are not those that belong to their ids; rows may have slipped: row \d+:"),
    (same_twice, r"rows 2 and \d+, column 'theft': '1' and '0'"),
    (no_id, r"rows have codes but no id of a unit: row 3"),
    (no_codebook, r"do not say with which codebook"),
    (two_alike, r"two columns are 'theft'"),
])  # fmt: skip
def test_what_cannot_be_understood_is_told_with_its_place_and_remedy(made, change, told):
    path = made.fill(change)
    if change is two_alike:
        rows = made.rows()
        rows[0][-1] = "theft"
        made.store(rows)
    with pytest.raises(InputError, match=told) as caught:
        made.read(path)
    assert str(caught.value).startswith("coding_anna.csv: ")


def test_only_the_first_five_of_many_are_told(made):
    path = made.fill(put(*["maybe"] * 9))
    with pytest.raises(InputError, match=r"9 cells hold no code.*row 6.*and 4 more"):
        made.read(path)


def test_what_is_wrong_can_be_left_out_and_listed(made):
    def change(rows):
        put("1", "maybe", "0", "1")(rows)
        rows[3][0] = "1E+05"
        rows.append([*rows[4]])
        rows[-1][4] = "0"

    codings, receipt = made.read(made.fill(change), strict=False)
    assert values(codings) == expected_of(made, 1)
    assert receipt.loc[0, "n_rejected"] == 3
    assert receipt.loc[0, "n_absent"] == 1
    for told in ("'maybe'", "'1E+05'", "'1' and '0'"):
        assert told in receipt.loc[0, "reason"]


def test_the_sheet_of_another_coder_under_ones_own_name_is_told(made):
    made.write("csv")
    made.store(made.rows("coding_ben.csv"), name="coding_anna.csv")
    with pytest.raises(InputError, match="named for 'Anna' and holds rows of 'Ben'"):
        made.read(made.folder / "coding_anna.csv")


def test_an_article_that_changed_since_is_told(made):
    made.write("csv")
    texts = made.documents.set_index("doc_id")["text"]
    units = made.samples.assign(text=[
        texts[row.doc_id][row.start : row.end] for row in contracts.each_row(made.samples)
    ])  # fmt: skip
    made.read(units=units)
    units.loc[3, "text"] = "They lent the tulips."
    with pytest.raises(InputError, match="another text in the articles than when the sheet"):
        made.read(units=units)


def test_a_text_cut_off_by_a_program_can_be_emptied_and_is_then_not_compared(made):
    def change(rows):
        put("1", "0")(rows)
        rows[1][2] = ""

    codings, receipt = made.read(made.fill(change))
    assert values(codings) == expected_of(made, 1, 0)
    assert "1 units without all of their text; it is not compared" in receipt.loc[0, "reason"]


def test_codes_keep_the_codebook_they_were_made_with_and_its_frames(made, tmp_path):
    path = made.fill(put("1", "0"))
    newer = make_book(
        tmp_path,
        BOOK.replace("1.0.0", "2.0.0").replace("id: market", "id: panic"),
    )
    rows = made.rows()
    rows[1][5] = "1"
    made.store(rows)
    codings, receipt = made.read(path, book=newer)
    assert set(codings["codebook"]) == {made.book.reference}
    assert set(codings["frame"]) == {"theft", "market"}
    told = receipt.loc[0, "reason"]
    assert "frames not in this sheet: panic" in told
    assert "frames that the codebook has no more, kept: market" in told
    assert f"made with {made.book.reference}, not with {newer.reference}" in told


def test_a_workbook_knows_its_frames_coder_and_codebook_when_columns_are_gone(made):
    made.write()
    path = made.folder / "coding_anna.xlsx"
    book = openpyxl.load_workbook(path)
    book.worksheets[0].delete_cols(8, 3)
    book.worksheets[0]["E2"].value = 1
    book.save(path)
    codings, _ = made.read(path)
    assert codings.loc[0, ["coder", "codebook", "round"]].tolist() == [
        "Anna", made.book.reference, 1
    ]  # fmt: skip


def test_a_second_file_of_a_coder_adds_codes_and_may_not_contradict(made):
    made.fill(put("1", "0"))
    rows = made.rows()
    put("1", "", "1")(rows)
    copy = made.store(rows, name="coding_anna (1).csv")
    both = [made.folder / "coding_anna.csv", copy]
    codings, receipt = made.read(both)
    assert values(codings) == expected_of(made, 1, 0, 1)
    assert receipt["n_repeated"].sum() == 1
    put("0")(rows)
    made.store(rows, name="coding_anna (1).csv")
    with pytest.raises(InputError, match=r"row 2, and row 2 of coding_anna \(1\)\.csv, column"):
        made.read(both)


def test_two_rounds_of_a_coder_are_read_one_at_a_time(made):
    made.fill(put("1", "0"))
    made.write("csv", coding_round=2)
    rows = made.rows("coding_anna_round2.csv")
    put("0", "0")(rows)
    made.store(rows, name="coding_anna_round2.csv")
    with pytest.raises(InputError, match=r"rounds 1 and 2.*coding_round=1"):
        made.read()
    first, receipt = made.read(coding_round=1)
    assert values(first) == expected_of(made, 1, 0)
    assert receipt.groupby("status").size().to_dict() == {"read": 2, "skipped": 2}
    second, _ = made.read(coding_round=2)
    assert values(second) == expected_of(made, 0, 0)
    assert set(second["round"]) == {2}


def test_sheets_of_all_coders_pasted_into_one_file_are_told_apart(made):
    made.fill(put("1"))
    rows, more = made.rows(), made.rows("coding_ben.csv")
    more[1][4] = "0"
    path = made.store([*rows, *more[1:]], name="all.csv")
    codings, receipt = made.read(path)
    by_coder = codings.set_index("coder")["value"].to_dict()
    assert by_coder == {"Anna": 1, "Ben": 0}
    assert receipt["coder"].tolist() == ["Anna", "Ben"]


def long_rows(made, *rows):
    header = ["unit_id", "coder", "variable", "value", "evidence", "note", "coded_at"]
    made.folder.mkdir(exist_ok=True)
    return made.store([header, *rows], name="long.csv")


def test_the_long_form_is_read_with_real_ids_or_those_of_the_sheet(made):
    one, two = made.units()[:2]
    unit = cells.sheet_id(two, "any text")
    path = long_rows(
        made,
        [one, "Anna", "theft", "1,0", "stole", "sure", "2026-02-01"],
        [one, "Anna", "Market impact", "nee", "", "", ""],
        [unit, "Anna", "theft", "?", "", "", ""],
        [two, "Anna", "market", "", "", "", ""],
    )
    codings, receipt = made.read(path)
    assert values(codings) == {(one, "theft"): 1, (one, "market"): 0, (two, "theft"): None}
    row = codings[codings["frame"] == "theft"].set_index("segment_id").loc[one]
    assert row[["evidence", "note", "coded_at"]].tolist() == ["stole", "sure", "2026-02-01"]
    assert receipt.loc[0, ["form", "n_blank", "n_coded"]].tolist() == ["long", 1, 2]
    assert "codebook not stated" in receipt.loc[0, "reason"]


@pytest.mark.parametrize(("row", "told"), [
    (["nowhere", "Anna", "theft", "1"], "row 2: 'nowhere'"),
    (["UNIT", "Anna", "sorrow", "1"], "frames are not in the codebook: row 2: 'sorrow'"),
    (["UNIT", "Anna", "theft", "7"], "row 2, column 'value': '7'"),
    (["UNIT", "", "theft", "1"], "row 2: no coder"),
])  # fmt: skip
def test_the_long_form_is_checked_as_well(made, row, told):
    row = [made.units()[0] if cell == "UNIT" else cell for cell in row]
    with pytest.raises(InputError, match=told):
        made.read(long_rows(made, [*row, "", "", ""]))


def test_files_that_are_no_sheets_are_skipped_and_told(made):
    made.write("csv")
    (made.folder / "spans.csv").write_text("article,start,end,theft\na.txt,0,9,1\n")
    (made.folder / "~$coding_anna.xlsx").write_bytes(b"lock")
    (made.folder / "readme.md").write_text("unit")
    _, receipt = made.read()
    skipped = receipt[receipt["status"] == "skipped"]
    assert skipped["file"].tolist() == ["spans.csv"]
    assert "names a column 'unit'" in skipped["reason"].iloc[0]


@pytest.mark.parametrize(("name", "content", "told"), [
    ("a.ods", b"PK", "save it as XLSX"),
    ("a.xlsx", b"\xd0\xcf\x11\xe0....", "has a password"),
    ("a.xlsx", b"PK\x03\x04 torn", "coding|damaged"),
    ("a.csv", b"unit;text\x81\n", "no encoding that is known"),
])  # fmt: skip
def test_a_file_that_cannot_be_read_stops_the_reading(made, tmp_path, name, content, told):
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(InputError, match=told):
        made.read(path)
    codings, receipt = made.read(path, strict=False)
    assert len(codings) == 0
    assert receipt[["file", "status"]].to_numpy().tolist() == [[name, "skipped"]]
    with pytest.raises(InputError, match="does not exist"):
        made.read(tmp_path / "nowhere")


def test_a_workbook_that_unpacks_to_too_much_is_refused(made, tmp_path):
    path = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b" " * 60_000_000)
    with pytest.raises(InputError, match=r"bomb\.xlsx cannot be read"):
        made.read(path)


def test_inputs_are_left_as_they_were(made):
    before = [table.copy() for table in (made.samples, made.assigned, made.segments)]
    made.write()
    made.read()
    for table, copy in zip((made.samples, made.assigned, made.segments), before, strict=True):
        assert_frame_equal(table, copy)


def test_the_order_of_the_sample_changes_no_byte(made):
    made.write()
    first = (made.folder / "coding_anna.xlsx").read_bytes()
    made.samples, made.segments = made.samples.iloc[::-1], made.segments.iloc[::-1]
    made.write(folder=made.folder / "b")
    assert (made.folder / "b/coding_anna.xlsx").read_bytes() == first


def test_articles_that_do_not_fit_the_sample_are_refused(made):
    made.documents = make_documents(["Short."] * 8)
    with pytest.raises(TableError, match="are not in the table documents, or are shorter"):
        made.write()
    made.documents, made.segments = (
        make_documents(["x" * 999] * 8),
        make_segments(make_documents(["Other."])),
    )
    with pytest.raises(InputError, match="not in the table segments"):
        made.write()
