"""The receipt of a reading as people see it: what each file held, and what became of it.

For notebooks and for the command line alike; the full table stays as it is.
"""

from pathlib import Path
from typing import Any, Final

import pandas as pd
import pyarrow as pa

from analysis.contracts import SCHEMAS, conform, each_row
from analysis.wording import Sentence, counted, listing, safe

__all__ = ["beside", "files", "lines", "problems", "queries", "summary", "totals"]

_OUTCOMES: Final = ("read", "rejected", "skipped")
_NOT_FILES: Final = ("missing", "remark")


def _of_files(receipt: pd.DataFrame) -> pd.DataFrame:
    """Rows of the files that were found: those in trouble first, since lists are cut."""
    table = conform(receipt, "receipt")
    rows = table[table["position_in_file"].isna() & ~table["status"].isin(_NOT_FILES)]
    rank = pd.Series(3, index=rows.index)
    rank[rows["reason"].notna()] = 2
    rank[rows["n_rejected"].fillna(0) > 0] = 1
    rank[rows["status"].eq("rejected")] = 0
    return rows.loc[rank.sort_values(kind="stable").index]


def beside(articles: Path, receipt: pd.DataFrame) -> pd.DataFrame:
    """Give the receipt that `framewaves ingest` wrote beside a corpus, if it is of this corpus.

    Reading the corpus back accounts for one file; the receipt beside it accounts for the
    exports that it was made of.

    Parameters
    ----------
    articles : Path
        The articles of the study.
    receipt : DataFrame
        Of reading them; given back where there is no other, or the other read another number.

    Returns
    -------
    DataFrame
        Contract ``receipt``.
    """
    file = articles.with_name(f"{articles.stem}.receipt.csv")
    if articles.is_dir() or not file.is_file():
        return receipt
    kinds = {field.name: "Int64" if pa.types.is_integer(field.type) else "str"
             for field in SCHEMAS["receipt"]}  # fmt: skip
    try:
        told = conform(pd.read_csv(file, dtype=kinds), "receipt")
    except (OSError, ValueError):  # not, or no longer, what ingest wrote
        return receipt
    return told if totals(told)["read"] == totals(receipt)["read"] else receipt


def files(receipt: pd.DataFrame) -> pd.DataFrame:
    """List the files: what each says it holds, what was read, what was rejected and why.

    Parameters
    ----------
    receipt : DataFrame
        Contract ``receipt``.

    Returns
    -------
    DataFrame
        file, form, outcome, says it holds, articles, read, rejected, without text, without
        date, seen before, length differs, remark; a column without any number is left out.
        Files that were rejected come first, then those with a rejected article or a remark.
    """
    rows = _of_files(receipt)
    columns = {
        "file": "source_file",
        "form": "source_format",
        "outcome": "status",
        "says it holds": "expected_by",
        "articles": "expected",
        "read": "n_read",
        "rejected": "n_rejected",
        "without text": "n_without_text",
        "without date": "n_without_date",
        "seen before": "n_duplicates",
        "length differs": "n_word_mismatch",
        "remark": "reason",
    }
    shown = pd.DataFrame({name: rows[column] for name, column in columns.items()})
    counts = ("without text", "without date", "seen before", "length differs")
    idle = [name for name in counts if not shown[name].fillna(0).any()]
    blank = [name for name in ("says it holds", "remark") if shown[name].isna().all()]
    return shown.drop(columns=[*idle, *blank]).reset_index(drop=True)


def problems(receipt: pd.DataFrame) -> pd.DataFrame:
    """List what deserves a look: articles rejected or remarked on, and stray metadata.

    Returns
    -------
    DataFrame
        file, article (its position in the file, from 1; empty for the metadata), outcome,
        reason; the rejected first.
    """
    table = conform(receipt, "receipt")
    of_articles = table["position_in_file"].notna() | table["status"].isin(_NOT_FILES)
    rows = table[of_articles]
    rank = rows["status"].map({"rejected": 0, "missing": 1}).fillna(2)
    ordered = rows.assign(rank=rank).sort_values(
        ["rank", "source_file", "position_in_file"], kind="stable"
    )
    shown = {
        "file": ordered["source_file"],
        "article": ordered["position_in_file"],
        "outcome": ordered["status"].replace({"read": "remark"}),
        "reason": ordered["reason"],
    }
    return pd.DataFrame(shown).reset_index(drop=True)


def queries(receipt: pd.DataFrame) -> pd.DataFrame:
    """List how the exports were made: the query and the search terms on their covers.

    Returns
    -------
    DataFrame
        file, query; a row for each file that says it.
    """
    rows = _of_files(receipt)
    shown = pd.DataFrame({"file": rows["source_file"], "query": rows["query"]})
    return shown[shown["query"].notna()].reset_index(drop=True)


def totals(receipt: pd.DataFrame) -> dict[str, int]:
    """Add the receipt up: files by outcome, articles expected, read and rejected.

    Returns
    -------
    dict of str to int
        files, files_read, files_rejected, files_skipped, expected, read, rejected,
        without_text, without_date, duplicates, word_mismatch. expected = read + rejected.
    """
    rows = _of_files(receipt)
    found = {f"files_{outcome}": int((rows["status"] == outcome).sum()) for outcome in _OUTCOMES}
    names = {"expected": "expected", "read": "n_read", "rejected": "n_rejected",
             "without_text": "n_without_text", "without_date": "n_without_date",
             "duplicates": "n_duplicates", "word_mismatch": "n_word_mismatch"}  # fmt: skip
    added = {name: int(rows[column].fillna(0).sum()) for name, column in names.items()}
    return {"files": len(rows), **found, **added}


def _balance(sums: dict[str, int]) -> str:
    """Write the equation that a receipt keeps."""
    return (
        f"{counted(sums['expected'], 'article')} expected = {sums['read']:,} read + "
        f"{sums['rejected']:,} rejected"
    )


def _concerns(sums: dict[str, int]) -> list[str]:
    """Name what else was counted, where there is any."""
    nouns = {
        "without_text": "without a text of their own",
        "without_date": "without a date in the file",
        "duplicates": "seen before in this reading",
        "word_mismatch": "whose length is not the one the file states",
    }
    return [f"{sums[name]:,} {noun}" for name, noun in nouns.items() if sums[name]]


def summary(receipt: pd.DataFrame, documents: pd.DataFrame) -> Sentence:
    """Say what was read and what was not, and that the counts balance."""
    sums = totals(receipt)
    outcomes = listing(f"{sums[f'files_{outcome}']:,} {outcome}" for outcome in _OUTCOMES)
    languages = documents["language"].fillna("unknown").value_counts().sort_index()
    named = listing(f"{number:,} in {safe(str(code))}" for code, number in languages.items())
    concerns = _concerns(sums)
    also = f" Among them: {listing(concerns)}." if concerns else ""
    return Sentence(
        f"{counted(sums['files'], 'file')} found: {outcomes}. {_balance(sums)}.{also} The "
        f"{counted(len(documents), 'article')} hold {int(documents['words'].sum()):,} words; "
        f"by language: {named}."
    )


def lines(receipt: pd.DataFrame, *, most: int = 20) -> list[str]:
    """Write a receipt for the terminal, a line for each file and each problem.

    Parameters
    ----------
    receipt : DataFrame
        Contract ``receipt``.
    most : int
        Files, and problems, written out at the most; the others are counted.

    Returns
    -------
    list of str
        Ends with the sum, which balances.
    """
    rows, trouble = list(each_row(_of_files(receipt))), problems(receipt)
    written = [_file_line(row) for row in rows[:most]]
    if len(rows) > most:
        written.append(f"... and {len(rows) - most:,} more files")
    written += [_problem_line(row) for row in each_row(trouble.head(most))]
    if len(trouble) > most:
        written.append(f"... and {len(trouble) - most:,} more remarks and refusals")
    sums = totals(receipt)
    outcomes = ", ".join(f"{sums[f'files_{outcome}']:,} {outcome}" for outcome in _OUTCOMES)
    written.append(f"{counted(sums['files'], 'file')}: {outcomes}")
    written.append(_balance(sums))
    return written + [f"of these, {concern}" for concern in _concerns(sums)]


def _file_line(row: Any) -> str:
    """Write one file."""
    form = "" if pd.isna(row.source_format) else f" ({row.source_format})"
    told = "" if pd.isna(row.reason) else f": {row.reason}"
    if row.status == "skipped" or pd.isna(row.expected):
        return f"{row.status:<8} {row.source_file}{form}{told}"
    by = "" if pd.isna(row.expected_by) else f" ({row.expected_by})"
    counts = f"{row.expected:,}{by} = {row.n_read:,} read + {row.n_rejected:,} rejected"
    return f"{row.status:<8} {row.source_file}{form}, {counts}{told}"


def _problem_line(row: Any) -> str:
    """Write one article that was rejected or remarked on."""
    place = "" if pd.isna(row.article) else f", article {row.article:,}"
    return f"  {row.outcome:<8} {row.file}{place}: {row.reason}"
