"""Files of figures: each check passes on a good file and fails on one that is bad in that way."""

import functools
import re
import shutil

import matplotlib as mpl

mpl.use("Agg")

import matplotlib.pyplot as plt
import numpy as np
import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo
from pypdf import PdfWriter
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    TextStringObject,
)

from analysis import _figure_formats, figure_checks, style
from analysis.contracts import InputError

WIDE, HIGH = 89, 50
ASKED = {"width_mm": WIDE, "height_mm": HIGH, "fonts": ("DejaVu Sans",), "smallest": 6,
         "largest": 8}  # fmt: skip
STAMPS, RUNS = "dates, authors, programs", "scripts and addresses"


@pytest.fixture(autouse=True)
def _print_style():
    with mpl.rc_context(style.paper(width=WIDE, height=HIGH)):
        yield
    plt.close("all")


def bars():
    fig, ax = plt.subplots()
    ax.patch.set_visible(False)
    ax.barh(["Conflict", "Veiligheid"], [1, 2], color="#332288", edgecolor="#332288")
    return fig


@functools.cache
def good(ending):
    """Bytes of the unchanged figure."""
    return _figure_formats.rendered(bars(), ending, name="bars", alt="Two bars.")


def write(folder, ending, change=None):
    """Write a figure as the kit does, after a change to it."""
    content = good(ending)
    if change is not None:
        fig = bars()
        change(fig.axes[0])
        content = _figure_formats.rendered(fig, ending, name="bars", alt="Two bars.")
    path = folder / f"bars.{ending}"
    path.write_bytes(content)
    return path


def save(folder, ending, settings=None, **options):
    """Save a figure as matplotlib does, with settings of its own."""
    path = folder / f"bars.{ending}"
    with mpl.rc_context(settings or {}):
        bars().savefig(path, **options)
    return path


def failed(path, **changes):
    """Names of the checks that failed, with what was found."""
    found = figure_checks.file(path, **(ASKED | changes))
    assert list(found) == ["file", "check", "wanted", "found", "passed", "note"]
    assert set(found["file"]) == {path.name}
    assert found["check"].is_unique
    return dict(found.loc[~found["passed"], ["check", "found"]].itertuples(index=False))


# Good files


@pytest.mark.parametrize("ending", _figure_formats.ENDINGS)
def test_a_file_of_the_kit_passes_and_says_what_was_found(ending, tmp_path):
    found = figure_checks.file(write(tmp_path, ending), **ASKED).set_index("check")
    assert found["passed"].all(), found[~found["passed"]]
    assert len(found) > 5
    if ending in ("pdf", "svg", "eps"):
        assert found.loc["width", "found"] == "89.00 mm"
        assert found.loc["text size", "found"] == "7 pt"
    else:
        assert found.loc["width", "found"] == "1051 px"


def test_a_png_with_alpha_that_is_opaque_passes_and_that_is_said(tmp_path):
    found = figure_checks.file(write(tmp_path, "png"), **ASKED).set_index("check")
    assert found.loc["colours", "note"] == "has an alpha channel, but every pixel is opaque"


def test_any_height_is_fine_where_none_is_asked(tmp_path):
    for ending in _figure_formats.ENDINGS:
        path = write(tmp_path, ending)
        assert failed(path, height_mm=None) == {}
        assert set(failed(path, height_mm=60)) == {"height"}


@pytest.mark.parametrize("ending", _figure_formats.ENDINGS)
def test_another_width_than_asked_fails(ending, tmp_path):
    assert set(failed(write(tmp_path, ending), width_mm=90)) == {"width"}


@pytest.mark.parametrize("ending", ["pdf", "svg", "eps", "png"])
def test_a_tight_box_fails(ending, tmp_path):
    found = failed(save(tmp_path, ending, bbox_inches="tight", metadata=None))
    assert {"width", "height"} <= set(found)


# Fonts and sizes


@pytest.mark.parametrize(("ending", "settings"), [
    ("pdf", {"pdf.fonttype": 3}), ("eps", {"ps.fonttype": 3}),
])  # fmt: skip
def test_type_3_fonts_fail(ending, settings, tmp_path):
    found = failed(save(tmp_path, ending, settings))
    assert "Type 3 fonts" in found


@pytest.mark.parametrize(("ending", "settings"), [
    ("pdf", {"pdf.use14corefonts": True}), ("eps", {"ps.useafm": True}),
])  # fmt: skip
def test_fonts_that_are_not_embedded_fail(ending, settings, tmp_path):
    found = failed(save(tmp_path, ending, settings))
    assert "Helvetica (not embedded)" in found["fonts embedded as TrueType"]
    assert found["typeface"] == "Helvetica"


def test_a_type_3_font_in_a_form_within_the_page_is_found(tmp_path):
    writer = PdfWriter(clone_from=write(tmp_path, "pdf"))
    font = DictionaryObject({NameObject("/Type"): NameObject("/Font"),
                             NameObject("/Subtype"): NameObject("/Type3"),
                             NameObject("/Name"): NameObject("/Drawn")})  # fmt: skip
    put_form(writer, b"BT /F9 3 Tf (small) Tj ET", font)
    found = failed(rewrite(writer, tmp_path))
    assert found["Type 3 fonts"] == "Drawn"
    assert found["text size"] == "1.5 to 7 pt"  # the form is drawn at half its size


def put_form(writer, content, font):
    """Hang a form into the page, drawn at half its size."""
    form = DecodedStreamObject()
    form.set_data(content)
    name = NameObject("/F9")
    fonts = DictionaryObject({name: writer._add_object(font)})
    form.update({
        NameObject("/Type"): NameObject("/XObject"), NameObject("/Subtype"): NameObject("/Form"),
        NameObject("/BBox"): ArrayObject([FloatObject(side) for side in (0, 0, 100, 100)]),
        NameObject("/Matrix"): ArrayObject([FloatObject(n) for n in (0.5, 0, 0, 0.5, 0, 0)]),
        NameObject("/Resources"): DictionaryObject({NameObject("/Font"): fonts}),
    })  # fmt: skip
    page = writer.pages[0]
    forms = DictionaryObject({NameObject("/Form9"): writer._add_object(form)})
    page["/Resources"][NameObject("/XObject")] = forms
    whole = DecodedStreamObject()
    whole.set_data(page.get_contents().get_data() + b"\n/Form9 Do\n")
    page[NameObject("/Contents")] = writer._add_object(whole)


def rewrite(writer, folder, **about):
    path = folder / "rewritten.pdf"
    writer.metadata = about or None
    writer.write(path)
    return path


@pytest.mark.parametrize("ending", ["pdf", "svg", "eps"])
@pytest.mark.parametrize("size", [5, 9])
def test_text_of_another_size_fails(ending, size, tmp_path):
    path = write(tmp_path, ending, lambda ax: ax.text(0.1, 0.5, "label", size=size))
    assert failed(path) == {"text size": f"{min(size, 7)} to {max(size, 7)} pt"}
    assert failed(path, smallest=None, largest=None) == {}


def test_a_page_that_was_scaled_down_has_smaller_text(tmp_path):
    writer = PdfWriter(clone_from=write(tmp_path, "pdf"))
    writer.pages[0].scale_by(0.5)
    found = failed(rewrite(writer, tmp_path), width_mm=WIDE / 2, height_mm=HIGH / 2)
    assert found["text size"] == "3.5 pt"


def test_an_svg_that_was_scaled_down_has_smaller_text(tmp_path):
    path = write(tmp_path, "svg")
    text = path.read_text().replace('width="252.283465pt"', 'width="126.1417325pt"')
    path.write_text(text.replace('height="141.732283pt"', 'height="70.8661415pt"'))
    assert failed(path, width_mm=44.5, height_mm=25) == {"text size": "3.5 pt"}


def test_another_typeface_fails(tmp_path):
    for ending in ("pdf", "svg", "eps"):
        assert set(failed(write(tmp_path, ending), fonts=("Arial", "Helvetica"))) == {"typeface"}


def test_letters_as_outlines_fail_in_an_svg(tmp_path):
    found = failed(save(tmp_path, "svg", {"svg.fonttype": "path"}, metadata={"Date": None}))
    assert "as outlines" in found["text as text"]


# Transparency, pictures


@pytest.mark.parametrize("ending", ["pdf", "svg"])
def test_transparency_fails_where_it_is_banned(ending, tmp_path):
    path = write(tmp_path, ending, lambda ax: ax.axvspan(0, 1, color="red", alpha=0.4))
    assert set(failed(path)) == {"transparency"}
    assert failed(path, transparency=True) == {}


def test_transparency_operators_fail_in_an_eps(tmp_path):
    path = write(tmp_path, "eps")
    text = path.read_text().replace("showpage", "0.5 .setopacityalpha\nshowpage")
    path.write_text(text)
    assert failed(path) == {"transparency": ".setopacityalpha"}


def holes(ax):
    ax.imshow(np.array([[0.2, np.nan], [0.5, 0.6]]), aspect="auto", extent=(0, 2, 0, 1))


def test_a_picture_with_alpha_fails_in_a_pdf(tmp_path):
    assert failed(write(tmp_path, "pdf", holes)) == {"transparency": "picture with alpha"}


@pytest.mark.parametrize("ending", ["pdf", "svg", "eps"])
def test_a_coarse_picture_inside_fails(ending, tmp_path):
    def picture(ax):
        ax.imshow(np.eye(30), aspect="auto", extent=(0, 2, 0, 1))

    path = write(tmp_path, ending, picture)
    assert failed(path) == {}
    found = failed(path, dpi=600)
    assert list(found) == ["pictures inside"]
    assert 295 < float(found["pictures inside"].split()[0]) < 310


# What does not belong into a figure


def test_scripts_and_foreign_addresses_fail_in_an_svg(tmp_path):
    plain = write(tmp_path, "svg").read_text()
    for piece, named in (
        ("<script>alert(1)</script>", "<script>"), ("<foreignObject/>", "<foreignobject>"),
        ('<image href="https://example.org/a.png" width="9"/>', "href https://example.org/a.png"),
        ('<rect onclick="x()"/>', "onclick"), ('<rect fill="url(https://example.org)"/>', "fill"),
    ):  # fmt: skip
        path = tmp_path / "hostile.svg"
        path.write_text(plain.replace("</svg>", f"{piece}</svg>"))
        assert named in failed(path)[RUNS]


def test_entities_are_neither_followed_nor_passed(tmp_path):
    (tmp_path / "secret.txt").write_text("hidden words")
    for entity in ('"words"', f'SYSTEM "{(tmp_path / "secret.txt").as_uri()}"'):
        path = tmp_path / "entity.svg"
        text = re.sub(r"<!DOCTYPE.*?>", f"<!DOCTYPE svg [<!ENTITY e {entity}>]>",
                      write(tmp_path, "svg").read_text(), flags=re.DOTALL)  # fmt: skip
        path.write_text(text.replace("</svg>", "<text style='font-size: 7px'>&e;</text></svg>"))
        found = figure_checks.file(path, **ASKED)
        assert "hidden words" not in found.to_string()
        assert failed(path)[RUNS] == "entity"


def test_scripts_author_and_second_page_fail_in_a_pdf(tmp_path):
    writer = PdfWriter(clone_from=write(tmp_path, "pdf"))
    script = {NameObject("/S"): NameObject("/JavaScript"),
              NameObject("/JS"): TextStringObject("app.alert('hello')")}  # fmt: skip
    writer.root_object[NameObject("/OpenAction")] = DictionaryObject(script)
    writer.add_blank_page()
    found = failed(rewrite(writer, tmp_path, **{"/Author": "A. Name"}))
    assert "JavaScript" in found[RUNS]
    assert "Author" in found[STAMPS]
    assert found["pages"] == "2"


def test_a_cropped_or_turned_page_fails(tmp_path):
    writer = PdfWriter(clone_from=write(tmp_path, "pdf"))
    writer.pages[0].cropbox.lower_left = (20, 0)
    writer.pages[0].rotate(90)
    found = failed(rewrite(writer, tmp_path))
    assert found["whole page is shown"] == "cropped by 20.0 pt, turned by 90 degrees"


@pytest.mark.parametrize("ending", ["pdf", "svg", "eps", "png"])
def test_the_dates_and_programs_that_matplotlib_writes_fail(ending, tmp_path):
    assert STAMPS in failed(save(tmp_path, ending))


# Pictures


def pixels(folder, ending, *, mode="RGB", dpi=300, alpha=255, size=(1051, 591), **options):
    path = folder / f"picture.{ending}"
    picture = Image.new(mode, size, (255, 255, 255, alpha) if mode == "RGBA" else 0)
    picture.save(path, dpi=(dpi, dpi), **options)
    return path


@pytest.mark.parametrize(("ending", "made", "wrong"), [
    ("tiff", {"compression": "tiff_lzw"}, {}),
    ("png", {}, {}),
    ("tiff", {}, {"packing": "raw"}),
    ("tiff", {"compression": "tiff_lzw", "mode": "RGBA"}, {"colours": "RGBA"}),
    ("tiff", {"compression": "tiff_lzw", "mode": "CMYK"}, {"colours": "CMYK"}),
    ("png", {"mode": "RGBA", "alpha": 254}, {"colours": "RGBA, partly transparent"}),
    ("png", {"dpi": 150}, {"resolution": "150 dpi"}),
    ("png", {"size": (1049, 591)}, {"width": "1049 px"}),
    ("tiff", {"compression": "tiff_lzw", "tiffinfo": {306: "2025:01:01 10:00:00"}},
     {STAMPS: "date"}),
])  # fmt: skip
def test_pictures(ending, made, wrong, tmp_path):
    assert failed(pixels(tmp_path, ending, **made)) == wrong


def test_a_second_picture_in_a_tiff_and_an_author_in_a_png_fail(tmp_path):
    more = [Image.new("RGB", (1051, 591))]
    path = pixels(tmp_path, "tiff", compression="tiff_lzw", save_all=True, append_images=more)
    assert failed(path) == {"pages": "2"}
    about = PngInfo()
    about.add_text("Author", "A. Name")
    assert failed(pixels(tmp_path, "png", pnginfo=about)) == {STAMPS: "Author"}


def test_a_png_without_resolution_fails(tmp_path):
    path = tmp_path / "plain.png"
    Image.new("RGB", (1051, 591)).save(path)
    assert failed(path) == {"resolution": "not stated"}


# Files that cannot be read


@pytest.mark.parametrize("ending", _figure_formats.ENDINGS)
@pytest.mark.parametrize("keep", [0, 3, 0.2, 0.9])
def test_a_file_that_breaks_off_fails_with_a_plain_message(ending, keep, tmp_path):
    path = write(tmp_path, ending)
    content = path.read_bytes()
    path.write_bytes(content[: int(keep * len(content)) if keep < 1 else int(keep)])
    assert failed(path)


@pytest.mark.parametrize("ending", _figure_formats.ENDINGS)
@pytest.mark.parametrize("other", [*_figure_formats.ENDINGS, "text"])
def test_a_file_of_another_format_than_its_ending_fails(ending, other, tmp_path):
    if other == ending:
        return
    path = tmp_path / f"renamed.{ending}"
    if other == "text":
        path.write_text("No figure at all.\n")
    else:
        shutil.copy(write(tmp_path, other), path)
    found = figure_checks.file(path, **ASKED)
    assert list(found["check"]) in (["format"], ["can be read"])
    assert not found["passed"].any()


def test_bytes_that_were_changed_never_stop_the_check(tmp_path):
    draw = np.random.default_rng(7)
    for ending in _figure_formats.ENDINGS:
        plain = good(ending)
        for _ in range(12):
            bad = bytearray(plain)
            for place in draw.integers(0, len(bad), 40):
                bad[place] = int(draw.integers(0, 256))
            path = tmp_path / f"bad.{ending}"
            path.write_bytes(bytes(bad))
            assert len(figure_checks.file(path, **ASKED)) > 0


def test_an_absent_file_fails_and_an_ending_that_is_no_figure_is_an_error(tmp_path):
    assert failed(tmp_path / "none.pdf") == {"can be read": "no such file"}
    with pytest.raises(InputError, match=r"notes\.txt cannot be checked"):
        figure_checks.file(tmp_path / "notes.txt", width_mm=89)


def test_a_locked_pdf_fails(tmp_path):
    writer = PdfWriter(clone_from=write(tmp_path, "pdf"))
    writer.encrypt("word", algorithm="RC4-128")
    assert failed(rewrite(writer, tmp_path)) == {"format": "PDF, locked with a password"}
