"""A sentence as a line of items: words, punctuation, mentions and quotations.

The rules look at what stands beside a word of saying. A mention ('Jane Doe, professor at
Leiden') and a quotation count as one item each, so that 'beside' means the same for short and
long ones; what is inside a quotation is not looked at.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Final, NamedTuple, Protocol

from analysis._voices.quotations import Quotation

__all__ = ["Found", "Item", "Line", "Named", "Who", "line_of"]

_TOKEN: Final = re.compile(
    r"['’](?:s|re|ve|ll|d)\b|[^\W_]+(?:(?:[-'’.&/]|\.-)[^\W_]+)*|[^\w\s]|_", re.IGNORECASE
)
_FOLD: Final = str.maketrans("’", "'")


class Named(Protocol):
    """What is asked of a mention; `mentions.Mention` is one."""

    @property
    def start(self) -> int:
        """Where the noun phrase begins."""

    @property
    def end(self) -> int:
        """Where it ends."""

    @property
    def kind(self) -> str:
        """What it is: person, organisation, role, pronoun or definite."""

    @property
    def actor(self) -> str | None:
        """Type of the actor."""


class Item(NamedTuple):
    """A word ``w``, sign ``p``, mention ``m`` or quotation ``q`` at ``[start, end)``."""

    kind: str
    low: str
    start: int
    end: int
    mention: Named | None = None
    quotation: Quotation | None = None

    def who(self) -> "Who":
        """Take a mention as the speaker."""
        return Who("mention", self.start, self.end, self.mention)


class Who(NamedTuple):
    """Who speaks: a mention, words that are no mention, a document, or nobody said.

    `how` is ``mention``, ``phrase``, ``document`` or ``nobody``; of a Dutch pronoun whose verb
    shows its number ``he``, ``she``, ``they``, ``it``, ``this`` ('Het') or ``latest`` ('Die');
    `start` and `end` are where the words stand.
    """

    how: str
    start: int
    end: int
    mention: Named | None = None


class Found(NamedTuple):
    """A cue: the words ``[start, end)`` that show speech, and who speaks.

    `at` is its place among the items. `sense` is ``speaks``, ``passes`` for a medium that
    shows what another wrote ('seen by Reuters'), or ``vague`` for speech of nobody named.
    """

    start: int
    end: int
    at: int
    who: tuple[Who, ...]
    sense: str = "speaks"
    lemma: str = ""


class Line(NamedTuple):
    """The items of a sentence, which stands at ``[start, end)`` of the article."""

    items: list[Item]
    start: int
    end: int
    role: str

    def low(self, at: int) -> str:
        """Lower-case word at a place; empty outside the sentence."""
        return self.items[at].low if 0 <= at < len(self.items) else ""

    def kind(self, at: int) -> str:
        """Kind of the item at a place; empty outside the sentence."""
        return self.items[at].kind if 0 <= at < len(self.items) else ""

    def words(self, first: int, last: int) -> list[str]:
        """Lower-case words of the items [first, last) that are words."""
        first, last = max(first, 0), max(last, 0)
        return [item.low for item in self.items[first:last] if item.kind == "w"]

    def cue(
        self,
        first: int,
        last: int,
        who: tuple[Who, ...],
        sense: str = "speaks",
        lemma: str = "",
    ) -> Found:
        """Make a cue of the items first to last."""
        start, end = self.items[first].start, self.items[last].end
        return Found(start, end, first, who, sense, lemma)

    def nobody(self) -> Who:
        """Say that no speaker is named."""
        return Who("nobody", self.start, self.start)

    def quotation_beside(self, at: int, *, reach: int) -> bool:
        """Say whether a quotation stands beside a verb, or with its speaker between."""
        for place in range(at + 1, min(at + reach, len(self.items))):
            if self.kind(place) == "q":
                return True
            if self.low(place) in (";", "."):
                break
        for place in range(at - 1, max(at - 7, -1), -1):
            if self.kind(place) == "q":
                return True
            if self.low(place) in (";", ".", ":"):
                break
        return False

    def phrase_begin(self, at: int, *, stops: frozenset[str], determiners: frozenset[str]) -> int:
        """Go left from a noun to where its phrase begins, four words at most."""
        first = at
        for place in range(at, max(at - 5, -1), -1):
            if self.kind(place) != "w" or self.low(place) in stops:
                break
            first = place
            if self.low(place) in determiners:
                break
        return first

    def places(self, kind: str) -> Iterator[int]:
        """Places of the items of a kind."""
        return (at for at, item in enumerate(self.items) if item.kind == kind)

    def back(self, at: int, fits: Callable[[str], bool]) -> int:
        """Step left from a place while the words fit; give the first that does not."""
        while at >= 0 and self.items[at].kind == "w" and fits(self.items[at].low):
            at -= 1
        return at

    def on(self, at: int, fits: Callable[[str], bool]) -> int:
        """Step right from a place while the words fit; give the first that does not."""
        while at < len(self.items) and self.items[at].kind == "w" and fits(self.items[at].low):
            at += 1
        return at


def line_of(
    text: str,
    span: tuple[int, int],
    role: str,
    mentions: Sequence[Named],
    quoted: Sequence[Quotation],
) -> Line:
    """Make the line of a sentence.

    `mentions` and `quoted` are those that touch the sentence, in order; of mentions within
    each other the longest counts, and those inside a quotation are left out.
    """
    start, end = span
    items: list[Item] = []
    blocks: list[Item] = [
        Item("q", "", max(one.start, start), min(one.end, end), None, one) for one in quoted
    ]
    for one in sorted(mentions, key=lambda mention: (mention.start, -mention.end)):
        inside = start <= one.start and one.end <= end
        if inside and not any(_meet(block, one.start, one.end) for block in blocks):
            low = text[one.start : one.end].lower().translate(_FOLD)
            blocks.append(Item("m", low, one.start, one.end, one))
    place = start
    blocks += _names(text, span, role, blocks)
    for block in sorted(blocks, key=lambda item: item.start):
        items += _tokens(text, place, block.start)
        items.append(block)
        place = block.end
    items += _tokens(text, place, end)
    return Line(items, start, end, role)


_NAME: Final = re.compile(
    r"(?<![\w'’-])[A-Z][\w&’'-]*[^\W\d_](?: (?:van |de |der |den |of )*[A-Z][\w&’'-]*[^\W\d_])*"
)
_ARTICLE: Final = re.compile(r"(?:The|A|An|De|Het|Een) ")
_NO_NAME: Final = re.compile(
    r"(?:The|A|An|This|That|These|Those|It|He|She|They|We|I|You|But|And|In|On|At|As|If|For|However"
    r"|Meanwhile|According|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|Some|Others"
    r"|Critics|Users|Experts|Analysts|De|Het|Een|Dit|Dat|Die|Deze|Er|Hij|Zij|Ze|We|Wij|Ik|Maar|En"
    r"|Volgens|Ook|Toch|Zo|Op|Bij|Voor|Door|Met|Als|Wie|Wat|Waar|Nu|Toen|Daarom|Daarnaast|Verder"
    r"|Daarbij|January|February|March|April|May|June|July|August|September|October|November"
    r"|December|Yesterday|Today|Tomorrow|Wel|Niet|Naar|Over|Uit|Tegen|Anderen|Sommigen|Velen"
    r"|People|Many|Most|Several|Both|One|Two|Three|Asked|When|While|After|Before|Since|With|By"
    r"|(?:Amerikaanse|Europese|Nederlandse|Belgische|Vlaamse|Duitse|Franse|Britse"
    r"|Russische)(?! [A-Z])"
    r"|To|From|Not|No|Yes|Rumou?rs?|Word|[A-Z][a-z]*n['’]t"
    r"|Nee|Ja|AI|CEO|CTO|CFO|US|UK|EU|VS|U.S|Chinese|American|European)\b"
)
_AFTER_NAME: Final = re.compile(
    r"(?:, (?:the|a|an|de|het|een)|,? (?:who|which|whose|through|die|dat|wiens|\d\d,"
    r"|has|had|heeft|had|said|says|zegt|zei|told|stelt"
    r"|claims|claimed|claimt|warns|warned|argues|argued|accuses|accused|beschuldigt|meldt|denies"
    r"|denied|ontkent|wrote|writes|schrijft|believes|noemt|called|added|told|tells))\b"
)


def _names(text: str, span: tuple[int, int], role: str, blocks: Sequence[Item]) -> list[Item]:
    """Take capitalised words that no mention holds as mentions of somebody not known."""
    if role in ("headline", "heading"):
        return []
    found = []
    for match in _NAME.finditer(text, *span):
        start, end = match.span()
        if article := _ARTICLE.match(text, start, end):
            start = article.end()
        if _NO_NAME.match(text, start) or any(_meet(block, start, end) for block in blocks):
            continue
        if start == span[0] and " " not in text[start:end] and not _AFTER_NAME.match(text, end):
            continue
        words = text[start:end].translate(_FOLD)
        stop = end - 2 if words.endswith("'s") else end
        found.append(Item("m", words.lower(), start, stop))
    return found


def _meet(block: Item, start: int, end: int) -> bool:
    """Say whether a block and ``[start, end)`` overlap."""
    return block.start < end and start < block.end


def _tokens(text: str, start: int, end: int) -> list[Item]:
    """Words and signs of a stretch of text."""
    return [
        Item("w" if match.group()[-1].isalnum() else "p", match.group().lower().translate(_FOLD),
             match.start(), match.end())
        for match in _TOKEN.finditer(text, start, end)
    ]  # fmt: skip
