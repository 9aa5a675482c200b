"""What has changed since a run: its inputs, the versions, the notebooks; and which figures."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple

from analysis._run_record.content import kit_hash, source_hash
from analysis._run_record.plain import as_text, parsed

__all__ = ["Change", "named", "of_inputs", "of_kit", "of_mapping", "of_notebooks", "stale_figures"]

ABSENT: Final = ""
"""Value of what was not there on one of the two sides."""

_SHOWN: Final = 6


class Change(NamedTuple):
    """One thing that is not as it was: its kind, its name, and both values."""

    kind: str
    name: str
    before: str
    after: str

    @property
    def how(self) -> str:
        """Whether it is new, gone or changed."""
        if self.before == ABSENT:
            return "added"
        return "removed" if self.after == ABSENT else "changed"


def of_mapping(kind: str, before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Change]:
    """Compare two mappings, such as versions or parameters, by name.

    Examples
    --------
    >>> of_mapping("version", {"a": "1", "b": "1"}, {"a": "2", "b": "1"})
    [Change(kind='version', name='a', before='1', after='2')]
    """
    return [
        Change(kind, name, *(as_text(side.get(name, ABSENT)) for side in (before, after)))
        for name in sorted({*before, *after})
        if before.get(name, ABSENT) != after.get(name, ABSENT)
    ]


def of_inputs(record: Mapping[str, Any], hashes: Mapping[str, str]) -> list[Change]:
    """Compare the inputs of a run with those of now.

    Parameters
    ----------
    record : mapping
        Of the run.
    hashes : mapping of str to str
        As `study.hashes` gives them.
    """
    return of_mapping("input", record["inputs"], hashes)


def of_notebooks(record: Mapping[str, Any], folder: Path) -> list[Change]:
    """Compare the code of the notebooks of a run with that in a folder."""
    before = {entry["name"]: entry["source"] for entry in record["notebooks"]}
    files = {name: folder / f"{name}.ipynb" for name in before}
    after = {name: source_hash(file) if file.is_file() else ABSENT for name, file in files.items()}
    return of_mapping("notebook", before, after)


def of_kit(record: Mapping[str, Any]) -> list[Change]:
    """List the notebooks of a run that ran with another state of the kit, of the same version."""
    now = kit_hash()
    before = {entry["name"]: entry["kit"] for entry in record["notebooks"] if entry.get("kit")}
    return of_mapping("kit", before, dict.fromkeys(before, now))


def named(changes: Sequence[Change]) -> str:
    """Say what changed, a few of each kind by name.

    Examples
    --------
    >>> named([Change("input", "codebook.yaml", "1", "2"), Change("input", "x.csv", "", "3")])
    'codebook.yaml changed, x.csv added'
    """
    kinds = {
        "input": "",
        "version": "version of ",
        "notebook": "code of ",
        "parameter": "parameter ",
    }
    listed = [f"{kinds.get(one.kind, '')}{one.name} {one.how}" for one in changes
              if one.kind != "kit"]  # fmt: skip
    if len(listed) < len(changes):
        listed.append("the code of framewaves itself changed")
    shown = listed[:_SHOWN]
    more = len(listed) - len(shown)
    return ", ".join(shown) + (f" and {more:,} more" if more else "")


def stale_figures(folder: Path, codebook: str) -> dict[str, str]:
    """Find the figures that another state of the codebook has made.

    Parameters
    ----------
    folder : Path
        With the figures; each has a JSON file that says from which codebook it comes.
    codebook : str
        Reference of the codebook as it is now (``name@version+hash``).

    Returns
    -------
    dict of str to str
        Name of the figure to the reference in its file. A figure without codes, or of a
        codebook with another name, is not listed.
    """
    found = {}
    for file in sorted(folder.glob("*.json")):
        content = parsed(file)
        made = content.get("codebook") if isinstance(content, dict) else None
        if isinstance(made, str) and made and made != codebook and _name(made) == _name(codebook):
            found[file.stem] = made
    return found


def _name(reference: str) -> str:
    """Name of a codebook in its reference."""
    return reference.rpartition("@")[0]
