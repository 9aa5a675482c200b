"""Coding sheets: who codes what, one blind sheet for each coder, and reading them back.

A sheet shows texts under ids that say nothing of where they come from: no wave, no outlet, no
date, no code of a machine. Reading finds the units again by their ids, checks that each text
still stands by its own id, and keeps the codebook that the codes were made with.
"""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

import pandas as pd

from analysis import contracts
from analysis._sheets import cells, codes, files, instructions, layout, order, reading
from analysis._sheets import coders as coders_of
from analysis._sheets.delimited import table as csv_table
from analysis._sheets.problems import refused
from analysis._sheets.workbooks import workbook
from analysis.codebook import Codebook
from analysis.contracts import InputError, TableError, did_you_mean, each_row, first_five

__all__ = ["FORMS", "assign", "read", "write"]

FORMS: Final = ("xlsx", "csv")
"""Forms of a sheet: a workbook, or a table with semicolons."""

_INSTRUCTIONS: Final = "coding_instructions.txt"


def assign(
    samples: pd.DataFrame,
    *,
    coders: Sequence[str] | Mapping[str, Iterable[str]],
    overlap: float,
    seed: int,
    overlap_coders: int | None = None,
) -> pd.DataFrame:
    """Deal the units of a sample to coders, and set the order in which each codes.

    Every unit gets a coder. Of the units of each wave x language x part a share is drawn that
    several coders get, for reliability. Each coder has an order of his or her own, drawn over
    all waves, in which sentences of one article or of its copies are kept apart.

    Parameters
    ----------
    samples : DataFrame
        Contract ``samples``.
    coders : sequence of str, or mapping of str to languages
        Names; letters, digits, spaces, '.', '_' and '-'. With a mapping a coder gets units of
        these languages only.
    overlap : float
        Share of each cell that several coders get, from 0 to 1; above 0 it is at least one
        unit in each cell.
    seed : int
        Of the draw. The same seed gives the same table, whatever the order of `samples`.
    overlap_coders : int, optional
        How many coders get a shared unit, 2 or more. All of them by default.

    Returns
    -------
    DataFrame
        `unit_id`, `coder`, `position` (from 1 in each coder's sheet), sorted by coder and
        position. Loads are balanced: they differ by at most one if every coder may code all.

    Raises
    ------
    InputError
        If names repeat or cannot be used, `overlap` is no share, too few coders are there, or
        nobody codes a language.

    Examples
    --------
    >>> samples = pd.DataFrame({
    ...     "unit_id": ["a:0", "a:1", "b:0", "b:1"], "doc_id": ["a", "a", "b", "b"],
    ...     "unit": "sentence", "source_file": "a.txt", "start": 0, "end": 9, "stratum": "all",
    ...     "stratum_size": 4, "inclusion_prob": 1.0, "design": "census", "part": "test",
    ...     "seed": 1,
    ... })
    >>> table = assign(samples, coders=["Anna", "Ben"], overlap=0.5, seed=1)
    >>> table["coder"].value_counts().to_dict()
    {'Anna': 3, 'Ben': 3}
    """
    drawn = contracts.conform(samples, "samples").sort_values("unit_id", ignore_index=True)
    names = coders_of.names(coders)
    coders_of.check_overlap(overlap, overlap_coders, names)
    grouping = drawn[["wave", "language", "part"]].astype("object")
    keys = [tuple("" if pd.isna(key) else key for key in row) for row in each_row(grouping)]
    cells_of: dict[Hashable, list[str]] = {key: [] for key in sorted(set(keys))}
    for key, unit_id in zip(keys, drawn["unit_id"], strict=True):
        cells_of[key].append(unit_id)
    may = coders_of.eligible(coders, names, {key[1] for key in keys})
    dealt = order.deal(
        cells_of, lambda cell: may[cell[1]],  # type: ignore[index]
        overlap=overlap, together=overlap_coders, seed=seed,
    )  # fmt: skip
    article = dict(zip(drawn["unit_id"], drawn["doc_id"], strict=True))
    copies = drawn["cluster_id"].fillna(drawn["doc_id"])
    apart = [dict(zip(drawn["unit_id"], copies, strict=True)), article]
    rows = [
        (unit_id, coder, position)
        for coder in sorted(dealt)
        for position, unit_id in enumerate(
            order.spread(sorted(dealt[coder]), apart, order.generator(seed, "order", coder)), 1
        )
    ]
    table = pd.DataFrame(rows, columns=["unit_id", "coder", "position"])
    return table.astype({"unit_id": "str", "coder": "str", "position": "int64"})


def write(
    samples: pd.DataFrame,
    assigned: pd.DataFrame,
    documents: pd.DataFrame,
    segments: pd.DataFrame,
    book: Codebook,
    *,
    folder: Path | str,
    form: str,
    context: int = 1,
    label_language: str = "en",
    coding_round: int = 1,
) -> pd.DataFrame:
    """Write a blind coding sheet for each coder.

    A sheet shows an id, the text with what stands around it, a column for each frame and one
    for notes; the instructions come from the codebook. The codes are 1, 0 and ?, which no
    language of a spreadsheet changes. A text too long for one row stands in several, whole.
    The text itself can name an outlet or a day; it is not changed.

    Parameters
    ----------
    samples : DataFrame
        Contract ``samples``.
    assigned : DataFrame
        `unit_id`, `coder`, `position`, from `assign`.
    documents, segments : DataFrame
        What the sample was drawn from; the texts, and what stands around them.
    book : Codebook
    folder : Path or str
        Made if absent. Files are named ``coding_<coder>.xlsx`` or ``.csv``, with
        ``_round2`` from the second round on. A table has its instructions in
        ``coding_instructions.txt``.
    form : {'xlsx', 'csv'}
        A workbook with drop-downs and locked texts, or a table with semicolons in UTF-8 with
        a byte order mark. In a table a ``'`` is put before a text that a spreadsheet would
        calculate, or take for a date.
    context : int, optional
        Sentences or paragraphs shown before and after each; 0 for none. Documents have none.
    label_language : str, optional
        Of the labels. The fixed words are Dutch for ``nl``, else English.
    coding_round : int, optional
        From 1 on; the codes carry it.

    Returns
    -------
    DataFrame
        A row for each file: `file` (name), `coder`, `form`, `n_units`, `n_split` (texts that
        stand in several rows), `n_replaced` (control characters shown as U+FFFD).

    Raises
    ------
    InputError
        If a file is there that holds codes: it is never overwritten. If an option is not
        known, or two units get the same id.
    TableError
        If units are assigned that were not sampled, or the articles do not fit the sample.
    """
    _check_options(form, context, coding_round)
    drawn = contracts.conform(samples, "samples")
    book.labels(label_language)
    given = _assigned(assigned, set(drawn["unit_id"]))
    texts = layout.texts(drawn, documents)
    _letters(drawn["unit_id"])
    around = layout.contexts(drawn, documents, segments, context=context)
    made = [
        layout.Sheet(
            coder=coder, coding_round=coding_round, book=book, language=label_language,
            seed=", ".join(map(str, sorted(set(drawn["seed"])))),
            rows=tuple(layout.rows(units, texts, around)),
        )
        for coder, units in given.items()
    ]  # fmt: skip
    rows, contents = [], {}
    for sheet in made:
        name = f"coding_{cells.slug(sheet.coder)}"
        name += f"_round{coding_round}.{form}" if coding_round > 1 else f".{form}"
        contents[name], replaced = (workbook if form == "xlsx" else csv_table)(sheet)
        n_split = sum(row.parts > 1 and row.is_coded for row in sheet.rows)
        rows.append((name, sheet.coder, form, sheet.n_units, n_split, replaced))
    if form == "csv":
        every = replace(made[0], rows=tuple(row for sheet in made for row in sheet.rows))
        told = instructions.lines(every, form=form, for_coder=False)
        contents[_INSTRUCTIONS] = instructions.as_text(told).encode("utf-8-sig")
    _store(Path(folder), contents)
    columns = ["file", "coder", "form", "n_units", "n_split", "n_replaced"]
    return pd.DataFrame(rows, columns=columns)


def _check_options(form: str, context: int, coding_round: int) -> None:
    """Raise if an option is not known."""
    if form not in FORMS:
        message = f"form is {form!r}. {did_you_mean(form, FORMS)}"
        raise InputError(message)
    if context < 0 or coding_round < 1:
        message = (
            f"context is {context!r} and coding_round {coding_round!r}; context counts from 0, "
            f"rounds from 1."
        )
        raise InputError(message)


def _assigned(assigned: pd.DataFrame, sampled: set[str]) -> dict[str, list[str]]:
    """Check who got what, and give each coder's units in their order."""
    absent = [name for name in ("unit_id", "coder", "position") if name not in assigned]
    if absent or assigned.empty:
        message = f"Table assigned lacks {first_five(absent) or 'rows'}; make it with assign."
        raise TableError(message)
    strange = assigned.loc[~assigned["unit_id"].isin(list(sampled)), "unit_id"]
    if len(strange):
        message = (
            f"Table assigned has {strange.nunique():,} units that are not in the sample "
            f"({first_five(strange.unique())}). Assign this sample again."
        )
        raise TableError(message)
    if (twice := assigned.duplicated(["unit_id", "coder"])).any():
        message = (
            f"Table assigned gives units to a coder twice "
            f"({first_five(assigned.loc[twice, 'unit_id'])}). Was it joined twice?"
        )
        raise TableError(message)
    coders_of.names(assigned["coder"].unique().tolist())
    ordered = assigned.sort_values(["coder", "position"])
    return {str(coder): group["unit_id"].tolist() for coder, group in ordered.groupby("coder")}


def _letters(unit_ids: Iterable[str]) -> dict[str, str]:
    """Map the letters that stand for a unit to its id; two units never share them."""
    found: dict[str, str] = {}
    for unit_id in unit_ids:
        other = found.setdefault(cells.unit_letters(unit_id), unit_id)
        if other != unit_id:
            message = f"Units {other!r} and {unit_id!r} would get the same id; leave one out."
            raise InputError(message)
    return found


def _store(folder: Path, contents: Mapping[str, bytes]) -> None:
    """Write the files, unless one is there that somebody has filled in."""
    folder.mkdir(parents=True, exist_ok=True)
    filled = [
        name
        for name, content in contents.items()
        if name != _INSTRUCTIONS and _is_filled(folder / name, content)
    ]
    if filled:
        message = (
            f"{first_five(filled)} in {folder.name!r} holds codes or notes, or cannot be read; "
            f"nothing is written. Move it, choose another folder, or raise coding_round."
        )
        raise InputError(message)
    for name, content in contents.items():
        (folder / name).write_bytes(content)


def _is_filled(path: Path, content: bytes) -> bool:
    """Say whether a file is there with something that would be lost."""
    if not path.exists() or path.read_bytes() == content:
        return False
    try:
        return files.table(path.name, path).is_filled
    except (files.NotASheet, InputError):
        return True


def read(
    paths: Iterable[Path | str] | Path | str,
    units: pd.DataFrame,
    book: Codebook,
    *,
    assigned: pd.DataFrame | None = None,
    coding_round: int | None = None,
    strict: bool = True,
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Read the sheets that the coders sent back.

    Workbooks, and tables with semicolons, commas or tabs in UTF-8, UTF-16 or Windows-1252.
    Rows may be sorted, columns moved, added or (but for id and frames) deleted, lines blank,
    and codes kept as ``1.0``, ``1,0``, ``WAAR``, ``ja`` and the like. The long form is read
    too: `unit_id`, `coder`, `variable`, `value`, and if there `evidence`, `note`, `coded_at`,
    `round`, `codebook`.

    Parameters
    ----------
    paths : path or list of paths
        Files and folders; in folders, all workbooks and tables at any depth.
    units : DataFrame
        `unit_id` and `doc_id`: the sample that the sheets were made from. With a column
        `text` it is also seen whether the articles have changed since.
    book : Codebook
        The present one. Codes keep the reference of the one that they were made with, also of
        frames that it has no more; the receipt tells both.
    assigned : DataFrame, optional
        From `assign`: then units of somebody else are told, and units that did not come back.
    coding_round : int, optional
        Read this round only. Needed where a coder coded a unit in several rounds.
    strict : bool, optional
        Stop at the first reading if anything is wrong, telling all of it. If False, what is
        wrong is left out, counted and listed in the receipt.

    Returns
    -------
    (DataFrame, DataFrame)
        Contract ``codings``: `value` is 1, 0 or null ('cannot tell'); a blank cell gives no
        row. Further columns are `note`, `evidence`, `coded_at` and `source_file`, null where
        there is nothing. And a receipt, a row for each file, coder, round and codebook:
        `file`, `form`, `coder`, `round`, `codebook`, `status` (``read`` or ``skipped``),
        `n_rows`, `n_units`, `n_coded` (1 or 0), `n_cannot_tell`, `n_blank` (cells),
        `n_rejected` (rows or cells), `n_repeated` (codes said twice, alike), `n_absent`
        (units assigned that are not in the file), `reason`. `n_rejected` and `n_repeated`
        are of the whole file and stand in its last row.

    Raises
    ------
    InputError
        Naming file, row, column, value and remedy: ids that are unknown or were changed, units
        coded twice differently, cells that hold no code, texts of other units, absent columns,
        rows without a coder or codebook, units of somebody else.
    """
    known = _known(units)
    given = None
    if assigned is not None:
        each = _assigned(assigned, set(known["unit_id"]))
        given = {coder: frozenset(listed) for coder, listed in each.items()}
    texts = known["text"] if "text" in known else pd.Series("", index=known.index)
    asked = reading.Asked(
        book=book,
        units=_letters(known["unit_id"]),
        letters={
            unit_id: cells.text_letters(text) if text else ""
            for unit_id, text in zip(known["unit_id"], texts.fillna(""), strict=True)
        },
        given=given,
    )
    readings, skipped = _readings(paths, asked, strict=strict)
    marks, contradictions, again = codes.kept(readings, coding_round)
    problems = [*(problem for made in readings for problem in made.problems), *contradictions]
    if strict and problems:
        raise refused(problems, book.reference)
    receipt = codes.receipt(
        readings, skipped, problems=problems, again=again, given=given,
        coding_round=coding_round, reference=book.reference,
    )  # fmt: skip
    doc_of = dict(zip(known["unit_id"], known["doc_id"], strict=True))
    return codes.codings(marks, doc_of), receipt


def _known(units: pd.DataFrame) -> pd.DataFrame:
    """Check the table of units."""
    absent = [name for name in ("unit_id", "doc_id") if name not in units]
    if absent:
        message = f"Table units lacks {first_five(absent)}. Give the sample of the sheets."
        raise TableError(message)
    if (twice := units.duplicated("unit_id")).any():
        message = f"Table units lists {first_five(units.loc[twice, 'unit_id'])} twice."
        raise TableError(message)
    return units.reset_index(drop=True)


def _readings(
    paths: Iterable[Path | str] | Path | str, asked: reading.Asked, *, strict: bool
) -> tuple[list[reading.Reading], dict[str, str]]:
    """Read file after file; those that are no sheets are skipped, with the reason."""
    readings, skipped = [], {}
    for name, path in files.found(paths):
        if path.name == _INSTRUCTIONS:
            continue
        try:
            readings.append(reading.read(files.table(name, path), asked))
        except files.NotASheet as reason:
            skipped[name] = f"no coding sheet: {reason}"
        except InputError as reason:
            if strict:
                raise
            skipped[name] = str(reason)
    return readings, skipped
