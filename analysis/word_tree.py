"""Show how sentences go on behind a word, or lead up to it, as a tree.

The output is plain HTML without scripts: nested lists with folds, which a keyboard and a screen
reader can walk through. The size of a branch grows with the number of lines in it, and that
number stands beside it.
"""

import html
import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import Final, Literal, NamedTuple

import pandas as pd

from analysis import patterns
from analysis.contracts import InputError, first_five
from analysis.wording import Html, counted, not_shown

__all__ = ["Branch", "branches", "tree"]

_WORD: Final = re.compile(r"[^\W_]+(?:[-‐‑'’&./][^\W_]+)*")
_MOST_BRANCHES: Final = 40  # side by side
_CSS: Final = """
.fw-tree{line-height:1.55;max-width:46rem}
.fw-tree ul{list-style:none;margin:0;padding:0 0 0 1.3em;border-left:1px solid #8886}
.fw-tree>ul{border:0;padding:0}
.fw-tree li{margin:.1em 0;max-width:none}
.fw-tree summary{cursor:pointer}
.fw-tree li>.fw-one{padding-left:1.05em;display:inline-block}
.fw-tree .fw-n{font-size:.8rem;opacity:.8;font-variant-numeric:tabular-nums;white-space:nowrap}
.fw-tree .fw-root{font-weight:700;font-size:1.3em}
.fw-tree .fw-rest,.fw-tree .fw-rest li{font-size:.9rem}
.fw-tree-left{text-align:right}
.fw-tree-left ul{padding:0 1.3em 0 0;border-left:0;border-right:1px solid #8886}
.fw-tree.fw-tree-left>ul{border:0;padding:0}
@media (max-width:30rem){.fw-tree ul{padding-left:.7em}
 .fw-tree-left ul{padding-left:0;padding-right:.7em}}
"""


class Branch(NamedTuple):
    """Lines that go on with the same words.

    `words` are these, as they are most often written, in the order of the text. Of its `n`
    lines some go on into `children`, some end here (`ended`), and each of `others` goes on with
    words that too few lines share, or that lie beyond the depth.
    """

    words: tuple[str, ...]
    n: int
    children: tuple["Branch", ...]
    ended: int
    others: tuple[str, ...]


class _Line(NamedTuple):
    """What is left of a line: words to compare, words as written, and the text from each on."""

    folded: tuple[str, ...]
    written: tuple[str, ...]
    rest: tuple[str, ...]

    def after(self, n: int) -> "_Line":
        """Give what is left behind so many words."""
        return _Line(self.folded[n:], self.written[n:], self.rest[n:])


def branches(
    lines: pd.DataFrame, *, side: Literal["right", "left"] = "right", depth: int = 5,
    least: int = 2,
) -> Branch:  # fmt: skip
    """Gather lines that go on with the same words.

    Parameters
    ----------
    lines : DataFrame
        From `concordance.lines`: all of them, with a wide context.
    side : {'right', 'left'}
        Behind the keyword, or before it.
    depth : int
        Words from the keyword at the most.
    least : int
        Lines that a branch needs.

    Returns
    -------
    Branch
        The keyword. For each branch, `n` is the sum of the children's, of `ended` and of the
        number of `others`. Branches are sorted by size, then by their words; the others by
        their words.

    Raises
    ------
    contracts.InputError
        If an option is none, or `lines` lacks a column.

    Examples
    --------
    >>> lines = pd.DataFrame({"keyword": "copied", "left": "", "right": [
    ...     " our models.", " our models again.", " us."]})
    >>> root = branches(lines)
    >>> root.n, root.children[0].words, root.children[0].ended, root.others
    (3, ('our', 'models'), 1, ('us.',))
    """
    if side not in ("right", "left"):
        message = f"side={side!r}: a tree grows to the 'right' or to the 'left' of the keyword."
        raise InputError(message)
    for name, value in (("depth", depth), ("least", least)):
        if value < 1:
            message = f"{name}={value} must be 1 or more."
            raise InputError(message)
    if absent := [name for name in ("keyword", "left", "right") if name not in lines.columns]:
        message = f"Table lines lacks {first_five(absent)}. Is it from concordance.lines?"
        raise InputError(message)
    split = [_split(str(text), backwards=side == "left") for text in lines[side]]
    root = _grown((), split, depth, least, backwards=side == "left")
    return root._replace(words=(_most_often(str(word) for word in lines["keyword"]),))


def _split(text: str, *, backwards: bool) -> _Line:
    """Split a context into its words, the nearest to the keyword first."""
    spans = [found.span() for found in _WORD.finditer(text)]
    if backwards:
        spans = spans[::-1]
        rest = tuple(" ".join(text[:end].split()) for _, end in spans)
    else:
        rest = tuple(" ".join(text[start:].split()) for start, _ in spans)
    written = tuple(text[start:end] for start, end in spans)
    return _Line(tuple(map(patterns.fold, written)), written, rest)


def _grown(
    words: tuple[str, ...], lines: Sequence[_Line], depth: int, least: int, *, backwards: bool
) -> Branch:
    """Make a branch of lines that have the words so far in common."""
    ended = sum(not line.folded for line in lines)
    groups: dict[str, list[_Line]] = defaultdict(list)
    for line in lines:
        if line.folded:
            groups[line.folded[0]].append(line)
    kept = {word: own for word, own in groups.items() if len(own) >= least and depth > 0}
    if len(kept) == 1 and not ended and len(groups) == 1 and words:  # nothing to choose: go on
        own = next(iter(kept.values()))
        word = _most_often(line.written[0] for line in own)
        longer = (word, *words) if backwards else (*words, word)
        return _grown(longer, [line.after(1) for line in own], depth - 1, least,
                      backwards=backwards)  # fmt: skip
    children = [
        _grown((_most_often(line.written[0] for line in own),), [line.after(1) for line in own],
               depth - 1, least, backwards=backwards)
        for own in kept.values()
    ]  # fmt: skip
    children.sort(key=lambda branch: (-branch.n, branch.words))
    others = sorted(
        line.rest[0] for word, own in groups.items() if word not in kept for line in own
    )
    return Branch(words, len(lines), tuple(children), ended, tuple(others))


def _most_often(words: Iterator[str]) -> str:
    """Give the form that occurs most, of equal ones the first in the alphabet."""
    counts = Counter(words)
    return min(counts, key=lambda word: (-counts[word], word)) if counts else ""


def tree(
    lines: pd.DataFrame, *, side: Literal["right", "left"] = "right", depth: int = 5,
    least: int = 2, most: int = 12, said: str = "",
) -> Html:  # fmt: skip
    """Show a word tree.

    Parameters
    ----------
    lines, side, depth, least
        As in `branches`.
    most : int
        Lines that share no branch with others, shown below each branch at the most.
    said : str
        What there is to say of the lines; written above the tree.

    Returns
    -------
    Html
        The keyword with the number of its lines, and below it branch for branch.

    Examples
    --------
    >>> lines = pd.DataFrame({"keyword": "copied", "left": "", "right": [" our data.", " it."]})
    >>> tree(lines)
    copied: 2 lines, 0 branches to the right
    """
    root = branches(lines, side=side, depth=depth, least=least)
    above = f"<p>{html.escape(said)}</p>" if said else ""
    if not root.n:
        return Html(
            f'<div class="fw-tree">{above}<p>No line to show.</p></div>', "No line to show."
        )
    forms = Counter(" ".join(str(word).lower().split()) for word in lines["keyword"])
    ranked = sorted(forms, key=lambda word: (-forms[word], word))
    named = ", ".join(f"{word} {forms[word]:,}" for word in ranked[:6])
    more = f", {len(ranked) - 6:,} more" if ranked[6:] else ""
    written = f' <span class="fw-n">({html.escape(named)}{more})</span>' if ranked[1:] else ""
    spoken = _language(lines)
    body = (
        f'<ul{spoken}><li><span class="fw-root">{html.escape(root.words[0])}</span> '
        f"{_number(root.n)}{written}{_inside(root, root.n, side, most, open_to=2)}</li></ul>"
    )
    turned = " fw-tree-left" if side == "left" else ""
    n = len(root.children)
    plain = (
        f"{root.words[0]}: {counted(root.n, 'line')}, "
        f"{'1 branch' if n == 1 else f'{n} branches'} to the {side}"
    )
    return Html(f'<style>{_CSS}</style><div class="fw-tree{turned}">{above}{body}</div>', plain)


def _language(lines: pd.DataFrame) -> str:
    """Give the attribute that tells a screen reader how to speak the lines."""
    spoken = list(lines["language"].dropna().unique()) if "language" in lines else []
    return f' lang="{html.escape(str(spoken[0]), quote=True)}"' if len(spoken) == 1 else ""


def _number(n: int) -> str:
    """Write how many lines there are."""
    return f'<span class="fw-n">{n:,} ×</span>'


def _inside(branch: Branch, total: int, side: str, most: int, *, open_to: int) -> str:
    """Write what comes next to a branch."""
    shown = branch.children[:_MOST_BRANCHES]
    items = [_item(child, total, side, most, open_to=open_to - 1) for child in shown]
    items += [f"<li>{not_shown(len(branch.children) - len(shown), 'branches')}</li>"][
        : len(branch.children) > len(shown)
    ]
    if branch.ended:
        edge = "ends" if side == "right" else "begins"
        items.append(f'<li class="fw-rest"><span class="fw-one">(the sentence {edge} here)</span> '
                     f"{_number(branch.ended)}</li>")  # fmt: skip
    if branch.others:
        items.append(_others(branch.others, side, most))
    return f"<ul>{''.join(items)}</ul>" if items else ""


def _item(branch: Branch, total: int, side: str, most: int, *, open_to: int) -> str:
    """Write one branch, as a fold if there is anything in it."""
    size = 0.95 + 0.75 * math.sqrt(branch.n / total)
    words = html.escape(" ".join(branch.words))
    label = f'<span style="font-size:{size:.2f}em">{words}</span> {_number(branch.n)}'
    inside = _inside(branch, total, side, most, open_to=open_to)
    if not inside:
        return f'<li><span class="fw-one">{label}</span></li>'
    shown = " open" if open_to > 0 else ""
    return f"<li><details{shown}><summary>{label}</summary>{inside}</details></li>"


def _others(texts: Sequence[str], side: str, most: int) -> str:
    """Write the lines that go on with words of their own."""
    dots = ("", " …") if side == "left" else ("… ", "")
    listed = "".join(f"<li>{dots[0]}{html.escape(text)}{dots[1]}</li>" for text in texts[:most])
    left = f"<li>{not_shown(len(texts) - most, 'lines')}</li>" if len(texts) > most else ""
    return (
        f'<li class="fw-rest"><details><summary>{counted(len(texts), "line")} '
        f"{'goes its' if len(texts) == 1 else 'go their'} own way</summary>"
        f"<ul>{listed}{left}</ul></details></li>"
    )
