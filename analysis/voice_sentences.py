"""Say in sentences who speaks the frames, what changed, and how far that can be trusted.

As in `sentences`, every sentence is computed from the table it speaks of. A share is always
one of units with a frame (or of all units) in which somebody speaks; a unit with two speakers
counts for both.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Final

import pandas as pd

from analysis._intervals import MIN_DOCUMENTS
from analysis._language_names import language_name
from analysis._robustness import ALONE
from analysis.wording import (
    Sentence,
    coefficient,
    counted,
    interval,
    listing,
    percent,
    points,
    safe,
)

__all__ = [
    "change", "checked", "languages", "leading", "no_list", "not_checked", "own_words", "quoted",
]  # fmt: skip

_ALL: Final = "any"
_APART: Final = {
    "journalist": "the journalist’s own words", "unattributed": "not attributed",
    "unlisted": "of speakers who are not in the list",
}  # fmt: skip
_GOOD: Final = 0.85
_FEW_GOLD: Final = 30
_MOVES: Final = 3
_NOTHING: Final = "Nothing was counted: there is no sentence in which voices were looked for."
_TASKS: Final = {
    "attributed": "whether anybody speaks", "actor": "which type of actor",
    "speaker": "who, by name",
}  # fmt: skip


def leading(
    estimates: pd.DataFrame, *, labels: Mapping[str, str], actors: Mapping[str, str],
    order: Sequence[str], noun: str,
) -> Sentence:  # fmt: skip
    """Say for each wave who speaks most in the units with each frame.

    Parameters
    ----------
    estimates : DataFrame
        Salience of `voice_tallies.tally` by wave and actor, with n_positive.
    labels, actors : mapping of str to str
        Frame and actor to their names.
    order : sequence of str
        Waves in the order in which they are told.
    noun : str
        What is counted, such as 'sentence'.

    Returns
    -------
    Sentence
        A paragraph for each wave: of each frame the actor of the list who speaks in the most
        units, the next one, and how many units are the journalist's own or not attributed.
    """
    if estimates.empty:
        return Sentence(_NOTHING)
    said = []
    for wave in order:
        rows = estimates[(estimates["wave"] == wave) & estimates["frame"].isin(list(labels))]
        rows = rows[rows["n_units"] > 0]
        if rows.empty:
            said.append(f"**{safe(str(wave))}**: no {noun} with a frame was counted.")
            continue
        told = [_of_frame(rows[rows["frame"] == frame], label, actors, noun)
                for frame, label in labels.items()]  # fmt: skip
        said.append(f"**{safe(str(wave))}**: {'; '.join(told)}.{_few(rows)}")
    return Sentence("\n\n".join(said))


def _of_frame(rows: pd.DataFrame, label: str, actors: Mapping[str, str], noun: str) -> str:
    """Say who leads one frame in one wave."""
    if rows.empty:
        return f"{safe(label)}: in no {noun}"
    by_actor = {row["actor"]: row for row in rows.to_dict("records")}
    total, n_docs = (int(rows[name].max()) for name in ("n_units", "n_docs"))
    head = f"{safe(label)} ({counted(total, noun)} in {counted(n_docs, 'article')})"
    rest = [f"{int(by_actor[actor]['n_positive']):,} {name}" for actor, name in _APART.items()
            if actor in by_actor and by_actor[actor]["n_positive"] > 0]  # fmt: skip
    aside = f"; {listing(rest)}" if rest else ""
    return f"{head}: {_leader(by_actor, actors)}{aside}"


def _leader(by_actor: Mapping[str, Any], actors: Mapping[str, str]) -> str:
    """Name who speaks in the most units, and the next one."""
    heard = {actor: int(by_actor[actor]["n_positive"]) for actor in actors
             if actor in by_actor and actor not in _APART}  # fmt: skip
    ranks = sorted({n for n in heard.values() if n > 0}, reverse=True)
    if not ranks:
        return "by nobody of the list"
    first = [actor for actor, n in heard.items() if n == ranks[0]]
    named = listing(safe(actors[actor]) for actor in first)
    if len(first) > 1:
        told = f"most by {named} ({ranks[0]:,} each)"
    else:
        row = by_actor[first[0]]
        within = interval(row) or "no interval"
        told = f"most by {named} ({ranks[0]:,}, {percent(row['estimate'])}; {within})"
    if len(ranks) == 1:
        return told
    second = [safe(actors[actor]) for actor, n in heard.items() if n == ranks[1]]
    return f"{told}, then {listing(second)} ({ranks[1]:,}{' each' if len(second) > 1 else ''})"


def _few(rows: pd.DataFrame) -> str:
    """Say that so few articles can only be described, where it is so."""
    known = rows[rows["n_docs"] > 0]
    sample = (
        known["n_clusters"].fillna(known["n_docs"]) if "n_clusters" in known else known["n_docs"]
    )
    if not (sample < MIN_DOCUMENTS).any():
        return ""
    every = bool((sample < MIN_DOCUMENTS).all())
    return (" So few articles allow a description only." if every
            else " A frame that is in fewer than four articles is described only.")  # fmt: skip


def own_words(
    estimates: pd.DataFrame, *, actors: Mapping[str, str], order: Sequence[str], noun: str,
    across: str = "wave",
) -> Sentence:  # fmt: skip
    """Say how much of all that was counted is the journalist's own, and how much not attributed.

    Parameters
    ----------
    estimates, actors, order, noun
        As in `leading`; the rows of the frame 'any' are used.
    across : str
        Column that tells the groups apart: 'wave' or 'language'.
    """
    whole = estimates[(estimates["frame"] == _ALL) & (estimates["n_units"] > 0)]
    if whole.empty:
        return Sentence(_NOTHING)
    said = []
    for group in order:
        rows = whole[whole[across] == group]
        if rows.empty:
            said.append(f"**{safe(str(group))}**: no {noun} was counted.")
            continue
        by_actor = {row["actor"]: row for row in rows.to_dict("records")}
        parts = [_part(by_actor[actor], name) for actor, name in _APART.items()
                 if actor in by_actor]  # fmt: skip
        said.append(f"**{safe(str(group))}**, of {counted(int(rows['n_units'].max()), noun)}: "
                    f"{'; '.join(parts)}; {_leader(by_actor, actors)}.{_few(rows)}")  # fmt: skip
    return Sentence("\n\n".join(said))


def _part(row: Mapping[Any, Any], name: str) -> str:
    """Write one share of all units."""
    within = interval(row)
    inside = f"; {within}" if within else ""
    return f"{int(row['n_positive']):,} {name} ({percent(row['estimate'])}{inside})"


def change(
    differences: pd.DataFrame, *, labels: Mapping[str, str], actors: Mapping[str, str], noun: str
) -> Sentence:
    """Say which voices gained or lost most in each frame, and what may be concluded.

    Parameters
    ----------
    differences : DataFrame
        From `compare.difference` of the salience by actor.
    labels, actors, noun
        As in `leading`.
    """
    if differences.empty:
        return Sentence(ALONE)
    said = []
    for contrast, rows in differences.groupby("contrast", sort=True):
        moved = "; ".join(
            f"{safe(label)} {_moves(rows[rows['frame'] == frame], actors)}"
            for frame, label in labels.items() if (rows["frame"] == frame).any()
        )  # fmt: skip
        said.append(
            f"**{safe(str(contrast))}**, the largest changes in percentage points of the {noun}s "
            f"with the frame: {moved}. {_verdict(rows, labels, actors)}"
        )
    return Sentence("\n\n".join(said))


def _moves(rows: pd.DataFrame, actors: Mapping[str, str]) -> str:
    """Write the largest changes of one frame."""
    known = rows[rows["estimate"].notna() & rows["actor"].isin(list(actors))]
    if known.empty:
        return "undefined (it is absent in one of them)"
    size = known["estimate"].abs().round(12)
    place = known["actor"].map({actor: place for place, actor in enumerate(actors)})
    ranked = known.assign(_size=size, _place=place)
    ranked = ranked[ranked["_size"] > 0].sort_values(["_size", "_place"], ascending=[False, True])
    if ranked.empty:
        return "no change"
    return ", ".join(f"{safe(actors[row['actor']])} {points(row['estimate'])}"
                     for row in ranked.head(_MOVES).to_dict("records"))  # fmt: skip


def _verdict(rows: pd.DataFrame, labels: Mapping[str, str], actors: Mapping[str, str]) -> str:
    """Say which changes stand after adjusting for the number of comparisons."""
    tested = rows[rows["p_value"].notna()]
    said = []
    if len(tested):
        level = 1 - float(tested["ci_level"].iloc[0])
        firm = tested[tested["p_adjusted"] < level]
        named = [f"{safe(labels[row['frame']])}: {safe(actors[row['actor']])}"
                 for row in firm.to_dict("records")
                 if row["frame"] in labels and row["actor"] in actors]  # fmt: skip
        said.append(
            f"Adjusted p (Holm, {counted(len(tested), 'comparison')}) is below {level:.2g} for "
            f"{listing(named)}." if named else
            f"None of {counted(len(tested), 'comparison')} has an adjusted p (Holm) below "
            f"{level:.2g}."
        )  # fmt: skip
    if len(untested := rows[rows["p_value"].isna()]):
        notes = list(dict.fromkeys(safe(str(note)) for note in untested["note"].dropna() if note))
        more = " For other frames, see the table." if len(notes) > 1 else ""
        what = f"{len(untested):,} of them cannot be tested. " if len(tested) else ""
        said.append(f"{what}{notes[0]}{more}" if notes else what.strip())
    return " ".join(text for text in said if text)


def quoted(
    speakers: pd.DataFrame, *, actors: Mapping[str, str], order: Sequence[str], noun: str,
    most: int = 3,
) -> Sentence:  # fmt: skip
    """Say who is quoted most by name, in each wave and language.

    Parameters
    ----------
    speakers : DataFrame
        From `voice_tallies.speakers` by wave and language.
    actors, order, noun
        As in `leading`.
    most : int
        Names told of each wave and language.
    """
    if speakers.empty:
        return Sentence("Nobody is quoted, or nothing was counted.")
    said = []
    for wave in order:
        own = speakers[(speakers["wave"] == wave) & speakers["speaker"].notna()]
        for language, rows in own.groupby("language", sort=True):
            top = [_speaker(row, actors, noun) for row in rows.head(most).to_dict("records")]
            spoken, direct = int(rows["n_units"].sum()), int(rows["n_direct"].sum())
            said.append(f"**{safe(str(wave))}**, {safe(language_name(language))}: "
                        f"{counted(len(rows), 'speaker')}; most often {listing(top)}. Of "
                        f"{spoken:,} times that somebody speaks, {direct:,} with words in "
                        f"quotation marks.")  # fmt: skip
        if own.empty:
            said.append(f"**{safe(str(wave))}**: nobody is quoted by name.")
    return Sentence("\n\n".join(said))


def _speaker(row: Mapping[Any, Any], actors: Mapping[str, str], noun: str) -> str:
    """Name a speaker, with their type unless it is called the same, and how often they speak."""
    name, kind = str(row["speaker"]), actors.get(row["actor"], str(row["actor"]))
    typed = f"{safe(kind)}; " if kind != name else ""
    return (f"{safe(name)} ({typed}{counted(int(row['n_units']), noun)} in "
            f"{counted(int(row['n_docs']), 'article')})")  # fmt: skip


def languages(documents: pd.DataFrame) -> Sentence:
    """Say that articles in several languages are counted together, if they are."""
    sizes = documents["language"].value_counts().sort_index()
    if len(sizes) < 2:
        spoken = safe(language_name(sizes.index[0])) if len(sizes) else ""
        return Sentence(f"All articles are in one language ({spoken})." if spoken else
                        "No article has a known language.")  # fmt: skip
    named = listing(
        f"{counted(int(n), 'article')} in {safe(language_name(tag))}" for tag, n in sizes.items()
    )
    return Sentence(
        f"Counted together: {named}. Voices are found by the words of each language, so these are "
        f"{len(sizes)} instruments: a wave with more articles in one of them may differ for that "
        f"alone. How well voices are found in each stands below, and all sentences of each apart."
    )


def no_list(*, short: bool = False) -> Sentence:
    """Say that the study names no list of voices, and how to add it; `short` without how."""
    if short:
        return Sentence("Nothing was counted here: the study has no list of voices.")
    return Sentence(
        "**This study has no list of voices, so nothing is counted here.** Copy "
        "`seeds/voices.yaml` into the folder of the study, put the names of your own story into it "
        "(who accuses, who is accused; governments, experts and media are there), and write "
        "`voices: voices.yaml` into study.yaml. Then run this notebook again."
    )


def not_checked(sheet: str) -> Sentence:
    """Say that the voices were not compared with those that people found, and the remedy.

    Parameters
    ----------
    sheet : str
        Name of the hand-coded sheet that was looked for.
    """
    return Sentence(
        f"**Not checked**: there is no hand-coded sheet of voices ({safe(sheet)}), so it is not "
        f"known how many voices were missed or wrongly found. Code who speaks in some hundred "
        f"sentences of each language, as `seeds/coding/voices.csv` does, and name the "
        f"sheet in the parameters."
    )


def checked(scores: pd.DataFrame) -> Sentence:
    """Say for each language how many voices are found, and how many of those found are right.

    Parameters
    ----------
    scores : DataFrame
        From `voice_scores.score` by language.

    Returns
    -------
    Sentence
        A paragraph for each language: of units with a voice, of types of actors and of names,
        precision, recall and F1, with a warning where F1 is below .85 or little was coded.
    """
    said = []
    for language, rows in scores.dropna(subset=["language"]).groupby("language", sort=True):
        told = [_task(rows[rows["task"] == task], name) for task, name in _TASKS.items()
                if (rows["task"] == task).any()]  # fmt: skip
        counts = rows.iloc[0]
        of = (f"{counted(int(counts['n_units']), 'coded unit')} in "
              f"{counted(int(counts['n_docs']), 'article')}")  # fmt: skip
        said.append(
            f"**{safe(language_name(language))}**, {of}: {'; '.join(told)}.{_warning(rows)}"
        )
    return Sentence(
        "\n\n".join(said) or "**Not checked**: no article of a known language is coded."
    )


def _task(rows: pd.DataFrame, name: str) -> str:
    """Write the scores of one task."""
    found = rows.set_index("measure")["estimate"]
    return (f"{name}: precision {coefficient(found['precision'])}, recall "
            f"{coefficient(found['recall'])}, F1 {coefficient(found['f1'])}")  # fmt: skip


def _warning(rows: pd.DataFrame) -> str:
    """Warn of scores that are low, undefined or rest on little."""
    f1 = rows[rows["measure"] == "f1"]
    low = [_TASKS[row["task"]] for row in f1.to_dict("records") if row["estimate"] < _GOOD]
    told = []
    if low:
        told.append(f"F1 is below {coefficient(_GOOD)} for {listing(low)}: read the charts of this "
                    f"language with care.")  # fmt: skip
    if f1["estimate"].isna().any():
        told.append("A score without a voice to find is undefined.")
    first = f1[f1["task"] == "attributed"]
    n_gold = int((first["tp"] + first["fn"]).sum())
    if n_gold < _FEW_GOLD:
        told.append(f"Only {counted(n_gold, 'unit')} with a voice to check with: the scores could "
                    f"be quite different with others.")  # fmt: skip
    return f" **{' '.join(told)}**" if told else ""
