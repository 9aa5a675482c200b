"""What an archive says of itself to people: README, data availability, what is left out."""

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

import pandas as pd

import analysis
from analysis._share.citation import author_names
from analysis._share.left_out import LeftOut
from analysis.study import Study
from analysis.wording import counted

__all__ = ["availability", "left_out", "readme"]

_FOLDERS: Final = {
    "study/": "the study file, the codebook and what else the study names",
    "data/": "the articles without texts (`documents.csv`), their units, hits and codes",
    "tables/": "the result tables of the run, without columns that hold texts",
    "figures/": "the figures, each with its numbers, caption, alt text and manifest",
    "paper/": "what was made for the paper: tables, numbers, text of the methods",
    "notebooks/": "the notebooks as they were run, without outputs",
    "environment/": "versions of the programs; the lock with a hash of every package",
}
_FILES: Final = {
    "run.json": "the record of the run: parameters, versions, hashes of what went in and came out",
    "left_out.csv": "what is not here, and why; `LEFT_OUT.md` says it in words",
    "DATA_AVAILABILITY.md": "the data availability statement",
    "CITATION.cff": "how to cite this archive",
    "codecheck.yml": "what a codechecker compares (CODECHECK configuration 2.0)",
    "ro-crate-metadata.json": "the archive for machines (RO-Crate)",
    "datapackage.json": "every column of every table with its type and meaning (Frictionless)",
    "checksums.sha256": "SHA-256 of every file: `sha256sum -c checksums.sha256`",
}


def _plain(text: str) -> str:
    """Write a text of the study so that Markdown shows it as it is, on one line."""
    return re.sub(r"([\\`*_\[\]<>#|])", r"\\\1", " ".join(text.split()))


def readme(
    plan: Study, run: Mapping[str, Any], documents: pd.DataFrame, names: Sequence[str], *,
    blind: bool,
) -> str:  # fmt: skip
    """Say what the archive is, what it holds, and how to run it again."""
    title = (plan.paper.title if plan.paper and not blind else None) or plan.title
    who = author_names(plan, blind=blind)
    version = run["versions"].get("framewaves", analysis.__version__)
    people = _has(names, "data/human_codings", "data/gold")
    folders = {**_FOLDERS}
    if people:
        folders["study/"] = "the study file, the codebook and the codes of people"
    there = [*[(name, what) for name, what in folders.items()
               if any(one.startswith(name) for one in names)],
             *[(name, what) for name, what in _FILES.items() if name in names or
               name == "checksums.sha256"]]  # fmt: skip
    lines = [
        f"# Data and code for: {_plain(title)}",
        "",
        *([f"By {_plain(who)}.", ""] if who else []),
        _about(plan, documents),
        "",
        "## What is here",
        "",
        "| file | what it is |",
        "|---|---|",
        *(f"| `{name}` | {what} |" for name, what in there),
        "",
        "## Run it again",
        "",
        f"1. Install framewaves {version}; `environment/` has the versions of all packages.",
        "2. Put your own copy of the articles into a folder, in files of any name: the same "
        "exports, or other exports of the same articles.",
        "3. `framewaves rehydrate ARCHIVE.zip --articles FOLDER --out STUDY`",
        "",
        "It finds your articles by their SHA-256, writes the study, runs the notebooks, and says "
        "which tables and figures come out as they are here. `data/documents.csv` lists outlet, "
        "day and title of each article, so that missing ones can be found.",
        "",
        "Offsets (`start`, `end`) count characters in the text of an article as framewaves reads "
        "it, from 0; the character at `end` is not part of the unit. `text_sha256` is the hash of "
        "that text."
        + (
            " In files of coders a cell such as `[[0123456789ab 17-190]]` stands for these "
            "characters of article 0123456789ab."
            if people or _has(names, "data/samples")
            else ""
        ),
        "",
        "## Licence",
        "",
        _licence(plan),
        "",
    ]
    return "\n".join(lines)


def _about(plan: Study, documents: pd.DataFrame) -> str:
    """Say in a few sentences what was studied."""
    waves = ", ".join(f"{_plain(wave.name)} ({wave.start} to {wave.end})" for wave in plan.waves)
    question = f" {_plain(plan.question)}" if plan.question else ""
    n_outlets = documents["outlet"].nunique()
    return (
        f"{_plain(plan.title)}.{question} {counted(len(documents), 'article')} of "
        f"{counted(n_outlets, 'outlet')}; {'news waves' if len(plan.waves) > 1 else 'news wave'}: "
        f"{waves}. This archive holds no text of an article: identities, hashes, offsets, codes "
        f"and counts stand in their place."
    )


def _licence(plan: Study) -> str:
    """Say what may be done with what is here."""
    ours = (f"Codes, counts, tables, figures and notebooks: {plan.licence}."
            if plan.licence else "The authors have not stated a licence yet.")  # fmt: skip
    return f"{ours} The articles are under the publishers' copyright and are not part of it."


def availability(
    plan: Study, documents: pd.DataFrame, names: Sequence[str], *, blind: bool, limit: int
) -> str:  # fmt: skip
    """Write the data availability statement; `names` are the files of the archive."""
    paper = plan.paper if not blind else None
    where = f" ({paper.reference})" if paper and paper.reference else ""
    queries = [wave for wave in plan.waves if wave.query or wave.sources]
    n_outlets = documents["outlet"].nunique()
    lines = [
        "# Data availability",
        "",
        f"The articles are under the publishers' copyright and cannot be shared. What this study"
        f"{where} rests on beside them is shared in this archive: for each of the "
        f"{counted(len(documents), 'article')} of {counted(n_outlets, 'outlet')} its identity, "
        f"outlet, days, language, length, and the SHA-256 of its file and of its text; for each "
        f"unit of coding its offsets, role and language; {_codes(names)}; {_made(names)}. "
        f"Ids, offsets and codes are shared; no more than {limit} words in a row of any article "
        f"are.",
        "",
        "Who has access to the articles, such as through a library's subscription, can join them "
        "with this archive and reproduce every table: `framewaves rehydrate` finds them by hash.",
        "",
    ]
    if queries:
        lines += ["How the articles were collected:", ""]
        for wave in queries:
            said = [f"query {_code(wave.query)}" if wave.query else "",
                    f"sources {_plain('; '.join(wave.sources))}" if wave.sources else "",
                    f"retrieved on {wave.retrieved_on}" if wave.retrieved_on else ""]  # fmt: skip
            lines.append(f"- {_plain(wave.name)}: {', '.join(filter(None, said))}.")
        lines.append("")
    return "\n".join([*lines, _licence(plan), ""])


def _has(names: Sequence[str], *starts: str) -> bool:
    """Whether the archive has a file of that name, whatever its ending."""
    return any(name.startswith(tuple(f"{start}." for start in starts)) for name in names)


def _codes(names: Sequence[str]) -> str:
    """Say whose codes are there."""
    who = "of people and of the machine" if _has(names, "data/human_codings") else "of the machine"
    gold = ", and the gold standard" if _has(names, "data/gold") else ""
    return f"all codes {who}{gold}"


def _made(names: Sequence[str]) -> str:
    """Say what is there of the study and its results."""
    kinds = {"notebooks/": "the notebooks", "tables/": "all result tables",
             "figures/": "all figures"}  # fmt: skip
    there = [what for top, what in kinds.items() if any(name.startswith(top) for name in names)]
    return ", ".join(["the codebook", *there])


def _code(text: str) -> str:
    """Write a query as code in Markdown."""
    plain = " ".join(text.split())
    fence = "``" if "`" in plain else "`"
    return f"{fence} {plain} {fence}" if fence == "``" else f"`{plain}`"


def left_out(rows: Sequence[LeftOut], *, limit: int, lacks: Mapping[str, str]) -> str:
    """Write the receipt of what is left out in words."""
    lines = [
        "# What is left out",
        "",
        f"No text of an article is shared. Quotations of up to {limit} words in a row may stand "
        "in a codebook or a caption. Titles of up to that length are shared: with outlet and day "
        "they are what an article is found by, as in a list of references.",
        "",
        "| file | what | why | number |",
        "|---|---|---|---|",
        *(f"| `{row.file}` | {_plain(row.what)} | {_plain(row.why)} | {row.number:,} |"
          for row in sorted(set(rows))),
        "",
    ]  # fmt: skip
    if lacks:
        lines += ["The study does not state: " + ", ".join(lacks) + ".", ""]
    return "\n".join(lines)
