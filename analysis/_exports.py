"""Read one file: from the items that its reader gives to rows of articles and receipt.

This is the one boundary at which any error of a reader is caught: it costs the rest of that
file, with the reason in the receipt, and never another file.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple

from analysis import _metadata
from analysis._account import Account, line
from analysis._records import Record, body_words, record
from analysis._seen import Copy, Seen
from analysis.contracts import FramewavesError
from analysis.readers import (
    Article,
    Claim,
    Item,
    Options,
    Provenance,
    Reader,
    Rejected,
    Remark,
    Source,
    Unreadable,
    recognise,
)
from analysis.readers._kinds import unknown
from analysis.readers._source import Text
from analysis.readers._walk import Found
from analysis.study import Study

__all__ = ["Made", "Run", "rows_of"]

_WORDS_APART: Final = 0.2
_SHOWN: Final = 120


class Made(NamedTuple):
    """A row of `documents` or one of `receipt`."""

    document: dict[str, Any] | None = None
    receipt: dict[str, Any] | None = None


class _List(NamedTuple):
    """A file that lists articles which are in files of their own: its account, and how many."""

    account: Account
    expected: int


@dataclass
class Run:
    """What stays the same, and what is remembered, from file to file.

    `held` counts the articles in the files of a folder, by their form.
    """

    options: Options
    metadata: _metadata.Metadata | None
    seen: Seen = field(default_factory=Seen)
    names: set[str] = field(default_factory=set)
    lists: list[_List] = field(default_factory=list)
    held: Counter[tuple[str, str]] = field(default_factory=Counter)

    @classmethod
    def of(cls, study: Study, metadata: _metadata.Metadata | None) -> "Run":
        """Begin a reading."""
        said = study.reading
        options = Options(said.columns, study.languages, said.mojibake, said.encoding)
        return cls(options, metadata)

    def the_end(self) -> Iterator[Made]:
        """Rows of lists of articles, of metadata without a file, and remarks on the metadata."""
        yield from (Made(receipt=row) for row in self._lists())
        if self.metadata is None:
            return
        table = self.metadata
        for article, number in table.missing():
            reason = f"in the metadata, line {number}, but no such file"
            yield Made(receipt=line(article, "missing", reason))
        if table.remarks:
            reason = "; ".join(table.remarks)
            yield Made(receipt=line(table.name, "remark", reason, n_bytes=table.n_bytes,
                                     encoding=table.encoding))  # fmt: skip

    def _lists(self) -> Iterator[dict[str, Any]]:
        """Compare each list with what the files beside it hold."""
        for account, expected in self.lists:
            place = (_folder(account.name), account.source_format)
            here = min(expected, self.held[place])
            self.held[place] -= here
            yield account.of_list(expected, here)


def _folder(name: str) -> str:
    """Name of the folder, or the archive, that a file is in."""
    return name.rpartition("/")[0]


def rows_of(found: Found, run: Run) -> Iterator[Made]:
    """Give the rows of one file."""
    twice = found.name in run.names
    run.names.add(found.name)
    if twice:
        reason = (
            "another file has the same name (or has it in other Unicode characters); rename one"
        )
        yield _not_read(found, "rejected", reason)
    elif found.source is None:
        yield _not_read(found, found.status, found.reason)
    else:
        yield from _opened(found, found.source, run)
    if run.metadata is not None:
        run.metadata.seen(found.name)


def _not_read(found: Found, status: str, reason: str) -> Made:
    """Make the row of a file that is not read; one that is rejected counts as one article."""
    counts = {"expected": 1, "n_read": 0, "n_rejected": 1} if status == "rejected" else {}
    return Made(receipt=line(found.name, status, reason, n_bytes=found.n_bytes, **counts))


def _opened(found: Found, source: Source, run: Run) -> Iterator[Made]:
    """Give the rows of a file that can be opened."""
    try:
        reader = recognise(source)
        status, reason = unknown(source) if reader is None else ("read", "")
    except Exception as cause:
        reader, status, reason = None, "rejected", _plainly(cause)
    if reader is None:
        yield _not_read(found, status, reason)
    else:
        yield from _OneFile(run, reader, source, found).rows()


# One file -------------------------------------------------------------------------


@dataclass(frozen=True)
class _Noted(Source):
    """A source that remembers how its text was decoded."""

    texts: list[Text] = field(default_factory=list)

    def text(self, encoding: str | None = None) -> Text:
        """Give the whole content as text."""
        found = super().text(encoding)
        self.texts.append(found)
        return found


class _Broken(NamedTuple):
    """The reader cannot go on; the reason in plain words."""

    reason: str


def _plainly(cause: Exception) -> str:
    """Say in plain words why a file cannot be read, without the path of anything."""
    if isinstance(cause, (Unreadable, FramewavesError)):
        return str(cause) or "cannot be read"
    if isinstance(cause, MemoryError):
        return "too large for the memory of this computer; split it"
    if isinstance(cause, OSError):
        return f"cannot be opened ({cause.strerror or type(cause).__name__})"
    return (f"its reader failed ({type(cause).__name__}); the file may be damaged, else please "
            f"report it")  # fmt: skip


def _items(reader: Reader, source: Source, options: Options) -> Iterator[Item | _Broken]:
    """Give the items of a file; an error becomes the last of them."""
    try:
        yield from reader.read(source, options)
    except Exception as cause:
        yield _Broken(_plainly(cause))


class _OneFile:
    """The reading of one file."""

    def __init__(self, run: Run, reader: Reader, source: Source, found: Found) -> None:
        self._run, self._reader = run, reader
        self._source = _Noted(source.name, source.n_bytes, source.opened, source.most_bytes)
        self._account = Account(found.name, reader.format, found.n_bytes)
        given = run.metadata.row(found.name) if run.metadata else None
        self._given: _metadata.Row | None = given

    def rows(self) -> Iterator[Made]:
        """Give the articles of the file and the rows of the receipt, that of the file last."""
        first: Article | None = None  # held back until it is known whether it is the only one
        number = 0
        for item in _items(self._reader, self._source, self._run.options):
            counts = isinstance(item, (Article, Rejected))
            number += counts
            if number == 1 and isinstance(item, Article):
                first = item
                continue
            if first is not None and (counts or isinstance(item, _Broken)):
                yield from self._article(first, alone=False)
                first, number = None, 2
            yield from self._item(item)
            yield from (Made(receipt=row) for row in self._account.ready())
        alone = number == 1 and all(claim.expected <= 1 for claim in self._account.claims)
        if first is not None:
            yield from self._article(first, alone=alone)
        if self._given is not None and not alone and number:
            self._account.remark("its row in the metadata is not used: it holds several articles")
        self._note_decoding()
        account, run = self._account, self._run
        listed = [claim.expected for claim in account.claims if claim.elsewhere]
        if listed and not number:
            run.lists.append(_List(account, max(listed)))
            return
        run.held[_folder(account.name), account.source_format] += (
            account.n_read + account.n_rejected
        )
        yield from (Made(receipt=row) for row in account.close())

    def _item(self, item: Item | _Broken) -> Iterator[Made]:
        """Take one item of the reader."""
        account = self._account
        match item:
            case Article():
                yield from self._article(item, alone=False)
            case Rejected():
                account.refuse(item.position, item.reason, item.quote, item.count)
            case Claim():
                account.claim(item)
            case Provenance():
                account.provenance(item)
            case Remark():
                account.remark(item.text)
            case _Broken():
                account.broken(item.reason)

    def _article(self, article: Article, *, alone: bool) -> Iterator[Made]:
        """Take one article: read, unless it is the same as one that came before."""
        account, options = self._account, self._run.options
        given = self._given if alone else None
        made = record(article, account.name, account.source_format, options,
                      given=given, query=account.query)  # fmt: skip
        before = self._look(article, made)
        if before is not None and (before.same_text or before.exported_twice):
            account.duplicate()
        if before is not None and before.exported_twice:
            why = made.identity or "same text, outlet and date"
            reason = f"exported twice: the same as {before.place} ({why})"
            account.refuse(article.position, reason)
            return
        remarks = [*made.remarks, *self._remarks(made, before, alone=alone)]
        apart = _words_apart(article)
        account.accept(article.position, [*remarks, apart] if apart else remarks,
                       has_body=article.has_body, dated=made.date is not None,
                       mismatch=bool(apart))  # fmt: skip
        if article.origin and self._run.metadata is not None:
            self._run.metadata.seen(made.row["source_file"])
        yield Made(document=made.row)

    def _look(self, article: Article, made: Record) -> Copy | None:
        """Look whether the article came before; a title alone is not compared."""
        row = made.row
        return self._run.seen.look(
            row["source_file"],
            row["position_in_file"],
            text=row["text"] if article.has_body else "",
            title=row["title"],
            identity=made.identity,
            outlet=row["outlet"],
            date=made.date,
        )

    def _remarks(self, made: Record, before: Copy | None, *, alone: bool) -> Iterator[str]:
        """Say what a researcher should know of an article that was read."""
        metadata, languages = self._run.metadata, self._run.options.languages
        if metadata and alone and self._given is None and self._account.source_format == "text":
            yield f"no row in {metadata.name}"
        language = made.row["language"]
        if language is None:
            yield "language not certain" + ("; write it in the metadata" if alone else "")
        elif not {language, language.split("-")[0]} & set(languages):
            yield f"language {language!r} is not one of the study's ({', '.join(languages)})"
        if before is not None and before.same_text:
            yield f"same text as {before.place}"
        elif before is not None:
            yield f"same number ({made.identity}) as {before.place}, but another text"

    def _note_decoding(self) -> None:
        """Note the encoding of the file, and what there is to say of it."""
        for text in self._source.texts:
            self._account.encoding = text.encoding
            self._account.remark(text.remark)


def _words_apart(article: Article) -> str:
    """Say how far the length is from the one that the file states; empty if it agrees."""
    stated = article.stated_words
    if not stated or stated < 0 or not article.has_body:
        return ""
    least, most = body_words(article.text, article.title)
    if most >= (1 - _WORDS_APART) * stated and least <= (1 + _WORDS_APART) * stated:
        return ""
    return f"the file states {stated:,} words, found {least:,}"
