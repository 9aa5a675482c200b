"""Raw against corrected: what stands where, read back from the artists."""

import io

import matplotlib as mpl

mpl.use("Agg")

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest
from test_figure import AUGUST, DUTCH, FEBRUARY, JANUARY, labelled, misplaced, texts, whole

from analysis import figure, style
from analysis.contracts import InputError

TWO, THREE = (JANUARY, FEBRUARY), (JANUARY, AUGUST, FEBRUARY)
LABELS = labelled(4)


@pytest.fixture(autouse=True)
def _print_style():
    with mpl.rc_context(style.paper(width=165)):
        yield
    plt.close("all")


def corrections(labels=LABELS, waves=TWO, seed=1):
    """Shares and differences as correct.shares and correct.differences make them, invented."""
    draw = np.random.default_rng(seed)
    rows = []
    for frame in labels:
        shares = {}
        for wave in waves:
            raw = draw.random() * 0.4
            best = float(np.clip(raw + draw.normal(0, 0.05), 0, 1))
            for method, share, reach in (("naive", raw, 0.02), ("gold only", best, 0.09),
                                         ("post-stratified", best, 0.06)):  # fmt: skip
                shares[wave, method] = share
                rows.append({"frame": frame, "wave": wave, "method": method, "estimate": share,
                             "ci_low": max(0, share - reach), "ci_high": min(1, share + reach),
                             "n_gold": 100})  # fmt: skip
        for wave in waves[1:]:
            for method in ("naive", "gold only", "post-stratified"):
                gap = shares[wave, method] - shares[waves[0], method]
                rows.append({"frame": frame, "contrast": f"{wave} - {waves[0]}", "method": method,
                             "estimate": gap, "ci_low": gap - 0.08, "ci_high": gap + 0.08,
                             "n_gold": 200, "n_docs_reference": 2500,
                             "n_docs_other": 2500})  # fmt: skip
    table = pd.DataFrame(rows, columns=["frame", "wave", "contrast", "method", "estimate", "ci_low",
                                        "ci_high", "n_gold", "n_docs_reference",
                                        "n_docs_other"])  # fmt: skip
    return table.assign(measure="prevalence", note=None,
                        recommended=table["method"] == "post-stratified")  # fmt: skip


def marks(ax):
    """x, marker, face and edge of each mark, from top to bottom."""
    lines = [line for line in ax.lines if line.get_marker() not in ("None", None, "")]
    lines.sort(key=lambda line: line.get_ydata()[0])
    return [(line.get_xdata()[0], line.get_marker(), mpl.colors.to_hex(line.get_markerfacecolor()),
             line.get_markeredgecolor()) for line in lines]  # fmt: skip


def picked(table, method, **where):
    rows = table[table["method"] == method]
    for column, value in where.items():
        rows = rows[rows[column] == value]
    return 100 * rows["estimate"].iloc[0]


@pytest.mark.parametrize("width", ["column", 165, "page"])
@pytest.mark.parametrize(("n", "waves"), [(1, TWO), (4, TWO), (8, THREE), (4, (JANUARY,))])
def test_nothing_is_cut_or_overlaps(width, n, waves):
    labels = labelled(n, DUTCH)
    with mpl.rc_context(style.paper(width=width)):
        fig = whole(figure.corrected(corrections(labels, waves), labels=labels))
        wrong, found = misplaced(fig)
        assert wrong == []
        assert found > 8
        assert fig.get_figwidth() * 25.4 == pytest.approx(style.WIDTHS.get(width, width))


def test_nothing_overlaps_in_a_notebook_or_in_grey():
    for settings in (style.screen(), style.paper(width=165, colour=False)):
        with mpl.rc_context(settings):
            assert misplaced(whole(figure.corrected(corrections(), labels=LABELS)))[0] == []


def test_each_row_has_the_raw_mark_over_the_corrected_one():
    table = corrections()
    left, right = figure.corrected(table, labels=LABELS)
    expected = [picked(table, method, frame=frame, wave=wave) for frame in LABELS for wave in TWO
                for method in ("naive", "post-stratified")]  # fmt: skip
    assert [mark[0] for mark in marks(left)] == pytest.approx(expected)
    expected = [picked(table, method, frame=frame, contrast=f"{FEBRUARY} - {JANUARY}")
                for frame in LABELS for method in ("naive", "post-stratified")]  # fmt: skip
    assert [mark[0] for mark in marks(right)] == pytest.approx(expected)
    looks = list(style.frames(LABELS).values())
    for place, (raw, best) in enumerate(zip(marks(right)[::2], marks(right)[1::2], strict=True)):
        assert raw[1:] == ("o", "#ffffff", style.MUTED)
        assert best[1:] == (
            looks[place].marker,
            looks[place].colour.lower(),
            looks[place].colour,
        )


def test_both_differences_are_written_and_the_sides_share_their_rows():
    table = corrections()
    left, right = figure.corrected(table, labels=LABELS)
    first = table[(table["frame"] == "f0") & table["contrast"].notna()].set_index("method")
    raw, best = (100 * first.loc[m, "estimate"] for m in ("naive", "post-stratified"))
    said = f"{raw:+.0f} → {best:+.0f}".replace("-", "−")
    assert said in texts(right)
    assert left.get_ylim() == right.get_ylim()
    assert texts(right).count("reference") == 4
    assert "Gold codes: 100 articles in each wave" in " ".join(texts(left))


def test_a_narrow_figure_has_its_panels_below_each_other():
    with mpl.rc_context(style.paper(width="column")):
        above, below = figure.corrected(corrections(), labels=LABELS)
        assert above.get_position().y0 > below.get_position().y1
        assert above.get_position().x0 == pytest.approx(below.get_position().x0)


def test_the_scale_is_no_wider_than_the_numbers_ask_for():
    table = corrections()
    small = table.assign(**{name: table[name] / 10 for name in ("estimate", "ci_low", "ci_high")})
    left, right = figure.corrected(small, labels=LABELS)
    assert left.get_xlim() == (0, 10)
    assert right.get_xlim() == (-4, 4)


def test_gold_that_differs_between_waves_is_told_for_each():
    table = corrections()
    table.loc[(table["wave"] == FEBRUARY) & (table["frame"] == "f1"), "n_gold"] = 80
    said = " ".join(texts(whole(figure.corrected(table, labels=LABELS))))
    assert f"Gold codes of articles: 100 in {JANUARY}, 80–100 in {FEBRUARY}" in said


def test_a_corrected_mark_without_interval_is_open_and_the_reason_stands_below():
    table = corrections()
    rows = table["contrast"].notna()
    table.loc[rows, ["ci_low", "ci_high"]] = np.nan
    table.loc[rows, "n_docs_reference"], table.loc[rows, "n_docs_other"] = 2, 3
    shares = table["contrast"].isna() & (table["frame"] == "f3")
    table.loc[shares, ["ci_low", "ci_high"]] = np.nan
    table.loc[shares, "note"] = "2 gold documents: description only."
    left, right = figure.corrected(table, labels=LABELS)
    assert {mark[2] for mark in marks(right)} == {"#ffffff"}
    said = " ".join(texts(left))
    assert "Open lower mark: no interval (2 against 3 articles)" in said
    assert "Open lower mark: no interval. 2 gold documents: description only." in said
    assert misplaced(left.figure)[0] == []


def test_where_nothing_was_corrected_that_is_written():
    table = corrections()
    table.loc[table["frame"] == "f0", "recommended"] = False
    table = table[~((table["frame"] == "f1") & table["contrast"].isna())]
    left, right = figure.corrected(table, labels=LABELS)
    assert texts(left).count("not corrected") == 2
    assert texts(left).count("no data") == 2
    assert any(text.endswith("→ –") for text in texts(right))
    assert misplaced(left.figure)[0] == []


def test_a_raw_row_is_never_taken_for_a_corrected_one():
    table = corrections()
    table = table[table["method"] == "naive"].assign(recommended=True)
    (left, _) = figure.corrected(table, labels=LABELS)
    assert len(marks(left)) == 8
    assert {mark[2] for mark in marks(left)} == {"#ffffff"}


def test_gold_codes_alone_are_named_so():
    table = corrections().assign(recommended=lambda t: t["method"] == "gold only")
    axes = figure.corrected(table, labels=LABELS)
    said = texts(whole(axes))
    assert "raw → gold" in said
    assert any(text.startswith("gold codes alone (lower") for text in said)
    assert not [text for text in said if "corrected" in text]


def test_waves_stand_in_the_order_given_and_units_are_named():
    table = corrections().assign(measure="salience")
    left, _ = figure.corrected(table, labels=LABELS, waves=[FEBRUARY, JANUARY], unit="sentences")
    assert [text.get_text() for text in left.get_yticklabels()][:2] == [FEBRUARY, JANUARY]
    assert any("Sentences that carry the frame" in text for text in texts(left))


def test_the_table_stays_untouched_and_the_bytes_are_the_same_twice():
    table, files = corrections(), []
    before = table.copy()
    for _ in range(2):
        target = io.BytesIO()
        fig = whole(figure.corrected(table, labels=LABELS))
        fig.savefig(target, format="svg", metadata={"Date": None})
        files.append(target.getvalue())
    assert files[0] == files[1]
    pd.testing.assert_frame_equal(table, before)


def test_a_subfigure_can_be_given_but_no_figure_with_axes():
    fig = plt.figure(figsize=(183 / 25.4, 100 / 25.4))
    parts = fig.subfigures(1, 2, width_ratios=[3, 1])
    figure.corrected(corrections(), figure=parts[0], labels=LABELS)
    assert fig.get_figwidth() * 25.4 == pytest.approx(183)
    with pytest.raises(InputError, match="corrected needs an empty figure"):
        figure.corrected(corrections(), figure=parts[0], labels=LABELS)


def changed(**values):
    return corrections().assign(**values)


@pytest.mark.parametrize(("table", "says"), [
    (corrections().head(0), "has no rows, so there is nothing to draw"),
    (corrections().drop(columns="recommended"), "lacks 'recommended'"),
    (pd.concat([corrections(), corrections().head(1)]), r"\(raw rows\).*more than one row"),
    (changed(recommended=True), r"\(recommended rows\).*more than one row"),
    (corrections().query("contrast.notna()"), "differences only"),
    (changed(wave=None).query("contrast.isna()"), "estimates.wave has 24 empty"),
    (changed(contrast=lambda t: t["contrast"].replace(f"{FEBRUARY} - {JANUARY}", "Feb - Jan")),
     "'Feb - Jan'; it is written 'other - reference'"),
    (pd.concat([corrections(), corrections().assign(measure="salience")]), "mixes 'prevalence'"),
    (changed(estimate=50.0), r"written 0 to 1 \(0\.31, not 31\)"),
])  # fmt: skip
def test_tables_that_cannot_be_drawn_are_told_in_plain_words(table, says):
    with pytest.raises(InputError, match=says):
        figure.corrected(table, labels=LABELS)


def test_differences_from_several_references_are_refused():
    table = corrections(waves=THREE)
    other = table[table["contrast"].notna()].head(3).assign(contrast=f"{AUGUST} - {FEBRUARY}")
    with pytest.raises(InputError, match="from several references"):
        figure.corrected(pd.concat([table, other]), labels=LABELS)


def test_a_height_too_low_is_an_error_not_a_muddle():
    with mpl.rc_context(style.paper(width=165, height=30)), pytest.raises(InputError):
        figure.corrected(corrections(), labels=LABELS)
    assert plt.get_fignums() == []
