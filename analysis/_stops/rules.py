"""The rules that decide whether a stop ends a sentence.

`STOP` proposes the places, `ends` decides about one of them. The compiled way decides most
stops by itself, with the sets of characters named here, and asks these rules about the rest.
"""

import re
from typing import Final

from analysis._abbreviations import (
    BRANDS,
    CAPITAL,
    CLOSING,
    MAYBE,
    MONTHS,
    NEVER,
    NUMBER,
    PLACES,
    STARTERS,
    WEEKDAYS,
)

__all__ = [
    "BREAK", "BULLETS", "CLIPPED", "ITEMS", "LETTER", "MONEY", "OPENING", "QUOTES", "SHUTTING",
    "STOP", "STOPS", "SURNAME_PARTS", "ends", "stands",
]  # fmt: skip

STOPS: Final = ".!?…"
SHUTTING: Final = "\"'”’»›)]}`"
"""Marks that stay with the sentence they close."""
OPENING: Final = "“‘„\"'«‹([{-–—/"
"""Marks that are taken off the front of the word before a stop."""
QUOTES: Final = "“‘„\"'’«‹([{¡¿`"
BULLETS: Final = "-–—•*·▪►▶‣◦⬤→"
MONEY: Final = "$€£#@~+±<"
"""With `BULLETS` and `QUOTES` before it: what may stand before the first word of a sentence."""
ITEMS: Final = "-–—•*·▪►▶‣◦⬤"
"""Bullets that end a sentence when they begin a line."""
CLIPPED: Final = frozenset(("s", "t", "k", "n", "m"))
SURNAME_PARTS: Final = (
    "De", "Van", "Den", "Der", "Ten", "Ter", "Te", "La", "Le", "Du", "El", "Al", "Von", "Da", "Di",
)  # fmt: skip


def _tails() -> str:
    """Give the last five letters of the abbreviations that end with so many lower-case ones."""
    every = NEVER | CAPITAL | NUMBER | MAYBE | PLACES | CLOSING | WEEKDAYS
    return "|".join(sorted({word[-5:] for word in every if re.fullmatch("[a-z]{5}", word[-5:])}))


def _any_of(signs: str) -> str:
    """Write an expression for any one of these characters."""
    return f"[{re.escape(signs)}]"


STOP: Final = re.compile(
    rf"""({_any_of(STOPS)}(?<!{_any_of(STOPS)}{{2}}){_any_of(STOPS)}*+)  # the stop, from its first
    (?:(?<=[a-z]{{5}}\.)(?<!(?:{_tails()})\.)[ ](?=[A-Z][a-z])()  # surely no abbreviation,
    |((?:{_any_of(SHUTTING)}|“(?=\s|$))*+(?:\[\d{{1,3}}\])*+)     # or marks that close behind it
     (?:\s++(?=[^\sa-z]|[a-z]{{1,2}}[A-Z]|[a-z]\d)              # and space and no lower case,
       |(?=["“‘„(]?[A-Z][a-z’' ])))                           # or a capital, the space forgotten
    """,
    re.VERBOSE,
)
"""Groups: the stop; a mark that it surely ends the sentence; what closes behind it."""

BREAK: Final = re.compile(rf"\n\s*\n\s*|\n\s*(?={_any_of(ITEMS)}\s)")
LETTER: Final = re.compile(r"[^\W_]")

_START: Final = re.compile(
    rf"""(?:{_any_of(BULLETS)}+\s*)?({_any_of(QUOTES)}*){_any_of(MONEY)}*(\.{{2,}}|…)?
    ([^\W_](?:[\w’'-]*\w)?)?""",
    re.VERBOSE,
)
_DOTTED: Final = re.compile(r"[^\W\d_](?:\.-?[^\W\d_]){1,5}|[A-Z][a-z]?(?:\.[A-Z][a-z]{0,2})+")
_LOWER: Final = re.compile(r"[a-z]{1,2}[A-Z]|[a-z]\d")
_ENUMERATOR: Final = re.compile(r"\d{1,3}|[A-Za-z]|[ivx]{1,4}")
_NUMERAL: Final = re.compile(r"\d.*|[IVXLC]{2,}|[B-HJ-Z]")
_AGENCY: Final = re.compile(r"\([A-Z][\w.&/-]*(?: [A-Z][\w.&/-]*)?\)\.?")
_SURNAME: Final = re.compile(
    rf"(?:{'|'.join(SURNAME_PARTS)})\b"
    r"(?:\s+(?:de|den|der|het|ten|ter|la|’t|'t))*\s+[A-ZÀ-ÖØ-Þ]"
)
_ME: Final = re.compile(r".*\b[a-z]+ I")
_ADDRESS: Final = re.compile(r"[@/_=&\\]|\w[.:]\w")
_SPEAKER: Final = re.compile(
    r"""(?:[A-Z][\w.’'-]*\s+){1,4}(?:asks?|asked|wonder(?:s|ed)|exclaim(?:s|ed)|joke[sd]|quipped
    |(?:said|says|wrote|writes|added|adds|told|tweeted|posted|replied)
     (?=[.,;:]|\s+(?:in|on|at|during|to|when|after|as|while|before|last|this|with|about)\b))\b""",
    re.VERBOSE,
)
_DOMAINS: Final = frozenset(("Com", "Nl", "Org", "Net", "Ai", "Io", "Js", "Eu", "Uk", "Co"))
_SHORTENED: Final = NEVER | NUMBER | MAYBE
_DAY: Final = re.compile(r"(?:.*\D)?\d{1,2}\.\s?\d{1,2}")
_DAY_MONTH: Final = re.compile(r"\d{1,2}\.\s?\d")
_YEAR: Final = re.compile(r"(?:19|20)\d\d\b")


def stands(text: str, start: int, end: int) -> bool:
    """Say whether a short piece can be a sentence of its own."""
    if text[start] == "(" and _AGENCY.fullmatch(text, start, end):
        return False
    return LETTER.search(text, start, end) is not None


def ends(text: str, start: int, letter: int, stop: re.Match[str]) -> bool:
    """Decide whether a stop that `STOP` found ends the sentence that began at `start`.

    `letter` is the place of the first letter or digit of the sentence, anything behind the stop
    if there is none before it.
    """
    if stop.lastindex == 2:
        return True
    at = stop.start()
    begin = _START.match(text, stop.end())
    if at == start or text[at - 1] in "([{" or begin is None:
        return False
    word = begin.group(3) or ""
    if word and not _can_begin(begin, word):
        return False
    if not word and text[stop.end()] in STOPS:
        return False
    if stop.end() == stop.end(3):
        return _glued(text, start, stop, word)
    if text[at - 1].isspace():
        return letter < at
    if stop.group(1) == ".":
        return _full_stop_ends(text, start, letter, at, begin)
    return not _goes_on(text, at, stop, word)


def _can_begin(begin: re.Match[str], word: str) -> bool:
    """Say whether a word can be the first of a sentence: no lower case, but iPhone, o3 and 's."""
    if not word[0].islower():
        return True
    if begin.group(2):  # three dots before it: a sentence that was broken off
        return True
    if begin.group(1)[-1:] in ("'", "’", "‘", "`") and word[:2].rstrip("-") in CLIPPED:
        return True
    return _LOWER.match(word) is not None


def _goes_on(text: str, at: int, stop: re.Match[str], word: str) -> bool:
    """Say whether a sentence goes on behind a question or exclamation mark or an ellipsis."""
    if stop.group(1) == "!" and not stop.group(3):
        return _last_word(text, 0, at).lower() in BRANDS and word not in STARTERS
    if stop.group(3) and stop.group(1)[-1] in "?!":
        return _SPEAKER.match(text, stop.end()) is not None
    return False


def _last_word(text: str, start: int, at: int) -> str:
    """Give the word before a stop, without the marks that open before it."""
    words = text[max(start, at - 30) : at].split()
    return words[-1].lstrip(OPENING) if words else ""


def _full_stop_ends(text: str, start: int, letter: int, at: int, begin: re.Match[str]) -> bool:
    """Decide about a single full stop from the word before and the word after it."""
    left = _last_word(text, start, at)
    word: str = begin.group(3) or ""
    if len(left) > 7 and "." not in left:
        return True
    if letter >= at - len(left) and _ENUMERATOR.fullmatch(left):
        return False
    if left in CAPITAL or (left in WEEKDAYS and word in MONTHS):
        return False
    if len(left) > 1 and left.isalpha() and left.isupper():
        return True  # an acronym such as VS or AI, not an abbreviation
    if word.isupper() and len(word) == 1 and text.startswith(".", begin.end(3)):
        return False  # initials
    if left.isdigit():
        return not _date_goes_on(text, start, at, begin.start())
    if (len(left) == 1 and left.isupper()) or _DOTTED.fullmatch(left):
        return _letters_end(text, at, left.lower(), begin)
    return _abbreviation_ends(left, word, et_al=text[at - 5 : at].lower() == "et al")


def _abbreviation_ends(left: str, word: str, *, et_al: bool) -> bool:
    """Decide about a word with a full stop from the lists of abbreviations."""
    key = left.lower()
    if key in NEVER or ("." in key and NEVER.issuperset(key.split("."))):  # prof.dr.
        return False
    if key in CLOSING:
        return True
    if key in NUMBER:
        return not _NUMERAL.fullmatch(word)
    if key in MAYBE or et_al or left.rpartition("-")[2] in PLACES:
        return word in STARTERS
    return True


def _letters_end(text: str, at: int, key: str, begin: re.Match[str]) -> bool:
    """Decide about letters with stops: `J. Smit` goes on, `plan B. De rest` does not."""
    word: str = begin.group(3) or ""
    if key in CLOSING:
        return True
    if key in NEVER:
        return False
    if key not in MAYBE and word and _SURNAME.match(text, begin.start(3)):
        return False
    if key == "i" and _ME.fullmatch(text[max(0, at - 30) : at]):
        return True
    return word in STARTERS or (word[:1].isdigit() and key not in MAYBE)


def _date_goes_on(text: str, start: int, at: int, after: int) -> bool:
    """Say whether a number with a stop is the day or month of a date with spaces."""
    if _DAY_MONTH.match(text[after : after + 6]):
        return text[max(start, at - 2) : at].strip().isdigit() and not text[at - 3 : at].isdigit()
    return _DAY.fullmatch(text, max(start, at - 8), at) is not None and bool(
        _YEAR.match(text[after : after + 5])
    )


def _glued(text: str, start: int, stop: re.Match[str], word: str) -> bool:
    """Decide about a stop with the space forgotten (`zegt hij.Het bedrijf`), not an address."""
    at = stop.start()
    left = _last_word(text, start, at)
    if len(left) < 2 or not left[-2:].isalpha() or left.lower() in _SHORTENED:
        return False
    after = text[stop.end() : at + 60].split(maxsplit=1)[0]
    if word in _DOMAINS or _ADDRESS.search(left) or _ADDRESS.search(after):
        return False
    return left[-2:].islower() or word in STARTERS
