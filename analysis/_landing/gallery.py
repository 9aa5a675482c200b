"""All figures of a run, small, with their captions and files."""

from collections.abc import Mapping, Sequence

from analysis import wording
from analysis._landing import blocks
from analysis._landing.blocks import safe
from analysis._landing.files import Figure

__all__ = ["section"]


def section(
    figures: Sequence[Figure], titles: Mapping[str, str], *, first: Figure | None, others: int
) -> str:
    """Write the gallery, by notebook.

    Parameters
    ----------
    figures : sequence of Figure
    titles : mapping of str to str
        Notebook to its title.
    first : Figure or None
        The headline, which stands above already.
    others : int
        Figures in the same folder that are not of this run.
    """
    groups: dict[str, list[Figure]] = {}
    for one in figures:
        groups.setdefault(titles.get(one.notebook, "Further figures"), []).append(one)
    inside = "".join(
        f'<h3>{safe(title)}</h3>\n<div class="fw-gallery">\n'
        f"{''.join(_card(one, is_first=one is first) for one in own)}</div>\n"
        for title, own in groups.items()
    )
    if not figures:
        inside = "<p>This run made no figures.</p>\n"
    left = f"{wording.counted(others, 'more figure')} in the same folder "
    more = f"<p>{left}{'is' if others == 1 else 'are'} not of this run.</p>\n" if others else ""
    return blocks.section("figures", "Figures", inside + more)


def _card(one: Figure, *, is_first: bool) -> str:
    """Write one figure, small; a click opens it large."""
    key = "" if is_first else f' id="figure-{safe(one.name)}"'
    inside = f"<p>{safe(one.caption)}</p>\n{blocks.text(one.said)}"
    words = f'Caption and words<span class="fw-hidden"> of figure {safe(one.name)}</span>'
    return (
        f"<figure{key}>{blocks.picture(one, lazy=True)}<figcaption>"
        f"<strong>{safe(blocks.opening(one.caption))}</strong>"
        f'<span class="fw-name">{safe(one.name)}</span>{blocks.downloads(one)}'
        f"{blocks.fold(words, inside)}</figcaption></figure>\n"
    )
