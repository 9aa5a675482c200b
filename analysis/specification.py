"""Every choice at once, to see whether a difference between waves keeps its sign and size.

An analyst chooses a coder, a threshold, a unit, whether copies count, which dates are good
enough, and whether coding errors are corrected. Each set of choices is a specification. The
differences under all of them stand in one table, and a stated rule says whether the conclusion
of the main specification holds.

Gather what could be defended. A raw difference beside corrected ones is no such choice where the
coder is known to err otherwise in one wave: show it in the figure of raw against corrected.

References
----------
Steegen, S., Tuerlinckx, F., Gelman, A., & Vanpaemel, W. (2016). Increasing transparency through
a multiverse analysis. doi:10.1177/1745691616658637; Simonsohn, U., Simmons, J. P., & Nelson,
L. D. (2020). Specification curve analysis. doi:10.1038/s41562-020-0912-z
"""

import itertools
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

import numpy as np
import pandas as pd

from analysis import contracts
from analysis._intervals import TINY

__all__ = ["MAIN", "SEVERAL", "choices", "gather", "verdict"]

MAIN: Final = "main specification"
"""What the column `specification` says of the main one."""

SEVERAL: Final = "several choices"
"""Kind of a specification that differs from the main one in more than one choice."""

Choice = str | int | float | bool

_COLUMNS: Final = (
    "measure", "frame", "contrast", "method", "estimate", "std_error", "ci_low", "ci_high",
    "ci_level", "n_units", "n_docs", "n_clusters", "p_value", "p_adjusted", "note",
)  # fmt: skip
_KINDS: Final = {
    "coder": "Coder", "min_units": "Threshold", "unit": "Unit of coding", "measure": "Measure",
    "counting": "Copies", "inferred": "Dates", "correction": "Correction",
}  # fmt: skip
_WORDS: Final[Mapping[tuple[str, Choice], str]] = {
    ("measure", "prevalence"): "share of articles",
    ("measure", "salience"): "share of units",
    ("counting", "visibility"): "every copy counts",
    ("counting", "content"): "one article per cluster of copies",
    ("inferred", True): "inferred dates count",
    ("inferred", False): "stated dates only",
    ("correction", "naive"): "not corrected",
}


def choices(
    main: Mapping[str, Choice], others: Mapping[str, Sequence[Choice]], *, crossed: bool
) -> list[dict[str, Choice]]:  # fmt: skip
    """List the specifications: the main one first, then those that choose otherwise.

    Parameters
    ----------
    main : mapping
        Kind of choice to the choice made, such as coder, min_units, unit, measure,
        counting ('visibility' or 'content'), inferred (bool), correction.
    others : mapping
        Kind of choice to what could have been chosen instead.
    crossed : bool
        True: every combination. False: one choice at a time.

    Returns
    -------
    list of dict
        Each with the kinds of `main`; none comes twice.

    Raises
    ------
    contracts.InputError
        If `main` is empty, or `others` has a kind that `main` has not.

    Examples
    --------
    >>> choices({"coder": "dictionary", "min_units": 1}, {"min_units": [2]}, crossed=False)
    [{'coder': 'dictionary', 'min_units': 1}, {'coder': 'dictionary', 'min_units': 2}]
    """
    if not main:
        message = "main names no choice; give at least one, such as {'coder': 'dictionary'}."
        raise contracts.InputError(message)
    if strange := [kind for kind in others if kind not in main]:
        known = contracts.did_you_mean(str(strange[0]), main)
        message = f"others has choices that main has not: {contracts.first_five(strange)}. {known}"
        raise contracts.InputError(message)
    options = {kind: list(dict.fromkeys([made, *others.get(kind, ())]))
               for kind, made in main.items()}  # fmt: skip
    if crossed:
        return [
            dict(zip(options, one, strict=True)) for one in itertools.product(*options.values())
        ]
    alone = [{**main, kind: option} for kind in options for option in options[kind][1:]]
    return [dict(main), *alone]


def gather(
    found: Iterable[tuple[Mapping[str, Choice], pd.DataFrame]], *, main: Mapping[str, Choice]
) -> pd.DataFrame:  # fmt: skip
    """Put the differences under every specification into one table.

    Parameters
    ----------
    found : iterable of (mapping, DataFrame)
        The choices of a specification, and its differences: contract `estimates` with
        `contrast`, such as `compare.difference` and `correct.differences` make. Every
        mapping has the same kinds of choice.
    main : mapping
        The choices of the main specification; one of those in `found`.

    Returns
    -------
    DataFrame
        One row per specification, frame and contrast. number (1 is the main one),
        specification (in words, what it chooses otherwise), kind (of that choice, or
        'several choices'), main (bool), a column for each kind of choice, and those of
        contract `estimates`. sign: 1 more in the other wave, -1 less, 0 the same (null:
        nothing was estimated). shown: the interval excludes zero (null without interval).

    Raises
    ------
    contracts.InputError
        If there is no specification, two are the same, their kinds of choice differ, or
        `main` is none of them.
    contracts.TableError
        If a table holds something else than differences, two rows for a frame and contrast,
        or another measure than its choices say.

    Examples
    --------
    >>> one = pd.DataFrame({"measure": "prevalence", "frame": ["conflict"], "method": "newcombe",
    ...     "contrast": "June - May", "estimate": 0.07, "ci_low": 0.02, "ci_high": 0.12,
    ...     "ci_level": 0.95, "n_units": 90, "n_docs": 40})
    >>> table = gather([({"coder": "dictionary"}, one), ({"coder": "classifier"}, one)],
    ...                main={"coder": "dictionary"})
    >>> table[["specification", "kind", "sign"]].values.tolist()
    [['main specification', 'Main', 1], ['coder classifier', 'Coder', 1]]
    """
    listed = [(dict(made), table) for made, table in found]
    _check_choices([made for made, _ in listed], main)
    listed.sort(key=lambda one: one[0] != dict(main))  # stable: the main one first
    parts = []
    for number, (made, table) in enumerate(listed, start=1):
        part = _differences(table, made, number)
        words, kind = _said(made, main)
        about: dict[str, Any] = {
            "number": number,
            "specification": words,
            "kind": kind,
            "main": number == 1,
        }
        chosen = {key: value for key, value in made.items() if key != "measure"}
        parts.append(part.assign(**about, **chosen))
    return _finished(parts, list(main))


def _check_choices(listed: Sequence[Mapping[str, Choice]], main: Mapping[str, Choice]) -> None:
    """Raise if the specifications are not each other's like, or the main one is not there."""
    if not listed:
        message = "There is no specification to gather; give at least the main one."
        raise contracts.InputError(message)
    for made in listed:
        if set(made) != set(main):
            apart = sorted(set(made) ^ set(main))
            message = (f"Specifications name different kinds of choice; "
                       f"{contracts.first_five(apart)} is not in all of them and in main. "
                       f"Name every choice in each.")  # fmt: skip
            raise contracts.InputError(message)
    written = [tuple(made[kind] for kind in main) for made in listed]
    if twice := [one for one in dict.fromkeys(written) if written.count(one) > 1]:
        message = f"Specifications come twice: {contracts.first_five(twice)}. Give each once."
        raise contracts.InputError(message)
    if tuple(main.values()) not in written:
        message = (f"The main specification {tuple(main.values())} is not among the "
                   f"{len(listed):,} given: {contracts.first_five(written)}.")  # fmt: skip
        raise contracts.InputError(message)


def _differences(table: pd.DataFrame, made: Mapping[str, Choice], number: int) -> pd.DataFrame:
    """Differences of one specification, checked."""
    table = contracts.conform(table, "estimates")
    what = f"of specification {number} ({', '.join(map(str, made.values()))})"
    if table["contrast"].isna().any() or table["frame"].isna().any():
        message = (f"The table {what} has rows without a contrast or a frame; give differences, "
                   f"from compare.difference or correct.differences.")  # fmt: skip
        raise contracts.TableError(message)
    if (twice := table.duplicated(["frame", "contrast"])).any():
        names = contracts.first_five(table.loc[twice, "frame"].unique())
        message = (f"The table {what} has several rows for {names}. Keep one measure, one group "
                   f"and one method, such as table[table['recommended']].")  # fmt: skip
        raise contracts.TableError(message)
    measures = set(table["measure"])
    if "measure" in made and measures - {made["measure"]}:
        message = f"The table {what} holds {contracts.first_five(sorted(measures))}."
        raise contracts.TableError(message)
    return table[list(_COLUMNS)]


def _said(made: Mapping[str, Choice], main: Mapping[str, Choice]) -> tuple[str, str]:
    """Say in words where a specification differs from the main one, and in which kind."""
    apart = [kind for kind in main if made[kind] != main[kind]]
    if not apart:
        return MAIN, "Main"
    if len(apart) == 1:
        (kind,) = apart
        return _words(kind, made[kind]), _KINDS.get(kind, kind.replace("_", " ").capitalize())
    return ", ".join(_briefly(kind, made[kind]) for kind in apart), SEVERAL.capitalize()


def _words(kind: str, value: Choice) -> str:
    """Write a choice in words."""
    if (kind, value) in _WORDS and not (kind == "inferred" and not isinstance(value, bool)):
        return _WORDS[kind, value]
    if kind == "min_units":
        return f"at least {value:,} unit{'' if value == 1 else 's'}"
    if kind == "unit":
        return f"coded by {value}"
    if kind == "correction":
        return f"corrected ({value})"
    if kind == "coder":
        return f"coder {value}"
    return f"{kind.replace('_', ' ')}: {value}"


def _briefly(kind: str, value: Choice) -> str:
    """Write a choice in one or two words, for a list of several."""
    if kind in ("measure", "counting"):
        return str(value)
    if kind == "min_units":
        return f"{value:,}+ units"
    if kind == "correction":
        return "not corrected" if value == "naive" else str(value)
    return str(value) if kind == "coder" else _words(kind, value)


def _finished(parts: Sequence[pd.DataFrame], kinds: Sequence[str]) -> pd.DataFrame:
    """Join the tables, and say of each difference which way it goes and whether it is shown."""
    filled = [part for part in parts if len(part)] or parts[:1]
    table = pd.concat(filled, ignore_index=True)
    estimate, low, high = (table[name] for name in ("estimate", "ci_low", "ci_high"))
    sign = np.sign(estimate.where(estimate.abs() > TINY, 0)).where(estimate.notna())
    known = low.notna() & high.notna() & estimate.notna()
    shown = ((low > TINY) | (high < -TINY)).astype("boolean").where(known)
    table = table.assign(sign=sign.astype("Int64"), shown=shown)
    first = ["number", "specification", "kind", "main", *(k for k in kinds if k != "measure")]
    order = [*first, *_COLUMNS, "sign", "shown"]
    ranked = table[order].assign(_place=pd.factorize(table["contrast"])[0])
    ordered = ranked.sort_values(["_place", "frame", "number"], ignore_index=True)
    return ordered.drop(columns="_place")


def verdict(table: pd.DataFrame, *, within: float) -> pd.DataFrame:
    """Judge for each frame and contrast whether the main difference holds under every choice.

    The rule, in this order:

    - 'undefined': the main specification estimates nothing.
    - 'not shown': the main specification has an interval, and neither it nor another one shows
      a difference: there is nothing that could be robust.
    - 'not robust': under some specification the difference has another sign than in the main
      one, or vanishes; or a difference is shown (its interval excludes zero) that the main
      specification does not show.
    - 'description only': the main specification has no interval (too few articles).
    - 'direction only': the sign is the same throughout, but some specification does not show
      the difference that the main one shows.
    - 'size varies': shown throughout, but of the same measure and unit some estimate is
      further than `within` from the main one.
    - 'robust': none of these.

    Parameters
    ----------
    table : DataFrame
        From `gather`.
    within : float
        How far an estimate may be from the main one, as a share: 0.05 is 5 percentage points.

    Returns
    -------
    DataFrame
        One row per frame and contrast: verdict (as above), reason (the specifications that
        decide it, in words; empty for 'robust'), n (specifications with an estimate, the main
        one among them), n_same (with the sign of the main one), n_shown (interval excludes
        zero, same direction), n_against (the same, other direction), n_undefined, estimate,
        ci_low, ci_high and sign of the main one, smallest and largest estimate of all.

    Raises
    ------
    contracts.InputError
        If `within` is no share above 0.
    contracts.TableError
        If the table is not one that `gather` made.

    Examples
    --------
    >>> one = pd.DataFrame({"measure": "prevalence", "frame": ["conflict"], "method": "newcombe",
    ...     "contrast": "June - May", "estimate": 0.07, "ci_low": 0.02, "ci_high": 0.12,
    ...     "ci_level": 0.95, "n_units": 90, "n_docs": 40})
    >>> other = one.assign(estimate=-0.01, ci_low=-0.06, ci_high=0.04)
    >>> table = gather([({"coder": "dictionary"}, one), ({"coder": "classifier"}, other)],
    ...                main={"coder": "dictionary"})
    >>> verdict(table, within=0.05)[["verdict", "reason"]].values.tolist()
    [['not robust', 'the sign changes under coder classifier']]
    """
    if not 0 < within <= 1:
        message = f"within={within!r} is not a share; give one above 0, such as 0.05."
        raise contracts.InputError(message)
    needed = {"number", "specification", "main", "frame", "contrast", "estimate", "sign", "shown"}
    if absent := sorted(needed - set(table.columns)):
        message = (f"Table of specifications lacks {contracts.first_five(absent)}; make it with "
                   f"specification.gather.")  # fmt: skip
        raise contracts.TableError(message)
    rows = [
        {"frame": frame, "contrast": contrast, **_judged(part, within)}
        for contrast, of_pair in table.groupby("contrast", sort=False)
        for frame, part in of_pair.groupby("frame", sort=True)
    ]
    columns = ["frame", "contrast", "verdict", "reason", "n", "n_same", "n_shown", "n_against",
               "n_undefined", "estimate", "ci_low", "ci_high", "ci_level", "sign", "smallest",
               "largest"]  # fmt: skip
    return pd.DataFrame(rows, columns=columns).astype({"sign": "Int64"})


def _judged(part: pd.DataFrame, within: float) -> dict[str, Any]:
    """Judge one frame and contrast."""
    mains = part[part["main"]]
    known = part[part["estimate"].notna()]
    empty = mains.empty or pd.isna(mains["estimate"].iloc[0])
    main = mains.iloc[0] if len(mains) else pd.Series(dtype="object")
    sign = pd.NA if empty else main["sign"]
    shown = known[known["shown"].fillna(False).astype("bool")]
    word, reason = ("undefined", "") if empty else _rule(main, known, shown, within)
    return {
        "verdict": word, "reason": reason, "n": len(known), "sign": sign,
        "n_same": 0 if empty else int((known["sign"] == sign).sum()),
        "n_shown": 0 if empty else int((shown["sign"] == sign).sum()),
        "n_against": 0 if empty else int((shown["sign"] == -sign).sum()) if sign else len(shown),
        "n_undefined": len(part) - len(known),
        **{name: main.get(name, np.nan) for name in ("estimate", "ci_low", "ci_high", "ci_level")},
        "smallest": known["estimate"].min(), "largest": known["estimate"].max(),
    }  # fmt: skip


def _rule(
    main: pd.Series, known: pd.DataFrame, shown: pd.DataFrame, within: float
) -> tuple[str, str]:  # fmt: skip
    """Apply the rule of `verdict`: the verdict, and the specifications that decide it."""
    if not pd.isna(main["shown"]) and shown.empty:
        return "not shown", "no specification shows a difference"
    turned = known[known["sign"] == -main["sign"]] if main["sign"] else known[known["sign"] != 0]
    if len(turned):
        does = "the sign changes" if main["sign"] else "there is a difference"
        return "not robust", f"{does} under {_named(turned)}"
    if len(none := known[known["sign"] != main["sign"]]):
        return "not robust", f"the difference vanishes under {_named(none)}"
    if pd.isna(main["shown"]):
        return "description only", "the main specification has no interval"
    if not main["shown"]:
        return "not robust", f"a difference is shown only under {_named(shown)}"
    others = known[~known["main"]]
    if len(weak := others[~others["shown"].fillna(False).astype("bool")]):
        return "direction only", f"the difference is not shown under {_named(weak)}"
    far = _alike(others, main)
    far = far[(far["estimate"] - main["estimate"]).abs() > within + TINY]
    if len(far):
        return "size varies", f"by more than {100 * within:g} points under {_named(far)}"
    return "robust", ""


def _alike(others: pd.DataFrame, main: pd.Series) -> pd.DataFrame:
    """Specifications whose size can be compared with the main one: same measure and unit."""
    same = [name for name in ("measure", "unit") if name in others]
    return others[(others[same] == main[same]).all(axis=1)] if same else others


def _named(rows: pd.DataFrame, most: int = 3) -> str:
    """Name specifications in words, the first few of them."""
    names = list(dict.fromkeys(rows.sort_values("number")["specification"]))
    more = f" and {len(names) - most:,} more" if len(names) > most else ""
    return " / ".join(names[:most]) + more
