"""Export: what lies beside a figure, the same bytes twice, and defused spreadsheets."""

import csv
import io
import json
import re

import matplotlib.pyplot as plt
import pandas as pd
import pytest

from analysis import export
from analysis.contracts import InputError

DATA = pd.DataFrame({"frame": ["a", "b"], "estimate": [1 / 3, 0.5]})


def bars(table, *, labels):
    _, ax = plt.subplots()
    ax.barh([labels[frame] for frame in table["frame"]], table["estimate"])
    return ax


def draw(folder, **changes):
    options = {
        "name": "bars",
        "caption": "Two <b>bars</b>.",
        "said": "**A** 33 %, b 50 %.",
        "folder": folder,
        "width": "column",
        "labels": {"a": "A", "b": "B"},
    }
    return export.draw(bars, DATA, **(options | changes))


def test_writes_three_formats_data_caption_and_alt(tmp_path):
    made = draw(tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == list(made.files)
    assert set(made.files) == {"bars.csv", "bars.json", "bars.pdf", "bars.png", "bars.svg"}
    described = json.loads((tmp_path / "bars.json").read_text())
    assert described["width_mm"] == 89.0
    assert described["alt"] == "Figure. A 33 %, b 50 %."
    assert (tmp_path / "bars.csv").read_text() == "frame,estimate\na,0.333333\nb,0.5\n"
    assert plt.get_fignums() == []


def test_a_second_run_gives_the_same_bytes(tmp_path):
    draw(tmp_path / "one")
    draw(tmp_path / "two")
    for path in (tmp_path / "one").iterdir():
        assert path.read_bytes() == (tmp_path / "two" / path.name).read_bytes(), path.name


def test_the_files_hold_no_date_no_type_3_font_and_the_exact_page(tmp_path):
    draw(tmp_path)
    pdf = (tmp_path / "bars.pdf").read_bytes()
    assert b"/Type3" not in pdf
    assert b"CreationDate" not in pdf
    box = re.search(rb"/MediaBox \[ *0 0 ([\d.]+)", pdf)
    assert box is not None
    assert float(box[1]) == pytest.approx(89 / 25.4 * 72, abs=0.01)
    svg = (tmp_path / "bars.svg").read_text()
    assert "<dc:date>" not in svg
    assert "Figure. A 33 %" in svg


def test_shows_itself_with_alt_text_and_escaped_caption(tmp_path):
    shown = draw(tmp_path)._repr_html_()
    assert 'alt="Figure. A 33 %, b 50 %."' in shown
    assert "Two &lt;b&gt;bars&lt;/b&gt;." in shown
    assert "<b>" not in shown


@pytest.mark.parametrize(
    ("changes", "complaint"),
    [
        ({"name": "../bars"}, "use small letters"),
        ({"name": "Bars"}, "use small letters"),
        ({"caption": " "}, "needs a caption and an alt text"),
    ],
)
def test_refuses_what_would_be_no_good_file(tmp_path, changes, complaint):
    with pytest.raises(InputError, match=complaint):
        draw(tmp_path, **changes)
    assert plt.get_fignums() == []


FORMULAS = ["=1+1", "+1", "-1+cmd", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1+1"]


@pytest.mark.parametrize("kind", ["str", "object", "category"])
@pytest.mark.parametrize("formula", FORMULAS)
def test_a_formula_in_a_text_or_a_name_is_defused(formula, kind):
    column = pd.Series([formula, "plain"], dtype=kind)
    text = export.table_text(pd.DataFrame({formula: column, "outlet": column}))
    written = list(csv.reader(io.StringIO(text)))
    assert all(cell.startswith("'") for cell in [written[0][0], *written[1]])
    assert (written[0][1], written[2]) == ("outlet", ["plain", "plain"])


def test_a_carriage_return_begins_no_row():
    text = export.table_text(pd.DataFrame({"title": ["News\r=1+1", "a\r\n=1"], "n": [1, 2]}))
    assert "\r" not in text
    written = list(csv.reader(io.StringIO(text)))
    assert written == [["title", "n"], ["News\n=1+1", "1"], ["a\n=1", "2"]]


def test_numbers_stay_numbers_and_days_days():
    table = pd.DataFrame({"estimate": [-0.5], "day": pd.to_datetime(["2026-02-13"])})
    assert export.table_text(table).splitlines()[1] == "-0.5,2026-02-13"


def test_a_long_table_is_parquet_with_the_same_bytes_and_takes_the_place_of_the_csv(tmp_path):
    table = pd.DataFrame({"doc_id": ["a", "b", "c"], "n": [1, 2, 3]})
    assert export.save_table(table, "codes", folder=tmp_path, most=3).name == "codes.csv"
    path = export.save_table(table, "codes", folder=tmp_path, most=2)
    assert [file.name for file in tmp_path.iterdir()] == ["codes.parquet"]
    pd.testing.assert_frame_equal(pd.read_parquet(path), table, check_dtype=False)
    first = path.read_bytes()
    assert export.save_table(table, "codes", folder=tmp_path, most=2).read_bytes() == first
