"""Write numbers, days and names in words, for sentences, captions and axes.

Names that come from the articles are escaped, since a sentence may be shown as Markdown
or HTML.
"""

import html
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal

import pandas as pd

from analysis._counts import clusters
from analysis._intervals import MIN_DOCUMENTS, counted
from analysis._language_names import language_name
from analysis.contracts import InputError, each_row

__all__ = [
    "NO_WAVE",
    "Html",
    "Sentence",
    "alt",
    "article_labels",
    "caption",
    "clusters",
    "coefficient",
    "counted",
    "date_labels",
    "day",
    "in_order",
    "interval",
    "intervals",
    "language_name",
    "listing",
    "not_shown",
    "number_order",
    "outlets",
    "percent",
    "points",
    "rate",
    "safe",
    "slug",
    "wave_name",
]

NO_WAVE: Final = "in no wave"
_EACH: Final = "; copies of an article, if any, count each."


@dataclass(frozen=True)
class Html:
    """A piece of HTML that a notebook shows, with a plain text twin."""

    markup: str
    plain: str

    def __repr__(self) -> str:
        """Give the plain text."""
        return self.plain

    def _repr_html_(self) -> str:
        """Give the markup."""
        return self.markup


class Sentence(str):
    """A text that a notebook shows as prose."""

    __slots__ = ()

    def _repr_markdown_(self) -> str:
        """Give the text as Markdown."""
        return str(self)


def safe(text: str) -> str:
    """Make a name from the articles harmless in Markdown and HTML."""
    escaped = re.sub(r"([\\`*_\[\]#|~])", r"\\\1", html.escape(text, quote=False))
    return escaped.replace("://", "&#58;//")  # or Markdown makes a live link of it


def percent(share: Any) -> str:
    """Write a share as a percentage without decimals; below 1 % and above 99 % with one.

    Examples
    --------
    >>> percent(0.314), percent(0.004), percent(1.0)
    ('31 %', '0.4 %', '100 %')
    """
    if pd.isna(share):
        return "undefined"
    near_edge = 0 < share < 0.01 or 0.99 < share < 1
    return f"{100 * share:.{1 if near_edge else 0}f} %"


def points(difference: Any) -> str:
    """Write a difference of shares in percentage points, with its sign; a small one exactly.

    Examples
    --------
    >>> points(0.314), points(-0.02), points(-0.003), points(-1e-9)
    ('+31', '−2', '−0.3', '0')
    """
    if pd.isna(difference):
        return "undefined"
    moved = 100 * difference
    if abs(moved) < 0.05:
        return "0"
    return f"{moved:+.{1 if abs(moved) < 0.5 else 0}f}".replace("-", "−")


def rate(number: float) -> str:
    """Write a number per day: with two decimals, from 10 on with one, from 100 on with none.

    Examples
    --------
    >>> rate(0.0968), rate(2.0), rate(17.31), rate(1234.5), rate(0.0004), rate(0.0)
    ('0.10', '2.00', '17.3', '1,234', '0.0004', '0')
    """
    if not number:
        return "0"
    if number < 0.005:
        return f"{number:.1g}"
    return f"{number:,.{0 if number >= 100 else 1 if number >= 10 else 2}f}"


def coefficient(value: Any) -> str:
    """Write a coefficient or score with two decimals, as in the field.

    Examples
    --------
    >>> coefficient(0.854), coefficient(1.0), coefficient(-0.05), coefficient(0.0)
    ('.85', '1.00', '−.05', '.00')
    """
    if pd.isna(value):
        return "undefined"
    text = f"{value:.2f}".replace("-0.00", "0.00")
    return text.replace("0.", ".", 1).replace("-", "−") if abs(value) < 0.995 else text


def interval(row: Any) -> str:
    """Write the interval of an estimate, or nothing if it has none.

    Examples
    --------
    >>> interval({"ci_low": 0.2, "ci_high": 0.7, "ci_level": 0.95})
    '95 % interval 20 % to 70 %'
    >>> interval({"ci_low": float("nan"), "ci_high": float("nan"), "ci_level": 0.95})
    ''
    """
    if pd.isna(row["ci_low"]) or pd.isna(row["ci_high"]):
        return ""
    low, high = percent(row["ci_low"]), percent(row["ci_high"])
    return f"{100 * row['ci_level']:g} % interval {low} to {high}"


def intervals(estimates: pd.DataFrame, how: str) -> str:
    """Say for a caption what the intervals are; nothing where there are none.

    Parameters
    ----------
    estimates : DataFrame
        Contract ``estimates``.
    how : str
        By what they were made, such as 'Wilson'.

    Examples
    --------
    >>> table = pd.DataFrame({"ci_low": [0.1], "ci_level": 0.95, "n_docs": 9, "n_clusters": 7})
    >>> intervals(table, "Wilson")
    'Intervals of 95 % with clusters of copies as the sample (Wilson).'
    """
    known = estimates[estimates["ci_low"].notna()]
    if known.empty:
        return ""
    copied = (known["n_clusters"] < known["n_docs"]).fillna(False).any()
    sample = "clusters of copies" if copied else "articles"
    return (
        f"Intervals of {100 * known['ci_level'].iloc[0]:g} % with {sample} as the sample ({how})."
    )


def listing(names: Iterable[str]) -> str:
    """Join names as in a sentence.

    Examples
    --------
    >>> listing(["a", "b", "c"])
    'a, b and c'
    """
    parts = list(names)
    return " and ".join([", ".join(parts[:-1]), parts[-1]] if len(parts) > 1 else parts)


def wave_name(wave: object) -> str:
    """Name of a wave, or that there is none."""
    return NO_WAVE if pd.isna(wave) else str(wave)  # type: ignore[call-overload]


def day(day: pd.Timestamp, *, year: bool = True) -> str:
    """Write a day as '13 Feb 2026'."""
    months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    return f"{day.day} {months[day.month - 1]}" + (f" {day.year}" if year else "")


def date_labels(documents: pd.DataFrame) -> dict[str, str]:
    """Write when each article appeared, as exactly as is known.

    Returns
    -------
    dict of str to str
        Document to '13 Feb 2026', '29–31 Jan 2025', 'from 12 Feb 2026' or 'undated'.
    """
    return {
        row.doc_id: _date_label(row.published_from, row.published_to) for row in each_row(documents)
    }


def _date_label(first: Any, last: Any) -> str:
    """Write one date interval."""
    if pd.isna(first):
        return "undated" if pd.isna(last) else f"until {day(last)}"
    if pd.isna(last):
        return f"from {day(first)}"
    if first == last:
        return day(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{day(last)}"
    return f"{day(first, year=first.year != last.year)} – {day(last)}"


def outlets(documents: pd.DataFrame) -> pd.Series:
    """Name the outlet of each article, on one line; the file where no outlet is known."""
    named = documents["outlet"].where(documents["outlet"].notna(), documents["source_file"])
    return named.str.replace(r"\s+", " ", regex=True).str.strip()


def slug(text: str) -> str:
    """Make a text into a name for files and addresses.

    Examples
    --------
    >>> slug("January 2025!")
    'january-2025'
    """
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")


def number_order(name: str) -> list[tuple[bool, int, str]]:
    """Give a key that sorts names with their numbers read as numbers.

    Examples
    --------
    >>> sorted(["40-10", "40-2"], key=number_order)
    ['40-2', '40-10']
    """
    return [(not part.isdecimal(), int(part) if part.isdecimal() else 0, part)
            for part in re.split(r"(\d+)", name) if part]  # fmt: skip


def not_shown(left: int, noun: str) -> str:
    """Write as HTML how many are not shown, if any."""
    return f"<p>{left:,} more {noun} are not shown here.</p>" if left > 0 else ""


def article_labels(documents: pd.DataFrame) -> dict[str, str]:
    """Name each article by its outlet (or file) and date, such as 'techzine.nl, 13 Feb 2026'."""
    dates = date_labels(documents)
    return {
        doc_id: f"{outlet}, {dates[doc_id]}"
        for doc_id, outlet in zip(documents["doc_id"], outlets(documents), strict=True)
    }


def in_order(documents: pd.DataFrame) -> list[str]:
    """List the documents by wave (the earliest first, no wave last), date and outlet."""
    first = documents.groupby("wave")["published_from"].min().to_dict()
    known = documents.assign(
        _wave=pd.to_datetime(documents["wave"].map(first)),
        _name=outlets(documents),
    )
    ordered = known.sort_values(["_wave", "wave", "published_from", "_name", "doc_id"])
    return [str(doc_id) for doc_id in ordered["doc_id"]]


def caption(
    about: str,
    *,
    documents: pd.DataFrame,
    tallies: pd.DataFrame,
    codebook: str,
    unit: str,
    counting: Literal["visibility", "content"] | None = None,
    notes: Sequence[str] = (),
    coder: str = "dictionary",
    corrected: str = "",
) -> str:
    """Write a caption: what is shown, of what, counted how, and coded by what.

    Parameters
    ----------
    about : str
        One sentence: what the figure shows.
    documents, tallies : DataFrame
        What the figure counts; the numbers of articles and units come from the tallies. For
        content give all documents, so that the copies left out can be counted.
    codebook : str
        Its reference, ``name@version+hash``.
    unit : str
        Unit of coding.
    counting : {'visibility', 'content'}, optional
        Whether every copy counts or one article per cluster of copies: the caption names it,
        and how many copies there are.
    notes : sequence of str
        Rules and limits; each a sentence.
    coder : str
        Who coded: its name.
    corrected : str
        How the numbers are corrected for coding error, and with how many gold codes, such as
        `validity_sentences.gold_used` writes it; empty if they are not.

    Raises
    ------
    InputError
        If `counting` is neither.
    """
    per_doc = (
        tallies.groupby("doc_id")["n_units"].max()
        if "role" not in tallies
        else (tallies.groupby(["doc_id", "role"])["n_units"].max().groupby("doc_id").sum())
    )
    used = documents[documents["doc_id"].isin(per_doc.index)]
    inferred = int((used["wave_source"] == "event").sum())
    own = clusters(used)
    few = own.groupby(used["wave"]).nunique().min() < MIN_DOCUMENTS
    different = "different " if own.nunique() < len(used) else ""
    aside = "furniture, repeated passages and pull quotes left out"
    parts = [
        about,
        f"{counted(len(used), 'article')}, {counted(int(per_doc.sum()), unit)} in headline, "
        f"headings, lead and body; {aside}{'.' if counting else _EACH}",
        _counted_how(documents, used, counting) if counting else "",
        f"Wave inferred from events for {inferred:,} of them." if inferred else "",
        f"Fewer than four {different}articles in a wave: description only." if few else "",
        *notes,
        f"Coder: {coder}, codebook {codebook}; {corrected or 'not corrected for coding error'}.",
    ]
    return " ".join(part for part in parts if part)


def _counted_how(documents: pd.DataFrame, used: pd.DataFrame, counting: str) -> str:
    """Say whether every copy counts, and how many copies there are."""
    if counting not in ("visibility", "content"):
        message = f"counting is 'visibility' or 'content'; found {counting!r}."
        raise InputError(message)
    looked = int(used["cluster_id"].notna().sum())
    if not looked:
        return f"{counting.capitalize()}: every article counts; copies were not looked for."
    rest = f" Copies were looked for among {looked:,} of them." if looked < len(used) else ""
    if counting == "visibility":
        copies = len(used) - clusters(used).nunique()
        if not copies:
            return f"Visibility: every article counts; no copies among them.{rest}"
        are = "is a copy" if copies == 1 else "are copies"
        of = f"{copies:,} of {counted(len(used), 'article')} {are} of another"
        return (
            f"Visibility: every copy counts ({of}); "
            f"intervals take clusters of copies as the sample.{rest}"
        )
    kept = pd.MultiIndex.from_arrays([clusters(used), used["wave"]])
    others = documents[~documents["doc_id"].isin(used["doc_id"])]
    places = pd.MultiIndex.from_arrays([clusters(others), others["wave"]])
    left = int(places.isin(kept).sum())
    told = f"{left:,} {'copy' if left == 1 else 'copies'} left out" if left else "no copies"
    return f"Content: one article per cluster of copies and wave ({told}).{rest}"


def alt(kind: str, said: str) -> str:
    """Write an alt text: the kind of chart and, in plain words, what it shows.

    Examples
    --------
    >>> alt("Dot chart", "**May**: A 5 %; B 2 %.")
    'Dot chart. May: A 5 %; B 2 %.'
    """
    plain = re.sub(r"\\([\\`*_\[\]#|~])", r"\1", said.replace("**", ""))
    return f"{kind}. {html.unescape(' '.join(plain.split()))}"
