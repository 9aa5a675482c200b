"""Codes of units lifted to documents: against the definition, `measure` and `segment.split`."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal

from analysis import clean, codebook, coding, contracts, corpus, measure, presence, segment, study

SEEDS = Path(__file__).resolve().parents[1] / "seeds"


def make_documents(n, text="A. B. C. D."):
    table = pd.DataFrame({
        "doc_id": [f"d{i}" for i in range(n)], "source_file": "a.txt", "source_format": "text",
        "position_in_file": range(n), "text": text, "date_source": "none", "words": 4,
        "text_sha256": "-", "language": "en",
    })  # fmt: skip
    return contracts.conform(table, "documents")


def make_segments(roles):
    """Segments of documents d0, d1, ...: a list of roles for each."""
    rows = [
        {"segment_id": f"d{d}:{i}", "doc_id": f"d{d}", "unit": "sentence", "position": i,
         "start": 3 * i, "end": 3 * i + 2, "role": role}
        for d, listed in enumerate(roles) for i, role in enumerate(listed)
    ]  # fmt: skip
    return contracts.conform(pd.DataFrame(rows), "segments")


def make_codings(rows, **columns):
    """Codings from rows segment_id, value; frame conflict unless it is given."""
    table = pd.DataFrame(rows, columns=["segment_id", "value"]).assign(
        frame="conflict", coder="gold", coder_kind="human", codebook="story@1", round=1
    )
    table = table.assign(doc_id=table["segment_id"].str.split(":").str[0], **columns)
    return contracts.conform(table, "codings")


def lifted(codings, roles, min_units=1):
    segments, documents = make_segments(roles), make_documents(len(roles))
    _, codes = presence.of_documents(codings, segments, documents, min_units=min_units)
    return codes


def values(codes):
    return [None if pd.isna(value) else int(value) for value in codes["value"]]


@pytest.mark.parametrize(
    ("codes", "min_units", "expected"),
    [
        ([1, 0, 0], 1, 1),
        ([0, 0, 0], 1, 0),
        ([0, None, 0], 1, None),   # the one that cannot be told could be the one
        ([1, None, 0], 1, 1),      # whatever it is, there is one already
        ([1, None, 0], 2, None),
        ([0, None, 0], 2, 0),      # one more would not be enough
        ([None, None, None], 1, None),
        ([1, 1, 0], 3, 0),
    ],
)  # fmt: skip
def test_a_document_has_the_value_that_no_missing_code_can_change(codes, min_units, expected):
    rows = [(f"d0:{i}", value) for i, value in enumerate(codes)]
    made = lifted(make_codings(rows), [["body"] * 3], min_units)
    assert values(made) == [expected]


def test_a_unit_that_was_not_asked_is_a_code_that_is_missing():
    assert values(lifted(make_codings([("d0:0", 0)]), [["body"] * 2])) == [None]
    assert values(lifted(make_codings([("d0:0", 1)]), [["body"] * 2])) == [1]
    assert values(lifted(make_codings([("d0:0", 0)]), [["body"] * 2], min_units=2)) == [0]


def test_furniture_and_repeats_neither_carry_nor_miss_a_code():
    roles = [["headline", "chrome", "repeat", "pullquote"]]
    assert values(lifted(make_codings([("d0:0", 0), ("d0:1", 1), ("d0:2", 1)]), roles)) == [0]
    assert lifted(make_codings([("d0:1", 1)]), roles).empty


def test_every_coder_and_frame_is_lifted_on_its_own():
    both = pd.concat([
        make_codings([("d0:0", 1), ("d0:1", 0), ("d1:0", 0)]),
        make_codings([("d0:0", 0), ("d0:1", 0)], coder="dictionary", coder_kind="dictionary"),
        make_codings([("d1:0", 1)], frame="economy", codebook="story@2"),
    ])  # fmt: skip
    made = lifted(both, [["body", "body"], ["lead"]])
    assert made[["segment_id", "frame", "coder", "value"]].to_numpy().tolist() == [
        ["d0:document:00000", "conflict", "dictionary", 0],
        ["d0:document:00000", "conflict", "gold", 1],
        ["d1:document:00000", "conflict", "gold", 0],
        ["d1:document:00000", "economy", "gold", 1],
    ]
    assert made["codebook"].tolist() == ["story@1"] * 3 + ["story@2"]
    assert made["score"].isna().all()


def test_codes_of_two_versions_of_the_codebook_name_both():
    one = make_codings([("d0:0", 0)], codebook="story@2")
    both = pd.concat([one, make_codings([("d0:1", 1)], round=2)])
    made = lifted(both, [["body", "body"]])
    assert made["codebook"].tolist() == ["story@1; story@2"]
    assert made["round"].tolist() == [2]


def test_segments_are_those_that_the_kit_splits():
    plan = study.load(SEEDS)
    book = codebook.load(plan.codebook)
    documents, _ = corpus.read(plan)
    blocks = clean.blocks(documents)
    units = clean.mark_repeats(segment.split(documents, blocks, unit="sentence"), documents)
    codings = coding.codings(coding.hits(documents, units, book), units, book)
    wholes, codes = presence.of_documents(codings, units, documents, min_units=1)
    assert_frame_equal(wholes, segment.split(documents, blocks, unit="document"))
    shares = measure.prevalence(measure.tally(codings, units, documents), level=0.95)
    lifted_shares = codes.groupby("frame")["value"].mean()
    assert lifted_shares.tolist() == shares.sort_values("frame")["estimate"].tolist()
    some = codings[codings["doc_id"] == documents["doc_id"].iloc[0]]
    wholes, _ = presence.of_documents(some, units, documents, min_units=1)
    assert wholes["doc_id"].tolist() == [documents["doc_id"].iloc[0]]


@settings(max_examples=25, deadline=None)
@given(
    st.lists(st.lists(st.sampled_from([0, 1]), min_size=1, max_size=5), min_size=1, max_size=5),
    st.integers(1, 3), st.integers(0, 1000),
)  # fmt: skip
def test_without_holes_it_is_the_presence_of_measure_in_any_order(codes, min_units, seed):
    rows = [(f"d{d}:{i}", v) for d, listed in enumerate(codes) for i, v in enumerate(listed)]
    segments, documents = (
        make_segments([["body"] * len(c) for c in codes]),
        make_documents(len(codes)),
    )
    codings = make_codings(rows)
    _, made = presence.of_documents(codings, segments, documents, min_units=min_units)
    tallies = measure.tally(codings, segments, documents)
    share = measure.prevalence(tallies, level=0.95, min_units=min_units)["estimate"].iloc[0]
    assert np.mean(made["value"]) == pytest.approx(share)
    shuffled = [table.sample(frac=1, random_state=seed) for table in (codings, segments, documents)]
    assert_frame_equal(presence.of_documents(*shuffled, min_units=min_units)[1], made)


def test_codes_of_documents_stay_as_they_are():
    segments = make_segments([["body"], ["body"]]).assign(unit="document")
    codings = make_codings([("d0:0", 1), ("d1:0", None)])
    _, made = presence.of_documents(codings, segments, make_documents(2), min_units=1)
    assert values(made) == [1, None]


def test_what_cannot_be_lifted_is_told():
    segments, documents = make_segments([["body"]]), make_documents(1)
    codings = make_codings([("d0:0", 1)])
    for wrong in (0, 1.0, True):
        with pytest.raises(contracts.InputError, match="min_units must be a whole number"):
            presence.of_documents(codings, segments, documents, min_units=wrong)
    for broken, match in (
        ((make_codings([("d0:7", 1)]), segments, documents), "codings has 1 unknown .*'d0:7'"),
        ((codings, segments, documents.head(0)), "segments has 1 unknown values in doc_id"),
        ((make_codings([("d0:0", 2)]), segments, documents), r"codings\.value holds 2"),
        ((codings, pd.concat([segments, segments.assign(segment_id="x", unit="document")]),
          documents), "units of several kinds"),
    ):  # fmt: skip
        with pytest.raises(contracts.TableError, match=match):
            presence.of_documents(*broken, min_units=1)


def test_nothing_gives_empty_tables():
    nothing = [contracts.empty(name) for name in ("codings", "segments", "documents")]
    wholes, codes = presence.of_documents(*nothing, min_units=1)
    assert wholes.empty
    assert codes.empty
