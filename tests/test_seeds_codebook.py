"""The codebook of the study: complete, and its vocabulary says what it should.

All sentences are invented. They are regression cases for the vocabulary, not a measure of its
quality; that is `framewaves score` on articles that nobody looked at while writing patterns.
"""

import re
from pathlib import Path

import pandas as pd
import pytest

from analysis import codebook, coding, contracts, patterns
from analysis.codebook import ANY

BOOK = codebook.load(Path(__file__).parents[1] / "seeds" / "codebook.yaml")
LETTERS = {
    "I": "ip_theft",
    "H": "hypocrisy",
    "N": "national_security",
    "M": "market_impact",
}


def frames_of(sentences: list[tuple[str, str]]) -> list[set[str]]:
    """Code (language, sentence) pairs, each an article of its own; give the frames of each."""
    ids = [f"{number:04d}" for number in range(len(sentences))]
    documents = pd.DataFrame({"doc_id": ids, "text": [text for _, text in sentences]})
    segments = contracts.conform(
        pd.DataFrame(
            {
                "segment_id": ids,
                "doc_id": ids,
                "unit": "sentence",
                "position": 0,
                "start": 0,
                "end": [len(text) for _, text in sentences],
                "role": "body",
                "language": [language for language, _ in sentences],
            }
        ),
        "segments",
    )
    coded = coding.codings(coding.hits(documents, segments, BOOK), segments, BOOK)
    present = coded[coded["value"] == 1].groupby("segment_id")["frame"].agg(set)
    return [present.get(name, set()) for name in ids]


def language_of(text: str) -> str:
    """Tell the language of an example by its most common words."""
    words = set(re.findall(r"\w+", text.lower()))
    dutch = len(words & {"de", "het", "een", "van", "zijn", "en", "dat", "die", "om", "er", "te"})
    english = len(words & {"the", "a", "of", "it", "in", "to", "its", "for", "that", "is", "are"})
    assert dutch != english, f"write a longer example: {text}"
    return "nl" if dutch > english else "en"


def test_frames_and_languages_are_those_of_the_study():
    assert BOOK.frame_ids == tuple(LETTERS.values())
    assert BOOK.languages == ("en", "nl")
    assert (BOOK.unit, BOOK.level) == ("sentence", "nominal")


@pytest.mark.parametrize("frame", BOOK.frames, ids=lambda frame: frame.id)
def test_a_coder_can_work_with_the_frame(frame):
    assert set(frame.label) == {"en", "nl"}
    assert frame.definition
    assert frame.short
    assert frame.include
    assert frame.exclude
    assert all(example.why for example in frame.examples)
    kinds = [(language_of(example.text), example.value) for example in frame.examples]
    assert {("en", 0), ("en", 1), ("nl", 0), ("nl", 1)} == set(kinds)
    assert 5 <= len(frame.indicators) <= 9
    for indicator in frame.indicators:
        assert indicator.question.endswith("?"), indicator.id
        assert indicator.patterns["en"], indicator.id
        assert indicator.patterns["nl"], indicator.id


@pytest.mark.parametrize("frame", BOOK.frames, ids=lambda frame: frame.id)
def test_examples_get_the_code_they_claim(frame):
    coded = frames_of([(language_of(example.text), example.text) for example in frame.examples])
    wrong = [
        example.text
        for example, found in zip(frame.examples, coded, strict=True)
        if (frame.id in found) != bool(example.value)
    ]
    assert wrong == []


@pytest.mark.parametrize(
    "indicator",
    [indicator for _, indicator in BOOK.indicators()],
    ids=[f"{frame.id}-{indicator.id}" for frame, indicator in BOOK.indicators()],
)
def test_no_pattern_is_listed_twice_for_a_language(indicator):
    for language in BOOK.languages:
        listed = indicator.patterns.get(language, ()) + indicator.patterns.get(ANY, ())
        meant = [patterns.parse(text)._replace(text="") for text in listed]
        twice = [text for text, one in zip(listed, meant, strict=True) if meant.count(one) > 1]
        assert twice == []


SENTENCES = [
    # the accusation and what was taken
    ("en", "I", "OpenAI believes the outputs of its tools were used to train a competing system."),
    (
        "en",
        "I",
        "It had found some evidence of distillation, which it suspects to be from DeepSeek.",
    ),
    ("en", "I", "The firm said it has banned accounts suspected of distilling its models."),
    (
        "en",
        "I",
        "The lab created thousands of fraudulent accounts to siphon off Claude's abilities.",
    ),
    ("en", "I", "Engineers noticed that the model sometimes introduces itself as ChatGPT."),
    ("en", "I", "The lab covered its tracks by routing traffic through third parties."),
    ("en", "I", "The start-up denies that it copied anything."),
    ("en", "I", "Did DeepSeek cheat?"),
    ("nl", "I", "Het bedrijf vermoedt dat er gebruik is gemaakt van distillatie."),
    ("nl", "I", "DeepSeek zou op grote schaal antwoorden van ChatGPT hebben verzameld."),
    ("nl", "I", "Google meldde dat aanvallers met talloze vragen probeerden Gemini te klonen."),
    (
        "nl",
        "I",
        "Medewerkers zouden de toegangsbeperkingen hebben omzeild via tussenliggende routers.",
    ),
    ("nl", "I", "OpenAI verwijt de Chinezen dat ze gratis meeliften op Amerikaans onderzoek."),
    ("nl", "I", "Heeft de Chinese chatbot vals gespeeld?"),
    # terms, rights and protection
    ("en", "I", "Users may not use output to develop models that compete, the terms of use say."),
    ("en", "I", "Whether training on another model's output infringes a copyright is not settled."),
    ("en", "I", "OpenAI has not said whether it will sue."),
    ("nl", "I", "Dat is in strijd met de voorwaarden van het bedrijf."),
    ("nl", "I", "De uitvoer van een chatbot valt niet onder het auteursrecht, zegt een advocaat."),
    ("nl", "I", "OpenAI neemt maatregelen om te voorkomen dat anderen zijn modellen namaken."),
    # an explanation or a plain fact is no theft
    (
        "en",
        "",
        "In knowledge distillation, a teacher model passes on what it learned to a student.",
    ),
    ("en", "", "What is distillation, and how does it work?"),
    ("en", "", "The company also released six smaller models distilled from R1, based on Llama."),
    ("en", "", "R1 matches OpenAI's o1 on several mathematics and coding benchmarks."),
    ("nl", "", "Hoe werkt distillatie precies?"),
    ("nl", "", "De onderzoekers maakten ook kleinere, gedistilleerde versies van hun model."),
    ("nl", "", "DeepSeek heeft nog niet gereageerd op de beschuldigingen."),
    # the accuser's own conduct is hypocrisy, and only that
    (
        "en",
        "H",
        "The New York Times sued OpenAI and Microsoft in 2023 over the use of its articles.",
    ),
    ("en", "H", "OpenAI has itself been accused of hoovering up the internet without permission."),
    ("en", "H", "Now it gets a taste of its own medicine."),
    ("en", "H", "Pot, meet kettle."),
    ("en", "H", "It is hard to feel sorry for a firm that did exactly this to everyone else."),
    ("en", "H", "What's sauce for the goose is sauce for the gander."),
    ("en", "H", "OpenAI argues that training on publicly available material is fair use."),
    ("en", "", "That is not hypocritical, said a former employee."),
    ("en", "H", "That is not without irony, said a former employee."),
    ("nl", "H", "Critici spreken van hypocrisie."),
    ("nl", "H", "Dat is een gevalletje boter op het hoofd."),
    ("nl", "H", "De New York Times sleepte het bedrijf eind 2023 voor de rechter."),
    ("nl", "H", "OpenAI trainde zijn modellen op miljoenen boeken zonder daarvoor te betalen."),
    ("nl", "H", "Tegen OpenAI lopen meerdere rechtszaken van mediabedrijven en schrijvers."),
    ("nl", "H", "Krokodillentranen, noemt een auteur het."),
    ("nl", "H", "Uitgerekend OpenAI begint nu over eigendom."),
    ("nl", "", "Het is niet hypocriet, vindt een oud-medewerker."),
    # matters of state
    ("en", "N", "The US Navy has told its members not to use the app."),
    ("en", "N", "Export curbs were meant to keep the newest chips out of China."),
    ("en", "N", "Asked about Xi Jinping, the bot changes the subject."),
    ("en", "N", "Beijing could use the app to spread its narrative, officials fear."),
    ("en", "N", "Venture capitalist Marc Andreessen called it AI's Sputnik moment."),
    (
        "en",
        "IN",
        "The memo to the House committee on China says that DeepSeek distils American models.",
    ),
    ("en", "", "The company was founded in the Chinese city of Hangzhou in 2023."),
    ("nl", "N", "Staatssecretaris Szabó raadt rijksambtenaren het gebruik van de app af."),
    ("nl", "N", "De spanningen tussen de VS en China over technologie lopen op."),
    ("nl", "N", "De gegevens van gebruikers worden opgeslagen op servers in China."),
    ("nl", "N", "OpenAI waarschuwt dat zulke modellen kunnen helpen bij biologische wapens."),
    ("nl", "N", "De chatbot geeft geen antwoord op vragen over het Tiananmenplein."),
    ("nl", "", "Vorige week bracht de Chinese start-up een nieuw model uit."),
    ("nl", "I", "Adviseur David Sacks van het Witte Huis zegt dat DeepSeek kennis heeft gestolen."),
    # consequences for the market
    ("en", "M", "The sell-off wiped a trillion dollars off US tech stocks."),
    ("en", "M", "OpenAI cannot raise prices when a free alternative is one click away."),
    ("en", "M", "Start-ups are switching to cheaper open models."),
    ("en", "IM", "Free-riding gives Chinese labs an unfair advantage, the letter says."),
    ("en", "I", "They are free-riding on billions of dollars in American research."),
    ("en", "", "The model has more than a trillion parameters."),
    ("en", "I", "There is a grey market for accounts."),
    ("en", "", "She spent two hours with the chatbot."),
    ("nl", "M", "Beleggers vragen zich af of de enorme investeringen nog wel nodig zijn."),
    ("nl", "M", "Het Nvidia-aandeel ging onderuit."),
    ("nl", "M", "Het gebruik van R1 kost een fractie van wat OpenAI vraagt."),
    ("nl", "M", "Dit ondermijnt het verdienmodel van de Amerikaanse techbedrijven."),
    ("nl", "", "Het model telt 671 miljard parameters."),
    ("nl", "", "In tests scoort het model hoog op wiskunde en programmeren."),
    # words that mean something else here, or that somebody else's conduct calls for
    ("en", "", "DeepSeek has taken the internet by storm."),
    ("en", "", "Chinese engineers set out to build a rival to ChatGPT."),
    ("en", "", "Academics have tried to reproduce R1's results with an open project."),
    ("en", "", "Nearly two hundred researchers signed the paper on the model."),
    ("en", "", "The Chinese embassy in Washington did not respond to a request for comment."),
    ("en", "", "He did not elaborate on the evidence."),
    ("en", "N", "Italy's data protection authority has blocked access to the app."),
    ("en", "N", "Copied models often lack guardrails against misuse in biology or chemistry."),
    ("nl", "", "Het artikel van DeepSeek telt bijna tweehonderd auteurs."),
    ("nl", "", "Wie ChatGPT of DeepSeek gebruikt, merkt weinig verschil."),
    ("nl", "", "Gebruikers prijzen de kwaliteit van de vertalingen."),
    ("nl", "", "De Chinese ambassade in Washington heeft niet gereageerd op vragen."),
    ("nl", "H", "De wolf klaagt dat iemand anders zijn schapen steelt."),
    ("nl", "N", "Gekopieerde modellen kunnen helpen bij het maken van chemische wapens."),
    # the same in other words
    ("en", "I", "OpenAI's data ended up in a Chinese product, the company suspects."),
    ("en", "I", "A lawsuit against a firm in Hangzhou would have little chance of succeeding."),
    ("en", "I", "Resellers and false names make the offending accounts hard to find."),
    ("en", "I", "The start-up is said to have leaned on the answers of OpenAI's chatbot."),
    ("en", "H", "Cartoonists joked that OpenAI did the same to everyone."),
    ("en", "H", "Its models could not exist without pirate libraries of novels."),
    ("en", "M", "The app knocked ChatGPT off the top spot."),
    ("en", "M", "Developers say they save money with the new model."),
    ("nl", "I", "OpenAI denkt dat de Chinezen een kortere weg namen."),
    ("nl", "I", "Ze zouden programma's hebben geschreven om antwoorden automatisch op te slaan."),
    ("nl", "I", "Een contract is bij een bedrijf in China nauwelijks af te dwingen."),
    ("nl", "I", "Het bedrijf weert verdachte accounts en heeft de beveiliging aangescherpt."),
    ("nl", "H", "ChatGPT is grootgebracht met teksten van kranten, nooit tegen vergoeding."),
    ("nl", "H", "Waarin verschilt dat van wat OpenAI deed?"),
    ("nl", "M", "Bedrijven besparen flink met het nieuwe model."),
    ("nl", "M", "Lonen en de aankoop van hardware zijn niet meegeteld."),
    ("nl", "N", "De beste chips van Nvidia mogen niet meer naar China worden verscheept."),
]


@pytest.fixture(scope="module")
def coded():
    return frames_of([(language, text) for language, _, text in SENTENCES])


@pytest.mark.parametrize(
    "number", range(len(SENTENCES)), ids=[text[:40] for _, _, text in SENTENCES]
)
def test_a_sentence_carries_its_frames(coded, number):
    _, letters, text = SENTENCES[number]
    assert coded[number] == {LETTERS[letter] for letter in letters}, text
