"""Design-weighted scores of drawn gold units: against scikit-learn, statsmodels, plain loops."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal
from scipy import stats
from sklearn.metrics import f1_score, precision_recall_fscore_support
from statsmodels.stats.proportion import proportion_confint

from analysis import contracts, validation
from analysis._validity import effective, scores
from analysis.contracts import InputError, TableError

CELLS = {"tp": (1, 1), "fp": (1, 0), "fn": (0, 1), "tn": (0, 0)}


def make_units(rows, **columns):
    """A table of units from rows (number, machine, gold), one document each; more columns last."""
    table = pd.DataFrame(
        [(m, g) for n, m, g in rows for _ in range(n)], columns=["machine", "gold"]
    )
    ids = [f"u{i:06}" for i in range(len(table))]
    filled = {"doc_id": [f"d{i:06}" for i in range(len(table))], "wave": "May", "language": "en",
              "cluster_id": None, "stratum": "all", "part": "test", "frame": "conflict",
              "stratum_size": len(table), "inclusion_prob": 1.0, "design": "simple"}  # fmt: skip
    return table.assign(unit_id=ids, **(filled | columns))


def tables(units):
    """Machine codes, gold codes, sample and documents of a table of units (long by frame)."""
    codes = units.rename(columns={"unit_id": "segment_id"})[["segment_id", "doc_id", "frame"]]
    machine = codes.assign(coder="dictionary", coder_kind="dictionary", codebook="story@1",
                           value=units["machine"])  # fmt: skip
    gold = codes.assign(coder="gold", coder_kind="human", codebook="story@1", value=units["gold"])
    drawn = units.drop_duplicates("unit_id")
    sample = drawn[["unit_id", "doc_id", "stratum", "stratum_size", "inclusion_prob", "design",
                    "part", "wave", "language", "cluster_id"]].assign(
        unit="document", source_file="a.txt", start=0, end=4, seed=1)  # fmt: skip
    articles = drawn.drop_duplicates("doc_id")
    documents = articles[["doc_id", "wave", "language", "cluster_id"]].assign(
        source_file="a.txt", source_format="text", position_in_file=0, text="Nee.", words=1,
        date_source="none", text_sha256="0")  # fmt: skip
    return [contracts.conform(table.astype({"cluster_id": "str"}), name)
            if "cluster_id" in table else contracts.conform(table, name)
            for table, name in ((machine, "codings"), (gold, "codings"), (sample, "samples"),
                                (documents, "documents"))]  # fmt: skip


OPTIONS = {"level": 0.95, "seed": 1, "seen": False, "purpose": "test", "n_boot": 400}


def scored(units, **options):
    return validation.validity(*tables(units), **(OPTIONS | options))


def estimates(table, frame="conflict"):
    return table[table["frame"] == frame].set_index("measure")["estimate"].to_dict()


def row(table, measure, frame="conflict"):
    return table[(table["measure"] == measure) & (table["frame"] == frame)].iloc[0]


def drawn_by_class(n_tp, n_fp, n_fn, n_tn, *, size_yes, size_no):
    """Equal numbers by machine code: two strata of these sizes in the corpus."""
    units = make_units([(n_tp, 1, 1), (n_fp, 1, 0), (n_fn, 0, 1), (n_tn, 0, 0)])
    yes = units["machine"] == 1
    sizes = np.where(yes, size_yes, size_no)
    drawn = np.where(yes, n_tp + n_fp, n_fn + n_tn)
    return units.assign(stratum=np.where(yes, "yes", "no"), stratum_size=sizes,
                        inclusion_prob=drawn / sizes, design="stratified")  # fmt: skip


# Point estimates


def test_recall_of_a_sample_by_machine_code_is_weighted():
    """True recall .60 at prevalence .05: unweighted it would look like .954 (Section 2)."""
    units = drawn_by_class(2056, 2604, 100, 4560, size_yes=6_800, size_no=93_200)
    unweighted = 2056 / (2056 + 100)
    assert unweighted == pytest.approx(0.954, abs=5e-4)
    found = estimates(scored(units))
    assert found["recall"] == pytest.approx(0.60, abs=5e-4)
    assert found["precision"] == pytest.approx(2056 / 4660)


def random_units(seed, n=60, frames=("conflict", "economy")):
    """Units with random codes, strata, clusters and groups."""
    rng = np.random.default_rng(seed)
    sizes = {"a": 40, "b": 400, "c": 90}
    parts = []
    base = make_units([(n, 0, 0)])
    strata = rng.choice(list(sizes), size=n)
    base = base.assign(stratum=strata, stratum_size=[sizes[s] for s in strata],
                       doc_id=[f"d{i:03}" for i in rng.integers(0, n // 2, n)])  # fmt: skip
    base["inclusion_prob"] = (
        base.groupby("stratum")["stratum"].transform("size") / base["stratum_size"]
    )
    odd = base["doc_id"].str[-1].astype(int) % 2 == 1
    base = base.assign(wave=np.where(odd, "May", "June"), language=np.where(odd, "nl", "en"))
    for frame in frames:
        gold = rng.random(n) < 0.4
        machine = np.where(rng.random(n) < 0.2, ~gold, gold)
        parts.append(base.assign(frame=frame, gold=gold.astype(int), machine=machine.astype(int)))
    return pd.concat(parts, ignore_index=True)


@settings(max_examples=10, deadline=None)
@given(st.integers(0, 10**6))
def test_scores_equal_scikit_learn_with_sample_weight(seed):
    units = random_units(seed)
    table = scored(units, n_boot=50)
    f1 = []
    for frame, part in units.groupby("frame"):
        weight = 1 / part["inclusion_prob"]
        p, r, f, _ = precision_recall_fscore_support(
            part["gold"], part["machine"], sample_weight=weight, average="binary", zero_division=0
        )
        found = estimates(table, frame)
        assert [found["precision"], found["recall"], found["f1"]] == pytest.approx([p, r, f])
        error = np.average(part["machine"] - part["gold"], weights=weight)
        assert found["prevalence_error"] == pytest.approx(error)
        _, r0, _, _ = precision_recall_fscore_support(
            1 - part["gold"], 1 - part["machine"], sample_weight=weight, average="binary",
            zero_division=0,
        )  # fmt: skip
        assert found["specificity"] == pytest.approx(r0)
        f1.append(f)
    assert table.loc[table["measure"] == "macro_f1", "estimate"].item() == pytest.approx(
        np.mean(f1)
    )


@settings(max_examples=8, deadline=None)
@given(st.integers(0, 10**6))
def test_counts_of_groups_add_up_and_order_does_not_matter(seed):
    units = random_units(seed)
    whole, parts = scored(units, n_boot=50), scored(units, n_boot=50, by=["wave"])
    counts = [f"{kind}{name}" for kind in ("", "weighted_") for name in CELLS]
    keys = ["measure", "frame"]
    added = parts.dropna(subset="frame").groupby(keys)[[*counts, "n_gold"]].sum()
    expected = whole.dropna(subset="frame").set_index(keys)[[*counts, "n_gold"]].sort_index()
    assert_frame_equal(added.astype(float), expected.astype(float))
    assert whole["weighted_tp"].iloc[0] + whole["weighted_fp"].iloc[0] <= 530
    made = tables(units)
    shuffled = [table.sample(frac=1, random_state=seed) for table in made]
    kept = [table.copy(deep=True) for table in shuffled]
    assert_frame_equal(
        validation.validity(*shuffled, **(OPTIONS | {"n_boot": 50})),
        validation.validity(*made, **(OPTIONS | {"n_boot": 50})),
    )
    for table, copy in zip(shuffled, kept, strict=True):
        assert_frame_equal(table, copy)


def test_a_group_is_scored_as_if_it_were_alone():
    units = two_waves((20, 5, 10, 65), (24, 20, 2, 54))
    units["language"] = np.where(units["wave"] == "May", "nl", "en")
    may = units[units["wave"] == "May"]
    alone, among = scored(may), scored(units, by=["wave", "language"])
    numbers = ["measure", "estimate", "ci_low", "ci_high", "tp", "n_units", "note"]
    nl = among[among["language"] == "nl"]
    assert_frame_equal(nl[numbers].reset_index(drop=True), alone[numbers])
    assert nl["wave"].unique().tolist() == ["May"]


def test_units_of_a_census_are_not_weighted():
    units = make_units([(8, 1, 1), (2, 1, 0), (4, 0, 1), (86, 0, 0)], design="census")
    table = scored(units)
    assert estimates(table) == pytest.approx({
        "precision": 0.8, "recall": 8 / 12, "f1": 16 / 22, "specificity": 86 / 88,
        "prevalence_error": -0.02,
    })  # fmt: skip
    first = table.iloc[0]
    assert first[["tp", "fp", "fn", "tn", "n_gold"]].tolist() == [8, 2, 4, 86, 100]
    assert first[["weighted_tp", "weighted_tn"]].tolist() == [8, 86]


# Intervals


def test_intervals_of_a_simple_sample_are_wilson():
    units = make_units([(24, 1, 1), (8, 1, 0), (6, 0, 1), (62, 0, 0)], stratum_size=2_500,
                       inclusion_prob=0.04)  # fmt: skip
    table = scored(units)
    for measure, k, n in (("precision", 24, 32), ("recall", 24, 30), ("specificity", 62, 70)):
        found = row(table, measure)
        expected = proportion_confint(k, n, method="wilson")
        assert found[["ci_low", "ci_high"]].tolist() == pytest.approx(list(expected))
        assert found["method"] == "wilson"
    low, high = proportion_confint(24, 38, method="wilson")
    assert row(table, "f1")[["ci_low", "ci_high"]].tolist() == pytest.approx(
        [2 * low / (1 + low), 2 * high / (1 + high)]
    )


@pytest.mark.parametrize(("first", "second"), [(0.1, 0.05), (0.2, 0.02), (0.05, 0.05)])
def test_the_interval_of_the_prevalence_error_covers(first, second):
    """Coverage of Bonett and Price's interval, by adding up every outcome of 60 units."""
    n, covered = 60, 0.0
    chances = stats.multinomial(n, [first, second, 1 - first - second])
    for a in range(n + 1):
        for b in range(n + 1 - a):
            p = chances.pmf([a, b, n - a - b])
            if p > 1e-7:
                only_a, only_b = np.arange(n) < a, (np.arange(n) >= a) & (np.arange(n) < a + b)
                low, high = scores._paired(only_a, only_b, n, level=0.95)
                covered += p * (low <= first - second <= high)
    assert 0.94 <= covered <= 0.99


def test_a_no_that_stands_for_many_keeps_recall_open():
    """No gold unit among the machine's no: recall is 1, and could well be .7."""
    units = drawn_by_class(70, 30, 0, 100, size_yes=125, size_no=2_375)
    found = row(scored(units, n_boot=4000), "recall")
    assert found["estimate"] == found["ci_high"] == 1
    most = 1 - 0.05 ** (1 / 100)  # exact upper limit of the share missed, one-sided
    assert 0.5 < found["ci_low"] < 0.8
    assert found["ci_low"] == pytest.approx(87.5 / (87.5 + 2_375 * most), abs=0.08)
    assert found["method"] == "design-weighted, jeffreys draws"


def coverage(make, truth, runs, measures):
    """Share of runs in which the interval holds the truth."""
    held = dict.fromkeys(measures, 0)
    for seed in range(runs):
        found = scores.scores(make(seed), level=0.95, seed=seed, n_draws=1000)
        for measure in measures:
            held[measure] += found[measure].low <= truth[measure] <= found[measure].high
    return {measure: count / runs for measure, count in held.items()}


def test_intervals_of_a_sample_by_machine_code_cover():
    """300 samples of 200 from 2,500 with prevalence .1; more in benchmarks."""
    shares = np.array([0.07, 0.045, 0.03, 0.855])
    truth = {name: float(scores.values(name, scores.Cells(*shares)))
             for name in scores.MEASURES}  # fmt: skip

    def make(seed):
        rng = np.random.default_rng(seed)
        kinds = rng.choice(4, size=2_500, p=shares)
        yes, no = np.flatnonzero(kinds < 2), np.flatnonzero(kinds >= 2)
        kind = kinds[np.r_[rng.choice(yes, 100, replace=False), rng.choice(no, 100, replace=False)]]
        weight = np.repeat([len(yes) / 100, len(no) / 100], 100)
        return scores.Units(kind < 2, (kind == 0) | (kind == 2), weight,
                               (kind >= 2).astype(int), np.arange(200))  # fmt: skip

    found = coverage(make, truth, 300, scores.MEASURES)
    assert all(0.915 <= share <= 0.99 for share in found.values()), found


def test_sentences_of_few_documents_widen_the_interval():
    units = make_units([(24, 1, 1), (8, 1, 0), (6, 0, 1), (62, 0, 0)])
    own = scored(units)
    order = np.random.default_rng(2).permutation(100)
    together = scored(units.assign(doc_id=[f"d{i // 10}" for i in np.argsort(order)]))
    alike = scored(units.assign(doc_id=[f"d{i // 10}" for i in range(100)]))
    for measure in ("precision", "recall", "f1"):
        widths = [row(t, measure)["ci_high"] - row(t, measure)["ci_low"]
                  for t in (own, together, alike)]  # fmt: skip
        assert widths[0] < widths[2]
        assert row(alike, measure)["n_clusters"] == 10
        assert row(alike, measure)["method"].endswith("documents as clusters")
    copies = scored(units.assign(cluster_id=[f"c{i // 10}" for i in range(100)]))
    numbers = ["estimate", "ci_low", "ci_high"]
    pd.testing.assert_frame_equal(copies[numbers], alike[numbers])


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 10**6))
def test_the_jackknife_leaves_out_each_cluster_in_turn(seed):
    """Against a loop that weights the rest of each stratum up."""
    rng = np.random.default_rng(seed)
    n = 40
    stratum = rng.integers(0, 3, n)
    cluster = np.unique(stratum * 10 + rng.integers(0, 5, n), return_inverse=True)[1]
    gold = rng.random(n) < 0.5
    weight = np.array([1.0, 3.0, 7.0])[stratum]
    expected, share = 0.0, (gold * weight).sum() / weight.sum()
    for left in np.unique(cluster):
        home = stratum[cluster == left][0]
        m = len(np.unique(cluster[stratum == home]))
        scale = np.where(stratum == home, m / (m - 1) if m > 1 else 1.0, 1.0) * (cluster != left)
        moved = (gold * weight * scale).sum() / (weight * scale).sum()
        expected += ((m - 1) / m if m > 1 else 1.0) * (moved - share) ** 2
    found = effective.jackknife(gold * weight, weight, stratum, cluster)
    assert found == pytest.approx(expected)


def test_sentences_of_fewer_than_four_documents_give_no_interval():
    units = make_units([(15, 1, 1), (15, 0, 0)])
    for n in (1, 3, 4):
        table = scored(units.assign(doc_id=[f"d{i % n}" for i in range(30)]))
        assert table["ci_low"].isna().all() == (n < 4)
        assert estimates(table)["f1"] == 1
        few = f"{n} document{'' if n == 1 else 's'}: description only, no interval."
        assert table["note"].str.endswith(few).any() == (n < 4)


def test_macro_f1_joins_the_intervals_of_its_frames():
    """Two frames that always err together vary like one; independent ones average out."""
    units = make_units([(24, 1, 1), (8, 1, 0), (6, 0, 1), (62, 0, 0)])
    twice = pd.concat([units, units.assign(frame="economy")])
    shift = units.assign(frame="economy", machine=np.roll(units["machine"], 37),
                         gold=np.roll(units["gold"], 37))  # fmt: skip
    apart = pd.concat([units, shift])
    one, same, other = (scored(table, n_boot=2000) for table in (units, twice, apart))
    f1 = row(one, "f1")
    macro = same[same["measure"] == "macro_f1"].iloc[0]
    assert macro[["ci_low", "ci_high"]].tolist() == pytest.approx(
        f1[["ci_low", "ci_high"]].tolist()
    )
    narrow = other[other["measure"] == "macro_f1"].iloc[0]
    width = (f1["ci_high"] - f1["ci_low"]) / np.sqrt(2)
    assert narrow["ci_high"] - narrow["ci_low"] == pytest.approx(width, rel=0.15)
    assert pd.isna(narrow["frame"])


# What is left out, and what is refused


def test_codes_that_cannot_tell_are_left_out_and_counted():
    units = make_units([(24, 1, 1), (8, 1, 0), (6, 0, 1), (62, 0, 0)])
    kept = scored(units)
    more = make_units([(3, 1, None), (2, None, 1)]).assign(
        unit_id=[f"x{i}" for i in range(5)], doc_id=[f"x{i}" for i in range(5)]
    )
    both = pd.concat([units, more])
    table = validation.validity(*tables(both.astype({"gold": "Int64", "machine": "Int64"})),
                                **OPTIONS)  # fmt: skip
    numbers = ["estimate", "ci_low", "ci_high", "tp", "fp", "fn", "tn", "n_units"]
    assert_frame_equal(table[numbers], kept[numbers])
    assert row(table, "f1")["note"] == (
        "Left out of 105 drawn units: 3 gold undecided (cannot tell, or an empty cell), "
        "2 without a machine code."
    )
    machine, gold, sample, documents = tables(units)
    fewer = validation.validity(machine, gold.iloc[:-7], sample, documents, **OPTIONS)
    assert row(fewer, "f1")["note"] == "Left out of 100 drawn units: 7 not coded."


def test_what_is_not_coded_does_not_shrink_its_stratum():
    units = drawn_by_class(60, 40, 10, 90, size_yes=500, size_no=2_000)
    machine, gold, sample, documents = tables(units)
    half = gold[~gold["segment_id"].isin(sample["unit_id"].iloc[110:160])]  # of the machine's no
    found = row(validation.validity(machine, half, sample, documents, **OPTIONS), "recall")
    assert found["weighted_fn"] == pytest.approx(2_000 * 10 / 50)
    assert found["weighted_tp"] == pytest.approx(300)


def test_a_stratum_without_a_code_is_named():
    units = drawn_by_class(60, 40, 10, 90, size_yes=500, size_no=2_000)
    machine, gold, sample, documents = tables(units)
    of_yes = gold[gold["segment_id"].isin(sample.loc[sample["stratum"] == "yes", "unit_id"])]
    table = validation.validity(machine, of_yes, sample, documents, **OPTIONS)
    assert "strata without a scored unit (1, 2,000 units)." in row(table, "f1")["note"]


def test_gold_that_was_tuned_on_tests_nothing():
    units = make_units([(24, 1, 1), (8, 1, 0), (6, 0, 1), (62, 0, 0)], part="development")
    with pytest.raises(InputError, match=r"No unit of the part 'test'.*purpose='description'"):
        scored(units)
    with pytest.raises(InputError, match=r"had seen these gold codes.*framewaves sample"):
        scored(units.assign(part="test"), seen=True)
    table = scored(units, seen=True, purpose="description")
    assert table["note"].str.startswith("Description of fit, not a test of validity.").all()
    assert set(table["purpose"]) == {"description"}
    assert estimates(table) == estimates(scored(units.assign(part="test")))


def test_development_units_do_not_enter_a_test():
    test = make_units([(24, 1, 1), (8, 1, 0), (6, 0, 1), (62, 0, 0)])
    tuned = make_units([(50, 1, 1)], part="development").assign(
        unit_id=[f"x{i}" for i in range(50)], doc_id=[f"x{i}" for i in range(50)]
    )
    both = pd.concat([test, tuned]).assign(stratum_size=150)
    assert estimates(scored(both)) == pytest.approx(estimates(scored(test)))
    assert row(scored(both, purpose="description"), "recall")["tp"] == 74


def test_gold_of_which_it_is_not_known_whether_it_was_seen_says_so():
    units = make_units([(24, 1, 1), (8, 1, 0), (6, 0, 1), (62, 0, 0)])
    assert scored(units, seen=None)["note"].str.startswith("The study does not say").all()


def test_hand_picked_units_are_refused():
    machine, gold, sample, documents = tables(make_units([(24, 1, 1), (76, 0, 0)]))
    with pytest.raises(InputError, match=r"5 gold units are not in the sample .*'u000095'"):
        validation.validity(machine, gold, sample.head(95), documents, **OPTIONS)


def test_a_census_leaves_roles_that_do_not_count_out_and_says_so():
    units = make_units([(24, 1, 1), (8, 1, 0), (6, 0, 1), (62, 0, 0)], design="census")
    machine, gold, sample, documents = tables(units)
    table = validation.validity(machine, gold, sample.head(95), documents, **OPTIONS)
    macro = table[table["measure"] == "macro_f1"].iloc[0]
    assert macro["n_units"] == 95
    assert (
        macro["note"] == "5 gold units outside of the census (roles that do not count) not scored."
    )


def test_tables_that_do_not_fit_are_told():
    machine, gold, sample, documents = tables(make_units([(24, 1, 1), (76, 0, 0)]))
    other = machine.assign(segment_id=machine["segment_id"] + ":s")
    both = pd.concat([machine, machine.assign(coder="classifier")])
    for broken, match in (
        ((other, gold, sample, documents), r"no code of any drawn unit .*kind"),
        ((both, gold, sample, documents), "machine holds 2 coders"),
        ((machine, machine, sample, documents), "coder_kind 'dictionary'; only people"),
        ((machine, gold.assign(frame="war"), sample, documents), "did not code: 'war'"),
        ((machine, gold.assign(value=3), sample, documents), r"gold\.value holds 3"),
        ((machine, gold, sample.assign(inclusion_prob=0.0), documents), "above 0 and up to 1"),
        ((machine, gold, sample, documents.head(9)), "91 articles that are not among"),
    ):  # fmt: skip
        with pytest.raises(TableError, match=match):
            validation.validity(*broken, **OPTIONS)
    with pytest.raises(InputError, match=r"no purpose 'tests'\. Did you mean 'test'"):
        validation.validity(machine, gold, sample, documents, **(OPTIONS | {"purpose": "tests"}))


def test_few_units_with_the_frame_are_a_first_indication():
    table = scored(make_units([(4, 1, 1), (12, 1, 0), (84, 0, 0)]))
    assert row(table, "recall")["note"] == "4 gold units with this frame: a first indication."
    assert pd.isna(row(table, "precision")["note"])
    nothing = scored(make_units([(12, 1, 0), (84, 0, 0)]))
    assert row(nothing, "recall")["note"].endswith("recall is undefined.")
    assert np.isnan(row(nothing, "recall")["estimate"])
    macro = nothing[nothing["measure"] == "macro_f1"].iloc[0]
    assert macro["note"] == "Left out, no gold unit carries it: conflict."


def test_documents_without_a_wave_are_counted():
    units = make_units([(24, 1, 1), (8, 1, 0), (6, 0, 1), (62, 0, 0)])
    units.loc[units.index[:5], "wave"] = None
    table = scored(units, by=["wave"])
    macro = table[table["measure"] == "macro_f1"].iloc[0]
    assert macro["note"] == "5 documents without wave left out."
    assert macro["n_units"] == 95


# The difference of errors


def two_waves(may, june):
    """Units of two waves from numbers of tp, fp, fn, tn."""
    parts = [make_units([(n, *codes) for n, codes in zip(counts, CELLS.values(), strict=True)],
                        wave=wave)
             for wave, counts in (("May", may), ("June", june))]  # fmt: skip
    units = pd.concat(parts, ignore_index=True)
    ids = [f"u{i:05}" for i in range(len(units))]
    return units.assign(unit_id=ids, doc_id=ids, stratum_size=len(units))


def compared(units, **options):
    given = OPTIONS | {"across": "wave", "reference": "May"} | options
    return validation.difference_of_error(*tables(units), **given)


def test_the_difference_of_errors_is_the_bias_of_the_naive_difference():
    units = two_waves((20, 5, 10, 65), (24, 20, 2, 54))
    found = compared(units).iloc[0]
    shares = units.groupby("wave")[["machine", "gold"]].mean()
    naive, true = (shares.loc["June"] - shares.loc["May"])[["machine", "gold"]]
    assert found["estimate"] == pytest.approx(naive - true)
    assert found[["measure", "contrast"]].tolist() == ["prevalence_error_difference", "June - May"]
    assert found["error_other"] - found["error_reference"] == pytest.approx(found["estimate"])
    assert found["ci_low"] > 0
    assert "The errors differ" in found["note"]
    assert found[["n_gold_other", "n_gold_reference"]].tolist() == [100, 100]
    assert pd.isna(found["p_value"])


def test_an_error_that_is_not_shown_to_differ_is_not_called_equal():
    found = compared(two_waves((20, 5, 10, 65), (22, 6, 9, 63))).iloc[0]
    assert found["ci_low"] < 0 < found["ci_high"]
    assert "does not show that the errors are equal" in found["note"]


def test_the_interval_of_the_difference_is_joined_from_both():
    units = two_waves((20, 5, 10, 65), (24, 20, 2, 54))
    table = scored(units, by=["wave"]).set_index(["measure", "wave"])
    may, june = (table.loc[("prevalence_error", wave)] for wave in ("May", "June"))
    found = compared(units).iloc[0]
    below = np.hypot(june["estimate"] - june["ci_low"], may["ci_high"] - may["estimate"])
    assert found["ci_low"] == pytest.approx(found["estimate"] - below)


def test_few_documents_are_description_only():
    units = two_waves((20, 5, 10, 65), (24, 20, 2, 54))
    place = units.groupby("wave").cumcount() % np.where(units["wave"] == "May", 2, 3)
    found = compared(units.assign(doc_id=units["wave"] + place.astype(str))).iloc[0]
    assert pd.isna(found["ci_low"])
    assert found["note"] == "2 and 3 documents: description only."
    assert found["method"] == "description only"


def test_differences_by_language_and_their_refusals():
    units = two_waves((20, 5, 10, 65), (24, 20, 2, 54))
    units["language"] = np.where(np.arange(len(units)) % 2, "en", "nl")
    table = compared(units, by=["language"])
    assert table["language"].tolist() == ["en", "nl"]
    described = compared(units, seen=True, purpose="description")
    assert described["note"].str.startswith("Description of fit").all()
    with pytest.raises(InputError, match="had seen these gold codes"):
        compared(units, seen=True)
    with pytest.raises(TableError, match=r"No difference from 'Mai'.*'June', 'May'"):
        compared(units, reference="Mai")
    with pytest.raises(TableError, match=r"values of wave: 'May'\."):
        compared(units[units["wave"] == "May"])


def test_f1_of_the_table_is_that_of_scikit_learn_without_weights():
    units = make_units([(24, 1, 1), (8, 1, 0), (6, 0, 1), (62, 0, 0)])
    expected = f1_score(units["gold"], units["machine"])
    assert estimates(scored(units))["f1"] == pytest.approx(expected)
