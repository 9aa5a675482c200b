"""From disagreements to gold: nothing decided is lost, and nothing is decided by accident."""

import csv
import io

import numpy as np
import openpyxl
import pandas as pd
import pytest
from test_agreement import codings_of, documents_of, segments_of

from analysis import adjudication, agreement, contracts, gold

CODES = {
    "ann": [1, 0, 1, None, 0, 1],
    "ben": [0, 0, None, None, 0, ""],
    "cem": [1, 0, 1, "", "", ""],
}
FRAMES = ["costs", "safety"]


def codings(codes=CODES, **more):
    return codings_of(codes, per_document=3, **more)


def disputes(codes=CODES, **more):
    return agreement.disagreements(
        codings(codes, **more), segments_of(6), documents_of(2), labels={"costs": "Costs"}
    )


def written(tmp_path, form="xlsx", codes=CODES, **options):
    path = tmp_path / f"sheet.{form}"
    receipt = adjudication.sheet(disputes(codes), path=path, form=form, seed=3, **options)
    return path, receipt


def decide(path, decisions, reason="by the rule"):
    """Fill the column decision as a person would, by unit."""
    if path.suffix == ".csv":
        lines = list(csv.reader(io.StringIO(path.read_text("utf-8-sig")), delimiter=";"))
        header = lines[0]
    else:
        book = openpyxl.load_workbook(path)
        page = book.worksheets[0]
        header = [cell.value for cell in page[1]]
    unit, decision, why = (header.index(name) for name in ("unit_id", "decision", "reason"))
    if path.suffix == ".csv":
        for line in lines[1:]:
            if line[unit] in decisions:
                line[decision], line[why] = str(decisions[line[unit]]), reason
        target = io.StringIO()
        csv.writer(target, delimiter=";").writerows(lines)
        path.write_text(target.getvalue(), "utf-8-sig")
        return
    for line in page.iter_rows(min_row=2):
        if line[unit].value in decisions:
            line[decision].value, line[why].value = decisions[line[unit].value], reason
    book.save(path)


def cells_of(path):
    page = openpyxl.load_workbook(path).worksheets[0]
    rows = [[cell.value for cell in line] for line in page.iter_rows()]
    return pd.DataFrame(rows[1:], columns=rows[0])


@pytest.mark.parametrize("form", ["xlsx", "csv"])
def test_decisions_come_back(tmp_path, form):
    path, receipt = written(tmp_path, form)
    assert receipt["status"].tolist() == ["new"] * 3
    decide(path, {"u000": 1, "u002": "?"})
    found = adjudication.read(path, frames=FRAMES)
    assert found[["segment_id", "status"]].to_numpy().tolist() == [
        ["u000", "decided"], ["u002", "cannot tell"], ["u003", "open"],
    ]  # fmt: skip
    assert found["decision"].tolist() == [1, pd.NA, pd.NA]
    assert found["reason"].tolist() == ["by the rule", "by the rule", ""]


def test_gold_is_what_coders_agree_on_and_what_was_decided(tmp_path):
    path, _ = written(tmp_path)
    decide(path, {"u000": 0, "u002": "?"})
    decisions = adjudication.read(path, frames=FRAMES)
    made = adjudication.gold(codings(), decisions, rule="two coders")
    assert made[["segment_id", "value", "decided_by"]].to_numpy().tolist() == [
        ["u000", 0, "adjudication"], ["u001", 0, "agreement"], ["u002", pd.NA, "adjudication"],
        ["u004", 0, "agreement"],
    ]  # fmt: skip
    assert set(made["coder"]) == {"gold"}
    assert set(made["codebook"]) == {"demo@1+0"}
    left = adjudication.undecided(codings(), decisions, rule="two coders")
    assert left[["segment_id", "why"]].to_numpy().tolist() == [
        ["u003", "no decision yet"], ["u005", "one coder"],
    ]  # fmt: skip


def test_the_code_of_one_person_counts_only_if_it_is_said(tmp_path):
    path, _ = written(tmp_path)
    decisions = adjudication.read(path, frames=FRAMES)
    made = adjudication.gold(codings(), decisions, rule="single codes count")
    assert made.set_index("segment_id")["decided_by"].to_dict() == {
        "u001": "agreement", "u004": "agreement", "u005": "single coder",
    }  # fmt: skip
    untold = codings({"ann": [None], "ben": [""]})
    left = adjudication.undecided(untold, decisions, rule="single codes count")
    assert left["why"].tolist() == ["one coder, who could not tell"]


def test_every_unit_has_gold_or_a_reason(tmp_path):
    chance = np.random.default_rng(5)
    codes = {name: chance.choice([0, 1, None, ""], 6).tolist() for name in ("ann", "ben", "cem")}
    path, _ = written(tmp_path, codes=codes)
    decide(path, {"u000": 1, "u001": 0, "u002": 1})
    decisions = adjudication.read(path, frames=FRAMES)
    for rule in ("two coders", "single codes count"):
        made = adjudication.gold(codings(codes), decisions, rule=rule)
        left = adjudication.undecided(codings(codes), decisions, rule=rule)
        both = [*made["segment_id"], *left["segment_id"]]
        assert sorted(both) == sorted(codings(codes)["segment_id"].unique())


def test_the_sheet_does_not_say_who_said_what(tmp_path):
    path, _ = written(tmp_path)
    page = cells_of(path)
    assert "ann" not in page.to_string()
    assert page.loc[0, ["code A", "code B", "code C"]].tolist().count("1") == 2
    named, _ = written(tmp_path / "named", blind=False)
    assert cells_of(named)["codes"][0] == "ann 1 · ben 0 · cem 1"


def test_a_letter_is_not_always_the_same_person(tmp_path):
    many = {"ann": [1] * 6, "ben": [0] * 6}
    path, _ = written(tmp_path, codes=many)
    assert set(cells_of(path)["code A"]) == {"0", "1"}


def test_the_same_disagreements_give_the_same_bytes(tmp_path):
    first, _ = written(tmp_path / "one")
    second, _ = written(tmp_path / "two")
    assert first.read_bytes() == second.read_bytes()


def test_a_sheet_is_not_written_over(tmp_path):
    path, _ = written(tmp_path)
    with pytest.raises(contracts.InputError, match="exists, and may hold decisions"):
        written(tmp_path)
    assert path.exists()


@pytest.mark.parametrize("form", ["xlsx", "csv"])
def test_a_new_round_keeps_decisions_unless_the_codes_changed(tmp_path, form):
    path, _ = written(tmp_path, form)
    decide(path, {"u000": 0, "u002": 1, "u003": 1}, reason="p. 3")
    decisions = adjudication.read(path, frames=FRAMES)
    later = {"ann": [1, 1, 1, None, 0, 1], "ben": [0, 0, 0, 1, 0, ""], "cem": [1, 0, 1, 1, "", ""]}
    later["ann"][3] = 1  # agreed by now
    receipt = adjudication.sheet(
        disputes(later), path=path, form=form, seed=3, decisions=decisions
    )  # fmt: skip
    assert receipt[["segment_id", "status"]].to_numpy().tolist() == [
        ["u000", "kept"], ["u001", "new"], ["u002", "codes changed"],
        ["u003", "no longer in dispute"],
    ]  # fmt: skip
    found = adjudication.read(path, frames=FRAMES).set_index("segment_id")
    assert found["decision"].tolist() == [0, pd.NA, pd.NA, 1]
    assert found["reason"].tolist() == ["p. 3", "", "", "p. 3"]
    assert found.loc["u002", "earlier_decision"] == "1: p. 3"
    once_more = adjudication.sheet(
        disputes(later), path=path, form=form, seed=3, decisions=found.reset_index()
    )
    assert set(once_more["status"]) == {"kept", "no longer in dispute"}
    again = adjudication.read(path, frames=FRAMES)
    pd.testing.assert_frame_equal(again, found.reset_index())


def test_a_decision_on_other_codes_makes_no_gold(tmp_path):
    path, _ = written(tmp_path)
    decide(path, {"u000": 0})
    decisions = adjudication.read(path, frames=FRAMES)
    changed = codings({**CODES, "cem": [0, 0, 1, "", "", ""]})
    left = adjudication.undecided(changed, decisions, rule="two coders")
    assert left.set_index("segment_id").loc["u000", "why"] == "codes changed since the decision"
    assert "u000" not in set(adjudication.gold(changed, decisions, rule="two coders")["segment_id"])


def test_a_sheet_that_was_sorted_and_written_in_is_read(tmp_path):
    path, _ = written(tmp_path)
    decide(path, {"u000": 1.0, "u002": "nee", "u003": "WAAR"})
    book = openpyxl.load_workbook(path)
    page = book.worksheets[0]
    rows = [[cell.value for cell in line] for line in page.iter_rows()]
    other = openpyxl.Workbook()
    other.active.append(["my notes"])
    for line in [rows[0], [], *reversed(rows[1:])]:
        other.active.append([*line[1:], "more", line[0]] if line else [])
    other.active["A2"].value = other.active["A2"].value.upper()
    other.save(path)
    found = adjudication.read(path, frames=FRAMES)
    assert found["decision"].tolist() == [1, 0, 1]


@pytest.mark.parametrize(
    ("column", "value", "said"),
    [
        ("decision", "2", "row 2: '2'"),
        ("decision", "maybe", "must be 1, 0, [?] or empty"),
        ("frame_id", "cost", "must be a frame of the codebook"),
        ("text", "Another text.", "does not fit the text"),
        ("unit_id", "u002", "may have each frame once"),
    ],
)
def test_a_damaged_sheet_is_refused(tmp_path, column, value, said):
    path, _ = written(tmp_path)
    book = openpyxl.load_workbook(path)
    page = book.worksheets[0]
    header = [cell.value for cell in page[1]]
    page.cell(2, header.index(column) + 1).value = value
    book.save(path)
    with pytest.raises(contracts.InputError, match=said):
        adjudication.read(path, frames=FRAMES)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"PK\x03\x04 no workbook", "damaged"),
        (b"\xff\xfa\x81\x00", "in no encoding that is known"),
        (b"a,b\n1,2\n", "is no sheet of an adjudicator"),
        (b"unit_id;text\nx;1\n", "lacks the columns"),
    ],
)
def test_another_file_is_refused(tmp_path, content, said):
    path = tmp_path / "other.xlsx"
    path.write_bytes(content)
    with pytest.raises(contracts.InputError, match=said):
        adjudication.read(path, frames=FRAMES)
    with pytest.raises(contracts.InputError, match="cannot be read"):
        adjudication.read(tmp_path / "none.csv", frames=FRAMES)


def test_texts_of_articles_do_no_harm_in_a_spreadsheet(tmp_path):
    documents = documents_of(1, text='=HYPERLINK("x") is ')
    segments = segments_of(1).assign(end=18)
    one = codings_of({"ann": [1], "ben": [0]}).assign(note=["=1+1", None])
    found = agreement.disagreements(one, segments, documents, labels={})
    for form in ("xlsx", "csv"):
        path = tmp_path / f"sheet.{form}"
        adjudication.sheet(found, path=path, form=form, seed=1)
        assert len(adjudication.read(path, frames=FRAMES)) == 1
    cell = openpyxl.load_workbook(tmp_path / "sheet.xlsx").worksheets[0]["C2"]
    assert (cell.data_type, cell.value) == ("s", '=HYPERLINK("x") is')
    assert ";'=HYPER" in (tmp_path / "sheet.csv").read_text("utf-8-sig").replace('"', "")


def test_a_text_too_long_for_a_cell_is_cut_and_read(tmp_path):
    documents = documents_of(1, text="word " * 20_000)
    segments = segments_of(1).assign(end=100_000)
    found = agreement.disagreements(
        codings_of({"ann": [1], "ben": [0]}), segments, documents, labels={}
    )
    adjudication.sheet(found, path=tmp_path / "sheet.xlsx", form="xlsx", seed=1)
    decided = adjudication.read(tmp_path / "sheet.xlsx", frames=FRAMES)
    assert decided["text"][0].endswith("… (the text is longer)")


def test_gold_as_a_file_is_read_as_gold(tmp_path):
    one, two = codings(), codings({"ann": [0] * 6, "ben": [0] * 6}, frame="safety")
    both = pd.concat([one, two])
    path = tmp_path / "sheet.csv"
    table = agreement.disagreements(both, segments_of(6), documents_of(2), labels={})
    adjudication.sheet(table, path=path, form="csv", seed=1)
    decide(path, {"u000": 1})
    made = adjudication.gold(both, adjudication.read(path, frames=FRAMES), rule="two coders")
    wide = adjudication.gold_table(made, segments_of(6), documents_of(2))
    assert wide.loc[0, ["article", "start", "costs", "safety", "text", "decided_by"]].tolist() == [
        "d00.txt", 0, 1, 0, "One sentence.", "adjudication + agreement",
    ]  # fmt: skip
    wide.to_csv(tmp_path / "gold.csv", index=False)
    read = gold.read(tmp_path / "gold.csv", FRAMES)
    pd.testing.assert_series_equal(read["costs"], wide["costs"])
    assert read["costs"].isna().sum() == 3


def test_codes_of_two_codebooks_need_a_word():
    one = codings({"ann": [1, 1], "ben": [1, 1]})
    other = codings({"ann": [0, 0], "ben": [0, 0]}, frame="safety", book="demo@2+1")
    mixed = pd.concat([one, other])
    none = pd.DataFrame(columns=["segment_id", "frame", "decision", "status", "codes_id"])
    with pytest.raises(contracts.InputError, match="2 versions of the codebook"):
        adjudication.gold(mixed, none, rule="two coders")
    made = adjudication.gold(mixed, none, rule="two coders", codebook="demo@2+1")
    assert set(made["codebook"]) == {"demo@2+1"}


def test_unknown_rules_and_forms_are_refused(tmp_path):
    none = pd.DataFrame(columns=["segment_id", "frame", "decision", "status", "codes_id"])
    with pytest.raises(contracts.InputError, match="Did you mean 'two coders'"):
        adjudication.gold(codings(), none, rule="two coder")
    with pytest.raises(contracts.InputError, match="There is no form 'ods'"):
        written(tmp_path, "ods")
    with pytest.raises(contracts.TableError, match="are no segments"):
        adjudication.gold_table(
            adjudication.gold(codings(), none, rule="two coders"), segments_of(1), documents_of(2)
        )
