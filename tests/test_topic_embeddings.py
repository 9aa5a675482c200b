"""Vectors of units: kept, the same each time, of one language - and nothing from the network."""

import importlib
import socket

import invented_topics
import numpy as np
import pandas as pd
import pytest
from sklearn.metrics import adjusted_rand_score

from analysis import topics
from analysis._topics import kept, vectors
from analysis._topics.clusters import KMeans, Reducer
from analysis._topics.tokens import stops, tokens
from analysis._topics.words import numbered
from analysis.contracts import InputError


@pytest.fixture(scope="module")
def invented():
    return invented_topics.make(150, themes=3, seed=5)


def split(units):
    return [tokens(text) for text in units["text"]]


def test_vectors_have_length_one_and_a_fixed_sign(invented):
    units = split(invented[0])
    learned = vectors.latent(units)
    found = learned.vectors([*units, ["unknown"]])
    assert np.linalg.norm(found, axis=1)[:-1] == pytest.approx(1, abs=1e-5)
    assert (found[-1] == 0).all()
    largest = np.abs(learned.directions).argmax(axis=1)
    assert (learned.directions[np.arange(len(largest)), largest] > 0).all()


def test_few_words_are_taken_as_they_are():
    learned = vectors.latent([["tax", "law"], ["tax", "crime"], ["law", "crime"]])
    assert learned.directions is None
    assert learned.vectors([["tax"]]).round(3).tolist() == [[0, 0, 1]]


def test_what_is_kept_is_the_same_and_is_made_once(invented, tmp_path, monkeypatch):
    options = {"language": "xx", "seed": 2, "folder": tmp_path}
    plain = topics.fit(invented[0], language="xx", seed=2)
    first = topics.fit(invented[0], **options)
    place = next(tmp_path.iterdir())
    written = place.read_bytes()

    def never(matrix):
        raise AssertionError

    monkeypatch.setattr(vectors, "_directions", never)
    second = topics.fit(invented[0].sample(frac=1, random_state=3), **options)
    prints = {invented_topics.fingerprint(model) for model in (plain, first, second)}
    assert len(prints) == 1
    assert [path.name for path in tmp_path.iterdir()] == [place.name]  # and nothing beside it
    monkeypatch.undo()
    place.unlink()
    topics.fit(invented[0], **options)
    assert place.read_bytes() == written


def test_other_units_or_stop_words_are_kept_apart(invented, tmp_path):
    topics.fit(invented[0], language="xx", seed=2, folder=tmp_path)
    topics.fit(invented[0].head(120), language="xx", seed=2, folder=tmp_path)
    frequent = [invented_topics.word(n, "xxb") for n in range(3)]
    topics.fit(invented[0], language="xx", seed=2, folder=tmp_path, stop=frequent)
    assert len(list(tmp_path.iterdir())) == 3


@pytest.mark.parametrize("bad", ["zip", "objects", "shape"])
def test_a_kept_file_that_is_damaged_or_holds_objects_is_told(invented, tmp_path, bad):
    topics.fit(invented[0], language="xx", seed=2, folder=tmp_path)
    place = next(tmp_path.iterdir())
    if bad == "zip":
        place.write_bytes(place.read_bytes()[:100])
    else:
        values = np.array([{}], object) if bad == "objects" else np.zeros(3, np.float32)
        np.savez(place, values=values)
    with pytest.raises(InputError, match=r"kept vectors .* Remove the file"):
        topics.fit(invented[0], language="xx", seed=2, folder=tmp_path)


def test_a_folder_that_cannot_be_written_is_told(tmp_path):
    blocked = tmp_path / "file"
    blocked.write_text("")
    with pytest.raises(InputError, match="cannot be kept"):
        kept.array(blocked / "folder", "x", lambda: np.zeros((1, 1), np.float32))


def test_vectors_of_words_in_two_languages_are_refused():
    units, _ = invented_topics.make(120, themes=2, seed=1, languages=("en", "nl"))
    with pytest.raises(InputError, match=r"en, nl.*find the language and nothing else"):
        topics.fit(units, language=None, seed=1)
    assert topics.fit(units, language="nl", seed=1).language == "nl"


@pytest.mark.parametrize("n_topics", [4, 8, 20])
def test_vectors_of_words_in_two_languages_do_find_the_language(n_topics):
    """The number in docs/topics.md: every topic is of one language, names or no names."""
    units, themes = invented_topics.make(
        1_000, themes=8, seed=1, languages=("en", "nl"), names=0.1, topical=0.3
    )
    words = split(units)
    found = Reducer("pca", "kmeans", 0).fit_transform(vectors.latent(words).vectors(words))
    labels = numbered(KMeans(n_topics, 1).fit(found).labels_)
    shares = pd.crosstab(labels, units["language"], normalize="index").max(axis=1)
    assert shares.min() > 0.95
    assert adjusted_rand_score(themes, labels) < 0.7
    own = (units["language"] == "en").to_numpy()
    apart = topics.fit(units, language="en", seed=1, n_topics=8)
    assert adjusted_rand_score(themes[own], apart.assigned["topic"]) > 0.9


class Toy:
    """A multilingual model: it knows the theme of a word in any language."""

    name, digest = "toy", "0123"

    def __init__(self, themes=4):
        self.asked, self.themes = 0, themes

    def vectors(self, texts):
        self.asked += len(texts)
        rng = np.random.default_rng(0)
        known = {invented_topics.word(n, f"{language}t"): n // 60
                 for language in ("en", "nl") for n in range(60 * self.themes)}  # fmt: skip
        found = rng.normal(0, 0.2, (len(texts), 8)).astype(np.float32)
        for row, text in enumerate(texts):
            for word in tokens(text):
                if word in known:
                    found[row, known[word]] += 1
        return found


def test_a_multilingual_model_finds_themes_across_languages(tmp_path):
    units, themes = invented_topics.make(300, themes=4, seed=1, languages=("en", "nl"))
    toy = Toy()
    model = topics.fit(units, language=None, seed=1, embeddings=toy, n_topics=4, folder=tmp_path)
    assert adjusted_rand_score(themes, model.assigned["topic"]) > 0.9
    assert model.language == topics.ALL
    assert set(model.topics["language"]) == {topics.ALL}
    assert model.settings["embeddings"] == "toy (0123)"
    assert toy.asked == 300
    again = topics.fit(units, language=None, seed=1, embeddings=toy, n_topics=4, folder=tmp_path)
    assert toy.asked == 300
    assert invented_topics.fingerprint(again) == invented_topics.fingerprint(model)
    words = model.topics[model.topics["topic"] == 0]["word"].str.slice(0, 3)
    assert {"ent", "nlt"} <= set(words)


def test_seed_words_are_embedded_by_the_same_model():
    units, themes = invented_topics.make(200, themes=4, seed=1, languages=("en",))
    guide = {"one": [invented_topics.word(60 + n, "ent") for n in range(20)]}
    model = topics.fit(units, language="en", seed=1, embeddings=Toy(), n_topics=4, guided=guide)
    assert adjusted_rand_score(themes, model.assigned["topic"]) > 0.9
    assert "Guided by words" in model.said


@pytest.mark.parametrize("cluster", ["kmeans", "hdbscan"])
def test_no_model_asks_the_network(invented, monkeypatch, cluster):
    def blocked(*_args, **_options):
        message = "the network was asked"
        raise AssertionError(message)

    for name in ("connect", "connect_ex", "sendto"):
        monkeypatch.setattr(socket.socket, name, blocked)
    monkeypatch.setattr(socket, "getaddrinfo", blocked)
    words = [invented_topics.word(n, "xxt") for n in range(30)]
    model = topics.fit(invented[0], language="xx", seed=2, cluster=cluster, guided={"one": words})
    assert model.n_topics >= 1


def test_without_the_extra_or_the_model_it_says_what_to_do(invented, tmp_path):
    with pytest.raises(InputError, match=r"framewaves\[embeddings\]|no model"):
        topics.fit(invented[0], language="xx", seed=2, embeddings=str(tmp_path))


@pytest.mark.filterwarnings("default")
def test_a_real_model_of_sentence_transformers_in_a_folder(tmp_path):
    pytest.importorskip("sentence_transformers")
    transformers = pytest.importorskip("transformers")
    pytest.importorskip("torch").manual_seed(1)
    units, _ = invented_topics.make(80, themes=2, seed=1)
    words = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
    words += sorted({word for text in units["text"] for word in tokens(text)})
    tokenizer = transformers.BertTokenizerFast(vocab={word: n for n, word in enumerate(words)})
    config = transformers.BertConfig(
        vocab_size=len(words), hidden_size=8, num_hidden_layers=1, num_attention_heads=2,
        intermediate_size=16, max_position_embeddings=64,
    )  # fmt: skip
    transformers.BertModel(config).save_pretrained(tmp_path / "bert")
    tokenizer.save_pretrained(tmp_path / "bert")
    models = importlib.import_module("sentence_transformers.models")
    parts = [models.Transformer(str(tmp_path / "bert")), models.Pooling(8)]
    whole = importlib.import_module("sentence_transformers").SentenceTransformer
    whole(modules=parts, device="cpu").save(str(tmp_path / "model"))
    given = {"language": "xx", "seed": 1, "embeddings": str(tmp_path / "model"), "n_topics": 3}
    first, second = topics.fit(units, **given), topics.fit(units, **given)
    assert first.vectors.shape == (80, 8)
    assert first.settings["embeddings"].startswith("model (")
    assert invented_topics.fingerprint(first) == invented_topics.fingerprint(second)


def test_stop_words_leave_the_words_of_the_subject():
    english, dutch = stops("en"), stops("nl")
    assert {"the", "said", "don't"} <= english
    assert {"de", "het", "volgens", "zegt"} <= dutch
    assert not english & {"research", "copy", "million", "system", "market", "theft"}
    assert not dutch & {"model", "bedrijf", "diefstal", "miljoen"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("OpenAI’s U.S. rivals", ["openai", "rivals"]),
        ("H20-chips en ’t R1-model", ["h20", "chips", "en", "r1", "model"]),
        ("cafe\u0301 CAFÉ één", ["café", "café", "één"]),
        ("2025 3,5 € -- !", []),
    ],
)
def test_words_begin_with_a_letter_and_are_written_in_one_way(text, expected):
    assert tokens(text) == expected
