"""Words without which no rule for furniture fits: a quick no for almost every line.

Each rule of `analysis._furniture` begins with one of a few hundred words, or asks for a word or
a sign somewhere in the line. A line that has none of them need not be tried. The lists err on
the side of trying; a test makes lines out of the rules and looks that none is missed.
"""

from functools import lru_cache
from typing import Final

import numpy as np
import numpy.typing as npt

__all__ = [
    "FACTOR",
    "NEVER_ALONE",
    "ODD",
    "SLOTS",
    "STEM",
    "TRY",
    "WITH",
    "WORD",
    "marks",
    "number",
]

Marks = tuple[npt.NDArray[np.uint64], npt.NDArray[np.uint8]]

WORD: Final = 1
"""Begins a rule, if no letter follows; an icon, all in small letters, may have a capital."""
STEM: Final = 2
"""Begins a rule, whatever follows."""
NEVER_ALONE: Final = 4
"""Begins a rule that has one of the words `WITH` too."""
TRY: Final = 8
"""Stands somewhere in the line."""
ODD: Final = 16
"""Stands somewhere in a line that is no sentence."""
WITH: Final = 32
"""Stands somewhere in a line that begins with one of `NEVER_ALONE`."""

FACTOR: Final = np.uint64(1_000_003)
SLOTS: Final = 4096

_WORDS: Final = (
    "aanbevolen abonnee abonneer abonneren about afbeelding affiliate afp ai al all alle alleen "
    "alles already also andere anp ap apr april ar article artikel artikelen aug august augustus "
    "auteursrecht available back become beeld bekijk belga beluister ben bericht beschikbaar "
    "best bewaar bewaren bezoek blijf bluesky bookmark bottom branded briefing bron bronnen by "
    "byline c ca categorie categories category chat check circa click close colofon comment "
    "comments compiled contact content continue copy create credit credits da daily dec december "
    "deel delen delivered deutsch deze di dinsdag direct directly disclaimer dit do don donate "
    "donderdag doneer door download dpa duits dutch e edit editing editorial editors eerst einde "
    "elke email en engels english enlarge epa es espa estimated event every expand facebook "
    "favorite featured feb februari february febuari filed find first flipboard folder follow "
    "for forum foto fotograaf fr fran frans french fri friday full fullscreen further ga ge geef "
    "gerelateerd gerelateerde german geschreven get getty gif go group groups have headlines heb "
    "hebt help hide history home homepage http https iedere illustratie illustration image in "
    "info inhoudsopgave inloggen instagram installeer istock istockphoto it italiano ja jan "
    "januari january join jpeg jpg jul juli july jun june juni keywords kijk klik ko kopieer "
    "krijg laad laat laatst laatste label labels laden language last latest launch leave lees "
    "leestijd leestijdabout leestijdca leestijdcirca like link linked linkedin listen load "
    "loading log login logo luister ma maak maandag maart mail mar march mart mastodon may meer "
    "meest mei meld menu mijn misschien mon monday more most mp mrt must my naar nederlands news "
    "newsletter newsletters newspaper newsroom next niets nieuws nieuwsbrief nieuwsbrieven nl "
    "nog notifications nov november novum oct october okt oktober onderwerpe onderwerpen ontvang "
    "onze ook oorspronkelijk open opslaan originally other our over partner pause person pexels "
    "photo photograph picture pinterest pl plaats play plus plusartikel png pocket polski "
    "populair populaire popular portugu post powered praat premium previous print pt public "
    "reactie reacties read reading reageer reageren receive recent recente rechtstreeks "
    "recommend recommended redactie reddit register registreren related remove reported "
    "reporting reuters rss ru rubriek sat saturday save schedule schrijf screenshot scroll "
    "search sectie see sell sep sept september share show shutterstock sign signal signup "
    "sitemap skip sluit sluiten source sources spaans spanish spelfout steun stories story "
    "straight subscribe subscribers suggested sun sunday support sv t taalfout table tag tags "
    "tap tekst telegram terug text this threads thu thursday tiktok tip toon top topic topics tr "
    "translate trefwoorden trending tue tuesday tumblr turkish turks tweet twitter unsplash up "
    "upload van verder vergroot verhaal verhalen verified vertaal via video view visibility "
    "visit volg volgend volgende volledig voor voorlezen vorig vorige vr vrijdag watch we webp "
    "wed wednesday whats whatsapp wij wil wo woensdag word words write writing written www x you "
    "youtube za zaterdag zh zie zo zoek zoeken zondag "
)
_STEMS: Final = (
    "aangepast accept ad allow auteur author beheer bijgewerkt bronhttp cookie copyright date "
    "datum edited editor geplaatst gepubliceerd gesponsord geupdatet gewijzigd gisteren manage "
    "modified partnercontent posted privacy promoted publicatiedatum published reclame redacteur "
    "reject reporter sourcehttp sponsored sta today update vandaag verschenen viahttp weiger "
    "wijziging yesterday "
)
_NEVER_ALONE: Final = "the het de what"
_TRY: Final = (
    "inbox mailbox redacteur redactrice journalist correspondent "
    "reporter verslaggever columnist editor writer contributor hoofdredacteur medewerker"
)
_ODD: Final = (
    "rights rechten reproduce uitgave publicatie newsletter newsletters nieuwsbrief "
    "nieuwsbrieven staff newsroom desk team geleden ago"
)
_WITH: Final = "continue continues verder loopt next inbox mailbox"


def number(word: str) -> int:
    """Give the number of a word as the kernels reckon it, in 64 bits without a sign.

    Without: a kernel may not reckon with a sign beyond 64 bits, the result would be undefined.

    Examples
    --------
    >>> number("a"), number("")
    (97, 0)
    """
    made = 0
    for char in word:
        made = (made * int(FACTOR) + ord(char)) % 2**64
    return made


@lru_cache(maxsize=1)
def marks() -> Marks:
    """Give the words as a table with open places: their numbers, and what each is.

    Examples
    --------
    >>> numbers, values = marks()
    >>> bool(values[numbers == number("ad")] == STEM)
    True
    """
    numbers, values = np.zeros(SLOTS, dtype=np.uint64), np.zeros(SLOTS, dtype=np.uint8)
    lists = (
        *((_WORDS, WORD), (_STEMS, STEM), (_NEVER_ALONE, NEVER_ALONE)),
        *((_TRY, TRY), (_ODD, ODD), (_WITH, WITH)),
    )
    for words, mark in lists:
        for word in words.split():
            wanted = number(word)
            at = wanted & (SLOTS - 1)
            while values[at] and numbers[at] != wanted:
                at = (at + 1) & (SLOTS - 1)
            numbers[at] = wanted
            values[at] |= mark
    numbers.setflags(write=False)
    values.setflags(write=False)
    return numbers, values
