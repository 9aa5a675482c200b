"""A saved figure can be drawn again from its own files, to the byte."""

import json
from pathlib import Path

import matplotlib.pyplot as plt
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import _recipes, export, figure
from analysis.contracts import InputError

FIGURES = sorted((Path(__file__).resolve().parents[1] / "figures").glob("*.json"))
WORDS = {"caption": "Shares.", "said": "IP theft leads."}
SHARES = pd.DataFrame({
    "measure": "salience", "frame": ["ip_theft", "hypocrisy"], "estimate": [1 / 3, 0.0],
    "ci_low": [0.1, None], "ci_high": [0.6, None], "wave": ["May", "May"],
    "n_docs": [4, 4], "n_units": [40, 40],
    "note": ["", "too few"],
})  # fmt: skip
LABELS = {"ip_theft": "=IP theft", "hypocrisy": "Hypocrisy"}


def drawn_again(recipe, folder):
    return export.draw(
        recipe.function, recipe.data, name=recipe.name, caption=recipe.caption, said=recipe.said,
        folder=folder, width=recipe.width, codebook=recipe.codebook, headline=recipe.headline,
        **recipe.options,
    )  # fmt: skip


def test_there_are_figures_to_draw_again():
    assert len(FIGURES) > 20


@pytest.mark.parametrize("path", FIGURES, ids=lambda path: path.stem)
def test_a_figure_of_the_shipped_study_drawn_again_has_the_same_bytes(path, tmp_path):
    made = drawn_again(export.recipe(path), tmp_path)
    for name in made.files:
        assert (tmp_path / name).read_bytes() == (path.parent / name).read_bytes(), name


def test_what_a_figure_shows_is_what_its_csv_says(tmp_path):
    export.draw(figure.intervals, SHARES, name="shares", folder=tmp_path, labels=LABELS, **WORDS)
    before = (tmp_path / "shares.pdf").read_bytes()
    table = tmp_path / "shares.csv"
    table.write_text(table.read_text().replace("0.333333", "0.9"))
    drawn_again(export.recipe(tmp_path / "shares.json"), tmp_path)
    assert (tmp_path / "shares.pdf").read_bytes() != before


def test_options_come_back_in_their_order_and_kind(tmp_path):
    rows = pd.DataFrame({"contrast": ["June - May"], "same": [True]})
    options = {
        "labels": {"b": "B", "a": "=A"}, "topics": {1: "one", 0: "nil"}, "waves": ("May", "June"),
        "plain": True, "top": 3, "day": pd.Timestamp("2025-01-20"), "none": None, "rows": rows,
    }  # fmt: skip
    kept = {}

    def save(name, table):
        kept[f"x.{name}.csv"] = export.table_text(table)
        return f"x.{name}.csv"

    written = json.loads(json.dumps(_recipes.encoded(options, save=save), sort_keys=True))
    back = _recipes.decoded(written, read=kept.__getitem__)
    assert list(back["labels"]) == ["b", "a"]
    assert back["topics"] == {1: "one", 0: "nil"}
    assert back["waves"] == ["May", "June"]
    assert (back["plain"], back["top"], back["none"]) == (True, 3, None)
    assert back["day"] == pd.Timestamp("2025-01-20")
    pd.testing.assert_frame_equal(back["rows"], rows, check_dtype=False)


def test_an_option_that_cannot_be_written_down_is_named():
    with pytest.raises(InputError, match=r"Option 'key'.*lists, mappings or tables"):
        _recipes.encoded({"key": object()}, save=lambda *_: "")


@settings(max_examples=40, deadline=None)
@given(
    texts=st.lists(
        st.one_of(st.none(), st.text(st.characters(codec="utf-8", exclude_characters="\r\0"),
                                     min_size=1)), min_size=1, max_size=5),
    number=st.integers(-(10**6), 10**6),
)  # fmt: skip
def test_a_table_comes_back_as_it_was(texts, number):
    plain = [text if text is None or not text.startswith("'") else "x" + text for text in texts]
    table = pd.DataFrame({
        "outlet": pd.Series(plain, dtype="str"), "n": number, "share": 0.25, "yes": True,
        "day": pd.Timestamp("2025-01-27"), "=kind": pd.Categorical(["b"] * len(plain), ["b", "a"]),
    })  # fmt: skip
    back = _recipes.table(export.table_text(table), _recipes.columns(table))
    pd.testing.assert_frame_equal(back, table, check_dtype=False, check_categorical=False)
    assert list(back["=kind"].cat.categories) == ["b", "a"]


def test_empty_texts_stay_texts_and_gaps_stay_gaps():
    table = pd.DataFrame({"note": ["", "few"], "outlet": [None, "NRC"], "p": [None, 0.5]})
    back = _recipes.table(export.table_text(table), _recipes.columns(table))
    assert back["note"].tolist() == ["", "few"]
    assert back["outlet"].isna().tolist() == back["p"].isna().tolist() == [True, False]


def test_a_figure_of_ones_own_is_saved_but_said_not_to_be_drawn_again(tmp_path):
    def my_chart(data, *, key):
        axes = plt.figure(figsize=(2, 1)).subplots()
        axes.bar([0], [len(data)])
        return axes

    export.draw(my_chart, SHARES, name="mine", folder=tmp_path, key=object(), **WORDS)
    with pytest.raises(InputError, match=r"mine\.json.*not of this kit"):
        export.recipe(tmp_path / "mine.json")


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"function": "intervals"}'])
def test_a_damaged_record_of_a_figure_is_named(content, tmp_path):
    (tmp_path / "shares.json").write_text(content)
    with pytest.raises(InputError, match=r"shares\.json.*Run `framewaves report` anew"):
        export.recipe(tmp_path / "shares.json")
