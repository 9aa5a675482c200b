"""`framewaves agree` and `framewaves adjudicate`: from the coders' files to a verdict and gold."""

import argparse
import csv
import json
import shutil
from pathlib import Path

import pandas as pd
import pytest

from analysis import gold
from analysis.cli import _adjudicate, _agree
from analysis.contracts import InputError

SEEDS = Path(__file__).resolve().parents[1] / "seeds"
FRAMES = ["hypocrisy", "ip_theft", "market_impact", "national_security"]


@pytest.fixture
def study(tmp_path):
    shutil.copytree(SEEDS, tmp_path / "my-study")
    return tmp_path / "my-study"


def run(command, *arguments):
    parser = argparse.ArgumentParser()
    command.options(parser)
    return command.act(parser.parse_args([str(one) for one in arguments]))


def test_agree_prints_the_measures_and_what_they_allow(study, capsys):
    target = study / "out" / "agreement.json"
    assert run(_agree, "--study", study, "--json", target) == 0
    out = capsys.readouterr().out
    assert "coder_a: 179 units in coder_a.csv, 716 codes" in out
    assert "gold" not in out.split("\n\n", 1)[0]
    assert "IP theft .94" in out
    assert "5 documents: the bootstrap interval is rough" in out
    assert "tentative" in out
    records = json.loads(target.read_text())
    alphas = {row["frame"]: round(row["estimate"], 2) for row in records
              if row["measure"] == "alpha"}  # fmt: skip
    assert alphas == {
        "hypocrisy": 1.0, "ip_theft": 0.94, "market_impact": 0.85, "national_security": 0.94,
    }  # fmt: skip


def test_agree_by_wave_and_language_says_what_is_undefined(study, capsys):
    assert run(_agree, "--study", study, "--by", "wave,language") == 0
    out = capsys.readouterr().out
    assert "undefined (no variation): all 146 codes are 0. (February 2026, en, hypocrisy)" in out
    assert "1 document: description only, no interval." in out


def test_adjudicated_codes_in_the_folder_are_no_coder(study, capsys):
    gold = pd.read_csv(study / "coding" / "coder_a.csv")
    gold.assign(decided_by="agreement").to_csv(study / "coding" / "earlier_gold.csv", index=False)
    (study / "coding" / "sample.txt").write_text("notes")
    assert run(_agree, "--study", study) == 0
    who = capsys.readouterr().out.split("\n\n", 1)[0].splitlines()
    assert [line.split(":")[0] for line in who] == [
        "coder_a", "coder_b", "earlier_gold.csv", "sample.txt", "voices.csv", "voices_a.csv",
        "voices_b.csv",
    ]  # fmt: skip
    assert who[2].endswith("not read; adjudicated codes (it has a column decided_by), not those "
                           "of a coder")  # fmt: skip


def test_notes_that_differ_in_a_number_are_said_once():
    rows = [{"measure": "alpha", "frame": frame, "wave": "I", "note": note} for frame, note in [
        ("a", "25 documents: rough. 0.6 % of the draws are left out."),
        ("b", "9 documents: rough."),
        ("c", None), (None, "11 documents: rough."),
    ]]  # fmt: skip
    assert _agree._notes(pd.DataFrame(rows), ["wave"]) == [
        "9 to 25 documents: rough. (I, a; I, b; I, all frames together)",
        "0.6 % of the draws are left out. (I, a)",
    ]


def test_agree_reads_another_folder(study, capsys):
    (study / "coding").rename(study / "codes")
    (study / "coding").mkdir()
    shutil.copy(study / "codes" / "gold.csv", study / "coding" / "gold.csv")
    assert run(_agree, "--study", study, "--coding", study / "codes") == 0
    assert "coder_b: 179 units" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--coding", "nowhere"], "there is no such folder"),
        (["--level", "95"], "between 0 and 1"),
        (["--seed", "-1"], "whole number from 0"),
        (["--by", "weve"], "Did you mean 'wave'"),
    ],
)
def test_agree_refuses_what_it_cannot_use(study, arguments, said):
    with pytest.raises(ValueError, match=said):
        run(_agree, "--study", study, *arguments)


def test_agree_says_that_no_folder_is_named(study):
    text = (study / "study.yaml").read_text(encoding="utf-8")
    (study / "study.yaml").write_text(text.replace("coding: coding\n", ""), encoding="utf-8")
    with pytest.raises(InputError, match="or name one with --coding"):
        run(_agree, "--study", study)


def fill(path, decision):
    lines = list(csv.reader(path.read_text("utf-8-sig").splitlines(keepends=True), delimiter=";"))
    place = lines[0].index("decision")
    for line in lines[1:]:
        line[place] = decision
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=";").writerows(lines)


def test_adjudicate_goes_from_a_sheet_to_gold(study, capsys):
    sheet, made = study / "adjudication.csv", study / "new-gold.csv"
    asked = ["--study", study, "--sheet", sheet]
    assert run(_adjudicate, *asked) == 0
    assert "new: 16" in capsys.readouterr().out
    assert "coder_a" not in sheet.read_text("utf-8-sig")
    before = sheet.read_bytes()
    assert run(_adjudicate, *asked) == 0
    assert "decided: 0, cannot tell: 0, open: 16" in capsys.readouterr().out
    assert sheet.read_bytes() == before

    fill(sheet, "1")
    assert run(_adjudicate, *asked, "--update") == 0
    assert "kept: 16" in capsys.readouterr().out
    assert run(_adjudicate, *asked, "--gold", made, "--rule", "two coders") == 0
    out = capsys.readouterr().out
    assert "adjudication: 16 codes" in out
    assert "agreement: 700 codes" in out
    table = gold.read(made, FRAMES)
    assert len(table) == 179
    assert table[FRAMES].notna().all().all()
    coded = {name: gold.read(study / "coding" / f"{name}.csv", FRAMES)[FRAMES].to_numpy()
             for name in ("coder_a", "coder_b")}  # fmt: skip
    either = coded["coder_a"] | coded["coder_b"]
    assert (table[FRAMES].to_numpy() == either).all()


def test_gold_needs_a_sheet_only_where_something_must_be_decided(study, capsys):
    made = study / "new-gold.csv"
    asked = ["--study", study, "--sheet", study / "none.csv", "--gold", made, "--rule"]
    with pytest.raises(InputError, match=r"none.csv is not there, and 16 codes must be decided"):
        run(_adjudicate, *asked, "two coders")
    (study / "coding" / "coder_b.csv").unlink()
    with pytest.raises(InputError, match="by the rule 'two coders': it was coded by 1 person"):
        run(_adjudicate, *asked, "two coders")
    assert run(_adjudicate, *asked[:4]) == 0
    assert "nothing to adjudicate. Go on with --gold" in capsys.readouterr().out
    assert run(_adjudicate, *asked, "single codes count") == 0
    assert "single coder: 716 codes" in capsys.readouterr().out
    assert len(gold.read(made, FRAMES)) == 179


def test_who_is_lacking_is_told_with_what_lies_in_the_folder(study):
    (study / "coding" / "coder_b.csv").rename(study / "coding" / "coding_b.xlsx")
    with pytest.raises(InputError, match="two people or more") as caught:
        run(_agree, "--study", study)
    assert "coder_a: 179 units in coder_a.csv" in str(caught.value)
    assert "coding_b.xlsx: not read; no file of spans; to read coding sheets, name" in str(
        caught.value
    )


def test_what_is_not_decided_is_told_and_left_empty(study, capsys):
    sheet, made = study / "adjudication.xlsx", study / "new-gold.csv"
    run(_adjudicate, "--study", study, "--sheet", sheet)
    run(_adjudicate, "--study", study, "--sheet", sheet, "--gold", made, "--rule", "two coders")
    assert "no gold, no decision yet: 16 codes" in capsys.readouterr().out
    assert int(gold.read(made, FRAMES)[FRAMES].isna().sum().sum()) == 16


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--sheet", "a.ods"], "ends in .xlsx or .csv"),
        (["--sheet", "a.csv", "--rule", "two coders"], "give --gold FILE"),
        (["--sheet", "a.csv", "--gold", "g.csv"], "--gold needs --rule"),
        (["--sheet", "a.csv", "--gold", "g.txt", "--rule", "two coders"], "ends in .csv"),
    ],
)
def test_adjudicate_checks_its_options_before_the_work(tmp_path, monkeypatch, arguments, said):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(_agree, "read", lambda chosen: pytest.fail("the work has begun"))
    with pytest.raises(InputError, match=said):
        run(_adjudicate, *arguments)


def test_gold_is_never_written_over(tmp_path):
    (tmp_path / "gold.csv").write_text("precious")
    (tmp_path / "s.csv").write_text("")
    with pytest.raises(InputError, match="exists"):
        run(_adjudicate, "--sheet", tmp_path / "s.csv", "--gold", tmp_path / "gold.csv",
            "--rule", "two coders")  # fmt: skip
    assert (tmp_path / "gold.csv").read_text() == "precious"
