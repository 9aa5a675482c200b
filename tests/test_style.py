"""Sizes, type, colours and files of `analysis.style`."""

import io
import itertools
import re

import matplotlib as mpl

mpl.use("Agg")

import matplotlib.pyplot as plt
import numpy as np
import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from PIL import Image

from analysis import style
from analysis.contracts import InputError

# Linear RGB to what a dichromat sees: Machado, Oliveira and Fernandes (2009), severity 1.0,
# doi:10.1109/TVCG.2009.113.
DEUTERANOPIA = np.array([[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413],
                         [-0.011820, 0.042940, 0.968881]])  # fmt: skip
PROTANOPIA = np.array([[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216],
                       [-0.003882, -0.048116, 1.051998]])  # fmt: skip
TRITANOPIA = np.array([[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602],
                       [0.004733, 0.691367, 0.303900]])  # fmt: skip
BLIND = {"deuteranopia": DEUTERANOPIA, "protanopia": PROTANOPIA, "tritanopia": TRITANOPIA}
# Linear sRGB to CIE XYZ, D65 (IEC 61966-2-1).
TO_XYZ = np.array([[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750],
                   [0.0193339, 0.1191920, 0.9503041]])  # fmt: skip
EIGHT = list("abcdefgh")
METADATA = {"pdf": {"CreationDate": None}, "svg": {"Date": None}, "png": None}


@pytest.fixture(autouse=True)
def _close_figures():
    yield
    plt.close("all")


def linear(colour):
    rgb = np.array(mpl.colors.to_rgb(colour))
    return np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)


def lab(colour, seen_by=None):
    rgb = linear(colour) if seen_by is None else np.clip(seen_by @ linear(colour), 0, 1)
    xyz = TO_XYZ @ rgb / np.array([0.95047, 1.0, 1.08883])
    f = np.where(xyz > 216 / 24389, np.cbrt(xyz), (24389 / 27 * xyz + 16) / 116)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


def contrast(one, other="white"):
    """Contrast ratio of WCAG 2.2."""
    light = sorted(TO_XYZ[1] @ linear(colour) for colour in (one, other))
    return (light[1] + 0.05) / (light[0] + 0.05)


def nearest(colours, seen_by=None):
    """Smallest CIE 1976 distance between two of the colours."""
    points = [lab(colour, seen_by) for colour in colours]
    return min(np.linalg.norm(a - b) for a, b in itertools.combinations(points, 2))


def drawn(settings):
    with mpl.rc_context(settings):
        figure, ax = plt.subplots()
        ax.plot([1, 2], label="Één curve ↔ $5 of $6")
        ax.legend()
        ax.set(xlabel="Nationale veiligheid", ylabel="Aandeel (%)")
    return figure


def saved(figure, kind, settings=style.EXPORT):
    target = io.BytesIO()
    with mpl.rc_context(settings):
        figure.savefig(target, format=kind, metadata=METADATA[kind])
    return target.getvalue()


# Sizes and settings


@pytest.mark.parametrize(("width", "millimetres"), [("column", 89), ("page", 183), (120.5, 120.5)])
def test_the_pdf_has_the_width_and_height_asked_for(width, millimetres):
    pdf = saved(drawn(style.paper(width=width, height=60)), "pdf")
    box = re.search(rb"/MediaBox \[ *0 0 ([\d.]+) ([\d.]+) *\]", pdf)
    across, tall = (float(points) / 72 * 25.4 for points in box.groups())
    assert across == pytest.approx(millimetres, abs=0.01)
    assert tall == pytest.approx(60, abs=0.01)


def test_the_png_has_300_dots_per_inch_of_the_printed_width():
    with Image.open(io.BytesIO(saved(drawn(style.paper(width="column")), "png"))) as image:
        assert image.width == int(89 / 25.4 * 300)


def test_text_is_seven_point_and_no_line_is_thinner_than_journals_allow():
    settings = style.paper()
    sizes = {settings[key] for key in settings if key.endswith(("labelsize", "font.size"))}
    widths = [value for key, value in settings.items() if key.endswith(("linewidth", ".width"))]
    assert sizes == {7.0}
    assert min(widths) >= 0.3  # Taylor & Francis; Elsevier asks for 0.1


def test_no_setting_makes_anything_transparent_or_draws_a_grid():
    settings = style.paper() | style.screen()
    alphas = {key: value for key, value in settings.items() if "alpha" in key}
    assert set(alphas.values()) == {1.0}
    assert settings["savefig.transparent"] is False
    assert settings["axes.grid"] is False


def test_the_sizes_of_a_journal_are_those_of_its_text():
    with mpl.rc_context(style.paper(size=9, small=8)):
        _, ax = plt.subplots()
        ax.set(xlabel="Aandeel (%)")
        ax.plot([1, 2], label="curve")
        sizes = {text.get_size() for text in (ax.xaxis.label, *ax.get_xticklabels(),
                                              *ax.legend().get_texts())}  # fmt: skip
        assert sizes == {9.0}
        assert style.small() == 8
    with mpl.rc_context(style.paper()):
        assert style.small() == 6
    with mpl.rc_context(style.screen()):
        assert style.small() == 8


def test_second_rank_text_is_a_point_smaller_where_no_style_is_applied():
    with mpl.rc_context(mpl.rcParamsDefault):
        assert style.small() == mpl.rcParamsDefault["font.size"] - 1


def test_thicker_axes_take_all_lines_marks_and_ticks_along():
    thin, thick = style.paper(), style.paper(line=2.0)
    changed = {key for key in thin if thin[key] != thick[key]}
    assert {"axes.linewidth", "lines.linewidth", "lines.markersize", "patch.linewidth",
            "xtick.major.size", "ytick.major.width"} <= changed  # fmt: skip
    assert all(thick[key] == pytest.approx(4 * thin[key]) for key in changed)


def test_a_style_is_a_new_dict_and_is_gone_after_the_context():
    style.paper()["font.size"] = 99
    before = dict(mpl.rcParams)
    with mpl.rc_context(style.paper()):
        assert mpl.rcParams["font.size"] == 7
    assert dict(mpl.rcParams) == before


def test_the_height_is_free_unless_it_is_given():
    free = []
    for settings in (
        style.paper(),
        style.paper(width=61.8),
        style.screen(),
        style.paper(height=55),
    ):
        with mpl.rc_context(settings):
            free.append(style.height_is_free())
    assert free == [True, True, True, False]


@pytest.mark.parametrize("width", ["kolom", 8.9, 0, -89, float("nan")])
def test_a_width_that_is_none_is_refused_with_the_known_ones(width):
    with pytest.raises(InputError, match=r"'column' \(89 mm\), 'page' \(183 mm\) or a number"):
        style.paper(width=width)


@pytest.mark.parametrize("height", [2.5, float("nan"), 5000])
def test_a_height_that_is_no_millimetres_is_refused(height):
    with pytest.raises(InputError, match="not a height in millimetres"):
        style.paper(height=height)


def test_a_typeface_that_is_not_installed_is_refused_rather_than_replaced():
    with pytest.raises(InputError, match="'No Such Sans' is not installed"):
        style.paper(font="No Such Sans")


# Files


@pytest.mark.parametrize("kind", ["pdf", "svg", "png"])
def test_the_same_figure_gives_the_same_bytes(kind):
    assert saved(drawn(style.paper()), kind) == saved(drawn(style.paper()), kind)


@pytest.mark.parametrize("kind", ["pdf", "svg", "png"])
def test_saving_needs_only_the_export_settings_not_the_whole_style(kind):
    figure = drawn(style.paper())
    assert saved(figure, kind) == saved(figure, kind, settings=style.paper())


def test_fonts_are_embedded_as_truetype():
    pdf = saved(drawn(style.paper()), "pdf")
    assert b"/Type3" not in pdf
    assert b"/FontFile2" in pdf
    assert b"DejaVuSans" in pdf


def test_text_in_the_svg_is_text_and_a_dollar_is_a_dollar():
    svg = saved(drawn(style.paper()), "svg").decode()
    assert ">Nationale veiligheid</text>" in svg
    assert ">Één curve ↔ $5 of $6</text>" in svg
    assert "'DejaVu Sans', 'Verdana', sans-serif" in svg


def test_the_layout_does_not_depend_on_the_resolution():
    boxes = []
    for dpi in (72, 300):
        figure = drawn(style.paper())
        figure.set_dpi(dpi)
        figure.draw_without_rendering()
        boxes.append(figure.axes[0].get_position().bounds)
    assert boxes[0] == pytest.approx(boxes[1], abs=6e-3)


# Frames


def test_up_to_eight_frames_have_their_own_colour_and_their_own_marker():
    looks = style.frames(EIGHT, colour=True).values()
    assert len({look.colour for look in looks}) == 8
    assert len({look.marker for look in looks}) == 8


@pytest.mark.parametrize("colour", [True, False])
def test_up_to_twenty_four_frames_have_their_own_pair_of_colour_and_marker(colour):
    looks = style.frames(map(str, range(24)), colour=colour).values()
    assert len({(look.colour, look.marker) for look in looks}) == 24


def test_more_frames_than_can_be_told_apart_are_refused():
    with pytest.raises(InputError, match="25 frames cannot be told apart in one figure; 24 can"):
        style.frames(map(str, range(25)))


def test_a_frame_named_twice_is_refused():
    with pytest.raises(InputError, match=r"Frames named twice: 'a'\. Name each frame once"):
        style.frames(["a", "b", "a"])


@given(st.lists(st.text(min_size=1, max_size=5), unique=True, max_size=24), st.data())
@hypothesis_settings(deadline=None, max_examples=50)
def test_the_look_of_a_frame_depends_on_its_place_alone(ids, data):
    cut = data.draw(st.integers(0, len(ids)))
    whole, part = style.frames(ids), style.frames(ids[:cut])
    assert {frame: whole[frame] for frame in part} == part


def test_a_set_of_frames_is_sorted_and_a_mapping_keeps_its_order():
    assert list(style.frames({"c", "a", "b"})) == ["a", "b", "c"]
    assert list(style.frames({"c": 1, "a": 2})) == ["c", "a"]


@pytest.mark.parametrize("seen_by", [None, *BLIND.values()], ids=["all", *BLIND])
@pytest.mark.parametrize(("n", "distance"), [(4, 22.0), (8, 15.0)])
def test_colours_stay_apart_for_readers_with_any_colour_blindness(seen_by, n, distance):
    colours = [look.colour for look in style.frames(EIGHT[:n], colour=True).values()]
    assert nearest(colours, seen_by) >= distance


def test_the_first_four_colours_stay_apart_in_a_grey_print():
    lightness = sorted(lab(look.colour)[0] for look in style.frames("abcd", colour=True).values())
    assert np.diff(lightness).min() >= 9


def test_beyond_four_colours_alike_in_a_grey_print_have_their_own_marker_and_line():
    looks = list(style.frames(EIGHT, colour=True).values())
    alike = [(a, b) for a, b in itertools.combinations(looks, 2)
             if abs(lab(a.colour)[0] - lab(b.colour)[0]) < 9]  # fmt: skip
    assert alike  # else this test says nothing
    assert all(a.marker != b.marker for a, b in alike)


@pytest.mark.parametrize("seen_by", BLIND.values(), ids=BLIND)
def test_greys_look_alike_to_readers_with_and_without_colour_blindness(seen_by):
    for hatch in (True, False):
        with mpl.rc_context(style.paper(colour=False, hatch=hatch)):
            looks = style.frames(EIGHT).values()
        for look in looks:
            assert lab(look.colour, seen_by) == pytest.approx(lab(look.colour), abs=0.1)


def test_the_matrices_are_those_of_the_paper_in_that_white_stays_white():
    for matrix in BLIND.values():
        assert matrix @ np.ones(3) == pytest.approx(np.ones(3), abs=1e-4)


@pytest.mark.parametrize("hatch", [True, False])
@pytest.mark.parametrize("colour", [True, False])
def test_every_colour_is_dark_enough_for_a_thin_line_on_white(colour, hatch):
    with mpl.rc_context(style.paper(colour=colour, hatch=hatch)):
        looks = style.frames(EIGHT).values()
    assert min(contrast(look.colour) for look in looks) >= 2.8


@pytest.mark.parametrize("ink", [style.INK, style.MUTED])
def test_text_has_the_contrast_with_white_that_wcag_asks_for(ink):
    assert contrast(ink) >= 4.5


def test_without_colour_frames_are_grey_and_hatched_and_with_colour_never_hatched():
    grey = list(style.frames(EIGHT, colour=False).values())
    assert all(len(set(mpl.colors.to_rgb(look.colour))) == 1 for look in grey)
    assert len({(look.colour, look.hatch) for look in grey}) == 8
    assert {look.hatch for look in style.frames(EIGHT, colour=True).values()} == {""}


def test_where_patterns_are_forbidden_eight_frames_have_eight_greys_and_no_hatch():
    with mpl.rc_context(style.paper(colour=False, hatch=False)):
        looks = list(style.frames(EIGHT).values())
        assert not style.hatched()
    assert {look.hatch for look in looks} == {""}
    lightness = sorted(lab(look.colour)[0] for look in looks)
    assert np.diff(lightness).min() >= 7
    first = sorted(lab(look.colour)[0] for look in looks[:4])
    assert np.diff(first).min() >= 12
    assert len({look.marker for look in looks}) == 8


def test_a_style_with_colour_has_no_hatch_whether_patterns_are_allowed_or_not():
    for hatch in (True, False):
        with mpl.rc_context(style.paper(hatch=hatch)):
            assert {look.hatch for look in style.frames(EIGHT).values()} == {""}


def test_the_first_four_greys_stay_apart():
    lightness = sorted(lab(look.colour)[0] for look in style.frames("abcd", colour=False).values())
    assert np.diff(lightness).min() >= 12


def test_frames_follow_the_style_that_is_applied():
    with mpl.rc_context(style.paper(colour=False)):
        assert style.frames(EIGHT) == style.frames(EIGHT, colour=False)
    with mpl.rc_context(style.paper(colour=True)):
        assert style.frames(EIGHT) == style.frames(EIGHT, colour=True)


# Text


@given(st.floats(0, 1), st.sampled_from(["Blues", "Greys"]))
@hypothesis_settings(deadline=None, max_examples=100)
def test_text_on_every_colour_of_a_map_has_the_contrast_that_wcag_asks_for(place, name):
    behind = mpl.colormaps[name](place)
    light = [TO_XYZ[1] @ linear(colour) for colour in (behind, style.ink_on(behind))]
    assert (max(light) + 0.05) / (min(light) + 0.05) >= 4.5


@pytest.mark.parametrize("name", ["Blues", "Greys"])
def test_a_darker_cell_is_always_more_in_grey_too(name):
    lightness = [lab(mpl.colormaps[name](place)[:3])[0] for place in np.linspace(0, 1, 21)]
    assert np.diff(lightness).max() < 0


@pytest.mark.parametrize("text", ["Diefstal van intellectueel eigendom", "100 %", "Ünïcode ↔ †"])
@pytest.mark.parametrize("weight", ["normal", "bold"])
def test_the_width_of_text_is_what_is_drawn(text, weight):
    with mpl.rc_context(style.paper()):
        figure = plt.figure()
        box = figure.text(0, 0, text, weight=weight).get_window_extent()
        drawn_width = box.width / figure.dpi * 25.4
        assert style.text_width(text, weight=weight) == pytest.approx(drawn_width, rel=0.02)


def test_the_width_of_several_lines_is_that_of_the_longest():
    assert style.text_width("a\nlong line\n") == style.text_width("long line")
    assert style.text_width("") == 0


@given(st.lists(st.text("abcdefgë", min_size=1, max_size=12), min_size=1, max_size=8),
       st.floats(5, 60))  # fmt: skip
@hypothesis_settings(deadline=None, max_examples=60)
def test_wrapping_loses_no_word_and_keeps_to_the_width(words, width):
    lines = style.wrap(" ".join(words), width=width, size=7).split("\n")
    assert " ".join(lines).split(" ") == words
    assert all(style.text_width(line, size=7) <= width or " " not in line for line in lines)


def test_a_long_word_breaks_at_soft_hyphens_only_where_it_must():
    word = "Verantwoordelijkheids\u00advraagstuk"
    assert style.wrap(word, width=30, size=7) == "Verantwoordelijkheids-\nvraagstuk"
    assert style.wrap(word, width=60, size=7) == "Verantwoordelijkheidsvraagstuk"
    assert style.wrap(f"Het {word} nu", width=30, size=7).split("\n") == [
        "Het", "Verantwoordelijkheids-", "vraagstuk nu",
    ]  # fmt: skip


def test_a_tint_mixes_with_white():
    assert style.tint("#004488", 1.0) == pytest.approx(mpl.colors.to_rgb("#004488"))
    assert style.tint("#004488", 0.5) == pytest.approx((0.5, 0.6333, 0.7667), abs=1e-3)
