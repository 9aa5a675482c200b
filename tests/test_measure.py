"""Tallies and estimates: the laws of the tables, and numbers that can be checked by hand.

The articles are invented: a letter for the document, a number for the sentence.
"""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal
from statsmodels.stats.proportion import proportion_confint

from analysis import contracts, measure

LAWS = settings(max_examples=12, deadline=None)


def make_documents(**columns):
    """Documents with the ids `doc_id`; other columns as given."""
    known = {"source_file": "a.txt", "source_format": "text", "position_in_file": 0,
             "text": "Invented.", "date_source": "none", "words": 1,
             "text_sha256": "-"}  # fmt: skip
    return contracts.conform(pd.DataFrame({**known, **columns}), "documents")


def make_units(rows):
    """Codings and segments from rows doc_id, role, {frame: value}: a sentence for each row."""
    segments = pd.DataFrame(
        [{"segment_id": f"{doc}:{i}", "doc_id": doc, "unit": "sentence", "position": i,
          "start": 10 * i, "end": 10 * i + 9, "role": role}
         for i, (doc, role, _) in enumerate(rows)]
    )  # fmt: skip
    codings = pd.DataFrame(
        [{"segment_id": f"{doc}:{i}", "doc_id": doc, "frame": frame, "coder": "dictionary",
          "coder_kind": "dictionary", "codebook": "story@1", "value": value}
         for i, (doc, _, codes) in enumerate(rows) for frame, value in codes.items()]
    )  # fmt: skip
    if not rows:
        return contracts.empty("codings"), contracts.empty("segments")
    return contracts.conform(codings, "codings"), contracts.conform(segments, "segments")


def make_tallies(counts, **columns):
    """Tallies of the frame 'conflict' from (positive, units), one document each."""
    positive, units = zip(*counts, strict=True)
    ids = [f"d{i:02}" for i in range(len(counts))]
    table = {"doc_id": ids, "frame": "conflict", "n_units": units, "n_positive": positive,
             "weight": 1.0}  # fmt: skip
    return contracts.conform(pd.DataFrame({**table, **columns}), "tallies")


def counted(tallies):
    return {tuple(row[:-2]): tuple(row[-2:]) for row in tallies[
        ["doc_id", *(c for c in tallies if c not in contracts.SCHEMAS["tallies"].names), "frame",
         "n_positive", "n_units"]].itertuples(index=False, name=None)}  # fmt: skip


codes = st.fixed_dictionaries(
    {"conflict": st.sampled_from([0, 1, None]), "economy": st.sampled_from([0, 1, None])}
)
articles = st.lists(
    st.tuples(st.sampled_from("abcdef"),
              st.sampled_from(["headline", "lead", "body", "chrome"]), codes),
    max_size=30,
)  # fmt: skip
documents = make_documents(
    doc_id=list("abcdef"), wave=["May", "May", "June", "June", "June", None],
    language=list("nenene"),
)  # fmt: skip


@LAWS
@given(
    articles, st.sampled_from([(), ("wave",), ("wave", "role")]), st.sets(st.sampled_from("abcdef"))
)
def test_partition_law(rows, by, chosen):
    """Tallies of parts, laid one after the other, are the tally of the whole."""
    codings, segments = make_units(rows)
    parts = []
    for keep in (True, False):
        part = [
            table[table["doc_id"].isin(chosen) == keep] for table in (codings, segments, documents)
        ]
        parts.append(measure.tally(*part, by=by))
    whole = measure.tally(codings, segments, documents, by=by)
    joined = pd.concat(parts).sort_values(["doc_id", *by, "frame"], ignore_index=True)
    assert_frame_equal(joined, whole)


@LAWS
@given(articles, st.sampled_from([(), ("wave",), ("role", "language")]), st.data())
def test_merge_law_holds_though_documents_are_cut(rows, by, data):
    codings, segments = make_units(rows)
    first = data.draw(st.lists(st.booleans(), min_size=len(codings), max_size=len(codings)))
    cut = np.array(first, dtype=bool)
    parts = [
        measure.tally(part, segments, documents, by=by) for part in (codings[cut], codings[~cut])
    ]
    whole = measure.tally(codings, segments, documents, by=by)
    assert_frame_equal(measure.combine(*parts), whole)
    assert_frame_equal(measure.combine(whole), whole)


@LAWS
@given(articles, st.randoms(use_true_random=False))
def test_order_law(rows, random):
    codings, segments = make_units(rows)
    shuffled = [table.sample(frac=1, random_state=random.randrange(99))
                for table in (codings, segments, documents)]  # fmt: skip
    by = ("wave", "role")
    tallies = measure.tally(codings, segments, documents, by=by)
    assert_frame_equal(measure.tally(*shuffled, by=by), tallies)
    mixed = tallies.sample(frac=1, random_state=random.randrange(99))
    for estimate in (measure.prevalence, measure.salience, measure.prominence, measure.dominance):
        expected = estimate(tallies, level=0.95, by=["wave"])
        assert_frame_equal(estimate(mixed, level=0.95, by=["wave"]), expected)
    assert_frame_equal(
        measure.cooccurrence(*shuffled, level=0.95, unit="segment"),
        measure.cooccurrence(codings, segments, documents, level=0.95, unit="segment"),
    )


@LAWS
@given(articles)
def test_zero_law(rows):
    """A frame that was looked for and not found is 0; one that was not asked has no row."""
    codings, segments = make_units(rows)
    tallies = measure.tally(codings, segments, documents)
    asked = {(doc, frame) for doc, role, codes in rows if role != "chrome"
             for frame, value in codes.items() if value is not None}  # fmt: skip
    assert set(counted(tallies)) == asked
    found = {(doc, frame) for doc, role, codes in rows if role != "chrome"
             for frame, value in codes.items() if value == 1}  # fmt: skip
    assert {key for key, (positive, _) in counted(tallies).items() if positive} == found


@LAWS
@given(articles)
def test_stages_leave_their_input_untouched(rows):
    tables = [*make_units(rows), documents]
    before = [table.copy(deep=True) for table in tables]
    tallies = measure.tally(*tables, by=["wave", "role"])
    kept = tallies.copy(deep=True)
    measure.prominence(tallies, level=0.95, by=["wave"])
    measure.dominance(tallies, level=0.95)
    measure.cooccurrence(*tables, level=0.95)
    for table, copy in zip([*tables, tallies], [*before, kept], strict=True):
        assert_frame_equal(table, copy)


STORY = [
    ("a", "headline", {"conflict": 1, "economy": 0}),
    ("a", "body", {"conflict": 0, "economy": 0}),
    ("a", "body", {"conflict": 1, "economy": None}),
    ("a", "chrome", {"conflict": 1, "economy": 1}),
    ("a", "repeat", {"conflict": 1, "economy": 1}),
    ("c", "lead", {"conflict": 0, "economy": 1}),
    ("c", "body", {"conflict": 1, "economy": 1}),
    ("d", "body", {"conflict": 0}),
]


def test_tally_counts_what_was_decided_in_roles_that_count():
    tallies = measure.tally(*make_units(STORY), documents, by=["wave"])
    assert counted(tallies) == {
        ("a", "May", "conflict"): (2, 3), ("a", "May", "economy"): (0, 2),
        ("c", "June", "conflict"): (1, 2), ("c", "June", "economy"): (2, 2),
        ("d", "June", "conflict"): (0, 1),
    }  # fmt: skip
    assert tallies["weight"].eq(1).all()


def test_tally_counts_other_roles_when_told_to():
    tallies = measure.tally(*make_units(STORY), documents, roles=["chrome", "repeat"])
    assert counted(tallies) == {("a", "conflict"): (2, 2), ("a", "economy"): (2, 2)}


def test_empty_tables_give_empty_tallies_of_the_same_types():
    tables = [contracts.empty(name) for name in ("codings", "segments", "documents")]
    nothing = measure.tally(*tables, by=["wave", "role"])
    something = measure.tally(*make_units(STORY), documents, by=["wave", "role"])
    assert nothing.empty
    assert nothing.dtypes.to_dict() == something.dtypes.to_dict()
    for estimate in (measure.prevalence, measure.salience, measure.prominence, measure.dominance):
        table = estimate(nothing, level=0.95, by=["wave"])
        assert table.empty
        assert list(table.columns) == list(estimate(something, level=0.95, by=["wave"]).columns)
    assert measure.cooccurrence(*tables, level=0.95, by=["wave"]).empty


def test_two_coders_are_never_added_up():
    codings, segments = make_units(STORY)
    other = codings.assign(coder="coder_b", coder_kind="human")
    with pytest.raises(
        contracts.TableError, match=r"2 coders \('coder_b', 'dictionary'\).*Choose one"
    ):
        measure.tally(pd.concat([codings, other]), segments, documents)


def test_tally_refuses_what_would_be_counted_wrongly():
    codings, segments = make_units(STORY)
    whole = contracts.conform(
        pd.DataFrame([{"segment_id": "c:9", "doc_id": "c", "unit": "paragraph", "position": 9,
                       "start": 0, "end": 90, "role": "body"}]), "segments")  # fmt: skip
    mixed = pd.concat([codings, codings.tail(1).assign(segment_id="c:9")])
    with pytest.raises(contracts.TableError, match=r"several units \('paragraph', 'sentence'\)"):
        measure.tally(mixed, pd.concat([segments, whole]), documents)
    with pytest.raises(
        contracts.TableError, match=r"codings.value holds 2;.*absent \(0\) or present"
    ):
        measure.tally(codings.assign(value=2), segments, documents)
    with pytest.raises(
        contracts.TableError, match="codings has 1 rows whose segment_id is unknown"
    ):
        measure.tally(codings, segments.head(len(segments) - 1), documents)
    with pytest.raises(
        contracts.TableError, match=r"segments has .* doc_id is unknown \('c', 'd'\)"
    ):
        measure.tally(codings, segments, documents.head(2))
    with pytest.raises(contracts.TableError, match=r"no role 'heading2'\. Did you mean 'heading'"):
        measure.tally(codings, segments, documents, roles=["heading2"])
    with pytest.raises(contracts.TableError, match=r"no column 'waves' .* Did you mean 'wave'"):
        measure.tally(codings, segments, documents, by=["waves"])


def test_combine_refuses_tallies_counted_differently():
    units = make_units(STORY)
    plain, by_wave = (measure.tally(*units, documents, by=by) for by in ([], ["wave"]))
    with pytest.raises(contracts.TableError, match="'wave' is not in all of them"):
        measure.combine(plain, by_wave)
    with pytest.raises(contracts.TableError, match=r"weight differs .*'a', 'c', 'd'"):
        measure.combine(plain, plain.assign(weight=2.0))
    assert measure.combine().empty


def test_uncounted_lists_every_article_and_its_reason():
    story = [*STORY, ("f", "body", {"conflict": 1, "economy": 1}), ("b", "chrome", {"conflict": 1})]
    tallies = measure.tally(*make_units(story), documents, by=["wave"])
    found = measure.uncounted(tallies, documents).fillna("").to_numpy().tolist()
    assert found == [
        ["b", "", "no unit that counts has a code"],
        ["d", "economy", "no unit that counts has a code for this frame"],
        ["e", "", "no unit that counts has a code"],
        ["f", "", "wave is empty"],
    ]
    # without its wave, f is in the estimate for all and in no wave
    assert measure.prevalence(tallies, level=0.95)["n_docs"].tolist() == [4, 3]
    assert measure.prevalence(tallies, level=0.95, by=["wave"])["n_docs"].sum() == 5


def test_prevalence_is_a_share_of_documents_with_wilson_interval():
    """15 of 148: Newcombe 1998a, .0624 to .1605."""
    tallies = make_tallies([(2, 9)] * 15 + [(1, 9)] * 20 + [(0, 9)] * 113)
    row = measure.prevalence(tallies, level=0.95, min_units=2).loc[0]
    assert (row["n_positive"], row["n_docs"], row["n_units"]) == (15, 148, 1332)
    assert row["estimate"] == pytest.approx(15 / 148)
    assert [row["ci_low"], row["ci_high"]] == pytest.approx([0.0624, 0.1605], abs=5e-5)
    assert (row["method"], row["ci_level"]) == ("wilson", 0.95)
    assert pd.isna(row["note"])
    assert measure.prevalence(tallies, level=0.95).loc[0, "n_positive"] == 35


def test_a_document_counted_by_role_is_still_one_document():
    tallies = measure.tally(*make_units(STORY), documents, by=["wave", "role"])
    by_wave = measure.tally(*make_units(STORY), documents, by=["wave"])
    for estimate in (measure.prevalence, measure.salience, measure.dominance):
        expected = estimate(by_wave, level=0.95, by=["wave"])
        assert_frame_equal(estimate(tallies, level=0.95, by=["wave"]), expected)


def test_every_frame_appears_in_every_group():
    tallies = make_tallies([(1, 4), (0, 4)], wave=["May", "June"], frame=["conflict", "economy"])
    for estimate in (measure.prevalence, measure.salience):
        table = estimate(tallies, level=0.95, by=["wave"])
        assert table[["wave", "frame", "n_docs"]].to_numpy().tolist() == [
            ["June", "conflict", 0], ["June", "economy", 1],
            ["May", "conflict", 1], ["May", "economy", 0],
        ]  # fmt: skip
        assert table.loc[[0, 3], ["estimate", "ci_low", "ci_high"]].isna().all(axis=None)
        assert table.loc[0, "note"].startswith("No document to estimate from.")


def test_few_documents_are_description_only():
    for n, said in [(1, "1 document: description only."), (3, "3 documents: description only.")]:
        assert measure.prevalence(make_tallies([(1, 4)] * n), level=0.95).loc[0, "note"] == said
    assert pd.isna(measure.prevalence(make_tallies([(1, 4)] * 4), level=0.95).loc[0, "note"])


def test_salience_weighs_units_and_clusters_documents():
    """By hand: 6 of 20 units; residuals (0.4, -2.0, 1.6) give SE sqrt(3/2 * 6.72) / 20."""
    row = measure.salience(make_tallies([(1, 2), (1, 10), (4, 8)]), level=0.95).loc[0]
    assert row["estimate"] == pytest.approx(0.3)
    assert row["std_error"] == pytest.approx(np.sqrt(1.5 * (0.4**2 + 2.0**2 + 1.6**2)) / 20)
    reach = 4.302653 * row["std_error"]  # t(2), .975
    assert [row["ci_low"], row["ci_high"]] == pytest.approx([max(0, 0.3 - reach), 0.3 + reach])
    assert (row["n_positive"], row["n_units"], row["n_docs"], row["n_clusters"]) == (6, 20, 3, 3)
    assert row["note"] == "3 documents: description only."


def test_salience_does_not_invent_an_interval():
    one = measure.salience(make_tallies([(3, 9)]), level=0.95).loc[0]
    assert one["estimate"] == pytest.approx(1 / 3)
    assert one["note"] == "1 document: description only. An interval needs at least 2 documents."
    alike = measure.salience(make_tallies([(0, 9), (0, 4), (0, 30), (0, 7)]), level=0.95).loc[0]
    assert alike["estimate"] == 0
    assert alike["note"].startswith("All documents have the same share")
    for row in (one, alike):
        assert row[["std_error", "ci_low", "ci_high"]].isna().all()


def test_prominence_looks_at_headline_and_lead():
    story = [*STORY, ("b", "headline", {"conflict": 0, "economy": 0}),
             ("b", "lead", {"conflict": 1, "economy": 0})]  # fmt: skip
    tallies = measure.tally(*make_units(story), documents, by=["role"])
    table = measure.prominence(tallies, level=0.95).set_index("frame")
    # a and b carry conflict on top, c does not; d has neither headline nor lead
    assert table.loc["conflict", ["n_positive", "n_docs", "n_units"]].tolist() == [2, 3, 4]
    assert "1 document without a coded headline or lead left out." in table.loc["conflict", "note"]
    assert table.loc["economy", ["n_positive", "n_docs"]].tolist() == [1, 3]
    expected = proportion_confint(2, 3, method="wilson")
    assert table.loc["conflict", ["ci_low", "ci_high"]].tolist() == pytest.approx(expected)


def test_prominence_needs_roles_and_says_when_none_has_them():
    units = make_units(STORY[-1:])
    with pytest.raises(contracts.TableError, match=r"no column role; count with tally"):
        measure.prominence(measure.tally(*units, documents), level=0.95)
    row = measure.prominence(measure.tally(*units, documents, by=["role"]), level=0.95).loc[0]
    assert row["n_docs"] == 0
    assert pd.isna(row["estimate"])
    assert row["note"].endswith("1 document without a coded headline or lead left out.")


def test_dominance_counts_ties_and_bare_documents_without_hiding_them():
    per_document = {"a": (3, 1), "b": (0, 2), "c": (2, 2), "d": (0, 0), "e": (4, 0)}
    tallies = contracts.conform(pd.DataFrame(
        [{"doc_id": doc, "frame": frame, "n_units": 9, "n_positive": n, "weight": 1.0}
         for doc, both in per_document.items()
         for frame, n in zip(["conflict", "economy"], both, strict=True)]
    ), "tallies")  # fmt: skip
    table = measure.dominance(tallies, level=0.95)
    assert table["n_positive"].tolist() == [2, 1]
    assert table["estimate"].tolist() == [0.4, 0.2]
    assert set(table["note"]) == {"No dominant frame: 1 with a tie, 1 without any frame."}


def pairs_of(counts):
    """Units of 20 documents that give the 2 x 2 table both, only a, only b, neither."""
    kinds = np.repeat(np.arange(4), counts)
    rows = [(f"d{i % 20:02}", "body", {"army": int(kind in (0, 1)), "war": int(kind in (0, 2))})
            for i, kind in enumerate(kinds)]  # fmt: skip
    return *make_units(rows), make_documents(doc_id=[f"d{i:02}" for i in range(20)])


def test_cooccurrence_reproduces_the_reference_table():
    """Statistics notes, section 5: [[30, 20], [15, 135]] has phi .5184758, Jaccard .4615385."""
    row = measure.cooccurrence(*pairs_of([30, 20, 15, 135]), level=0.95, unit="segment").loc[0]
    assert (row["frame"], row["frame_b"], row["n_both"], row["n_either"]) == ("army", "war", 30, 65)
    assert row["phi"] == pytest.approx(0.5184758, abs=5e-8)
    assert row["estimate"] == pytest.approx(0.4615385, abs=5e-8)
    assert (row["n_units"], row["n_docs"], row["n_clusters"]) == (200, 20, 20)
    assert row["ci_low"] < row["estimate"] < row["ci_high"]


def test_phi_of_a_large_corpus_does_not_overflow():
    """Half of the units carry each frame and a quarter both: no correlation."""
    numbers = pd.Series(range(400_000))
    assert measure._phi(numbers % 2 == 0, numbers % 4 < 2) == 0
    assert measure._phi(numbers % 2 == 0, numbers % 2 == 1) == -1


def test_cooccurrence_of_documents_uses_wilson_and_needs_no_shared_sentence():
    story = [("a", "body", {"army": 1, "war": 0}), ("a", "body", {"army": 0, "war": 1}),
             ("b", "body", {"army": 1, "war": 0}), ("c", "body", {"army": 0, "war": 0}),
             ("d", "body", {"army": 0, "war": None})]  # fmt: skip
    units = make_units(story)
    row = measure.cooccurrence(*units, documents, level=0.95).loc[0]
    assert (row["n_both"], row["n_either"], row["n_docs"], row["n_units"]) == (1, 2, 3, 3)
    expected = proportion_confint(1, 2, method="wilson")
    assert [row["ci_low"], row["ci_high"]] == pytest.approx(expected)
    assert row["phi"] == pytest.approx(0.5)
    together = measure.cooccurrence(*units, documents, level=0.95, unit="segment").loc[0]
    assert (together["n_both"], together["n_either"]) == (0, 3)


def test_cooccurrence_is_null_where_it_is_undefined():
    story = [("a", "body", {"army": 0, "war": 0}), ("c", "body", {"army": 1, "war": 0})]
    table = measure.cooccurrence(*make_units(story), documents, level=0.95, by=["wave"])
    june, may = table.to_dict("records")
    assert (may["wave"], june["wave"]) == ("May", "June")
    assert np.isnan([may["estimate"], may["phi"], june["phi"]]).all()
    assert june["estimate"] == 0
    assert "Neither frame occurs. phi is undefined" in may["note"]
    assert "Neither" not in june["note"]
    with pytest.raises(contracts.TableError, match="'document' or 'segment'; found 'sentence'"):
        measure.cooccurrence(*make_units(story), documents, level=0.95, unit="sentence")
