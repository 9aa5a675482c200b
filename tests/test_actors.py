"""The list of actors: what it finds, and what is said of mistakes in it."""

import pickle
from pathlib import Path

import pytest

from analysis import actors
from analysis.contracts import InputError

ROOT = Path(__file__).resolve().parents[1]
SEEDS = ROOT / "seeds" / "voices.yaml"
STARTER = ROOT / "analysis" / "templates" / "framewaves" / "study" / "voices.yaml"

GOOD = """\
name: tram
version: "1.10"
languages: [en, nl]
types:
  - key: council
    label: {en: Council, nl: Gemeente}
    people: [Ines Okafor]
    names: [Meerwijk, =CM]
    words: [Office, "*raad"]
    roles:
      en: [alderman, council*]
      nl: [wethouder*]
      any: [=VVD]
  - key: residents
    label: {en: Residents, nl: Bewoners}
    names: [Meerwijk Residents]
    words: [Association, Tenants Office]
    roles: {en: [resident*], nl: [bewoner*, alderman]}
speaks_for:
  en: [spokes*, alderman]
  nl: [woordvoerder*]
"""


@pytest.fixture
def load(tmp_path):
    """Write a list and read it."""

    def read(text):
        file = tmp_path / "voices.yaml"
        file.write_text(text, encoding="utf-8")
        return actors.load(file)

    return read


def test_types_keep_the_order_of_the_file(load):
    found = load(GOOD)
    assert found.keys == ("council", "residents")
    assert found.labels("nl") == {"council": "Gemeente", "residents": "Bewoners"}
    assert found.labels("nl-BE") == found.labels("nl")


def test_the_reference_changes_with_the_file_alone(load):
    one = load(GOOD).reference
    assert one.startswith("tram@1.10+")
    assert load(GOOD).reference == one
    assert load(GOOD.replace("Ines", "Ina")).reference != one


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ines Okafor", "council"),
        ("the Meerwijk paper", "council"),
        ("Meerwijk Residents", "residents"),
        ("cm is a length", None),
        ("Okafor", None),
        ("", None),
    ],
)
def test_the_longest_name_gives_the_type(load, text, expected):
    assert load(GOOD).of_name(text) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Roads Office", "council"),
        ("Roads Office Association", "residents"),
        ("Office of the Tenants Association", "council"),
        ("North Tenants Office", "residents"),
        ("Wijkraad", "council"),
        ("Roads", None),
        ("", None),
    ],
)
def test_the_last_word_of_a_name_gives_the_type_or_that_before_of(load, name, expected):
    found = load(GOOD)
    assert found.of_words(name) == expected
    assert found.of_words(name) == expected  # the answer is remembered
    assert found.find("the office of an association", None, "en") == []


def test_of_equal_finds_the_one_that_is_written_out_counts(load):
    text = GOOD.replace("[bewoner*, alderman]", "[bewoner*, wethouderskring]")
    assert load(text).of_role("de wethouderskring", "nl") == "residents"
    assert load(text).of_role("de wethoudersclub", "nl") == "council"


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("the councillor", "en", "council"),
        ("de wethouder", "nl", "council"),
        ("de wethouder", "en", None),
        ("alderman", "nl", "residents"),
        ("alderman", "en", "council"),
        ("VVD", "nl", "council"),
        ("VVD", "de", "council"),
        ("residents of Meerwijk", "en-GB", "residents"),
        ("a spokeswoman", "en", None),
    ],
)
def test_a_role_counts_in_its_language(load, text, language, expected):
    found = load(GOOD)
    assert found.of_role(text, language) == expected
    assert found.of_role(text, language) == expected  # the answer is remembered


def test_finds_are_slices_and_lie_within_bounds(load):
    found = load(GOOD)
    text = "A spokesman for Meerwijk. Residents agreed."
    finds = found.find(text, [(0, 25)], "en")
    assert [(text[one.start : one.end], one.what, one.actor) for one in finds] == [
        ("spokesman", "speaks_for", None),
        ("Meerwijk", "organisation", "council"),
    ]


def test_a_role_may_both_speak_for_somebody_and_have_a_type(load):
    finds = load(GOOD).find("the alderman", None, "en")
    assert {(one.what, one.actor) for one in finds} == {("role", "council"), ("speaks_for", None)}


def test_labels_of_another_language_are_refused(load):
    with pytest.raises(InputError, match=r"tram have no labels in 'fr'. Known: 'en', 'nl'"):
        load(GOOD).labels("fr")


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("name: tram", "nme: tram", r"line 1: unknown key 'nme'. Did you mean 'name'\?"),
        ("    people:", "    peple:", r"line 7: unknown key 'peple'. Did you mean 'people'\?"),
        ("name: tram\n", "", r"'name' is missing"),
        ("languages: [en, nl]\n", "", r"no languages are named"),
        ("languages: [en, nl]", "languages: [english]", r"line 3: 'english' is not a language"),
        ("key: council", "key: City Council", r"line 5: the key 'City Council' must be lower-case"),
        ("key: council", "key: journalist", r"line 5: the key 'journalist' must be"),
        ("key: residents", "key: council", r"line 14: type 'council' is listed twice"),
        ("nl: Gemeente}", "nl: }", r"line 6: 'nl' of 'types' is missing"),
        ("label: {en: Council, nl: Gemeente}", "label: Council", r"line 6: the label of 'council'"),
        ("[alderman, council*]", "[alderman, (council]", r"line 11: Pattern '\(council'"),
        ("[alderman, council*]", "alderman", r"'en' must be a list"),
        ("[alderman, council*]", "[a NEAR/3 b]", r"line 11: pattern 'a NEAR/3 b': NEAR reaches"),
        ("[alderman, council*]", "[mayor, mayor]", r"line 11: pattern 'mayor' is listed twice"),
        ("      nl: [wethouder*]", "      fr: [maire]", r"unknown key 'fr'"),
        ("[Meerwijk Residents]", "[Meerwijk]", r"line 16: 'Meerwijk' is a name of 'council'"),
        ("speaks_for:\n", "speaks_for: spokes*\nx:\n", r"unknown key 'x'"),
    ],
)
def test_mistakes_are_told_with_their_line(load, old, new, message):
    assert old in GOOD
    with pytest.raises(InputError, match=message):
        load(GOOD.replace(old, new))


def test_a_list_without_types_is_told(load):
    with pytest.raises(InputError, match="the list has no types"):
        load("name: a\nversion: 1\nlanguages: [en]\n")


def test_a_list_goes_to_another_process(load):
    found = load(GOOD)
    found.find("Meerwijk", None, "en")
    again = pickle.loads(pickle.dumps(found))
    assert (again.reference, again.of_name("Meerwijk")) == (found.reference, "council")


def test_the_shipped_list_knows_who_is_who():
    found = actors.load(SEEDS)
    assert set(found.keys) >= {
        "accuser", "accused", "government", "experts", "investors", "companies", "media",
    }  # fmt: skip
    known = {"Sam Altman": "accuser", "High-Flyer": "accused", "David Sacks": "government",
             "Witte Huis": "government", "Nvidia": "companies", "the FT": "media",
             "Goldman Sachs": "investors", "the company behind ChatGPT": "accuser",
             "het bedrijf achter ChatGPT": "accuser"}  # fmt: skip
    assert {name: found.of_name(name) for name in known} == known
    roles = {("hoogleraar", "nl"): "experts", ("juristen", "nl"): "experts",
             ("analysts", "en"): "experts", ("beleggers", "nl"): "investors",
             ("eurocommissaris", "nl"): "government", ("lawmakers", "en"): "government",
             ("start-up", "en"): "companies", ("zakenkrant", "nl"): "media"}  # fmt: skip
    assert {asked: found.of_role(*asked) for asked in roles} == roles
    assert found.of_role("een woordvoerder", "nl") is None
    words = {"Acme Securities": "investors", "Fjordbank": "investors", "Roads Board": "government",
             "Securities and Exchange Commission": "government", "De Streekkrant": "media",
             "University of Acme": "experts", "Acme Robotics": "companies",
             "Inspectie van het Onderwijs": "government", "Acme": None}  # fmt: skip
    assert {name: found.of_words(name) for name in words} == words


def test_the_list_of_a_new_study_is_the_general_part_of_the_shipped_one():
    shipped = {actor.key: actor for actor in actors.load(SEEDS).types}
    starter = actors.load(STARTER)
    general = [actor for actor in starter.types if actor.key in shipped]
    assert len(general) == 5
    for actor in general:
        assert actor.roles == shipped[actor.key].roles
        assert actor.words == shipped[actor.key].words
        assert set(actor.names) <= set(shipped[actor.key].names)
        assert not actor.people
    assert starter.speaks_for == actors.load(SEEDS).speaks_for
    assert starter.of_name("OpenAI and DeepSeek") is None
    assert starter.of_role("bewoners", "nl") == "residents"
