"""Turn the bytes of a file into text, or say why they are not text."""

import re
from typing import Final

__all__ = ["MARK_REMOVED", "decode"]

MARK_REMOVED: Final = "byte order mark taken off"
"""A remark that says nothing of the text."""

_BOMS: Final = (  # the longer ones first: UTF-32 begins like UTF-16
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
_CONTROL: Final = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f]")
_CONTROL_BYTES: Final = re.compile(rb"[\x00-\x08\x0e-\x1f]")
_GUESSED: Final = (  # of Western and Central Europe, and Cyrillic
    "cp1250", "cp1251", "cp1252", "iso8859_2", "iso8859_5", "iso8859_15", "koi8_r", "koi8_u",
    "mac_roman", "cp850", "cp866",
)  # fmt: skip
_FOR_GUESS: Final = 500_000
_MOST_CHAOS, _LEAST_COHERENCE = 0.1, 0.3  # of charset-normalizer, as measured in the tests


def decode(raw: bytes) -> tuple[str | None, str | None, str]:
    r"""Decode the bytes of a file.

    Newlines and all else stay; only a byte order mark is taken off.

    Parameters
    ----------
    raw : bytes

    Returns
    -------
    text : str or None
        None if the bytes are not text.
    encoding : str or None
        Name of the encoding, None if none fits.
    reason : str
        Why there is no text, or a remark on it; else empty.

    Examples
    --------
    >>> decode(b"caf\xe9\r\n")
    ('café\r\n', 'cp1252', 'read as Windows-1252; check the accents')
    >>> decode(b"\x89PNG\x00")
    (None, None, 'binary file, or UTF-16 without a byte order mark')
    """
    for mark, encoding in _BOMS:
        if raw.startswith(mark):
            text = _try(raw[len(mark) :], encoding)
            if text is None:
                return None, encoding, f"damaged: begins as {encoding} but is not"
            return _plain(text, encoding, MARK_REMOVED)
    if b"\x00" in raw:
        return None, None, "binary file, or UTF-16 without a byte order mark"
    text = _try(raw, "utf-8")
    if text is not None:
        return _plain(text, "utf-8", "")
    if whole := _cut_off(raw):
        return _plain(whole, "utf-8", "ends inside a character; it may be cut off")
    text = _try(raw, "cp1252")
    if text is None or _CONTROL.search(text):
        reason = "binary file, or an encoding that is not known; save it as UTF-8"
        return _guessed(raw, reason)
    n_strange = len(text) - len(text.encode("ascii", "ignore"))
    if n_strange > 0.5 * len("".join(text.split())):
        return _guessed(raw, "encoding not known; save it as UTF-8")
    return _plain(text, "cp1252", "read as Windows-1252; check the accents")


def _guessed(raw: bytes, otherwise: str) -> tuple[str | None, str | None, str]:
    """Decode by the likeliest of the older encodings, or give the reason why none will do."""
    if _CONTROL_BYTES.search(raw):
        return None, None, otherwise
    from charset_normalizer import from_bytes  # rarely needed

    best = from_bytes(raw[:_FOR_GUESS], cp_isolation=list(_GUESSED)).best()
    if best is None or best.chaos >= _MOST_CHAOS or best.coherence < _LEAST_COHERENCE:
        return None, None, otherwise
    text = _try(raw, best.encoding)
    if text is None or _CONTROL.search(text):
        return None, None, otherwise
    remark = f"read as {best.encoding}, which is a guess; check the accents"
    return _plain(text, best.encoding, remark)


def _cut_off(raw: bytes) -> str | None:
    """Decode UTF-8 of which only the last character is not whole; None if it is not that."""
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError as error:
        whole = raw[: error.start]
        at_end = error.end == len(raw) and error.reason == "unexpected end of data"
        if at_end and not whole.isascii():  # a lone accent at the end is Windows-1252
            return whole.decode("utf-8")
    return None


def _try(raw: bytes, encoding: str) -> str | None:
    """Decode, or give None."""
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError:
        return None


def _plain(text: str, encoding: str, remark: str) -> tuple[str | None, str | None, str]:
    """Give the text back unless it is empty or binary."""
    if not text.strip():
        return None, encoding, "empty" if not text else "holds nothing but white space"
    controls = len(_CONTROL.findall(text))
    if "\x00" in text or controls > 0.01 * len(text):
        return None, encoding, "binary file"
    return text, encoding, remark
