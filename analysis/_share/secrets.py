"""What must not be handed on by mistake: keys, passwords, paths of a machine, addresses."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

__all__ = ["ADDRESS", "PATH", "SECRET", "found", "shown"]

SECRET: Final = "secret"  # noqa: S105 - the name of a kind
PATH: Final = "path of a machine"
ADDRESS: Final = "e-mail address"

_SECRETS: Final = tuple(
    re.compile(pattern)
    for pattern in (
        r"-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----",
        r"\b(?:AKIA|ASIA)[0-9A-Z]{16}\b",
        r"\bgh[pousr]_[A-Za-z0-9]{30,}",
        r"\bgithub_pat_[A-Za-z0-9_]{30,}",
        r"\bglpat-[A-Za-z0-9_-]{18,}",
        r"\bsk-[A-Za-z0-9_-]{20,}",
        r"\bhf_[A-Za-z0-9]{20,}",
        r"\bxox[abeoprs]-[A-Za-z0-9-]{10,}",
        r"\bAIza[0-9A-Za-z_-]{35}",
        r"\beyJ[A-Za-z0-9_-]{8,}\.eyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]*",
        r"\b[a-z][a-z0-9+.-]*://[^\s/:@\"'<>]+:[^\s/:@\"'<>]+@[^\s\"'<>]+",
        r"[?&](?:access_?token|api_?key|apikey|auth|key|secret|sig(?:nature)?|token)="
        r"(?=[^&\s\"'<>]*\d)[^&\s\"'<>]{12,}",
        r"(?i)\b(?:[a-z0-9]+[_-])*(?:api[_-]?key|access[_-]?key|auth[_-]?token|secret|token|"
        r"password|passwd|wachtwoord)[\"']?\s*[:=]\s*[\"']?"
        r"(?=[^\s\"',;]*\d)(?=[^\s\"',;]*[A-Za-z])[^\s\"',;\[\](){}]{10,}",
    )
)
_PATHS: Final = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?<![\w.:/~-])/(?:home|Users|mnt|Volumes|tmp|scratch|gpfs|root|var/folders)/[\w.@~-]+",
        r"(?<![A-Za-z])[A-Za-z]:[\\/]+(?:Users|Documents and Settings|home)[\\/]+[^\\/\s\"']+",
        r"(?<![A-Za-z])[A-Za-z]:\\+[\w .-]+\\+[\w .-]+",
        r"file:///[^\s\"'<>]+",
        r"(?<![\\\w])\\\\[A-Za-z][\w.-]+\\[\w$.-]+\\[\w$.-]+",
    )
)
_ADDRESSES: Final = (re.compile(r"(?<![\w.+-])[\w.+-]+@(?:[A-Za-z0-9-]+\.)+[A-Za-z]{2,}(?![\w@])"),)


def _of_here() -> tuple[re.Pattern[str], ...]:
    """Paths of this machine that no rule may know: the working folder and the user's."""
    places = {str(place) for place in (Path.cwd(), Path.home())}
    return tuple(re.compile(rf"(?<![\w.:/~-]){re.escape(place)}(?![\w-])")
                 for place in sorted(places) if len(place) > 4)  # fmt: skip


def found(text: str, *, addresses: bool) -> Iterator[tuple[str, str]]:
    """Give what must not be handed on, as its kind and the words.

    Parameters
    ----------
    text : str
    addresses : bool
        Whether e-mail addresses count.

    Examples
    --------
    >>> list(found("see /home/ann/x and https://b.nl/home/ann", addresses=False))
    [('path of a machine', '/home/ann')]
    """
    kinds = [(SECRET, _SECRETS), (PATH, (*_PATHS, *_of_here()))]
    if addresses:
        kinds.append((ADDRESS, _ADDRESSES))
    for kind, patterns in kinds:
        for pattern in patterns:
            yield from ((kind, seen[0]) for seen in pattern.finditer(text))


def shown(kind: str, words: str) -> str:
    """Write a finding so that a complaint can be shown to others: a secret by its first letters.

    Examples
    --------
    >>> shown(SECRET, "sk-abcdefghijklmnopqrstuvwxyz")
    'sk-abc...'
    """
    return f"{words[:6]}..." if kind == SECRET else words[:60]
