"""Settle what the gold code of each unit and frame is, and how it came about."""

import pandas as pd

__all__ = ["settle"]

KEYS = ["segment_id", "frame"]


def settle(
    codes: pd.DataFrame, disputes: pd.DataFrame, decisions: pd.DataFrame, *, single: bool
) -> pd.DataFrame:  # fmt: skip
    """Give each unit and frame its value, or the reason why it has none.

    Parameters
    ----------
    codes : DataFrame
        Codings of people.
    disputes : DataFrame
        segment_id, frame and codes_id of the units in dispute.
    decisions : DataFrame
        segment_id, frame, decision, status, codes_id.
    single : bool
        Whether the code of one person stands by itself.

    Returns
    -------
    DataFrame
        segment_id, doc_id, frame, codebook, round, value, decided_by, why; sorted. decided_by
        is null where there is no gold.
    """
    each = codes.groupby(KEYS, as_index=False).agg(
        doc_id=("doc_id", "first"), n=("coder", "size"), value=("value", "first"),
        codebook=("codebook", "max"), books=("codebook", "nunique"), round=("round", "max"),
    )  # fmt: skip
    several = each["books"] > 1
    if several.any():
        both = codes.groupby(KEYS)["codebook"].agg(lambda names: ", ".join(sorted(set(names))))
        joined = each.loc[several, KEYS].merge(both.reset_index(), on=KEYS)["codebook"]
        each.loc[several, "codebook"] = joined.to_numpy()
    made = _decided(disputes, decisions)
    table = each.merge(made, on=KEYS, how="left")
    disputed, alone = table["how"].notna(), table["n"] == 1
    decided = table["how"] == "decided"
    agreed = ~disputed & ~alone
    by_one = alone & table["value"].notna() & single
    table["value"] = table["value"].where(~decided, table["decision"])
    table["decided_by"] = _words(
        table, {"agreement": agreed, "adjudication": decided, "single coder": by_one}
    )
    untold = alone & table["value"].isna()
    table["why"] = _words(table, {
        "no decision yet": table["how"] == "open",
        "codes changed since the decision": table["how"] == "changed",
        "one coder": alone & ~untold & (not single),
        "one coder, who could not tell": untold,
    })  # fmt: skip
    return table[[*KEYS, "doc_id", "codebook", "round", "value", "decided_by", "why"]]


def _words(table: pd.DataFrame, rules: dict[str, pd.Series]) -> pd.Series:
    """Write the word of the rule that holds for each row; null where none does."""
    found = pd.Series([None] * len(table), index=table.index, dtype="object")
    for word, holds in rules.items():
        found[holds] = word
    return found.astype("str").where(found.notna(), None)


def _decided(disputes: pd.DataFrame, decisions: pd.DataFrame) -> pd.DataFrame:
    """Say what became of each dispute: 'decided', 'open', or 'changed' since it was decided."""
    given = decisions[[*KEYS, "decision", "status", "codes_id"]]
    given = given.astype(dict.fromkeys((*KEYS, "status", "codes_id"), "str"))
    table = disputes[[*KEYS, "codes_id"]].merge(
        given, on=KEYS, how="left", suffixes=("", "_then"), validate="one_to_one"
    )
    closed = table["status"].isin(["decided", "cannot tell"])
    same = table["codes_id"] == table["codes_id_then"]
    how = pd.Series("open", index=table.index).mask(closed & same, "decided")
    table["how"] = how.mask(closed & ~same, "changed")
    table["decision"] = table["decision"].astype("Int64")
    return table[[*KEYS, "how", "decision"]]
