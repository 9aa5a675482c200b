"""Names of months, seasons and days of the week, to know the line of a date by its words.

What day it is, `dating` tells; here is only where a date stands. Names of all languages
are looked for together, since a menu in one language exports articles in another.
"""

from typing import Final

__all__ = ["MONTHS", "SEASONS", "SHORT_MONTHS", "SHORT_WEEKDAYS", "WEEKDAYS", "one_of_words"]

MONTHS: Final = (
    "january february march april may june july august september october november december "
    "januari februari maart mei juni juli augustus oktober "
    "januar jänner februar märz maerz mai dezember "
    "janvier février fevrier mars avril juin juillet août aout septembre octobre novembre "
    "décembre decembre "
    "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre "
    "gennaio febbraio aprile maggio giugno luglio settembre ottobre dicembre "
    "janeiro fevereiro março maio junho julho setembro outubro novembro dezembro"
)
SHORT_MONTHS: Final = "jan feb mar apr jun jul aug sep sept oct nov dec mrt okt dez"
SEASONS: Final = (
    "spring summer autumn fall winter lente zomer herfst frühling frühjahr sommer herbst "
    "printemps été automne hiver"
)
WEEKDAYS: Final = (
    "monday tuesday wednesday thursday friday saturday sunday "
    "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag "
    "montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag "
    "lundi mardi mercredi jeudi vendredi samedi dimanche "
    "lunes martes miércoles jueves viernes sábado domingo "
    "lunedì martedì mercoledì giovedì venerdì sabato domenica"
)
SHORT_WEEKDAYS: Final = "mon tue tues wed thu thur thurs fri sat sun"


def one_of_words(*lists: str) -> str:
    """Write the part of a pattern that finds one of the words of some lists, the longest first.

    Examples
    --------
    >>> one_of_words("mar mai", "mars")
    'mars|mar|mai'
    """
    words = dict.fromkeys(" ".join(lists).split())
    return "|".join(sorted(words, key=len, reverse=True))
