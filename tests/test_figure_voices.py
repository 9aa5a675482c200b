"""The figure of voices: what stands where, that nothing is cut, and refusals."""

import matplotlib as mpl
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest

from analysis import export, figure, style
from analysis.contracts import InputError

FRAMES = {
    "theft": "Theft of intellectual property", "money": "Money", "safety": "National safety",
    "jobs": "Onafhankelijkheids\u00adverklaringen", "law": "Law", "open": "Openness",
    "people": "Human interest", "war": "War and the competition of great powers",
}  # fmt: skip
ACTORS = {
    "mayor": "The mayor of the town", "council": "Government and parliament", "experts": "Experts",
    "press": "Press", "unlisted": "Other speakers", "unattributed": "Not attributed",
    "journalist": "Journalist’s own words",
}  # fmt: skip
WAVES = ["January 2025", "February 2026", "March 2027"]


def make(frames=("theft", "money"), actors=tuple(ACTORS), waves=tuple(WAVES[:2]), n=40):
    rows = [
        {"frame": frame, "wave": wave, "actor": actor, "n_units": n, "n_docs": 9,
         "n_positive": (7 * i + 11 * j + 5 * k) % (n + 1)}
        for i, frame in enumerate(frames) for j, wave in enumerate(waves)
        for k, actor in enumerate(actors)
    ]  # fmt: skip
    table = pd.DataFrame(rows)
    share = table["n_positive"] / n
    return table.assign(
        estimate=share, ci_low=(share - 0.1).clip(0), ci_high=(share + 0.1).clip(0, 1)
    )


def draw(table, *, width="page", labels=None, actors=ACTORS, colour=True, **options):
    known = labels or {frame: FRAMES[frame] for frame in dict.fromkeys(table["frame"])}
    with mpl.rc_context(style.paper(width=width, colour=colour)):
        return figure.voices(table, labels=known, actors=actors, **options)


def texts(ax):
    return [text.get_text() for text in ax.texts]


@pytest.fixture(autouse=True)
def closed():
    yield
    plt.close("all")


def marks(ax):
    """Dots of the axes: x, y, fill."""
    return [(line.get_xdata()[0], line.get_ydata()[0], line.get_markerfacecolor())
            for line in ax.get_lines() if line.get_linestyle() == "None"]  # fmt: skip


def test_every_actor_has_a_dot_for_each_wave_the_first_open_and_the_last_full():
    ax = draw(make(("theft",)))
    found = marks(ax)
    assert len(found) == 2 * len(ACTORS)
    rows = ax.get_yticks()
    first, second = found[0], found[1]
    assert first[1] < rows[0] < second[1], "waves stand around their row, the first above"
    assert mpl.colors.to_hex(first[2]) == "#ffffff"
    assert mpl.colors.to_hex(second[2]) == style.frames(["theft"])["theft"].colour.lower()
    names = [label.get_text().replace("\n", " ") for label in ax.get_yticklabels()]
    assert names == list(ACTORS.values())


def test_shares_are_where_the_scale_says():
    table = make(("theft",), waves=("May",), actors=("mayor", "press")).assign(
        estimate=[0.0, 1.0], ci_low=np.nan, ci_high=np.nan
    )
    ax = draw(table, actors={"mayor": "Mayor", "press": "Press"})
    ticks = {text.get_text(): text.xy[0] for text in ax.texts if text.get_va() == "top"}
    low, high = (mark[0] for mark in marks(ax))
    assert (low, high) == pytest.approx((ticks["0"], ticks["100"]))


def test_counts_stand_beside_the_dots_and_totals_above_them():
    table = make(("theft",), n=1200)
    ax = draw(table, unit="paragraphs")
    assert "of 1,200; 1,200 paragraphs" in " ".join(texts(ax)).replace("\n", " ")
    numbers = [f"{n:,}" for n in table["n_positive"]]
    assert [text for text in texts(ax) if text in numbers]
    assert "Paragraphs of each panel" in ax.get_xlabel()


def test_those_apart_come_last_below_a_line_whatever_the_order_given():
    turned = dict(reversed(ACTORS.items()))
    ax = draw(make(("theft",)), actors=turned)
    names = [label.get_text().replace("\n", " ") for label in ax.get_yticklabels()]
    assert names[-3:] == ["Other speakers", "Not attributed", "Journalist’s own words"]
    rows = list(ax.get_yticks())
    across = [line.get_ydata()[0] for line in ax.get_lines()
              if len(set(line.get_ydata())) == 1 and line.get_color() == style.MUTED]  # fmt: skip
    assert len(across) == 1
    assert rows[-4] < across[0] < rows[-3]


def test_a_frame_without_numbers_says_so_and_all_units_are_black():
    table = make(("theft", "any"))
    gone = table["frame"] == "theft"
    table.loc[gone, ["estimate", "ci_low", "ci_high"]] = np.nan
    table.loc[gone, ["n_units", "n_positive", "n_docs"]] = 0
    ax = draw(table, labels={"theft": "Theft", "any": "All sentences"})
    assert texts(ax).count("no data") == 1
    assert "of 0; 0 sentences" in texts(ax)
    edges = {line.get_markeredgecolor() for line in ax.get_lines() if line.get_marker() == "o"}
    assert edges == {style.INK}
    legend = [text.get_text() for text in ax.get_legend().get_texts()]
    assert legend == ["January 2025 (9 articles)", "February 2026 (9 articles)"]


def test_a_frame_looks_the_same_with_and_without_all_units_and_plain_is_black():
    labels = {"any": "All", "theft": "Theft", "money": "Money"}
    with_all = draw(make(("any", "theft", "money")), labels=labels)
    looks = style.frames(["theft", "money"])
    edges = {line.get_markeredgecolor() for line in with_all.get_lines()
             if line.get_linestyle() == "None"}  # fmt: skip
    assert edges == {style.INK, looks["theft"].colour, looks["money"].colour}
    plain = draw(make(("theft", "money")), plain=True)
    assert {line.get_markeredgecolor() for line in plain.get_lines()
            if line.get_linestyle() == "None"} == {style.INK}  # fmt: skip


@pytest.mark.parametrize("width", ["column", "page"])
@pytest.mark.parametrize(("n_frames", "n_waves"), [(1, 1), (2, 2), (8, 3)])
def test_nothing_is_cut_and_panels_do_not_meet(width, n_frames, n_waves):
    ax = draw(make(tuple(FRAMES)[:n_frames], waves=tuple(WAVES[:n_waves])), width=width)
    canvas = ax.figure
    assert canvas.get_figwidth() * 25.4 == pytest.approx(style.WIDTHS[width])
    canvas.draw_without_rendering()
    box = canvas.bbox
    shown = [*ax.texts, *ax.get_yticklabels(), ax.xaxis.label, ax.get_legend()]
    for one in shown:
        extent = one.get_window_extent()
        assert extent.x0 >= box.x0 - 1, one
        assert extent.x1 <= box.x1 + 1, one
        assert extent.y0 >= box.y0 - 1, one
        assert extent.y1 <= box.y1 + 1, one
    heads = [text.get_window_extent() for text in ax.texts if text.get_weight() == "bold"]
    assert len(heads) == n_frames
    for i, one in enumerate(heads):
        assert not any(one.overlaps(other) for other in heads[i + 1 :])


def test_in_grey_the_frames_and_waves_are_told_apart_without_colour():
    ax = draw(make(("theft", "money")), colour=False)
    looks = {(line.get_marker(), mpl.colors.to_hex(line.get_markerfacecolor()))
             for line in ax.get_lines() if line.get_linestyle() == "None"}  # fmt: skip
    assert len(looks) == 4
    colours = {line.get_markeredgecolor() for line in ax.get_lines()
               if line.get_linestyle() == "None"}  # fmt: skip
    assert all(len(set(mpl.colors.to_rgb(colour))) == 1 for colour in colours)


def test_the_figure_is_exported_with_its_kind(tmp_path):
    made = export.draw(figure.voices, make(("theft",)), name="50-1-x", caption="Voices.",
                       said="The mayor leads.", folder=tmp_path, labels=FRAMES,
                       actors=ACTORS)  # fmt: skip
    assert made.alt == "Dot chart with intervals, voices by frame and news wave. The mayor leads."
    assert (tmp_path / "50-1-x.csv").exists()
    assert not plt.get_fignums()


@pytest.mark.parametrize(
    ("change", "told"),
    [(lambda table: table.drop(columns="actor"), "lacks 'actor'"),
     (lambda table: table.head(0), "has no rows"),
     (lambda table: table.assign(frame="thefd"), "Did you mean 'theft'"),
     (lambda table: table.assign(actor="major"), "actors does not hold 'major'"),
     (lambda table: pd.concat([table, table]), "more than one row for"),
     (lambda table: table.assign(estimate=31.0), r"0.31, not 31"),
     (lambda table: table.assign(wave=[f"w{i}" for i in range(len(table))]), "can be told apart")],
)  # fmt: skip
def test_what_cannot_be_drawn_is_told(change, told):
    with pytest.raises(InputError, match=told):
        draw(change(make(("theft",))), labels=FRAMES)
    assert not plt.get_fignums(), "no half figure is left"
