"""Contracts: what a table must hold, and in which words a breach is told."""

import pandas as pd
import pyarrow as pa
import pytest

from analysis import contracts
from analysis.contracts import TableError


@pytest.mark.parametrize("name", sorted(contracts.SCHEMAS))
def test_the_empty_table_keeps_its_own_contract_and_survives_parquet(name, tmp_path):
    table = contracts.empty(name)
    assert list(table.columns) == contracts.SCHEMAS[name].names
    path = tmp_path / "table.parquet"
    table.to_parquet(path)
    back = contracts.conform(pd.read_parquet(path), name)
    pd.testing.assert_frame_equal(back, table)


def codings(**changes):
    row = {
        "segment_id": "s1",
        "doc_id": "d1",
        "frame": "f",
        "coder": "a",
        "coder_kind": "human",
        "codebook": "b@1",
        "value": None,
    }
    return pd.DataFrame([row | changes])


def test_conform_adds_what_may_be_empty_and_carries_extra_columns():
    table = contracts.conform(codings(mood="glad").set_index(pd.Index([7])), "codings")
    assert list(table.index) == [0]
    assert table.columns[-1] == "mood"
    assert table["value"].isna().all()
    assert table["score"].dtype == "float64"


def test_conform_leaves_its_input_alone():
    given = codings(value="1")
    before = given.copy(deep=True)
    assert contracts.conform(given, "codings")["value"].tolist() == [1]
    pd.testing.assert_frame_equal(given, before)


@pytest.mark.parametrize(
    ("changes", "complaint"),
    [
        ({"value": "many"}, r"Column codings\.value must be Int64; found 'many'"),
        ({"coder_kind": "robot"}, r"codings\.coder_kind holds 'robot'; allowed are human"),
        ({"doc_id": None}, r"Column codings\.doc_id has 1 empty values \('s1'\)"),
    ],
)
def test_a_wrong_value_is_named(changes, complaint):
    with pytest.raises(TableError, match=complaint):
        contracts.conform(codings(**changes), "codings")


def test_a_missing_column_is_named():
    with pytest.raises(TableError, match="Table codings lacks 'frame', 'coder'"):
        contracts.conform(codings().drop(columns=["frame", "coder"]), "codings")


def test_a_key_that_comes_twice_is_named():
    with pytest.raises(TableError, match=r"rows whose key .* came before \('s1'\)"):
        contracts.conform(pd.concat([codings(), codings()]), "codings")


def test_a_key_that_comes_twice_is_found_in_any_order():
    rising = pd.concat([codings(segment_id=name) for name in ("a", "b", "b")])
    for table in (rising, rising.iloc[[1, 0, 2]], rising.iloc[[2, 1, 0]]):
        with pytest.raises(TableError, match="1 rows whose key"):
            contracts.conform(table, "codings")
    falling = rising.iloc[[2, 0]]
    assert contracts.conform(falling, "codings")["segment_id"].tolist() == ["b", "a"]


def test_a_table_that_conforms_already_is_given_back_apart_from_its_input():
    once = contracts.conform(codings().assign(remark="x"), "codings")
    again = contracts.conform(once, "codings")
    pd.testing.assert_frame_equal(again, once)
    again.loc[0, "remark"] = "y"
    assert once["remark"].tolist() == ["x"] * len(once)
    assert contracts.conform(once[::-1], "codings").index.tolist() == list(range(len(once)))


def test_a_turned_span_is_named():
    block = {"doc_id": "d", "position": 0, "start": 5, "end": 5, "role": "body"}
    with pytest.raises(TableError, match="1 spans that are empty or turned round"):
        contracts.conform(pd.DataFrame([block]), "blocks")


def test_days_become_days_from_text_dates_and_arrow():
    day = contracts.empty("documents")["published_from"].dtype
    row = {
        "doc_id": "d",
        "source_file": "f",
        "source_format": "text",
        "position_in_file": 0,
        "text": "t",
        "date_source": "none",
        "words": 1,
        "text_sha256": "0",
    }
    for value in ("2026-02-13", pd.Timestamp("2026-02-13").date()):
        table = contracts.conform(pd.DataFrame([row | {"published_from": value}]), "documents")
        assert table["published_from"].dtype == day
        assert table["published_from"].iloc[0] == pd.Timestamp("2026-02-13")
    arrow = pa.table({"published_from": pa.array([None], pa.date32())}).to_pandas()
    assert (
        contracts.conform(pd.DataFrame([row]).join(arrow), "documents")["published_from"]
        .isna()
        .all()
    )
