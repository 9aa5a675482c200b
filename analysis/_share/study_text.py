"""Change single keys of a study file, and leave every other line as it is."""

import json
import re

__all__ = ["with_key", "without"]


def _block(lines: list[str], key: str) -> tuple[int, int] | None:
    """Lines of a key at the outermost level: first, and one behind the last."""
    start = next((at for at, line in enumerate(lines)
                  if re.match(rf"{re.escape(key)}\s*:(\s|$)", line)), None)  # fmt: skip
    if start is None:
        return None
    end = start + 1
    while end < len(lines) and re.match(r"\s|#|-\s|$", lines[end]):
        end += 1
    while end > start + 1 and re.match(r"\s*(#|$)", lines[end - 1]):
        end -= 1
    return start, end


def without(text: str, *keys: str) -> str:
    r"""Take keys with all that belongs to them out of a study file.

    Examples
    --------
    >>> without("title: A\nauthors:\n  - name: B\n# note\nwaves: []\n", "authors")
    'title: A\n# note\nwaves: []\n'
    """
    lines = text.split("\n")
    for key in keys:
        if (found := _block(lines, key)) is not None:
            del lines[slice(*found)]
    return "\n".join(lines)


def with_key(text: str, key: str, value: str) -> str:
    r"""Give a key of a study file one value; it is added if it is absent.

    Examples
    --------
    >>> with_key("title: A\narticles: ../old\nwaves: []\n", "articles", "corpus.parquet")
    'title: A\narticles: corpus.parquet\nwaves: []\n'
    """
    plain = re.fullmatch(r"[A-Za-z0-9_][A-Za-z0-9_./-]*", value)
    line = f"{key}: {value if plain else json.dumps(value, ensure_ascii=False)}"
    lines = text.split("\n")
    found = _block(lines, key)
    if found is not None:
        lines[slice(*found)] = [line]
        return "\n".join(lines)
    return text.rstrip("\n") + f"\n\n{line}\n"
