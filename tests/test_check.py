"""Before a long run: what is wrong or odd in a study is said once, with its remedy."""

import shutil
from pathlib import Path

import pytest

from analysis import checkup, cli

SEEDS = Path(__file__).resolve().parents[1] / "seeds"
TEMPLATE = SEEDS.parent / "analysis" / "templates" / "framewaves" / "study"


@pytest.fixture
def begun(tmp_path):
    """A copy of the starter study, to be damaged."""
    shutil.copytree(TEMPLATE, tmp_path / "my-study")
    return tmp_path / "my-study"


def check(capsys, *arguments):
    code = cli.main(["check", *(str(argument) for argument in arguments)])
    said = capsys.readouterr()
    return code, said.out, said.err


def change(path, old, new):
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def article(study, name, text, *, row=""):
    (study / "articles" / name).write_text(text, encoding="utf-8")
    if row:
        with (study / "metadata.csv").open("a", encoding="utf-8") as sheet:
            sheet.write(f"{name},{row}\n")


def findings(study, topic, *, must=None, most=None):
    found = checkup.examine(study, most=most).findings
    return [one for one in found if one.topic == topic and (must is None or one.must == must)]


def test_a_sound_study_is_ready_and_says_what_was_looked_at(begun, capsys):
    code, out, err = check(capsys, begun)
    assert (code, err) == (0, "")
    assert "A tram through Meerwijk" in out.splitlines()[0]
    assert "codebook     tram-frames 0.1.0: costs, say and clean_city, in en and nl" in out
    assert "files        2: 2 read, 0 rejected, 0 skipped" in out
    assert "by wave      1 Plan, 1 Vote, 0 in none" in out
    assert "To mend" not in out
    assert out.splitlines()[-1].startswith("ready")
    assert check(capsys, begun) == (code, out, err)


def test_the_shipped_study_is_ready(capsys):
    assert check(capsys, SEEDS)[0] == 0


def test_a_mistake_in_the_study_and_one_in_the_codebook_are_both_told(begun, capsys):
    change(begun / "study.yaml", "reference_wave: Plan", "reference_wave: Plans")
    change(begun / "codebook.yaml", "level: nominal", "levl: nominal")
    code, out, _ = check(capsys, begun / "study.yaml")
    assert code == 1
    assert "'Plans' is none of the waves" in out
    assert "unknown key 'levl'" in out
    assert out.splitlines()[-1] == "2 things to mend, 0 to know"


def test_the_codebook_that_a_wrong_study_names_is_looked_at(begun):
    (begun / "codebook.yaml").rename(begun / "frames.yaml")
    change(begun / "study.yaml", "codebook: codebook.yaml", "codebook: frames.yaml")
    change(begun / "study.yaml", "languages: [en, nl]", "languages: en")
    assert [one.topic for one in checkup.examine(begun).findings] == ["study"]


def test_with_a_broken_codebook_the_articles_are_looked_at_all_the_same(begun):
    (begun / "codebook.yaml").unlink()
    found = checkup.examine(begun)
    assert [one.topic for one in found.findings if one.must] == ["codebook"]
    assert any(fact.startswith("by wave") for fact in found.facts)


def test_no_study_is_no_checkup(tmp_path, capsys):
    code, out, err = check(capsys, tmp_path)
    assert (code, out) == (2, "")
    assert "there is no such file" in err


def test_an_empty_folder_of_articles_must_be_mended(begun, capsys):
    for path in (begun / "articles").iterdir():
        path.unlink()
    code, out, _ = check(capsys, begun)
    assert code == 1
    assert "[articles]" in out


def test_a_wave_without_articles_must_be_mended(begun):
    change(begun / "study.yaml", "start: 2024-10-01", "start: 2024-10-20")
    (one,) = findings(begun, "waves", must=True)
    assert "the wave 'Vote' (2024-10-20 to 2024-10-31) has no articles" in one.text
    assert findings(begun, "dates")[0].text == "outside every wave: 1 of 2 articles."


def test_no_article_in_any_wave_is_said_once(begun):
    change(begun / "study.yaml", "2024-", "1994-")
    assert [one.text for one in findings(begun, "waves")] == ["no article is in any news wave."]


def test_few_articles_can_only_be_described(begun):
    (one,) = findings(begun, "waves")
    assert one.text == "fewer than 4 articles in Plan (1) and Vote (1)."
    assert not one.must
    for number in range(4):
        article(begun, f"{number}.txt", f"Tram number {number} is late.",
                row="Meerwijk Courier,en,2024-03-14,")  # fmt: skip
    (one,) = findings(begun, "waves")
    assert one.text == "fewer than 4 articles in Vote (1)."


def test_what_is_not_known_of_articles_is_counted(begun):
    article(begun, "a.txt", "Een tram rijdt langs de haven van de stad, zei de wethouder.",
            row=",nl,,")  # fmt: skip
    texts = [one.text for one in findings(begun, "dates")]
    assert "no date: 1 of 3 articles: a.txt." in texts
    assert findings(begun, "outlets")[0].text == "no outlet: 1 of 3 articles."


def test_a_date_that_cannot_be_taken_is_quoted_and_not_called_missing(begun):
    change(begun / "metadata.csv", "2024-03-12", "12/03/2024")
    change(begun / "metadata.csv", "2024-10-09", "2024-13-45")
    (one,) = findings(begun, "dates")
    assert one.text == (
        "a date that cannot be taken: 2 of 2 articles: plan-en.txt (day and month cannot be told "
        "apart: '12/03/2024'), vote-nl.txt (there is no such day: '2024-13-45')."
    )
    change(begun / "metadata.csv", ",en,", ",en-GB,")  # the remedy that it names
    assert "1 of 2 articles: vote-nl.txt" in findings(begun, "dates")[0].text


def test_dates_near_the_edge_of_a_wave_are_counted(begun):
    change(begun / "metadata.csv", "2024-03-12", "2024-03-31")
    assert "within a day of the edge of a wave: 1 article." in [
        one.text for one in findings(begun, "dates")
    ]


def test_a_language_that_the_codebook_lacks(begun):
    change(begun / "study.yaml", "languages: [en, nl]", "languages: [en, nl, de]")
    article(begun, "de.txt", "Die Strassenbahn kommt.", row="Bote,de,2024-03-14,")
    lacking, uncoded = findings(begun, "languages")
    assert lacking.must
    assert lacking.text == "the study names de, which the codebook lacks."
    assert not uncoded.must
    assert uncoded.text == "in languages that the codebook lacks: de (1)."


def test_no_article_in_a_language_of_the_codebook(begun):
    change(begun / "metadata.csv", ",en,", ",de,")
    change(begun / "metadata.csv", ",nl,", ",fr,")
    assert [one.text for one in findings(begun, "languages", must=True)] == [
        "no article is in a language of the codebook (en and nl)."
    ]


def test_outlets_of_one_wave_are_named_and_those_of_both_are_not(begun):
    article(begun, "a.txt", "The tram came.", row="De Meerwijker,en,2024-03-14,")
    (one,) = findings(begun, "outlets")
    assert one.text == (
        "1 of 2 outlets is in one wave only, with 1 of 3 articles: Meerwijk Courier."
    )


def test_a_pattern_that_matches_nothing_is_named_when_there_is_enough_to_say_so(begun):
    change(begun / "codebook.yaml", "expensive, over budget", "expensive, xpensive")
    assert not findings(begun, "patterns")  # one English article says nothing of a pattern
    for number in range(20):
        text = f"Tram {number} is expensive, at a cost of euros; a petition says so. Clean air too."
        article(begun, f"{number}.txt", text, row=f"Paper {number},en,2024-03-14,")
    (one,) = findings(begun, "patterns")
    assert "in 'en' match nothing in 21 articles" in one.text
    assert "costs/price 'xpensive'" in one.text
    assert "costs/price 'expensive'" not in one.text


def test_a_frame_of_which_nothing_is_found_is_named(begun):
    for path in (begun / "articles").iterdir():
        path.write_text("The tram came at noon.", encoding="utf-8")
    (one,) = findings(begun, "patterns")
    assert one.text == "nothing was found of costs, say and clean_city in 2 articles."


def test_copies_are_counted_or_said_not_to_be_looked_for(begun):
    text = (begun / "articles" / "plan-en.txt").read_text(encoding="utf-8")
    article(begun, "copy.txt", text, row="Harbour News,en,2024-03-13,")
    (one,) = findings(begun, "copies")
    assert one.text == "copies of another article: 1 article in 1 cluster."
    change(begun / "study.yaml", "copies:\n  similarity: 0.7\n  within_days: 7\n", "")
    (one,) = findings(begun, "copies")
    assert one.text == "copies of articles are not looked for."


def test_gold_articles_that_are_not_there_must_be_mended(begun):
    sheet = "article,start,end,costs\nplan-en.txt,0,10,1\nlost.txt,0,10,0\n"
    (begun / "gold.csv").write_text(sheet)
    with (begun / "study.yaml").open("a") as file:
        file.write("gold: gold.csv\n")
    (one,) = findings(begun, "gold")
    assert one.must
    assert one.text == "in the gold file, but not read: 1 article: lost.txt."


def test_gold_units_beyond_the_text_must_be_mended(begun):
    (begun / "gold.csv").write_text("article,start,end,costs\nplan-en.txt,0,99999,1\n")
    with (begun / "study.yaml").open("a") as file:
        file.write("gold: gold.csv\n")
    (one,) = findings(begun, "gold", must=True)
    assert "plan-en.txt [0:99,999)" in one.text


def test_a_gold_name_of_two_articles_must_be_mended(begun):
    for folder in ("a", "b"):
        (begun / "articles" / folder).mkdir()
        article(begun, f"{folder}/same.txt", f"The tram of {folder} came at noon.")
    (begun / "gold.csv").write_text("article,start,end,costs\nsame.txt,0,5,1\n")
    with (begun / "study.yaml").open("a") as file:
        file.write("gold: gold.csv\n")
    (one,) = findings(begun, "gold", must=True)
    assert one.text == "in the gold file, but the name of several articles: same.txt."


def test_an_event_that_a_language_cannot_show(begun):
    change(begun / "study.yaml", "      nl: [gemeenteraad AND", "      # nl: [gemeenteraad AND")
    (one,) = findings(begun, "events")
    assert one.text == 'the event "the council\'s vote" has no cues in nl.'


def test_what_could_not_be_read_and_what_is_missing_is_named(begun):
    (begun / "articles" / "photo.txt").write_bytes(bytes(range(256)) * 9)
    with (begun / "metadata.csv").open("a") as sheet:
        sheet.write("lost.txt,Paper,en,2024-03-14,\n")
    texts = " ".join(one.text for one in findings(begun, "files"))
    assert "could not be read: 1 file: photo.txt (" in texts
    assert "in the metadata, but not there: 1 file: lost.txt (" in texts


def test_a_look_at_some_files_says_so_and_claims_nothing_of_the_rest(begun):
    sheet = "article,start,end,costs\nlost.txt,0,10,0\n"
    (begun / "gold.csv").write_text(sheet)
    with (begun / "study.yaml").open("a") as file:
        file.write("gold: gold.csv\n")
    found = checkup.examine(begun, most=1)
    assert any("stopped there, as --most asks" in fact for fact in found.facts)
    assert not [one for one in found.findings if one.topic == "gold"]


@pytest.mark.parametrize("damage", ["study", "codebook", "metadata", "files", "languages"])
def test_every_finding_has_a_remedy(begun, damage):
    text = (begun / "articles" / "plan-en.txt").read_text(encoding="utf-8")
    article(begun, "again.txt", text)
    (begun / "articles" / "old.txt").write_bytes(
        "Die Straßenbahn fährt übers Feld.".encode("cp1252")
    )
    (begun / "articles" / "empty.txt").touch()
    if damage == "study":
        change(begun / "study.yaml", "reference_wave: Plan", "reference_wave: Plans")
    elif damage == "codebook":
        change(begun / "codebook.yaml", "level: nominal", "levl: nominal")
    elif damage == "metadata":
        change(begun / "metadata.csv", "article,", "file,")
    elif damage == "languages":
        change(begun / "metadata.csv", ",en,", ",de,")
    found = checkup.examine(begun).findings
    assert found
    assert [one.text for one in found if not one.remedy] == []


def test_same_remarks_are_told_once(begun):
    text = (begun / "articles" / "plan-en.txt").read_text(encoding="utf-8")
    for number in range(3):
        article(begun, f"{number}.txt", text)
    texts = [one.text for one in findings(begun, "files")]
    assert "same text as another article (3 times)." in texts
    assert "no row in metadata.csv (3 times)." in texts


@pytest.mark.parametrize("most", ["0", "-3"])
def test_most_is_a_number_of_files(begun, capsys, most):
    code, _, err = check(capsys, begun, "--most", most)
    assert code == 2
    assert "--most must be a whole number from 1" in err


def test_names_of_files_cannot_command_the_terminal(begun, capsys):
    (begun / "articles" / "a\x1b[2Jb.txt").write_bytes(b"\x00\x01")
    _, out, _ = check(capsys, begun)
    assert "\x1b" not in out
    assert "[2Jb.txt" in out


def test_a_mistake_in_the_list_of_actors_is_told_before_the_run(begun):
    place = begun / "voices.yaml"
    place.write_text(place.read_text(encoding="utf-8").replace("types:", "typs:", 1), "utf-8")
    (told,) = findings(begun, "voices", must=True)
    assert "'typs'" in told.text
    assert "Did you mean" in told.text
