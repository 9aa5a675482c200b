"""Have texts coded in Label Studio or doccano, and read the codes back.

Coders see the text and nothing else: no wave, no outlet, no machine code, in an order that mixes
all articles. Codes come back with the name of the coder and the version of the codebook that the
tasks were made with. What was marked is found again by its words, since the offsets of these
tools are not to be trusted; what cannot be found or used is listed, never guessed.
"""

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple

import pandas as pd

from analysis._annotations import annotated, doccano, label_studio, tasks
from analysis._annotations import codes as annotation_codes
from analysis._annotations.tasks import Task
from analysis.codebook import Codebook
from analysis.contracts import UNITS, InputError, conform, did_you_mean, each_row, empty

__all__ = ["doccano_labels", "from_doccano", "from_label_studio", "label_studio_config",
           "save", "to_doccano", "to_label_studio"]  # fmt: skip

_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")

Paths = Path | str | Sequence[Path | str]


def label_studio_config(
    book: Codebook, *, unit: str, label_language: str, passages: bool = False, context: bool = False
) -> str:
    """Write the labelling configuration of a Label Studio project from the codebook.

    Parameters
    ----------
    book : Codebook
        Its frames become the options; the short definitions show when one points at them.
    unit : str
        What a code is about: sentence, paragraph or document.
    label_language : str
        Language of the labels, such as 'en'. Exports hold the ids of the frames.
    passages : bool
        False: the options are ticked for the text shown, with 'none of these', and a second
        question of which frames one cannot tell. True: passages of an article are marked.
    context : bool
        Show what stands before and after the text; make the tasks with `segments`.

    Returns
    -------
    str
        XML, to be pasted into the project's settings (Labeling Interface, Code).

    Raises
    ------
    InputError
        If `unit` is not known, frames have no label in the language, two have the same one, or
        documents or passages are asked for with context.

    Examples
    --------
    >>> from analysis import codebook
    >>> book = codebook.load("seeds/codebook.yaml")
    >>> xml = label_studio_config(book, unit="sentence", label_language="nl")
    >>> xml.count("<Choice "), '<Choice value="IP-diefstal" alias="ip_theft"' in xml
    (9, True)
    """
    if unit not in UNITS:
        message = f"Unit {unit!r} is not known. {did_you_mean(unit, UNITS)}"
        raise InputError(message)
    if context and (passages or unit == "document"):
        message = "A whole article has nothing before or after it. Leave out context=True."
        raise InputError(message)
    return label_studio.config(book, language=label_language, passages=passages, context=context)


def to_label_studio(
    units: pd.DataFrame, documents: pd.DataFrame, book: Codebook, *, path: Path | str, seed: int,
    passages: bool = False, coding_round: int = 1, segments: pd.DataFrame | None = None,
    codings: pd.DataFrame | None = None, hits: pd.DataFrame | None = None,
) -> pd.DataFrame:  # fmt: skip
    """Write tasks for Label Studio.

    Parameters
    ----------
    units : DataFrame
        The units to be coded: contract `samples` (or `segments`).
    documents : DataFrame
        Contract `documents`; `text` is used.
    book : Codebook
    path : Path or str
        The JSON file to write. One that is there with other content is not overwritten.
    seed : int
        Of the order of the tasks, which mixes waves and articles.
    passages : bool
        False: one task for each unit. True: one for each article that has units, in which
        passages are to be marked.
    coding_round : int
        From 1; 2 for a second coding of the same units.
    segments : DataFrame, optional
        Contract `segments`: with it each unit is shown with the unit before and after it.
    codings, hits : DataFrame, optional
        Pre-coding by one coder, as predictions to be corrected (`hits` with passages, `codings`
        without). Such codes are not independent of that coder, and cannot test it: leave it out
        for a gold standard or for agreement.

    Returns
    -------
    DataFrame
        Columns task (number in the file), key (the id in the file), unit_id (null for an
        article) and doc_id: what the tasks stand for. Not for the coders.

    Raises
    ------
    InputError
        If the file is there with other content, or the pre-coding is of the wrong kind.
    TableError
        If the units do not fit the articles.
    """
    made = tasks.tasks(units, documents, passages=passages, seed=seed, segments=segments)
    before = _precoding(codings, hits, passages=passages)
    written = []
    for task in made:
        result = None
        if before is not None and passages:
            result = label_studio.marked(before.marked(task))
        elif before is not None and (codes := before.codes.get(str(task.unit_id))):
            result = label_studio.choices(codes)
        facts = tasks.facts(
            task, book, passages=passages, coding_round=coding_round,
            precoded=None if before is None or result is None else before.coder,
        )  # fmt: skip
        written.append(label_studio.task(task.text, facts, result))
    _write(Path(path), json.dumps(written, ensure_ascii=False, indent=1) + "\n")
    return _key(made)


def from_label_studio(
    path: Paths, units: pd.DataFrame, documents: pd.DataFrame, book: Codebook, *,
    coders: Mapping[Any, str] | None = None, labels: Mapping[str, str] | None = None,
    empty_is_none: bool = False,
) -> tuple[pd.DataFrame, pd.DataFrame]:  # fmt: skip
    """Read the codes in exports of Label Studio: JSON or JSON-MIN.

    Cancelled (skipped) annotations, drafts and predictions are counted and not used. Of several
    annotations of one coder for one text the latest is used, if it is known which that is.

    A passage is found again by its words: at the stated place, counted in characters or in
    UTF-16; else where the words stand once; else where they stand at least twice as near to the
    stated place as anywhere else; the same with blanks, quotation marks and dashes made alike.
    One that is not found is listed, and its coder gets no 0 for its frame in that article, since
    one of these would be wrong. A passage counts for a unit in which at least 10 of its
    characters stand (blanks not counted), or half of the passage, or half of the unit. So it can
    count for several units; this is told.

    Parameters
    ----------
    path : path or sequence of paths
        Files, or folders with files that end in .json or .jsonl.
    units : DataFrame
        The units that the tasks were made of: contract `samples` or `segments`.
    documents : DataFrame
        Contract `documents`.
    book : Codebook
        Of today. A label that it lacks makes the annotation unusable; frames that were not offered
        when the tasks were made get no code.
    coders : mapping, optional
        Number or e-mail address of an annotator in Label Studio to the name of the coder. Others
        are called 'annotator 3'.
    labels : mapping, optional
        Labels of an older codebook to the frames they mean.
    empty_is_none : bool
        What an annotation without a mark means. False: it is not used, and listed. True: no
        frame. Articles submitted with no passage marked are always 'no frame'.

    Returns
    -------
    codings : DataFrame
        Contract `codings`, sorted by coder, article, unit and frame: `value` 1, 0 or null (cannot
        tell), `codebook` and `round` as written into the tasks ('NAME@not stated' where they do
        not say), and the extra column `note`.
    receipt : DataFrame
        Contract `receipt`: a row for each file, in which `expected` (annotations) = `n_read` +
        `n_rejected`, with rows before it for what was rejected, skipped or is to be told
        (`position_in_file` is the number of the task, or the line); at the end the units that
        have no code (``missing``). Extra columns: coder, unit_id (the id in the file), quote.

    Raises
    ------
    InputError
        If a file is not there or not JSON, if `labels` names no frame, or if one coder coded the
        same unit both on its own and within its article.
    TableError
        If the units do not fit the articles.
    """
    found = [label_studio.annotations(one, coders or {}) for one in annotated.paths(path)]
    return annotation_codes.codes(
        found, units, conform(documents, "documents"), book, source_format="label studio",
        renamed=labels, empty_is_none=empty_is_none,
    )  # fmt: skip


def doccano_labels(book: Codebook, *, label_language: str, passages: bool = False) -> str:
    """Write the labels of a doccano project, as its page Labels imports them.

    Parameters
    ----------
    book : Codebook
    label_language : str
        Language of the labels; keep it for `to_doccano`.
    passages : bool
        False: for a project of text classification, with a label 'None of these'. True: for
        sequence labelling. Both have a label 'Cannot tell' for each frame.

    Returns
    -------
    str
        JSON.

    Raises
    ------
    InputError
        If frames have no label in the language, or two have the same one.

    Examples
    --------
    >>> from analysis import codebook
    >>> book = codebook.load("seeds/codebook.yaml")
    >>> [label["text"] for label in json.loads(doccano_labels(book, label_language="en"))][3:6]
    ['Market impact', 'None of these', 'Cannot tell: IP theft']
    """
    made = doccano.labels(book, language=label_language, passages=passages)
    return json.dumps(made, ensure_ascii=False, indent=1) + "\n"


def to_doccano(
    units: pd.DataFrame, documents: pd.DataFrame, book: Codebook, *, path: Path | str, seed: int,
    label_language: str, passages: bool = False, coding_round: int = 1,
    segments: pd.DataFrame | None = None, codings: pd.DataFrame | None = None,
    hits: pd.DataFrame | None = None,
) -> pd.DataFrame:  # fmt: skip
    """Write texts for doccano, one JSON object in each line.

    Parameters, result and errors are those of `to_label_studio`. The labels of a pre-coding are
    those of `doccano_labels` in the same language.
    """
    made = tasks.tasks(units, documents, passages=passages, seed=seed, segments=segments)
    before = _precoding(codings, hits, passages=passages)
    names = book.labels(label_language)
    lines: list[str] = []
    for task in made:
        label: list[Any] | None = None
        if before is not None and passages:
            label = [[start, end, names[frame]] for start, end, _, frame in before.marked(task)]
        elif before is not None and (codes := before.codes.get(str(task.unit_id))):
            label = doccano.choices(codes, book, label_language)
        facts = tasks.facts(
            task, book, passages=passages, coding_round=coding_round,
            precoded=None if before is None or label is None else before.coder,
        )  # fmt: skip
        lines.append(json.dumps(doccano.line(task.text, facts, label or []), ensure_ascii=False))
    _write(Path(path), "".join(f"{line}\n" for line in lines))
    return _key(made)


def from_doccano(
    path: Paths, units: pd.DataFrame, documents: pd.DataFrame, book: Codebook, *,
    coders: Mapping[Any, str] | None = None, labels: Mapping[str, str] | None = None,
    empty_is_none: bool = False,
) -> tuple[pd.DataFrame, pd.DataFrame]:  # fmt: skip
    """Read the codes in exports of doccano: JSONL or JSON, labels or passages.

    doccano exports one file for each annotator (unpack the zip and give the folder): the file's
    name is the coder's. A text without a label may be one that nobody looked at, so that it is
    not used unless `empty_is_none` says that all texts were coded. doccano gives offsets without
    words; they are read off its own text and looked for in the article. Behind an emoji an offset
    can be meant in two ways: it is used if one of them alone begins and ends with a word.

    Parameters, result and errors are those of `from_label_studio`; `coders` maps a user name, a
    number, or the name of a file without its ending.
    """
    found = [doccano.annotations(one, coders or {}) for one in annotated.paths(path)]
    return annotation_codes.codes(
        found, units, conform(documents, "documents"), book, source_format="doccano",
        renamed=labels, empty_is_none=empty_is_none,
    )  # fmt: skip


def save(codings: pd.DataFrame, path: Path | str) -> None:
    """Write codes as a long table, which belongs into the study's folder of coders' files.

    Parameters
    ----------
    codings : DataFrame
        As `from_label_studio` and `from_doccano` return it.
    path : Path or str
        A CSV file, in UTF-8. One that is there with other content is not overwritten.

    Notes
    -----
    A row for each unit, coder and frame: unit_id, coder, variable (the frame), value (1, 0, or ?
    for 'cannot tell'), note, round, codebook. `sheets.read` reads it back.

    Raises
    ------
    InputError
        If the file is there with other content.
    """
    table = conform(codings, "codings")
    value = table["value"].astype("object").where(table["value"].notna(), "?")
    note = table["note"] if "note" in table.columns else pd.Series(None, index=table.index)
    made = pd.DataFrame({
        "unit_id": table["segment_id"], "coder": table["coder"], "variable": table["frame"],
        "value": value, "note": note, "round": table["round"], "codebook": table["codebook"],
    })  # fmt: skip
    for column in ("coder", "note"):
        made[column] = made[column].astype("object").map(_defused, na_action="ignore")
    _write(Path(path), made.to_csv(index=False, lineterminator="\n"))


def _defused(text: str) -> str:
    """Keep a spreadsheet from running a text as a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text


class _Precoding(NamedTuple):
    """Codes by unit, or passages by article, of one coder."""

    coder: str
    codes: Mapping[str, Mapping[str, int | None]]
    spans: Mapping[str, Sequence[tuple[int, int, str]]]

    def marked(self, task: Task) -> list[tuple[int, int, str, str]]:
        """Passages of an article, as start, end, words and frame."""
        return [(start, end, task.text[start:end], frame)
                for start, end, frame in self.spans.get(task.doc_id, ())]  # fmt: skip


def _precoding(
    codings: pd.DataFrame | None, hits: pd.DataFrame | None, *, passages: bool
) -> _Precoding | None:
    """Make the pre-coding ready, if one is asked for."""
    if codings is None and hits is None:
        return None
    if (hits is None) if passages else (codings is None):
        wanted, given = ("hits", "codings") if passages else ("codings", "hits")
        message = (f"With passages={passages} the pre-coding comes from {wanted}, not from "
                   f"{given}.")  # fmt: skip
        raise InputError(message)
    if passages:
        table = conform(hits, "hits") if hits is not None else empty("hits")
        spans: defaultdict[str, set[tuple[int, int, str]]] = defaultdict(set)
        for row in each_row(table[table["status"] == "hit"]):
            spans[row.doc_id].add((row.start, row.end, row.frame))
        return _Precoding("dictionary", {}, {doc: sorted(found) for doc, found in spans.items()})
    table = conform(codings, "codings") if codings is not None else empty("codings")
    codes: defaultdict[str, dict[str, int | None]] = defaultdict(dict)
    for row in each_row(table):
        codes[row.segment_id][row.frame] = None if pd.isna(row.value) else int(row.value)
    return _Precoding(tasks.one_coder(table), codes, {})


def _write(path: Path, text: str) -> None:
    """Write a file, unless that would destroy another one."""
    raw = text.encode("utf-8", "replace")
    if path.exists() and path.read_bytes() != raw:
        message = (f"{path.name} is there already with other content, perhaps with codes. Choose "
                   f"another name, or move it away.")  # fmt: skip
        raise InputError(message)
    path.write_bytes(raw)


def _key(made: Sequence[Task]) -> pd.DataFrame:
    """Say what the tasks stand for."""
    rows = [(number, task.key, task.unit_id, task.doc_id)
            for number, task in enumerate(made, start=1)]  # fmt: skip
    table = pd.DataFrame(rows, columns=["task", "key", "unit_id", "doc_id"])
    return table.astype({"task": "int64", "key": "str", "unit_id": "str", "doc_id": "str"})
