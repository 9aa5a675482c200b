"""Keep the account of one file: what it says it holds, and what became of it.

The rows are those of the contract `receipt`. They balance: what is expected is what was
read and what was rejected.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from analysis.readers import Claim, Provenance

__all__ = ["Account", "line", "plural"]

_FOR_ARTICLES: Final = ("n_without_text", "n_without_date", "n_duplicates", "n_word_mismatch")
_DATED_LATER: Final = frozenset({"text", "markdown", "docx", "rtf"})
_QUOTED: Final = 60


def line(name: str, status: str, reason: str | None = None, **columns: object) -> dict[str, Any]:
    """Make a row of the receipt.

    Examples
    --------
    >>> line("a.txt", "skipped", "hidden file")
    {'source_file': 'a.txt', 'status': 'skipped', 'reason': 'hidden file'}
    """
    return {"source_file": name, "status": status, "reason": reason or None, **columns}


def plural(number: int, noun: str) -> str:
    """Write a number with its noun.

    Examples
    --------
    >>> plural(1, "article"), plural(1_200, "article")
    ('1 article', '1,200 articles')
    """
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


@dataclass
class Account:
    """The account of one file that is being read.

    `ready` gives the rows on single articles that are certain; the row of the file itself
    comes last, from `close`. A file that holds one article has its remarks in its own row.

    Examples
    --------
    >>> account = Account("a.docx", "nexis-docx", 10)
    >>> account.claim(Claim(3, "cover"))
    >>> account.accept(1, [], has_body=True, dated=True, mismatch=False)
    >>> account.refuse(2, "no headline")
    >>> [row["reason"] for row in account.close()]
    ['no headline', '1 article announced on the cover is not in the file', None]
    """

    name: str
    source_format: str
    n_bytes: int | None
    claims: list[Claim] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    query: str | None = None
    encoding: str | None = None
    n_read: int = 0
    n_rejected: int = 0
    _last: int = 0
    _items: int = 0
    _counts: dict[str, int] = field(default_factory=lambda: dict.fromkeys(_FOR_ARTICLES, 0))
    _rows: list[dict[str, Any]] = field(default_factory=list)
    _broken: str = ""

    def claim(self, claim: Claim) -> None:
        """Note what the file says it holds."""
        self.claims.append(claim)

    def provenance(self, made: Provenance) -> None:
        """Note how the file was made."""
        facts = [f"{label}: {value}" for label, value in made.facts.items()]
        self.query = "; ".join(filter(None, [self.query, made.query, *facts])) or None

    def remark(self, text: str) -> None:
        """Note a remark on the file, once."""
        if text and text not in self.remarks:
            self.remarks.append(text)

    def accept(
        self, position: int, remarks: list[str], *, has_body: bool, dated: bool, mismatch: bool
    ) -> None:
        """Count an article that was read."""
        self._count(position, 1)
        self.n_read += 1
        self._counts["n_without_text"] += not has_body
        self._counts["n_without_date"] += not dated
        self._counts["n_word_mismatch"] += mismatch
        if remarks:
            self._add(position, "remark", "; ".join(dict.fromkeys(remarks)))

    def refuse(self, position: int | None, reason: str, quote: str = "", count: int = 1) -> None:
        """Count an article that is rejected, or several."""
        place = position or self._last + 1
        self._count(position, count)
        self.n_rejected += count
        shown = " ".join(quote.split())[:_QUOTED]
        self._add(place, "rejected", f"{reason}: {shown!r}" if shown else reason)

    def duplicate(self) -> None:
        """Count an article that came before, whether it is rejected or not."""
        self._counts["n_duplicates"] += 1

    def broken(self, reason: str) -> None:
        """Note that the file cannot be read on."""
        self._broken = reason

    def ready(self) -> list[dict[str, Any]]:
        """Take the rows on single articles, once it is clear that the file holds several."""
        if self._items < 2:
            return []
        rows, self._rows = self._rows, []
        return rows

    def close(self) -> list[dict[str, Any]]:
        """Settle the account: the rows that are left, and at the end that of the file."""
        in_file = self.n_read + self.n_rejected
        self._refuse_the_rest()
        found = self.n_read + self.n_rejected
        self._compare(in_file)
        rows, reasons = self._rows, self.remarks
        if found <= 1:  # the file is the article
            reasons, rows = [*reasons, *(row["reason"] for row in rows)], []
        elif not self.n_read and not reasons:
            reasons = [f"none of its {plural(found, 'article')} could be taken"]
        if found == 0 and not reasons:
            reasons = ["holds no articles"]
        return [*rows, self._file_row("; ".join(dict.fromkeys(reasons)))]

    def of_list(self, expected: int, here: int) -> dict[str, Any]:
        """Make the row of a file that lists articles, of which some are in files beside it."""
        named = f"a list of {plural(expected, 'article')} and not their texts"
        absent = expected - here
        if not absent:
            reason = f"{named}; the files beside it hold as many"
            return line(self.name, "skipped", reason, source_format=self.source_format,
                        query=self.query, n_bytes=self.n_bytes)  # fmt: skip
        self.n_rejected = absent
        of_them = "none of them is" if not here else f"{absent:,} of them are not"
        remedy = "download the full documents"
        return self._file_row(f"{named}; {of_them} in the files beside it; {remedy}")

    def _compare(self, in_file: int) -> None:
        """Remark on claims that fall short of what the file holds."""
        number = plural(in_file, "article")
        for claim in self.claims:
            if claim.expected < in_file:
                self.remark(f"{number} found, although the {claim.by} says {claim.expected:,}"
                            if claim.by == "cover" else
                            f"{number} found, but {claim.by}: {claim.expected:,}")  # fmt: skip

    def _refuse_the_rest(self) -> None:
        """Refuse what was announced and not found, or what an error kept from being read."""
        most = max(self.claims, key=lambda claim: claim.expected, default=None)
        found = self.n_read + self.n_rejected
        absent = max(0, most.expected - found) if most else 0
        if self._broken:
            reason = f"cannot be read on: {self._broken}" if found else self._broken
            also = f" ({plural(absent, 'article')} announced)" if absent > 1 else ""
            self.refuse(None, reason + also, count=max(1, absent))
        elif absent and most:
            where = "on the cover" if most.by == "cover" else f"by {most.by}"
            be = "is" if absent == 1 else "are"
            self.refuse(None, f"{plural(absent, 'article')} announced {where} {be} not in the file",
                        count=absent)  # fmt: skip

    def _file_row(self, reason: str) -> dict[str, Any]:
        """Make the row of the file."""
        counts: Mapping[str, int | None] = self._counts
        if self.source_format in _DATED_LATER and self._counts["n_without_date"]:
            counts = {**counts, "n_without_date": None}  # its date is looked for in the text
        return line(
            self.name,
            "read" if self.n_read else "rejected",
            reason,
            source_format=self.source_format,
            expected=self.n_read + self.n_rejected,
            expected_by=", ".join(f"{one.by} {one.expected:,}" for one in self.claims) or None,
            n_read=self.n_read,
            n_rejected=self.n_rejected,
            query=self.query,
            n_bytes=self.n_bytes,
            encoding=self.encoding,
            **counts,
        )

    def _count(self, position: int | None, count: int) -> None:
        """Note where the reading is, and how many articles there were."""
        self._last = max(self._last, position or self._last + 1)
        self._items += count

    def _add(self, position: int, status: str, reason: str) -> None:
        """Add a row on one article."""
        self._rows.append(line(self.name, status, reason, position_in_file=position,
                               source_format=self.source_format))  # fmt: skip
