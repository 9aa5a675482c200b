"""Words for numbers, days and names."""

import pandas as pd
import pytest

from analysis import contracts, wording


@pytest.mark.parametrize(
    ("share", "text"),
    [
        (0.0, "0 %"),
        (0.001, "0.1 %"),
        (0.5, "50 %"),
        (0.995, "99.5 %"),
        (1.0, "100 %"),
        (float("nan"), "undefined"),
        (None, "undefined"),
    ],
)
def test_percent(share, text):
    assert wording.percent(share) == text


def documents(rows):
    base = {
        "source_format": "text",
        "position_in_file": 0,
        "text": "t",
        "date_source": "none",
        "words": 1,
        "text_sha256": "0",
        "source_file": "a.txt",
    }
    return contracts.conform(pd.DataFrame([base | row for row in rows]), "documents")


@pytest.mark.parametrize(
    ("first", "last", "label"),
    [
        ("2026-02-13", "2026-02-13", "13 Feb 2026"),
        ("2025-01-29", "2025-01-31", "29–31 Jan 2025"),
        ("2025-01-29", "2025-02-02", "29 Jan – 2 Feb 2025"),
        ("2025-12-30", "2026-01-02", "30 Dec 2025 – 2 Jan 2026"),
        ("2026-02-12", None, "from 12 Feb 2026"),
        (None, "2026-02-12", "until 12 Feb 2026"),
        (None, None, "undated"),
    ],
)
def test_a_date_is_written_as_exactly_as_it_is_known(first, last, label):
    table = documents([{"doc_id": "d", "published_from": first, "published_to": last}])
    assert wording.date_labels(table) == {"d": label}


def test_articles_stand_by_wave_in_time_then_date_and_those_without_wave_last():
    table = documents(
        [
            {"doc_id": "x", "outlet": "x"},
            {"doc_id": "b", "wave": "April", "published_from": "2026-04-02", "outlet": "z"},
            {"doc_id": "a", "wave": "April", "published_from": "2026-04-02", "outlet": "a"},
            {"doc_id": "m", "wave": "March", "published_from": "2026-03-09", "outlet": "m"},
        ]
    )
    assert wording.in_order(table) == ["m", "a", "b", "x"]
    assert wording.in_order(table.iloc[::-1]) == ["m", "a", "b", "x"]


def test_order_of_no_documents_and_of_documents_without_any_wave():
    assert wording.in_order(contracts.empty("documents")) == []
    assert wording.in_order(documents([{"doc_id": "b"}, {"doc_id": "a"}])) == ["a", "b"]


def test_names_from_articles_cannot_become_markup():
    assert "://" not in wording.safe("see http://evil.example")
    assert wording.safe("<img src=x> *a* [b](c)") == r"&lt;img src=x&gt; \*a\* \[b\](c)"


def test_alt_text_is_plain():
    said = "**May**: " + wording.safe("A* <b>") + " 5 %."
    assert wording.alt("Chart", said) == "Chart. May: A* <b> 5 %."


def test_a_caption_counts_each_unit_once_though_tallied_by_role():
    table = documents([{"doc_id": "d", "wave": "May", "wave_source": "event"}])
    tallies = pd.DataFrame(
        {
            "doc_id": "d",
            "frame": ["a", "b", "a", "b"],
            "role": ["lead", "lead", "body", "body"],
            "n_units": [1, 1, 4, 4],
            "n_positive": 0,
            "weight": 1.0,
        }
    )
    text = wording.caption(
        "Shown.",
        documents=table,
        tallies=tallies,
        codebook="b@1+0",
        unit="sentence",
        notes=["A rule."],
    )
    assert "1 article, 5 sentences" in text
    assert "Wave inferred from events for 1 of them." in text
    assert "A rule." in text
    assert "Fewer than four articles in a wave: description only." in text
    assert "b@1+0" in text
