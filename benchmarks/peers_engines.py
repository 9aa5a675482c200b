"""Engines that look for many patterns in texts, each as its own users would run it.

Every engine gets the same patterns (words, phrases, and where it can, `*` at either end of a word)
and the same texts. `search` is what is timed: it finds all it can, with offsets where it has them.
`counts` says how often each pattern (or where that is all there is, each frame) was found.
Packages are imported when an engine is made; one that is not installed is left out and named.
"""

import re
from collections import Counter
from collections.abc import Callable
from typing import Any

import peers_literals as literals
from peers_patterns import (
    Counts,
    Engine,
    Frames,
    Named,
    Ready,
    Texts,
    alternation,
    expression,
    flat,
    literal,
)

_BATCH = 2_000

# This kit ---------------------------------------------------------------------------


def framewaves(*, known: bool = False) -> Callable[[Frames], Ready]:
    """Matcher of this kit, compiled: all hits with offsets.

    Words are learned as they are met. A run begins with none, or, with `known`, with those of the
    runs before it, as when most of a large corpus was read already.
    """

    def make(frames: Frames) -> Ready:
        import numpy as np

        from analysis import _compiled
        from analysis._tokens.stream import read
        from analysis._tokens.types import Types
        from analysis.matching import Matcher

        if not _compiled.worth(10**9):
            return framewaves_plain(frames)
        matcher, kept = Matcher(flat(frames)), Types()

        def search(given: Texts) -> list[tuple[Any, ...]]:
            types, made = kept if known else Types(), []
            for start in range(0, len(given.texts), _BATCH):
                tokens = read(given.texts[start : start + _BATCH], types)
                edges = np.searchsorted(tokens.first, tokens.texts)
                found = matcher.find_all(tokens, types, edges[:-1], edges[1:])
                text = tokens.texts[found.unit]
                begin, end = tokens.first[found.first] - text, tokens.last[found.last] - text
                made.append((found.unit + start, found.pattern, begin, end))
            return made

        def counts(given: Texts) -> Counts:
            names = matcher.texts
            return Counter(names[number] for part in search(given) for number in part[1].tolist())

        return Ready(search, counts)

    return make


def framewaves_plain(frames: Frames) -> Ready:
    """Matcher of this kit without numba, a text at a time."""
    from analysis.matching import Matcher

    matcher = Matcher(flat(frames))

    def search(given: Texts) -> list[Any]:
        return [matcher.find(text) for text in given.texts]

    return Ready(
        search, lambda given: Counter(hit.pattern for hits in search(given) for hit in hits)
    )


# Expressions --------------------------------------------------------------------------


def python_re(frames: Frames) -> Ready:
    """Use the module `re`, one alternation."""
    shape = re.compile(alternation(flat(frames)), re.IGNORECASE)
    named = Named(flat(frames))

    def search(given: Texts) -> list[list[tuple[int, int]]]:
        return [[found.span() for found in shape.finditer(text)] for text in given.texts]

    return Ready(
        search,
        lambda given: Counter(
            named(found[0]) for text in given.texts for found in shape.finditer(text)
        ),
    )


def google_re2(frames: Frames) -> Ready:
    """RE2, one alternation."""
    import re2

    options = re2.Options()
    options.case_sensitive, options.max_mem = False, 1 << 30
    shape = re2.compile(alternation(flat(frames)), options)
    named = Named(flat(frames))

    def search(given: Texts) -> list[list[tuple[int, int]]]:
        return [[found.span() for found in shape.finditer(text)] for text in given.texts]

    return Ready(
        search,
        lambda given: Counter(
            named(found[0]) for text in given.texts for found in shape.finditer(text)
        ),
    )


def pandas_count(frames: Frames) -> Ready:
    """`Series.str.count`, one alternation for each frame."""
    import pandas as pd

    shapes = [re.compile(alternation(patterns), re.IGNORECASE) for patterns in frames]

    def search(given: Texts) -> list[Any]:
        column = pd.Series(given.texts, dtype="object")
        return [column.str.count(shape) for shape in shapes]

    return Ready(
        search, lambda given: Counter({n: int(c.sum()) for n, c in enumerate(search(given))})
    )


def _summed(columns: list[Any]) -> Counts:
    """Add up the counts of each frame."""
    return Counter({number: int(column.sum()) for number, column in enumerate(columns)})


class _Column:
    """Texts as a column of polars, made once, as if it had been read from a file."""

    def __init__(self) -> None:
        import polars

        self._series = polars.Series
        self._of: tuple[list[str], Any] = ([], None)

    def __call__(self, given: Texts) -> Any:
        if self._of[0] is not given.texts:
            self._of = given.texts, self._series(given.texts)
        return self._of[1]


def polars_count(frames: Frames) -> Ready:
    r"""Count with `str.count_matches`, one alternation for each frame.

    Edges of ASCII: with those of Unicode it takes fifty times longer.
    """
    column, shapes = _Column(), ["(?i)" + alternation(patterns, r"(?-u:\b)") for patterns in frames]

    def search(given: Texts) -> list[Any]:
        return [column(given).str.count_matches(shape) for shape in shapes]

    return Ready(
        search, lambda given: Counter({n: int(c.sum()) for n, c in enumerate(search(given))})
    )


def polars_any(frames: Frames) -> Ready:
    """`str.contains_any`: whether a text holds any of the literals, for each frame."""
    column = _Column()
    parts = [sorted({literal(pattern)[0] for pattern in patterns}) for patterns in frames]

    def search(given: Texts) -> list[Any]:
        return [column(given).str.contains_any(part, ascii_case_insensitive=True) for part in parts]

    return Ready(search, None)


def polars_extract(frames: Frames) -> Ready:
    """`str.extract_many`: all literals found, overlapping."""
    column = _Column()
    known = {literal(pattern)[0]: pattern for pattern in flat(frames)}

    def search(given: Texts) -> Any:
        return column(given).str.extract_many(
            list(known), ascii_case_insensitive=True, overlapping=True
        )

    def counts(given: Texts) -> Counts:
        found = (text.lower() for listed in search(given).to_list() for text in listed)
        return Counter(known[text] for text in found if text in known)

    return Ready(search, counts)


def hyperscan_flags(*names: str) -> Callable[[Frames], Ready]:
    """Hyperscan with the flags of these names, on UTF-8."""

    def make(frames: Frames) -> Ready:
        import hyperscan

        patterns = flat(frames)
        flags = hyperscan.HS_FLAG_CASELESS
        for name in names:
            flags |= getattr(hyperscan, f"HS_FLAG_{name}")
        database = hyperscan.Database()
        shapes = [expression(pattern).encode() for pattern in patterns]
        database.compile(
            expressions=shapes, ids=range(len(shapes)), elements=len(shapes), flags=flags
        )

        def scan(given: Texts) -> list[tuple[int, int, int]]:
            found: list[tuple[int, int, int]] = []

            def note(number: int, start: int, end: int, _flags: int, _context: object) -> None:
                found.append((number, start, end))

            for text in given.texts:
                database.scan(text.encode(), match_event_handler=note)
            return found

        return Ready(scan, lambda given: Counter(patterns[number] for number, _, _ in scan(given)))

    return make


_ASCII = "word edges and capitals of ASCII only; quotation marks inside phrases"
_SIGNS = "only one blank between the words of a phrase"
_MARKS = "quotation marks and non-breaking hyphens inside phrases"
_ONE = f"of two patterns that overlap, one is found; {_MARKS}"
_PARTS = "finds parts of words"

OURS = Engine("framewaves", framewaves(), "analysis")
KNOWN = Engine("framewaves, words met before", framewaves(known=True), "analysis")
PLAIN = Engine("framewaves without numba", framewaves_plain, "analysis")
ENGINES = (
    OURS,
    KNOWN,
    PLAIN,
    Engine("hyperscan, ends only", hyperscan_flags(), "hyperscan", "ends", bare=True, why=_ASCII),
    Engine("hyperscan", hyperscan_flags("SOM_LEFTMOST"), "hyperscan", "bytes", bare=True,
           why=_ASCII),
    Engine("ahocorasick_rs, bare", literals.ahocorasick_rs(checked=False), "ahocorasick_rs",
           bare=True, why=_PARTS),
    Engine("ahocorasick_rs, edges checked", literals.ahocorasick_rs(checked=True),
           "ahocorasick_rs", why=_SIGNS),
    Engine("pyahocorasick, edges checked", literals.pyahocorasick, "ahocorasick", why=_SIGNS),
    Engine("google-re2", google_re2, "re2", why=f"{_ASCII}; {_ONE}"),
    Engine("polars contains_any", polars_any, "polars", "no", why=f"says only whether; {_PARTS}"),
    Engine("polars count_matches", polars_count, "polars", "no", by_frame=True,
           why=f"{_ASCII}; {_ONE}"),
    Engine("polars extract_many", polars_extract, "polars", "no", why=_PARTS),
    Engine("pandas str.count", pandas_count, "pandas", "no", by_frame=True, why=_ONE),
    Engine("re, one alternation", python_re, "re", why=_ONE),
    Engine("flashtext", literals.flashtext, "flashtext", wildcards=False,
           why=f"longest match only; {_SIGNS}"),
    Engine("spaCy PhraseMatcher", literals.spacy_phrases, "spacy", wildcards=False,
           why=f"hyphens and apostrophes stay inside its tokens; {_SIGNS}"),
    Engine("scikit-learn CountVectorizer", literals.sklearn_counts, "sklearn", "no",
           wildcards=False, why="phrases jump over punctuation"),
)  # fmt: skip
