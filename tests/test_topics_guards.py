"""Too little for a topic model, or options that cannot be: clear words, and never a crash."""

import logging
import sys
import types
import warnings

import invented_topics
import pandas as pd
import pytest

from analysis import topics
from analysis.contracts import InputError, TableError


def units(texts, **columns):
    table = pd.DataFrame({"text": texts, "language": "en", "short": False})
    table["unit_id"] = [f"d:{at:04d}" for at in range(len(table))]
    table["doc_id"] = [f"d{at % 7}" for at in range(len(table))]
    return table.astype({"text": "str"}).assign(**columns)


def fit(texts, **options):
    return topics.fit(units(texts), **{"language": "en", "seed": 1, **options})


VARIED = [
    f"{subject} {verb} {thing} {place}"
    for subject in ("Trams", "Nurses", "Bakers", "Sailors")
    for verb in ("break", "carry", "paint")
    for thing in ("bread", "boats", "rails")
    for place in ("indoors", "outside")
]
"""72 units that are all different."""


def without(model, reason):
    """Check a model without topics: empty tables with all columns, and words that say why."""
    assert reason in model.reason
    assert model.n_topics == 0
    for table in (model.assigned, model.topics, model.sizes, model.passages):
        assert len(table) == 0
        assert {"topic", "language"} <= set(table.columns)
    assert model.settings["n_topics_made"] == 0
    assert model.said
    return True


@pytest.mark.parametrize("n", [0, 1, 2, topics.LEAST_UNITS - 1])
@pytest.mark.parametrize("cluster", ["kmeans", "hdbscan"])
def test_too_few_units(n, cluster):
    model = fit(VARIED[:n], cluster=cluster)
    assert without(model, f"No topic model: {n} unit")
    assert "needs 50 at least" in model.reason


def test_just_enough_units_make_a_model():
    model = fit(VARIED[: topics.LEAST_UNITS])
    assert (model.reason, len(model.assigned)) == ("", topics.LEAST_UNITS)


def test_a_vocabulary_of_one_word():
    assert without(fit(["Trams"] * 80), "a single word is in two units or more")


def test_no_word_that_two_units_have():
    texts = [f"word{chr(97 + at // 26)}{chr(97 + at % 26)}" for at in range(80)]
    assert without(fit(texts), "no word is in two units or more")


def test_nothing_but_stop_words_numbers_and_signs():
    assert without(fit(["It was not, and 1,234 of them are! ..."] * 80), "no word is in two units")


def test_empty_texts():
    assert without(fit([""] * 80), "no word is in two units")


def test_all_units_equal():
    assert without(fit(["Trams carry bread outside"] * 80), "all units say the same words")


def test_most_units_empty():
    model = fit([*VARIED[:10], *[""] * 80])
    assert without(model, "10 units in en can be used")


@pytest.mark.parametrize("cluster", ["kmeans", "hdbscan"])
def test_two_different_units_many_times(cluster):
    model = fit(["Trams carry bread", "Nurses paint boats"] * 40, cluster=cluster)
    assert model.n_topics <= 2
    if cluster == "kmeans":
        assert model.sizes["n_units"].tolist() == [40, 40]


def test_one_topic_tells_nothing_apart():
    assert without(fit(VARIED, n_topics=1), "one topic would be all units")


def test_more_topics_than_units():
    assert without(fit(VARIED, n_topics=73), "73 topics were asked for, and there are 72")
    assert without(fit([*VARIED[:4]] * 20, n_topics=5), "5 topics were asked for, and there are 4")


def test_as_many_topics_as_units_is_odd_but_no_crash():
    model = fit(VARIED, n_topics=72)
    assert model.n_topics == 72
    assert (model.sizes["share"] <= 2 / 72).all()


def test_hdbscan_that_finds_no_group_says_so_and_keeps_all_as_outliers():
    made, _ = invented_topics.make(60, themes=2, seed=0, topical=0)
    model = topics.fit(made, language="xx", seed=1, cluster="hdbscan")
    assert model.n_topics == 0
    assert "HDBSCAN found no group" in model.reason
    assert len(model.topics) == 0
    assert model.sizes[["topic", "n_units"]].to_numpy().tolist() == [[-1, 60]]
    assert len(topics.refit(model, seeds=range(2)).assigned) == 120


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ({"cluster": "kmean"}, "Did you mean 'kmeans'"),
        ({"reduce": "tsne"}, "Known: 'none', 'pca', 'umap'"),
        ({"n_topics": 0}, "n_topics must be a whole number from 1"),
        ({"n_topics": 2.5}, "n_topics must be a whole number"),
        ({"n_topics": 5, "cluster": "hdbscan"}, "HDBSCAN finds the number of topics itself"),
        ({"most": 10}, "most must be a whole number from 50"),
        ({"seed": -1}, "seed must be a whole number from 0"),
        ({"seed": True}, "seed must be a whole number"),
        ({"stop": "the"}, "stop must be True, False or a list"),
    ],
)
def test_options_that_cannot_be_are_refused(options, says):
    with pytest.raises(InputError, match=says):
        fit(VARIED, **options)


def test_a_unit_that_comes_twice_is_refused():
    made = units(VARIED)
    with pytest.raises(TableError, match="twice: 'd:0000'"):
        topics.fit(pd.concat([made, made.head(1)]), language="en", seed=1)


def test_a_table_that_is_not_one_of_units_is_refused():
    with pytest.raises(TableError, match="lacks 'unit_id'"):
        topics.fit(pd.DataFrame({"text": ["a"]}), language="en", seed=1)
    with pytest.raises(TableError, match=r"topics\.units"):
        topics.left_out(pd.DataFrame({"text": ["a"]}))


@pytest.mark.parametrize("option", [{"unit": "word"}, {"least_words": 0}, {"least_words": True}])
def test_units_that_cannot_be_are_refused(option):
    made = (pd.DataFrame({"doc_id": ["a"], "text": ["A."]}), pd.DataFrame(), pd.DataFrame())
    with pytest.raises(InputError, match="must be"):
        topics.units(*made, **option)


def test_units_in_no_known_language_are_modelled_when_all_are_asked_for():
    model = topics.fit(units(VARIED, language=None), language=None, seed=1)
    assert model.n_topics > 1


def test_a_language_without_units_has_a_reason():
    assert without(fit(VARIED, language="nl"), "0 units in nl")


def test_umap_that_is_not_installed_is_told(monkeypatch):
    monkeypatch.setitem(sys.modules, "umap", None)
    with pytest.raises(InputError, match=r"framewaves\[umap\].*reduce='pca'"):
        fit(VARIED, reduce="umap")


def test_bertopic_that_is_not_installed_is_told(monkeypatch):
    monkeypatch.setitem(sys.modules, "bertopic", None)
    with pytest.raises(InputError, match=r"framewaves\[topics\]"):
        fit(VARIED)


class FakeUMAP:
    """Stands for UMAP: keeps the first dimensions and what it was asked for."""

    made: list[dict] = []  # noqa: RUF012 - shared on purpose

    def __init__(self, **options):
        self.made.append(options)

    def fit_transform(self, vectors):
        warnings.warn("n_jobs value 1 overridden", UserWarning, stacklevel=1)
        return vectors[:, :5]

    def transform(self, vectors):
        return vectors[:, :5]


def test_umap_is_seeded_and_its_neighbours_fit_the_units(monkeypatch):
    monkeypatch.setitem(sys.modules, "umap", types.SimpleNamespace(UMAP=FakeUMAP))
    FakeUMAP.made.clear()
    model = fit(VARIED, reduce="umap", n_topics=3, seed=4)
    topics.refit(model, seeds=[4, 5])
    assert [made["random_state"] for made in FakeUMAP.made] == [4, 4, 5]
    assert all(made["n_neighbors"] < 72 and made["n_jobs"] == 1 for made in FakeUMAP.made)


def test_warnings_of_others_are_as_they_were(monkeypatch):
    for name in [name for name in sys.modules if name.split(".")[0] == "bertopic"]:
        monkeypatch.delitem(sys.modules, name)
    before = list(warnings.filters)
    fit(VARIED)
    assert warnings.filters == before
    assert logging.getLogger("BERTopic").level == logging.ERROR


@pytest.mark.parametrize("absent", ["plotly", "torch", "umap", "sentence_transformers"])
def test_heavy_libraries_are_not_needed(monkeypatch, absent):
    monkeypatch.setitem(sys.modules, absent, None)
    assert fit(VARIED).n_topics > 1


@pytest.mark.parametrize("n", [50, 53, 60, 75])
@pytest.mark.parametrize("cluster", ["kmeans", "hdbscan"])
@pytest.mark.parametrize("most", [50, 20_000])
def test_small_corpora_of_any_size_give_tables_that_add_up(n, cluster, most):
    made, _ = invented_topics.make(n, themes=3, seed=n)
    model = topics.fit(made, language="xx", seed=1, cluster=cluster, most=most)
    if model.reason.startswith("No topic model"):
        return
    assert model.sizes["n_units"].sum() == n
    assert model.assigned["unit_id"].tolist() == sorted(made["unit_id"])
    assert set(model.topics["topic"]) == set(model.sizes["topic"]) - {-1}
    assert set(model.passages["topic"]) == set(model.topics["topic"])
