"""Topic models: what is modelled, what is found, and that it is found again."""

import os
import subprocess
import sys
from pathlib import Path

import invented_topics
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.metrics import adjusted_rand_score

from analysis import codebook, contracts, topics
from analysis.contracts import InputError, TableError


def article(doc_id, text, roles, language="nl"):
    """Split an invented article at its stops: document, segments."""
    rows, start = [], 0
    for number, role in enumerate(roles):
        end = text.index(".", start) + 1
        rows.append({
            "segment_id": f"{doc_id}:{number}", "doc_id": doc_id, "unit": "sentence",
            "position": number, "start": start, "end": end, "role": role, "language": language,
        })  # fmt: skip
        start = end + len(text[end:]) - len(text[end:].lstrip())
    return pd.DataFrame({"doc_id": [doc_id], "text": [text]}), pd.DataFrame(rows)


def coded(segments, values, frame="costs", coder="dictionary"):
    rows = pd.DataFrame({
        "segment_id": segments["segment_id"], "doc_id": segments["doc_id"], "frame": frame,
        "coder": coder, "coder_kind": "dictionary", "codebook": "b@1+x",
    })  # fmt: skip
    return rows.assign(value=pd.Series(values, dtype="Int64"))


TEXT = "Een kop.\nEen lead van de krant. Nog een zin.\n\nFoto: ik. Derde alinea hier. Slot."
ROLES = ["headline", "lead", "lead", "chrome", "body", "body"]


def paragraphs(text=TEXT, roles=ROLES, values=None, **options):
    documents, segments = article("a", text, roles)
    codings = contracts.empty("codings") if values is None else coded(segments, values)
    return topics.units(documents, segments, codings, unit="paragraph", **options)


def test_a_paragraph_ends_at_a_blank_line_and_a_headline_stands_alone():
    made = paragraphs()
    assert made["text"].tolist() == [
        "Een kop.", "Een lead van de krant. Nog een zin.", "Derde alinea hier. Slot."
    ]  # fmt: skip
    assert made["unit_id"].tolist() == ["a:p00000", "a:p00001", "a:p00002"]
    assert made["position"].tolist() == [0, 1, 2]


def test_what_does_not_count_is_never_inside_a_paragraph():
    made = paragraphs("Voor. Deel dit. Na.", ["body", "chrome", "body"])
    assert made["text"].tolist() == ["Voor.", "Na."]


def test_without_any_blank_line_each_line_is_a_paragraph():
    made = paragraphs("Een. Twee.\nDrie. Vier.", ["body"] * 4)
    assert made["text"].tolist() == ["Een. Twee.", "Drie. Vier."]


def test_a_paragraph_carries_a_frame_if_a_sentence_does_and_null_if_none_was_decided():
    made = paragraphs(values=[None, 0, 1, 1, 0, None])
    assert made["code:costs"].tolist()[1:] == [1, 0]
    assert pd.isna(made["code:costs"].iloc[0])


def test_a_paragraph_is_in_the_language_of_most_of_its_text():
    documents, segments = article("a", "Ja. A long sentence in English.", ["body"] * 2)
    segments["language"] = ["nl", "en"]
    made = topics.units(documents, segments, contracts.empty("codings"), unit="paragraph")
    assert made["language"].tolist() == ["en"]


def test_short_units_stay_in_the_table_and_are_counted():
    documents, segments = article("a", TEXT, ROLES)
    made = topics.units(documents, segments, contracts.empty("codings"))
    assert made["n_words"].tolist() == [2, 5, 3, 3, 1]
    assert made["short"].tolist() == [True, False, True, True, True]
    assert topics.left_out(made).to_numpy().tolist() == [["nl", 5, 4]]


def test_roles_that_do_not_count_are_no_units():
    documents, segments = article("a", TEXT, ROLES)
    made = topics.units(documents, segments, contracts.empty("codings"), roles=["body"])
    assert made["unit_id"].tolist() == ["a:4", "a:5"]


def test_codes_of_two_coders_are_refused():
    documents, segments = article("a", TEXT, ROLES)
    both = pd.concat([coded(segments, [0] * 6), coded(segments, [0] * 6, coder="anna")])
    with pytest.raises(TableError, match=r"several coders \('anna', 'dictionary'\)"):
        topics.units(documents, segments, both)


def test_units_of_other_articles_or_longer_than_their_text_are_refused():
    documents, segments = article("a", TEXT, ROLES)
    with pytest.raises(TableError, match="not there: 'a'"):
        topics.units(documents.assign(doc_id="b"), segments, contracts.empty("codings"))
    with pytest.raises(TableError, match="end behind the text"):
        topics.units(documents.assign(text="Kort."), segments, contracts.empty("codings"))


def test_paragraphs_are_no_sentences():
    documents, segments = article("a", TEXT, ROLES)
    whole = segments.assign(unit="paragraph")
    with pytest.raises(InputError, match="split the articles into sentences"):
        topics.units(documents, whole, contracts.empty("codings"))
    made = topics.units(documents, whole, contracts.empty("codings"), unit="paragraph")
    assert len(made) == 5


@settings(max_examples=15, deadline=None)
@given(st.data())
def test_units_of_parts_put_together_are_those_of_the_whole(data):
    role = st.sampled_from(["body", "chrome", "heading"])
    roles_of = st.lists(role, min_size=1, max_size=5)
    shapes = data.draw(st.lists(roles_of, min_size=1, max_size=4))
    gaps = st.sampled_from([" ", "\n", "\n\n", "\n \n"])
    made = []
    for number, roles in enumerate(shapes):
        text = "".join(f"Zin {at}.{data.draw(gaps)}" for at in range(len(roles)))
        made.append(article(f"d{number}", text, roles))
    unit = data.draw(st.sampled_from(["sentence", "paragraph"]))

    def units(parts):
        documents = pd.concat([part[0] for part in parts])
        segments = pd.concat([part[1] for part in parts], ignore_index=True)
        codings = coded(segments, [at % 2 for at in range(len(segments))])
        return topics.units(documents, segments, codings, unit=unit)

    def alone(part):
        offset = sum(len(p[1]) for p in made[: next(i for i, p in enumerate(made) if p is part)])
        codings = coded(part[1], [(offset + at) % 2 for at in range(len(part[1]))])
        return topics.units(*part, codings, unit=unit)

    whole = units(made)
    pd.testing.assert_frame_equal(
        whole, pd.concat([alone(part) for part in made]).reset_index(drop=True), check_dtype=False
    )
    texts = {part[0]["doc_id"].iloc[0]: part[0]["text"].iloc[0] for part in made}
    for row in contracts.each_row(whole):
        assert texts[row.doc_id][row.start : row.end] == row.text


def test_no_segment_gives_no_unit():
    made = topics.units(*(contracts.empty(name) for name in ("documents", "segments", "codings")))
    assert len(made) == 0
    assert topics.fit(made, language="nl", seed=1).reason.startswith("No topic model: 0 units")


@pytest.fixture(scope="module")
def invented():
    return invented_topics.make(150, themes=3, seed=5)


@pytest.fixture(scope="module")
def model(invented):
    return topics.fit(invented[0], language="xx", seed=2)


def test_it_finds_the_themes_and_their_number(invented, model):
    assert model.n_topics == 3
    assert adjusted_rand_score(invented[1], model.assigned["topic"]) > 0.9
    assert model.said.startswith("150 units in xx. 3 topics have the best mean silhouette")
    assert model.reason == ""


def test_words_of_a_topic_are_those_of_its_theme(invented, model):
    units, themes = invented
    for topic, words in model.topics.groupby("topic")["word"]:
        own = units["text"][(model.assigned["topic"] == topic).to_numpy()].str.lower()
        theme = np.bincount(themes[(model.assigned["topic"] == topic).to_numpy()]).argmax()
        known = {invented_topics.word(theme * 60 + n, "xxt") for n in range(60)}
        assert len(words) == 10
        assert len(known & set(words)) >= 8
        assert own.str.contains(words.iloc[0]).mean() > 0.1


def test_tables_fit_each_other(model):
    counted = model.assigned["topic"].value_counts().sort_index()
    assert model.sizes["n_units"].tolist() == counted.tolist()
    assert model.sizes["n_units"].is_monotonic_decreasing  # topic 0 is the largest
    assert model.sizes["share"].sum() == pytest.approx(1)
    assert model.assigned["unit_id"].is_monotonic_increasing
    assert model.vectors.shape == (150, 100)
    assert model.vectors.dtype == np.float32
    assert model.topics.groupby("topic")["weight"].apply(lambda x: x.is_monotonic_decreasing).all()
    assert model.topics["rank"].tolist() == [*range(1, 11)] * 3
    assert model.assigned["probability"].isna().all()


def test_passages_are_central_and_of_different_articles_first(model):
    for topic, passages in model.passages.groupby("topic"):
        own = model.assigned[model.assigned["topic"] == topic]
        n = min(10, own["doc_id"].nunique())
        assert passages["doc_id"].iloc[:n].is_unique
        assert passages["centrality"].iloc[0] == own["centrality"].max()
        assert set(passages["unit_id"]) <= set(own["unit_id"])


def test_a_copied_passage_is_shown_once(invented):
    copied = {name: "copy:" + invented[0][name] for name in ("unit_id", "doc_id")}
    units = pd.concat([invented[0], invented[0].assign(**copied)])
    model = topics.fit(units, language="xx", seed=2)
    texts = units.set_index("unit_id")["text"]
    assert texts[model.passages["unit_id"]].is_unique


def test_shuffled_units_give_the_same_and_are_left_untouched(invented, model):
    units = invented[0].sample(frac=1, random_state=1)
    before = units.copy()
    again = topics.fit(units, language="xx", seed=2)
    assert invented_topics.fingerprint(again) == invented_topics.fingerprint(model)
    pd.testing.assert_frame_equal(units, before)


def test_another_model_fitted_before_and_numpys_seed_change_nothing(invented, model):
    other, _ = invented_topics.make(80, themes=2, seed=9)
    np.random.seed(7)  # noqa: NPY002 - what somebody else may do in the same notebook
    topics.fit(other, language="xx", seed=1, cluster="hdbscan")
    again = topics.fit(invented[0], language="xx", seed=2)
    assert invented_topics.fingerprint(again) == invented_topics.fingerprint(model)


@pytest.mark.parametrize("threads", ["1", "4"])
def test_a_fresh_process_gives_the_same_with_any_number_of_threads(model, threads):
    expected = invented_topics.fingerprint(model, topics.refit(model, seeds=range(3)))
    here = Path(__file__).parent
    path = f"{here.parent}{os.pathsep}{here}"
    known = os.environ | {"PYTHONHASHSEED": threads, "PYTHONPATH": path}
    known |= dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"), threads)
    done = subprocess.run([sys.executable, str(here / "invented_topics.py")], env=known,
                          capture_output=True, text=True, check=True)  # fmt: skip
    assert done.stdout.strip() == expected
    assert done.stderr == ""


def test_units_that_are_not_drawn_get_the_topics_of_the_others(invented):
    model = topics.fit(invented[0], language="xx", seed=2, most=100, n_topics=3)
    assert model.assigned["drawn"].sum() == 100
    rest = ~model.assigned["drawn"].to_numpy()
    assert adjusted_rand_score(invented[1][rest], model.assigned["topic"][rest]) > 0.7
    assert "100 of them, drawn with seed 2" in model.said
    assert model.counts.matrix.shape[0] == 100


def test_units_without_a_common_word_are_outliers_and_counted(invented):
    texts = ["Qwerty uiop asdf.", "12 34 56 78 90."]
    strange = pd.DataFrame({"unit_id": ["z:0", "z:1"], "doc_id": "z", "text": texts})
    strange = strange.assign(language="xx", short=False)
    model = topics.fit(pd.concat([invented[0], strange]), language="xx", seed=2)
    assert model.assigned.set_index("unit_id").loc[["z:0", "z:1"], "topic"].tolist() == [-1, -1]
    assert "2 shared no word with another unit" in model.said
    assert model.sizes["topic"].tolist()[0] == -1
    assert model.sizes["share"].iloc[0] == pytest.approx(2 / 152)
    assert set(model.topics["topic"]) == {0, 1, 2}


def test_short_units_are_not_modelled_and_counted(invented):
    units = invented[0].assign(short=[at < 5 for at in range(150)])
    model = topics.fit(units, language="xx", seed=2)
    assert len(model.assigned) == 145
    assert "5 more were too short and are left out" in model.said


def test_varieties_of_a_language_are_modelled_together_and_others_are_not(invented):
    other = invented[0].assign(language="yy", unit_id="y:" + invented[0]["unit_id"])
    mixed = invented[0].assign(language=["xx", "xx-BE"] * 75)
    model = topics.fit(pd.concat([mixed, other]), language="xx", seed=2)
    assert len(model.assigned) == 150
    assert set(model.sizes["language"]) == {"xx"}


def test_hdbscan_keeps_outliers_and_their_share():
    units, themes = invented_topics.make(400, themes=3, seed=3, topical=0.5)
    model = topics.fit(units, language="xx", seed=1, cluster="hdbscan")
    known = (model.assigned["topic"] >= 0).to_numpy()
    outliers = model.sizes.set_index("topic")["share"][-1]
    assert 0 < outliers < 0.6
    assert outliers == pytest.approx((~known).mean())
    assert adjusted_rand_score(themes[known], model.assigned["topic"][known]) > 0.7
    assert model.assigned["probability"].between(0, 1).all()
    assert model.assigned["centrality"].isna().equals(model.assigned["topic"] < 0)


def test_hdbscan_gives_units_that_were_not_drawn_a_topic_or_none():
    units, themes = invented_topics.make(400, themes=3, seed=3, topical=0.5)
    model = topics.fit(units, language="xx", seed=1, cluster="hdbscan", most=300)
    rest = ~model.assigned["drawn"].to_numpy()
    known = rest & (model.assigned["topic"] >= 0).to_numpy()
    assert known.sum() > 30
    assert adjusted_rand_score(themes[known], model.assigned["topic"][known]) > 0.6


@pytest.mark.parametrize("options", [{}, {"reduce": "none"}, {"n_topics": 5}, {"most": 100}])
def test_the_models_own_seed_gives_its_topics_and_words_again(invented, options):
    model = topics.fit(invented[0], language="xx", seed=2, **options)
    again = topics.refit(model, seeds=[2, 3])
    own = again.assigned[again.assigned["seed"] == 2].drop(columns="seed").reset_index(drop=True)
    shaped = model.assigned.loc[model.assigned["drawn"], ["unit_id", "topic"]]
    pd.testing.assert_frame_equal(own, shaped.reset_index(drop=True))
    words = again.topics[again.topics["seed"] == 2].drop(columns="seed").reset_index(drop=True)
    pd.testing.assert_frame_equal(words, model.topics)
    assert sorted(again.assigned["seed"].unique()) == [2, 3]


def test_seeds_of_hdbscan_draw_units_and_all_get_a_row():
    units, _ = invented_topics.make(300, themes=3, seed=3)
    model = topics.fit(units, language="xx", seed=1, cluster="hdbscan")
    again = topics.refit(model, seeds=range(4))
    found = again.assigned.pivot_table(index="unit_id", columns="seed", values="topic")
    assert found.shape == (300, 4)
    assert not found[0].equals(found[1])
    assert "draws 90% of the units" in again.said


def test_a_model_without_topics_gives_no_rows_for_seeds(invented):
    model = topics.fit(invented[0].head(10), language="xx", seed=2)
    again = topics.refit(model, seeds=range(10))
    assert (len(again.assigned), len(again.topics)) == (0, 0)


@pytest.mark.parametrize("seeds", [[], [1, 1], [-1], ["1"]])
def test_seeds_must_be_different_numbers(model, seeds):
    with pytest.raises(InputError, match="different whole numbers"):
        topics.refit(model, seeds=seeds)


BOOK = codebook.load("seeds/codebook.yaml")


def test_seed_words_are_patterns_of_one_word_that_need_no_other():
    words = topics.seeds(BOOK, "nl")
    assert list(words) == list(BOOK.frame_ids)
    assert {"gejat*", "*aandeel", "aex"} <= {word for each in words.values() for word in each}
    assert not any(" " in word for each in words.values() for word in each)
    assert topics.seeds(BOOK, "nl-BE") == words
    assert words != topics.seeds(BOOK, "en")


def best(model, wanted):
    """F1 of the topic that has most of a theme."""
    found = model.assigned["topic"].to_numpy()
    each = [2 * ((found == topic) & wanted).sum() / ((found == topic).sum() + wanted.sum())
            for topic in set(found)]  # fmt: skip
    return max(each)


def test_a_weak_theme_is_found_better_when_its_words_guide():
    plain, guided = [], []
    wanted = [invented_topics.word(60 + n, "xxt") for n in range(60)]
    for seed in range(3):
        units, themes = invented_topics.make(200, themes=4, seed=seed, topical=0.2)
        options = {"language": "xx", "seed": 1, "n_topics": 4}
        plain.append(best(topics.fit(units, **options), themes == 1))
        guided.append(best(topics.fit(units, guided={"one": wanted}, **options), themes == 1))
    assert np.mean(guided) > np.mean(plain) + 0.2


def test_it_says_by_how_many_words_it_was_guided(invented):
    wanted = [invented_topics.word(60 + n, "xxt") for n in range(60)]
    model = topics.fit(invented[0], language="xx", seed=2, guided={"one": wanted, "no": ["qwe*"]})
    plain = topics.fit(invented[0], language="xx", seed=2)
    heard = len(set(wanted) & set(model.counts.words))
    assert f"occur in these units (one {heard}, no 0)" in model.said
    both = model.topics.merge(plain.topics, on="word", suffixes=("", "_plain"))
    seeds = both["word"].isin(wanted)
    assert (both["weight"] > both["weight_plain"])[seeds].mean() > 0.8
    assert not np.allclose(model.vectors, plain.vectors)


def test_seed_words_given_as_one_text_are_refused(invented):
    with pytest.raises(InputError, match="'one' must have a list of words"):
        topics.fit(invented[0], language="xx", seed=2, guided={"one": "theft"})


def test_units_that_bertopic_did_not_see_are_pulled_as_it_pulls(invented):
    units, _ = invented
    wanted = {"one": [f"{invented_topics.word(60, 'xxt')[:6]}*"]}
    options = {"language": "xx", "seed": 2, "n_topics": 3, "guided": wanted}
    some = topics.fit(units, most=100, **options)
    plain = topics.fit(units, most=100, **{**options, "guided": None})
    moved = np.abs(some.vectors - plain.vectors).max(axis=1) > 1e-6
    drawn = some.assigned["drawn"].to_numpy()
    assert moved[drawn].any()
    assert moved[~drawn].any()
    kept = (some.vectors[moved] - 0.75 * plain.vectors[moved]) / 0.25
    assert np.allclose(kept, kept[0], atol=1e-4)  # drawn or not, to the same seed


def test_a_number_of_topics_that_noise_would_give_is_called_that(model):
    noise, _ = invented_topics.make(150, themes=1, seed=1, topical=0)
    assert "texts without any topic reach as much" in topics.fit(noise, language="xx", seed=1).said
    assert "texts without any topic" not in model.said


def test_the_names_of_files_change_no_topic(invented):
    """A study whose files are renamed has other ids, in another order."""
    units = invented[0]
    ids = {doc: f"{at:05d}" for at, doc in enumerate(reversed(units["doc_id"].unique()))}
    renamed = units.assign(
        doc_id=units["doc_id"].map(ids),
        unit_id=units["doc_id"].map(ids) + ":" + units["unit_id"].str.rsplit(":", n=1).str[-1],
    )
    one, two = (topics.fit(table, language="xx", seed=7) for table in (units, renamed))
    pd.testing.assert_frame_equal(one.topics, two.topics)
    was = one.assigned.set_index("unit_id")["topic"].reindex(units["unit_id"]).tolist()
    assert two.assigned.set_index("unit_id")["topic"].reindex(renamed["unit_id"]).tolist() == was
    again = [topics.refit(model, seeds=[1, 2]).topics for model in (one, two)]
    pd.testing.assert_frame_equal(*again)
