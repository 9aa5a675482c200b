"""Agreement of coders: who is compared, what is undefined, what the intervals rest on."""

import json

import krippendorff
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import agreement, codebook, contracts, corpus, dating, gold, study

ASKED = {"values": (0, 1), "measurement": "nominal", "level": 0.95, "seed": 7, "n_boot": 200}


def documents_of(n, **columns):
    ids = [f"d{number:02}" for number in range(n)]
    table = pd.DataFrame(
        {
            "doc_id": ids, "source_file": [f"{one}.txt" for one in ids], "source_format": "txt",
            "position_in_file": 1, "text": "One sentence. And a second one. Third.",
            "date_source": "none", "words": 7, "text_sha256": "", "language": "en",
        }
    )  # fmt: skip
    return contracts.conform(table.assign(**columns), "documents")


def codings_of(codes, *, frame="costs", kinds=None, per_document=1, book="demo@1+0"):
    """Codings from {coder: values by unit}; None is 'cannot tell', '' no row."""
    rows = []
    for coder, values in codes.items():
        for unit, value in enumerate(values):
            if value == "":
                continue
            rows.append(
                {
                    "segment_id": f"u{unit:03}", "doc_id": f"d{unit // per_document:02}",
                    "frame": frame, "coder": coder, "value": value, "codebook": book,
                    "coder_kind": (kinds or {}).get(coder, "human"), "round": 1,
                }
            )  # fmt: skip
    return contracts.conform(pd.DataFrame(rows), "codings")


def drawn(n, seed, *, share=0.3, right=0.9, coders=("ann", "ben")):
    chance = np.random.default_rng(seed)
    truth = chance.random(n) < share
    return {
        name: (truth ^ (chance.random(n) > right)).astype(int).tolist() for name in coders
    }  # fmt: skip


def row(table, measure="alpha", **where):
    for name, value in {"measure": measure, **where}.items():
        table = table[table[name] == value]
    assert len(table) == 1
    return table.iloc[0]


def test_the_coders_of_the_seeds_agree_as_published():
    plan = study.load("seeds/study.yaml")
    book = codebook.load(plan.codebook)
    documents = dating.date(corpus.read(plan)[0], plan)
    codings = pd.concat(
        gold.codings(gold.read(f"seeds/coding/{name}.csv", book.frame_ids), documents,
                     coder=name, codebook=book)
        for name in ("coder_a", "coder_b", "gold")
    )  # fmt: skip
    found = agreement.coefficients(codings, documents, **{**ASKED, "measurement": book.level})
    alphas = found[found["measure"] == "alpha"].set_index("frame")
    assert alphas["estimate"].round(2).to_dict() == {
        "ip_theft": 0.94, "hypocrisy": 1.00, "national_security": 0.94, "market_impact": 0.85,
    }  # fmt: skip
    assert set(alphas["n_units"]) == {179}
    assert set(alphas["n_coders"]) == {2}  # gold is made of their codes, so it is left out
    assert set(alphas["n_docs"]) == {5}
    assert alphas["note"].str.contains("too narrow|No codes differ").all()
    assert row(found, "masi alpha")["estimate"] == pytest.approx(0.90, abs=0.005)
    lost = found[found["measure"] != "masi alpha"]
    assert len(lost) == 16


def test_alpha_by_wave_is_that_of_the_waves_alone():
    documents = documents_of(40, wave=["A", "B"] * 20)
    codes = drawn(40, 1)
    found = agreement.coefficients(codings_of(codes), documents, by=["wave"], **ASKED)
    for place, wave in enumerate("AB"):
        part = np.array([codes["ann"][place::2], codes["ben"][place::2]], float)
        expected = krippendorff.alpha(part, level_of_measurement="nominal")
        assert row(found, wave=wave)["estimate"] == pytest.approx(expected)


def test_counts_add_up_to_what_was_asked():
    codes = {
        "ann": [1, 0, None, 1, "", 0],
        "ben": [1, 1, 0, "", "", None],
        "cem": [1, "", 0, 1, 1, ""],
    }
    found = row(agreement.coefficients(codings_of(codes), documents_of(6), **ASKED))
    assert found[["n_coders", "n_units", "n_docs", "n_codes"]].tolist() == [3, 4, 4, 9]
    assert found[["n_single", "n_cannot_tell", "n_missing"]].tolist() == [2, 2, 5]
    assert 9 + 2 + 2 + 5 == 3 * 6
    assert found["prevalence"] == pytest.approx(6 / 9)


def test_cannot_tell_is_missing_and_no_value():
    told = codings_of({"ann": [1, 0, 1, 0, 1], "ben": [1, 0, 1, 0, ""]})
    untold = codings_of({"ann": [1, 0, 1, 0, 1], "ben": [1, 0, 1, 0, None]})
    first, second = (row(agreement.coefficients(codings, documents_of(5), **ASKED))
                     for codings in (told, untold))  # fmt: skip
    assert first["estimate"] == second["estimate"] == 1
    assert (first["n_cannot_tell"], second["n_cannot_tell"]) == (0, 1)


def test_without_variation_alpha_is_undefined_and_says_why():
    found = agreement.coefficients(
        codings_of({"ann": [0] * 8, "ben": [0] * 8}), documents_of(8), **ASKED
    )
    alpha = row(found)
    assert np.isnan(alpha["estimate"])
    assert alpha["note"] == "undefined (no variation): all 16 codes are 0."
    assert alpha["verdict"] == "undefined"
    assert row(found, "percent agreement")["estimate"] == 1
    assert row(found, "ac1")["estimate"] == 1


def test_a_frame_that_nobody_coded_twice_is_undefined():
    codes = codings_of({"ann": [1, "", 0, ""], "ben": ["", 1, "", 0]})
    alpha = row(agreement.coefficients(codes, documents_of(4), **ASKED))
    assert alpha["note"] == "undefined: no unit has codes of two coders."
    assert (alpha["n_units"], alpha["n_single"]) == (0, 4)


def test_few_documents_make_no_firm_claim():
    codes = drawn(60, 4, right=0.97)
    many = codings_of(codes, per_document=1)
    five, three = codings_of(codes, per_document=12), codings_of(codes, per_document=20)
    documents = documents_of(60)
    assert row(agreement.coefficients(many, documents, **ASKED))["note"] is np.nan
    rough = row(agreement.coefficients(five, documents, **ASKED))
    assert rough["note"] == "5 documents: the bootstrap interval is rough, probably too narrow."
    none = row(agreement.coefficients(three, documents, **ASKED))
    assert none["note"] == "3 documents: description only, no interval."
    assert none["verdict"] == "undefined"
    assert none[["ci_low", "ci_high", "std_error"]].isna().all()
    assert none["estimate"] == rough["estimate"]


@pytest.mark.parametrize(
    ("wrong", "verdict"), [(2, "firm"), (12, "tentative"), (30, "not reliable")]
)
def test_the_verdict_goes_by_the_lower_end(wrong, verdict):
    truth = [0, 1] * 100
    other = [1 - code if place < wrong else code for place, code in enumerate(truth)]
    found = row(agreement.coefficients(
        codings_of({"ann": truth, "ben": other}, per_document=2), documents_of(100), **ASKED
    ))  # fmt: skip
    assert found["verdict"] == verdict
    limit = {"firm": 0.8, "tentative": 0.667, "not reliable": -1}[verdict]
    assert found["ci_low"] >= limit
    assert found["estimate"] > found["ci_low"]


def test_no_disagreement_does_not_prove_perfect_agreement():
    """With n units and none that differs the exact bound of the share that do is 1 - .025^(1/n)."""
    codes = {"ann": [0, 1] * 10, "ben": [0, 1] * 10}
    found = agreement.coefficients(codings_of(codes), documents_of(20), **ASKED)
    worst = 1 - 0.025 ** (1 / 20)
    assert row(found, "percent agreement")["ci_low"] == pytest.approx(1 - worst)
    assert row(found)["ci_low"] == pytest.approx(1 - worst * (40 * 39) / (2 * 20 * 20))
    assert row(found, "brennan-prediger")["ci_low"] == pytest.approx(1 - 2 * worst)
    assert row(found)["verdict"] == "tentative"


def test_copies_of_an_article_are_drawn_together():
    codes = codings_of(drawn(60, 5))
    documents = documents_of(60)
    copies = documents.assign(cluster_id=[f"d{n // 6 * 6:02}" for n in range(60)])
    alone = row(agreement.coefficients(codes, documents, **ASKED))
    together = row(agreement.coefficients(codes, copies, **ASKED))
    assert (alone["n_clusters"], together["n_clusters"]) == (60, 10)
    assert alone["estimate"] == together["estimate"]
    assert alone["ci_low"] != together["ci_low"]
    assert together["method"].startswith("nominal, copy cluster bootstrap")
    assert together["note"].startswith("10 copy clusters: the bootstrap interval is rough")


def test_sentences_of_a_document_are_no_independent_units():
    """All errors lie in three of thirty documents: only drawing documents sees that."""
    truth = [0, 1] * 90
    other = [1 - code if place < 18 else code for place, code in enumerate(truth)]
    codes = codings_of({"ann": truth, "ben": other}, per_document=6)
    by_document = row(agreement.coefficients(codes, documents_of(30), **ASKED))
    by_unit = row(
        agreement.coefficients(codes, documents_of(30), **ASKED, bootstrap="units")
    )  # fmt: skip
    widths = [one["ci_high"] - one["ci_low"] for one in (by_document, by_unit)]
    assert widths[0] > 1.7 * widths[1]
    assert by_unit["n_clusters"] == 180


def test_the_same_codes_in_another_order_give_the_same_table():
    codes = codings_of(drawn(50, 6, coders=("ann", "ben", "cem")), per_document=5)
    documents = documents_of(10, wave=["A", "B"] * 5)
    first = agreement.coefficients(codes, documents, by=["wave"], **ASKED)
    mixed = codes.sample(frac=1, random_state=1), documents.sample(frac=1, random_state=2)
    pd.testing.assert_frame_equal(first, agreement.coefficients(*mixed, by=["wave"], **ASKED))


@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_alpha_is_that_of_krippendorff_the_package(data):
    code = st.sampled_from([0, 1, 2, None, ""])
    codes = {name: data.draw(st.lists(code, min_size=8, max_size=8)) for name in ("a", "b", "c")}
    if sum(any(value != "" for value in values) for values in codes.values()) < 2:
        return
    asked = {**ASKED, "values": (0, 1, 2), "measurement": "ordinal", "n_boot": 5}
    coders = [name for name, values in codes.items() if any(value != "" for value in values)]
    found = row(agreement.coefficients(codings_of(codes), documents_of(8), coders=coders, **asked))
    matrix = np.array([[np.nan if value in (None, "") else value for value in codes[name]]
                       for name in coders], float)  # fmt: skip
    paired = (~np.isnan(matrix)).sum(axis=0) >= 2
    values = matrix[:, paired]
    if len(np.unique(values[~np.isnan(values)])) < 2:
        assert np.isnan(found["estimate"])
    else:
        expected = krippendorff.alpha(
            matrix, value_domain=[0, 1, 2], level_of_measurement="ordinal", dtype=np.float64
        )
        assert found["estimate"] == pytest.approx(expected)


def test_several_frames_have_an_alpha_of_their_sets():
    one = codings_of({"ann": [1, 0, 0, 1], "ben": [1, 0, 0, 1]}, frame="costs")
    two = codings_of({"ann": [1, 0, 0, 0], "ben": [0, 0, 0, None]}, frame="safety")
    found = agreement.coefficients(pd.concat([one, two]), documents_of(4), **ASKED)
    sets = row(found, "masi alpha")
    assert pd.isna(sets["frame"])
    # {costs, safety} v {costs}, {} v {}, {} v {}; the last unit has one set only
    both, none, single = 1, 4, 1
    by_chance = (2 * both * single * (2 / 3) + 2 * none * (both + single)) / (6 * 5)
    assert sets["estimate"] == pytest.approx(1 - (2 * (2 / 3) / 6) / by_chance)
    assert (sets["n_units"], sets["n_cannot_tell"]) == (3, 1)


def test_units_without_a_wave_are_left_out_and_told():
    documents = documents_of(20, wave=["A"] * 15 + [None] * 5)
    one, two = (codings_of(drawn(20, 3), frame=frame) for frame in ("costs", "safety"))
    found = agreement.coefficients(pd.concat([one, two]), documents, by=["wave"], **ASKED)
    assert set(found["wave"]) == {"A"}
    assert set(found["n_units"]) == {15}
    assert "5 coded units without wave left out." in row(found, "masi alpha")["note"]


def test_agreement_by_round_shows_drift():
    first, second = drawn(30, 1, right=0.99), drawn(30, 2, right=0.7)
    later = codings_of(second).assign(round=2)
    later["segment_id"] = "v" + later["segment_id"]
    found = agreement.coefficients(
        pd.concat([codings_of(first), later]), documents_of(30), by=["round"], **ASKED
    )
    assert row(found, round=1)["estimate"] > row(found, round=2)["estimate"]


def test_codes_of_two_versions_of_the_codebook_are_told():
    part = [codings_of({"ann": [1, 0] * 10}, book="demo@1+0"),
            codings_of({"ben": [1, 0] * 10}, book="demo@2+9")]  # fmt: skip
    both = [one.assign(frame=frame) for one in part for frame in ("costs", "safety")]
    found = agreement.coefficients(pd.concat(both), documents_of(20), **ASKED)
    assert "Codes of 2 versions of the codebook." in row(found, "masi alpha")["note"]


KINDS = {"dictionary": "dictionary"}


def mixed_codings():
    codes = drawn(40, 9)
    codes["gold"] = codes["ann"]
    codes["dictionary"] = [*drawn(40, 10)["ann"], *[0] * 60]  # the machine coded all units
    return codings_of(codes, kinds=KINDS), documents_of(100)


def test_people_alone_are_compared_unless_others_are_named():
    codings, documents = mixed_codings()
    people = row(agreement.coefficients(codings, documents, **ASKED))
    assert (people["n_coders"], people["n_units"], people["n_missing"]) == (2, 40, 0)
    named = agreement.coefficients(codings, documents, coders=["dictionary", "gold"], **ASKED)
    assert row(named)["n_single"] == 60


def test_every_coder_is_compared_with_every_other_on_shared_units():
    codings, documents = mixed_codings()
    found = agreement.pairs(codings, documents, **ASKED)
    alphas = found[found["measure"] == "alpha"]
    assert alphas[["coder", "other_coder", "kind"]].to_numpy().tolist() == [
        ["ann", "ben", "human-human"],
        ["ann", "dictionary", "human-machine"],
        ["ann", "gold", "human-gold"],
        ["ben", "dictionary", "human-machine"],
        ["ben", "gold", "human-gold"],
        ["dictionary", "gold", "machine-gold"],
    ]
    assert set(alphas["n_units"]) == {40}
    assert set(alphas["n_single"]) == {0}
    ann, machine = (codings.loc[codings["coder"] == name, "value"].head(40).to_numpy(float)
                    for name in ("ann", "dictionary"))  # fmt: skip
    expected = krippendorff.alpha(np.array([ann, machine]), level_of_measurement="nominal")
    pair = row(found, coder="ann", other_coder="dictionary")
    assert pair["estimate"] == pytest.approx(expected)


def test_a_pair_without_units_in_common_is_told():
    codes = codings_of({"ann": [1, 0, "", ""], "ben": ["", "", 1, 0]})
    found = agreement.pairs(codes, documents_of(4), **ASKED)
    assert found["note"].tolist() == ["undefined: the two coded no unit in common."]


def test_confusion_is_the_cross_table():
    codes = codings_of({"ann": [1, 1, 0, 0, None, 1], "ben": [1, 0, 1, 0, 1, ""]})
    found = agreement.confusion(codes, "costs")
    assert found.iloc[0].tolist() == ["ann", "ben", "human-human", 1, 1, 1, 1, 1]
    with pytest.raises(contracts.InputError, match="Did you mean 'costs'"):
        agreement.confusion(codes, "cost")


def segments_of(n):
    starts = [0, 14, 32]
    table = pd.DataFrame(
        {
            "segment_id": [f"u{number:03}" for number in range(n)],
            "doc_id": [f"d{number // 3:02}" for number in range(n)], "unit": "sentence",
            "position": [number % 3 for number in range(n)],
            "start": [starts[number % 3] for number in range(n)],
            "end": [[13, 31, 38][number % 3] for number in range(n)], "role": "body",
            "language": "en",
        }
    )  # fmt: skip
    return contracts.conform(table, "segments")


def test_disagreements_show_the_text_and_who_said_what():
    codes = codings_of(
        {"ann": [1, 0, 1, None, 0, None], "ben": [0, 0, None, None, 0, ""]}, per_document=3
    )
    noted = codes.assign(note=["irony?", *[None] * (len(codes) - 1)])
    found = agreement.disagreements(
        noted, segments_of(6), documents_of(2, wave="A"), labels={"costs": "Costs"}
    )
    assert found[["segment_id", "text", "said", "kind"]].to_numpy().tolist() == [
        ["u000", "One sentence.", "ann 1 · ben 0", "codes differ"],
        ["u002", "Third.", "ann 1 · ben cannot tell", "cannot tell"],
        ["u003", "One sentence.", "ann cannot tell · ben cannot tell", "cannot tell"],
    ]
    assert set(found["label"]) == {"Costs"}
    assert json.loads(found["codes"][0]) == {"ann": 1, "ben": 0}
    assert json.loads(found["notes"][0]) == {"ann": "irony?"}


def test_no_disagreement_is_an_empty_list():
    codes = codings_of({"ann": [1, 0], "ben": [1, 0]}, per_document=3)
    found = agreement.disagreements(codes, segments_of(2), documents_of(1), labels={})
    assert found.empty
    assert "text" in found


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"coders": ["ann"]}, "2 coders or more; here is 1"),
        ({"coders": ["ann", "bem"]}, "Did you mean 'ben'"),
        ({"level": 95}, "between 0 and 1"),
        ({"bootstrap": "articles"}, "draw 'documents' or 'units'"),
        ({"values": (1, 2)}, r"codings.value holds 0; the codebook knows 1, 2"),
        ({"by": ["wafe"]}, "Did you mean 'wave'"),
        ({"n_boot": 1}, "at least 2"),
    ],
)
def test_impossible_questions_are_refused(change, said):
    with pytest.raises(contracts.FramewavesError, match=said):
        agreement.coefficients(codings_of(drawn(6, 1)), documents_of(6), **{**ASKED, **change})


def test_codes_of_unknown_articles_or_units_are_refused():
    codes = codings_of({"ann": [1, 0, 1, 1], "ben": [0, 0, 1, 1]}, per_document=3)
    with pytest.raises(contracts.TableError, match="doc_id is unknown"):
        agreement.coefficients(codes, documents_of(1), **ASKED)
    with pytest.raises(contracts.TableError, match="no segments"):
        agreement.disagreements(codes, segments_of(4)[1:], documents_of(2), labels={})


def test_the_input_is_left_as_it_was():
    codes, documents = codings_of(drawn(10, 1)), documents_of(10)
    before = codes.copy(), documents.copy()
    agreement.coefficients(codes, documents, **ASKED)
    agreement.pairs(codes, documents, **ASKED)
    pd.testing.assert_frame_equal(codes, before[0])
    pd.testing.assert_frame_equal(documents, before[1])
