"""Embeddings as features: cached, averaged over long texts, and never from a pickle."""

import hashlib
import importlib
import zipfile

import numpy as np
import pytest

from analysis import classify
from analysis._classification import embeddings
from analysis.contracts import InputError

MEANING = {"tax": 0, "levy": 0, "crime": 1, "theft": 1, "law": 1}


class Toy:
    """Embeds by meaning: words that share no letter can be the same."""

    name, digest = "toy", "0123"

    def __init__(self):
        self.asked = []

    def vectors(self, texts):
        self.asked += texts
        found = np.full((len(texts), 3), 0.1, np.float32)
        for row, text in enumerate(texts):
            for word in text.split():
                found[row, MEANING.get(word, 2)] += 1
        return found


TEXTS = [f"{word} number {n}" for n in range(10) for word in ("tax", "crime")]
TARGETS = np.tile(np.eye(2), (10, 1))


def fitted(features="both", **options):
    given = {"single": True, "seed": 1, "features": features, "embedder": Toy(), **options}
    return classify.fit(TEXTS, TARGETS, ["economy", "safety"], **given)


@pytest.mark.parametrize("features", ["embeddings", "both"])
def test_a_word_it_never_saw_is_understood_by_its_embedding(features):
    found = fitted(features).model.probabilities(["levy", "theft"])
    assert found.argmax(axis=1).tolist() == [0, 1]
    assert found.max(axis=1).min() > 0.6


def test_a_model_of_embeddings_alone_keeps_no_words_and_says_what_it_is():
    model = fitted("embeddings").model
    assert (model.kind, model.embedding) == ("embeddings", ("toy", "0123"))
    assert model.features.vocabularies == ()
    assert model.card["embedding"] == {"name": "toy", "digest": "0123"}


def test_a_saved_model_asks_for_its_embeddings_and_takes_no_others(tmp_path):
    model = fitted().model
    again = classify.load(classify.save(model, tmp_path / "m"))
    with pytest.raises(InputError, match="needs the embeddings of toy"):
        again.probabilities(["tax"])
    other = Toy()
    other.digest = "9999"
    with pytest.raises(InputError, match=r"trained with embeddings of toy \(0123\)"):
        again.with_embedder(other)
    ready = again.with_embedder(Toy())
    assert ready.probabilities(["levy"]) == pytest.approx(model.probabilities(["levy"]), abs=1e-6)


def test_a_long_text_is_the_average_of_its_pieces_and_has_length_one():
    toy = Toy()
    found = embeddings.embed(["tax " * 150 + "law " * 150, "tax"], toy)
    assert len(toy.asked) == 3
    assert np.linalg.norm(found, axis=1) == pytest.approx([1, 1])
    assert found[0, 0] == pytest.approx(found[0, 1])


def test_scripts_without_blanks_are_cut_too_and_not_spaced():
    parts = embeddings.pieces("经济" * 200)
    assert [len(part) for part in parts] == [150, 150, 100]


def test_an_empty_text_has_no_direction():
    assert (embeddings.embed(["", "tax"], Toy())[0] == 0).all()


def test_nothing_is_embedded_twice_and_the_cache_gives_the_same(tmp_path):
    first, second = Toy(), Toy()
    one = embeddings.embed(["tax", "crime", "tax"], first, tmp_path)
    two = embeddings.embed(["crime", "tax", "levy"], second, tmp_path)
    assert (first.asked, second.asked) == (["tax", "crime"], ["levy"])
    assert (two[:2] == one[[1, 0]]).all()
    with zipfile.ZipFile(next(tmp_path.iterdir())) as stored:
        assert b"crime" not in b"".join(stored.read(name) for name in stored.namelist())


def test_another_model_has_a_cache_of_its_own(tmp_path):
    other = Toy()
    other.digest = "4567"
    for toy in (Toy(), other):
        embeddings.embed(["tax"], toy, tmp_path)
    assert len(list(tmp_path.iterdir())) == 2


def test_a_cache_that_is_damaged_or_holds_objects_is_refused(tmp_path):
    path = tmp_path / "embeddings-0123.npz"
    np.savez(path, keys=np.array([{"a": 1}], dtype=object), vectors=np.zeros((1, 3)))
    with pytest.raises(InputError, match=r"cache of embeddings .* Remove it"):
        embeddings.embed(["tax"], Toy(), tmp_path)
    path.write_bytes(b"PK")
    with pytest.raises(InputError, match="cannot be read"):
        embeddings.embed(["tax"], Toy(), tmp_path)


def test_numbers_that_are_none_are_refused():
    toy = Toy()
    toy.vectors = lambda texts: np.full((len(texts), 3), np.nan)
    with pytest.raises(InputError, match="toy gave numbers that are none"):
        embeddings.embed(["tax"], toy)


def test_without_the_extra_or_the_model_it_says_what_to_do(tmp_path):
    with pytest.raises(InputError, match=r"framewaves\[embeddings\]|no model"):
        embeddings.load(str(tmp_path))


def tiny(folder):
    """Save a model of sentence-transformers with random weights and seven words."""
    st = pytest.importorskip("sentence_transformers")
    transformers = pytest.importorskip("transformers")
    torch = pytest.importorskip("torch")
    torch.manual_seed(1)
    words = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "tax", "crime"]
    (folder / "vocab.txt").write_text("\n".join(words))
    tokenizer = transformers.BertTokenizerFast(vocab={word: n for n, word in enumerate(words)})
    config = transformers.BertConfig(
        vocab_size=len(words), hidden_size=8, num_hidden_layers=1, num_attention_heads=2,
        intermediate_size=16, max_position_embeddings=64,
    )  # fmt: skip
    transformers.BertModel(config).save_pretrained(folder / "bert")
    tokenizer.save_pretrained(folder / "bert")
    models = importlib.import_module("sentence_transformers.models")
    read = models.Transformer(str(folder / "bert"))
    pooled = models.Pooling(8)
    st.SentenceTransformer(modules=[read, pooled], device="cpu").save(str(folder / "model"))
    return folder / "model"


@pytest.mark.filterwarnings("default")
def test_a_real_model_in_a_folder_is_read_and_named_by_its_content(tmp_path):
    folder = tiny(tmp_path)
    found = embeddings.load(str(folder))
    assert (found.name, len(found.digest)) == ("model", 16)
    vectors = found.vectors(["tax", "crime"])
    assert vectors.shape == (2, 8)
    assert not np.allclose(vectors[0], vectors[1])
    assert found.digest == embeddings.load(str(folder)).digest
    config = folder / "modules.json"
    config.write_text(config.read_text() + "\n")
    assert found.digest != embeddings.load(str(folder)).digest


@pytest.mark.filterwarnings("default")
def test_a_real_model_with_pickled_weights_is_refused(tmp_path):
    folder = tiny(tmp_path)
    torch = pytest.importorskip("torch")
    weights = next(folder.rglob("model.safetensors"))
    torch.save({}, weights.parent / "pytorch_model.bin")
    weights.unlink()
    with pytest.raises(InputError, match=r"model\.safetensors"):
        embeddings.load(str(folder))


def test_the_name_of_a_text_in_the_cache_is_its_content(tmp_path):
    embeddings.embed(["tax"], Toy(), tmp_path)
    with np.load(next(tmp_path.iterdir()), allow_pickle=False) as stored:
        assert stored["keys"].tolist() == [hashlib.sha256(b"tax").hexdigest()[:32]]
