"""Names of languages, as exports write them, to language tags."""

from typing import Final

__all__ = ["TAGS", "language_tag"]

_NAMES: Final = {
    name: tag
    for tag, names in (
        ("ar", "arabic arabe arabisch árabe arabo"),
        ("bg", "bulgarian bulgare bulgarisch bulgaars"),
        ("ca", "catalan katalanisch catalaans catalán català catalano"),
        ("cs", "czech tchèque tschechisch tsjechisch checo čeština ceco"),
        ("da", "danish danois dänisch deens danés dansk danese"),
        ("de", "german allemand deutsch duits alemán tedesco"),
        ("el", "greek grec griechisch grieks griego greco"),
        ("en", "english anglais englisch engels inglés inglese inglês"),
        ("es", "spanish espagnol spanisch spaans español spagnolo castilian"),
        ("et", "estonian estonien estnisch estisch"),
        ("fi", "finnish finnois finnisch fins suomi finés finlandese"),
        ("fr", "french français französisch frans francés francese francais"),
        ("hr", "croatian croate kroatisch"),
        ("hu", "hungarian hongrois ungarisch hongaars húngaro ungherese magyar"),
        ("id", "indonesian indonésien indonesisch bahasa"),
        ("it", "italian italien italienisch italiaans italiano"),
        ("ja", "japanese japonais japanisch japans japonés giapponese 日本語"),
        ("ko", "korean coréen koreanisch koreaans coreano"),
        ("lt", "lithuanian lituanien litauisch litouws"),
        ("lv", "latvian letton lettisch lets"),
        ("ms", "malay malais malaiisch maleis"),
        ("nl", "dutch néerlandais niederländisch nederlands neerlandés olandese flemish"),
        ("no", "norwegian norvégien norwegisch noors noruego norsk norvegese"),
        ("pl", "polish polonais polnisch pools polaco polski polacco"),
        ("pt", "portuguese portugais portugiesisch portugees portugués português portoghese"),
        ("ro", "romanian roumain rumänisch roemeens rumano"),
        ("ru", "russian russe russisch ruso русский russo"),
        ("sk", "slovak slovaque slowakisch slowaaks eslovaco"),
        ("sl", "slovenian slovene slovène slowenisch sloveens"),
        ("sr", "serbian serbe serbisch servisch"),
        ("sv", "swedish suédois schwedisch zweeds sueco svenska svedese"),
        ("tr", "turkish turc türkisch turks turco türkçe"),
        ("uk", "ukrainian ukrainien ukrainisch oekraïens"),
        ("zh", "chinese chinois chinesisch chinees chino cinese 中文"),
    )
    for name in names.split()
}

TAGS: Final = frozenset(_NAMES.values())
"""The tags that `language_tag` can give."""


def language_tag(name: str | None) -> str | None:
    """Give the tag of a language that an export names; None if the name is not known.

    Examples
    --------
    >>> language_tag("Français"), language_tag("ENGLISH"), language_tag("Chinese - Simplified")
    ('fr', 'en', 'zh')
    >>> language_tag("Klingon") is None
    True
    """
    words = (name or "").casefold().replace(";", " ").replace(",", " ").split()
    return _NAMES.get(words[0]) if words else None
