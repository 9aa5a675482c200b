"""Topics as a reader sees them: what each is about, its passages, and the tests of it.

For display. Article text is escaped, since it comes from anywhere. Tables of several
languages have a column `language`; what is shown of them stands one language after the
other, and nothing is ever added up across.
"""

import html
from collections.abc import Collection, Mapping
from typing import Any, Final, NamedTuple

import pandas as pd

from analysis import wording
from analysis._language_names import language_name
from analysis.contracts import each_row
from analysis.wording import Html, counted, not_shown

__all__ = [
    "MOST", "OUTLIERS", "SAYS", "Found", "crossed", "gathered", "intrusion", "joined", "left_out",
    "names", "overview", "passages", "picked", "telling", "titles", "together",
]  # fmt: skip

MOST: Final = 12
"""Topics that a figure shows at the most, the largest first."""

OUTLIERS: Final = "-1"
"""The units that are in no topic, as figures and tallies call them."""

SAYS: Final = "in no topic"
"""Their name."""

_COLUMNS: Final = (
    "language", "seed", "topic", "unit_id", "doc_id", "rank", "word", "weight", "n_units",
    "n_docs", "share", "centrality",
)  # fmt: skip
_CODE: Final = "code:"
_CSS: Final = """
.fw-topics details{margin:.4em 0;border-left:3px solid #8884;padding-left:.9em}
.fw-topics summary{cursor:pointer;font-weight:600}
.fw-topics blockquote{margin:.6em 0;max-width:46rem;padding:0;border:0;line-height:1.6;
 overflow-wrap:anywhere}
.fw-topics cite{display:block;font-style:normal;font-size:.85em;color:#767676}
.fw-topics .fw-frame{border:1px solid currentColor;border-radius:2px;padding:0 .3em;
 margin-left:.5em;white-space:nowrap}
.fw-topics h4{margin:1em 0 .3em}
"""


def joined(parts: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Put the tables of several models below each other, with the language of each.

    Parameters
    ----------
    parts : mapping of str to DataFrame
        Language to a table of its model. The `language` of its rows, if there is one, gives way.

    Returns
    -------
    DataFrame
        The same columns and language; without any part, the columns of all tables of topics.

    Examples
    --------
    >>> joined({"en": pd.DataFrame({"topic": [0]}), "nl": pd.DataFrame({"topic": [0]})})
       topic language
    0      0       en
    1      0       nl
    """
    if not parts:
        return pd.DataFrame(columns=_COLUMNS)
    tables = [part.assign(language=language) for language, part in parts.items()]
    return pd.concat(tables, ignore_index=True).astype({"language": "str"})


class Found(NamedTuple):
    """The tables of all models below each other, with the language of each in `language`."""

    assigned: pd.DataFrame
    words: pd.DataFrame
    sizes: pd.DataFrame
    passages: pd.DataFrame


def gathered(models: Mapping[str, Any]) -> Found:
    """Put what several models found below each other.

    Parameters
    ----------
    models : mapping
        Language to its model, with `assigned`, `topics`, `sizes` and `passages`; those of a
        language without a model have no rows.

    Examples
    --------
    >>> [len(table) for table in gathered({})]
    [0, 0, 0, 0]
    """
    names = ("assigned", "topics", "sizes", "passages")
    return Found(*(
        joined({language: getattr(model, name) for language, model in models.items()})
        for name in names
    ))  # fmt: skip


def picked(table: pd.DataFrame, topics: Mapping[str, Mapping[str, str]]) -> dict[str, pd.DataFrame]:
    """Take a table apart by language, with the rows of named topics alone.

    Parameters
    ----------
    table : DataFrame
        language, and the topic in the column `topic`, or else in `frame` as in tallies.
    topics : mapping
        Language to a mapping of topic to its name.

    Returns
    -------
    dict
        A table for each language of `topics`.

    Examples
    --------
    >>> table = pd.DataFrame({"language": ["en", "en", "nl"], "topic": [0, -1, 0]})
    >>> {tag: len(part) for tag, part in picked(table, {"en": {"0": "0: tax"}}).items()}
    {'en': 1}
    """
    named = table["topic" if "topic" in table else "frame"].astype("str")
    return {
        language: table[(table["language"] == language) & named.isin(list(own))]
        for language, own in topics.items()
    }


def together(shown: Mapping[str, Any], *, nothing: str = "No language has a topic model.") -> Html:
    """Show one thing for each language, under the name of the language.

    Parameters
    ----------
    shown : mapping of str to object
        Language to what a notebook can show as HTML: `tables.show`, `export.draw`.
    nothing : str
        What is said if there is none.

    Returns
    -------
    Html
    """
    if not shown:
        return Html(f"<p>{html.escape(nothing)}</p>", nothing)
    parts = [
        f'<h4 id="{_address(language)}">{html.escape(language_name(language))}</h4>'
        f"{one._repr_html_()}"
        if len(shown) > 1
        else one._repr_html_()
        for language, one in shown.items()
    ]
    plain = "\n\n".join(f"{language_name(language)}\n{one!r}" for language, one in shown.items())
    return _shown("".join(parts), plain)


def _shown(markup: str, plain: str) -> Html:
    """Join markup and style sheet."""
    return Html(f'<style>{_CSS}</style><div class="fw-topics">{markup}</div>', plain)


def _address(*parts: object) -> str:
    """Make an address on the page."""
    return html.escape("-".join(["topics", *map(str, parts)]), quote=True)


def names(
    words: pd.DataFrame, *, top: int = 3, most: int = MOST, outliers: bool = False
) -> dict[str, dict[str, str]]:
    """Name the largest topics of each language by their first words.

    A name is no interpretation. Give a topic a name of your own once you have read its
    passages.

    Parameters
    ----------
    words : DataFrame
        language, topic (numbered by size), rank, word.
    top, most : int
        Words in a name; topics at the most.
    outliers : bool
        Name the units in no topic, too, behind the topics.

    Returns
    -------
    dict
        Language to a dict of topic, as text, to its name.

    Examples
    --------
    >>> words = pd.DataFrame({"language": "en", "topic": 0, "rank": [1, 2], "word": ["tax", "war"]})
    >>> names(words)
    {'en': {'0': '0: tax, war'}}
    """
    found: dict[str, dict[str, str]] = {}
    ordered = words[words["topic"] >= 0].sort_values(["language", "topic", "rank"])
    for (language, topic), part in ordered.groupby(["language", "topic"], sort=True):
        own = found.setdefault(str(language), {})
        if len(own) < most:
            own[str(topic)] = f"{topic}: {', '.join(part['word'].head(top))}"
    rest = {OUTLIERS: SAYS} if outliers else {}
    return {language: own | rest for language, own in found.items()}


def titles(sizes: pd.DataFrame, *, unit: str, most: int = MOST) -> dict[str, dict[str, str]]:
    """Head the panel of each of the largest topics with its number and size.

    Parameters
    ----------
    sizes : DataFrame
        language, topic, n_units, share.
    unit : str
        What was counted, in the singular.
    most : int
        Topics at the most.

    Examples
    --------
    >>> sizes = pd.DataFrame({"language": "en", "topic": [-1, 0], "n_units": [3, 9],
    ...                       "share": [0.25, 0.75]})
    >>> titles(sizes, unit="sentence")
    {'en': {'0': 'Topic 0 (9 sentences, 75 %)'}}
    """
    found: dict[str, dict[str, str]] = {}
    for row in each_row(sizes[sizes["topic"] >= 0].sort_values(["language", "topic"])):
        own = found.setdefault(row.language, {})
        if len(own) < most:
            size = f"{counted(row.n_units, unit)}, {wording.percent(row.share)}"
            own[str(row.topic)] = f"Topic {row.topic} ({size})"
    return found


def overview(
    spread: pd.DataFrame, words: pd.DataFrame, *, coherence: pd.DataFrame,
    stability: pd.DataFrame, top: int = 10,
) -> pd.DataFrame:  # fmt: skip
    """Tell of each topic what it is made of and how far it can be trusted.

    Parameters
    ----------
    spread, coherence, stability : DataFrame
        From `topic_quality.spread`, `npmi` and `stability` (its `topics`).
    words : DataFrame
        language, topic, rank, word.
    top : int
        Words that are listed.

    Returns
    -------
    DataFrame
        language, topic, words, units (with their share), articles (copies of one count once),
        largest (how much of the topic the article with most of it has), NPMI, seeds (with how
        many the topic comes back). Outliers stand last.
    """
    ordered = words.sort_values(["language", "topic", "rank"])
    lists = ordered.groupby(["language", "topic"])["word"].agg(lambda own: ", ".join(own[:top]))
    keys = ["language", "topic"]
    known = spread.merge(lists.reset_index().astype({"topic": "int64"}), on=keys, how="left")
    told = coherence.dropna(subset=["topic"]).astype({"topic": "int64"})
    known = known.merge(told[[*keys, "npmi"]], on=keys, how="left")
    known = known.merge(stability[[*keys, "n_same", "n_seeds"]], on=keys, how="left")
    known = known.sort_values(["language", "topic"], key=_outliers_last)
    rows = [
        {"language": language_name(row.language),
         "topic": SAYS if row.topic < 0 else str(row.topic),
         "words": row.word if isinstance(row.word, str) else "",
         "units": f"{row.n_units:,} ({wording.percent(row.share)})",
         "articles": row.n_clusters, "largest": wording.percent(row.top_share),
         "NPMI": "" if row.topic < 0 else wording.coefficient(row.npmi),
         "seeds": "" if pd.isna(row.n_seeds) else f"{row.n_same:.0f} of {row.n_seeds:.0f}"}
        for row in each_row(known)
    ]  # fmt: skip
    columns = ["language", "topic", "words", "units", "articles", "largest", "NPMI", "seeds"]
    return pd.DataFrame(rows, columns=columns)


def _outliers_last(column: pd.Series) -> pd.Series:
    """Sort -1 behind all topics."""
    if column.name != "topic":
        return column
    return column.where(column >= 0, column.max() + 1)


def passages(
    central: pd.DataFrame, units: pd.DataFrame, documents: pd.DataFrame, *,
    topics: Mapping[str, Mapping[str, str]], labels: Mapping[str, str], most: int = 4,
    linked: Collection[str] = (),
) -> Html:  # fmt: skip
    """Show the most central passages of each topic, with the article and the frames of each.

    Parameters
    ----------
    central : DataFrame
        language, topic, rank, unit_id, doc_id.
    units : DataFrame
        unit_id, text and `code:<frame>` columns.
    documents : DataFrame
        Contract `documents`.
    topics : mapping
        Language to a mapping of topic to its name; only these are shown.
    labels : mapping
        Frame to its name.
    most : int
        Passages of each topic at the most.
    linked : collection of str
        Articles (doc_id) that `evidence.articles` shows on the same page.

    Returns
    -------
    Html
        A fold for each topic; a passage leads to its article.
    """
    texts = units.set_index("unit_id")
    labelled = wording.article_labels(documents[documents["doc_id"].isin(central["doc_id"])])
    shown: dict[str, Html] = {}
    for language, own in topics.items():
        part = central[central["language"] == language].sort_values(["topic", "rank"])
        folds = ""
        for topic, name in own.items():
            rows = part[part["topic"] == int(topic)]
            quotes = "".join(
                _quoted(row, texts, labelled, labels, linked) for row in each_row(rows.head(most))
            )
            folds += (
                f"<details><summary>{html.escape(name)}</summary>"
                f'<div id="{_address(language, topic)}">{quotes}</div></details>'
            )
        shown[language] = Html(folds, f"{len(own)} topics with their most central passages")
    return together(shown)


def _quoted(
    row: Any, units: pd.DataFrame, articles: Mapping[str, str], labels: Mapping[str, str],
    linked: Collection[str],
) -> str:  # fmt: skip
    """Write one passage, its article and the frames that it carries."""
    unit = units.loc[row.unit_id]
    tags = "".join(
        f'<span class="fw-frame">{html.escape(label)}</span>'
        for frame, label in labels.items()
        if f"{_CODE}{frame}" in unit and unit[f"{_CODE}{frame}"] == 1
    )
    name = html.escape(articles.get(row.doc_id, row.doc_id))
    if row.doc_id in linked:
        name = f'<a href="#article-{html.escape(row.doc_id, quote=True)}">{name}</a>'
    text = html.escape(" ".join(str(unit["text"]).split()))
    return f"<blockquote>{text}<cite>{name}{tags}</cite></blockquote>"


def crossed(
    table: pd.DataFrame, *, topics: Mapping[str, Mapping[str, str]], labels: Mapping[str, str]
) -> pd.DataFrame:
    """Write topics by frames for reading: a row per topic and frame that meet.

    Parameters
    ----------
    table : DataFrame
        From `topic_quality.crossed`.
    topics, labels : mapping
        As in `passages`.

    Returns
    -------
    DataFrame
        language, topic, frame, units (with the frame, of those of the topic), share, interval,
        elsewhere (share in all other units), lift, log odds, articles, note; the pairs that
        stand out most first.
    """
    known = pd.concat([table.head(0), *picked(table, topics).values()])
    met = known[(known["n_positive"] > 0) & known["frame"].isin(list(labels))]
    ordered = met.sort_values(
        ["language", "log_odds", "topic", "frame"], ascending=[True, False, True, True]
    )
    rows = [
        {"language": language_name(row.language), "topic": topics[row.language][str(row.topic)],
         "frame": labels[row.frame], "units": f"{row.n_positive:,} of {row.n_units:,}",
         "share": wording.percent(row.share),
         "interval": "–" if pd.isna(row.ci_low)
         else f"{wording.percent(row.ci_low)} to {wording.percent(row.ci_high)}",
         "elsewhere": wording.percent(row.share_rest), "lift": f"{row.lift:.2f}",
         "log odds": wording.coefficient(row.log_odds), "articles": row.n_docs,
         "note": row.note if isinstance(row.note, str) else ""}
        for row in each_row(ordered)
    ]  # fmt: skip
    columns = ["language", "topic", "frame", "units", "share", "interval", "elsewhere", "lift",
               "log odds", "articles", "note"]  # fmt: skip
    return pd.DataFrame(rows, columns=columns)


def left_out(counts: pd.DataFrame, reasons: Mapping[str, str]) -> pd.DataFrame:
    """List for each language how many units there are, and whether they have a model.

    Parameters
    ----------
    counts : DataFrame
        language, n_units, n_short.
    reasons : mapping
        Language to why it has no model; empty if it has one.
    """
    rows = [
        {"language": language_name(row.language), "units": row.n_units, "too short": row.n_short,
         "left": row.n_units - row.n_short,
         "model": reasons.get(row.language, "language not known: no model") or "yes"}
        for row in each_row(counts)
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=["language", "units", "too short", "left", "model"])


def telling(
    table: pd.DataFrame, *, groups: Mapping[str, str] | None = None, most: int = 40
) -> Html:
    """Show the words that tell articles or waves apart, with how often each stands there.

    Parameters
    ----------
    table : DataFrame
        From `topic_quality.telling`.
    groups : mapping, optional
        Group to its name, such as `wording.article_labels`.
    most : int
        Groups of a language at the most.
    """
    shown: dict[str, Html] = {}
    for language, part in table.groupby("language", sort=True):
        lines, plain = "", []
        own = list(part.groupby("group", sort=False))
        for group, rows in own[:most]:
            listed = ", ".join(f"{row.word} ({row.n:,})" for row in each_row(rows))
            name = (groups or {}).get(str(group), str(group))
            lines += f"<dt>{html.escape(name)}</dt><dd>{html.escape(listed)}</dd>"
            plain.append(f"{name}: {listed}")
        markup = f"<dl>{lines}</dl>{not_shown(len(own) - most, 'groups')}"
        shown[str(language)] = Html(markup, "\n".join(plain))
    return together(shown, nothing="No word is in one group and not in the others.")


def intrusion(items: pd.DataFrame, *, said: str = "") -> Html:
    """Show a word intrusion test: which word does not belong? The answers are folded away.

    Parameters
    ----------
    items : DataFrame
        From `topic_quality.intruders`.
    said : str
        How the test is taken; written above it.
    """
    shown: dict[str, Html] = {}
    for language, part in items.groupby("language", sort=True):
        ordered = part.sort_values("item")
        asked = "".join(f"<li>{html.escape(row.words)}</li>" for row in each_row(ordered))
        answers = "".join(
            f"<li>{html.escape(row.intruder)} (topic {row.topic})</li>" for row in each_row(ordered)
        )
        markup = f"<ol>{asked}</ol><details><summary>Answers</summary><ol>{answers}</ol></details>"
        shown[str(language)] = Html(markup, "\n".join(ordered["words"]))
    told = together(shown, nothing="")
    return Html(f"<p>{html.escape(said)}</p>{told.markup}", f"{said}\n\n{told.plain}".strip())
