"""From files to an estimate: articles printed again change what is seen, not what is said."""

import random

import pandas as pd
import pytest

from analysis import (
    _intervals,
    clean,
    codebook,
    coding,
    composition,
    corpus,
    dating,
    duplicates,
    language,
    measure,
    segment,
    study,
)

N = 20  # articles; each is printed again by another outlet, as it is or cut short
COSTS = [
    "The works at the {} will cost {} million euros.",
    "Residents fear that local taxes will rise because of the {} in {} streets.",
]
PLAIN = [
    "The alderman showed a map of the {} on which {} houses were marked.",
    "A stop is planned beside the {}, where {} people change trains each day.",
    "The council will talk about the {} again in the next {} weeks.",
    "Since the year of the flood the {} has been closed for {} days each winter.",
]
PLACES = ["station", "harbour", "hospital", "old market", "quay", "museum", "north gate", "library"]
CODEBOOK = """
name: costs
version: 1.0.0
level: nominal
unit: sentence
languages: [en]
frames:
  - id: costs
    label: {en: Costs}
    short: Costs.
    definition: What it costs.
    indicators:
      - {id: price, question: "Is it about money?", patterns: {en: ["cost*", "tax*"]}}
"""
STUDY = """
title: Printed again
languages: [en]
codebook: codebook.yaml
waves:
  - {name: May, start: 2031-05-01, end: 2031-05-31}
copies: {similarity: 0.7, within_days: 7}
"""


def paragraphs(number):
    """An invented article, always the same for one number; one in two speaks of costs."""
    chance = random.Random(number)
    pools = [[*COSTS, *PLAIN] if number % 2 else PLAIN for _ in range(12)]
    said = [chance.choice(pool).format(chance.choice(PLACES), chance.randint(2, 990))
            for pool in pools]  # fmt: skip
    return [f"Report {number} on the tram", *(" ".join(said[at : at + 3]) for at in (0, 3, 6, 9))]


def write(folder, name, outlet, day, parts):
    head = f"---\ndate: 2031-05-{day:02}\noutlet: {outlet}\nlanguage: en\n---\n\n"
    (folder / name).write_text(head + "\n\n".join(parts) + "\n")


@pytest.fixture(scope="module")
def counted(tmp_path_factory):
    """Documents and tallies of a study whose every article was printed a second time."""
    base = tmp_path_factory.mktemp("study")
    (base / "codebook.yaml").write_text(CODEBOOK)
    (base / "study.yaml").write_text(STUDY)
    (folder := base / "articles").mkdir()
    for number in range(N):
        parts = paragraphs(number)
        again = parts if number % 3 else ["Under another headline", *parts[1:-1]]
        write(folder, f"a{number:02}.md", "Agency Herald", number + 1, parts)
        write(folder, f"b{number:02}.md", "Evening Post", number + 2, again)
    plan = study.load(base / "study.yaml")
    book = codebook.load(plan.codebook)
    documents = duplicates.mark(dating.date(corpus.read(plan)[0], plan), plan)
    units = segment.split(documents, clean.blocks(documents), unit=book.unit)
    units = clean.mark_repeats(units, documents)
    told = language.sentences(units, documents, languages=plan.languages)
    codings = coding.codings(coding.hits(documents, told, book), told, book)
    return documents, measure.tally(codings, told, documents, by=["wave", "outlet"])


def chosen(counted, again, counting):
    """Tallies of all first prints and of the second prints with these numbers."""
    documents, tallies = counted
    files = [f"a{number:02}.md" for number in range(N)] + [f"b{number:02}.md" for number in again]
    kept = documents[documents["source_file"].isin(files)]
    kept = duplicates.counted(kept, counting=counting)
    return tallies[tallies["doc_id"].isin(kept["doc_id"])]


def width(row):
    return row["ci_high"] - row["ci_low"]


def test_every_second_print_is_found_whether_cut_or_not(counted):
    documents, _ = counted
    first = documents[documents["source_file"].str.startswith("a")].set_index("source_file")
    second = documents[documents["source_file"].str.startswith("b")].set_index("source_file")
    assert (first["cluster_role"] == "lead").all()
    leads = first.loc[second.index.str.replace("b", "a"), "doc_id"].tolist()
    assert second["cluster_id"].tolist() == leads
    roles = ["copy" if number % 3 else "edited" for number in range(N)]
    assert second.sort_index()["cluster_role"].tolist() == roles


ESTIMATES = [measure.prevalence, measure.salience]


@pytest.mark.parametrize("estimate", ESTIMATES)
def test_content_is_the_estimate_of_the_corpus_without_copies(counted, estimate):
    before = estimate(chosen(counted, [], "visibility"), level=0.95)
    chance = random.Random(5)
    for _ in range(10):
        again = chance.sample(range(N), round(0.3 * N))
        now = estimate(chosen(counted, again, "content"), level=0.95)
        pd.testing.assert_frame_equal(now, before)


def test_printing_30_percent_again_does_not_shrink_the_interval_of_prevalence(counted):
    """As many with the frame as without: the share stays, so the interval must not shrink."""
    before = measure.prevalence(chosen(counted, [], "visibility"), level=0.95).loc[0]
    assert before["estimate"] == 0.5
    row = measure.prevalence(chosen(counted, range(6), "visibility"), level=0.95).loc[0]
    assert (row["n_docs"], row["n_clusters"], row["estimate"]) == (N + 6, N, 0.5)
    assert width(row) > width(before)
    alone = [_intervals.wilson(13, 26, level=0.95), _intervals.wilson(10, 20, level=0.95)]
    assert alone[0][1] - alone[0][0] < alone[1][1] - alone[1][0]  # what copies must not do


@pytest.mark.parametrize("kind", [0, 1])
def test_nor_where_all_that_is_printed_again_is_of_one_kind(counted, kind):
    """The share moves, so it is compared with as many different articles of that share."""
    again = range(kind, 12, 2)
    row = measure.prevalence(chosen(counted, again, "visibility"), level=0.95).loc[0]
    assert row["estimate"] == pytest.approx((10 + 6 * kind) / 26)
    low, high = _intervals.wilson(row["estimate"] * N, N, level=0.95)
    assert width(row) >= high - low


def test_nor_does_that_of_salience_on_the_average(counted):
    """One choice may happen to repeat what is near the mean; a hundred do not."""
    before = measure.salience(chosen(counted, [], "visibility"), level=0.95).loc[0]
    chance = random.Random(7)
    rows = [
        measure.salience(
            chosen(counted, chance.sample(range(N), round(0.3 * N)), "visibility"), level=0.95
        ).loc[0]
        for _ in range(100)
    ]
    assert {row["n_clusters"] for row in rows} == {N}
    assert sum(map(width, rows)) / len(rows) > width(before)


def test_an_outlet_that_only_prints_again_in_one_wave_moves_no_standardised_difference(counted):
    """The Post is in one wave alone, whatever it prints and however often."""
    _, tallies = counted
    tallies = tallies.drop(columns="wave")
    herald = tallies[tallies["outlet"] == "Agency Herald"]
    number = herald["doc_id"].rank(method="dense")
    herald = herald.assign(wave=number.gt(N / 2).map({True: "June", False: "May"}))
    post = tallies[tallies["outlet"] == "Evening Post"].assign(wave="June")
    options = {"across": "wave", "reference": "May", "level": 0.95, "seed": 1}
    for name in ("prevalence", "salience"):
        alone = composition.standardised(herald, measure=name, **options).loc[0]
        both = pd.concat([herald, post])
        row = composition.standardised(both, measure=name, **options).loc[0]
        columns = ["estimate", "share_other", "share_reference", "ci_low", "ci_high", "p_value"]
        assert row[columns].equals(alone[columns])
        assert row["n_docs_left_out"] == N
