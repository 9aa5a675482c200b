"""Sentences: the text follows the table, whatever the table holds."""

import pandas as pd
import pytest

from analysis import compare, composition, contracts, measure, sentences

LABELS = {"theft": "Theft", "money": "Money"}


def tallies(spring, autumn):
    """Tallies of two waves; per article the positive units of theft, of 10; money has none."""
    rows = []
    for wave, counts in (("Spring", spring), ("Autumn", autumn)):
        for number, positive in enumerate(counts):
            for frame in LABELS:
                rows.append(
                    {
                        "doc_id": f"{wave}{number}",
                        "wave": wave,
                        "frame": frame,
                        "n_units": 10,
                        "n_positive": positive if frame == "theft" else 0,
                        "weight": 1.0,
                    }
                )
    return pd.DataFrame(rows)


def change(spring, autumn):
    table = compare.difference(
        tallies(spring, autumn),
        across="wave",
        reference="Spring",
        measure="prevalence",
        level=0.95,
        seed=1,
    )
    return sentences.difference(table, labels=LABELS, noun="article")


def test_shares_are_told_with_counts_and_intervals_leader_first():
    table = measure.prevalence(tallies([1, 0], [2, 3, 0]), level=0.95, by=["wave"])
    said = sentences.shares(
        table, labels=LABELS, across="wave", noun="article", order=["Spring", "Autumn"]
    )
    first, second = said.split("\n\n")
    assert first.startswith("**Spring**: Theft 50 % (1 of 2 articles; 95 % interval ")
    assert second.startswith("**Autumn**: Theft 67 % (2 of 3 articles")
    assert "Money 0 % (0 of 3 articles" in second


def test_few_articles_are_description_only():
    said = change([0, 0], [1, 1, 1])
    assert "Theft +100; Money 0." in said
    assert "description only" in said
    assert "interval" not in said
    assert "adjusted" not in said


def test_many_articles_get_interval_and_verdict():
    said = change([0] * 12, [3] * 12)
    assert "Theft +100 (95 % interval" in said
    assert "Adjusted p (Holm) is below 0.05 for Theft." in said
    assert "No difference has an adjusted p" in change([1, 0] * 6, [0, 1] * 6)


def test_a_fall_is_told_with_a_minus():
    assert "Theft −100" in change([1, 1], [0, 0, 0])


def test_a_frame_that_never_occurs_is_named():
    table = pd.DataFrame(
        {
            "doc_id": ["a", "a", "b", "b"],
            "wave": "May",
            "frame": [*LABELS] * 2,
            "n_units": 5,
            "n_positive": [1, 0, 2, 0],
        }
    )
    assert sentences.heatmap(table, labels=LABELS) == (
        "**May** (2 articles): Theft in 2; Money in none."
    )


def test_articles_that_do_not_enter_are_named_with_the_reason():
    dated = pd.DataFrame(
        {
            "doc_id": ["a", "b", "c"],
            "source_file": ["a.txt", "b.txt", "c.txt"],
            "wave": ["May", None, "May"],
        }
    )
    counted = pd.DataFrame({"doc_id": ["a"]})
    said = sentences.entered(dated, dated.iloc[[0]], counted)
    assert said == (
        "1 of 3 articles entered the estimates. Left out: 1 in no wave and 1 wave only "
        "inferred (b.txt, c.txt)."
    )
    assert (
        sentences.entered(dated.head(1), dated, counted) == "All 1 article entered the estimates."
    )


def test_limits_follow_the_size_of_the_smallest_wave():
    def documents(*sizes):
        waves = [name for name, size in zip(("A", "B"), sizes, strict=True) for _ in range(size)]
        ids = [f"d{place}" for place in range(len(waves))]
        known = {"doc_id": ids, "cluster_id": ids, "wave": waves}
        return pd.DataFrame({**known, "wave_source": "header", "language": "en"})

    assert "too few for any claim" in sentences.limits(documents(9, 3), "A", ["A", "B"])
    assert "too few" not in sentences.limits(documents(9, 4), "A", ["A", "B"])
    assert "too few" in sentences.limits(documents(9, 0), "A", ["A", "B"])
    assert "intervals take articles as" in sentences.limits(documents(9, 4), "A", ["A", "B"])
    two = documents(9, 4).assign(language=["nl"] * 9 + ["en"] * 4)
    assert "patterns of English and Dutch are 2 instr" in sentences.limits(two, "A", ["A", "B"])
    plain = sentences.limits(documents(9, 4), "A", ["A", "B"])
    told = sentences.limits(documents(9, 4), "A", ["A", "B"], corrected=True)
    assert "dictionary and are not corrected" in plain
    assert "only the headline is corrected" in told
    copied = documents(9, 5)
    copied.loc[13, "cluster_id"] = "d12"
    said = sentences.limits(copied, "A", ["A", "B"])
    assert "intervals take clusters of copies as the sample" in said
    copied.loc[12:, "cluster_id"] = "d11"  # five articles of B, three of them the same story
    assert "too few different articles" in sentences.limits(copied, "A", ["A", "B"])


def test_no_pair_together_is_said():
    pairs = pd.DataFrame(
        {
            "frame": ["theft"],
            "frame_b": ["money"],
            "n_both": [0],
            "n_either": [4],
            "estimate": [0.0],
        }
    )
    assert sentences.cooccurrence(pairs, labels=LABELS, noun="article") == (
        "No two frames occur together in one article."
    )


def test_waves_are_told_in_order_of_time_with_what_is_inferred():
    documents = pd.DataFrame(
        {
            "doc_id": ["x", "b", "a"],
            "outlet": "o",
            "source_file": "f",
            "wave": [None, "April", "May"],
            "wave_source": [None, "header", "event"],
            "published_from": pd.to_datetime([None, "2026-04-02", "2026-05-02"]),
            "published_to": pd.to_datetime([None, "2026-04-02", None]),
        }
    )
    assert sentences.dating(documents) == (
        "1 article in April, 1 article in May (1 of them inferred from events) "
        "and 1 article in no wave. 1 of 3 articles are dated to the day."
    )


def test_a_wave_without_counted_articles_is_named():
    table = measure.prevalence(tallies([1, 0], []), level=0.95, by=["wave"])
    said = sentences.shares(
        table, labels=LABELS, across="wave", noun="article", order=["Spring", "Autumn"]
    )
    assert said.split("\n\n")[1] == "**Autumn**: no article was counted."


def test_one_wave_alone_has_no_difference():
    table = compare.difference(
        tallies([1, 0], []),
        across="wave",
        reference="Spring",
        measure="salience",
        level=0.95,
        seed=1,
        groups=["Spring"],
    )
    assert "nothing to compare" in sentences.difference(table, labels=LABELS, noun="unit")


def test_articles_that_were_not_asked_are_not_said_to_be_coded():
    counts = {"n_units": 1, "n_docs": 1, "n_framed": 1, "n_not_asked": 1, "n_docs_not_asked": 1}
    assert sentences.coverage(**counts) == (
        "1 unit of 1 article were coded; 1 of them carry at least one frame. 1 unit of 1 article "
        "were not coded: the codebook lacks their language."
    )


def clustered(*clusters, waves=None):
    ids = [f"d{place}" for place in range(len(clusters))]
    return pd.DataFrame({"doc_id": ids, "cluster_id": clusters, "wave": waves or "May",
                         "cluster_role": "lead", "outlet": None})  # fmt: skip


def test_copies_are_told_with_the_largest_cluster():
    waves = ["May", "May", "June", "May", "May", "May"]
    table = clustered("d0", "d0", "d0", "d3", "d3", "d5", waves=waves)
    table["cluster_role"] = ["lead", "copy", "edited", "lead", "copy", "lead"]
    table["outlet"] = ["A", "B", "B", "A", "A", "C"]
    assert sentences.copies(table) == (
        "3 of 6 articles are copies of another (1 of them edited), in 2 clusters. The largest has "
        "3 articles of 2 outlets. 1 cluster lies in more than one wave."
    )
    assert sentences.copies(clustered("d0", "d1")) == "No copies among the 2 articles."
    assert sentences.copies(clustered(None, None)) == "Copies were not looked for."
    partly = sentences.copies(clustered("d0", None))
    assert partly.endswith("They were looked for among 1 of the articles.")


def test_copies_whose_lead_is_not_among_the_articles_are_not_counted_twice():
    """Two edited copies of an article in no wave: one of them stands for it."""
    two = clustered("x", "x").assign(cluster_role="edited")
    assert sentences.copies(two) == (
        "1 of 2 articles is a copy of another (1 of them edited), in 1 cluster. The largest has "
        "2 articles of unknown outlets."
    )
    assert sentences.copies(two.head(1)) == "No copies among the 1 article."


def differences(*rows):
    """Differences of theft and money: estimate and adjusted p (None: description only)."""
    return pd.DataFrame(
        [{"contrast": "June - May", "frame": frame, "estimate": estimate, "p_adjusted": p,
          "ci_level": 0.95, "n_docs": 40, "note": None}
         for frame, (estimate, p) in zip(LABELS, rows, strict=True)]
    ).astype({"p_adjusted": "float64"})  # fmt: skip


@pytest.mark.parametrize(
    ("content", "said"),
    [(((0.1, 0.04), (0.0, 0.9)), "The conclusion is the same for every frame."),
     (((0.1, 0.2), (-0.1, 0.9)),
      "The conclusion differs for Theft (more with every copy, no difference shown without "
      "copies)."),
     (((-0.1, 0.01), (0.0, 0.9)),
      "The conclusion differs for Theft (more with every copy, less without copies)."),
     (((0.2, None), (0.1, 0.9)),
      "The conclusion differs for Theft (more with every copy, more as a description only "
      "without copies)."),
     ],
)  # fmt: skip
def test_it_is_said_whether_a_conclusion_stands_without_copies(content, said):
    visible = differences((0.3, 0.01), (0.1, 0.4))
    text = sentences.visibility_and_content(visible, differences(*content), labels=LABELS)
    assert text == f"**June - May** (40 articles with every copy, 40 without): {said}"


def test_description_only_stays_description_only():
    few = differences((0.3, None), (0.1, None))
    text = sentences.visibility_and_content(few, few, labels=LABELS)
    assert text.endswith("The direction is the same for every frame; description only.")
    other = differences((-0.1, None), (0.1, None))
    text = sentences.visibility_and_content(few, other, labels=LABELS)
    assert text.endswith(
        "The direction differs for Theft (more with every copy, less without copies); "
        "description only."
    )


def test_nothing_is_said_to_be_the_same_where_a_wave_is_empty():
    """Before, a wave without articles was 'the same for every frame'."""
    table = compare.difference(
        tallies([1, 0, 2], []), across="wave", reference="Spring", measure="salience",
        level=0.95, seed=1, groups=["Spring", "Autumn"],
    )  # fmt: skip
    text = sentences.visibility_and_content(table, table, labels=LABELS)
    assert text == (
        "**Autumn - Spring** (3 articles with every copy, 3 without): There is nothing to compare. "
        "No document was coded for this frame in 'Autumn'."
    )


def test_shares_with_and_without_copies_name_what_leads_and_what_moves_most():
    visible = measure.prevalence(tallies([1, 0, 1, 1], [0, 0]), level=0.95, by=["wave"])
    content = measure.prevalence(tallies([1, 0], [0]), level=0.95, by=["wave"])
    text = sentences.visibility_and_content(
        visible, content, labels=LABELS, order=["Spring", "Autumn", "Winter"]
    )
    assert text.split("\n\n") == [
        "**Spring** (4 articles with every copy, 2 without): Theft leads either way; the largest "
        "shift is Theft, 75 % to 50 %.",
        "**Autumn** (2 articles with every copy, 1 without): no frame leads either way.",
        "**Winter**: no article was counted.",
    ]


def test_it_is_said_whether_a_difference_stands_with_the_outlets_weighted_alike():
    """The tabloid grows and carries the frame more often; within outlets nothing changes."""
    rows = [
        {"doc_id": f"{wave}{outlet}{i}", "wave": wave, "outlet": outlet, "frame": frame,
         "n_units": 5, "n_positive": int(frame == "theft" and i < n * share), "weight": 1.0}
        for (wave, outlet, n, share) in [("May", "tabloid", 10, 0.9), ("June", "tabloid", 60, 0.9),
                                         ("May", "daily", 60, 0.1), ("June", "daily", 10, 0.1)]
        for i in range(n) for frame in LABELS
    ]  # fmt: skip
    options = {
        "across": "wave",
        "reference": "May",
        "measure": "prevalence",
        "level": 0.95,
        "seed": 1,
    }
    table = pd.DataFrame(rows)
    plain = compare.difference(table, **options)
    alike = composition.standardised(table, **options, n_permutations=199)
    text = sentences.composition(alike, plain, labels=LABELS)
    assert text == (
        "**June - May**, percentage points with the outlets weighted alike: Theft 0 instead of "
        "+57; Money 0 instead of 0. The conclusion differs for Theft (no difference shown weighted "
        "alike, more as they are). Weighted by the share of each outlet in the documents of both, "
        "over 2 outlets in both."
    )
    with pytest.raises(contracts.InputError, match="several measures or groups"):
        sentences.composition(pd.concat([alike, alike]), plain, labels=LABELS)
    none = composition.standardised(
        table[(table["wave"] == "May") == (table["outlet"] == "daily")], **options
    )
    text = sentences.composition(none, plain, labels=LABELS)
    assert text.startswith(
        "**June - May**: nothing can be compared with the outlets weighted alike. Left out: 2"
    )


def outlets(*rows):
    return pd.DataFrame(rows, columns=["outlet", "wave", "n_docs", "in_all"])


def test_outlets_in_every_wave_are_counted_with_their_articles():
    table = outlets(("A", "May", 2, True), ("A", "June", 1, True), ("B", "May", 3, False),
                    ("B", "June", 0, False), (None, "May", 1, False))  # fmt: skip
    assert sentences.outlets(table) == (
        "1 of 2 outlets is in every wave, with 3 of 6 articles. 1 article without an outlet."
    )
    assert sentences.outlets(table[table["wave"] == "May"]).startswith("2 outlets, in one wave.")
    assert sentences.outlets(table.tail(1)).startswith("No article in a wave has an outlet")


def test_rates_name_count_days_and_the_frame_of_most_articles():
    table = pd.DataFrame(
        {"wave": "May", "frame": [None, "theft", "money"], "estimate": [0.5, 0.25, 0.1],
         "n_docs": [5, 3, 1], "n_days": 10}
    )  # fmt: skip
    assert sentences.rates(table, labels=LABELS, order=["May"]) == (
        "**May**: 0.50 a day (5 articles in 10 days); Theft in 0.25 a day."
    )
    short = table.assign(n_days=1, n_docs=1, estimate=[150.2, 0.0, 0.0])
    assert sentences.rates(short, labels=LABELS, order=["May"]) == (
        "**May**: 150 a day (1 article in 1 day)."
    )
