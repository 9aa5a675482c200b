"""Read the articles of a study: one text file each, with a table of metadata beside them.

Two tables come out: the articles, and a receipt that accounts for every file that was
found and every row of the metadata. Texts are kept exactly as they were read, so that
offsets point into the file; nothing is left out in silence.
"""

import csv
import difflib
import hashlib
import io
import json
import os
import re
import stat
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, Final, NamedTuple

import pandas as pd

from analysis.contracts import InputError, conform, did_you_mean, first_five
from analysis.readers import decode
from analysis.study import Study, safe_name

__all__ = ["decode", "read"]

_MOST_BYTES: Final = 50_000_000
_MARKUP: Final = re.compile(r"\s*(?:<!doctype html|<html|<\?xml|\{\\rtf)", re.IGNORECASE)
_COLUMNS: Final = ("outlet", "url", "language", "title", "author", "section")
_USED: Final = ("article", *_COLUMNS, "date", "date_precision")
_ALIASES: Final = {  # what Dutch and German colleagues call a column
    "artikel": "article", "bestand": "article", "datei": "article", "file": "article",
    "datum": "date", "taal": "language", "sprache": "language", "titel": "title",
    "auteur": "author", "autor": "author", "krant": "outlet", "zeitung": "outlet",
    "medium": "outlet", "bron": "outlet", "quelle": "outlet", "source": "outlet",
    "rubriek": "section", "rubrik": "section", "ressort": "section", "link": "url",
}  # fmt: skip

# Languages that news comes in. Afrikaans is left out unless the study names it: with it,
# one in a hundred short Dutch passages (8 words) is called Afrikaans; without it, none.
_NEWS_LANGUAGES: Final = (
    "ar", "cs", "da", "de", "el", "en", "es", "fa", "fi", "fr", "he", "hi", "hu", "id", "it",
    "ja", "ko", "nl", "no", "pl", "pt", "ro", "ru", "sv", "tr", "uk", "vi", "zh",
)  # fmt: skip
_CHARACTERS_FOR_LANGUAGE: Final = 2_000
_LEAST_CONFIDENCE: Final = 0.5


class _Found(NamedTuple):
    """A file that was found, and what became of it."""

    source_file: str
    status: str
    reason: str = ""
    n_bytes: int | None = None
    encoding: str | None = None
    text: str | None = None


class _Row(NamedTuple):
    """A row of the metadata: its line in the file and its cells by column."""

    line: int
    cells: Mapping[str, str]


class _Metadata(NamedTuple):
    """The rows of the metadata by article, and its line in the receipt if one is needed."""

    rows: Mapping[str, _Row]
    remarks: Sequence[_Found] = ()


def read(study: Study) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Read all articles of a study.

    Files that end in ``.txt`` are read, in subfolders too. The encoding is taken from a
    byte order mark, else UTF-8, else Windows-1252 if that gives plain text. Metadata is
    joined by the column ``article``, which holds the name of the file. A language that
    the metadata does not give is detected in the first 2,000 characters.

    Parameters
    ----------
    study : Study

    Returns
    -------
    documents : DataFrame
        The table `documents`, by file name, not dated yet (`date_source` is ``none``).
        `raw_metadata` holds the row of the metadata as JSON. Two columns more:
        `language_source` (``metadata`` or ``detected``) and `language_confidence` (0 to 1,
        higher is surer; empty unless detected). A language below 0.5 stays empty.
    receipt : DataFrame
        One row per file: `source_file`, `status`, `reason`, `n_bytes`, `encoding`. Files
        found = read + rejected + skipped. A row of the metadata without a file has the
        status ``missing``, and the metadata itself has the status ``remark`` if there is
        something to say of it, such as a column that is not used but looks like one that
        is; neither is a file found. `reason` holds remarks on files read.

    Raises
    ------
    InputError
        If no article could be read, or the metadata is damaged or names a file twice.

    Examples
    --------
    >>> from analysis import study
    >>> documents, receipt = read(study.load("seeds/study.yaml"))
    >>> len(documents), receipt["status"].value_counts().to_dict()
    (5, {'read': 5})
    """
    found = sorted(_distinct(_walk(study.articles)), key=lambda file: file.source_file)
    articles = [file for file in found if file.status == "read"]
    if not articles:
        raise InputError(_nothing_read(study, found))
    metadata = _metadata(study.metadata) if study.metadata else _Metadata({})
    joined, missing = _join(articles, metadata.rows, study)
    records = [_record(article, joined.get(article.source_file)) for article in articles]
    records = _with_language(records, study)
    others = [*_missing(missing, found), *metadata.remarks]
    receipt = _receipt([*found, *others], records, study)
    documents = conform(pd.DataFrame(records), "documents")
    return documents.astype({"language_source": "str", "language_confidence": "float64"}), receipt


# The files ------------------------------------------------------------------------


def _walk(folder: Path) -> Iterator[_Found]:
    """Give every file below `folder`, read, rejected or skipped."""
    unreadable: list[OSError] = []
    for parent, folders, files in os.walk(folder, onerror=unreadable.append):
        for name in sorted(folders):
            path = Path(parent, name)
            if name.startswith(".") or path.is_symlink():
                folders.remove(name)
                kind = "link to a folder" if path.is_symlink() else "hidden folder"
                yield _Found(safe_name(path, folder), "skipped", f"{kind}, not looked into")
        for name in files:
            yield _file(Path(parent, name), folder)
    for error in unreadable:
        if not Path(error.filename).is_dir():
            raise InputError(f"The folder {folder.name!r} with the articles cannot be opened.")
        yield _Found(safe_name(Path(error.filename), folder), "rejected", "folder cannot be opened")


def _file(path: Path, folder: Path) -> _Found:
    """Read one file, or say why not."""
    name = safe_name(path, folder)
    if path.name.startswith(".") or path.name.startswith("~$"):
        kind = "lock file of an office program" if path.name.startswith("~$") else "hidden file"
        return _Found(name, "skipped", kind)
    if path.suffix.lower() != ".txt":
        return _Found(name, "skipped", f"ending {path.suffix!r}; only '.txt' is read")
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            return _Found(name, "skipped", "not a regular file")
        if status.st_size > _MOST_BYTES:
            reason = f"larger than {_MOST_BYTES // 1_000_000} MB; split it into articles"
            return _Found(name, "rejected", reason, status.st_size)
        raw = path.read_bytes()
    except OSError as cause:
        return _Found(name, "rejected", f"cannot be opened ({cause.strerror})")
    text, encoding, reason = decode(raw)
    if text is not None and _MARKUP.match(text):
        text, reason = None, "a web page or RTF, not plain text; save it as text"
    if text is None:
        return _Found(name, "rejected", reason, len(raw), encoding)
    return _Found(name, "read", reason, len(raw), encoding, text)


def _distinct(files: Iterable[_Found]) -> Iterator[_Found]:
    """Reject the second of two files whose names are one after normalisation."""
    seen: set[str] = set()
    for file in files:
        if file.source_file in seen:
            reason = "another file has the same name in other Unicode characters; rename one"
            yield file._replace(status="rejected", reason=reason, text=None)
        else:
            seen.add(file.source_file)
            yield file


def _nothing_read(study: Study, found: Sequence[_Found]) -> str:
    """Error text for a folder without any article."""
    name = f"{study.articles.parent.name}/{study.articles.name}".lstrip("/")
    expected = "Expected are text files that end in '.txt', one article in each."
    if not found:
        return f"The folder {name!r} is empty. {expected}"
    files = first_five(f"{file.source_file} ({file.status}: {file.reason})" for file in found)
    return f"No article could be read from {name!r}; found {len(found):,}: {files}. {expected}"


# The metadata ---------------------------------------------------------------------


def _metadata(path: Path) -> _Metadata:
    """Read the metadata by the name of the article."""
    where = f"{path.parent.name}/{path.name}".lstrip("/")
    try:
        raw = path.read_bytes()
    except OSError as cause:
        raise InputError(f"{where} cannot be opened ({cause.strerror}).") from cause
    text, encoding, reason = decode(raw)
    if text is None:
        raise InputError(f"{where} cannot be read: {reason}.")
    header, rows = _table(text, where)
    if "article" not in header:
        alias = next((name for name in header if _ALIASES.get(name) == "article"), "article")
        message = (f"{where} has no column 'article' with the names of the files. "
                   f"{did_you_mean(alias, header)}")  # fmt: skip
        raise InputError(message)
    remarks = [*([reason] if encoding == "cp1252" else []), *_unused(header)]
    said = [_Found(safe_name(path, path.parent), "remark", "; ".join(remarks), len(raw), encoding)]
    return _Metadata(_by_article(rows, where), said if remarks else [])


def _unused(header: Sequence[str]) -> Iterator[str]:
    """Remark on columns that are not used, but look like one that is and is not there."""
    absent = [name for name in _USED if name not in header]
    for name in header:
        near = difflib.get_close_matches(name, absent, n=1, cutoff=0.75)
        meant = _ALIASES.get(name) or next(iter(near), None)
        if name not in _USED and meant in absent:
            yield f"the column {name!r} is not used; did you mean {meant!r}?"


def _by_article(rows: Iterable[_Row], where: str) -> dict[str, _Row]:
    """Sort the rows by the article that they name; raise if none or one that came before."""
    by_article: dict[str, _Row] = {}
    for row in rows:
        article = unicodedata.normalize("NFC", row.cells["article"].strip()).replace("\\", "/")
        if not article:
            raise InputError(f"{where}, line {row.line}: the column 'article' is empty.")
        if article in by_article:
            message = (f"{where}, line {row.line}: {article!r} is there twice, first in line "
                       f"{by_article[article].line}. Keep one of the rows.")  # fmt: skip
            raise InputError(message)
        by_article[article] = row
    return by_article


def _table(text: str, where: str) -> tuple[list[str], list[_Row]]:
    """Split a table whose separator is a comma, a semicolon or a tab."""
    first = text.lstrip().splitlines()[0]
    separator = max(",;\t", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    header: list[str] = []
    rows = []
    try:
        for cells in reader:
            if not any(cell.strip() for cell in cells):
                continue
            if not header:
                header = [cell.strip().lower() for cell in cells]
                continue
            if len(cells) != len(header):
                message = (f"{where}, line {reader.line_num}: {len(cells)} cells, but the first "
                           f"line names {len(header)} columns. Is a quote or a {separator!r} "
                           f"missing?")  # fmt: skip
                raise InputError(message)
            rows.append(_Row(reader.line_num, dict(zip(header, cells, strict=True))))
    except csv.Error as cause:
        raise InputError(f"{where}, line {reader.line_num}: {cause}.") from cause
    if twice := [name for name, times in Counter(header).items() if times > 1]:
        raise InputError(f"{where} has the column {first_five(twice)} more than once.")
    return header, rows


def _join(
    articles: Sequence[_Found], rows: Mapping[str, _Row], study: Study
) -> tuple[dict[str, _Row], dict[str, _Row]]:
    """Give each article its row of the metadata, and the rows that are left over."""
    named = {article.source_file: article.source_file for article in articles}
    short = Counter(Path(name).name for name in named)
    named |= {Path(name).name: name for name in named if short[Path(name).name] == 1}
    joined: dict[str, _Row] = {}
    missing: dict[str, _Row] = {}
    for article, row in rows.items():
        if article not in named and short[article] > 1:
            message = (f"{study.metadata and study.metadata.name}, line {row.line}: {article!r} "
                       f"is the name of {short[article]} files. Write the folder too.")  # fmt: skip
            raise InputError(message)
        target = named.get(article)
        if target in joined:
            message = (f"{study.metadata and study.metadata.name}, lines "
                       f"{joined[target].line} and {row.line} name the same file.")  # fmt: skip
            raise InputError(message)
        if target is None:
            missing[article] = row
        else:
            joined[target] = row
    return joined, missing


# The tables -----------------------------------------------------------------------


def _record(article: _Found, row: _Row | None) -> dict[str, Any]:
    """Make the row of one article; a language that is not stated is still empty."""
    text = article.text or ""
    cells = {} if row is None else {name: cell.strip() for name, cell in row.cells.items()}
    identity = f"{article.source_file}\0{text}".encode()
    return {
        "doc_id": hashlib.sha256(identity).hexdigest()[:12],
        "source_file": article.source_file,
        "source_format": "text",
        "position_in_file": 0,
        "text": text,
        "date_source": "none",
        "words": len(re.findall(r"\w+", text)),
        "text_sha256": hashlib.sha256(text.encode()).hexdigest(),
        **{name: cells.get(name) or None for name in _COLUMNS},
        "language": row and _language_tag(row, cells.get("language", "")),
        "raw_metadata": row and json.dumps(row.cells, sort_keys=True, ensure_ascii=False),
    }


def _language_tag(row: _Row, written: str) -> str | None:
    """Write a language of the metadata as a tag: ``NL_be`` is ``nl-BE``."""
    if not written:
        return None
    tag = written.replace("_", "-")
    if not re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*", tag):
        message = (f"Metadata, line {row.line}: language {written!r} is not a language tag; "
                   f"write en, nl, de, nl-BE ... or leave it empty.")  # fmt: skip
        raise InputError(message)
    first, *rest = tag.split("-")
    return "-".join([first.lower(), *(part.upper() if len(part) == 2 else part for part in rest)])


def _with_language(records: list[dict[str, Any]], study: Study) -> list[dict[str, Any]]:
    """Detect the languages that the metadata does not give, and note which were."""
    stated = {"language_source": "metadata", "language_confidence": float("nan")}
    if all(record["language"] for record in records):
        return [record | stated for record in records]
    classify = _classifier(study)
    return [record | stated if record["language"] else record | _detected(classify, record["text"])
            for record in records]  # fmt: skip


def _detected(classify: Callable[[str], tuple[str, float]], text: str) -> dict[str, Any]:
    """Language of a text with its confidence, empty if that is too low."""
    language, confidence = classify(text[:_CHARACTERS_FOR_LANGUAGE])
    sure = confidence >= _LEAST_CONFIDENCE
    return {"language": language if sure else None, "language_confidence": confidence,
            "language_source": "detected" if sure else None}  # fmt: skip


def _classifier(study: Study) -> Callable[[str], tuple[str, float]]:
    """Language model, limited to the languages of news and of the study."""
    ours = {language.split("-")[0] for language in study.languages}
    return _load_classifier(tuple(sorted(ours | set(_NEWS_LANGUAGES))))


@lru_cache(maxsize=4)
def _load_classifier(languages: tuple[str, ...]) -> Callable[[str], tuple[str, float]]:
    """Load the language model: half a second, so it is imported only when it is needed."""
    from py3langid.langid import LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file("data/model.npz.xz", norm_probs=True)
    identifier.set_languages(set(languages) & set(identifier.labels))
    classify: Callable[[str], tuple[str, float]] = identifier.classify
    return classify


def _missing(rows: Mapping[str, _Row], found: Sequence[_Found]) -> list[_Found]:
    """Give rows of the metadata whose file was not found, as lines of the receipt."""
    names = {file.source_file for file in found} | {Path(f.source_file).name for f in found}
    return [_Found(article, "missing", f"in the metadata, line {row.line}, but no such file")
            for article, row in sorted(rows.items()) if article not in names]  # fmt: skip


def _receipt(
    files: Sequence[_Found], records: Sequence[Mapping[str, Any]], study: Study
) -> pd.DataFrame:
    """Account for every file, with the remarks on those that were read."""
    articles = {record["source_file"]: record for record in records}
    rows = []
    for file in files:
        remarks = [file.reason] if file.reason else []
        if file.status == "read":
            remarks += _remarks(articles[file.source_file], study)
        reason = "; ".join(remarks) or None
        rows.append((file.source_file, file.status, reason, file.n_bytes, file.encoding))
    columns = ["source_file", "status", "reason", "n_bytes", "encoding"]
    types = dict.fromkeys(columns, "str") | {"n_bytes": "Int64"}
    return pd.DataFrame(rows, columns=columns).astype(types)


def _remarks(article: Mapping[str, Any], study: Study) -> list[str]:
    """Say what a researcher should know of an article that was read."""
    remarks = []
    language = article["language"]
    if study.metadata is not None and article["raw_metadata"] is None:
        remarks.append(f"no row in {study.metadata.name}")
    if language is None:
        remarks.append("language not certain; write it in the metadata")
    elif not {language, language.split("-")[0]} & set(study.languages):
        ours = ", ".join(study.languages)
        remarks.append(f"language {language!r} is not one of the study's ({ours})")
    return remarks
