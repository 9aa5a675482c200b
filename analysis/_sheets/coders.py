"""Check the names of coders, what they can share, and who codes which language."""

from collections.abc import Iterable, Mapping
from typing import Final

from analysis._sheets.cells import slug
from analysis.contracts import InputError, first_five

__all__ = ["check_overlap", "eligible", "names"]

_TAKEN: Final = ("gold", "dictionary", "classifier", "embedding", "llm")


def names(coders: Iterable[str]) -> list[str]:
    """Check the names of the coders."""
    if isinstance(coders, str):
        message = f"coders is the text {coders!r}; give a list of names."
        raise InputError(message)
    named = sorted(coders)
    strange = [name for name in named if not _is_name(name)]
    if strange or not named:
        message = (
            f"Names of coders: {first_five(strange) or 'none'}. Begin with a letter and use "
            f"letters, digits, spaces, '.', '_' and '-', at most 40."
        )
        raise InputError(message)
    if taken := [name for name in named if slug(name) in _TAKEN]:
        message = f"{first_five(taken)} is a name that the program uses itself; choose another."
        raise InputError(message)
    slugs = [slug(name) for name in named]
    if twice := [name for name, slug in zip(named, slugs, strict=True) if slugs.count(slug) > 1]:
        message = f"Coders {first_five(twice)} would have the same file name; name them apart."
        raise InputError(message)
    return named


def _is_name(name: object) -> bool:
    """Say whether a name can stand in a cell and, simplified, in the name of a file."""
    return (
        isinstance(name, str)
        and 0 < len(name) <= 40
        and name == name.strip()
        and name[0].isalpha()
        and all(letter.isalnum() or letter in " ._-" for letter in name)
        and bool(slug(name))
    )


def check_overlap(overlap: float, overlap_coders: int | None, named: list[str]) -> None:
    """Raise if the overlap cannot be had."""
    if not 0 <= overlap <= 1:
        message = f"overlap is {overlap!r}; it is a share from 0 to 1, such as 0.2."
        raise InputError(message)
    if overlap > 0 and len(named) < 2:
        message = f"overlap={overlap:g} needs two coders; there is {named[0]!r} alone."
        raise InputError(message)
    if overlap_coders is not None and not 2 <= overlap_coders <= max(2, len(named)):
        message = (
            f"overlap_coders is {overlap_coders!r}; it must be 2 to {len(named)}, the number of "
            f"coders, or be left out."
        )
        raise InputError(message)


def eligible(
    coders: Iterable[str] | Mapping[str, Iterable[str]], named: list[str], languages: set[str]
) -> dict[str, list[str]]:
    """Say for each language who may code it."""
    if not isinstance(coders, Mapping):
        return dict.fromkeys(languages, named)
    spoken = {name: {str(tag).lower() for tag in coders[name]} for name in named}
    may = {
        language: [name for name in named
                   if {language.lower(), language.lower().split("-")[0]} & spoken[name]]
        for language in languages
    }  # fmt: skip
    if nobody := sorted(language for language, able in may.items() if not able):
        message = f"No coder codes the language {first_five(nobody)}; name one who does."
        raise InputError(message)
    return may
