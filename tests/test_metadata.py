"""The table of metadata: rows go to the files that they name, and none is lost."""

import pytest

from analysis import _metadata
from analysis.contracts import InputError


@pytest.fixture
def table(tmp_path):
    def load(text):
        path = tmp_path / "metadata.csv"
        path.write_text(text, encoding="utf-8")
        return _metadata.load(path)

    return load


def test_rows_are_joined_by_full_name_or_by_the_last_part_of_one(table):
    found = table("article,outlet\nx/a.txt,A\nb.txt,B\ngone.txt,C\n")
    found.join(["x/a.txt", "y/a.txt", "z/b.txt"])
    assert found.row("x/a.txt").cells["outlet"] == "A"
    assert found.row("z/b.txt").cells["outlet"] == "B"
    assert found.row("y/a.txt") is None
    assert list(found.missing()) == [("gone.txt", 4)]


def test_a_file_that_is_found_later_is_not_missing(table):
    found = table("article,outlet\nx.zip/in.zip/a.txt,A\nb.txt,B\n")
    found.join(["x.zip/in.zip"])
    assert found.row("x.zip/in.zip/a.txt").cells["outlet"] == "A"
    found.seen("x.zip/in.zip/a.txt")
    found.seen("x.zip/in.zip/b.txt")
    assert list(found.missing()) == []


@pytest.mark.parametrize(
    ("rows", "names", "words"),
    [
        ("a.txt,A\n", ["x/a.txt", "y/a.txt"], "the name of 2 files"),
        ("x/a.txt,A\na.txt,B\n", ["x/a.txt"], "lines 2 and 3 name the same file"),
    ],
)
def test_a_row_that_could_mean_several_files_is_told(table, rows, names, words):
    found = table(f"article,outlet\n{rows}")
    with pytest.raises(InputError, match=words):
        found.join(names)


@pytest.mark.parametrize(
    ("written", "tag"),
    [
        ("nl", "nl"), ("NL_be", "nl-BE"), ("zh-Hans", "zh-Hans"), ("ENGLISH", "en"),
        ("Nederlands", "nl"), ("Englisch", "en"), ("Français", "fr"), ("ger", "de"),
        ("deu", "de"), (" en ", "en"), ("", None), (None, None), ("Klingon", None), ("x", None),
    ],
)  # fmt: skip
def test_languages_are_written_as_tags(written, tag):
    assert _metadata.tag(written) == tag


def test_a_language_by_its_name_is_taken_and_one_that_is_not_known_told(table):
    assert table("article,language\na.txt,Dutch\n").rows["a.txt"].cells["language"] == "Dutch"
    with pytest.raises(InputError, match=r"line 3: language 'Klingon' is not a language tag"):
        table("article,language\na.txt,nl\nb.txt,Klingon\n")
