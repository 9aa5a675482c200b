"""Articles day by day: explicit zeros, and no article lost."""

import pandas as pd
import pytest

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
