"""`framewaves score` for a study whose gold codes are of drawn units."""

import json
import shutil
from pathlib import Path

import pandas as pd
import pytest

from analysis import cli, codebook, gold, sample, study
from analysis.cli import _sample

SEEDS = Path(__file__).resolve().parents[1] / "seeds"


@pytest.fixture(scope="module")
def drawn(tmp_path_factory):
    """The shipped study with a sample of 90 sentences, and their gold codes in drawn.csv."""
    place = tmp_path_factory.mktemp("drawn") / "seeds"
    shutil.copytree(SEEDS, place)
    plan = study.load(place)
    book = codebook.load(plan.codebook)
    found = _sample.coded(plan, book, "sentence")
    units = sample.draw(found.segments, found.codings, found.documents, n=90, development=0.0,
                        seed=3)  # fmt: skip
    sample.write(units, place / "sample.csv")
    spans = gold.read(plan.gold, book.frame_ids)
    keys = ["doc_id", "start", "end"]
    names = found.documents[["doc_id", "source_file"]]
    wanted = units[keys].merge(names, on="doc_id")
    wanted["article"] = wanted["source_file"].str.split("/").str[-1]
    chosen = spans.merge(wanted[["article", "start", "end"]], on=["article", "start", "end"])
    chosen.to_csv(place / "drawn.csv", index=False)
    assert len(chosen) == 90
    text = (place / "study.yaml").read_text(encoding="utf-8")
    kept = [line for line in text.splitlines() if not line.startswith(("gold:", "sample:"))]
    (place / "study.yaml").write_text("\n".join([*kept, "sample: sample.csv", ""]))
    return place


def run(capsys, place, *more, gold_file="drawn.csv"):
    code = cli.main(["score", "--study", str(place), "--gold", str(place / gold_file), *more])
    out, err = capsys.readouterr()
    return code, out, err


def test_scores_of_drawn_units_are_weighted(drawn, capsys):
    code, out, _ = run(capsys, drawn, "--json", str(drawn / "scores.json"))
    assert code == 0
    assert "All drawn units, weighted by the design" in out
    assert "Per wave and language" in out
    assert "Prevalence error" in out
    assert "February 2026 - January 2025" in out
    assert "2 and 3 documents: description only." in out or "3 and 2 documents" in out
    assert out.splitlines()[-1].endswith("weighted, 90 drawn units in 5 documents, test")
    records = pd.DataFrame(json.loads((drawn / "scores.json").read_text()))
    whole = records[records["wave"].isna() & records["language"].isna()]
    recall = whole[whole["measure"] == "recall"].set_index("frame")
    weighted = recall["weighted_tp"] / (recall["weighted_tp"] + recall["weighted_fn"])
    assert recall["estimate"].tolist() == pytest.approx(weighted.tolist())
    assert (records["measure"] == "prevalence_error_difference").sum() == 4


def test_gold_that_was_seen_is_only_described(drawn, capsys):
    text = (drawn / "study.yaml").read_text(encoding="utf-8")
    seen = drawn / "seen.yaml"
    seen.write_text(text + "gold: {file: drawn.csv, seen: true}\n", encoding="utf-8")
    code = cli.main(["score", "--study", str(seen), "--gold", str(drawn / "drawn.csv")])
    out, _ = capsys.readouterr()
    assert code == 0
    assert "Description of fit, not a test of validity." in out
    assert out.splitlines()[-1].endswith("description")


def test_units_that_were_not_drawn_are_refused(drawn, capsys):
    code, _, err = run(capsys, drawn, gold_file="coding/gold.csv")
    assert code == 2
    assert "gold units are not in the sample" in err
