"""Describe an archive as an RO-Crate: what each notebook took and made, with checksums."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any, Final

from analysis._share.citation import ANONYMOUS
from analysis.study import Study

__all__ = ["FILE", "Made", "described"]

FILE: Final = "ro-crate-metadata.json"
_FORMATS: Final = {
    ".csv": "text/csv", ".json": "application/json", ".pdf": "application/pdf",
    ".png": "image/png", ".svg": "image/svg+xml", ".md": "text/markdown", ".yaml": "text/yaml",
    ".yml": "text/yaml", ".cff": "text/yaml", ".ipynb": "application/x-ipynb+json",
    ".tex": "text/x-tex", ".html": "text/html", ".txt": "text/plain", ".lock": "text/plain",
    ".parquet": "application/vnd.apache.parquet", ".tiff": "image/tiff",
    ".eps": "application/postscript", ".toml": "text/plain",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}  # fmt: skip


@dataclass(frozen=True)
class Made:
    """A file of an archive: its SHA-256, its size, and what it is."""

    sha256: str
    n_bytes: int
    about: str = ""


@dataclass
class _Crate:
    """The crate in the making."""

    crate: Any
    files: dict[str, Any] = field(default_factory=dict)


def described(
    plan: Study,
    files: Mapping[str, Made],
    notebooks: Sequence[Mapping[str, Any]],
    *,
    inputs: Sequence[str],
    blind: bool,
    description: str,
) -> str:
    """Write `ro-crate-metadata.json`.

    Parameters
    ----------
    plan : Study
    files : mapping of str to Made
        Every file of the archive but this one.
    notebooks : sequence of mapping
        From the record of the run: `name` and `outputs` of each.
    inputs : sequence of str
        Files that every notebook starts from.
    blind : bool
    description : str
        What the archive is.

    Returns
    -------
    str
        JSON; the same input gives the same text. There is no time in it; the day of
        publication is there if the study states it.
    """
    from rocrate.rocrate import ROCrate

    made = _Crate(ROCrate())
    root = made.crate.root_dataset
    root["name"] = f"Data and code for: {_title(plan, blind)}"
    root["description"] = description
    for name, file in sorted(files.items()):
        made.files[name] = made.crate.add_file(dest_path=name, properties=_properties(name, file))
    _rights(made, plan)
    people = _people(made, plan, blind)
    if people:
        root["author"] = people
    actions = [_action(made, entry, inputs) for entry in notebooks
               if f"notebooks/{entry['name']}.ipynb" in files]  # fmt: skip
    if actions:
        root["mentions"] = actions
    _dated(made, plan, blind)
    content = made.crate.metadata.generate()
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def _title(plan: Study, blind: bool) -> str:
    """Title of the paper, or of the study."""
    named = plan.paper.title if plan.paper and not blind else None
    return named or plan.title


def _dated(made: _Crate, plan: Study, blind: bool) -> None:
    """State the day of publication, or none: never the time at which this was written."""
    day = plan.paper.date if plan.paper and not blind else None
    if day:
        made.crate.root_dataset["datePublished"] = day
    else:
        made.crate.root_dataset._jsonld.pop("datePublished", None)


def _properties(name: str, file: Made) -> dict[str, Any]:
    """Say what a file is."""
    said: dict[str, Any] = {"name": name, "sha256": file.sha256, "contentSize": str(file.n_bytes)}
    kind = _FORMATS.get(PurePosixPath(name).suffix.lower())
    if kind:
        said["encodingFormat"] = kind
    if file.about:
        said["description"] = file.about
    if name.startswith("notebooks/"):
        said["@type"] = ["File", "SoftwareSourceCode"]
        said["programmingLanguage"] = "Python"
    return said


def _rights(made: _Crate, plan: Study) -> None:
    """State the licence, and whose the articles are."""
    from rocrate.model.contextentity import ContextEntity

    root = made.crate.root_dataset
    root["usageInfo"] = (
        "The articles that the data were made from are under the copyright of their publishers "
        "and are not in this archive."
    )
    if plan.licence:
        address = f"https://spdx.org/licenses/{plan.licence}"
        about = {"@type": "CreativeWork", "name": plan.licence}
        root["license"] = made.crate.add(ContextEntity(made.crate, address, properties=about))


def _people(made: _Crate, plan: Study, blind: bool) -> list[Any]:
    """Name the authors."""
    from rocrate.model.contextentity import ContextEntity
    from rocrate.model.person import Person

    crate = made.crate
    if blind:
        return [crate.add(Person(crate, "#anonymous", properties={"name": ANONYMOUS}))]
    people = []
    for number, author in enumerate(plan.authors, start=1):
        about: dict[str, Any] = {"name": author.name}
        if author.affiliation:
            named = {"@type": "Organization", "name": author.affiliation}
            about["affiliation"] = crate.add(
                ContextEntity(crate, f"#affiliation-{number}", properties=named)
            )
        name = f"https://orcid.org/{author.orcid}" if author.orcid else f"#author-{number}"
        people.append(crate.add(Person(crate, name, properties=about)))
    return people


def _action(made: _Crate, entry: Mapping[str, Any], inputs: Sequence[str]) -> Any:
    """State what one notebook took and what it made."""
    name = f"notebooks/{entry['name']}.ipynb"
    results = [made.files[output] for output in sorted(entry["outputs"])
               if output in made.files and output != name]  # fmt: skip
    return made.crate.add_action(
        made.files[name],
        identifier=f"#run-{entry['name']}",
        object=[made.files[one] for one in inputs if one in made.files],
        result=results,
        properties={"name": f"Run of {entry['name']}"},
    )
