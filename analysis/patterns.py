"""The language of patterns: what a codebook or an event cue asks the text for.

A pattern is written as a researcher would type it into a news database:

=====================  ==================================================================
``theft``              the word, in any case; ``=US`` keeps upper and lower case apart
``steal*``, ``organi?e``  ``*`` any number of letters, ``?`` exactly one
``trade secret*``      a phrase; space, hyphen, quotes and apostrophes are the same to it
``(stole|took) data``  alternatives, each a word or a phrase
``A NEAR/5 B``         both, B at most 5 words after A or A at most 5 words after B
``A BEFORE/5 B``       the same, but A first
=====================  ==================================================================

Words are split and folded by the same rules as the text, so that typographic variants
match: curly quotes, any hyphen, non-breaking spaces, accents as one character or two.
"""

import itertools
import re
import unicodedata
from functools import lru_cache
from typing import Final, NamedTuple

from analysis.contracts import InputError

__all__ = ["Pattern", "Phrase", "Word", "fold", "parse", "tokens"]

# Accents written apart, soft hyphens and joiners belong to the word they stand in.
INSIDE: Final = "\u0300-\u036f\u00ad\u200b-\u200d\u2060\ufe00-\ufe0f\ufeff"
_ACRONYM: Final = r"(?<![^\W_])[^\W\d_](?:\.[^\W\d_])+(?![^\W_])"
TOKEN: Final = re.compile(rf"{_ACRONYM}|[^\W_ʼʹ]+(?:[{INSIDE}]+[^\W_ʼʹ]*)*")
_PATTERN_TOKEN: Final = re.compile(
    rf"=?(?:{_ACRONYM}|(?:[^\W_ʼʹ]|[*?])+(?:[{INSIDE}]+(?:[^\W_ʼʹ]|[*?])*)*)"
)
_INVISIBLE: Final = re.compile("[\u00ad\u200b-\u200d\u2060\ufe00-\ufe0f\ufeff]")
_OPERATOR: Final = re.compile(r"\s+(NEAR|BEFORE)/(\d+)\s+")
_FOREIGN: Final = re.compile(
    r"(?<![=\w])(?:AND|OR|NOT|(?!NEAR/|BEFORE/)(?i:near|before)/\d+)(?!\w)"
)
_MOST_VARIANTS: Final = 2_000

LOOSE: Final = "[\\s\u00ad\u200b-\u200d\u2060\ufeff'\"`´ʼʹ′＇‘’‚‛“”„‟«»‹›*_]"
DASHES: Final = "[-‐‑‒–−]"
HYPHENS: Final = "[-‐‑−]"
GAP: Final = re.compile(rf"{LOOSE}*|{DASHES}\s{{0,2}}|\s?{HYPHENS}|\s?[&/]\s?|\.\s?")
"""What may stand between two words of a phrase. A stop counts only after an acronym."""


class Word(NamedTuple):
    """One word of a pattern: its folded text, wildcards kept, and whether case counts."""

    text: str
    exact_case: bool = False

    @property
    def is_wild(self) -> bool:
        """Whether the word holds ``*`` or ``?``."""
        return "*" in self.text or "?" in self.text


Phrase = tuple[Word, ...]
"""Words that must follow each other."""


class Pattern(NamedTuple):
    """A parsed pattern.

    `first` holds the phrases of the left side; `second` those of the right side of
    ``NEAR`` or ``BEFORE``, or none; `within` is the most words of distance.
    """

    text: str
    first: tuple[Phrase, ...]
    operator: str = ""
    within: int = 0
    second: tuple[Phrase, ...] = ()


def fold(word: str, *, exact_case: bool = False) -> str:
    r"""Fold a word to the form in which it is compared.

    Unicode compatibility forms are composed (NFKC), soft hyphens and zero-width marks
    fall away, and case is folded unless `exact_case`. Accents stay: ``één`` is not
    ``een``.

    Examples
    --------
    >>> fold("DeepSeek"), fold("cafe\u0301") == fold("CAFÉ")
    ('deepseek', True)
    """
    if word.isascii():
        return word if exact_case else word.lower()
    composed = unicodedata.normalize("NFKC", _INVISIBLE.sub("", word))
    return composed if exact_case else unicodedata.normalize("NFKC", composed.casefold())


def tokens(text: str) -> list[tuple[int, int]]:
    """Find the words of a text as spans ``[start, end)``.

    A word is a run of letters and digits; an acronym with stops is one word without its
    last stop. Everything else divides words, hyphens and apostrophes too.

    Examples
    --------
    >>> text = "The U.S. start-up's R1"
    >>> [text[start:end] for start, end in tokens(text)]
    ['The', 'U.S', 'start', 'up', 's', 'R1']
    """
    return [found.span() for found in TOKEN.finditer(text)]


@lru_cache(maxsize=65_536)
def parse(text: str) -> Pattern:
    """Read a pattern.

    Parameters
    ----------
    text : str
        See the table at the top of this module.

    Returns
    -------
    Pattern

    Raises
    ------
    InputError
        If the pattern is empty, has no letters, open brackets, or more than one
        ``NEAR`` or ``BEFORE``.

    Examples
    --------
    >>> parse("(stole|took) data").first[1]
    (Word(text='took', exact_case=False), Word(text='data', exact_case=False))
    >>> parse("steal* NEAR/5 model*").within
    5
    """
    parts = _OPERATOR.split(text.strip())
    if len(parts) not in {1, 4}:
        message = f"Pattern {text!r} has more than one NEAR or BEFORE; write two patterns."
        raise InputError(message)
    if re.search(r"\b(NEAR|BEFORE)\b", " ".join(parts[::3])):
        message = (
            f"Pattern {text!r}: write the operator with a distance and a word on each side, "
            f"such as 'A NEAR/5 B'."
        )
        raise InputError(message)
    if word := _FOREIGN.search(text):
        message = (
            f"Pattern {text!r}: {word[0]!r} is no operator here and would be looked for as a word. "
            f"Write 'A NEAR/5 B' or 'A BEFORE/5 B' in capitals, alternatives as (a|b), what must "
            f"not be there under 'exclude'; the word itself in capitals as '={word[0].upper()}'."
        )
        raise InputError(message)
    first = _side(parts[0], text)
    if len(parts) == 1:
        return Pattern(text, first)
    within = int(parts[2])
    if not 1 <= within <= 100:
        message = f"Pattern {text!r}: the distance must be between 1 and 100 words."
        raise InputError(message)
    return Pattern(text, first, parts[1], within, _side(parts[3], text))


def _side(side: str, pattern: str) -> tuple[Phrase, ...]:
    """Expand one side of a pattern into the phrases it stands for."""
    if glued := re.search(r"[^\s\-('\"]\((?=[^()]*\))|\)[^\s\-)'\"]", side):
        message = (
            f"Pattern {pattern!r}: put a space between a bracket and its neighbour "
            f"({glued[0]!r}), and endings inside: (ban*|control*)."
        )
        raise InputError(message)
    variants: list[Phrase] = [()]
    for piece in re.split(r"(\([^()]*\))", side):
        if piece.startswith("(") and piece.endswith(")"):
            choices = [_words(choice, pattern) for choice in piece[1:-1].split("|")]
            if not all(choices):
                message = f"Pattern {pattern!r} has an empty alternative in {piece!r}."
                raise InputError(message)
        elif "(" in piece or ")" in piece:
            message = f"Pattern {pattern!r}: brackets must come in pairs and not inside another."
            raise InputError(message)
        elif "|" in piece:
            message = f"Pattern {pattern!r}: put the alternatives of '|' into brackets."
            raise InputError(message)
        else:
            choices = [_words(piece, pattern)]
        variants = [before + after for before, after in itertools.product(variants, choices)]
        if len(variants) > _MOST_VARIANTS:
            message = f"Pattern {pattern!r} stands for more than {_MOST_VARIANTS:,} phrases."
            raise InputError(message)
    for phrase in variants:
        _check_phrase(phrase, pattern)
    return tuple(sorted(set(variants)))


def _words(piece: str, pattern: str) -> Phrase:
    """Split a piece of a pattern into its words, refusing what cannot match anything."""
    if strange := re.search(r"[^\w\s*?='\"‘’“”.\-‐‑‒–&/\u0300-\u036f\u00ad]", piece):
        message = f"Pattern {pattern!r}: {strange[0]!r} cannot be matched; leave it out."
        raise InputError(message)
    return tuple(
        Word(fold(found.lstrip("="), exact_case=found.startswith("=")), found.startswith("="))
        for found in _PATTERN_TOKEN.findall(piece)
    )


def _check_phrase(phrase: Phrase, pattern: str) -> None:
    """Refuse a phrase that would match any text."""
    lettered = [any(char.isalnum() for char in word.text) for word in phrase]
    if not phrase or not (lettered[0] and lettered[-1]):
        message = (
            f"Pattern {pattern!r} must begin and end with letters or digits on each side; "
            f"a bare '*' may only stand between words."
        )
        raise InputError(message)
