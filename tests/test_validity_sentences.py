"""Sentences of reliability, validity, correction and robustness follow their tables."""

import pandas as pd
import pytest

from analysis import specification
from analysis import validity_sentences as sentences

LABELS = {"theft": "Theft", "money": "Money"}
NONE = (None, None, None)


# Reliability


def agreed(*rows, **more):
    """Alpha of theft, money, ...: (estimate, low, high) each."""
    return pd.DataFrame([
        {"measure": "alpha", "frame": frame, "estimate": one[0], "ci_low": one[1],
         "ci_high": one[2], "ci_level": 0.95, "n_units": 60, "n_coders": 2, "note": None, **more}
        for frame, one in zip(LABELS, rows, strict=False)
    ]).astype({"estimate": "float64", "ci_low": "float64", "ci_high": "float64"})  # fmt: skip


@pytest.mark.parametrize(("alpha", "told", "judged"), [
    ((0.94, 0.85, 1.0), "Theft .94 (95 % interval .85 to 1.00)",
     "for Theft and Money the lower end reaches .80"),
    ((0.85, 0.70, 0.95), "Theft .85 (95 % interval .70 to .95)", "between .667 and .80"),
    ((0.85, 0.60, 0.95), "Theft .85 (95 % interval .60 to .95)", "below .667 (not reliable"),
    ((0.85, None, None), "Theft .85;", "for Theft there is no interval, so no verdict"),
    (NONE, "Theft undefined", "for Theft alpha is undefined"),
])  # fmt: skip
def test_alpha_is_told_and_judged_by_its_lower_end(alpha, told, judged):
    said = sentences.reliability(agreed(alpha, (0.9, 0.82, 0.97)), labels=LABELS)
    assert told in said
    assert judged in said
    assert said.startswith("Krippendorff’s alpha (2 coders, 60 units): ")


def test_why_alpha_is_undefined_is_told():
    table = agreed(NONE, note="undefined (no variation): all 40 codes are 0.")
    said = sentences.reliability(table, labels=LABELS)
    assert "Theft undefined (no variation): all 40 codes are 0;" in said


def test_frames_are_judged_apart_and_those_alike_together():
    said = sentences.reliability(agreed((0.9, 0.85, 1), (0.9, 0.83, 1)), labels=LABELS)
    assert "By frame: for Theft and Money the lower end reaches .80 (firm)." in said
    said = sentences.reliability(agreed((0.9, 0.85, 1), (0.4, 0.2, 0.6)), labels=LABELS)
    assert "for Theft the lower end reaches .80 (firm); for Money the lower end is below" in said


def test_reliability_by_wave_follows_the_order_and_nothing_is_told_as_nothing():
    table = pd.concat([agreed((0.9, 0.85, 1)).assign(wave=wave) for wave in ("May", "June")])
    said = sentences.reliability(table, labels=LABELS, across="wave", order=["June", "May"])
    assert said.index("**June**") < said.index("**May**")
    assert "not known" in sentences.reliability(table.head(0), labels=LABELS)
    bare = table.drop(columns="n_coders").assign(n_units=[40, 60])
    assert "alpha (40 units)" in sentences.reliability(bare, labels=LABELS, across="wave")


# Validity


def scored(error=(0.05, 0.01, 0.09), recall=(0.75, 0.6, 0.86), wave="May"):
    return pd.DataFrame([
        {"measure": measure, "frame": "theft", "contrast": None, "wave": wave, "estimate": one[0],
         "ci_low": one[1], "ci_high": one[2], "ci_level": 0.95, "n_units": 120}
        for measure, one in (("precision", (0.81, 0.7, 0.9)), ("recall", recall),
                             ("prevalence_error", error))
    ]).astype({"estimate": "float64", "ci_low": "float64", "ci_high": "float64"})  # fmt: skip


@pytest.mark.parametrize(("error", "says"), [
    ((0.05, 0.01, 0.09), "+5 points (+1 to +9): the machine finds too much;"),
    ((-0.05, -0.09, -0.01), "−5 points (−9 to −1): the machine finds too little;"),
    ((0.01, -0.03, 0.05), "+1 points (−3 to +5);"),
    ((0.01, None, None), "+1 points;"),
    (NONE, "prevalence error undefined;"),
])  # fmt: skip
def test_the_machine_finds_too_much_only_where_the_interval_says_so(error, says):
    said = sentences.validity(scored(error), labels=LABELS, across="wave")
    assert said.startswith("**May**: 120 gold units. Theft: precision .81 (95 % interval .70 to")
    assert f"{says} Money: no gold code." in said


def test_scores_without_interval_or_estimate_are_told_as_such():
    assert "recall .75, " in sentences.validity(scored(recall=(0.75, None, None)), labels=LABELS)
    assert "recall undefined, " in sentences.validity(scored(recall=NONE), labels=LABELS)
    assert "No unit has both" in sentences.validity(scored().head(0), labels=LABELS)
    said = sentences.validity(scored(), labels=LABELS, across="wave", order=["May", "June"])
    assert "**June**: no unit has a gold code." in said


def biased(*rows, contrast="June - May"):
    return pd.DataFrame([
        {"measure": "prevalence_error_difference", "frame": frame, "contrast": contrast,
         "estimate": one[0], "ci_low": one[1], "ci_high": one[2]}
        for frame, one in zip(LABELS, rows, strict=False)
    ]).astype({"estimate": "float64", "ci_low": "float64", "ci_high": "float64"})  # fmt: skip


@pytest.mark.parametrize(("rows", "says"), [
    ([(0.07, 0.01, 0.13), (0.0, -0.1, 0.1)], "Theft +7 (+1 to +13); Money 0 (−10 to +10). The raw "
     "difference is too high for Theft."),
    ([(0.07, 0.01, 0.13), (-0.1, -0.2, -0.02)], "is too high for Theft and too low for Money."),
    ([(-0.07, -0.13, -0.01)], "Money undefined. The raw difference is too low for Theft."),
    ([(0.07, None, None), NONE], "Theft +7 (no interval); Money undefined. No frame shows"),
])  # fmt: skip
def test_the_difference_of_errors_is_named_as_the_bias_of_the_raw_difference(rows, says):
    said = sentences.error_difference(biased(*rows), labels=LABELS)
    assert says in said
    assert said.startswith("**June - May**, bias of the raw difference")


def test_an_error_that_is_not_shown_to_differ_is_not_called_equal():
    said = sentences.error_difference(biased((0.02, -0.1, 0.1)), labels=LABELS)
    assert "does not mean that there is none" in said
    assert "is not known" in sentences.error_difference(scored(), labels=LABELS)


# Correction


def row(method, estimate=None, low=None, high=None, *, frame="theft", wave=None, contrast=None,
        gate=None, p=None, n_gold=100):  # fmt: skip
    return {"measure": "prevalence", "frame": frame, "wave": wave, "contrast": contrast,
            "method": method, "estimate": estimate, "ci_low": low, "ci_high": high,
            "ci_level": 0.95, "p_adjusted": p, "n_gold": n_gold, "gate": gate,
            "recommended": method == "post-stratified" and estimate is not None}  # fmt: skip


def table(*rows):
    numbers = ("estimate", "ci_low", "ci_high", "p_adjusted")
    return pd.DataFrame(list(rows)).astype(dict.fromkeys(numbers, "float64"))


SHARES = table(
    *(row(method, share, share - 0.05, share + 0.05, wave=wave)
      for wave, raw, best in (("May", 0.25, 0.28), ("June", 0.32, 0.29))
      for method, share in (("naive", raw), ("post-stratified", best)))
)  # fmt: skip


def change(raw, best, **more):
    both = table(row("naive", *raw, contrast="June - May"),
                 row("post-stratified", *best, contrast="June - May", **more))  # fmt: skip
    return sentences.corrected(SHARES, both, labels=LABELS, order=["May", "June"])


def test_corrected_contrasts_keep_the_order_of_the_table():
    both = table(row("naive", 0.1, contrast="June - May"), row("naive", 0.2, contrast="A - May"))
    said = str(sentences.corrected(SHARES, both, labels=LABELS, order=["May", "June"]))
    assert said.index("**June - May**") < said.index("**A - May**")


@pytest.mark.parametrize(("raw", "best", "says"), [
    ((0.07, 0.02, 0.12), (0.01, -0.05, 0.08),
     "Theft raw +7, corrected +1 (−5 to +8): the change is not shown;"),
    ((0.07, 0.02, 0.12), (-0.01, -0.08, 0.05), "the change is not shown, and its sign turns;"),
    ((0.07, 0.02, 0.12), (0.10, 0.02, 0.18), "corrected +10 (+2 to +18): the change stands;"),
    ((-0.07, -0.12, -0.02), (-0.10, -0.2, -0.02), "the change stands;"),
    ((0.07, 0.02, 0.12), (-0.10, -0.2, -0.02), "the sign is reversed;"),
    ((0.01, -0.02, 0.05), (0.10, 0.02, 0.18), "the change shows only once corrected;"),
    ((-0.01, -0.05, 0.02), (0.10, 0.02, 0.18), "only once corrected, with the other sign;"),
    ((0.01, -0.02, 0.05), (0.02, -0.1, 0.1), "no change is shown either way;"),
    ((0.07, None, None), (0.01, None, None), "corrected +1: description only;"),
    ((0.07, None, None), (-0.01, None, None), "corrected −1: description only, and the sign turns"),
    ((None, None, None), (0.10, 0.02, 0.18), "raw undefined, corrected +10"),
])  # fmt: skip
def test_what_correction_does_to_the_claim_follows_from_both_intervals(raw, best, says):
    said = change(raw, best)
    assert says in said
    assert "Money not coded." in said


def test_shares_are_told_raw_and_corrected_with_the_gold_codes():
    said = change((0.07, 0.02, 0.12), (0.01, -0.05, 0.08)).split("\n\n")
    assert said[0] == (
        "**May** (100 gold codes): Theft 25 % raw, 28 % corrected (23 % to 33 %); Money not coded."
    )
    assert said[1].startswith("**June** (100 gold codes): Theft 32 % raw")


def test_holm_is_told_for_the_corrected_difference():
    assert "Adjusted p (Holm) of the corrected difference is below 0.05 for Theft." in change(
        (0.1, 0.0, 0.2), (0.1, 0.02, 0.2), p=0.01
    )
    assert "No corrected difference has an adjusted p (Holm) below 0.05." in change(
        (0.1, 0.0, 0.2), (0.1, 0.02, 0.2), p=0.2
    )
    assert "Holm" not in change((0.1, 0.0, 0.2), (0.1, 0.02, 0.2))


@pytest.mark.parametrize(("gate", "says"), [
    ("no gold codes", "Without gold codes in both waves nothing can be corrected for Theft."),
    ("gold codes seen", "the machine cannot be corrected with them (Theft)."),
    ("gold sample too small", "too small for the sharper estimates (PPI++, DSL) of Theft"),
    ("census", "Every unit has a gold code for Theft"),
])  # fmt: skip
def test_what_limits_a_correction_is_said_with_the_frames(gate, says):
    rows = table(row("naive", 0.07, 0.02, 0.12, contrast="June - May"),
                 row("post-stratified", 0.01, -0.05, 0.08, contrast="June - May"),
                 row("ppi++", contrast="June - May", gate=gate))  # fmt: skip
    assert says in sentences.corrected(SHARES, rows, labels=LABELS)
    all_frames = sentences.corrected(SHARES, rows, labels={"theft": "Theft"})
    assert "every frame" in all_frames


def test_without_a_corrected_number_the_reason_stands_in_its_place():
    refused = row("post-stratified", contrast="June - May", gate="gold codes seen")
    gated = table(row("naive", 0.07, 0.02, 0.12, contrast="June - May"), refused)
    said = sentences.corrected(SHARES, gated, labels=LABELS)
    assert "Theft raw +7, not corrected (gold codes seen); " in said
    shares = table(row("naive", 0.25, 0.2, 0.3, wave="May"))
    said = sentences.corrected(shares, gated.head(0), labels=LABELS)
    assert said == "**May**: Theft 25 % raw, not corrected; Money not coded."
    assert "nothing to correct" in sentences.corrected(shares.head(0), gated, labels=LABELS)


def test_gold_codes_alone_are_not_called_a_correction():
    alone = row("gold only", 0.10, 0.02, 0.18, contrast="June - May") | {"recommended": True}
    both = table(row("naive", 0.07, 0.02, 0.12, contrast="June - May"), alone)
    shares = SHARES.replace({"post-stratified": "gold only"})
    said = sentences.corrected(shares, both, labels=LABELS)
    assert "Theft 25 % raw, 28 % from gold codes alone (23 % to 33 %)" in said
    assert "raw +7, gold codes alone +10 (+2 to +18): the change stands" in said


def test_few_gold_articles_are_description_only():
    assert "allow a description only" in change((0.07, None, None), (0.01, None, None))
    assert "allow a description only" not in change((0.07, 0.02, 0.12), (0.01, -0.05, 0.08))
    shares = SHARES.assign(ci_low=None, ci_high=None)
    said = sentences.corrected(shares, shares.head(0), labels=LABELS)
    assert "28 % corrected (no interval)" in said


def test_the_caption_tells_gold_codes_and_method():
    shares = SHARES.assign(n_gold=[100, 100, 80, 80])
    assert sentences.gold_used(shares, order=["May", "June"]) == (
        "corrected with gold codes (100 in May, 80 in June; post-stratified; intervals of 95 %)"
    )
    assert sentences.gold_used(shares[shares["method"] == "naive"]) == ""
    alone = sentences.gold_used(shares.replace({"post-stratified": "gold only"}))
    assert alone == "beside it gold codes alone (100 in May, 80 in June; intervals of 95 %)"
    more = pd.concat([shares, shares.assign(frame="money", n_gold=90)])
    assert "90–100 in May, 80–90 in June, 0 in July" in sentences.gold_used(
        more, order=["May", "June", "July"]
    )


# Robustness


def held(*numbers, within=0.05):
    found = []
    for place, (estimate, low, high) in enumerate(numbers):
        found.append(({"coder": f"c_{place}"}, table(
            row("m", estimate, low, high, contrast="June - May")
        ).assign(n_units=9, n_docs=9, ci_level=0.95)))  # fmt: skip
    gathered = specification.gather(found, main={"coder": "c_0"})
    return sentences.robust(specification.verdict(gathered, within=within), labels=LABELS)


UP = (0.10, 0.04, 0.16)


@pytest.mark.parametrize(("others", "says"), [
    ([(0.08, 0.02, 0.14)], "Theft +10: robust (2 of 2 specifications have its sign; +8 to +10"),
    ([(-0.02, -0.1, 0.06)], r"Theft +10: not robust: the sign changes under coder c\_1 (1 of 2"),
    ([(-0.1, -0.2, -0.02)], "its sign; 1 show the opposite; −10 to +10 points)"),
    ([(0.08, -0.02, 0.18)], "the direction holds, the difference is not always shown: "),
    ([(0.18, 0.1, 0.2)], "the direction holds, the size varies: by more than 5 points under"),
    ([], "Theft +10: no other specification to compare with"),
])  # fmt: skip
def test_the_claim_turns_into_not_robust_by_itself(others, says):
    said = held(UP, *others)
    assert says in said
    assert said.startswith("**June - May**: Theft")
    assert said.endswith(". Money: not coded.")


def test_claims_that_are_none_are_not_called_robust():
    assert "Theft +1: no difference to claim: " in held((0.01, -0.1, 0.1), (0.01, -0.2, 0.2))
    assert "Theft +1: description only" in held((0.01, None, None), (0.02, None, None))
    assert "the main specification estimates nothing" in held(NONE, UP)
    empty = specification.verdict(
        specification.gather(
            [({"coder": "a"}, table(row("m", 0.1, contrast="B - A")).assign(n_units=9, n_docs=9))],
            main={"coder": "a"},
        ).head(0),
        within=0.1,
    )
    assert "only one group" in sentences.robust(empty, labels=LABELS)


# No gold, and gold that was seen


def test_without_gold_the_next_steps_are_named():
    said = sentences.no_gold(waves=["May", "June"], n_per_wave=150)
    for piece in ("May and June", "framewaves plan", "framewaves sample", "150", "study.yaml"):
        assert piece in said


def articles(n_may, n_june):
    waves = ["May"] * n_may + ["June"] * n_june
    documents = pd.DataFrame({"doc_id": [f"d{n}" for n in range(len(waves))], "wave": waves})
    gold = pd.DataFrame({"segment_id": [f"s{n}" for n in range(len(waves))],
                         "doc_id": documents["doc_id"]})  # fmt: skip
    return gold, documents


@pytest.mark.parametrize(("seen", "says", "not_said"), [
    (True, "seen while the codebook was written", "does not say"),
    (None, "The study does not say whether", "too good"),
    (False, "9 units in 9 articles (4 in May and 5 in June).", "seen"),
])  # fmt: skip
def test_gold_that_was_seen_limits_what_can_be_claimed(seen, says, not_said):
    said = sentences.seen(*articles(4, 5), gold_seen=seen, waves=["May", "June"])
    assert says in said
    assert not_said not in said
    assert "So few articles" not in said


def test_five_articles_allow_no_claim_about_change():
    said = sentences.seen(*articles(2, 3), gold_seen=False, waves=["May", "June"])
    assert "no test, no claim about other articles" in said
    one = sentences.seen(*articles(4, 0), gold_seen=False, waves=["May", "June"])
    assert "0 in June" in one
    assert "So few articles" in one


@pytest.mark.parametrize("text", [
    sentences.reliability(agreed((0.9, 0.8, 1.0)), labels={"theft": "<b>[x](y)"}),
    sentences.no_gold(waves=["<script>", "b"]),
    sentences.corrected(SHARES, SHARES.head(0), labels={"theft": "<img>"}),
])  # fmt: skip
def test_names_are_escaped(text):
    assert "<" not in text.replace("&lt;", "")
    assert "[x](y)" not in text
