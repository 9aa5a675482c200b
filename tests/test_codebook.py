"""The codebook: each mistake a researcher can make is told with its line."""

import pytest

from analysis import codebook
from analysis.contracts import InputError

GOOD = """\
name: toy
version: 1.10
level: nominal
unit: sentence
languages: [en, nl]
negation:
  en: {words: [not], before: 2, but_not: [not only]}
frames:
  - id: theft
    label: {en: Theft, nl: Diefstal}
    short: Taking
    definition: Something is taken.
    include: [stealing]
    examples:
      - {text: They stole it., value: 1, why: says so}
    indicators:
      - id: taking
        question: Is something taken?
        patterns:
          en: [steal*, stole]
          nl: [stelen, gestolen]
          any: [=RICO]
        exclude:
          en:
            - steal the show
            - {pattern: steelworks, scope: unit}
"""


@pytest.fixture
def write(tmp_path):
    def _write(text):
        path = tmp_path / "codebook.yaml"
        path.write_text(text, encoding="utf-8")
        return path

    return _write


def test_reads_all_parts(write):
    book = codebook.load(write(GOOD))
    assert (book.name, book.version, book.level, book.unit) == (
        "toy",
        "1.10",
        "nominal",
        "sentence",
    )
    (frame,) = book.frames
    (indicator,) = frame.indicators
    assert indicator.patterns["nl"] == ("stelen", "gestolen")
    assert indicator.exclude["en"] == (("steal the show", "match"), ("steelworks", "unit"))
    assert book.negation["en"].but_not == ("not only",)
    assert book.labels("nl") == {"theft": "Diefstal"}
    assert book.reference.startswith("toy@1.10+")


def test_the_hash_follows_the_content_and_not_the_line_ends(write):
    one = codebook.load(write(GOOD)).digest
    path = write("")
    path.write_bytes(GOOD.replace("\n", "\r\n").encode())
    assert codebook.load(path).digest == one
    assert codebook.load(write(GOOD.replace("stole]", "stole, theft]"))).digest != one


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("level: nominal", "levle: nominal", r"line 3: unknown key 'levle'. Did you mean 'level'"),
        ("level: nominal", "level: binary", r"line 3: 'level' is 'binary'; it must be nominal or"),
        ("languages: [en, nl]", "languages: []", r"'languages' is missing or empty"),
        ("    short: Taking\n", "", r"line 9: 'short' is missing or empty"),
        ("nl: [stelen, gestolen]", "de: [stehlen]", r"line 21: unknown key 'de'"),
        ("[steal*, stole]", "steal*", r"line 20: 'en' must be a list"),
        ("[steal*, stole]", "[steal*, steal*]", r"line 20: pattern 'steal\*' is listed twice"),
        ("[steal*, stole]", "[a NEAR b]", r"line 20: Pattern 'a NEAR b'"),
        ("- steal the show", "- {pattern: show, scope: page}", r"line 25: 'scope' is 'page'"),
        ("languages: [en, nl]", "languages: [english, nl]", "'english' must be a language code"),
        ("languages: [en, nl]", "languages: [en, nl, en]", "stand once"),
        ("nl: Diefstal", "nl: ''", "the label is empty"),
        ("id: theft", "id: role", "'role' is the name of a column"),
        ("before: 2", "before: many", r"line 7: 'before' must be a whole number from 0 to 20"),
        ("id: theft", "id: the/ft", r"may hold letters, digits and _ only"),
        ("value: 1", "value: 2", r"'value' must be a whole number from 0 to 1"),
    ],
)
def test_a_mistake_is_told_with_its_line(write, old, new, complaint):
    assert old in GOOD
    with pytest.raises(InputError, match=r"codebook\.yaml, line \d+: ") as raised:
        codebook.load(write(GOOD.replace(old, new, 1)))
    assert raised.match(complaint)


def test_an_id_used_twice_is_refused(write):
    frame = GOOD[GOOD.index("  - id: theft") :]
    with pytest.raises(InputError, match="'theft' is used twice"):
        codebook.load(write(GOOD + frame))


def test_labels_in_a_language_that_the_codebook_lacks_are_an_error(write):
    book = codebook.load(write(GOOD))
    assert book.labels("nl-BE") == {"theft": "Diefstal"}
    with pytest.raises(InputError, match=r"no labels in 'fr'\. Known: 'en', 'nl'"):
        book.labels("fr")
