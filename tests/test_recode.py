"""An edited codebook asked of kept words: the same codes, and what the edit moved."""

import dataclasses
import shutil

import invented_corpus
import pandas as pd
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from test_compiled_coding import _articles, _books, _tables

from analysis import codebook, coded, coding, contracts, edits, measure, recode, study
from analysis._recoding import Shelf
from analysis._tokens.types import Types
from analysis.contracts import InputError, TableError

pytest.importorskip("numba")


@settings(deadline=None, max_examples=60)
@given(_books, _books, _articles)
def test_codes_of_kept_words_are_those_of_the_stages(book, other, articles):
    documents, segments = _tables(articles)
    kept = recode.words(documents, segments)
    for one in (book, other):
        again = kept.code(one)
        hits = coding.hits(documents, segments, one)
        counted = hits[hits["status"] == "hit"]
        found = again.counted()
        names = ["frame", "indicator", "pattern"]
        told = {key: n for key, n in found[names].value_counts().items() if n}
        assert told == counted[names].value_counts().to_dict()
        whole = documents.assign(source_file="a", source_format="txt", position_in_file=0,
                                 date_source="none", words=1, text_sha256="")  # fmt: skip
        codes = coding.codings(hits, segments, one)
        expected = measure.tally(codes, segments, contracts.conform(whole, "documents"))
        pd.testing.assert_frame_equal(again.tallies(), expected)


@pytest.fixture(scope="module")
def invented():
    return invented_corpus.make(seed=5, n_articles=12)


@pytest.fixture(scope="module")
def kept(invented):
    return recode.words(invented.documents, invented.segments)


def _edited(book, **patterns):
    frames = []
    for frame in book.frames:
        (indicator,) = frame.indicators
        if frame.id in patterns:
            own = {**indicator.patterns, "en": patterns[frame.id]}
            indicator = dataclasses.replace(indicator, patterns=own)
        frames.append(dataclasses.replace(frame, indicators=(indicator,)))
    return dataclasses.replace(book, frames=tuple(frames))


def test_an_edit_shows_what_it_gained_and_lost(invented, kept):
    book = invented.book
    after = _edited(book, costs=("euros of taxes", "bill*"), safety=("rails",))
    moved = edits.patterns(kept.code(book), kept.code(after)).set_index(["frame", "pattern"])
    text = invented.documents.set_index("doc_id")["text"]
    said = [text[row.doc_id][row.start : row.end]
            for row in contracts.each_row(invented.segments) if row.language == "en"]  # fmt: skip
    assert moved.loc[("costs", "euros of taxes"), "change"] == "added"
    gained = sum("euros of taxes" in sentence for sentence in said)
    assert moved.loc[("costs", "euros of taxes"), "n_units_gained"] == gained > 0
    assert moved.loc[("costs", "bill*"), ["change", "n_units_gained", "n_units_lost"]].tolist() == [
        "same", 0, 0,
    ]  # fmt: skip
    lost = moved.loc[("safety", "accident*")]
    assert lost["change"] == "removed"
    assert lost["n_units_lost"] == lost["n_units_before"] > 0
    whole = edits.frames(kept.code(book), kept.code(after))
    assert whole["frame"].tolist() == ["costs", "safety", "nature"]
    assert whole["change"].tolist() == ["moved", "moved", "same"]
    assert whole.loc[0, "n_units_lost"] == 0 < whole.loc[0, "n_units_gained"] <= gained


def test_an_exclusion_moves_a_pattern_that_stayed(invented, kept):
    frame = invented.book.frames[0]
    out = {"en": (codebook.Exclusion("yellow bill"),)}
    narrow = dataclasses.replace(frame.indicators[0], exclude=out)
    frames = (dataclasses.replace(frame, indicators=(narrow,)), *invented.book.frames[1:])
    after = dataclasses.replace(invented.book, frames=frames)
    moved = edits.patterns(kept.code(invented.book), kept.code(after)).iloc[0]
    assert (moved["pattern"], moved["change"]) == ("bill*", "moved")
    assert moved["n_units_lost"] > 0 == moved["n_units_gained"]
    lost = edits.passages(kept.code(invented.book), kept.code(after), frame="costs", seed=1)
    assert lost["change"].tolist() == ["lost"] * min(20, moved["n_units_lost"])
    assert lost["text"].str.contains("yellow bill").all()
    assert set(lost["n"]) == {moved["n_units_lost"]}


def test_a_frame_that_is_new_or_gone_is_told(invented, kept):
    fewer = dataclasses.replace(invented.book, frames=invented.book.frames[:2])
    gone = edits.frames(kept.code(invented.book), kept.code(fewer)).set_index("frame")
    assert gone.loc["nature", "change"] == "removed"
    assert gone.loc["nature", "n_docs_lost"] == gone.loc["nature", "n_docs_before"] > 0
    new = edits.frames(kept.code(fewer), kept.code(invented.book)).set_index("frame")
    assert new.loc["nature", "change"] == "added"


def test_passages_are_drawn_by_seed_and_asked_by_name(invented, kept):
    before, after = kept.code(invented.book), kept.code(_edited(invented.book, costs=("tram",)))
    first = edits.passages(before, after, frame="costs", pattern="tram", most=3, seed=4)
    assert (first["change"] == "gained").sum() == 3
    pd.testing.assert_frame_equal(
        first, edits.passages(before, after, frame="costs", pattern="tram", most=3, seed=4)
    )
    for wrong in ({"frame": "cost"}, {"frame": "costs", "pattern": "trem"}):
        with pytest.raises(InputError, match=r"Did you mean '(costs|tram)'"):
            edits.passages(before, after, seed=1, **wrong)


def test_other_units_and_other_words_are_refused(invented, kept):
    book = dataclasses.replace(invented.book, unit="document")
    with pytest.raises(InputError, match=r"codes the unit 'document'.*'sentence' units"):
        kept.code(book)
    again = recode.words(invented.documents, invented.segments)
    with pytest.raises(InputError, match="different words"):
        edits.frames(kept.code(invented.book), again.code(invented.book))
    with pytest.raises(TableError, match="documents that are not there"):
        recode.words(invented.documents.iloc[1:], invented.segments)


def test_words_of_a_coded_corpus_are_kept_beside_it(invented, tmp_path, monkeypatch):
    corpus, folder = tmp_path / "corpus.parquet", tmp_path / "codes"
    file = invented_corpus.write(invented, tmp_path / "study")
    plan = study.load(file)
    book = codebook.load(plan.codebook)
    documents = invented.documents
    table = contracts.conform(documents, "documents")
    table.to_parquet(corpus, index=False, row_group_size=5)
    for job in coded.begin(corpus, plan, book, folder).jobs:
        coded.work(job)
    opened = coded.open(folder)
    first = recode.kept(opened, corpus)
    assert (tmp_path / "codes.words").is_dir()
    assert first.n_documents == pq.read_metadata(corpus).num_rows
    names = ["doc_id", "frame", "n_units", "n_positive"]
    pd.testing.assert_frame_equal(first.code(book).tallies()[names], opened.tallies()[names])
    monkeypatch.setattr(recode, "_shares", None)  # nothing is read a second time
    second = recode.kept(opened, corpus)
    edited = _edited(book, costs=("tram",))
    pd.testing.assert_frame_equal(second.code(edited).tallies(), first.code(edited).tallies())
    shown = edits.passages(second.code(book), second.code(edited), frame="costs", most=2, seed=1)
    assert shown["text"].str.len().gt(0).all()
    assert coded.open(folder).frames  # the folder of codes is as it was
    shutil.copy(file, corpus)
    with pytest.raises(InputError, match="not the corpus that"):
        recode.kept(opened, corpus)


def test_words_that_were_not_finished_are_kept_anew(tmp_path):
    shelf = Shelf(tmp_path / "w", "corpus 1")
    (tmp_path / "w").mkdir()
    (tmp_path / "w" / "00000-words.arrow").write_bytes(b"half")
    assert not shelf.is_whole()
    shelf.fill([], Types())
    assert shelf.is_whole()
    assert list(shelf.shares()) == []
    assert not Shelf(tmp_path / "w", "corpus 2").is_whole()
