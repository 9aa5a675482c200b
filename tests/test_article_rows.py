"""Rows of the chart of articles: nothing is lost when outlets take the place of articles."""

import matplotlib.pyplot as plt
import pandas as pd

from analysis import article_rows, figure, sentences

LABELS = {"theft": "Theft", "money": "Money"}


def shares(n, outlets, waves=("May", "June")):
    rows = [
        {"doc_id": f"d{k:04}", "outlet": f"paper {k % outlets:02}", "date_label": "3 May 2031",
         "wave": waves[k % len(waves)], "wave_inferred": k % 7 == 0, "frame": frame,
         "n_units": 10 + k % 3, "n_positive": k % 5 if frame == "theft" else 0}
        for k in range(n) for frame in LABELS
    ]  # fmt: skip
    return pd.DataFrame(rows)


def test_few_articles_have_a_row_each():
    table = shares(60, 5)
    assert article_rows.rows(table) is table


def test_outlets_of_each_wave_add_up_to_all_articles():
    table = shares(500, 70)
    rows = article_rows.rows(table)
    counts = ["n_units", "n_positive"]
    keys = ["wave", "frame"]
    pd.testing.assert_frame_equal(
        rows.groupby(keys)[counts].sum(), table.groupby(keys)[counts].sum()
    )
    whole = rows.drop_duplicates("doc_id")
    assert whole["n_docs"].sum() == 500
    assert len(whole) == article_rows.MOST_ROWS
    last = whole.groupby("wave", sort=False).tail(1)
    assert last["outlet"].tolist() == [article_rows.OTHERS] * 2
    inferred = whole["date_label"].str.extract(r"(\d+) inferred")[0].dropna().astype(int)
    assert inferred.sum() == table.drop_duplicates("doc_id")["wave_inferred"].sum()


def test_the_order_of_the_articles_changes_nothing():
    table = shares(300, 30)
    mixed = table.sample(frac=1, random_state=1)
    pd.testing.assert_frame_equal(article_rows.rows(mixed), article_rows.rows(table))


def test_articles_in_no_wave_have_a_row_of_their_own():
    table = shares(200, 3).assign(wave=lambda made: made["wave"].where(made["wave"] == "May"))
    rows = article_rows.rows(table)
    assert rows.loc[rows["wave"].isna(), "n_docs"].sum() == 2 * 100


def test_the_figure_counts_articles_and_the_sentence_says_what_a_row_is():
    table = shares(500, 4)
    rows = article_rows.rows(table)
    ax = figure.heatmap(rows, labels=LABELS, waves=["May", "June"], unit="sentences")
    texts = [text.get_text() for text in ax.texts]
    plt.close(ax.figure)
    assert texts.count("250 articles") == 2
    assert any("of the outlet’s counted sentences" in text for text in (*texts, ax.get_xlabel())
               ) or "outlet" in " ".join(texts)  # fmt: skip
    said = sentences.heatmap(table, labels=LABELS, rows=rows)
    assert "500 articles are too many for a row each" in said
    assert "too many" not in sentences.heatmap(table, labels=LABELS, rows=table)
