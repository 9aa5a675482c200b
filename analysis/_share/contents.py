"""Gather the files of a run for an archive, each without the texts of articles."""

import json
import shutil
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib import metadata
from pathlib import Path
from typing import Any, Final

import pandas as pd

import analysis
from analysis import _study_files, run_record, study
from analysis._share import blind, blind_files, columns, pointers, study_text
from analysis._share.blind import Names
from analysis._share.data import Shared
from analysis._share.left_out import LeftOut
from analysis.contracts import InputError, first_five
from analysis.study import Study

__all__ = ["Bundle", "environment", "notebooks", "outputs", "record", "studied"]

_WITH_TEXTS: Final = {
    "notebooks": "outputs show articles; the notebooks are here without outputs",
    "pages": "shows articles",
}
_OTHER: Final = "not asked for; may show articles"
_KEPT: Final = ("tables", "figures", "paper")
_ENDINGS: Final = (".csv", ".tsv", ".txt", ".md")


@dataclass
class Bundle:
    """An archive in the making: a folder with its files, and the receipt of what is left out."""

    folder: Path
    left_out: list[LeftOut] = field(default_factory=list)

    def put(self, name: str, content: bytes | str) -> None:
        """Write a file of the archive."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)

    def files(self) -> dict[str, Path]:
        """Give all files by name."""
        return {path.relative_to(self.folder).as_posix(): path
                for path in sorted(self.folder.rglob("*")) if path.is_file()}  # fmt: skip


# What the run made ----------------------------------------------------------------


def outputs(
    bundle: Bundle, folder: Path, run: Mapping[str, Any], shared: Shared, *, limit: int,
    names: Names | None,
) -> None:  # fmt: skip
    """Take tables, figures and what was made for the paper; tables without columns of texts.

    Raises
    ------
    InputError
        If a file of the run is not there any more, or not as the run left it.
    """
    made = run_record.outputs(run)
    kept = {name: run_record.resolve(folder, run, name) for name in made
            if name.split("/")[0] in _KEPT}  # fmt: skip
    _check(kept, {name: sha for name, (_, sha) in made.items()})
    tables = {name: path for name, path in kept.items()
              if name.startswith("tables/") and path.suffix in {".csv", ".parquet"}}  # fmt: skip
    quoting = columns.quoting(tables, shared.articles(), limit=limit)
    for name, path in sorted(kept.items()):
        if name in tables:
            content, told = columns.drop(name, path, quoting.get(name, {}))
            bundle.left_out += told
        else:
            content = path.read_bytes()
            if names is not None:
                content = blind_files.cleaned(name, content, names)
        bundle.put(name, content)
    for name in sorted(set(made) - set(kept)):
        bundle.left_out.append(LeftOut(name, "file", _WITH_TEXTS.get(name.split("/")[0], _OTHER)))


def _check(files: Mapping[str, Path], hashes: Mapping[str, str]) -> None:
    """Raise unless the files of a run are as it left them."""
    changed = [name for name, path in files.items() if run_record.digest(path) != hashes[name]]
    if changed:
        message = (f"{first_five(changed)} of the run are gone or changed since it was made. Make "
                   f"it again with 'framewaves report', and share that.")  # fmt: skip
        raise InputError(message)


def record(bundle: Bundle, run: Mapping[str, Any]) -> None:
    """Write the record of the run, with the places that files have in the archive."""
    places = {"study_file": "study/study.yaml", "notebook_folder": "notebooks",
              "figures_folder": ""}  # fmt: skip
    text = json.dumps({**run, **places}, ensure_ascii=False, indent=1, sort_keys=True)
    bundle.put(run_record.FILE, text + "\n")


def notebooks(
    bundle: Bundle, folder: Path, run: Mapping[str, Any], names: Names | None
) -> None:  # fmt: skip
    """Take the notebooks as they were run, without what was put into them and came out.

    Raises
    ------
    InputError
        If a notebook of the run is not there any more.
    """
    for entry in run["notebooks"]:
        name = f"notebooks/{entry['name']}.ipynb"
        try:
            content = json.loads((folder / name).read_text(encoding="utf-8"))
            source = _source(content)
        except (OSError, ValueError, AttributeError, KeyError, TypeError) as cause:
            message = (f"{name} of the run is gone or damaged. Make the run again with "
                       f"'framewaves report'.")  # fmt: skip
            raise InputError(message) from cause
        if names is not None:
            source = blind.cleaned_notebook(source, names)
        bundle.put(name, json.dumps(source, ensure_ascii=False, indent=1) + "\n")


def _source(content: dict[str, Any]) -> dict[str, Any]:
    """Give a notebook as it was before it ran."""
    cells = []
    for cell in content["cells"]:
        about = {key: value for key, value in cell.get("metadata", {}).items()
                 if key in {"tags", "jupyter", "slideshow"}}  # fmt: skip
        if "injected-parameters" in about.get("tags", []):
            continue
        kept = {**cell, "metadata": about}
        if cell["cell_type"] == "code":
            kept |= {"outputs": [], "execution_count": None}
        cells.append(kept)
    known = content.get("metadata", {})
    about = {key: known[key] for key in ("kernelspec", "language_info", "authors") if key in known}
    return {**content, "cells": cells, "metadata": about}


def environment(bundle: Bundle, run: Mapping[str, Any]) -> None:
    """State the versions of the run and of what the kit asks for; add the lock if it is here."""
    known = dict(run["versions"])
    for asked in metadata.requires("framewaves") or []:
        name = asked.split(";")[0].split("[")[0]
        name = name[: next((at for at, sign in enumerate(name) if sign in "<>=!~ "), len(name))]
        try:
            known.setdefault(name, metadata.version(name))
        except metadata.PackageNotFoundError:
            continue
    bundle.put("environment/versions.json", json.dumps(known, indent=1, sort_keys=True) + "\n")
    root = Path(analysis.__file__).resolve().parents[1]
    for name in ("requirements.lock", "pyproject.toml"):
        if (root / name).is_file() and (root / "analysis").is_dir():
            shutil.copyfile(root / name, bundle.folder / "environment" / name)


# What went into it ----------------------------------------------------------------


def studied(bundle: Bundle, plan: Study, shared: Shared, names: Names | None) -> None:
    """Take the files of the study: the texts in them become pointers.

    Raises
    ------
    InputError
        If a file that the study names lies outside of its folder, or is damaged.
    """
    top = plan.file.parent
    named = {kind: path for kind, path in study.files(plan).items() if kind != "study"}
    paths = [*named.values(), *([plan.coding] if plan.coding is not None else [])]
    outside = [path.name for path in paths if not _inside(path, top)]
    if outside:
        message = (f"The study names {first_five(outside)}, outside of its own folder. Move them "
                   f"beside the study file, so that an archive can hold them.")  # fmt: skip
        raise InputError(message)
    text = plan.file.read_text(encoding="utf-8-sig")
    if names is not None:
        text = blind.cleaned_yaml(study_text.without(text, "authors", "paper"), names)
    if not _inside(plan.articles, top):
        text = study_text.with_key(text, "articles", "articles")
    bundle.put("study/study.yaml", text)
    slices = _slices(plan, shared)
    for path in sorted({file for place in paths for file in _study_files.below(place)}):
        name = f"study/{_study_files.safe_name(path, top)}"
        _put(bundle, path, name, slices, names, known=path in set(named.values()))


def _inside(path: Path, folder: Path) -> bool:
    """Whether a file lies below a folder, links followed."""
    return path.resolve().is_relative_to(folder.resolve())


def _put(
    bundle: Bundle, path: Path, name: str, slices: pointers.Slices, names: Names | None, *,
    known: bool,
) -> None:  # fmt: skip
    """Take one file of the study; `known` are those that the study names one by one."""
    ending = path.suffix.lower()
    read = known or ending in (*pointers.SUFFIXES, *_ENDINGS)
    if path.name.startswith((".", "~$")) or not read:
        bundle.left_out.append(LeftOut(name, "file", "no form that the kit reads codes from"))
        return
    content = path.read_bytes()
    if ending in pointers.SUFFIXES:
        content, number = pointers.pointed(name, content, slices)
        if number:
            why = "sentences of articles; a pointer says where each stands"
            bundle.left_out.append(LeftOut(name, "cells with texts", why, number))
    if names is not None:
        if ending in {".yaml", ".yml"}:
            content = blind.cleaned_yaml(content.decode("utf-8-sig"), names).encode()
        content = blind_files.cleaned(name, content, names)
    bundle.put(name, content)


def _slices(plan: Study, shared: Shared) -> pointers.Slices:
    """Make the texts known that files of coders can hold: of small studies all."""
    documents = shared.whole.documents
    if shared.whole.source.in_parts:
        documents = documents[documents["doc_id"].isin(_of_people(plan, shared))]
    texts, segments = shared.near(set(documents["doc_id"]))
    slices = pointers.Slices(dict(sorted(texts.items())))
    slices.add(zip(segments["doc_id"], segments["start"], segments["end"], strict=True))
    return slices


def _of_people(plan: Study, shared: Shared) -> set[str]:
    """Articles of which people coded units."""
    from analysis import coders

    found = coders.articles(plan, shared.book, shared.whole.documents)
    places: set[str] = set()
    for path in sorted(plan.coding.glob("*.csv")) if plan.coding is not None else []:
        try:
            header = pd.read_csv(path, nrows=0).columns
            if "article" in header:
                places |= set(pd.read_csv(path, usecols=["article"], dtype="str")["article"])
        except (ValueError, OSError):
            continue
    documents = shared.whole.documents
    names = documents["source_file"].str.rsplit("/", n=1).str[-1]
    own = documents["source_file"].isin(places) | names.isin(places)
    return found | set(documents.loc[own, "doc_id"])
