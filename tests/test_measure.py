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

from analysis import _intervals, contracts, cooccurrence, duplicates, measure

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
    language=list("nenene"), cluster_id=["a", None, "c", "c", "a", "f"],
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
        cooccurrence.pairs(*shuffled, level=0.95, unit="segment"),
        cooccurrence.pairs(codings, segments, documents, level=0.95, unit="segment"),
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
    cooccurrence.pairs(*tables, level=0.95)
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
    assert cooccurrence.pairs(*tables, level=0.95, by=["wave"]).empty


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


ESTIMATES = (measure.prevalence, measure.salience, measure.dominance)


def with_copies(tallies, chosen, *, role="copy"):
    """The tallies of a corpus and of some of its documents printed once more."""
    leads = tallies.assign(cluster_id=tallies["doc_id"])
    copies = leads[leads["doc_id"].isin(chosen)]
    return pd.concat([leads, copies.assign(doc_id=copies["doc_id"] + f"-{role}")])


def content_of(tallies):
    """Tallies of one document of each cluster and wave, as `duplicates.content` keeps them."""
    known = tallies.drop_duplicates("doc_id")
    ids, clusters = known["doc_id"].tolist(), known["cluster_id"].tolist()
    role = ["lead" if one == other else "copy" for one, other in zip(ids, clusters, strict=True)]
    table = make_documents(doc_id=ids, cluster_id=clusters, cluster_role=role,
                           wave=known["wave"].tolist())  # fmt: skip
    return tallies[tallies["doc_id"].isin(duplicates.content(table)["doc_id"])]


corpora = st.lists(st.tuples(st.integers(0, 3), st.integers(3, 9)), min_size=4, max_size=60)


@settings(max_examples=40, deadline=None)
@given(corpora, st.randoms(use_true_random=False))
def test_copies_of_30_percent_leave_content_unchanged_and_do_not_shrink_visibility(counts, random):
    """The law, for exact copies of any documents:

    - content (one article per cluster) is the estimate of the corpus without the copies;
    - visibility: the effective number of documents is at most the number without copies, so
      the interval is at least as wide as that of so many independent documents with the
      share that is now seen. Copies may move that share towards 0 or 1, where any Wilson
      interval is narrower, so widths are compared at the same share.
    """
    before = make_tallies(counts, wave="May")
    ids = sorted(before["doc_id"])
    after = with_copies(before, random.sample(ids, max(1, round(0.3 * len(ids)))))
    for estimate in ESTIMATES:
        expected = estimate(before, level=0.95, by=["wave"])
        assert_frame_equal(estimate(content_of(after), level=0.95, by=["wave"]), expected)
    row = measure.prevalence(after, level=0.95).loc[0]
    assert (row["n_docs"], row["n_clusters"]) == (after["doc_id"].nunique(), len(ids))
    assert row["method"] == "wilson, clusters of copies"
    low, high = _intervals.wilson(row["estimate"] * len(ids), len(ids), level=0.95)
    assert row["ci_high"] - row["ci_low"] >= high - low - 1e-9


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 5), st.integers(0, 5), st.integers(1, 10))
def test_copies_of_30_percent_of_either_kind_make_the_interval_wider(with_it, without, of_ten):
    """The share stays as it was, so the intervals can be compared as they are."""
    kinds = [1] * (10 * with_it) + [0] * (10 * without) or [1] * 10
    before = make_tallies([(kind, 5) for kind in kinds])
    share = min(of_ten, 9)
    chosen = [doc for place, doc in enumerate(before["doc_id"]) if place % 10 < share]
    was = measure.prevalence(before, level=0.95).loc[0]
    now = measure.prevalence(with_copies(before, chosen), level=0.95).loc[0]
    assert now["estimate"] == pytest.approx(was["estimate"])
    assert now["ci_high"] - now["ci_low"] > was["ci_high"] - was["ci_low"]


@settings(max_examples=25, deadline=None)
@given(corpora, st.integers(2, 4))
def test_printing_everything_several_times_adds_no_evidence(counts, times):
    before = make_tallies(counts)
    after = pd.concat([before.assign(cluster_id=before["doc_id"], doc_id=before["doc_id"] + f"-{i}")
                       for i in range(times)])  # fmt: skip
    ends = ["estimate", "std_error", "ci_low", "ci_high", "n_clusters"]
    for estimate in (measure.prevalence, measure.salience):
        was, now = (estimate(table, level=0.95)[ends].loc[0] for table in (before, after))
        if estimate is measure.prevalence:
            was["n_clusters"] = len(counts)
        assert now.astype(float).tolist() == pytest.approx(was.astype(float).tolist(), nan_ok=True)


def test_clusters_of_one_change_nothing():
    tallies = make_tallies(
        [(2, 9), (0, 4), (1, 6), (0, 8), (3, 5)], wave=list("aabbb"), role="lead"
    )
    alone = tallies.assign(cluster_id=tallies["doc_id"])
    across = tallies.assign(cluster_id=["d00", "d01", "d00", "d03", "d01"])  # one in each wave
    for estimate in (*ESTIMATES, measure.prominence):
        expected = estimate(tallies, level=0.95, by=["wave"])
        assert_frame_equal(estimate(alone, level=0.95, by=["wave"]), expected)
        by_wave = estimate(across, level=0.95, by=["wave"])
        assert by_wave["ci_low"].tolist() == pytest.approx(expected["ci_low"].tolist(), nan_ok=True)
        assert by_wave["method"].tolist() == expected["method"].tolist()


def test_copies_are_counted_as_clusters_in_the_notes():
    """Six documents, but three stories: too few to claim anything."""
    tallies = make_tallies(
        [(1, 4), (1, 4), (0, 6), (0, 6), (0, 6), (2, 5)], cluster_id=list("aabbbc")
    )
    said = "6 documents in 3 clusters of copies: description only."
    assert measure.prevalence(tallies, level=0.95).loc[0, "note"] == said
    row = measure.salience(tallies, level=0.95).loc[0]
    assert row["note"] == said
    assert (row["method"], row["n_clusters"]) == ("ratio, t, clusters of copies", 3)
    one = measure.salience(tallies.head(2), level=0.95).loc[0]
    assert one["note"] == (
        "2 documents in 1 cluster of copies: description only. An interval needs at least 2 "
        "clusters of copies."
    )


def test_salience_takes_clusters_of_copies_as_the_sample():
    tallies = make_tallies([(1, 4), (1, 4), (0, 6), (2, 5), (3, 9)], cluster_id=list("aabcd"))
    row = measure.salience(tallies, level=0.95).loc[0]
    merged = measure.salience(make_tallies([(2, 8), (0, 6), (2, 5), (3, 9)]), level=0.95).loc[0]
    ends = ["estimate", "std_error", "ci_low", "ci_high", "n_units", "n_clusters"]
    assert row[ends].tolist() == merged[ends].tolist()
    assert row["n_docs"] == 5


def test_documents_left_out_of_prominence_are_no_part_of_a_cluster():
    roles = ["lead", "body", "lead", "headline", "lead", "lead"]
    counts = [(1, 2), (1, 2), (0, 2), (1, 2), (0, 2), (1, 2)]
    tallies = make_tallies(counts, cluster_id=list("aabcde"), role=roles)
    row = measure.prominence(tallies, level=0.95).loc[0]
    assert (row["n_docs"], row["method"]) == (5, "wilson")
    assert pd.isna(row["n_clusters"])


def test_parts_of_a_document_may_not_lie_in_different_clusters():
    tallies = make_tallies([(1, 4), (0, 5)], cluster_id=["x", "y"])
    assert measure.combine(tallies, tallies)["cluster_id"].tolist() == ["x", "y"]
    with pytest.raises(contracts.TableError, match=r"cluster_id differs .*'d01'"):
        measure.combine(tallies, tallies.assign(cluster_id=["x", None]))


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
    row = cooccurrence.pairs(*pairs_of([30, 20, 15, 135]), level=0.95, unit="segment").loc[0]
    assert (row["frame"], row["frame_b"], row["n_both"], row["n_either"]) == ("army", "war", 30, 65)
    assert row["phi"] == pytest.approx(0.5184758, abs=5e-8)
    assert row["estimate"] == pytest.approx(0.4615385, abs=5e-8)
    assert (row["n_units"], row["n_docs"], row["n_clusters"]) == (200, 20, 20)
    assert row["ci_low"] < row["estimate"] < row["ci_high"]


def test_phi_of_a_large_corpus_does_not_overflow():
    """Half of the units carry each frame and a quarter both: no correlation."""
    assert cooccurrence._phi(400_000, 200_000, 200_000, 100_000) == 0
    assert cooccurrence._phi(400_000, 200_000, 200_000, 0) == -1


def test_cooccurrence_of_documents_uses_wilson_and_needs_no_shared_sentence():
    story = [("a", "body", {"army": 1, "war": 0}), ("a", "body", {"army": 0, "war": 1}),
             ("b", "body", {"army": 1, "war": 0}), ("c", "body", {"army": 0, "war": 0}),
             ("d", "body", {"army": 0, "war": None})]  # fmt: skip
    units = make_units(story)
    row = cooccurrence.pairs(*units, documents, level=0.95).loc[0]
    assert (row["n_both"], row["n_either"], row["n_docs"], row["n_units"]) == (1, 2, 3, 3)
    expected = proportion_confint(1, 2, method="wilson")
    assert [row["ci_low"], row["ci_high"]] == pytest.approx(expected)
    assert row["phi"] == pytest.approx(0.5)
    together = cooccurrence.pairs(*units, documents, level=0.95, unit="segment").loc[0]
    assert (together["n_both"], together["n_either"]) == (0, 3)


def test_cooccurrence_is_null_where_it_is_undefined():
    story = [("a", "body", {"army": 0, "war": 0}), ("c", "body", {"army": 1, "war": 0})]
    table = cooccurrence.pairs(*make_units(story), documents, level=0.95, by=["wave"])
    june, may = table.to_dict("records")
    assert (may["wave"], june["wave"]) == ("May", "June")
    assert np.isnan([may["estimate"], may["phi"], june["phi"]]).all()
    assert june["estimate"] == 0
    assert "Neither frame occurs. phi is undefined" in may["note"]
    assert "Neither" not in june["note"]
    with pytest.raises(contracts.TableError, match="'document' or 'segment'; found 'sentence'"):
        cooccurrence.pairs(*make_units(story), documents, level=0.95, unit="sentence")


def test_cooccurrence_takes_clusters_of_copies_as_the_sample():
    """Six articles with either frame, three of them one story: 4 units of the sample."""
    story = [("a", "body", {"army": 1, "war": 1})] + [
        (doc, "body", {"army": 1, "war": int(doc in "bc")}) for doc in "bcdef"
    ]
    units = make_units(story)
    copied = documents.assign(cluster_id=list("aaadef"))
    plain = cooccurrence.pairs(*units, documents.assign(cluster_id=None), level=0.95).loc[0]
    row = cooccurrence.pairs(*units, copied, level=0.95).loc[0]
    assert (plain["method"], row["method"]) == ("wilson", "wilson, clusters of copies")
    assert (row["n_both"], row["n_either"], row["n_clusters"]) == (3, 6, 4)
    size = _intervals.effective_size([3, 0, 0, 0], [3, 1, 1, 1])
    low, high = _intervals.wilson(size / 2, size, level=0.95)
    assert [row["ci_low"], row["ci_high"]] == pytest.approx([float(low), float(high)])
    together = cooccurrence.pairs(*units, copied, level=0.95, unit="segment").loc[0]
    assert together["method"] == "ratio, t, clusters of copies"
    assert together["std_error"] == pytest.approx(_intervals.ratio([3, 0, 0, 0], [3, 1, 1, 1])[1])
