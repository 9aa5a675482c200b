"""Display tables of validity: what a reader sees is what the tables hold."""

import pandas as pd
import pytest

from analysis import specification, tables
from analysis import validity_tables as shown

LABELS = {"theft": "Theft", "money": "Money"}
NUMBERS = ("estimate", "ci_low", "ci_high")


def frame_of(rows):
    return pd.DataFrame(rows).astype(dict.fromkeys(NUMBERS, "float64"))


def agreement(wave="May"):
    rows = [
        {"measure": measure, "frame": frame, "wave": wave, "estimate": value,
         "ci_low": None if value is None else value - 0.1,
         "ci_high": None if value is None else 1.0, "n_units": 60, "n_coders": 2,
         "n_cannot_tell": 3, "prevalence": 0.2, "verdict": "tentative",
         "note": "undefined (no variation): all are 0." if value is None else None}
        for frame, alpha in (("money", None), ("theft", 0.85), (None, 0.7))
        for measure, value in ((("masi alpha", 0.7),) if frame is None else
                               (("percent agreement", 0.95), ("alpha", alpha)))
    ]  # fmt: skip
    return frame_of(rows)


def test_agreement_has_a_row_per_frame_in_the_order_of_the_labels_all_frames_last():
    table = shown.reliability(agreement(), labels=LABELS)
    assert table["frame"].tolist() == ["Theft", "Money", "all frames"]
    first = table.iloc[0]
    assert first["alpha"] == ".85 (.75 to 1.00)"
    assert first["agreement"] == ".95 (.85 to 1.00)"
    assert first[["verdict", "units", "coders", "prevalence", "cannot tell"]].tolist() == [
        "tentative", "60", "2", "20 %", "3",
    ]  # fmt: skip
    assert table["alpha"].tolist()[1:] == ["undefined (no variation)", "–"]
    assert "AC1" not in table


def test_agreement_of_several_groups_names_each():
    both = pd.concat([agreement("May"), agreement("June")])
    table = shown.reliability(both, labels=LABELS, by=["wave"])
    assert table["wave"].tolist() == ["May"] * 3 + ["June"] * 3


def scores():
    rows = []
    for wave, language, n in (("May", "en", 80), ("June", "en", 90), ("May", "nl", 40)):
        for frame in LABELS:
            for measure, value in (("precision", 0.81), ("recall", None),
                                   ("prevalence_error", 0.05)):  # fmt: skip
                rows.append({"measure": measure, "frame": frame, "wave": wave,
                             "language": language, "estimate": value,
                             "ci_low": None if value is None else value - 0.1,
                             "ci_high": None if value is None else value + 0.1, "n_units": n,
                             "note": None})  # fmt: skip
        rows.append({"measure": "macro_f1", "frame": None, "wave": wave, "language": language,
                     "estimate": 0.7, "ci_low": None, "ci_high": None, "n_units": n,
                     "note": None})  # fmt: skip
    return frame_of(rows)


def test_scores_stand_side_by_side_per_wave_and_language_with_their_gold_units():
    table = shown.validity(scores(), labels=LABELS, by=["wave", "language"],
                           order=["May", "June"])  # fmt: skip
    sides = list(table.columns[2:])
    assert sides == ["May, en (80 gold units)", "May, nl (40 gold units)",
                     "June, en (90 gold units)"]  # fmt: skip
    assert table["measure"].tolist() == ["precision", "recall", "prevalence error"] * 2 + [
        "mean F1"
    ]
    assert table[sides[0]].tolist() == [".81 (.71 to .91)", "undefined", "+5 (−5 to +15)"] * 2 + [
        ".70"
    ]
    assert table["frame"].iloc[-1] == "mean over frames"


def test_the_difference_of_the_error_stands_beside_the_errors():
    differences = frame_of([
        {"measure": "prevalence_error_difference", "frame": "theft", "contrast": "June - May",
         "language": "en", "estimate": 0.07, "ci_low": 0.01, "ci_high": 0.13},
        {"measure": "prevalence_error_difference", "frame": "money", "contrast": "June - May",
         "language": "en", "estimate": -0.02, "ci_low": None, "ci_high": None},
    ])  # fmt: skip
    table = shown.validity(scores(), labels=LABELS, by=["wave", "language"],
                           differences=differences)  # fmt: skip
    errors = table[table["measure"] == "prevalence error"]["June − May, en"].tolist()
    assert errors == ["+7 (+1 to +13)", "−2 (no interval)"]
    assert set(table[table["measure"] == "recall"]["June − May, en"]) == {""}


def test_without_groups_there_is_one_column():
    table = shown.validity(scores().query("wave == 'June'"), labels=LABELS)
    assert list(table.columns) == ["frame", "measure", "all (90 gold units)"]


def estimates():
    def row(method, estimate, gate=None, **place):
        known = estimate is not None
        return {"measure": "prevalence", "wave": None, "contrast": None, "method": method,
                "estimate": estimate, "ci_low": estimate - 0.05 if known else None,
                "ci_high": estimate + 0.05 if known else None, "n_gold": 100,
                "n_disagreements": 12, "gate": gate, "note": f"note of {method}",
                "recommended": method == "post-stratified" and known, **place}  # fmt: skip

    rows = []
    for frame in ("money", "theft"):
        change = {"frame": frame, "contrast": "June - May"}
        rows += [row("naive", 0.07, **change), row("post-stratified", 0.01, **change),
                 row("ppi++", None, gate="gold sample too small", **change)]  # fmt: skip
        for wave in ("June", "May"):
            best, gate = (0.25, None) if frame == "theft" else (None, "no gold codes")
            rows += [row("naive", 0.3, frame=frame, wave=wave),
                     row("post-stratified", best, gate, frame=frame, wave=wave)]  # fmt: skip
    return frame_of(rows)


def test_raw_and_corrected_stand_side_by_side_shares_before_differences():
    table = shown.corrected(estimates(), labels=LABELS, order=["May", "June"])
    assert table[["frame", "wave", "contrast"]].to_numpy().tolist() == [
        ["Theft", "May", ""], ["Money", "May", ""], ["Theft", "June", ""], ["Money", "June", ""],
        ["Theft", "", "June - May"], ["Money", "", "June - May"],
    ]  # fmt: skip
    first, second, last = table.iloc[0], table.iloc[1], table.iloc[-1]
    assert (first["raw"], first["post-stratified"]) == ("30 % (25 % to 35 %)",
                                                        "25 % (20 % to 30 %)")  # fmt: skip
    assert (first["shown"], first["note"]) == ("post-stratified", "note of post-stratified")
    assert (second["post-stratified"], second["shown"]) == ("– (no gold codes)", "none")
    assert (last["raw"], last["ppi++"]) == ("+7 (+2 to +12)", "– (gold sample too small)")
    assert set(table["gold codes"]) == {"100"}


def test_an_estimate_without_interval_says_so():
    table = estimates().assign(ci_low=None, ci_high=None)
    assert shown.corrected(table, labels=LABELS).iloc[0]["raw"] == "30 % (no interval)"


def test_verdicts_are_written_with_counts_and_reasons():
    def one(estimate):
        return frame_of([{"measure": "prevalence", "frame": "theft", "contrast": "June - May",
                          "method": "m", "estimate": estimate, "ci_low": estimate - 0.05,
                          "ci_high": estimate + 0.05, "n_units": 9, "n_docs": 9}])  # fmt: skip

    gathered = specification.gather(
        [({"coder": "a"}, one(0.1)), ({"coder": "b"}, one(-0.01))], main={"coder": "a"}
    )
    (row,) = shown.verdicts(specification.verdict(gathered, within=0.1), labels=LABELS).to_dict(
        "records"
    )
    assert row == {
        "contrast": "June - May", "frame": "Theft", "main specification": "+10 (+5 to +15)",
        "same sign": "1 of 2", "shown": 1, "shown against": 0, "from": "−1", "to": "+10",
        "undefined": 0, "verdict": "not robust", "because": "the sign changes under coder b",
    }  # fmt: skip


def disputes(text="<b>Stolen</b> data & more", start=10):
    return pd.DataFrame({
        "doc_id": ["d1"], "source_file": "a<1>.txt", "start": start, "end": start + len(text),
        "frame": "theft", "text": text, "said": "ann 1 · ben 0", "kind": "codes differ",
    })  # fmt: skip


def found(*spans, frame="theft", status="hit"):
    return pd.DataFrame([{"doc_id": "d1", "frame": frame, "status": status, "start": start,
                          "end": end} for start, end in spans])  # fmt: skip


def test_disagreements_show_text_and_codes_escaped():
    markup = shown.disagreements(disputes(), labels={"theft": "<i>Theft"})._repr_html_()
    assert "&lt;b&gt;Stolen&lt;/b&gt; data &amp; more" in markup
    assert "a&lt;1&gt;.txt [10:35)" in markup
    assert "&lt;i&gt;Theft · ann 1 · ben 0 · codes differ" in markup
    assert "<b>" not in markup
    assert "<mark>" not in markup


@pytest.mark.parametrize(("spans", "marked"), [
    ([(13, 19)], "&lt;b&gt;<mark>Stolen</mark>&lt;/b&gt; data"),
    ([(13, 17), (15, 19)], "<mark>Stolen</mark>"),
    ([(10, 13)], "<mark>&lt;b&gt;</mark>Stolen"),
    ([(24, 28), (13, 19)], "<mark>Stolen</mark>&lt;/b&gt; <mark>data</mark>"),
])  # fmt: skip
def test_what_the_machine_found_is_marked_and_still_escaped(spans, marked):
    markup = shown.disagreements(disputes(), labels=LABELS, hits=found(*spans))._repr_html_()
    assert marked in markup


@pytest.mark.parametrize("hits", [
    found((13, 19), frame="money"), found((13, 19), status="negated"), found((0, 9), (90, 99)),
])  # fmt: skip
def test_other_frames_set_aside_hits_and_other_units_are_not_marked(hits):
    markup = shown.disagreements(disputes(), labels=LABELS, hits=hits)._repr_html_()
    assert "<mark>" not in markup


def test_no_disagreements_and_too_many_are_said():
    assert repr(shown.disagreements(disputes().head(0), labels=LABELS)) == "No disagreements."
    many = pd.concat([disputes()] * 5)
    assert (
        "3 more disagreements are not shown"
        in shown.disagreements(many, labels=LABELS, most=2)._repr_html_()
    )


def test_every_table_can_be_shown_in_a_notebook():
    for table in (shown.reliability(agreement(), labels=LABELS),
                  shown.validity(scores(), labels=LABELS, by=["wave", "language"]),
                  shown.corrected(estimates(), labels=LABELS)):  # fmt: skip
        assert "<table" in tables.show(table)._repr_html_()
