"""Look at every file of an archive once more before it is written, for what must not be there."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from analysis import _yaml
from analysis._share import passages, reading, secrets
from analysis._share.blind import Names
from analysis._share.passages import Article, Piece
from analysis.contracts import InputError

__all__ = ["Finding", "complaint", "scan"]

NAME: Final = "name of an author or user"
QUOTE: Final = "text of an article"
_TIMES: Final = 4  # the quote limit, in many short runs of one article ...
_SHARE: Final = 0.2  # ... that are more than this share of it
_REMEDIES: Final = {
    secrets.SECRET: "take it out of that file, and make the key or password void",
    secrets.PATH: "write a path that begins in the study's folder",
    secrets.ADDRESS: "take it out for a blind review",
    NAME: "take it out; if somebody else is meant, name the word with --allow",
    QUOTE: "shorten it, or put words of your own in its place; --quote-limit sets the limit",
}


_MANY: Final = {
    secrets.SECRET: "secrets",
    secrets.PATH: "paths of a machine",
    secrets.ADDRESS: "e-mail addresses",
    NAME: "names of authors or users",
    QUOTE: "texts of articles",
}


class Finding(NamedTuple):
    """What must not be handed on: where it stands, of which kind it is, and what it is."""

    file: str
    place: str
    kind: str
    what: str


def scan(
    files: Mapping[str, Path],
    articles: Callable[[], Iterable[Sequence[Article]]],
    *,
    limit: int,
    names: Names | None = None,
    codebook: str = "",
) -> list[Finding]:
    """Look for secrets, paths, names and texts of articles in files.

    Parameters
    ----------
    files : mapping of str to Path
        Name in the archive to the file.
    articles : callable
        Gives the articles, some at a time.
    limit : int
        Words in a row that may be quoted.
    names : Names, optional
        For a blind review: names that must not be there; e-mail addresses must not either.
    codebook : str
        Name of the codebook among the files; an example in it is named in the finding.

    Returns
    -------
    list of Finding
        By kind and file.

    Raises
    ------
    InputError
        If a file cannot be looked into.
    """
    groups: dict[str, list[reading.Stream]] = {}
    found: list[Finding] = []
    for name, path in sorted(files.items()):
        groups[name] = list(reading.streams(name, path.read_bytes()))
        found += _of_file(name, groups[name], names)
    quoted = passages.quoted(groups, articles(), limit=limit)
    book = files.get(codebook)
    for run in quoted.runs:  # a file gives its texts in more ways than one: the first is told
        where = _example(book, run.place) if book and run.group == codebook else ""
        what = f"{run.n_words} words in a row of article {run.article}{where}"
        if (run.group, what) not in {(one.file, one.what) for one in found}:
            found.append(Finding(run.group, run.place, QUOTE, what))
    told = {(run.group, run.article) for run in quoted.runs}
    for share in quoted.shares:
        much = share.n_words > _TIMES * limit and share.n_words > _SHARE * share.of_words
        if much and (share.group, share.article) not in told:
            what = (f"{share.n_words} of the {share.of_words} words, in short runs, of article "
                    f"{share.article}")  # fmt: skip
            found.append(Finding(share.group, "in all", QUOTE, what))
    return sorted(set(found), key=lambda one: (one.kind, _rank(one.file), one.file,
                                               _number(one.place), one.what))  # fmt: skip


def _rank(file: str) -> int:
    """Give files that people write a lower number than those that are made from them."""
    tops = ("study/", "notebooks/", "figures/", "tables/", "paper/", "data/")
    return next((number for number, top in enumerate(tops) if file.startswith(top)), len(tops))


def _number(place: str) -> int:
    """Give the first number of a place, to sort by."""
    seen = re.search(r"\d+", place)
    return int(seen[0]) if seen else 0


def _of_file(name: str, streams: Sequence[Sequence[Piece]], names: Names | None) -> list[Finding]:
    """Secrets, paths, addresses and names in one file, and in what it is called."""
    found: dict[tuple[str, str], Finding] = {}
    blind = names is not None
    pieces = [piece for stream in streams for piece in stream]
    if name.endswith(".ipynb"):
        pieces = _by_cell(pieces)
    for piece in [Piece("file name", name), *pieces]:
        for kind, words in secrets.found(piece.text, addresses=blind):
            what = secrets.shown(kind, words)
            found.setdefault((kind, _bare(words)), Finding(name, piece.place, kind, what))
        word = names.found(piece.text) if names is not None else None
        if word is not None:
            found.setdefault((NAME, word), Finding(name, piece.place, NAME, word))
    return list(found.values())


def _bare(words: str) -> str:
    """Words with single backslashes: JSON and code double them."""
    return re.sub(r"\\+", r"\\", words)


def _by_cell(pieces: Sequence[Piece]) -> list[Piece]:
    """Put the cells of a notebook before its lines of JSON, which hold the same with escapes."""
    own = [one for one in pieces if not re.match(r"cells\[\d+\]\.source", one.place)]
    return sorted(own, key=lambda one: one.place.startswith("line "))


def _example(path: Path, place: str) -> str:
    """Name the example of the codebook that a line belongs to."""
    line = _number(place)
    try:
        content, lines = _yaml.load(path)
    except InputError:
        return ""
    known = sorted(_examples(content, lines))
    before = [name for start, name in known if start <= line]
    return f" in {before[-1]}" if before else ""


def _examples(content: Mapping[str, object], lines: _yaml.Lines) -> Iterator[tuple[int, str]]:
    """Give the examples with their first lines; other parts of a frame with an empty name."""
    frames = content.get("frames")
    for at, frame in enumerate(frames if isinstance(frames, list) else []):
        if isinstance(frame, dict):
            for number, _ in enumerate(frame.get("examples") or []):
                first = lines.at("frames", at, "examples", number)
                yield first, f"example {number + 1} of frame {frame.get('id')!r}"


def complaint(found: Sequence[Finding]) -> str:
    """Say what was found, the first five of each kind, and what to do about it.

    Examples
    --------
    >>> print(complaint([Finding("a.md", "line 3", "e-mail address", "ann@lee.nl")]))
    Nothing was written: the archive would hold what must not be handed on.
    1 e-mail address: take it out for a blind review.
      a.md, line 3: ann@lee.nl
    """
    said = ["Nothing was written: the archive would hold what must not be handed on."]
    for kind in dict.fromkeys(one.kind for one in found):
        own = [one for one in found if one.kind == kind]
        noun = kind if len(own) == 1 else _MANY[kind]
        said.append(f"{len(own):,} {noun}: {_REMEDIES[kind]}.")
        said += [f"  {one.file}, {one.place}: {one.what}" for one in own[:5]]
        if len(own) > 5:
            said.append(f"  and {len(own) - 5:,} more")
    return "\n".join(said)
