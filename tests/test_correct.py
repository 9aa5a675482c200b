"""Corrected shares and differences from tables: what is estimated, refused, and said."""

import numpy as np
import pandas as pd
import pytest
from pandas.testing import assert_frame_equal
from scipy import stats

from analysis import contracts, correct

SIZE = 400
ERRORS = {"May": (0.30, 0.85, 0.95), "June": (0.30, 0.85, 0.80)}
"""Prevalence, sensitivity and specificity: no change, other errors."""


def make_documents(waves, **columns):
    """A document for each entry of `waves`."""
    n = len(waves)
    table = pd.DataFrame({
        "doc_id": [f"d{number:05}" for number in range(n)], "source_file": "a.csv",
        "source_format": "csv", "position_in_file": range(n), "text": "-", "date_source": "none",
        "words": 1, "text_sha256": "-", "wave": waves,
    })  # fmt: skip
    return contracts.conform(table.assign(**columns), "documents")


def make_codes(units, doc_ids, values, *, frame="conflict", coder="dictionary", **columns):
    kind = "human" if coder == "gold" else "dictionary"
    table = pd.DataFrame({
        "segment_id": units, "doc_id": doc_ids, "frame": frame, "coder": coder,
        "coder_kind": kind, "value": values, "codebook": "frames@1",
    })  # fmt: skip
    return contracts.conform(table.assign(**columns), "codings")


def make_sample(units, doc_ids, chance, *, stratum="all", size=0, part="test", unit="document"):
    table = pd.DataFrame({
        "unit_id": units, "doc_id": doc_ids, "unit": unit, "source_file": "a.csv", "start": 0,
        "end": 1, "stratum": stratum, "stratum_size": size, "inclusion_prob": chance,
        "design": "simple", "part": part, "seed": 1,
    })  # fmt: skip
    return contracts.conform(table, "samples")


def world(n=60, frames=1, seed=1, **documents):
    """Machine, gold, sample and documents of two waves; `n` documents of each are drawn."""
    rng = np.random.default_rng(seed)
    docs = make_documents(np.repeat(list(ERRORS), SIZE), **documents)
    ids = docs["doc_id"] + ":document:00000"
    drawn = np.sort(np.concatenate([start + rng.choice(SIZE, n, replace=False)
                                    for start in (0, SIZE)]))  # fmt: skip
    machine, gold = [], []
    for number in range(frames):
        truth, coded = [], []
        for share, sensitivity, specificity in ERRORS.values():
            one = rng.random(SIZE) < share
            truth.append(one)
            right = rng.random(SIZE)
            coded.append(np.where(one, right < sensitivity, right > specificity))
        truth, coded = np.concatenate(truth).astype(int), np.concatenate(coded).astype(int)
        name = f"frame {number:02}"
        machine.append(make_codes(ids, docs["doc_id"], coded, frame=name))
        gold.append(make_codes(ids[drawn], docs["doc_id"][drawn], truth[drawn], frame=name,
                               coder="gold"))  # fmt: skip
    sample = make_sample(ids[drawn], docs["doc_id"][drawn], n / SIZE,
                         stratum=docs["wave"][drawn], size=SIZE)  # fmt: skip
    return (pd.concat(machine, ignore_index=True), pd.concat(gold, ignore_index=True), sample, docs)


def compared(tables, **options):
    known = {"across": "wave", "reference": "May", "level": 0.95, "seed": 1, "seen": False,
             "n_draws": 2000}  # fmt: skip
    return correct.differences(*tables, **(known | options))


def shared(tables, **options):
    known = {"by": ["wave"], "level": 0.95, "seed": 1, "seen": False, "n_draws": 2000}
    return correct.shares(*tables, **(known | options))


def by_method(table):
    return table.set_index("method")


def test_a_change_that_only_the_machine_sees_goes_away():
    """48 frames as runs of a simulation: no true change, a machine that errs more in June."""
    table = compared(world(frames=48), methods=["naive", "post-stratified"])
    inside = (table["ci_low"] <= 0) & (table["ci_high"] >= 0)
    covered = inside.groupby(table["method"]).mean()
    assert covered["naive"] < 0.3
    assert covered["post-stratified"] > 0.89
    middle = table.groupby("method")["estimate"].mean()
    assert middle["naive"] == pytest.approx(0.7 * 0.15, abs=0.02)
    assert middle["post-stratified"] == pytest.approx(0, abs=0.02)


def test_every_method_has_its_row_in_order_and_the_default_is_recommended():
    table = compared(world())
    assert table["method"].tolist() == list(correct.METHODS)
    assert table.loc[table["recommended"], "method"].tolist() == ["post-stratified"]
    assert table["gate"].isna().all()
    assert set(table["contrast"]) == {"June - May"}
    assert set(table["measure"]) == {"prevalence"}
    assert set(table["coder"]) == {"dictionary"}
    assert table["n_units"].eq(2 * SIZE).all()
    assert table["n_gold"].eq(120).all()
    assert (table["n_gold_positive"] + table["n_gold_negative"]).eq(120).all()
    assert (table["share_other"] - table["share_reference"] - table["estimate"]).abs().max() < 1e-9
    assert "Not corrected" in by_method(table).loc["naive", "note"]


def test_p_values_say_what_their_intervals_say_and_naive_has_none():
    table = compared(world(frames=6, n=80), level=0.9)
    naive = table["method"] == "naive"
    assert table.loc[naive, "p_value"].isna().all()
    rest = table[~naive & table["p_value"].notna()]
    assert len(rest) > 15
    outside = (rest["ci_low"] > 0) | (rest["ci_high"] < 0)
    assert outside.equals(rest["p_value"] < 0.1)


def test_p_values_are_adjusted_within_a_method():
    table = compared(world(frames=3))
    for _, part in table[table["p_value"].notna()].groupby("method"):
        first = part.sort_values("p_value").iloc[0]
        assert first["p_adjusted"] == pytest.approx(min(1, first["p_value"] * len(part)))


def test_order_of_rows_changes_nothing():
    tables = world(frames=2)
    rng = np.random.default_rng(4)
    mixed = [table.iloc[rng.permutation(len(table))] for table in tables]
    assert_frame_equal(compared(mixed), compared(tables))
    assert_frame_equal(shared(mixed), shared(tables))


def test_a_frame_has_the_same_numbers_whichever_others_there_are():
    machine, gold, sample, documents = world(frames=3)
    both = compared((machine, gold, sample, documents))
    name = "frame 01"
    alone = compared((machine[machine["frame"] == name], gold[gold["frame"] == name], sample,
                      documents))  # fmt: skip
    columns = ["method", "estimate", "ci_low", "ci_high", "p_value"]
    assert_frame_equal(both.loc[both["frame"] == name, columns].reset_index(drop=True),
                       alone[columns])  # fmt: skip


def test_tables_are_left_as_they_are():
    tables = world()
    before = [table.copy() for table in tables]
    compared(tables)
    for table, copy in zip(tables, before, strict=True):
        assert_frame_equal(table, copy)


def test_differences_are_those_of_the_shares():
    tables = world()
    shares = shared(tables).set_index(["wave", "method"])["estimate"]
    for row in compared(tables).itertuples():
        gap = shares["June", row.method] - shares["May", row.method]
        assert row.estimate == pytest.approx(gap, abs=1e-9)


def test_a_sample_of_half_yes_half_no_gives_the_share_of_the_universe():
    """100 yes (80 right), 900 no (90 wrong): 17 %. Of each 50 are drawn; unweighted it is 45 %."""
    documents = make_documents(["May"] * 1000)
    ids = documents["doc_id"]
    code = np.repeat([1, 0], [100, 900])
    drawn = np.r_[0:50, 100:150]
    truth = np.repeat([1, 0, 1, 0], [40, 10, 5, 45])
    sample = make_sample(ids[drawn], ids[drawn], np.repeat([0.5, 50 / 900], 50),
                         stratum=np.repeat(["yes", "no"], 50),
                         size=np.repeat([100, 900], 50))  # fmt: skip
    table = by_method(shared((make_codes(ids, ids, code),
                              make_codes(ids[drawn], ids[drawn], truth, coder="gold"), sample,
                              documents)))  # fmt: skip
    for method in ("gold only", "post-stratified", "ppi++"):
        assert table.loc[method, "estimate"] == pytest.approx(0.17)
    assert table.loc["dsl", "estimate"] == pytest.approx(0.17, abs=0.01)
    assert table.loc["naive", "estimate"] == pytest.approx(0.10)


def test_below_the_gate_the_default_stays_and_the_others_say_why():
    table = by_method(compared(world(n=12)))
    for method in ("ppi++", "dsl"):
        row = table.loc[method]
        assert row["gate"] == "gold sample too small"
        assert row["note"].startswith("gold sample too small: ")
        assert row[["estimate", "ci_low", "p_value"]].isna().all()
        assert not row["recommended"]
    default = table.loc["post-stratified"]
    assert default["recommended"]
    assert "gold sample too small" in default["note"]
    assert default["ci_low"] < default["estimate"] < default["ci_high"]


def test_gold_codes_that_were_seen_correct_nothing_but_stand_for_themselves():
    table = by_method(compared(world(), seen=True))
    for method in ("post-stratified", "ppi++", "dsl"):
        assert table.loc[method, "gate"] == "gold codes seen"
        assert np.isnan(table.loc[method, "estimate"])
    assert table.index[table["recommended"]].tolist() == ["gold only"]
    assert table.loc["gold only", "ci_low"] < table.loc["gold only", "ci_high"]


def test_it_is_said_where_the_study_does_not_tell_whether_gold_was_seen():
    assert "Not stated whether" in by_method(compared(world(), seen=None)).loc["gold only", "note"]


def census(waves, values, codes, **documents):
    docs = make_documents(waves, **documents)
    ids = docs["doc_id"]
    return make_codes(ids, ids, codes), make_codes(ids, ids, values, coder="gold"), None, docs


def test_a_census_of_five_documents_is_description_only():
    tables = census(["May"] * 2 + ["June"] * 3, [1, 0, 1, 1, 0], [1, 1, 1, 1, 1])
    table = by_method(compared(tables, seen=True))
    row = table.loc["post-stratified"]
    assert row["estimate"] == pytest.approx(2 / 3 - 1 / 2)
    assert row[["ci_low", "ci_high", "p_value"]].isna().all()
    assert row["note"].startswith("2 and 3 gold documents: description only. Even the most extreme "
                                  "outcome would have p = .10.")  # fmt: skip
    assert "gold codes themselves" in row["note"]
    assert table.loc["ppi++", "gate"] == "census"
    naive = table.loc["naive"]
    assert np.isnan(naive["ci_low"])
    assert naive["note"].startswith("2 and 3 documents: description only.")
    alone = by_method(shared(tables, seen=True)).loc["post-stratified"]
    assert alone["estimate"].tolist() == [2 / 3, 1 / 2]  # sorted by wave: June, May
    assert alone["ci_low"].isna().all()
    assert alone["note"].iloc[0].startswith("3 gold documents: description only.")


def test_a_census_leaves_nothing_open_about_the_corpus_itself():
    values = [1, 0, 0, 1, 0, 0, 1, 1, 1, 0]
    tables = census(["May"] * 5 + ["June"] * 5, values, [1, 0, 1, 1, 0, 0, 1, 0, 1, 0])
    row = by_method(compared(tables, claim="corpus")).loc["post-stratified"]
    assert row[["estimate", "ci_low", "ci_high"]].tolist() == pytest.approx([0.2, 0.2, 0.2])
    assert row["claim"] == "corpus"
    row = by_method(compared(tables, claim="population")).loc["post-stratified"]
    assert row["ci_low"] < 0 < row["ci_high"]


def test_sentences_are_salience_with_documents_as_clusters():
    documents = make_documents(np.repeat(["May", "June"], 40))
    doc = np.repeat(np.arange(80), 10)
    rng = np.random.default_rng(2)
    truth = (rng.random(800) < rng.beta(2, 4, 80)[doc]).astype(int)
    code = np.where(rng.random(800) < 0.85, truth, 1 - truth)
    ids = [f"d{d:05}:sentence:{n % 10:05}" for n, d in enumerate(doc)]
    of = documents["doc_id"].to_numpy()[doc]
    taken = np.flatnonzero(np.isin(doc % 40, range(20)))
    sample = make_sample(np.array(ids)[taken], of[taken], 0.5, unit="sentence", size=800)
    gold = make_codes(np.array(ids)[taken], of[taken], truth[taken], coder="gold")
    table = by_method(compared((make_codes(ids, of, code), gold, sample, documents)))
    assert set(table["measure"]) == {"salience"}
    assert table.loc["post-stratified", "n_clusters"] == 40
    assert table.loc["naive", "n_clusters"] == 80
    assert table.loc["post-stratified", "n_gold"] == 400
    loose = by_method(compared((make_codes(ids, ids, code),
                                make_codes(np.array(ids)[taken], np.array(ids)[taken], truth[taken],
                                           coder="gold"),
                                sample.assign(doc_id=sample["unit_id"]),
                                make_documents(documents["wave"].to_numpy()[doc], doc_id=ids)
                                )))  # fmt: skip
    for method in correct.METHODS:
        assert table.loc[method, "estimate"] == pytest.approx(
            loose.loc[method, "estimate"], abs=0.01
        )
        own, other = (one.loc[method, "ci_high"] - one.loc[method, "ci_low"]
                      for one in (table, loose))  # fmt: skip
        assert own > other


def test_copies_are_one_unit_of_the_sample():
    """Each story printed four times: the interval is that of the stories."""
    machine, gold, sample, documents = world(n=SIZE)
    gold, sample = gold.iloc[4:-4], sample.iloc[4:-4]
    few = documents["doc_id"].isin(documents["doc_id"][::4])
    story = [f"d{number // 4 * 4:05}" for number in range(2 * SIZE)]
    place = pd.Index(documents["doc_id"]).get_indexer(story)
    tables = (machine.assign(value=machine["value"].to_numpy()[place]),
              gold.assign(value=gold["value"].to_numpy()[place[4:-4] - 4]),
              sample.assign(inclusion_prob=0.9),
              documents.assign(cluster_id=story))  # fmt: skip
    inner = few.to_numpy()[4:-4]
    stories = (tables[0][few], tables[1][inner], tables[2][inner], documents[few])
    copied, single = by_method(compared(tables)), by_method(compared(stories))
    assert copied.loc["post-stratified", "n_clusters"] == SIZE // 2 - 2
    for method in ("naive", "gold only", "post-stratified", "ppi++"):
        assert copied.loc[method, "estimate"] == pytest.approx(
            single.loc[method, "estimate"], abs=5e-3
        )
        widths = [
            one.loc[method, "ci_high"] - one.loc[method, "ci_low"] for one in (copied, single)
        ]
        assert 0.97 < widths[0] / widths[1] < 1.1


def test_units_that_could_not_be_decided_are_counted_and_others_stand_for_them():
    machine, gold, sample, documents = world(n=100)
    coded = machine.set_index("segment_id")["value"]
    ones = gold.index[gold["segment_id"].map(coded) == 1]
    value = gold["value"].where(~gold.index.isin(ones[::2]))
    row = by_method(shared((machine, gold.assign(value=value), sample, documents))).loc["gold only"]
    told = "units that could not be decided ('cannot tell', or an empty cell)"
    assert told in row["note"].iloc[0]
    whole = by_method(shared((machine, gold, sample, documents))).loc["gold only"]
    assert row["n_gold"].sum() == 200 - len(ones[::2])
    assert row["estimate"].to_numpy() == pytest.approx(whole["estimate"].to_numpy(), abs=0.06)


def test_units_that_are_not_coded_yet_are_counted():
    machine, gold, sample, documents = world(n=60)
    table = compared((machine, gold.iloc[::2], sample, documents))
    note = by_method(table).loc["post-stratified", "note"]
    assert "60 of 120 drawn units have no gold code yet" in note
    assert table["n_gold"].eq(60).all()


def test_development_units_are_set_aside_and_counted():
    machine, gold, sample, documents = world(n=60)
    part = np.where(np.arange(120) % 3 == 0, "development", "test")
    table = compared((machine, gold, sample.assign(part=part), documents))
    assert table["n_gold"].eq(80).all()
    assert (
        "40 gold units of the part 'development' not used."
        in by_method(table).loc["gold only", "note"]
    )
    with pytest.raises(contracts.InputError, match="All 120 gold units are of the part 'develop"):
        compared((machine, gold, sample.assign(part="development"), documents))


def test_documents_in_no_group_are_left_out_and_counted():
    machine, gold, sample, documents = world(n=60)
    wave = documents["wave"].where(documents.index % 10 != 0)
    table = compared((machine, gold, sample, documents.assign(wave=wave)))
    assert table["n_units"].eq(720).all()
    assert "80 units of documents in no group left out." in table["note"].iloc[2]


def test_within_languages_each_has_its_own_difference():
    language = np.tile(["en", "nl"], SIZE)
    table = compared(world(n=100, language=language), by=["language"])
    assert table.groupby("language").size().to_dict() == {"en": 5, "nl": 5}
    assert table["n_units"].eq(SIZE).all()


def test_a_wave_of_the_study_without_documents_keeps_its_row():
    table = compared(world(), groups=["May", "June", "July"])
    assert table["contrast"].unique().tolist() == ["June - May", "July - May"]
    july = table[table["contrast"] == "July - May"]
    assert july["estimate"].isna().all()
    assert set(july["note"]) == {"No unit was coded for this frame in 'July'."}
    assert not july["recommended"].any()


def test_a_frame_without_gold_codes_keeps_its_rows():
    machine, gold, sample, documents = world(frames=2)
    table = compared((machine, gold[gold["frame"] == "frame 00"], sample, documents))
    other = by_method(table[table["frame"] == "frame 01"])
    assert other["gate"].drop("naive").eq("no gold codes").all()
    assert other["estimate"].drop("naive").isna().all()
    assert other.loc["naive", "estimate"] > 0
    assert not other["recommended"].any()


def test_scores_of_the_machine_sharpen_dsl():
    """A score that tells the truth, beside codes that do not."""
    machine, gold, sample, documents = world(n=100)
    truth = gold.set_index("segment_id")["value"].reindex(machine["segment_id"])
    rng = np.random.default_rng(1)
    known = truth.fillna(pd.Series(rng.integers(0, 2, len(truth)), index=truth.index))
    score = np.where(known.to_numpy(float) == 1, 0.9, 0.1)
    plain = by_method(compared((machine, gold, sample, documents))).loc["dsl"]
    sharp = by_method(compared((machine.assign(score=score), gold, sample, documents))).loc["dsl"]
    assert sharp["std_error"] < 0.75 * plain["std_error"]


def test_dsl_is_the_mean_of_the_universe_where_all_is_known_to_be_alike():
    """A machine without errors: g learns its code, and the share is that of its codes."""
    machine, _, sample, documents = world(n=100)
    gold = machine[machine["segment_id"].isin(sample["unit_id"])].assign(
        coder="gold", coder_kind="human"
    )
    machine = machine.assign(value=machine["value"])
    flipped = gold["value"].where(np.arange(len(gold)) % 10 > 0, 1 - gold["value"])
    table = by_method(compared((machine, gold.assign(value=flipped), sample, documents)))
    assert table.loc["dsl", "estimate"] == pytest.approx(table.loc["ppi++", "estimate"], abs=0.02)


def test_other_codebooks_are_told():
    machine, gold, sample, documents = world()
    table = compared((machine, gold.assign(codebook="frames@2"), sample, documents))
    assert "Gold codes were made with codebook frames@2" in table["note"].iloc[2]


def test_units_in_strata_without_a_draw_are_told():
    machine, gold, sample, documents = world()
    table = compared((machine, gold, sample.assign(stratum_size=SIZE - 5), documents))
    assert "10 units lie in strata from which no unit was drawn" in table["note"].iloc[2]


def test_without_a_unit_there_are_no_rows():
    nothing = contracts.empty("codings")
    table = compared((nothing, nothing, None, contracts.empty("documents")))
    assert table.empty
    contracts.check(table, "estimates")


def without_one(machine, gold, sample, documents):
    return machine.iloc[1:], gold, sample, documents


REFUSED = {
    "hand-picked": (lambda m, g, s, d: (m, g, None, d), "not drawn at random with known prob"),
    "outside": (lambda m, g, s, d: (m, g, s.iloc[5:], d), "5 gold units are not in the sample"),
    "no wave": (
        lambda m, g, s, d: (m, g[g["doc_id"] < "d00400"], s[s["doc_id"] < "d00400"], d),
        "No unit of wave 'June' has a gold code",
    ),
    "no chance": (
        lambda m, g, s, d: (m, g, s.assign(inclusion_prob=s["inclusion_prob"][3:]), d),
        "inclusion_prob is empty for 3 units",
    ),
    "no column": (
        lambda m, g, s, d: (m, g, s.drop(columns="inclusion_prob"), d),
        "inclusion_prob is empty for 120 units",
    ),
    "chance 0": (
        lambda m, g, s, d: (m, g, s.assign(inclusion_prob=0.0), d), "must be above 0 and up to 1",
    ),
    "not coded": (
        lambda m, g, s, d: (m[m["segment_id"] != s["unit_id"].iloc[0]], g, s, d),
        "The machine has no code for 1 units of the sample",
    ),
    "machine null": (
        lambda m, g, s, d: (m.assign(value=m["value"].where(m.index > 1)), g, s, d),
        "machine.value is empty for 2 units",
    ),
    "two machines": (
        lambda m, g, s, d: (m.assign(coder=np.where(m.index > 5, "a", "b")), g, s, d),
        "Table machine holds 2 coders",
    ),
    "two people": (
        lambda m, g, s, d: (m, g.assign(coder=np.where(g.index > 5, "ann", "bo")), s, d),
        "Table gold holds 2 coders.*Adjudicate",
    ),
    "gold of a machine": (
        lambda m, g, s, d: (m, g.assign(coder_kind="llm"), s, d), "only people's codes",
    ),
    "sample alone": (
        lambda m, g, s, d: (m[m["segment_id"].isin(s["unit_id"])], g, s, d),
        "units of the sample alone",
    ),
    "other frame": (
        lambda m, g, s, d: (m, g.assign(frame="conflct"), s, d), "the machine did not code",
    ),
    "unknown document": (lambda m, g, s, d: (m, g, s, d.iloc[1:]), "doc_id is unknown"),
    "values": (lambda m, g, s, d: (m.assign(value=2), g, s, d), "absent .0. or present .1."),
}  # fmt: skip


@pytest.mark.parametrize("case", REFUSED)
def test_what_would_be_wrong_is_refused_with_the_reason(case):
    change, text = REFUSED[case]
    with pytest.raises(contracts.FramewavesError, match=text):
        compared(change(*world()))


@pytest.mark.parametrize(
    ("options", "text"),
    [({"methods": ["dls"]}, "Did you mean 'dsl'"), ({"methods": []}, "methods is empty"),
     ({"claim": "world"}, "There is no claim"), ({"n_draws": 10}, "at least 1,000"),
     ({"level": 95}, "between 0 and 1"), ({"reference": "Mai"}, "Did you mean 'May'"),
     ({"across": "wav"}, "Did you mean 'wave'"), ({"by": "language"}, "by is a list")],
)  # fmt: skip
def test_wrong_options_are_told(options, text):
    with pytest.raises(contracts.FramewavesError, match=text):
        compared(world(), **options)


def test_one_group_alone_cannot_be_compared():
    machine, gold, sample, documents = world()
    with pytest.raises(contracts.TableError, match="holds 'May' alone"):
        compared((machine, gold, sample, documents.assign(wave="May")))


def test_the_naive_interval_is_that_of_wilson():
    machine, gold, sample, documents = world()
    row = by_method(shared((machine, gold, sample, documents))).loc["naive"].iloc[0]
    k = int(machine.loc[SIZE:, "value"].sum())
    low, high = stats.binomtest(k, SIZE).proportion_ci(method="wilson")
    assert (row["ci_low"], row["ci_high"]) == pytest.approx((low, high))
