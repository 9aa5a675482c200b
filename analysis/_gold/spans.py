"""Where coded spans lie: their articles among the documents, and whether the texts agree."""

import re
import unicodedata

import numpy as np
import pandas as pd

from analysis import contracts
from analysis._gold.files import BESIDE, SPAN

__all__ = ["frames", "located", "said"]


def frames(spans: pd.DataFrame) -> list[str]:
    """Frames of a table of spans, sorted; raise if a column cannot be one."""
    if absent := [column for column in SPAN if column not in spans.columns]:
        message = (f"Table gold lacks {contracts.first_five(absent)}; read it with "
                   f"gold.read.")  # fmt: skip
        raise contracts.TableError(message)
    found = sorted(column for column in spans.columns if column not in (*SPAN, *BESIDE))
    for frame in found:
        codes = spans[frame]
        strange = codes[codes.notna() & ~codes.isin([0, 1])].unique().tolist()
        if strange:
            message = (f"Column gold.{frame} holds {contracts.first_five(strange)}; a frame is "
                       f"0, 1 or empty. Leave out columns that are no frames (gold.read "
                       f"does).")  # fmt: skip
            raise contracts.TableError(message)
    return found


def located(spans: pd.DataFrame, documents: pd.DataFrame) -> pd.DataFrame:
    """Add doc_id and text_read (of the article), after checking that the spans fit its text.

    Returns
    -------
    DataFrame
        The rows and columns of `spans` in their order, with doc_id, text_read and `unit`, the
        number of the row.
    """
    articles = _articles(documents)
    articles = articles[articles["article"].isin(spans["article"])]
    unknown = spans.loc[~spans["article"].isin(articles["article"]), "article"].unique()
    if len(unknown):
        message = (f"Gold articles {contracts.first_five(unknown)} are not among the documents. "
                   f"Read the folder they lie in, or correct the names.")  # fmt: skip
        raise contracts.InputError(message)
    named = spans.assign(unit=np.arange(len(spans)), said=said(spans))
    told = named.merge(articles.assign(said=articles["doc_id"]), on=["article", "said"])
    rest = named[~named["unit"].isin(told["unit"])].merge(articles, on="article", how="left")
    pairs = pd.concat([told, rest], ignore_index=True).sort_values("unit", kind="stable")
    if (double := pairs["unit"].duplicated()).any():
        names = contracts.first_five(sorted(pairs.loc[double, "article"].unique()))
        message = (f"Gold articles {names} stand for several documents. Write the path of the "
                   f"file, give every article a file name of its own, or name the units in the "
                   f"column unit_id.")  # fmt: skip
        raise contracts.InputError(message)
    units = pairs.drop(columns="said").reset_index(drop=True)
    _check(units)
    return units


def said(spans: pd.DataFrame) -> pd.Series:
    """Document that the column unit_id ('<doc_id>:<unit>:<number>') names; empty if it does not."""
    if "unit_id" not in spans.columns:
        return pd.Series("", index=spans.index, dtype="str")
    return spans["unit_id"].astype("str").fillna("").str.rsplit(":", n=2).str[0]


def _articles(documents: pd.DataFrame) -> pd.DataFrame:
    """Rows article, doc_id, text_read: every document under its path and its file's name."""
    paths = documents["source_file"]
    names = paths.map(lambda path: re.split(r"[\\/]", path)[-1])
    short = documents.assign(article=names)[~names.isin(paths)]
    every = pd.concat([documents.assign(article=paths), short], ignore_index=True)
    return every.rename(columns={"text": "text_read"})[["article", "doc_id", "text_read"]]


def _check(units: pd.DataFrame) -> None:
    """Raise if spans lie outside the text, or hold another text than the file says."""
    read = units["text_read"]
    outside = (units["start"] < 0) | (units["end"] <= units["start"])
    outside |= units["end"] > read.str.len()
    if outside.any():
        message = (f"Gold units lie outside the text of their article: {_listed(units[outside])}. "
                   f"Was the article changed after it was coded?")  # fmt: skip
        raise contracts.InputError(message)
    if "text" not in units.columns:
        return
    slices = [_plain(text[start:end]) for text, start, end in
              zip(read, units["start"], units["end"], strict=True)]  # fmt: skip
    said, own = units["text"].fillna("").map(_plain), pd.Series(slices, units.index, dtype="str")
    # an apostrophe in front keeps a spreadsheet from running a text as a formula
    differs = (said != "") & (said != own) & (said != "'" + own)
    if differs.any():
        row = units[differs].iloc[0]
        message = (f"The text of gold units is not what stands in the article: "
                   f"{_listed(units[differs])}. The first says {row['text'][:60]!r}; the article "
                   f"has {row['text_read'][row['start'] : row['end']][:60]!r}. Offsets count the "
                   f"characters of the file as it is.")  # fmt: skip
        raise contracts.InputError(message)


def _plain(text: str) -> str:
    """Bring a text to one form, as spreadsheets change line ends, blanks and accents."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def _listed(units: pd.DataFrame) -> str:
    """Write article and span of the first five units."""
    places = units[list(SPAN)].itertuples(index=False, name=None)
    return contracts.first_five(f"{article} [{start}:{end})" for article, start, end in places)
