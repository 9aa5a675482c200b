"""Codebooks for invented news: of about 60 patterns a frame, and of ten times as many.

The small codebook is the beginning of the large one, so that both code the same corpus and what
the large one adds is mostly rare, as it is when a codebook grows. The plain form has words,
wildcards and phrases only, which is what most other engines can look for.
"""

import itertools
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import news_words
import yaml

FRAMES = {
    "conflict": ("Conflict", "Conflict"),
    "economy": ("Economic consequences", "Economische gevolgen"),
    "morality": ("Morality", "Moraal"),
    "responsibility": ("Responsibility", "Verantwoordelijkheid"),
}
SIZES = {"small": 6, "large": 60}
"""Indicators of a frame; each has five patterns in each language."""

PER_INDICATOR = 5
_KINDS = (
    "word", "wild", "phrase", "near", "word", "wild", "word", "phrase", "either", "wild",
    "word", "before", "wild", "long", "word", "wild", "phrase", "near", "word", "ending",
)  # fmt: skip
_PLAIN = {"near": "word", "before": "wild", "either": "phrase", "long": "phrase"}
_NEGATION = {
    "en": {"words": ["not", "no", "never", "hardly"], "before": 2, "but_not": ["not only"]},
    "nl": {"words": ["niet", "geen", "nooit", "amper"], "before": 2, "but_not": ["niet alleen"]},
}
NEGATIONS = {language: tuple(item["words"]) for language, item in _NEGATION.items()}
_LINKS = {"en": ("of", "in", "for", "on"), "nl": ("van", "in", "voor", "op")}
_FIRST, _STEP = 700, 46  # ranks of the words: from usual to rare
NAMES = ("Verhoeven", "Lindqvist", "Halden Street", "Noordzee Capital", "Brightwater", "Oostveen")


class Item(NamedTuple):
    """A pattern, what may stand in a text for it, and how far its two sides may be apart.

    `excluding`: what stands in a text is an excluding context of the indicator as well.
    """

    frame: str
    indicator: int
    language: str
    pattern: str
    kind: str
    first: tuple[str, ...]
    second: tuple[str, ...] = ()
    within: int = 0
    excluding: bool = False


@lru_cache(maxsize=4)
def items(size: str, *, plain: bool = False) -> tuple[Item, ...]:
    """All patterns of a codebook, from the most frequent to the rarest."""
    made = []
    words = {language: _Words(language) for language in news_words.LANGUAGES}
    for indicator, place in itertools.product(range(SIZES[size]), range(PER_INDICATOR)):
        for at, frame in enumerate(FRAMES):
            number = (indicator * PER_INDICATOR + place) * len(FRAMES) + at
            kind = _KINDS[(number // len(FRAMES) + 7 * at) % len(_KINDS)]
            kind = _PLAIN.get(kind, kind) if plain else kind
            made += [
                words[language].item(kind, number, frame, indicator)
                for language in news_words.LANGUAGES
            ]
    return tuple(made)


class _Words:
    """Makes patterns of the words of one language; the rank decides how often they are found."""

    def __init__(self, language: str) -> None:
        self._language = language
        made = news_words.vocabulary(language)
        self._content, self._stems = made.content, made.stems
        self._family: dict[str, list[str]] = {}
        for word, stem in zip(made.content, made.stems, strict=True):
            self._family.setdefault(stem, []).append(word)

    def item(self, kind: str, number: int, frame: str, indicator: int) -> Item:
        """Make one pattern and what stands in a text for it."""
        rank = _FIRST + _STEP * number
        pattern, *sides = getattr(self, f"_{kind}")(rank)
        return Item(frame, indicator, self._language, pattern, kind, *sides)

    def word(self, rank: int) -> str:
        """Give the content word of a rank."""
        return self._content[rank].lower()

    def _word(self, rank: int) -> tuple[Any, ...]:
        return self.word(rank), (self.word(rank),)

    def _start(self, rank: int) -> tuple[str, list[str]]:
        """Beginning of the next word with a long stem, and the words of its family."""
        stem = next(stem for stem in self._stems[rank:] if len(stem) > 6)
        start = stem[:-1] if stem.endswith("e") else stem
        return start, [word for word in self._family[stem] if word.startswith(start)]

    def _wild(self, rank: int) -> tuple[Any, ...]:
        start, forms = self._start(rank)
        return f"{start}*", tuple(forms[:6])

    def _ending(self, rank: int) -> tuple[Any, ...]:
        word = self.word(rank)
        return f"*{word}", (word, f"{self.word(rank + 7)}{word}")

    def _phrase(self, rank: int) -> tuple[Any, ...]:
        words = (self.word(rank), self.word(40 + rank % 97))
        if rank % 3 == 0:
            words = (words[0], _LINKS[self._language][rank % 4], words[1])
        text = " ".join(words)
        return text, _variants(text)

    def _long(self, rank: int) -> tuple[Any, ...]:
        start, forms = self._start(rank)
        other = self.word(50 + rank % 89)
        return f"{other} {start}*", tuple(f"{other} {form}" for form in forms[:4])

    def _either(self, rank: int) -> tuple[Any, ...]:
        one, other, last = self.word(rank), self.word(rank + 1), self.word(60 + rank % 83)
        return f"({one}|{other}) {last}", (f"{one} {last}", f"{other} {last}")

    def _near(self, rank: int) -> tuple[Any, ...]:
        one, other, last = self.word(rank), self.word(rank + 3), self.word(30 + rank % 101)
        return f"({one}|{other}) NEAR/8 {last}", (one, other), (last,), 8

    def _before(self, rank: int) -> tuple[Any, ...]:
        start, forms = self._wild(rank)
        last = self.word(35 + rank % 91)
        return f"{start} BEFORE/6 {last}", forms, (last,), 6


def _variants(phrase: str) -> tuple[str, ...]:
    """Write a phrase as newspapers do: mostly plain, at times with other hyphens and blanks."""
    first, rest = phrase.split(" ", 1)
    plain = (phrase,) * 14
    return (
        *plain,
        f"{first}-{rest}",
        f"{first}\u2011{rest}",
        f"{first}\u00a0{rest}",
        f"‘{first}’ {rest}",
    )


def contexts(size: str) -> tuple[Item, ...]:
    """Give the excluding contexts: another word before the first word of an indicator."""
    made: list[Item] = []
    seen = set()
    for item in items(size):
        key = (item.frame, item.indicator, item.language)
        if item.kind == "word" and key not in seen:
            seen.add(key)
            before = "former" if item.language == "en" else "voormalig"
            text = f"{before} {item.pattern}"
            made.append(item._replace(pattern=text, first=(text,), excluding=True))
    return tuple(made)


def book(size: str) -> dict[str, Any]:
    """Give the content of the codebook file."""
    return {
        "name": f"bench-{size}", "version": "1.0.0", "level": "nominal", "unit": "sentence",
        "languages": list(news_words.LANGUAGES), "negation": _NEGATION,
        "frames": [_frame(frame, size) for frame in FRAMES],
    }  # fmt: skip


def _frame(frame: str, size: str) -> dict[str, Any]:
    """Give one frame with all its indicators."""
    english, dutch = FRAMES[frame]
    return {
        "id": frame, "label": {"en": english, "nl": dutch}, "short": f"{english}, invented.",
        "definition": f"{english}: words of an invented codebook, for measuring time.",
        "indicators": list(_indicators(frame, size)),
    }  # fmt: skip


def _indicators(frame: str, size: str) -> Iterator[dict[str, Any]]:
    """Give the indicators of a frame; half of them count negated hits."""
    for number in range(SIZES[size]):
        found = [item for item in items(size) if (item.frame, item.indicator) == (frame, number)]
        apart = [item for item in contexts(size) if (item.frame, item.indicator) == (frame, number)]
        patterns = {
            language: list(
                dict.fromkeys(item.pattern for item in found if item.language == language)
            )
            for language in news_words.LANGUAGES
        }
        if number < 2 * len(NAMES) and number % 2 == 0:
            patterns["any"] = [NAMES[number // 2]]
        exclude = {item.language: [item.pattern] for item in apart}
        if number % 4 == 3:
            unit = {"pattern": found[0].first[0] + " quiz", "scope": "unit"}
            exclude.setdefault(found[0].language, []).append(unit)  # type: ignore[arg-type]
        yield {
            "id": f"{frame}_{number}", "question": "Is one of these words there?",
            "patterns": patterns, **({"exclude": exclude} if exclude else {}),
            "counts_negated": number % 2 == 1,
        }  # fmt: skip


def write(folder: Path, size: str) -> Path:
    """Write the codebook of a size as a file; give its path."""
    path = folder / f"codebook_{size}.yaml"
    text = yaml.safe_dump(book(size), sort_keys=False, allow_unicode=True, width=1000)
    path.write_text(text, encoding="utf-8")
    return path


def plain_patterns(size: str, *, wildcards: bool = True) -> list[str]:
    """List the patterns of the plain form: words and phrases, with or without wildcards."""
    found = {item.pattern for item in items(size, plain=True)}
    return sorted(pattern for pattern in found if wildcards or "*" not in pattern)
