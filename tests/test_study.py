"""The study file: what it may say, and what is said about one that is wrong."""

import datetime as dt
import os
from pathlib import Path

import pytest

from analysis import study
from analysis.contracts import InputError

GOOD = """\
title: A story
languages: [en, nl]
waves:
  - name: first
    start: 2025-01-20
    end: 2025-02-28
  - name: second
    start: 2026-02-01
    end: 2026-03-15
events:
  - name: report
    date: 2025-01-29
    cues:
      any: ["Gazette NEAR/5 report*"]
      nl: [krant AND bewijs]
"""


@pytest.fixture
def load(tmp_path):
    def load(text=GOOD, *, folder=True):
        path = tmp_path / "seeds" / "study.yaml"
        path.parent.mkdir(exist_ok=True)
        if folder:
            (path.parent / "articles").mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return study.load(path)

    return load


def test_a_good_study(load, tmp_path):
    found = load()
    assert found.languages == ("en", "nl")
    assert found.waves[0] == study.Wave("first", dt.date(2025, 1, 20), dt.date(2025, 2, 28))
    assert found.reference_wave == "first"
    assert found.events[0].cues == {"any": ("Gazette NEAR/5 report*",), "nl": ("krant AND bewijs",)}
    assert found.articles == tmp_path / "seeds" / "articles"
    assert found.codebook == tmp_path / "seeds" / "codebook.yaml"
    assert found.metadata is None  # the default is used if it is there
    assert study.load(tmp_path / "seeds") == found


def test_all_keys(load, tmp_path):
    (tmp_path / "seeds" / "texts").mkdir(parents=True)
    (tmp_path / "seeds" / "meta.tsv").touch()
    (tmp_path / "seeds" / "gold.csv").touch()
    wave = GOOD.replace(
        "    end: 2025-02-28\n",
        "    end: 2025-02-28\n    label: '2025'\n    query: DeepSeek AND OpenAI\n"
        "    sources: [Nexis, web]\n    retrieved_on: 2026-03-20\n",
    )
    found = load(
        wave + "question: How?\ntimezone: Europe/Amsterdam\nreference_wave: second\n"
        "articles: texts\nmetadata: meta.tsv\ngold: gold.csv\ncodebook: other.yaml\n"
    )
    assert found.waves[0].sources == ("Nexis", "web")
    assert found.waves[0].retrieved_on == dt.date(2026, 3, 20)
    assert found.waves[0].label == "2025"
    assert (found.reference_wave, found.timezone) == ("second", "Europe/Amsterdam")
    assert found.metadata == tmp_path / "seeds" / "meta.tsv"


def test_waves_table(load):
    table = load().waves_table()
    assert list(table.columns) == ["wave", "start", "end"]
    assert table["wave"].tolist() == ["first", "second"]
    assert table["end"].dt.date.tolist() == [dt.date(2025, 2, 28), dt.date(2026, 3, 15)]


def test_events_come_by_date(load):
    text = GOOD + "  - {name: launch, date: 2025-01-20, cues: {en: [launch]}}\n"
    assert [event.name for event in load(text).events] == ["launch", "report"]


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        ("title: A story", "titel: A story", 1, ["unknown key 'titel'", "Did you mean 'title'?"]),
        ("title: A story\n", "", 1, ["'title' is missing"]),
        ("title: A story", "title: [a]", 1, ["single text"]),
        ("languages: [en, nl]", "languages: []", 2, ["no languages"]),
        ("languages: [en, nl]\n", "", 1, ["no languages"]),
        ("languages: [en, nl]", "languages: en", 2, ["must be a list"]),
        ("languages: [en, nl]", "languages: [en, Dutch]", 2, ["'Dutch' is not a language tag"]),
        ("languages: [en, nl]", "languages: [en, en]", 2, ["'en' is listed twice"]),
        ("    end: 2025-02-28", "    ends: 2025-02-28", 6, ["unknown key 'ends'", "'end'"]),
        ("    end: 2025-02-28\n", "", 4, ["'end' of 'first' is missing"]),
        ("end: 2025-02-28", "end: 2025-01-02", 6, ["'first' ends on 2025-01-02, before it starts"]),
        ("end: 2025-02-28", "end: 2025-02-30", 6, ["'2025-02-30'", "a day such as"]),
        ("end: 2025-02-28", "end: 28 February", 6, ["'28 February'", "a day such as"]),
        ("end: 2025-02-28", "end: 2026-02-01", 8, ["'first' and 'second' overlap", "2026-02-01"]),
        ("name: second", "name: first", 7, ["'first' is listed twice"]),
        ("name: first", "name:", 4, ["'name' of 'waves' is missing"]),
        ("  - name: first", "  - first\n  - name: first", 4, ["'key: value'", "'first'"]),
        ("date: 2025-01-29", "date: soon", 12, ["'soon'"]),
        ("      any:", "      fr:", 14, ["unknown key 'fr'", "'any'", "'en'", "'nl'"]),
        ("NEAR/5 report*", "NEAR report*", 14, ["a distance"]),
        ("krant AND bewijs", "krant AND (bewijs", 15, ["brackets"]),
        ("krant AND bewijs", "AND bewijs", 15, ["between two patterns"]),
        ("krant AND bewijs", "''", 15, ["not a text"]),
    ],
)
def test_mistakes_are_told_with_their_line(load, old, new, line, words):
    assert old in GOOD
    with pytest.raises(InputError) as caught:
        load(GOOD.replace(old, new, 1))
    said = str(caught.value)
    assert said.startswith(f"seeds/study.yaml, line {line}: ")
    for word in words:
        assert word in said


@pytest.mark.parametrize(
    ("extra", "words"),
    [
        ("reference_wave: frist\n", ["'frist' is none of the waves", "Did you mean 'first'?"]),
        ("timezone: Amsterdam\n", ["'Amsterdam' is not known", "Europe/Amsterdam"]),
        ("metadata: other.csv\n", ["'metadata' names 'other.csv'"]),
        ("gold: gold.csv\n", ["'gold' names 'gold.csv'"]),
        ("gold: {file: gold.csv}\n", ["'gold' names 'gold.csv'"]),
        ("gold: {file: study.yaml, seen: often}\n", ["'seen' must be true or false", "'often'"]),
        ("gold: {path: study.yaml}\n", ["unknown key 'path'", "'file'"]),
        ("gold: {seen: true}\n", ["'file'", "missing"]),
        ("sample: sample.csv\n", ["'sample' names 'sample.csv'"]),
        ("model: model.zip\n", ["'model' names 'model.zip'"]),
        ("articles: texts\n", ["no folder 'texts'", "articles:"]),
    ],
)
def test_mistakes_in_what_may_be_left_out(load, extra, words):
    with pytest.raises(InputError) as caught:
        load(GOOD + extra)
    assert str(caught.value).startswith("seeds/study.yaml, line 16: ")
    for word in words:
        assert word in str(caught.value)


@pytest.mark.parametrize(
    ("line", "seen"),
    [
        ("gold: codes/gold.csv", None),
        ("gold: {file: codes/gold.csv}", None),
        ("gold: {file: codes/gold.csv, seen: true}", True),
        ("gold: {file: codes/gold.csv, seen: false}", False),
    ],
)
def test_the_study_says_whether_the_gold_codes_were_seen(load, tmp_path, line, seen):
    (tmp_path / "seeds" / "codes").mkdir(parents=True)
    (tmp_path / "seeds" / "codes" / "gold.csv").touch()
    plan = load(f"{GOOD}{line}\n")
    assert plan.gold == tmp_path / "seeds" / "codes" / "gold.csv"
    assert plan.gold_seen is seen


def test_files_of_the_coders_decide_the_result_too(load, tmp_path):
    codes = tmp_path / "seeds" / "codes"
    codes.mkdir(parents=True)
    for name in ("anna.csv", "gold.csv", "sample.csv"):
        (codes / name).write_text(name)
    plan = load(f"{GOOD}coding: codes\ngold: codes/gold.csv\nsample: codes/sample.csv\n")
    before = study.hashes(plan)
    assert {"codes/anna.csv", "codes/gold.csv", "codes/sample.csv"} <= set(before)
    assert study.files(plan)["gold"] == codes / "gold.csv"
    (codes / "anna.csv").write_text("other codes")
    assert {name for name, hashed in study.hashes(plan).items() if hashed != before[name]} == {
        "codes/anna.csv"
    }


def test_the_list_of_actors_is_named_or_lies_beside_the_study(load, tmp_path):
    assert load(GOOD).voices is None
    beside = tmp_path / "seeds" / "voices.yaml"
    beside.write_text("name: mine\n")
    assert load(GOOD).voices == beside
    other = tmp_path / "seeds" / "who.yaml"
    other.write_text("name: other\n")
    plan = load(f"{GOOD}voices: who.yaml\n")
    assert study.files(plan)["voices"] == plan.voices == other
    before = study.hashes(plan)
    assert "who.yaml" in before
    other.write_text("name: changed\n")
    assert study.hashes(plan)["who.yaml"] != before["who.yaml"]
    with pytest.raises(InputError, match=r"'voices' names 'nobody.yaml', which is not beside"):
        load(f"{GOOD}voices: nobody.yaml\n")


def test_no_waves(load):
    for waves in ("", "waves: []\n", "waves:\n"):
        with pytest.raises(InputError, match="the study has no waves"):
            load("title: A story\nlanguages: [en]\n" + waves)


def test_waves_out_of_order(load):
    late, early = GOOD.index("  - name: second"), GOOD.index("  - name: first")
    end = GOOD.index("events:")
    text = GOOD[:early] + GOOD[late:end] + GOOD[early:late] + GOOD[end:]
    with pytest.raises(InputError, match="'first' comes before 'second' in time"):
        load(text)


def test_an_event_without_cues(load):
    text = GOOD[: GOOD.index("    cues:")]
    with pytest.raises(InputError, match="line 11: event 'report' has no cues"):
        load(text)


def test_the_default_folder_must_be_there(load):
    with pytest.raises(InputError, match="no folder 'articles'"):
        load(folder=False)


def test_the_seed_study_can_be_read():
    found = study.load("seeds/study.yaml")
    assert {event.name for event in found.events} >= {"Financial Times report"}
    assert found.gold is not None
    assert found.gold.exists()


def test_files_are_hashed_by_their_name_in_the_study(load, tmp_path):
    (tmp_path / "seeds" / "articles" / "sub").mkdir(parents=True)
    (tmp_path / "seeds" / "articles" / "sub" / "a.txt").write_text("x")
    (tmp_path / "seeds" / "codebook.yaml").write_text("x")
    found = study.hashes(load())
    assert list(found) == ["articles/sub/a.txt", "codebook.yaml", "study.yaml"]
    assert found["articles/sub/a.txt"] == found["codebook.yaml"]
    assert found["codebook.yaml"] == (
        "2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881"
    )


@pytest.mark.parametrize("style", ["absolute", "above"])
def test_files_elsewhere_are_hashed_without_telling_where(load, tmp_path, style):
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "a.txt").write_text("x")
    (tmp_path / "book.yaml").write_text("x")
    where = tmp_path.as_posix() if style == "absolute" else ".."
    plan = load(f"{GOOD}articles: {where}/news\ncodebook: {where}/book.yaml\n")
    assert list(study.hashes(plan)) == ["articles/a.txt", "codebook book.yaml", "study.yaml"]


def test_hashes_do_not_depend_on_how_the_study_is_named(load, tmp_path, monkeypatch):
    plan = load()
    (plan.articles / "a.txt").write_text("x")
    monkeypatch.chdir(tmp_path / "seeds")
    assert study.hashes(study.load("study.yaml")) == study.hashes(plan)


@pytest.mark.skipif(os.name == "nt", reason="needs links, pipes and names of bytes")
def test_strange_files_are_hashed_or_called_unreadable(load):
    plan = load()
    try:
        Path(os.fsdecode(os.fsencode(plan.articles) + b"/\xff.txt")).write_text("x")
    except OSError:
        pytest.skip("this file system allows no such name")
    (plan.articles / "gone.txt").symlink_to(plan.articles / "nothing.txt")
    os.mkfifo(plan.articles / "pipe.txt")
    found = study.hashes(plan)
    assert found.pop("articles/gone.txt") == "unreadable"
    assert found.pop("codebook.yaml") == "unreadable"  # there is none
    assert list(found) == ["articles/\\xff.txt", "study.yaml"]
    assert "".join(found).isascii()


@pytest.mark.parametrize("key", ["articles", "codebook", "metadata", "gold"])
def test_a_name_that_no_file_can_have_is_told_with_its_line(load, key):
    with pytest.raises(InputError, match=rf"line 16: '{key}' names .* cannot be opened") as said:
        load(f"{GOOD}{key}: {'a' * 5000}\n")
    assert len(str(said.value)) < 300


def test_a_study_that_no_file_can_be(tmp_path):
    with pytest.raises(InputError, match="cannot be read"):
        study.load(tmp_path / ("a" * 5000))


READING = """\
reading:
  columns: {text: Volltext, title: Titel, date: Datum}
  encoding: cp1252
  mojibake: repair
copies:
  similarity: 0.8
  within_days: 7
"""


def test_how_files_are_read_and_when_articles_are_copies(load):
    found = load(GOOD + READING)
    columns = {"text": "Volltext", "title": "Titel", "date": "Datum"}
    assert found.reading == study.Reading(columns, "cp1252", "repair")
    assert found.copies == study.Copies(similarity=0.8, within_days=7)


def test_without_these_keys_nothing_is_assumed(load):
    found = load()
    assert found.reading == study.Reading()
    assert (found.reading.columns, found.reading.encoding, found.reading.mojibake) == (
        {}, None, "keep",
    )  # fmt: skip
    assert found.copies is None


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        ("  columns:", "  column:", 17, ["unknown key 'column'", "'columns'"]),
        ("text: Volltext", "txt: Volltext", 17, ["unknown key 'txt'", "'text'"]),
        ("text: Volltext", "text: Titel", 17, ["'Titel' is named for 'text' and for 'title'"]),
        ("text: Volltext", "text: [a, b]", 17, ["'text' must be a single text"]),
        ("text: Volltext", "text:", 17, ["'text' of 'reading' is missing"]),
        ("{text: Volltext, title: Titel, date: Datum}", "Volltext", 17, ["'key: value'"]),
        ("cp1252", "latin9000", 18, ["'latin9000' is not known", "utf-8 or cp1252"]),
        ("cp1252", "rot13", 18, ["'rot13' is not known"]),
        ("repair", "fix", 19, ["'mojibake' is 'fix'", "keep or repair"]),
        ("  similarity: 0.8", "  similar: 0.8", 21, ["unknown key 'similar'", "'similarity'"]),
        ("  similarity: 0.8\n", "", 20, ["'similarity' of 'copies' is missing"]),
        ("0.8", "80 %", 21, ["'similarity' must be a number; found '80 %'"]),
        ("0.8", "true", 21, ["must be a number"]),
        ("0.8", "0.2", 21, ["between 0.5 and 1; found 0.2"]),
        ("within_days: 7", "within_days: 7.5", 22, ["whole number; found 7.5"]),
        ("within_days: 7", "within_days: -1", 22, ["between 0 and"]),
    ],
)
def test_mistakes_in_reading_and_copies_are_told_with_their_line(load, old, new, line, words):
    assert old in READING
    with pytest.raises(InputError) as caught:
        load(GOOD + READING.replace(old, new, 1))
    said = str(caught.value)
    assert said.startswith(f"seeds/study.yaml, line {line}: ")
    for word in words:
        assert word in said


def test_a_wave_knows_the_time_zone_of_its_days(load):
    found = load(GOOD + "timezone: Europe/Amsterdam\n")
    assert {wave.timezone for wave in found.waves} == {"Europe/Amsterdam"}


def test_the_articles_may_be_one_file_which_is_hashed(load, tmp_path):
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "export.zip").write_text("x")
    found = load(f"{GOOD}articles: export.zip\n", folder=False)
    assert found.articles == tmp_path / "seeds" / "export.zip"
    assert study.hashes(found)["export.zip"].startswith("2d711642b726b044")


def test_a_file_of_articles_elsewhere_is_hashed_without_telling_where(load, tmp_path):
    (tmp_path / "export.zip").write_text("x")
    found = load(f"{GOOD}articles: ../export.zip\n", folder=False)
    assert "articles/export.zip" in study.hashes(found)


@pytest.mark.skipif(os.name == "nt", reason="needs pipes")
def test_a_pipe_is_no_file_of_articles(load, tmp_path):
    (tmp_path / "seeds").mkdir()
    os.mkfifo(tmp_path / "seeds" / "pipe")
    with pytest.raises(InputError, match="no folder 'pipe'"):
        load(f"{GOOD}articles: pipe\n", folder=False)


def test_articles_that_are_still_to_be_read_need_not_be_there(load, tmp_path):
    path = tmp_path / "seeds" / "study.yaml"
    path.parent.mkdir()
    path.write_text(f"{GOOD}articles: corpus.parquet\n")
    assert study.load(path, articles_needed=False).articles.name == "corpus.parquet"
    with pytest.raises(InputError, match=r"no folder 'corpus\.parquet'"):
        study.load(path)


SHARED = """\
authors:
  - {name: Ann Lee, orcid: "https://orcid.org/0000-0002-1825-0097", affiliation: A university}
  - name: Bram Öst
paper: {title: "Trams: a study", reference: https://doi.org/10.1234/abc, date: 2031-05-01}
licence: cc-by-4.0
"""


def test_whose_work_it_is(load):
    found = load(GOOD + SHARED)
    assert found.authors == (
        study.Author("Ann Lee", "0000-0002-1825-0097", "A university"),
        study.Author("Bram Öst"),
    )
    reference = "https://doi.org/10.1234/abc"
    assert found.paper == study.Paper("Trams: a study", reference, "2031-05-01")
    assert found.licence == "CC-BY-4.0"
    plain = load()
    assert (plain.authors, plain.paper, plain.licence) == ((), None, None)


@pytest.mark.parametrize(
    ("old", "new", "line", "complaint"),
    [
        ("0000-0002-1825-0097", "0000-0002-1825-0098", 17, "is not an ORCID"),
        ("name: Bram Öst", "nam: Bram Öst", 18, "unknown key 'nam'. Did you mean 'name'?"),
        ("name: Bram Öst", "name: Ann Lee", 18, "author 'Ann Lee' is listed twice"),
        ("https://doi.org/10.1234/abc", "in press", 19, "'reference' must be an address"),
        ("2031-05-01", "May 2031", 19, "'date' must be a day"),
        ("cc-by-4.0", "CC-BY", 20, "the licence 'CC-BY' is not known. Did you mean 'CC-BY-4.0'?"),
    ],
)
def test_what_is_wrong_about_whose_work_it_is(load, old, new, line, complaint):
    with pytest.raises(InputError) as raised:
        load(GOOD + SHARED.replace(old, new))
    assert f"study.yaml, line {line}: " in str(raised.value)
    assert complaint in str(raised.value)
