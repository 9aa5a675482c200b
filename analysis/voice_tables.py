"""Tables and passages of voices as a reader sees them: who speaks, how often, in which sentences.

For display; the full numbers stay in the stages' tables. The HTML has no scripts, and all that
comes from articles is escaped.
"""

import html
import itertools
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any, Final, NamedTuple

import pandas as pd

from analysis import _folds, _speaking, wording
from analysis._folds import above, fold
from analysis._language_names import language_name
from analysis.contracts import COUNTED_ROLES, InputError, did_you_mean, each_row
from analysis.wording import Html, counted, not_shown

__all__ = ["matrix", "names", "passages", "scores", "shares", "speakers"]

_ALL: Final = "any"
_NAMES: Final = {
    "en": {_speaking.UNLISTED: "Other speakers", _speaking.UNATTRIBUTED: "Not attributed",
           _speaking.JOURNALIST: "Journalist’s own words", _ALL: "All sentences"},
    "nl": {_speaking.UNLISTED: "Andere sprekers", _speaking.UNATTRIBUTED: "Niet toegeschreven",
           _speaking.JOURNALIST: "Eigen woorden van de journalist", _ALL: "Alle zinnen"},
}  # fmt: skip
_TASKS: Final = {
    "attributed": "whether anybody speaks", "actor": "which type of actor",
    "speaker": "who, by name",
}  # fmt: skip
_CSS: Final = """
.fw-voices{font-size:.95em;line-height:1.75}
.fw-voices details{margin:.5em 0;border-left:3px solid #8884;padding-left:.9em}
.fw-voices summary{cursor:pointer;font-weight:600}
.fw-voices p{margin:.45em 0;max-width:46rem;overflow-wrap:break-word}
.fw-voices mark{background:none;color:inherit;border-bottom:2px dotted #767676}
.fw-voices mark.fw-who{font-weight:650;border-bottom:2px solid #0b7a75}
.fw-voices .fw-tag{color:#767676;font-size:.8em;margin-left:.6em}
.fw-voices .fw-frame{border:1px solid #8888;border-radius:3px;padding:0 .35em;font-size:.75em;
 margin-left:.5em;white-space:nowrap}
.fw-voices .fw-wide{overflow-x:auto}
.fw-voices table{border-collapse:collapse}
.fw-voices td,.fw-voices th{padding:.25em .8em .25em 0;text-align:left}
.fw-voices td a{font-variant-numeric:tabular-nums}
.fw-voices :target{outline:2px solid #0b57b0;outline-offset:2px}
"""


def names(actors: Mapping[str, str], *, language: str, everything: bool = False) -> dict[str, str]:
    """Name all actors of the tallies: those of the list, and behind them those apart.

    Parameters
    ----------
    actors : mapping of str to str
        Actor type to its name, as `Actors.labels` gives them.
    language : str
        Of the other names: 'en' or 'nl'.
    everything : bool
        Give the name of all units alone ('any'), to be added to the labels of the frames.

    Returns
    -------
    dict of str to str

    Raises
    ------
    InputError
        If there are no names in this language.

    Examples
    --------
    >>> names({"mayor": "the mayor"}, language="en")["journalist"]
    'Journalist’s own words'
    >>> names({}, language="nl", everything=True)
    {'any': 'Alle zinnen'}
    """
    if language not in _NAMES:
        message = f"There are no names in {language!r}. {did_you_mean(language, _NAMES)}"
        raise InputError(message)
    own = _NAMES[language]
    if everything:
        return {_ALL: own[_ALL]}
    return {**actors, **{actor: name for actor, name in own.items() if actor != _ALL}}


def shares(
    estimates: pd.DataFrame, *, labels: Mapping[str, str], actors: Mapping[str, str],
    order: Sequence[str] = (),
) -> pd.DataFrame:  # fmt: skip
    """Write for reading which share of the units with a frame each actor speaks.

    Parameters
    ----------
    estimates : DataFrame
        Contract `estimates` by wave (or contrast) and actor.
    labels, actors : mapping of str to str
        Frame and actor to their names; the order of the rows.
    order : sequence of str
        Waves in the order of the columns.

    Returns
    -------
    DataFrame
        frame, voice, and a column for each wave or contrast: the share (points for a difference)
        with its interval and the units that it counts. Voices that are heard nowhere with a frame
        are left out; their share is 0.
    """
    change = "contrast" in estimates and bool(estimates["contrast"].notna().any())
    across = "contrast" if change else "wave"
    found = estimates[across].dropna().unique()
    waves = sorted(found, key=lambda wave: order.index(wave) if wave in order else len(order))
    heard = estimates[estimates["estimate"].fillna(0) != 0]
    cells: dict[tuple[str, str], dict[str, str]] = {
        (row.frame, row.actor): {} for row in each_row(heard)
    }
    for row in each_row(estimates):
        if (row.frame, row.actor) in cells:
            cells[row.frame, row.actor][getattr(row, across)] = _share(row, change=change)
    rows = [
        {"frame": labels[frame], "voice": actors[actor],
         **{wave: cells[frame, actor].get(wave, "") for wave in waves}}
        for frame in labels for actor in actors if (frame, actor) in cells
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=["frame", "voice", *waves])


def _share(row: Any, *, change: bool) -> str:
    """Write one share or difference with its interval and counts."""
    if pd.isna(row.estimate):
        return "undefined"
    write = wording.points if change else wording.percent
    told = write(row.estimate)
    if pd.notna(row.ci_low) and pd.notna(row.ci_high):
        told += f" ({write(row.ci_low)} to {write(row.ci_high)})"
    return told if change else f"{told}, {int(row.n_positive):,} of {int(row.n_units):,}"


def speakers(
    table: pd.DataFrame, *, actors: Mapping[str, str], order: Sequence[str] = (), most: int = 10
) -> pd.DataFrame:
    """Write for reading who is quoted: the first `most` of each wave and language.

    Parameters
    ----------
    table : DataFrame
        From `voice_tallies.speakers`.
    actors : mapping of str to str
        Actor to its name.
    order : sequence of str
        Waves in the order of the rows.
    most : int
        Speakers of each group at the most; a last row counts the others.

    Returns
    -------
    DataFrame
        The groups, speaker, type, sentences, in quotation marks, articles.
    """
    by = [name for name in ("wave", "language") if name in table]
    place = {wave: number for number, wave in enumerate(order)}
    columns = [*by, "speaker", "type", "sentences", "in quotation marks", "articles"]
    shown = pd.DataFrame({
        **{name: table[name] for name in by},
        "speaker": table["speaker"].where(table["speaker"].notna(), "(not named)"),
        "type": table["actor"].map(actors).fillna(table["actor"]),
        "sentences": table["n_units"], "in quotation marks": table["n_direct"],
        "articles": table["n_docs"].astype("Int64"),
    })  # fmt: skip
    rank = shown.groupby(by).cumcount() if by else pd.Series(range(len(shown)), index=shown.index)
    rest = shown[rank >= most]
    parts = [shown[rank < most]]
    for key, part in rest.groupby(by) if by else ([((), rest)] if len(rest) else []):
        parts.append(pd.DataFrame([{
            **dict(zip(by, key, strict=True)), "speaker": f"({len(part):,} others)", "type": "",
            "sentences": part["sentences"].sum(),
            "in quotation marks": part["in quotation marks"].sum(), "articles": pd.NA,
        }]).astype({"articles": "Int64"}))  # fmt: skip
    whole = pd.concat(parts, ignore_index=True)[columns]
    if not by:
        return whole
    keys = {name: whole[name].map(place).fillna(len(place)) if name == "wave" and place
            else whole[name] for name in by}  # fmt: skip
    ordered = whole.assign(**{f"_{name}": key for name, key in keys.items()})
    return ordered.sort_values([f"_{name}" for name in by], kind="stable",
                               ignore_index=True)[columns]  # fmt: skip


def scores(table: pd.DataFrame) -> pd.DataFrame:
    """Write for reading how well voices are found, in each language.

    Parameters
    ----------
    table : DataFrame
        From `voice_scores.score` or `voice_scores.by_actor`, by language; rows of all languages
        together are left out.

    Returns
    -------
    DataFrame
        language, task (and actor), precision, recall and F1 with their intervals, coded, found,
        both, units, articles, note.
    """
    own = table.dropna(subset=["language"])
    keys = ["language", "task", *(["actor"] if "actor" in table else [])]
    rows = []
    for key, part in own.groupby(keys, sort=False, dropna=False):
        shown = {row.measure: _score(row) for row in each_row(part)}
        one = part.iloc[0]
        named = {name: _TASKS.get(str(value), value) for name, value in zip(keys, key, strict=True)}
        named["language"] = language_name(named["language"])
        rows.append({
            **named, "precision": shown["precision"], "recall": shown["recall"],
            "F1": shown["f1"], "coded": one["tp"] + one["fn"], "found": one["tp"] + one["fp"],
            "both": one["tp"], "units": one["n_units"], "articles": one["n_docs"],
            "note": _text(one["note"]),
        })  # fmt: skip
    columns = [*keys, "precision", "recall", "F1", "coded", "found", "both", "units", "articles",
               "note"]  # fmt: skip
    return pd.DataFrame(rows, columns=columns)


def _score(row: Any) -> str:
    """Write a score with its interval."""
    if pd.isna(row.estimate) or pd.isna(row.ci_low):
        return wording.coefficient(row.estimate)
    low, high = wording.coefficient(row.ci_low), wording.coefficient(row.ci_high)
    return f"{wording.coefficient(row.estimate)} ({low} to {high})"


def _text(value: Any) -> str:
    """Write a text that may be missing."""
    return "" if pd.isna(value) else str(value)


class _Unit(NamedTuple):
    """A unit that is shown: where it stands, its voices and its frames."""

    start: int
    end: int
    voices: list[Any]
    frames: list[str]


def passages(
    documents: pd.DataFrame, segments: pd.DataFrame, voices: pd.DataFrame, codings: pd.DataFrame, *,
    labels: Mapping[str, str], actors: Mapping[str, str], most: int = 15, most_articles: int = 50,
    said: str = "",
) -> Html:  # fmt: skip
    """List the units in which each actor speaks, with what names them and what shows it.

    Parameters
    ----------
    documents, segments, voices, codings : DataFrame
        Contracts of those names, of the articles that are shown, with their texts.
    labels, actors : mapping of str to str
        Frame and actor to their names; the order of the actors.
    most : int
        Units shown of an article and actor at the most; the rest is counted.
    most_articles : int
        Articles shown of an actor and wave at the most.
    said : str
        Which articles these are, if they are some of many; written above them.

    Returns
    -------
    Html
        Folds with the addresses that `matrix` links to: actor, wave, article. A solid line marks
        who speaks, a dotted one the words that show it; speaker and form stand behind the unit,
        then its frames.
    """
    texts = dict(zip(documents["doc_id"], documents["text"], strict=True))
    titles = wording.article_labels(documents)
    shown = _units(segments, voices, codings, labels)
    waves = _folds.by_wave(documents)
    parts = []
    for actor, name in actors.items():
        inside = ""
        for wave, own in waves.items():
            ids = [doc_id for doc_id in own if (doc_id, actor) in shown]
            if not ids:
                continue
            folds = "".join(
                fold(f"voices-{actor}-{doc_id}",
                      f"{titles[doc_id]} ({len(shown[doc_id, actor]):,})",
                      _lines(shown[doc_id, actor], texts[doc_id], actors, labels, most))
                for doc_id in ids[:most_articles]
            )  # fmt: skip
            left = not_shown(len(ids) - most_articles, "articles")
            heading = f"{wave} ({counted(len(ids), 'article')})"
            inside += fold(f"voices-{actor}-{wording.slug(wave)}", heading, folds + left)
        parts.append(fold(f"voices-{actor}", name, inside or "<p>In no sentence shown here.</p>"))
    plain = f"{len(voices):,} voices in {counted(len(documents), 'article')}"
    return _shown(above(said) + "".join(parts), plain)


def _units(
    segments: pd.DataFrame, voices: pd.DataFrame, codings: pd.DataFrame, labels: Mapping[str, str]
) -> dict[tuple[str, str], list[_Unit]]:
    """Gather the units that count by article and actor, in the order of the text."""
    heard, carried = _speaking.voices(voices), _speaking.frames(codings)
    gathered: dict[tuple[str, str], list[_Unit]] = defaultdict(list)
    counts = segments[segments["role"].isin(COUNTED_ROLES)]
    for row in each_row(counts.sort_values(["doc_id", "start"])):
        rows = heard.get(row.segment_id, [])
        frames = [frame for frame in labels if frame in carried.get(row.segment_id, [])]
        for actor in dict.fromkeys(_speaking.actors(rows)):
            gathered[row.doc_id, actor].append(_Unit(row.start, row.end, rows, frames))
    return gathered


def _lines(
    units: Sequence[_Unit], text: str, actors: Mapping[str, str], labels: Mapping[str, str],
    most: int,
) -> str:  # fmt: skip
    """Write units as paragraphs, with who speaks and the frames behind each."""
    lines = ""
    for unit in units[:most]:
        tags = "".join(f'<span class="fw-tag">{html.escape(_who(row, actors))}</span>'
                       for row in unit.voices)  # fmt: skip
        frames = "".join(f'<span class="fw-frame">{html.escape(labels[frame])}</span>'
                         for frame in unit.frames)  # fmt: skip
        lines += f"<p>{_marked(text, unit)}{tags}{frames}</p>"
    return lines + not_shown(len(units) - most, "sentences")


def _who(row: Any, actors: Mapping[str, str]) -> str:
    """Say who speaks, of which type, and in which form."""
    actor = _speaking.actor(row)
    name = _text(row.speaker) or "nobody named"
    form = "relays" if row.status == "relays" else row.form
    return " · ".join(dict.fromkeys([name, actors.get(actor, actor), form]))


def _marked(text: str, unit: _Unit) -> str:
    """Escape a unit and mark who speaks and the words that show it, overlapping ones too."""
    spans: list[tuple[int, int, str]] = []
    for row in unit.voices:
        for start, end, kind in ((row.mention_start, row.mention_end, "who"),
                                 (row.cue_start, row.cue_end, "cue")):  # fmt: skip
            if pd.notna(start) and pd.notna(end):
                low, high = max(int(start), unit.start), min(int(end), unit.end)
                spans += [(low, high, kind)] if low < high else []
    edges = sorted({unit.start, unit.end, *(edge for span in spans for edge in span[:2])})
    pieces = []
    for low, high in itertools.pairwise(edges):
        kinds = {kind for start, end, kind in spans if start <= low and end >= high}
        piece = html.escape(text[low:high])
        if kinds:
            look = ' class="fw-who" title="who speaks"' if "who" in kinds else ' title="cue"'
            piece = f"<mark{look}>{piece}</mark>"
        pieces.append(piece)
    return "".join(pieces)


def matrix(
    tallies: pd.DataFrame, documents: pd.DataFrame, *, actors: Mapping[str, str], most: int = 50,
    said: str = "",
) -> Html:  # fmt: skip
    """Show articles by actors as a table whose cells lead to the sentences.

    Parameters
    ----------
    tallies : DataFrame
        From `voice_tallies.tally`, of these articles or more.
    documents : DataFrame
        Contract `documents`: the articles that are shown.
    actors : mapping of str to str
        Actor to its name; the order of the columns.
    most : int
        Articles shown of a wave at the most.
    said : str
        As in `passages`.

    Returns
    -------
    Html
        Each cell is the number of units in which the actor speaks, of all that were coded, and
        links to the fold of `passages`.
    """
    own = tallies[(tallies["frame"] == _ALL) & tallies["doc_id"].isin(documents["doc_id"])]
    counts = {(row.doc_id, row.actor): (row.n_positive, row.n_units) for row in each_row(own)}
    used = documents[documents["doc_id"].isin(own["doc_id"])]
    table, left = _folds.matrix(used, actors, counts, prefix="voices", most=most)
    markup = f'{above(said)}<div class="fw-wide">{table}</div>{left}'
    return _shown(markup, f"{counted(len(used), 'article')} by {len(actors)} voices")


def _shown(markup: str, plain: str) -> Html:
    """Join markup and style sheet."""
    return Html(f'<style>{_CSS}</style><div class="fw-voices">{markup}</div>', plain)
