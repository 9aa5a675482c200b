"""How well the voices that the kit finds agree with those that people coded.

People code who speaks in every sentence of some articles (`docs/voices-coding.md`); `read` reads
their sheet. `score` compares it with `voices.find` in three tasks: whether a unit gives anybody's
words but the journalist's, which type of actor speaks in it, and which speaker. `errors` lists
the units that differ, to be read.
"""

import math
import re
import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple

import numpy as np
import pandas as pd

from analysis import _counts, _intervals, contracts
from analysis._gold import files, spans

__all__ = ["TASKS", "by_actor", "errors", "read", "same_name", "score"]

TASKS: Final = ("attributed", "actor", "speaker")
"""Does anybody speak in the unit; who does, by type; who does, by name."""

UNLISTED: Final = "unlisted"
"""A speaker of none of the types of the list."""

UNATTRIBUTED: Final = "unattributed"
"""Speech of nobody named."""

FORMS: Final = ("none", *contracts.ALLOWED["voices", "form"])
STATUSES: Final = contracts.ALLOWED["voices", "status"]
CODES: Final = ("position", "speaker", "actor", "form", "status")
PLACE: Final = list(files.SPAN)
COUNTS: Final = ["tp", "fp", "fn"]
ARTICLES: Final = frozenset({"the", "a", "an", "de", "het", "een", "t"})


def read(path: str | Path) -> pd.DataFrame:
    """Read a sheet of coded voices from a CSV file.

    Parameters
    ----------
    path : str or Path
        Columns article (name of the article's file), start and end (offsets [start, end) into
        its text), position, speaker, actor, form and status; text and note if you like. A row
        for each speaker of a unit, position counting them from 0; a unit without a voice has one
        row with the form 'none'. All units of an article are coded, or none.

    Returns
    -------
    DataFrame
        These columns in the order of the file; empty cells are null.

    Raises
    ------
    contracts.InputError
        If the file is no such table. Rows are numbered as a spreadsheet shows them.

    Examples
    --------
    >>> sheet = read("seeds/coding/voices.csv")
    >>> len(sheet.drop_duplicates(["article", "start", "end"]))
    179
    """
    file = Path(path)
    cells = files.sheet(file)
    if absent := [column for column in (*PLACE, *CODES) if column not in cells.columns]:
        message = (f"Sheet of voices {file.name} lacks the columns {contracts.first_five(absent)}; "
                   f"it has {contracts.first_five(cells.columns) or 'none'}.")  # fmt: skip
        raise contracts.InputError(message)
    for column, wrong, rule in _rules(cells):
        if wrong.any():
            found = ", ".join(f"row {row}: {cell!r}" for row, cell in cells[column][wrong].items())
            message = f"Sheet of voices {file.name}: column {column} {rule}; found in {found}."
            raise contracts.InputError(message)
    kept = [*PLACE, *CODES, *(name for name in ("text", "note") if name in cells.columns)]
    whole = dict.fromkeys(["start", "end", "position"], "int64")
    table = cells[kept].replace("", None).astype(whole)
    return table.astype(dict.fromkeys(set(kept) - set(whole), "str")).reset_index(drop=True)


def _rules(cells: pd.DataFrame) -> Iterator[tuple[str, pd.Series, str]]:
    """Columns of a sheet, which of their cells are wrong, and what they must be; in an order."""
    yield "article", cells["article"] == "", "must name a file"
    for column in ("start", "end", "position"):
        digits = cells[column].map(lambda text: bool(re.fullmatch(r"[0-9]{1,15}", text)))
        yield column, ~digits, "must hold whole numbers from 0"
    start, end, position = (cells[name].astype("int64") for name in ("start", "end", "position"))
    yield "end", end <= start, "must be larger than start"
    yield "form", ~cells["form"].isin(FORMS), f"must be one of {', '.join(FORMS)}"
    silent = cells["form"] == "none"
    nobody = silent | (cells["form"] == "hearsay")
    said = f"must be {' or '.join(STATUSES)}, or empty where the form is none"
    yield "status", cells["status"].where(~silent, "speaks").isin(STATUSES).eq(False), said
    yield "status", silent & (cells["status"] != ""), said
    for column in ("speaker", "actor"):
        yield column, nobody & (cells[column] != ""), "must be empty where the form names nobody"
    place = [cells[name] for name in PLACE]
    counted = cells.groupby(place, sort=False)
    yield "position", position != counted.cumcount(), "must count the speakers of a unit from 0"
    alone = counted["form"].transform("size") == 1
    yield "form", silent & ~alone, "must not be none beside other rows of the unit"


def score(
    voices: pd.DataFrame, gold: pd.DataFrame, segments: pd.DataFrame, documents: pd.DataFrame, *,
    level: float, by: Sequence[str] = ("language",),
) -> pd.DataFrame:  # fmt: skip
    """Score found voices against a coded sheet: precision, recall and F1 of each task.

    Parameters
    ----------
    voices, segments, documents : DataFrame
        Contracts `voices`, `segments` (the units in which voices were looked for) and
        `documents`. Articles that the sheet does not have are not scored.
    gold : DataFrame
        From `read`.
    level : float
        Confidence level of the intervals, such as 0.95.
    by : sequence of str
        Columns of `documents`. Rows in which they are null are of all articles together.

    Returns
    -------
    DataFrame
        Contract `estimates` with the `by` columns and task, tp, fp, fn; a row for each group,
        task and measure (precision, recall, f1), null where undefined (0 of 0), and n_units, the
        coded units that were scored. What is counted:

        - attributed: units with a voice, whoever it is;
        - actor: pairs of a unit and a type of actor that speaks in it. A speaker of no type
          counts as the type 'unlisted', speech of nobody named as 'unattributed'; those who
          only relay do not count;
        - speaker: pairs of a unit and the name of somebody who speaks in it (`same_name`).

        Intervals: Wilson, and Wilson on tp / (tp + fp + fn) mapped to F1, as for independent
        units; units of one article are not, so the intervals are too narrow rather than too
        wide.

    Raises
    ------
    contracts.InputError
        If a coded article is not among the documents, or its text is another.
    contracts.TableError
        If a table breaks its contract, or voices are of units that segments lacks.

    Notes
    -----
    Units of the sheet meet the segments with which they have most characters in common, so the
    articles may be split in another way since. A coded unit that is left without a segment is
    not scored; the notes count such units, `errors` lists them.

    Examples
    --------
    >>> gold = pd.DataFrame({"article": ["a.txt"], "start": [0], "end": [4], "position": [0],
    ...     "speaker": ["OpenAI"], "actor": ["accuser"], "form": ["direct"], "status": ["speaks"]})
    >>> documents = pd.DataFrame({"doc_id": ["d"], "source_file": ["a.txt"],
    ...     "source_format": "text", "position_in_file": 0, "text": ["Nee."], "words": 1,
    ...     "date_source": "none", "text_sha256": "0", "language": "nl"})
    >>> segments = pd.DataFrame({"segment_id": ["s"], "doc_id": "d", "unit": "sentence",
    ...     "position": 0, "start": 0, "end": 4, "role": "body", "language": "nl"})
    >>> table = score(contracts.empty("voices"), gold, segments, documents, level=0.95)
    >>> table[["language", "task", "measure", "estimate", "fn"]].head(3)
      language        task    measure  estimate  fn
    0       nl  attributed  precision       NaN   1
    1       nl  attributed     recall       0.0   1
    2       nl  attributed         f1       0.0   1
    """
    names = _counts.group_columns(by, documents.columns, table="documents")
    _intervals.check_level(level)
    coded = _compared(voices, gold, segments, documents)
    pairs = _pairs(coded)
    cells = [({"task": task}, pairs[pairs["task"] == task]) for task in TASKS]
    return _estimated(coded, cells, documents, names, level=level)


def by_actor(
    voices: pd.DataFrame, gold: pd.DataFrame, segments: pd.DataFrame, documents: pd.DataFrame, *,
    level: float, by: Sequence[str] = ("language",),
) -> pd.DataFrame:  # fmt: skip
    """Score the task `actor` for each type of actor.

    Parameters
    ----------
    voices, gold, segments, documents, level, by
        As in `score`.

    Returns
    -------
    DataFrame
        As `score` returns it, for the task 'actor' alone, with a column actor, sorted by it;
        types that neither the sheet nor the machine has in a group have no row there.

    Examples
    --------
    >>> nothing = [contracts.empty(name) for name in ("segments", "documents")]
    >>> gold = pd.DataFrame(columns=["article", "start", "end", "position", "speaker", "actor",
    ...                              "form", "status"])
    >>> table = by_actor(contracts.empty("voices"), gold, *nothing, level=0.95)
    >>> len(table), "actor" in table.columns
    (0, True)
    """
    names = _counts.group_columns(by, documents.columns, table="documents")
    _intervals.check_level(level)
    coded = _compared(voices, gold, segments, documents)
    pairs = _pairs(coded)
    cells = [({"task": "actor", "actor": str(actor)}, part)
             for actor, part in pairs[pairs["task"] == "actor"].groupby("actor")]  # fmt: skip
    table = _estimated(coded, cells, documents, names, level=level)
    return table[(table[COUNTS] > 0).any(axis=1)].reset_index(drop=True)


def errors(
    voices: pd.DataFrame, gold: pd.DataFrame, segments: pd.DataFrame, documents: pd.DataFrame
) -> pd.DataFrame:
    """List the coded units that the machine reads in another way, to be read.

    Parameters
    ----------
    voices, gold, segments, documents
        As in `score`.

    Returns
    -------
    DataFrame
        article, start, end, doc_id, segment_id (null if no segment fits), language (of the
        article), wrong (the tasks that differ, by commas, or 'no unit'), said (by people), found
        (by the machine; empty strings: nobody speaks) and text; in the order of articles and
        texts.

    Examples
    --------
    >>> nothing = [contracts.empty(name) for name in ("segments", "documents")]
    >>> gold = pd.DataFrame(columns=["article", "start", "end", "position", "speaker", "actor",
    ...                              "form", "status"])
    >>> errors(contracts.empty("voices"), gold, *nothing).columns.tolist()[-4:]
    ['wrong', 'said', 'found', 'text']
    """
    coded = _compared(voices, gold, segments, documents)
    pairs = _pairs(coded)
    wrong = pairs[(pairs["fp"] + pairs["fn"]) > 0].drop_duplicates(["unit", "task"])
    listed = wrong.groupby("unit")["task"].agg(", ".join)
    units = coded.units.assign(wrong=coded.units["unit"].map(listed))
    units["wrong"] = units["wrong"].where(units["segment_id"].notna(), "no unit")
    units = units[units["wrong"].notna()]
    said, found = _by_unit(coded.said), _by_unit(coded.found)
    units = units.assign(
        language=units["doc_id"].map(documents.set_index("doc_id")["language"]).astype("str"),
        said=[_written(said.get(unit, [])) for unit in units["unit"]],
        found=[_written(found.get(unit, [])) for unit in units["unit"]],
        text=[row.text_read[row.start : row.end] for row in contracts.each_row(units)],
    )  # fmt: skip
    columns = [*PLACE, "doc_id", "segment_id", "language", "wrong", "said", "found", "text"]
    return units.sort_values(PLACE)[columns].reset_index(drop=True)


def same_name(one: str, other: str) -> bool:
    """Tell whether two names are of one speaker: the words of the shorter are in the longer.

    Capitals, accents, articles and the s of a genitive make no difference, nor do blanks.

    Examples
    --------
    >>> same_name("Dr. Lena Zhang", "Zhang"), same_name("OpenAI’s", "OpenAI")
    (True, True)
    >>> same_name("een bron bij OpenAI", "the OpenAI source"), same_name("Google", "Meta")
    (False, False)
    """
    first, second = _words(one), _words(other)
    if not (first and second):
        return one.strip().casefold() == other.strip().casefold()
    if "".join(first) == "".join(second):
        return True
    short, long = sorted([first, second], key=len)
    return all(any(_one_word(word, known) for known in long) for word in short)


def _words(name: str) -> list[str]:
    """Words of a name that tell, in small letters without accents or genitive."""
    plain = unicodedata.normalize("NFKD", name.casefold().replace("’", "'"))
    bare = "".join(sign for sign in plain if not unicodedata.combining(sign))
    words = [word.removesuffix("'s") for word in re.findall(r"\w+(?:['.&-]\w+)*", bare)]
    return [word for word in words if word not in ARTICLES]


def _one_word(word: str, known: str) -> bool:
    """Whether two words are the same, but for the s of a Dutch genitive."""
    return word == known or word + "s" == known or known + "s" == word


class Compared(NamedTuple):
    """Coded units, and the voices of people and machine in those that met a segment.

    units has unit (a number), article, start, end, doc_id, text_read and segment_id (the first
    that it met; null: none); said and found have unit, speaker, actor, form, status. outside is
    the number of voices found in coded articles outside the coded units.
    """

    units: pd.DataFrame
    said: pd.DataFrame
    found: pd.DataFrame
    outside: int


def _compared(
    voices: pd.DataFrame, gold: pd.DataFrame, segments: pd.DataFrame, documents: pd.DataFrame
) -> Compared:
    """Check the tables and bring the voices of both sides to the coded units."""
    if absent := [column for column in (*PLACE, *CODES) if column not in gold.columns]:
        message = (f"Table gold lacks {contracts.first_five(absent)}; read the sheet with "
                   f"voice_scores.read.")  # fmt: skip
        raise contracts.TableError(message)
    voices = contracts.conform(voices, "voices")
    segments = contracts.conform(segments, "segments")
    documents = contracts.conform(documents, "documents")
    strange = ~_counts.among(voices["segment_id"], segments["segment_id"])
    if strange.any():
        ids = contracts.first_five(voices.loc[strange, "segment_id"].unique())
        message = (f"Voices are of units that the table segments lacks ({ids}). Give the segments "
                   f"in which they were found.")  # fmt: skip
        raise contracts.TableError(message)
    known = [name for name in ("text", "note") if name in gold.columns]
    units = spans.located(gold.drop_duplicates(PLACE)[[*PLACE, *known]], documents)
    met = _met(units, segments)
    first = met.drop_duplicates("unit").set_index("unit")["segment_id"]
    units = units.assign(segment_id=units["unit"].map(first).astype("str"))
    columns = ["unit", "speaker", "actor", "form", "status"]
    said = gold[gold["form"] != "none"].merge(units[[*PLACE, "unit"]], on=PLACE)
    said = said.sort_values(["unit", "position"])
    found = voices[["segment_id", "doc_id", "position", *columns[1:]]]
    found = found.merge(met, on="segment_id", how="left")
    outside = found["unit"].isna() & found["doc_id"].isin(units["doc_id"])
    found = found.dropna(subset=["unit"]).astype({"unit": "int64"})
    found = found.sort_values(["unit", "start", "position"])
    return Compared(units, said[columns], found[columns], int(outside.sum()))


def _met(units: pd.DataFrame, segments: pd.DataFrame) -> pd.DataFrame:
    """Give each segment the coded unit with which it has most characters in common.

    Returns
    -------
    DataFrame
        segment_id, unit, start (of the segment), in the order of the text; segments that touch
        no unit have no row.
    """
    own = segments[["segment_id", "doc_id", "start", "end"]]
    pairs = own.merge(units[["unit", "doc_id", "start", "end"]], on="doc_id", suffixes=("", "_u"))
    common = np.minimum(pairs["end"], pairs["end_u"]) - np.maximum(pairs["start"], pairs["start_u"])
    pairs = pairs.assign(common=common)[common > 0]
    best = pairs.sort_values(["segment_id", "common", "start_u"], ascending=[True, False, True])
    met = best.drop_duplicates("segment_id").sort_values(["doc_id", "start"])
    return met[["segment_id", "unit", "start"]]


def _by_unit(rows: pd.DataFrame) -> dict[int, list[Any]]:
    """Voices of each unit, as named tuples."""
    made: dict[int, list[Any]] = {}
    for row in contracts.each_row(rows):
        made.setdefault(row.unit, []).append(row)
    return made


def _pairs(coded: Compared) -> pd.DataFrame:
    """Count tp, fp and fn by unit and task, and by type of actor in the task of actors."""
    said, found = _by_unit(coded.said), _by_unit(coded.found)
    rows: list[tuple[object, ...]] = []
    for unit in coded.units.loc[coded.units["segment_id"].notna(), "unit"].tolist():
        people, machine = said.get(unit, []), found.get(unit, [])
        rows.append((unit, "attributed", None, *_overlap(bool(people), bool(machine))))
        true, seen = _types(people), _types(machine)
        rows += [(unit, "actor", actor, *_overlap(actor in true, actor in seen))
                 for actor in sorted(true | seen)]  # fmt: skip
        names, others = _names(people), _names(machine)
        tp = _matched(names, others)
        rows.append((unit, "speaker", None, tp, len(others) - tp, len(names) - tp))
    return pd.DataFrame(rows, columns=["unit", "task", "actor", *COUNTS])


def _overlap(people: bool, machine: bool) -> tuple[int, int, int]:
    """Give tp, fp and fn of one yes or no."""
    return int(people and machine), int(machine and not people), int(people and not machine)


def _types(voices: Sequence[Any]) -> set[str]:
    """Types of actors that speak."""
    return {
        row.actor if pd.notna(row.actor) else UNATTRIBUTED if pd.isna(row.speaker) else UNLISTED
        for row in voices if row.status == "speaks"
    }  # fmt: skip


def _names(voices: Sequence[Any]) -> list[str]:
    """Names of those who speak, each once."""
    spoken = [row.speaker for row in voices if row.status == "speaks" and not pd.isna(row.speaker)]
    return list({" ".join(_words(name)) or name: name for name in spoken}.values())


def _matched(names: Sequence[str], others: Sequence[str]) -> int:
    """Give the largest number of pairs of equal names in which each name comes once."""
    same = np.array([[same_name(one, other) for other in others] for one in names], dtype=bool)
    if min(len(names), len(others)) < 2:
        return int(same.any())
    from scipy import optimize

    return int(same[optimize.linear_sum_assignment(same, maximize=True)].sum())


def _written(voices: Sequence[Any]) -> str:
    """Write voices for a reader.

    Examples
    --------
    >>> rows = pd.DataFrame({"speaker": ["Reuters", None], "actor": ["media", None],
    ...     "form": ["reported", "hearsay"], "status": ["relays", "speaks"]})
    >>> _written(list(rows.itertuples()))
    'Reuters (media, reported, relays); nobody named (hearsay)'
    """
    told = []
    for row in voices:
        name = "nobody named" if pd.isna(row.speaker) else row.speaker
        known = [] if row.form == "hearsay" else [UNLISTED if pd.isna(row.actor) else row.actor]
        relays = ["relays"] if row.status == "relays" else []
        told.append(f"{name} ({', '.join([*known, row.form, *relays])})")
    return "; ".join(told)


def _estimated(
    coded: Compared, cells: Sequence[tuple[dict[str, str], pd.DataFrame]],
    documents: pd.DataFrame, names: list[str], *, level: float,
) -> pd.DataFrame:  # fmt: skip
    """Rows of each group of articles, and then of all together, for each set of counts."""
    units = coded.units.loc[coded.units["segment_id"].notna(), ["unit", "doc_id"]]
    scored = units.merge(documents[["doc_id", *names]], on="doc_id")
    remarks = _remarks(coded, scored, names)
    groups = [(dict(zip(names, key, strict=True)), part)
              for key, part in scored.groupby(names)] if names else []  # fmt: skip
    rows = []
    for place, part in [*groups, ({}, scored)]:
        n_units, n_docs = len(part), part["doc_id"].nunique()
        note = " ".join([*_clustered(n_units, n_docs), *remarks]) or None
        for told, pairs in cells:
            tp, fp, fn = map(int, pairs.loc[pairs["unit"].isin(part["unit"]), COUNTS].sum())
            shared = {**place, **told, "n_units": n_units, "n_docs": n_docs, "ci_level": level,
                      "tp": tp, "fp": fp, "fn": fn, "note": note}  # fmt: skip
            rows += [{**shared, **row} for row in _measures(tp, fp, fn, level=level)]
    keys = list(cells[0][0]) if cells else ["task", "actor"]
    columns = [*contracts.SCHEMAS["estimates"].names, *names, *keys, *COUNTS]
    table = pd.DataFrame(rows, columns=columns)
    types = dict.fromkeys(keys, "str") | dict.fromkeys(COUNTS, "int64")
    return contracts.conform(table.astype(types), "estimates")


def _measures(tp: int, fp: int, fn: int, *, level: float) -> Iterator[dict[str, object]]:
    """Precision, recall and F1 of some counts, with their intervals."""
    for measure, k, n in (("precision", tp, tp + fp), ("recall", tp, tp + fn)):
        low, high = _intervals.wilson(k, n, level=level)
        yield {"measure": measure, "method": "wilson", "estimate": k / n if n else math.nan,
               "ci_low": float(low), "ci_high": float(high)}  # fmt: skip
    low, high = _intervals.f1_wilson(tp, fp + fn, level=level)
    f1 = 2 * tp / (2 * tp + fp + fn) if tp + fp + fn else math.nan
    yield {"measure": "f1", "method": "wilson on jaccard, mapped", "estimate": f1,
           "ci_low": float(low), "ci_high": float(high)}  # fmt: skip


def _clustered(n_units: int, n_docs: int) -> list[str]:
    """Say that the interval takes units to be independent, where several share an article."""
    lie = _intervals.counted(n_docs, "document")
    return [f"Interval as for independent units; they lie in {lie}."] if n_units > n_docs else []


def _remarks(coded: Compared, scored: pd.DataFrame, names: list[str]) -> list[str]:
    """Say what was left out of the scores."""
    lost = int(coded.units["segment_id"].isna().sum())
    bare = scored.loc[scored[names].isna().any(axis=1), "doc_id"].nunique() if names else 0
    told = {
        f"{_intervals.counted(lost, 'coded unit')} without a segment not scored.": lost,
        f"{_intervals.counted(coded.outside, 'voice')} outside the coded units not scored.":
            coded.outside,
        f"{_intervals.counted(bare, 'document')} without {' or '.join(names)} in the scores of "
        f"all alone.": bare,
    }  # fmt: skip
    return [text for text, number in told.items() if number]
