"""Make an archive of a run that others can check and rerun, without the texts of articles."""

import json
import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import pandas as pd

from analysis import codebook, contracts, export, run_record, study
from analysis._share import (
    blind,
    citation,
    contents,
    crate,
    data,
    package,
    packing,
    scan,
    statements,
)
from analysis._share import left_out as receipt
from analysis._share.blind import Names
from analysis._share.contents import Bundle
from analysis._share.data import Shared
from analysis.contracts import InputError
from analysis.study import Study

__all__ = ["QUOTE_LIMIT", "Archive", "share"]

QUOTE_LIMIT: Final = 25
"""Words of an article that may stand in a row."""

_ABOUT: Final = {
    "README.md": "What this archive is and how to run it again",
    "run.json": "Record of the run: parameters, versions, hashes of input and output",
}


@dataclass(frozen=True)
class Archive:
    """What was written: how many files, what was left out, what the study does not state."""

    n_files: int
    n_articles: int
    left_out: pd.DataFrame
    missing: Mapping[str, str]


def share(
    folder: Path,
    target: Path,
    plan: Study,
    *,
    blind_review: bool = False,
    quote_limit: int = QUOTE_LIMIT,
    allowed: Iterable[str] = (),
    then: Callable[[str], None] | None = None,
) -> Archive:
    """Write an archive of a run; nothing is written if something in it must not be handed on.

    Parameters
    ----------
    folder : Path
        Of the run.
    target : Path
        The zip, which is replaced if it is there.
    plan : Study
        The study that the run is of, unchanged since.
    blind_review : bool
        Leave the names of authors out everywhere, and refuse what is left of them.
    quote_limit : int
        Words of an article that may stand in a row, 5 or more.
    allowed : iterable of str
        Words that are names of others as well, for a blind review.
    then : callable, optional
        Is told in words what is being done.

    Returns
    -------
    Archive
        `left_out` has the columns file, what, why and number.

    Raises
    ------
    InputError
        If the run is damaged or its study has changed since; if a file of it is gone; if a coder
        is called like an author in a blind review; or if the archive would hold secrets, paths
        of this machine, names, or more than `quote_limit` words in a row of an article: all are
        named by file and line, the first five of each kind.
    """
    say = then or _silent
    if quote_limit < 5:
        message = f"The quote limit is {quote_limit}; give 5 words or more."
        raise InputError(message)
    run = run_record.read(folder)
    _check_inputs(run, plan)
    names = Names.of(plan.authors, blind.of_machine(), allowed) if blind_review else None
    say("reading the articles and their codes")
    shared = Shared(plan, codebook.load(plan.codebook))
    with tempfile.TemporaryDirectory(prefix="framewaves-") as place:
        bundle = Bundle(Path(place))
        say("gathering tables, figures, notebooks and codes")
        _gather(bundle, folder, run, shared, names, quote_limit)
        lacks = citation.missing(plan, blind=blind_review)
        _describe(bundle, run, shared, blind_review, quote_limit, lacks)
        say("looking for texts of articles, secrets and paths")
        _refuse(bundle, shared, names, quote_limit)
        files = bundle.files()
        target.parent.mkdir(parents=True, exist_ok=True)
        draft = target.with_name(f".{target.name}.part")
        try:
            packing.pack(files, draft)
            draft.replace(target)
        finally:
            draft.unlink(missing_ok=True)
    table = receipt.table(bundle.left_out)
    return Archive(len(files), len(shared.documents), table, lacks)


def _silent(_: str) -> None:
    """Tell nobody."""


def _check_inputs(run: Mapping[str, Any], plan: Study) -> None:
    """Raise if the study is not what it was when the run was made."""
    changes = run_record.of_inputs(run, study.hashes(plan))
    if changes:
        message = (f"The study has changed since the run was made: {run_record.named(changes)}. "
                   f"Make the run again with 'framewaves report', and share that.")  # fmt: skip
        raise InputError(message)


def _gather(
    bundle: Bundle, folder: Path, run: Mapping[str, Any], shared: Shared, names: Names | None,
    limit: int,
) -> None:  # fmt: skip
    """Take what the run made, what went into it, and what is known of the articles."""
    contents.outputs(bundle, folder, run, shared, limit=limit, names=names)
    contents.notebooks(bundle, folder, run, names)
    contents.studied(bundle, shared.plan, shared, names)
    contents.environment(bundle, run)
    contents.record(bundle, run)
    bundle.left_out += data.write(shared, bundle.folder / "data", limit=limit)
    if names is not None:
        codes = shared.whole.codes()
        coders = {*codes.human["coder"], *codes.gold["coder"]}
        blind.refuse_coders(coders, names, shared.plan.authors)


def _describe(
    bundle: Bundle, run: Mapping[str, Any], shared: Shared, blind_review: bool, limit: int,
    lacks: Mapping[str, str],
) -> None:  # fmt: skip
    """Write what people and programs are told of the archive; checksums come last."""
    plan, documents = shared.plan, shared.whole.documents
    export.save_table(receipt.table(bundle.left_out), "left_out", folder=bundle.folder)
    bundle.put("LEFT_OUT.md", statements.left_out(bundle.left_out, limit=limit, lacks=lacks))
    bundle.put("DATA_AVAILABILITY.md",
               statements.availability(plan, documents, list(bundle.files()),
                                       blind=blind_review, limit=limit))  # fmt: skip
    captions = _captions(bundle)
    compared = citation.checked(list(bundle.files()))
    manifest = {name: captions.get(name, f"Table {Path(name).stem}") for name in compared}
    bundle.put("codecheck.yml", citation.codecheck(plan, manifest, blind=blind_review))
    cited = citation.citation(plan, blind=blind_review)
    if cited is not None:
        bundle.put("CITATION.cff", cited)
    there = [*bundle.files(), "datapackage.json", crate.FILE]
    bundle.put("README.md", statements.readme(plan, run, documents, there, blind=blind_review))
    bundle.put("datapackage.json", _json(_package(bundle, shared)))
    bundle.put(crate.FILE, _crate(bundle, run, plan, captions, blind_review))
    bundle.put(packing.CHECKSUMS, packing.checksums(bundle.files()))


def _captions(bundle: Bundle) -> dict[str, str]:
    """Give the caption of each figure to all its files."""
    found: dict[str, str] = {}
    files = bundle.files()
    for name, path in files.items():
        if not name.startswith("figures/") or path.suffix != ".json":
            continue
        try:
            caption = json.loads(path.read_text(encoding="utf-8")).get("caption")
        except (ValueError, AttributeError):
            continue
        if isinstance(caption, str):
            stem = name.removesuffix(".json")
            found |= {one: caption for one in files if one.startswith(f"{stem}.")}
    return found


def _package(bundle: Bundle, shared: Shared) -> dict[str, Any]:
    """Describe all tables of the archive."""
    plan, book = shared.plan, shared.book
    frames = {frame.id: next(iter(frame.label.values()), frame.id) for frame in book.frames}
    tables = {name: path.read_bytes() for name, path in bundle.files().items()
              if path.suffix in {".csv", ".parquet"}}  # fmt: skip
    about: dict[str, Any] = {}
    if plan.licence:
        about["licenses"] = [
            {"name": plan.licence, "path": f"https://spdx.org/licenses/{plan.licence}"}
        ]
    return package.described(tables, title=plan.title, about=about, frames=frames)


def _crate(
    bundle: Bundle, run: Mapping[str, Any], plan: Study, captions: Mapping[str, str],
    blind_review: bool,
) -> str:  # fmt: skip
    """Describe the archive as an RO-Crate."""
    files = {name: crate.Made(packing.digest(path), path.stat().st_size,
                              captions.get(name, _ABOUT.get(name, "")))
             for name, path in bundle.files().items()}  # fmt: skip
    inputs = [name for name in files if name.startswith(("study/", "data/documents."))]
    description = (
        f"Codes, counts, figures and notebooks of a study of news framing: {plan.title}. Without "
        f"the texts of the articles."
    )
    return crate.described(plan, files, run["notebooks"], inputs=inputs, blind=blind_review,
                           description=description)  # fmt: skip


def _json(content: object) -> str:
    """Write JSON in one fixed form."""
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def _refuse(bundle: Bundle, shared: Shared, names: Names | None, limit: int) -> None:
    """Raise if something in the archive must not be handed on."""
    book = f"study/{_name(shared.plan)}"
    found: Sequence[scan.Finding] = scan.scan(
        bundle.files(), shared.articles, limit=limit, names=names, codebook=book
    )
    if found:
        raise contracts.InputError(scan.complaint(found))


def _name(plan: Study) -> str:
    """Name of the codebook in the study's folder."""
    return plan.codebook.resolve().relative_to(plan.file.parent.resolve()).as_posix()
