"""What somebody does shows whom they speak for: 'who manages a fund', 'die strafrecht doceert'."""

from typing import Final

from analysis._voices import vocabulary as words
from analysis._voices.marks import LOWER, MARK
from analysis._voices.surroundings import Owner, Surroundings

__all__ = [
    "BUSINESS",
    "CHAIRS",
    "DIRECTS",
    "LAWYERS",
    "OF",
    "PARTNERS",
    "PRESIDENTS",
    "SHOWN",
    "STAFF",
    "STANDS_FOR",
    "is_client",
    "of_analyst",
    "shown",
]


def _words(text: str) -> frozenset[str]:
    """Give the words of a text as a set."""
    return frozenset(text.split())


STAFF: Final = _words("""
    employee employees staffer staffers worker workers engineer engineers programmer programmers
    developer developers intern interns insider insiders
    werknemer werknemers medewerker medewerkers personeelslid ingenieur ingenieurs programmeur
    programmeurs ontwikkelaar ontwikkelaars stagiair stagiairs ingewijde ingewijden
""")
"""Roles that are nothing without whom one works for, even after leaving."""

BUSINESS: Final = _words("""
    ceo cto cfo coo founder founders co-founder cofounder officer owner
    owners co-founders cofounders co-owner proprietor executive
    topman topvrouw topmannen oprichter oprichters oprichtster medeoprichter mede-oprichter
    medeoprichtster zaakvoerder zaakvoerster eigenaar eigenaars eigenares mede-eigenaar uitbater
    uitbaatster bestuursvoorzitter
""")
"""Roles that only a business has."""

OF: Final = frozenset(("of", "van"))
"""Prepositions after which even a firm without a name is somebody's own."""

DIRECTS: Final = _words("managing technisch commercieel operationeel")
"""Words that make a director one of a business."""

CHAIRS: Final = _words("""
    chair chairman chairwoman chairperson president member members leader secretary-general
    treasurer voorzitter voorzitster covoorzitter vicevoorzitter ondervoorzitter secretaris-generaal
    lid leden bestuurslid bestuursleden penningmeester
""")
"""Roles of a club, union or association, which a medium hardly has."""

LAWYERS: Final = _words("""
    lawyer lawyers attorney attorneys counsel solicitor solicitors barrister barristers
    advocaat advocate advocaten raadsman raadsvrouw raadslieden
""")
"""Roles that speak for a client, where one is named."""

PARTNERS: Final = _words("partner partners vennoot vennoten")
"""Roles of a firm only with 'at' or 'of': 'OpenAI's partner' is another company."""

PRESIDENTS: Final = _words("president presidents vice-president vicepresident")
"""Roles of a state, unless a club or firm is named with them."""

ANALYSTS: Final = _words("analyst analysts analist analiste analisten")
PRICES: Final = _words("""
    koersdoel koersdoelen koersadvies koersadviezen beleggingsadvies koopadvies verkoopadvies
    target targets rating ratings
""")
"""What an analyst of a bank gives and no other does."""

STANDS_FOR: Final = {"arm": "commission"}
"""The last word of a way to say who is meant, and a word of their name: 'EU's executive arm'."""

LEADS: Final = _words("""
    leads led heads headed runs ran chairs chaired oversees oversaw directs directed manages managed
    founded co-founded cofounded owns owned
    leidt leidde bestuurt bestuurde voorzit voorzat beheert beheerde runt runde oprichtte
""")
"""Verbs whose object is the organisation that one speaks for."""

WORKS: Final = _words("""
    works worked sits sat serves served teaches taught lectures advises covers
    covered follows followed tracks tracked researches studies
    employed affiliated verbonden werkzaam werkt werkte zetelt zetelde zit zat doceert doceerde
    adviseert volgt volgde onderzoekt onderzocht lesgeeft
""")
"""Verbs after which 'at', 'for' or 'in' names the organisation that one speaks for."""

FOLLOWS: Final = _words("for at bij voor aan in on with binnen")
"""Prepositions that lead to it."""

SHOWN: Final = {
    "teaches": "professor", "taught": "professor", "lectures": "professor",
    "researches": "researcher", "studies": "researcher", "studied": "researcher",
    "invests": "investor", "doceert": "professor", "doceerde": "professor",
    "lesgeeft": "docent", "onderzoekt": "onderzoeker", "bestudeert": "onderzoeker",
    "belegt": "belegger", "investeert": "investeerder", "procedeert": "advocaat",
    "doctoreert": "onderzoeker", "promoveerde": "onderzoeker", "price": "stock analyst",
    "partner": "lawyer", "party": "senator", "owner": "company",
    "specialises": "specialist", "specializes": "specialist", "specialised": "specialist",
    "specialized": "specialist", "specialising": "specialist", "specializing": "specialist",
    "specialiseert": "specialist", "specialiseerde": "specialist",
    "gespecialiseerd": "specialist",
}  # fmt: skip
"""What somebody does, and the role that it shows."""

_OWNS: Final = _words("owns owned co-owns founded co-founded oprichtte")
_SHOPS: Final = (
    "shop", "store", "bakery", "restaurant", "company", "firm", "winkel", "zaak", "bakkerij",
    "garage", "brouwerij", "bedrijf",
)  # fmt: skip
_WHOSE: Final = _words("whose wiens")
_FIRMS: Final = (*_SHOPS, "startup", "start-up", "onderneming", "business")
_SPECIAL: Final = frozenset(verb for verb, role in SHOWN.items() if role == "specialist")
_AFFILIATED: Final = _words("verbonden werkzaam actief affiliated working")
_DOES: Final = _words("doet deed verricht leidt")
_WHO: Final = _words("who die")
_AMERICAN: Final = ("r-", "d-", "i-")
_LONGEST: Final = 16  # words of a clause


def of_analyst(line: Surroundings, noun: str) -> str:
    """Key of `SHOWN` for an analyst who gives a price target in the unit, or nothing."""
    if noun not in ANALYSTS or all(token.low not in PRICES for token in line.tokens):
        return ""
    return "price"


def is_client(line: Surroundings, last: int, noun: str) -> bool:
    """Whether a lawyer, whose word is at `last`, is said to speak for somebody."""
    if noun not in LAWYERS:
        return False
    low, after = line.low(last + 1), last + 2
    after += line.low(after) in words.DETERMINERS
    common = after < len(line.tokens) and line.tokens[after].sort == LOWER
    common = common and line.low(after) not in words.PARTICLES
    return low in {"for", "namens", "representing"} or (low == "van" and common)


def shown(line: Surroundings, last: int) -> tuple[Owner | None, str]:
    """Whom somebody speaks for, and the verb that shows their role.

    Parameters
    ----------
    line : Surroundings
    last : int
        Last word of the noun phrase; a clause or its verb follows.

    Returns
    -------
    owner : Owner or None
    verb : str
        Key of `SHOWN`, or nothing.
    """
    comma = line.text(last + 1) in {",", "("}
    at = last + 1 + comma
    if comma and line.low(at).startswith(_AMERICAN):  # ', D-Ill.,' and '(R-Tex.)'
        return None, "party"
    if comma and line.low(at) in {"of", "from", "at", "van", "bij"}:
        return _whom(line, range(at + 1, _end(line, at)), leads=True), ""
    if line.low(at) in _WHOSE and line.low(at + 1).endswith(_FIRMS):
        return None, "owner"
    if line.low(at) in _SPECIAL:
        return None, line.low(at)
    if line.low(at) in _AFFILIATED:
        return _whom(line, range(at + 1, _end(line, at)), leads=False), ""
    if line.low(at) in _WHO:
        end = _end(line, at + 1)
    elif not comma and line.low(at) in LEADS | WORKS | _OWNS:
        end = _end(line, at)
    else:
        return None, ""
    places = range(at, end)
    verb = next((line.low(place) for place in places if line.low(place) in SHOWN), "")
    if any(line.low(place) == "onderzoek" and line.low(place + 1) in _DOES for place in places):
        verb = "onderzoekt"
    if not verb and any(line.low(place) in _OWNS for place in places):
        verb = "owner"
    leads = any(line.low(place) in LEADS for place in places)
    if not verb and leads and any(line.low(place).endswith(_SHOPS) for place in places):
        verb = "owner"
    work = next((place for place in places if line.low(place) in LEADS | WORKS), None)
    owner = None if work is None else _whom(line, range(at + 1, end), leads=line.low(work) in LEADS)
    return owner, verb


def _end(line: Surroundings, at: int) -> int:
    """Place at which a clause ends."""
    end = at
    while end < len(line.tokens) and end - at < _LONGEST:
        if line.tokens[end].sort == MARK and line.text(end) not in {"’", "'", "-", "&"}:
            break
        end += 1
    return end


def _whom(line: Surroundings, places: range, *, leads: bool) -> Owner | None:
    """Organisation that a clause names: the first, or the first after a preposition."""
    for place in places:
        core = line.at.get(place)
        if core is None or core.what in {"person", "pronoun"} or line.owned(core):
            continue
        if core.what == "role" and not words.is_body(line.low(core.last)):
            continue
        before = place - 1
        while line.low(before) in words.LEADING or line.low(before) in words.ADJECTIVES:
            before -= 1
        if leads or line.low(before) in FOLLOWS:
            return line.owner(core)
    return None
