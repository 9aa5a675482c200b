"""Counts per document: what is added up, and what is refused."""

import pandas as pd
import pytest

from analysis import _counts, contracts


def _tallies(**changes):
    columns = {"doc_id": ["a", "b"], "frame": "conflict", "n_units": 4, "n_positive": 1,
               "weight": 1.0, "wave": ["May", None]}  # fmt: skip
    return pd.DataFrame({**columns, **changes})


def test_a_document_cut_in_two_is_one_document():
    cut = pd.concat([_tallies(), _tallies(n_units=6, n_positive=3)])
    sums = _counts.per_document(cut, [])
    assert sums[["doc_id", "n_units", "n_positive"]].to_numpy().tolist() == [
        ["a", 10, 4],
        ["b", 10, 4],
    ]
    assert _counts.per_document(cut, ["wave"])["doc_id"].tolist() == ["a"]


@pytest.mark.parametrize(
    ("changes", "message"),
    [({"n_positive": 5}, "more positive units than units .*'a', 'b'"),
     ({"weight": [1.0, 2.5]}, r"weight is not 1 for 1 rows \('b'\)")],
)  # fmt: skip
def test_impossible_tallies_are_refused(changes, message):
    with pytest.raises(contracts.TableError, match=message):
        _counts.per_document(_tallies(**changes), [])


@pytest.mark.parametrize(
    ("by", "message"),
    [("wave", r"write by=\['wave'\]"), (["wav"], "no column 'wav' .* Did you mean 'wave'"),
     (["wave", "wave"], "twice")],
)  # fmt: skip
def test_grouping_columns_are_checked(by, message):
    with pytest.raises(contracts.TableError, match=message):
        _counts.per_document(_tallies(), by)


def test_a_document_without_a_cluster_is_a_cluster_of_its_own():
    plain = _counts.per_document(_tallies(), [])
    assert plain["cluster_id"].tolist() == ["a", "b"]
    known = _counts.per_document(_tallies(cluster_id=[None, "x"]), [])
    assert known["cluster_id"].tolist() == ["a", "x"]


def test_copies_are_added_up_within_their_group():
    tallies = pd.concat([_tallies(), _tallies(doc_id=["c", "d"], wave="June")])
    tallies = tallies.assign(cluster_id="a", wave=["May", "May", "May", "June"])
    counts = _counts.per_document(tallies, ["wave"])
    sums = _counts.per_cluster(counts, ["wave"])
    assert sums[["wave", "cluster_id", "n_docs", "n_units"]].to_numpy().tolist() == [
        ["June", "a", 1, 4],
        ["May", "a", 3, 12],
    ]


def test_a_document_in_two_clusters_is_refused():
    cut = pd.concat([_tallies(cluster_id="a"), _tallies(cluster_id=["a", "b"])])
    with pytest.raises(contracts.TableError, match=r"cluster_id differs .*'b'.*clustered once"):
        _counts.per_document(cut, [])


@pytest.mark.parametrize("min_units", [0, -1, 1.5, True, "1"])
def test_a_frame_needs_at_least_one_unit_to_be_present(min_units):
    with pytest.raises(contracts.InputError, match="min_units must be a whole number from 1"):
        _counts.carries(_tallies(), min_units)


def test_an_empty_id_is_among_none():
    ids = pd.Series(["a", None, "c"], dtype="str")
    assert _counts.among(ids, pd.Series(["c", "b"], dtype="str")).tolist() == [False, False, True]
    assert _counts.among(ids.head(0), ids).tolist() == []
    assert _counts.among(ids, ids.head(0)).tolist() == [False, False, False]
