"""Say what went into a topic model, what did not, and what it chose itself."""

from collections.abc import Mapping, Sequence
from typing import Final

__all__ = ["NO_GROUP", "said"]

NO_GROUP: Final = (
    "No topic: HDBSCAN found no group of units that lie close together, so all of them are "
    "outliers. Take cluster='kmeans', or more units."
)
_NOISE: Final = 0.06
"""Mean silhouette that invented texts without any topic reach (`docs/topics.md`)."""


def said(
    n_units: int, language: str | None, *, n_short: int, n_wordless: int = 0,
    n_drawn: int | None = None, seed: int = 0, silhouettes: Mapping[int, float] | None = None,
    guide: Mapping[str, Sequence[str]] | None = None,
) -> str:  # fmt: skip
    """Say it in a few sentences.

    Examples
    --------
    >>> said(60, "nl", n_short=4)
    '60 units in nl; 4 more were too short and are left out.'
    """
    parts = [_units(n_units, language)]
    if n_short:
        be = "was" if n_short == 1 else "were"
        parts.append(f"{n_short:,} more {be} too short and {'is' if n_short == 1 else 'are'} "
                     f"left out")  # fmt: skip
    if n_wordless:
        parts.append(f"{n_wordless:,} shared no word with another unit and count as outliers")
    if n_drawn is not None and n_drawn < n_units:
        parts.append(f"{n_drawn:,} of them, drawn with seed {seed}, made the topics; the others "
                     f"were given to these afterwards")  # fmt: skip
    sentences = ["; ".join(parts), _number(silhouettes or {}), _guided(guide or {})]
    return " ".join(f"{sentence}." for sentence in sentences if sentence)


def _units(n: int, language: str | None) -> str:
    """Count units of a language."""
    where = (
        "" if language is None else " in all languages" if language == "all" else f" in {language}"
    )
    return f"{n:,} unit{'' if n == 1 else 's'}{where}"


def _number(silhouettes: Mapping[int, float]) -> str:
    """Say how the number of topics was chosen, and whether it stands out."""
    if not silhouettes:
        return ""
    best = max(silhouettes, key=lambda n: (silhouettes[n], -n))
    tried = f"{min(silhouettes)} to {max(silhouettes)}"
    weak = ("; texts without any topic reach as much, so this number says little"
            if round(silhouettes[best], 2) <= _NOISE else "")  # fmt: skip
    return (f"{best} topics have the best mean silhouette ({silhouettes[best]:.2f}) of the numbers "
            f"tried, {tried}{weak}")  # fmt: skip


def _guided(guide: Mapping[str, Sequence[str]]) -> str:
    """Say by which words it was guided."""
    if not guide:
        return ""
    listed = ", ".join(f"{frame} {len(each):,}" for frame, each in guide.items())
    return f"Guided by words of the codebook that occur in these units ({listed})"
