"""Count the small words of a few languages in sentences: cheap evidence of their language.

A sentence of news is full of articles, pronouns and conjunctions, and they are hardly ever
the same in two languages. A word that stands in two of the lists counts for neither.
"""

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from analysis import _codepoints, _compiled

__all__ = ["LANGUAGES", "LISTED", "LISTS", "Counts", "count", "groups"]

LISTS: Final = {
    "en": """a about according after again against all also although among an and another any
        anything are around as be became because become been before being between both but by
        can cannot could did does doing door during each either every few first for from had
        has have he her here him his how however if in into is it its itself just last later
        like made many may me might more most much must my never new no nor not now of off
        often on one only or other our out over own said same says several she should since so
        some something still such than that the their them themselves then there these they
        this those though three through to told too toward two under until up upon us very want
        was we well were what when where whether which while who whom why will with within
        without would year years yet you your""",
    "nl": """aan af al aldus alle alleen alles als altijd ander andere bij binnen buiten daar
        daarbij daarmee daarna daarom daarvan dan dat de deze die dit doen doet door druk dus
        echter een eerder eerst eerste eigen elkaar en er erg even gaan gaat geen goed had
        hadden hebben heeft heel hen het hier hij hoe hun iemand iets ik in is jaar je kan komt
        kon konden krijgt kunnen laat maakt maar mag me meer meest met mijn moest moet moeten
        naar nadat niet niets nieuwe nog nooit nu of om omdat ondanks onder ons onze ook op
        over sinds snel staat steeds te tegen terwijl tijdens toch toen tot tussen uit vaak van
        vanaf veel vindt volgens voor vooral vroeg waar waarbij waarin waarmee waarna waarom
        waarop waarvan wanneer want waren was wat we weer wel werd werden wie wij wil wilde
        worden wordt zal ze zegt zei zelf zelfs zich zij zijn zo zoals zonder zou zouden zowel
        zulke zullen één""",
    "de": """aber alle als an auch auf aus bei beim bereits bis da dann das dass dem den denn
        der des die diese diesem diesen dieser doch durch ein eine einem einen einer eines er
        es etwa für gegen gibt habe haben hatte hatten hier hinter ich ihr ihre ihrem ihren
        ihrer im immer in ins ist jahr jahre jahren jede jetzt kann kein keine keinen können
        könnte laut mehr mit muss müssen nach nicht noch nun nur ob oder ohne sagt sagte schon
        sehr sei sein seine seinem seinen seiner seit sich sie sind so soll sollen sollte um
        und uns unter viel viele vom von vor waren was wegen weil wenn werden wie wieder will
        wir wird wo worden wurde wurden während zu zum zur zwei zwischen über""",
    "fr": """afin ainsi alors après au aucun aucune aussi autre autres aux avaient avait avant
        avec avoir beaucoup bien ce cela celle celui ces cet cette ceux chaque chez comme
        contre dans de depuis des dit doit doivent donc dont du elle elles en encore entre est
        et eu faire fait faut il ils je jusque la le les leur leurs lors lorsque lui mais moins
        mon même ne ni nos notre nous on ont ou où par parce pas pendant peu peut peuvent
        plusieurs pour pourrait près puis quand que quelques qui quoi rien sa sans se selon
        sera seraient ses si sont sous sur tous tout toute toutes trop très un une vers voir
        vos votre vous étaient était été être""",
    "other": """al alla att av az bir bu como con cu că dan dari das degli dei del della delle
        den dengan det di din do dos el este está et foi fra från för gli ha hogy ile inte için
        ja je jest jsou já la lo los mer más na nel nem nie nu não när och og para pe pela pelo
        pero på que questo się som sono sta sus să tidak til till to uma una untuk ve ya yang
        în že și""",
}  # fmt: skip
"""Function words in lower case. What is listed under `other` speaks against the first four."""

LANGUAGES: Final = tuple(LISTS)
LISTED: Final = LANGUAGES[:-1]
"""Languages that a sentence can be told by."""

_LONGEST: Final = 10  # letters of a listed word: six bits for each in a whole number
_ID, _LETTER, _RAISED, _SPACE = 63, 64, 128, 256  # bits of the table of `_sorts`
_WORD: Final = re.compile(r"[^\W\d_]+")
_CELLS: Final = 200_000  # characters taken at a time, so few that they stay in the cache

Whole = npt.NDArray[np.int64]


class Counts(NamedTuple):
    """What stands in each sentence; a row for each, a column for each of `LANGUAGES`.

    known are different function words; small those that stand there without a capital. words
    are all words without a capital, and plain the characters of what stands between spaces
    without a capital.
    """

    known: Whole
    small: Whole
    words: Whole
    plain: Whole


@lru_cache(maxsize=1)
def groups() -> dict[str, int]:
    """Give the words of one list alone, and the position of that list in `LANGUAGES`.

    Examples
    --------
    >>> LANGUAGES[groups()["zijn"]], "was" in groups()
    ('nl', False)
    """
    lists = [sorted(set(words.split())) for words in LISTS.values()]
    known = Counter(word for words in lists[:-1] for word in words)
    found = {word: len(lists) - 1 for word in lists[-1] if word not in known}
    for place, words in enumerate(lists[:-1]):
        found |= {word: place for word in words if known[word] == 1}
    return found


def count(texts: Sequence[str], which: Whole, starts: Whole, ends: Whole) -> Counts:
    """Count function words in slices of texts.

    Parameters
    ----------
    texts : sequence of str
    which, starts, ends : array of int
        For each sentence, in which text it lies, and where.

    Returns
    -------
    Counts

    Examples
    --------
    >>> one = np.zeros(1, np.int64)
    >>> found = count(["Het is van ons, said the man."], one, one, one + 30)
    >>> found.known.tolist(), found.small.tolist(), found.words.tolist(), found.plain.tolist()
    ([[2, 3, 0, 0, 0]], [[2, 2, 0, 0, 0]], [6], [25])
    """
    width = len(LANGUAGES)
    table = np.zeros((len(which), 2 * width + 2), np.int64)
    if _compiled.worth(int((ends - starts).sum())):
        _fast(texts, which, starts, ends, table)
    else:
        for row, (place, start, end) in enumerate(zip(which, starts, ends, strict=True)):
            table[row] = _plainly(texts[place][start:end], width)
    return Counts(table[:, :width], table[:, width:-2], table[:, -2], table[:, -1])


def _plainly(text: str, width: int) -> list[int]:
    """Count in one sentence."""
    known, found = groups(), [0] * (2 * width + 2)
    words = _WORD.findall(text)
    small = [word for word in words if word == word.lower()]
    for first, some in ((0, {word.lower() for word in words}), (width, {*small})):
        for word in some & known.keys():
            found[first + known[word]] += 1
    found[-2] = len(small)
    lengths = [len(word) for word in text.split() if word == word.lower()]
    found[-1] = sum(lengths) + max(0, len(lengths) - 1)
    return found


def _fast(texts: Sequence[str], which: Whole, starts: Whole, ends: Whole, table: Whole) -> None:
    """Fill the table with the compiled kernel, some texts at a time."""
    order = np.argsort(which, kind="stable")
    sizes = np.cumsum([0, *map(len, texts)])
    sorts, (keys, known) = _sorts(), _keys()
    first = 0
    while first < len(texts):
        last = max(first + 1, int(np.searchsorted(sizes, sizes[first] + _CELLS, "right")) - 1)
        bounds = np.searchsorted(which, [first, last], sorter=order)
        rows = order[bounds[0] : bounds[1]]
        codes, begins = _codepoints.joined(texts[first:last])
        base = begins[which[rows] - first]
        lengths = sizes[which[rows] + 1] - sizes[which[rows]]
        ranges = base + np.minimum(starts[rows], lengths), base + np.minimum(ends[rows], lengths)
        _counted(codes, sorts, *ranges, rows, keys, known, table)
        first = last


@lru_cache(maxsize=1)
def _sorts() -> npt.NDArray[np.uint16]:
    """Say of each code point which letter of the lists it is, and how it makes up words."""
    kinds = _codepoints.kinds()
    sorts = np.zeros(len(kinds), np.uint16)
    sorts[(kinds & _codepoints.LETTER) > 0] |= _LETTER
    sorts[(kinds & _codepoints.SPACE) > 0] |= _SPACE
    letters = _alphabet()
    for at in np.flatnonzero(kinds & (_codepoints.LETTER | _codepoints.UPPER)):
        small = chr(at).lower()
        if small != chr(at):
            sorts[at] |= _RAISED
        if small in letters:
            sorts[at] |= letters[small]
    return sorts


@lru_cache(maxsize=1)
def _alphabet() -> dict[str, int]:
    """Give each letter of the lists a number from 1 on."""
    return {letter: at for at, letter in enumerate(sorted({*"".join(groups())}), start=1)}


@lru_cache(maxsize=1)
def _keys() -> tuple[Whole, Whole]:
    """Write the words as whole numbers, in a hash table with the group of each."""
    letters = _alphabet()
    keys, known = np.zeros(4_096, np.int64), np.zeros(4_096, np.int64)
    for word, group in sorted(groups().items()):
        key = 0
        for letter in word:
            key = key << 6 | letters[letter]
        place = _place(key)
        while keys[place]:
            place = (place + 1) & 4_095
        keys[place], known[place] = key, group
    return keys, known


@_compiled.jit
def _place(key: int) -> int:
    """Give the place in the hash table where the search for a key starts."""
    return (key ^ (key >> 12) ^ (key >> 24) ^ (key >> 36) ^ (key >> 48)) & 4_095


@_compiled.jit
def _counted(
    codes: _codepoints.Codes, sorts: npt.NDArray[np.uint16], starts: Whole, ends: Whole,
    rows: Whole, keys: Whole, known: Whole, table: Whole,
) -> None:  # fmt: skip
    """Count in all sentences; the same as `_plainly`."""
    width = (table.shape[1] - 2) // 2
    seen = np.full((2, len(keys)), -1)  # the last sentence with each word: in any way, small
    for number in range(len(rows)):
        row = rows[number]
        key, length, raised = 0, 0, False  # of the word
        between, lifted = 0, False  # characters since the last space, and a capital in them
        plain, pieces = 0, 0
        for at in range(starts[number], ends[number] + 1):
            sort = sorts[codes[at]] if at < ends[number] else _SPACE
            if sort & _LETTER:
                letter = sort & _ID
                key = key << 6 | letter if letter and length < _LONGEST else 0
                length = length + 1 if letter else _LONGEST + 1
                raised |= (sort & _RAISED) > 0
            elif length:
                if length <= _LONGEST:
                    place = _place(key)
                    while keys[place] and keys[place] != key:
                        place = (place + 1) & 4_095
                    if keys[place] and seen[0, place] != number:
                        table[row, known[place]] += 1
                        seen[0, place] = number
                    if keys[place] and not raised and seen[1, place] != number:
                        table[row, width + known[place]] += 1
                        seen[1, place] = number
                if not raised:
                    table[row, 2 * width] += 1
                key, length, raised = 0, 0, False
            if sort & _SPACE:
                if between and not lifted:
                    plain += between
                    pieces += 1
                between, lifted = 0, False
            else:
                between += 1
                lifted |= (sort & _RAISED) > 0
        table[row, 2 * width + 1] = plain + max(0, pieces - 1)
