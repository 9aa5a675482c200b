"""How well a coder finds what the gold standard holds: precision, recall and F1.

Validity is machine against gold, not coder against coder (that is reliability). Gold
units are spans of the articles, so any way of splitting sentences can be scored.
"""

import csv
import difflib
import io
import math
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis import _counts, _intervals, _resampling, contracts

__all__ = ["read_gold", "score"]

SPAN: Final = ["article", "start", "end"]
NOT_FRAMES: Final = (*SPAN, "role", "text")
COUNTS: Final = ["tp", "fp", "fn", "tn"]
FEW: Final = 20
"""Below this number of documents a percentile bootstrap tends to be too narrow."""


def read_gold(path: str | Path, frames: Iterable[str]) -> pd.DataFrame:
    """Read gold units from a CSV file, separated by commas or semicolons.

    Parameters
    ----------
    path : str or Path
        Columns article (name of the article's file), start and end (offsets [start, end)
        into its text), one column of 0 and 1 for each frame; role and text if you like.
        UTF-8, with or without byte order mark.
    frames : iterable of str
        Frames of the codebook. The gold standard may lack some; other columns are not
        read, but one that holds only 0, 1 and empty cells, or whose name is nearly that
        of a frame, is refused.

    Returns
    -------
    DataFrame
        article, start, end, the frames in the order of the file, role and text if present;
        rows in the order of the file.

    Raises
    ------
    contracts.InputError
        If the file is not such a table. Rows are numbered as a spreadsheet shows them:
        the header is row 1.

    Examples
    --------
    >>> frames = ["ip_theft", "hypocrisy", "national_security", "market_impact"]
    >>> len(read_gold("seeds/coding/gold.csv", frames))
    179
    """
    name, sheet = Path(path).name, _read_sheet(Path(path))
    coded = _frame_columns(sheet, sorted(frames), name)
    for column in coded:
        _refuse(~sheet[column].isin(["0", "1"]), sheet[column], name, column, "must hold 0 or 1")
    _refuse(sheet["article"] == "", sheet["article"], name, "article", "must name a file")
    for column in ("start", "end"):
        whole = sheet[column].map(lambda text: bool(re.fullmatch(r"[0-9]{1,15}", text)))
        _refuse(~whole, sheet[column], name, column, "must hold whole numbers from 0")
    gold = sheet.astype(dict.fromkeys(["start", "end", *coded], "int64"))
    _refuse(gold["end"] <= gold["start"], gold["end"], name, "end", "must be larger than start")
    twice = gold.duplicated(SPAN)
    _refuse(twice, gold["article"], name, "article", "has units that come twice (same span)")
    kept = [column for column in ("role", "text") if column in gold.columns]
    return gold[[*SPAN, *coded, *kept]].reset_index(drop=True)


def _read_sheet(path: Path) -> pd.DataFrame:
    """Read all cells of a CSV file as text, without blanks around them; index: row number."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
        separator = max(",;\t", key=text.split("\n", 1)[0].count)
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))
    except OSError as cause:
        message = f"Gold file {path.name} cannot be read ({cause.strerror}). Check its path."
        raise contracts.InputError(message) from cause
    except (UnicodeDecodeError, csv.Error) as cause:
        message = (f"Gold file {path.name} is not a CSV file in UTF-8 ({cause}). Save it as "
                   f"'CSV UTF-8' from the spreadsheet.")  # fmt: skip
        raise contracts.InputError(message) from cause
    header = [cell.strip() for cell in rows[0]] if rows else []
    filled = {number: [cell.strip() for cell in row]
              for number, row in enumerate(rows[1:], start=2) if any(row)}  # fmt: skip
    _check_shape(header, filled, path.name)
    return pd.DataFrame.from_dict(filled, orient="index", columns=header, dtype="str")


def _check_shape(header: list[str], rows: dict[int, list[str]], name: str) -> None:
    """Raise if the sheet is not a table with the columns of a gold standard and with units."""
    absent = [column for column in SPAN if column not in header]
    if absent:
        message = (f"Gold file {name} lacks the columns {contracts.first_five(absent)}; it has "
                   f"{contracts.first_five(header) or 'none'}. A gold standard has article, "
                   f"start, end and a column for each frame.")  # fmt: skip
        raise contracts.InputError(message)
    if len(set(header)) < len(header):
        twice = sorted({column for column in header if header.count(column) > 1})
        message = f"Gold file {name} has more than one column {contracts.first_five(twice)}."
        raise contracts.InputError(message)
    for number, row in rows.items():
        if len(row) != len(header):
            message = (f"Gold file {name}: row {number} has {len(row)} cells, the header has "
                       f"{len(header)}. Put texts that hold the separator in quotes.")  # fmt: skip
            raise contracts.InputError(message)
    if not rows:
        message = f"Gold file {name} has a header and no units."
        raise contracts.InputError(message)


def _frame_columns(sheet: pd.DataFrame, frames: Sequence[str], name: str) -> list[str]:
    """Columns that are frames; raise if one looks like a frame that the codebook lacks."""
    for column in sheet.columns:
        if column not in (*NOT_FRAMES, *frames) and _looks_like_frame(sheet[column], frames):
            hint = contracts.did_you_mean(column, frames)
            message = (f"Gold file {name}: column {column!r} looks like codes, but the codebook "
                       f"has no such frame. {hint} Rename or remove the column.")  # fmt: skip
            raise contracts.InputError(message)
    coded = [column for column in sheet.columns if column in frames and column not in NOT_FRAMES]
    if not coded:
        message = (f"Gold file {name} has no column for any frame of the codebook "
                   f"({contracts.first_five(frames)}).")  # fmt: skip
        raise contracts.InputError(message)
    return coded


def _looks_like_frame(cells: pd.Series, frames: Sequence[str]) -> bool:
    """Whether a column is nearly called as a frame, or holds 0 and 1 where it holds anything."""
    filled = cells[cells != ""]
    near = difflib.get_close_matches(str(cells.name).lower(), frames, n=1, cutoff=0.8)
    return bool(near) or (len(filled) > 0 and bool(filled.isin(["0", "1"]).all()))


def _refuse(wrong: pd.Series, values: pd.Series, name: str, column: str, rule: str) -> None:
    """Raise if any cell breaks a rule, with the first five rows."""
    if wrong.any():
        cells = ((row, repr(cell)) for row, cell in values[wrong].head(5).items())
        rows = ", ".join(f"row {row}: {cell if len(cell) <= 60 else cell[:57] + '...'}"
                         for row, cell in cells)  # fmt: skip
        more = f" and {int(wrong.sum()) - 5:,} more" if wrong.sum() > 5 else ""
        message = f"Gold file {name}: column {column} {rule}; found in {rows}{more}."
        raise contracts.InputError(message)


def score(
    hits: pd.DataFrame, gold: pd.DataFrame, documents: pd.DataFrame, *,
    level: float, seed: int, by: Sequence[str] = (), n_boot: int = 2000,
    coder: str = "dictionary",
) -> pd.DataFrame:  # fmt: skip
    """Score a coder's hits against the gold standard, frame by frame.

    A gold unit [start, end) carries a frame for the coder where a hit with status 'hit'
    lies wholly inside it, whatever the role of the passage. Articles without gold units
    are not scored.

    Parameters
    ----------
    hits, documents : DataFrame
        Contracts `hits` and `documents`.
    gold : DataFrame
        As `read_gold` returns it; all columns but article, start, end, role and text are
        frames. `article` is the name of the file that the document was read from.
    level : float
        Confidence level of the intervals, such as 0.95.
    seed, n_boot : int
        Seed and number of draws of documents for the interval of macro F1.
    by : sequence of str
        Columns of `documents`, such as 'wave' or 'language'; articles with an empty value
        are left out, and the note of macro_f1 counts them.
    coder : str
        Name of the coder, repeated in the column coder.

    Returns
    -------
    DataFrame
        Contract `estimates` with the `by` columns, coder, tp, fp, fn and tn (gold units).
        measure is precision (share of the coder's units that are right), recall (share of
        gold units that were found), f1 (their harmonic mean) and, with frame null,
        macro_f1: the mean of f1 over the frames that the gold standard of the group has
        at all, the others named in the note. All are shares, higher is better, and null
        where undefined (0 of 0). Intervals: Wilson; Wilson on tp / (tp + fp + fn), mapped
        to f1; percentile bootstrap of documents for macro_f1, where a draw leaves out a
        frame of which it holds no positive unit. With few documents that one is too narrow:
        in simulations it held the true value in 79 of 100 cases with 5 documents, in 87
        with 10 and in 92 with 20. n_units are all gold units scored.

    Raises
    ------
    contracts.InputError
        If a gold article is not among the documents or stands for several, a span lies
        outside its text, or the column text differs from what stands there.
    contracts.TableError
        If a table breaks its contract, or `by` names no column.

    Examples
    --------
    >>> gold = pd.DataFrame(columns=["article", "start", "end", "conflict"])
    >>> nothing = contracts.empty("hits"), gold, contracts.empty("documents")
    >>> score(*nothing, by=["wave"], level=0.95, seed=1).columns[-6:].tolist()
    ['wave', 'tp', 'fp', 'fn', 'tn', 'coder']
    """
    names = _counts.group_columns(by, documents.columns, table="documents")
    _intervals.check_level(level)
    if n_boot < 2:
        message = f"n_boot must be at least 2, better 2000; found {n_boot}."
        raise contracts.InputError(message)
    frames = _gold_frames(gold)
    hits, documents = contracts.conform(hits, "hits"), contracts.conform(documents, "documents")
    outcomes = _outcomes(_located(gold, documents), hits, frames)
    outcomes = outcomes.merge(documents[["doc_id", *names]], on="doc_id")
    grouped = outcomes.dropna(subset=names) if names else outcomes
    left_out = outcomes["doc_id"].nunique() - grouped["doc_id"].nunique()
    remarks = [*_unscored(hits, frames), *_ungrouped(left_out, names)]
    rows = []
    for key, part in grouped.groupby(names) if names else [((), grouped)]:
        place = dict(zip(names, key, strict=True))
        macro = _macro_f1(part, level=level, seed=seed, n_boot=n_boot, remarks=remarks)
        rows += [{**place, **row} for row in (*_frame_rows(part, level=level), *macro)]
    columns = [*contracts.SCHEMAS["estimates"].names, *names, *COUNTS]
    table = pd.DataFrame(rows, columns=columns).astype(dict.fromkeys(COUNTS, "Int64"))
    return contracts.conform(table.assign(coder=coder, ci_level=level), "estimates")


def _gold_frames(gold: pd.DataFrame) -> list[str]:
    """Frames of a gold table, sorted; raise if a column cannot be one."""
    if absent := [column for column in SPAN if column not in gold.columns]:
        message = (f"Table gold lacks {contracts.first_five(absent)}; read it with "
                   f"validation.read_gold.")  # fmt: skip
        raise contracts.TableError(message)
    frames = sorted(column for column in gold.columns if column not in NOT_FRAMES)
    for frame in frames:
        strange = gold.loc[~gold[frame].isin([0, 1]), frame].unique().tolist()
        if strange:
            message = (f"Column gold.{frame} holds {contracts.first_five(strange)}; a frame is "
                       f"0 or 1. Leave out columns that are no frames (validation.read_gold "
                       f"does).")  # fmt: skip
            raise contracts.TableError(message)
    return frames


def _located(gold: pd.DataFrame, documents: pd.DataFrame) -> pd.DataFrame:
    """Gold units with the doc_id of their article, after checking that they fit its text."""
    articles = _articles(documents)
    articles = articles[articles["article"].isin(gold["article"])]
    unknown = gold.loc[~gold["article"].isin(articles["article"]), "article"].unique()
    if len(unknown):
        message = (f"Gold articles {contracts.first_five(unknown)} are not among the documents. "
                   f"Read the folder they lie in, or correct the names.")  # fmt: skip
        raise contracts.InputError(message)
    if (double := articles["article"].duplicated()).any():
        names = contracts.first_five(sorted(articles.loc[double, "article"].unique()))
        message = (f"Gold articles {names} stand for several documents. Write the path of the "
                   f"file, or give every article a file name of its own.")  # fmt: skip
        raise contracts.InputError(message)
    units = gold.merge(articles, on="article", how="left", suffixes=("", "_read"))
    _check_units(units)
    return units.assign(unit=np.arange(len(units)))


def _articles(documents: pd.DataFrame) -> pd.DataFrame:
    """Rows article, doc_id, text: every document under its path and under its file's name."""
    paths = documents["source_file"]
    names = paths.map(lambda path: re.split(r"[\\/]", path)[-1])
    short = documents.assign(article=names)[~names.isin(paths)]
    every = pd.concat([documents.assign(article=paths), short], ignore_index=True)
    return every[["article", "doc_id", "text"]]


def _check_units(units: pd.DataFrame) -> None:
    """Raise if spans lie outside the text, or hold another text than the gold says."""
    read = units["text_read" if "text_read" in units.columns else "text"]
    outside = (units["start"] < 0) | (units["end"] <= units["start"])
    outside |= units["end"] > read.str.len()
    if outside.any():
        message = (f"Gold units lie outside the text of their article: {_spans(units[outside])}. "
                   f"Was the article changed after it was coded?")  # fmt: skip
        raise contracts.InputError(message)
    if "text_read" not in units.columns:
        return
    slices = [_plain(text[start:end]) for text, start, end in
              zip(read, units["start"], units["end"], strict=True)]  # fmt: skip
    said = units["text"].fillna("").map(_plain)
    differs = (said != "") & (said != pd.Series(slices, index=units.index, dtype="str"))
    if differs.any():
        row = units[differs].iloc[0]
        message = (f"The text of gold units is not what stands in the article: "
                   f"{_spans(units[differs])}. The first says {row['text'][:60]!r}; the article "
                   f"has {row['text_read'][row['start'] : row['end']][:60]!r}. Offsets count the "
                   f"characters of the file as it is.")  # fmt: skip
        raise contracts.InputError(message)


def _plain(text: str) -> str:
    """Bring a text to one form, as spreadsheets change line ends, blanks and accents."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def _spans(units: pd.DataFrame) -> str:
    """Write article and span of the first five units."""
    places = units[SPAN].itertuples(index=False, name=None)
    return contracts.first_five(f"{article} [{start}:{end})" for article, start, end in places)


def _outcomes(units: pd.DataFrame, hits: pd.DataFrame, frames: Sequence[str]) -> pd.DataFrame:
    """Rows doc_id, frame, tp, fp, fn, tn: how the gold units of each article came out."""
    counted = hits.loc[hits["status"] == "hit", ["doc_id", "frame", "start", "end"]]
    near = units[["unit", "doc_id", "start", "end"]].merge(
        counted, on="doc_id", suffixes=("", "_hit")
    )
    inside = (near["start_hit"] >= near["start"]) & (near["end_hit"] <= near["end"])
    found = near[inside]
    parts = []
    for frame in frames:
        truth = units[frame] == 1
        coded = units["unit"].isin(found.loc[found["frame"] == frame, "unit"])
        parts.append(pd.DataFrame({
            "doc_id": units["doc_id"], "frame": frame, "tp": truth & coded,
            "fp": ~truth & coded, "fn": truth & ~coded, "tn": ~truth & ~coded,
        }))  # fmt: skip
    if not parts:
        return pd.DataFrame(columns=["doc_id", "frame", *COUNTS])
    every = pd.concat(parts, ignore_index=True)
    return every.groupby(["doc_id", "frame"], as_index=False)[COUNTS].sum()


def _unscored(hits: pd.DataFrame, frames: Sequence[str]) -> list[str]:
    """Remark on frames that the coder finds and the gold standard does not have."""
    extra = sorted(set(hits["frame"]) - set(frames))
    return [f"Not in the gold standard, so not scored: {', '.join(extra)}."] if extra else []


def _ungrouped(n_docs: int, names: Sequence[str]) -> list[str]:
    """Remark on articles without a value of a grouping column."""
    said = f"{_intervals.counted(n_docs, 'document')} without {' or '.join(names)} left out."
    return [said] if n_docs else []


def _frame_rows(part: pd.DataFrame, *, level: float) -> Iterator[dict[str, object]]:
    """Precision, recall and F1 of every frame in one group of articles."""
    for frame, docs in part.groupby("frame"):
        tp, fp, fn, tn = (int(n) for n in docs[COUNTS].sum())
        n_docs, n_units = len(docs), tp + fp + fn + tn
        shared = {"frame": frame, "n_docs": n_docs, "n_units": n_units,
                  "tp": tp, "fp": fp, "fn": fn, "tn": tn}  # fmt: skip
        f1 = 2 * tp / (2 * tp + fp + fn) if tp + fp + fn else math.nan
        for measure, estimate, (low, high), method in (
            (
                "precision",
                _share(tp, tp + fp),
                _intervals.wilson(tp, tp + fp, level=level),
                "wilson",
            ),
            ("recall", _share(tp, tp + fn), _intervals.wilson(tp, tp + fn, level=level), "wilson"),
            ("f1", f1, _intervals.f1_wilson(tp, fp + fn, level=level), "wilson on jaccard, mapped"),
        ):
            note = _undefined(measure, tp=tp, fp=fp, fn=fn) or _clustered(n_units, n_docs)
            yield {**shared, "measure": measure, "method": method, "estimate": estimate,
                   "ci_low": float(low), "ci_high": float(high), "note": note}  # fmt: skip


def _share(k: int, n: int) -> float:
    """Divide k by n; nan where n is 0."""
    return k / n if n else math.nan


def _undefined(measure: str, *, tp: int, fp: int, fn: int) -> str:
    """Say why a measure is undefined or cannot be above 0; empty if neither holds."""
    if measure == "precision" and not tp + fp:
        return "The coder found no unit with this frame: precision is undefined."
    if measure == "recall" and not tp + fn:
        return "No gold unit carries this frame: recall is undefined."
    if measure == "f1" and not tp + fn:
        end = "F1 is 0." if fp else "F1 is undefined."
        return f"No gold unit carries this frame: {end} Left out of macro F1."
    return ""


def _clustered(n_units: int, n_docs: int) -> str | None:
    """Say that the interval takes units to be independent, where several share an article."""
    if n_units == n_docs:
        return None
    return (
        f"Interval as for independent units; they lie in {_intervals.counted(n_docs, 'document')}."
    )


def _macro_f1(
    part: pd.DataFrame, *, level: float, seed: int, n_boot: int, remarks: Sequence[str]
) -> Iterator[dict[str, object]]:  # fmt: skip
    """Mean F1 over the frames that occur in the gold standard of one group of articles."""
    if not len(part):
        return
    wide = part.pivot_table(["tp", "fp", "fn"], "doc_id", "frame", aggfunc="sum").sort_index()
    sums = np.hstack([wide[name].to_numpy(float) for name in ("tp", "fp", "fn")])
    estimate = float(_mean_f1(sums.sum(axis=0, keepdims=True))[0])
    draws = _mean_f1(_resampling.bootstrap_sums(sums, n_boot=n_boot, seed=seed))
    draws = draws[~np.isnan(draws)]
    varies = len(wide) > 1 and len(draws) > 1 and bool(np.ptp(draws) > _intervals.TINY)
    low, high = np.quantile(draws, [(1 - level) / 2, (1 + level) / 2]) if varies else [math.nan] * 2
    absent = [str(frame) for frame in wide["tp"].columns
              if not wide["tp"][frame].sum() + wide["fn"][frame].sum()]  # fmt: skip
    yield {
        "measure": "macro_f1", "method": f"document bootstrap, percentile, n={n_boot}",
        "estimate": estimate, "std_error": float(draws.std(ddof=1)) if varies else math.nan,
        "ci_low": float(low), "ci_high": float(high), "n_docs": len(wide), "n_clusters": len(wide),
        "n_units": int(part.loc[part["frame"] == part["frame"].iloc[0], COUNTS].sum().sum()),
        "note": _macro_note(absent, len(wide), varies=varies, remarks=remarks),
    }  # fmt: skip


def _mean_f1(sums: NDArray[np.float64]) -> NDArray[np.float64]:
    """Mean F1 by row of sums (tp, fp, fn; each for all frames), over frames with positives."""
    tp, fp, fn = np.split(sums, 3, axis=1)
    occurs = tp + fn > 0
    f1 = 2 * tp / np.where(occurs, 2 * tp + fp + fn, 1)
    n = occurs.sum(axis=1)
    means: NDArray[np.float64] = (f1 * occurs).sum(axis=1) / np.where(n > 0, n, np.nan)
    return means


def _macro_note(
    absent: Sequence[str], n_docs: int, *, varies: bool, remarks: Sequence[str]
) -> str | None:  # fmt: skip
    """Say what macro F1 leaves out, and how far its interval can be trusted."""
    said = [f"Left out, no gold unit carries it: {', '.join(absent)}."] if absent else []
    documents = _intervals.counted(n_docs, "document")
    if not varies:
        said.append(f"{documents}: no interval, since nothing varies between documents.")
    elif n_docs < FEW:
        said.append(f"{documents}: the bootstrap interval is rough, probably too narrow.")
    return " ".join([*said, *remarks]) or None
