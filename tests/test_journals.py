"""Presets of journals: data with sources, found by name, checked when read."""

import re
from pathlib import Path

import matplotlib as mpl

mpl.use("Agg")

import matplotlib.pyplot as plt
import pytest

import analysis
from analysis import journals, style
from analysis.contracts import InputError

FOLDER = Path(analysis.__file__).parent / "templates" / "journals"
ASKED = ("nature", "science", "pnas", "sage", "taylor-francis", "apa", "ieee", "elsevier",
         "slide", "poster")  # fmt: skip
WHOLE = (FOLDER / "elsevier.yaml").read_text(encoding="utf-8")


def own(tmp_path, text=WHOLE):
    """Write a preset of one's own."""
    file = tmp_path / "my-journal.yaml"
    file.write_text(text, encoding="utf-8")
    return file


# The presets that are shipped


def test_there_is_a_preset_for_each_journal_that_researchers_of_news_write_for():
    assert set(ASKED) == set(journals.known())


@pytest.mark.parametrize("key", journals.known())
def test_every_journal_says_where_it_was_read_and_when(key):
    journal = journals.load(key)
    assert journal.title
    assert journal.rules
    if journal.certainty == "own choice":
        return
    assert journal.sources
    for source in journal.sources:
        assert source.url.startswith("https://")
        assert re.fullmatch(r"20\d\d-\d\d-\d\d", source.checked)
        assert source.says


def test_what_no_page_of_a_journal_confirms_is_marked_as_such():
    unsure = {key: journals.load(key) for key in ("science", "pnas", "sage", "apa")}
    assert all("widths_mm" in journal.unconfirmed for journal in unsure.values())
    assert all(journal.certainty != "confirmed" for journal in unsure.values())
    assert "widths_mm" not in journals.load("nature").unconfirmed


@pytest.mark.parametrize("key", journals.known())
def test_the_settings_of_a_journal_give_its_width_and_its_sizes_of_text(key):
    journal = journals.load(key)
    for name, width in journal.widths.items():
        with mpl.rc_context(journal.settings(name)):
            figure = plt.figure()
            assert figure.get_figwidth() * 25.4 == pytest.approx(width)
            plt.close(figure)
            assert mpl.rcParams["font.size"] == journal.body
            assert style.small() == journal.second
            assert style.hatched() == journal.hatch
            assert style.in_colour() == journal.colour
            assert style.height_is_free()
    assert journal.smallest <= journal.second <= journal.body <= journal.largest


def test_sizes_and_widths_are_those_that_the_journals_publish():
    nature, ieee = journals.load("nature"), journals.load("ieee")
    assert (nature.widths, nature.max_height) == ({"column": 89, "page": 183}, 170)
    assert (nature.smallest, nature.largest, nature.hatch, nature.gridlines) == (5, 7, False, False)
    assert ieee.widths == {"column": 88.9, "page": 182}
    assert (ieee.smallest, ieee.largest) == (8, 10)
    assert (journals.load("apa").smallest, journals.load("apa").largest) == (8, 14)
    routledge = journals.load("taylor-francis")
    assert (routledge.least_line, routledge.transparency) == (0.3, False)
    assert routledge.smallest == routledge.second == routledge.body == routledge.largest


@pytest.mark.parametrize("key", journals.known())
def test_no_preset_asks_for_lines_that_it_forbids_itself(key):
    journal = journals.load(key)
    settings = journal.settings()
    widths = [value for name, value in settings.items()
              if name.endswith(("linewidth", ".width")) and value]  # fmt: skip
    assert journal.least_line <= min(widths)
    assert max(widths) <= journal.most_line


@pytest.mark.parametrize("key", journals.known())
def test_every_preset_is_set_in_the_typeface_that_every_machine_has(key):
    assert journals.load(key).settings()["font.family"][0] == "DejaVu Sans" == journals.FONT


def test_a_typeface_of_the_journal_is_taken_when_it_is_asked_for_and_there(monkeypatch):
    nature = journals.load("nature")
    there = {"Helvetica", "Nimbus Sans", "DejaVu Sans"}
    monkeypatch.setattr(style, "has_font", there.__contains__)
    assert nature.installed() == "Helvetica"
    there.remove("Helvetica")
    assert nature.installed() == "Nimbus Sans"
    there.remove("Nimbus Sans")
    assert nature.installed() is None
    with pytest.raises(InputError, match="'Helvetica' is not installed"):
        nature.settings(font="Helvetica")


def test_the_list_of_presets_says_what_is_sure():
    listed = journals.table().set_index("preset")
    assert tuple(listed.index) == journals.known()
    assert listed.loc["elsevier", "widths"] == "column 90, one-and-a-half 140, page 190"
    assert listed.loc["taylor-francis", "text"] == "8"
    assert listed.loc["nature", "text"] == "5–7"
    assert listed.loc["pnas", "unconfirmed"].startswith("widths, greatest height")
    assert listed["checked"].drop("poster").str.fullmatch(r"\d{4}-\d\d-\d\d").all()


# Names


@pytest.mark.parametrize(
    ("name", "key"),
    [("Nature", "nature"), ("tandf", "taylor-francis"), ("T&F", "taylor-francis"),
     ("taylor & francis", "taylor-francis"), ("Taylor and Francis", "taylor-francis"),
     ("ICA", "apa"), ("new media & society", "sage"), ("New Media and Society", "sage"),
     ("Political Communication", "taylor-francis"), ("APA 7", "apa"),
     ("the International Journal of Press/Politics", "sage"), ("powerpoint", "slide")],
)  # fmt: skip
def test_a_journal_is_found_by_the_names_that_people_use(name, key):
    assert journals.load(name).key == key


def test_no_name_belongs_to_two_presets():
    names = [name.casefold() for key in journals.known()
             for name in (key, *journals.load(key).venues)]  # fmt: skip
    assert len(names) == len(set(names))


def test_an_unknown_journal_gets_a_suggestion_or_the_list():
    with pytest.raises(InputError, match=r"no preset 'sgae'\. Did you mean 'sage'\?"):
        journals.load("sgae")
    with pytest.raises(
        InputError, match=r"Known: 'apa', 'elsevier', .*'taylor-francis'\. .*--list"
    ):
        journals.load("xyzzy")


# Widths


def test_a_width_in_millimetres_becomes_the_narrowest_that_holds_it():
    pnas = journals.load("pnas")
    assert pnas.width(60) == ("column", 87)
    assert pnas.width(88) == ("one-and-a-half", 114)
    assert pnas.width(500) == ("page", 178)


def test_an_unknown_width_is_refused_with_those_of_the_journal():
    with pytest.raises(InputError, match=r"PNAS has no width 'pages'\. Did you mean 'page'\?"):
        journals.load("pnas").width("pages")


# A file of one's own


def test_a_file_of_ones_own_works_like_a_preset(tmp_path):
    changed = WHOLE.replace("title: Elsevier", "title: My journal").replace(
        "page: 190", "page: 150"
    )
    journal = journals.load(own(tmp_path, changed))
    assert (journal.key, journal.title, journal.widths["page"]) == ("my-journal", "My journal", 150)
    assert journals.load(str(tmp_path / "my-journal.yaml")) == journal


def test_a_journal_of_one_width_takes_it_for_every_figure(tmp_path):
    one = re.sub(r"widths_mm: .*", "widths_mm: {text: 120}", WHOLE)
    one = re.sub(r"unconfirmed: .*", "unconfirmed: []", one)
    journal = journals.load(own(tmp_path, one))
    assert journal.width("column") == journal.width("page") == ("text", 120)


def test_a_file_may_leave_out_what_has_no_rule(tmp_path):
    keys = ("venues", "fonts", "stand_ins", "file_name", "unconfirmed", "certainty")
    short = "".join(line for line in WHOLE.splitlines(keepends=True)
                    if not line.startswith(tuple(f"{key}:" for key in keys)))  # fmt: skip
    journal = journals.load(own(tmp_path, short))
    assert journal.fonts == ()
    assert journal.file_name == "{name}"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("title: Elsevier", "titel: Elsevier", r"line 1: unknown key 'titel'\. Did you mean"),
        ("title: Elsevier\n", "", r"'title' is missing\. Add the line 'title: \.\.\.'"),
        ("column: 90", "column: 9", r"line 4: 'column' must lie between 30 and 1000; found 9"),
        ("column: 90", "column: wide", r"'column' must be a number; found 'wide'"),
        ("column: 90", "column: 200", r"'widths_mm' must go from narrow to wide"),
        ("page: 190", "full: 190", r"'widths_mm' must hold 'column' and 'page'"),
        ("max_height_mm: 240", "max_height_mm: 0", r"'max_height_mm' must lie between 30 and"),
        ("body: 8", "body: 6", r"smallest <= second <= body <= largest"),
        ("body: 8, ", "", r"'body' of 'text_pt' is missing"),
        ("axes: 0.5", "axes: 2", r"least <= axes <= most"),
        ("{axes: 0.5, least: 0.1, most: 1.5}", "[0.5]", r"expected 'key: value' lines \(axes"),
        ("line_pt: {axes: 0.5, least: 0.1, most: 1.5}\n", "", r"'axes' of 'line_pt' is missing"),
        ("text_pt: {body", "text_pt: [7]\n#{body", r"expected 'key: value' lines \(body"),
        ("dpi: 500", "dpi: 5000", r"'dpi' must lie between 72 and 1200; found 5000"),
        ("formats: [pdf, eps, tiff]", "formats: [pdf, jpg]", r"'formats' has 'jpg'"),
        ("formats: [pdf, eps, tiff]", "formats: []", r"'formats' is empty; name some of pdf"),
        ("formats: [pdf, eps, tiff]", "formats: [pdf, pdf]", r"'pdf' is listed twice"),
        ("hatch: true", "hatch: sometimes", r"'hatch' must be true or false; found 'sometimes'"),
        ('file_name: "Figure_{number}"', "file_name: Figure", r"it must hold \{number\} or"),
        ('file_name: "Figure_{number}"', 'file_name: "../{name}"', r"'file_name' is '../\{name\}'"),
        ('file_name: "Figure_{number}"', 'file_name: "{name.x}"', r"'file_name' is '\{name.x\}'"),
        ("unconfirmed: [", "unconfirmed: [height, ", r"'unconfirmed' has 'height'"),
        ("widths_mm.one", "dpi.one", r"'unconfirmed' has 'dpi\.one-and-a-half'"),
        ("certainty: confirmed", "certainty: sure", r"'certainty' is 'sure'; it must be confirmed"),
        ("checked: 2026-11-22", "checked: today", r"'checked' must be a day such as"),
    ],
)  # fmt: skip
def test_a_mistake_in_a_file_is_told_with_file_key_value_and_remedy(tmp_path, old, new, said):
    assert old in WHOLE
    with pytest.raises(InputError, match=said) as raised:
        journals.load(own(tmp_path, WHOLE.replace(old, new, 1)))
    assert "my-journal.yaml" in str(raised.value)


def test_a_file_that_is_absent_is_told():
    with pytest.raises(InputError, match=r"my-journal\.yaml: there is no such file"):
        journals.load("my-journal.yaml")
