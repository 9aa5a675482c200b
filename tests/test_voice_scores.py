"""Scores of voices: counts by hand, a plain second way to count, and laws."""

import itertools
import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal
from statsmodels.stats.proportion import proportion_confint

from analysis import contracts, voice_scores
from analysis.contracts import InputError, TableError

SHEET = ["article", "start", "end", "position", "speaker", "actor", "form", "status"]
NONE = (None, None, "none", None)
HEARSAY = (None, None, "hearsay", "speaks")


def says(speaker, actor=None, form="reported", status="speaks"):
    return (speaker, actor, form, status)


def make_documents(n, languages=("en",), units=6):
    """Documents d0, d1, ... of ten-letter units 'aaaaaaaaa.'."""
    return contracts.conform(pd.DataFrame({
        "doc_id": [f"id{i}" for i in range(n)], "source_file": [f"in/d{i}.txt" for i in range(n)],
        "source_format": "text", "position_in_file": 0, "text": "aaaaaaaaa." * units, "words": 1,
        "date_source": "none", "text_sha256": "-",
        "language": [languages[i % len(languages)] for i in range(n)],
    }), "documents")  # fmt: skip


def make_segments(spans):
    """Segments from rows document number, start, end."""
    rows = [{"segment_id": f"id{doc}:{start}", "doc_id": f"id{doc}", "unit": "sentence",
             "position": i, "start": start, "end": end, "role": "body", "language": "en"}
            for i, (doc, start, end) in enumerate(spans)]  # fmt: skip
    return (
        contracts.conform(pd.DataFrame(rows), "segments") if rows else contracts.empty("segments")
    )


def make_gold(units):
    """Sheet from (document number, unit number) -> voices; none where the list is empty."""
    rows = [(f"d{doc}.txt", 10 * unit, 10 * unit + 10, i, *voice)
            for (doc, unit), voices in units.items()
            for i, voice in enumerate(voices or [NONE])]  # fmt: skip
    table = pd.DataFrame(rows, columns=SHEET)
    return table.astype(dict.fromkeys(["speaker", "actor", "form", "status"], "str"))


def make_found(units):
    """Voices from the same form as `make_gold` takes."""
    rows = [{"segment_id": f"id{doc}:{10 * unit}", "doc_id": f"id{doc}", "position": i,
             "speaker": speaker, "actor": actor, "form": form, "status": status}
            for (doc, unit), voices in units.items()
            for i, (speaker, actor, form, status) in enumerate(voices)]  # fmt: skip
    if not rows:
        return contracts.empty("voices")
    return contracts.conform(pd.DataFrame(rows).assign(cue_start=0, cue_end=1), "voices")


def regular(units):
    return make_segments((doc, 10 * unit, 10 * unit + 10) for doc, unit in units)


def scored(found, gold, *, languages=("en",), by=("language",), function=voice_scores.score):
    documents = make_documents(1 + max(doc for doc, _ in gold), languages)
    return function(make_found(found), make_gold(gold), regular(gold), documents, level=0.95, by=by)


def counts(table, task, language="en"):
    """Counts tp, fp, fn of a task in a language; None: of all together."""
    group = table["language"].isna() if language is None else table["language"] == language
    rows = table[group & (table["task"] == task)]
    assert rows["measure"].tolist() == ["precision", "recall", "f1"]
    return rows.iloc[0][["tp", "fp", "fn"]].tolist()


GOLD = {
    (0, 0): [says("OpenAI", "accuser")],
    (0, 1): [],
    (0, 2): [HEARSAY],
    (0, 3): [says("OpenAI", "accuser"), says("Reuters", "media", status="relays")],
    (0, 4): [says("Jo Lee"), says("Ann Poe", "experts", "direct")],
    (0, 5): [],
}
FOUND = {
    (0, 0): [
        says("OpenAI's", "accuser", "direct")
    ],  # the form is not scored, the genitive no error
    (0, 1): [says("DeepSeek", "accused")],  # nobody speaks
    (0, 2): [says("experts", "experts")],  # somebody speaks, but nobody named
    (0, 3): [says("OpenAI", "companies"), says("Bloomberg", "media", status="relays")],
    (0, 4): [says("Poe", "experts", "direct")],  # one of two
    (0, 5): [],
}


def test_counts_by_hand():
    table = scored(FOUND, GOLD)
    assert counts(table, "attributed") == [4, 1, 0]
    # right: accuser in 0, experts in 4; wrong: accused in 1, experts in 2, companies in 3;
    # missed: unattributed in 2, accuser in 3, unlisted in 4; relays count on neither side
    assert counts(table, "actor") == [2, 3, 3]
    # right: OpenAI in 0 and 3, Ann Poe in 4; wrong: DeepSeek, experts; missed: Jo Lee
    assert counts(table, "speaker") == [3, 2, 1]
    speaker = table[(table["language"] == "en") & (table["task"] == "speaker")]
    assert speaker["estimate"].tolist() == pytest.approx([3 / 5, 3 / 4, 2 / 3])
    assert speaker[["n_units", "n_docs"]].drop_duplicates().to_numpy().tolist() == [[6, 1]]


def test_intervals_are_wilson_and_say_that_units_lie_in_few_documents():
    rows = scored(FOUND, GOLD).query("language == 'en' and task == 'actor'").set_index("measure")
    for measure, n in (("precision", 5), ("recall", 5)):
        low, high = proportion_confint(2, n, method="wilson")
        assert rows.loc[measure, ["ci_low", "ci_high"]].tolist() == pytest.approx([low, high])
    low, high = proportion_confint(2, 8, method="wilson")
    ends = [2 * low / (1 + low), 2 * high / (1 + high)]
    assert rows.loc["f1", ["ci_low", "ci_high"]].tolist() == pytest.approx(ends)
    assert "they lie in 1 document" in rows["note"].iloc[0]


def test_languages_apart_and_together():
    both = {(1, unit): voices for (_, unit), voices in GOLD.items()}
    table = scored({(1, u): v for (_, u), v in GOLD.items()} | FOUND, GOLD | both,
                   languages=("en", "nl"))  # fmt: skip
    assert counts(table, "speaker", "en") == [3, 2, 1]
    assert counts(table, "speaker", "nl") == [4, 0, 0]
    assert counts(table, "speaker", None) == [7, 2, 1]
    assert table["language"].drop_duplicates().fillna("").tolist() == ["en", "nl", ""]
    alone = scored(FOUND, GOLD, by=())
    assert len(alone) == 9
    assert "language" not in alone.columns


def test_each_type_of_actor_apart():
    table = scored(FOUND, GOLD, function=voice_scores.by_actor).query("language == 'en'")
    rows = table.drop_duplicates("actor").set_index("actor")[["tp", "fp", "fn"]]
    assert rows.T.to_dict("list") == {
        "accused": [0, 1, 0], "accuser": [1, 0, 1], "companies": [0, 1, 0], "experts": [1, 1, 0],
        "unattributed": [0, 0, 1], "unlisted": [0, 0, 1],
    }  # fmt: skip


def test_a_machine_that_is_silent_has_no_precision_and_a_recall_of_nothing():
    table = scored({}, GOLD).query("language == 'en' and task == 'attributed'")
    precision, recall, f1 = table["estimate"]
    assert math.isnan(precision)
    assert (recall, f1) == (0, 0)
    nobody = scored({}, {(0, 0): []})
    assert nobody["estimate"].isna().all()
    assert len(nobody) == 18  # each task is there, in each group


def test_nothing_to_score():
    empty = make_gold({(0, 0): []}).iloc[:0]
    tables = contracts.empty("voices"), empty, contracts.empty("segments"), make_documents(1)
    table = voice_scores.score(*tables, level=0.95)
    assert table[["n_units", "tp"]].to_numpy().tolist() == [[0, 0]] * 9
    assert voice_scores.by_actor(*tables, level=0.95).empty
    assert voice_scores.errors(*tables).empty


def test_another_way_of_splitting_meets_the_units_it_lies_in_most():
    gold = {(0, 0): [says("OpenAI", "accuser")], (0, 1): [], (0, 2): [says("OpenAI", "accuser")]}
    # the first unit in two, the second and third not quite where people saw them
    segments = make_segments([(0, 0, 4), (0, 4, 10), (0, 10, 22), (0, 22, 30)])
    found = contracts.conform(pd.DataFrame({
        "segment_id": ["id0:4", "id0:22"], "doc_id": "id0", "position": 0, "speaker": "OpenAI",
        "actor": "accuser", "form": "reported", "status": "speaks", "cue_start": 0, "cue_end": 1,
    }), "voices")  # fmt: skip
    table = voice_scores.score(found, make_gold(gold), segments, make_documents(1), level=0.95)
    for task in voice_scores.TASKS:
        assert counts(table, task) == [2, 0, 0]


def test_a_coded_unit_without_a_segment_is_listed_and_not_scored():
    gold = {(0, 0): [says("OpenAI")], (0, 1): [says("Jo Lee")]}
    tables = make_found({(0, 0): [says("OpenAI")]}), make_gold(gold), regular([(0, 0)])
    table = voice_scores.score(*tables, make_documents(1), level=0.95)
    assert counts(table, "attributed") == [1, 0, 0]
    assert table["note"].str.contains("1 coded unit without a segment not scored").all()
    listed = voice_scores.errors(*tables, make_documents(1))
    assert listed[["start", "wrong"]].to_numpy().tolist() == [[10, "no unit"]]
    assert listed["segment_id"].isna().all()


def test_voices_outside_the_coded_units_are_counted_in_the_notes():
    gold = make_gold({(0, 0): []})
    found = make_found({(0, 1): [says("OpenAI")], (1, 0): [says("OpenAI")]})
    segments = regular([(0, 0), (0, 1), (1, 0)])
    table = voice_scores.score(found, gold, segments, make_documents(2), level=0.95)
    assert counts(table, "attributed") == [0, 0, 0]
    assert table["note"].str.contains("1 voice outside the coded units").all()  # not that of d1


def test_an_article_without_a_language_is_in_the_scores_of_all_alone():
    documents = make_documents(2).assign(language=["en", None])
    gold = {(0, 0): [says("OpenAI")], (1, 0): [says("OpenAI")]}
    table = voice_scores.score(
        make_found({}), make_gold(gold), regular(gold), documents, level=0.95
    )
    assert counts(table, "attributed") == [0, 0, 1]
    assert counts(table, "attributed", None) == [0, 0, 2]
    assert table["note"].str.contains("1 document without language").all()


def test_errors_show_what_both_sides_said():
    documents = make_documents(1)
    table = voice_scores.errors(make_found(FOUND), make_gold(GOLD), regular(GOLD), documents)
    assert table["start"].tolist() == [10, 20, 30, 40]
    assert table["wrong"].tolist() == [
        "attributed, actor, speaker", "actor, speaker", "actor", "actor, speaker",
    ]  # fmt: skip
    assert table.loc[2, "said"] == "OpenAI (accuser, reported); Reuters (media, reported, relays)"
    assert table.loc[1, "said"] == "nobody named (hearsay)"
    assert table["found"].tolist()[:2] == ["DeepSeek (accused, reported)",
                                           "experts (experts, reported)"]  # fmt: skip
    assert table.loc[0, "said"] == ""
    assert table.loc[3, "said"].startswith("Jo Lee (unlisted, reported)")
    assert (table["text"] == "aaaaaaaaa.").all()


def test_voices_of_other_units_are_refused():
    with pytest.raises(TableError, match=r"lacks \('id0:10'\)"):
        voice_scores.score(make_found({(0, 1): [says("OpenAI")]}), make_gold({(0, 0): []}),
                           regular([(0, 0)]), make_documents(1), level=0.95)  # fmt: skip


def test_a_table_that_is_no_sheet_is_refused():
    gold = make_gold({(0, 0): []}).drop(columns="form")
    tables = contracts.empty("voices"), gold, regular([(0, 0)]), make_documents(1)
    with pytest.raises(TableError, match=r"lacks 'form'; read the sheet with voice_scores.read"):
        voice_scores.score(*tables, level=0.95)


def test_articles_and_texts_must_be_those_that_were_coded():
    tables = regular([(0, 0)]), make_documents(1)
    other = make_gold({(7, 0): []})
    with pytest.raises(InputError, match=r"'d7.txt' are not among the documents"):
        voice_scores.score(contracts.empty("voices"), other, *tables, level=0.95)
    changed = make_gold({(0, 0): []}).assign(text="bbbb")
    with pytest.raises(InputError, match="not what stands in the article"):
        voice_scores.errors(contracts.empty("voices"), changed, *tables)


# ---- names


@pytest.mark.parametrize(("one", "other", "same"), [
    ("Jozefien Van Herpe", "Van Herpe", True),
    ("Jozefien Vanherpe", "Jozefien Van Herpe", True),
    ("de Financial Times", "Financial Times", True),
    ("DeepSeeks", "deepseek", True),
    ("OpenAI’s", "OpenAI", True),
    ("Zoë Müller", "Zoe Muller", True),
    ("professor Stijn Viaene", "Stijn Viaene", True),
    ("een bron bij OpenAI", "een bron binnen OpenAI", False),
    ("Ann Poe", "Jo Poe", False),
    ("Meta", "Metaculus", False),
    ("the", "a", False),
    ("The", "the", True),
    ("", "OpenAI", False),
])  # fmt: skip
def test_names_that_are_the_same(one, other, same):
    assert voice_scores.same_name(one, other) is same
    assert voice_scores.same_name(other, one) is same


def test_each_name_is_matched_once():
    # Poe fits both, so the best pairing gives Ann Poe to Poe only if Jo Poe takes Jo
    table = scored({(0, 0): [says("Poe"), says("Jo")]}, {(0, 0): [says("Jo Poe"), says("Ann Poe")]})
    assert counts(table, "speaker") == [2, 0, 0]
    table = scored({(0, 0): [says("Poe")]}, {(0, 0): [says("Jo Poe"), says("Ann Poe")]})
    assert counts(table, "speaker") == [1, 0, 1]


def test_a_name_that_comes_twice_in_a_unit_counts_once():
    table = scored({(0, 0): [says("OpenAI"), says("OpenAI's")]}, {(0, 0): [says("OpenAI")]})
    assert counts(table, "speaker") == [1, 0, 0]


# ---- the file

ROWS = "a.txt,0,4,0,OpenAI,accuser,direct,speaks\na.txt,0,4,1,,,hearsay,speaks\na.txt,5,9,0,,,none,"


def test_reading_gives_nulls_where_cells_are_empty(tmp_path):
    file = tmp_path / "voices.csv"
    file.write_text(",".join(SHEET) + "\n" + ROWS)
    table = voice_scores.read(file)
    assert table.columns.tolist() == SHEET
    assert table["speaker"].isna().tolist() == [False, True, True]
    assert table["status"].isna().tolist() == [False, False, True]
    assert table["start"].tolist() == [0, 0, 5]


@pytest.mark.parametrize(("old", "new", "match"), [
    ("a.txt,5,9,0", ",5,9,0", r"column article must name a file; found in row 4: ''"),
    ("a.txt,5,9,0", "a.txt,5,x,0", "column end must hold whole numbers"),
    ("a.txt,5,9,0", "a.txt,5,5,0", "column end must be larger than start; found in row 4: '5'"),
    ("hearsay", "gossip", "column form must be one of none, direct.*row 3: 'gossip'"),
    ("direct,speaks", "direct,", "column status must be speaks or relays"),
    ("none,", "none,speaks", "column status must be speaks or relays, or empty where"),
    ("0,,,none", "0,Jo,,none", "column speaker must be empty where the form names nobody"),
    ("1,,,hearsay", "1,,media,hearsay", "column actor must be empty where the form names nobody"),
    ("4,1,,,hearsay", "4,0,,,hearsay", "column position must count the speakers.*row 3: '0'"),
    ("1,,,hearsay,speaks", "1,,,none,", "column form must not be none beside other rows"),
    ("a.txt,5,9,0,,,none,", "", None),
])  # fmt: skip
def test_a_sheet_that_breaks_a_rule_is_refused_with_its_rows(tmp_path, old, new, match):
    file = tmp_path / "voices.csv"
    assert ROWS.count(old) == 1
    file.write_text(",".join(SHEET) + "\n" + ROWS.replace(old, new))
    if match is None:
        assert len(voice_scores.read(file)) == 2
    else:
        with pytest.raises(InputError, match=match):
            voice_scores.read(file)


def test_a_file_without_the_columns_is_refused(tmp_path):
    file = tmp_path / "voices.csv"
    file.write_text("article,start,end,speaker\na.txt,0,1,OpenAI\n")
    with pytest.raises(InputError, match=r"voices.csv lacks the columns 'position', 'actor'"):
        voice_scores.read(file)


# ---- laws

VOICE = st.one_of(
    st.just(HEARSAY),
    st.builds(says, st.sampled_from(["OpenAI", "OpenAI's", "Jo Lee", "Lee", "Ann Poe", "Poe"]),
              st.sampled_from([None, "accuser", "experts"]), st.just("reported"),
              st.sampled_from(["speaks", "speaks", "relays"])),
)  # fmt: skip
UNITS = [(doc, unit) for doc in range(2) for unit in range(4)]
CODED = st.fixed_dictionaries(dict.fromkeys(UNITS, st.lists(VOICE, max_size=3)))


def plainly(found, gold):
    """Counts by loops over units; names are matched by trying every pairing."""
    sums = {task: np.zeros(3, int) for task in voice_scores.TASKS}
    for place, said in gold.items():
        seen = found[place]
        sums["attributed"] += [bool(said and seen), bool(seen and not said),
                               bool(said and not seen)]  # fmt: skip
        kinds = [{"hearsay" if form == "hearsay" else str(actor)
                  for _, actor, form, status in rows if status == "speaks"}
                 for rows in (said, seen)]  # fmt: skip
        sums["actor"] += [len(kinds[0] & kinds[1]), len(kinds[1] - kinds[0]),
                          len(kinds[0] - kinds[1])]  # fmt: skip
        names = [sorted({name.removesuffix("'s") for name, _, _, status in rows
                         if name and status == "speaks"}) for rows in (said, seen)]  # fmt: skip
        few, many = sorted(names, key=len)
        best = max(sum(set(a.split()) <= set(b.split()) or set(b.split()) <= set(a.split())
                       for a, b in zip(few, order, strict=False))
                   for order in itertools.permutations(many))  # fmt: skip
        sums["speaker"] += [best, len(names[1]) - best, len(names[0]) - best]
    return {task: numbers.tolist() for task, numbers in sums.items()}


@settings(max_examples=25, deadline=None)
@given(gold=CODED, found=CODED)
def test_counts_are_those_of_a_plain_loop(gold, found):
    table = scored(found, gold, by=()).assign(language=None)
    assert {task: counts(table, task, None) for task in voice_scores.TASKS} == plainly(found, gold)


@settings(max_examples=15, deadline=None)
@given(gold=CODED, found=CODED)
def test_changing_sides_swaps_precision_and_recall(gold, found):
    one = scored(found, gold, by=()).set_index(["task", "measure"])
    two = scored(gold, found, by=()).set_index(["task", "measure"])
    for task in voice_scores.TASKS:
        for measure, other in (("precision", "recall"), ("f1", "f1"), ("recall", "precision")):
            first = one.loc[(task, measure), ["estimate", "ci_low", "ci_high"]].astype(float)
            second = two.loc[(task, other), ["estimate", "ci_low", "ci_high"]].astype(float)
            assert first.tolist() == pytest.approx(second.tolist(), nan_ok=True)


@settings(max_examples=15, deadline=None)
@given(gold=CODED)
def test_what_people_coded_scores_one_against_itself(gold):
    table = scored(gold, gold, languages=("en", "nl"))
    assert table["estimate"].dropna().eq(1).all()
    assert not table[["fp", "fn"]].any(axis=None)
    documents = make_documents(2)
    assert voice_scores.errors(make_found(gold), make_gold(gold), regular(gold), documents).empty


@settings(max_examples=15, deadline=None)
@given(gold=CODED, found=CODED, order=st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_nothing(gold, found, order):
    tables = make_found(found), make_gold(gold), regular(gold), make_documents(2, ("en", "nl"))
    mixed = [table.sample(frac=1, random_state=order.randrange(2**31)) for table in tables]
    before = [table.copy(deep=True) for table in mixed]
    assert_frame_equal(voice_scores.score(*mixed, level=0.95),
                       voice_scores.score(*tables, level=0.95))  # fmt: skip
    assert_frame_equal(voice_scores.errors(*mixed), voice_scores.errors(*tables))
    for table, copy in zip(mixed, before, strict=True):
        assert_frame_equal(table, copy)


@settings(max_examples=15, deadline=None)
@given(gold=CODED, found=CODED)
def test_types_add_up_to_the_task_of_actors(gold, found):
    whole = scored(found, gold, by=()).query("task == 'actor' and measure == 'f1'")
    parts = scored(found, gold, by=(), function=voice_scores.by_actor).query("measure == 'f1'")
    assert parts[["tp", "fp", "fn"]].sum().tolist() == whole.iloc[0][["tp", "fp", "fn"]].tolist()
