"""A row of a table as an article: numbers, days and nested values become words."""

import datetime as dt
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from analysis.readers._columns import Columns
from analysis.readers._items import Article, Item, Rejected, Remark, compose
from analysis.readers._languages import language_tag

__all__ = ["TAGS", "article", "with_file_remarks", "words_of"]

_SERIAL: Final = re.compile(r"\d{5}(?:[.,]\d+)?")
_FIRST_SERIAL, _LAST_SERIAL = 15_000, 80_000  # 1941 to 2119
_EPOCH: Final = re.compile(r"1\d{9}(?:\d{3})?")
_COUNT: Final = re.compile(r"(\d{1,3}(?:[., \u00a0\u202f]\d{3})+|\d+)(?:[.,]0+)?(?:\s+\w+)?")
_HALVES: Final = re.compile("[\ud800-\udfff]")
TAGS: Final = re.compile(
    r"</?(?:p|br|div|span|script|strong|em|a\s[^<>]{1,500})\s?/?>", re.IGNORECASE
)
_EXCEL_MOST: Final = 32_767
_SHORTENED: Final = re.compile(r"\[\+\d{1,7} char(?:acter)?s\](?=\s*\Z)")
_TAG: Final = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")
_ROW_NUMBER: Final = re.compile(r"\d{1,6}")


def words_of(value: object) -> str:
    """Write the value of a cell as words; whole numbers without a decimal point.

    Examples
    --------
    >>> words_of(12.0), words_of(None), words_of(["A. One", "B. Two"]), words_of({"n": 1})
    ('12', '', 'A. One; B. Two', '{"n": 1}')
    >>> words_of(dt.datetime(2025, 1, 20)), words_of(dt.datetime(2025, 1, 20, 9, 5))
    ('2025-01-20', '2025-01-20T09:05:00')
    """
    if value is None or value != value:  # not a number
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, dt.datetime):
        midnight = value.timetz().replace(tzinfo=None) == dt.time() and value.tzinfo is None
        return value.date().isoformat() if midnight else value.isoformat(timespec="seconds")
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    if isinstance(value, list) and all(isinstance(part, str) for part in value):
        return "; ".join(value)
    if isinstance(value, Mapping | list):
        return json.dumps(value, ensure_ascii=False, sort_keys=True, default=words_of)
    return str(value)


def article(
    position: int, cells: Sequence[Any], columns: Columns, where: str, remark: str = ""
) -> Article | Rejected:
    r"""Make an article of a row.

    Parameters
    ----------
    position : int
    cells : sequence
        One value for each column of the header.
    columns : Columns
        What the columns are.
    where : str
        Place for people, such as ``line 5``.
    remark : str, optional
        What is odd in how the row is written.

    Returns
    -------
    Article or Rejected
        Rejected if the row has neither a text nor a title.

    Examples
    --------
    >>> columns = Columns({"title": 0, "text": 1, "date": 2}, (None, None, None, "page"))
    >>> made = article(1, ["Tides", "They rise.", "45678", 3.0], columns, "line 2")
    >>> made.text, made.date, made.raw
    ('Tides\n\nThey rise.', '2025-01-21', {'page': '3', 'date_as_written': '45678'})
    """
    taken = {field: _whole(cells[place]) for field, place in columns.of.items()}
    words = {field: words_of(value).strip() or None for field, value in taken.items()}
    title, text = words.get("title"), _text(taken.get("text"))
    if not text.strip() and not title:
        shown = next((f"{words[field]}" for field in ("url", "identity") if words.get(field)), "")
        return Rejected(position, f"{where}: neither a text nor a title", shown[:80])
    raw = {key: _raw(cells[place]) for place, key in enumerate(columns.keys)
           if key is not None and words_of(cells[place]).strip()}  # fmt: skip
    date = _day(words.get("date"), raw)
    remarks = [f"{where}: {said}" for said in _odd(text, columns, cells)]
    return Article(
        position=position,
        text=compose(title, [text]),
        title=title,
        outlet=words.get("outlet"),
        author=words.get("author"),
        section=words.get("section"),
        url=words.get("url"),
        language=_language(words.get("language"), raw),
        date=date,
        identity=_identity(words.get("identity"), raw),
        stated_words=_count(words.get("words"), raw),
        has_body=bool(text.strip()),
        remarks=tuple([f"{where}: {remark}", *remarks] if remark else remarks),
        raw=raw,
    )


def with_file_remarks(items: Iterable[Item]) -> Iterator[Item]:
    """Give the items on, and say at the end what is to be said of many rows at once."""
    converted = marked_up = 0
    for item in items:
        if isinstance(item, Article):
            converted += "date_as_written" in item.raw
            marked_up += TAGS.search(item.text) is not None
        yield item
    if converted:
        yield Remark(f"{converted:,} dates are numbers, as spreadsheets (days) or programmes "
                     "(seconds) keep them; written as days, the number is kept")  # fmt: skip
    if marked_up:
        yield Remark(f"{marked_up:,} texts hold HTML tags such as <p>; they stay in the text. "
                     "Export plain text if you can")  # fmt: skip


def _text(value: object) -> str:
    """Write a text; a list holds its paragraphs."""
    if isinstance(value, list) and all(isinstance(part, str) for part in value):
        return "\n\n".join(value)
    return words_of(value)


def _whole(value: object) -> object:
    """Replace halves of characters, which no file can hold."""
    if isinstance(value, str):
        return _HALVES.sub("\ufffd", value)
    return [_whole(part) for part in value] if isinstance(value, list) else value


def _raw(value: object) -> object:
    """Write a value as it goes to `raw`: a number, a list of words, or words."""
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    if isinstance(value, list) and value and all(isinstance(part, str) for part in value):
        return _whole(value)
    return _whole(words_of(value))


def _day(words: str | None, raw: dict[str, object]) -> str | None:
    """Write a day that a spreadsheet or a programme keeps as a number as a day."""
    if words is None:
        return None
    day = None
    if _SERIAL.fullmatch(words):
        days = float(words.replace(",", "."))
        if _FIRST_SERIAL <= days < _LAST_SERIAL:  # Excel counts from the last days of 1899
            moment = dt.datetime(1899, 12, 30) + dt.timedelta(days=days)
            day = words_of((moment + dt.timedelta(milliseconds=500)).replace(microsecond=0))
    elif _EPOCH.fullmatch(words):
        moment = dt.datetime.fromtimestamp(int(words[:10]), tz=dt.UTC)
        day = moment.isoformat(timespec="seconds")
    if day is not None:
        raw["date_as_written"] = words
    return day or words


def _language(words: str | None, raw: dict[str, object]) -> str | None:
    """Give the tag of a language that is written as a tag or as a name."""
    if words is None or _TAG.fullmatch(words):
        return words
    raw["language_as_written"] = words
    return language_tag(words)


def _identity(words: str | None, raw: dict[str, object]) -> str | None:
    """Give the number of an article; the number of a row in its table is none."""
    if words is not None and _ROW_NUMBER.fullmatch(words):
        raw["id"] = words
        return None
    return words


def _count(words: str | None, raw: dict[str, object]) -> int | None:
    """Read a number of words: ``1.234``, ``1,234``, ``692 words``."""
    if words is None:
        return None
    found = _COUNT.fullmatch(words)
    if found is None:
        raw["words"] = words
        return None
    return int(re.sub(r"\D", "", found.group(1)))


def _odd(text: str, columns: Columns, cells: Sequence[Any]) -> Iterator[str]:
    """Say what is odd in the cells of one row."""
    if "text" in columns.of and not text.strip():
        yield "a title without a text"
    if found := _SHORTENED.search(text):
        yield f"the text ends with {found[0]!r}: the source has cut it off"
    if len(text) == _EXCEL_MOST:
        yield ("the text has 32,767 characters, the most that a cell of Excel holds; "
               "it was probably cut off")  # fmt: skip
    if any(isinstance(cells[place], str) and _HALVES.search(cells[place])
           for place in columns.of.values()):  # fmt: skip
        yield "half a character replaced by \ufffd"
