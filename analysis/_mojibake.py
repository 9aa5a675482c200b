"""Accents that were garbled before a file was made, such as `Ã©` for `é`.

They are told, and repaired only if the study asks for it (`mojibake: repair`). Detection
and repair are those of the package ftfy; only the encoding is repaired, nothing else.
"""

import re
from typing import Final

import ftfy
from ftfy.badness import is_bad

__all__ = ["remark", "repair"]

_SUSPECT: Final = re.compile(r"[ÂÃÄÅÐÑâãåæçÎÏ×Øìíîïðñ€\x80-\x9f\ufffd]")
_MOST_SHOWN: Final = 12


def repair(text: str) -> tuple[str, str]:
    """Give a text with the encoding repaired, line by line, and a remark on what was done.

    Examples
    --------
    >>> repair("Een cafÃ© met “quotes”.")
    ('Een café met “quotes”.', '1 place in a wrong encoding repaired (cafÃ© is now café)')
    >>> repair("Een café met “quotes”.")
    ('Een café met “quotes”.', '')
    """
    lines, places, example = _lines(text)
    if not places:
        return text, ""
    noun = "place" if places == 1 else "places"
    was, now = example
    return "".join(lines), f"{places:,} {noun} in a wrong encoding repaired ({was} is now {now})"


def remark(text: str) -> str:
    """Say how many places of a text look as if they were in a wrong encoding; or nothing.

    Examples
    --------
    >>> remark("Een cafÃ© op de hoek.")
    '1 place looks like a wrong encoding (cafÃ©); set reading.mojibake: repair in study.yaml'
    """
    _, places, (was, _) = _lines(text)
    if not places:
        return ""
    said = "1 place looks" if places == 1 else f"{places:,} places look"
    return f"{said} like a wrong encoding ({was}); set reading.mojibake: repair in study.yaml"


def _lines(text: str) -> tuple[list[str], int, tuple[str, str]]:
    """Repair the lines of a text; with the number of words changed, and the first of them."""
    lines, places, example = [], 0, ("", "")
    if not _SUSPECT.search(text):
        return [text], 0, example
    for line in text.splitlines(keepends=True):
        fixed = str(ftfy.fix_encoding(line)) if _SUSPECT.search(line) and is_bad(line) else line
        if fixed != line:
            now = set(fixed.split())
            changed = [word for word in line.split() if word not in now]
            places += max(1, len(changed))
            if not example[0]:
                example = _first_change(line, fixed)
        lines.append(fixed)
    return lines, places, example


def _first_change(line: str, fixed: str) -> tuple[str, str]:
    """Give the first word that was changed, before and after, cut short."""
    pairs = zip(line.split(" "), fixed.split(" "), strict=False)
    was, now = next(((one, other) for one, other in pairs if one != other), (line, fixed))
    return _shown(was), _shown(now)


def _shown(word: str) -> str:
    """Write a word so that it can be printed, cut short."""
    return "".join(char if char.isprintable() else "?" for char in word.strip()[:_MOST_SHOWN])
