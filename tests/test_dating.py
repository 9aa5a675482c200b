"""Dates, their evidence and the wave: what a researcher would check by hand."""

import calendar
import dataclasses
import datetime as dt
import json
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import contracts, corpus, dating, study
from analysis.contracts import TableError
from analysis.study import Event, Study, Wave

FIRST = Wave("first", dt.date(2025, 1, 20), dt.date(2025, 2, 28))
SECOND = Wave("second", dt.date(2026, 2, 1), dt.date(2026, 3, 15))
EVENTS = (
    Event("launch", dt.date(2025, 1, 20), {"any": ("Zebra launch*",)}),
    Event("report", dt.date(2025, 1, 29), {"en": ("Gazette AND evidence",), "nl": ("Krant",)}),
    Event("inquiry", dt.date(2025, 6, 1), {"any": ("inquiry",)}),
    Event("plans", dt.date(2026, 1, 15), {"any": ("Zebra plans",)}),
    Event("memo", dt.date(2026, 2, 12), {"any": ("memo NEAR/5 panel",)}),
    Event("verdict", dt.date(2026, 5, 1), {"any": ("verdict",)}),
)
STORY = Study(
    file=Path("study.yaml"),
    title="t",
    languages=("en", "nl"),
    waves=(FIRST, SECOND),
    reference_wave="first",
    articles=Path("articles"),
    metadata=None,
    codebook=Path("codebook.yaml"),
    events=EVENTS,
)


def table(*articles):
    """Make documents from texts, or from (text, language, metadata)."""
    rows = []
    for number, article in enumerate(articles):
        text, language, cells = article if isinstance(article, tuple) else (article, "en", None)
        rows.append(
            {
                "doc_id": f"d{number:03}",
                "source_file": f"{number:03}.txt",
                "source_format": "text",
                "position_in_file": 0,
                "text": text,
                "language": language,
                "date_source": "none",
                "words": 1,
                "text_sha256": "x",
                "raw_metadata": cells if cells is None else json.dumps(cells),
            }
        )
    return (
        contracts.conform(pd.DataFrame(rows), "documents") if rows else contracts.empty("documents")
    )


def one(text, language="en", cells=None, story=STORY):
    """Date a single article."""
    return dating.date(table((text, language, cells)), story).iloc[0]


def days(row):
    """Both ends of the interval in writing, None where it is open."""
    return tuple(None if pd.isna(day) else day.date().isoformat()
                 for day in (row["published_from"], row["published_to"]))  # fmt: skip


# Dates that the article states ----------------------------------------------------


@pytest.mark.parametrize(
    ("text", "language", "interval"),
    [
        (" date 2026-02-13 The firm told", "en", ("2026-02-13", "2026-02-13")),
        (" date 2025-01 Het bedrijf zei", "nl", ("2025-01-01", "2025-01-31")),
        ("date 2024-02 x", "en", ("2024-02-01", "2024-02-29")),
        ("Datum: 13 februari 2026\nTekst", "nl", ("2026-02-13", "2026-02-13")),
        ("Datum: vrijdag 13 februari 2026, 10:15 uur\nTekst", "nl", ("2026-02-13", "2026-02-13")),
        ("Titel\n\nGepubliceerd op 13-02-2026\nTekst", "nl", ("2026-02-13", "2026-02-13")),
        ("Gepubliceerd: 1 mrt. 2026\nTekst", "nl", ("2026-03-01", "2026-03-01")),
        ("Datum: 03-02-2026\nTekst", "nl", ("2026-02-03", "2026-02-03")),
        ("Published: February 13, 2026\nText", "en", ("2026-02-13", "2026-02-13")),
        ("Published Feb. 13, 2026 5:31 PM EST\nText", "en", ("2026-02-13", "2026-02-13")),
        ("Published on 13th February 2026\nText", "en", ("2026-02-13", "2026-02-13")),
        ("Posted on 2/13/2026\nText", "en", ("2026-02-13", "2026-02-13")),
        ("Posted on 13/2/2026\nText", "en", ("2026-02-13", "2026-02-13")),
        ("Posted on 02/02/2026\nText", "en", ("2026-02-02", "2026-02-02")),
        ("published: 2026-02-24T23:30:00.000Z\nText", "en", ("2026-02-24", "2026-02-24")),
        ("Title\nBy A. Writer | February 13, 2026\nText", "en", ("2026-02-13", "2026-02-13")),
        ("Title\nBy A. Writer · Published: 13 Feb 2026\nText", "en", ("2026-02-13", "2026-02-13")),
        ("Title\n\nFriday, 13 February 2026\n\nText", "en", ("2026-02-13", "2026-02-13")),
        ("Title\r\n2026/02/13 16:00\r\nText", "en", ("2026-02-13", "2026-02-13")),
        ("January 11, 2010 Monday\nText", "en", ("2010-01-11", "2010-01-11")),
        ("date 2031 The firm told", "en", ("2031-01-01", "2031-12-31")),
        ("date 2031-5-2 The firm told", "en", ("2031-05-02", "2031-05-02")),
        ("date 2031-05-02T10:00:00Z The firm told", "en", ("2031-05-02", "2031-05-02")),
        ("date 2031-5-2 9", "en", ("2031-05-02", "2031-05-02")),
        ("Title\nBy Jane Roe, 2 May 2031\nText", "en", ("2031-05-02", "2031-05-02")),
        ("Title\nBy Jane Roe May 2, 2031\nText", "en", ("2031-05-02", "2031-05-02")),
        ("Titel\nJan Smit, 12 februari 2026\nTekst", "nl", ("2026-02-12", "2026-02-12")),
        ("Titel\nJan van der Berg, do 12 februari 2026\nTekst", "nl", ("2026-02-12",) * 2),
        ("Titel\nJan Smit - 12 februari 2026\nTekst", "nl", ("2026-02-12", "2026-02-12")),
        ("4 maart 2026, 10:30 Laatste update 5 maart 2026\nTekst", "nl", ("2026-03-04",) * 2),
        ("4 maart 2026 Leestijd 3 min\nTekst", "nl", ("2026-03-04", "2026-03-04")),
        ("Last updated: 5 May 2031\nPublished: 2 May 2031\nText", "en", ("2031-05-02",) * 2),
        ("2026-02-12 23:30:00 UTC\nText", "en", ("2026-02-12", "2026-02-12")),
        ("2026-02-12T23:30:00Z\nText", "en", ("2026-02-12", "2026-02-12")),
        ("Date Posted: 12 Feb 2026\nText", "en", ("2026-02-12", "2026-02-12")),
        ("Published on 2 May 2031 by Jane Roe\nText", "en", ("2031-05-02", "2031-05-02")),
        ("Published 2026-02-12AI Regulation\nText", "en", ("2026-02-12", "2026-02-12")),
    ],
)
def test_header_dates(text, language, interval):
    row = one(text, language)
    assert (days(row), row["date_source"]) == (interval, "header")


@pytest.mark.parametrize(
    "text",
    [
        "On February 13, 2026 the firm said it would sue.",
        "The date 2026-02-13 was chosen by the firm for its launch.",
        "Title\nJanuary 2025\nText",  # a heading
        "Title\n\nPublished on 29 May 2031, the report of the FT shocked Silicon Valley.",
        "Title\nPublished on 29 May 2031 – a day to remember – the report shocked the market.",
        "Posted on 29 May 2031 the video was seen by all.",
        "By Monday, 2 May 2031, the market had recovered.",
        "Jan Smit, 12 februari 2026 geboren in Gent",
        "date of birth 2026-02-13 is unknown",
        "Date: unknown\nText",
        "date 20260213 Text",
        "line\n" * 12 + "Published: 13 February 2026",  # not in the first lines
    ],
)
def test_what_is_no_header_date(text):
    row = one(text)
    assert (days(row), row["date_source"]) == ((None, None), "none")
    assert row["date_evidence"] == "no date found"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Posted on 02/03/2026\nText", "'Posted on 02/03/2026' is not taken, day and month"),
        ("date 2026-02-30 Text", "'date 2026-02-30' is not taken, there is no such day"),
        ("date 2026-13 Text", "there is no such month"),
        ("Published: 31 April 2026\nText", "there is no such day"),
        ("date 2026-02-13T25:00 Text", "there is no such time"),
        ("date 2026-2-30 Text", "'date 2026-2-30' is not taken, there is no such day"),
        ("Text at once.\nLast updated: 2 May 2031",
         "header: 'Last updated: 2 May 2031' is not taken, it is the day of an update"),
        ("Updated 13 Feb 2026\nText", "'Updated 13 Feb 2026' is not taken, it is the day of an"),
        ("Laatst bijgewerkt op 3 mei 2031\nTekst", "it is the day of an update"),
    ],
)  # fmt: skip
def test_a_date_that_is_not_taken_is_told(text, words):
    row = one(text)
    assert row["date_source"] == "none"
    assert words in row["date_evidence"]


WRITTEN = {
    "en": ["January", "February", "March", "April", "May", "June", "July", "August", "September",
           "October", "November", "December"],
    "nl": ["januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september",
           "oktober", "november", "december"],
}  # fmt: skip


@settings(max_examples=40, deadline=None)
@given(st.dates(dt.date(1990, 1, 1), dt.date(2100, 12, 31)), st.sampled_from(["en", "nl"]))
def test_a_day_is_read_back_however_it_is_written(day, language):
    name = WRITTEN[language][day.month - 1]
    forms = [f"{day:%Y-%m-%d}", f"{day.day} {name} {day.year}", f"{day.day} {name[:3]}. {day.year}"]
    forms += [f"{name} {day.day}, {day.year}"] if language == "en" else [f"{day:%d-%m-%Y}"]
    if language == "nl" and day.month == 3:
        forms.remove(f"{day.day} maa. {day.year}")  # not how March is shortened
    dated = dating.date(table(*[(f"Date: {form}\nx", language, None) for form in forms]), STORY)
    assert {days(row) for _, row in dated.iterrows()} == {(day.isoformat(), day.isoformat())}


def test_a_month_is_all_its_days():
    months = [(year, month) for year in (1999, 2000, 2024, 2025, 2100) for month in range(1, 13)]
    texts = [f"date {year}-{month:02} Text" for year, month in months]
    ends = [(f"{year}-{month:02}-01", f"{year}-{month:02}-{calendar.monthrange(year, month)[1]}")
            for year, month in months]  # fmt: skip
    assert [days(row) for _, row in dating.date(table(*texts), STORY).iterrows()] == ends


# Dates in the metadata ------------------------------------------------------------


@pytest.mark.parametrize(
    ("cells", "interval"),
    [
        ({"date": "2026-02-13", "date_precision": "day"}, ("2026-02-13", "2026-02-13")),
        ({"date": "2025-01", "date_precision": "month"}, ("2025-01-01", "2025-01-31")),
        ({"date": "2025-01-01", "date_precision": "month"}, ("2025-01-01", "2025-01-31")),
        ({"date": "2025-01", "date_precision": ""}, ("2025-01-01", "2025-01-31")),
        ({"date": "2025"}, ("2025-01-01", "2025-12-31")),
        ({"date": "2025-06-01", "date_precision": "year"}, ("2025-01-01", "2025-12-31")),
        ({"date": "13 February 2026"}, ("2026-02-13", "2026-02-13")),
        ({"date": "2026-02-13 10:00:00"}, ("2026-02-13", "2026-02-13")),
    ],
)
def test_metadata_dates(cells, interval):
    row = one("Text", cells=cells)
    assert (days(row), row["date_source"]) == (interval, "metadata")


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        ({"date": "last week"}, "metadata: 'last week' is not taken, it is not a date"),
        ({"date": "2026-02-13 or later"}, "is not taken"),
        ({"date": "03/02/2026"}, "day and month cannot be told apart"),
        ({"date": "2026-02-13", "date_precision": "hour"}, "its precision 'hour' is none of"),
    ],
)
def test_metadata_dates_that_cannot_be_read_are_told(cells, words):
    row = one("Text", cells=cells)
    assert row["date_source"] == "none"
    assert words in row["date_evidence"]


def test_a_time_with_an_offset_becomes_the_day_in_the_time_zone_of_the_study():
    late = {"date": "2026-01-31T23:30:00Z"}
    assert days(one("Text", cells=late))[0] == "2026-01-31"
    amsterdam = dataclasses.replace(STORY, timezone="Europe/Amsterdam")
    row = one("Text", cells=late, story=amsterdam)
    assert (days(row)[0], row["wave"]) == ("2026-02-01", "second")
    stated = one("Title\n2026-01-31 23:30:00 UTC\nText", story=amsterdam)
    assert (days(stated)[0], stated["date_source"]) == ("2026-02-01", "header")


def test_the_note_is_not_used():
    row = one("Text", cells={"note": "published 2026-02-13, second wave", "wave": "second"})
    assert (row["date_source"], days(row)) == ("none", (None, None))
    assert pd.isna(row["wave"])


def test_header_and_metadata_agree():
    row = one("date 2025-01 Text", cells={"date": "2025-01", "date_precision": "month"})
    assert row["date_source"] == "header"
    assert row["date_evidence"] == "header: 'date 2025-01', as in the metadata"


def test_the_narrower_of_two_dates_counts():
    row = one("date 2025-01 Text", cells={"date": "2025-01-27"})
    assert (days(row), row["date_source"]) == (("2025-01-27", "2025-01-27"), "metadata")
    row = one("date 2025-01-27 Text", cells={"date": "2025-01"})
    assert (days(row), row["date_source"]) == (("2025-01-27", "2025-01-27"), "header")


def test_metadata_wins_a_conflict_and_both_are_told():
    row = one("date 2025-02-13 Text", cells={"date": "2026-02-13"})
    assert (days(row), row["date_source"]) == (("2026-02-13", "2026-02-13"), "metadata")
    assert (row["wave"], row["wave_source"]) == ("second", "metadata")
    assert "'2026-02-13'" in row["date_evidence"]
    assert "'date 2025-02-13'" in row["date_evidence"]


def exported(date, text="Text", **fields):
    """Date one article of an export, which gives its date and other days as fields."""
    cells = {key: words for key, words in {"date": date, **fields}.items() if words}
    documents = table((text, "en", cells)).assign(source_format="nexis_docx")
    return dating.date(documents, STORY).iloc[0]


def test_the_lines_of_an_exported_article_count_only_without_a_date():
    text = "A look back\n\n12 March 2021\n\nIt was a cold day."
    row = exported("February 13, 2026 Friday", text)
    assert (days(row)[0], row["date_source"]) == ("2026-02-13", "metadata")
    assert "2021" not in row["date_evidence"]
    within = exported("March 2021", text)  # a line must not make it narrower either
    assert days(within) == ("2021-03-01", "2021-03-31")
    assert days(exported("02/03/2026", text)) == (None, None)
    assert (days(exported(None, text))[0], exported(None, text)["date_source"]) == (
        "2021-03-12",
        "header",
    )


def test_a_title_that_is_a_date_is_not_the_date_of_the_article():
    titled = table(
        ("12 March 2021\n\nThe day it froze.", "en", {"date": "2026-02"}),
        ("12 March 2021\nPublished: 13 February 2026\nText", "en", None),
        ("12 March 2021\n13 February 2026\nText", "en", None),
        ("12  March 2021\n\nText", "en", {"date": "02/03/2026"}),
        ("12 March 2021\n\nText", "en", None),
    ).assign(title="12 March 2021")
    dated = dating.date(titled, STORY)
    assert [days(row)[0] for _, row in dated.iterrows()] == [
        "2026-02-01", "2026-02-13", "2026-02-13", "2021-03-12", "2021-03-12",
    ]  # fmt: skip
    assert dated["date_source"].tolist() == ["metadata", *["header"] * 4]


OTHER = ["load_date", "update_date", "crawl_date", "seen_date", "indexed_date"]


@pytest.mark.parametrize("key", OTHER)
def test_other_days_are_never_the_date_but_bound_it(key):
    row = exported(None, **{key: "February 22, 2026"})
    assert (days(row), row["date_source"]) == ((None, "2026-02-22"), "none")
    assert row["date_evidence"].startswith(f"{key}: 'February 22, 2026' is the day it was ")
    assert row["date_evidence"].endswith(
        "not the day it appeared; no date found; it appeared by 2026-02-22"
    )
    assert pd.isna(row["wave"])
    listed = dating.outside(pd.DataFrame([row]), STORY)
    assert listed["reason"].tolist() == ["no date; it appeared by 2026-02-22"]


def test_the_earliest_of_the_other_days_bounds():
    row = exported(None, load_date="2026-03-01", crawl_date="2026-02-20", seen_date="soon")
    assert days(row) == (None, "2026-02-20")
    assert "seen_date: 'soon' cannot be read, it is not a date" in row["date_evidence"]
    month = exported(None, load_date="2026-02")
    assert days(month) == (None, "2026-02-28")  # on its last day at the latest


def test_other_days_do_not_touch_a_stated_date():
    row = exported("2026-02-13", load_date="2026-02-14")
    assert days(row) == ("2026-02-13", "2026-02-13")
    assert row["date_evidence"] == "metadata: '2026-02-13'"
    late = exported("2026-02-13", load_date="February 12, 2026", crawl_date="2026-02-20")
    assert days(late) == ("2026-02-13", "2026-02-13")
    assert late["date_evidence"] == (
        "metadata: '2026-02-13'; later than the load_date 'February 12, 2026': check"
    )


@pytest.mark.parametrize(
    ("text", "load", "interval", "wave", "words"),
    [
        # event 2025-01-29, first wave to 2025-02-28, second from 2026-02-01
        ("The Gazette has evidence.", "2025-02-03", ("2025-01-29", "2025-02-03"), "first",
         "wave inferred"),
        ("The Gazette has evidence.", "2026-10-01", ("2025-01-29", "2026-10-01"), "first",
         "wave inferred"),  # stored long after: the wave of the latest event, as without a bound
        ("The Zebra plans leaked.", "2026-02-20", ("2026-01-15", "2026-02-20"), "second",
         "wave inferred"),
        ("The Zebra plans leaked.", "2026-01-20", ("2026-01-15", "2026-01-20"), None,
         "it was there before second began"),
        ("A memo to the panel.", "2025-02-03", (None, "2025-02-03"), None,
         "mentions memo (2026-02-12): 'memo to the panel', which is later than it was there"),
        ("Zebra launched. A memo to the panel.", "2025-02-03", ("2025-01-20", "2025-02-03"),
         "first", "which is later than it was there; not counted"),
    ],
)  # fmt: skip
def test_an_article_between_an_event_and_the_day_it_was_stored(text, load, interval, wave, words):
    row = exported(None, text, load_date=load)
    assert days(row) == interval
    assert row["date_source"] == ("event" if interval[0] else "none")
    assert (None if pd.isna(row["wave"]) else row["wave"]) == wave
    assert row["wave_source"] == "event" if wave else pd.isna(row["wave_source"])
    assert words in row["date_evidence"]


def test_raw_metadata_that_is_not_json():
    documents = table("Text").assign(raw_metadata="{")
    with pytest.raises(TableError, match="raw_metadata of 'd000' is not JSON"):
        dating.date(documents, STORY)


# Events ---------------------------------------------------------------------------


def test_an_event_narrows_a_month():
    row = one("date 2025-01 The Gazette says there is evidence.")
    assert days(row) == ("2025-01-29", "2025-01-31")
    assert row["date_source"] == "header"
    assert row["date_evidence"] == (
        "header: 'date 2025-01'; mentions report (2025-01-29): 'Gazette' … 'evidence'"
    )
    assert (row["wave"], row["wave_source"]) == ("first", "header")


def test_an_event_before_the_stated_date_changes_nothing():
    row = one("date 2025-02-03 The Gazette says there is evidence.")
    assert days(row) == ("2025-02-03", "2025-02-03")
    assert "mentions" not in row["date_evidence"]


def test_an_event_after_the_stated_date_is_told_and_the_date_kept():
    row = one("date 2025-01-22 Zebra launched. A memo to the panel followed.")
    assert (days(row), row["wave"]) == (("2025-01-22", "2025-01-22"), "first")
    assert row["date_evidence"].endswith(
        "mentions memo (2026-02-12): 'memo to the panel', which is later; the stated date is kept"
    )


def test_without_a_date_the_latest_event_is_the_first_day():
    row = one("After the Zebra launch the Gazette printed evidence.")
    assert (days(row), row["date_source"]) == (("2025-01-29", None), "event")
    assert (row["wave"], row["wave_source"]) == ("first", "event")
    assert row["date_evidence"] == (
        "mentions report (2025-01-29): 'Gazette' … 'evidence'; wave inferred"
    )


@pytest.mark.parametrize(
    ("text", "wave"),
    [
        ("The Zebra plans leaked.", "second"),  # seventeen days before the second wave
        ("An inquiry began.", None),  # eight months before it
        ("The verdict fell.", None),  # after it
    ],
)
def test_events_between_and_after_the_waves(text, wave):
    row = one(text)
    assert row["date_source"] == "event"
    assert (None if pd.isna(row["wave"]) else row["wave"]) == wave
    assert pd.isna(row["wave_source"]) == (wave is None)


def test_cues_count_in_their_language():
    assert one("De Krant meldt bewijs.", "nl")["date_source"] == "event"
    assert one("De Krant meldt bewijs.", "nl-BE")["date_source"] == "event"
    assert one("Die Krant heisst so.", "de")["date_source"] == "none"
    assert one("De Krant.", None)["date_source"] == "event"  # not known: all cues count


def test_and_means_in_one_paragraph():
    assert one("The Gazette.\nThere is evidence.")["date_source"] == "none"
    assert one("Evidence.\nThe Gazette has evidence.")["date_source"] == "event"


# Waves ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("date", "wave", "words"),
    [
        ("2025-01-20", "first", ""),
        ("2025-02-28", "first", ""),
        ("2025-01-19", None, "outside every wave"),
        ("2025-03-01", None, "outside every wave"),
        ("2025-01", "first", ""),
        ("2025-06", None, "outside every wave"),
        ("2026", None, "too wide an interval to be sure of second"),
    ],
)
def test_wave_of_a_stated_date(date, wave, words):
    row = one("Text", cells={"date": date})
    assert (None if pd.isna(row["wave"]) else row["wave"]) == wave
    assert words in row["date_evidence"]


def test_an_interval_over_two_waves_has_none():
    close = dataclasses.replace(
        STORY, waves=(FIRST, Wave("next", dt.date(2025, 3, 1), dt.date(2025, 4, 1)))
    )
    spans = {"date": "2025", "date_precision": "year"}
    assert "could be in first or next" in one("Text", cells=spans, story=close)["date_evidence"]


def test_a_wave_that_needs_an_event_is_marked_as_inferred():
    month = dataclasses.replace(
        STORY,
        waves=(
            Wave("early", dt.date(2025, 1, 1), dt.date(2025, 1, 20)),
            Wave("late", dt.date(2025, 1, 21), dt.date(2025, 2, 28)),
        ),
    )
    row = one("date 2025-01 The Gazette has evidence.", story=month)
    assert (row["wave"], row["date_source"], row["wave_source"]) == ("late", "header", "event")


INTERVALS = st.dates(dt.date(2024, 12, 1), dt.date(2026, 4, 30))
SENTENCES = st.sampled_from(
    ["Zebra launched.", "The Gazette has evidence.", "De Krant.", "A memo to the panel.",
     "An inquiry.", "The verdict.", "Nothing.", ""]
)  # fmt: skip
ARTICLES = st.tuples(
    st.one_of(
        st.just(""), INTERVALS.map("date {} ".format), INTERVALS.map("date {:%Y-%m} ".format)
    ),
    st.lists(SENTENCES, max_size=3).map("\n".join),
    st.sampled_from(["en", "nl", None]),
    st.fixed_dictionaries(
        {},
        optional={
            "date": st.one_of(
                INTERVALS.map("{:%Y-%m}".format), INTERVALS.map("{:%d/%m/%Y}".format)
            ),
            "load_date": INTERVALS.map(str),
            "crawl_date": st.one_of(INTERVALS.map(str), st.just("never")),
        },
    ),
).map(lambda parts: (parts[0] + parts[1], parts[2], parts[3] or None))


@settings(max_examples=30, deadline=None)
@given(st.lists(ARTICLES, min_size=1, max_size=12))
def test_laws_of_each_article(articles):
    for row in dating.date(table(*articles), STORY).to_dict("records"):
        start, end, source = row["published_from"], row["published_to"], row["date_source"]
        if source in {"header", "metadata"}:
            assert start <= end
            touched = [wave.name for wave in (FIRST, SECOND)
                       if start.date() <= wave.end and end.date() >= wave.start]  # fmt: skip
            assert pd.isna(row["wave"]) or touched == [row["wave"]]
        if source in {"event", "none"}:
            stored = {} if pd.isna(row["raw_metadata"]) else json.loads(row["raw_metadata"])
            by = [stored[key] for key in OTHER if stored.get(key, "never") != "never"]
            assert (None if pd.isna(end) else f"{end:%Y-%m-%d}") == min(by, default=None)
            assert pd.isna(end) or pd.isna(start) or start <= end
        assert pd.isna(start) == (source == "none")
        assert pd.isna(row["wave"]) == pd.isna(row["wave_source"])
        assert row["date_evidence"]


@settings(max_examples=20, deadline=None)
@given(st.lists(ARTICLES, max_size=6), st.data())
def test_parts_equal_the_whole_and_order_does_not_matter(articles, data):
    whole = table(*articles)
    forms = data.draw(st.lists(st.sampled_from(["text", "csv"]), min_size=6, max_size=6))
    whole = whole.assign(source_format=pd.Series(forms[: len(whole)], dtype="str"))
    before = whole.copy()
    dated = dating.date(whole, STORY)
    pd.testing.assert_frame_equal(whole, before)  # input untouched
    cut = data.draw(st.integers(0, len(whole)))
    parts = [dating.date(part, STORY) for part in (whole[:cut], whole[cut:])]
    pd.testing.assert_frame_equal(pd.concat(parts, ignore_index=True), dated)
    order = data.draw(st.permutations(range(len(whole))))
    shuffled = dating.date(whole.iloc[order], STORY)
    shuffled = shuffled.sort_values("doc_id", ignore_index=True)
    pd.testing.assert_frame_equal(shuffled, dated)
    pd.testing.assert_frame_equal(dating.date(dated, STORY), dated)  # again: the same


def test_an_empty_table_keeps_its_types():
    dated = dating.date(contracts.empty("documents"), STORY)
    pd.testing.assert_frame_equal(dated, contracts.empty("documents"))
    assert dating.outside(dated, STORY).empty


# Articles to look at --------------------------------------------------------------


def test_articles_outside_every_wave_are_listed_with_a_reason():
    dates = ["2025-01-19", "2025-01-20", "2025-01-25", "2025-02-28", "2025-03-01", "2025-06-01",
             "2025-01", "2026", None]  # fmt: skip
    documents = table(*[("Text", "en", date and {"date": date}) for date in dates])
    listed = dating.outside(dating.date(documents, STORY), STORY)
    assert listed.set_index("doc_id")["reason"].to_dict() == {
        "d000": "outside every wave; within a day of the start of first",
        "d001": "within a day of the start of first",
        "d003": "within a day of the end of first",
        "d004": "outside every wave; within a day of the end of first",
        "d005": "outside every wave",
        "d006": "may lie outside first, which is 2025-01-20 to 2025-02-28",
        "d007": "too wide an interval to be sure of second",
        "d008": "no date",
    }


def test_a_date_that_was_not_taken_is_listed_with_its_words_and_the_reason():
    documents = table(
        ("Text", "en", {"date": "02/03/2025"}),
        ("Posted on 02/03/2025\nText", "en", None),
        ("Text", "en", {"date": "30 February 2025"}),
        ("Text", "en", {"date": "2025-02-01", "date_precision": "hour"}),
        ("Zebra launched.", "en", {"date": "02/03/2025"}),  # in a wave, by an event
        ("Zebra launched.", "en", {"date": "30 February 2025"}),
        ("Posted on 02/03/2025\nText", "en", {"date": "2025-02-03"}),  # the metadata says it
        ("Posted on 02/03/2025\nText", "en-GB", None),
    )
    listed = dating.outside(dating.date(documents, STORY), STORY)
    assert listed.set_index("doc_id")["reason"].to_dict() == {
        "d000": "day and month cannot be told apart: '02/03/2025'",
        "d001": "day and month cannot be told apart: 'Posted on 02/03/2025'",
        "d002": "there is no such day: '30 February 2025'",
        "d003": "its precision 'hour' is none of day, month, year: '2025-02-01'",
        "d004": "day and month cannot be told apart: '02/03/2025'",
        "d007": "outside every wave",
    }


def test_inferred_waves_are_listed_only_if_there_is_none():
    documents = table("Zebra launched.", "An inquiry began.")
    listed = dating.outside(dating.date(documents, STORY), STORY)
    assert listed["doc_id"].tolist() == ["d001"]


# Waves as a table -----------------------------------------------------------------

COLLECTED = dataclasses.replace(
    STORY,
    timezone="Europe/Amsterdam",
    waves=(
        dataclasses.replace(FIRST, label="1st", query="zebra", sources=("A", "B"),
                            retrieved_on=dt.date(2026, 5, 1)),
        SECOND,
        Wave("empty", dt.date(2026, 4, 1), dt.date(2026, 4, 1)),
    ),
)  # fmt: skip


def test_waves_with_how_they_were_collected_and_what_they_hold():
    documents = table(
        ("Text", "en", {"date": "2025-01-21"}),
        ("Text", "nl", {"date": "2025-01-22"}),
        ("Zebra launched.", "en", None),
        ("Text", None, {"date": "2026-02"}),
        ("Text", "en", {"date": "2019-02-01"}),
    ).assign(outlet=["Gazette", "Krant", "Gazette", None, "Gazette"])
    shown = dating.waves(dating.date(documents, COLLECTED), COLLECTED)
    assert shown["wave"].fillna("-").tolist() == ["first", "second", "empty", "-"]
    assert shown.loc[0, ["label", "timezone", "query", "sources"]].tolist() == [
        "1st", "Europe/Amsterdam", "zebra", "A; B",
    ]  # fmt: skip
    assert shown.loc[0, "retrieved_on"] == pd.Timestamp(2026, 5, 1)
    assert shown.loc[1, "label"] == "second"
    assert shown.loc[1, ["query", "sources", "retrieved_on"]].isna().all()
    numbers = ["n_days", "n_docs", "n_all", "n_inferred", "n_to_the_day", "n_outlets",
               "n_without_outlet"]  # fmt: skip
    assert shown[numbers].fillna(-1).astype(int).to_numpy().tolist() == [
        [40, 3, 5, 1, 2, 2, 0],
        [43, 1, 5, 0, 0, 0, 1],
        [1, 0, 5, 0, 0, 0, 0],
        [-1, 1, 5, 0, 1, 1, 0],
    ]
    assert shown["share"].tolist() == [0.6, 0.2, 0.0, 0.2]
    assert shown["languages"].fillna("-").tolist() == ["en 2, nl 1", "unknown 1", "-", "en 1"]


@settings(max_examples=15, deadline=None)
@given(st.lists(ARTICLES, max_size=8))
def test_the_table_of_waves_loses_no_article(articles):
    dated = dating.date(table(*articles), STORY)
    shown = dating.waves(dated, STORY)
    assert shown["n_docs"].sum() == len(dated)
    assert shown["share"].isna().all() if dated.empty else shown["share"].sum() == pytest.approx(1)
    moved = dating.waves(dated.assign(wave="not of this study"), STORY)
    assert moved["n_docs"].tolist() == [0, 0, len(dated)]


# The seed study -------------------------------------------------------------------

SEEDS = {"000": "February 2026", "001": "January 2025", "002": "February 2026",
         "003": "January 2025", "004": "February 2026"}  # fmt: skip


@pytest.fixture(scope="module")
def seeds():
    story = study.load("seeds/study.yaml")
    return story, corpus.read(story)[0]


def waves(documents, story):
    dated = dating.date(documents, story)
    return dict(zip(dated["source_file"].str[:3], dated["wave"], strict=True))


def test_the_five_seed_articles(seeds):
    story, documents = seeds
    dated = dating.date(documents, story)
    assert dict(zip(dated["source_file"].str[:3], dated["wave"], strict=True)) == SEEDS
    assert dated["wave_source"].tolist() == ["header", "header", "event", "event", "event"]
    assert days(dated.iloc[1]) == ("2025-01-29", "2025-01-31")
    assert "Financial Times" in dated["date_evidence"][1]


def test_the_seed_articles_by_their_events_alone(seeds):
    story, documents = seeds
    bare = documents.assign(
        raw_metadata=None, text=documents["text"].str.replace(r"^ date [\d-]+ ", "", regex=True)
    )
    assert waves(bare, story) == SEEDS


R1 = "DeepSeek's R1 model is cheap. "


@pytest.mark.parametrize(
    ("language", "text"),
    [
        # What was written about committees, letters, memos and lawmakers in the first wave.
        ("en", "The chair of the House Select Committee on the Chinese Communist Party wrote to "
               "Nvidia about chips that may have reached DeepSeek. OpenAI saw distillation."),
        ("en", "In a letter to the security adviser the House Select Committee asked for export "
               "controls. OpenAI told a newspaper that it had evidence of distillation."),
        ("en", "A memo to House staff said that DeepSeek, a rival of OpenAI, may not be used."),
        ("en", "Sam Altman, head of OpenAI, told lawmakers that new models would come soon."),
        ("en", "Lawmakers warned that DeepSeek may send data to China. OpenAI said nothing."),
        ("en", "An internal memo at another lab said that engineers studied DeepSeek."),
        ("en", "OpenAI saw unusual accounts late last year, a person said of DeepSeek."),
        ("en", "DeepSeek, which showed its first model early last year, is small."),
        ("en", "DeepSeek came out with it just before the Lunar New Year, as did others."),
        ("en", "Some say that DeepSeek is free-riding on the research of OpenAI."),
        ("en", "Critics recall a report of January last year on how OpenAI trains."),
        ("nl", "Kamerleden willen een verbod op DeepSeek. OpenAI waarschuwt dat Chinese bedrijven "
               "zijn modellen distilleren."),
        ("nl", "In een brief vraagt de commissie van het Huis van Afgevaardigden om strengere "
               "exportcontroles. Volgens OpenAI is er bewijs van distillatie."),
        ("nl", "In een interne memo verbood een ministerie het gebruik van DeepSeek."),
        ("nl", "Eind vorig jaar verraste DeepSeek al met een ander model."),
    ],
)  # fmt: skip
def test_loose_words_do_not_pull_an_article_into_the_second_wave(seeds, language, text):
    row = one(R1 + text, language, story=seeds[0])
    assert (row["wave"], row["wave_source"]) == ("January 2025", "event"), row["date_evidence"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "OpenAI has warned U.S. lawmakers that DeepSeek copies its models."),
        ("en", "OpenAI told the House China committee that DeepSeek copies its models."),
        ("en", "OpenAI tells Congress that DeepSeek is free-riding on American labs."),
        ("en", "In a memo to the House Select Committee on China, OpenAI accused its rival."),
        (
            "en",
            "The letter was sent to the U.S. House Select Committee, where OpenAI asked for help.",
        ),
        (
            "en",
            "According to a memo seen by Reuters, OpenAI says that DeepSeek distils its models.",
        ),
        ("en", "The accounts used obfuscated third-party routers, says OpenAI of DeepSeek."),
        ("en", "People at DeepSeek circumvented OpenAI’s access restrictions."),
        ("en", "DeepSeek shook the markets early last year and is at it again."),
        ("en", "A new model, DeepSeek-V4, may come soon."),
        ("en", "Anthropic accused DeepSeek, Moonshot and MiniMax of distillation."),
        ("en", "On February 12, 2026, OpenAI wrote down its complaint."),
        ("nl", "OpenAI waarschuwt Amerikaanse wetgevers dat DeepSeek zijn modellen kopieert."),
        ("nl", "In een notitie aan het Amerikaanse Congres beschuldigt OpenAI zijn concurrent."),
        (
            "nl",
            "OpenAI heeft DeepSeek beschuldigd, blijkt uit een memo die Reuters heeft ingezien.",
        ),
        ("nl", "DeepSeek zou via routers van derden de regels van OpenAI omzeilen."),
        ("nl", "DeepSeek zorgde begin vorig jaar voor opschudding op de beurs."),
        ("nl", "Anthropic beschuldigt DeepSeek van distillatie via nepaccounts."),
    ],
)
def test_the_second_wave_is_recognised(seeds, language, text):
    row = one(R1 + text, language, story=seeds[0])
    assert (row["wave"], row["wave_source"]) == ("February 2026", "event"), row["date_evidence"]


@pytest.mark.parametrize(
    ("language", "text", "first_day"),
    [
        ("en", "Nvidia lost 589 billion dollars in one day.", "2025-01-27"),
        ("nl", "Het aandeel van Nvidia kelderde maandag.", "2025-01-27"),
        ("en", "Sacks said on Fox that there is evidence.", "2025-01-28"),
        ("en", "OpenAI told the Financial Times that it has evidence.", "2025-01-29"),
        ("nl", "OpenAI zegt tegen de FT bewijs te hebben.", "2025-01-29"),
        (
            "nl",
            "Microsoft en OpenAI onderzoeken of DeepSeek gegevens heeft gekopieerd.",
            "2025-01-29",
        ),
    ],
)
def test_events_of_the_first_wave_narrow_its_month(seeds, language, text, first_day):
    row = one("date 2025-01 " + text, language, story=seeds[0])
    assert days(row) == (first_day, "2025-01-31")
    assert row["wave"] == "January 2025"


def test_no_article_in_a_wave_is_told_with_the_place_to_look():
    documents = pd.DataFrame({"wave": [None, "May"], "wave_source": [None, "event"]})
    assert len(dating.in_waves(documents, include_inferred=True)) == 1
    with pytest.raises(
        contracts.InputError, match=r"None of 2 articles is in a news wave .1 are only"
    ):
        dating.in_waves(documents, include_inferred=False)
