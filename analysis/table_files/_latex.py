r"""Write a table for a paper as LaTeX with booktabs.

The cells are made into rows by pandas; what stands around them, the rules between heads and
the sections, is put there here. Needs the packages `booktabs`, `array`, `longtable` and
`pdflscape`, which belong to every installation of LaTeX.
"""

import re
from dataclasses import replace
from typing import Final

import pandas as pd

from analysis.table_files import _widths
from analysis.table_files._form import PaperTable
from analysis.table_files._symbols import is_symbol

__all__ = ["EXAMPLE", "PREAMBLE", "document", "escape"]

PREAMBLE: Final = r"""\providecommand{\framewavesletter}[2]{% a letter that pdfLaTeX does not have
  \ifdefined\Umathchar#2\else{\footnotesize[U+#1]}\fi}
"""

EXAMPLE: Final = r"""% Shows all tables: pdflatex example.tex
\documentclass[11pt,a4paper]{article}
\usepackage[T1]{fontenc}
\usepackage[utf8]{inputenc}
\usepackage{textcomp}
\IfFileExists{lmodern.sty}{\usepackage{lmodern}}{}
\usepackage[margin=2.54cm]{geometry}
\usepackage{array}
\usepackage{booktabs}
\usepackage{longtable}
\usepackage{pdflscape}
\ifdefined\pdfinfoomitdate \pdfinfoomitdate=1 \pdftrailerid{} \pdfsuppressptexinfo=-1 \fi
\begin{document}
\input{tables}
\end{document}
"""

_TALLEST: Final = 42
"""Lines of a table that still stands on one page with its number, title and note."""

_LONG_WORD, _SHORT_WORD = 24, 8
_BREAK_AFTER: Final = frozenset("/|_\\{}()[].:;&=+@")
_SPECIAL: Final = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "$": r"\$", "&": r"\&", "%": r"\%",
    "#": r"\#", "_": r"\_", "^": r"\textasciicircum{}", "~": r"\textasciitilde{}",
    "<": r"\textless{}", ">": r"\textgreater{}", "|": r"\textbar{}",
    '"': r"\textquotedbl{}", "'": r"\textquotesingle{}", "`": r"\textasciigrave{}",
    "[": "{[}", "]": "{]}", "*": "{*}", "\u00a0": "~", "\u202f": r"\,", "\u2009": r"\,",
    "−": r"\ensuremath{-}", "–": r"\textendash{}", "—": r"\textemdash{}",
    "…": r"\ldots{}", "≥": r"\ensuremath{\geq}", "≤": r"\ensuremath{\leq}",
    "×": r"\ensuremath{\times}", "±": r"\ensuremath{\pm}", "α": r"\ensuremath{\alpha}",
    "→": r"\ensuremath{\rightarrow}", "€": r"\texteuro{}", "°": r"\textdegree{}",
    "·": r"\textperiodcentered{}", "µ": r"\textmu{}",
}  # fmt: skip
_KNOWN: Final = frozenset("‘’‚“”„«»‹›†‡•§¶©®™¡¿£¥") | {
    chr(code) for code in range(0xC0, 0x180) if chr(code) not in "×÷ĦħĸĿŀŉŦŧſ"
}
"""Letters beyond ASCII that pdfLaTeX prints with T1 and textcomp."""


def escape(text: str) -> str:
    r"""Write a text so that LaTeX prints it and runs nothing of it.

    A letter that pdfLaTeX does not have is printed by its number there, and as it is by XeLaTeX
    and LuaLaTeX.

    Examples
    --------
    >>> print(escape(r"50% & \end{x}"))
    50\% \& \textbackslash{}end\{x\}
    """
    return "".join(map(_word, re.split(r"( )", text)))


def _word(word: str) -> str:
    """Escape one word; it may be broken after a sign, and a very long part of it anywhere."""
    pieces = []
    for part in re.findall(r"\w+|\W", word):
        own = [_letter(letter) for letter in part]
        long = len(part) > _LONG_WORD
        pieces += [piece + (r"\allowbreak{}" if long and at % 8 == 7 else "")
                   for at, piece in enumerate(own)]  # fmt: skip
        if part in _BREAK_AFTER and len(word) > _SHORT_WORD:
            pieces.append(r"\allowbreak{}")
    return re.sub(r"(?<=[-,])(?=[-,])", "{}", "".join(pieces))  # or two become one sign


def _letter(letter: str) -> str:
    """Escape one letter."""
    if letter in _SPECIAL:
        return _SPECIAL[letter]
    if _is_known(letter):
        return letter
    return rf"\framewavesletter{{{ord(letter):04X}}}{{{letter}}}\allowbreak{{}}"


def _is_known(letter: str) -> bool:
    """Say whether pdfLaTeX has the letter as it is."""
    return letter.isascii() or letter in _KNOWN


def _told(text: str) -> str:
    """Write the letters that pdfLaTeX does not have as it prints them, to measure them."""
    return "".join(letter if _is_known(letter) or letter in _SPECIAL else
                   f"[U+{ord(letter):04X}] " for letter in text)  # fmt: skip


def document(table: PaperTable) -> str:
    """Write the table with number, title and note; a wide one on a page that is turned."""
    sections = tuple((at, _told(text)) for at, text in table.sections)
    measured = replace(table, frame=table.frame.map(_told), sections=sections)
    layout = _widths.layout(measured)
    head, body = _parts(table, layout)
    long = layout.landscape or _widths.height(measured, layout) > _TALLEST
    spread = _many_pages(table, layout, head, body) if long else _one_page(table, layout, head,
                                                                           body)  # fmt: skip
    if layout.landscape:
        spread = f"\\begin{{landscape}}\n{spread}\\end{{landscape}}\n"
    return f"{PREAMBLE}{spread}"


def _one_page(table: PaperTable, layout: _widths.Layout, head: str, body: list[str]) -> str:
    """Write a table that floats."""
    rows = "\n".join(body)
    return (
        f"\\begin{{table}}[htbp]\n\\raggedright\n{_above(table)}\\par\\smallskip\n"
        f"{{\\small\\setlength{{\\tabcolsep}}{{{_white(layout)}pt}}%\n"
        f"\\begin{{tabular}}{{{_columns(table, layout)}}}\n\\toprule\n{head}\n\\midrule\n"
        f"{rows}\n\\bottomrule\n\\end{{tabular}}\\par}}\n{_below(table)}\\end{{table}}\n"
    )


def _many_pages(table: PaperTable, layout: _widths.Layout, head: str, body: list[str]) -> str:
    """Write a table that goes on over pages, its heads on each of them."""
    rows = "\n".join(body)
    return (
        f"\\begingroup\\raggedright\n\\noindent {_above(table)}\\par\n"
        f"\\small\\setlength{{\\tabcolsep}}{{{_white(layout)}pt}}\\setlength{{\\LTleft}}{{0pt}}"
        f"\\setlength{{\\LTpre}}{{\\smallskipamount}}\\setlength{{\\LTpost}}{{0pt}}\n"
        f"\\begin{{longtable}}{{{_columns(table, layout)}}}\n\\toprule\n{head}\n\\midrule\n"
        f"\\endhead\n\\bottomrule\n\\endfoot\n{rows}\n\\end{{longtable}}\n"
        f"\\addtocounter{{table}}{{-1}}% longtable has counted it once more\n"
        f"{_below(table)}\\endgroup\n"
    )


def _white(layout: _widths.Layout) -> int:
    """Points beside a column; less in a table that nearly fills its page."""
    page = _widths.LANDSCAPE if layout.landscape else _widths.PORTRAIT
    return 3 if sum(layout.widths) > 0.93 * page else 4


def _above(table: PaperTable) -> str:
    """Write number and title; the number counts with the other tables of the paper."""
    word = escape(table.label.split(" ")[0])
    if table.number.isdigit():
        number = rf"\refstepcounter{{table}}\label{{tab:{table.name}}}\textbf{{{word}~\thetable}}"
    else:
        own = rf"\makeatletter\def\@currentlabel{{{table.number}}}\makeatother"
        number = rf"{own}\label{{tab:{table.name}}}\textbf{{{word}~{table.number}}}"
    return rf"{number}\\*" + f"\n\\textit{{{escape(table.title)}}}"


def _below(table: PaperTable) -> str:
    """Write the note."""
    if not table.note:
        return ""
    return (f"\\par\\smallskip\n{{\\footnotesize\\raggedright\\noindent "
            f"\\textit{{{table.note_word}}} {escape(table.note)}\\par}}\n")  # fmt: skip


def _columns(table: PaperTable, layout: _widths.Layout) -> str:
    """Write the kind of each column; one that breaks its lines has a width."""
    kinds = []
    for side, wide, fixed in zip(table.align, layout.widths, layout.fixed, strict=True):
        way = r"\raggedright" if side == "l" else r"\raggedleft"
        kinds.append(rf">{{{way}\arraybackslash\hspace{{0pt}}}}p{{{wide - _widths.GAP:.2f}cm}}"
                     if fixed else side)  # fmt: skip
    return f"@{{}}{''.join(kinds)}@{{}}"


def _parts(table: PaperTable, layout: _widths.Layout) -> tuple[str, list[str]]:
    """Make heads and rows by pandas; give the heads, and the rows with the sections."""
    heads = [_head(head, width - _widths.GAP, side) for head, width, side in
             zip(table.heads, layout.widths, table.align, strict=True)]  # fmt: skip
    above = _heads_above(table, layout)
    cells = table.frame.map(escape)
    # Numbers keep the columns apart: two may have the same head.
    marked = [f"{head}%{place}%" for place, head in enumerate(heads)]
    cells.columns = pd.MultiIndex.from_arrays([above, marked]) if above else pd.Index(marked)
    written = cells.style.hide(axis="index").to_latex(hrules=True, multicol_align="c")
    lines = [re.sub(r"%\d+%", "", line) for line in written.splitlines()]
    top, middle, bottom = (lines.index(rule) for rule in (r"\toprule", r"\midrule", r"\bottomrule"))
    head, rows = lines[top + 1 : middle], lines[middle + 1 : bottom]
    return "\n".join([head[0], *_rules(table), *head[1:]]), _with_sections(table, layout, rows)


def _heads_above(table: PaperTable, layout: _widths.Layout) -> list[str]:
    """Write for each column the head above its head."""
    above: list[str] = []
    for group, span in table.groups:
        room = sum(layout.widths[len(above) : len(above) + span]) - _widths.GAP
        above += [_head(group, room, "c")] * span
    return above


def _head(head: str, width: float, side: str) -> str:
    """Write a head, in as many lines as it needs."""
    if is_symbol(head):
        return rf"\textit{{{head}}}"
    lines = [escape(line) for line in _widths.broken(head, width)]
    if len(lines) == 1:
        return lines[0]
    return rf"\begin{{tabular}}[b]{{@{{}}{side}@{{}}}}" + r"\\".join(lines) + r"\end{tabular}"


def _rules(table: PaperTable) -> list[str]:
    """Write the rules below heads that span columns."""
    rules, at = [], 1
    for group, span in table.groups:
        if group:
            rules.append(rf"\cmidrule(lr){{{at}-{at + span - 1}}}")
        at += span
    return ["".join(rules)] if rules else []


def _with_sections(table: PaperTable, layout: _widths.Layout, rows: list[str]) -> list[str]:
    """Put the heading of each section before its rows."""
    width, body, at = len(table.heads), list[str](), 0
    across = sum(layout.widths) - _widths.GAP
    for section, part in table.blocks():
        if section:
            space = "\\addlinespace\n" if body else ""
            kind = "l" if _widths.natural(_told(section)) < across else f"p{{{across:.2f}cm}}"
            body.append(rf"{space}\multicolumn{{{width}}}{{@{{}}{kind}@{{}}}}"
                        rf"{{\raggedright\textit{{{escape(section)}}}}} \\*")  # fmt: skip
        own = rows[at : at + len(part)]
        body += [row + r" \addlinespace[2pt]" for row in own] if any(layout.wraps) else own
        at += len(part)
    return body
