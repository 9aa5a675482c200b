"""What was found: the headline figure, its sentence in large type, and what may not be claimed."""

from typing import Final

from analysis._landing import blocks, prose
from analysis._landing.blocks import safe
from analysis._landing.files import Figure

__all__ = ["section"]

_LONG: Final = 320
"""Letters from which a finding without a list is set smaller."""
_MOST: Final = 3
"""Differences shown in large type; further ones stand in words below the figure."""


def section(first: Figure, limits: str) -> str:
    """Write the part of the page that a reader sees first.

    Parameters
    ----------
    first : Figure
        The headline.
    limits : str
        What can and cannot be claimed, as Markdown; left out if empty.
    """
    told, others = prose.parted(first.said)
    main = [prose.finding(part) for part in told[:_MOST]]
    said = "".join(
        _listed(one, several=len(main) > 1) if one.items else _told(one.rest) for one in main
    ) + _more(len(told))
    others = told[_MOST:] + others
    intro = f'<p class="fw-intro">{safe(blocks.opening(first.caption))}.</p>\n'
    return blocks.section(
        "finding", "What was found", intro + said + _limits(limits) + _figure(first, others)
    )


def _more(n: int) -> str:
    """Say which differences are shown where there are more."""
    if n <= _MOST:
        return ""
    return (
        f"<p>Shown are the first {_MOST} of {n:,} differences, in order; the other {n - _MOST:,} "
        "are told below the figure, under “The rest of the figure in words”.</p>\n"
    )


def _listed(main: prose.Finding, *, several: bool) -> str:
    """Write a value for each frame, large, and what is said of them; one of several is headed."""
    kind = "h3" if several else "p"
    tiles = "".join(_tile(name, value) for name, value in main.items)
    lead = prose.shown(main.lead.replace(" - ", " − "))
    common = f"All of them: {main.common}." if main.common else ""
    below = blocks.text(" ".join(part for part in (common, main.rest) if part))
    return f'<{kind} class="fw-about">{lead}</{kind}>\n<dl class="fw-tiles">\n{tiles}</dl>\n{below}'


def _tile(name: str, value: str) -> str:
    """Write one value in large type; what stands in brackets is set small."""
    large, _, small = value.partition(" (")
    less = f" <small>({prose.shown(small)}</small>" if small else ""
    return f"<div><dt>{prose.shown(name)}</dt><dd>{prose.shown(large)}{less}</dd></div>\n"


def _told(said: str) -> str:
    """Write a finding that is a sentence."""
    lots = " fw-lots" if len(said) > _LONG else ""
    return f'<p class="fw-large{lots}">{prose.shown(said)}</p>\n' if said else ""


def _limits(limits: str) -> str:
    """Write what may not be concluded, beside the finding."""
    if not limits:
        return ""
    return (
        '<div class="fw-limits" role="note" aria-labelledby="limits">'
        f'<h3 id="limits">What can and cannot be claimed</h3>{blocks.text(limits)}</div>\n'
    )


def _figure(first: Figure, others: list[str]) -> str:
    """Write the figure at full width, with its caption and files."""
    words = blocks.fold("The rest of the figure in words", "".join(map(blocks.text, others)))
    return (
        f'<figure class="fw-main" id="figure-{safe(first.name)}">{blocks.picture(first)}'
        f"<figcaption>{safe(first.caption)}{blocks.downloads(first)}{words if others else ''}"
        "</figcaption></figure>\n"
    )
