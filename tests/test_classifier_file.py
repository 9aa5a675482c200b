"""Saving and loading a classifier: the same bytes, and nothing from strangers is run."""

import io
import json
import pickle
import zipfile

import numpy as np
import pytest

from analysis import classify
from analysis.contracts import InputError

TEXTS = [f"{word} rises again {number}" for number in range(8) for word in ("tax", "crime")]
TARGETS = np.tile(np.eye(2), (8, 1))


def fitted(**options):
    given = {"single": False, "seed": 1, "name": "my|model", **options}
    return classify.fit(TEXTS, TARGETS, ["economy", "=safety"], **given)


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    return classify.save(fitted().model, tmp_path_factory.mktemp("models") / "a.model")


def parts(path):
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def written(found, target):
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in found.items():
            archive.writestr(name, data)
    return target


@pytest.mark.parametrize("single", [True, False])
def test_what_is_loaded_says_the_same(tmp_path, single):
    model = fitted(single=single).model
    again = classify.load(classify.save(model, tmp_path / "m"))
    new = ["tax and crime", "nothing", "经济"]
    assert (again.probabilities(new) == model.probabilities(new)).all()
    assert (again.codes(again.probabilities(new)) == model.codes(model.probabilities(new))).all()
    assert again.seen.ids == model.seen.ids
    assert (again.seen.codes == model.seen.codes).all()
    assert (again.labels, again.languages) == (model.labels, model.languages)


def test_the_same_input_gives_the_same_bytes(path, tmp_path):
    again = classify.save(fitted().model, tmp_path / "elsewhere.model")
    assert again.read_bytes() == path.read_bytes()
    saved_again = classify.save(classify.load(path), tmp_path / "third.model")
    assert saved_again.read_bytes() == path.read_bytes()


def test_the_card_says_what_the_model_is_and_holds_no_date_or_path(path):
    card = parts(path)["card.md"].decode()
    assert card == classify.card_text(classify.load(path))
    assert "# Model card: my\\|model" in card
    assert "trained on 16 texts (all texts)" in card
    assert "| economy | 8 | 1.000 (0.676-1.000) |" in card  # Wilson of 8 out of 8
    content = json.loads(parts(path)["model.json"])["card"]
    assert set(content["versions"]) == {"framewaves", "numpy", "scipy", "scikit-learn"}
    assert str(path.parent) not in card
    assert content["trained_on"]["n_per_label"] == {"economy": 8, "=safety": 8}


def test_no_training_text_is_in_the_file(path):
    everything = b"".join(parts(path).values())
    assert b"rises again 3" not in everything


# Files from strangers


def refused(path, text="not a model of framewaves, or it is damaged"):
    with pytest.raises(InputError, match=text):
        classify.load(path)


def test_a_file_that_is_no_model_is_refused(tmp_path):
    refused(tmp_path / "none.model", "cannot be read")
    for number, data in enumerate((b"", b"PK\x03\x04", b"text", pickle.dumps({"a": 1}))):
        other = tmp_path / f"{number}.model"
        other.write_bytes(data)
        refused(other)
    with zipfile.ZipFile(tmp_path / "zip.model", "w") as archive:
        archive.writestr("word/document.xml", "x")
    refused(tmp_path / "zip.model", "parts are not those of a model")


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.99])
def test_a_file_that_is_cut_off_is_refused(path, tmp_path, share):
    data = path.read_bytes()
    (tmp_path / "cut").write_bytes(data[: int(len(data) * share)])
    refused(tmp_path / "cut")


def test_a_changed_byte_is_noticed(path, tmp_path):
    data = bytearray(path.read_bytes())
    with zipfile.ZipFile(path) as archive:
        item = archive.getinfo("coefficients.npy")
    data[item.header_offset + 60 + item.compress_size // 2] ^= 0xFF
    (tmp_path / "flipped").write_bytes(bytes(data))
    refused(tmp_path / "flipped")


def npy(array, allow_pickle=False):
    target = io.BytesIO()
    np.lib.format.write_array(target, array, version=(1, 0), allow_pickle=allow_pickle)
    return target.getvalue()


class Trap:
    def __reduce__(self):
        return (exec, ("raise SystemExit('it ran')",))


def test_an_array_of_objects_is_never_unpickled(path, tmp_path):
    trap = npy(np.array([Trap()], dtype=object), allow_pickle=True)
    refused(written({**parts(path), "intercept.npy": trap}, tmp_path / "trap"), "intercept holds")


def test_a_header_that_claims_too_much_takes_no_memory(path, tmp_path):
    header = io.BytesIO()
    np.lib.format.write_array_header_1_0(
        header, {"descr": "<f8", "fortran_order": False, "shape": (10**15,)}
    )
    claimed = {**parts(path), "intercept.npy": header.getvalue() + b"\0" * 16}
    refused(written(claimed, tmp_path / "huge"), "does not hold what its header says")


def changed(path, tmp_path, **keys):
    found = parts(path)
    content = json.loads(found["model.json"])
    found["model.json"] = json.dumps(content | keys).encode()
    return written(found, tmp_path / "changed")


@pytest.mark.parametrize(
    "keys",
    [
        {"format": "framewaves classifier 99"},
        {"labels": ["a"]},
        {"labels": "ab"},
        {"labels": [1, 2]},
        {"blocks": [{"name": "words"}]},
        {"blocks": []},
        {"card": []},
        {"more": 1},
        {"languages": None},
    ],
)
def test_a_description_that_does_not_fit_is_refused(path, tmp_path, keys):
    refused(changed(path, tmp_path, **keys))


def test_a_code_to_be_called_as_analyzer_is_refused(path, tmp_path):
    blocks = json.loads(parts(path)["model.json"])["blocks"]
    blocks[0]["analyzer"] = "os.system"
    refused(changed(path, tmp_path, blocks=blocks), "unknown kind")


@pytest.mark.parametrize("name", ["coefficients", "slope", "idf", "seen_codes"])
def test_numbers_of_another_shape_are_refused(path, tmp_path, name):
    name = {"seen_codes": "seen_values"}.get(name, name)
    found = parts(path)
    array = np.lib.format.read_array(io.BytesIO(found[f"{name}.npy"]), allow_pickle=False)
    refused(written({**found, f"{name}.npy": npy(array[:-1])}, tmp_path / "short"))


def test_numbers_that_are_none_are_refused(path, tmp_path):
    found = parts(path)
    broken = npy(np.full(2, np.nan))
    refused(written({**found, "intercept.npy": broken}, tmp_path / "nan"), "numbers that are none")


def test_names_that_lead_elsewhere_and_parts_that_come_twice_are_refused(path, tmp_path):
    found = parts(path)
    refused(written({**found, "../evil.py": b"x"}, tmp_path / "more"))
    target = written(found, tmp_path / "twice")
    with (
        zipfile.ZipFile(target, "a") as archive,
        pytest.warns(UserWarning, match="Duplicate name"),
    ):
        archive.writestr("card.md", b"x")
    refused(target)


def test_a_place_that_cannot_be_written_is_told(tmp_path):
    with pytest.raises(InputError, match="cannot be written"):
        classify.save(fitted().model, tmp_path)
