"""Sentences on voices: they say what the numbers say, and when nothing can be said."""

import pandas as pd
import pytest

from analysis import compare, contracts, measure, voice_sentences

LABELS = {"theft": "Theft", "money": "Money"}
ACTORS = {
    "mayor": "The mayor", "experts": "Experts", "press": "Press",
    "unlisted": "Other speakers", "unattributed": "Not attributed", "journalist": "Own words",
}  # fmt: skip
WAVES = ["May", "June"]


def tallies(counts, n_docs=(2, 3), units=10):
    """Tallies in which each document of a wave has `units` units, spoken as `counts` says.

    `counts` maps (wave, frame) to {actor: units of each document}.
    """
    rows = [
        {"doc_id": f"{wave}{i}", "wave": wave, "frame": frame, "actor": actor,
         "n_units": units, "n_positive": told.get(actor, 0), "weight": 1.0}
        for (wave, frame), told in counts.items()
        for i in range(dict(zip(WAVES, n_docs, strict=True))[wave]) for actor in ACTORS
    ]  # fmt: skip
    return contracts.conform(pd.DataFrame(rows), "tallies")


COUNTS = {
    ("May", "theft"): {"mayor": 4, "experts": 2, "press": 2, "journalist": 2},
    ("June", "theft"): {"mayor": 1, "experts": 1, "unattributed": 3, "journalist": 5},
    ("June", "money"): {"journalist": 10},
    ("May", "any"): {"mayor": 3, "unlisted": 1, "journalist": 6},
    ("June", "any"): {"press": 3, "unattributed": 1, "journalist": 7},
}


def estimated(counts=None, **options):
    table = tallies(COUNTS if counts is None else counts, **options)
    return measure.salience(table, level=0.95, by=["wave", "actor"])


def lead(estimates):
    return voice_sentences.leading(estimates, labels=LABELS, actors=ACTORS, order=WAVES,
                                   noun="sentence")  # fmt: skip


def test_who_leads_is_told_with_counts_and_what_is_nobodys():
    may, june = lead(estimated()).split("\n\n")
    assert may.startswith("**May**: Theft (20 sentences in 2 articles): most by The mayor (8, 40 %")
    assert "then Experts and Press (4 each); 4 the journalist’s own words" in may
    assert "Money: in no sentence" in may
    assert "most by The mayor and Experts (3 each); 15 the journalist’s own words and 9 not" in june
    assert "Money (30 sentences in 3 articles): by nobody of the list; 30 the journalist’s" in june


def test_few_articles_are_described_only_and_many_are_not():
    assert lead(estimated()).count("So few articles allow a description only.") == 2
    assert "only" not in lead(estimated(n_docs=(6, 7)))
    mixed = tallies(COUNTS, n_docs=(6, 7))
    kept = mixed[(mixed["frame"] != "money") | mixed["doc_id"].isin(["June0", "June1"])]
    said = lead(measure.salience(kept, level=0.95, by=["wave", "actor"]))
    assert said.count("A frame that is in fewer than four articles is described only.") == 1


def test_a_wave_without_articles_and_an_empty_table_are_told():
    only = {key: told for key, told in COUNTS.items() if key[0] == "May"}
    assert "**June**: no sentence with a frame was counted." in lead(estimated(only))
    empty = measure.salience(tallies(COUNTS).head(0), level=0.95, by=["wave", "actor"])
    assert lead(empty).startswith("Nothing was counted")
    options = {"actors": ACTORS, "order": WAVES, "noun": "sentence"}
    assert voice_sentences.own_words(empty, **options).startswith("Nothing was counted")


def test_the_journalists_share_of_all_is_told():
    said = voice_sentences.own_words(estimated(n_docs=(4, 4)), actors=ACTORS, order=WAVES,
                                     noun="sentence")  # fmt: skip
    may, june = said.split("\n\n")
    assert may.startswith("**May**, of 40 sentences: 24 the journalist’s own words (60 %")
    assert "4 of speakers who are not in the list (10 %" in may
    assert "most by The mayor (12, 30 %" in may
    assert "4 not attributed (10 %" in june


def changed(counts=None, **options):
    table = tallies(COUNTS if counts is None else counts, **options)
    return compare.difference(table, across="wave", reference="May", measure="salience",
                              level=0.95, seed=1, by=["actor"], groups=WAVES)  # fmt: skip


def change(differences):
    return voice_sentences.change(differences, labels=LABELS, actors=ACTORS, noun="sentence")


def test_changes_are_told_largest_first_and_few_articles_claim_nothing():
    said = change(changed())
    assert "**June - May**" in said
    assert "Theft The mayor −30, Not attributed +30, Own words +30" in said
    assert "Money undefined (it is absent in one of them)" in said
    assert "2 and 3 documents: description only" in said
    assert "p (Holm)" not in said
    assert voice_sentences.change(changed().head(0), labels=LABELS, actors=ACTORS,
                                  noun="sentence").startswith("There is only one")  # fmt: skip


def test_a_firm_change_is_named_with_the_number_of_comparisons():
    table = changed(n_docs=(8, 8))
    tested = table[table["p_value"].notna()]
    firm = tested[tested["p_adjusted"] < 0.05]
    assert len(firm), "eight against eight of the same kind must differ"
    said = change(table)
    assert f"Adjusted p (Holm, {len(tested)} comparisons) is below 0.05 for" in said
    assert "Theft: The mayor" in said
    same = {key: {"mayor": 3} for key in COUNTS}
    calm = change(changed({**same, ("May", "money"): {"mayor": 3}}, n_docs=(8, 8)))
    assert "has an adjusted p (Holm) below 0.05" in calm
    assert "Theft no change" in calm


def test_names_from_articles_are_harmless_and_types_are_not_said_twice():
    speakers = pd.DataFrame({
        "wave": "May", "language": ["en", "en", "nl"], "n_units": [5, 1, 2], "n_direct": [2, 0, 1],
        "speaker": ["*Ann* <b>Lee</b>", "Press", "Jan"], "actor": ["mayor", "press", "unlisted"],
        "n_docs": [2, 1, 1]})  # fmt: skip
    said = voice_sentences.quoted(speakers, actors=ACTORS, order=WAVES, noun="sentence")
    assert "<b>" not in said
    assert r"\*Ann\*" in said
    assert "(The mayor; 5 sentences in 2 articles) and Press (1 sentence in 1 article)." in said
    assert "Of 6 times that somebody speaks, 2 with words in quotation marks." in said
    assert "**May**, Dutch: 1 speaker; most often Jan (Other speakers; 2 sentences" in said
    assert "**June**: nobody is quoted by name." in said


def scores(f1=0.9, gold=60, language="nl"):
    rows = [{"language": language, "task": task, "measure": name, "estimate": value, "tp": gold - 5,
             "fp": 4, "fn": 5, "n_units": 100, "n_docs": 3}
            for task in ("attributed", "actor", "speaker")
            for name, value in (("precision", 0.95), ("recall", 0.86), ("f1", f1))]  # fmt: skip
    return pd.DataFrame(rows)


def test_scores_are_told_per_language_and_low_ones_warned_of():
    good = voice_sentences.checked(scores())
    assert good.startswith("**Dutch**, 100 coded units in 3 articles: whether anybody speaks: "
                           "precision .95, recall .86, F1 .90;")  # fmt: skip
    assert "below" not in good
    both = voice_sentences.checked(pd.concat([scores(), scores(0.84, language="en")]))
    english, dutch = both.split("\n\n")
    assert "F1 is below .85 for whether anybody speaks, which type of actor and who, by" in english
    assert dutch == good
    assert "Only 10 units with a voice to check with" in voice_sentences.checked(scores(gold=10))
    assert "undefined" in voice_sentences.checked(scores(float("nan")))
    assert "Not checked" in voice_sentences.checked(scores(language=None))


def test_what_is_missing_is_told_with_its_remedy():
    assert "voices: voices.yaml" in voice_sentences.no_list()
    assert "voices: voices.yaml" not in voice_sentences.no_list(short=True)
    assert "Not checked" in voice_sentences.not_checked("coding/voices.csv")


@pytest.mark.parametrize(
    ("languages", "told"),
    [(["en", "nl", "nl"], "1 article in English and 2 articles in Dutch"),
     (["nl", "nl"], "All articles are in one language (Dutch)."),
     ([None], "No article has a known language.")],
)  # fmt: skip
def test_two_languages_are_two_instruments(languages, told):
    said = voice_sentences.languages(pd.DataFrame({"language": languages}))
    assert told in said
    assert ("instruments" in said) == (len(set(languages)) > 1)
