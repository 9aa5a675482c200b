"""The forms in which the name of a person is written: in full, with initials, turned around."""

import re
import unicodedata
from collections.abc import Sequence
from typing import Final

__all__ = ["forms", "plain", "split", "spoken"]

_GAP: Final = r"[\W_]*"
_MARK: Final = "['’‘ʼ`´]"
_PARTICLES: Final = frozenset(
    {"al", "da", "de", "del", "den", "der", "di", "dos", "du", "el", "la", "le", "ten", "ter",
     "van", "vande", "vanden", "vander", "von", "zu", "'t", "’t"}
)  # fmt: skip
"""Small words of names that some write with a capital, such as `Van der Aa`."""


def plain(text: str) -> str:
    """Text without accents and capitals."""
    parts = unicodedata.normalize("NFKD", unicodedata.normalize("NFC", text))
    return "".join(char for char in parts if not unicodedata.combining(char)).casefold()


def spoken(text: str) -> str:
    """Words of a text alone, to compare names by.

    Examples
    --------
    >>> spoken("J.-W. 't Hart")
    'j w t hart'
    """
    return " ".join(_tokens(text))


def _tokens(text: str) -> list[str]:
    """Give runs of letters and digits, without accents and capitals."""
    return re.findall(r"[^\W_]+", plain(text))


def split(
    name: str, particles: frozenset[str] = frozenset()
) -> tuple[list[str], list[str], list[str]]:
    """Part a name into given names, small words before the family name, and family name.

    Examples
    --------
    >>> split("Tom van der Aa")
    (['Tom'], ['van', 'der'], ['Aa'])
    """
    words = name.split()

    def small(word: str) -> bool:
        return word.islower() or word.casefold() in particles

    start = next((at for at in range(1, len(words) - 1) if small(words[at])), len(words) - 1)
    end = start
    while end < len(words) - 1 and small(words[end]):
        end += 1
    return words[:start], words[start:end], words[end:]


def forms(name: str, free: frozenset[str] = frozenset()) -> set[str]:
    """Give patterns of the forms of a name, for text that went through `plain`.

    Parameters
    ----------
    name : str
        In either order; "Aa, Tom van der" as well.
    free : frozenset of str
        As `spoken` gives them: the family name alone is not looked for if it is one of them.
    """
    last, comma, first = name.partition(",")
    given, small, family = split(f"{first} {last}" if comma else name, _PARTICLES)
    whole = spoken(" ".join([*small, *family]))
    if not _tokens(" ".join(family)):
        return set()
    calls = _given([token for word in given for token in _tokens(word)])
    own, unit = _joined(_tokens(" ".join(family))), _unit(small, family)
    made = {unit} if small and whole not in free else set()
    if not calls:
        return made | ({unit} if whole not in free else set())
    made |= {rf"{calls}{_GAP}{one}" for one in {unit, own}}
    made |= {rf"{one}(?:,{_GAP}|[\s_]+){_reversed(given)}" for one in {unit, own}}
    if small:
        before = _particles(small)
        made.add(rf"{own}[\s]*[,(_-]{_GAP}{before}")
        made.add(rf"{own}{_GAP}{calls}{_GAP}{before}")
    return made


def _joined(tokens: Sequence[str]) -> str:
    """Words with any signs between them."""
    return _GAP.join(map(re.escape, tokens))


def _particles(small: Sequence[str]) -> str:
    """Small words in full, or as in `v.d.`; the apostrophe of `'t` belongs to it."""
    tokens = _tokens(" ".join(small))
    ways = [_joined(tokens)]
    if len(tokens) > 1:
        ways.append(_joined([token[0] for token in tokens]))
    start = rf"(?:{_MARK}|(?<![^\W_]{_MARK}))" if len(tokens[0]) == 1 else ""
    return rf"{start}(?:{'|'.join(ways)})"


def _unit(small: Sequence[str], family: Sequence[str]) -> str:
    """Give small words and family name as one."""
    own = _joined(_tokens(" ".join(family)))
    return rf"{_particles(small)}{_GAP}{own}" if small else own


def _given(tokens: Sequence[str]) -> str:
    """Give given names or initials, at least one; empty if there are none."""
    if not tokens:
        return ""
    full = "|".join(map(re.escape, sorted(tokens, key=len, reverse=True)))
    letters = "".join(token[0] for token in tokens)
    short = "|".join(re.escape(one) for one in dict.fromkeys((letters, letters[0])))
    more = rf"(?:{full}|[^\W\d_]\.|[{re.escape(letters)}](?=[\W_]))"
    return rf"(?:{full}|(?:{short})(?=[\W_]))(?:{_GAP}{more}){{0,4}}"


def _reversed(given: Sequence[str]) -> str:
    """Given names or initials after a family name: an initial has a dot or ends the name."""
    tokens = [token for word in given for token in _tokens(word)]
    full = "|".join(map(re.escape, (one for one in tokens if len(one) > 1)))
    letters = "".join(token[0] for token in tokens)
    first = re.escape(letters[0])
    ways = [rf"{first}(?=\.|-[^\W\d_]\b|\s*(?:[(;&,)\]]|$))"]
    ways += [full] if full else []
    ways += [re.escape(letters)] if len(letters) > 1 else []
    return rf"(?:{'|'.join(ways)})"
