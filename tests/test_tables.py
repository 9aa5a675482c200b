"""Tables for reading: full text, escaped, nothing lost, and the same numbers."""

import pandas as pd
import pytest

from analysis import contracts, pattern_tables, tables, validation

LABELS = {"theft": "Theft", "money": "Money"}


def test_a_table_is_shown_in_full_escaped_and_counts_what_is_left():
    long = "x" * 300 + "<script>alert(1)</script>"
    table = pd.DataFrame({"text": [long, None, "c"], "n": [1200, 2, 3]})
    shown = tables.show(table, most=2)._repr_html_()
    assert "x" * 300 + "&lt;script&gt;" in shown
    assert "<script>" not in shown
    assert "1,200" in shown
    assert "nan" not in shown.lower()
    assert "1 more rows are not shown here" in shown
    assert tables.show(table.head(0))._repr_html_() == "<p>Nothing to list.</p>"


def estimates(**changes):
    row = {
        "measure": "prevalence",
        "frame": "theft",
        "contrast": None,
        "method": "wilson",
        "estimate": 0.5,
        "ci_low": 0.2,
        "ci_high": 0.8,
        "ci_level": 0.95,
        "n_units": 40,
        "n_docs": 4,
        "note": None,
        "wave": "May",
    }
    return pd.DataFrame([row | changes])


def test_shares_are_percent_and_differences_are_points():
    (share,) = tables.estimates(estimates(), labels=LABELS).to_dict("records")
    assert (share["frame"], share["estimate"], share["interval"]) == (
        "Theft",
        "50 %",
        "20 % to 80 %",
    )
    assert (share["wave"], share["articles"], share["units"]) == ("May", 4, 40)
    change = estimates(contrast="June - May", estimate=-0.125, ci_low=None, ci_high=None)
    (moved,) = tables.estimates(change, labels=LABELS).to_dict("records")
    assert (moved["contrast"], moved["estimate"], moved["interval"]) == ("June - May", "−12", "–")


def test_rows_stand_by_wave_then_frame_in_the_order_given():
    table = pd.concat(
        [
            estimates(frame=frame, wave=wave)
            for wave in ("June", "May")
            for frame in ("money", "theft")
        ]
    )
    shown = tables.estimates(table, labels=LABELS, order=["May", "June"])
    assert list(zip(shown["wave"], shown["frame"], strict=True)) == [
        ("May", "Theft"),
        ("May", "Money"),
        ("June", "Theft"),
        ("June", "Money"),
    ]


def test_the_audit_counts_each_pattern_and_what_it_decides_alone():
    rows = [
        ("u1", "steal", "hit"),
        ("u1", "theft", "hit"),
        ("u2", "steal", "hit"),
        ("u3", "theft", "negated"),
        ("u2", "steal", "hit"),
    ]
    hits = pd.DataFrame(
        [
            {
                "segment_id": unit,
                "doc_id": "d",
                "frame": "theft",
                "indicator": "i",
                "pattern": pattern,
                "status": status,
            }
            for unit, pattern, status in rows
        ]
    )
    shown = pattern_tables.audit(pattern_tables.found(hits), labels=LABELS).set_index("pattern")
    assert shown.loc["steal", ["hits", "articles", "set aside", "decides alone"]].tolist() == [
        3,
        1,
        0,
        "50 %",
    ]
    assert shown.loc["theft", ["hits", "set aside", "decides alone"]].tolist() == [1, 1, ""]


def test_scores_are_one_row_per_frame_with_counts():
    documents = pd.DataFrame(
        {
            "doc_id": ["d"],
            "source_file": ["a.txt"],
            "source_format": "text",
            "position_in_file": 0,
            "text": ["They steal. Rain. A theft."],
            "date_source": "none",
            "words": 5,
            "text_sha256": "0",
        }
    )
    gold = pd.DataFrame(
        {
            "article": "a.txt",
            "start": [0, 12, 18],
            "end": [11, 17, 26],
            "theft": [1, 0, 1],
            "money": [0, 0, 0],
        }
    )
    hits = pd.DataFrame(
        {
            "segment_id": ["s"],
            "doc_id": "d",
            "frame": "theft",
            "indicator": "i",
            "pattern": "steal",
            "start": 5,
            "end": 10,
            "matched": "steal",
            "status": "hit",
        }
    )
    table = validation.score(hits, gold, documents, level=0.95, seed=1)
    shown = tables.scores(table, labels=LABELS).set_index("frame")
    assert shown.loc["Theft", ["gold", "found", "both"]].tolist() == ["2", "1", "1"]
    assert shown.loc["Theft", "recall"].startswith("0.50 (")
    assert shown.loc["Money", "F1"] == "undefined"
    assert shown.loc["mean over frames", "F1"].startswith("0.67")


@pytest.mark.parametrize("formula", ["=1", "@x"])
def test_article_shares_keep_every_cell(formula):
    documents = pd.DataFrame(
        {
            "doc_id": ["d"],
            "outlet": [formula],
            "source_file": "f",
            "wave": "May",
            "wave_source": "event",
            "published_from": pd.to_datetime(["2026-05-02"]),
            "published_to": pd.to_datetime([None]),
        }
    )
    tallies = pd.DataFrame(
        {"doc_id": "d", "frame": ["theft", "money"], "n_units": 9, "n_positive": [1, 0]}
    )
    shown = tables.article_shares(tallies, documents)
    assert shown["outlet"].tolist() == [formula] * 2
    assert shown["wave_inferred"].all()
    assert shown["date_label"].iloc[0] == "from 2 May 2026"


def test_an_audit_of_no_counted_hits_is_a_table_without_shares():
    empty = contracts.empty("hits").assign(because="")
    assert pattern_tables.audit(pattern_tables.found(empty), labels=LABELS).empty
    hits = pd.DataFrame(
        {
            "segment_id": ["u"],
            "doc_id": "d",
            "frame": "theft",
            "indicator": "i",
            "pattern": "p",
            "status": "negated",
        }
    )
    shown = pattern_tables.audit(pattern_tables.found(hits), labels=LABELS)
    assert shown[["hits", "set aside", "decides alone"]].to_numpy().tolist() == [[0, 1, ""]]


def test_scores_of_no_group_are_a_table_with_columns():
    assert tables.scores(
        contracts.empty("estimates").assign(wave=""), labels=LABELS, by=["wave"]
    ).empty


def test_counts_stand_beside_shares_and_clusters_where_there_are_copies():
    plain = tables.estimates(estimates(n_positive=2), labels=LABELS)
    assert plain.loc[0, ["with frame", "articles"]].tolist() == [2, 4]
    assert "clusters" not in tables.estimates(estimates(n_clusters=4), labels=LABELS)
    copied = tables.estimates(estimates(n_positive=2, n_clusters=3), labels=LABELS)
    assert copied.loc[0, "clusters"] == 3


def test_rules_of_counting_stand_side_by_side_in_a_cell_each():
    visible = pd.concat(
        [
            estimates(frame=frame, wave=wave, estimate=0.5, n_docs=6, n_clusters=4, n_positive=3)
            for wave in ("June", "May")
            for frame in ("money", "theft")
        ]
    )
    content = pd.concat([estimates(frame=frame, estimate=0.25) for frame in ("theft", "money")])
    content = content.assign(n_positive=1, n_clusters=None, ci_low=None)
    named = {"visibility": visible, "content": content, "none": visible.head(0)}
    named = {name: contracts.conform(table, "estimates") for name, table in named.items()}
    shown = tables.side_by_side(named, labels=LABELS, order=["May", "June"])
    assert list(shown.columns) == ["measure", "frame", "wave", "visibility", "content", "none"]
    assert shown[["wave", "frame"]].to_numpy().tolist() == [
        ["May", "Theft"],
        ["May", "Money"],
        ["June", "Theft"],
        ["June", "Money"],
    ]
    assert set(shown["visibility"]) == {"50 % (20 % to 80 %; 3 of 6 articles, 4 clusters)"}
    one = "25 % (no interval; 1 of 4 articles)"
    assert shown["content"].tolist() == [one, one, "–", "–"]
    assert set(shown["none"]) == {"–"}
    empty = {name: table.head(0) for name, table in named.items()}
    assert tables.side_by_side(empty, labels=LABELS).empty


def test_a_difference_shows_its_p_and_a_share_of_units_its_units():
    moved = estimates(contrast="June - May", estimate=-0.125, ci_low=-0.3, ci_high=0.004)
    moved = moved.assign(n_clusters=4, p_adjusted=0.0123, wave=None)
    shown = tables.side_by_side({"all": moved}, labels=LABELS)
    assert shown.loc[0, "all"] == "−12 (−30 to +0.4; p = .012; 4 articles)"
    html = tables.show(shown)._repr_html_()
    assert "p&nbsp;=&nbsp;.012" in html  # a p-value is not broken over two lines
    units = estimates(measure="salience", n_positive=12, n_clusters=4, p_adjusted=None)
    cell = tables.side_by_side({"all": units}, labels=LABELS).loc[0, "all"]
    assert cell == "50 % (20 % to 80 %; 12 of 40 in 4 articles)"
    undefined = estimates(estimate=None, n_docs=0, n_clusters=None, p_adjusted=None)
    assert tables.side_by_side({"all": undefined}, labels=LABELS).loc[0, "all"] == "–"


def test_articles_of_one_export_can_be_told_apart():
    """Before, all articles of an export had the same file and nothing else."""
    base = {"source_format": "csv", "date_source": "none", "words": 1, "text": "t",
            "text_sha256": "0", "outlet": "Daily"}  # fmt: skip
    rows = [{"doc_id": f"d{place}", "source_file": "export.csv", "position_in_file": place,
             "title": f"Title {place}"} for place in (1, 2)]  # fmt: skip
    several = contracts.conform(pd.DataFrame([base | row for row in rows]), "documents")
    shown = tables.articles(several)
    assert shown[["file", "article", "title"]].to_numpy().tolist() == [
        ["export.csv", 1, "Title 1"],
        ["export.csv", 2, "Title 2"],
    ]
    alone = tables.articles(several.head(1).assign(title=None))
    assert {"article", "title"}.isdisjoint(alone.columns)


def test_a_day_is_not_broken_over_two_lines():
    shown = tables.show(pd.DataFrame({"days": ["2025-01-20 to 2025-02-28"]}))._repr_html_()
    assert '<span class="fw-day">2025-01-20</span> to <span class="fw-day">2025-02-28' in shown


def test_languages_are_shown_with_percentages():
    found = pd.DataFrame({"language": ["en", None], "n_docs": [3, 1], "n_units": [64, 2],
                          "share": [64 / 66, 2 / 66], "n_by_words": [55, 0],
                          "n_detected": [5, 0]})  # fmt: skip
    assert tables.languages(found).to_numpy().tolist() == [
        ["en", 3, 64, "97 %", 55, 5],
        ["not known", 1, 2, "3 %", 0, 0],
    ]
