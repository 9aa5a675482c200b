"""Languages of sentences: quotations are told, names do not turn a sentence."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analysis import (
    _function_words,
    clean,
    codebook,
    coding,
    contracts,
    corpus,
    language,
    segment,
    study,
)
from analysis._language import classifier, detector
from analysis.contracts import TableError

ENGLISH_NAMES = [
    ("OpenAI", "Sam Altman", "ChatGPT Enterprise"),
    ("Meta Platforms", "Mark Zuckerberg", "Llama Guard"),
    ("The New York Times", "Elon Musk", "Artificial General Intelligence"),
    ("Google DeepMind", "Demis Hassabis", "Gemini Deep Think"),
    ("House Select Committee", "John Moolenaar", "American AI Leadership Act"),
    ("Bank of America", "Jerome Powell", "Federal Open Market Committee"),
    ("Wall Street Journal", "Satya Nadella", "Microsoft Azure Cloud"),
    ("Silicon Valley Bank", "Dario Amodei", "Claude Opus"),
]
DUTCH = [
    "Volgens {1} komt {0} met {2}.", "{0} lanceert {2} in Nederland.",
    "{1} ({0}) over {2}: dit is nieuw.", "Dat meldt {0} aan {1} en {2}.",
    "{0}, {1} en {2} waren erbij.", "Topman {1} van {0} presenteert {2} aan investeerders.",
    "De aandelen van {0} stegen na het nieuws over {2}.",
    "{1} zegt dat {2} de concurrentie voorblijft.", "Ook {0} en {2} doen mee aan het project.",
    "Het bestuur van {0} wil {2} niet verkopen.", "Lees ook: {1} verlaat {0} voor {2}.",
    "{0} Announces {2}, schreef {1} op X.",
    "Open source software zoals {2} is populair bij start-ups.",
    "De CEO van {0}, {1}, noemde {2} een game changer.",
    "Met {2} wil {0} de cloud-markt in het Midden-Oosten veroveren.",
    "In een memo, “{2}: a path to the future”, waarschuwt {0} voor distillation.",
]  # fmt: skip
DUTCH_NAMES = [
    ("Algemeen Dagblad", "Jan Peter van den Berg", "Den Haag"),
    ("Koninklijke Ahold Delhaize", "Frans Muller", "Zaandam"),
    ("Nederlandse Spoorwegen", "Wouter Koolmees", "Utrecht Centraal"),
    ("Autoriteit Persoonsgegevens", "Aleid Wolfsen", "de Tweede Kamer"),
    ("De Volkskrant", "Pieter Klok", "Amsterdam-Zuid"),
    ("Rijksuniversiteit Groningen", "Sibrand Poppema", "het Academiegebouw"),
]
ENGLISH = [
    "According to {1}, {0} will open in {2}.", "{1} of {0} visited {2} on Monday.",
    "The shares of {0} rose after {1} spoke in {2}.", "{0}, {1} and {2} were there.",
    "Minister {1} told {0} about {2}.", "The chairman of {0} said {2} is next.",
    "{1} ({0}) on {2}: this is new.", "In {2}, {0} hired {1} as a director.",
    "{0} Accuses {1} of Leaving {2}",
]  # fmt: skip
QUOTED = {
    "en": [
        "“We will continue to take strong countermeasures to protect our models,” he said.",
        "Let's chat about math, coding, and logic problems instead!",
        "“It is a wake-up call for our industries that we need to be laser-focused.”",
        "“Nobody should be surprised that they copied what we have built over the years.”",
        "You can only do this if you break the terms of service.",
    ],
    "nl": [
        "“Wij zullen alles doen om onze modellen te beschermen”, zei hij.",
        "De hele wereld kijkt nu naar wat er in Hangzhou gebeurt.",
        "Het is een koekje van eigen deeg, schrijven de juristen.",
    ],
    "de": ["“Wir werden alles tun, um unsere Modelle zu schützen”, sagte der Sprecher gestern."],
    "fr": ["Nous ferons tout pour protéger nos modèles, a déclaré le porte-parole de la société."],
    "tr": ["Şirket, modellerini korumak için elinden gelen her şeyi yapacağını açıkladı."],
}


def told(texts, own):
    """Languages of sentences, each in an article of its own that is of language `own`."""
    documents = pd.DataFrame({
        "doc_id": [f"d{number:03}" for number in range(len(texts))], "text": texts,
        "language": own,
    })  # fmt: skip
    segments = contracts.conform(pd.DataFrame({
        "segment_id": documents["doc_id"] + ":0", "doc_id": documents["doc_id"],
        "unit": "sentence", "position": 0, "start": 0, "end": documents["text"].str.len(),
        "role": "body", "language": own,
    }), "segments")  # fmt: skip
    return language.sentences(segments, documents, languages=("en", "nl"))


@pytest.mark.parametrize(
    ("own", "frames", "names"), [("nl", DUTCH, ENGLISH_NAMES), ("en", ENGLISH, DUTCH_NAMES)]
)
def test_names_do_not_turn_a_sentence_into_another_language(own, frames, names):
    texts = [frame.format(*some) for frame in frames for some in names]
    found = told(texts, own)
    turned = [text for text, tag in zip(texts, found["language"], strict=True) if tag != own]
    assert turned == []


@pytest.mark.parametrize("tag", QUOTED)
def test_a_quotation_gets_its_own_language(tag):
    own = "en" if tag == "nl" else "nl"
    found = told(QUOTED[tag], own)
    assert set(found["language"]) == {tag}
    assert set(found["language_source"]) == {"detected"}
    assert (found["language_confidence"] >= language.SURE).all()


@pytest.mark.parametrize(
    ("own", "text"),
    [("nl", "De topman zei: “We will not let them copy what we have built over the years.”"),
     ("nl", "“Nobody should be surprised that they copied it, and we have known this”, aldus hij."),
     ("en", "“Het is niet zo dat wij er niets aan kunnen doen”, he said of the plan.")],
)  # fmt: skip
def test_where_two_languages_stand_in_one_sentence_the_detector_is_asked(own, text):
    found = told([text], own)
    assert found["language_confidence"].notna().all()
    assert found["language_source"][0] != "words"


def test_function_words_tell_a_sentence_without_asking():
    texts = ["Volgens het bedrijf zijn de modellen niet door anderen gebruikt.",
             "The company says that its models have not been used by others."]  # fmt: skip
    found = told(texts, ["nl", "en"])
    assert found["language_source"].tolist() == ["words", "words"]
    assert found["language"].tolist() == ["nl", "en"]
    assert found["language_confidence"].isna().all()
    other_way = told(texts, ["en", "nl-BE"])
    assert other_way["language_source"].tolist() == ["detected", "detected"]
    assert other_way["language"].tolist() == ["nl", "en"]


def test_without_a_list_for_the_language_of_the_article_the_detector_is_asked():
    text = "Şirket, modellerini korumak için elinden gelen her şeyi yapacağını açıkladı."
    found = told([text], "tr")
    assert found["language_source"].tolist() == ["detected"]
    assert found["language"].tolist() == ["tr"]


def test_a_word_of_two_languages_counts_for_neither_and_a_repeated_one_once():
    words = _function_words.groups()
    assert {"in", "is", "was", "die", "met"} & words.keys() == {"met"}
    one = np.zeros(1, np.int64)
    text = "Het die was HET, het; in de zijn"
    found = _function_words.count([text], one, one, one + len(text))
    assert found.known[0, _function_words.LANGUAGES.index("nl")] == 2
    assert found.known.sum() == 2


def some_text():
    listed = sorted(_function_words.groups())
    hard = ["Het", "ZIJN", "één", "KELVIN", "\u212aan", "İs", "ΣΑΣ", "ǅ", "e\u0301", "\ud800",
            "don't", "zo'n", "of_the", "2e", "\xa0", "\u2028", "\x1c", "“", "Ⅷ", "𝐀", "ﬁ", "ß",
            "ẞ", "中", "op-de"]  # fmt: skip
    piece = st.sampled_from([*listed, *hard]) | st.text(max_size=12)
    gap = st.sampled_from([" ", "", "\n", ", ", "\u200b"])
    return st.lists(st.tuples(piece, gap), max_size=30).map(
        lambda pairs: "".join(word + space for word, space in pairs)
    )


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(texts=st.lists(some_text(), min_size=1, max_size=5), cuts=st.randoms())
def test_compiled_counts_are_the_plain_ones(texts, cuts, monkeypatch):
    spans = [(place, *sorted((cuts.randint(0, len(text)), cuts.randint(0, len(text)))))
             for place, text in enumerate(texts) for _ in range(2)]  # fmt: skip
    cuts.shuffle(spans)
    places = np.array(spans, np.int64).T
    found = []
    for way in ("0", "1"):
        monkeypatch.setenv("FRAMEWAVES_COMPILED", way)
        monkeypatch.setattr(_function_words, "_CELLS", cuts.randint(1, 60))
        found.append(_function_words.count(texts, *places))
    for plain, compiled in zip(*found, strict=True):
        np.testing.assert_array_equal(plain, compiled)


@settings(max_examples=40, deadline=None)
@given(texts=st.lists(some_text() | st.text(max_size=600), max_size=6))
def test_compiled_detection_is_the_plain_one_to_the_last_digit(texts):
    known = ("en", "nl", "sr")
    found = detector(known)(texts, True)
    assert found == detector(known)(texts, False)
    assert found == [classifier(known)(text) for text in texts]


def test_both_ways_give_the_same_table(monkeypatch):
    plan, documents, units = seeds()
    texts = [*QUOTED["en"], *QUOTED["nl"], *QUOTED["de"], *QUOTED["tr"], "Kort."]
    for run in (
        lambda: language.sentences(units, documents, languages=plan.languages),
        lambda: language.sentences(units.sample(frac=1, random_state=3), documents,
                                   languages=plan.languages),
        lambda: told(texts, "nl"),
        lambda: told(texts, None),
    ):  # fmt: skip
        tables = []
        for way in ("0", "1"):
            monkeypatch.setenv("FRAMEWAVES_COMPILED", way)
            tables.append(run())
        pd.testing.assert_frame_equal(*tables, check_exact=True)


def test_short_sentences_keep_the_language_of_the_article():
    found = told(["This is short.", "Nobody knows what they are doing now."], "nl")
    assert found["language"].tolist() == ["nl", "nl"]
    assert found["language_source"].tolist() == ["article", "article"]
    assert found["language_confidence"].isna().all()


def test_a_tag_with_a_region_stays_and_a_missing_one_is_filled():
    assert told(QUOTED["nl"], "nl-BE")["language"].tolist() == ["nl-BE"] * 3
    assert told(QUOTED["nl"], None)["language"].tolist() == ["nl"] * 3
    unknown = told(["Kort."], None)
    assert unknown["language"].isna().all()
    assert unknown["language_source"].tolist() == ["article"]


def seeds():
    plan = study.load("seeds/study.yaml")
    documents = corpus.read(plan)[0]
    units = segment.split(documents, clean.blocks(documents), unit="sentence")
    return plan, documents, units


def test_of_the_seeds_only_the_english_quotation_changes():
    plan, documents, units = seeds()
    found = language.sentences(units, documents, languages=plan.languages)
    texts = dict(zip(documents["doc_id"], documents["text"], strict=True))
    changed = found[found["language"] != units["language"]]
    assert [texts[row.doc_id][row.start : row.end] for row in contracts.each_row(changed)] == [
        "Let's chat about math, coding, and logic problems instead!\""
    ]
    assert changed["language"].tolist() == ["en"]
    pd.testing.assert_frame_equal(found[units.columns].drop(columns="language"),
                                  units.drop(columns="language"))  # fmt: skip


def test_a_foreign_sentence_is_searched_in_its_own_language(tmp_path):
    texts = ["“They have stolen our models and used them without asking us,” he said."]
    book = codebook.load("seeds/codebook.yaml")
    found = told(texts, "nl")
    documents = pd.DataFrame({"doc_id": ["d000"], "text": texts, "language": "nl"})
    as_dutch = coding.hits(documents, found.assign(language="nl"), book)
    assert as_dutch.empty
    assert not coding.hits(documents, found, book).empty


def test_languages_are_counted():
    found = told([*QUOTED["en"], *QUOTED["nl"], "Kort."], "nl")
    table = language.summary(found)
    assert table.to_numpy().tolist() == [["en", 5, 5, 5 / 9, 0, 5], ["nl", 4, 4, 4 / 9, 3, 0]]
    assert language.summary(found.head(0)).empty
    with pytest.raises(TableError, match=r"run language\.sentences"):
        language.summary(found.drop(columns="language_source"))


def test_a_segment_without_its_document_is_told():
    _, documents, units = seeds()
    with pytest.raises(TableError, match="documents that are not there"):
        language.sentences(units, documents.head(1), languages=("en", "nl"))


def test_parts_give_the_same_as_the_whole():
    plan, documents, units = seeds()
    whole = language.sentences(units, documents, languages=plan.languages)
    parts = [
        language.sentences(units[units["doc_id"].eq(doc_id)], documents, languages=plan.languages)
        for doc_id in units["doc_id"].unique()
    ]
    empty = language.sentences(units.head(0), documents, languages=plan.languages)
    pd.testing.assert_frame_equal(pd.concat([empty, *parts], ignore_index=True), whole)
