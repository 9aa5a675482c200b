"""From codes that differ to gold: a sheet for the adjudicator, decisions, and the gold standard.

Report reliability first: it is about the codes as they were made, and adjudication takes the
disagreement away. The adjudicator sees the codes without knowing who gave them, unless asked
otherwise, and decides by the codebook. Decisions are never overwritten: where codes changed
after a decision, it stands beside the row as an earlier one.
"""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np
import pandas as pd

from analysis import contracts
from analysis._agreement import disputes as agreement_disputes
from analysis._gold import codes as gold_codes
from analysis._sheets import adjudication as file
from analysis._sheets import cells

__all__ = ["gold", "gold_table", "read", "sheet", "undecided"]

DECISIONS: Final = (
    "segment_id", "frame", "decision", "status", "reason", "codes_id", "label", "text",
    "earlier_decision",
)  # fmt: skip
RECEIPT: Final = ("segment_id", "frame", "status")
RULES: Final = ("two coders", "single codes count")
PLACE: Final = ["article", "start", "end"]


def sheet(
    disagreements: pd.DataFrame, *, path: str | Path, form: str, seed: int, blind: bool = True,
    decisions: pd.DataFrame | None = None,
) -> pd.DataFrame:  # fmt: skip
    """Write the sheet on which an adjudicator decides.

    Parameters
    ----------
    disagreements : DataFrame
        As `agreement.disagreements` returns it.
    path : str or Path
        The file to write. One that exists is only written over if `decisions` are given.
    form : str
        'xlsx' (drop-down, locked text) or 'csv' (semicolons, UTF-8).
    seed : int
        Seed of the order in which the codes of a row are shown.
    blind : bool
        Show codes as A, B, ... in an order drawn for each row, without names; False writes
        who said what.
    decisions : DataFrame, optional
        What `read` gave for an earlier sheet. A decision stays where the codes are as they
        were; where they changed it moves to the column 'earlier decision'; rows that coders
        agree on by now stay at the end.

    Returns
    -------
    DataFrame
        segment_id, frame, status: 'new', 'kept' (decision or open row as before), 'codes
        changed' (to be decided again) or 'no longer in dispute'.

    Raises
    ------
    contracts.InputError
        If the file exists and no decisions are given, or cannot be written, or `form` is
        unknown.

    Examples
    --------
    >>> import tempfile
    >>> found = pd.DataFrame({"segment_id": ["a"], "frame": "conflict", "label": "Conflict",
    ...     "text": "Prices fell.", "said": "ann 1 · ben 0", "codes": '{"ann": 1, "ben": 0}',
    ...     "notes": "{}"})
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = Path(folder) / "sheet.csv"
    ...     told = sheet(found, path=path, form="csv", seed=1)
    ...     decisions = read(path, frames=["conflict"])
    >>> told["status"].tolist(), decisions["status"].tolist()
    (['new'], ['open'])
    """
    target = Path(path)
    if form not in file.FORMS:
        message = f"There is no form {form!r}. {contracts.did_you_mean(form, file.FORMS)}"
        raise contracts.InputError(message)
    if decisions is None and target.exists():
        message = (f"{target} exists, and may hold decisions. Read it and give them with "
                   f"decisions=, or name another file.")  # fmt: skip
        raise contracts.InputError(message)
    before = {} if decisions is None else {
        (row.segment_id, row.frame): row for row in contracts.each_row(decisions)}  # fmt: skip
    rows = [_row(row, before.pop((row.segment_id, row.frame), None), seed=seed, blind=blind)
            for row in contracts.each_row(disagreements)]  # fmt: skip
    rows += [_settled(row) for row in before.values()]
    file.write(rows, _columns(rows, blind=blind), target, form)
    found = [(row["unit_id"], row["frame_id"], row["status"]) for row in rows]
    return pd.DataFrame(found, columns=list(RECEIPT)).astype("str")


def _codes_id(codes: str) -> str:
    """Short id of who said what, in letters that no spreadsheet changes."""
    return cells.unit_letters(codes)


def _row(row: Any, earlier: Any, *, seed: int, blind: bool) -> dict[str, str]:
    """Write one row of the sheet, with what was decided on it before."""
    same = earlier is not None and earlier.codes_id == _codes_id(row.codes)
    status = "new" if earlier is None else "kept" if same else "codes changed"
    old = [] if earlier is None or not earlier.earlier_decision else [earlier.earlier_decision]
    if status == "codes changed" and _written(earlier):
        old.append(": ".join(filter(None, [_written(earlier), earlier.reason])))
    said = file.blind(row, seed) if blind else file.named(row)
    text = file.shown(row.text)
    return {
        "id": file.row_id(row.segment_id, row.frame, text), "frame": row.label, "text": text,
        **said, "decision": _written(earlier) if same else "",
        "reason": earlier.reason if same else "", "earlier decision": "; ".join(old),
        "unit_id": row.segment_id, "frame_id": row.frame, "codes_id": _codes_id(row.codes),
        "status": status,
    }  # fmt: skip


def _written(earlier: Any) -> str:
    """Write a decision as it stands in the sheet."""
    if earlier.status == "open":
        return cells.BLANK
    return cells.CANNOT_TELL if pd.isna(earlier.decision) else str(int(earlier.decision))


def _settled(earlier: Any) -> dict[str, str]:
    """Write a row that coders agree on by now, with what was decided on it."""
    return {
        "id": file.row_id(earlier.segment_id, earlier.frame, earlier.text),
        "frame": earlier.label, "text": earlier.text, "decision": _written(earlier),
        "reason": earlier.reason, "earlier decision": earlier.earlier_decision,
        "unit_id": earlier.segment_id, "frame_id": earlier.frame, "codes_id": earlier.codes_id,
        "status": "no longer in dispute",
    }  # fmt: skip


def _columns(rows: Iterable[Mapping[str, str]], *, blind: bool) -> list[str]:
    """Columns of the sheet, from left to right."""
    seen = {name for row in rows for name in row if name.startswith("code ")}
    codes = sorted(seen, key=lambda name: (len(name), name)) if blind else ["codes"]
    last = ["earlier decision", "status", "unit_id", "frame_id", "codes_id"]
    return ["id", "frame", "text", *codes, "remarks", *file.OPEN, *last]


def read(path: str | Path, *, frames: Iterable[str]) -> pd.DataFrame:
    """Read the decisions from a sheet that `sheet` wrote and an adjudicator filled in.

    Rows may be sorted, blank lines and columns added. Decisions are 1, 0 or ? (also yes, no,
    ja, nee, WAAR, 1.0, as spreadsheets write them); an empty cell is open.

    Parameters
    ----------
    path : str or Path
        A workbook or CSV.
    frames : iterable of str
        Frames of the codebook.

    Returns
    -------
    DataFrame
        segment_id, frame, decision (0, 1 or null), status ('decided', 'cannot tell', 'open'),
        reason, codes_id (which codes it was decided on), label, text, earlier_decision; sorted.

    Raises
    ------
    contracts.InputError
        Naming file, rows and values: a decision that is none, an unknown frame, a row that
        stands there twice, or a text that is not the one of its row.
    """
    name, table = Path(path).name, file.cells_of(Path(path))
    known = sorted(frames)
    codes = table["decision"].map(cells.code_of)
    _refuse(codes.isna(), table["decision"], name, "decision", "must be 1, 0, ? or empty")
    _refuse(~table["frame_id"].isin(known), table["frame_id"], name, "frame_id",
            f"must be a frame of the codebook ({', '.join(known)})")  # fmt: skip
    twice = table.duplicated(["unit_id", "frame_id"])
    _refuse(twice, table["unit_id"], name, "unit_id", "may have each frame once")
    _refuse(_slipped(table), table["id"], name, "id", "does not fit the text of its row; rows "
            "must be sorted as a whole")  # fmt: skip
    given = codes.isin(["0", "1"])
    status = codes.map({"0": "decided", "1": "decided", cells.CANNOT_TELL: "cannot tell"})
    found = pd.DataFrame({
        "segment_id": table["unit_id"], "frame": table["frame_id"],
        "decision": codes.where(given).astype("Float64").astype("Int64"),
        "status": status.fillna("open"), "reason": table["reason"],
        "codes_id": table["codes_id"], "label": table["frame"], "text": table["text"],
        "earlier_decision": table.get("earlier decision", pd.Series("", index=table.index)),
    })  # fmt: skip
    found = found.astype({column: "str" for column in DECISIONS if column != "decision"})
    return found.sort_values(["segment_id", "frame"], ignore_index=True)


def _slipped(table: pd.DataFrame) -> pd.Series:
    """Whether the id of a row was made from another unit, frame or text."""
    wrong = []
    for row in contracts.each_row(table[["id", "unit_id", "frame_id", "text"]]):
        made = cells.read_id(file.row_id(row.unit_id, row.frame_id, row.text))
        wrong.append(cells.read_id(row.id) != made)
    return pd.Series(wrong, index=table.index, dtype=bool)


def _refuse(wrong: pd.Series, cells_: pd.Series, name: str, column: str, rule: str) -> None:
    """Raise if any cell of a column is wrong, naming the first rows and values."""
    if wrong.any():
        listed = [f"row {row}: {value!r}" for row, value in cells_[wrong].items()]
        more = f" and {len(listed) - 5:,} more" if len(listed) > 5 else ""
        message = f"Sheet {name}: column {column} {rule}; found {', '.join(listed[:5])}{more}."
        raise contracts.InputError(message)


def gold(
    codings: pd.DataFrame, decisions: pd.DataFrame, *, rule: str,
    coders: Sequence[str] | None = None, codebook: str | None = None,
) -> pd.DataFrame:  # fmt: skip
    """Make the gold standard: codes that coders agree on, and decisions where they do not.

    Parameters
    ----------
    codings : DataFrame
        Contract `codings`.
    decisions : DataFrame
        As `read` returns it; a table without rows if there are none.
    rule : str
        'two coders': a unit that one person coded has no gold; 'single codes count': it has
        that person's code.
    coders : sequence of str, optional
        Whose codes count. Default: all human coders but 'gold'.
    codebook : str, optional
        `Codebook.reference` under which gold stands. Default: the one of the codes.

    Returns
    -------
    DataFrame
        Contract `codings` of coder 'gold', with decided_by: 'agreement', 'adjudication' or
        'single coder'. value is null where the adjudicator could not tell. What has no gold
        yet, `undecided` lists.

    Raises
    ------
    contracts.InputError
        If the rule is unknown, or codes come from several codebooks and none is named.

    Examples
    --------
    >>> codings = pd.DataFrame({"segment_id": list("aabb"), "doc_id": "d", "frame": "conflict",
    ...     "coder": ["ann", "ben"] * 2, "coder_kind": "human", "value": [1, 1, 0, 1],
    ...     "codebook": "demo@1"})
    >>> none = pd.DataFrame(columns=["segment_id", "frame", "decision", "status", "codes_id"])
    >>> gold(codings, none, rule="two coders")[["segment_id", "value", "decided_by"]]
      segment_id  value decided_by
    0          a      1  agreement
    >>> undecided(codings, none, rule="two coders")
      segment_id     frame              why
    0          b  conflict  no decision yet
    """
    settled = _settle(codings, decisions, rule=rule, coders=coders)
    made = settled[settled["decided_by"].notna()]
    books = sorted(made["codebook"].unique())
    if codebook is None and len(books) > 1:
        message = (f"The codes come from {len(books)} versions of the codebook "
                   f"({contracts.first_five(books)}). Say with codebook= under which of them "
                   f"gold stands.")  # fmt: skip
        raise contracts.InputError(message)
    table = made.drop(columns="why").assign(coder=agreement_disputes.GOLD, coder_kind="human")
    table = table if codebook is None else table.assign(codebook=codebook)
    columns = [*contracts.SCHEMAS["codings"].names, "decided_by"]
    return contracts.conform(table.assign(score=np.nan)[columns], "codings")


def undecided(
    codings: pd.DataFrame, decisions: pd.DataFrame, *, rule: str,
    coders: Sequence[str] | None = None,
) -> pd.DataFrame:  # fmt: skip
    """List the units and frames that have no gold, and why.

    Parameters
    ----------
    codings, decisions, rule, coders
        As in `gold`.

    Returns
    -------
    DataFrame
        segment_id, frame, why: 'no decision yet', 'codes changed since the decision', 'one
        coder' (rule 'two coders') or 'one coder, who could not tell'.
    """
    settled = _settle(codings, decisions, rule=rule, coders=coders)
    left = settled[settled["decided_by"].isna()]
    return left[["segment_id", "frame", "why"]].reset_index(drop=True)


def _settle(
    codings: pd.DataFrame, decisions: pd.DataFrame, *, rule: str, coders: Sequence[str] | None
) -> pd.DataFrame:  # fmt: skip
    """Give every unit and frame its value and how it came about, or why it has none."""
    if rule not in RULES:
        message = f"There is no rule {rule!r}. {contracts.did_you_mean(rule, RULES)}"
        raise contracts.InputError(message)
    codes = agreement_disputes.coded_by(contracts.conform(codings, "codings"), coders, least=1)
    disputes = agreement_disputes.found(codes)
    current = disputes.assign(codes_id=disputes["codes"].map(_codes_id).astype("str"))
    return gold_codes.settle(codes, current, decisions, single=rule == RULES[1])


def gold_table(
    gold_codings: pd.DataFrame, segments: pd.DataFrame, documents: pd.DataFrame, *,
    samples: pd.DataFrame | None = None,
) -> pd.DataFrame:  # fmt: skip
    """Bring gold into the form of a file: a row for each unit, a column for each frame.

    Parameters
    ----------
    gold_codings : DataFrame
        As `gold` returns it.
    segments, documents : DataFrame
        The contracts of these names.
    samples : DataFrame, optional
        Contract `samples`, for the column part.

    Returns
    -------
    DataFrame
        article (name of the file, or its path where names repeat), start, end, the frames
        (0, 1, null where there is no gold or it could not be told), role, text, unit_id,
        decided_by (all ways in which the codes of the unit came about), and part if samples
        are given; sorted by article and place. `article` alone does not find
        a unit where a file holds several articles: unit_id does.

    Raises
    ------
    contracts.TableError
        If a gold unit is not in `segments`.

    Examples
    --------
    >>> tables = [contracts.empty(name) for name in ("codings", "segments", "documents")]
    >>> gold_table(*tables).columns.tolist()
    ['article', 'start', 'end', 'role', 'text', 'unit_id']
    """
    codes = contracts.conform(gold_codings, "codings")
    frames = sorted(codes["frame"].unique())
    if not frames:
        return pd.DataFrame(columns=[*PLACE, "role", "text", "unit_id"])
    wide = codes.set_index(["segment_id", "frame"])["value"].unstack()[frames].reset_index()  # noqa: PD010
    units = contracts.conform(segments, "segments")
    texts = contracts.conform(documents, "documents")[["doc_id", "source_file", "text"]]
    places = units.merge(texts, on="doc_id").rename(columns={"text": "whole"})
    table = wide.merge(places, on="segment_id", how="left")
    if (lost := table["doc_id"].isna()).any():
        ids = contracts.first_five(table.loc[lost, "segment_id"])
        message = (f"{int(lost.sum()):,} gold units are no segments ({ids}). Take the segments "
                   f"that were coded.")  # fmt: skip
        raise contracts.TableError(message)
    table["text"] = [row.whole[int(row.start) : int(row.end)] for row in contracts.each_row(table)]
    table["article"] = table["source_file"].map(_articles(texts["source_file"]))
    table = table.rename(columns={"segment_id": "unit_id"})
    last = ["role", "text", "unit_id"]
    if "decided_by" in codes:
        ways = codes.groupby("segment_id")["decided_by"].agg(
            lambda how: " + ".join(sorted(set(how)))
        )
        table, last = table.assign(decided_by=table["unit_id"].map(ways)), [*last, "decided_by"]
    if samples is not None:
        parts = contracts.conform(samples, "samples").set_index("unit_id")["part"]
        table, last = table.assign(part=table["unit_id"].map(parts).astype("str")), [*last, "part"]
    table = table.astype({"start": "int64", "end": "int64"} | dict.fromkeys(frames, "Int64"))
    return table.sort_values(PLACE, ignore_index=True)[[*PLACE, *frames, *last]]


def _articles(paths: pd.Series) -> dict[str, str]:
    """Short name of each file, or its path where several files have that name."""
    files = sorted(paths.unique())
    names = [path.replace("\\", "/").rsplit("/", 1)[-1] for path in files]
    return {path: name if names.count(name) == 1 else path
            for path, name in zip(files, names, strict=True)}  # fmt: skip
