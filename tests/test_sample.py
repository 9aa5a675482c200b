"""A probability sample: known chances that add up, parts that do not mix, and a safe file."""

import re

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import contracts, sample
from analysis._sampling import allocation as sampling_allocation
from analysis._sampling import strata as sampling_strata
from analysis.contracts import InputError, TableError

FRAMES = ("cost", "say", "rare")


def corpus(n_docs, per_doc, *, seed=0, shares=(0.3, 0.15, 0.03), copies=0, languages=("en", "nl")):
    """Segments, codings and documents of invented articles; every 2nd in the other wave."""
    rng = np.random.default_rng(seed)
    ids = [f"d{number:05d}" for number in range(n_docs)]
    clusters = [ids[number - 1] if number % 7 == 1 and number < copies else ids[number]
                for number in range(n_docs)]  # fmt: skip
    documents = pd.DataFrame({
        "doc_id": ids, "source_file": [f"{one}.txt" for one in ids], "source_format": "text",
        "position_in_file": 0, "text": "x" * (10 * per_doc), "date_source": "none", "words": 1,
        "text_sha256": "0", "wave": ["early", "late"] * (n_docs // 2) + ["early"] * (n_docs % 2),
        "language": [languages[number // 2 % len(languages)] for number in range(n_docs)],
        "cluster_id": clusters,
    })  # fmt: skip
    segments = pd.DataFrame(
        [{"segment_id": f"{one}:sentence:{at:05d}", "doc_id": one, "unit": "sentence",
          "position": at, "start": 10 * at, "end": 10 * at + 9, "role": "body"}
         for one in ids for at in range(per_doc)])  # fmt: skip
    codings = pd.concat(
        [segments[["segment_id", "doc_id"]].assign(
            frame=frame, coder="dictionary", coder_kind="dictionary", codebook="book@1+0",
            value=(rng.random(len(segments)) < share).astype(int))
         for frame, share in zip(FRAMES, shares, strict=True)], ignore_index=True)  # fmt: skip
    return segments, codings, documents


def draw(tables, n, **options):
    return sample.draw(*tables, n=n, **{"development": 0.0, "seed": 1, **options})


# ---------------------------------------------------------------- strata


def test_a_unit_lies_in_the_stratum_of_the_rarest_frame_it_carries_in_its_cell():
    segments, codings, documents = corpus(4, 1)
    codings["value"] = 0
    # early (d0, d2): cost twice, say once; late (d1, d3): say twice, cost once
    carried = {("d00000", "cost"), ("d00000", "say"), ("d00002", "cost"),
               ("d00001", "say"), ("d00001", "cost"), ("d00003", "say")}  # fmt: skip
    pairs = list(zip(codings["doc_id"], codings["frame"], strict=True))
    codings["value"] = [int(pair in carried) for pair in pairs]
    drawn = draw((segments, codings, documents), 4, by=["wave"]).set_index("doc_id")
    assert drawn["machine_class"].to_dict() == {
        "d00000": "say", "d00001": "cost", "d00002": "cost", "d00003": "say"}  # fmt: skip
    assert drawn.loc["d00000", "stratum"] == "early | say"


def test_strata_partition_the_universe_and_the_rest_is_listed_with_its_reason():
    segments, codings, documents = corpus(20, 5)
    segments.loc[0, "role"] = "chrome"
    segments.loc[1, "role"] = "repeat"
    documents.loc[2, "wave"] = None
    documents.loc[3, "language"] = None
    asked = codings["doc_id"] != "d00004"
    left = sample.left_out(segments, codings[asked], documents)
    assert left["reason"].value_counts().to_dict() == {
        "no wave": 5, "no language": 5, "not coded by the machine": 5,
        "not counted: chrome": 1, "not counted: repeat": 1}  # fmt: skip
    strata = sample.strata(segments, codings[asked], documents)
    assert strata["stratum_size"].sum() + len(left) == len(segments)
    drawn = draw((segments, codings[asked], documents), 60)
    assert not set(drawn["unit_id"]) & set(left["unit_id"])
    whole = strata.set_index("stratum")["stratum_size"]
    found = drawn.groupby("stratum")["stratum_size"].first()
    pd.testing.assert_series_equal(found, whole)


def test_a_bar_in_a_name_cannot_join_two_strata():
    tables = corpus(4, 3, shares=(0, 0, 0))
    tables[2]["outlet"] = ["a | b", "a", "a | b", "a"]
    tables[2]["section"] = ["c", "b | c", "c", "b | c"]
    assert len(sample.strata(*tables, by=["outlet", "section"])) == 2


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda s, c, d: (s.assign(unit=["paragraph"] + ["sentence"] * (len(s) - 1)), c, d),
         "several kinds ('paragraph', 'sentence')"),
        (lambda s, c, d: (s, c.assign(coder_kind="human", coder="anna"), d), "people ('anna')"),
        (lambda s, c, d: (s, pd.concat([c, c.assign(coder="other")]), d), "2 coders or codebooks"),
        (lambda s, c, d: (s, c.assign(codebook=["x@1"] + ["x@2"] * (len(c) - 1)), d),
         "2 coders or codebooks"),
        (lambda s, c, d: (s, c, d.head(2)), "whose doc_id is unknown"),
        (lambda s, c, d: (s, c.iloc[:0], d), "not coded by the machine"),
        (lambda s, c, d: (s.iloc[:0], c.iloc[:0], d), "there are no segments"),
    ],
)  # fmt: skip
def test_tables_that_would_make_a_wrong_sample_are_refused(change, words):
    with pytest.raises(TableError, match=re.escape(words)):
        draw(change(*corpus(6, 3)), 5)


# ---------------------------------------------------------------- numbers


@given(
    sizes=st.lists(st.lists(st.integers(1, 60), min_size=1, max_size=5), min_size=1, max_size=3),
    n=st.integers(1, 300),
    rule=st.sampled_from(["balanced", "proportional", "equal", "simple"]),
)
@settings(max_examples=200, deadline=None)
def test_every_stratum_has_a_unit_and_a_larger_n_takes_none_away(sizes, n, rule):
    flat = [size for wave in sizes for size in wave]
    waves = [number for number, wave in enumerate(sizes) for _ in wave]
    names = [str(number) for number in range(len(flat))]
    if n < len(flat):
        with pytest.raises(InputError, match="cannot cover"):
            sampling_allocation.numbers(flat, waves, names, n=n, allocation=rule)
        return
    given_out = sampling_allocation.numbers(flat, waves, names, n=n, allocation=rule)
    assert given_out.sum() == min(n, sum(flat))
    assert (given_out >= 1).all()
    assert (given_out <= flat).all()
    least = 5 if rule in ("balanced", "equal") else 2
    if n >= sum(min(size, least) for size in flat):
        assert (given_out >= np.minimum(flat, least)).all()
    more = sampling_allocation.numbers(flat, waves, names, n=n + 7, allocation=rule)
    assert (more >= given_out).all()


def test_balanced_gives_waves_the_same_number_and_rare_frames_more_than_their_share():
    tables = corpus(400, 5)
    by_stratum = sample.design(draw(tables, 200, by=["wave"]))
    assert by_stratum.groupby("wave")["n_drawn"].sum().to_dict() == {"early": 100, "late": 100}
    share = by_stratum.set_index("stratum")["share"]
    for wave in ("early", "late"):
        assert share[f"{wave} | rare"] > share[f"{wave} | say"] > share[f"{wave} | none"]
    even = sample.design(draw(tables, 200, by=["wave"], allocation="proportional"))["share"]
    assert even.max() - even.min() < 0.02
    same = sample.design(draw(tables, 200, by=["wave"], allocation="equal"))["n_drawn"]
    assert set(same) == {25}


def test_a_small_wave_is_taken_whole_and_the_rest_goes_to_the_other():
    segments, codings, documents = corpus(100, 4)
    late = documents["doc_id"].isin(["d00001", "d00003"])
    documents["wave"] = np.where(late, "late", "early")
    by_stratum = sample.design(draw((segments, codings, documents), 60, by=["wave"]))
    assert by_stratum.groupby("wave")["n_drawn"].sum().to_dict() == {"early": 52, "late": 8}
    assert (by_stratum.loc[by_stratum["wave"] == "late", "share"] == 1).all()


def test_too_few_units_say_which_strata_they_cannot_cover():
    with pytest.raises(InputError) as said:
        draw(corpus(200, 5), 10)
    assert str(said.value).startswith(
        "10 units cannot cover the 16 strata: nothing would be drawn from 'early | en | "
    )
    assert "Draw at least 16 units" in str(said.value)


def test_a_census_is_called_one_and_has_chance_one():
    tables = corpus(10, 2)
    drawn = draw(tables, 500)
    assert len(drawn) == 20
    assert set(drawn["design"]) == {"census"}
    assert (drawn["inclusion_prob"] == 1).all()
    parted = draw(tables, 500, development=0.5)
    assert set(parted["design"]) == {"stratified"}
    assert (parted["inclusion_prob"] == 0.5).all()


def test_simple_does_not_look_at_the_codes():
    segments, codings, documents = corpus(60, 3)
    one = draw((segments, codings, documents), 40, by=["wave"], allocation="simple")
    other = draw((segments, codings.assign(value=0), documents), 40, by=["wave"],
                 allocation="simple")  # fmt: skip
    pd.testing.assert_frame_equal(one, other)
    assert set(one["stratum"]) == {"early | any", "late | any"}
    assert set(one["design"]) == {"simple"}


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"n": 0}, "n must be a whole number from 1; found 0"),
        ({"n": 2.5}, "found 2.5"),
        ({"seed": -1}, "seed must be a whole number from 0"),
        ({"seed": True}, "found True"),
        ({"development": 0.95}, "from 0 to 0.9; found 0.95"),
        ({"allocation": "balanced "}, "Did you mean 'balanced'?"),
        ({"by": ["wav"]}, "Did you mean 'wave'?"),
    ],
)
def test_options_out_of_bounds_are_told(options, words):
    with pytest.raises(contracts.FramewavesError, match=re.escape(words)):
        draw(corpus(6, 2), **{"n": 6, **options})


# ---------------------------------------------------------------- chances


@pytest.mark.parametrize(("development", "allocation"), [(0.0, "balanced"), (0.3, "simple")])
def test_inverse_chances_estimate_strata_and_truths_without_bias(development, allocation):
    tables = corpus(60, 5, copies=40)
    truth = pd.Series(np.random.default_rng(5).random(300) < 0.25, index=tables[0]["segment_id"])
    sizes, totals = [], []
    for seed in range(60):
        drawn = draw(tables, 90, development=development, seed=seed, allocation=allocation)
        assert drawn["inclusion_prob"].between(0, 1, inclusive="right").all()
        test = drawn[drawn["part"] == "test"]
        weight = 1 / test["inclusion_prob"]
        sizes.append(weight.groupby(test["stratum"]).sum())
        totals.append(float(weight[truth[test["unit_id"]].to_numpy()].sum()))
    found = pd.DataFrame(sizes).fillna(0.0)
    strata = drawn.groupby("stratum")["stratum_size"].first().astype(float)
    error = (found.std() / np.sqrt(60)).reindex(strata.index)
    assert ((found.mean().reindex(strata.index) - strata).abs() <= 4 * error + 1e-9).all()
    assert abs(np.mean(totals) - truth.sum()) < 4 * np.std(totals) / np.sqrt(60)


def test_each_unit_is_drawn_and_set_apart_as_often_as_its_chance_says():
    tables = corpus(20, 3, copies=20)
    units = sampling_strata.universe(*tables, by=["wave"], by_code=True).units
    codes, names, sizes = sample._numbered(units)
    waves = sample._waves(units, codes, ["wave"])
    taken = sampling_allocation.numbers(sizes, waves, names, n=30, allocation="balanced")
    times, runs = np.zeros(len(units)), 3000
    for seed in range(runs):
        drawn, apart = sample._chosen(units, codes, taken, 0.4, seed)
        times[np.flatnonzero(drawn)[apart]] += 1
    chance = (taken / sizes)[codes] * 0.4
    error = np.sqrt(chance * (1 - chance) / runs)
    assert (np.abs(times / runs - chance) < 4.5 * error).all()
    made = draw(tables, 30, by=["wave"], development=0.4).set_index("unit_id")
    apart = made[made["part"] == "development"]
    expected = pd.Series(chance, index=units["unit_id"])[apart.index]
    assert apart["inclusion_prob"].to_numpy() == pytest.approx(expected.to_numpy())


@pytest.mark.parametrize("seed", range(5))
def test_no_cluster_of_copies_lies_in_both_parts_and_strata_keep_the_share(seed):
    tables = corpus(210, 2, copies=200)
    drawn = draw(tables, 200, development=0.3, seed=seed)
    assert not drawn[["cluster_id", "part"]].drop_duplicates()["cluster_id"].duplicated().any()
    assert drawn["cluster_id"].duplicated().any()
    single = corpus(400, 1, shares=(0.4, 0.3, 0.2))
    by_stratum = sample.design(draw(single, 160, development=0.25, seed=seed))
    expected = by_stratum["n_drawn"] * 0.25
    assert ((by_stratum["n_development"] - expected).abs() <= 1).all()


def test_the_same_seed_gives_the_same_sample_in_any_order_of_rows_and_another_seed_another():
    tables = corpus(60, 4, copies=30)
    first = draw(tables, 80, development=0.2)
    mixed = [table.sample(frac=1, random_state=3) for table in tables]
    before = [table.copy() for table in mixed]
    pd.testing.assert_frame_equal(draw(mixed, 80, development=0.2), first)
    for table, copy in zip(mixed, before, strict=True):
        pd.testing.assert_frame_equal(table, copy)
    assert set(draw(tables, 80, development=0.2, seed=2)["unit_id"]) != set(first["unit_id"])


def test_a_larger_sample_keeps_the_units_of_the_smaller_in_their_parts():
    tables = corpus(120, 4, copies=60)
    small, large = (draw(tables, n, development=0.3) for n in (70, 190))
    parts = large.set_index("unit_id")["part"]
    assert small["part"].tolist() == parts[small["unit_id"]].tolist()


def test_a_new_language_leaves_the_chances_of_the_others_right():
    tables = corpus(90, 4)
    more = corpus(90, 4, languages=("en", "nl", "de"))
    for drawn in (draw(tables, 120), draw(more, 120)):
        weights = (1 / drawn["inclusion_prob"]).groupby(drawn["stratum"]).sum()
        sizes = drawn.groupby("stratum")["stratum_size"].first()
        pd.testing.assert_series_equal(weights, sizes.astype(float), check_names=False)


def test_documents_are_drawn_like_any_unit():
    segments, codings, documents = corpus(40, 1)
    for table in (segments, codings):
        table["segment_id"] = table["doc_id"] + ":document:00000"
    drawn = draw((segments.assign(unit="document"), codings, documents), 20)
    assert set(drawn["unit"]) == {"document"}
    assert drawn["doc_id"].is_unique


# ---------------------------------------------------------------- still there


def test_a_sample_whose_units_moved_is_refused_with_the_cause():
    segments, *rest = corpus(20, 4)
    drawn = draw((segments, *rest), 30)
    assert sample.check(drawn, segments) is drawn
    unit = drawn.iloc[0]
    here = segments["segment_id"] == unit["unit_id"]
    for changed, words in (
        (segments[segments["doc_id"] != unit["doc_id"]], "articles that are not there any more"),
        (segments[~here], "not among the units of their articles ('sentence')"),
        (segments.assign(end=segments["end"] + here), "lie elsewhere"),
        (segments.assign(role=np.where(here, "repeat", "body")), "not counted any more"),
    ):
        with pytest.raises(InputError, match=re.escape(words)) as said:
            sample.check(drawn, changed)
        assert "draw a new sample" in str(said.value)
        assert unit["unit_id"] in str(said.value)


# ---------------------------------------------------------------- the file


@pytest.fixture
def drawn():
    tables = corpus(30, 4)
    tables[2]["outlet"] = ["=SUM(A1)", "'=quoted", "Plain, with “comma”", "-minus", "x\ny"] * 6
    return draw(tables, 60, by=["wave", "outlet"], development=0.3)


def test_a_sample_comes_back_from_its_file_as_it_was(drawn, tmp_path):
    path = sample.write(drawn, tmp_path / "new" / "sample.csv")
    pd.testing.assert_frame_equal(sample.read(path), drawn)
    text = path.read_text(encoding="utf-8")
    assert "'=SUM(A1)" in text
    assert re.search(r"(^|,)=SUM", text) is None
    again = sample.write(drawn.sample(frac=1, random_state=1), tmp_path / "again.csv")
    assert again.read_bytes() == path.read_bytes()


def test_a_sample_is_never_written_over(drawn, tmp_path):
    path = sample.write(drawn, tmp_path / "sample.csv")
    with pytest.raises(InputError, match=r"sample\.csv is there already"):
        sample.write(drawn.head(1), path)
    pd.testing.assert_frame_equal(sample.read(path), drawn)


def test_a_sample_survives_a_dutch_spreadsheet(drawn, tmp_path):
    """Semicolons, decimal commas, 15 digits, another order, blank rows and columns, a BOM."""
    written = sample.write(drawn, tmp_path / "as_written.csv")
    sheet = pd.read_csv(written, dtype="str", keep_default_na=False)
    chances = sheet["inclusion_prob"].astype(float)
    sheet["inclusion_prob"] = [f"{chance:.15g}".replace(".", ",") for chance in chances]
    sheet = sheet.sample(frac=1, random_state=2).assign(**{"": ""})
    text = sheet.to_csv(index=False, sep=";", lineterminator="\r\n")
    path = tmp_path / "sample.csv"
    path.write_bytes(("\ufeff" + text + ";" * (len(sheet.columns) - 1) + "\r\n\r\n").encode())
    back = sample.read(path)
    pd.testing.assert_frame_equal(back, drawn, check_exact=False, rtol=1e-13)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda t: t.drop(columns="stratum_size"), "lacks the columns 'stratum_size'"),
        (lambda t: t.iloc[1:], "rows were taken out or put in"),
        (lambda t: pd.concat([t, t.head(1)]), "column unit_id stands in a row before"),
        (lambda t: t.assign(inclusion_prob=["0", *t["inclusion_prob"].tolist()[1:]]),
         "column inclusion_prob must be a number above 0 and up to 1; found in row 2: 0.0"),
        (lambda t: t.assign(inclusion_prob=["mrt-25", *t["inclusion_prob"].tolist()[1:]]),
         "found in row 2: 'mrt-25'"),
        (lambda t: t.assign(inclusion_prob=t["inclusion_prob"] * ([0.5] + [1] * (len(t) - 1))),
         "differs within one stratum and part"),
        (lambda t: t.assign(part=["training", *t["part"].tolist()[1:]]),
         "column part must be development or test; found in row 2: 'training'"),
        (lambda t: t.assign(seed=[7, *t["seed"].tolist()[1:]]), "Do not join samples"),
        (lambda t: t.assign(start=["", *t["start"].tolist()[1:]]), "column start is empty"),
        (lambda t: t.assign(end=0), "column end must be larger than start"),
        (lambda t: t.assign(stratum_size=[999, *t["stratum_size"].tolist()[1:]]),
         "column stratum_size differs within one stratum"),
        (lambda t: t.assign(wave=["Jan-25", *t["wave"].tolist()[1:]]),
         "Did a spreadsheet change a name, such as a date?"),
        (lambda t: t.assign(wave=""), "column wave is empty"),
        (lambda t: t.drop(columns="wave"), "column 'wave' that its strata are made of"),
        (lambda t: t.iloc[:0], "has no rows"),
    ],
)  # fmt: skip
def test_a_damaged_file_is_refused_in_words(drawn, tmp_path, change, words):
    path = tmp_path / "sample.csv"
    change(drawn).to_csv(path, index=False)
    with pytest.raises(InputError, match=re.escape(words)) as said:
        sample.read(path)
    assert "sample.csv" in str(said.value)


def test_what_is_no_table_is_refused(tmp_path):
    path = tmp_path / "sample.csv"
    for content, words in (
        (b"caf\xe9", "not a CSV file in UTF-8"), (b"", "has no rows"),
        (b"a,b\n1\n", "row 2 has 1 cells"), (b"a,a\n1,2\n", "more than one column 'a'"),
        (b"a,b\n1,2\n", "lacks the columns 'unit_id'"),
    ):  # fmt: skip
        path.write_bytes(content)
        with pytest.raises(InputError, match=re.escape(words)):
            sample.read(path)
    with pytest.raises(InputError, match="cannot be read"):
        sample.read(tmp_path / "none.csv")


def test_a_sample_of_another_tool_needs_the_contract_only(drawn, tmp_path):
    own = [name for name in contracts.SCHEMAS["samples"].names if name != "cluster_id"]
    path = tmp_path / "sample.csv"
    drawn[own].to_csv(path, index=False)
    back = sample.read(path)
    assert back["unit_id"].tolist() == drawn["unit_id"].tolist()
    assert back["cluster_id"].isna().all()
