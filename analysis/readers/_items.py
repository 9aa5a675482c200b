"""What a reader hands over: articles, refusals, and what the file says of itself.

A reader goes through one file and yields these items in the order of the file. It never
drops anything: what cannot be an article is a `Rejected` with its position and reason.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

__all__ = ["Article", "Claim", "Item", "Provenance", "Rejected", "Remark", "compose"]


@dataclass(frozen=True)
class Article:
    """One article as the file gives it; nothing is corrected, empty fields are None.

    `position` counts from 1 in the order of the file, over articles and refusals alike.
    `text` is what offsets will point into: title and body, see `compose`. `date` are the
    words in which the file gives the day of publication. Other days go to `raw` under
    `load_date`, `update_date`, `crawl_date`, `seen_date` or `indexed_date`: they are not
    the day of publication. `identity` is an accession number, a URN or a document number.
    `stated_words` is the length that the file states. `raw` holds every other field.
    `origin` is for tables that were made from other files: it may hold the `source_file`,
    `source_format`, `position_in_file`, `doc_id`, `language_source` and
    `language_confidence` that the article had there.
    """

    position: int
    text: str
    title: str | None = None
    outlet: str | None = None
    author: str | None = None
    section: str | None = None
    url: str | None = None
    language: str | None = None
    date: str | None = None
    identity: str | None = None
    stated_words: int | None = None
    has_body: bool = True
    remarks: tuple[str, ...] = ()
    raw: Mapping[str, object] = field(default_factory=dict)
    origin: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class Rejected:
    """Something at `position` that should be an article and cannot be read as one.

    `position` is None if the place is not known; `count` stands for several articles,
    such as those that the cover announces and the file does not hold. `quote` are the
    first words found there.
    """

    position: int | None
    reason: str
    quote: str = ""
    count: int = 1


@dataclass(frozen=True)
class Claim:
    """How many articles the file says it holds, and where it says so.

    `elsewhere`: it lists articles that are in files of their own beside it.

    Examples
    --------
    >>> Claim(100, "cover").expected
    100
    """

    expected: int
    by: str
    elsewhere: bool = field(default=False, repr=False)


@dataclass(frozen=True)
class Provenance:
    """How the file was made: its query and other lines of its cover page."""

    query: str | None = None
    facts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Remark:
    """Something about the file as a whole that a researcher should know."""

    text: str


Item = Article | Rejected | Claim | Provenance | Remark


def compose(title: str | None, paragraphs: Iterable[str]) -> str:
    r"""Put an article together: the title, then its paragraphs, with blank lines between.

    Examples
    --------
    >>> compose("A title", ["One.", "  ", "Two."])
    'A title\n\nOne.\n\nTwo.'
    """
    parts = [title or "", *paragraphs]
    return "\n\n".join(part.strip() for part in parts if part and part.strip())
