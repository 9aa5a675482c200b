"""Words by which it is told whom a pronoun or a role stands for, and how far back they reach."""

import re
from typing import Final, NamedTuple

from analysis._voices import english_verbs
from analysis._voices.verb import listed

__all__ = [
    "ACTS",
    "AGED",
    "ASIDE",
    "BARE",
    "BODY",
    "CALLED",
    "EPITHETS",
    "HEARD",
    "HE_OR_SHE",
    "INNER",
    "LATE",
    "MANY",
    "MEMORY",
    "NEAR",
    "NEAR_START",
    "ONE",
    "OUTLET",
    "PERSONAL",
    "SEVERAL",
    "SEVERAL_ENDS",
    "STALE",
    "TWO",
    "Speaker",
    "is_body",
    "kin",
]

PERSONAL: Final = frozenset(("he", "she", "hij", "him", "her", "his", "hem", "haar", "zijn"))
HE_OR_SHE: Final = listed("he she him her his")
"""Pronouns of persons alone, where 'zij' and 'haar' may be those of a body too."""
INNER: Final = re.compile(r" (?:at|of|for|in|from|van|bij|aan) ")
MANY: Final = frozenset(("they", "them", "their", "hun", "zij", "ze", "hen"))
BARE: Final = re.compile(r"(?:the|het|de) \w+$", re.IGNORECASE)
OUTLET: Final = re.compile(
    r"(?:the|de|het) (?:website|site|newspaper|paper|magazine|outlet|broadcaster|journal"
    r"|blog|krant|zender|persbureau|weekblad|blad|nieuwssite)$",
    re.IGNORECASE,
)
SEVERAL: Final = listed(
    "two three four five several many some twee drie vier vijf enkele meerdere veel sommige"
)
ONE: Final = listed("his its een geen this")
EPITHETS: Final = listed(
    "tycoon billionaire mogul magnate entrepreneur politician academic novelist inventor veteran "
    "miljardair magnaat ondernemer politicus academicus schrijver schrijfster"
)
AGED: Final = re.compile(r"\d-(?:year-olds?|jarigen?)$|\b(?:mum|mom|mother|dad|father)-of-\w+$")
BODY: Final = re.compile(
    r"(?:ministry|federation|government|commission|union|association|court|watchdog|regulator"
    r"|agency|authority|department|committee|council|group|board|embassy|party|parliament|office"
    r"|university|institute|chamber|alliance|coalition|foundation|charity|administration|airline|bank|body|lobby|panel|company|firm|start-?up"
    r"|ministerie|regering|vakbond|bond|federatie|toezichthouder|rechtbank|partij|raad|bedrijf"
    r"|vereniging|universiteit|ambassade)$",
    re.IGNORECASE,
)
ASIDE: Final = re.compile(
    r"(?:, |[\"”’'] )(?:it|he|she|they) (?:also |later |has |have |had )?\w+(?: \w+day)?[.,;–—]",
    re.IGNORECASE,
)
TWO: Final = re.compile(
    r"(?:.*\b)?(?:the (?:two|pair\b|duo\b)|both) ?(?:men|women|senators?"
    r"|lawmakers|politicians|scholars|researchers|scientists|economists|authors|founders|executives|professors|congressmen)?$",
    re.IGNORECASE | re.DOTALL,
)
"""Words that mean two persons who were named just before."""
ACTS: Final = re.compile(r" (?:has|had|did|does|is|was|will|would|could|also|\w+ed)\b")
NEAR_START: Final = 60
"""Characters within which the subject of a sentence is looked for."""
NEAR: Final = 12
HEARD: Final = 8
"""Speakers of a unit whom a pronoun may mean; only very long units have more."""
LATE: Final = 5
"""As `STALE`, of a pronoun in an aside: '..., it said.'"""
SEVERAL_ENDS: Final = (
    "ers",
    "eurs",
    "ici",
    "ten",
    "sen",
    "nen",
    "den",
    "ren",
    "ken",
    "perts",
    "gers",
)
CALLED: Final = re.compile(
    r"(?:de|het|the) (?:onderzoek(?:er|ster)|onderneemster|ondernemer|hoogleraar|professor|expert"
    r"|econo(?:om|me)|analiste?|politic(?:us|a)|topman|topvrouw|ceo|man|vrouw|bestuurder|auteur"
    r"|schrijver|schrijfster|wetenschapp(?:er|ster)|juriste?|specialiste?|deskundige|kenner"
    r"|oprichter|oprichtster|(?:vijf|twin|der|veer|vijf|zes|zeven)tiger|kamerlid|parlementslid"
    r"|advocate?|docente?|woordvoerder|woordvoerster|belegger|investeerder)$",
    re.IGNORECASE,
)
MEMORY: Final = 10
"""Units, speakers or mentions back that 'volgens haar' may reach."""
STALE: Final = 2
"""Units without a speaker after which a pronoun no longer means the last one."""


def kin(noun: str) -> str:
    """Give the kind of a text: a complaint and a lawsuit may be the same."""
    return english_verbs.KINDRED.get(noun.lower(), noun.lower())


def is_body(name: str) -> bool:
    """Say whether words that are no name mean a body: 'a group at the university'."""
    return BODY.search(INNER.split(name)[0]) is not None


class Speaker(NamedTuple):
    """A speaker: the fullest name, the type of actor, and the words ``[start, end)``.

    `kind` is that of the mention, ``phrase`` for other words, or ``nobody``.
    """

    name: str | None
    actor: str | None
    kind: str
    start: int
    end: int
    plural: bool = False

    @property
    def key(self) -> str:
        """By what a speaker is known."""
        return (self.name or "").casefold()
