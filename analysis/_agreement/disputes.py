"""Units and frames on which coders differ, or one of them could not decide: who said what."""

import json
from collections.abc import Mapping, Sequence
from typing import Any, Final

import pandas as pd

from analysis import contracts

__all__ = ["COLUMNS", "GOLD", "coded_by", "found", "human_coders"]

GOLD: Final = "gold"
"""Coder whose codes are the adjudicated ones."""

KEYS: Final = ("segment_id", "frame")
COLUMNS: Final = (*KEYS, "said", "kind", "codes", "notes", "codebook")


def human_coders(codings: pd.DataFrame) -> list[str]:
    """Name the human coders, without the gold standard."""
    human = codings["coder_kind"] == "human"
    return sorted(set(codings.loc[human, "coder"]) - {GOLD})


def coded_by(codings: pd.DataFrame, coders: Sequence[str] | None, *, least: int) -> pd.DataFrame:
    """Codings of these coders, or of all human ones but gold where None.

    Raises
    ------
    contracts.InputError
        If a coder is unknown, or there are fewer than `least`.
    """
    chosen = human_coders(codings) if coders is None else list(coders)
    known = sorted(codings["coder"].unique())
    for name in chosen:
        if name not in known:
            listed = contracts.did_you_mean(name, known) if known else "There are no codes at all."
            message = f"There are no codes of {name!r}. {listed}"
            raise contracts.InputError(message)
    if len(set(chosen)) < least:
        message = (f"This needs the codes of {least} coders or more; here "
                   f"{'is' if len(set(chosen)) == 1 else 'are'} {len(set(chosen))} "
                   f"({contracts.first_five(chosen) or 'no person'}), of all coders "
                   f"{contracts.first_five(known) or 'none'}. Have units coded by a second "
                   f"person, or name the coders to compare.")  # fmt: skip
        raise contracts.InputError(message)
    return codings[codings["coder"].isin(chosen)]


def found(codings: pd.DataFrame) -> pd.DataFrame:
    """Tell who said what, for each unit and frame that several coders did not agree on.

    Returns
    -------
    DataFrame
        segment_id, frame, said (for people), kind ('codes differ' or 'cannot tell'), codes and
        notes (JSON by coder, sorted), codebook (all versions); sorted.
    """
    keys = list(KEYS)
    codes = codings.sort_values([*keys, "coder"])
    each = codes.assign(value=codes["value"].astype("Float64").fillna(-1)).groupby(keys)["value"]
    seen = each.agg(["nunique", "size", "min"])
    open_ones = seen[(seen["size"] > 1) & ((seen["nunique"] > 1) | (seen["min"] < 0))]
    disputed = codes.merge(open_ones.reset_index()[keys], on=keys)
    rows = [{**dict(zip(KEYS, key, strict=True)), **_told(part)}
            for key, part in disputed.groupby(keys)]  # fmt: skip
    return pd.DataFrame(rows, columns=list(COLUMNS)).astype("str")


def _told(part: pd.DataFrame) -> Mapping[str, Any]:
    """Write who said what of one unit and frame."""
    codes: dict[str, int | None] = {}
    notes: dict[str, str] = {}
    for row in contracts.each_row(part):
        codes[row.coder] = None if pd.isna(row.value) else int(row.value)
        note = getattr(row, "note", None)
        if isinstance(note, str) and note.strip():
            notes[row.coder] = note.strip()
    said = [f"{name} {'cannot tell' if code is None else code}" for name, code in codes.items()]
    given = {code for code in codes.values() if code is not None}
    return {
        "said": " · ".join(said), "kind": "codes differ" if len(given) > 1 else "cannot tell",
        "codes": json.dumps(codes, ensure_ascii=False),
        "notes": json.dumps(notes, ensure_ascii=False),
        "codebook": ", ".join(sorted(part["codebook"].unique())),
    }  # fmt: skip
