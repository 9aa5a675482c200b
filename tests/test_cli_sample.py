"""The commands before anyone codes: how many units are needed, and which ones they are."""

import argparse
import json
import random
import shutil
from pathlib import Path

import pandas as pd
import pytest
import yaml

from analysis import codebook, sample, sheets, study
from analysis.cli import _plan, _sample
from analysis.contracts import InputError

TEMPLATE = Path(__file__).resolve().parents[1] / "analysis/templates/framewaves/study"
SEEDS = TEMPLATE.parents[3] / "seeds"


def run(module, *arguments):
    """Do a command as the command line does, without its table of commands."""
    parser = argparse.ArgumentParser()
    module.options(parser)
    return module.act(parser.parse_args([str(argument) for argument in arguments]))


@pytest.fixture
def begun(tmp_path):
    """The starter study with 48 invented articles in two waves."""
    place = tmp_path / "my-study"
    shutil.copytree(TEMPLATE, place)
    content = yaml.safe_load((place / "study.yaml").read_text(encoding="utf-8"))
    content.pop("events")
    content.pop("copies")
    content["articles"] = "articles.csv"
    content.pop("metadata")
    (place / "metadata.csv").unlink()
    (place / "study.yaml").write_text(yaml.safe_dump(content), encoding="utf-8")
    facts = ["The line will cost 90 million euros.", "Residents were not heard at all.",
             "The tram stops at the hospital.", "A council member spoke for an hour."]  # fmt: skip
    chance = random.Random(3)
    rows = [
        {"title": f"Tram story {number}", "date": "2024-03-10" if number % 2 else "2024-10-10",
         "language": "en", "outlet": f"Paper {number % 3}",
         "text": "\n\n".join(f"{chance.choices(facts, (2, 1, 8, 8))[0]} Word {number} {at}."
                             for at in range(3))}
        for number in range(48)
    ]  # fmt: skip
    pd.DataFrame(rows).to_csv(place / "articles.csv", index=False)
    return place


def sampled(study, out, *more, units=60, unit="sentence"):
    return run(_sample, "--study", study, "--units", units, "--unit", unit, "--coders",
               "anna,bram", "--overlap", "0.2", "--development", "0.25", "--out", out,
               *more)  # fmt: skip


# ---------------------------------------------------------------- sample


def test_a_sample_and_a_sheet_for_each_coder_are_written_and_told(begun, capsys):
    assert sampled(begun, begun / "coding") == 0
    said = capsys.readouterr().out
    drawn = sample.read(begun / "coding" / "sample.csv")
    assert len(drawn) == 60
    n_test = int((drawn["part"] == "test").sum())
    assert f"drawn    60 sentences (balanced, seed 2025): {60 - n_test} development" in said
    for row in sample.design(drawn).itertuples():
        assert f"{row.stratum}" in said
    files = sorted(path.name for path in (begun / "coding").iterdir())
    assert files == ["coding_anna.xlsx", "coding_bram.xlsx", "sample.csv"]
    assert "sample: coding/sample.csv" in said
    found = _sample.coded(*_loaded(begun), "sentence")
    assert sample.check(drawn, found.segments) is drawn


def _loaded(place):
    plan = study.load(place)
    return plan, codebook.load(plan.codebook)


def test_filled_sheets_are_read_back_from_the_folder_onto_the_units_of_the_sample(begun):
    out = begun / "coding"
    sampled(begun, out, "--form", "csv")
    drawn, book = sample.read(out / "sample.csv"), _loaded(begun)[1]
    for path in out.glob("coding_*.csv"):
        sheet = pd.read_csv(path, sep=";", dtype="str", keep_default_na=False)
        for column in sheet.columns[sheet.columns.str.contains("[", regex=False)]:
            sheet[column] = "1"
        sheet.to_csv(path, sep=";", index=False, encoding="utf-8-sig")
    codings, _ = sheets.read(out, drawn, book)
    assert set(codings["segment_id"]) == set(drawn["unit_id"])
    assert set(codings["frame"]) == set(book.frame_ids)
    pairs = codings[["segment_id", "coder"]].drop_duplicates()
    several = pairs["segment_id"].duplicated().sum()
    assert 0.15 * len(drawn) <= several <= 0.35 * len(drawn)


def test_the_same_command_gives_the_same_bytes(begun):
    for name in ("one", "two"):
        sampled(begun, begun / name)
    for path in (begun / "one").iterdir():
        assert path.read_bytes() == (begun / "two" / path.name).read_bytes()


def test_nothing_is_written_over(begun):
    sampled(begun, begun / "coding")
    before = {path: path.read_bytes() for path in (begun / "coding").iterdir()}
    with pytest.raises(InputError, match="holds tables already"):
        sampled(begun, begun / "coding", units=80)
    assert {path: path.read_bytes() for path in (begun / "coding").iterdir()} == before


def test_documents_are_drawn_by_the_codes_of_their_sentences(begun, capsys):
    sampled(begun, begun / "coding", unit="document", units=500)
    said = capsys.readouterr().out
    drawn = sample.read(begun / "coding" / "sample.csv")
    assert set(drawn["unit"]) == {"document"}
    assert len(drawn) == 48
    assert "500 were asked for; the corpus has no more, so all are taken (a census)" in said
    assert set(drawn["machine_class"]) > {"none"}


def test_too_few_units_leave_no_files_behind(begun):
    with pytest.raises(InputError, match="cannot cover the"):
        sampled(begun, begun / "coding", units=2)
    assert not (begun / "coding").exists()


def test_sheets_that_cannot_be_written_leave_no_sample_behind(begun, monkeypatch):
    def broken(*_, **__):
        raise InputError("no sheet")

    monkeypatch.setattr(sheets, "write", broken)
    with pytest.raises(InputError, match="no sheet"):
        sampled(begun, begun / "coding")
    assert list((begun / "coding").iterdir()) == []


@pytest.mark.parametrize(
    ("more", "words"),
    [
        (["--coders", "anna"], "names one. Name two, or write --overlap 0"),
        (["--coders", "anna,anna"], "name each coder once"),
        (["--overlap", "20"], "--overlap must be a share from 0 to 1; found 20"),
        (["--unit", "paragraph"], "is applied to sentences"),
        (["--by", "outlets"], "Did you mean 'outlet'"),
    ],
)
def test_options_that_cannot_be_are_told(begun, more, words):
    with pytest.raises(ValueError, match=words):
        sampled(begun, begun / "coding", *more)
    assert not (begun / "coding").exists()


# ---------------------------------------------------------------- plan


def answers(path):
    content = json.loads(path.read_text(encoding="utf-8"))
    return content, {one["frame"]: one for one in content["frames"]}


def test_five_articles_are_told_that_coding_cannot_make_up_for_them(capsys, tmp_path):
    assert run(_plan, "--study", SEEDS, "--unit", "sentence", "--json", tmp_path / "p.json") == 0
    said = " ".join(capsys.readouterr().out.split())
    assert "2 articles of January 2025, 3 articles of February 2026" in said
    assert "No number of coded sentences can make up for that" in said
    assert "cannot go below p = 0.10" in said
    assert "too few articles" in said
    assert "intraclass correlation 0.1" in said
    content, frames = answers(tmp_path / "p.json")
    assert content["too_few_articles"] is True
    assert "people must code some first" in frames["hypocrisy"]["problem"]


def test_a_study_of_more_articles_gets_numbers_from_its_own_codes(begun, capsys, tmp_path):
    assert run(_plan, "--study", begun, "--width", "0.15", "--json", tmp_path / "p.json") == 0
    said = " ".join(capsys.readouterr().out.split())
    content, frames = answers(tmp_path / "p.json")
    assert [wave["n_docs"] for wave in content["waves"]] == [24, 24]
    assert "No number of" not in said
    assert "the prevalence follows from the machine's own codes" in said
    coded = [one for one in frames.values() if not one["problem"]]
    assert coded
    for one in coded:
        first = one["expected"][0]
        assert first["precision"] == pytest.approx(0.8)
        assert first["prevalence"] == pytest.approx(first["machine_share"])
        assert one["width"][-1]["n_per_wave"] == 24
    assert "all are too few" in said  # 24 articles do not reach .15


def test_plain_numbers_need_no_study(capsys, tmp_path):
    assert run(_plan, "--prevalence", ".3", ".4", "--size", "2500", "--sensitivity", ".85", ".7",
               "--specificity", ".95", "--json", tmp_path / "p.json") == 0  # fmt: skip
    said = capsys.readouterr().out
    _, frames = answers(tmp_path / "p.json")
    (one,) = frames.values()
    marked = [row["n_per_wave"] for row in one["power"] if row["for_power"]]
    assert marked == [171]
    assert " 171 " in said
    assert "sensitivity 0.85 and then 0.7, specificity 0.95" in said


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ([], "Name a study with --study, or give --prevalence"),
        (["--study", SEEDS, "--size", "9"], "come from its articles"),
        (["--prevalence", ".3", ".3", ".3", "--size", "9"], "takes one number for both waves"),
        (["--prevalence", ".3", "--size", "9", "--specificity", ".9", "--precision", ".9"],
         "not both"),
        (["--prevalence", ".3", "--size", "9", "--difference", "0"], "--difference must lie"),
        (["--prevalence", ".3", "--size", "0"], "whole numbers from 1"),
    ],
)  # fmt: skip
def test_plans_that_cannot_be_made_are_told(more, words):
    with pytest.raises(InputError, match=words):
        run(_plan, *more)
