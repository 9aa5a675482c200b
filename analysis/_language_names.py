"""Names of languages, as a reader should see them."""

from typing import Final

import pandas as pd

__all__ = ["language_name"]

_NAMES: Final = {
    "en": "English", "nl": "Dutch", "de": "German", "fr": "French",
    "all": "All languages together",
}  # fmt: skip


def language_name(tag: object) -> str:
    """Name a language, or several; a tag without a name stays as it is.

    Examples
    --------
    >>> language_name("nl-BE"), language_name("nl, en"), language_name("tlh"), language_name(None)
    ('Dutch (nl-BE)', 'Dutch and English', 'tlh', 'Language not known')
    """
    if tag is None or pd.isna(tag):  # type: ignore[call-overload]
        return "Language not known"
    named = []
    for one in str(tag).split(", "):
        name = _NAMES.get(one.split("-")[0], one)
        named.append(name if name == one or "-" not in one else f"{name} ({one})")
    return " and ".join(named)
