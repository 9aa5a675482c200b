"""The coded sheets of voices: every unit of the seeds, and codes that keep the rules."""

from pathlib import Path

import krippendorff
import pandas as pd
import pytest

from analysis import voice_scores

SEEDS = Path("seeds/coding/voices.csv")
UNSEEN = Path("benchmarks/voices/codes.csv")
FRESH = Path("benchmarks/voices_unseen/codes.csv")
PLACE = ["article", "start", "end"]
TYPES = {"accuser", "accused", "government", "experts", "investors", "companies", "media"}

sheets = pytest.mark.parametrize(
    ("sheet", "articles"),
    [
        (SEEDS, Path("seeds/articles")),
        (UNSEEN, Path("benchmarks/voices/articles")),
        (FRESH, Path("benchmarks/voices_unseen/articles")),
    ],
    ids=["seeds", "unseen", "fresh"],
)


def test_the_sheet_of_the_seeds_has_the_units_of_the_gold_standard_in_their_order():
    gold = pd.read_csv("seeds/coding/gold.csv")
    units = voice_scores.read(SEEDS).drop_duplicates(PLACE)
    assert units[[*PLACE, "text"]].to_numpy().tolist() == gold[[*PLACE, "text"]].to_numpy().tolist()


@sheets
def test_every_span_is_what_stands_in_its_article(sheet, articles):
    table = voice_scores.read(sheet)
    assert set(table["article"]) == {file.name for file in articles.glob("*.txt")}
    texts = {name: (articles / name).read_text(encoding="utf-8") for name in set(table["article"])}
    for row in table.itertuples():
        assert texts[row.article][row.start : row.end] == row.text


def test_every_character_of_the_unseen_articles_lies_in_a_unit():
    units = voice_scores.read(UNSEEN).drop_duplicates(PLACE)
    for name, part in units.groupby("article"):
        text = (Path("benchmarks/voices/articles") / name).read_text(encoding="utf-8")
        left = list(text)
        for row in part.itertuples():
            assert "".join(left[row.start : row.end]).strip() == row.text  # no two units overlap
            left[row.start : row.end] = " " * (row.end - row.start)
        assert not "".join(left).strip(), name


@sheets
def test_codes_keep_the_rules(sheet, articles):
    table = voice_scores.read(sheet)
    assert set(table["actor"].dropna()) <= TYPES
    spoken = table[~table["form"].isin(["none", "hearsay"])]
    assert spoken["speaker"].notna().all()
    relays = table[table["status"] == "relays"]
    assert (relays["actor"] == "media").all()
    speaks = table[table["status"] == "speaks"].drop_duplicates(PLACE)
    assert relays.merge(speaks[PLACE], on=PLACE).shape[0] == len(relays)  # nobody relays nobody


@sheets
def test_names_come_from_the_article_and_each_has_one_type(sheet, articles):
    table = voice_scores.read(sheet).dropna(subset=["speaker"])
    for (article, speaker), part in table.groupby(["article", "speaker"]):
        text = " ".join((articles / article).read_text(encoding="utf-8").split()).casefold()
        assert all(word in text for word in speaker.casefold().split()), (article, speaker)
        assert len(set(part["actor"].fillna(""))) == 1, (article, speaker)


@sheets
def test_what_goes_on_goes_on_with_a_voice_beside_it(sheet, articles):
    table = voice_scores.read(sheet)
    order = table.drop_duplicates(PLACE)["form"].tolist()
    for at, form in enumerate(order):
        if form == "continued":
            # questions of an interviewer and headings may stand between
            assert any(order[near] != "none" for near in range(max(0, at - 4), at + 2)
                       if near != at), at  # fmt: skip


def test_the_unseen_articles_are_of_both_languages_and_stories():
    names = pd.read_csv("benchmarks/voices/metadata.csv")
    assert set(names["article"]) == set(voice_scores.read(UNSEEN)["article"])
    story = names["story"] == "OpenAI and DeepSeek"
    assert names.groupby(["language", story]).size().tolist() == [6, 6, 6, 6]
    flemish = names["outlet"].str.endswith("Flemish")
    assert flemish[names["language"] == "nl"].sum() == 6


def test_the_two_readings_agree_as_their_readme_says():
    """Against the package krippendorff; the README gives two digits."""
    readings = []
    for name in ("voices_a.csv", "voices_b.csv"):
        table = voice_scores.read(SEEDS.with_name(name))
        speaks = table.assign(speaks=(table["status"] == "speaks").astype(int))
        readings.append(speaks.groupby(PLACE, sort=True)["speaks"].max())
    assert readings[0].index.equals(readings[1].index)
    alpha = krippendorff.alpha([each.tolist() for each in readings], level_of_measurement="nominal")
    assert f"journalist speaks: {alpha:.2f}".replace("0.", ".") in " ".join(
        Path("seeds/README.md").read_text(encoding="utf-8").split()
    )
    decided = voice_scores.read(SEEDS)["note"].str.startswith("decided after").sum()
    assert decided == 4
