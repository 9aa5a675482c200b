"""Formats of figures: the same bytes twice, nothing of the machine, and what journals ask."""

import io

import matplotlib as mpl

mpl.use("Agg")

import matplotlib.pyplot as plt
import numpy as np
import pytest
from PIL import Image
from pypdf import PdfReader

from analysis import _figure_formats, style
from analysis.contracts import InputError

ALT = "Één staaf is hoger."


@pytest.fixture(autouse=True)
def _print_style():
    with mpl.rc_context(style.paper(width=89, height=50)):
        yield
    plt.close("all")


def bars():
    fig, ax = plt.subplots()
    ax.patch.set_visible(False)
    ax.barh(["Conflict", "Veiligheid"], [1, 2], color="#332288", edgecolor="#332288")
    return fig


def rendered(fig, ending, **options):
    return _figure_formats.rendered(fig, ending, name="40-1-bars", alt=ALT, **options)


@pytest.mark.parametrize("ending", _figure_formats.ENDINGS)
def test_two_equal_figures_give_the_same_bytes(ending, monkeypatch):
    first = rendered(bars(), ending)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")  # another day
    assert rendered(bars(), ending) == first


@pytest.mark.parametrize("ending", _figure_formats.ENDINGS)
def test_no_file_tells_the_program_or_the_day(ending):
    content = rendered(bars(), ending).lower()
    for word in (b"matplotlib v", b"matplotlib.org", b"creationdate", b"<dc:date", b"software"):
        assert word not in content


def test_an_eps_has_its_name_its_size_and_true_type_fonts():
    content = rendered(bars(), "eps").decode("ascii")
    assert content.startswith("%!PS-Adobe-3.0 EPSF-3.0\n%%Title: 40-1-bars\n")
    assert "%%Creator" not in content
    assert "%%HiResBoundingBox: 0.000000 0.000000 252.283465 141.732283" in content
    assert "/FontType 42 def" in content
    assert "/FontType 3 def" not in content


def translucent_bar(ax):
    ax.bar([1], [1], alpha=0.5)


def translucent_line(ax):
    ax.plot([0, 1], [0, 1], color=(0, 0, 0, 0.4))


def translucent_text(ax):
    ax.text(0.5, 0.5, "faint", alpha=0.3)


def picture_with_holes(ax):
    ax.imshow(np.array([[0.1, np.nan], [0.5, 0.6]]))


@pytest.mark.parametrize(
    "draw", [translucent_bar, translucent_line, translucent_text, picture_with_holes]
)
def test_an_eps_that_would_show_transparency_as_opaque_is_refused(draw):
    fig = bars()
    draw(fig.axes[0])
    with pytest.raises(InputError, match=r"partly transparent .* which an EPS cannot hold"):
        rendered(fig, "eps")


def test_a_tiff_is_flat_rgb_packed_with_its_resolution_and_texts():
    fig = bars()
    fig.axes[0].text(0, 0, "faint", alpha=0.3)
    with Image.open(io.BytesIO(rendered(fig, "tiff", dpi=600))) as picture:
        assert (picture.mode, picture.info["compression"]) == ("RGB", "tiff_lzw")
        assert picture.info["dpi"] == (600, 600)
        assert picture.tag_v2[296] == 2  # inches
        assert picture.size == (int(89 / 25.4 * 600), int(50 / 25.4 * 600))
        assert picture.getpixel((picture.width - 1, 0)) == (255, 255, 255)
        assert picture.tag_v2[270].encode("latin-1").decode() == ALT
        assert 306 not in picture.tag_v2  # date


def test_a_tiff_shows_what_the_png_shows():
    fig = bars()
    with (
        Image.open(io.BytesIO(rendered(fig, "png"))) as png,
        Image.open(io.BytesIO(rendered(fig, "tiff"))) as tiff,
    ):
        assert png.convert("RGB").tobytes() == tiff.tobytes()


def test_name_and_alt_text_are_kept():
    about = PdfReader(io.BytesIO(rendered(bars(), "pdf"))).metadata
    assert (about["/Title"], about["/Subject"]) == ("40-1-bars", ALT)
    assert ALT in rendered(bars(), "svg").decode()
    with Image.open(io.BytesIO(rendered(bars(), "png"))) as picture:
        assert picture.text["Description"] == ALT


def test_pictures_inside_follow_the_resolution():
    sizes = []
    for dpi in (150, 600):
        fig = bars()
        fig.axes[0].imshow(np.eye(40), aspect="auto", extent=(0, 2, 0, 1))
        sizes.append(len(rendered(fig, "pdf", dpi=dpi)))
    assert sizes[1] > 2 * sizes[0]


def test_an_unknown_format_is_told_with_the_nearest_one():
    with pytest.raises(InputError, match=r"cannot be written as 'tif'\. Did you mean 'tiff'"):
        rendered(bars(), "tif")
