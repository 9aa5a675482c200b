"""Comparisons that know outlets: what is in both waves, weighted alike."""

import re

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal

from analysis import _intervals, compare, composition, contracts, sentences

MEASURES = ("prevalence", "salience")
SHARES = ["estimate", "share_other", "share_reference"]
FOUND = [*SHARES, "std_error", "ci_low", "ci_high", "p_value"]


def make_tallies(cells, frame="conflict"):
    """Tallies from {(wave, outlet): [(positive, units), ...]}, a pair for each document."""
    rows = [{"doc_id": f"{wave}-{outlet}-{i:03}", "frame": frame, "n_units": units,
             "n_positive": positive, "weight": 1.0, "wave": wave, "outlet": outlet}
            for (wave, outlet), counts in cells.items()
            for i, (positive, units) in enumerate(counts)]  # fmt: skip
    return contracts.conform(pd.DataFrame(rows), "tallies")


def make_documents(tallies):
    known = tallies.drop_duplicates("doc_id")[["doc_id", "wave", "outlet", "cluster_id"]]
    base = {"source_file": "a.txt", "source_format": "text", "position_in_file": 0, "text": "t",
            "date_source": "none", "words": 1, "text_sha256": "-"}  # fmt: skip
    return contracts.conform(known.assign(**base), "documents")


def present(k, n):
    return [(1, 5)] * k + [(0, 5)] * (n - k)


def some(seed, n, carry=2.0):
    rng = np.random.default_rng(seed)
    units = rng.integers(4, 20, size=n)
    positive = rng.binomial(units, rng.beta(carry, 4, size=n))
    return list(zip(positive.tolist(), units.tolist(), strict=True))


OPTIONS = {"across": "wave", "reference": "May", "level": 0.95, "seed": 1, "n_permutations": 499}


def standardised(tallies, measure="prevalence", **options):
    return composition.standardised(tallies, measure=measure, **(OPTIONS | options))


def plain(tallies, measure="prevalence", **options):
    return compare.difference(tallies, measure=measure, **(OPTIONS | options))


MIXED = {
    ("May", "daily"): some(1, 12), ("June", "daily"): some(2, 4),
    ("May", "weekly"): some(3, 3), ("June", "weekly"): some(4, 9),
    ("May", "wire"): some(5, 1), ("June", "wire"): some(6, 2),
}  # fmt: skip


def test_the_outlets_of_each_wave_are_listed_with_zeros():
    cells = {("May", "daily"): present(0, 2), ("June", "daily"): present(1, 1),
             ("June", "wire"): present(1, 3), ("May", None): present(0, 1)}  # fmt: skip
    tallies = make_tallies(cells)
    tallies["cluster_id"] = ["s", "s", "c", "d", None, None, "e"]
    table = composition.outlets(make_documents(tallies), groups=["May", "June"])
    assert table.fillna("-").to_numpy().tolist() == [
        ["daily", "June", 1, 1, True], ["daily", "May", 2, 1, True],
        ["wire", "June", 3, 3, False], ["wire", "May", 0, 0, False],
        ["-", "June", 0, 0, False], ["-", "May", 1, 1, False],
    ]  # fmt: skip
    wider = composition.outlets(make_documents(tallies), groups=["May", "June", "July"])
    assert not wider["in_all"].any()


def test_only_outlets_of_every_wave_are_kept():
    tallies = make_tallies(MIXED | {("June", "blog"): present(5, 5), ("May", None): present(1, 1)})
    same = composition.same_outlets(tallies)
    assert_frame_equal(same, make_tallies(MIXED))
    assert_frame_equal(plain(same), plain(make_tallies(MIXED)))
    july = make_tallies({("July", "wire"): present(1, 2)})
    three = composition.same_outlets(pd.concat([tallies, july]))
    assert set(three["outlet"]) == {"wire"}
    assert composition.same_outlets(tallies, groups=["May", "June", "July"]).empty
    with pytest.raises(contracts.TableError, match="no column 'outlet' to group by"):
        composition.same_outlets(tallies.drop(columns="outlet"))


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 10**6), st.sampled_from(MEASURES), st.sampled_from(["May", "June"]),
       st.integers(1, 40), st.booleans())  # fmt: skip
def test_an_outlet_in_one_wave_only_cannot_move_the_standardised_difference(
    seed, measure, wave, n, copies
):
    tallies = make_tallies(MIXED)
    extra = make_tallies({(wave, "blog"): some(seed, n, carry=9.0)})
    if copies:
        tallies = tallies.assign(cluster_id=[f"s{i // 2}" for i in range(len(tallies))])
    expected = standardised(tallies, measure).loc[0]
    row = standardised(pd.concat([extra, tallies]), measure).loc[0]
    counts = ["method", "n_docs", "n_units", "n_strata", "n_positive_other", "n_docs_reference"]
    assert row[[*FOUND, *counts]].equals(expected[[*FOUND, *counts]])
    assert (row["n_strata_left_out"], row["n_docs_left_out"]) == (1, n)
    assert "Left out: 1 outlet in one of them only" in row["note"]


@pytest.mark.parametrize("measure", MEASURES)
def test_with_one_outlet_it_is_the_plain_difference(measure):
    tallies = make_tallies({("May", "daily"): some(1, 9), ("June", "daily"): some(2, 7)})
    expected, row = plain(tallies, measure).loc[0], standardised(tallies, measure).loc[0]
    same = [name for name in expected.index if name != "note"]
    assert row[same].equals(expected[same])
    copied = tallies.assign(cluster_id=[f"s{i // 3}" for i in range(len(tallies))])
    expected, row = plain(copied, measure).loc[0], standardised(copied, measure).loc[0]
    assert row[same].equals(expected[same])


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(st.integers(1, 6), st.data()), min_size=2, max_size=5), st.integers(1, 3))
def test_with_the_same_mix_in_both_waves_it_is_the_plain_difference(outlets, ratio):
    cells = {}
    for place, (n, data) in enumerate(outlets):
        for wave, size in (("May", n), ("June", n * ratio)):
            cells[wave, f"o{place}"] = present(data.draw(st.integers(0, size)), size)
    tallies = make_tallies(cells)
    expected, row = plain(tallies).loc[0], standardised(tallies).loc[0]
    assert row[SHARES].astype(float).tolist() == pytest.approx(expected[SHARES].tolist())


def test_a_change_of_the_mix_alone_is_no_difference():
    """Each outlet keeps its share (1 of 2, 1 of 10), but the first one grows."""
    tallies = make_tallies({
        ("May", "tabloid"): present(2, 4), ("June", "tabloid"): present(20, 40),
        ("May", "daily"): present(4, 40), ("June", "daily"): present(1, 10),
    })  # fmt: skip
    assert plain(tallies).loc[0, "estimate"] == pytest.approx(21 / 50 - 6 / 44)
    row = standardised(tallies).loc[0]
    assert row["estimate"] == pytest.approx(0)
    weight = 44 / 94
    assert row["share_other"] == pytest.approx(weight / 2 + (1 - weight) / 10)
    assert row["p_value"] > 0.9
    assert row["ci_low"] < 0 < row["ci_high"]
    assert row["method"] == "stratified newcombe; document permutation within outlets, n=499"
    assert row["note"] == (
        "Weighted by the share of each outlet in the documents of both, over 2 outlets in both."
    )


def test_a_story_of_an_agency_counts_once_though_many_outlets_print_it():
    """Five outlets print the same eight stories in each wave: as much as eight articles."""
    cells = {(wave, f"o{outlet}"): present(k, 8)
             for wave, k in (("May", 2), ("June", 6)) for outlet in range(5)}  # fmt: skip
    tallies = make_tallies(cells)
    number = tallies["doc_id"].str[-3:]
    shared = tallies.assign(cluster_id=tallies["wave"] + number)
    row, alone = standardised(shared).loc[0], standardised(tallies).loc[0]
    expected = _intervals.newcombe(6, 8, 2, 8, level=0.95)
    assert [row["ci_low"], row["ci_high"]] == pytest.approx(expected, abs=1e-9)
    assert row["ci_high"] - row["ci_low"] > 1.9 * (alone["ci_high"] - alone["ci_low"])
    eight = make_tallies({("May", "o"): present(2, 8), ("June", "o"): present(6, 8)})
    assert row["p_value"] == pytest.approx(standardised(eight).loc[0, "p_value"])
    assert row["n_clusters"] == 16
    assert "clusters of copies; cluster permutation within outlets" in row["method"]
    salience = standardised(shared, "salience").loc[0]
    assert salience["std_error"] == pytest.approx(plain(eight, "salience").loc[0, "std_error"])


def test_few_documents_are_description_only():
    cells = {("May", "a"): present(0, 2), ("May", "b"): present(1, 1),
             ("June", "a"): present(2, 2), ("June", "b"): present(1, 3)}  # fmt: skip
    tallies = make_tallies(cells)
    row = standardised(tallies).loc[0]
    assert row[["ci_low", "p_value"]].isna().all()
    assert row["method"] == "description only"
    # 6 allocations in a, 4 in b; no more in favour of the extreme one than 1 of 24
    assert row["note"].endswith(
        "3 and 5 documents: description only. The most extreme outcome would have p = .042."
    )


def test_where_no_outcome_within_outlets_could_be_small_the_note_says_so():
    cells = {(wave, f"o{i}"): some(i, 1) for i in range(4) for wave in ("May", "June")}
    note = standardised(make_tallies(cells)).loc[0, "note"]
    assert note.endswith("Within outlets no outcome could go below p = .12.")


def test_no_outlet_in_both_waves_is_said():
    tallies = make_tallies({("May", "a"): present(1, 5), ("June", "b"): present(2, 5)})
    row = standardised(tallies).loc[0]
    assert pd.isna(row["estimate"])
    assert (row["n_strata"], row["n_strata_left_out"], row["n_docs_left_out"]) == (0, 2, 10)
    assert row["note"] == (
        "Left out: 2 outlets in one of them only (10 documents). "
        "No outlet has documents in both 'May' and 'June'."
    )
    missing = standardised(tallies.head(5), groups=["May", "June"]).loc[0]
    assert missing["note"].endswith("No document was coded for this frame in 'June'.")


def test_contrasts_come_in_the_order_of_the_groups_also_in_the_sentences():
    tallies = make_tallies({(wave, outlet): present(2, 4) for wave in ("May", "A", "June")
                            for outlet in ("x", "y")})  # fmt: skip
    order = ["June - May", "A - May"]
    alike, every = (made(tallies, groups=["May", "June", "A"]) for made in (standardised, plain))
    assert alike["contrast"].tolist() == every["contrast"].tolist() == order
    labels = {"conflict": "Conflict"}
    for said in (sentences.composition(alike, every, labels=labels),
                 sentences.visibility_and_content(every, every, labels=labels)):  # fmt: skip
        assert re.findall(r"\*\*(.+?)\*\*", str(said)) == order


def test_documents_without_an_outlet_are_left_out_and_counted():
    tallies = make_tallies(MIXED)
    bare = make_tallies({("May", None): present(3, 3), ("June", None): present(4, 4)})
    row, expected = (standardised(table).loc[0] for table in (pd.concat([tallies, bare]), tallies))
    assert row[FOUND].equals(expected[FOUND])
    assert row["n_docs_left_out"] == 7
    assert row["note"].endswith("Left out: 7 documents without outlet.")


@settings(max_examples=10, deadline=None)
@given(st.integers(0, 10**6), st.sampled_from(MEASURES))
def test_order_law_and_input_untouched(seed, measure):
    tallies = make_tallies(MIXED).assign(cluster_id=[f"s{i // 2}" for i in range(31)])
    kept = tallies.copy(deep=True)
    expected = standardised(tallies, measure)
    mixed = tallies.sample(frac=1, random_state=seed)
    assert_frame_equal(standardised(mixed, measure), expected)
    assert_frame_equal(tallies, kept)


def test_groups_and_columns_are_those_of_a_difference():
    both = pd.concat([make_tallies(MIXED, frame=frame).assign(language=language,
                      doc_id=lambda t, language=language: language + t["doc_id"])
                      for frame in ("a", "b") for language in ("en", "nl")])  # fmt: skip
    table = standardised(both, by=["language"])
    assert table[["language", "frame"]].to_numpy().tolist() == [
        ["en", "a"], ["en", "b"], ["nl", "a"], ["nl", "b"],
    ]  # fmt: skip
    first = [*plain(both, by=["language"]).columns]
    assert list(table.columns) == [*first, "n_strata", "n_strata_left_out", "n_docs_left_out"]
    nothing = standardised(both.head(0), by=["language"])
    assert nothing.empty
    assert list(nothing.columns) == list(table.columns)
    assert table["p_adjusted"].notna().all()


def test_errors_name_the_remedy():
    tallies = make_tallies(MIXED)
    with pytest.raises(contracts.TableError, match=r"no column 'outlets' .* Did you mean 'outlet'"):
        standardised(tallies, strata="outlets")
    with pytest.raises(contracts.InputError, match=r"'share' cannot be compared"):
        standardised(tallies, "share")
    with pytest.raises(contracts.TableError, match=r"No counted document has 'Mai'"):
        standardised(tallies, reference="Mai")
    cut = pd.concat([tallies, tallies.head(1).assign(outlet="weekly")])
    with pytest.raises(contracts.TableError, match=r"more than one outlet \('May-daily-000'\)"):
        standardised(cut)
