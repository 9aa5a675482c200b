"""The methods section of a paper, written from the numbers of the run, in English and Dutch.

No number is typed by hand: in LaTeX each is a macro of `numbers.tex`. What the run cannot know,
such as who the coders were, stands in brackets for the author to add. The sentences are data:
`templates/methods/en.yaml` and `nl.yaml`.
"""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Final, NamedTuple

import pandas as pd

from analysis._key_numbers import latex, printed
from analysis._methods import coding, corpus, estimation, marks
from analysis._methods.writer import Writer, references
from analysis.codebook import Codebook
from analysis.study import Study

__all__ = ["gaps", "text", "write"]

_SECTIONS: Final[dict[str, Callable[[Writer], list[str]]]] = {
    "corpus": corpus.paragraphs, "coding": coding.by_machine, "human": coding.by_hand,
    "validity": estimation.validity, "measures": estimation.measures, "open": estimation.openness,
}  # fmt: skip
_HEAD: Final = r"""% Methods section, written by framewaves; it needs \input{numbers} before it.
% Text in brackets is for the author to add.
"""
_BREAK: Final = r"\1\\allowbreak{}"


class _Section(NamedTuple):
    """A section with marks in its text."""

    title: str
    paragraphs: list[str]


def text(numbers: pd.DataFrame, *, plan: Study, book: Codebook, language: str) -> str:
    """Write the methods section in Markdown.

    Parameters
    ----------
    numbers : DataFrame
        From `key_numbers.collect`.
    plan : Study
    book : Codebook
    language : str
        'en' or 'nl'.

    Returns
    -------
    str
        Sections with titles, the works cited at the end. What the author must add stands in
        brackets. A study without gold codes, copies or a second wave is told so.

    Raises
    ------
    InputError
        If there is no text in this language.
    TableError
        If `numbers` lacks a column.

    Examples
    --------
    >>> import tempfile
    >>> from analysis import codebook, key_numbers, study
    >>> plan = study.load("seeds/study.yaml")
    >>> book = codebook.load(plan.codebook)
    >>> with tempfile.TemporaryDirectory() as folder:  # a run that saved nothing
    ...     numbers = key_numbers.collect(folder, plan=plan, book=book, versions={})
    >>> said = text(numbers, plan=plan, book=book, language="nl")
    >>> "We onderscheiden twee nieuwsgolven" in said
    True
    """
    writer = Writer(numbers, plan=plan, book=book, language=language)
    parts = []
    for section in _sections(writer):
        parts += [f"## {section.title}", *section.paragraphs]
    own = [marks.markdown(part, writer.printed) for part in parts]
    entries = [entry.replace("<", "&lt;").replace(">", "&gt;") for entry in _entries(writer)]
    title = writer.say("titles.references")
    return "\n\n".join([*own, *([f"## {title}", *entries] if entries else [])]) + "\n"


def gaps(numbers: pd.DataFrame, *, plan: Study, book: Codebook, language: str) -> list[str]:
    """List what the author has to add, in the order of the text; parameters as of `text`.

    Examples
    --------
    >>> import tempfile
    >>> from analysis import codebook, key_numbers, study
    >>> plan = study.load("seeds/study.yaml")
    >>> book = codebook.load(plan.codebook)
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     numbers = key_numbers.collect(folder, plan=plan, book=book, versions={})
    >>> gaps(numbers, plan=plan, book=book, language="en")[1]
    'State the size of the corpus: run notebook 10_corpus.'
    """
    writer = Writer(numbers, plan=plan, book=book, language=language)
    whole = " ".join(part for section in _sections(writer) for part in section.paragraphs)
    return marks.gaps(whole, writer.printed)


def write(
    numbers: pd.DataFrame, folder: Path | str, *, plan: Study, book: Codebook
) -> list[Path]:  # fmt: skip
    r"""Write the methods section in both languages, as Markdown and as LaTeX.

    Returns
    -------
    list of Path
        `methods.en.md`, `methods.en.tex`, `methods.nl.md` and `methods.nl.tex`. The LaTeX files
        are to be ``\input`` in a paper, with the macros of `numbers.tex` in the place of digits.
    """
    place = Path(folder)
    place.mkdir(parents=True, exist_ok=True)
    written = []
    for language in printed.LANGUAGES:
        writer = Writer(numbers, plan=plan, book=book, language=language)
        texts = {"md": text(numbers, plan=plan, book=book, language=language),
                 "tex": _latex(writer)}  # fmt: skip
        for ending, content in texts.items():
            file = place / f"methods.{language}.{ending}"
            file.write_text(content, encoding="utf-8", newline="")
            written.append(file)
    return written


def _sections(writer: Writer) -> list[_Section]:
    """Write all sections, with marks."""
    return [_Section(writer.say(f"titles.{name}"), make(writer))
            for name, make in _SECTIONS.items()]  # fmt: skip


def _entries(writer: Writer) -> list[str]:
    """Give the works that the text cited, for the list at its end."""
    known = references()
    return sorted(known[key]["entry"] for key in writer.cited)


def _latex(writer: Writer) -> str:
    """Write the methods section in LaTeX."""
    begin = "fw" if writer.language == "en" else "fwnl"
    parts = []
    for section in _sections(writer):
        parts.append(f"\\subsection*{{{latex.escaped(section.title)}}}")
        parts += [marks.latex_text(paragraph, begin) for paragraph in section.paragraphs]
    if entries := _entries(writer):
        parts.append(f"\\subsection*{{{latex.escaped(writer.say('titles.references'))}}}")
        parts += [f"\\noindent {_breakable(marks.latex_text(entry, begin))}" for entry in entries]
    return _HEAD + "\n" + "\n\n".join(parts) + "\n"


def _breakable(entry: str) -> str:
    """Let LaTeX break the address of a work, which else runs over the margin."""
    return re.sub(r"https://\S+", lambda found: re.sub(r"([/.])(?=\w)", _BREAK, found[0]), entry)
