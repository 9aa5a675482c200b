"""The figure of key words: what it draws, what it says, and what it refuses."""

import matplotlib as mpl
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest

from analysis import figure, style
from analysis.contracts import InputError


def scored(n=6, *, language="en", target="June", reference="May", passes=True, **columns):
    """Make a table as of keyness.compare with scores on both sides of zero."""
    return pd.DataFrame({
        "language": language, "target": target, "reference": reference,
        "term": [f"term{number:02}" for number in range(n)], "z": np.linspace(5, -4, n),
        "p_adjusted": np.where(np.arange(n) % 2, 0.5, 0.01) if passes else np.nan,
        "ci_level": 0.95, "n_target": range(10, 10 + n), "n_reference": range(n),
        "n_docs_with_target": 3, "n_docs_with_reference": 1, "n_docs_target": 1_200,
        "n_docs_reference": 7,
    } | columns)  # fmt: skip


def drawn(table, *, width="column", **options):
    with mpl.rc_context(style.paper(width=width)):
        ax = figure.keyness(table, **options)
        ax.figure.canvas.draw()
    return ax


def texts(ax):
    return [text.get_text() for text in ax.texts]


@pytest.fixture(autouse=True)
def closed():
    yield
    plt.close("all")


def test_bars_are_the_scores_with_counts_and_articles_beside_them():
    table = scored()
    ax = drawn(table.sample(frac=1, random_state=1))
    assert [label.get_text() for label in ax.get_yticklabels()] == table["term"].tolist()
    assert np.allclose([bar.get_width() for bar in ax.patches], table["z"])
    for row in table.itertuples():
        assert f"{row.n_target} (3)" in texts(ax)
        assert f"{row.n_reference} (1)" in texts(ax)
    assert ax.get_xlabel() == "Weighted log-odds (z)"
    assert ax.get_xlim() == (-5, 5)


def test_the_head_says_language_and_sides_with_their_articles():
    said = texts(drawn(scored(language="nl"), width="page", names={"June": "The second wave"}))
    assert "Dutch" in said
    assert "■ more in The second wave (1,200 articles)    □ more in May (7 articles)" in said


def test_terms_that_a_test_bears_out_are_bold_and_the_note_says_so():
    ax = drawn(scored())
    weights = [label.get_fontweight() for label in ax.get_yticklabels()]
    assert weights == ["bold", "normal"] * 3
    assert any("Bold: adjusted p below 0.05" in text for text in texts(ax))
    untested = drawn(scored(passes=False))
    assert {label.get_fontweight() for label in untested.get_yticklabels()} == {"normal"}
    assert any("too few" in " ".join(text.split()) for text in texts(untested))


def test_only_the_first_terms_of_each_side_are_drawn():
    ax = drawn(scored(20), top=2)
    assert [label.get_text() for label in ax.get_yticklabels()] == [
        "term00", "term01", "term18", "term19",
    ]  # fmt: skip
    one_sided = drawn(scored(3, z=[3.0, 2.0, 1.0]), top=2)
    assert [label.get_text() for label in one_sided.get_yticklabels()] == ["term00", "term01"]


def test_languages_are_ranked_apart():
    both = pd.concat([scored(4), scored(4, language="nl", z=[9.0, 8.0, -7.0, -8.0])])
    ax = drawn(both)
    heads = [text for text in texts(ax) if text in ("English", "Dutch")]
    assert heads == ["English", "Dutch"]
    assert [label.get_text() for label in ax.get_yticklabels()] == scored(4)["term"].tolist() * 2


def test_sides_differ_in_grey():
    ax = drawn(scored(2))
    light = [sum(bar.get_facecolor()[:3]) for bar in ax.patches]
    assert light[1] - light[0] > 1.5


@pytest.mark.parametrize("width", ["column", "page"])
def test_nothing_leaves_the_figure(width):
    long = "aansprakelijkheidsverzekeringsmaatschappij"
    table = scored(30, target=f"The {long} wave", n_target=123_456, n_docs_with_target=12_345)
    ax = drawn(table.assign(term=[f"{long}{at}" for at in range(30)]), width=width, top=15)
    frame = ax.figure.bbox
    for text in [*ax.texts, *ax.get_yticklabels(), ax.xaxis.label]:
        box = text.get_window_extent()
        assert box.x0 >= frame.x0 - 1
        assert box.x1 <= frame.x1 + 1
        assert frame.y0 - 1 <= box.y0 < box.y1 <= frame.y1 + 1
    assert round(style.millimetres(ax.figure.get_figwidth())) == style.WIDTHS[width]


def test_the_title_of_the_columns_keeps_clear_of_the_legend():
    table = scored(4, target="sentences in it", reference="sentences without it")
    ax = drawn(table)
    legend = next(text for text in ax.texts if text.get_text().startswith("■ more"))
    signs = [text for text in ax.texts if text.get_text() in ("■", "□")]
    assert len(signs) == 2
    ends = legend.get_window_extent().x1
    below = legend.get_text().endswith("\n ")  # the columns have a line of their own
    assert below or all(ends < sign.get_window_extent().x0 for sign in signs)
    short = texts(drawn(scored(4)))
    assert not any(text.endswith("\n ") for text in short)


@pytest.mark.parametrize(
    ("change", "options", "words"),
    [
        ({}, {"score": "zz"}, r"no score 'zz'. Did you mean 'z'\?"),
        ({}, {"top": 0}, "top is a number of terms"),
        ({"term": "same"}, {}, "more than one row for 'en / June / May / same'"),
        ({"z": np.nan}, {}, "keyness.z has 6 empty values"),
    ],
)
def test_what_cannot_be_drawn_is_refused(change, options, words):
    with pytest.raises(InputError, match=words):
        drawn(scored().assign(**change), **options)
    with pytest.raises(InputError, match="has no rows"):
        drawn(scored().iloc[:0])
    with pytest.raises(InputError, match="31 terms do not fit"):
        drawn(scored(31, z=1.0), top=40)
