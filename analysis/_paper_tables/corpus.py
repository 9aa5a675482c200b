"""Table: the articles by news wave and language."""

from typing import Any, Final

import pandas as pd

from analysis import wording
from analysis._paper_tables import words
from analysis._paper_tables.build import Column, framed
from analysis._paper_tables.numbers import DASH, count
from analysis._paper_tables.results import NotMadeError, Results
from analysis.study import Wave
from analysis.table_files import PaperTable

__all__ = ["make"]

_KEY: Final = ["outlet", "date", "wave"]
_COLUMNS: Final = ("articles", "outlets", "words", "units", "different")


def make(results: Results, number: str) -> PaperTable:
    """Describe the corpus: articles, outlets, words, units and different articles."""
    articles = results.read("articles", ["file", *_KEY, "language", "words", "wave from"])
    if articles.empty:
        message = "No article was read."
        raise NotMadeError(message)
    articles = articles.assign(
        known=_one_line(articles["outlet"]), words=articles["words"].astype("int64"),
        outlet=_one_line(articles["outlet"].where(articles["outlet"].notna(), articles["file"])),
    )  # fmt: skip
    units, distinct = _units(results, articles), _different(results)
    languages = sorted(articles["language"].dropna().unique())
    outside = _outside(articles).any()
    whole = "all_articles" if outside else "all_waves"
    rows: list[dict[str, Any]] = []
    sections: list[tuple[int, str]] = []
    by_language = len(languages) > 1
    for wave in [*results.plan.waves, *([None] if outside else []), whole]:
        if by_language:
            sections.append((len(rows), _wave_name(wave, results, with_days=True)))
        rows += _rows(wave, results, articles, units, distinct, by_language=by_language)
    frame, align = framed(_columns(rows, results, by_language=by_language))
    return PaperTable(
        "table-corpus", number, words.said("corpus", results.language),
        _note(results, articles, units, by_language=by_language), frame, align, tuple(sections),
        language=results.language,
    )  # fmt: skip


def _one_line(names: pd.Series) -> pd.Series:
    """Write names on one line, as `wording.outlets` does; the unknown stay so."""
    return names.astype("str").str.replace(r"\s+", " ", regex=True).str.strip()


def _outside(articles: pd.DataFrame) -> pd.Series:
    """Say which articles lie in no wave."""
    return articles["wave"].isna() | articles["wave"].eq(wording.NO_WAVE)


def _units(results: Results, articles: pd.DataFrame) -> pd.DataFrame:
    """Give units per counted article with wave and language, the latter where it is certain.

    The two tables have no id in common: articles of one outlet, day and wave are taken
    together, and have a language if they all have the same one.
    """
    try:
        counts = results.read("articles-by-frame", ["doc_id", "outlet", "date_label", "wave",
                                                    "n_units"])  # fmt: skip
    except NotMadeError:
        return pd.DataFrame(columns=[*_KEY, "n_units", "language"])
    each = counts.rename(columns={"date_label": "date"}).groupby("doc_id", as_index=False).agg(
        {**dict.fromkeys(_KEY, "first"), "n_units": "max"})  # fmt: skip
    known = articles.assign(language=articles["language"].fillna(""))
    spoken = known.groupby(_KEY, dropna=False)["language"].agg(["min", "max"]).reset_index()
    one = (spoken["min"] == spoken["max"]) & spoken["min"].ne("")
    spoken["language"] = spoken["min"].where(one)
    return each.merge(spoken[[*_KEY, "language"]], on=_KEY, how="left")


def _different(results: Results) -> dict[str | None, int]:
    """Count different articles for each wave, and for all of them under None."""
    if results.plan.copies is None:
        return {}
    try:
        table = results.read("estimates", ["measure", "wave", "contrast", "n_clusters"])
    except NotMadeError:
        return {}
    known = table[table["n_clusters"].notna() & table["contrast"].isna()]
    per_wave = known[(known["measure"] == "salience") & known["wave"].notna()]
    found: dict[str | None, int] = {
        str(wave): int(most) for wave, most in per_wave.groupby("wave")["n_clusters"].max().items()
    }
    whole = known[known["measure"] == "cooccurrence"]["n_clusters"]
    if len(whole):
        found[None] = int(whole.max())
    elif len(results.waves) == 1 and found:
        found[None] = next(iter(found.values()))
    return found


def _wave_name(wave: Any, results: Results, *, with_days: bool) -> str:
    """Name a wave with its days; 'all' and None are no waves of the study."""
    if not isinstance(wave, Wave):
        return words.said("no_wave" if wave is None else str(wave), results.language)
    name, tongue = results.wave_label(wave.name), results.language
    if not with_days:
        return name
    between = words.said("to", tongue)
    return f"{name} ({words.day(wave.start, tongue)} {between} {words.day(wave.end, tongue)})"


def _rows(
    wave: Any, results: Results, articles: pd.DataFrame, units: pd.DataFrame,
    distinct: dict[str | None, int], *, by_language: bool,
) -> list[dict[str, Any]]:  # fmt: skip
    """Give the rows of a wave: one for each language, then one for all."""
    own, counted = articles, units
    if wave is None:
        own, counted = articles[_outside(articles)], units.head(0)
    elif isinstance(wave, Wave):
        own, counted = (table[table["wave"] == wave.name] for table in (articles, units))
    certain = counted["language"].notna().all()
    rows = []
    tags = sorted(own["language"].unique(), key=lambda tag: (pd.isna(tag), str(tag)))
    for tag in tags if by_language and len(tags) > 1 else []:
        is_tag = own["language"].isna() if pd.isna(tag) else own["language"] == tag
        spoken = counted[counted["language"] == tag]
        name = words.language_name(tag, results.language)
        rows.append(_row(name, own[is_tag], spoken if certain and wave is not None else None, None))
    alone = by_language and len(tags) == 1
    name = (words.language_name(tags[0], results.language) if alone
            else words.said("all_languages", results.language) if by_language
            else words.said("total", results.language) if wave == "all_waves"
            else _wave_name(wave, results, with_days=False))  # fmt: skip
    key = wave.name if isinstance(wave, Wave) else None
    rows.append(_row(name, own, None if wave is None else counted,
                     None if wave is None else distinct.get(key)))  # fmt: skip
    return rows


def _row(
    name: str, articles: pd.DataFrame, units: pd.DataFrame | None, different: int | None
) -> dict[str, Any]:  # fmt: skip
    """Count one group of articles."""
    return {
        "name": name, "articles": len(articles), "outlets": articles["known"].nunique() or None,
        "words": int(articles["words"].sum()),
        "units": None if units is None or (units.empty and len(articles) and different is None)
        else int(units["n_units"].sum()),
        "different": different,
    }  # fmt: skip


def _columns(
    rows: list[dict[str, Any]], results: Results, *, by_language: bool
) -> list[Column]:  # fmt: skip
    """Make the columns; those of units and different articles where they are known."""
    tongue = results.language
    heads = {name: words.said(name, tongue) for name in _COLUMNS if name != "units"}
    heads["units"] = words.unit(results.book.unit, tongue).capitalize()
    first = words.said("language" if by_language else "wave", tongue)
    return [
        Column(first, [row["name"] for row in rows], side="l"),
        *(Column(heads[name], [DASH if row[name] is None else count(row[name], tongue)
                               for row in rows], optional=name in ("outlets", "units", "different"))
          for name in _COLUMNS),
    ]  # fmt: skip


def _note(
    results: Results, articles: pd.DataFrame, units: pd.DataFrame, *, by_language: bool
) -> str:  # fmt: skip
    """Say what was counted, of which articles, and how copies and dates were found."""
    tongue, plan = results.language, results.plan
    noun = words.unit(results.book.unit, tongue)
    inferred = int(articles["wave from"].eq("event").sum())
    undated = int(articles["date"].isna().sum() + articles["date"].eq("undated").sum())
    used = words.counted(len(units), "article", tongue)
    unknown = int(articles["known"].isna().sum())
    parts = [
        words.sides((
            f"Articles, outlets and words as read; {noun} are the coded units in headline, "
            f"headings, lead and body of the {used} that entered the estimates.",
            f"Artikelen, media en woorden zoals ingelezen; {noun} zijn de gecodeerde eenheden in "
            f"kop, tussenkoppen, lead en tekst van de {used} die in de schattingen zijn "
            f"opgenomen.",
        ), tongue),
        _no_wave(articles, noun, tongue),
        words.sides((
            f"No outlet is known for {words.counted(unknown, 'article', tongue)}; only known "
            f"outlets are counted.",
            f"Van {words.counted(unknown, 'article', tongue)} is het medium niet bekend; alleen "
            f"bekende media zijn geteld.",
        ), tongue) if unknown else "",
        "" if by_language else _days(results),
        words.sides((
            f"The wave of {words.counted(inferred, 'article', tongue)} was inferred from dated "
            f"events that the text mentions.",
            f"De golf van {words.counted(inferred, 'article', tongue)} is afgeleid uit gedateerde "
            f"gebeurtenissen die de tekst noemt.",
        ), tongue) if inferred else "",
        words.sides((f"Without a date: {words.counted(undated, 'article', tongue)}.",
                     f"Zonder datum: {words.counted(undated, 'article', tongue)}."), tongue)
        if undated else "",
        _copies(plan.copies, tongue),
    ]  # fmt: skip
    return " ".join(part for part in parts if part)


def _no_wave(articles: pd.DataFrame, noun: str, language: str) -> str:
    """Say which numbers of the row of all articles hold those in no wave."""
    outside = int(_outside(articles).sum())
    if not outside:
        return ""
    own = words.counted(outside, "article", language)
    return words.sides((
        f"All articles: articles, outlets and words with those of the {own} in no news wave; "
        f"{noun} and different articles without them.",
        f"Alle artikelen: artikelen, media en woorden met die van {own} buiten de nieuwsgolven; "
        f"{noun} en verschillende artikelen zonder deze.",
    ), language)  # fmt: skip


def _days(results: Results) -> str:
    """Say from when to when the waves are, where this is not in the table."""
    told = [_wave_name(wave, results, with_days=True) for wave in results.plan.waves]
    named = words.listing(told, results.language)
    return words.sides((f"News waves: {named}.", f"Nieuwsgolven: {named}."), results.language)


def _copies(copies: Any, language: str) -> str:
    """Say when articles are copies of each other, or that copies were not looked for."""
    if copies is None:
        return words.sides(("Copies of articles were not looked for.",
                            "Naar kopieën van artikelen is niet gezocht."), language)  # fmt: skip
    share, days = count(round(100 * copies.similarity), language), count(copies.within_days,
                                                                         language)  # fmt: skip
    return words.sides((
        f"Different articles: copies count once (at least {share}% of runs of four words in "
        f"common, at most {days} days apart).",
        f"Verschillende artikelen: kopieën tellen één keer (minstens {share}% van de reeksen van "
        f"vier woorden gemeen, hoogstens {days} dagen uiteen).",
    ), language)  # fmt: skip
