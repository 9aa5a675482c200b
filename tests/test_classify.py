"""The supervised coder: `analysis.classify`, on invented units."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.linear_model import Ridge

from analysis import classify, contracts
from analysis._classification import fitting, margins, thresholds
from analysis._classification import folds as classifier_folds
from analysis._classification.features import BLOCKS, SMALL, count, design, features, plan, weigh
from analysis.codebook import Codebook, Frame
from analysis.contracts import InputError, TableError

WORDS = {"conflict": "quarrel fight attack clash row", "economy": "market price tax wage bank"}
SAID = "the minister said on monday that the city would wait for a report of its own"


def book(*frames, digest="abc"):
    made = tuple(Frame(id=one, label={"en": one}, short=one, definition=one) for one in frames)
    return Codebook(name="test", version="1", level="nominal", unit="paragraph",
                    languages=("en", "nl"), negation={}, frames=made, digest=digest)  # fmt: skip


def units(n=60, seed=1, language="en"):
    """Articles of one paragraph each, with the frames that their words carry."""
    chance = np.random.default_rng(seed)
    texts, carried = [], []
    for number in range(n):
        has = [frame for at, frame in enumerate(WORDS) if (number >> at) & 1]
        own = [str(word) for frame in has for word in chance.choice(WORDS[frame].split(), 2)]
        words = [*chance.choice(SAID.split(), 12).tolist(), *own]
        chance.shuffle(words)
        texts.append(" ".join(words) + f" {number}.")
        carried.append(has)
    ids = [f"d{number:04}" for number in range(n)]
    documents = contracts.conform(pd.DataFrame({
        "doc_id": ids, "text": texts, "language": language, "words": 12, "source_file": "a",
        "source_format": "txt", "position_in_file": range(n), "date_source": "none",
        "text_sha256": ids,
    }), "documents")  # fmt: skip
    segments = contracts.conform(pd.DataFrame({
        "segment_id": [f"{one}:paragraph:00000" for one in ids], "doc_id": ids,
        "unit": "paragraph", "position": 0, "start": 0, "end": [len(text) for text in texts],
        "role": "body", "language": language,
    }), "segments")  # fmt: skip
    return documents, segments, carried


def codes(segments, carried, frames, reference, coder="gold"):
    rows = [
        (row.segment_id, row.doc_id, frame, coder, "human", int(frame in has), reference)
        for row, has in zip(contracts.each_row(segments), carried, strict=True)
        for frame in frames
    ]
    names = ["segment_id", "doc_id", "frame", "coder", "coder_kind", "value", "codebook"]
    return contracts.conform(pd.DataFrame(rows, columns=names), "codings")


def samples(segments, part):
    n = len(segments)
    return contracts.conform(segments.assign(
        unit_id=segments["segment_id"], source_file="a", stratum="s", stratum_size=n,
        inclusion_prob=0.5, design="simple", part=part, seed=1,
    ), "samples")  # fmt: skip


@pytest.fixture(scope="module")
def trained():
    documents, segments, carried = units()
    made = book(*WORDS)
    gold = codes(segments, carried, WORDS, made.reference)
    part = ["development" if number % 3 else "test" for number in range(len(segments))]
    fitted = classify.train(
        gold, segments, documents, made, samples=samples(segments, part), seed=1
    )
    return fitted, segments, documents, gold, made


# The coder


def test_it_learns_the_frames_and_codes_new_units_with_a_calibrated_score(trained):
    model = trained[0].model
    documents, segments, carried = units(seed=2)
    found = classify.codings(model, segments, documents)
    assert (found["coder"] + found["coder_kind"]).unique().tolist() == ["classifierclassifier"]
    assert found["codebook"].unique().tolist() == ["test@1+abc"]
    assert found["score"].between(0, 1).all()
    truth = codes(segments, carried, WORDS, "x").sort_values(["doc_id", "frame"])["value"]
    right = found.sort_values(["doc_id", "frame"])["value"].to_numpy() == truth.to_numpy()
    assert right.mean() > 0.9


def test_only_the_development_part_is_learned_from_and_that_is_told(trained):
    fitted = trained[0]
    assert len(fitted.model.seen.ids) == 40
    assert fitted.model.card["trained_on"]["part"] == "part development of the sample"
    assert "trained on 40 units (part development of the sample)." in fitted.remarks


def test_units_it_was_trained_on_get_what_was_said_of_them_unseen(trained):
    fitted, segments, documents, *_ = trained
    found = classify.codings(fitted.model, segments, documents)
    assert found["seen"].sum() == 40 * len(WORDS)
    own = found[found["seen"]].pivot_table(index="segment_id", columns="frame", values="score")
    unseen = pd.DataFrame(fitted.crossed.probabilities, index=list(fitted.model.seen.ids),
                          columns=list(fitted.model.labels))  # fmt: skip
    assert own.to_numpy() == pytest.approx(unseen.loc[own.index, own.columns].to_numpy(), abs=1e-6)
    texts = segments.merge(documents[["doc_id", "text"]]).set_index("segment_id")["text"]
    resubstituted = fitted.model.probabilities(texts.loc[own.index].tolist())
    assert np.abs(own[list(fitted.model.labels)].to_numpy() - resubstituted).max() > 0.01


def test_a_unit_whose_text_changed_is_not_taken_for_the_one_it_was_trained_on(trained):
    fitted, segments, documents, *_ = trained
    changed = documents.assign(text=documents["text"].str.replace("the", "The"))
    found = classify.codings(fitted.model, segments, changed)
    assert found["seen"].mean() < 0.2


@settings(max_examples=10, deadline=None)
@given(cut=st.integers(0, 60))
def test_parts_together_equal_the_whole(trained, cut):
    fitted, segments, documents, *_ = trained
    parts = [classify.codings(fitted.model, part, documents)
             for part in (segments[:cut], segments[cut:])]  # fmt: skip
    whole = classify.codings(fitted.model, segments, documents)
    joined = pd.concat(parts, ignore_index=True)
    pd.testing.assert_frame_equal(joined.drop(columns="score"), whole.drop(columns="score"))
    assert joined["score"].to_numpy() == pytest.approx(whole["score"].to_numpy(), abs=1e-5)


def test_a_language_without_training_units_is_not_asked_and_counted(trained):
    model, documents = trained[0].model, trained[2]
    other = trained[1].assign(language=["nl", "en-GB", None, *["en"] * 57])
    found = classify.codings(model, other, documents)
    assert found["doc_id"].nunique() == 58
    assert classify.not_asked(model, other)["n_units"].tolist() == [1, 1]


def test_a_frame_with_too_few_units_is_not_asked_and_told():
    documents, segments, carried = units()
    made = book(*WORDS, "moral")
    carried = [[*has, "moral"] if number < 4 else has for number, has in enumerate(carried)]
    gold = codes(segments, carried, [*WORDS, "moral"], made.reference)
    fitted = classify.train(gold, segments, documents, made, samples=None, seed=1)
    assert fitted.model.labels == ("conflict", "economy")
    assert any("moral (4 with, 56 without)" in remark for remark in fitted.remarks)
    assert fitted.model.card["trained_on"]["part"] == "all coded units"


def test_units_that_could_not_be_coded_are_not_learned_from():
    documents, segments, carried = units()
    made = book(*WORDS)
    gold = codes(segments, carried, WORDS, made.reference)
    unknown = (gold["frame"] == "economy") & (gold.index % 5 == 1)
    assert 5 < unknown.sum() < 20
    gold.loc[unknown, "value"] = pd.NA
    fitted = classify.train(gold, segments, documents, made, samples=None, seed=1)
    one = fitted.scores[fitted.scores["measure"] == "f1"].set_index("label")
    positive = int(gold.loc[gold["frame"] == "economy", "value"].sum())
    assert one.loc["economy", "tp"] + one.loc["economy", "fn"] == positive
    assert fitted.model.card["trained_on"]["n_per_label"]["economy"] == positive


def test_units_of_a_cluster_of_copies_stay_in_one_fold():
    documents, segments, carried = units()
    documents["cluster_id"] = [f"c{number // 4}" for number in range(60)]
    made = book(*WORDS)
    gold = codes(segments, carried, WORDS, made.reference)
    fitted = classify.train(gold, segments, documents, made, samples=None, seed=1)
    clusters = documents["cluster_id"].to_numpy()
    table = pd.DataFrame({"cluster": clusters, "fold": fitted.folds})
    assert (table.groupby("cluster")["fold"].agg(lambda folds: len(set(folds))) == 1).all()


@pytest.mark.parametrize(
    ("change", "error", "text"),
    [
        ({"coder": "anna"}, InputError, "no codes of 'anna'"),
        ({"part": "dev"}, InputError, "'development', 'test' or None; found 'dev'"),
        ({"segments": slice(0, 30)}, TableError, "not among the segments"),
        ({"book": book(*WORDS, digest="new")}, InputError, "made with 'test@1\\+abc'"),
    ],
)
def test_what_cannot_be_learned_from_is_refused(trained, change, error, text):
    _, segments, documents, gold, made = trained
    change = dict(change)
    segments = segments[change.pop("segments", slice(None))]
    made = change.pop("book", made)
    drawn = samples(trained[1], "development")
    with pytest.raises(error, match=text):
        classify.train(gold, segments, documents, made, samples=drawn, seed=1, **change)


def test_training_twice_gives_the_same_and_leaves_the_tables_alone(trained):
    fitted, segments, documents, gold, made = trained
    before = [table.copy() for table in (segments, documents, gold)]
    part = ["development" if number % 3 else "test" for number in range(len(segments))]
    drawn = samples(segments, part)
    again = classify.train(gold, segments, documents, made, samples=drawn, seed=1)
    assert (again.crossed.probabilities == fitted.crossed.probabilities).all()
    assert (again.model.margins.coefficients == fitted.model.margins.coefficients).all()
    for table, old in zip((segments, documents, gold), before, strict=True):
        pd.testing.assert_frame_equal(table, old)


# Learning


def corpus(n=60):
    documents, _, carried = units(n)
    targets = np.array([[frame in has for frame in WORDS] for has in carried], float)
    return documents["text"].tolist(), targets


def test_the_dual_solution_is_ridge_regression_and_leaves_folds_out_exactly():
    texts, targets = corpus()
    counts = count(texts, plan(len(texts)))
    rows = np.arange(len(texts))
    matrix = design(counts, rows, weigh(counts, rows, n_labels=2)).astype(float)
    inner = rows % 5
    made = margins.fit(matrix, np.zeros((60, 0)), targets, balanced=False, inner=inner, seed=1)
    wide = np.hstack([matrix.toarray(), np.ones((60, 1))])  # the intercept is held too

    def ridge(chosen):
        model = Ridge(alpha=margins.PENALTY, fit_intercept=False)
        return model.fit(wide[chosen], 2 * targets[chosen] - 1)

    assert margins.scores(made, matrix, np.zeros((60, 0))) == pytest.approx(
        ridge(rows).predict(wide), abs=1e-5
    )
    for fold in range(5):
        held = inner == fold
        assert made.inner[held] == pytest.approx(ridge(~held).predict(wide[held]), abs=1e-6)


def test_a_text_that_is_scored_has_no_part_in_its_own_score():
    texts, targets = corpus()
    folds = [str(number % 4) for number in range(60)]
    one = classify.fit(texts, targets, [*WORDS], single=False, seed=1, folds=folds)
    flipped = targets.copy()
    flipped[0] = 1 - flipped[0]
    other = classify.fit(texts, flipped, [*WORDS], single=False, seed=1, folds=folds)
    held = np.array(folds) == "0"
    assert (one.crossed.probabilities[held] == other.crossed.probabilities[held]).all()
    assert (one.crossed.codes[held] == other.crossed.codes[held]).all()
    assert (one.crossed.probabilities[~held] != other.crossed.probabilities[~held]).any()


def test_many_texts_are_learned_with_support_vectors_and_as_well(monkeypatch):
    texts, targets = corpus(200)
    small = classify.fit(texts, targets, [*WORDS], single=False, seed=1)
    monkeypatch.setattr(margins, "SMALL", 10)
    large = classify.fit(texts, targets, [*WORDS], single=False, seed=1)
    f1 = [fitted.scores.set_index("measure").loc["macro_f1", "estimate"]
          for fitted in (small, large)]  # fmt: skip
    assert min(f1) > 0.9
    assert (small.crossed.scores != large.crossed.scores).any()


def test_a_new_text_is_read_as_the_training_texts_were():
    texts, _ = corpus()
    counts, rows = count(texts, plan(len(texts))), np.arange(60)
    weighing = weigh(counts, rows, n_labels=2)
    new = features(counts, weighing).transform(texts)
    assert np.abs((new - design(counts, rows, weighing)).toarray()).max() < 1e-6


@pytest.mark.parametrize(
    "texts",
    [
        ["经济 增长放缓", "市场价格上涨", "警方逮捕嫌疑人", "袭击者被捕"],
        ["الاقتصاد ينمو ببطء", "ارتفاع أسعار السوق", "الشرطة تعتقل مشتبهًا", "اعتقال المهاجم"],
    ],
)
def test_scripts_without_blanks_and_from_right_to_left_are_learned(texts):
    many = [f"{text}{number}" for number in range(6) for text in texts]
    targets = np.tile([[1, 0], [1, 0], [0, 1], [0, 1]], (6, 1))
    fitted = classify.fit(many, targets, ["economy", "crime"], single=True, seed=1)
    assert fitted.scores.set_index("measure").loc["accuracy", "estimate"] > 0.9
    words = fitted.model.features.vocabularies[0]
    assert any(len(word) == 1 for word in words) == ("市" in texts[1])


def test_texts_without_a_word_are_scored_all_the_same():
    texts, targets = corpus()
    fitted = classify.fit([*texts, "!?", "..."], np.vstack([targets, targets[:2]]), [*WORDS],
                          single=False, seed=1)  # fmt: skip
    assert np.isfinite(fitted.crossed.probabilities).all()
    assert np.isfinite(fitted.model.probabilities(["", "?"])).all()


def test_a_label_with_one_text_and_one_in_one_fold_only_are_told_not_fatal():
    texts, targets = corpus()
    wide = np.hstack([targets, np.zeros((60, 1))])
    wide[3, 2] = 1
    fitted = classify.fit(texts, wide, [*WORDS, "rare"], single=False, seed=1)
    assert any("1 labels are in one fold only" in remark for remark in fitted.remarks)
    rare = fitted.scores[
        (fitted.scores["label"] == "rare") & (fitted.scores["measure"] == "recall")
    ]
    assert rare["estimate"].tolist() == [0.0]
    assert "too few" in rare["note"].iloc[0]


def test_near_copies_across_folds_are_counted_and_copies_stay_together():
    texts, targets = corpus()
    ran = "One long sentence that two outlets ran on Monday about the tax of banks"
    texts[10:12] = [f"{ran}.", f"{ran.upper()}!"]
    own = classify.fit(texts, targets, [*WORDS], single=False, seed=1)
    assert not any("near copy" in remark for remark in own.remarks)
    given_folds = [str(number % 2) for number in range(60)]
    torn = classify.fit(texts, targets, [*WORDS], single=False, seed=1, folds=given_folds)
    assert any("2 texts have a near copy in another fold" in one for one in torn.remarks)


@pytest.mark.parametrize(
    ("options", "text"),
    [
        ({"folds": ["a"] * 60}, "only the fold 'a'"),
        ({"folds": [str(n) for n in range(60)], "most": 50}, r"60 folds, .* at most 50 are"),
        ({"groups": ["g"] * 60}, "one group"),
        ({"single": True}, "exactly one 1"),
        ({"features": "both"}, "needs a model of embeddings"),
        ({"features": "words"}, "sparse, embeddings, both"),
        ({"level": 1.0}, "between 0 and 1"),
    ],
)
def test_impossible_wishes_are_refused(options, text, monkeypatch):
    texts, targets = corpus()
    monkeypatch.setattr(fitting, "_MOST_FOLDS", options.get("most", 100))
    options = {name: value for name, value in options.items() if name != "most"}
    with pytest.raises(InputError, match=text):
        classify.fit(texts, targets, [*WORDS], **{"single": False, "seed": 1, **options})


# Folds


@settings(max_examples=25, deadline=None)
@given(
    seed=st.integers(0, 999), n=st.integers(12, 80), groups=st.integers(5, 40),
)  # fmt: skip
def test_folds_keep_groups_whole_and_are_of_like_size(seed, n, groups):
    chance = np.random.default_rng(seed)
    group = chance.integers(0, groups, n)
    targets = (chance.random((n, 3)) < 0.3).astype(float)
    folds = classifier_folds.deal(targets, group, n_folds=5, seed=seed)
    assert all(len(set(folds[group == one])) == 1 for one in set(group.tolist()))
    biggest = np.bincount(group).max()
    assert np.bincount(folds, minlength=1).max() <= n / len(set(folds)) + 2 * biggest + 3


def test_every_label_is_spread_over_the_folds():
    targets = np.zeros((100, 2))
    targets[:10, 0], targets[:35, 1] = 1, 1
    folds = classifier_folds.deal(targets, np.arange(100), n_folds=5, seed=3)
    counts = np.array([targets[folds == fold].sum(axis=0) for fold in range(5)])
    assert counts[:, 0].tolist() == [2] * 5
    assert counts[:, 1].min() >= 6


# Calibration and thresholds


def test_probabilities_mean_what_they_say():
    chance = np.random.default_rng(1)
    true = chance.uniform(0.02, 0.98, 4000)
    targets = (chance.random(4000) < true).astype(float)[:, None]
    scores = 0.3 * np.log(true / (1 - true))[:, None] - 0.7
    found = thresholds.probabilities(scores, thresholds.calibrate_many(scores, targets))
    assert np.abs(found[:, 0] - true).max() < 0.05


def test_the_slope_of_classes_is_found_again():
    chance = np.random.default_rng(1)
    scores = chance.normal(size=(4000, 3))
    shares = np.exp(2 * scores) / np.exp(2 * scores).sum(axis=1, keepdims=True)
    drawn = np.array([chance.choice(3, p=row) for row in shares])
    found = thresholds.calibrate_one(scores, np.eye(3)[drawn])
    assert found.slope[0] == pytest.approx(2, abs=0.1)


@given(
    st.lists(
        st.tuples(st.sampled_from([0.1, 0.2, 0.4, 0.8]), st.booleans()), min_size=1, max_size=30
    )
)
def test_the_best_cut_has_the_highest_f1(pairs):
    shares, targets = (np.array(column, float) for column in zip(*pairs, strict=True))

    def f1(cut):
        found = shares >= cut
        total = found.sum() + targets.sum()
        return 2 * (found * targets).sum() / total if total else 0.0

    cut = thresholds.best_cut(shares, targets, smooth=0.0)
    assert f1(cut) == pytest.approx(max(f1(one) for one in (0.05, 0.15, 0.3, 0.6)))


def test_a_rare_label_takes_its_threshold_from_the_others():
    chance = np.random.default_rng(2)
    targets = np.stack([chance.random(600) < 0.4, np.arange(600) < 3], axis=1).astype(float)
    scores = targets + chance.normal(0, 0.6, targets.shape)
    found = thresholds.calibrate_many(scores, targets)
    probable = thresholds.probabilities(scores, found)
    alone = thresholds.best_cut(probable[:, 1], targets[:, 1], smooth=0.5)
    common = thresholds.best_cut(probable.ravel(), targets.ravel(), smooth=0.0)
    assert abs(found.threshold[1] - common) < abs(alone - common)


def test_how_much_is_read_depends_on_the_number_of_texts_alone():
    assert plan(SMALL) == tuple(
        block._replace(reach=reach) for block, reach in zip(BLOCKS, (200_000, 8_000, 1_600, 1_600),
                                                            strict=True)
    )  # fmt: skip
    assert [block.name for block in plan(SMALL + 1)] == ["words", "pairs", "pieces"]
