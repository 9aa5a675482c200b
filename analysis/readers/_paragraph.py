"""A paragraph of a Word or RTF file, as far as readers need it."""

from typing import NamedTuple

__all__ = ["Paragraph"]


class Paragraph(NamedTuple):
    """Text with its line breaks, the bookmarks and links in it, and how it stands.

    `ends_section`: a Word section ends with it. `centred`: it is set in the middle of the
    line. `style`: name of its style, empty if it has none of its own.
    """

    text: str
    bookmarks: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    ends_section: bool = False
    centred: bool = False
    style: str = ""
