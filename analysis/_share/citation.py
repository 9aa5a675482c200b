"""How an archive is cited (`CITATION.cff`) and what a codechecker looks at (`codecheck.yml`)."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

import yaml

import analysis
from analysis._share import person_names
from analysis.study import Author, Study

__all__ = ["ANONYMOUS", "CODECHECK", "author_names", "checked", "citation", "codecheck",
           "missing", "to_add"]  # fmt: skip

ANONYMOUS: Final = "Anonymous (names removed for review)"
CODECHECK: Final = "https://codecheck.org.uk/spec/config/2.0/"
_HOW: Final = {
    "authors": "authors:\n  - {name: Ann Lee, orcid: 0000-0002-1825-0097, affiliation: A "
    "university}",
    "an ORCID for every author": "  - {name: Ann Lee, orcid: 0000-0002-1825-0097}",
    "paper: title": '  title: "The title of the paper"',
    "paper: reference": "  reference: https://doi.org/...    # a DOI, or another address",
    "paper: date": "  date: 2031-05-01    # the day on which the archive comes out",
    "licence": "licence: CC-BY-4.0    # of codes, numbers and figures; not of the articles",
}


def missing(plan: Study, *, blind: bool) -> dict[str, str]:
    """Say what an archive cannot state since the study does not, and how to write it.

    Returns
    -------
    dict of str to str
        What is missing, to the lines of the study file that would say it.

    Examples
    --------
    >>> from analysis import study
    >>> sorted(missing(study.load("seeds/study.yaml"), blind=True))
    ['licence']
    """
    paper = plan.paper
    lacks = {"licence": plan.licence is None}
    if not blind:
        named = bool(plan.authors)
        lacks |= {
            "authors": not named,
            "an ORCID for every author": named and any(one.orcid is None for one in plan.authors),
            "paper: title": paper is None or paper.title is None,
            "paper: reference": paper is None or paper.reference is None,
            "paper: date": paper is None or paper.date is None,
        }
    return {name: how for name, how in _HOW.items() if lacks.get(name)}


def to_add(lacks: Mapping[str, str]) -> str:
    """Write the lines that a study file needs to state what is missing.

    Examples
    --------
    >>> print(to_add({"paper: date": "  date: 2031-05-01", "licence": "licence: CC0-1.0"}))
    paper:
      date: 2031-05-01
    licence: CC0-1.0
    """
    lines, inside = [], ""
    for name, how in lacks.items():
        part = "paper" if name.startswith("paper: ") else "authors" if "ORCID" in name else ""
        if part and part != inside:
            lines.append(f"{part}:")
        inside = part
        lines.append(how)
    return "\n".join(lines)


def author_names(plan: Study, *, blind: bool) -> str:
    """Give the authors as they stand in a sentence; empty if the study does not say."""
    if blind:
        return ANONYMOUS
    return "; ".join(author.name for author in plan.authors)


def citation(plan: Study, *, blind: bool) -> str | None:
    """Write `CITATION.cff`; None if the study names no authors, whom the form asks for."""
    if not blind and not plan.authors:
        return None
    paper = None if blind else plan.paper
    content: dict[str, Any] = {
        "cff-version": "1.2.0",
        "message": "If you use these data, please cite them as below.",
        "title": f"Data and code for: {(paper and paper.title) or plan.title}",
        "type": "dataset",
        "authors": [{"name": ANONYMOUS}] if blind else [_cff(one) for one in plan.authors],
        "abstract": "Codes, counts, figures and notebooks of a study of news framing, without the "
        "texts of the articles.",
    }
    if plan.licence:
        content["license"] = plan.licence
    if paper and paper.date:
        content["date-released"] = paper.date
    content["references"] = _references(plan, paper is not None)
    return yaml.safe_dump(content, allow_unicode=True, sort_keys=False, width=100)


def _cff(author: Author) -> dict[str, str]:
    """Write an author; a name of one word is that of an organisation or a pen name."""
    words = author.name.split()
    if len(words) < 2:
        made = {"name": author.name}
        return made | ({"orcid": f"https://orcid.org/{author.orcid}"} if author.orcid else {})
    first, small, last = person_names.split(author.name)
    given, family = " ".join(first), " ".join([*small, *last])
    made = {"family-names": family, "given-names": given}
    if author.orcid:
        made["orcid"] = f"https://orcid.org/{author.orcid}"
    if author.affiliation:
        made["affiliation"] = author.affiliation
    return made


def _references(plan: Study, with_paper: bool) -> list[dict[str, Any]]:
    """List the paper and the program."""
    listed: list[dict[str, Any]] = []
    paper = plan.paper
    if with_paper and paper and paper.title:
        one: dict[str, Any] = {
            "type": "article",
            "title": paper.title,
            "authors": [_cff(author) for author in plan.authors],
        }
        if paper.reference:
            doi = paper.reference.partition("doi.org/")[2]
            one |= {"doi": doi} if doi else {"url": paper.reference}
        listed.append(one)
    listed.append(
        {
            "type": "software",
            "title": "framewaves",
            "version": analysis.__version__,
            "authors": [{"name": "The framewaves authors"}],
        }
    )
    return listed


def codecheck(plan: Study, manifest: Mapping[str, str], *, blind: bool) -> str:
    """Write the authors' part of `codecheck.yml`; what the study does not say is left out.

    Parameters
    ----------
    plan : Study
    manifest : mapping of str to str
        Path of a figure or table to what it shows.
    blind : bool
    """
    paper: dict[str, Any] = {}
    if not blind and plan.paper and plan.paper.title:
        paper["title"] = plan.paper.title
    if blind:
        paper["title"] = plan.title
        paper["authors"] = [{"name": ANONYMOUS}]
    elif plan.authors:
        paper["authors"] = [{"name": one.name, **({"ORCID": one.orcid} if one.orcid else {})}
                            for one in plan.authors]  # fmt: skip
    if not blind and plan.paper and plan.paper.reference:
        paper["reference"] = plan.paper.reference
    listed = [{"file": file, "comment": comment} for file, comment in manifest.items()]
    content: dict[str, Any] = {"version": CODECHECK, "manifest": listed}
    if paper:
        content["paper"] = paper
    text = yaml.safe_dump(content, allow_unicode=True, sort_keys=False, width=100)
    return f"---\n{text}"


def checked(names: Sequence[str]) -> list[str]:
    """Give the files that a codechecker compares: figures for print, and tables."""
    return [name for name in names if name.startswith("tables/")
            or (name.startswith("figures/") and name.endswith(".pdf"))]  # fmt: skip
