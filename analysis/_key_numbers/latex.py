r"""Write texts for LaTeX, so that pdflatex prints them as they are."""

from typing import Final

__all__ = ["escaped"]

_ESCAPES: Final = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "$": r"\$", "&": r"\&", "#": r"\#",
    "%": r"\%", "_": r"\_", "^": r"\textasciicircum{}", "~": r"\textasciitilde{}",
    "<": r"\textless{}", ">": r"\textgreater{}", "|": r"\textbar{}", '"': r"\char34{}",
    "'": r"\char39{}", "`": r"\char96{}",
    "−": r"\ensuremath{-}", "α": r"\ensuremath{\alpha}", "×": r"\ensuremath{\times}",
    "≥": r"\ensuremath{\geq}", "≤": r"\ensuremath{\leq}", "\u00a0": "~", "\u202f": r"\,",
}  # fmt: skip


def escaped(text: str) -> str:
    r"""Escape a text for LaTeX; white space becomes a space.

    Examples
    --------
    >>> print(escaped("50% of R&D_1"), escaped("−8.5"))
    50\% of R\&D\_1 \ensuremath{-}8.5
    """
    plain = "".join(letter for letter in " ".join(text.split()) if letter.isprintable())
    made = "".join(_ESCAPES.get(letter, letter) for letter in plain)
    return made.replace("--", "-{}-").replace("--", "-{}-")  # or they become one long dash
