"""Compare what a run made with what the run in an archive had made, by hashes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any, Final

from analysis import run_record
from analysis.contracts import first_five

__all__ = ["Compared", "compared"]

_KEPT: Final = ("tables", "figures", "paper")


@dataclass(frozen=True)
class Compared:
    """How many tables and figures came out as they were; names of those that did not."""

    tables: int
    same_tables: int
    figures: int
    same_figures: int
    other_files: int
    same_files: int
    differing: tuple[str, ...]

    @property
    def all_equal(self) -> bool:
        """Whether every table, figure and file for the paper is the same, byte for byte."""
        return not self.differing

    def __str__(self) -> str:
        """Say it in a sentence."""
        parts = [f"{self.same_tables:,} of {self.tables:,} tables",
                 f"{self.same_figures:,} of {self.figures:,} figures"]  # fmt: skip
        if self.other_files:
            parts.append(f"{self.same_files:,} of {self.other_files:,} files for the paper")
        said = f"reproduced: {', '.join(parts)}"
        return said if self.all_equal else f"{said}; different: {first_five(self.differing)}"


def compared(before: Mapping[str, Any], after: Mapping[str, Any]) -> Compared:
    """Compare the outputs of two runs.

    Parameters
    ----------
    before, after : mapping
        Records of the runs.

    Returns
    -------
    Compared
        A figure is one in all its forms: it is the same if all its files are.

    Examples
    --------
    >>> def run(**hashes):
    ...     return {"notebooks": [{"name": "1", "outputs": hashes}]}
    >>> print(compared(run(**{"tables/a.csv": "0", "figures/b.pdf": "1", "figures/b.svg": "2"}),
    ...                run(**{"tables/a.csv": "0", "figures/b.pdf": "1"})))
    reproduced: 1 of 1 tables, 0 of 1 figures; different: 'figures/b.svg'
    """
    old, new = (_hashes(run_record.outputs(one)) for one in (before, after))
    differing = sorted(name for name, sha in old.items() if new.get(name) != sha)
    every = {top: _things(top, old) for top in _KEPT}
    same = {top: len(every[top] - _things(top, differing)) for top in _KEPT}
    return Compared(
        tables=len(every["tables"]),
        same_tables=same["tables"],
        figures=len(every["figures"]),
        same_figures=same["figures"],
        other_files=len(every["paper"]),
        same_files=same["paper"],
        differing=tuple(differing),
    )


def _hashes(outputs: Mapping[str, tuple[str, str]]) -> dict[str, str]:
    """Give what is compared: no pages and no notebooks, which show articles."""
    return {name: sha for name, (_, sha) in outputs.items() if name.split("/")[0] in _KEPT}


def _things(top: str, names: Mapping[str, str] | Sequence[str]) -> set[str]:
    """Files of one folder; of figures each once, whatever its forms."""
    own = [name for name in names if name.startswith(f"{top}/")]
    return {PurePosixPath(name).name.split(".")[0] for name in own} if top == "figures" else {*own}
