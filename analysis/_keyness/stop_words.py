"""Words that carry no content: lists of libraries, with what they lack or take too much."""

from functools import lru_cache
from typing import Final

__all__ = ["primary", "stop_words"]

_CONTENT: Final = """amount bill call computer cry describe detail empty fill find fire found front
    full interest mill mine move name part serious show side sincere system thick thin top"""
"""On scikit-learn's English list, but words that a news story may be about."""

_ENGLISH: Final = """am pm did does doing having just let lets ll ours re s theirs ve"""
"""Not on it."""

_DUTCH: Final = """aldus alle alleen bent beide binnen bv daarbij daardoor daarmee daarna daarnaast
    daarom daarop daartoe daaruit daarvan daarvoor desondanks deed doet dwz echter eigen elk elke
    elkaar enkele enz er erop eruit ervan ervoor even evenals geworden ging gaan gaat haast hadden
    hierbij hierdoor hiermee hierna hieronder hierop hiervan hiervoor hoewel immers inmiddels jij
    jou jouw jullie kunt konden kunnen liet laten maar mag mee mits mocht mochten moest moesten
    moeten mogen nadat namelijk nee net nogal nooit oa onze ooit ook opnieuw ons rond samen sinds
    slechts sommige soms steeds tenzij terug terwijl tijdens totdat tussen uzelf vaak vanaf vanuit
    veelal via vrij waarbij waardoor waarin waarmee waarna waarom waarop waarover waaruit waarvan
    waarvoor wanneer waar weer weinig welke welk werden wilde wilden wellicht willen wilt zo'n zal
    zelfs zeer zoals zodat zodra zou zouden zowel zullen zult één"""
"""Not on the Dutch list of stop-words (that of Snowball), but of the same kind."""


def primary(language: str) -> str:
    """Give the language of a tag without its region.

    Examples
    --------
    >>> primary("nl-BE")
    'nl'
    """
    return language.replace("_", "-").split("-")[0].lower()


@lru_cache(maxsize=64)
def stop_words(language: str) -> frozenset[str]:
    """Give the words of a language that carry no content; none where no library has a list.

    English: scikit-learn's list, without those of its words that a news story may be about (such
    as *system*, *interest*, *fire*), and with some that it lacks (*did*, *just*). The list of
    stop-words, with 1,333 entries, would take *computer*, *Microsoft*, *research* and *states*.
    Dutch: the list of stop-words, with function words that it lacks. Other languages: the list
    of stop-words as it is.

    Examples
    --------
    >>> "the" in stop_words("en"), "system" in stop_words("en"), stop_words("tlh")
    (True, False, frozenset())
    """
    tag = primary(language)
    if tag == "en":
        from sklearn.feature_extraction.text import ENGLISH_STOP_WORDS

        return (frozenset(ENGLISH_STOP_WORDS) - {*_CONTENT.split()}) | {*_ENGLISH.split()}
    import stop_words as library

    if tag not in library.LANGUAGE_MAPPING:
        return frozenset()
    listed = frozenset(library.get_stop_words(tag))
    return (listed - {"zei"}) | {*_DUTCH.split()} if tag == "nl" else listed
