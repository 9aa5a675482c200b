"""Reading YAML: what a researcher types is what is read, and errors name the line."""

from pathlib import Path

import pytest

from analysis import _yaml
from analysis.contracts import InputError


@pytest.fixture
def write(tmp_path):
    def write(text, name="study.yaml"):
        path = tmp_path / "seeds" / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    return write


def complaint(path):
    with pytest.raises(InputError) as caught:
        _yaml.load(path)
    return str(caught.value)


def test_lines_of_keys_and_items(write):
    path = write("title: A\n\nwaves:\n  - name: one\n    start: 2025-01-20\n  - name: two\n")
    _, lines = _yaml.load(path)
    assert lines.at("waves", 0, "start") == 5
    assert lines.at("waves", 1) == 6
    assert lines.at("waves", 1, "end", "deeper") == 6  # nearest parent that exists
    assert lines.at("waves", 9) == 3
    assert lines.at("nothing") == 1
    assert lines.text("waves", 0, "start") == "2025-01-20"
    assert lines.text("waves", 0) is None


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("no", "no"),  # Norwegian, and a Dutch pattern; YAML 1.1 makes it False
        ("off", "off"),
        ("true", True),
        ("2025-01-20", "2025-01-20"),
        ("12:30", "12:30"),  # YAML 1.1 makes it 750
        ("010", "010"),  # YAML 1.1 makes it 8
        ("10", 10),
        ("1.0", 1.0),
        ("~", None),
        ("", None),
        ("=FT", "=FT"),
        ("'*'", "*"),
    ],
)
def test_values_come_as_they_are_written(write, written, value):
    content, _ = _yaml.load(write(f"key: {written}\n"))
    assert content["key"] == value
    assert type(content["key"]) is type(value)


def test_version_keeps_its_last_zero(write):
    _, lines = _yaml.load(write("version: 1.10\n"))
    assert lines.text("version") == "1.10"


def test_keys_are_texts(write):
    content, _ = _yaml.load(write("2025: a\nno: b\n"))
    assert content == {"2025": "a", "no": "b"}


def test_byte_order_mark_and_accents(write):
    assert _yaml.load(write("\ufefftitle: Één\r\n"))[0] == {"title": "Één"}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a: 1\nb: 2\na: 3\n", ["line 3", "'a' is there twice", "line 1"]),
        ("a:\n  b: 1\n  b: 2\n", ["line 3", "'b' is there twice"]),
        ("", ["is empty"]),
        ("# a note\n", ["is empty"]),
        ("- a\n- b\n", ["line 1", "key: value"]),
        ("a:\n\tb: 1\n", ["line 2", "spaces, not with tabs"]),
        ("a: 1\nb: *gejat\n", ["line 2", "in quotes"]),
        ("a: b: c\n", ["line 1", "in quotes"]),
        ("a: !x b\n", ["line 1", "begins with !"]),
        ("a: !!python/name:os.system b\n", ["line 1", "begins with !"]),
        ("a: 'open\n\nb: c\n", ["what begins in line 1"]),
        ("? [a, b]\n: c\n", ["line 1", "a key must be a plain text"]),
        ("a: x\nb: \x07\n", ["line 2", "control character"]),
        (b"a: x\nb: \xff\n", ["line 2", "UTF-8"]),
        ("a: x\n".encode("utf-16"), ["line 1", "UTF-8"]),
        ("a: " + "9" * 5000, ["line 1", "not a number"]),
        ("a: 1\n---\nb: 2\n", ["line 2", "not valid YAML"]),
        ('a: 1\nb: "a\\0b"\n', ["line 2", "no character"]),
        ('a: 1\nb: ["\\ud800"]\n', ["line 2", "no character"]),
        ('"a\\0": 1\n', ["line 1", "no character"]),
        ("[" * 5000, ["nested too deeply"]),
    ],
)
def test_damaged_files_are_told_with_line_and_remedy(write, text, words):
    said = complaint(write(text))
    assert said.startswith("seeds/study.yaml")
    for word in words:
        assert word in said


def test_missing_file_and_folder(tmp_path):
    assert "no such file" in complaint(tmp_path / "study.yaml")
    assert "cannot be read" in complaint(tmp_path)


def test_errors_do_not_tell_where_the_project_lives():
    error = _yaml.fail(Path("/home/someone/thesis/seeds/codebook.yaml"), 12, "has no name.")
    assert str(error) == "seeds/codebook.yaml, line 12: has no name."
    assert str(_yaml.fail(Path("codebook.yaml"), None, "x")) == "codebook.yaml: x"


def test_only_keys_names_the_nearest_key(write):
    path = write("waves:\n  - name: one\n    strat: 2025-01-20\n")
    content, lines = _yaml.load(path)
    wave = content["waves"][0]
    _yaml.only_keys(wave, ["name", "strat"], ("waves", 0), path=path, lines=lines)
    with pytest.raises(InputError, match=r"line 3: unknown key 'strat'. Did you mean 'start'\?"):
        _yaml.only_keys(wave, ["name", "start"], ("waves", 0), path=path, lines=lines)
