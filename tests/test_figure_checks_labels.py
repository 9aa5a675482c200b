"""Labels of a drawn figure: what is cut, overlaps, is covered, crossed or of another size."""

import io

import matplotlib as mpl

mpl.use("Agg")

import matplotlib.pyplot as plt
import pytest

from analysis import figure_checks, style

CUT, APART, COVERED = "texts lie on the page", "texts are apart", "texts are uncovered"
CROSSED, SIZE, PAGE = "no line runs through a text", "text size", "all lies on the page"


@pytest.fixture(autouse=True)
def _print_style():
    with mpl.rc_context(style.paper(width=89, height=60)):
        yield
    plt.close("all")


@pytest.fixture
def fig():
    """Clean paper of 252 by 170 points, whose unit is a point."""
    paper = plt.figure(layout="none")
    ax = paper.add_axes((0, 0, 1, 1), xlim=(0, 252.283), ylim=(0, 170.079))
    ax.set_axis_off()
    return paper


def failed(fig, *, smallest=5, largest=9, **options):
    found = figure_checks.labels(fig, smallest=smallest, largest=largest, **options)
    assert list(found) == ["check", "what", "wanted", "found", "passed"]
    assert found["passed"].dtype == bool
    wrong = found[~found["passed"]]
    return list(wrong["check"]), list(wrong["what"])


def test_a_clean_figure_has_one_row_for_each_check_and_counts_its_texts():
    fig, ax = plt.subplots()
    ax.plot([0, 1], [0, 1])
    ax.set_xlabel("Share")
    ax.set_xticks([0, 1])
    ax.set_yticks([0, 1])
    found = figure_checks.labels(fig, smallest=7, largest=7)
    assert found["passed"].all()
    assert found["check"].is_unique
    assert found.set_index("check").loc[CUT, "what"] == "5 texts"
    assert found.set_index("check").loc[SIZE, "found"] == "7 pt"


@pytest.mark.parametrize(("x", "y", "cut"), [(200, 80, True), (180, 80, False), (20, 167, True)])
def test_a_text_that_leaves_the_page_is_cut(fig, x, y, cut):
    fig.axes[0].text(x, y, "A rather long label")
    assert failed(fig) == (([CUT], ["‘A rather long label’"]) if cut else ([], []))


def test_a_turned_text_is_cut_by_what_it_really_covers(fig):
    fig.axes[0].text(20, 120, "A rather long label", rotation=90)
    assert failed(fig)[0] == [CUT]


def test_a_text_behind_the_edge_of_its_axes_is_cut_but_one_out_of_view_is_not_there(fig):
    ax = fig.add_axes((0.2, 0.2, 0.5, 0.5), xlim=(0, 1), ylim=(0, 1))
    ax.text(0.95, 0.5, "half hidden", clip_on=True)
    ax.text(3.0, 0.5, "far away", clip_on=True)
    ax.set_axis_off()
    assert failed(fig) == ([CUT], ["‘half hidden’"])


def test_overlapping_texts_are_told_as_a_pair(fig):
    fig.axes[0].text(50, 80, "first")
    fig.axes[0].text(55, 83, "second")
    assert failed(fig) == ([APART], ["‘first’ and ‘second’"])


def test_turned_texts_overlap_by_their_own_boxes_not_by_upright_ones(fig):
    ax = fig.axes[0]
    ax.text(50, 50, "a long turned label", rotation=45, rotation_mode="anchor")
    ax.text(60, 50, "a long turned label", rotation=45, rotation_mode="anchor")
    assert failed(fig) == ([], [])
    ax.text(80, 75, "upright")  # where it meets both
    assert failed(fig)[0] == [APART, APART]


def test_lines_of_a_text_are_looked_at_one_by_one(fig):
    ax = fig.axes[0]
    ax.text(50, 80, "a first line of some length\nshort", va="top")
    ax.text(80, 64, "beside the short one")
    assert failed(fig) == ([], [])


def test_texts_that_touch_read_as_one_word(fig):
    ax = fig.axes[0]
    wide = style.text_width("0.25") * 72 / 25.4
    ax.text(50, 80, "0.25")
    ax.text(50 + wide + 0.3, 80, "0.50")
    checks, pairs = failed(fig)
    assert (checks, pairs) == ([APART], ["‘0.25’ and ‘0.50’"])
    ax.texts[1].set_x(50 + wide + 3)
    assert failed(fig) == ([], [])


def test_crowded_tick_labels_overlap_and_those_out_of_view_do_not():
    fig, ax = plt.subplots()
    ax.set_xticks([0, 1, 2, 3, 9], ["January 2025", "February 2025", "March 2025", "April 2025",
                                    "out of view"])  # fmt: skip
    ax.set_xlim(0, 1)
    assert failed(fig) == ([], [])
    ax.set_xlim(-1, 8)
    checks, pairs = failed(fig)
    assert set(checks) == {APART}
    assert len(pairs) == 3


def test_hidden_and_empty_texts_are_not_there(fig):
    ax = fig.axes[0]
    ax.text(50, 80, "shown")
    ax.text(51, 80, "hidden", visible=False)
    ax.text(51, 80, "clear", alpha=0)
    ax.text(51, 80, "  ")
    assert failed(fig) == ([], [])


def test_legends_tables_and_offset_texts_are_looked_at_too():
    fig, ax = plt.subplots()
    ax.plot([0, 1], [0, 3e9], label="a line")
    ax.legend(loc="upper left", bbox_to_anchor=(0, 1.06), bbox_transform=ax.transAxes)
    ax.set_xticks([])
    checks, pairs = failed(fig)
    assert checks[0] == APART
    assert "1e9" in pairs[0]
    assert "a line" in pairs[0]
    other, ax = plt.subplots()
    ax.set_axis_off()
    row = ["in a cell that is too narrow for it", "x"]
    ax.table([row], colWidths=[0.1, 0.1], loc="center", cellLoc="left")
    for cell in ax.tables[0].get_celld().values():
        cell.get_text().set_size(7)
        cell.set_linewidth(0)
    ax.tables[0].auto_set_font_size(False)
    assert APART in failed(other)[0]


def test_a_text_on_its_own_cell_is_fine_and_one_under_a_later_patch_is_covered(fig):
    ax = fig.axes[0]
    ax.add_patch(plt.Rectangle((40, 70), 80, 30, color="#332288"))
    ax.text(50, 80, "on a cell", color="white")
    ax.text(50, 40, "boxed", bbox={"facecolor": "white", "edgecolor": "black"})
    assert failed(fig) == ([], [])
    ax.add_patch(plt.Rectangle((60, 70), 20, 30, color="#44AA99", zorder=9))
    assert failed(fig) == ([COVERED], ["‘on a cell’"])


def test_a_line_that_ends_at_its_axes_does_not_cover_what_lies_beyond():
    fig, ax = plt.subplots()
    ax.plot([0.5, 0.5], [-9, 9], zorder=9)
    ax.set_ylim(0, 1)
    ax.set_title("Over the line")
    assert failed(fig) == ([], [])


def test_a_dark_line_through_a_text_is_told_and_a_light_guide_is_not(fig):
    ax = fig.axes[0]
    ax.text(50, 80, "label", zorder=5)
    ax.plot([10, 200], [82, 82], color=style.RULE)
    assert failed(fig) == ([], [])
    ax.plot([10, 200], [81, 81], color=style.INK)
    assert failed(fig) == ([CROSSED], ["‘label’"])
    ax.texts[0].set_bbox({"facecolor": "white", "edgecolor": "white", "pad": 2})
    assert failed(fig) == ([], [])  # its background hides the line


def test_sizes_outside_the_limits_are_told(fig):
    ax = fig.axes[0]
    ax.text(20, 80, "tiny", size=4.9)
    ax.text(120, 80, "huge", size=9.1)
    ax.text(20, 40, "just right", size=5)
    assert failed(fig) == ([SIZE, SIZE], ["‘tiny’", "‘huge’"])
    assert failed(fig, smallest=None, largest=None) == ([], [])


def test_raised_signs_have_a_limit_of_their_own(fig):
    fig.axes[0].text(50, 80, "$R^2$", size=7, parse_math=True)
    assert failed(fig, smallest=7) == ([], [])
    assert failed(fig, smallest=7, smallest_script=6)[0] == [SIZE]


def test_a_marker_that_leaves_the_page_is_told(fig):
    fig.axes[0].plot([0], [80], "o", clip_on=False)
    assert failed(fig) == ([PAGE], ["line2d"])


def test_a_sign_that_no_font_has_is_told(fig):
    fig.axes[0].text(50, 80, "漢")
    for _ in range(2):
        assert failed(fig) == (["every sign can be set"], ["sign 漢 (U+6F22)"])


def test_texts_that_leave_no_room_for_the_axes_are_told():
    fig, ax = plt.subplots()
    ax.set_ylabel("a line of words\n" * 40)
    assert "axes have room" in failed(fig)[0]


def test_looking_changes_no_byte_of_the_figure():
    def saved(*, looked):
        fig, ax = plt.subplots()
        ax.plot([0, 12345], [0, 1], label="a line")
        ax.set_title("Title")
        ax.legend()
        if looked:
            figure_checks.labels(fig, smallest=5, largest=9)
        target = io.BytesIO()
        fig.savefig(target, format="svg", metadata={"Date": None})
        return target.getvalue()

    assert saved(looked=True) == saved(looked=False)
