"""Voices to tallies: the laws of the tables, and numbers that can be checked by hand.

The articles are invented: a letter for the document, a number for the sentence.
"""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal

from analysis import compare, contracts, measure, voice_tallies

LAWS = settings(max_examples=15, deadline=None)
ACTORS = ["mayor", "experts", "press"]
EVERY = [*ACTORS, "unlisted", "unattributed", "journalist"]
BY = ["wave", "language"]


def make_documents():
    known = {"source_file": [f"{name}.txt" for name in "abcdef"], "source_format": "text",
             "position_in_file": 0, "text": "Invented words that go on. " * 40,
             "date_source": "none", "words": 4, "text_sha256": "-", "doc_id": list("abcdef"),
             "wave": ["May", "May", "June", "June", "June", None], "language": list("nenene"),
             "cluster_id": ["a", None, "c", "c", "e", "f"]}  # fmt: skip
    return contracts.conform(pd.DataFrame(known), "documents")


DOCUMENTS = make_documents()


def make(rows):
    """Tables from rows doc_id, role, {frame: value}, [(speaker, actor, form, status)]."""
    segments, codings, voices = [], [], []
    for i, (doc, role, codes, heard) in enumerate(rows):
        unit = f"{doc}:{i:03}"
        segments.append({"segment_id": unit, "doc_id": doc, "unit": "sentence", "position": i,
                         "start": 10 * i, "end": 10 * i + 9, "role": role,
                         "language": "en"})  # fmt: skip
        codings += [{"segment_id": unit, "doc_id": doc, "frame": frame, "coder": "dictionary",
                     "coder_kind": "dictionary", "codebook": "story@1", "value": value}
                    for frame, value in codes.items()]  # fmt: skip
        voices += [{"segment_id": unit, "doc_id": doc, "position": k, "speaker": speaker,
                    "actor": actor, "form": form, "status": status, "cue": "says",
                    "cue_start": 10 * i, "cue_end": 10 * i + 4}
                   for k, (speaker, actor, form, status) in enumerate(heard)]  # fmt: skip
    made = [pd.DataFrame(part) if part else contracts.empty(name) for name, part in
            (("voices", voices), ("codings", codings), ("segments", segments))]  # fmt: skip
    return [
        contracts.conform(table, name)
        for table, name in zip(made, ("voices", "codings", "segments"), strict=True)
    ]


def tallied(rows, **options):
    return voice_tallies.tally(*make(rows), DOCUMENTS, actors=ACTORS, **options)


def by_key(tallies, **where):
    for name, value in where.items():
        tallies = tallies[tallies[name] == value]
    return dict(zip(tallies["actor"], tallies["n_positive"], strict=True))


SPEAKER = st.sampled_from([
    ("Ann Lee", "mayor"), ("Bo Ek", "experts"), ("The Post", "press"), ("Cy Dunn", None),
    (None, None),
])  # fmt: skip
VOICE = st.tuples(SPEAKER, st.sampled_from(["direct", "reported", "continued"]),
                  st.sampled_from(["speaks", "relays"])).map(
    lambda one: (*one[0], "hearsay" if one[0][0] is None else one[1], one[2])
)  # fmt: skip
ROWS = st.lists(
    st.tuples(st.sampled_from("abcdef"), st.sampled_from(["headline", "body", "pullquote"]),
              st.fixed_dictionaries({"costs": st.sampled_from([0, 1, None]),
                                     "safety": st.sampled_from([0, 1])}),
              st.lists(VOICE, max_size=3)),
    max_size=25,
)  # fmt: skip


# ---------------------------------------------------------------- by hand


def test_who_speaks_in_the_units_of_a_frame_is_counted_and_zeros_are_there():
    found = tallied([
        ("a", "body", {"costs": 1}, [("Ann Lee", "mayor", "direct", "speaks")]),
        ("a", "body", {"costs": 1}, []),
        ("a", "body", {"costs": 0}, [("Bo Ek", "experts", "reported", "speaks")]),
        ("b", "body", {"costs": 0}, []),
    ])  # fmt: skip
    costs = found[found["frame"] == "costs"]
    assert set(costs["doc_id"]) == {"a"}, "b has no sentence of the frame"
    assert costs["n_units"].tolist() == [2] * len(EVERY)
    assert costs["actor"].tolist() == EVERY
    assert by_key(costs) == {"mayor": 1, "experts": 0, "press": 0, "unlisted": 0,
                             "unattributed": 0, "journalist": 1}  # fmt: skip
    whole = by_key(found, frame="any", doc_id="a")
    assert (whole["mayor"], whole["experts"], whole["journalist"]) == (1, 1, 1)
    assert by_key(found, frame="any", doc_id="b")["journalist"] == 1


def test_a_unit_with_two_speakers_counts_for_both_and_once_for_each_actor():
    found = tallied([("a", "body", {"costs": 1}, [
        ("Ann Lee", "mayor", "direct", "speaks"), ("Bo Ek", "experts", "direct", "speaks"),
        ("Di Fox", "mayor", "reported", "speaks")])])  # fmt: skip
    assert by_key(found, frame="costs") == {"mayor": 1, "experts": 1, "press": 0, "unlisted": 0,
                                            "unattributed": 0, "journalist": 0}  # fmt: skip


def test_a_medium_that_relays_is_no_speaker_and_what_it_relays_is_not_the_journalists():
    both = [("The Post", "press", "reported", "relays"), ("Ann Lee", "mayor", "reported", "speaks")]
    found = by_key(tallied([("a", "body", {"costs": 1}, both)]), frame="costs")
    assert (found["press"], found["mayor"], found["journalist"]) == (0, 1, 0)
    alone = by_key(tallied([("a", "body", {"costs": 1}, both[:1])]), frame="costs")
    assert (alone["press"], alone["unattributed"], alone["journalist"]) == (0, 1, 0)


def test_a_speaker_of_no_type_and_nobody_named_are_told_apart():
    found = by_key(tallied([
        ("a", "body", {"costs": 1}, [("Cy Dunn", None, "direct", "speaks")]),
        ("a", "body", {"costs": 1}, [(None, None, "hearsay", "speaks")]),
    ]), frame="costs")  # fmt: skip
    assert (found["unlisted"], found["unattributed"]) == (1, 1)


def test_pull_quotes_do_not_count_and_roles_can_be_chosen():
    rows = [("a", "pullquote", {"costs": 1}, [("Ann Lee", "mayor", "pullquote", "speaks")]),
            ("a", "headline", {"costs": 1}, [])]  # fmt: skip
    assert by_key(tallied(rows), frame="costs")["mayor"] == 0
    assert by_key(tallied(rows, roles=["pullquote"]), frame="costs")["mayor"] == 1


def test_shares_and_their_change_come_from_the_measures():
    said = [("Ann Lee", "mayor", "direct", "speaks")]
    rows = [(doc, "body", {"costs": 1}, said if n < spoken else [])
            for doc, spoken in {"a": 4, "b": 3, "c": 1, "d": 0, "e": 1}.items()
            for n in range(4)]  # fmt: skip
    tallies = tallied(rows, by=["wave"])
    shares = measure.salience(tallies, level=0.95, by=["wave", "actor"])
    row = shares[(shares["wave"] == "May") & (shares["frame"] == "costs")
                 & (shares["actor"] == "mayor")].iloc[0]  # fmt: skip
    assert (row["n_positive"], row["n_units"], row["n_docs"]) == (7, 8, 2)
    assert row["estimate"] == 7 / 8
    changes = compare.difference(tallies, across="wave", reference="May", measure="salience",
                                 level=0.95, seed=1, by=["actor"])  # fmt: skip
    row = changes[(changes["actor"] == "mayor") & (changes["frame"] == "costs")].iloc[0]
    assert row["estimate"] == pytest.approx(2 / 12 - 7 / 8)
    assert pd.isna(row["p_value"])
    assert "description only" in row["note"]


# ---------------------------------------------------------------- laws


@LAWS
@given(ROWS)
def test_every_unit_is_heard_or_the_journalists(rows):
    found = tallied(rows, by=BY)
    for _, part in found.groupby(["doc_id", "frame"]):
        assert part["actor"].tolist() == EVERY
        (n,) = set(part["n_units"])
        own = part.loc[part["actor"] == "journalist", "n_positive"].iloc[0]
        heard = part.loc[part["actor"] != "journalist", "n_positive"]
        assert n >= 1
        assert 0 <= own <= n
        assert heard.max() <= n - own <= heard.sum()


@LAWS
@given(ROWS)
def test_units_with_a_frame_are_those_of_the_plain_tallies(rows):
    voices, codings, segments = make(rows)
    found = voice_tallies.tally(voices, codings, segments, DOCUMENTS, actors=ACTORS)
    plain = measure.tally(codings, segments, DOCUMENTS)
    wanted = plain[plain["n_positive"] > 0].set_index(["doc_id", "frame"])["n_positive"]
    one = found[(found["actor"] == "mayor") & (found["frame"] != "any")]
    assert one.set_index(["doc_id", "frame"])["n_units"].to_dict() == wanted.to_dict()


@LAWS
@given(ROWS, st.permutations(list("abcdef")), st.integers(0, 6))
def test_parts_put_together_are_the_whole(rows, order, cut):
    parts = []
    for ids in (order[:cut], order[cut:]):
        tables = make(rows)
        own = [table[table["doc_id"].isin(ids)].reset_index(drop=True) for table in tables]
        some = DOCUMENTS[DOCUMENTS["doc_id"].isin(ids)].reset_index(drop=True)
        parts.append(voice_tallies.count(*own, some, actors=ACTORS, by=BY))
    whole = voice_tallies.count(*make(rows), DOCUMENTS, actors=ACTORS, by=BY)
    found = voice_tallies.combine(parts, actors=ACTORS, by=BY)
    assert_frame_equal(found.tallies, whole.tallies)
    assert_frame_equal(found.spoken, whole.spoken)
    merged = measure.combine(*(part.tallies for part in parts))
    keys = ["doc_id", "frame", "actor"]
    assert_frame_equal(merged.sort_values(keys, ignore_index=True),
                       whole.tallies.sort_values(keys, ignore_index=True))  # fmt: skip


@LAWS
@given(ROWS, st.randoms(use_true_random=False))
def test_shuffling_changes_nothing_and_the_input_stays(rows, chance):
    tables = [*make(rows), DOCUMENTS]
    before = [table.copy() for table in tables]
    wanted = voice_tallies.count(*tables, actors=ACTORS, by=BY)
    listed = voice_tallies.sentences(tables[0], tables[2], tables[3], tables[1])
    for table, kept in zip(tables, before, strict=True):
        assert_frame_equal(table, kept)
    mixed = [table.sample(frac=1, random_state=chance.randrange(99)) for table in tables]
    found = voice_tallies.count(*mixed, actors=ACTORS, by=BY)
    assert_frame_equal(found.tallies, wanted.tallies)
    assert_frame_equal(found.spoken, wanted.spoken)
    again = voice_tallies.sentences(mixed[0], mixed[2], mixed[3], mixed[1])
    assert_frame_equal(again, listed)


# ---------------------------------------------------------------- speakers, sentences


ROWS_OF_TWO = [
    ("a", "body", {"costs": 1}, [("Ann Lee", "mayor", "direct", "speaks")]),
    ("a", "body", {"costs": 1}, [("Ann Lee", "mayor", "continued", "speaks"),
                                 ("Cy Dunn", None, "reported", "speaks")]),
    ("b", "body", {"costs": 0}, [("Ann Lee", "mayor", "reported", "speaks"),
                                 ("The Post", "press", "reported", "relays")]),
    ("b", "body", {"costs": 0}, [(None, None, "hearsay", "speaks")]),
    ("f", "body", {"costs": 0}, [("Ann Lee", "mayor", "reported", "speaks")]),
]  # fmt: skip


def test_speakers_are_counted_by_units_and_articles_within_wave_and_language():
    voices, _, segments = make(ROWS_OF_TWO)
    counted = voice_tallies.spoken(voices, segments, DOCUMENTS, by=["wave"])
    found = voice_tallies.speakers(counted, by=["wave"])
    first = found.iloc[0]
    assert (first["speaker"], first["n_units"], first["n_docs"], first["n_direct"]) == (
        "Ann Lee", 3, 2, 1
    )  # fmt: skip
    assert set(found["actor"]) == {"mayor", "unlisted", "unattributed"}, "who relays is not heard"
    assert found["wave"].tolist() == ["May"] * 3, "f is in no wave"
    apart = voice_tallies.speakers(voice_tallies.spoken(voices, segments, DOCUMENTS))
    assert apart.loc[apart["speaker"] == "Ann Lee", "language"].tolist() == ["e", "n"]


def test_every_sentence_is_listed_with_its_voices_frames_and_place():
    voices, codings, segments = make(ROWS_OF_TWO)
    found = voice_tallies.sentences(voices, segments, DOCUMENTS, codings)
    assert found["actors"].tolist() == ["mayor", "mayor; unlisted", "mayor", "unattributed",
                                        "mayor"]  # fmt: skip
    assert found["speakers"].tolist()[1:4] == ["Ann Lee; Cy Dunn", "Ann Lee", ""]
    assert found["forms"].tolist()[1] == "continued; reported"
    assert found["relayed_by"].tolist() == ["", "", "The Post", "", ""]
    assert found["frames"].tolist() == ["costs", "costs", "", "", ""]
    texts = dict(zip(DOCUMENTS["doc_id"], DOCUMENTS["text"], strict=True))
    assert all(row.text == texts[row.doc_id][row.start : row.end] for row in found.itertuples())
    assert "frames" not in voice_tallies.sentences(voices, segments, DOCUMENTS)


# ---------------------------------------------------------------- refusals


def test_what_does_not_fit_is_told():
    voices, codings, segments = make(ROWS_OF_TWO)
    with pytest.raises(contracts.TableError, match=r"voices\.actor holds 'mayor'.*Did you mean"):
        voice_tallies.tally(voices, codings, segments, DOCUMENTS, actors=["major"])
    with pytest.raises(contracts.TableError, match="'journalist' twice, or a name that stands"):
        voice_tallies.tally(voices, codings, segments, DOCUMENTS, actors=["mayor", "journalist"])
    with pytest.raises(contracts.TableError, match="whose segment_id is unknown"):
        voice_tallies.tally(voices, codings.head(0), segments.head(1), DOCUMENTS, actors=ACTORS)
    with pytest.raises(contracts.TableError, match="frame 'any', which stands for all units"):
        voice_tallies.tally(voices, codings.assign(frame="any"), segments, DOCUMENTS,
                            actors=ACTORS)  # fmt: skip
    part = voice_tallies.count(voices, codings, segments, DOCUMENTS, actors=ACTORS)
    with pytest.raises(contracts.TableError, match="lie in two of the parts"):
        voice_tallies.combine([part, part], actors=ACTORS)


def test_without_voices_all_is_the_journalists_and_without_articles_nothing_breaks():
    _, codings, segments = make(ROWS_OF_TWO)
    silent = contracts.empty("voices")
    found = voice_tallies.count(silent, codings, segments, DOCUMENTS, actors=ACTORS, by=["wave"])
    whole = found.tallies[found.tallies["frame"] == "any"]
    assert (whole.loc[whole["actor"] == "journalist", "n_positive"]
            == whole.loc[whole["actor"] == "journalist", "n_units"]).all()  # fmt: skip
    nothing = voice_tallies.combine([], actors=ACTORS, by=["wave"])
    shares = measure.salience(nothing.tallies, level=0.95, by=["wave", "actor"])
    assert len(shares) == 0
    assert len(voice_tallies.speakers(nothing.spoken, by=["wave"])) == 0
