"""Sentences: the text follows the table, whatever the table holds."""

import pandas as pd

from analysis import compare, measure, sentences

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
    assert "Theft +100; Money +0." in said
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


def test_the_receipt_counts_files_and_not_metadata_rows():
    receipt = pd.DataFrame({"status": ["read", "read", "rejected", "missing", "remark"]})
    documents = pd.DataFrame({"words": [100, 50], "language": ["en", None]})
    assert sentences.corpus(documents, receipt) == (
        "3 files found: 2 read, 1 rejected and 0 skipped. The 2 articles hold 150 words; "
        "by language: 1 in en and 1 in unknown."
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
        return pd.DataFrame({"wave": waves, "wave_source": "header", "language": "en"})

    assert "too few for any claim" in sentences.limits(documents(9, 3), "A", ["A", "B"])
    assert "too few" not in sentences.limits(documents(9, 4), "A", ["A", "B"])
    assert "too few" in sentences.limits(documents(9, 0), "A", ["A", "B"])


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
        "1 article in April, 1 article in May (1 of them inferred from the events they mention) "
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
    codings = pd.DataFrame({"segment_id": ["s"], "doc_id": ["a"], "value": [1]})
    segments = pd.DataFrame({"doc_id": ["a", "b"]})
    uncoded = pd.DataFrame({"doc_id": ["b"], "language": ["de"], "n_units": [1]})
    assert sentences.coverage(codings, segments, uncoded) == (
        "1 unit of 1 article were coded; 1 of them carry at least one frame. 1 unit of 1 article "
        "were not coded: the codebook lacks their language."
    )
