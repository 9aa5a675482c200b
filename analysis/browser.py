"""A page to look the evidence up: choose frame, wave, voice and outlet, and read the sentences.

One file that opens without a server and without a network. The articles stand in it as plain HTML,
so that they can be read and searched without scripts as well; a script of its own hides what
was not chosen. It uses the controls of the browser itself, which keyboards and screen readers
know. Article text is escaped here and never becomes markup in the script.
"""

import html
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple

import pandas as pd

from analysis import _marks, _speaking, wording
from analysis._language_names import language_name
from analysis._marks import Look
from analysis.contracts import COUNTED_ROLES, InputError, each_row, first_five

__all__ = ["page", "write"]

_TEMPLATES: Final = Path(__file__).parent / "templates" / "browser"
_NOBODY: Final = {
    _speaking.UNLISTED: "Other speakers",
    _speaking.UNATTRIBUTED: "Unattributed",
    _speaking.JOURNALIST: "Journalist",
}
_VOICED: Final = (*COUNTED_ROLES, "pullquote")


class _Choice(NamedTuple):
    """One list to choose from: its key, its name, and its options by key."""

    key: str
    name: str
    options: Mapping[str, str]


class _Codes(NamedTuple):
    """What is known of each unit: frames that it carries, and its voices."""

    frames: Mapping[str, Sequence[str]]
    voices: Mapping[str, Sequence[Any]]
    hits: Mapping[str, Sequence[Any]]
    has_voices: bool


def page(
    documents: pd.DataFrame,
    segments: pd.DataFrame,
    hits: pd.DataFrame,
    codings: pd.DataFrame,
    voices: pd.DataFrame | None = None,
    *,
    title: str,
    labels: Mapping[str, str],
    actors: Mapping[str, str] | None = None,
    waves: Sequence[str] = (),
    back: str = "",
    said: str = "",
) -> str:
    """Write the page.

    Parameters
    ----------
    documents, segments, hits, codings : DataFrame
        Contracts of those names; the articles that are to be read, with their texts. A code of
        1 makes a unit carry a frame. Units that do not count are shown grey and cannot be chosen.
    voices : DataFrame, optional
        Contract `voices`. Without it there is no choice of voice.
    title : str
        Of the study.
    labels : mapping of str to str
        Frame to its name.
    actors : mapping of str to str, optional
        Type of actor to its name; needed with `voices`.
    waves : sequence of str
        In their order.
    back : str
        Address of the report, relative to the page.
    said : str
        Which articles these are, if they are some of many.

    Returns
    -------
    str
        A whole HTML document.

    Raises
    ------
    contracts.InputError
        If a code has a frame, or a voice a type, that has no name.

    Examples
    --------
    >>> from analysis import codebook, material, study
    >>> plan = study.load("seeds/study.yaml")
    >>> book = codebook.load(plan.codebook)
    >>> whole = material.read(plan, book)
    >>> shown = whole.shown(whole.documents, seed=1)
    >>> text = page(*shown[:4], title=plan.title, labels=book.labels("en"))
    >>> text.count("<article ")
    5
    """
    _named(codings["frame"], labels, "codings.frame", "label of a frame")
    names = dict(actors or {})
    if voices is not None:
        _named(voices["actor"].dropna(), names, "voices.actor", "name of an actor")
    codes = _codes(hits, codings, voices)
    choices = _choices(documents, segments, labels, names | _NOBODY, codes, waves)
    looks = _marks.looks(labels)
    bodies = "\n".join(_articles(documents, segments, codes, looks, names))
    return _document(title, choices, bodies, back=back, said=said)


def write(text: str, target: Path | str) -> wording.Html:
    """Save the page, and give a link to it for the notebook.

    Parameters
    ----------
    text : str
        From `page`.
    target : Path or str
        File; folders are made.
    """
    path = Path(target)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")
    name = html.escape(path.name, quote=True)
    link = f'<p><a href="../{name}">Open the evidence browser</a> ({name}).</p>'
    return wording.Html(link, f"The evidence browser is in {path.name}.")


def _named(keys: pd.Series, names: Mapping[str, str], column: str, what: str) -> None:
    """Raise if a key has no name."""
    strange = keys[~keys.isin(list(names))].unique()
    if len(strange):
        raise InputError(f"Column {column} holds {first_five(strange)}, which has no name. "
                         f"Give the {what} for each.")  # fmt: skip


def _codes(hits: pd.DataFrame, codings: pd.DataFrame, voices: pd.DataFrame | None) -> _Codes:
    """Gather by unit what was coded, said and found."""
    said = _speaking.voices(voices) if voices is not None else {}
    counted = hits[hits["status"] == "hit"]
    return _Codes(_speaking.frames(codings), said, _marks.by_unit(counted), voices is not None)


def _choices(
    documents: pd.DataFrame, segments: pd.DataFrame, labels: Mapping[str, str],
    names: Mapping[str, str], codes: _Codes, waves: Sequence[str],
) -> list[_Choice]:  # fmt: skip
    """List what can be chosen; a list with one entry is left out, except of frames."""
    known = set(documents["wave"].dropna())
    ordered = [*(wave for wave in waves if wave in known), *sorted(known - set(waves))]
    if documents["wave"].isna().any():
        ordered.append(wording.NO_WAVE)
    outlets = sorted(set(wording.outlets(documents)), key=str.casefold)
    units = segments[segments["role"].isin(_VOICED)]
    languages = sorted(units["language"].dropna().unique())
    said = [codes.voices.get(unit, ()) for unit in units["segment_id"]]
    spoken = {actor for rows in said for actor in _speaking.actors(rows) if codes.has_voices}
    found = [
        _Choice("frame", "Frame", dict(labels) | {"-": "No frame"}),
        _Choice("wave", "News wave", {wave: wave for wave in ordered}),
        _Choice("voice", "Voice", {key: name for key, name in names.items() if key in spoken}),
        _Choice("outlet", "Outlet", {outlet: outlet for outlet in outlets}),
        _Choice("language", "Language", {tag: language_name(tag) for tag in languages}),
    ]
    return [one for one in found if one.key == "frame" or len(one.options) > 1]


def _articles(
    documents: pd.DataFrame, segments: pd.DataFrame, codes: _Codes, looks: Mapping[str, Look],
    names: Mapping[str, str],
) -> list[str]:  # fmt: skip
    """Write the articles, in the order of waves and dates."""
    labels = wording.article_labels(documents)
    outlets = dict(zip(documents["doc_id"], wording.outlets(documents), strict=True))
    rows = {row.doc_id: row for row in each_row(documents)}
    units: dict[str, list[Any]] = defaultdict(list)
    for row in each_row(segments.sort_values(["doc_id", "start"])):
        units[row.doc_id].append(row)
    made = []
    for doc_id in wording.in_order(documents):
        row = rows[doc_id]
        body = _body(row.text, units[doc_id], codes, looks, names)
        made.append(
            f'<article data-wave="{_safe(wording.wave_name(row.wave))}" '
            f'data-outlet="{_safe(outlets[doc_id])}" data-doc="{_safe(doc_id)}">'
            f"<h3>{_safe(labels[doc_id])}</h3>{_about(row)}{body}"
            f'<p class="back" data-script hidden><a href="#list">Back to the sentences</a></p>'
            f"</article>"
        )
    return made


def _safe(text: object) -> str:
    """Escape a text for HTML, also inside quotes."""
    return html.escape(str(text), quote=True)


def _about(row: Any) -> str:
    """Say what an article is: title, wave, file."""
    inferred = ", inferred" if row.wave_source == "event" else ""
    parts = [row.title, f"{wording.wave_name(row.wave)}{inferred}", row.source_file]
    shown = " · ".join(str(part) for part in parts if pd.notna(part))
    return f'<p class="about">{_safe(shown)}</p>'


def _body(
    text: str, units: Sequence[Any], codes: _Codes, looks: Mapping[str, Look],
    names: Mapping[str, str],
) -> str:  # fmt: skip
    """Write the units of an article; an empty line in the article begins a new paragraph."""
    made, end = "", 0
    for unit in units:
        if unit.role in _VOICED:
            piece = _unit(text, unit, codes, looks, names)
        else:
            piece = f'<span class="grey">{_safe(text[unit.start : unit.end])}</span>'
        role = "" if unit.role == "body" else f'<span class="role">{unit.role}</span>'
        if "\n" in text[end : unit.start] or not made:
            made += f"</p><p>{role}" if made else f"<p>{role}"
        made += f"{piece} "
        end = unit.end
    return f"{made}</p>" if made else "<p>No sentence was found in this article.</p>"


def _unit(
    text: str, unit: Any, codes: _Codes, looks: Mapping[str, Look], names: Mapping[str, str]
) -> str:
    """Write one unit with what it carries, and what it can be chosen by."""
    frames = [frame for frame in looks if frame in codes.frames.get(unit.segment_id, ())]
    rows = codes.voices.get(unit.segment_id, ())
    actors = _speaking.actors(rows) if codes.has_voices else []
    keys = {"frame": " ".join(frames or ["-"]), "voice": " ".join(actors),
            "language": unit.language, "start": unit.start, "end": unit.end}  # fmt: skip
    data = " ".join(f'data-{key}="{_safe(value)}"' for key, value in keys.items())
    tags = [looks[frame].label for frame in frames] + [_who(row, names) for row in rows]
    tags += ["pull quote, not counted"] if unit.role == "pullquote" else []
    one = " one" if len(frames) < 2 else ""  # its name behind the sentence is enough
    shown = "".join(f"<i>{_safe(tag)}</i> " for tag in tags)
    inside = _marks.marked(text, unit.start, unit.end, codes.hits.get(unit.segment_id, ()), looks)
    language = f' lang="{_safe(unit.language)}"' if pd.notna(unit.language) else ""
    return (f'<span class="u{one}" id="u-{_safe(unit.segment_id)}" tabindex="-1" {data}>'
            f'<span class="x"{language}>{inside}</span>'
            f'{f" <span class=t>{shown.strip()}</span>" if shown else ""}</span>')  # fmt: skip


def _who(row: Any, names: Mapping[str, str]) -> str:
    """Name a speaker, their type, and the form of speech where it matters."""
    if pd.isna(row.speaker):
        return "said by someone not named"
    kind = names.get(str(row.actor), "") if pd.notna(row.actor) else "not in the list"
    told = [one for one in (kind, "relays" if row.status == "relays" else "")
            if one and one != row.speaker]  # fmt: skip
    return f"{row.speaker} ({', '.join(told)})" if told else str(row.speaker)


def _document(
    title: str, choices: Sequence[_Choice], articles: str, *, back: str, said: str
) -> str:  # fmt: skip
    """Wrap choices and articles into a page."""
    css = (_TEMPLATES / "browser.css").read_text(encoding="utf-8") + _marks.CSS
    script = (_TEMPLATES / "browser.js").read_text(encoding="utf-8")
    home = f'<p><a href="{_safe(back)}">Back to the report</a></p>' if back else ""
    which = f"<p>{_safe(said)}</p>" if said else ""
    return f"""<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Evidence: {_safe(title)}</title>
<style>
{css}</style>
</head>
<body>
<a class="skip" href="#sentences">To the sentences</a>
<header>
{home}
<h1>Evidence: {_safe(title)}</h1>
<p>The sentences behind the numbers, in their articles. Coloured words are what the codebook's
patterns found; behind a sentence stand its frames and who speaks in it.</p>
{which}</header>
<form id="choose" aria-label="Choose sentences" data-script hidden>
{"".join(_select(one) for one in choices)}
<label>Words in the sentence <input id="words" type="search" autocomplete="off"></label>
<button type="button" id="reset">Show all</button>
<button type="button" id="save">Save these as CSV</button>
</form>
<p id="count" role="status"></p>
<noscript><p class="about">Choosing needs scripts; the articles can be read without.</p></noscript>
<main class="panes">
<section id="sentences" aria-labelledby="sentences-head" tabindex="-1">
<h2 id="sentences-head">Sentences</h2>
<p id="none" hidden>No sentence fits all choices. Take one of them back.</p>
<ol id="list"></ol>
<button type="button" id="more" hidden>Show more</button>
</section>
<section id="reading" aria-labelledby="reading-head">
<h2 id="reading-head">Articles</h2>
{articles}
</section>
</main>
<script>
{script}</script>
</body>
</html>
"""


def _select(choice: _Choice) -> str:
    """Write one list to choose from."""
    options = "".join(
        f'<option value="{_safe(key)}" data-label="{_safe(name)}">{_safe(name)}</option>'
        for key, name in choice.options.items()
    )
    every = f'<option value="" data-label="All">All</option>{options}'
    return f'<label>{choice.name} <select id="{choice.key}">{every}</select></label>\n'
