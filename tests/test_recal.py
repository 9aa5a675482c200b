"""ReCal files: read back as ReCal reads them, and checked with another program for alpha."""

import csv

import invented_corpus
import krippendorff
import numpy as np
import pandas as pd
import pytest

from analysis import recal
from analysis.contracts import InputError

COLUMNS = ["segment_id", "coder", "value"]

# Krippendorff, "Computing Krippendorff's alpha": 4 observers, 12 units, nominal alpha .743
OBSERVERS = {
    "A": "1 2 3 3 2 1 4 1 2 . . .", "B": "1 2 3 3 2 2 4 1 2 5 . 3",
    "C": ". 3 3 3 2 3 4 2 2 5 1 .", "D": "1 2 3 3 2 4 4 1 2 5 1 .",
}  # fmt: skip


def codings(rows, frame="costs"):
    table = pd.DataFrame(rows, columns=COLUMNS).astype({"value": "Int64"})
    return table.assign(doc_id="a", frame=frame, coder_kind="human", codebook="tram@1")


def read(folder, frame="costs"):
    """Rows and columns of numbers, nan where the file has #."""
    with (folder / f"recal_{frame}.csv").open(newline="") as lines:
        return np.array([[np.nan if cell == "#" else float(cell) for cell in row]
                         for row in csv.reader(lines)])  # fmt: skip


def test_the_published_alpha_comes_out_of_the_file(tmp_path):
    rows = [(f"u{number:02}", coder, None if cell == "." else int(cell))
            for coder, cells in OBSERVERS.items()
            for number, cell in enumerate(cells.split())]  # fmt: skip
    made = recal.write(codings(rows), frame="costs", folder=tmp_path, gaps=True)
    found = read(tmp_path)
    assert found.shape == (11, 4)  # unit 12 has one code only
    alpha = krippendorff.alpha(found.T, level_of_measurement="nominal")
    assert alpha == pytest.approx(0.743, abs=5e-4)
    assert made.loc[0, ["n_units", "n_left_out", "n_gaps"]].tolist() == [11, 1, 4]


def test_without_gaps_only_units_that_all_decided_and_the_key_names_them(tmp_path):
    rows = [("u2", "bea", 0), ("u2", "anna", 1), ("u1", "anna", 1), ("u1", "bea", None),
            ("u3", "anna", 0), ("u4", "bea", 1), ("u4", "anna", 1)]  # fmt: skip
    made = recal.write(codings(rows), frame="costs", folder=tmp_path / "new")
    assert (tmp_path / "new" / "recal_costs.csv").read_bytes() == b"1,0\n1,1\n"
    key = pd.read_csv(tmp_path / "new" / "recal_costs_key.csv")
    assert key["name"].tolist() == ["anna", "bea", "u2", "u4"]
    assert key["number"].tolist() == [1, 2, 1, 2]
    assert made["file"].tolist() == ["recal_costs.csv", "recal_costs_key.csv"]
    assert set(made["n_left_out"]) == {2}


def test_alpha_of_two_coders_of_an_invented_corpus_is_that_of_their_codes(tmp_path):
    made = invented_corpus.make(1)
    both = pd.concat([made.truth, made.machine])
    for frame in made.book.frame_ids:
        recal.write(both, frame=frame, folder=tmp_path)
        file = krippendorff.alpha(read(tmp_path, frame).T, level_of_measurement="nominal")
        pairs = [table[table["frame"] == frame].sort_values("segment_id")["value"].to_numpy(float)
                 for table in (made.machine, made.truth)]  # fmt: skip
        assert file == pytest.approx(krippendorff.alpha(pairs, level_of_measurement="nominal"))


def test_names_of_coders_cannot_become_formulas_or_columns(tmp_path):
    rows = [("u1", '=HYPERLINK("x")', 1), ("u1", "b,c", 0)]
    recal.write(codings(rows), frame="costs", folder=tmp_path)
    names = pd.read_csv(tmp_path / "recal_costs_key.csv")["name"].tolist()
    assert names == ['\'=HYPERLINK("x")', "b,c", "u1"]


@pytest.mark.parametrize(
    ("rows", "frame", "said"),
    [
        ([("u1", "anna", 1), ("u1", "bea", 1)], "cost", "Did you mean 'costs'"),
        ([("u1", "anna", 1)], "costs", "two coders at least"),
        ([("u1", "anna", 1), ("u1", "bea", None)], "costs", "gaps=True"),
    ],
)
def test_what_cannot_be_compared_is_told(tmp_path, rows, frame, said):
    with pytest.raises(InputError, match=said):
        recal.write(codings(rows), frame=frame, folder=tmp_path)
    assert not list(tmp_path.iterdir())
