"""The pieces that invented news is put together from: words with their blanks, and all the rest.

A text is a row of pieces. A word has four forms: ` word`, `Word`, ` word,` and `word`. The last
is glued behind the one before it, so that new compounds keep coming. A sentence is an opening
piece (nothing or a quotation mark), words, and a closing piece that holds the stop, who said it,
and the blank or the new paragraph.
"""

import re
from functools import lru_cache
from typing import NamedTuple

import news_codebook
import news_words
import numpy as np
import pyarrow as pa

FORMS = 4
CAPITAL, COMMA, GLUED = 1, 2, 3
BODY, QUOTE, HEADLINE, HEADING = range(4)
END, PARAGRAPH, FINAL = range(3)
_BEHIND = (" ", "\n\n", "")
_STOPS = (".",) * 36 + ("?", "?", "!", "…")
N_STOPS = len(_STOPS)
PLANTED = 0.055
"""Share of the sentences that get something that a pattern looks for."""
COPIES = 0.15

_FUNCTION_BITS, _CONTENT_BITS = 16, 21
_SEQUENCE = 2**22
_SAID = {"en": ("said", "says", "told reporters", "added"), "nl": ("zei", "zegt", "aldus", "stelt")}
_ODD = {  # abbreviations, clipped words, accents apart, soft hyphens, words in brackets or dashes
    "en": ("U.S.", "Mr. Harper", "Dr. Lin", "e.g.", "Inc.", "company’s", "government’s", "don’t",
           "isn't", "cafe\u0301s", "co\u00adoperation", "(see below)", "–", "— or so —", "p.m.",
           "St. Mary’s", "No. 10", "R&D", "e-mail", "‘pact’", "“fair”", "vs.", "Corp.", "Feb. 12"),
    "nl": ("bijv.", "dr. Smit", "o.a.", "d.w.z.", "mr. De Wit", "foto’s", "'s avonds", "m.b.t.",
           "bv.", "e\u0301e\u0301n", "samen\u00adwerking", "(zie onder)", "–", "— of zo —", "ca.",
           "St. Jan", "nr. 10", "R&D", "e-mail", "‘eerlijk’", "“klaar”", "t.o.v.", "N.V.",
           "12 feb."),
}  # fmt: skip
_N_NUMBERS = 4_000  # fresh ones in a row group
_N_SAID = 400
_WORD = re.compile(r"\w+")


class Fresh(NamedTuple):
    """Pieces that are new in a row group: where each kind begins, and the texts of all."""

    texts: pa.Array
    names: int
    numbers: int
    n_numbers: int
    said: int
    n_said: int


class Entries(NamedTuple):
    """What stands in texts for patterns: one or two pieces, at most `within` words apart.

    `chances` are added up; the entries of English come first, up to `n_english`.
    """

    first: np.ndarray
    second: np.ndarray
    within: np.ndarray
    chances: tuple[np.ndarray, np.ndarray]

    def draw(self, rng: np.random.Generator, dutch: np.ndarray) -> np.ndarray:
        """Draw an entry of the language for each place."""
        u = rng.random(len(dutch))
        english = np.searchsorted(self.chances[0], u, side="right")
        other = np.searchsorted(self.chances[1], u, side="right") + len(self.chances[0])
        return np.where(dutch, other, english)


class Pieces(NamedTuple):
    """All pieces that every row group has; a number says where each kind begins."""

    texts: pa.Array
    n_words: int
    nothing: int
    opening: int
    paragraph: int
    stops: int
    odd: int
    n_odd: int
    negations: np.ndarray
    entries: Entries
    sequence: np.ndarray
    tables: tuple[np.ndarray, np.ndarray]
    counts: np.ndarray

    @classmethod
    @lru_cache(maxsize=1)
    def made(cls) -> "Pieces":
        """Make the pieces and the tables to draw from; takes about a second, the first time."""
        words = [news_words.vocabulary(language) for language in news_words.LANGUAGES]
        texts = [
            form for one in words for word in (*one.function, *one.content) for form in _forms(word)
        ]
        n_words = len(texts)
        marks = ["", "“", "\n\n"]
        marks += [stop + behind for behind in _BEHIND for stop in _STOPS]
        odd = [f" {text}" for language in news_words.LANGUAGES for text in _ODD[language]]
        negations = [
            f" {word}" for language in news_words.LANGUAGES
            for word in news_codebook.NEGATIONS[language][:3]
        ]  # fmt: skip
        at_odd = n_words + len(marks)
        at_negations = at_odd + len(odd)
        planted, entries = _entries(at_negations + len(negations))
        texts += [*marks, *odd, *negations, *planted]
        return cls(
            pa.array(texts), n_words, n_words, n_words + 1, n_words + 2, n_words + 3, at_odd,
            len(odd), at_negations + np.arange(len(negations)).reshape(2, -1), entries, _sequence(),
            _tables(words), _count(texts),
        )  # fmt: skip

    def draw(self, rng: np.random.Generator, dutch: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Draw a word for each place, in the form with a blank; and where it is a content word."""
        r = rng.integers(0, 2**32, len(dutch), dtype=np.uint32)
        start = int(rng.integers(0, _SEQUENCE))
        content = np.resize(self.sequence, start + len(dutch))[start:] if len(dutch) > (
            _SEQUENCE - start) else self.sequence[start : start + len(dutch)]  # fmt: skip
        second = dutch.astype(np.uint32)
        function = self.tables[0][(second << _FUNCTION_BITS) + (r & 0xFFFF)]
        other = self.tables[1][(second << _CONTENT_BITS) + (r >> (32 - _CONTENT_BITS))]
        return np.where(content, other, function), content

    def fresh(self, rng: np.random.Generator, n_names: int) -> Fresh:
        """Make the names, numbers and speakers of one row group."""
        names = _names(rng, n_names)
        numbers = [text for dutch in (False, True) for text in _numbers(rng, dutch)]
        at = rng.integers(0, n_names, (6, _N_SAID))
        said = [
            f",” {_SAID[language][pick % 4]}{names[pick]}.{behind}"
            for number, (language, behind) in enumerate(
                (language, behind) for language in news_words.LANGUAGES for behind in _BEHIND
            )
            for pick in at[number].tolist()
        ]
        start = len(self.texts)
        return Fresh(pa.array([*names, *numbers, *said]), start, start + n_names, len(numbers),
                     start + n_names + len(numbers), _N_SAID)  # fmt: skip

    def count_words(self, every: pa.Array, made: "Group") -> np.ndarray:  # type: ignore[name-defined] # noqa: F821
        """Count the words of each article as `ingest` does: runs of word characters."""
        counts = np.concatenate([self.counts, _count(every[len(self.texts) :].to_pylist())])
        each = counts[made.ids].astype(np.int64)
        each -= (made.ids < self.n_words) & (made.ids % FORMS == GLUED)
        return np.add.reduceat(each, made.starts[:-1])


def _forms(word: str) -> tuple[str, ...]:
    return f" {word}", word[0].upper() + word[1:], f" {word},", word


def _count(texts: list[str]) -> np.ndarray:
    return np.array([len(_WORD.findall(text)) for text in texts], np.int32)


def _sequence() -> np.ndarray:
    """Which places hold content words: runs of one to three, between runs of small words."""
    rng = np.random.default_rng(2025)
    runs = np.empty(_SEQUENCE, np.int64)
    runs[0::2] = rng.choice([1, 2, 3], len(runs) // 2, p=[0.50, 0.37, 0.13])
    runs[1::2] = rng.choice([1, 2, 3], len(runs) // 2, p=[0.60, 0.30, 0.10])
    return np.repeat(np.arange(len(runs)) % 2 == 0, runs)[:_SEQUENCE]


def _tables(words: list[news_words.Vocabulary]) -> tuple[np.ndarray, np.ndarray]:
    """Tables in which each word stands as often as its chance says: function, content words."""
    function, content, start = [], [], 0
    for one in words:
        function.append(start + FORMS * _quantiles(one.function_rates, _FUNCTION_BITS))
        start += FORMS * len(one.function)
        content.append(start + FORMS * _quantiles(one.content_rates, _CONTENT_BITS))
        start += FORMS * len(one.content)
    return np.concatenate(function).astype(np.int32), np.concatenate(content).astype(np.int32)


def _quantiles(rates: np.ndarray, bits: int) -> np.ndarray:
    middle = (np.arange(2**bits) + 0.5) / 2**bits
    return np.minimum(np.searchsorted(np.cumsum(rates), middle), len(rates) - 1)


def _entries(start: int) -> tuple[list[str], Entries]:
    """Pieces for the patterns of the large codebook, the first ones by far the most often."""
    texts: list[str] = []
    first, second, within = [], [], []
    chances: list[list[float]] = [[], []]
    for language, rates in zip(news_words.LANGUAGES, chances, strict=True):
        listed = [item for item in news_codebook.items("large") if item.language == language]
        rows = [(item, 1 / (place + 8)) for place, item in enumerate(listed)]
        rows += [(item, 0.02) for item in news_codebook.contexts("small")
                 if item.language == language]  # fmt: skip
        names = news_codebook.Item("", 0, language, "", "name", news_codebook.NAMES)
        for item, rate in [*rows, (names, 0.3)]:
            for one in item.first:
                texts.append(f" {one}")
                first.append(start + len(texts) - 1)
                rates.append(rate / len(item.first))
                within.append(item.within)
                second.append(-1)
                if item.second:
                    texts.append(f" {item.second[0]}")
                    second[-1] = start + len(texts) - 1
    added = tuple(np.cumsum(rates)[:-1] / sum(rates) for rates in chances)
    # The last entry of a language needs no bound: what lies above all of them is it.
    padded = tuple(np.append(bounds, 1.0) for bounds in added)
    return texts, Entries(np.array(first), np.array(second), np.array(within), padded)  # type: ignore[arg-type]


@lru_cache(maxsize=1)
def _known_names() -> list[str]:
    return news_words.surnames(np.random.default_rng(2025), 8_000)


def _names(rng: np.random.Generator, n: int) -> list[str]:
    """Names of people and companies: some are in the news every day, others are new."""
    known, new = _known_names(), news_words.surnames(rng, n)
    place = (len(known) * rng.random(n) ** 4).astype(int).tolist()
    is_new = (rng.random(n) < 0.25).tolist()
    last = [new[i] if is_new[i] else known[place[i]] for i in range(n)]
    pick = rng.integers(0, 2**31, n).tolist()
    firsts = news_words.FIRST_NAMES
    return [
        f" {name}" if number % 3 == 0
        else f" {firsts[number % len(firsts)]} {name}" if number % 3 == 1
        else f" {name} {('Group', 'NV', 'Holding', 'Media')[number % 4]}"
        for name, number in zip(last, pick, strict=True)
    ]  # fmt: skip


def _numbers(rng: np.random.Generator, dutch: bool) -> list[str]:
    """Numbers as newspapers write them: counts, amounts, shares, years, days."""
    large = rng.integers(1, 90_000, _N_NUMBERS // 2).tolist()
    made = []
    for place, number in enumerate(large):
        kind = place % 6
        if kind == 0:
            made.append(f" {number % 120 + 2}")
        elif kind == 1:
            made.append(f" {number:,}".replace(",", ".") if dutch else f" {number:,}")
        elif kind == 2:
            share = f"{number % 1000 / 10}"
            made.append(f" {share.replace('.', ',')} procent" if dutch else f" {share}%")
        elif kind == 3:
            amount = f"{number % 990 / 10}"
            made.append(f" {amount.replace('.', ',')}\u00a0miljoen euro" if dutch
                        else f" ${amount}\u00a0billion")  # fmt: skip
        elif kind == 4:
            made.append(f" {1990 + number % 37}")
        else:
            made.append(f" {number % 28 + 1} maart" if dutch else f" March {number % 28 + 1}")
    return made
