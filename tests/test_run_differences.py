"""Two runs side by side: which numbers moved, which rows came and went, and why."""

import json
import shutil
from pathlib import Path

import pandas as pd
import pytest

from analysis import cli, run_differences, run_record
from analysis._run_record import documents, rows

TEMPLATE = Path(__file__).resolve().parents[1] / "analysis/templates/framewaves/study"
ESTIMATES = """\
measure,frame,contrast,method,estimate,ci_low,ci_high,n_units,note,wave
salience,costs,,ratio,0.45,0.3,0.6,80,few,Plan
salience,say,,ratio,0.2,0.1,0.3,80,few,Plan
salience,costs,Vote - Plan,ratio,0.17,0.02,0.3,160,,
salience,say,Vote - Plan,ratio,0.1,-0.1,0.3,160,,
alpha,costs,,nominal,0.8,,,50,,
"""
HITS = "segment_id,frame,pattern,start\na:1,costs,dear,5\na:1,costs,dear,9\na:2,say,vote,1\n"


def make(folder, *, study="Trams", tables=None, captions=None, numbers=None, source="1",
         cells=("1 + 1",), **changed):  # fmt: skip
    """Write a run by hand, with its record."""
    shutil.copytree(TEMPLATE, folder / "inputs", ignore=shutil.ignore_patterns("articles"))
    for part in ("tables", "figures", "notebooks", "paper"):
        (folder / part).mkdir()
    for name, text in (tables or {"estimates": ESTIMATES, "hits": HITS}).items():
        (folder / "tables" / f"{name}.csv").write_text(text)
    for name, caption in (captions or {"40-1": "Salience. 80 sentences."}).items():
        described = {"name": name, "caption": caption, "alt": "Dots"}
        (folder / "figures" / f"{name}.json").write_text(json.dumps(described))
    if numbers:
        (folder / "paper" / "numbers.json").write_text(json.dumps(numbers))
    executed = [{"cell_type": "code", "source": cell, "metadata": {}} for cell in cells]
    (folder / "notebooks" / "40_x.ipynb").write_text(json.dumps({"cells": executed}))
    names = run_record.listing(folder, folder / "figures")
    entry = {"name": "40_x", "status": "passed", "cause": "", "seconds": 1.0, "source": source,
             "outputs": run_record.hashed(names, folder, folder / "figures")}  # fmt: skip
    record = {
        "study": study, "question": "", "study_file": "s/study.yaml", "notebook_folder": "n",
        "figures_folder": "", "parameters": {}, "versions": {"pandas": "3.0"},
        "inputs": {"codebook.yaml": "1"}, "notebooks": [entry],
    }  # fmt: skip
    run_record.write(folder, record | changed)
    return folder


@pytest.fixture
def first(tmp_path):
    return make(tmp_path / "a")


def compare(first, tmp_path, **changed):
    return run_differences.compare(first, make(tmp_path / "b", **changed))


def edit(table, old, new):
    assert old in table
    return table.replace(old, new)


def test_nothing_moved_between_a_run_and_itself(first, tmp_path, capsys):
    found = compare(first, tmp_path)
    assert found.empty
    assert list(found.columns) == list(run_differences.COLUMNS)
    assert cli.main(["diff", str(first), str(tmp_path / "b")]) == 0
    assert "Nothing moved" in capsys.readouterr().out


def test_a_number_that_moved_is_told_as_it_is_printed(first, tmp_path, capsys):
    moved = edit(ESTIMATES, "0.45,0.3,0.6,80", "0.47,0.32,0.6,85")
    moved = edit(moved, "Plan,ratio,0.17", "Plan,ratio,0.21")
    moved = edit(moved, "nominal,0.8,", "nominal,0.75,")
    found = compare(first, tmp_path, tables={"estimates": moved, "hits": HITS})
    numbers = found[found["what"] == "number"].set_index(["key", "column"])
    row = numbers.loc[("measure: salience | frame: costs | method: ratio | wave: Plan", "estimate")]
    assert (row["table"], row["before"], row["after"]) == ("estimates", "0.45", "0.47")
    assert row["change"] == pytest.approx(0.02)
    assert cli.main(["diff", str(first), str(tmp_path / "b"), "--most", "2"]) == 1
    out = capsys.readouterr().out
    assert "the code of the notebooks are the same, so a run is not repeatable" in out
    lines = out.splitlines()
    at = lines.index("What moved, the largest change first")
    assert lines[at + 1].strip() == "alpha of Costs: .80 -> .75"
    assert lines[at + 2].strip() == ("salience of Costs, Vote - Plan: +17 points -> +21 points")
    assert "and 1 more estimate" in lines[at + 3]
    assert "estimates: 5 numbers" in out


def test_an_estimate_that_is_printed_as_before_is_counted_only(first, tmp_path):
    tables = {"estimates": edit(ESTIMATES, "0.45,", "0.4501,"), "hits": HITS}
    found = compare(first, tmp_path, tables=tables)
    assert len(found) == 1
    assert run_differences.moved(found, {}, most=5) == ([], 0)
    assert list(run_differences.rest(found)) == ["estimates: 1 number"]


def test_an_interval_that_came_to_include_zero_stands_first(first, tmp_path):
    tables = {"estimates": edit(ESTIMATES, "0.17,0.02", "0.17,-0.02"), "hits": HITS}
    found = compare(first, tmp_path, tables=tables)
    (row,) = found[found["what"] == "verdict"].itertuples()
    assert (row.before, row.after) == ("excludes 0", "includes 0")
    said, _ = run_differences.moved(found, run_differences.labels(first), most=5)
    assert said[0] == ("salience of Costs, Vote - Plan: the interval excludes 0 -> includes 0")


def test_intervals_of_tables_with_other_columns_or_without_a_key_are_compared(first, tmp_path):
    head, *lines = ESTIMATES.splitlines()
    wider = "\n".join([f"{head},more", *(f"{line},x" for line in lines)])
    twice = "contrast,ci_low,ci_high\nVote - Plan,0.1,0.2\nVote - Plan,0.1,0.2\n"
    moved = twice.replace("0.1,0.2", "-0.1,0.2", 1)
    old = make(tmp_path / "old", tables={"estimates": wider, "twice": twice})
    new = make(tmp_path / "new", tables={"estimates": ESTIMATES, "twice": moved})
    found = run_differences.compare(old, new)
    assert {"gone column", "gone row", "new row"} <= set(found["what"])
    assert "verdict" not in set(found["what"])


def test_rows_tables_and_columns_that_are_new_or_gone(first, tmp_path):
    tables = {
        "estimates": edit(ESTIMATES, "alpha,costs", "ac1,costs"),
        "hits": edit(HITS, "a:1,costs,dear,9\n", ""),
        "days": "day,n\n",
    }
    found = compare(first, tmp_path, tables=tables)
    listed = {(row.what, row.table, row.key) for row in found.itertuples()}
    assert listed == {
        ("new table", "days", ""),
        ("gone row", "estimates", "measure: alpha | frame: costs | method: nominal"),
        ("new row", "estimates", "measure: ac1 | frame: costs | method: nominal"),
        ("gone row", "hits", "segment_id: a:1 | start: 9"),
    }
    assert list(run_differences.rest(found)) == [
        "estimates: 1 new row, 1 lost row", "hits: 1 lost row", "1 new table: days",
    ]  # fmt: skip


def test_rows_that_nothing_tells_apart_are_counted_whole():
    before = pd.DataFrame({"share": ["0.1", "0.1", "0.2"]}, dtype="str")
    after = pd.DataFrame({"share": ["0.1", "0.2", "0.2"]}, dtype="str")
    found = rows.of_tables("t", before, after)
    assert [(one.what, one.key) for one in found] == [
        ("gone row", "share: 0.1"), ("new row", "share: 0.2"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("columns", "key"),
    [
        ({"doc_id": "ccdd", "outlet": "aabb", "frame": "xyxy", "n": "1123"}, ["doc_id", "frame"]),
        ({"topic": "012", "top_doc": "xyz", "share": ["0.1", "0.2", "0.3"]}, ["topic"]),
        ({"note": "abc", "n": "123"}, ["n"]),
        ({"n": "11"}, []),
        ({"word": "", "n": ""}, []),
    ],
)
def test_the_key_of_a_table_is_what_its_rows_are_about(columns, key):
    table = pd.DataFrame({name: list(values) for name, values in columns.items()}, dtype="str")
    assert rows.key_columns(table, table) == key


def test_an_empty_table_against_a_full_one(first, tmp_path):
    found = compare(first, tmp_path, tables={"estimates": ESTIMATES, "hits": "\n"})
    assert set(found["what"]) <= {"gone column", "gone row"}
    tables = {"estimates": ESTIMATES, "hits": HITS.splitlines()[0] + "\n"}
    found = run_differences.compare(first, make(tmp_path / "c", tables=tables))
    assert found["what"].tolist() == ["gone row"] * 3


def test_parquet_and_csv_of_one_table_are_compared_by_value(tmp_path):
    table = pd.DataFrame(
        {"word": ["a", None], "n": pd.array([1, None], "Int64"), "share": [1 / 3, float("nan")],
         "day": pd.to_datetime(["2026-01-02", None])}
    )  # fmt: skip
    table.to_parquet(tmp_path / "t.parquet")
    (tmp_path / "t.csv").write_text("word,n,share,day\na,1,0.333333,2026-01-02\n,,,\n")
    one, two = (rows.read(tmp_path / f"t.{ending}") for ending in ("parquet", "csv"))
    pd.testing.assert_frame_equal(one, two)
    assert rows.of_tables("t", one, two) == []


def test_captions_and_key_numbers_are_compared(first, tmp_path):
    before = make(tmp_path / "n", numbers={"n_docs": {"value": 5, "text": "five"}})
    after = make(
        tmp_path / "m",
        numbers={"n_docs": {"value": 6, "text": "six"}},
        captions={"40-1": "Salience. 85 sentences.", "40-2": "New."},
    )
    found = run_differences.compare(before, after)
    assert found[["what", "table", "key", "before", "after"]].to_numpy().tolist() == [
        ["key number", "numbers", "n_docs", "five", "six"],
        ["caption", "40-1", "", "Salience. 80 sentences.", "Salience. 85 sentences."],
        ["new figure", "40-2", "", "", "New."],
    ]
    assert list(run_differences.rest(found)) == [
        "1 new figure: 40-2", "key number n_docs: five -> six", "captions of 1 figure: 40-1",
    ]  # fmt: skip


def test_causes_are_inputs_entries_parameters_versions_and_code(first, tmp_path, capsys):
    second = make(
        tmp_path / "b",
        inputs={"codebook.yaml": "2", "voices.yaml": "1"},
        parameters={"seed": 7},
        versions={"pandas": "3.1"},
        source="2",
        cells=("1 + 1", "2 + 2"),
    )
    book = second / "inputs" / "codebook.yaml"
    text = book.read_text(encoding="utf-8")
    book.write_text(edit(text, "version: 0.1.0", "version: 0.2.0"), encoding="utf-8")
    assert cli.main(["diff", str(first), str(second)]) == 1
    out = capsys.readouterr().out.splitlines()
    assert out == [
        "Nothing moved: all tables, captions and key numbers are the same.",
        "What differs in what went in",
        "  codebook.yaml changed",
        "  voices.yaml added",
        "    codebook.yaml: version: '0.1.0' -> '0.2.0'",
        "  parameter seed: not set -> 7",
        "  version of pandas: 3.0 -> 3.1",
        "  notebook 40_x has other code (code cells 2)",
    ]


def test_an_entry_of_the_codebook_is_named_with_its_place(tmp_path):
    before, after = tmp_path / "1.yaml", tmp_path / "2.yaml"
    before.write_text(
        "frames:\n- id: a\n  label: {en: A}\n  patterns: [x, y]\n- id: b\n  label: {en: B}\n"
        "waves:\n- {name: Plan, start: 2025-01-20}\n"
    )
    after.write_text(
        "waves:\n- {name: Plan, start: 2025-01-21}\n"
        "frames:\n- id: c\n  label: {en: C}\n- id: a\n  patterns: [y, x, z]\n  label: {en: A}\n"
    )
    assert documents.changed(before, after) == [
        ("frames > a > patterns", "", "z"),
        ("frames > b", documents.THERE, ""),
        ("waves > Plan > start", "2025-01-20", "2025-01-21"),
        ("frames > c", "", documents.THERE),
    ]
    assert documents.changed(before, tmp_path / "none.yaml") == []


def test_a_table_that_was_edited_by_hand_is_named(first, tmp_path):
    second = make(tmp_path / "b")
    (second / "tables" / "hits.csv").write_text(HITS + "a:3,say,vote,1\n")
    found = run_differences.compare(first, second)
    assert found["what"].tolist() == ["edited", "new row"]
    assert list(run_differences.why(found)) == [
        "tables/hits.csv of b is not as its run left it: changed by hand, or removed"
    ]


def test_every_difference_is_written_as_json(first, tmp_path, capsys):
    tables = {"estimates": edit(ESTIMATES, "0.45,", "0.5,"), "hits": HITS}
    second = make(tmp_path / "b", tables=tables)
    target = tmp_path / "out" / "moved.json"
    assert cli.main(["diff", str(first), str(second), "--json", str(target)]) == 1
    (record,) = json.loads(target.read_text())
    assert (record["before"], record["after"], record["change"]) == ("0.45", "0.5", 0.05)
    assert cli.main(["diff", str(first), str(tmp_path)]) == 2
    assert "several runs" in capsys.readouterr().err
