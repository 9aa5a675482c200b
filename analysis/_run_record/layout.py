"""Where the files of a run lie: names in the record, paths on the disk, and back.

The name of a file is the same wherever a run lies: `figures/a.pdf`, `tables/b.csv`. The
figures may lie outside the folder of the run; all else is in it.
"""

import os
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import Any, Final, NamedTuple

from analysis._study_files import digest

__all__ = [
    "FIGURES",
    "PARTS",
    "Stamp",
    "folder_of_figures",
    "listing",
    "resolve",
    "told",
    "written",
]

FIGURES: Final = "figures"
PARTS: Final = ("notebooks", "pages", "inputs", "cache")
"""Folders of a run that no notebook writes into."""

_FILES: Final = ("run.json", "index.html")


class Stamp(NamedTuple):
    """What changes with every writing of a file, even of the same bytes."""

    mtime_ns: int
    ctime_ns: int
    size: int
    inode: int


def told(path: Path, folder: Path | None = None) -> str:
    """Name a place in a record: from the working folder, with no word of the machine.

    A place elsewhere is told from the run's `folder` if it lies beside or above it (it begins
    with `..`), else by its name alone.

    Examples
    --------
    >>> told(Path("seeds/study.yaml"))
    'seeds/study.yaml'
    >>> told(Path("/data/figures"), Path("/data/run")), told(Path("/home/me/s.yaml"))
    ('../figures', 's.yaml')
    """
    place, here = (Path(os.path.abspath(one)) for one in (path, Path()))  # noqa: PTH100 - links stay
    if place.is_relative_to(here):
        return place.relative_to(here).as_posix()
    if folder is not None:
        run = Path(os.path.abspath(folder))  # noqa: PTH100
        if place.parent in (run.parent, run.parent.parent):
            up = "../" if place.parent == run.parent else "../../"
            return f"{up}{place.name}"
    return place.name


def listing(folder: Path, figures: Path) -> dict[str, Stamp]:
    """List the files of a run that notebooks write, by name, with a stamp of each.

    Parameters
    ----------
    folder : Path
        Of the run. Executed notebooks, pages, the index, caches and hidden files are left out.
    figures : Path
        The figures; inside or outside of `folder`.
    """
    found = {}
    for name, path in _files(folder, figures):
        state = path.stat()
        found[name] = Stamp(state.st_mtime_ns, state.st_ctime_ns, state.st_size, state.st_ino)
    return dict(sorted(found.items()))


def _files(folder: Path, figures: Path) -> Iterator[tuple[str, Path]]:
    """Names and paths, those in the folder of the run first."""
    inside = os.path.abspath(figures)  # noqa: PTH100
    for path in _below(folder):
        parts = path.relative_to(folder).parts
        if parts[0] in PARTS or (len(parts) == 1 and parts[0] in _FILES):
            continue
        if not os.path.abspath(path).startswith(f"{inside}{os.sep}"):  # noqa: PTH100
            yield "/".join(parts), path
    for path in _below(figures):
        yield "/".join((FIGURES, *path.relative_to(figures).parts)), path


def _below(folder: Path) -> Iterator[Path]:
    """Regular files below a folder; none that is hidden or half written."""
    for parent, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            path = Path(parent, name)
            if not name.startswith(".") and path.suffix != ".part" and path.is_file():
                yield path


def written(before: Mapping[str, Stamp], after: Mapping[str, Stamp]) -> list[str]:
    """Name the files that were written between two listings, with the same bytes or others.

    Examples
    --------
    >>> old, new = Stamp(1, 1, 5, 7), Stamp(2, 2, 5, 7)
    >>> written({"a": old, "b": old}, {"a": new, "b": old, "c": new})
    ['a', 'c']
    """
    return sorted(name for name, stamp in after.items() if before.get(name) != stamp)


def folder_of_figures(folder: Path, record: Mapping[str, Any]) -> Path:
    """Find the folder with the figures of a run.

    It is looked for where the record says, from the working folder and from the folders above
    the run, since neither need be where it was. Of several, the one that holds a figure of the
    run counts.
    """
    named = str(record.get("figures_folder", ""))
    if not named:
        return folder / FIGURES
    if named.startswith(".."):
        places = [folder / named]
    else:
        places = [Path(named), *(above / named for above in folder.absolute().parents)]
    there = [place for place in places if place.is_dir()]
    first = _first_figure(record)
    holding = [place for place in there if first and _holds(place, *first)]
    return (holding or there or places)[0]


def _first_figure(record: Mapping[str, Any]) -> tuple[str, str] | None:
    """Name and hash of one figure of a run, of which it can be told."""
    outputs = (entry.get("outputs", {}) for entry in record.get("notebooks", ()))
    figures = ((name, sha) for made in outputs for name, sha in sorted(made.items())
               if name.startswith(f"{FIGURES}/"))  # fmt: skip
    return next(figures, None)


def _holds(place: Path, name: str, sha256: str) -> bool:
    """Whether a folder of figures holds a figure just as it was made."""
    return digest(place / PurePosixPath(name).relative_to(FIGURES)) == sha256


def resolve(folder: Path, record: Mapping[str, Any], name: str) -> Path:
    """Give the path of a file of a run by its name in the record; it need not be there.

    Examples
    --------
    >>> resolve(Path("run"), {"figures_folder": ""}, "figures/a.pdf").as_posix()
    'run/figures/a.pdf'
    """
    parts = PurePosixPath(name).parts
    if parts[0] == FIGURES:
        return folder_of_figures(folder, record).joinpath(*parts[1:])
    return folder.joinpath(*parts)


def kept(study_file: Path, codebook: Path, voices: Path | None) -> dict[str, Path]:
    """Name the files of which a run keeps a copy, in its folder `inputs`: no articles.

    Examples
    --------
    >>> sorted(kept(Path("s/study.yaml"), Path("s/frames.yaml"), None))
    ['codebook.yaml', 'study.yaml']
    """
    files = {"study.yaml": study_file, "codebook.yaml": codebook}
    return files | ({"voices.yaml": voices} if voices is not None else {})
