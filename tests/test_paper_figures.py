"""Figures for a journal: width, files, checks, and what is told when something does not fit."""

import dataclasses
import hashlib
import json
import shutil

import matplotlib as mpl

mpl.use("Agg")

import matplotlib.pyplot as plt
import pandas as pd
import pytest
from PIL import Image

from analysis import export, figure, journals, paper_figures, style
from analysis.contracts import InputError

SHARES = pd.DataFrame({
    "doc_id": ["a", "b"], "outlet": ["paper.nl", "news.nl"], "date_label": ["3 May 2025"] * 2,
    "wave": ["May"] * 2, "wave_inferred": [False] * 2, "frame": ["conflict"] * 2,
    "n_units": [20, 10], "n_positive": [5, 0]})  # fmt: skip
JOURNAL = dataclasses.replace(journals.load("elsevier"), title="Invented", formats=("pdf", "png"),
                              dpi=100, file_name="Figure_{number}", most_line=100.0)  # fmt: skip
BOOK = "invented@1.0.0+1234abcd"


@pytest.fixture(autouse=True)
def _close_figures():
    yield
    plt.close("all")


@pytest.fixture(scope="module")
def drawn_once(tmp_path_factory):
    """Draw three figures, once for all tests."""
    folder = tmp_path_factory.mktemp("figures")
    for name in ("40-1-articles", "40-2-more", "40-10-most"):
        export.draw(
            figure.heatmap, SHARES, name=name, caption=f"Articles of {name}.",
            said="paper.nl 25 %, news.nl 0 %.", folder=folder, width="column",
            codebook=BOOK, labels={"conflict": "Conflict"}, unit="sentences",
        )  # fmt: skip
    return folder


@pytest.fixture
def source(drawn_once, tmp_path):
    """Give a folder with three figures."""
    return shutil.copytree(drawn_once, tmp_path / "figures")


@pytest.fixture
def drawing(tmp_path, monkeypatch):
    """Let a figure be drawn by a function of the test."""
    source = tmp_path / "figures"
    source.mkdir(exist_ok=True)
    (source / "40-1-articles.json").write_text("{}")

    def use(function, width="column", **options):
        def recipe(path):
            return export.Recipe(
                name=path.stem, caption="A caption.", alt="A chart.", said="", function=function,
                data=pd.DataFrame({"n": [1]}), options=options, width=width,
            )  # fmt: skip

        monkeypatch.setattr(export, "recipe", recipe)
        return source

    return use


def sheet(data, *, words="Fits", high=50.0, size=None, look=None):
    """Draw a page with one text from its left edge."""
    paper, ax = plt.subplots()
    paper.set_figheight(high / 25.4)
    ax.set_axis_off()
    paper.text(0.01, 0.9, words, size=size)
    ax.plot([0, 1], [0.1, 0.1], **(look or {"color": style.INK}))
    return ax


def failures(checks):
    """Check and file ending of each row that failed."""
    bad = checks[~checks["passed"]]
    return sorted({(check, file.rpartition(".")[2]) for check, file in
                   zip(bad["check"], bad["file"], strict=True)})  # fmt: skip


def one(source, folder, **options):
    """Draw one figure."""
    return paper_figures.redraw(
        source, journal=options.pop("journal", JOURNAL), folder=folder, only=["40-1"], **options
    )


# What is written


def test_each_figure_leaves_the_formats_its_numbers_and_its_words(source, tmp_path):
    checks = paper_figures.redraw(source, journal=JOURNAL, folder=tmp_path / "out")
    assert tuple(checks.columns) == paper_figures.COLUMNS
    assert checks["passed"].all(), checks[~checks["passed"]].to_string()
    endings = ("alt.txt", "caption.txt", "csv", "json", "pdf", "png")
    written = sorted(file.name for file in (tmp_path / "out").iterdir())
    assert written == sorted(f"Figure_{n}.{end}" for n in (1, 2, 3) for end in endings)
    first = tmp_path / "out" / "Figure_1"
    assert first.with_suffix(".csv").read_bytes() == (source / "40-1-articles.csv").read_bytes()
    assert first.with_suffix(".caption.txt").read_text() == "Figure 1. Articles of 40-1-articles.\n"
    assert "paper.nl 25 %" in first.with_suffix(".alt.txt").read_text()
    with Image.open(first.with_suffix(".png")) as picture:
        assert picture.width == int(90 / 25.4 * 100)


def test_the_file_beside_a_figure_says_how_it_was_drawn_and_what_was_checked(source, tmp_path):
    checks = one(source, tmp_path / "out")
    said = json.loads((tmp_path / "out" / "Figure_1.json").read_text(encoding="utf-8"))
    assert said["journal"] == {"preset": "elsevier", "title": "Invented"}
    assert (said["name"], said["number"], said["codebook"]) == ("40-1-articles", 1, BOOK)
    assert (said["width"], said["width_mm"], said["typeface"]) == ("column", 90.0, "DejaVu Sans")
    assert len(said["checks"]) == len(checks)
    assert all(row["passed"] for row in said["checks"])
    for file, digest in said["files"].items():
        assert hashlib.sha256((tmp_path / "out" / file).read_bytes()).hexdigest() == digest
    assert str(tmp_path) not in json.dumps(said)


def test_a_second_run_gives_the_same_bytes(source, tmp_path):
    for folder in ("one", "two", "two"):
        one(source, tmp_path / folder)
    names = sorted(file.name for file in (tmp_path / "one").iterdir())
    assert names == sorted(file.name for file in (tmp_path / "two").iterdir())
    for name in names:
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()


def test_figures_are_numbered_by_name_or_as_they_are_asked_for(source, tmp_path):
    assert paper_figures.names(source) == ("40-1-articles", "40-2-more", "40-10-most")
    checks = paper_figures.redraw(
        source, journal=JOURNAL, folder=tmp_path / "out", only=["40-10", "40-1-articles", "40-10"]
    )
    assert list(dict.fromkeys(checks["figure"])) == ["40-10-most", "40-1-articles"]
    caption = (tmp_path / "out" / "Figure_1.caption.txt").read_text()
    assert caption == "Figure 1. Articles of 40-10-most.\n"


def test_files_keep_their_names_where_the_journal_has_no_rule(source, tmp_path):
    one(source, tmp_path, journal=dataclasses.replace(JOURNAL, file_name="{name}"))
    assert (tmp_path / "40-1-articles.caption.txt").read_text() == "Articles of 40-1-articles.\n"
    assert (tmp_path / "40-1-articles.pdf").exists()


def test_what_an_earlier_call_left_goes_but_nothing_that_someone_made_or_changed(source, tmp_path):
    out = tmp_path / "out"
    paper_figures.redraw(source, journal=JOURNAL, folder=out)
    (out / "notes.txt").write_text("mine")
    (out / "other.json").write_text('{"files": {"notes.txt": "0"}}')
    (out / "Figure_3.csv").write_text("changed by hand")
    one(source, out)
    left = {file.name for file in out.iterdir() if not file.name.startswith("Figure_1.")}
    assert left == {"notes.txt", "other.json", "Figure_3.csv"}


def test_a_journal_may_be_named_or_be_a_file(source, tmp_path):
    file = tmp_path / "my.yaml"
    shipped = (journals.__file__, "templates", "journals", "slide.yaml")
    text = export.Path(shipped[0]).parent.joinpath(*shipped[1:]).read_text(encoding="utf-8")
    file.write_text(text.replace("[png, svg, pdf]", "[svg]"), encoding="utf-8")
    checks = one(source, tmp_path / "out", journal=file)
    assert checks["passed"].all()
    assert (tmp_path / "out" / "40-1-articles.svg").exists()


# Widths


def test_the_next_width_is_taken_where_a_text_is_cut_never_smaller_text(drawing, tmp_path):
    folder = drawing(sheet, words="N" * 50)  # 106 mm at 8 points
    checks = one(folder, tmp_path)
    assert checks["passed"].all()
    width = checks[checks["check"].eq("width")].iloc[0]
    assert width["found"] == "140 mm (one-and-a-half)"
    assert width["note"] == "not all fits at column (90 mm)"
    assert "8 pt" in checks.loc[checks["check"].eq("text size"), "found"].tolist()


def test_a_text_that_fits_no_width_fails_at_the_first_and_is_written_all_the_same(
    drawing, tmp_path
):
    checks = one(drawing(sheet, words="N" * 200), tmp_path)
    assert failures(checks) == [("texts lie on the page", "")]
    assert "90 mm (column)" in checks["found"].tolist()
    assert (tmp_path / "Figure_1.pdf").exists()
    assert "texts lie on the page" in paper_figures.overview(checks).loc[0, "what"]


def test_a_figure_that_has_no_room_when_narrow_is_drawn_wider(drawing, tmp_path):
    def wide(data):
        if plt.rcParams["figure.figsize"][0] * 25.4 < 150:
            raise InputError("The texts leave no room.")
        return sheet(data)

    checks = one(drawing(wide), tmp_path)
    assert checks["passed"].all()
    assert "190 mm (page)" in checks["found"].tolist()


def test_a_figure_that_no_width_holds_is_one_row_that_says_why(drawing, tmp_path):
    def never(data):
        raise InputError("The texts leave no room.")

    checks = one(drawing(never), tmp_path)
    assert checks[["figure", "check", "passed", "note"]].values.tolist() == [
        ["40-1-articles", "drawn", False, "The texts leave no room."]
    ]
    assert not list(tmp_path.glob("Figure_1*"))
    assert paper_figures.sentence(checks).startswith("0 figures pass")


def test_a_figure_of_its_own_width_takes_the_narrowest_that_holds_it(drawing, tmp_path):
    checks = one(drawing(sheet, width=120.0), tmp_path)
    assert "140 mm (one-and-a-half)" in checks["found"].tolist()


# Checks


def test_a_figure_higher_than_the_page_fails(drawing, tmp_path):
    checks = one(drawing(sheet, high=300.0), tmp_path)
    assert failures(checks) == [("height", "")]
    row = checks[checks["check"].eq("height")].iloc[0]
    assert (row["wanted"], row["found"]) == ("at most 240 mm", "300.0 mm")


def test_text_of_a_size_that_is_not_allowed_fails_on_the_page_and_in_the_file(drawing, tmp_path):
    bad = failures(one(drawing(sheet, size=5.0), tmp_path))
    assert ("text size", "") in bad
    assert any(ending == "pdf" for _, ending in bad)


@pytest.mark.parametrize(("thick", "passed"), [(0.2, False), (0.5, True), (3.0, False)])
def test_lines_are_held_against_the_limits_of_the_journal(drawing, tmp_path, thick, passed):
    limits = dataclasses.replace(JOURNAL, least_line=0.3, most_line=1.5)
    look = {"color": style.INK, "linewidth": thick}
    checks = one(drawing(sheet, look=look), tmp_path, journal=limits)
    assert bool(checks.loc[checks["check"].eq("lines"), "passed"].all()) is passed


def test_a_figure_in_grey_has_no_colour(source, tmp_path):
    grey = one(source, tmp_path / "grey", colour=False)
    assert grey["passed"].all()
    assert "grey" in set(grey["check"])


def test_a_figure_that_is_not_grey_though_it_should_be_is_told(drawing, tmp_path):
    red = one(drawing(sheet, look={"color": "red"}), tmp_path / "red", colour=False)
    assert failures(red) == [("grey", "")]
    assert "coloured pixels" in red.loc[red["check"].eq("grey"), "found"].iloc[0]


def test_gridlines_go_where_a_journal_forbids_them(drawing, tmp_path):
    drawn = []

    def ruled(data):
        ax = sheet(data)
        ax.axvline(0.5, color=style.RULE)
        ax.axvline(0.2, color=style.INK)
        drawn.append(ax)
        return ax

    folder = drawing(ruled)
    plain = dataclasses.replace(JOURNAL, gridlines=False)
    for journal, left in ((JOURNAL, 3), (plain, 2)):
        checks = one(folder, tmp_path / str(left), journal=journal)
        assert len(drawn[-1].lines) == left
        assert ("gridlines" in set(checks["check"])) is (left == 2)


def test_a_format_that_cannot_hold_the_figure_is_told_and_the_others_are_written(drawing, tmp_path):
    see_through = drawing(sheet, look={"color": style.INK, "alpha": 0.5})
    both = dataclasses.replace(JOURNAL, formats=("eps", "pdf"))
    checks = one(see_through, tmp_path, journal=both)
    assert ("written", "eps") in failures(checks)
    assert (tmp_path / "Figure_1.pdf").exists()
    assert not (tmp_path / "Figure_1.eps").exists()
    assert "alpha" in checks.loc[checks["check"].eq("written"), "note"].iloc[0]


def test_an_eps_of_a_figure_of_the_kit_passes(source, tmp_path):
    checks = one(source, tmp_path, journal=dataclasses.replace(JOURNAL, formats=("eps",)))
    assert checks["passed"].all(), checks[~checks["passed"]].to_string()
    assert (tmp_path / "Figure_1.eps").read_bytes().startswith(b"%!PS-Adobe")


def test_a_typeface_that_the_journal_does_not_name_is_told_and_does_not_fail(source, tmp_path):
    checks = one(source, tmp_path)
    row = checks[checks["check"].eq("typeface")].iloc[0]
    assert row["passed"]
    assert row["found"] == "DejaVu Sans"
    assert "not on the journal's list" in row["note"]
    assert "which the journal does not name" in paper_figures.sentence(checks)
    free = one(source, tmp_path, journal=dataclasses.replace(JOURNAL, fonts=()))
    assert "typeface" not in paper_figures.sentence(free)


def test_a_typeface_that_is_absent_is_refused_before_anything_is_written(source, tmp_path):
    with pytest.raises(InputError, match="'No Such Sans' is not installed"):
        one(source, tmp_path / "out", font="No Such Sans")
    assert not (tmp_path / "out").exists()


# Input that cannot be used


def test_a_figure_whose_files_are_damaged_is_told_and_the_others_are_drawn(source, tmp_path):
    (source / "40-2-more.csv").unlink()
    (source / "40-3-broken.json").write_text("{")
    checks = paper_figures.redraw(source, journal=JOURNAL, folder=tmp_path / "out")
    told = paper_figures.overview(checks).set_index("figure")
    assert told["failed"].to_dict() == {
        "40-1-articles": 0, "40-2-more": 1, "40-3-broken": 1, "40-10-most": 0}  # fmt: skip
    assert "cannot be drawn again" in told.loc["40-2-more", "what"]
    assert told.loc["40-2-more", ["width", "formats"]].tolist() == ["", ""]
    assert paper_figures.sentence(checks).startswith("2 figures pass all their checks (")
    assert "2 figures failed one or more: 40-2-more, 40-3-broken." in paper_figures.sentence(checks)
    assert (tmp_path / "out" / "Figure_4.pdf").exists()


def test_a_folder_without_figures_is_refused(tmp_path):
    for folder in (tmp_path, tmp_path / "absent"):
        with pytest.raises(InputError, match=r"no figures to draw again .*Run `framewaves report`"):
            paper_figures.redraw(folder, journal=JOURNAL, folder=tmp_path / "out")


def test_an_unknown_figure_is_refused_with_the_nearest_name(source, tmp_path):
    with pytest.raises(
        InputError, match=r"no figure is called '40-2-mor'\. Did you mean '40-2-more'"
    ):
        paper_figures.redraw(source, journal=JOURNAL, folder=tmp_path, only=["40-2-mor"])


def test_figures_that_were_open_stay_open_and_no_other_does(source, tmp_path):
    mine = plt.figure()
    one(source, tmp_path)
    assert plt.get_fignums() == [mine.number]
