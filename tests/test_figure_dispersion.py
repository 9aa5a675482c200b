"""The dispersion plot: every occurrence has its tick, every article its line."""

import matplotlib as mpl
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest
from matplotlib.collections import LineCollection, PatchCollection

from analysis import figure, style
from analysis.contracts import InputError


@pytest.fixture(autouse=True)
def drawn():
    with mpl.rc_context(style.paper(width="page")):
        yield
    plt.close("all")


def positions(n=3, terms=("deal", "chip"), **changes):
    rows = []
    for number in range(n):
        about = {"doc_id": f"d{number}", "outlet": f"Paper {number}", "date_label": "3 May 2031",
                 "wave": "May" if number < 2 else "June"}  # fmt: skip
        rows.append(about | {"term": None, "place": np.nan})
        rows += [about | {"term": term, "place": (at + number % 9) / 20}
                 for at, term in enumerate(terms)]  # fmt: skip
    return pd.DataFrame(rows).assign(**changes)


def ticks(ax):
    return [
        segment
        for collection in ax.collections
        if isinstance(collection, LineCollection)
        for segment in collection.get_segments()
        if segment[0][0] == segment[1][0]
    ]


def texts(ax):
    return [text.get_text() for text in ax.texts]


def test_each_occurrence_has_a_tick_at_its_place():
    ax = figure.dispersion(positions())
    assert len(ticks(ax)) == 6
    found = sorted(segment[0][0] for segment in ticks(ax))
    expected = sorted(column + 0.06 + 0.88 * (column + number) / 20
                      for column in (0, 1) for number in range(3))  # fmt: skip
    assert found == pytest.approx(expected)


def test_an_article_without_the_terms_has_a_line_and_a_name():
    table = positions()
    table = table[(table["doc_id"] != "d0") | table["term"].isna()]
    ax = figure.dispersion(table)
    assert len(ticks(ax)) == 4
    assert "Paper 0" in texts(ax)
    lines = [segment for collection in ax.collections for segment in collection.get_segments()
             if segment[0][1] == segment[1][1]]  # fmt: skip
    assert len(lines) == 3 * 2


def test_waves_and_terms_stand_in_the_order_given():
    ax = figure.dispersion(positions(), waves=["June", "May", "July"], terms=["chip", "deal"])
    heads = {text.get_text(): text.xy[1] for text in ax.texts}
    assert heads["June"] < heads["May"]
    assert "July" not in heads
    assert [label.get_text() for label in ax.get_xticklabels()] == ["chip", "deal"]
    assert "2 articles" in texts(ax)


def test_pooled_rows_are_strips_of_tenths():
    base = {"doc_id": "o", "outlet": "Paper", "date_label": "50 articles", "wave": "May",
            "n_docs": 50, "term": "deal"}  # fmt: skip
    table = pd.DataFrame([base | {"place": (k + 0.5) / 10, "per_article": k / 10}
                          for k in range(10)])  # fmt: skip
    ax = figure.dispersion(table)
    (strip,) = [one for one in ax.collections if isinstance(one, PatchCollection)]
    assert len(strip.get_paths()) == 9  # the tenth without an occurrence stays white
    faces = strip.get_facecolors()[:, :3].sum(axis=1)
    assert (np.diff(faces) < 0).all()  # darker where it occurs more often
    assert "50 articles" in texts(ax)
    assert "deal 0.90" in ax.get_xlabel().replace("\n", " ")


def test_a_date_stands_below_the_outlet_in_a_column():
    with mpl.rc_context(style.paper(width="column")):
        ax = figure.dispersion(positions())
        assert round(style.millimetres(ax.figure.get_figwidth())) == 89
    marks = {text.get_text(): text for text in ax.texts}
    assert marks["3 May 2031"].xyann[1] < 0 < marks["Paper 0"].xyann[1]


@pytest.mark.parametrize("n", [1, 40])
def test_one_and_many_articles_have_room(n):
    ax = figure.dispersion(positions(n))
    assert len(ticks(ax)) == 2 * n


@pytest.mark.parametrize(
    ("table", "options", "says"),
    [
        (positions().drop(columns="place"), {}, "lacks 'place'"),
        (positions().head(0), {}, "has no rows"),
        (positions(terms=()), {}, "holds no term"),
        (positions(61), {}, "61 rows are too many"),
        (positions(1, terms=tuple("abcdefghi")), {}, "9 terms are too many"),
        (positions(place=2.0), {}, "a place is between 0"),
        (positions(), {"terms": ["deal"]}, "terms does not hold 'chip'"),
        (positions(), {"waves": ["May"]}, "waves does not hold 'June'"),
    ],
)
def test_what_cannot_be_drawn_is_said(table, options, says):
    with pytest.raises(InputError, match=says):
        figure.dispersion(table, **options)
