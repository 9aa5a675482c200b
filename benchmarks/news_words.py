"""Words for invented news in English and Dutch: the real small words at their rates, then others.

The function words stand with about their rate per thousand words of running news. The content
words begin with common ones of the news; behind them come many that are made of stems and endings
(English) or of two stems (Dutch), so that they look like words, come in families as words do,
and follow Zipf's law.
"""

from functools import lru_cache
from typing import NamedTuple

import numpy as np

LANGUAGES = ("en", "nl")

FUNCTION = {
    "en": """the 58 to 26 of 26 a 24 and 24 in 21 that 10 is 10 for 10 on 8.5 it 8 with 7.5 said 7
    was 7 as 7 at 6 he 6 by 5.5 be 5.2 from 5 has 5 are 4.6 have 4.5 his 4 but 3.8 an 3.6 not 3.4
    this 3.4 they 3.2 its 3.2 will 3.2 I 3.2 who 2.8 had 2.6 were 2.6 we 2.5 been 2.5 their 2.5
    would 2.4 more 2.4 or 2.3 which 2.2 one 2.2 about 2.1 you 2 up 1.9 she 1.9 after 1.8 there 1.7
    when 1.7 all 1.7 out 1.6 can 1.6 also 1.5 what 1.5 her 1.5 if 1.4 so 1.4 than 1.4 over 1.3
    into 1.3 new 1.3 last 1.2 some 1.2 no 1.2 could 1.1 other 1.1 first 1.1 two 1.1 time 1 our 1
    them 1 like 0.9 now 0.9 my 0.9 just 0.9 most 0.8 because 0.8 do 0.8 how 0.8 before 0.8 any 0.7
    many 0.7 only 0.7 while 0.7 between 0.6 where 0.6 may 0.6 against 0.6 during 0.6 should 0.5
    these 0.5 those 0.5 such 0.5 even 0.5 still 0.5 did 0.5 own 0.4 under 0.4 through 0.4 never 0.3
    without 0.3 whether 0.3 both 0.3 each 0.3 since 0.3 until 0.2 although 0.2 yet 0.2""",
    "nl": """de 58 van 25 een 24 het 22 in 21 en 19 is 11 dat 11 op 10 te 10 voor 9.5 met 8.5
    die 8.5 zijn 7.5 niet 6.5 aan 5.6 er 5 hij 4.6 om 4.5 maar 4.5 ook 4.4 heeft 4.3 bij 4.2 als 4
    ze 3.4
    door 3.4 uit 3.3 naar 3.2 wordt 3 nog 3 over 2.9 ik 2.8 was 2.8 dan 2.6 worden 2.6 we 2.5 je 2.4
    dit 2.2 kan 2.2 tot 2.1 zich 2 meer 2 zegt 2 al 1.9 hebben 1.9 geen 1.8 of 1.8 deze 1.7 hun 1.7
    zo 1.6 moet 1.6 na 1.5 onder 1.4 veel 1.4 tegen 1.3 jaar 1.3 kunnen 1.3 wel 1.3 werd 1.3 had 1.3
    nu 1.2 wat 1.2 zou 1.1 haar 1.1 gaat 1.1 twee 1 alleen 0.9 omdat 0.9 zei 0.9 daar 0.9 waar 0.8
    volgens 0.8 moeten 0.8 eerste 0.8 goed 0.8 toch 0.8 mensen 0.8 willen 0.7 anders 0.6 weer 0.6
    tussen 0.6 zonder 0.6 toen 0.6 hoe 0.6 alle 0.6 één 0.5 echter 0.5 sinds 0.5 zelf 0.5 hier 0.5
    nieuwe 0.5 grote 0.5 steeds 0.4 mijn 0.4 ons 0.4 binnen 0.4 tijdens 0.4 terwijl 0.4 nooit 0.3
    vooral 0.3 nadat 0.3 want 0.3 zoals 0.3 waarom 0.2 hoewel 0.2 waarbij 0.2 daarom 0.2""",
}
CONTENT = {
    "en": """government people company minister police report market president week percent country
    court health state school money party officials plan public city home business families leader
    prices work season team game group deal law growth support change years months family water
    energy industry children workers bank statement decision vote election research technology
    security climate investment budget customers research café naïve fiancée résumé media food
    house street station university hospital council campaign policy trade sales profit shares""",
    "nl": """kabinet minister bedrijf politie mensen gemeente land onderzoek week procent rechter
    school geld partij plan stad huis gezin leider prijzen werk seizoen club wedstrijd groep wet
    groei steun verandering maanden kinderen bedrijven woordvoerder Kamer raad beleid besluit
    verkiezingen technologie veiligheid klimaat investering begroting klanten zorg ziekenhuis
    financiële coördinatie België ideeën geïnteresseerd reünie patiënten beëindigd knieën café
    economie industrie energie handel winst omzet aandelen beurs krant straat universiteit""",
}
STEMS = {
    "en": """act ban band bank bar bid board bond break build call card care case cast cede charge
    claim class code cost count court craft cut deal dict draft drive duct duty face fact fall farm
    field firm flow force form fract front fund gain grade grant graph group guard hand head hold
    house ject join judge keep land law lead lend line link list load loan lock mark mass mind mit
    mount move note order pact pass path pay plan plant play point port post press price prove
    pute quest rate reach rest ring rise road rule sail scale scribe seat sect sense serve shift
    ship side sign skill source span spect speed spire stage stand state step stock stream struct
    take task tect tend term test time tone track tract trade train trust turn verse vest view
    voice vote wage walk wall ward watch wave wide wind wise work yield""",
    "nl": """aandeel arbeid bank bedrag bedrijf beeld belang beleid bestuur beurs bloem boek boer
    bouw brand brief brug burger cijfer dag dak deel dienst dier dorp druk eis fonds feest fiets
    gebied gebouw geld geluid gemeente gevaar geweld gezin grens groep grond haven handel huis
    hulp jeugd jongeren kaart kamer kans kennis keuken kind klant klas klimaat koers kosten kracht
    kritiek kunst kust land leer leger leven lijn lijst loon lucht macht markt media mening meter
    middel milieu moord natuur net norm onderwijs oorlog opdracht orde overheid park partij pensioen
    plan plaats plicht ploeg politiek post prijs proces project proef raad radio rechts regel reis
    rente rijk risico rol ruimte schade schip school schuld sector slag spel spoor sport staat stad
    steun stem stof straf straat stroom studie taak taal team tekst tijd toets tocht toezicht trein
    vak veld verbod verkeer verzet vlucht voedsel vloer vorm vraag vrede wacht wagen wapen water
    wedstrijd week weg werk wet wijk wind winkel winst woning zaak zee ziekte zorg""",
}
_PREFIXES = """re over under out inter trans counter sub pre dis un mis con per pro ad ex fore mid
super post non"""
PREFIXES = tuple(_PREFIXES.split())
ENDINGS = {
    "en": ["", "s", "ed", "ing", "er", "ers", "ment", "able", "ion", "ive", "al", "ness"],
    "nl": ["", "en", "s", "er", "lijk", "ing", "ingen", "loos"],
}
N_CONTENT = 60_000

_FIRST = """Anna Bram Carla Daan Eva Femke Gijs Hanna Ines Jan Karin Lars Maria Nora Omar Pieter
Rosa Sven Thijs Vera Wim Yara Zoë René Amy Brian Chloe David Emily Frank Grace Henry Isaac Julia
Kevin Laura Mark Nina Oscar Paul Rachel Steven Tara Victor"""
FIRST_NAMES = _FIRST.split()
_SOUNDS = {
    "onset": "b br d dr f fr g gr h j k kl kr l m n p pr r s sch sl st t tr v vl w z",
    "core": "a aa e ee i ie o oo oe u ui ij",
    "coda": "k l ld m n nd ng ns r rd rg rs s st t ts",
}
_ONSETS, _CORES, _CODAS = (sounds.split() for sounds in _SOUNDS.values())
SURNAME_ENDINGS = ["", "s", "sen", "stra", "man", "mans", "ton", "er", "feld", "hof", "wood", "ley"]


class Vocabulary(NamedTuple):
    """Words of one language with the chance of each, and the stem that each content word has."""

    function: list[str]
    function_rates: np.ndarray
    content: list[str]
    content_rates: np.ndarray
    stems: list[str]


@lru_cache(maxsize=2)
def vocabulary(language: str) -> Vocabulary:
    """Make the words of a language; always the same ones.

    Content words follow p(r) ~ 1 / (r + 12)^1.12, the rank r from 1; short ones are more frequent.
    """
    cells = FUNCTION[language].split()
    rates = np.array([float(cell) for cell in cells[1::2]])
    known = list(dict.fromkeys(CONTENT[language].split()))
    rng = np.random.default_rng([LANGUAGES.index(language), 2025])
    families = _families(language)
    parts = set(STEMS[language].split())
    weight = [len(word) ** 5 / (400 if stem in parts else 1) for word, stem in families]
    place = np.argsort(rng.random(len(families)) * weight, kind="stable")
    taken = {*known, *cells[::2]}
    made = [families[at] for at in place if families[at][0] not in taken][: N_CONTENT - len(known)]
    content = known + [word for word, _ in made]
    chances = 1 / (np.arange(1, len(content) + 1) + 12.0) ** 1.12
    return Vocabulary(
        cells[::2], rates / rates.sum(), content, chances / chances.sum(),
        known + [stem for _, stem in made],
    )  # fmt: skip


def _families(language: str) -> list[tuple[str, str]]:
    """All made words with their stems, each word once, sorted."""
    parts = list(dict.fromkeys(STEMS[language].split()))
    fronts = [*parts, *PREFIXES] if language == "en" else parts
    stems = [*parts, *(front + back for front in fronts for back in parts if front != back)]
    found: dict[str, str] = {}
    for stem in stems:
        for ending in ENDINGS[language]:
            found.setdefault(_joined(stem, ending), stem)
    return sorted(found.items())


def _joined(stem: str, ending: str) -> str:
    """Put an ending behind a stem, without an e twice."""
    if stem.endswith("e") and ending[:1] in ("e", "i", "a"):
        return stem[:-1] + ending
    return stem + ending


def surnames(rng: np.random.Generator, n: int) -> list[str]:
    """Make surnames; with so many shapes that a new one is mostly new."""
    picks = rng.integers(0, 2**31, size=(n, 5))
    made = []
    for a, b, c, d, e in picks.tolist():
        name = _ONSETS[a % len(_ONSETS)] + _CORES[b % len(_CORES)] + _CODAS[c % len(_CODAS)]
        if e % 3:
            name += _CORES[e % len(_CORES)] + _CODAS[a % len(_CODAS)]
        prefix = ("", "", "", "De ", "Van ", "Van den ", "O’")[e % 7] if e % 4 == 0 else ""
        made.append(prefix + (name + SURNAME_ENDINGS[d % len(SURNAME_ENDINGS)]).capitalize())
    return made
