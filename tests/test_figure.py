"""What the figures draw, read back from their artists."""

import io
import itertools
import re

import matplotlib as mpl

mpl.use("Agg")

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest
from matplotlib.collections import PatchCollection
from matplotlib.text import Text

from analysis import figure, style
from analysis.contracts import InputError

JANUARY, AUGUST, FEBRUARY = "January 2025", "August 2025", "February 2026"
ENGLISH = ("IP theft", "Hypocrisy", "National security", "Market impact", "Morality",
           "Conflict", "Technological progress", "Human interest")  # fmt: skip
DUTCH = ("Diefstal van intellectueel eigendom", "Hypocrisie", "Nationale veiligheid",
         "Gevolgen voor de markt", "Verantwoordelijkheids\u00advraagstuk", "Conflict",
         "Technologische vooruitgang", "Menselijke verhalen")  # fmt: skip
LABELS = dict(zip(("ip_theft", "hypocrisy", "national_security", "market_impact"), ENGLISH,
                  strict=False))  # fmt: skip
EVENTS = pd.DataFrame({
    "date": pd.to_datetime(["2025-01-29", "2025-01-27", "2026-02-12", "2024-01-01"]),
    "name": ["Report in the Financial Times", "Shares of chip makers fall",
             "Memo to the House Select Committee", "Outside every wave"],
})  # fmt: skip
SPANS = {JANUARY: ("2025-01-20", 40), AUGUST: ("2025-08-03", 10), FEBRUARY: ("2026-02-01", 43)}


@pytest.fixture(autouse=True)
def _print_style():
    with mpl.rc_context(style.paper()):
        yield
    plt.close("all")


# Invented tables


def labelled(n, names=ENGLISH):
    return {f"f{place}": names[place] for place in range(n)}


def five_articles():
    articles = [
        ("003", "global.techradar.com", "undated", JANUARY, True, 41, (3, 4, 2, 9)),
        ("001", "trends.knack.be", "29–31 Jan 2025", JANUARY, False, 36, (9, 2, 1, 8)),
        ("000", "techzine.nl", "13 Feb 2026", FEBRUARY, False, 22, (9, 0, 3, 2)),
        ("002", "aihaberleri.org", "undated", FEBRUARY, True, 48, (18, 0, 14, 6)),
        ("004", "newzvia.com", "undated", FEBRUARY, True, 29, (11, 0, 9, 5)),
    ]
    return pd.DataFrame([
        {"doc_id": doc_id, "outlet": outlet, "date_label": date, "wave": wave,
         "wave_inferred": inferred, "frame": frame, "n_units": n, "n_positive": k}
        for doc_id, outlet, date, wave, inferred, n, ks in articles
        for frame, k in zip(LABELS, ks, strict=True)
    ])  # fmt: skip


def many_articles(n, frames=tuple(LABELS), waves=(JANUARY, FEBRUARY), seed=1):
    draw = np.random.default_rng(seed)
    outlets = ["nytimes.com", "techzine.nl", "nrc.nl", "theguardian.com", "bbc.co.uk", "rare.org"]
    rows = []
    for place in range(n):
        units = int(draw.integers(5, 190))
        about = {
            "doc_id": f"{place:04}", "outlet": outlets[min(int(draw.geometric(0.35)) - 1, 5)],
            "date_label": ("29–31 Jan 2025", "undated")[place % 2],
            "wave": waves[place * len(waves) // n], "wave_inferred": place % 3 == 1,
            "n_units": units,
        }  # fmt: skip
        rows += [{**about, "frame": frame, "n_positive": units if not place else
                  int(draw.integers(0, units))} for frame in frames]  # fmt: skip
    return pd.DataFrame(rows)


def estimated(frames=tuple(LABELS), waves=(JANUARY, FEBRUARY), seed=1):
    draw = np.random.default_rng(seed)
    return pd.DataFrame([
        {"measure": "salience", "frame": frame, "wave": wave, "estimate": share,
         "ci_low": max(0.0, share - 0.2), "ci_high": min(1.0, share + 0.2), "n_docs": n + 2}
        for n, wave in enumerate(waves) for frame in frames for share in [draw.random()]
    ])  # fmt: skip


def changed(frames=tuple(LABELS), waves=(JANUARY, FEBRUARY), seed=1):
    parts = [
        estimated(frames, [wave], seed + n).assign(contrast=f"{wave} - {waves[0]}", note=None)
        for n, wave in enumerate(waves[1:])
    ]
    return pd.concat(parts, ignore_index=True).assign(
        estimate=lambda t: t["estimate"] - 0.5,
        ci_low=lambda t: t["ci_low"] - 0.5, ci_high=lambda t: t["ci_high"] - 0.5,
    )  # fmt: skip


def per_day(frames=tuple(LABELS), waves=(JANUARY, FEBRUARY), seed=1):
    draw = np.random.default_rng(seed)
    return pd.DataFrame([
        {"wave": wave, "day": day, "frame": frame, "n_docs": n, "n_positive": n // (place + 1)}
        for wave in waves
        for day in pd.date_range(SPANS[wave][0], periods=SPANS[wave][1])
        for n in [int(draw.poisson(2))]
        for place, frame in enumerate(frames)
    ])  # fmt: skip


def paired(frames=tuple(LABELS), *, diagonal=True):
    ends = list(itertools.combinations(frames, 2))
    rows = [
        {
            "frame": a,
            "frame_b": b,
            "n_both": n,
            "n_either": 10 + 9 * n,
            "estimate": n / (10 + 9 * n),
        }
        for n, (a, b) in enumerate(ends)
    ]
    own = [{"frame": frame, "frame_b": frame, "n_both": 120, "n_either": 120, "estimate": 1.0}
           for frame in frames]  # fmt: skip
    return pd.DataFrame(rows + own * diagonal)


UNDATED = pd.DataFrame({"doc_id": ["x", "y", "z"], "wave": [JANUARY, JANUARY, None]})

FIVE = {
    "heatmap": lambda: figure.heatmap(five_articles(), labels=LABELS, unit="sentences"),
    "intervals": lambda: figure.intervals(estimated(), labels=LABELS, unit="sentences"),
    "difference": lambda: figure.difference(changed(), labels=LABELS),
    "timeline": lambda: figure.timeline(per_day(), labels=LABELS, undated=UNDATED, events=EVENTS),
    "cooccurrence": lambda: figure.cooccurrence(paired(), labels=LABELS, unit="articles"),
}


# Reading a figure back


def whole(axes):
    return np.ravel(np.asarray(axes, dtype=object))[0].get_figure(root=True)


def texts(artist):
    """Every text that is shown, without line breaks, in the order of drawing."""
    found = []
    for child in artist.get_children() if artist.get_visible() else ():
        if isinstance(child, Text) and child.get_visible() and child.get_text().strip():
            found.append(" ".join(child.get_text().split()))
        found += texts(child)
    return found


def boxes(fig):
    """Every shown text and its box in pixels."""
    fig.draw_without_rendering()
    found = {}

    def walk(artist):
        if not artist.get_visible():
            return
        if isinstance(artist, Text) and artist.get_text().strip():
            box = Text.get_window_extent(artist)  # of an annotation, without its arrow
            found[artist.get_text(), tuple(np.round(box.extents, 2))] = box
        for child in artist.get_children():
            walk(child)

    walk(fig)
    return [(text, box) for (text, _), box in found.items()]


def misplaced(fig):
    """Texts that leave the figure, and pairs that overlap by more than a third of a point."""
    slack, wrong = fig.dpi / 72 / 3, []
    found = boxes(fig)
    across, tall = fig.bbox.size
    for text, box in found:
        if min(box.x0, box.y0, across - box.x1, tall - box.y1) < -slack:
            wrong.append(("cut", text))
    for (text, a), (other, b) in itertools.combinations(found, 2):
        wide = min(a.x1, b.x1) - max(a.x0, b.x0)
        high = min(a.y1, b.y1) - max(a.y0, b.y0)
        if min(wide, high) > slack:
            wrong.append(("overlap", text, other))
    return wrong, len(found)


def cells(ax):
    """Shares of the filled cells, in the order of the table."""
    return next(c for c in ax.collections if isinstance(c, PatchCollection)).get_array()


def dots(ax):
    """x, marker, face and edge of each marker, from top to bottom."""
    lines = [line for line in ax.lines if line.get_marker() not in ("None", None, "")]
    lines.sort(key=lambda line: line.get_ydata()[0])
    return [(line.get_xdata()[0], line.get_marker(), mpl.colors.to_hex(line.get_markerfacecolor()),
             line.get_markeredgecolor()) for line in lines]  # fmt: skip


def spans(ax, looks):
    """Ends of each interval, from top to bottom."""
    colours = {look.colour for look in looks.values()}
    lines = [
        line for line in ax.lines if len(line.get_xdata()) == 2 and line.get_color() in colours
    ]
    lines.sort(key=lambda line: line.get_ydata()[0])
    return [tuple(line.get_xdata()) for line in lines]


# All figures


@pytest.mark.parametrize("kind", FIVE)
def test_each_figure_has_the_width_of_the_style_and_nothing_cut_or_overlapping(kind):
    for width, millimetres in (("column", 89), ("page", 183)):
        with mpl.rc_context(style.paper(width=width)):
            fig = whole(FIVE[kind]())
            wrong, n = misplaced(fig)
            assert fig.get_figwidth() * 25.4 == pytest.approx(millimetres)
            assert wrong == []
            assert n > 8


@pytest.mark.parametrize(("width", "names", "n", "waves"), [
    ("column", DUTCH, 8, (JANUARY, AUGUST, FEBRUARY)), ("page", DUTCH, 8, (JANUARY, FEBRUARY)),
    ("column", DUTCH, 3, (JANUARY,)),
])  # fmt: skip
def test_long_names_many_frames_and_waves_find_room(width, names, n, waves):
    labels = labelled(n, names)
    with mpl.rc_context(style.paper(width=width)):
        drawn = [
            figure.heatmap(many_articles(12, labels, waves), labels=labels),
            figure.intervals(estimated(labels, waves), labels=labels),
            figure.timeline(per_day(labels, waves), labels=labels, events=EVENTS, undated=UNDATED),
            figure.cooccurrence(paired(labels, diagonal=n == 8), labels=labels),
        ]
        if len(waves) > 1:
            drawn.append(figure.difference(changed(labels, waves), labels=labels))
        assert [misplaced(whole(axes))[0] for axes in drawn] == [[]] * len(drawn)


def test_rows_of_pairs_are_as_tall_as_their_names_have_lines():
    labels = labelled(4, DUTCH)
    with mpl.rc_context(style.paper(width=57)):
        axes = whole(figure.cooccurrence(paired(labels), labels=labels)).axes[0]
        rows = axes.get_yticklabels()
        lines = max(text.get_text().count("\n") + 1 for text in rows)
        apart = np.diff(sorted(axes.get_yticks())).min()
        assert lines > 2
        assert apart > lines * 7 * 1.2 / 72 * 25.4


@pytest.mark.parametrize("kind", FIVE)
def test_in_a_notebook_nothing_is_cut_or_overlaps_either(kind):
    with mpl.rc_context(style.screen()):
        assert misplaced(whole(FIVE[kind]()))[0] == []


@pytest.mark.parametrize("kind", FIVE)
def test_a_height_that_is_given_is_kept(kind):
    with mpl.rc_context(style.paper(width="page", height=90)):
        fig = whole(FIVE[kind]())
        assert fig.get_figheight() * 25.4 == pytest.approx(90)
        assert misplaced(fig)[0] == []


@pytest.mark.parametrize("kind", ["intervals", "difference", "timeline", "cooccurrence"])
def test_a_height_too_low_for_the_rows_is_an_error_not_a_muddle(kind):
    with (
        mpl.rc_context(style.paper(height=30)),
        pytest.raises(InputError, match=r"mm too low for its rows of text|leave no room"),
    ):
        FIVE[kind]()


@pytest.mark.parametrize(("kind", "ending"), [
    ("heatmap", "svg"), ("intervals", "pdf"), ("difference", "svg"), ("timeline", "pdf"),
    ("cooccurrence", "pdf"),
])  # fmt: skip
def test_the_same_table_gives_the_same_bytes_without_transparency(kind, ending):
    files = []
    for _ in range(2):
        target = io.BytesIO()
        stamp = {"pdf": {"CreationDate": None}, "svg": {"Date": None}}[ending]
        whole(FIVE[kind]()).savefig(target, format=ending, metadata=stamp)
        files.append(target.getvalue())
    assert files[0] == files[1]
    opacities = re.findall(rb"/(?:CA|ca) ([\d.]+)|opacity: ?([\d.]+)", files[0])
    assert {float(a or b) for a, b in opacities} <= {1.0}


@pytest.mark.parametrize("kind", ["heatmap", "intervals", "difference", "cooccurrence"])
def test_drawing_on_given_axes_returns_them_and_leaves_their_figure_as_large(kind):
    tables = {"heatmap": five_articles, "intervals": estimated, "difference": changed,
              "cooccurrence": paired}  # fmt: skip
    fig, axes = plt.subplots(1, 2, figsize=(183 / 25.4, 80 / 25.4))
    table = tables[kind]()
    before = table.copy()
    assert getattr(figure, kind)(table, ax=axes[1], labels=LABELS) is axes[1]
    assert fig.get_size_inches() * 25.4 == pytest.approx([183, 80])
    pd.testing.assert_frame_equal(table, before)


def test_two_figures_fit_side_by_side():
    fig = plt.figure(figsize=(183 / 25.4, 85 / 25.4))
    left, right = fig.subfigures(1, 2, width_ratios=[1, 1.4])
    figure.intervals(estimated(), labels=LABELS, ax=left.subplots())
    figure.timeline(per_day(), labels=LABELS, figure=right, undated=UNDATED, events=EVENTS)
    assert misplaced(fig)[0] == []


TABLES = {"heatmap": five_articles, "intervals": estimated, "difference": changed,
          "timeline": per_day, "cooccurrence": paired}  # fmt: skip


@pytest.mark.parametrize("kind", TABLES)
def test_an_empty_table_is_told_in_plain_words(kind):
    with pytest.raises(InputError, match="has no rows, so there is nothing to draw"):
        getattr(figure, kind)(TABLES[kind]().head(0), labels=LABELS)


@pytest.mark.parametrize("kind", TABLES)
def test_a_table_of_another_stage_is_told_by_the_columns_it_lacks(kind):
    table = TABLES[kind]().drop(columns="frame")
    with pytest.raises(InputError, match=r"lacks 'frame'; it has .*[a-z]"):
        getattr(figure, kind)(table, labels=LABELS)


@pytest.mark.parametrize("kind", TABLES)
def test_a_frame_without_a_label_is_told_with_the_nearest_one(kind):
    labels = {("ip_thef" if frame == "ip_theft" else frame): name for frame, name in LABELS.items()}
    with pytest.raises(InputError, match=r"without a label: 'ip_theft'\. Did you mean 'ip_thef'"):
        getattr(figure, kind)(TABLES[kind](), labels=labels)


@pytest.mark.parametrize("kind", TABLES)
def test_a_row_that_comes_twice_is_refused(kind):
    table = TABLES[kind]()
    with pytest.raises(InputError, match="more than one row for"):
        getattr(figure, kind)(pd.concat([table, table.head(1)]), labels=LABELS)


@pytest.mark.parametrize("kind", ["intervals", "difference", "cooccurrence"])
def test_shares_written_as_percent_are_refused(kind):
    table = TABLES[kind]()
    table["estimate"] = table["estimate"] * 100
    with pytest.raises(InputError, match=r"written -?[01] to 1 \(0\.31, not 31\)"):
        getattr(figure, kind)(table, labels=LABELS)


@pytest.mark.parametrize("kind", TABLES)
def test_labels_may_hold_any_script_and_signs_of_formulas(kind):
    labels = dict(zip(LABELS, ("Vol de $5 à $6", "Лицемерие", "Εθνική_ασφάλεια", "İktisadî & <b>"),
                      strict=True))  # fmt: skip
    fig = whole(getattr(figure, kind)(TABLES[kind](), labels=labels))
    fig.draw_without_rendering()  # a missing glyph would be a warning, hence an error
    assert {*labels.values()} <= {*texts(fig)}


@pytest.mark.parametrize("kind", ["intervals", "difference", "cooccurrence"])
def test_long_names_are_broken_so_that_the_figure_keeps_half_the_width(kind):
    labels = dict(zip(LABELS, (DUTCH[4], *DUTCH[:3]), strict=True))
    ax = getattr(figure, kind)(TABLES[kind](), labels=labels)
    assert ax.get_position().width > 0.5
    assert not [text for text in texts(ax.figure) if "\u00ad" in text]
    assert "Verantwoordelijkheids- vraagstuk" in texts(ax)


# The heatmap


def test_a_cell_holds_the_share_its_colour_and_its_counts():
    ax = figure.heatmap(five_articles(), labels=LABELS)
    table = five_articles()
    assert list(cells(ax)) == pytest.approx(list(table["n_positive"] / table["n_units"]))
    written = texts(ax)
    assert written.count("0 %") == 3
    assert written[written.index("25 %") : written.index("25 %") + 2] == ["25 %", "9/36"]
    assert "0/48" in written


def test_rows_are_grouped_by_wave_with_a_gap_and_name_outlet_and_date():
    ax = figure.heatmap(five_articles(), labels=LABELS)
    paths = next(c for c in ax.collections if isinstance(c, PatchCollection)).get_paths()
    tops = sorted({round(path.vertices[:, 1].min(), 3) for path in paths})
    steps = np.diff(tops)
    assert steps[0] == pytest.approx(steps[2], rel=0.01)
    assert steps[1] > 1.5 * steps[0]
    written = texts(ax)
    for text in (JANUARY, "2 articles", FEBRUARY, "3 articles", "trends.knack.be",
                 "29–31 Jan 2025", "global.techradar.com †", "newzvia.com †", "techzine.nl",
                 "† Wave inferred from dated events in the text"):  # fmt: skip
        assert text in written


def test_without_inferred_waves_there_is_no_dagger():
    table = five_articles().assign(wave_inferred=False)
    assert not [text for text in texts(figure.heatmap(table, labels=LABELS)) if "†" in text]


def test_rows_and_waves_follow_the_order_that_is_given():
    order = ["004", "002", "000", "001", "003"]
    ax = figure.heatmap(five_articles(), labels=LABELS, order=order, waves=[FEBRUARY, JANUARY])
    names = [text.get_text() for text in ax.texts if "." in text.get_text()]
    assert names == ["newzvia.com †", "aihaberleri.org †", "techzine.nl", "trends.knack.be",
                     "global.techradar.com †"]  # fmt: skip


def test_an_order_that_forgets_an_article_is_refused():
    with pytest.raises(InputError, match="order does not hold '004', which the table has"):
        figure.heatmap(five_articles(), labels=LABELS, order=["000", "001", "002", "003"])
    with pytest.raises(InputError, match=r"waves does not hold 'February 2026'"):
        figure.heatmap(five_articles(), labels=LABELS, waves=[JANUARY])


def test_the_order_of_the_rows_of_the_table_changes_no_number():
    order = ["003", "001", "000", "002", "004"]
    shuffled = five_articles().sample(frac=1, random_state=1)
    drawn = [figure.heatmap(table, labels=LABELS, order=order, waves=[JANUARY, FEBRUARY])
             for table in (five_articles(), shuffled)]  # fmt: skip
    assert list(cells(drawn[0])) == list(cells(drawn[1]))
    assert texts(drawn[0]) == texts(drawn[1])


def test_articles_in_no_wave_come_last_under_their_own_name():
    table = five_articles()
    table["wave"] = table["wave"].where(table["doc_id"] != "003")
    written = texts(figure.heatmap(table, labels=LABELS))
    assert written.index("In no wave") > written.index(FEBRUARY)


def test_a_frame_without_rows_and_an_article_without_units_are_no_data_not_zero():
    table = five_articles()
    table = table[table["frame"] != "hypocrisy"]
    table.loc[table.index[0], ["n_units", "n_positive"]] = 0
    ax = figure.heatmap(table, labels=LABELS)
    assert texts(ax).count("–") == 6
    assert len(cells(ax)) == 14
    assert any("– no data" in text for text in texts(ax))


def test_small_and_nearly_full_shares_are_not_rounded_to_none_and_all():
    table = (
        five_articles().query("doc_id == '000'").assign(n_units=1000, n_positive=[1, 999, 0, 1000])
    )
    written = texts(figure.heatmap(table, labels=LABELS))
    assert [text for text in written if text.endswith("%")] == ["0.1 %", "99.9 %", "0 %", "100 %"]


def test_text_is_light_on_dark_cells_and_dark_on_light_ones():
    ax = figure.heatmap(five_articles(), labels=LABELS)
    colour = {text.get_text(): text.get_color() for text in ax.texts}
    assert colour["41 %"] == "#FFFFFF"
    assert colour["0 %"] == "#000000"


def test_the_darkest_colour_can_be_fixed_to_compare_figures():
    limits = [next(c for c in ax.collections if isinstance(c, PatchCollection)).norm.vmax
              for ax in (figure.heatmap(five_articles(), labels=LABELS),
                         figure.heatmap(five_articles(), labels=LABELS, highest=1.0))]  # fmt: skip
    assert limits == [0.5, 1.0]
    with pytest.raises(InputError, match="highest=50 is not a share"):
        figure.heatmap(five_articles(), labels=LABELS, highest=50)


def test_sixty_articles_are_grouped_by_outlet_and_keep_every_number():
    table = many_articles(60)
    ax = figure.heatmap(table, labels=LABELS)
    assert sorted(cells(ax)) == pytest.approx(sorted(table["n_positive"] / table["n_units"]))
    counts = [int(n) for text in ax.texts for n in re.findall(r" \((\d+)\)$", text.get_text())]
    assert sum(counts) == 60
    assert not [text for text in texts(ax) if text.endswith("%")]
    assert "30 articles, 10 inferred" in texts(ax)
    assert misplaced(ax.figure)[0] == []
    assert ax.figure.get_figheight() * 25.4 < 225


def test_sixty_articles_have_a_colour_bar_in_percent():
    ax = figure.heatmap(many_articles(60), labels=LABELS, unit="sentences")
    bar = ax.figure.axes[1]
    assert bar.get_xlim() == (0, 100)
    assert "% of the article’s counted sentences" in " ".join(bar.get_xlabel().split())


def test_twenty_five_articles_keep_a_line_of_text_each_at_column_width():
    ax = figure.heatmap(many_articles(25), labels=LABELS)
    assert len([text for text in texts(ax) if text.endswith(" %")]) == 100
    assert misplaced(ax.figure)[0] == []


def test_a_long_name_of_a_wave_is_neither_cut_nor_does_it_squeeze_the_cells():
    long = "Hearing of the Select Committee on the memo"
    plain = figure.heatmap(five_articles(), labels=LABELS)
    ax = figure.heatmap(five_articles().replace({JANUARY: long}), labels=LABELS)
    assert misplaced(ax.figure)[0] == []
    assert ax.get_position().width == pytest.approx(plain.get_position().width, rel=0.01)


@pytest.mark.parametrize("kind", ["intervals", "difference", "timeline"])
def test_long_names_of_waves_are_not_cut_in_other_figures_either(kind):
    long = {JANUARY: "Hearing of the Select Committee on the memo", FEBRUARY: "The second memo"}
    if kind in ("intervals", "timeline"):
        table = TABLES[kind]().assign(wave=lambda t: t["wave"].replace(long))
    else:
        table = changed(waves=(*long.values(), "A third wave of news"))
    assert misplaced(whole(getattr(figure, kind)(table, labels=LABELS)))[0] == []


def test_a_wave_without_articles_is_named_and_empty():
    ax = figure.heatmap(five_articles(), labels=LABELS, waves=[JANUARY, AUGUST, FEBRUARY])
    written = texts(ax)
    assert written[written.index(AUGUST) + 1] == "no articles"
    assert misplaced(ax.figure)[0] == []


def test_a_unit_keeps_its_capitals():
    ax = figure.heatmap(five_articles(), labels=LABELS, unit="TV items")
    assert "TV items that carry the frame" in " ".join(ax.get_xlabel().split())


def test_a_figure_that_fails_is_closed_but_one_that_was_given_is_not():
    with mpl.rc_context(style.paper(height=12)), pytest.raises(InputError):
        figure.intervals(estimated(), labels=LABELS)
    assert plt.get_fignums() == []
    fig, ax = plt.subplots(figsize=(3, 0.7))
    with pytest.raises(InputError):
        figure.intervals(estimated(), labels=LABELS, ax=ax)
    assert plt.get_fignums() == [fig.number]


def test_an_article_described_in_two_ways_is_refused():
    table = five_articles()
    table.loc[0, "outlet"] = "elsewhere.com"
    with pytest.raises(
        InputError, match=r"more than one row for '003'\. An article has one outlet"
    ):
        figure.heatmap(table, labels=LABELS)


def test_more_units_with_the_frame_than_units_is_refused():
    table = five_articles()
    table.loc[3, "n_positive"] = 99
    with pytest.raises(InputError, match=r"n_positive below 0 or above n_units \('003'\)"):
        figure.heatmap(table, labels=LABELS)


# Intervals


def test_estimates_and_intervals_stand_where_the_table_says():
    table = estimated()
    ax = figure.intervals(table, labels=LABELS)
    rows = table.set_index(["frame", "wave"])
    expected = [rows.loc[(frame, wave)] for frame in LABELS for wave in (JANUARY, FEBRUARY)]
    assert [dot[0] for dot in dots(ax)] == pytest.approx(
        [100 * row["estimate"] for row in expected]
    )
    assert np.array(spans(ax, style.frames(LABELS))) == pytest.approx(
        np.array([[100 * row["ci_low"], 100 * row["ci_high"]] for row in expected])
    )
    assert ax.get_xlim() == (0, 100)
    assert [label.get_text() for label in ax.get_yticklabels()] == list(LABELS.values())


def test_each_frame_has_its_marker_and_the_first_wave_is_open_the_last_full():
    found = dots(figure.intervals(estimated(), labels=LABELS))
    looks = list(style.frames(LABELS).values())
    for place, look in enumerate(looks):
        first, last = found[2 * place], found[2 * place + 1]
        assert first[1:] == (look.marker, "#ffffff", look.colour)
        assert last[1:] == (look.marker, look.colour.lower(), look.colour)


def test_three_waves_get_three_fills_and_one_wave_a_full_one():
    three = dots(figure.intervals(estimated(waves=(JANUARY, AUGUST, FEBRUARY)), labels=LABELS))[:3]
    one = dots(figure.intervals(estimated(waves=(JANUARY,)), labels=LABELS))
    assert len({face for _, _, face, _ in three}) == 3
    looks = style.frames(LABELS).values()
    assert [face for _, _, face, _ in one] == [look.colour.lower() for look in looks]


def test_the_legend_gives_the_articles_of_each_wave_in_the_order_given():
    ax = figure.intervals(estimated(), labels=LABELS, order=[FEBRUARY, JANUARY])
    assert texts(ax.get_legend()) == ["February 2026 (3 articles)", "January 2025 (2 articles)"]


def test_numbers_of_articles_that_differ_between_frames_are_given_as_a_range():
    table = estimated().assign(n_docs=[1, 1, 2, 3, 0, 0, 0, 0])
    legend = texts(figure.intervals(table, labels=LABELS).get_legend())
    assert legend == ["January 2025 (1–3 articles)", "February 2026 (no articles)"]


def test_an_estimate_without_an_interval_is_a_dot_alone():
    table = estimated()
    table.loc[0, ["ci_low", "ci_high"]] = np.nan
    table.loc[1, "ci_high"] = np.nan
    ax = figure.intervals(table, labels=LABELS)
    assert (len(dots(ax)), len(spans(ax, style.frames(LABELS)))) == (8, 6)


def test_a_frame_or_wave_without_an_estimate_says_no_data():
    table = estimated()
    table = table[table["frame"] != "hypocrisy"]
    table.loc[table.index[0], ["estimate", "ci_low", "ci_high"]] = np.nan
    ax = figure.intervals(table, labels=LABELS)
    assert texts(ax).count("no data") == 3
    assert len(dots(ax)) == 5


def test_a_frame_looks_the_same_when_others_are_absent():
    table = estimated()
    alone = dots(figure.intervals(table[table["frame"] == "market_impact"], labels=LABELS))
    assert alone == [dot for dot in dots(figure.intervals(table, labels=LABELS)) if dot[1] == "D"]


def test_the_axis_says_what_is_counted_of_what():
    said = {measure: figure.intervals(estimated().assign(measure=measure), labels=LABELS,
                                      unit="sentences").get_xlabel()
            for measure in ("salience", "prevalence", "alpha")}  # fmt: skip
    assert {measure: " ".join(text.split()) for measure, text in said.items()} == {
        "salience": "Sentences that carry the frame (% of counted sentences)",
        "prevalence": "Articles that carry the frame (% of articles)",
        "alpha": "Alpha (%)",
    }


def test_other_groups_than_waves_can_stand_side_by_side():
    table = estimated().rename(columns={"wave": "outlet"})
    assert len(dots(figure.intervals(table, across="outlet", labels=LABELS))) == 8


def test_mixed_measures_and_too_many_groups_are_refused():
    table = estimated()
    mixed = pd.concat([table, table.assign(measure="prevalence")])
    with pytest.raises(InputError, match=r"mixes 'prevalence', 'salience'\. Draw one at a time"):
        figure.intervals(mixed, labels=LABELS)
    six = pd.concat([table.assign(wave=f"{n} {table['wave'].iloc[0]}").head(4) for n in range(6)])
    with pytest.raises(InputError, match=r"estimates\.wave has 6 values; 5 can be told apart"):
        figure.intervals(six, labels=LABELS)


def test_an_estimate_of_no_wave_is_refused():
    table = estimated()
    table.loc[0, "wave"] = None
    with pytest.raises(InputError, match=r"estimates\.wave has 1 empty values"):
        figure.intervals(table, labels=LABELS)


# Differences


def test_differences_are_percentage_points_right_of_zero_for_the_first_wave():
    table = changed()
    ax = figure.difference(table, labels=LABELS)
    rows = table.set_index("frame").loc[list(LABELS)]
    assert [dot[0] for dot in dots(ax)] == pytest.approx(list(100 * rows["estimate"]))
    assert np.array(spans(ax, style.frames(LABELS))) == pytest.approx(
        100 * rows[["ci_low", "ci_high"]].to_numpy()
    )
    left, right = (text for text in ax.texts if "more in" in text.get_text())
    assert (left.get_text(), right.get_text()) == (
        "← more in January 2025", "more in February 2026 →",
    )  # fmt: skip
    assert left.get_window_extent().x1 < right.get_window_extent().x0
    low, high = ax.get_xlim()
    assert low == -high


def test_the_value_is_written_beside_each_row_with_its_sign():
    table = changed().assign(estimate=[0.22, -0.084, 0.0, -0.001])
    values = [text for text in texts(figure.difference(table, labels=LABELS))
              if re.fullmatch(r"[+−]?\d+", text)]  # fmt: skip
    assert values[:4] == ["+22", "−8", "0", "0"]


def test_a_difference_without_interval_is_open_and_the_reason_stands_once():
    table = changed().assign(ci_low=np.nan, ci_high=np.nan, note="2 and 3 documents: no test.",
                             n_docs_reference=2, n_docs_other=3)  # fmt: skip
    ax = figure.difference(table, labels=LABELS)
    assert {face for _, _, face, _ in dots(ax)} == {"#ffffff"}
    assert spans(ax, style.frames(LABELS)) == []
    assert [text for text in texts(ax) if "Open" in text] == [
        "Open marker: no interval (2 against 3 articles)"
    ]
    told = figure.difference(table.drop(columns="n_docs_other"), labels=LABELS)
    assert "Open marker: 2 and 3 documents: no test." in texts(told)


def test_with_intervals_there_is_no_note_and_every_marker_is_full():
    ax = figure.difference(changed().assign(note="3 pairs tied"), labels=LABELS)
    assert not [text for text in texts(ax) if "Open marker" in text or "tied" in text]
    assert "#ffffff" not in {face for _, _, face, _ in dots(ax)}


def test_three_waves_give_a_block_for_each_contrast():
    table = changed(waves=(JANUARY, AUGUST, FEBRUARY))
    ax = figure.difference(table, labels=LABELS)
    assert [dot[0] for dot in dots(ax)] == pytest.approx(list(100 * table["estimate"]))
    written = texts(ax)
    assert "August 2025 − January 2025" in written
    assert "February 2026 − January 2025" in written
    assert len(ax.get_yticks()) == 8


def test_a_frame_without_a_difference_says_no_data():
    ax = figure.difference(changed().query("frame != 'hypocrisy'"), labels=LABELS)
    assert texts(ax).count("no data") == 1


# The timeline


TWO = {frame: LABELS[frame] for frame in ("ip_theft", "hypocrisy")}


def two_per_day(waves=(JANUARY, FEBRUARY)):
    return per_day(TWO, waves)


def heights(ax):
    """Heights of the grey bars and of the coloured ones."""
    return [[bar.vertices[:, 1].max() for bar in bars.get_paths()] for bars in ax.collections]


def test_every_day_has_its_bars_zeros_included():
    table = two_per_day()
    axes = figure.timeline(table, labels=TWO)
    assert axes.shape == (2, 2)
    for (row, frame), (column, wave) in itertools.product(
        enumerate(TWO), enumerate((JANUARY, FEBRUARY))
    ):
        part = table[(table["frame"] == frame) & (table["wave"] == wave)]
        assert heights(axes[row, column]) == [list(part["n_docs"]), list(part["n_positive"])]
        assert 0 in heights(axes[row, column])[0]


def test_bars_stand_on_their_days_in_the_colour_of_the_frame():
    axes = figure.timeline(two_per_day(), labels=TWO)
    for ax, look in zip(axes[:, 1], style.frames(TWO).values(), strict=True):
        x = ax.collections[1].get_paths()[12].vertices[:, 0]
        assert (x.min() + x.max()) / 2 == mpl.dates.date2num(np.datetime64("2026-02-13"))
        assert mpl.colors.to_hex(ax.collections[1].get_facecolor()[0]) == look.colour.lower()


def test_all_panels_share_the_y_axis_which_counts_whole_articles():
    axes = figure.timeline(two_per_day(), labels=TWO)
    assert len({ax.get_ylim() for ax in axes.flat}) == 1
    ticks = axes[0, 0].get_yticks()
    assert ticks[0] == 0
    assert all(float(tick).is_integer() for tick in ticks)


def test_waves_stand_in_order_of_time_each_with_its_days_and_year():
    shuffled = two_per_day((FEBRUARY, JANUARY)).sample(frac=1, random_state=2)
    axes = figure.timeline(shuffled, labels=TWO)
    assert [next(text for text in texts(ax) if text in SPANS) for ax in axes[0]] == [
        JANUARY,
        FEBRUARY,
    ]
    assert [ax.get_xlabel() for ax in axes[-1]] == ["2025", "2026"]
    assert axes[-1, 0].get_xticklabels()[0].get_text() == "20 Jan"


def test_articles_without_a_single_day_are_counted_over_their_wave():
    table = two_per_day().assign(n_docs=0, n_positive=0)
    table.loc[table["day"] == "2026-02-13", "n_docs"] = 1
    axes = figure.timeline(table, labels=TWO, undated=UNDATED)
    assert "no articles with a single day, 2 without" in texts(axes[0, 0])
    assert "1 article" in texts(axes[0, 1])


def test_without_a_table_of_undated_articles_nothing_is_said_of_them():
    for undated in (None, UNDATED.head(0)):
        axes = figure.timeline(two_per_day(), labels=TWO, undated=undated)
        assert not [text for text in texts(axes[0, 0]) if "without" in text]


def test_events_are_marked_in_the_wave_that_has_their_day():
    axes = figure.timeline(two_per_day(), labels=TWO, events=EVENTS)
    assert "Memo to the House Select Committee" in texts(axes[0, 1])
    assert "Outside every wave" not in texts(whole(axes))
    for ax in axes[:, 0]:
        assert sorted(line.get_xdata()[0] for line in ax.lines) == [
            mpl.dates.date2num(np.datetime64(day)) for day in ("2025-01-27", "2025-01-29")
        ]  # fmt: skip


def test_a_frame_without_rows_says_no_data_in_every_wave():
    axes = figure.timeline(two_per_day().query("frame != 'hypocrisy'"), labels=TWO)
    assert [["no data" in texts(ax) for ax in row] for row in axes] == [[False] * 2, [True] * 2]


def test_a_day_that_is_not_in_the_table_is_not_taken_for_zero():
    table = two_per_day()
    gap = table[(table["day"] != "2025-01-25") | (table["frame"] != "hypocrisy")]
    with pytest.raises(InputError, match="lacks 1 days of wave 'January 2025' for frame 'hypocr"):
        figure.timeline(gap, labels=TWO)


def test_more_articles_with_the_frame_than_articles_is_refused():
    swapped = two_per_day().rename(columns={"n_docs": "n_positive", "n_positive": "n_docs"})
    with pytest.raises(InputError, match="n_positive below 0 or above n_docs"):
        figure.timeline(swapped, labels=TWO)


def test_a_wave_whose_days_are_not_known_is_refused():
    with pytest.raises(InputError, match="has no days of 'August 2025'"):
        figure.timeline(two_per_day(), labels=TWO, waves=[JANUARY, AUGUST, FEBRUARY])


def test_names_too_long_to_stand_beside_the_panels_stand_over_them():
    labels = {**TWO, "ip_theft": "Verantwoordelijkheidsvraagstukken"}
    axes = figure.timeline(two_per_day(tuple(SPANS)), labels=labels)
    assert [ax.get_ylabel() for ax in axes[:, 0]] == ["", ""]
    assert {*labels.values()} <= {*texts(axes[0, 0]), *texts(axes[1, 0])}
    assert misplaced(axes[0, 0].figure)[0] == []


def test_too_many_waves_for_the_width_are_told_with_a_remedy():
    with (
        mpl.rc_context(style.paper(width=50)),
        pytest.raises(InputError, match=r"3 waves leave .* Take a wider style, or fewer waves"),
    ):
        figure.timeline(two_per_day(tuple(SPANS)), labels=TWO)


def test_a_figure_that_is_not_empty_is_refused():
    used, _ = plt.subplots()
    with pytest.raises(InputError, match="needs an empty figure"):
        figure.timeline(two_per_day(), labels=TWO, figure=used)


def test_the_key_promises_colour_only_where_there_is_some():
    table = two_per_day((FEBRUARY,))
    assert "articles that carry the frame (in its colour)" in texts(
        whole(figure.timeline(table, labels=TWO))
    )
    with mpl.rc_context(style.paper(colour=False)):
        grey = texts(whole(figure.timeline(table, labels=TWO)))
    assert "articles that carry the frame" in grey


# Co-occurrence


def test_the_lower_triangle_holds_each_pair_once():
    table = paired()
    ax = figure.cooccurrence(table, labels=LABELS)
    off = table[table["frame"] != table["frame_b"]].set_index(["frame", "frame_b"])
    frames = list(LABELS)
    expected = [off.loc[(frames[x], frames[row])] for row in range(4) for x in range(row)]
    assert list(cells(ax)) == pytest.approx([row["estimate"] for row in expected])
    written = [text for text in texts(ax) if "/" in text]
    assert written == [f"{row['n_both']:.0f}/{row['n_either']:.0f}" for row in expected]


def test_the_order_of_the_two_frames_of_a_pair_does_not_matter():
    table = paired()
    turned = table.rename(columns={"frame": "frame_b", "frame_b": "frame"})
    drawn = [figure.cooccurrence(part, labels=LABELS) for part in (table, turned)]
    assert list(cells(drawn[0])) == list(cells(drawn[1]))
    mixed = pd.concat([table, turned.head(1)])
    with pytest.raises(InputError, match="more than one row for 'hypocrisy / ip_theft'"):
        figure.cooccurrence(mixed, labels=LABELS)


def test_the_diagonal_holds_the_units_with_the_frame_if_the_table_has_them():
    with_own, without = (figure.cooccurrence(paired(diagonal=own), labels=LABELS, unit="articles")
                         for own in (True, False))  # fmt: skip
    assert texts(with_own).count("n = 120") == 4
    assert "Diagonal: articles that carry the frame" in texts(with_own)
    assert [label.get_text() for label in without.get_yticklabels()] == list(LABELS.values())[1:]
    assert not [text for text in texts(without) if "Diagonal" in text]


def test_a_pair_that_never_occurs_or_is_absent_is_a_dash():
    table = paired()
    table.loc[1, ["n_both", "n_either", "estimate"]] = [0, 0, np.nan]
    ax = figure.cooccurrence(table.drop(index=2), labels=LABELS)
    assert texts(ax).count("–") == 2
    assert "– no data" in " ".join(texts(ax))


def test_one_frame_makes_no_pair():
    one = paired(["conflict"]).assign(frame_b="morality")
    with pytest.raises(InputError, match="without a label: 'morality'"):
        figure.cooccurrence(one, labels={"conflict": "Conflict"})
    with pytest.raises(InputError, match="One frame makes no pair"):
        figure.cooccurrence(paired(["conflict"]), labels={"conflict": "Conflict"})
