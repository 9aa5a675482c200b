"""What a folder of codes was made of: the corpus, the codebook and the settings, by hash.

A run goes on only where all of it is the same; else its parts would not fit together.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

import analysis
from analysis._coded import layout
from analysis._coded.corpus_file import Corpus
from analysis.codebook import Codebook
from analysis.contracts import InputError
from analysis.study import Study

__all__ = ["Manifest", "book_text", "differences", "load", "made_of", "save"]

FORMAT: Final = 1
_REMEDY: Final = ("Give another folder with --out, or code it anew with --again, which replaces "
                  "what is there.")  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Manifest:
    """What the codes in a folder were made of.

    `rows` are the articles of each part, `columns` the documents' columns by name and kind,
    `languages` those of the study, `codebook_sha256` that of the file with plain line ends.
    """

    format: int
    kit: str
    corpus_bytes: int
    corpus_sha256: str
    rows: tuple[int, ...]
    columns: tuple[tuple[str, str], ...]
    codebook: str
    codebook_sha256: str
    unit: str
    frames: tuple[str, ...]
    languages: tuple[str, ...]

    @property
    def run(self) -> str:
        """Hash of all of it, which every part bears."""
        return hashlib.sha256(_text(self).encode()).hexdigest()[:16]

    @property
    def n_articles(self) -> int:
        """Articles in the corpus."""
        return sum(self.rows)


def _text(manifest: Manifest) -> str:
    """Write a manifest."""
    return json.dumps(asdict(manifest), ensure_ascii=False, sort_keys=True, indent=1) + "\n"


def book_text(plan: Study) -> str:
    """Read the codebook's file, as it is kept beside the codes.

    Raises
    ------
    InputError
        If it cannot be read.
    """
    try:
        return plan.codebook.read_bytes().replace(b"\r\n", b"\n").decode("utf-8")
    except (OSError, UnicodeDecodeError) as cause:
        raise InputError(f"{plan.codebook}: the codebook cannot be read.") from cause


def made_of(corpus: Corpus, plan: Study, book: Codebook, text: str) -> Manifest:
    """Say what codes of this corpus with this codebook are made of."""
    return Manifest(
        format=FORMAT,
        kit=analysis.__version__,
        corpus_bytes=corpus.size,
        corpus_sha256=corpus.sha256,
        rows=corpus.rows,
        columns=tuple((field.name, str(field.type)) for field in corpus.schema),
        codebook=book.reference,
        codebook_sha256=hashlib.sha256(text.encode()).hexdigest(),
        unit=book.unit,
        frames=book.frame_ids,
        languages=plan.languages,
    )


def save(folder: Path, manifest: Manifest) -> None:
    """Write the manifest."""
    layout.save_text(folder / layout.MANIFEST, _text(manifest))


def load(folder: Path) -> Manifest | None:
    """Read the manifest of a folder; None if it has none.

    Raises
    ------
    InputError
        If it is damaged, or of another version of the layout.
    """
    path = folder / layout.MANIFEST
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        if found["format"] != FORMAT:
            message = (f"{path}: another version of framewaves ({found['kit']}) wrote these codes. "
                       f"{_REMEDY}")  # fmt: skip
            raise InputError(message)
        return _manifest(found)
    except FileNotFoundError:
        return None
    except (OSError, KeyError, TypeError, json.JSONDecodeError, UnicodeDecodeError) as cause:
        message = f"{path}: this cannot be read, or was changed by hand. {_REMEDY}"
        raise InputError(message) from cause


def _manifest(found: Mapping[str, Any]) -> Manifest:
    """Make a manifest of what was read."""
    lists = {name: tuple(found[name]) for name in ("rows", "frames", "languages")}
    columns = tuple((str(name), str(kind)) for name, kind in found["columns"])
    return Manifest(**{**found, **lists, "columns": columns})


def differences(folder: Path, there: Manifest, wanted: Manifest) -> None:
    """Raise if a folder holds codes of something else than what is to be coded.

    Raises
    ------
    InputError
        Naming what differs - corpus, codebook, languages, version - and the remedy.
    """
    if there.corpus_sha256 != wanted.corpus_sha256:
        what = (f"another corpus ({there.n_articles:,} articles in {len(there.rows):,} parts; "
                f"this one has {wanted.n_articles:,} in {len(wanted.rows):,})")  # fmt: skip
    elif there.codebook_sha256 != wanted.codebook_sha256:
        what = f"another codebook ({there.codebook}; this one is {wanted.codebook})"
    elif there.languages != wanted.languages:
        what = (f"a study with other languages ({', '.join(there.languages)}; this one has "
                f"{', '.join(wanted.languages)})")  # fmt: skip
    elif there.kit != wanted.kit:
        what = f"another version of framewaves ({there.kit}; this one is {wanted.kit})"
    elif there != wanted:
        what = "something else"
    else:
        return
    raise InputError(f"{folder}: this folder holds codes of {what}. {_REMEDY}")
