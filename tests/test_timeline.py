"""Articles day by day and per day: explicit zeros, and no article lost."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats
from statsmodels.stats.weightstats import DescrStatsW

from analysis import contracts, timeline


def make_documents(**columns):
    """Documents with the ids `doc_id`; other columns as given."""
    known = {"source_file": "a.txt", "source_format": "text", "position_in_file": 0,
             "text": "Invented.", "date_source": "none", "words": 1,
             "text_sha256": "-"}  # fmt: skip
    return contracts.conform(pd.DataFrame({**known, **columns}), "documents")


def make_tallies(counts, **columns):
    """Tallies of the frame 'conflict' from (positive, units), one document each."""
    positive, units = zip(*counts, strict=True)
    ids = [f"d{i:02}" for i in range(len(counts))]
    table = {"doc_id": ids, "frame": "conflict", "n_units": units, "n_positive": positive,
             "weight": 1.0}  # fmt: skip
    return contracts.conform(pd.DataFrame({**table, **columns}), "tallies")


DAYS = pd.DataFrame({"wave": ["May", "June"], "start": ["2031-05-01", "2031-06-10"],
                     "end": ["2031-05-04", "2031-06-12"]})  # fmt: skip


def dated():
    first = [
        "2031-05-02",
        "2031-05-02",
        "2031-06-12",
        "2031-06-01",
        None,
        "2031-06-20",
        "2031-06-10",
    ]
    last = ["2031-05-02", "2031-05-02", "2031-06-12", "2031-06-30", None, "2031-06-20", None]
    wave = ["May", "May", "June", "June", "June", "June", "June"]
    documents = make_documents(
        doc_id=[f"d{i:02}" for i in range(7)], wave=wave, published_from=first, published_to=last
    )
    tallies = make_tallies([(1, 5), (0, 5), (2, 5), (1, 5), (1, 5), (1, 5), (1, 5)])
    return tallies, documents


def test_daily_has_every_day_of_every_wave_with_zeros():
    table = timeline.daily(*dated(), DAYS)
    assert table["day"].dt.strftime("%m-%d").tolist() == [
        "05-01", "05-02", "05-03", "05-04", "06-10", "06-11", "06-12",
    ]  # fmt: skip
    assert table["n_docs"].tolist() == [0, 2, 0, 0, 0, 0, 1]
    assert table["n_positive"].tolist() == [0, 1, 0, 0, 0, 0, 1]
    assert table["share"].isna().tolist() == [True, False, True, True, True, True, False]
    assert table.loc[1, "share"] == 0.5
    assert timeline.daily(*dated(), DAYS, min_units=2)["n_positive"].sum() == 1


def test_every_counted_document_is_on_a_day_or_listed():
    tallies, documents = dated()
    lost = timeline.undated(tallies, documents, DAYS)
    assert lost.to_numpy().tolist() == [
        ["d03", "June", "dated to a period, not to a day"],
        ["d04", "June", "no date"],
        ["d05", "June", "its day lies outside its wave"],
        ["d06", "June", "dated to a period, not to a day"],
    ]
    assert timeline.daily(tallies, documents, DAYS)["n_docs"].sum() + len(lost) == 7
    nowhere = timeline.undated(tallies, documents.assign(wave=None), DAYS)
    assert nowhere["reason"].value_counts()["in no wave"] == 4
    one_wave = timeline.undated(tallies, documents, DAYS.head(1))
    assert one_wave["reason"].tolist()[0] == "its wave has no row in days"


def test_daily_of_no_documents_and_no_waves_is_empty():
    tallies, documents = dated()
    assert timeline.daily(tallies, documents, DAYS.head(0)).empty
    nothing = timeline.daily(contracts.empty("tallies"), documents, DAYS)
    assert nothing.empty
    assert nothing.dtypes.to_dict() == timeline.daily(tallies, documents, DAYS).dtypes.to_dict()


def test_days_must_be_waves():
    with pytest.raises(contracts.TableError, match="days lacks 'end'; it needs wave, start, end"):
        timeline.daily(*dated(), DAYS.drop(columns="end"))
    with pytest.raises(contracts.TableError, match="end before they start: 'May'"):
        timeline.daily(*dated(), DAYS.assign(end=["2031-04-01", "2031-06-12"]))


# Per day --------------------------------------------------------------------------


def spread(counts, wave="May", start="2031-05-01", undated=0):
    """Documents of a wave with the given number on each of its days, and some without a day."""
    first = pd.Timestamp(start)
    on = [first + pd.Timedelta(days=day) for day, n in enumerate(counts) for _ in range(n)]
    on += [None] * undated
    ids = [f"{wave}{number:03}" for number in range(len(on))]
    documents = make_documents(doc_id=ids, wave=wave, published_from=on, published_to=on)
    end = first + pd.Timedelta(days=len(counts) - 1)
    return documents, pd.DataFrame({"wave": [wave], "start": [first], "end": [end]})


def rate(counts, *, level=0.95, **options):
    documents, days = spread(counts, **options)
    return timeline.rates(contracts.empty("tallies"), documents, days, level=level).loc[0]


def test_a_rate_worked_out_by_hand():
    # Counts 4, 0, 3, 1: mean 2, squares 4 + 4 + 1 + 1 = 10, variance 10 / 3,
    # standard error sqrt(10 / 3 / 4) = 0.91287; t(3) at 97.5 % = 3.18245 (any table).
    row = rate([4, 0, 3, 1])
    assert (row["measure"], row["wave"], row["n_docs"], row["n_days"]) == ("rate", "May", 8, 4)
    assert pd.isna(row["frame"])
    assert row["estimate"] == 2.0
    assert row["std_error"] == pytest.approx(0.912871, abs=1e-6)
    assert row["ci_low"] == 0.0  # 2 - 2.905 would be below none at all
    assert row["ci_high"] == pytest.approx(2 + 3.182446 * 0.912871, abs=1e-5)
    assert pd.isna(row["note"])


@settings(max_examples=30, deadline=None)
@given(st.lists(st.integers(0, 6), min_size=2, max_size=20), st.sampled_from([0.8, 0.95]))
def test_the_interval_is_that_of_statsmodels_cut_at_zero(counts, level):
    row = rate(counts, level=level)
    assert row["estimate"] == pytest.approx(np.mean(counts))
    if np.ptp(counts) == 0:
        assert pd.isna(row["ci_low"])
        assert "no interval" in row["note"]
    else:
        low, high = DescrStatsW(counts).tconfint_mean(alpha=1 - level)
        assert (row["ci_low"], row["ci_high"]) == pytest.approx((max(0, low), high))


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.tuples(st.integers(0, 5), st.sampled_from(["May", "June"]), st.sampled_from("dmn"),
                  st.integers(0, 2)),
        max_size=15,
    )
)  # fmt: skip
def test_the_days_and_the_undated_add_up_to_the_count(articles):
    starts = {"May": pd.Timestamp(2031, 5, 1), "June": pd.Timestamp(2031, 6, 10)}
    first = [starts[wave] + pd.Timedelta(days=day) for day, wave, _, _ in articles]
    last = [{"d": day, "m": day + pd.Timedelta(days=9), "n": None}[kind]
            for day, (_, _, kind, _) in zip(first, articles, strict=True)]  # fmt: skip
    ids = [f"d{number:02}" for number in range(len(articles))]
    documents = make_documents(
        doc_id=ids, wave=[wave for _, wave, _, _ in articles], published_from=first,
        published_to=last,
    ) if articles else contracts.empty("documents")  # fmt: skip
    tallies = (make_tallies([(n, 5) for *_, n in articles], doc_id=ids)
               if articles else contracts.empty("tallies"))  # fmt: skip
    found = timeline.rates(tallies, documents, DAYS, level=0.95)
    lost = timeline.undated(tallies, documents, DAYS)
    daily = timeline.daily(tallies, documents, DAYS)
    assert found["wave"].drop_duplicates().tolist() == ["May", "June"]
    for row in found.itertuples():
        of_wave = daily[daily["wave"] == row.wave]
        column = "n_docs" if pd.isna(row.frame) else "n_positive"
        assert row.n_placed == of_wave[column].sum()
        assert row.estimate == pytest.approx(row.n_docs / row.n_days)
        if pd.isna(row.frame):
            assert row.n_docs == row.n_placed + (lost["wave"] == row.wave).sum()
    order = np.random.default_rng(1).permutation(len(documents))
    shuffled = timeline.rates(tallies.iloc[order], documents.iloc[order], DAYS, level=0.95)
    pd.testing.assert_frame_equal(shuffled, found)


def test_waves_of_different_length_and_frames_with_their_zeros():
    tallies, documents = dated()
    more = tallies.assign(frame="other", n_positive=0)
    both = contracts.conform(pd.concat([tallies, more.head(6)]), "tallies")
    found = timeline.rates(both, documents, DAYS, level=0.95)
    assert found[["wave", "frame"]].fillna("all").to_numpy().tolist() == [
        [wave, frame] for wave in ("May", "June") for frame in ("all", "conflict", "other")
    ]
    assert found["n_docs"].tolist() == [2, 1, 0, 5, 5, 0]
    assert found["n_days"].tolist() == [4, 4, 4, 3, 3, 3]
    assert found["estimate"].round(3).tolist() == [0.5, 0.25, 0, 1.667, 1.667, 0]
    assert found["n_placed"].tolist() == [2, 1, 0, 1, 1, 0]
    notes = found["note"].fillna("").tolist()
    assert notes[2] == "No article: no interval."
    assert notes[3] == (
        "4 of 5 articles not dated to a day of the wave. "
        "Too many to know the spread over the days: no interval."
    )
    assert notes[5].startswith("1 article of the wave is not coded for this frame.")
    twice = timeline.rates(both, documents, DAYS, level=0.95, min_units=2)
    assert twice.set_index(["wave", "frame"]).loc[("June", "conflict"), "n_docs"] == 1


def test_a_few_articles_without_a_day_are_counted_and_told():
    row, known = rate([4, 0, 3, 1, 2], undated=1), rate([4, 0, 3, 1, 2])
    assert row["estimate"] == 11 / 5
    assert row["std_error"] == pytest.approx(known["std_error"] * 11 / 10)
    assert row["note"] == "1 of 11 articles not dated to a day of the wave."
    many = rate([4, 0, 3, 1, 2], undated=2)
    assert pd.isna(many["ci_low"])
    assert pd.isna(many["std_error"])
    assert many["estimate"] == 12 / 5


def test_days_that_resemble_their_neighbours_are_told():
    burst = rate([0, 0, 0, 1, 4, 6, 5, 2, 0, 0])
    counts = np.array([0, 0, 0, 1, 4, 6, 5, 2, 0, 0])
    away = counts - counts.mean()
    expected = (away[1:] * away[:-1]).sum() / (away**2).sum()
    assert burst["note"] == (
        f"Neighbouring days resemble each other (lag-1 autocorrelation {expected:.2f}): "
        f"the interval is rather too narrow."
    )
    assert pd.isna(rate([3, 0, 2, 1, 3, 0, 2, 1])["note"])


def test_a_wave_of_one_day_and_waves_that_are_none():
    row = rate([3])
    assert (row["estimate"], row["note"]) == (3.0, "No spread over the days to be seen: "
                                                   "no interval.")  # fmt: skip
    documents, days = spread([1, 2])
    nothing = timeline.rates(contracts.empty("tallies"), documents, days.head(0), level=0.95)
    assert nothing.empty
    full = timeline.rates(contracts.empty("tallies"), documents, days, level=0.95)
    assert nothing.dtypes.to_dict() == full.dtypes.to_dict()
    with pytest.raises(contracts.InputError, match="level"):
        timeline.rates(contracts.empty("tallies"), documents, days, level=95)
    with pytest.raises(contracts.TableError, match="days lacks 'end'"):
        timeline.rates(*dated(), DAYS.drop(columns="end"), level=0.95)


def test_the_interval_holds_the_rate_of_independent_days():
    rng = np.random.default_rng(4)
    draws = [rng.poisson(3, 30) for _ in range(400)]
    t = stats.t.ppf(0.975, 29)
    fits = [timeline._rate(x, int(x.sum()), level=0.95, remark="") for x in draws]
    held = np.mean([fit["ci_low"] <= 3 <= fit["ci_high"] for fit in fits])
    assert 0.92 < held < 0.98
    assert fits[0]["ci_high"] - fits[0]["estimate"] == pytest.approx(t * fits[0]["std_error"])


def test_an_article_of_which_only_the_day_it_was_stored_is_known_has_no_date():
    documents = make_documents(
        doc_id=["d00"], wave=[None], published_from=[None], published_to=["2031-05-02"]
    )
    lost = timeline.undated(make_tallies([(1, 5)]), documents, DAYS)
    assert lost["reason"].tolist() == ["no date"]
