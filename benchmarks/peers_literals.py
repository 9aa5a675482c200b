"""Engines that look for literal texts and know no words: Aho-Corasick, flashtext, tokens.

A wildcard becomes the part without `*`; what stands before and behind is looked at afterwards.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any

from peers_patterns import Counts, Frames, Ready, Texts, flat, literal

Span = tuple[int, int, int]


class _Literals:
    """Literals, each once, with the patterns that it stands for and their open sides."""

    def __init__(self, frames: Frames) -> None:
        self.patterns: list[list[tuple[str, bool, bool]]] = []
        places: dict[str, int] = {}
        for pattern in flat(frames):
            text, left, right = literal(pattern)
            if text not in places:
                places[text] = len(self.patterns)
                self.patterns.append([])
            self.patterns[places[text]].append((pattern, left, right))
        self.texts = list(places)

    def checked(
        self, low: str, found: Iterable[tuple[int, int, int]]
    ) -> list[tuple[str, int, int]]:
        """Keep what begins and ends where words do, unless the pattern is open there."""
        kept, size, patterns = [], len(low), self.patterns
        for number, start, end in found:
            begins = start == 0 or not low[start - 1].isalnum()
            ends = end == size or not low[end].isalnum()
            for pattern, left, right in patterns[number]:
                if (begins or left) and (ends or right):
                    kept.append((pattern, start, end))
        return kept


def ahocorasick_rs(*, checked: bool) -> Callable[[Frames], Ready]:
    """Aho-Corasick in Rust; bare, or with the edges of words looked at behind it."""

    def make(frames: Frames) -> Ready:
        import ahocorasick_rs as engine

        known = _Literals(frames)
        machine = engine.AhoCorasick(known.texts)

        def search(given: Texts) -> list[Any]:
            lows = (text.lower() for text in given.texts)
            if not checked:
                return [machine.find_matches_as_indexes(low, overlapping=True) for low in lows]
            return [
                known.checked(low, machine.find_matches_as_indexes(low, overlapping=True))
                for low in lows
            ]

        return Ready(search, _counted(known, search, checked=checked))

    return make


def pyahocorasick(frames: Frames) -> Ready:
    """Aho-Corasick in C, with the edges of words looked at behind it."""
    import ahocorasick

    known = _Literals(frames)
    machine = ahocorasick.Automaton()
    for number, text in enumerate(known.texts):
        machine.add_word(text, (number, len(text) - 1))
    machine.make_automaton()

    def search(given: Texts) -> list[Any]:
        made = []
        for text in given.texts:
            low = text.lower()
            found = ((n, last - reach, last + 1) for last, (n, reach) in machine.iter(low))
            made.append(known.checked(low, found))
        return made

    return Ready(search, _counted(known, search, checked=True))


def _counted(
    known: _Literals, search: Callable[[Texts], list[Any]], *, checked: bool
) -> Callable[[Texts], Counts]:
    def counts(given: Texts) -> Counts:
        found = (item[0] for listed in search(given) for item in listed)
        if checked:
            return Counter(found)
        return Counter(pattern for number in found for pattern, _, _ in known.patterns[number])

    return counts


def flashtext(frames: Frames) -> Ready:
    """Flashtext's keywords."""
    from flashtext import KeywordProcessor

    processor = KeywordProcessor(case_sensitive=False)
    for pattern in flat(frames):
        processor.add_keyword(pattern, pattern)

    def search(given: Texts) -> list[Any]:
        return [processor.extract_keywords(text, span_info=True) for text in given.texts]

    return Ready(
        search, lambda given: Counter(item[0] for listed in search(given) for item in listed)
    )


def spacy_phrases(frames: Frames) -> Ready:
    """PhraseMatcher behind the blank tokenisers of English and Dutch."""
    import spacy
    from spacy.matcher import PhraseMatcher

    patterns = flat(frames)
    pipes, matchers = {}, {}
    for language in ("en", "nl"):
        pipes[language] = spacy.blank(language)
        matchers[language] = PhraseMatcher(pipes[language].vocab, attr="LOWER")
        for pattern in patterns:
            matchers[language].add(pattern, [pipes[language].make_doc(pattern)])

    def search(given: Texts) -> list[tuple[str, int, int]]:
        found = []
        for text, language in zip(given.texts, given.languages, strict=True):
            doc = pipes[language].make_doc(text)
            for key, start, end in matchers[language](doc):
                span = doc[start:end]
                found.append((key, span.start_char, span.end_char))
        return found

    def counts(given: Texts) -> Counts:
        strings = {key: text for pipe in pipes.values() for text in patterns
                   for key in (pipe.vocab.strings[text],)}  # fmt: skip
        return Counter(strings[key] for key, _, _ in search(given))

    return Ready(search, counts)


def sklearn_counts(frames: Frames) -> Ready:
    """CountVectorizer with a fixed vocabulary."""
    from sklearn.feature_extraction.text import CountVectorizer

    patterns = flat(frames)
    longest = max(len(pattern.split()) for pattern in patterns)
    vectorizer = CountVectorizer(
        vocabulary=patterns, ngram_range=(1, longest), token_pattern=r"(?u)\b\w+\b"
    )

    def counts(given: Texts) -> Counts:
        sums = vectorizer.transform(given.texts).sum(axis=0).tolist()[0]
        return Counter({pattern: int(n) for pattern, n in zip(patterns, sums, strict=True) if n})

    return Ready(lambda given: vectorizer.transform(given.texts), counts)
