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


def captioned(table, counting, used=None):
    ids = table["doc_id"] if used is None else used
    tallies = pd.DataFrame({"doc_id": ids, "frame": "a", "n_units": 4, "n_positive": 0})
    return wording.caption("Shown.", documents=table, tallies=tallies, codebook="b@1+0",
                           unit="sentence", counting=counting)  # fmt: skip


def clustered(*clusters):
    return documents([{"doc_id": f"d{i}", "wave": "May", "wave_source": "header", "cluster_id": c}
                      for i, c in enumerate(clusters)])  # fmt: skip


def test_a_caption_names_visibility_and_how_many_copies_there_are():
    text = captioned(clustered("d0", "d0", "d0", "d3", "d4", "d5"), "visibility")
    assert "6 articles, 24 sentences" in text
    assert (
        " pull quotes left out. Visibility: every copy counts (2 of 6 articles are copies of "
        "another); intervals take clusters of copies as the sample. "
    ) in text
    assert "Fewer than four" not in text
    assert "Visibility: every article counts; no copies among them. " in captioned(
        clustered("d0", "d1"), "visibility"
    )


def test_a_caption_names_content_and_how_many_copies_were_left_out():
    table = clustered("d0", "d0", "d0", "d3", "d4")
    text = captioned(table, "content", used=["d0", "d3", "d4"])
    assert "3 articles, 12 sentences" in text
    assert "Content: one article per cluster of copies and wave (2 copies left out). " in text
    # an article that is absent for another reason is no copy that was left out
    assert "(1 copy left out)" in captioned(table, "content", used=["d0", "d2", "d3"])
    assert "(no copies)" in captioned(table.tail(2), "content")


def test_a_caption_says_where_copies_were_not_looked_for():
    nothing = clustered(None, None)
    assert "Visibility: every article counts; copies were not looked for. " in captioned(
        nothing, "visibility"
    )
    assert "Content: every article counts; copies were not looked for. " in captioned(
        nothing, "content"
    )
    partly = captioned(clustered("d0", "d0", None), "visibility")
    assert "Copies were looked for among 2 of them." in partly
    assert "copies of an article, if any, count each." in captioned(nothing, None)
    with pytest.raises(contracts.InputError, match="'visibility' or 'content'; found 'copies'"):
        captioned(nothing, "copies")


def test_copies_of_one_story_make_no_wave_large_enough():
    text = captioned(clustered("d0", "d0", "d0", "d0", "d4"), "visibility")
    assert "Fewer than four different articles in a wave: description only." in text


@pytest.mark.parametrize(
    ("difference", "text"),
    [(0.125, "+12"), (-0.024, "−2"), (0.0049, "+0.5"), (-0.003, "−0.3"), (0.0004, "0"),
     (0.0, "0"), (-1e-17, "0"), (None, "undefined")],
)  # fmt: skip
def test_a_small_difference_keeps_its_sign(difference, text):
    """An interval that ends at 0.3 points does not hold 0, and is not written as if it did."""
    assert wording.points(difference) == text


@pytest.mark.parametrize(
    ("number", "text"),
    [(0.0, "0"), (0.0004, "0.0004"), (0.0968, "0.10"), (2.0, "2.00"), (17.31, "17.3"),
     (153.2, "153"), (1234.4, "1,234")],
)  # fmt: skip
def test_a_rate_is_never_written_in_powers_of_ten(number, text):
    assert wording.rate(number) == text


def test_a_caption_says_what_the_intervals_rest_on_if_there_are_any():
    table = pd.DataFrame({"n_docs": [6, 6], "n_clusters": [6, None], "ci_low": [0.1, 0.2],
                          "ci_level": 0.9})  # fmt: skip
    said = "Intervals of 90 % with {} as the sample (t)."
    assert wording.intervals(table, "t") == said.format("articles")
    copied = table.assign(n_clusters=[6, 5])
    assert wording.intervals(copied, "t") == said.format("clusters of copies")
    assert wording.intervals(copied.assign(ci_low=[0.1, None]), "t") == said.format("articles")
    assert wording.intervals(table.assign(ci_low=None), "t") == ""


def test_an_outlet_is_named_on_one_line():
    documents = pd.DataFrame({"outlet": ["The\nDyke  Post", None], "source_file": ["a", "b.txt"]})
    assert wording.outlets(documents).tolist() == ["The Dyke Post", "b.txt"]


def test_a_caption_names_the_coder_and_the_gold_codes_it_is_corrected_with():
    documents = pd.DataFrame({
        "doc_id": list("abcd"), "wave": "May", "wave_source": "header",
        "cluster_id": pd.Series([None] * 4, dtype="object"),
    })  # fmt: skip
    tallies = pd.DataFrame({"doc_id": list("abcd"), "n_units": 2})
    told = {"documents": documents, "tallies": tallies, "codebook": "b@1", "unit": "sentence"}
    plain = wording.caption("Shares.", **told)
    assert plain.endswith("Coder: dictionary, codebook b@1; not corrected for coding error.")
    both = wording.caption("Shares.", coder="classifier", corrected="corrected with 9", **told)
    assert both.endswith("Coder: classifier, codebook b@1; corrected with 9.")
