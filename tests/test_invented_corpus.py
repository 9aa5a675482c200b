"""The invented corpus keeps what it promises, through the real pipeline too."""

import invented_corpus
import numpy as np
import pandas as pd
import pytest

from analysis import (
    clean,
    cli,
    coding,
    contracts,
    corpus,
    dating,
    duplicates,
    gold,
    segment,
    study,
)

RATES = {
    "prevalence": {"costs": (0.30, 0.50), "safety": 0.10},
    "sensitivity": {"costs": (0.9, 0.6), "safety": 0.8},
    "specificity": (0.98, 0.90),
}


def rates(made):
    """Prevalence, sensitivity and specificity as they came out, by frame and wave."""
    keys = ["segment_id", "doc_id", "frame"]
    both = made.truth.merge(made.machine, on=keys, suffixes=("", "_machine"))
    both = both.merge(made.documents[["doc_id", "wave", "cluster_role"]], on="doc_id")
    found = {}
    for key, part in both[both["cluster_role"] == "lead"].groupby(["frame", "wave"]):
        truth, code = part["value"] == 1, part["value_machine"] == 1
        found[key] = (truth.mean(), code[truth].mean(), (~code[~truth]).mean())
    return found


@pytest.mark.parametrize("unit", ["sentence", "document"])
def test_the_stated_rates_are_met(unit):
    n = 400 if unit == "sentence" else 1_500
    made = invented_corpus.make(7, n_articles=n, unit=unit, sentences=6, **RATES)
    wanted = {
        ("costs", "May 2031"): (0.30, 0.9, 0.98), ("costs", "May 2032"): (0.50, 0.6, 0.90),
        ("safety", "May 2031"): (0.10, 0.8, 0.98), ("safety", "May 2032"): (0.10, 0.8, 0.90),
    }  # fmt: skip
    found = rates(made)
    assert set(found) == set(wanted)
    for key, numbers in wanted.items():
        # four standard errors: of 2,400 sentences that cluster a little, or 1,500 documents
        positives = 0.1 * n if unit == "document" else 0.1 * n * 6
        assert found[key] == pytest.approx(numbers, abs=4 * 0.5 / np.sqrt(positives))
        assert found[key][0] == pytest.approx(numbers[0], abs=4 * 0.5 / np.sqrt(n))


def test_sentences_of_one_article_are_as_alike_as_was_asked():
    loose = invented_corpus.make(1, n_articles=300, prevalence={"costs": 0.3}, clustering=0)
    tight = invented_corpus.make(1, n_articles=300, prevalence={"costs": 0.3}, clustering=0.4)

    def spread(made):  # variance of the share by article; binomial: .3 * .7 / 10 = .021
        return made.truth.groupby("doc_id")["value"].mean().var()

    assert spread(loose) == pytest.approx(0.021, rel=0.25)
    assert spread(tight) == pytest.approx(0.021 * (1 + 9 * 0.4), rel=0.25)


def test_the_tables_keep_their_contracts_and_every_unit_is_coded():
    made = invented_corpus.make(1, copies=0.2)
    for name in ("documents", "segments"):
        contracts.check(getattr(made, name), name)
    for codings in (made.truth, made.machine):
        contracts.check(codings, "codings")
        assert len(codings) == len(made.segments) * 3
        assert set(codings["codebook"]) == {made.book.reference}
        assert set(codings["value"]) == {0, 1}
    sample = invented_corpus.census(made)
    assert sample["unit_id"].tolist() == made.segments["segment_id"].tolist()
    assert set(made.segments["role"]) <= set(contracts.COUNTED_ROLES)


def test_the_same_arguments_give_the_same_corpus_and_another_seed_another():
    first, again = invented_corpus.make(3, copies=0.1), invented_corpus.make(3, copies=0.1)
    pd.testing.assert_frame_equal(first.documents, again.documents)
    pd.testing.assert_frame_equal(first.machine, again.machine)
    other = invented_corpus.make(4, copies=0.1)
    assert not set(other.documents["doc_id"]) & set(first.documents["doc_id"])


@pytest.mark.parametrize("unit", ["sentence", "document"])
def test_the_dictionary_on_the_text_gives_the_codes_of_the_machine(unit):
    made = invented_corpus.make(5, unit=unit, specificity=0.8, copies=0.1)
    hits = coding.hits(made.documents, made.segments, made.book)
    found = coding.codings(hits, made.segments, made.book)
    keys = ["segment_id", "frame"]
    pd.testing.assert_series_equal(
        found.set_index(keys)["value"].sort_index(),
        made.machine.set_index(keys)["value"].sort_index(),
    )


@pytest.mark.parametrize("one_file", [True, False])
def test_the_written_study_is_read_as_the_same_corpus(tmp_path, one_file):
    made = invented_corpus.make(2, n_articles=40, copies=0.3, one_file=one_file)
    plan = study.load(invented_corpus.write(made, tmp_path))
    documents = dating.date(corpus.read(plan)[0], plan)
    read = documents.set_index("doc_id").sort_index()
    known = made.documents.set_index("doc_id").sort_index()
    same = ["text", "source_file", "position_in_file", "language", "outlet", "title", "wave",
            "published_from", "published_to", "words", "text_sha256"]  # fmt: skip
    pd.testing.assert_frame_equal(read[same], known[same])
    units = segment.split(documents, clean.blocks(documents), unit="sentence")
    units = clean.mark_repeats(units, documents)
    columns = ["segment_id", "start", "end", "role"]
    pd.testing.assert_frame_equal(
        units[columns].sort_values("segment_id", ignore_index=True),
        made.segments[columns].sort_values("segment_id", ignore_index=True),
    )
    clustered = duplicates.cluster(documents, similarity=0.7, within_days=7, seed=1)
    assert clustered.set_index("doc_id")["cluster_id"].sort_index().map(
        lambda lead: known["text_sha256"][lead]
    ).tolist() == known["text_sha256"].tolist()  # fmt: skip


@pytest.mark.parametrize("one_file", [True, False])
def test_the_gold_sheet_is_read_by_the_package_as_the_truth(tmp_path, one_file):
    made = invented_corpus.make(2, copies=0.2, one_file=one_file)
    invented_corpus.write(made, tmp_path)
    spans = gold.read(tmp_path / "gold.csv", made.book.frame_ids)
    read = gold.codings(
        spans, made.documents, coder="gold", codebook=made.book, segments=made.segments
    )
    keys = ["segment_id", "frame"]
    pd.testing.assert_series_equal(
        read.set_index(keys)["value"].sort_index(),
        made.truth.set_index(keys)["value"].sort_index(),
    )


def test_the_written_study_passes_the_check(tmp_path, capsys):
    made = invented_corpus.make(2, n_articles=10, one_file=False)
    study_file = invented_corpus.write(made, tmp_path / "tram")
    assert cli.main(["check", str(study_file.parent)]) == 0
    assert "articles     20" in capsys.readouterr().out
