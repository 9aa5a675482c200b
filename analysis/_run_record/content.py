"""The hashes that stand in a record: of files, and of what a notebook is."""

import hashlib
import json
from pathlib import Path
from typing import Any, Final

import analysis
from analysis._study_files import digest

__all__ = ["cells", "digest", "kit_hash", "source_hash"]

_CODE: Final = frozenset((".py", ".yaml", ".csv", ".txt", ".json", ".js", ".css", ".j2", ".html"))
"""Endings of what the kit is made of."""


def source_hash(notebook: Path) -> str:
    """SHA-256 of the code of a notebook, its parameters included; ``unreadable`` if it is none.

    Text, outputs and the ids of cells do not count, so that mending a sentence leaves it as it
    is. What papermill injects does not count either: an executed notebook has the hash of its
    source.

    Examples
    --------
    >>> len(source_hash(Path("notebooks/10_corpus.ipynb"))), source_hash(Path("none.ipynb"))
    (64, 'unreadable')
    """
    try:
        code = [source for kind, source in cells(notebook) if kind == "code"]
    except (OSError, ValueError, AttributeError, TypeError, RecursionError):
        return "unreadable"
    return hashlib.sha256(json.dumps(code).encode()).hexdigest()


def kit_hash() -> str:
    """SHA-256 of the kit itself: a figure or a measure may be edited under the same version.

    Examples
    --------
    >>> len(kit_hash())
    64
    """
    folder = Path(analysis.__file__).parent
    files = (path for path in folder.rglob("*") if path.suffix in _CODE and path.is_file())
    told = ((path.relative_to(folder).as_posix(), digest(path)) for path in files)
    return hashlib.sha256(json.dumps(sorted(told)).encode()).hexdigest()


def cells(notebook: Path) -> list[tuple[str, str]]:
    """Kind and source of each cell; what papermill injected is left out."""
    content = json.loads(notebook.read_text(encoding="utf-8"))
    return [
        (str(cell.get("cell_type")), _text(cell.get("source", "")))
        for cell in content.get("cells", [])
        if "injected-parameters" not in cell.get("metadata", {}).get("tags", [])
    ]


def _text(source: Any) -> str:
    """Source of a cell: a text or its lines."""
    return "".join(source) if isinstance(source, list) else str(source)
